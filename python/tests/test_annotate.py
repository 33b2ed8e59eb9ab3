from __future__ import annotations

from typing import Any

import duckdb
import pandas
import polars
import pyarrow
import pytest
import servanda

NLP = servanda.load()
TEXTS = ["🌍 States must not harm\nhospitals.", "", "We have solid worries over the worldwide neighborhood.", None]
TABLE = pyarrow.table({"id": ["a", "b", "c", "d"], "text": TEXTS, "year": [1, 2, 3, 4]})


def rows(table: Any, **options: Any) -> list[dict[str, Any]]:
    frame = NLP.annotate(table, **options).to_arrow()
    frame.validate(full=True)
    found: list[dict[str, Any]] = frame.to_pylist()
    return found


EXPECTED = rows(TABLE)


def test_rows_are_the_documents() -> None:
    assert [row["id"] for row in EXPECTED] == ["a", "b", "c", "d"]
    for row, text in zip(EXPECTED[:3], TEXTS[:3], strict=True):
        doc = NLP(text or "")
        assert (row["text"], row["language"], row["condition"]) == (doc.text, doc.language, doc.verdict.condition)
        assert {e.condition: e.per_100_words for e in doc.verdict.evidence}.items() <= row.items()
        assert (row["n_edits"], row["error"]) == (len(doc.edits), None)
        statements = servanda.frame(doc).to_arrow().drop_columns(["doc"]).to_pylist()
        assert row["statements"] == statements


def test_head() -> None:
    text = "Statement by Norland\n\nMs. Ana Ruiz, Minister of Foreign Affairs\n\nGeneva, 4 March 2024\n\nWe agree."
    (row,) = rows(pyarrow.table({"id": [1], "text": [text]}))
    head = NLP(text).head
    assert head.date is not None
    for name in ("title", "speaker", "office", "body", "date", "place", "on_behalf_of"):
        span = getattr(head, name)
        assert row[name] == (span and span.text)


def test_null_gives_an_error_not_an_exception() -> None:
    row = EXPECTED[3]
    assert row["error"] == "the text is null"
    assert row["statements"] == []
    assert all(value is None for name, value in row.items() if name not in ("id", "error", "statements"))


def test_bytes_that_are_no_text_give_an_error() -> None:
    files = [b"States must act.", "Où".encode("cp1252"), b"\x00\x01\x02\x03", None]
    found = rows(pyarrow.table({"id": range(4), "text": pyarrow.array(files, pyarrow.binary())}))
    assert [row["text"] for row in found] == ["States must act.", "Où", None, None]
    with pytest.raises(servanda.DecodeError) as caught:
        NLP(b"\x00\x01\x02\x03")
    assert found[2]["error"] == str(caught.value)


TYPES = [
    pyarrow.string(),
    pyarrow.large_string(),
    pyarrow.string_view(),
    pyarrow.binary(),
    pyarrow.large_binary(),
    pyarrow.binary_view(),
    pyarrow.dictionary(pyarrow.int8(), pyarrow.string()),
]


@pytest.mark.parametrize("kind", TYPES, ids=str)
def test_columns_of_every_type(kind: Any) -> None:
    if pyarrow.types.is_dictionary(kind):
        column = TABLE["text"].combine_chunks().dictionary_encode()
    elif pyarrow.types.is_binary_view(kind):
        column = TABLE["text"].cast(pyarrow.binary()).cast(kind)
    else:
        column = TABLE["text"].cast(kind)
    table = TABLE.set_column(1, "text", column)
    assert rows(table) == EXPECTED
    assert rows(table.slice(1, 2)) == EXPECTED[1:3]


def test_a_column_of_nulls() -> None:
    assert [row["error"] for row in rows(pyarrow.table({"id": [1], "text": pyarrow.nulls(1)}))] == ["the text is null"]


def test_tables_of_every_library() -> None:
    frame: Any = TABLE.to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    relation = duckdb.from_arrow(TABLE)
    for table in [TABLE, TABLE.to_reader(), polars.from_arrow(TABLE), frame, relation, TABLE.to_batches()[0]]:
        assert rows(table) == EXPECTED, type(table)


def test_chunks_and_threads_change_nothing() -> None:
    big = pyarrow.concat_tables([TABLE] * 200)
    one = NLP.annotate(big, threads=1).to_arrow()
    many = NLP.annotate(big.combine_chunks(), threads=3).to_arrow()
    assert one.combine_chunks().equals(many.combine_chunks())
    assert one.to_pylist() == EXPECTED * 200


def test_ids_are_kept_as_they_are() -> None:
    ids = pyarrow.array([[1], [2], [3], None], pyarrow.list_(pyarrow.int8()))
    frame = NLP.annotate(TABLE.set_column(0, "id", ids)).to_arrow()
    assert frame["id"].combine_chunks().equals(ids)
    assert NLP.annotate(TABLE, id="year").columns[0] == "year"
    assert [row["id"] for row in rows(pyarrow.concat_tables([TABLE, TABLE]), id=None)] == list(range(8))


def test_columns_do_not_depend_on_the_texts() -> None:
    schema = pyarrow.schema(NLP.annotate(TABLE))
    assert pyarrow.schema(NLP.annotate(TABLE.slice(0, 0))) == schema
    assert pyarrow.schema(NLP.annotate(TABLE.slice(3))) == schema


def test_what_is_wrong_is_said() -> None:
    for options, kind, message in [
        ({"text": "body"}, ValueError, "no column 'body'; it has 'id', 'text', 'year'"),
        ({"id": "key"}, ValueError, "no column 'key'"),
        ({"id": "text"}, ValueError, "has a column 'text' of its own"),
        ({"text": "year"}, TypeError, "'year' holds Int64, not texts"),
        ({"threads": 0}, ValueError, "threads"),
    ]:
        with pytest.raises(kind, match=message):
            NLP.annotate(TABLE, **options)  # type: ignore[arg-type]
    with pytest.raises((TypeError, ValueError), match="__arrow_c"):
        NLP.annotate(["States must act."])  # type: ignore[arg-type]
