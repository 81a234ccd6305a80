"""What the shipped parameters were learned from: a change to it asks for new parameters."""

from pathlib import Path

import pytest

pytest.importorskip("numba")
inputs = pytest.importorskip("training.inputs")


@pytest.mark.corpora
def test_the_trainer_reads_what_it_read(corpora: Path) -> None:
    """Tokens, sentences, marks, features and labels of the train texts are those that the parameters were learned from."""
    assert inputs.checksums(corpora) == inputs.LISTED.read_text(encoding="ascii"), (
        "what the trainer reads has changed: train anew (python -m training.attribution), then run"
        "  python -m training.inputs"
    )
