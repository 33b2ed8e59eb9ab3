from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

import servanda
from hypothesis import given, settings
from hypothesis import strategies as st

NLP = servanda.load()


class Reader(HTMLParser):
    """Collects the text outside of the style, and the tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []
        self.open: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.open.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.text += data


def test_scripts_and_attributes_are_escaped(rich_dict: dict[str, Any]) -> None:
    attack = '"><script>alert(1)</script><img src=x onerror=\'alert(2)\'>'
    text = f"{attack} States must act."
    for doc in [NLP(text), NLP(f"{attack}\n\n{attack}")]:
        html = doc._repr_html_()
        assert "<script" not in html and "<img" not in html
        assert {*Reader(html).tags} <= {"div", "span", "style"}
    # In titles too: what an edit replaces, and what a model calls itself.
    rich_dict["suggestions"][0]["after"] = attack
    rich_dict["provenance"]["model"] = attack
    html = servanda.Document.from_json(json.dumps(rich_dict))._repr_html_()
    reader = Reader(html)
    assert "<script" not in html and {*reader.tags} <= {"div", "span", "style"}
    assert {name for name, _ in reader.attributes} <= {"class", "title", "style", "dir", "role", "aria-level"}
    assert any(name == "title" and attack in (value or "") for name, value in reader.attributes)


@given(st.text() | st.text(alphabet="<>&\"'/= ascript\n.", max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_is_shown_and_balanced(text: str) -> None:
    doc = NLP(text)
    reader = Reader(doc._repr_html_())
    assert reader.open == []
    assert {*reader.tags} <= {"div", "span", "style"}
    for word in doc.text.replace("\0", "\ufffd").split():
        assert word in reader.text


def test_marks(rich: servanda.Document) -> None:
    html = rich._repr_html_()
    text = Reader(html).text
    assert "norm · prohibition · UN norm (f)" in text
    assert "repair 2 (ocr 2)" in text
    assert "rnust → must (ocr, 0.98)" in html
