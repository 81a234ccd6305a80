"""The case tables of the rhetoric tests, and a way to read a text as plain strings."""

import json
from pathlib import Path

import pytest

from quotelib.records import Device, Frame
from quotelib.rhetoric import Lexicon, find_devices, find_frames
from quotelib.text import analyse

CASES = Path(__file__).parent / "cases"


def cases(name):
    """The rows of a case table as test parameters whose ids are the rows' own."""
    lines = (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [pytest.param(row, id=row["id"]) for row in map(json.loads, lines)]


def frames(text: str, lexicon: Lexicon | None = None) -> list[Frame]:
    """The frames of `text`, read without attributions."""
    return find_frames(analyse(text), (), None, lexicon)


def devices(text: str, lexicon: Lexicon | None = None) -> list[Device]:
    """The devices of `text`, read without attributions."""
    return find_devices(analyse(text), (), lexicon)
