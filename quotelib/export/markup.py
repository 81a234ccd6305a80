"""The smallest pieces of HTML: escaping, elements, and the style sheets of the package.

Whatever comes from a document goes through `printable`, and attributes through `element`: no other
function writes a character of it.
"""

import re
from functools import cache
from html import escape

from quotelib.package_data import read_text

COLORS = 8
"""Speakers who get a colour of their own; the style sheet ``colors.css`` has as many."""

_UNWRITABLE = re.compile("[\0\ud800-\udfff]")
"""What HTML cannot hold: NUL, and lone surrogates, which UTF-8 cannot encode."""


def printable(text: str) -> str:
    """`text` escaped for HTML, a replacement character for what HTML cannot hold."""
    return escape(_UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text))


def element(tag: str, inner: str, *classes: str, **attributes: str | None) -> str:
    """An element around `inner`, which must be HTML already; attributes are escaped here.

    An attribute that is None is left out; an underscore in its name stands for a hyphen.
    """
    listed = {"class": " ".join(classes) or None, **attributes}
    written = "".join(
        f' {name.replace("_", "-")}="{printable(value)}"'
        for name, value in listed.items()
        if value is not None
    )
    return f"<{tag}{written}>{inner}</{tag}>"


def color_class(number: int | None) -> str:
    """The class that sets a speaker's colour, by the speaker's number; the rest share one."""
    return f"speaker-{number if number is not None and number <= COLORS else 0}"


@cache
def sheet(*names: str) -> str:
    """The style sheets or scripts of these names under ``data/html``, one after the other."""
    return "".join(read_text(f"html/{name}") for name in names)
