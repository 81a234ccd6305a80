"""Posteriors of a linear-chain conditional random field (Lafferty et al. 2001), by forward-backward.

Potentials are plain floats: ``exp`` of the emission scores and of the transition scores. The two shapes of
chain that the library uses are written out, since their zero transitions and few labels make that several
times faster than loops over matrices. Two more things save a third of the arithmetic:

- A factor may be moved from transitions to emissions without changing what any path weighs:
  :class:`Chain` moves such factors until all transitions from and to the first label are one.
- Forward values are not scaled at every step but only where their sum leaves a wide range. It is the emission
  there that is scaled, so the backward values follow suit.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import exp, fsum

import attrs

Score = int | None
"""A score in steps; None is that of what cannot be."""
Potentials = tuple[float, ...]
Matrix = tuple[tuple[float, ...], ...]
"""``matrix[k][y]`` is the potential of going from label ``k`` to label ``y``."""

_HALF = 0.5
"""A label with more of the probability is the likeliest without a look at the others."""

_LEAST, _MOST = 1e-100, 1e100
"""Sums of forward values outside which they are scaled; one step changes them by far less."""


@attrs.frozen(slots=True, eq=False)
class Chain:
    """The potentials of a chain but for the emissions, with factors moved to these."""

    start: Potentials
    transitions: Matrix
    """From and to the first label all one; so is that into a label that can't follow it from the
    first label that it follows."""
    end: Potentials
    """What a path's last label adds."""
    bias: tuple[int, ...]
    """What is to be added to the emission scores of each label, in steps."""

    @classmethod
    def of(
        cls, start: Sequence[Score], transitions: Sequence[Sequence[Score]], step: float
    ) -> "Chain":
        """Make a chain of scores in steps of ``step``: the logarithms of potentials.

        Raises:
            ValueError: The first label can't follow one, or a label can follow none.
        """
        labels = range(len(start))
        leaving = [row[0] for row in transitions if row[0] is not None]
        before = [next((k for k in labels if transitions[k][y] is not None), -1) for y in labels]
        if len(leaving) < len(labels) or min(before) < 0:
            raise ValueError("the first label must be able to follow all, and each to follow one")
        entering = [(transitions[k][y] or 0) - leaving[k] for y, k in enumerate(before)]

        def potential(score: Score, moved: int) -> float:
            return 0.0 if score is None else exp((score - moved) * step)

        return cls(
            start=tuple([potential(start[y], entering[y]) for y in labels]),
            transitions=tuple(
                [
                    tuple([potential(row[y], leaving[k] + entering[y]) for y in labels])
                    for k, row in enumerate(transitions)
                ]
            ),
            end=tuple([potential(0, one) for one in leaving]),
            bias=tuple([leaving[y] + entering[y] for y in labels]),
        )


@attrs.frozen(slots=True, eq=False)
class Labelling:
    """What a chain over seven labels (O, B-x, I-x, B-y, I-y, B-z, I-z) says of each position.

    Attributes:
        likeliest: The label that is likeliest there.
        sure: Its probability.
        begins: The probability of B-y.
        goes_on: That of I-y.
    """

    likeliest: list[int]
    sure: list[float]
    begins: list[float]
    goes_on: list[float]

    @classmethod
    def of(cls, posteriors: Sequence[Potentials]) -> "Labelling":
        """Make it of the probabilities of all labels at each position."""
        sure = list(map(max, posteriors))
        return cls(
            likeliest=list(map(tuple.index, posteriors, sure)),
            sure=sure,
            begins=[one[3] for one in posteriors],
            goes_on=[one[4] for one in posteriors],
        )


def bio_labelling(emissions: list[Potentials], chain: Chain) -> Labelling:
    """Label the positions of a chain over seven labels, each by its own posterior.

    ``emissions`` are one at least and have the chain's bias in them; they may be scaled in place.
    Transitions into an I label from any but its own B and I are taken as zero and not read. A label with more
    than half of the probability is the likeliest without a look at the others.
    """
    (
        _,
        (_, xx, _, xy, _, xz, _),
        (_, ix, ii, iy, _, iz, _),
        (_, yx, _, yy, _, yz, _),
        (_, jx, _, jy, jj, jz, _),
        (_, zx, _, zy, _, zz, _),
        (_, kx, _, ky, _, kz, kk),
    ) = chain.transitions
    o, x, i, y, j, z, k = map(float.__mul__, chain.start, emissions[0])
    forward: list[Potentials] = [(o, x, i, y, j, z, k)]
    for place in range(1, len(emissions)):
        total = o + x + i + y + j + z + k
        if not _LEAST < total < _MOST:
            emissions[place] = _scaled(emissions[place], total)
        eo, ex, ei, ey, ej, ez, ek = emissions[place]
        o, x, i, y, j, z, k = (
            total * eo,
            (o + x * xx + i * ix + y * yx + j * jx + z * zx + k * kx) * ex,
            (x + i * ii) * ei,
            (o + x * xy + i * iy + y * yy + j * jy + z * zy + k * ky) * ey,
            (y + j * jj) * ej,
            (o + x * xz + i * iz + y * yz + j * jz + z * zz + k * kz) * ez,
            (z + k * kk) * ek,
        )
        forward.append((o, x, i, y, j, z, k))
    bo, bx, bi, by, bj, bz, bk = _scaled(chain.end, _total(forward[-1], chain.end))
    found = Labelling([], [], [], [])
    likeliest, sure, begins, goes_on = found.likeliest, found.sure, found.begins, found.goes_on
    for (o, x, i, y, j, z, k), (eo, ex, ei, ey, ej, ez, ek) in zip(
        reversed(forward), reversed(emissions), strict=True
    ):
        outside, begun, going_on, within_last = o * bo, y * by, j * bj, k * bk
        begins.append(begun)
        goes_on.append(going_on)
        if outside > _HALF:
            likeliest.append(0)
            sure.append(outside)
        elif within_last > _HALF:
            likeliest.append(6)
            sure.append(within_last)
        else:
            all_labels = (outside, x * bx, i * bi, begun, going_on, z * bz, within_last)
            highest = max(all_labels)
            likeliest.append(all_labels.index(highest))
            sure.append(highest)
        bo *= eo
        bx *= ex
        bi *= ei
        by *= ey
        bj *= ej
        bz *= ez
        bk *= ek
        bo, bx, bi, by, bj, bz, bk = (
            bo + bx + by + bz,
            bo + xx * bx + bi + xy * by + xz * bz,
            bo + ix * bx + ii * bi + iy * by + iz * bz,
            bo + yx * bx + yy * by + bj + yz * bz,
            bo + jx * bx + jy * by + jj * bj + jz * bz,
            bo + zx * bx + zy * by + zz * bz + bk,
            bo + kx * bx + ky * by + kz * bz + kk * bk,
        )
    for column in (likeliest, sure, begins, goes_on):
        column.reverse()
    return found


def role_posteriors(emissions: list[Potentials], chain: Chain) -> list[Potentials]:
    """Give each position's probabilities of four labels, any of which may follow any.

    ``emissions`` have the chain's bias in them; they may be scaled in place.
    """
    return _role_posteriors(emissions, chain)[0] if emissions else []


def _role_posteriors(
    emissions: list[Potentials], chain: Chain
) -> tuple[list[Potentials], list[float], float]:
    """Give each position's probabilities, the highest of them, and the weight of all paths by the emissions as they then are."""
    _, (_, ss, sc, st), (_, cs, cc, ct), (_, ts, tc, tt) = chain.transitions
    o, s, c, t = map(float.__mul__, chain.start, emissions[0])
    forward: list[Potentials] = [(o, s, c, t)]
    for place in range(1, len(emissions)):
        total = o + s + c + t
        if not _LEAST < total < _MOST:
            emissions[place] = _scaled(emissions[place], total)
        eo, es, ec, et = emissions[place]
        o, s, c, t = (
            total * eo,
            (o + s * ss + c * cs + t * ts) * es,
            (o + s * sc + c * cc + t * tc) * ec,
            (o + s * st + c * ct + t * tt) * et,
        )
        forward.append((o, s, c, t))
    total = _total(forward[-1], chain.end)
    bo, bs, bc, bt = _scaled(chain.end, total)  # so that posteriors sum to one everywhere
    posteriors: list[Potentials] = []
    highest: list[float] = []
    for (o, s, c, t), (eo, es, ec, et) in zip(reversed(forward), reversed(emissions), strict=True):
        none, last = o * bo, t * bt
        of_all = (none, s * bs, c * bc, last)
        posteriors.append(of_all)
        highest.append(none if none > _HALF else last if last > _HALF else max(of_all))
        bo *= eo
        bs *= es
        bc *= ec
        bt *= et
        bo, bs, bc, bt = (
            bo + bs + bc + bt,
            bo + ss * bs + sc * bc + st * bt,
            bo + cs * bs + cc * bc + ct * bt,
            bo + ts * bs + tc * bc + tt * bt,
        )
    posteriors.reverse()
    highest.reverse()
    return posteriors, highest, total


def _scaled(potentials: Potentials, total: float) -> Potentials:
    return tuple([one / total for one in potentials])


def _total(last: Potentials, end: Potentials) -> float:
    """Give the weight of all paths together, by the forward values of the last position."""
    return fsum(map(float.__mul__, last, end))


def role_path(emissions: list[Potentials], chain: Chain) -> tuple[list[int], list[float]]:
    """Give the likeliest sequence of four labels, each with its probability at its position.

    Where the labels that are likeliest one by one are together likelier than not (by Boole's inequality), they
    are that sequence. Else it is searched for (:func:`_likeliest`), but only where it can leave them: if all the
    sequences without a label are together less likely than this one is, the likeliest has that label.

    ``emissions`` are one at least and have the chain's bias in them; they may be scaled in place.
    """
    posteriors, highest, total = _role_posteriors(emissions, chain)
    path = list(map(tuple.index, posteriors, highest))
    if len(highest) - fsum(highest) < _DOUBT:
        return path, highest
    certain = 1.0 - _MARGIN * _weight(path, emissions, chain) / total
    doubtful = [place for place, probability in enumerate(highest) if probability <= certain]
    for first, end in _runs(doubtful):
        path[first:end] = _likeliest(
            emissions[first:end],
            chain.transitions[path[first - 1]] if first else chain.start,
            chain.transitions,
            [row[path[end]] for row in chain.transitions] if end < len(path) else chain.end,
        )
    return path, [one[label] for one, label in zip(posteriors, path, strict=True)]


_DOUBT = 0.5
"""Sum of the doubts about single labels below which their sequence has more than half of all probability."""

_MARGIN = 1.0 - 1e-6
"""Keeps what rounding adds to a probability from deciding what is certain."""


def _weight(path: Sequence[int], emissions: Sequence[Potentials], chain: Chain) -> float:
    """Give the product of the potentials along a path."""
    before = path[0]
    weight = chain.start[before] * emissions[0][before]
    for label, emission in zip(path[1:], emissions[1:], strict=True):
        weight *= chain.transitions[before][label] * emission[label]
        before = label
    return weight * chain.end[before]


def _runs(places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Give the half-open ranges of places that follow on one another."""
    first = end = 0
    for place in places:
        if place != end:
            if first < end:
                yield first, end
            first = place
        end = place + 1
    if first < end:
        yield first, end


def _likeliest(
    emissions: Sequence[Potentials],
    start: Sequence[float],
    transitions: Matrix,
    end: Sequence[float],
) -> list[int]:
    """Give the likeliest sequence of four labels, by dynamic programming (Viterbi 1967).

    ``start`` is what the first label adds, ``end`` what the last does.
    """
    _, (_, ss, sc, st), (_, cs, cc, ct), (_, ts, tc, tt) = transitions
    o, s, c, t = map(float.__mul__, start, emissions[0])
    steps: list[tuple[int, int, int, int]] = []
    for eo, es, ec, et in emissions[1:]:
        # The scale keeps long chains from underflowing; it is the same for all labels.
        scale = 1.0 / (o + s + c + t)
        o, s, c, t = o * scale, s * scale, c * scale, t * scale
        into_o = (o, s, c, t)
        into_s = (o, s * ss, c * cs, t * ts)
        into_c = (o, s * sc, c * cc, t * tc)
        into_t = (o, s * st, c * ct, t * tt)
        o, s, c, t = max(into_o), max(into_s), max(into_c), max(into_t)
        steps.append((into_o.index(o), into_s.index(s), into_c.index(c), into_t.index(t)))
        o, s, c, t = o * eo, s * es, c * ec, t * et
    last = tuple(map(float.__mul__, (o, s, c, t), end))
    label = last.index(max(last))
    path = [label]
    for step in reversed(steps):
        label = step[label]
        path.append(label)
    path.reverse()
    return path
