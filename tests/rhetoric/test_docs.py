"""The generated pages about acts and devices are those that the data give."""

import importlib.util
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"


def generator():
    """The script that writes the pages, as a module."""
    spec = importlib.util.spec_from_file_location("generate_acts", DOCS / "generate_acts.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PAGES = generator().pages()


@pytest.mark.parametrize("path", PAGES, ids=str)
def test_page_is_up_to_date(path):
    """A page equals what the script writes now (else run python docs/generate_acts.py)."""
    assert (DOCS / path).read_text(encoding="utf-8") == PAGES[path]


def test_no_page_is_left_over():
    """There are no pages of acts or devices that are gone."""
    there = {
        one.relative_to(DOCS) for name in ("acts", "devices") for one in (DOCS / name).iterdir()
    }
    assert there == set(PAGES)
