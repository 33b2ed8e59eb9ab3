"""Whole corpora on Apache Spark: ``servanda.spark.annotate(frame)`` reads a column of texts on all workers.

Needs ``pyspark`` and ``pyarrow`` where it is called and on the workers, and ``servanda`` on the workers.
"""

from typing import TypeVar

from ._servanda import Pipeline

__all__ = ["annotate"]

# A `pyspark.sql.DataFrame`, of either kind that Spark has.
_DataFrame = TypeVar("_DataFrame")

def annotate(frame: _DataFrame, *, text: str = "text", id: str = "id", nlp: Pipeline | None = None) -> _DataFrame:
    """One row a document, in the columns of ``nlp.annotate``, lazily and on all workers.

    ``text`` and ``id`` name columns of ``frame``; ``nlp`` is ``servanda.load()`` unless given, and travels to the workers
    as its model and its options. A text that is null or cannot be decoded gives a row with an ``error``.

    Each task makes the pipeline once, in about a millisecond, and reads on one thread, as Spark has a task for each
    core. Set ``spark.sql.execution.arrow.maxRecordsPerBatch`` to 500 or so, as documents are long.
    """
