"""Posteriors of a linear-chain conditional random field (Lafferty et al. 2001), by forward-backward.

Potentials are plain floats: ``exp`` of the emission scores and of the transition scores. Every step is
scaled to sum to one, so chains of any length neither over- nor underflow. The two
shapes of chain that the library uses are written out, since their zero transitions and few labels make
that several times faster than loops over matrices.
"""

from collections.abc import Sequence
from math import fsum

Potentials = tuple[float, ...]
Matrix = tuple[tuple[float, ...], ...]
"""``matrix[k][y]`` is the potential of going from label ``k`` to label ``y``."""


def bio_posteriors(
    emissions: Sequence[Potentials], start: Potentials, transitions: Matrix
) -> list[Potentials]:
    """Give each position's probabilities of seven labels: O, B-x, I-x, B-y, I-y, B-z, I-z.

    Transitions into an I label from any but its own B and I are taken as zero and not read.
    """
    if not emissions:
        return []
    (
        (oo, ox, _, oy, _, oz, _),
        (xo, xx, xi, xy, _, xz, _),
        (io, ix, ii, iy, _, iz, _),
        (yo, yx, _, yy, yj, yz, _),
        (jo, jx, _, jy, jj, jz, _),
        (zo, zx, _, zy, _, zz, zk),
        (ko, kx, _, ky, _, kz, kk),
    ) = transitions
    o, x, i, y, j, z, k = (s * e for s, e in zip(start, emissions[0], strict=True))
    scale = 1.0 / (o + x + y + z)
    o, x, i, y, j, z, k = o * scale, x * scale, 0.0, y * scale, 0.0, z * scale, 0.0
    forward = [(o, x, i, y, j, z, k)]
    for eo, ex, ei, ey, ej, ez, ek in emissions[1:]:
        o, x, i, y, j, z, k = (
            (o * oo + x * xo + i * io + y * yo + j * jo + z * zo + k * ko) * eo,
            (o * ox + x * xx + i * ix + y * yx + j * jx + z * zx + k * kx) * ex,
            (x * xi + i * ii) * ei,
            (o * oy + x * xy + i * iy + y * yy + j * jy + z * zy + k * ky) * ey,
            (y * yj + j * jj) * ej,
            (o * oz + x * xz + i * iz + y * yz + j * jz + z * zz + k * kz) * ez,
            (z * zk + k * kk) * ek,
        )
        scale = 1.0 / (o + x + i + y + j + z + k)
        o *= scale
        x *= scale
        i *= scale
        y *= scale
        j *= scale
        z *= scale
        k *= scale
        forward.append((o, x, i, y, j, z, k))
    posteriors: list[Potentials] = [forward[-1]]
    bo = bx = bi = by = bj = bz = bk = 1.0
    for (fo, fx, fi, fy, fj, fz, fk), (eo, ex, ei, ey, ej, ez, ek) in zip(
        reversed(forward[:-1]), reversed(emissions), strict=False
    ):
        bo, bx, bi, by, bj, bz, bk = (
            bo * eo, bx * ex, bi * ei, by * ey, bj * ej, bz * ez, bk * ek,
        )  # fmt: skip
        bo, bx, bi, by, bj, bz, bk = (
            oo * bo + ox * bx + oy * by + oz * bz,
            xo * bo + xx * bx + xi * bi + xy * by + xz * bz,
            io * bo + ix * bx + ii * bi + iy * by + iz * bz,
            yo * bo + yx * bx + yy * by + yj * bj + yz * bz,
            jo * bo + jx * bx + jy * by + jj * bj + jz * bz,
            zo * bo + zx * bx + zy * by + zz * bz + zk * bk,
            ko * bo + kx * bx + ky * by + kz * bz + kk * bk,
        )
        o = fo * bo
        x = fx * bx
        i = fi * bi
        y = fy * by
        j = fj * bj
        z = fz * bz
        k = fk * bk
        scale = 1.0 / (o + x + i + y + j + z + k)
        posteriors.append(
            (o * scale, x * scale, i * scale, y * scale, j * scale, z * scale, k * scale)
        )
        bo *= scale
        bx *= scale
        bi *= scale
        by *= scale
        bj *= scale
        bz *= scale
        bk *= scale
    posteriors.reverse()
    return posteriors


def role_posteriors(
    emissions: Sequence[Potentials], start: Potentials, transitions: Matrix
) -> list[Potentials]:
    """Give each position's probabilities of four labels, any of which may follow any."""
    if not emissions:
        return []
    (oo, os, oc, ot), (so, ss, sc, st), (co, cs, cc, ct), (to, ts, tc, tt) = transitions
    o, s, c, t = (first * e for first, e in zip(start, emissions[0], strict=True))
    scale = 1.0 / (o + s + c + t)
    o, s, c, t = o * scale, s * scale, c * scale, t * scale
    forward = [(o, s, c, t)]
    for eo, es, ec, et in emissions[1:]:
        o, s, c, t = (
            (o * oo + s * so + c * co + t * to) * eo,
            (o * os + s * ss + c * cs + t * ts) * es,
            (o * oc + s * sc + c * cc + t * tc) * ec,
            (o * ot + s * st + c * ct + t * tt) * et,
        )
        scale = 1.0 / (o + s + c + t)
        o *= scale
        s *= scale
        c *= scale
        t *= scale
        forward.append((o, s, c, t))
    posteriors: list[Potentials] = [forward[-1]]
    bo = bs = bc = bt = 1.0
    for (fo, fs, fc, ft), (eo, es, ec, et) in zip(
        reversed(forward[:-1]), reversed(emissions), strict=False
    ):
        bo, bs, bc, bt = bo * eo, bs * es, bc * ec, bt * et
        bo, bs, bc, bt = (
            oo * bo + os * bs + oc * bc + ot * bt,
            so * bo + ss * bs + sc * bc + st * bt,
            co * bo + cs * bs + cc * bc + ct * bt,
            to * bo + ts * bs + tc * bc + tt * bt,
        )
        o = fo * bo
        s = fs * bs
        c = fc * bc
        t = ft * bt
        scale = 1.0 / (o + s + c + t)
        posteriors.append((o * scale, s * scale, c * scale, t * scale))
        bo *= scale
        bs *= scale
        bc *= scale
        bt *= scale
    posteriors.reverse()
    return posteriors


def role_path(
    posteriors: Sequence[Potentials],
    emissions: Sequence[Potentials],
    start: Potentials,
    transitions: Matrix,
) -> list[int]:
    """Give the likeliest sequence of four labels, by dynamic programming (Viterbi 1967).

    Where the labels that are likeliest one by one are together likelier than not (by Boole's inequality, from
    their ``posteriors``), they are that sequence, and nothing is searched.
    """
    highest = list(map(max, posteriors))
    if len(highest) - fsum(highest) < _DOUBT:
        return [one.index(best) for one, best in zip(posteriors, highest, strict=True)]
    (oo, os, oc, ot), (so, ss, sc, st), (co, cs, cc, ct), (to, ts, tc, tt) = transitions
    o, s, c, t = (first * e for first, e in zip(start, emissions[0], strict=True))
    steps: list[tuple[int, int, int, int]] = []
    for eo, es, ec, et in emissions[1:]:
        # The scale keeps long chains from underflowing; it is the same for all labels.
        scale = 1.0 / (o + s + c + t)
        o, s, c, t = o * scale, s * scale, c * scale, t * scale
        into_o = (o * oo, s * so, c * co, t * to)
        into_s = (o * os, s * ss, c * cs, t * ts)
        into_c = (o * oc, s * sc, c * cc, t * tc)
        into_t = (o * ot, s * st, c * ct, t * tt)
        o, s, c, t = max(into_o), max(into_s), max(into_c), max(into_t)
        steps.append((into_o.index(o), into_s.index(s), into_c.index(c), into_t.index(t)))
        o, s, c, t = o * eo, s * es, c * ec, t * et
    last = (o, s, c, t)
    label = last.index(max(last))
    path = [label]
    for step in reversed(steps):
        label = step[label]
        path.append(label)
    path.reverse()
    return path


_DOUBT = 0.5
"""Sum of the doubts about single labels below which their sequence has more than half of all probability."""
