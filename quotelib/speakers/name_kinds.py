"""What a name without a title is, by its words alone: a person, an organization, a place, a people."""

from collections.abc import Sequence

from quotelib.enumerations import SpeakerKind
from quotelib.speakers.lexicon import Lexicon, bare, singular

LONGEST_ACRONYM = 6
"""Letters of an acronym; longer capitals are shouted or set so."""
BROADCASTING = frozenset({"radio", "television", "tv"})
"""First words of broadcasters' names ("Radio Avon")."""
PERSONAL_SUFFIXES = frozenset({"jr", "sr", "iii"})


def kind_of_name(forms: Sequence[str], lexicon: Lexicon) -> SpeakerKind:
    """The kind of the name with these forms; `UNKNOWN` if they do not tell."""
    words = [bare(form) for form in forms]
    if len(words) == 1:
        return _kind_of_word(forms[0], words[0], lexicon)
    whole = " ".join(words)
    if whole in lexicon.known_organizations:
        return SpeakerKind.ORGANIZATION
    if whole in lexicon.places:
        return SpeakerKind.PLACE
    first, last = words[0], words[-1]
    is_given = first in lexicon.given_names
    if last in lexicon.organization_heads or first in BROADCASTING or _joins_parts(words):
        return SpeakerKind.ORGANIZATION
    if last in lexicon.media_heads and (not is_given or first in lexicon.places):
        return SpeakerKind.ORGANIZATION
    if last in lexicon.place_heads and not is_given:
        return SpeakerKind.PLACE
    if singular(last) in lexicon.demonyms:
        return SpeakerKind.GROUP
    has_initial = any(len(word) == 1 for word in words[:-1])
    if has_initial or last in PERSONAL_SUFFIXES:
        return SpeakerKind.PERSON
    if is_given and first not in lexicon.ambiguous_names:
        return SpeakerKind.PERSON
    return SpeakerKind.UNKNOWN


def _joins_parts(words: list[str]) -> bool:
    """Whether a name is built as those of bodies are ("Office for Fair Lending")."""
    return "of" in words or "for" in words


def _kind_of_word(form: str, word: str, lexicon: Lexicon) -> SpeakerKind:
    """The kind of a name of one word."""
    if word in lexicon.places:
        return SpeakerKind.PLACE
    if word in lexicon.demonyms or singular(word) in lexicon.demonyms:
        return SpeakerKind.GROUP
    if word in lexicon.known_organizations or ".co" in word or word.endswith((".org", ".net")):
        return SpeakerKind.ORGANIZATION
    if word in lexicon.given_names and word not in lexicon.ambiguous_names:
        return SpeakerKind.PERSON
    letters = form.replace(".", "").replace("-", "")
    if letters.isupper() and 1 < len(letters) <= LONGEST_ACRONYM:
        return SpeakerKind.ORGANIZATION
    return SpeakerKind.UNKNOWN
