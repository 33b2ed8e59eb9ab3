from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import pytest
import servanda
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


def test_parts(rich: servanda.Document) -> None:
    assert len(rich) == len(rich.sents) == len(rich.statements) == 6
    assert rich.source.replace("rnust", "must").replace("pub1ish", "publish") == rich.text
    assert rich.head.title is not None and rich.head.title.text == "Statement of Norland 🌍"
    assert rich.head.speaker is None
    assert rich.verdict.condition == "scanned"
    [evidence] = rich.verdict.evidence
    assert (evidence.condition, evidence.per_100_words, evidence.threshold) == ("scanned", 8.3333, 2.0)
    assert rich.provenance.model == "test 1.0.0"
    assert rich.provenance.options == ("repair=bold",)


def test_edits(rich: servanda.Document) -> None:
    first = rich.edits[0]
    assert (first.before, first.after, first.channel, first.confidence) == ("rnust", "must", "ocr", 0.9813)
    [suggestion] = rich.suggestions
    assert (suggestion.before, suggestion.after, suggestion.confidence) == ("report", 'a "report"', 0.4)


def test_blocks(rich: servanda.Document) -> None:
    item = rich.blocks[3]
    assert (item.kind, item.text, item.depth) == ("list_item", "(a) to join us;", 1)
    assert item.marker is not None and item.marker.text == "(a)"
    assert item.lead_in == rich.blocks[2]
    assert rich.blocks[0].marker is None and rich.blocks[0].lead_in is None
    assert rich.sents[4].block == item


def test_statements(rich: servanda.Document) -> None:
    norm = rich.statements[1]
    assert norm.kind == "norm" and norm.kinds == ("norm",)
    assert norm.scores["norm"] == 0.9 and len(norm.scores) == 8
    assert norm.norm is not None and norm.norm.force == "prohibition"
    assert norm.norm.holder is not None and str(norm.norm.holder) == "States"
    assert norm.topics == ("norms", "human_rights")
    assert norm.un_norm == "f"
    assert [cue.text for cue in norm.cues] == ["must not"]
    assert norm.sent == rich.sents[1] and rich.sents[1].statement == norm
    assert norm.commitment is None and norm.call is None

    pledge = rich.statements[2].commitment
    assert pledge is not None
    assert (pledge.status, pledge.strength, pledge.polarity) == ("new", "firm", "do")
    assert pledge.action is not None and pledge.action.text == "publish our na\u0308tional view"

    call = rich.statements[3].call
    assert call is not None and call.action is None
    assert call.addressee is not None and call.addressee.text == "Morovia"


def test_views_are_made_once(rich: servanda.Document) -> None:
    assert rich.text is rich.text and rich.source is rich.source
    assert rich.sents is rich.sents and rich.statements is rich.statements


def test_views_outlive_the_document(nlp: servanda.Pipeline) -> None:
    sent = nlp("States must act.").sents[0]
    assert sent.text == "States must act."


def test_unclassified(nlp: servanda.Pipeline) -> None:
    doc = servanda.load(classify=False)("States must act.")
    assert doc.statements == () and doc.sents[0].statement is None
    assert doc.provenance.options == ("classify=false",)
    assert servanda.Document.from_json(doc.to_json()) == doc


def test_empty(nlp: servanda.Pipeline) -> None:
    doc = nlp("")
    assert (doc.source, doc.text, doc.sents, doc.blocks, len(doc)) == ("", "", (), (), 0)


def test_dict_and_json_agree(rich: servanda.Document, rich_dict: dict[str, Any]) -> None:
    assert rich.to_dict() == json.loads(rich.to_json()) == rich_dict


def test_pickle(rich: servanda.Document, nlp: servanda.Pipeline) -> None:
    for doc in [rich, nlp("Ürün 🌍. States must act."), nlp("")]:
        for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
            again = pickle.loads(pickle.dumps(doc, protocol))
            assert again == doc and again.to_json() == doc.to_json()


def test_equality_and_hash(rich: servanda.Document, nlp: servanda.Pipeline) -> None:
    again = servanda.Document.from_json(rich.to_json())
    assert again == rich and hash(again) == hash(rich)
    other = nlp(rich.source)
    assert other != rich and rich != "text" and rich.sents[0] != rich.sents[1]
    for name in ["sents", "statements", "blocks", "edits", "suggestions"]:
        ours, theirs = getattr(rich, name), getattr(again, name)
        assert ours == theirs and {*ours} == {*theirs} and len({*ours}) == len(ours)
    norm = rich.statements[1].norm
    assert norm == again.statements[1].norm and hash(norm) == hash(again.statements[1].norm)
    assert rich.head == again.head and rich.verdict == again.verdict and rich.provenance == again.provenance


def test_repr_is_one_short_line(rich: servanda.Document) -> None:
    assert repr(rich) == "Document(sents=6, edits=2, condition='scanned')"
    norm = rich.statements[1]
    things = [
        *rich.sents, *rich.blocks, *rich.edits, *rich.statements, *norm.cues, norm.norm, rich.statements[2].commitment,
        rich.statements[3].call, rich.head, rich.verdict, rich.provenance, *rich.verdict.evidence,
    ]  # fmt: skip
    for thing in things:
        line = repr(thing)
        assert line.startswith(type(thing).__name__ + "(") and "\n" not in line and len(line) < 250
    assert repr(rich.edits[0]) == "Edit(31, 36, \"rnust\" -> \"must\", 'ocr', 0.9813)"


def test_nothing_can_be_changed(rich: servanda.Document) -> None:
    for thing in [rich, rich.sents[0], rich.edits[0], rich.head]:
        for name in ["text", "start", "extra"]:
            with pytest.raises(AttributeError):
                setattr(thing, name, 1)


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("schema", 2, "schema"),
        ("text", "States", "edits"),
        ("source", 5, "string"),
        ("sentences", [], None),
        ("blocks", [], "block"),
    ],
)
def test_json_is_checked(rich_dict: dict[str, Any], field: str, value: Any, reason: str | None) -> None:
    line = json.dumps(rich_dict | {field: value})
    if reason is None:
        assert len(servanda.Document.from_json(line)) == 0
    else:
        with pytest.raises(ValueError, match=reason):
            servanda.Document.from_json(line)


@pytest.mark.parametrize("line", ["", "{", "[]", "null", '{"schema": 1}'])
def test_what_is_no_document(line: str) -> None:
    with pytest.raises(ValueError, match="document"):
        servanda.Document.from_json(line)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of all values inside of some JSON."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else []
    return [path] * bool(path) + [deeper for key, item in inner for deeper in places(item, (*path, key))]


WRONG: list[Any] = [None, "", "must", 2**64, 0.5, [], {}, [0, 1], "call", True]


@given(st.data())
@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_json_is_refused_or_sound(rich_dict: dict[str, Any], data: st.DataObject) -> None:
    broken = json.loads(json.dumps(rich_dict))
    for _ in range(data.draw(st.integers(1, 3))):
        *way, last = data.draw(st.sampled_from(places(broken)))
        parent = broken
        for key in way:
            parent = parent[key]
        parent[last] = copy.deepcopy(data.draw(st.integers(-1, 160) | st.sampled_from(WRONG)))
    try:
        doc = servanda.Document.from_json(json.dumps(broken))
    except ValueError as error:
        assert str(error)
        return
    assert servanda.Document.from_json(doc.to_json()).to_json() == doc.to_json()
    assert doc._repr_html_()
    parts: list[servanda.Sentence | servanda.Block] = [*doc.sents, *doc.blocks]
    for part in parts:
        assert doc.text[part.start : part.end] == part.text
    for edit in [*doc.edits, *doc.suggestions]:
        assert doc.source[edit.start : edit.end] == edit.before
