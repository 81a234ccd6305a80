"""The errors that quotelib raises on purpose; each says what was wrong and what to do about it.

All derive from `QuotelibError`, and each also from the built-in error that a caller would expect
(`TypeError`, `ValueError`, `ImportError`, `OSError`), so that both ways of catching them work.
"""


class QuotelibError(Exception):
    """Base of every error that quotelib raises on purpose."""


class TextTypeError(QuotelibError, TypeError):
    """What was given as a text is not a ``str``."""

    @classmethod
    def of(cls, value: object) -> "TextTypeError":
        """The error for `value`, with the remedy that fits its type."""
        remedy = "pass a str"
        if isinstance(value, (bytes, bytearray, memoryview)):
            remedy = 'decode it first, for example with value.decode("utf-8")'
        elif value is None:
            remedy = "pass a str (an empty text is '')"
        elif isinstance(value, (list, tuple, set, frozenset)):
            remedy = "pass one str, or give the texts to pipe()"
        return cls(f"a text must be a str, not {type(value).__name__}: {remedy}")


class RecordError(QuotelibError, ValueError):
    """A record was given values that do not fit together, or that its enumeration does not know."""


class ParameterError(QuotelibError, ValueError):
    """An option has a value outside its range."""


class LexiconError(QuotelibError, ValueError):
    """A lexicon entry is malformed; the message names the entry."""


class InputError(QuotelibError, OSError):
    """A file could not be read as text; the message names the file, the cause and the remedy."""


class MissingExtraError(QuotelibError, ImportError):
    """An optional package is needed that is not installed."""

    @classmethod
    def of(cls, package: str, extra: str, purpose: str) -> "MissingExtraError":
        """The error for `package`, which quotelib's optional `extra` would install."""
        return cls(f"{purpose} needs {package}: run  pip install 'quotelib[{extra}]'")
