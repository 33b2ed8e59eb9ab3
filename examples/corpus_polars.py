"""Reads a corpus that may be larger than memory: Parquet in, Parquet out, batch by batch.

    python examples/corpus_polars.py speeches.parquet statements.parquet

The input has the columns `id` and `text`; the output has one row a document (docs/frames.md).
"""

import sys

import polars as pl
import servanda


def annotate(source: str, target: str) -> None:
    nlp = servanda.load()
    texts = pl.scan_parquet(source).select("id", "text")
    schema = nlp.annotate(texts.head(0).collect()).to_polars().schema
    read = texts.map_batches(lambda batch: nlp.annotate(batch).to_polars(), schema=schema, streamable=True)
    # The rows of a group are held until it is written.
    read.sink_parquet(target, row_group_size=500)


if __name__ == "__main__":
    annotate(*sys.argv[1:])
