"""The Python examples of the README run as they stand."""

import pathlib
import re

import pytest

README = pathlib.Path(__file__).parents[2] / "README.md"
BLOCKS = re.findall(r"^```python\n(.*?)^```", README.read_text(encoding="utf-8"), re.S | re.M)


def test_the_readme_has_examples():
    assert BLOCKS


@pytest.mark.parametrize("code", BLOCKS)
def test_readme_example_runs(code, monkeypatch):
    monkeypatch.chdir(README.parent)
    exec(compile(code, str(README), "exec"), {})


def test_readme_says_what_is_printed(capsys):
    exec(compile(BLOCKS[0], str(README), "exec"), {})
    printed = capsys.readouterr().out
    assert "norm States must not attack hospitals." in printed
    assert "We -> publish our view before May firm" in printed
