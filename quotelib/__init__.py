"""Who said what, to whom, and what they did by saying it: quotations and rhetoric from text.

>>> import quotelib
>>> document = quotelib.extract("“We will rebuild the bridge,” the mayor said.")
>>> print(document[0].source, "|", document[0].cue, "|", document[0].text)
the mayor | said | “We will rebuild the bridge,”
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quotelib.attribution import CueLexicon
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
    from quotelib.evaluation import agreement, evaluate
    from quotelib.export.arrow import to_arrow
    from quotelib.export.brat import write_brat
    from quotelib.export.brat_reading import read_brat
    from quotelib.export.dataframe import to_dataframe
    from quotelib.export.graph import to_networkx
    from quotelib.export.jsonl import read_jsonl, write_jsonl
    from quotelib.export.plots.arrows import plot_who_to_whom
    from quotelib.export.plots.matrix import plot_speakers_by_act
    from quotelib.export.plots.timeline import plot_acts_over_time
    from quotelib.export.report import report
    from quotelib.export.rows import to_rows
    from quotelib.extractor import Extractor, extract
    from quotelib.records import Device, Frame, Quotation, Span, Speaker
    from quotelib.rhetoric import Lexicon
    from quotelib.taxonomy import Act, ActClass, DeviceKind

__version__ = "0.1.0"

__all__ = [
    "Act",
    "ActClass",
    "Basis",
    "CueLexicon",
    "Device",
    "DeviceKind",
    "Document",
    "Extractor",
    "Frame",
    "InputError",
    "Lexicon",
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
    "agreement",
    "evaluate",
    "extract",
    "plot_acts_over_time",
    "plot_speakers_by_act",
    "plot_who_to_whom",
    "read_brat",
    "read_jsonl",
    "report",
    "to_arrow",
    "to_dataframe",
    "to_networkx",
    "to_rows",
    "write_brat",
    "write_jsonl",
]


def __getattr__(name: str) -> object:
    """All names load at first use (PEP 562)."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found: object = getattr(import_module(home), name)
    globals()[name] = found
    return found


_HOMES = {
    "Act": "quotelib.taxonomy",
    "ActClass": "quotelib.taxonomy",
    "Basis": "quotelib.enumerations",
    "CueLexicon": "quotelib.attribution",
    "Device": "quotelib.records",
    "DeviceKind": "quotelib.taxonomy",
    "Document": "quotelib.document",
    "Extractor": "quotelib.extractor",
    "Frame": "quotelib.records",
    "InputError": "quotelib.errors",
    "Lexicon": "quotelib.rhetoric",
    "LexiconError": "quotelib.errors",
    "MissingExtraError": "quotelib.errors",
    "Mode": "quotelib.enumerations",
    "ParameterError": "quotelib.errors",
    "Polarity": "quotelib.enumerations",
    "Quotation": "quotelib.records",
    "QuotationKind": "quotelib.enumerations",
    "QuotelibError": "quotelib.errors",
    "RecordError": "quotelib.errors",
    "Span": "quotelib.records",
    "Speaker": "quotelib.records",
    "SpeakerKind": "quotelib.enumerations",
    "TextTypeError": "quotelib.errors",
    "agreement": "quotelib.evaluation",
    "evaluate": "quotelib.evaluation",
    "extract": "quotelib.extractor",
    "plot_acts_over_time": "quotelib.export.plots.timeline",
    "plot_speakers_by_act": "quotelib.export.plots.matrix",
    "plot_who_to_whom": "quotelib.export.plots.arrows",
    "read_brat": "quotelib.export.brat_reading",
    "read_jsonl": "quotelib.export.jsonl",
    "report": "quotelib.export.report",
    "to_arrow": "quotelib.export.arrow",
    "to_dataframe": "quotelib.export.dataframe",
    "to_networkx": "quotelib.export.graph",
    "to_rows": "quotelib.export.rows",
    "write_brat": "quotelib.export.brat",
    "write_jsonl": "quotelib.export.jsonl",
}


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
