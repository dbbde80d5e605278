"""How far two coders agree: percent and Krippendorff's alpha, by issue; reads only.

Alpha on the order of the five stances leaves out units that either coder put beside the scale (open to
debate, unclear): those have no place in the order. They count in the percentage and in the nominal alpha.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import krippendorff
import numpy as np

from .models import Issue, SecondCoding
from .vocabulary import STANCE_SCALE, Stance, Voice

ENOUGH = 20  # units coded twice, below which no figure is given: it would say more of chance than of coders

Pair = tuple[str, str]
Level = Literal["nominal", "ordinal", "interval", "ratio"]


@dataclass(frozen=True)
class Agreement:
    """``n`` units were coded twice, ``on_scale`` of them on the five ordered stances by both coders."""

    issue: Issue | None
    n: int
    percent: float | None
    nominal: float | None
    on_scale: int
    ordinal: float | None
    voice: float | None


def agreement_by_issue() -> list[Agreement]:
    """Every issue in its order, then all of them together, as None."""
    codes = SecondCoding.objects.coded().values_list(
        "position__issue_id", "first_stance", "stance", "first_voice", "voice"
    )
    rows = list(codes)
    issues: list[Issue | None] = [*Issue.objects.all(), None]
    return [
        _agreement(issue, [code for key, *code in rows if issue is None or key == issue.pk])
        for issue in issues
    ]


def _agreement(issue: Issue | None, codes: Sequence[Sequence[str]]) -> Agreement:
    stances = [(first, second) for first, second, _, _ in codes]
    voices = [(first, second) for _, _, first, second in codes]
    scale = [pair for pair in stances if set(pair) <= set(STANCE_SCALE)]
    is_enough = len(codes) >= ENOUGH
    return Agreement(
        issue,
        n=len(codes),
        percent=percent(stances) if is_enough else None,
        nominal=alpha(_by_coder(stances), list(Stance), "nominal") if is_enough else None,
        on_scale=len(scale),
        ordinal=alpha(_by_coder(scale), STANCE_SCALE, "ordinal") if len(scale) >= ENOUGH else None,
        voice=alpha(_by_coder(voices), list(Voice), "nominal") if is_enough else None,
    )


def _by_coder(pairs: Sequence[Pair]) -> list[tuple[str, ...]]:
    return list(zip(*pairs, strict=True))


def percent(pairs: Sequence[Pair]) -> float:
    return 100 * sum(first == second for first, second in pairs) / len(pairs)


def alpha(coders: Iterable[Sequence[str | None]], values: Sequence[str], level: Level) -> float | None:
    """Krippendorff's alpha of what each coder said of the same units, None where one said nothing.

    ``values`` in their order. None where all said the same: without variation there is nothing to agree on.
    """
    number = {value: place for place, value in enumerate(values, start=1)}
    codes = np.array([[number[code] if code else np.nan for code in said] for said in coders], dtype=float)
    if len(np.unique(codes[~np.isnan(codes)])) < 2:
        return None
    domain = np.arange(1, len(values) + 1)
    return float(krippendorff.alpha(reliability_data=codes, value_domain=domain, level_of_measurement=level))
