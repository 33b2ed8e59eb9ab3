"""A corpus, what the laptop makes of it, and a way to run programs on it. For `sh tests/run.sh scale`."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest
import servanda

SPEECH = "Ms. Ruiz (Norland): States must not harm hospital {0} 🌍. We will publish\nview {0}. The on-line world is vast. "

Rows = list[dict[str, Any]]


@pytest.fixture(scope="session")
def corpus() -> pyarrow.Table:
    texts = [SPEECH.format(i) * (i % 7 + 1) for i in range(600)]
    return pyarrow.table({"id": [f"d{i:03}" for i in range(602)], "text": [*texts, None, ""]})


@pytest.fixture(scope="session")
def expected(corpus: pyarrow.Table) -> Rows:
    """What one call makes of the corpus."""
    rows: Rows = servanda.load().annotate(corpus).to_arrow().to_pylist()
    return rows


@pytest.fixture
def folder(tmp_path: Path, corpus: pyarrow.Table) -> Path:
    """A folder that holds the corpus as `corpus.parquet`, in pieces that engines read apart."""
    pyarrow.parquet.write_table(corpus, tmp_path / "corpus.parquet", row_group_size=200)
    return tmp_path


@pytest.fixture
def run(folder: Path) -> Callable[..., None]:
    """Runs a program in `folder`; its worker processes take the same interpreter."""

    def run(*args: str) -> None:
        environment = os.environ | {"PYSPARK_PYTHON": sys.executable, "RAY_ENABLE_UV_RUN_RUNTIME_ENV": "0"}
        command = [sys.executable, *args]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stdout + done.stderr

    return run


@pytest.fixture
def read(folder: Path) -> Callable[[], Rows]:
    """The rows of `read.parquet`, a file or a folder, by id: engines need not keep the order of rows."""

    def read() -> Rows:
        rows: Rows = pyarrow.parquet.read_table(folder / "read.parquet").to_pylist()
        return sorted(rows, key=lambda row: str(row["id"]))

    return read
