"""Whole corpora on Apache Spark: ``servanda.spark.annotate(frame)`` reads a column of texts on all workers.

Needs ``pyspark`` and ``pyarrow`` where it is called and on the workers, and ``servanda`` on the workers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ._servanda import Pipeline

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

__all__ = ["annotate"]


def annotate(frame: DataFrame, *, text: str = "text", id: str = "id", nlp: Pipeline | None = None) -> DataFrame:
    """One row a document, in the columns of ``nlp.annotate``, lazily and on all workers.

    ``text`` and ``id`` name columns of ``frame``; ``nlp`` is ``servanda.load()`` unless given, and travels to the workers
    as its model and its options. A text that is null or cannot be decoded gives a row with an ``error``.

    Each task makes the pipeline once, in about a millisecond, and reads on one thread, as Spark has a task for each core. Set
    ``spark.sql.execution.arrow.maxRecordsPerBatch`` to 500 or so, as documents are long.
    """
    import pyarrow
    from pyspark.sql.pandas.types import from_arrow_schema
    from pyspark.sql.types import StructType

    pipeline = Pipeline() if nlp is None else nlp
    texts = frame.select(id, text)

    def read(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            yield from pipeline.annotate(batch, text=text, id=id, threads=1).to_arrow().to_batches()

    empty = pyarrow.table({id: pyarrow.nulls(0), text: pyarrow.nulls(0, pyarrow.string())})
    found = from_arrow_schema(pipeline.annotate(empty, text=text, id=id).to_arrow().schema)
    return texts.mapInArrow(read, StructType([frame.schema[id], *found[1:]]))
