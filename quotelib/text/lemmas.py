"""Lemmas: the dictionary form of a word with its tag, by spelling rules and a list of exceptions.

The rules undo English inflection; where they cannot know (``hoped`` but ``topped``, ``said``) the
exceptions of ``data/text/irregular.json`` decide, which ``training.lemmas`` collects.
"""

import re
from functools import lru_cache

from quotelib.errors import ParameterError
from quotelib.learning.parameters import Lazy
from quotelib.package_data import read_json

INFLECTIONS = {
    "VBD": "past",
    "VBN": "past",
    "VBG": "ing",
    "VBZ": "third person",
    "VBP": "present",
    "VB": "base",
    "NNS": "plural",
    "PRP": "pronoun",
    "PRP$": "pronoun",
    "MD": "modal",
    "RB": "adverb",
}
"""The kind of inflection that a tag may carry; other words are their own lemma."""

_SIBILANT = ("ss", "sh", "ch", "x", "zz", "o")
"""Stems that take -es rather than -s."""

_DOUBLED = re.compile(r"([bdgklmnprtvz])\1$")
"""A final consonant doubled before the ending; s and f are double in the lemma too (pass, stuff)."""

_KEPT_DOUBLE = re.compile(r"(?:^[^aeiou]*e|[^e])ll$")
"""Of stems in ll only those of two syllables in -ell have doubled it: tell, fill; but travel."""

_ONE_SYLLABLE = re.compile(r"(?:[^aeiouy]*|.*qu)[aeiouy][^aeiouwxy]$")
"""One vowel and one consonant: were there no e to restore, the consonant would be doubled."""

_MUTE_E = re.compile(
    r"""(?: [cvuz]                          # reduc(e), believ(e), argu(e), realiz(e)
      | [^aeiou][bdgkptz]l                  # settl(e), handl(e)
      | (?:d|r|ll|[^aeiou][aeiou]n)g        # judg(e), urg(e), alleg(e), chang(e)
      | [aeiou]g | [aeiou]th                # engag(e), breath(e)
      | [nrlpw]s | [^aeiou][aiou]s | ais | eas | ous | ois     # respons(e), propos(e), rais(e)
      | [^aeiou][aou]t | [cvn]it | quot | creat | [iu]at # stat(e), vot(e), invit(e), evaluat(e)
      | [^aeiou][aiou]r | quir | plet | pet # declar(e), requir(e), complet(e)
      | [^aeiou][aiou]d | uad               # decid(e), persuad(e)
      | [^aeiou][iu]n | [^aeiou][aiu]m      # defin(e), assum(e)
      | [^aeiou][aiou]k | [^aeiou][iou]l | [^aeiou][ay]p       # invok(e), compil(e), shap(e)
      | [^aeiou][ai]b                       # describ(e)
    )$""",
    re.VERBOSE,
)
"""Stems whose lemma ends in a mute e."""


def _read_exceptions() -> dict[str, dict[str, str]]:
    try:
        exceptions: dict[str, dict[str, str]] = read_json("text/irregular.json")["exceptions"]
    except (OSError, ValueError, KeyError) as error:
        raise ParameterError(
            f"quotelib's list of irregular words cannot be read ({error}); install the package again"
        ) from error
    return exceptions


_exceptions = Lazy(_read_exceptions)


@lru_cache(maxsize=16_384)
def lemma(form: str, tag: str) -> str:
    """Give the lemma of a word with that Penn Treebank tag, in lower case.

    >>> lemma("Denies", "VBZ"), lemma("threatened", "VBD"), lemma("stories", "NNS")
    ('deny', 'threaten', 'story')
    """
    word = form.lower().replace("’", "'")
    inflection = INFLECTIONS.get(tag)
    if inflection is None:
        return word
    exception = _exceptions().get(inflection, {}).get(word)
    return by_rule(word, inflection) if exception is None else exception


def by_rule(word: str, inflection: str) -> str:
    """Undo a regular inflection of a word in lower case; what does not look inflected stays."""
    prefix, hyphen, last = word.rpartition("-")
    if inflection == "past":
        last = _without_ed(last)
    elif inflection == "ing":
        last = _without_ing(last)
    elif inflection in {"third person", "plural"}:
        last = _without_s(last)
    return prefix + hyphen + last


def _without_ed(word: str) -> str:
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("eed"):
        return word[:-1] if len(word) > 5 else word
    return _restored(word[:-2]) if word.endswith("ed") and len(word) > 3 else word


def _without_ing(word: str) -> str:
    return _restored(word[:-3]) if word.endswith("ing") and len(word) > 4 else word


def _restored(stem: str) -> str:
    """The lemma of a stem cut from before -ed or -ing."""
    if _DOUBLED.search(stem):
        return stem if _KEPT_DOUBLE.search(stem) else stem[:-1]
    if _ONE_SYLLABLE.match(stem) or _MUTE_E.search(stem):
        return stem + "e"
    return stem


def _without_s(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("es") and word[:-2].endswith(_SIBILANT):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 2:
        return word[:-1]
    return word
