"""Typed reading of plain data: each field is checked, and an error names its whole path."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from quotelib.errors import RecordError
from quotelib.records import Span

T = TypeVar("T")


class FieldError(RecordError):
    """A field of plain data is wrong; the message begins with the path to it."""


class Fields:
    """The fields of one record in plain form, and the path that leads to it."""

    def __init__(self, plain: object, path: str) -> None:
        self._path = path
        self._plain = _mapping(plain, path)

    def has(self, name: str) -> bool:
        return name in self._plain

    def string(self, name: str) -> str:
        return _typed(*self._field(name, str))

    def integer(self, name: str) -> int:
        return _integer(*self._at(name))

    def number(self, name: str) -> float:
        value, path = self._at(name)
        return value if isinstance(value, float) else float(_integer(value, path))

    def boolean(self, name: str) -> bool:
        return _typed(*self._field(name, bool))

    def span(self, name: str) -> Span:
        return _span(*self._at(name))

    def optional_string(self, name: str) -> str | None:
        return None if self._is_null(name) else self.string(name)

    def optional_integer(self, name: str) -> int | None:
        return None if self._is_null(name) else self.integer(name)

    def optional_span(self, name: str) -> Span | None:
        return None if self._is_null(name) else self.span(name)

    def optional_choice(self, name: str, choices: Sequence[T]) -> T | None:
        """The one of `choices` whose index the field holds."""
        index = self.optional_integer(name)
        if index is None:
            return None
        if not 0 <= index < len(choices):
            raise FieldError(
                f"{self._path}.{name} is {index}, but there are only {len(choices)} to refer to"
            )
        return choices[index]

    def strings(self, name: str) -> tuple[str, ...]:
        return tuple(_typed(value, str, path) for value, path in self._items(name))

    def integers(self, name: str) -> tuple[int, ...]:
        return tuple(_integer(value, path) for value, path in self._items(name))

    def spans(self, name: str) -> tuple[Span, ...]:
        return tuple(_span(value, path) for value, path in self._items(name))

    def each(self, name: str, read: Callable[["Fields"], T]) -> Iterator[T]:
        """What `read` makes of every record in the field's list."""
        for value, path in self._items(name):
            fields = Fields(value, path)
            try:
                yield read(fields)
            except FieldError:
                raise
            except RecordError as error:
                raise FieldError(f"{path}: {error}") from error

    def _at(self, name: str) -> tuple[object, str]:
        if name not in self._plain:
            raise FieldError(f"{self._path} has no field {name!r}")
        return self._plain[name], f"{self._path}.{name}"

    def _field(self, name: str, kind: type[T]) -> tuple[object, type[T], str]:
        value, path = self._at(name)
        return value, kind, path

    def _is_null(self, name: str) -> bool:
        return self._at(name)[0] is None

    def _items(self, name: str) -> Iterator[tuple[object, str]]:
        value, path = self._at(name)
        if not isinstance(value, (list, tuple)):
            raise FieldError(f"{path} must be a list, not {type(value).__name__}")
        for index, item in enumerate(value):
            yield item, f"{path}[{index}]"


def _mapping(value: object, path: str) -> Mapping[object, object]:
    if not isinstance(value, Mapping):
        raise FieldError(f"{path} must be a mapping, not {type(value).__name__}")
    return value


def _typed(value: object, kind: type[T], path: str) -> T:
    if not isinstance(value, kind):
        raise FieldError(f"{path} must be of type {kind.__name__}, not {type(value).__name__}")
    return value


def _integer(value: object, path: str) -> int:
    # A bool is an int to Python, but never an offset.
    if isinstance(value, bool):
        raise FieldError(f"{path} must be of type int, not bool")
    return _typed(value, int, path)


def _span(value: object, path: str) -> Span:
    fields = Fields(value, path)
    return Span(fields.integer("start"), fields.integer("end"), fields.string("text"))
