"""The notebooks of the examples run, and print what is kept in them."""

from __future__ import annotations

import importlib.util
import pathlib

import nbformat
import pytest

SCRIPT = pathlib.Path(__file__).parents[3] / "docs" / "run_notebooks.py"
spec = importlib.util.spec_from_file_location("run_notebooks", SCRIPT)
assert spec and spec.loader
run_notebooks = importlib.util.module_from_spec(spec)
spec.loader.exec_module(run_notebooks)


@pytest.mark.parametrize("path", run_notebooks.notebooks(), ids=lambda path: path.stem)
def test_notebook(path: pathlib.Path) -> None:
    kept = nbformat.read(path, as_version=4)
    nbformat.validate(kept)
    # If only the figures moved: python docs/run_notebooks.py --write
    assert run_notebooks.printed(run_notebooks.run(path)) == run_notebooks.printed(kept)
