"""Annotated attributions as training labels, on sentences of our own."""

import attrs
import pytest

pytest.importorskip("numpy")
gold = pytest.importorskip("training.gold")

from quotelib.attribution import labelling  # noqa: E402
from quotelib.attribution.cues import Cue  # noqa: E402
from quotelib.attribution.linking import ROLES  # noqa: E402
from quotelib.text import analyse  # noqa: E402
from training.corpora import Article, Attribution  # noqa: E402

TEXT = "The mayor said the harbour master believes that it will freeze. Nobody came."
OUTER = ("The mayor", "said", "the harbour master believes that it will freeze")
INNER = ("the harbour master", "believes", "that it will freeze")


def article(*annotated: tuple[str, str, str]) -> "gold.GoldArticle":
    """The text with attributions, given by the words of source, cue and content."""

    def spans(words: str) -> tuple[tuple[int, int], ...]:
        start = TEXT.index(words)
        return ((start, start + len(words)),)

    attributions = tuple(Attribution("toy", *map(spans, parts)) for parts in annotated)
    return gold.gold_article(
        Article(id="toy", publisher="nobody", text=TEXT, attributions=attributions), analyse(TEXT)
    )


def words(article: "gold.GoldArticle", ranges: tuple[tuple[int, int], ...]) -> str:
    """The tokens of ranges."""
    return " ".join(form for a, b in ranges for form in article.analysis.forms[a:b])


def cue(first: int, end: int, probability: float) -> Cue:
    """A proposed cue, of which only place and probability matter."""
    return Cue(first, end, probability, first, "say", "VBD", "the", "DT", "mayor")


def test_alignment() -> None:
    """Character spans become the tokens that they cover."""
    found = article(OUTER).attributions[0]
    assert words(article(OUTER), found.source) == OUTER[0]
    assert words(article(OUTER), found.cue) == OUTER[1]
    assert words(article(OUTER), found.content) == OUTER[2]


def test_labels_where_attributions_overlap() -> None:
    """A cue covers a source and both cover content; every stretch begins with its B label."""
    labels = [labelling.LABELS[label] for label in gold.labels_of(article(OUTER, INNER))]
    assert labels == [
        "B-source", "I-source", "B-cue", "B-source", "I-source", "I-source", "B-cue",
        "B-content", "I-content", "I-content", "I-content", "O", "O", "O", "O",
    ]  # fmt: skip


@pytest.mark.parametrize("annotated", [(), (OUTER,), (INNER,), (INNER, OUTER)], ids=len)
def test_labels_are_possible(annotated: tuple[tuple[str, str, str], ...]) -> None:
    """An inside label follows only its own kind, and never begins a sentence."""
    found = article(*annotated)
    labels = gold.labels_of(found)
    starts = {first for first, _ in found.analysis.sentences}
    for index, label in enumerate(labels):
        if label in (2, 4, 6):
            assert index not in starts
            assert labels[index - 1] in (label, label - 1)


def test_roles() -> None:
    """Each stretch of a unit has the role that most of its tokens have in the one attribution."""
    found = article(OUTER, INNER)
    stretches = [*((k, k + 1) for k in range(4)), (4, 11), (11, 12)]
    assert [ROLES[role] for role in gold.roles_of(found.attributions[0], stretches)] == [
        "source", "source", "cue", "content", "content", "none",
    ]  # fmt: skip


def test_match_gives_each_attribution_once() -> None:
    """The more probable of two candidates gets the attribution whose cue both overlap."""
    found = article(OUTER, INNER)
    candidates = [(0, cue(2, 3, 0.4)), (0, cue(1, 3, 0.9)), (0, cue(6, 7, 0.1)), (0, cue(8, 9, 1))]
    assert gold.match(found, candidates) == [None, 0, 1, None]


def test_annotation_may_cut_a_token() -> None:
    """A span that begins inside a token takes the token in."""
    start = TEXT.index("arbour")
    cut = Attribution(id="toy", source=((start, start + 6),), cue=(), content=())
    made = gold.gold_article(
        Article(id="toy", publisher="nobody", text=TEXT, attributions=(cut,)), analyse(TEXT)
    )
    assert words(made, made.attributions[0].source) == "harbour"
    assert attrs.asdict(made.attributions[0])["cue"] == ()
