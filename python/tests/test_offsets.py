"""Offsets are code points, in any text."""

from __future__ import annotations

import pytest
import servanda
from hypothesis import given, settings
from hypothesis import strategies as st

NLP = servanda.load()

PIECES = [
    "States must not harm hospitals. ",
    "We will publish\nour view. ",
    "ﬁnal ",
    "donâ€™t ",
    "🌍🇳🇴 ",
    "na\u0308tional ",
    "השלום ",
    "(a) ",
    "\u00ad",
    "\u200b",
    "\r\n\r\n",
    "Mr. ",
    "\ufeff",
    "rnust ",
]
texts = st.text() | st.lists(st.sampled_from(PIECES) | st.text(max_size=5)).map("".join)


def check(doc: servanda.Document) -> None:
    parts: list[servanda.Sentence | servanda.Block] = [*doc.sents, *doc.blocks]
    for part in parts:
        assert doc.text[part.start : part.end] == part.text
    for edit in [*doc.edits, *doc.suggestions]:
        assert doc.source[edit.start : edit.end] == edit.before
    spans = [span for statement in doc.statements for span in statement.cues]
    for statement in doc.statements:
        if statement.norm:
            spans += [span for span in [statement.norm.holder, statement.norm.action] if span]
    for block in doc.blocks:
        spans += [block.marker] if block.marker else []
    for span in spans:
        assert doc.text[span.start : span.end] == span.text
    for sent in doc.sents:
        assert 0 <= sent.source_start <= sent.source_end <= len(doc.source)
        assert sent.block.start <= sent.start <= sent.end <= sent.block.end


@given(texts)
@settings(max_examples=300, deadline=None)
def test_slices_are_what_they_say(text: str) -> None:
    doc = NLP(text)
    assert doc.source == text
    check(doc)


@given(texts)
@settings(max_examples=100, deadline=None)
def test_edits_turn_source_into_text(text: str) -> None:
    doc = NLP(text)
    pieces, at = [], 0
    for edit in doc.edits:
        pieces += [doc.source[at : edit.start], edit.after]
        at = edit.end
    assert "".join(pieces) + doc.source[at:] == doc.text


@given(texts)
@settings(max_examples=100, deadline=None)
def test_json_gives_back_the_document(text: str) -> None:
    doc = NLP(text)
    again = servanda.Document.from_json(doc.to_json())
    assert again == doc
    assert again.to_json() == doc.to_json()
    check(again)


@given(texts)
@settings(max_examples=100, deadline=None)
def test_segments_of_the_source(text: str) -> None:
    for span in servanda.segment(text):
        assert text[span.start : span.end] == span.text
        assert len(span) == len(span.text)


@pytest.mark.parametrize(
    "text",
    [
        "🌍 States must act.",
        "e\u0301e\u0301e\u0301 States must act.",
        "\u202bשלום\u202c States must act.",
        "a" * 63 + "é" + "b" * 64 + "🌍 end.",
        "🌍" * 200 + ".",
    ],
)
def test_texts_past_ascii(text: str) -> None:
    doc = NLP(text)
    assert doc.sents
    check(doc)
    assert doc.sents[-1].end == len(doc.text)
    assert doc.sents[-1].source_end == len(text)


def test_rich_document(rich: servanda.Document) -> None:
    check(rich)
    assert rich.sents[1].source_start == rich.source.index("States")
    assert rich.source[rich.sents[2].source_start : rich.sents[2].source_end].startswith("We will pub1ish")
