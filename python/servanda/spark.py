"""Whole corpora on Apache Spark: ``servanda.spark.annotate(frame)`` reads a column of texts on all workers.

Needs ``pyspark`` and ``pyarrow`` where it is called and on the workers, and ``servanda`` on the workers.
"""

from ._servanda import Pipeline

__all__ = ["annotate"]


def annotate(frame, *, text="text", id="id", nlp=None):
    """One row a document, in the columns of ``nlp.annotate``, lazily and on all workers.

    ``text`` and ``id`` name columns of ``frame``; ``nlp`` is ``servanda.load()`` unless given, and travels to the workers
    as its model and its options. A text that is null or cannot be decoded gives a row with an ``error``.

    Each task makes the pipeline once, in about a millisecond, and reads on one thread, as Spark has a task for each
    core. Set ``spark.sql.execution.arrow.maxRecordsPerBatch`` to 500 or so, as documents are long.
    """
    import pyarrow
    from pyspark.sql.pandas.types import from_arrow_schema
    from pyspark.sql.types import StructType

    pipeline = Pipeline() if nlp is None else nlp

    def read(batches):
        for batch in batches:
            yield from pipeline.annotate(batch, text=text, id=id, threads=1).to_arrow().to_batches()

    empty = pyarrow.table({id: pyarrow.nulls(0), text: pyarrow.nulls(0)})
    columns = from_arrow_schema(pyarrow.schema(pipeline.annotate(empty, text=text, id=id)).remove(0))
    # The ids keep the type that Spark has for them.
    return frame.select(id, text).mapInArrow(read, StructType([frame.schema[id], *columns]))
