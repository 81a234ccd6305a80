"""Many documents, each with what a user keeps beside it: an identifier, a date, an outlet.

What takes many documents takes them as `Extractor.pipe` gives them: bare, or with
``as_tuples=True`` in pairs of a document and its context. A context is a mapping of columns; a str
or an int stands for ``{"doc_id": ...}``, and a bare document in a series gets its position as such.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from quotelib.document import Document
from quotelib.errors import ParameterError

IDENTIFIER = "doc_id"
"""The column that tells documents apart (the name that quanteda and readtext use)."""

Context: TypeAlias = Mapping[str, object]
Pair: TypeAlias = tuple[Document, Context]
Documents: TypeAlias = (
    Document | Iterable[Document] | Iterable[tuple[Document, Context | str | int | None]]
)
"""One document, many, or many in pairs with their contexts."""


def pairs_of(documents: Documents) -> Iterator[Pair]:
    """Every document with its context as a mapping, as they come.

    Raises:
        ParameterError: something else is among them, such as the error of a text that failed.
    """
    if isinstance(documents, Document):
        yield documents, {}
        return
    for position, item in enumerate(documents):
        document: object = item
        context: object = None
        if isinstance(item, tuple) and len(item) == 2:
            document, context = item
        if not isinstance(document, Document):
            raise ParameterError(_foreign(document, position))
        yield document, _as_mapping(context, position)


def _as_mapping(context: object, position: int) -> Context:
    if context is None:
        return {IDENTIFIER: position}
    if isinstance(context, (str, int)):
        return {IDENTIFIER: context}
    if not isinstance(context, Mapping):
        raise ParameterError(
            f"the context of document {position} is of type {type(context).__name__}: give a"
            f" mapping of columns, or a str or int to be its {IDENTIFIER}"
        )
    for name in context:
        if not isinstance(name, str):
            raise ParameterError(f"a column of document {position} is named {name!r}: give a str")
    return context


def _foreign(item: object, position: int) -> str:
    if isinstance(item, Exception):
        return (
            f"in place {position} of the documents stands the error of a text that failed ({item}):"
            ' leave it out, or use pipe(..., errors="skip")'
        )
    return (
        f"in place {position} of the documents stands something of type {type(item).__name__}:"
        " give documents, or pairs of a document and its context"
    )
