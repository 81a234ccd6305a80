"""Base phrases: chunk tags from tags alone."""

import pytest

from quotelib.text.phrases import chunk


@pytest.mark.parametrize(
    ("tags", "chunks"),
    [
        ("DT JJ NN VBD", "B-NP I-NP I-NP B-VP"),
        ("PRP VBD PRP NN", "B-NP B-VP B-NP B-NP"),
        ("DT NN DT NN", "B-NP I-NP B-NP I-NP"),
        ("NNP POS NN", "B-NP I-NP I-NP"),
        ("POS NN", "I-NP I-NP"),
        ("MD RB VB RB", "B-VP I-VP I-VP B-ADV"),
        ("RB VBD", "B-VP I-VP"),
        ("RB RB VBD", "B-ADV B-VP I-VP"),
        ("RB , VBD", "B-ADV , B-VP"),
        ("VBD RP IN NN CC NN .", "B-VP B-PRT B-PP B-NP B-CC B-NP ."),
        ("UH SYM", "O O"),
        ("NN RB", "B-NP B-ADV"),
    ],
)
def test_chunks(tags: str, chunks: str) -> None:
    """Nominal tags make noun phrases, pronouns are ones of their own, adverbs go with the verb after them."""
    assert chunk(tags.split()) == chunks.split()


def test_chunks_of_nothing() -> None:
    """No tokens, no chunks."""
    assert chunk([]) == []
