"""Sentence splitters behind one interface: text in, `(start, end)` in code points out."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Callable, Iterable

Span = tuple[int, int]
Splitter = Callable[[str], list[Span]]


def align(text: str, sentences: Iterable[str]) -> list[Span]:
    """Where sentences given as strings stand in a text; white space in them may differ."""
    places = [i for i, c in enumerate(text) if not c.isspace()]
    at, spans = 0, []
    for sentence in sentences:
        length = sum(not c.isspace() for c in sentence)
        if length and at + length <= len(places):
            spans.append((places[at], places[at + length - 1] + 1))
            at += length
    return spans


def blingfire() -> Splitter:
    import blingfire

    return lambda text: [(start, end) for start, end in blingfire.text_to_sentences_and_offsets(text)[1]]


def nltk() -> Splitter:
    """Punkt without a trained model, which would have to be downloaded."""
    from nltk.tokenize.punkt import PunktSentenceTokenizer

    punkt = PunktSentenceTokenizer()
    return lambda text: list(punkt.span_tokenize(text))


def nupunkt() -> Splitter:
    from nupunkt import sent_tokenize

    return lambda text: align(text, sent_tokenize(text))


def pysbd() -> Splitter:
    import pysbd

    segmenter = pysbd.Segmenter(language="en", clean=False)
    return lambda text: align(text, segmenter.segment(text))


def sentencex() -> Splitter:
    from sentencex import segment

    return lambda text: align(text, segment("en", text))


def servanda(layout: bool) -> Splitter:
    """With `layout`, lines are joined and headings and list items found; the others split running text only."""
    import servanda

    def split(text: str) -> list[Span]:
        offsets = servanda.segment(text, "en", layout=layout).offsets.tolist()
        return list(zip(offsets[::2], offsets[1::2]))

    return split


def spacy() -> Splitter:
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.max_length = 100_000_000
    return lambda text: [(sent.start_char, sent.end_char) for sent in nlp(text).sents]


def syntok() -> Splitter:
    from syntok import segmenter

    def split(text: str) -> list[Span]:
        sentences = (sentence for paragraph in segmenter.process(text) for sentence in paragraph)
        return [(words[0].offset, words[-1].offset + len(words[-1].value)) for words in sentences if words]

    return split


def raw_speed(name: str) -> Callable[[str], object] | None:
    """The fastest call of a splitter that says where sentences are, without making Python objects of ours."""
    if name.startswith("servanda"):
        import servanda

        return lambda text: servanda.segment(text, "en", layout=name == "servanda")
    if name == "sentencex":
        from sentencex import segment

        return lambda text: segment("en", text)
    return None


PEERS: dict[str, tuple[str, Callable[[], Splitter]]] = {
    "servanda": ("servanda", lambda: servanda(layout=True)),
    "servanda, `layout=False`": ("servanda", lambda: servanda(layout=False)),
    "sentencex": ("sentencex", sentencex),
    "nupunkt": ("nupunkt", nupunkt),
    "pySBD": ("pysbd", pysbd),
    "BlingFire": ("blingfire", blingfire),
    "syntok": ("syntok", syntok),
    "spaCy sentencizer": ("spacy", spacy),
    "NLTK Punkt, untrained": ("nltk", nltk),
}


def version(package: str) -> str:
    return importlib.metadata.version(package)
