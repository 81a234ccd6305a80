"""The closed, string-valued enumerations of the records, and the base they share.

A member is its string: ``Mode.SPEECH == "speech"`` and ``str(Mode.SPEECH) == "speech"``, so rows,
JSON and comparisons need no conversion. The acts and devices of rhetoric are in `taxonomy`.
"""

from enum import Enum
from typing import NoReturn

from quotelib.errors import RecordError


class StringEnum(str, Enum):
    """An enumeration whose members are strings (``enum.StrEnum``, which Python 3.10 lacks)."""

    def __str__(self) -> str:
        return str(self.value)

    def __format__(self, format_spec: str) -> str:
        return format(self.value, format_spec)

    @classmethod
    def _missing_(cls, value: object) -> NoReturn:
        known = ", ".join(cls)
        raise RecordError(f"{value!r} is no {cls.__name__}; it must be one of: {known}")


class QuotationKind(StringEnum):
    """How much of a quotation's content stands inside quotation marks."""

    DIRECT = "direct"
    """All of it."""
    INDIRECT = "indirect"
    """None of it."""
    MIXED = "mixed"
    """Some of it."""


class Mode(StringEnum):
    """Which act of the source is presented (Semino & Short 2004, *Corpus Stylistics*)."""

    SPEECH = "speech"
    """Something said."""
    WRITING = "writing"
    """Something written, such as a letter, a report, a post."""
    THOUGHT = "thought"
    """Belief, fear, intention, attitude."""


class Polarity(StringEnum):
    """Whether the text reports the act as done (FactBank's polarity and modality, merged)."""

    POSITIVE = "positive"
    """Done, as in "threatened"."""
    NEGATED = "negated"
    """Not done, as in "did not threaten", "stopped short of accusing"."""
    HYPOTHETICAL = "hypothetical"
    """Not yet done, or only supposed, as in "would deny", "if he admits"."""


class Basis(StringEnum):
    """What a frame is read from (explicit and implicit performatives; Austin 1962)."""

    EXPLICIT = "explicit"
    """A cue names the act, as in "threatened to"."""
    IMPLICIT = "implicit"
    """The quoted words perform it, as in "we will strike back"."""


class SpeakerKind(StringEnum):
    """What a speaker is (the entity types of ACE, with documents and the unknown)."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    """A country, a city, or its government by metonymy."""
    GROUP = "group"
    """Such as "clerics", "officials", "three witnesses"."""
    DOCUMENT = "document"
    """Such as "a statement", "the report"."""
    UNKNOWN = "unknown"
