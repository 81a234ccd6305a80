"""How far annotators of the same texts agree, beyond what chance would give.

The coefficients are those of `nltk.metrics.agreement.AnnotationTask` (Artstein and Poesio 2008,
*Inter-coder agreement for computational linguistics*). Each layer is put as a task of labelling:

* quotations: every word gets the kind of the innermost quotation that it is quoted by, or "none";
* speakers: every quotation that all annotators have gets the name of its speaker, or "none";
* frames: every sentence gets the set of the acts done in it, and sets are compared by MASI
  (Passonneau 2006), so that two annotators who share one of two acts agree in part. The act
  "statement" is left out if one of them marks acts but never this one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Literal, cast

import attrs

from quotelib.document import Document
from quotelib.errors import ParameterError
from quotelib.evaluation.comparison import ignored_acts, name_words
from quotelib.evaluation.evaluating import MINIMUM_OVERLAP
from quotelib.evaluation.layers import close_quotations, quotation_items
from quotelib.evaluation.pairing import pair
from quotelib.export.contexts import Documents, pairs_of
from quotelib.records import Frame, shortened
from quotelib.text.paragraphs import find_paragraphs
from quotelib.text.quotemarks import pair as pair_marks
from quotelib.text.sentences import split
from quotelib.text.tokens import Tokens, tokenize

if TYPE_CHECKING:
    from nltk.metrics.agreement import AnnotationTask

AgreementLayer = Literal["quotations", "speakers", "frames"]

Labels = list[Hashable]
"""One annotator's labels of all items of a task, in the order of the items."""

_NONE = "none"
"""Label of a word that nobody quotes, and of a quotation without a speaker."""


@attrs.frozen
class Coefficients:
    """Agreement on one task of labelling.

    Attributes:
        items: How many items were labelled.
        observed: Average share of the items that two annotators agree on, 0 to 1.
        kappa: Cohen's kappa (1960), averaged over the pairs of annotators; None for frames, whose
            labels agree in part, which kappa does not know.
        alpha: Krippendorff's alpha (1980).

    1 is perfect agreement and 0 is chance. A figure is None where there are no items, or where it
    is undefined because everybody gave everything the same label.
    """

    items: int
    observed: float | None
    kappa: float | None
    alpha: float | None


@attrs.frozen
class Agreement:
    """How far annotators agree.

    Attributes:
        annotators: Their names.
        layers: The coefficients, by layer.
    """

    annotators: tuple[str, ...]
    layers: Mapping[AgreementLayer, Coefficients]

    def to_dict(self) -> dict[str, object]:
        """Everything as dicts, lists and scalars that JSON knows."""
        return attrs.asdict(self)

    def to_text(self) -> str:
        """The coefficients as a table."""
        from quotelib.evaluation.rendering import agreement_text

        return agreement_text(self)

    def __str__(self) -> str:
        return self.to_text()


def agreement(annotators: Mapping[str, Documents]) -> Agreement:
    """How far annotators agree on the same texts.

    Args:
        annotators: For each annotator's name the documents, of the same texts in the same order.

    Raises:
        ParameterError: there are fewer than two annotators, something is no document, or their
            texts are not the same.
    """
    sides = {
        name: [document for document, _ in pairs_of(documents)]
        for name, documents in annotators.items()
    }
    _check(sides)
    ignored = frozenset[str]().union(*map(ignored_acts, sides.values()))
    quotations: list[Labels] = [[] for _ in sides]
    speakers: list[Labels] = [[] for _ in sides]
    acts: list[Labels] = [[] for _ in sides]
    for versions in zip(*sides.values(), strict=True):
        tokens, sentences = _cut(versions[0].text)
        _extend(quotations, (_kinds(document, tokens) for document in versions))
        _extend(speakers, _speakers(versions))
        _extend(acts, (_acts(document, sentences, ignored) for document in versions))
    from nltk.metrics.distance import binary_distance, masi_distance

    return Agreement(
        tuple(sides),
        {
            "quotations": _coefficients(quotations, binary_distance),
            "speakers": _coefficients(speakers, binary_distance),
            "frames": _coefficients(acts, _set_distance(masi_distance), with_kappa=False),
        },
    )


def _set_distance(masi: Callable[..., float]) -> Callable[[Hashable, Hashable], float]:
    """MASI, which leaves two empty sets undefined: they are the same."""
    return lambda one, other: 0.0 if one == other else float(masi(one, other))


def _extend(tasks: Sequence[Labels], labels: Iterable[Labels]) -> None:
    for task, more in zip(tasks, labels, strict=True):
        task.extend(more)


def _coefficients(
    labels: Sequence[Labels],
    distance: Callable[[Hashable, Hashable], float],
    *,
    with_kappa: bool = True,
) -> Coefficients:
    from nltk.metrics.agreement import AnnotationTask

    items = len(labels[0])
    # Annotators by number: NLTK keeps them in a set, and the order of a set of names would change
    # with the hash seed, and with it the last digits.
    task = AnnotationTask(
        [
            (coder, item, label)
            for coder, row in enumerate(labels)
            for item, label in enumerate(row)
        ],
        distance=distance,
    )
    if not items:
        return Coefficients(0, None, None, None)
    is_uniform = len({label for row in labels for label in row}) == 1
    return Coefficients(
        items,
        _figure(task, "avg_Ao"),
        None if is_uniform or not with_kappa else _figure(task, "kappa"),
        None if is_uniform else _figure(task, "alpha"),
    )


def _figure(task: "AnnotationTask", name: str) -> float | None:
    try:
        return float(cast("Callable[[], float]", getattr(task, name))())
    except (ZeroDivisionError, ValueError):  # a degenerate table, such as a single label
        return None


def _cut(text: str) -> tuple[Tokens, list[tuple[int, int]]]:
    """The tokens, and the sentences in code points."""
    tokens = tokenize(text)
    paragraphs = find_paragraphs(tokens)
    marks, _ = pair_marks(tokens, paragraphs)
    return tokens, [
        (tokens.starts[first], tokens.ends[last - 1])
        for first, last in split(tokens, paragraphs, marks)
    ]


def _kinds(document: Document, tokens: Tokens) -> Labels:
    """The kind of the innermost quotation of every word; punctuation is left out."""
    labels: Labels = [_NONE] * len(tokens.forms)
    # Longer contents first, so that what stands inside them writes over them.
    for quotation in sorted(document.quotations, key=lambda q: q.start - q.end):
        for span in quotation.content:
            first = bisect_right(tokens.ends, span.start)
            last = bisect_left(tokens.starts, span.end)
            labels[first:last] = [quotation.kind.value] * (last - first)
    return [
        label
        for label, form in zip(labels, tokens.forms, strict=True)
        if any(map(str.isalnum, form))
    ]


def _speakers(versions: Sequence[Document]) -> Iterator[Labels]:
    """The speaker's name of every quotation that all versions have, found from the first one."""
    close = partial(close_quotations, minimum=MINIMUM_OVERLAP)
    first = quotation_items(versions[0])
    partners = [dict(pair(first, quotation_items(other), close)) for other in versions[1:]]
    common = [index for index in range(len(first)) if all(index in partner for partner in partners)]
    for document, partner in zip(versions, [None, *partners], strict=True):
        numbers = common if partner is None else [partner[index] for index in common]
        speakers = [document.quotations[number].speaker for number in numbers]
        yield [
            " ".join(name_words(speaker.name)) or speaker.name if speaker else _NONE
            for speaker in speakers
        ]


def _acts(
    document: Document, sentences: Sequence[tuple[int, int]], ignored: frozenset[str]
) -> Labels:
    """The set of acts of every sentence: of those frames that begin in it."""
    found: list[set[str]] = [set() for _ in sentences]
    starts = [start for start, _ in sentences]
    for frame in document.frames:
        place = _place(frame)
        if place is not None and sentences and frame.act.value not in ignored:
            found[max(0, bisect_right(starts, place) - 1)].add(frame.act.value)
    return [frozenset(acts) for acts in found]


def _place(frame: Frame) -> int | None:
    spans = [frame.trigger] if frame.trigger else frame.content
    return spans[0].start if spans else None


def _check(sides: Mapping[str, Sequence[Document]]) -> None:
    if len(sides) < 2:
        raise ParameterError(
            f"agreement needs two annotators or more, not {len(sides)}:"
            " give a dict of each one's name with the documents"
        )
    (first_name, first), *others = sides.items()
    for name, documents in others:
        if len(documents) != len(first):
            raise ParameterError(
                f"{first_name} has {len(first)} documents, but {name} has {len(documents)}:"
                " give the same texts for all annotators, in the same order"
            )
        for number, (one, other) in enumerate(zip(first, documents, strict=True), 1):
            if one.text != other.text:
                raise ParameterError(
                    f"document {number} of {first_name} begins {shortened(one.text)}, but that of"
                    f" {name} {shortened(other.text)} with other words or in another order:"
                    " give the same texts for all annotators"
                )
