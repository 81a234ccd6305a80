"""Names that the text itself shows to be a country's or a city's.

No list has all of them. "Norland's foreign ministry", "the government of Norland", "elections in
Norland": whoever has a government, and is a place where things happen, is a place, and speaks as
its government does. A name that pronouns or titles show to be a person's never counts.
"""

from collections.abc import Mapping, Sequence

from quotelib.enumerations import SpeakerKind
from quotelib.speakers.lexicon import Gender, Lexicon, bare
from quotelib.speakers.names import Name
from quotelib.text.analysis import Analysis

PLACE_PREPOSITIONS = frozenset({"in", "throughout", "across", "inside", "outside", "near"})
MODIFIERS = 3
"""Words between a possessor and what it has ("Norland's acting foreign minister")."""
OWNED, HELD = 2, 1
"""How much a noun of states counts, and a shared one or a preposition."""
ENOUGH = 2


def name_places(
    analysis: Analysis, names: Sequence[Name], lexicon: Lexicon, genders: Mapping[str, Gender]
) -> None:
    """Let the names of which the text shows so, and nothing else is known, be names of places."""
    shown: dict[tuple[str, ...], int] = {}
    unknown = [name for name in names if name.kind is SpeakerKind.UNKNOWN]
    for name in unknown:
        shown[name.words] = shown.get(name.words, 0) + _evidence(analysis, name, lexicon)
    surnames = {name.words[-1] for name in names if name.kind is SpeakerKind.PERSON}
    for name in unknown:
        is_person = name.title or name.words[-1] in genders or name.words[-1] in surnames
        if shown[name.words] >= ENOUGH and not name.office and not is_person:
            name.kind = SpeakerKind.PLACE


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
    before = forms[name.start - 1].lower() if name.start else ""
    if before == "of" and name.start > 1 and bare(forms[name.start - 2]) in lexicon.state_nouns:
        return OWNED
    return HELD if before in PLACE_PREPOSITIONS else 0
