"""Acts that a word names: the senses of a trigger tried in order, the first that fits made a frame.

Nothing is decided by the word alone: an entry fits where the arguments around the trigger meet its
conditions.
"""

from collections.abc import Iterable

from quotelib.enumerations import Basis
from quotelib.rhetoric.arguments import arguments
from quotelib.rhetoric.complements import Slots
from quotelib.rhetoric.entries import Condition, Entry
from quotelib.rhetoric.findings import Found
from quotelib.rhetoric.polarity import polarity
from quotelib.rhetoric.referents import take
from quotelib.rhetoric.sentences import Sentence
from quotelib.rhetoric.triggers import Candidate
from quotelib.taxonomy import Act
from quotelib.text.analysis import TokenRange


def sense(sentence: Sentence, choices: Iterable[Candidate]) -> Found | int | None:
    """The frame of the first of `choices` that fits; the end of the match if that is a pseudo-trigger."""
    readings: dict[tuple[str, int], Slots | None] = {}
    for start, _, entry, end in choices:
        if not entry.counts(quoted=bool(sentence.analysis.quoted[start])):
            continue
        if entry.names is None:
            return end
        key = entry.category, end
        if key not in readings:
            readings[key] = arguments(sentence, entry.category, (start, end))
        slots = readings[key]
        if isinstance(entry.names, Act) and slots is not None and fits(sentence, entry, slots):
            return _frame(sentence, entry, entry.names, slots)
    return None


def fits(sentence: Sentence, entry: Entry, slots: Slots) -> bool:
    """Do the slots meet all that `entry` requires and nothing that it excludes?"""
    if any(_first(sentence, slots, condition) is None for condition in entry.requires):
        return False
    return all(_first(sentence, slots, condition) is None for condition in entry.excludes)


def _first(sentence: Sentence, slots: Slots, tests: Condition) -> TokenRange | None:
    """What the first of `tests` that finds something finds."""
    for test in tests:
        if test.slot in slots:
            span = take(sentence, slots, test)
            if span is not None:
                return span
    return None


def _frame(sentence: Sentence, entry: Entry, act: Act, slots: Slots) -> Found:
    target, content = _first(sentence, slots, entry.target), _first(sentence, slots, entry.content)
    if target == content:
        content = None  # whom it is directed at is not also what is said
    if target is not None and content is not None and target[0] < content[0] < target[1]:
        target = target[0], content[0]  # "accused the head of the firm | of lying"
    return Found(
        act=act,
        trigger=slots["trigger"],
        agent=_first(sentence, slots, entry.agent),
        target=target,
        content=(content,) if content is not None else (),
        basis=Basis.EXPLICIT,
        polarity=polarity(sentence, entry.category, slots),
        rule=entry.id,
    )
