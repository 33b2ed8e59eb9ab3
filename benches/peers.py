"""Compares servanda with its peers from PyPI, on text that ships with this repository.

    python3 benches/peers.py segment [--out FILE]    accuracy and MB/s of sentence splitters
    python3 benches/peers.py repair [--out FILE]     precision, recall and words a second of correctors

Each command makes a virtual environment of its own under target/peers/ (once), installs the peers and servanda from the
tree into it, and prints a Markdown table with the date and the machine. Nothing else is touched.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = ("segment", "repair")


def environment(command: str) -> Path:
    """The interpreter of the command's own environment, made if there is none."""
    home = ROOT / "target" / "peers" / command
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        venv.create(home, with_pip=True)
        requirements = ROOT / "benches" / "peers" / f"{command}.txt"
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--requirement", str(requirements)], check=True)
        subprocess.run([*pip, str(ROOT)], check=True)
    return python


def main() -> int:
    command, *rest = sys.argv[1:] or [""]
    if command not in COMMANDS or not (ROOT / "benches" / "peers" / f"{command}.py").exists():
        print(__doc__, file=sys.stderr)
        return 2
    code = f"import sys; from peers import {command}; sys.exit({command}.main(sys.argv[1:]))"
    path = os.pathsep.join([str(ROOT / "benches"), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run([str(environment(command)), "-c", code, *rest], env={**os.environ, "PYTHONPATH": path})
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
