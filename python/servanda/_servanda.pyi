"""Bindings of the Rust library. All offsets are code points; all objects are immutable."""

import os
from collections.abc import Iterable, Iterator
from typing import Any, Final, Literal, Protocol, SupportsIndex, TypeAlias, TypeVar, final, overload

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
    "_html",
    "frame",
    "load",
    "main",
    "repair",
    "segment",
    "versions",
]

_Kind: TypeAlias = Literal["norm", "commitment", "call", "position", "concern", "report", "ceremony", "boilerplate"]
_Force: TypeAlias = Literal[
    "obligation", "prohibition", "recommendation", "discouragement", "permission", "applicability"
]
_Topic: TypeAlias = Literal[
    "threats",
    "norms",
    "international_law",
    "cbms",
    "capacity_building",
    "institutional_dialogue",
    "human_rights",
    "access_development",
]
_UnNorm: TypeAlias = Literal["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"]
_BlockKind: TypeAlias = Literal[
    "title",
    "heading",
    "dateline",
    "salutation",
    "paragraph",
    "list_item",
    "clause",
    "note",
    "furniture",
    "name_list",
]
_Channel: TypeAlias = Literal[
    "entity", "mojibake", "ligature", "invisible", "space", "wrap", "hyphen", "ocr", "typo", "split", "merge", "spin"
]
_Condition: TypeAlias = Literal["clean", "scanned", "mistyped", "spun"]
_Repair: TypeAlias = Literal["off", "certain", "balanced", "bold"]
_Language: TypeAlias = Literal["en", "fr", "es", "ru", "ar", "zh", "und"]
_Profile: TypeAlias = Literal["document", "law"]
_Model: TypeAlias = str | os.PathLike[str] | bytes
_Along = TypeVar("_Along")
_Read = TypeVar("_Read")

class _Stream(Protocol):
    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...

class _Batch(Protocol):
    def __arrow_c_array__(self, requested_schema: object = None) -> object: ...

_Table: TypeAlias = _Stream | _Batch

__version__: Final[str]

class ServandaError(Exception):
    """Base of the errors that servanda raises itself."""

class ModelError(ServandaError):
    """A model is damaged, foreign, or made for another version."""

class DecodeError(ServandaError):
    """Bytes are not text in any encoding that servanda reads."""

def load(
    model: _Model | None = None,
    *,
    repair: _Repair = "balanced",
    condition: _Condition | None = None,
    language: _Language | None = None,
    classify: bool = True,
    abstain_below: float = 0.0,
) -> Pipeline:
    """A pipeline with the model that comes along, or with one of your own.

    ``model`` is ``None``, the path of a model directory, or a packed model as ``bytes``. ``repair`` says how boldly
    damaged text is repaired. ``condition`` says what all texts went through; it is found out for each unless given.
    ``language`` is "en", "fr", "es", "ru", "ar", "zh", or "und" for any other; it is detected unless given. Only English is
    repaired and classified. With ``classify=False``, sentences are not classified. A kind less likely than
    ``abstain_below`` is not given: a sentence without a likelier one has no kind.

    Raises ``OSError`` if a file cannot be read, ``ModelError`` for a damaged or foreign model, and ``ValueError`` for
    an option that does not exist.
    """

def segment(
    text: str, language: _Language | None = None, *, layout: bool = True, profile: _Profile = "document"
) -> Segments:
    """The sentences of a text as it stands: ``text[s.start:s.end] == s.text``.

    Lines are joined where they are wrapped, list items and headings stand for themselves, and nothing is repaired. With
    ``layout=False`` the text is taken for running text: only blank lines and marks part sentences, at about twice the
    speed. The language is detected unless given. With ``profile="law"`` the number of an article or a paragraph is a
    sentence of its own, and so are all items of a list that semicolons part, as in the corpus MultiLegalSBD.

    Raises ``ValueError`` for a language or a profile that does not exist.
    """

def repair(
    text: str | bytes | bytearray, *, policy: _Repair = "balanced", condition: _Condition | None = None
) -> Document:
    """A text repaired: a ``Document`` with its edits, suggestions and verdict, but without statements.

    ``policy`` and ``condition`` are ``repair`` and ``condition`` of ``load``.
    """

def _html(doc: Document, kinds: list[str] | None, style: str, theme: str, page: bool) -> str:
    """The HTML of ``servanda.render``, which says what the options mean."""

def frame(
    docs: Document | Iterable[Document | tuple[Document, str | int]],
    kind: Literal["statements", "edits", "ledger"] = "statements",
    *,
    ids: Iterable[str | int] | str | int | None = None,
) -> Frame:
    """The statements, edits or ledger of documents, as rows that pandas, Polars, pyarrow and DuckDB read without a copy.

    ``docs`` is a document, any iterable of documents, or of pairs (document, id), such as ``Pipeline.pipe`` gives with
    ``as_tuples=True``; it is read once, and no more than 256 documents are held at a time. The first column, ``doc``,
    holds the ids: all ``str`` or all ``int``, and numbers from 0 unless given. ``docs/frames.md`` describes the columns.

    Raises ``ValueError`` for another kind, or where ids and documents differ in number; ``TypeError`` for what is no
    document, and for ids of mixed types.
    """

def versions() -> dict[str, str]:
    """What a run has to cite: versions of servanda, of the model that comes along, of Python, and of the system.

    ``model_sha256`` is the checksum of the model's manifest, which holds those of all its parts.
    """

def main(args: list[str]) -> int:
    """Runs the command ``servanda`` with these arguments; gives its exit status."""

@final
class Frame:
    """Rows that were made of documents: a table that every library of Arrow reads, without a copy.

    ``polars.DataFrame(frame)``, ``pyarrow.table(frame)``, ``duckdb.sql("from frame")``; or ``frame.to_pandas()``.
    """

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
    def to_pandas(self) -> Any:
        """The rows as a ``pandas.DataFrame``; needs pandas and pyarrow."""
    def to_polars(self) -> Any:
        """The rows as a ``polars.DataFrame``; needs polars."""
    def to_arrow(self) -> Any:
        """The rows as a ``pyarrow.Table``; needs pyarrow."""
    def __arrow_c_schema__(self) -> Any:
        """The columns, for libraries of Arrow."""
    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """The rows, for libraries of Arrow; may be asked for any number of times."""
    def __len__(self) -> int:
        """Number of rows."""

@final
class Pipeline:
    """Reads texts: ``nlp(text)`` gives a ``Document``.

    Made by ``servanda.load``. May be shared between threads, pickled, and used after a fork.
    """

    def __new__(
        cls,
        model: _Model | None = None,
        *,
        repair: _Repair = "balanced",
        condition: _Condition | None = None,
        language: _Language | None = None,
        classify: bool = True,
        abstain_below: float = 0.0,
    ) -> Pipeline: ...
    def __call__(self, text: str | bytes | bytearray) -> Document:
        """Reads a text: a ``str``, or ``bytes`` in UTF-8, UTF-16 with a byte order mark, or Windows-1252.

        A ``str`` always gives a document, unless it holds lone surrogates (``UnicodeEncodeError``). Bytes that are not
        text raise ``DecodeError``.
        """

    @overload
    def pipe(
        self,
        texts: Iterable[str | bytes | bytearray],
        *,
        as_tuples: Literal[False] = False,
        threads: SupportsIndex | None = None,
        batch_size: SupportsIndex = 64,
        progress: bool = False,
    ) -> Pipe[Document]: ...
    @overload
    def pipe(
        self,
        texts: Iterable[tuple[str | bytes | bytearray, _Along]],
        *,
        as_tuples: Literal[True],
        threads: SupportsIndex | None = None,
        batch_size: SupportsIndex = 64,
        progress: bool = False,
    ) -> Pipe[tuple[Document, _Along]]:
        """Reads many texts on threads of its own; the documents come lazily, in the order of the texts.

        ``threads`` is the number of cores unless given; at most ``batch_size`` texts are read ahead. With ``as_tuples``,
        ``texts`` are pairs (text, anything) and what comes are pairs (document, the same thing). ``progress`` shows a
        bar of tqdm. A text that cannot be read raises its error in its place; ``next`` may be called again for those
        after it.
        """

    def annotate(
        self,
        table: _Table,
        *,
        text: str = "text",
        id: str | None = "id",
        threads: SupportsIndex | None = None,
    ) -> Frame:
        """Reads a column of a table: Arrow in, Arrow out, one row a document, in the order of the table.

        ``table`` is anything with the Arrow interface: a table or batch of pyarrow, a frame of Polars or pandas, a
        relation of DuckDB. ``text`` and ``id`` name columns of it; with ``id=None`` rows are numbered. A text that is
        null or cannot be decoded gives a row with an ``error``. ``docs/frames.md`` describes the columns.

        Raises ``ValueError`` for a column that is not there, ``TypeError`` for one that holds no text.
        """

    def __getnewargs_ex__(self) -> tuple[tuple[_Model | None], dict[str, Any]]: ...

@final
class Pipe(Iterator[_Read]):
    """The documents of ``Pipeline.pipe``, one after the other."""

    def __iter__(self) -> Pipe[_Read]: ...
    def __next__(self) -> _Read: ...

@final
class Document:
    """A text that was read: the source as it came, the clean text, and all that was found in it.

    ``doc.text[s.start:s.end] == s.text`` for sentences, blocks and spans, and ``doc.source[e.start:e.end] == e.before``
    for edits and suggestions. Two documents are equal if their JSON is.
    """

    @property
    def source(self) -> str:
        """The text as it was given."""
    @property
    def text(self) -> str:
        """The clean text: the source with all edits applied."""
    @property
    def language(self) -> _Language:
        """The language that it was read in: given, or detected."""

    @property
    def head(self) -> Head:
        """Title, speaker, date and the like."""
    @property
    def verdict(self) -> Verdict:
        """What happened to the document on its way here."""
    @property
    def edits(self) -> tuple[Edit, ...]:
        """Every change from source to text, in order."""
    @property
    def suggestions(self) -> tuple[Edit, ...]:
        """Changes that were not sure enough to be made, in order."""
    @property
    def blocks(self) -> tuple[Block, ...]:
        """Headings, paragraphs, list items, in order."""
    @property
    def sents(self) -> tuple[Sentence, ...]:
        """The sentences in order."""
    @property
    def statements(self) -> tuple[Statement, ...]:
        """One statement for each sentence, in order; empty if classification was off."""
    @property
    def provenance(self) -> Provenance:
        """What made this document."""
    def to_json(self) -> str:
        """The whole document as one line of JSON, offsets in code points."""
    def to_dict(self) -> dict[str, Any]:
        """What ``to_json`` says, as a dictionary."""
    @classmethod
    def from_json(cls, json: str) -> Document:
        """The document that ``to_json`` wrote.

        Raises ``ValueError`` if ``json`` is not JSON of that form, or says what does not hold together.
        """
    def _repr_html_(self) -> str:
        """The document as HTML, for notebooks."""
    def __reduce__(self) -> tuple[Any, tuple[str]]: ...
    def __len__(self) -> int:
        """Number of sentences."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Segments:
    """The sentences of a text: offsets in one flat array, and spans when they are asked for.

    ``segments.offsets`` is a read-only ``memoryview`` of unsigned 64-bit numbers, start and end of each sentence in turn,
    in code points: ``numpy.asarray(segments.offsets).reshape(-1, 2)`` copies nothing.
    """

    @property
    def language(self) -> _Language:
        """The language that the text was split by."""

    @property
    def offsets(self) -> memoryview:
        """Start and end of each sentence in turn, in code points."""

    def __len__(self) -> int: ...
    def __getitem__(self, index: SupportsIndex, /) -> Span: ...
    def __iter__(self) -> Iterator[Span]: ...

@final
class Sentence:
    """One sentence, or what stands in the place of one (a heading, a list item)."""

    @property
    def text(self) -> str:
        """Its text, repaired: ``doc.text[start:end]``."""
    @property
    def start(self) -> int:
        """First code point in ``doc.text``."""
    @property
    def end(self) -> int:
        """One past the last code point in ``doc.text``."""
    @property
    def source_start(self) -> int:
        """First code point in ``doc.source``."""
    @property
    def source_end(self) -> int:
        """One past the last code point in ``doc.source``."""
    @property
    def block(self) -> Block:
        """The block that it stands in."""
    @property
    def statement(self) -> Statement | None:
        """What it states; ``None`` if classification was off."""
    def __len__(self) -> int:
        """Number of code points."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Statement:
    """What one sentence states."""

    @property
    def sent(self) -> Sentence:
        """The sentence."""
    @property
    def kinds(self) -> tuple[_Kind, ...]:
        """One to three kinds, the primary one first; none if the pipeline abstained."""
    @property
    def kind(self) -> _Kind | None:
        """The primary kind, if any."""
    @property
    def scores(self) -> dict[_Kind, float]:
        """A probability for each kind."""
    @property
    def norm(self) -> Norm | None:
        """The rule, if one of the kinds is "norm"."""
    @property
    def commitment(self) -> Commitment | None:
        """The pledge, if one of the kinds is "commitment"."""
    @property
    def call(self) -> Call | None:
        """The request, if one of the kinds is "call"."""
    @property
    def topics(self) -> tuple[_Topic, ...]:
        """What it is about, at most three."""
    @property
    def un_norm(self) -> _UnNorm | None:
        """The norm of A/70/174, paragraph 13, whose content it states."""
    @property
    def cues(self) -> tuple[Span, ...]:
        """The words that the labels rest on."""
    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of your own set that the sentence has, in the order of the set; none unless the model was trained
        with ``servanda train classifier --data``."""
    @property
    def label_scores(self) -> dict[str, float]:
        """A probability for each label of your own set."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Span:
    """A piece of a text: ``text[span.start:span.end] == span.text``."""

    @property
    def start(self) -> int:
        """First code point."""
    @property
    def end(self) -> int:
        """One past the last code point."""
    @property
    def text(self) -> str:
        """What stands there."""
    def __len__(self) -> int:
        """Number of code points."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Norm:
    """A rule: what is required, forbidden or allowed, and for whom."""

    @property
    def force(self) -> _Force:
        """How the rule binds."""
    @property
    def holder(self) -> Span | None:
        """Who is bound or permitted."""
    @property
    def action(self) -> Span | None:
        """What is to be done or left, without the modal."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Commitment:
    """A pledge: who takes on what."""

    @property
    def status(self) -> Literal["new", "reaffirmed", "reported"]:
        """Made here, renewed, or told."""
    @property
    def strength(self) -> Literal["firm", "qualified", "aspirational"]:
        """How strongly it binds."""
    @property
    def polarity(self) -> Literal["do", "refrain"]:
        """To act or to abstain."""
    @property
    def holder(self) -> Span | None:
        """Who commits."""
    @property
    def action(self) -> Span | None:
        """What is to be done or left, without the modal."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Call:
    """A request: who is asked to do what."""

    @property
    def addressee(self) -> Span | None:
        """Who is asked."""
    @property
    def action(self) -> Span | None:
        """What is asked."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Edit:
    """One change to the source: made, or only suggested."""

    @property
    def start(self) -> int:
        """First code point in ``doc.source``."""
    @property
    def end(self) -> int:
        """One past the last code point in ``doc.source``."""
    @property
    def before(self) -> str:
        """What stood there."""
    @property
    def after(self) -> str:
        """What stands there now; empty for a deletion."""
    @property
    def channel(self) -> _Channel:
        """The kind of damage."""
    @property
    def confidence(self) -> float:
        """How sure, 0 to 1."""
    @property
    def runner_up(self) -> str | None:
        """The second best replacement, if there was one better than no change."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Block:
    """A heading, paragraph, list item or other part of a page."""

    @property
    def kind(self) -> _BlockKind:
        """What part of the document it is."""
    @property
    def start(self) -> int:
        """First code point in ``doc.text``."""
    @property
    def end(self) -> int:
        """One past the last code point in ``doc.text``."""
    @property
    def text(self) -> str:
        """Its text, marker included."""
    @property
    def marker(self) -> Span | None:
        """The marker that opens it, such as "(a)"."""
    @property
    def depth(self) -> int:
        """Depth of nesting."""
    @property
    def number(self) -> int | None:
        """The number that its marker gives it: 17 for ``17.``, 3 for ``(c)``; ``None`` for bullets."""

    @property
    def called_at(self) -> Span | None:
        """For a note, the mark in the text that calls it."""

    @property
    def lead_in(self) -> Block | None:
        """The block that introduces it."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Head:
    """Who speaks, where and when; each part where it stands in the text, or ``None``."""

    @property
    def title(self) -> Span | None:
        """Name of the document."""
    @property
    def speaker(self) -> Span | None:
        """Who speaks, by name."""
    @property
    def office(self) -> Span | None:
        """The speaker's office."""
    @property
    def body(self) -> Span | None:
        """Body or meeting before which the statement is made."""
    @property
    def date(self) -> Span | None:
        """Date as written."""
    @property
    def place(self) -> Span | None:
        """Place as written."""
    @property
    def on_behalf_of(self) -> Span | None:
        """The States or group named after "on behalf of"."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Verdict:
    """What happened to a document on its way here, and the evidence."""

    @property
    def condition(self) -> _Condition:
        """What happened."""
    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What the verdict rests on, one entry a kind of damage; empty where repair was off."""
    def __eq__(self, value: object, /) -> bool: ...

@final
class Evidence:
    """How strongly a document shows one kind of damage."""

    @property
    def condition(self) -> _Condition:
        """The condition that it speaks for."""
    @property
    def per_100_words(self) -> float:
        """Places that show it, per 100 words."""
    @property
    def threshold(self) -> float:
        """How many such places make the condition certain enough, per 100 words."""
    def __eq__(self, value: object, /) -> bool: ...

@final
class Provenance:
    """What made a document, so that a result can be cited and made again."""

    @property
    def version(self) -> str:
        """Version of servanda."""
    @property
    def model(self) -> str:
        """Name and version of the model."""
    @property
    def options(self) -> tuple[str, ...]:
        """Options that differ from the default, as ``name=value``."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
