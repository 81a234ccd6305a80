"""Who said what, to whom, and what they did by saying it: quotations and rhetoric from text.

>>> import quotelib
>>> document = quotelib.extract("“We will rebuild the bridge,” the mayor said.")
>>> print(document[0].source, "|", document[0].cue, "|", document[0].text)
the mayor | said | “We will rebuild the bridge,”
"""

from typing import TYPE_CHECKING

from quotelib.document import Document
from quotelib.enumerations import Basis, Mode, Polarity, QuotationKind, SpeakerKind
from quotelib.errors import (
    InputError,
    LexiconError,
    MissingExtraError,
    ParameterError,
    QuotelibError,
    RecordError,
    TextTypeError,
)
from quotelib.records import Device, Frame, Quotation, Span, Speaker
from quotelib.taxonomy import Act, ActClass, DeviceKind

if TYPE_CHECKING:
    from quotelib.extractor import Extractor, extract

__version__ = "0.1.0"

__all__ = [
    "Act",
    "ActClass",
    "Basis",
    "Device",
    "DeviceKind",
    "Document",
    "Extractor",
    "Frame",
    "InputError",
    "LexiconError",
    "MissingExtraError",
    "Mode",
    "ParameterError",
    "Polarity",
    "Quotation",
    "QuotationKind",
    "QuotelibError",
    "RecordError",
    "Span",
    "Speaker",
    "SpeakerKind",
    "TextTypeError",
    "extract",
]


def __getattr__(name: str) -> object:
    """`extract` and `Extractor` bring all stages with them, so they load at first use (PEP 562)."""
    if name not in {"Extractor", "extract"}:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from quotelib import extractor

    found: object = getattr(extractor, name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
