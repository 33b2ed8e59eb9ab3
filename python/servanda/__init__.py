"""Reads what States and international bodies say: repairs the text, splits it, and finds norms, commitments and calls.

>>> import servanda
>>> nlp = servanda.load()
>>> doc = nlp("States must not harm hospitals.")
>>> doc.sents[0].text
'States must not harm hospitals.'

All offsets are code points: ``doc.text[s.start:s.end] == s.text``.
"""

from ._servanda import (
    Block,
    Call,
    Commitment,
    DecodeError,
    Document,
    Edit,
    Evidence,
    Frame,
    Head,
    ModelError,
    Norm,
    Pipe,
    Pipeline,
    Provenance,
    Segments,
    Sentence,
    ServandaError,
    Span,
    Statement,
    Verdict,
    __version__,
    frame,
    load,
    repair,
    segment,
    versions,
)
from .display import Html, render

__all__ = [
    "Block",
    "Call",
    "Commitment",
    "DecodeError",
    "Document",
    "Edit",
    "Evidence",
    "Frame",
    "Head",
    "Html",
    "ModelError",
    "Norm",
    "Pipe",
    "Pipeline",
    "Provenance",
    "Segments",
    "Sentence",
    "ServandaError",
    "Span",
    "Statement",
    "Verdict",
    "__version__",
    "frame",
    "load",
    "render",
    "repair",
    "segment",
    "versions",
]
