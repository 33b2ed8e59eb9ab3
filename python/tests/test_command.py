"""``python -m servanda`` is the command."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

import pytest
import servanda

MODULE = [sys.executable, "-m", "servanda"]


def run(*args: str, text: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run([*MODULE, *args], input=text, capture_output=True, text=True, encoding="utf-8")


def test_standard_input() -> None:
    done = run("annotate", text="🌍 States must act.")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == servanda.load()("🌍 States must act.").to_dict()


def test_file_and_lines(tmp_path: Path) -> None:
    file = tmp_path / "texts.jsonl"
    file.write_text('{"id": 1, "text": "States must act."}\nno json\n', encoding="utf-8")
    done = run("segment", "--jsonl", str(file))
    assert done.returncode == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [1, None]
    assert "line 2" in done.stderr


def test_exit_statuses(tmp_path: Path) -> None:
    assert run("--version").stdout == f"servanda {servanda.__version__}\n"
    assert run("annotate", str(tmp_path / "none.txt")).returncode == 1
    wrong = run("anotate")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "Usage: servanda" in wrong.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of Unix")
def test_a_reader_that_has_seen_enough() -> None:
    lines = '{"id": 1, "text": "States must act."}\n' * 20_000
    process = subprocess.Popen(
        [*MODULE, "segment", "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdin and process.stdout and process.stderr
    process.stdout.close()
    try:
        process.stdin.write(lines.encode())
        process.stdin.close()
    except BrokenPipeError:
        pass
    assert process.wait(timeout=60) == 0
    assert process.stderr.read() == b""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to a process of one's own")
def test_ctrl_c() -> None:
    process = subprocess.Popen([*MODULE, "annotate"], stdin=subprocess.PIPE)
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=10) == -signal.SIGINT


def test_the_command_is_installed() -> None:
    script = shutil.which("servanda", path=sysconfig.get_path("scripts"))
    assert script is not None
    done = subprocess.run([script, "--version"], capture_output=True, text=True)
    assert done.stdout == f"servanda {servanda.__version__}\n"
