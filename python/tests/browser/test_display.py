"""Documents in a real browser: what is seen, in which colours, and that no text of a document does anything."""

from __future__ import annotations

import pathlib
from collections.abc import Callable
from typing import Any

import pytest
import servanda

Show = Callable[..., Any]
STATEMENTS = sorted((pathlib.Path(__file__).parents[3] / "examples" / "statements").glob("*.txt"))
STYLES = ("document", "changes", "table")
NLP = servanda.load()
SPUN = NLP((STATEMENTS[0]).read_bytes())

# The ratio of contrast of WCAG 2 for every piece of text, with what it says. Colours are read off a canvas, since a
# style may give them in any notation.
CONTRASTS = """() => {
    const pixel = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
    const rgba = color => {
        pixel.clearRect(0, 0, 1, 1);
        pixel.fillStyle = color;
        pixel.fillRect(0, 0, 1, 1);
        return [...pixel.getImageData(0, 0, 1, 1).data];
    };
    const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
        .map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
        .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
    const ground = element => {
        for (; element; element = element.parentElement) {
            const color = rgba(getComputedStyle(element).backgroundColor);
            if (color[3] == 255) return color;
        }
        return [255, 255, 255, 255];
    };
    const texts = document.createTreeWalker(document.querySelector('.servanda'), NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node; node = texts.nextNode();) {
        const element = node.parentElement;
        if (!node.data.trim() || element.tagName == 'STYLE' || !element.checkVisibility()) continue;
        const pair = [light(rgba(getComputedStyle(element).color)), light(ground(element))].sort((a, b) => b - a);
        found.push([(pair[0] + .05) / (pair[1] + .05), node.data]);
    }
    return found;
}"""

BACKGROUND = "element => getComputedStyle(element).backgroundColor"


def opened(html: str) -> str:
    return html.replace("<details", "<details open")


def overflow(page: Any) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def runs_left_to_right(page: Any, phrase: str) -> bool:
    """Whether the first character of a phrase stands to the left of its last."""
    script = """phrase => {
        const texts = document.createTreeWalker(document.querySelector('.servanda'), NodeFilter.SHOW_TEXT);
        for (let node; node = texts.nextNode();) {
            const at = node.data.indexOf(phrase);
            if (at < 0 || node.parentElement.tagName == 'STYLE') continue;
            const left = i => {
                const range = new Range();
                range.setStart(node, i);
                range.setEnd(node, i + 1);
                return range.getBoundingClientRect().left;
            };
            return left(at) < left(at + phrase.length - 1);
        }
        throw Error(`no ${phrase}`);
    }"""
    return bool(page.evaluate(script, phrase))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("path", STATEMENTS, ids=lambda path: path.stem)
def test_nothing_overflows_a_narrow_page(show: Show, path: pathlib.Path, style: Any) -> None:
    page = show(opened(servanda.render(NLP(path.read_bytes()), style=style)), width=400)
    assert overflow(page) <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("style", STYLES)
def test_text_stands_out_from_its_ground(show: Show, style: Any, scheme: str) -> None:
    texts = [path.read_text() for path in STATEMENTS] + ["We thank the Chair. It rained."]
    doc = NLP("\n\n".join(texts))
    kinds = doc.statements[0].scores
    assert {statement.kind for statement in doc.statements} == {*kinds}
    found = show(opened(servanda.render(doc, kinds, style)), scheme=scheme).evaluate(CONTRASTS)
    assert len(found) > 100
    assert [(text, ratio) for ratio, text in found if ratio < 4.5] == []


@pytest.mark.parametrize(
    ("body", "scheme", "theme", "dark"),
    [
        ("", "light", "auto", False),
        ("", "dark", "auto", True),
        ("", "dark", "light", False),
        ("", "light", "dark", True),
        ("data-jp-theme-light=false", "light", "auto", True),
        ("data-jp-theme-light=true", "dark", "auto", False),
        ("data-jp-theme-light=true", "light", "dark", True),
        ("class=vscode-dark", "light", "auto", True),
        ("data-theme=light", "dark", "auto", False),
    ],
)
def test_theme(show: Show, body: str, scheme: str, theme: Any, dark: bool) -> None:
    page = show(servanda.render(SPUN, theme=theme), scheme=scheme, body=body)
    ground = page.eval_on_selector(".servanda", BACKGROUND)
    assert ground == ("rgb(22, 25, 29)" if dark else "rgb(255, 255, 255)")


def test_documents_on_one_page_keep_to_themselves(show: Show) -> None:
    host = "<h3>Host</h3><table id=host><tr><td>cell</td></tr></table><p>par <mark>m</mark> <code>c</code></p>"
    script = """() => [...document.querySelectorAll('body > h3, #host, #host *, body > p, body > p *')]
        .map(e => [...getComputedStyle(e)].map(name => getComputedStyle(e)[name]).join())"""
    alone = show(host).evaluate(script)
    page = show(host + servanda.render(SPUN, theme="dark") + servanda.render(SPUN, theme="light"))
    assert page.evaluate(script) == alone
    grounds = page.eval_on_selector_all(".servanda", f"all => all.map({BACKGROUND})")
    assert grounds == ["rgb(22, 25, 29)", "rgb(255, 255, 255)"]


def test_repairs_show_on_hover_and_in_a_list(show: Show) -> None:
    page = show(servanda.render(SPUN))
    repairs = [edit for edit in SPUN.edits if edit.channel == "spin"]
    expected = [f"{e.before} → {e.after} (spin, {e.confidence:.2f})" for e in repairs]
    titles = page.eval_on_selector_all(".servanda-text .servanda-repair", "all => all.map(e => e.title)")
    assert {*titles} == {*expected}
    suggested = page.eval_on_selector_all(".servanda-text .servanda-suggestion", "all => all.map(e => e.title)")
    assert suggested and all(title.startswith("suggestion: ") for title in suggested)
    # By keyboard alone.
    rows = page.locator("details").first.locator("tbody tr")
    assert not rows.first.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert rows.first.is_visible()
    assert rows.first.inner_text().split("\t")[:3] == [repairs[0].before, repairs[0].after, "spin"]


def test_what_colour_says_text_says(show: Show) -> None:
    html = servanda.render(NLP("States must not attack hospitals. We will publish our view."))
    page = show(html)
    # As on a page that drops styles and classes.
    page.evaluate("""() => {
        document.querySelector('style').remove();
        document.querySelectorAll('*').forEach(e => { e.removeAttribute('class'); e.removeAttribute('style'); });
    }""")
    text = page.inner_text("body").replace("\xa0", " ")
    assert "States must not attack hospitals. norm · prohibition" in text
    assert "We will publish our view. commitment · new, firm" in text
    assert page.locator("b", has_text="States").count() == 1
    assert page.locator("i", has_text="publish our view").count() == 1


def test_labels_are_not_copied(show: Show) -> None:
    page = show(servanda.render(NLP("States must not attack hospitals. We will publish our view.")))
    copied = page.evaluate("""() => {
        getSelection().selectAllChildren(document.querySelector('.servanda-text'));
        return getSelection().toString();
    }""")
    assert copied.strip() == "States must not attack hospitals. We will publish our view."


HOSTILE = {
    "script": "<script>alert(1)</script> States must act.",
    "handler": "<img src=x onerror=alert(1)> We will act.",
    "attribute": "\" onmouseover=\"alert(1)\" x='y' States must not act.",
    "unclosed": "<div><table><b>We will act. </div></div></div></p><!-- <style>*{display:none}",
    "style": "</style><style>body{display:none}</style> States must act.",
    "reference": "&lt;script&gt;alert(1)&lt;/script&gt; &#60;img src=x onerror=alert(1)&#62; We will act.",
    "template": "{{constructor.constructor('alert(1)')()}} ${alert(1)} javascript:alert(1)",
    "null": "We\0will\0act.\x01\x02 <\0script>alert(1)</script>",
    "long": "<" * 5000 + " States must act. " + "x" * 20000,
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_only_text(show: Show, text: str, style: Any) -> None:
    doc = NLP(text)
    page = show(opened(servanda.render(doc, doc.statements[0].scores, style)), width=400)
    tags = page.evaluate("[...new Set([...document.querySelectorAll('.servanda *')].map(e => e.tagName))]")
    assert {*tags} <= {*"P DIV SPAN B I MARK DEL CODE STRONG STYLE TABLE THEAD TBODY TR TH TD DETAILS SUMMARY".split()}
    assert page.locator(".servanda style").count() == 1
    assert page.locator("body > *").count() == 1
    names = page.evaluate("[...new Set([...document.querySelectorAll('.servanda *')].flatMap(e => e.getAttributeNames()))]")
    assert {*names} <= {"class", "title", "style", "dir", "lang", "role", "aria-level", "scope", "open"}
    assert overflow(page) <= 0
    page.evaluate("document.querySelectorAll('.servanda-before').forEach(e => e.remove())")
    shown = page.inner_text(".servanda").replace("\xa0", " ")
    for sent in doc.sents:
        assert "".join(sent.text.replace("\0", "\ufffd").split())[:40] in "".join(shown.split())


@pytest.mark.parametrize("mark", ["\u202e", "\u2067", "\u200f", "\u202b"])
def test_marks_of_direction_end_with_their_sentence(show: Show, mark: str) -> None:
    # As a document may come from elsewhere; reading a text takes such marks out of it.
    json = NLP("We will ~act at once. States must not attack hospitals.\n\nWe thank you.").to_json()
    page = show(servanda.render(servanda.Document.from_json(json.replace("~", mark)), ["norm", "commitment"]))
    for phrase in ("commitment", "must not", "norm", "attack hospitals", "We thank you", "holder or addressee"):
        assert runs_left_to_right(page, phrase), phrase


def test_text_from_right_to_left(show: Show) -> None:
    page = show(servanda.render(NLP("نؤكد أن القانون الدولي ينطبق. سوف ننشر موقفنا.")))
    assert page.eval_on_selector(".servanda-block", "e => getComputedStyle(e).direction") == "rtl"
    assert page.locator(".servanda-text").get_attribute("lang") == "ar"
    assert not runs_left_to_right(page, "القانون")


def test_a_page_of_its_own(browser: Any, tmp_path: pathlib.Path) -> None:
    path = tmp_path / "statement.html"
    path.write_text(servanda.render(NLP("Café 🌍 “States” must act."), page=True), encoding="utf-8")
    page = browser.new_page(color_scheme="dark")
    page.goto(path.as_uri())
    assert "Café 🌍 “States” must act." in page.inner_text("body")
    assert page.evaluate("document.compatMode") == "CSS1Compat"
    page.close()
