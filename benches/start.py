"""How long a script waits before its first document: fresh interpreters, best and median of 20, in milliseconds.

    python benches/start.py        with the Python that servanda is installed in
"""

import statistics
import subprocess
import sys

CODE = """
from time import perf_counter as now
t = [now()]
import servanda
t.append(now())
nlp = servanda.load()
t.append(now())
nlp("States must not attack hospitals. We will publish our view before May.")
t.append(now())
nlp("States must not attack hospitals. We will publish our view before May.")
t.append(now())
print(*(1000 * (b - a) for a, b in zip(t, t[1:])))
"""


def once() -> list[float]:
    done = subprocess.run([sys.executable, "-c", CODE], check=True, capture_output=True, text=True)
    return [float(figure) for figure in done.stdout.split()]


runs = [once() for _ in range(20)]
print("| | best, ms | median, ms |\n|---|--:|--:|")
for name, figures in zip(["import servanda", "servanda.load()", "first document", "the same again"], zip(*runs)):
    print(f"| {name} | {min(figures):.2f} | {statistics.median(figures):.2f} |")
