"""Characters that nobody sees: web pages, editors and byte order leave them beside words.

A zero-width space, a word joiner, a byte order mark and the marks of writing direction; no word is spelt with
them. What reads a text takes them for white space, so that "said" with one before or behind it is "said"; one inside a
word parts it in two. (A soft hyphen and the joiners of scripts and emoji are parts of words.)
"""

import re

BLANK = "\u205f"
"""White space that stands in for them: one code point for one, so that offsets stay; no token holds it."""

CHARACTERS = (
    "\u061c\u180e\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
_ANY = re.compile(f"[{CHARACTERS}]")
_AS_BLANK = str.maketrans(CHARACTERS, BLANK * len(CHARACTERS))
_AS_NOTHING = str.maketrans("", "", CHARACTERS)


def legible(text: str) -> str:
    r"""Give a text of the same length with a blank for each invisible character.

    >>> legible("said\u200b he")
    'said\u205f he'
    """
    return text.translate(_AS_BLANK) if _ANY.search(text) else text


def tidy(text: str) -> str:
    r"""Give a text without invisible characters, and with one space where it has white space.

    >>> tidy("Paula\u200b  Renz\u200b’s aide")
    'Paula Renz’s aide'
    """
    return " ".join(text.translate(_AS_NOTHING).split())
