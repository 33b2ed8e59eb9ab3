from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

import pytest
import servanda
from hypothesis import given, settings
from hypothesis import strategies as st

NLP = servanda.load()
TAGS = {*"div p span b i mark del code strong style table thead tbody tr th td details summary".split()}


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
        assert {*Reader(html).tags} <= TAGS
    # In titles too: what an edit replaces, and what a model calls itself.
    rich_dict["suggestions"][0]["after"] = attack
    rich_dict["provenance"]["model"] = attack
    html = servanda.Document.from_json(json.dumps(rich_dict))._repr_html_()
    reader = Reader(html)
    assert "<script" not in html and {*reader.tags} <= TAGS
    assert {name for name, _ in reader.attributes} <= {"class", "title", "style", "dir", "lang", "role", "aria-level", "scope"}
    assert any(name == "title" and attack in (value or "") for name, value in reader.attributes)


@given(st.text() | st.text(alphabet="<>&\"'/= ascript\n.", max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_is_shown_and_balanced(text: str) -> None:
    doc = NLP(text)
    for style in ("table", "changes", "document"):
        reader = Reader(servanda.render(doc, style=style))  # type: ignore[arg-type]
        assert reader.open == []
        assert {*reader.tags} <= TAGS
    for word in doc.text.replace("\0", "\ufffd").split():
        assert word in reader.text


def test_marks(rich: servanda.Document) -> None:
    html = rich._repr_html_()
    text = Reader(html).text
    assert "norm · prohibition · UN norm (f)" in text
    assert "repair 2 (ocr 2)" in text
    assert "rnust → must (ocr, 0.98)" in html


def test_a_cell_shows_what_render_gives(rich: servanda.Document) -> None:
    html = servanda.render(rich)
    assert isinstance(html, str) and html._repr_html_() == html == rich._repr_html_()


def test_kinds_style_theme_and_page(rich: servanda.Document) -> None:
    for kinds in ("norm", ["norm"], iter(["norm"])):
        text = Reader(servanda.render(rich, kinds)).text
        assert "norm · prohibition" in text and "commitment · new" not in text
    assert "not marked" not in Reader(servanda.render(rich, rich.statements[0].scores)).text
    assert "holder or addressee" not in Reader(servanda.render(NLP("It rains."))).text
    assert "sentence" in Reader(servanda.render(rich, style="table")).text
    assert '<del class="servanda-before">rnust</del>' in servanda.render(rich, style="changes")
    assert '<div class="servanda servanda-light">' in servanda.render(rich, theme="light")
    page = servanda.render(rich, page=True)
    assert page.startswith("<!doctype html>") and '<meta charset="utf-8">' in page


def test_what_does_not_exist_is_refused(rich: servanda.Document) -> None:
    with pytest.raises(ValueError, match="`norms` is not a kind; it is one of norm, commitment"):
        servanda.render(rich, ["norms"])
    with pytest.raises(ValueError, match="`list` is not a style; it is one of document, changes, table"):
        servanda.render(rich, style="list")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="`black` is not a theme; it is one of auto, light, dark"):
        servanda.render(rich, theme="black")  # type: ignore[arg-type]
