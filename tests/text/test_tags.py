"""Part-of-speech tags: cases of our own, robustness, and packed arithmetic against plain lists."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotelib.learning.parameters import Parameters, load
from quotelib.text import tags as tags_module
from quotelib.text.tag_features import (
    BOUNDARY,
    direct_marks,
    mark_tag,
    neighbour_features,
    own_features,
    shape,
    spelling,
)
from quotelib.text.tags import Tagger, tag

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "tags.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]

POOL = sorted(
    {word.rpartition("/")[0] for case in CASES for word in case["tagged"].split()}
    | {"that", "Her", "reports", "US", "co-founded", "O’Neil", "'", '"', "zzyzx", "Über", "x" * 60}
)
"""Words for generated sentences: frequent, ambiguous, unknown, marks."""

PENN_TAGS = frozenset(
    "CC CD DT EX FW IN JJ JJR JJS LS MD NN NNS NNP NNPS PDT POS PRP PRP$ RB RBR RBS RP SYM TO UH "
    "VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB # $ . , : -LRB- -RRB- `` ''".split()
)


def sentences_of(lengths: list[int]) -> list[tuple[int, int]]:
    """Ranges of sentences of the given lengths, one after the other."""
    ends = [sum(lengths[: index + 1]) for index in range(len(lengths))]
    return list(zip([0, *ends], ends, strict=False))


texts = st.lists(st.lists(st.sampled_from(POOL), min_size=1, max_size=12), max_size=5)
any_texts = st.lists(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=8), max_size=4)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case: dict[str, str]) -> None:
    """A sentence gets the tags that a reader gives it."""
    pairs = [word.rpartition("/") for word in case["tagged"].split()]
    forms = [form for form, _, _ in pairs]
    assert list(zip(forms, tag(forms, [(0, len(forms))]), strict=True)) == [
        (form, expected) for form, _, expected in pairs
    ]


@given(any_texts)
def test_any_text_gets_tags_of_the_treebank(text: list[list[str]]) -> None:
    """Whatever the characters, each token gets one tag of the Penn Treebank's set."""
    forms = [form for sentence in text for form in sentence]
    found = tag(forms, sentences_of([len(sentence) for sentence in text]))
    assert len(found) == len(forms)
    assert PENN_TAGS.issuperset(found)


def test_no_tokens() -> None:
    """An empty text has no tags."""
    assert tag([], []) == []


def test_tags_are_shared_strings() -> None:
    """Equal tags are one object, so a long text costs a pointer a token."""
    first, second = tag(["boats", "boats"], [(0, 1), (1, 2)])
    assert first is second
    assert sys.intern(first) is first


@pytest.fixture(scope="module")
def parameters() -> Parameters:
    """The parameters in the package."""
    return load("tagger.params")


@pytest.fixture(scope="module")
def plain(parameters: Parameters) -> "PlainTagger":
    """The same model without packing."""
    return PlainTagger(parameters)


class PlainTagger:
    """The tagger as its description reads: lists of weights, added one by one; no store, no sums."""

    def __init__(self, parameters: Parameters) -> None:
        self.labels = parameters.labels
        self.rows = {
            (name, key): table.row(index)
            for name, table in parameters.tables.items()
            for index, key in enumerate(table.keys)
        }
        self.dictionary = {
            form: choices.split()
            for choices, forms in parameters.payloads["dictionary"].items()
            for form in forms.split()
        }

    def tag(self, forms: list[str], sentences: list[tuple[int, int]]) -> list[str]:
        """Tag a text."""
        directed = direct_marks(forms, sentences)
        spelled = [spelling(directed.get(index, form)) for index, form in enumerate(forms)]
        found: list[str] = []
        for start, end in sentences:
            words = [BOUNDARY, BOUNDARY, *spelled[start:end], BOUNDARY, BOUNDARY]
            given_tags = [BOUNDARY, BOUNDARY]
            for index in range(2, len(words) - 2):
                given_tags.append(self.decide(words, index, *given_tags[-2:]))
            found += given_tags[2:]
        return found

    def decide(self, words: list[str], index: int, second: str, before: str) -> str:
        """Tag one word."""
        word = words[index]
        certain = mark_tag(word)
        if certain is not None:
            return certain
        choices = self.dictionary.get(word, self.labels)
        if len(choices) == 1:
            return choices[0]
        features = own_features(word, word.lower(), shape(word))
        for place, offset in (
            ("previous", -1),
            ("next", 1),
            ("second previous", -2),
            ("second next", 2),
        ):
            other = words[index + offset]
            features += neighbour_features(place, other.lower(), shape(other))
        features += [
            ("previous tag", before),
            ("previous tags", f"{second} {before}"),
            ("previous tag and lower", f"{before} {word.lower()}"),
        ]
        totals = dict.fromkeys(self.labels, 0)
        for feature in features:
            for label, weight in zip(self.labels, self.rows.get(feature, ()), strict=False):
                totals[label] += weight
        return max(sorted(choices, key=self.labels.index), key=totals.__getitem__)


@given(text=texts)
def test_packed_sums_decide_as_plain_ones(plain: PlainTagger, text: list[list[str]]) -> None:
    """Adding packed weights, summed by word and kept, gives the tags that adding lists gives."""
    forms = [form for sentence in text for form in sentence]
    sentences = sentences_of([len(sentence) for sentence in text])
    assert tag(forms, sentences) == plain.tag(forms, sentences)


def test_store_is_bounded_and_without_effect(
    parameters: Parameters, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store that overflows again and again never holds more than its limit, nor changes a tag."""
    monkeypatch.setattr(tags_module, "LARGEST_STORE", 7)
    small = Tagger(parameters)
    forms = POOL * 3
    sentences = [(0, len(POOL)), (len(POOL), len(forms))]
    assert small.tag(forms, sentences) == tag(forms, sentences)
    assert len(small._store) <= 7
    assert not any(len(form) > tags_module.LONGEST_STORED for form in small._store)


def test_threads_get_the_same_tags(parameters: Parameters, monkeypatch: pytest.MonkeyPatch) -> None:
    """One tagger shared by threads, its store overflowing under them, tags as it does alone."""
    monkeypatch.setattr(tags_module, "LARGEST_STORE", 20)
    shared = Tagger(parameters)
    rotations = [POOL[shift:] + POOL[:shift] for shift in range(len(POOL))]
    expected = [tag(forms, [(0, len(forms))]) for forms in rotations]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda forms: shared.tag(forms, [(0, len(forms))]), rotations))
    assert found == expected


def test_import_loads_no_parameters() -> None:
    """Importing the tagger reads no parameter file and loads no nltk."""
    script = (
        "import sys, quotelib, quotelib.text.tags as tags;"
        "assert not tags._tagger._made; assert 'nltk' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        (['"', "No", ",", '"', "he", "said", "."], "“”"),
        (["He", "said", '"', "no", '"'], "“”"),
        (["''", "No", "''"], "“”"),
        (["``", "No", "''"], "”"),
        (["He", "said", "it", '"'], "”"),
    ],
)
def test_straight_marks_point_somewhere(forms: list[str], expected: str) -> None:
    """Straight marks open and close in turn, and a sentence's edges overrule that."""
    assert "".join(direct_marks(forms, [(0, len(forms))]).values()) == expected


def test_a_quotation_of_two_sentences_closes_in_the_second() -> None:
    """The first sentence's mark opens; the one within the second closes."""
    forms = ['"', "No", ".", "Never", ",", '"', "he", "said", "."]
    assert direct_marks(forms, [(0, 3), (3, 9)]) == {0: "“", 5: "”"}
