from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pandas
import polars
import pyarrow
import pytest
import servanda

NLP = servanda.load()
TEXT = "🌍 States must not harm\nhospitals. We will publish our view. We call on all States to report."
SPUN = "We have solid worries. The on-line world and the worldwide neighborhood need worldwide regulation."
DOCS = [NLP(TEXT), NLP(SPUN), NLP("")]
KINDS = ["statements", "edits", "ledger"]


def rows(kind: Any, docs: Any = DOCS, **options: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = servanda.frame(docs, kind, **options).to_arrow().to_pylist()
    return found


def test_statements_are_those_of_the_documents() -> None:
    found = iter(rows("statements"))
    for number, doc in enumerate(DOCS):
        for i, (sent, statement) in enumerate(zip(doc.sents, doc.statements, strict=True)):
            row = next(found)
            assert (row["doc"], row["sentence"], row["text"]) == (number, i, sent.text)
            assert doc.text[row["start"] : row["end"]] == sent.text
            assert (row["source_start"], row["source_end"]) == (sent.source_start, sent.source_end)
            assert (row["block"], row["block_kind"]) == (doc.blocks.index(sent.block), sent.block.kind)
            assert (row["kind"], row["kinds"]) == (statement.kind, list(statement.kinds))
            assert {f"score_{kind}": score for kind, score in statement.scores.items()}.items() <= row.items()
            assert row["topics"] == list(statement.topics)
            assert row["cues"] == [cue.text for cue in statement.cues]
    assert next(found, None) is None


def test_attributes(rich: servanda.Document) -> None:
    found = [row for row in rows("statements", rich) if row["kind"] in ("norm", "commitment", "call")]
    norm, pledge, call, asked = found
    assert (norm["force"], norm["holder"], norm["action"]) == ("prohibition", "States", "harm <hospitals> & clinics")
    assert (norm["un_norm"], norm["status"], norm["addressee"]) == ("f", None, None)
    assert (pledge["status"], pledge["strength"], pledge["polarity"], pledge["holder"]) == ("new", "firm", "do", "We")
    assert (call["addressee"], call["action"], call["holder"]) == ("Morovia", None, None)
    assert (asked["paragraph"], asked["action"]) == (1, "join us")


def test_edits_are_those_of_the_documents() -> None:
    found = rows("edits")
    edits = [(number, edit, True) for number, doc in enumerate(DOCS) for edit in doc.edits]
    made = [row for row in found if row["applied"]]
    assert len(made) == len(edits) > 3
    for row, (number, edit, _) in zip(made, edits, strict=True):
        assert DOCS[number].source[row["start"] : row["end"]] == row["before"] == edit.before
        assert (row["doc"], row["after"], row["channel"]) == (number, edit.after, edit.channel)
        assert (row["confidence"], row["runner_up"]) == (edit.confidence, edit.runner_up)
    assert len(found) - len(made) == sum(len(doc.suggestions) for doc in DOCS)


def test_suggestions_are_not_applied(rich: servanda.Document) -> None:
    assert [row["before"] for row in rows("edits", rich) if not row["applied"]] == ["report"]


def test_ledger_says_who_and_what(rich: servanda.Document) -> None:
    found = rows("ledger", rich, ids="rich")
    assert [row["kind"] for row in found] == ["norm", "commitment", "call", "call"]
    assert [row["who"] for row in found] == ["States", "We", "Morovia", None]
    assert {row["doc"] for row in found} == {"rich"}
    assert {row["title"] for row in found} == {"Statement of Norland 🌍"}
    for row in found:
        for piece in ("who", "what"):
            if row[piece] is not None:
                assert rich.text[row[f"{piece}_start"] : row[f"{piece}_end"]] == row[piece]
    statement = rich.statements[found[0]["sentence"]]
    assert found[0]["score"] == statement.scores["norm"]


def test_a_statement_of_two_kinds_has_two_entries(rich_dict: dict[str, Any]) -> None:
    statement = rich_dict["sentences"][1]["statement"]
    statement["kinds"] = ["norm", "commitment"]
    pledge = rich_dict["sentences"][2]["statement"]["commitment"]
    statement["commitment"] = pledge | {"holder": None, "action": None}
    doc = servanda.Document.from_json(json.dumps(rich_dict))
    assert [(row["sentence"], row["kind"]) for row in rows("ledger", doc)][:2] == [(1, "norm"), (1, "commitment")]
    row = rows("statements", doc)[1]
    assert (row["force"], row["strength"], row["holder"]) == ("prohibition", "firm", "States")


def test_unclassified_sentences_are_rows_too() -> None:
    found = rows("statements", servanda.load(classify=False)(TEXT))
    assert len(found) == 3
    assert {(row["kind"], row["score_norm"], row["force"]) for row in found} == {(None, None, None)}
    assert found[0]["kinds"] == found[0]["topics"] == []


@pytest.mark.parametrize("kind", KINDS)
def test_columns_do_not_depend_on_the_documents(kind: Any) -> None:
    full = pyarrow.schema(servanda.frame(DOCS, kind))
    assert pyarrow.schema(servanda.frame([], kind)) == full
    assert pyarrow.schema(servanda.frame(NLP(""), kind)) == full
    assert full.names == list(servanda.frame([], kind).columns)
    assert len(servanda.frame([], kind)) == 0
    assert pyarrow.schema(servanda.frame(DOCS, kind, ids="abc")).field("doc").type == pyarrow.string()


@pytest.mark.parametrize("kind", [*KINDS, "nlp.annotate(table)"])
def test_columns_are_those_of_the_documentation(kind: Any) -> None:
    page = (Path(__file__).parents[2] / "docs" / "frames.md").read_text(encoding="utf-8")
    (section,) = re.findall(rf"^## `{re.escape(kind)}`.*?(?=^## |\Z)", page, re.S | re.M)
    rows = re.findall(r"^\| (.*?`.*?) \| (.*?) \|", section, re.M)
    named = [name for first, _ in rows for name in re.findall(r"`(\w+)`", first)]
    if kind in KINDS:
        frame, named = servanda.frame([], kind), ["doc", *named]
    else:
        frame = NLP.annotate(pyarrow.table({"id": [1], "text": ["States must act."]}))
    assert named == list(frame.columns)


@pytest.mark.parametrize("kind", KINDS)
def test_every_library_reads_the_same(kind: Any) -> None:
    frame = servanda.frame(DOCS, kind)
    expected = frame.to_arrow()
    expected.validate(full=True)
    assert len(frame) == len(expected)
    assert frame.to_polars().equals(polars.from_arrow(expected))
    assert polars.DataFrame(frame).rows() == frame.to_polars().rows()
    pandas.testing.assert_frame_equal(frame.to_pandas(), expected.to_pandas())
    relation: Any = duckdb.sql("from frame")
    assert relation.fetchall() == [tuple(row.values()) for row in expected.to_pylist()]


def test_rows_are_shared_not_copied() -> None:
    frame = servanda.frame(DOCS)
    addresses = [table.column("text").chunk(0).buffers()[2].address for table in (frame.to_arrow(), frame.to_arrow())]
    assert addresses[0] == addresses[1]
    table = frame.to_arrow()
    del frame
    assert table.column("text").to_pylist() == [sent.text for doc in DOCS for sent in doc.sents]


def test_ids() -> None:
    doc = NLP("States must act.")
    assert [row["doc"] for row in rows("statements", [doc, doc], ids=["a", "b"])] == ["a", "b"]
    assert [row["doc"] for row in rows("statements", [(doc, 7), (doc, 5)])] == [7, 5]
    assert [row["doc"] for row in rows("statements", [doc, doc])] == [0, 1]


def test_what_is_wrong_is_said() -> None:
    doc = NLP("States must act.")
    for call, kind, message in [
        (lambda: servanda.frame(doc, "rows"), ValueError, "'statements', 'edits' or 'ledger', not 'rows'"),  # type: ignore[arg-type]
        (lambda: servanda.frame(["text"]), TypeError, "takes documents or pairs"),  # type: ignore[list-item]
        (lambda: servanda.frame([doc, doc], ids=["a"]), ValueError, "fewer ids"),
        (lambda: servanda.frame([doc], ids=["a", "b"]), ValueError, "more ids"),
        (lambda: servanda.frame([doc, doc], ids=["a", 1]), TypeError, "all str or all int"),
        (lambda: servanda.frame([(doc, "a"), doc]), TypeError, "all str or all int"),
        (lambda: servanda.frame([(doc, 1.5)]), TypeError, "an id is str or int"),  # type: ignore[list-item]
        (lambda: servanda.frame([(doc, 1)], ids=[1]), TypeError, "not both"),
    ]:
        with pytest.raises(kind, match=message):
            call()


def test_a_missing_library_is_named() -> None:
    code = """
import sys
sys.modules["polars"] = None
import servanda
try:
    servanda.frame([]).to_polars()
except ImportError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert "pip install polars" in done.stdout


def test_repr() -> None:
    assert repr(servanda.frame(NLP("States must act."))) == "Frame(rows=1, columns=30)"
