"""Which array holds which facet. Facets that depend on each other, or have few values, share one array."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from ..models import Country
from .facets import Dimension

Codes = NDArray[np.integer]
Mask = NDArray[np.bool_]

ARRAY_OF = {
    **dict.fromkeys(("country", "subregion", "organization"), "holder"),
    **dict.fromkeys(("issue", "stance", "substance", "confidence"), "coding"),
    "leader": "leader",
    "role": "role",
    "voice": "voices",  # bits, since a position may be in several
    "summit": "summit",
    "source": "source",
}
_CODING = ("issue", "stance", "substance", "confidence")
_FEW_RUNS = 12  # to compare with each is faster than to look every row up


class Packing:
    """``size`` is how many codes an array may hold, ``table`` a facet's codes by those of its array.

    A holder is a country's code, or an organization's behind all countries'. A coding is the codes of issue,
    stance, substance and confidence as the digits of one number.
    """

    def __init__(self, dimensions: Mapping[str, Dimension]) -> None:
        self.dimensions = dimensions
        of = {name: dimension.size for name, dimension in dimensions.items()}
        self.size = {
            "holder": of["country"] + of["organization"] - 1,
            "coding": int(np.prod([of[name] for name in _CODING])),
            "voices": 1 << (of["voice"] - 1),
            **{name: of[name] for name in ("leader", "role", "summit", "source")},
        }
        self.table: dict[str, Codes] = {"voice": _strongest(of["voice"])}
        holders = np.arange(self.size["holder"])
        self.table["country"] = np.where(holders < of["country"], holders, 0)
        self.table["organization"] = np.where(holders < of["country"], 0, holders - of["country"] + 1)
        self.table["subregion"] = self._subregions()[self.table["country"]]
        digits = np.unravel_index(np.arange(self.size["coding"]), [of[name] for name in _CODING])
        self.table.update(zip(_CODING, digits, strict=True))

    def _subregions(self) -> Codes:
        """The subregion's code by the country's."""
        from_table = dict(Country.objects.values_list("iso3", "subregion"))
        code_of = self.dimensions["subregion"].code_of
        return np.array([0, *(code_of[from_table[iso3]] for iso3 in self.dimensions["country"].keys)])

    def holder(self, country: Codes, organization: Codes) -> Codes:
        behind = self.dimensions["country"].size - 1
        return np.where(organization > 0, organization + behind, country)

    def coding(self, codes: Mapping[str, Codes]) -> Codes:
        sizes = [self.dimensions[name].size for name in _CODING]
        return np.ravel_multi_index([codes[name] for name in _CODING], sizes)

    def kept(self, array: str, codes: Codes) -> Codes:
        """In as few bytes as the array's codes need."""
        return codes.astype(np.min_scalar_type(self.size[array] - 1))

    def unpacked(self, facet: str, codes: Codes) -> Codes:
        """The facet's codes, out of those of its array; of several voices the strongest."""
        table = self.table.get(facet)
        return codes if table is None else table[codes]

    def bit_of(self, voices: Iterable[str]) -> int:
        return sum(1 << (self.dimensions["voice"].code_of[voice] - 1) for voice in voices)

    def holding(self, facet: str, keys: Iterable[str]) -> Mask:
        """Which codes of the facet's array stand for one of the values."""
        array = ARRAY_OF[facet]
        if facet == "voice":
            return (np.arange(self.size[array]) & self.bit_of(keys)) != 0
        wanted = np.zeros(self.dimensions[facet].size, bool)
        wanted[[self.dimensions[facet].code_of[key] for key in keys]] = True
        return wanted[self.unpacked(facet, np.arange(self.size[array]))]

    def counts(self, facet: str, histogram: NDArray[np.integer]) -> NDArray[np.int64]:
        """By the facet's code, from how often each code of its array occurs; under 0, what has no value."""
        if facet == "voice":
            codes = np.arange(len(histogram))
            bits = range(self.dimensions["voice"].size - 1)
            return np.array([histogram[0], *(histogram[codes & (1 << bit) != 0].sum() for bit in bits)])
        table = self.table.get(facet)
        if table is None:
            return histogram.astype(np.int64)
        return np.bincount(table, weights=histogram, minlength=self.dimensions[facet].size).astype(np.int64)


def _strongest(size: int) -> Codes:
    """The lowest bit is the one that counts: the closed list has the strongest voice first."""
    return np.array([(bits & -bits).bit_length() for bits in range(1 << (size - 1))])


def lookup(wanted: Mask, codes: Codes) -> Mask:
    """``wanted[codes]``, the quick way where the wanted codes lie in few runs."""
    edges = np.flatnonzero(np.diff(wanted.astype(np.int8), prepend=0, append=0)).tolist()
    runs = list(zip(edges[::2], edges[1::2], strict=True))
    if len(runs) > _FEW_RUNS:
        return wanted[codes]
    mask = np.zeros(len(codes), bool)
    for start, end in runs:
        mask |= (codes == start) if end == start + 1 else (codes >= start) & (codes < end)
    return mask
