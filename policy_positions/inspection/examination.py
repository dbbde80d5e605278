"""All rules held against the record, once for each state that it is in."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import Max
from django.utils import timezone

from ..models import DataRevision, Revision
from .rules import RULES, Rule, Severity, count

KEPT_FOR = 24 * 60 * 60  # seconds


class Result(NamedTuple):
    rule: Rule
    found: int

    @property
    def is_failure(self) -> bool:
        return bool(self.found) and self.rule.severity is Severity.FAILURE


class Examination(NamedTuple):
    at: datetime.datetime
    results: tuple[Result, ...]

    @property
    def failures(self) -> int:
        return sum(result.is_failure for result in self.results)


def examine(after_each: Callable[[int], None] = lambda rules: None) -> Examination:
    """Every rule, in the order of their severity; ``after_each`` learns that one more is done."""
    results = []
    for rule in RULES:
        results.append(Result(rule, count(rule.find())))
        after_each(1)
    return Examination(timezone.now(), tuple(results))


def last_examination() -> Examination:
    """The counts for the record as it stands today, taken once: every act makes them stale."""
    acts = Revision.objects.aggregate(last=Max("pk"))["last"]
    key = f"health {DataRevision.objects.current()} {acts} {timezone.now():%Y-%m-%d}".replace(" ", "-")
    held = cache.get(key)
    if held is None:
        done = examine()
        held = (done.at, [result.found for result in done.results])
        cache.set(key, held, KEPT_FOR)
    at, found = held
    return Examination(at, tuple(map(Result, RULES, found)))
