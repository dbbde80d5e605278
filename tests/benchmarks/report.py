"""The figures as a table, each target beside what was measured."""

from __future__ import annotations

import datetime
import math
import os
import platform
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from django.db import connection

from .figures import Figures
from .loading import generator
from .watching import BUDGET

PACKAGES = ("Django", "numpy", "gunicorn", "datasette", "django-filter", "django-tables2")


MEDIAN, PROCESSOR = 0, 2  # places in what Figures holds of a page

# What may be at most or at least so much, and whether that is promised of a million on a quiet machine.
AT_MOST = (
    ("columns, megabytes a million positions", 20, False),
    ("columns, cold start in seconds", 2, True),
    ("an edit, milliseconds until it is seen", 100, True),
    ("a common word looked up, times the bare query", 1.2, True),
    ("a rare word looked up, times the bare query", 1.2, True),
    ("first page, kilobytes over the wire before Plotly", 60, False),
    ("first page, longest task in milliseconds before the map is touched", 200, True),
    ("slider, milliseconds from key to paint", 100, True),
    ("csv, megabytes that the process grew by", 100, False),
    ("verify_quotations, seconds", 600, True),
    ("check_record, seconds", 600, True),
    ("verify_history, seconds", 600, True),
)
AT_LEAST = (
    ("csv, share of psql’s COPY of the same cells", 0.85, True),
    ("jsonl, share of psql’s COPY of the same cells", 0.85, True),
    ("jsonld, share of psql’s COPY of the same cells", 0.85, True),
    ("import, times faster than one by one", 30, False),
)


class Target(NamedTuple):
    """``measured`` is None where it could not be.

    ``is_of_the_whole``: it is promised of a million on a quiet machine, and --ratios-only does not judge it.
    """

    name: str
    wanted: str
    measured: float | None
    is_met: bool
    is_of_the_whole: bool = False


def targets(figures: Figures, small: Figures | None) -> Iterator[Target]:
    which = PROCESSOR if figures.by_processor else MEDIAN
    times = {
        engine: {name: taken[which] for name, taken in asked.items()}
        for engine, asked in figures.times.items()
    }
    for part in figures.failures:
        yield Target(f"{part} was measured", "yes", None, is_met=False)
    if "site" in times:
        yield from _question_targets(figures, times, small, which)
    if "plain mix" in figures.per_second:
        yield from _load_targets(figures)
    yield from _bounds(figures.values)
    if figures.slow_statements is not None:
        yield _at_most(f"statements over {BUDGET} ms", 0, len(figures.slow_statements), is_of_the_whole=True)
    if figures.sql_alone:
        yield _at_most("answers that differ from SQL", 0, len(figures.faults))


def _bounds(values: Mapping[str, float]) -> Iterator[Target]:
    for name, most, is_of_the_whole in AT_MOST:
        if name in values:
            yield _at_most(name, most, values[name], is_of_the_whole=is_of_the_whole)
    for name, least, is_of_the_whole in AT_LEAST:
        if name in values:
            yield _at_least(name, least, values[name], is_of_the_whole=is_of_the_whole)


def _question_targets(
    figures: Figures, times: dict[str, dict[str, float]], small: Figures | None, which: int
) -> Iterator[Target]:
    site = times["site"]
    for peer, least, mean in (("plain", 60, 200), ("datasette", 10, 75)):
        ratios = {name: taken / site[name] for name, taken in times.get(peer, {}).items()}
        if not ratios:
            continue
        worst = min(ratios, key=lambda name: ratios[name])
        yield _at_least(f"times faster than {peer}, slowest question ({worst})", least, ratios[worst])
        yield _at_least(f"times faster than {peer}, geometric mean", mean, _mean(list(ratios.values())))
        if figures.first and not which:
            first = [times[peer][name] / figures.first[name] for name in ratios]
            yield _at_least(f"the same where the site was asked first ({peer})", mean, _mean(first))
    if figures.sql_alone:
        sql = {name: site[name] / alone[which and 1] for name, alone in figures.sql_alone.items()}
        worst = max(sql, key=lambda name: sql[name])
        yield _at_most(
            f"whole answer against SQL for page and count alone ({worst})",
            1.3,
            sql[worst],
            is_of_the_whole=True,
        )
    page = next(name for name in site if name.startswith("page "))
    yield _at_most("a deep page against page 1", 1.2, site[page] / site["no filter"])
    if small:
        growth = {
            name: taken / small.times["site"][name][which]
            for name, taken in site.items()
            if name in small.times["site"]
        }
        worst = max(growth, key=lambda name: growth[name])
        yield _at_most(f"{figures.size:,} against {small.size:,} positions ({worst})", 2.5, growth[worst])


def _load_targets(figures: Figures) -> Iterator[Target]:
    for name, share in (("304", 0.85), ("kept page", 0.80)):
        shares = [
            figures.per_second[name][clients] / rate
            for clients, rate in figures.per_second["empty view (plain Django)"].items()
        ]
        yield _at_least(f"{name}, of an empty view's throughput", share, min(shares))
    mixes = [
        figures.per_second["uncached mix"][clients] / max(rate, 0.01)
        for clients, rate in figures.per_second["plain mix"].items()
    ]
    yield _at_least("uncached mix against the plain list's requests a second", 25, min(mixes))


def all_met(figures: Figures, small: Figures | None, *, ratios_only: bool) -> bool:
    return all(each.is_met for each in targets(figures, small) if not (ratios_only and each.is_of_the_whole))


def written(figures: Figures, small: Figures | None, *, ratios_only: bool) -> str:
    return "\n".join(
        [
            *_head(figures),
            *_questions(figures),
            *_loads(figures),
            *_targets(figures, small, ratios_only),
            *_rest(figures),
        ]
    )


def _head(figures: Figures) -> list[str]:
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"], capture_output=True, text=True
    ).stdout.strip()
    cpu = next(
        (
            line.partition(": ")[2]
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.processor(),
    )
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        database = cursor.fetchone()[0]
    return [
        f"{figures.size:,} positions, {datetime.date.today():%-d %B %Y}, commit {commit}",
        "",
        f"{cpu}, {os.cpu_count()} cores; Python {platform.python_version()}, PostgreSQL {database}; "
        + ", ".join(f"{name} {version(name)}" for name in PACKAGES)
        + f"; load by {generator()}",
        "",
    ]


def _questions(figures: Figures) -> list[str]:
    which = PROCESSOR if figures.by_processor else MEDIAN
    lines = [
        "Milliseconds: median / 95th percentile / processor time of server and database. Ratios are of "
        + ("processor time, since others were using the machine." if which else "medians."),
        "",
        "| question | asked first | site, made anew | plain list | Datasette "
        "| SQL, page and count alone | plain / site | Datasette / site |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, site in figures.times.get("site", {}).items():
        plain, datasette = (figures.times.get(peer, {}).get(name) for peer in ("plain", "datasette"))
        alone = figures.sql_alone.get(name)
        cells = [
            f"{figures.first[name]:,.1f}" if name in figures.first else "-",
            *(_cell(each) for each in (site, plain)),
            f"more than {datasette[0] / 1000:,.0f} s" if name in figures.cut_off else _cell(datasette),
            _cell(alone),
            *(f"{each[which] / site[which]:,.1f}" if each else "-" for each in (plain, datasette)),
        ]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return [*lines, ""]


def _cell(taken: Sequence[float] | None) -> str:
    return " / ".join(f"{each:,.1f}" for each in taken) if taken else "-"


def _loads(figures: Figures) -> list[str]:
    lines = ["| requests a second | 1 client | 8 clients | 32 clients |", "| --- | --- | --- | --- |"]
    for name, rates in figures.per_second.items():
        lines.append(f"| {name} | {' | '.join(f'{rate:,.1f}' for rate in rates.values())} |")
    return [*lines, ""]


def _targets(figures: Figures, small: Figures | None, ratios_only: bool) -> list[str]:
    lines = ["| target | wanted | measured | |", "| --- | --- | --- | --- |"]
    for each in targets(figures, small):
        verdict = (
            "met" if each.is_met else "not judged here" if ratios_only and each.is_of_the_whole else "MISSED"
        )
        measured = "-" if each.measured is None else f"{each.measured:,.2f}"
        lines.append(f"| {each.name} | {each.wanted} | {measured} | {verdict} |")
    return [*lines, ""]


def _rest(figures: Figures) -> list[str]:
    lines = [f"- {name}: {value:,.2f}" for name, value in figures.values.items()]
    lines += [f"- differs from SQL: {fault}" for fault in figures.faults]
    lines += [f"- not measured to its end: {part}: {fault}" for part, fault in figures.failures.items()]
    return lines + [f"- statement over its budget: {each}" for each in figures.slow_statements or ()]


def _at_least(name: str, wanted: float, measured: float, *, is_of_the_whole: bool = True) -> Target:
    return Target(name, f"{wanted:g} or more", measured, measured >= wanted, is_of_the_whole)


def _at_most(name: str, wanted: float, measured: float, *, is_of_the_whole: bool = False) -> Target:
    return Target(name, f"{wanted:g} or less", measured, measured <= wanted, is_of_the_whole)


def _mean(ratios: list[float]) -> float:
    return math.exp(sum(map(math.log, ratios)) / len(ratios))
