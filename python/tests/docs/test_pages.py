"""The code on the pages of the documentation runs and prints what stands there."""

from __future__ import annotations

import importlib.util
import pathlib

import pytest

SCRIPT = pathlib.Path(__file__).parents[3] / "docs" / "run_pages.py"
spec = importlib.util.spec_from_file_location("run_pages", SCRIPT)
assert spec and spec.loader
run_pages = importlib.util.module_from_spec(spec)
spec.loader.exec_module(run_pages)


def test_there_are_pages() -> None:
    assert len(run_pages.pages()) > 5


@pytest.mark.parametrize("page", run_pages.pages(), ids=lambda page: page.stem)
def test_page(page: pathlib.Path) -> None:
    # If only the figures moved: python docs/run_pages.py --write
    assert run_pages.run(page) == page.read_text(encoding="utf-8")
