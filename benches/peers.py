"""Compares servanda with its peers from PyPI, on text that ships with this repository.

    python3 benches/peers.py segment [--out FILE]    accuracy and MB/s of sentence splitters
    python3 benches/peers.py repair [FILE...]        F0.5 and false repairs of correctors (needs the command built)

Each command makes a virtual environment of its own under target/ (once), installs the peers into it, and prints a
Markdown table with the date and the machine. Nothing else is touched.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def environment() -> Path:
    """The interpreter of an environment with all splitters and servanda, made if there is none."""
    home = ROOT / "target" / "peers-segment"
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        venv.create(home, with_pip=True)
        requirements = ROOT / "benches" / "peers" / "segment.txt"
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--requirement", str(requirements)], check=True)
        subprocess.run([*pip, str(ROOT)], check=True)
    return python


def segment(options: list[str]) -> int:
    code = "import sys; from peers import segment; sys.exit(segment.main(sys.argv[1:]))"
    path = os.pathsep.join([str(ROOT / "benches"), os.environ.get("PYTHONPATH", "")])
    return subprocess.run([str(environment()), "-c", code, *options], env={**os.environ, "PYTHONPATH": path}).returncode


def main() -> int:
    command, *options = sys.argv[1:] or [""]
    if command == "segment":
        return segment(options)
    if command == "repair":
        from peers import repair

        return repair.main(options) or 0
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
