"""Reads a corpus on Apache Spark: Parquet in, Parquet out, on all workers.

    spark-submit examples/corpus_spark.py speeches.parquet statements.parquet

The input has the columns `id` and `text`; the output has one row a document (docs/frames.md).
"""

import sys

import servanda.spark
from pyspark.sql import SparkSession


def annotate(source: str, target: str) -> None:
    # Documents are long: few of them fill a batch.
    spark = SparkSession.builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", 500).getOrCreate()
    texts = spark.read.parquet(source)
    servanda.spark.annotate(texts).write.parquet(target)


if __name__ == "__main__":
    annotate(*sys.argv[1:])
