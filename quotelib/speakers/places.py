"""Names that the text itself shows to be a country's or a city's.

No list has all of them. "Norland's foreign ministry", "the government of Norland", "elections in
Norland": whoever has a government, and is a place where things happen, is a place, and speaks as
its government does. So is what things only ever happen in, at or to. A name that pronouns or titles show to be a person's never counts.
"""

from collections.abc import Mapping, Sequence

from quotelib.speakers.closed_classes import PERSON, PLACE, UNKNOWN
from quotelib.speakers.lexicon import Gender, Lexicon, bare
from quotelib.speakers.names import Name
from quotelib.text.analysis import Analysis

PLACE_PREPOSITIONS = frozenset({"in", "throughout", "across", "inside", "outside", "near"})
MODIFIERS = 3
"""Words between a possessor and what it has ("Norland's acting foreign minister")."""
APPOSITION = 8
"""Tokens of an apposition in which its noun is looked for ("Highmoor, a small market town")."""
OWNED, HELD = 2, 1
"""How much a noun of states counts, and a shared one or a preposition."""
ENOUGH = 2


def name_places(
    analysis: Analysis, names: Sequence[Name], lexicon: Lexicon, genders: Mapping[str, Gender]
) -> None:
    """Let the names of which the text shows so, and nothing else is known, be names of places."""
    shown: dict[tuple[str, ...], int] = {}
    acting: set[tuple[str, ...]] = set()
    unknown = [name for name in names if name.kind is UNKNOWN]
    for name in unknown:
        shown[name.words] = shown.get(name.words, 0) + _evidence(analysis, name, lexicon)
        if not name.located:
            acting.add(name.words)
    surnames = {name.words[-1] for name in names if name.kind is PERSON}
    for name in unknown:
        is_person = name.title or name.words[-1] in genders or name.words[-1] in surnames
        enough = ENOUGH if name.words in acting else HELD
        if shown[name.words] >= enough and not name.office and not is_person:
            name.kind = PLACE


def _evidence(analysis: Analysis, name: Name, lexicon: Lexicon) -> int:
    """What one occurrence of a name says for a place."""
    forms, tags = analysis.forms, analysis.tags
    if name.last < len(tags) and tags[name.last] == "POS":
        owned = range(name.last + 1, min(name.last + 2 + MODIFIERS, len(forms)))
        for token in owned:
            noun = bare(forms[token])
            if noun in lexicon.state_nouns or noun in lexicon.shared_state_nouns:
                return OWNED if noun in lexicon.state_nouns else HELD
            if tags[token][:2] not in ("JJ", "NN", "VB"):
                break
    if _is_called_place(analysis, name, lexicon):
        return OWNED
    before = forms[name.start - 1].lower() if name.start else ""
    if before == "of" and name.start > 1 and bare(forms[name.start - 2]) in lexicon.state_nouns:
        return OWNED
    return HELD if before in PLACE_PREPOSITIONS else 0


def _is_called_place(analysis: Analysis, name: Name, lexicon: Lexicon) -> bool:
    """Whether the apposition after a name says that it is a town, a county and the like."""
    forms, tags, first = analysis.forms, analysis.tags, name.last + 1
    if first >= len(forms) or forms[name.last] != "," or tags[first] != "DT":
        return False
    for token in range(first + 1, min(first + APPOSITION, len(forms) - 1)):
        if tags[token] in ("NN", "NNS") and tags[token + 1] not in ("NN", "NNS", "POS"):
            return bare(forms[token]) in lexicon.place_nouns
        if tags[token] not in ("JJ", "NN", "NNS", "CC", "RB", "VBN", ",", "CD", "POS"):
            return False
    return False
