"""The rhetoric lexicon: a value that says which words name which acts and make which devices.

    >>> from quotelib.rhetoric import Lexicon
    >>> mine = Lexicon.default().add({"id": "roast.verb", "act": "mockery", "patterns": ["roast"],
    ...     "requires": ["object:party"], "agent": ["subject"], "target": ["object"]})
    >>> mine["roast.verb"].names
    <Act.MOCKERY: 'mockery'>

Entries added later are tried first, so a user's sense of a word goes before the bundled one.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from os import PathLike
from pathlib import Path
from typing import Any

import attrs

from quotelib.errors import LexiconError
from quotelib.learning.collection import collection_paused
from quotelib.package_data import read_json
from quotelib.rhetoric.entries import Entry
from quotelib.rhetoric.inflection import noun_forms, verb_forms
from quotelib.rhetoric.triggers import Index, Verbs, index
from quotelib.taxonomy import DeviceKind

FILES = (
    "overrides.json",
    "assertives.json",
    "directives.json",
    "commissives.json",
    "expressives.json",
    "declarations.json",
    "devices.json",
    "pseudo.json",
)
"""The bundled entries, one file for each class of acts and one for the devices."""

SHAPES = (
    "human",
    "party",
    "thing",
    "name",
    "place",
    "pronoun",
    "possessed",
    "plural",
    "negative",
    "self",
    "impersonal",
    "common",
    "owned",
    "mandative",
    "indicative",
    "gerund",
    "own_harm",
)
"""Classes that the shape of a phrase decides, not a list of words; see `quotelib.rhetoric.referents`."""


@attrs.frozen(slots=True, eq=False)
class Lexicon:
    """An immutable, ordered collection of entries, with the indices that triggers are looked up in."""

    entries: tuple[Entry, ...] = ()
    acts: Index = attrs.field(init=False, repr=False)
    devices: Index = attrs.field(init=False, repr=False)
    verbs: Verbs = attrs.field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        of_devices = [entry for entry in self.entries if isinstance(entry.names, DeviceKind)]
        of_acts = [entry for entry in self.entries if not isinstance(entry.names, DeviceKind)]
        object.__setattr__(self, "acts", index(of_acts))
        object.__setattr__(self, "devices", index(of_devices))
        deeds = word_classes()["harm"] | word_classes()["benefit"]
        object.__setattr__(self, "verbs", Verbs.of(of_acts, deeds))

    @staticmethod
    def default() -> "Lexicon":
        """The bundled lexicon, read once."""
        return _default()

    def add(self, entry: Entry | Mapping[str, object]) -> "Lexicon":
        """A lexicon with `entry` before all others.

        Raises:
            LexiconError: The entry is malformed, or its id is taken.
        """
        return self._with([entry])

    def remove(self, name: str) -> "Lexicon":
        """A lexicon without the entry whose id is `name`.

        Raises:
            LexiconError: There is no such entry.
        """
        kept = tuple(entry for entry in self.entries if entry.id != name)
        if len(kept) == len(self.entries):
            raise LexiconError(
                f"there is no entry {name!r} to remove: see the ids in lexicon.entries"
            )
        return Lexicon(kept)

    def load(self, path: str | PathLike[str]) -> "Lexicon":
        """A lexicon with the entries of a JSON file before all others, in the file's order.

        The file holds a list of entries, or an object with such a list under ``"entries"``.

        Raises:
            LexiconError: The file is not readable as such, or an entry is malformed.
        """
        try:
            data = json.loads(Path(path).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise LexiconError(
                f"the lexicon file {str(path)!r} cannot be read: {error}; give a JSON file of entries"
            ) from error
        found = data.get("entries") if isinstance(data, dict) else data
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise LexiconError(
                f"the lexicon file {str(path)!r} must hold a list of entries, or an object with one under 'entries'"
            )
        return self._with(found)

    def __getitem__(self, name: str) -> Entry:
        for entry in self.entries:
            if entry.id == name:
                return entry
        raise KeyError(name)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def _with(self, entries: Iterable[Entry | Mapping[str, object]]) -> "Lexicon":
        made = tuple(
            one if isinstance(one, Entry) else Entry.of(one, word_classes()) for one in entries
        )
        taken = {entry.id for entry in self.entries}
        for entry in made:
            if entry.id in taken:
                raise LexiconError(
                    f"entry {entry.id!r}: the id is taken; choose another, or remove the other entry first"
                )
            taken.add(entry.id)
        return Lexicon(made + self.entries)


@cache
def word_classes() -> Mapping[str, frozenset[str]]:
    """The word classes that entries may name, each as lower-cased forms (singular and plural)."""
    data = _data("classes.json")
    classes: dict[str, frozenset[str]] = {name: frozenset() for name in SHAPES}
    for section, inflect in (
        ("nouns", noun_forms),
        ("verbs", verb_forms),
        ("words", lambda word: (word,)),
    ):
        for name, words in data[section].items():
            classes[name] = classes.get(name, frozenset()) | {
                form for word in words for form in inflect(word)
            }
    return classes


@cache
def _default() -> Lexicon:
    with collection_paused():
        entries = [one for name in FILES for one in _data(name)["entries"]]
        return Lexicon()._with(entries)


def _data(name: str) -> dict[str, Any]:
    found: dict[str, Any] = read_json(f"rhetoric/{name}")
    return found
