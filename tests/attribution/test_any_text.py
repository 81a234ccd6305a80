"""What holds of the attributions of any text."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from strategies import any_text, news_like

from quotelib.attribution import Attribution, attribute
from quotelib.text import Analysis, analyse
from quotelib.text.analysis import TokenRange

reporting = st.lists(
    st.sampled_from(
        "“ ” \" ‘ ’ ' : — , . ? ! \n\n he Lena Maros the mayor officials said told reporters denied that "
        "claim believes according to reportedly adding the road was closed on Monday if not "
        "MAROS: Q: yes".split(" ")
    ),
    max_size=60,
).map(" ".join)
"""Words and marks of reporting in any order: far denser in attributions than any real text."""


@given(any_text | news_like | reporting)
@settings(max_examples=200)
@example("“A” said ‘b “c” d’ “e")
@example("said")
@example("MAROS: No.\n\nLANZ: Yes.\n\nMAROS: “")
def test_any_text(text: str) -> None:
    """Whatever the text, its attributions are made of ranges of tokens that fit together."""
    analysis = analyse(text)
    attributions = attribute(analysis)
    for index, one in enumerate(attributions):
        check_ranges(analysis, one)
        check_parts_are_apart(one)
        check_parent(attributions, index)
    firsts = [min(first for first, _ in parts(one)) for one in attributions]
    assert firsts == sorted(firsts)


def parts(one: Attribution) -> list[TokenRange]:
    """Source, cue and content of an attribution."""
    return [part for part in (one.source, one.cue, *one.content) if part is not None]


def check_ranges(analysis: Analysis, one: Attribution) -> None:
    """Every range holds tokens of the text, the content a word; the confidence is a probability."""
    extras = [one.addressee] if one.addressee else []
    for first, end in [*parts(one), *extras, *one.setting]:
        assert 0 <= first < end <= len(analysis.forms)
    assert any(
        character.isalnum()
        for first, end in one.content
        for form in analysis.forms[first:end]
        for character in form
    )
    assert 0.0 <= one.confidence <= 1.0


def check_parts_are_apart(one: Attribution) -> None:
    """Neither source nor cue lies inside the content, whose ranges stand in order and apart."""
    for (_, end), (first, _) in zip(one.content, one.content[1:], strict=False):
        assert end <= first
    for part in (one.source, one.cue):
        assert part is None or all(part[1] <= first or end <= part[0] for first, end in one.content)


def check_parent(attributions: list[Attribution], index: int) -> None:
    """A parent is another attribution, and following parents comes to an end."""
    seen = {index}
    parent = attributions[index].parent
    while parent is not None:
        assert 0 <= parent < len(attributions)
        assert parent not in seen
        seen.add(parent)
        parent = attributions[parent].parent


@pytest.mark.parametrize(
    "text",
    [
        "“We lost the whole harvest,” the farmer said. “Nobody has called us since.”",
        "Officials denied that the dam had failed. “No,” said Lena Maros, “it holds.”",
    ],
    ids=["direct", "mixture"],
)
def test_straight_marks_for_curly(text: str) -> None:
    """Straight marks in place of curly ones change nothing but the marks."""
    straight = text.translate({ord("“"): '"', ord("”"): '"'})
    curly_found, straight_found = (
        [(one.source, one.cue, one.content, one.kind) for one in attribute(analyse(version))]
        for version in (text, straight)
    )
    assert curly_found
    assert straight_found == curly_found


def test_every_paragraph_reads_alike() -> None:
    """A text that is repeated is read the same each time, at the tokens of its own."""
    once = "The mayor said that the road was closed. Snow fell.\n\n"
    size = len(analyse(once).forms)
    alone = attribute(analyse(once))
    assert alone
    together = attribute(analyse(once * 5))
    assert [one.content for one in together] == [
        tuple((first + size * k, end + size * k) for first, end in one.content)
        for k in range(5)
        for one in alone
    ]
