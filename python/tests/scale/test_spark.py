"""`servanda.spark` in a local session of two workers."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pyarrow
import pytest
import servanda
import servanda.spark

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

TEXTS = pyarrow.table({"key": [3, 1, 2], "body": ["States rnust act. We will help.", None, "Les États doivent agir."]})


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    from pyspark.sql import SparkSession

    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", False).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def test_rows_columns_and_types(spark: SparkSession) -> None:
    found = servanda.spark.annotate(spark.createDataFrame(TEXTS), text="body", id="key").toArrow()
    expected = servanda.load().annotate(TEXTS, text="body", id="key").to_arrow()
    assert found.column_names == expected.column_names
    assert found.schema.field("key").type == pyarrow.int64()
    assert sorted(found.to_pylist(), key=str) == sorted(expected.to_pylist(), key=str)


def test_options_travel_to_the_workers(spark: SparkSession) -> None:
    nlp = servanda.load(repair="off", classify=False)
    found = servanda.spark.annotate(spark.createDataFrame(TEXTS), text="body", id="key", nlp=nlp).toArrow().to_pylist()
    (row,) = [row for row in found if row["key"] == 3]
    assert row["text"] == "States rnust act. We will help."
    assert [statement["kind"] for statement in row["statements"]] == [None, None]


def test_a_statement_a_row_by_explode(spark: SparkSession) -> None:
    from pyspark.sql import functions

    found = servanda.spark.annotate(spark.createDataFrame(TEXTS), text="body", id="key")
    statements = found.select("key", functions.explode("statements").alias("statement")).select("key", "statement.kind")
    assert sorted(map(tuple, statements.collect()), key=str) == [(2, None), (3, "commitment"), (3, "norm")]
