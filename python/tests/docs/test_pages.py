"""The code on the pages of the documentation runs, in the order of each page, and prints what stands there."""

from __future__ import annotations

import doctest
import os
import pathlib
import re
import shutil
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).parents[3]
# Each line of the page about engines is run by the group `scale`.
PAGES = [page for page in sorted((ROOT / "docs").rglob("*.md")) if page.name != "scale.md"]
BLOCK = re.compile(r"^```(python|pycon|console)\n(.*?)^```", re.S | re.M)
LOOSE = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def blocks(page: pathlib.Path) -> list[tuple[str, str, int]]:
    text = page.read_text(encoding="utf-8")
    return [(m[1], m[2], text.count("\n", 0, m.start())) for m in BLOCK.finditer(text)]


WITH_CODE = [page for page in PAGES if any(kind in ("python", "pycon") for kind, *_ in blocks(page))]
WITH_COMMANDS = [page for page in PAGES if any(kind == "console" for kind, *_ in blocks(page))]


def test_there_are_pages() -> None:
    assert len(WITH_CODE) > 3 and WITH_COMMANDS


@pytest.mark.parametrize("page", WITH_CODE, ids=lambda page: page.stem)
def test_code_runs(page: pathlib.Path, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    names: dict[str, object] = {"__name__": "__main__"}
    runner = doctest.DocTestRunner(optionflags=LOOSE)
    report: list[str] = []
    for kind, code, line in blocks(page):
        if kind == "python":
            exec(compile("\n" * line + code, str(page), "exec"), names)
        elif kind == "pycon":
            test = doctest.DocTestParser().get_doctest(code, names, page.name, str(page), line)
            runner.run(test, out=report.append, clear_globs=False)
            names = test.globs
    assert not report, "".join(report)


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=lambda page: page.stem)
def test_commands_run(page: pathlib.Path, tmp_path: pathlib.Path) -> None:
    """Lines behind `$` are commands for a shell, the lines below them what they print."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    path = f"{pathlib.Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for _, text, _ in (block for block in blocks(page) if block[0] == "console"):
        for part in re.split(r"^\$ ", text, flags=re.M)[1:]:
            command, _, expected = part.partition("\n")
            done = subprocess.run(
                command, shell=True, cwd=tmp_path, env={**os.environ, "PATH": path}, capture_output=True, text=True
            )
            got = done.stdout + done.stderr
            assert doctest.OutputChecker().check_output(expected or "", got, LOOSE), f"$ {command}\n{got}"
