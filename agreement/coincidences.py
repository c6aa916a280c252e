"""Coincidences of a unitized text: how many characters each two values have in common.

Krippendorff, Mathet, Bouvry & Widlöcher (2016), Quality & Quantity 50:2347-2364, eqs. 1-4 and 10:
each reviewer cuts a text into units that bear a value, and gaps between them. The value of a unit
is the set of tags over it: where passages of different tags overlap, it is cut where the set
changes; those of one tag that overlap are one unit, and those that touch stay two. Where one tag
is asked for, its units are whole.

All of it adds up over stretches and articles. In a stretch that m looked at a pair weighs
1 / (m − 1), so that each character counts m times in all.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from agreement.cut_stretch import CutStretch
from agreement.shared_ground import SharedGround, Stretch
from agreement.tally import Real, Whole

READ, APART, SELF, GAP, GAP_APART, BOTH, BOTH_APART, BOTH_SELF, BOTH_CHARACTERS = range(9)
"""Sums over all tags: characters read (ℓ..), paired with another value (ℓ.. − Σ ℓ_cc), paired with
their own unit (Σ L² of units, Σ L of gaps), read as gap (ℓ_φ.), gap with a unit (ℓ_φ. − ℓ_φφ). Then
of pairs that both bear a tag: how many (ℓ*..), of unlike value (ℓ*.. − Σ ℓ*_cc), with their own
unit, and characters of text.
"""
TAG, TAG_APART, TAG_SELF, TAG_BOTH, TAG_BOTH_APART, TAG_BOTH_SELF = range(6)
"""Sums of one tag: characters read as it (ℓ_k.), paired with anything else, Σ L² of its units. Then
of pairs that both bear a tag: with this one (ℓ*_k.), paired with another, with their own unit."""


@dataclass(frozen=True)
class Coincidences:
    """Sums with a row an article: of all tags, of each value (ℓ_c. and ℓ*_c.), and of each tag."""

    ground: SharedGround
    overall: Real
    values: Real
    both_values: Real
    tags: Mapping[str, Real]


@dataclass
class _Values:
    """ℓ_c. and ℓ*_c. by article and value; a value is a set of tags, one bit each."""

    read: Counter[tuple[int, int]] = field(default_factory=Counter)
    both: Counter[tuple[int, int]] = field(default_factory=Counter)


def coincide(ground: SharedGround) -> Coincidences:
    """Sum up what each two reviewers made of the same characters."""
    rows = len(ground.articles)
    overall = np.zeros((rows, 9))
    tags = {tag: np.zeros((rows, 6)) for tag in ground.tags}
    values = _Values()
    for stretch in ground.stretches:
        if not stretch.units:
            overall[stretch.article, [READ, SELF, GAP]] += _read(stretch)
            continue
        cut = CutStretch(stretch)
        codes = _codes(cut, ground.tags)
        overall[stretch.article] += _of_all(cut, codes)
        _add_values(values, stretch.article, cut, codes)
        for layer, tag in enumerate(cut.tags):
            tags[tag][stretch.article] += _of_tag(cut, layer)
    return Coincidences(ground, overall, *_tables(values, rows), tags)


def _read(stretch: Stretch) -> int:
    return stretch.length * len(stretch.reviewers)


def _codes(cut: CutStretch, tags: tuple[str, ...]) -> Whole:
    """The set of tags that each reviewer gave each piece, one bit a tag; 0 for a gap."""
    whole = np.int64 if len(tags) < 63 else object
    codes: Whole = np.zeros(cut.tagged.shape, whole)
    for layer, tag in enumerate(cut.tags):
        codes += cut.bears[layer].astype(whole) << tags.index(tag)
    return codes


def _of_all(cut: CutStretch, codes: Whole) -> tuple[float, ...]:
    readers, tagged, long = cut.readers, cut.both, cut.lengths
    gaps = readers - tagged
    equal = np.equal(codes[:, None], codes[None, :])
    alike = (equal & cut.tagged[:, None]).sum(axis=(0, 1)) - tagged
    unlike = tagged * (tagged - 1) - alike
    units = cut.runs()
    pairs = np.array([unlike + 2 * gaps * tagged, gaps * tagged, tagged * (tagged - 1), unlike])
    apart, gap_apart, both, both_apart = (pairs @ long / (readers - 1)).tolist()
    gap = float(long @ gaps)
    return (
        float(long.sum()) * readers,
        apart,
        cut.squares(units) + gap,
        gap,
        gap_apart,
        both,
        both_apart,
        cut.squares_within_others(units),
        float(long[tagged > 1].sum()),
    )


def _of_tag(cut: CutStretch, layer: int) -> tuple[float, ...]:
    bearing = cut.bears[layer].sum(axis=0)
    pairs = np.array(
        [
            2 * bearing * (cut.readers - bearing),
            bearing * (cut.both - 1),
            bearing * (cut.both - bearing),
        ]
    )
    apart, both, both_apart = (pairs @ cut.lengths / (cut.readers - 1)).tolist()
    units = cut.units[layer]
    return (
        float(cut.lengths @ bearing),
        apart,
        cut.squares(units),
        both,
        both_apart,
        cut.squares_within_others(units),
    )


def _add_values(values: _Values, article: int, cut: CutStretch, codes: Whole) -> None:
    weights = np.broadcast_to(cut.lengths, codes.shape)[cut.tagged]
    paired = np.broadcast_to(cut.lengths * (cut.both - 1), codes.shape)[cut.tagged]
    found, place = np.unique(codes[cut.tagged], return_inverse=True)
    read = np.bincount(place, weights)
    both = np.bincount(place, paired) / (cut.readers - 1)
    for code, one, other in zip(found.tolist(), read.tolist(), both.tolist(), strict=True):
        values.read[article, code] += one
        values.both[article, code] += other


def _tables(values: _Values, rows: int) -> tuple[Real, Real]:
    columns = {
        code: column for column, code in enumerate(sorted({code for _, code in values.read}))
    }
    tables = np.zeros((2, rows, len(columns)))
    for table, counted in zip(tables, (values.read, values.both), strict=True):
        for (article, code), amount in counted.items():
            table[article, columns[code]] = amount
    return tables[0], tables[1]
