"""What is the same for the tests of all integrations."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent

OTHERS = (
    "ignore::DeprecationWarning",
    "ignore::FutureWarning",
    "ignore::ResourceWarning",
    "ignore::pytest.PytestUnraisableExceptionWarning",
)
"""Warnings that libraries give of each other, and of sockets that they leave to the garbage collector:
which ones depends on their versions, and they are not ours to mend."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let other libraries warn in the tests of this folder."""
    for item in items:
        if HERE in item.path.parents:
            for warning in OTHERS:
                item.add_marker(pytest.mark.filterwarnings(warning))
