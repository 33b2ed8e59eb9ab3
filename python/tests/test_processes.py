"""Pipes and tables in processes: stopped by Ctrl-C, started by fork and by spawn."""

from __future__ import annotations

import multiprocessing
import signal
import subprocess
import sys
import time

import pyarrow
import pytest
import servanda

NLP = servanda.load()
TEXTS = [f"States must not harm hospital {i}. We will publish view {i}." for i in range(40)]

PIPE = "for doc in nlp.pipe(itertools.repeat(text)): pass"
ANNOTATE = "nlp.annotate(pyarrow.table({'text': [text] * 100_000}), id=None)"


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to a process of one's own")
@pytest.mark.parametrize("work", [PIPE, ANNOTATE])
def test_ctrl_c_ends_it(work: str) -> None:
    code = f"""
import itertools, pyarrow, servanda
nlp = servanda.load()
text = "States must not harm hospitals. We will publish our view.\\n" * 200
print("started", flush=True)
{work}
"""
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "started\n"
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert "KeyboardInterrupt" in errors
    assert process.returncode == -signal.SIGINT


def read_with(nlp: servanda.Pipeline) -> list[str]:
    return [doc.to_json() for doc in nlp.pipe(TEXTS, threads=2)]


def read_own(text: str) -> str:
    return NLP(text).to_json()


def annotate(number: int) -> list[object]:
    table = pyarrow.table({"id": [number], "text": [TEXTS[number]]})
    found: list[object] = NLP.annotate(table, threads=1).to_arrow().to_pylist()
    return found


@pytest.mark.parametrize("method", [m for m in ("fork", "spawn", "forkserver") if m in multiprocessing.get_all_start_methods()])
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_pools_of_processes(method: str) -> None:
    expected = read_with(NLP)
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert pool.apply(read_with, (NLP,)) == expected
        assert pool.map(read_own, TEXTS) == expected
        assert pool.map(annotate, range(4)) == [annotate(number) for number in range(4)]
