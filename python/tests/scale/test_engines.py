"""Every example of docs/scale.md, and the programs of examples/, give what one call gives."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest
import servanda

Rows = list[dict[str, Any]]

ROOT = Path(__file__).parents[3]
SECTIONS = re.split(r"^## ", (ROOT / "docs" / "scale.md").read_text(encoding="utf-8"), flags=re.M)
BLOCKS = [
    pytest.param(code, id=f"{section.split()[0]}-{number}")
    for section in SECTIONS
    for number, code in enumerate(re.findall(r"^```python\n(.*?)^```", section, re.S | re.M))
]


def test_every_engine_has_an_example() -> None:
    engines = {str(block.id).split("-")[0] for block in BLOCKS}
    assert engines == {"Threads", "Polars", "Spark", "Ray", "Daft", "Dask"}


@pytest.mark.parametrize("code", BLOCKS)
def test_example(
    code: str, folder: Path, run: Callable[..., None], read: Callable[[], Rows], corpus: pyarrow.Table, expected: Rows
) -> None:
    (folder / "example.py").write_text(code, encoding="utf-8")
    run("example.py")
    if "ledger.parquet" in code:
        ledger = pyarrow.parquet.read_table(folder / "ledger.parquet").to_pylist()
        texts = [row for row in corpus.to_pylist() if row["text"] is not None]
        nlp = servanda.load()
        docs = [(nlp(row["text"]), row["id"]) for row in texts]
        assert ledger == servanda.frame(docs, "ledger").to_arrow().to_pylist() != []
    else:
        assert read() == expected


@pytest.mark.parametrize("program", ["corpus_polars.py", "corpus_spark.py"])
def test_program(program: str, run: Callable[..., None], read: Callable[[], Rows], expected: Rows) -> None:
    run(str(ROOT / "examples" / program), "corpus.parquet", "read.parquet")
    assert read() == expected
