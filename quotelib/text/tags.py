"""Penn Treebank tags. Interim: the most frequent tag of a form, then of its suffix."""

import json
from functools import lru_cache
from importlib import resources

_MARKS = {
    "“": "``", "«": "``", "„": "``", "‘": "``", "‹": "``", "”": "''", "»": "''", "’": "''", "›": "''",
    '"': "''", "(": "-LRB-", "[": "-LRB-", "{": "-LRB-", ")": "-RRB-", "]": "-RRB-", "}": "-RRB-",
    "—": ":", "–": ":", "…": ":",
}  # fmt: skip


@lru_cache(maxsize=1)
def _model() -> tuple[dict[str, str], dict[str, str]]:
    data = json.loads(resources.files("quotelib.data").joinpath("tagger.json").read_text("utf-8"))
    return data["words"], data["suffixes"]


def tag(forms: list[str], sentences: list[tuple[int, int]]) -> list[str]:
    """Give each form its Penn Treebank tag."""
    words, _ = _model()
    return [words.get(form) or _guess(form) for form in forms]


def _guess(form: str) -> str:
    words, suffixes = _model()
    if form in _MARKS:
        return _MARKS[form]
    if any(character.isdigit() for character in form):
        return "CD"
    if form[:1].isupper():
        return "NNP"
    for length in (4, 3, 2, 1):
        if form[-length:] in suffixes:
            return suffixes[form[-length:]]
    return words.get(form.lower(), "NN")
