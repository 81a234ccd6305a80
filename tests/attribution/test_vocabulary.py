"""Cues that a user adds."""

import pytest

from quotelib import CueLexicon, Extractor, LexiconError

TEXT = "The union chirruped on Monday that the plant would close."


def test_an_added_verb_reports() -> None:
    """A word that the model does not know reports once it is read as one that it knows."""
    found = Extractor(cues=CueLexicon().add("chirrup")).extract(TEXT).quotations
    assert [quotation.text for quotation in found] == ["that the plant would close"]
    assert found[0].cue is not None
    assert "chirruped" in found[0].cue.text


def test_an_unknown_verb_does_not() -> None:
    """Without the lexicon the same word reports nothing here."""
    assert not Extractor().extract(TEXT).quotations


def test_add_and_remove_are_inverse() -> None:
    """A lexicon is a value: removing what was added gives the one before."""
    lexicon = CueLexicon().add("murmur")
    assert lexicon.add("chirrup", like="warn").remove("chirrup") == lexicon


@pytest.mark.parametrize("lemma", ["", "put it", "line\nfeed"])
def test_a_cue_is_one_word(lemma: str) -> None:
    """What is no single word is refused, with the reason."""
    with pytest.raises(LexiconError, match="one word in its dictionary form"):
        CueLexicon().add(lemma)


def test_what_words_cannot_be_read_like() -> None:
    """An unknown model is refused, and the known ones are named."""
    with pytest.raises(LexiconError, match=r"choose one of .*say"):
        CueLexicon().add("chirrup", like="grunt")


def test_removing_what_was_never_added() -> None:
    """Only added cues can be removed."""
    with pytest.raises(LexiconError, match="only added cues"):
        CueLexicon().remove("say")
