"""Documents as HTML."""

from ._servanda import _html

# Not imported from `typing`, which costs more than the whole package.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Literal

    from ._servanda import Document


class Html(str):
    """HTML: a ``str`` that a notebook shows as what it describes."""

    __slots__ = ()
    __module__ = "servanda"

    def _repr_html_(self) -> str:
        return self


def render(
    doc: "Document",
    kinds: "str | Iterable[str] | None" = None,
    style: "Literal['document', 'changes', 'table']" = "document",
    *,
    theme: "Literal['auto', 'light', 'dark']" = "auto",
    page: bool = False,
) -> Html:
    """A document as HTML: static, with its style and without a script.

    ``kinds`` says which kinds are marked: one name or several. Without it all are but "report", "ceremony" and
    "boilerplate". ``style`` is "document" for the text with its statements marked, "changes" for the same with what was
    replaced struck out, or "table" for a row for each marked statement. With the theme "auto" the colours are those of
    the notebook, or else of the system. With ``page=True`` it is a whole page, to be written to a file in UTF-8.

    Raises ``ValueError`` for a kind, style or theme that does not exist. Linear in the length of the document.
    """
    wanted = [kinds] if isinstance(kinds, str) else None if kinds is None else list(kinds)
    return Html(_html(doc, wanted, style, theme, page))


render.__module__ = "servanda"
