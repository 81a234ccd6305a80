"""Cues that a user adds: words that the model is to read as it reads a cue that it knows.

The model knows "say" from thousands of examples and "chirrup" from none. A :class:`CueLexicon` names the
word to read it as; the learned stages then decide as ever, from all around it, whether it reports here.
"""

from functools import lru_cache

import attrs

from quotelib.attribution.columns import Word, WordStore, make_word
from quotelib.errors import LexiconError
from quotelib.learning.parameters import Lazy
from quotelib.package_data import read_json


def _models() -> dict[str, dict[str, str]]:
    models: dict[str, dict[str, str]] = read_json("attribution/cues.json")["models for added cues"]
    return models


_MODELS = Lazy(_models)


def _sorted_pairs(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(pairs))


@attrs.frozen
class CueLexicon:
    """Added cues, as a value: ``CueLexicon().add("chirrup").add("communiqué", like="statement")``.

    ``words`` are pairs of a lemma and the known cue that it is read as.
    """

    words: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_sorted_pairs)

    def add(self, lemma: str, *, like: str = "say") -> "CueLexicon":
        """Give a lexicon with a further cue, in its dictionary form, read as ``like`` is.

        Raises:
            LexiconError: the lemma is no single word, or ``like`` is no cue to read words as.
        """
        if not lemma or any(map(str.isspace, lemma)):
            raise LexiconError(
                f"a cue must be one word in its dictionary form, such as 'chirrup', not {lemma!r}"
            )
        if like not in _MODELS():
            known = ", ".join(sorted(_MODELS()))
            raise LexiconError(
                f"cue {lemma!r}: words cannot be read like {like!r}; choose one of {known}"
            )
        others = tuple(pair for pair in self.words if pair[0] != lemma.lower())
        return CueLexicon((*others, (lemma.lower(), like)))

    def remove(self, lemma: str) -> "CueLexicon":
        """Give a lexicon without a cue that was added.

        Raises:
            LexiconError: it was not.
        """
        if lemma.lower() not in dict(self.words):
            raise LexiconError(
                f"cue {lemma!r} is not in this lexicon; only added cues can be removed"
            )
        return CueLexicon(tuple(pair for pair in self.words if pair[0] != lemma.lower()))


class _ExtendedStore(WordStore):
    """Columns of word types, with a lexicon's cues under the columns of the cues they are like."""

    def __init__(self, lexicon: CueLexicon) -> None:
        super().__init__()
        self._words = dict(lexicon.words)

    def make(self, form: str, tag: str) -> Word:
        """Give the columns of a word type."""
        word = make_word(form, tag)
        like = self._words.get(word.lemma)
        known = None if like is None else _MODELS()[like].get(tag)
        return word if known is None else make_word(known, tag)


@lru_cache(maxsize=8)
def store_of(lexicon: CueLexicon) -> WordStore:
    """Give the columns' store for a lexicon; kept, since making words anew costs time."""
    return _ExtendedStore(lexicon)
