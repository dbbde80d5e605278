"""What plain SQL answers, and what the pages say: compared before anything is timed."""

from __future__ import annotations

import re
import statistics
import time
from functools import lru_cache
from html import unescape

from django.db import connection

from .questions import COLUMN, FACETS, JOINED, Question
from .serving import database_seconds

LISTED = 30  # values of a facet that every engine lists


@lru_cache(maxsize=64)
def answer(question: Question) -> tuple[int, dict[str, dict[str, int]]]:
    """How many rows there are, and how many each value of each facet would open under the others."""
    total, counts = _counted(question, FACETS)
    for facet in {name for name, _ in question.asked} & set(FACETS):
        counts |= _counted(question, (facet,), but=facet)[1]
    return total, counts


def _counted(
    question: Question, facets: tuple[str, ...], *, but: str = ""
) -> tuple[int, dict[str, dict[str, int]]]:
    conditions, values = question.conditions(but=but)
    columns = ", ".join(COLUMN[name] for name in facets)
    sets = ", ".join(f"({COLUMN[name]})" for name in facets)
    rows = _rows(
        f"""SELECT count(*), grouping({columns}), {columns} {JOINED}{conditions}
        GROUP BY GROUPING SETS ((), {sets})""",
        values,
    )
    total, counts = 0, {name: {} for name in facets}
    all_bits = (1 << len(facets)) - 1
    for count, grouped, *keys in rows:
        if grouped == all_bits:
            total = count
            continue
        place = next(place for place in range(len(facets)) if not grouped >> (len(facets) - 1 - place) & 1)
        if keys[place] is not None:
            counts[facets[place]][keys[place]] = count
    return total, counts


def page_and_count_alone(question: Question, rounds: int) -> tuple[float, float]:
    """Milliseconds, as a median and of the processor, for tuned SQL: 50 primary keys and their total."""
    conditions, values = question.conditions()
    offset = next((50 * (int(value) - 1) for name, value in question.asked if name == "page"), 0)
    found = f"WITH found AS MATERIALIZED (SELECT position.id, stated_on {JOINED}{conditions})"
    order = f"ORDER BY stated_on DESC NULLS LAST, id DESC LIMIT 50 OFFSET {offset}"
    if "document" in conditions:
        statements = [f"{found} SELECT id, count(*) OVER () FROM found {order}"]
    else:
        page = f"SELECT position.id {JOINED}{conditions} ORDER BY stated_on DESC NULLS LAST, position.id DESC"
        statements = [f"{page} LIMIT 50 OFFSET {offset}", f"SELECT count(*) {JOINED}{conditions}"]
    taken, before = [], database_seconds()
    for _ in range(rounds):
        started = time.perf_counter()
        for statement in statements:
            _rows(statement, values)
        taken.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken), (database_seconds() - before) * 1000 / rounds


def faults(question: Question, page: str, *, engine: str) -> list[str]:
    """How the page differs from what SQL says; only what it lists is compared, and that it lists anything."""
    reading = READ[engine]
    expected, all_counts = answer(question)
    said = reading.total(page)
    found = [] if said == expected else [f"{engine}, {question.name}: {said} rows, not {expected}"]
    asked = {name for name, _ in question.asked}
    for facet in FACETS:
        if engine == "datasette" and facet in asked:
            continue  # it counts a facet under its own condition too, and then leaves it away
        listed, known = reading.facet(page, facet), all_counts[facet]
        wrong = {
            key: (count, known.get(key, 0)) for key, count in listed.items() if count != known.get(key, 0)
        }
        if wrong or len(listed) < min(len(known), LISTED):
            found.append(
                f"{engine}, {question.name}, {facet}: {len(listed)} listed of {len(known)}, wrong {wrong}"
            )
    return found


class _Site:
    @staticmethod
    def total(page: str) -> int:
        count = re.search(r'id="count".*?</p>', page, re.DOTALL)[0]
        return _number(found[1]) if (found := re.search(r"<strong>([\d,]+)", count)) else 0

    @staticmethod
    def facet(page: str, name: str) -> dict[str, int]:
        part = re.search(rf'id="facet-{name}".*?</details>', page, re.DOTALL)
        options = re.findall(
            r'value="([^"]+)".*?class="figure">([\d,]+)<', part[0] if part else "", re.DOTALL
        )
        return {unescape(key): _number(count) for key, count in options}


class _Plain:
    total = _Site.total

    @staticmethod
    def facet(page: str, name: str) -> dict[str, int]:
        part = re.search(rf'id="facet-{name}".*?</section>', page, re.DOTALL)
        options = re.findall(r'=([^">]+)">[^<]*</a> <span>([\d,]+)<', part[0] if part else "")
        return {unescape(key): _number(count) for key, count in options}


class _Datasette:
    @staticmethod
    def total(page: str) -> int:
        return _number(found[1]) if (found := re.search(r"<h3>\s*([\d,]+) rows?", page)) else 0

    @staticmethod
    def facet(page: str, name: str) -> dict[str, int]:
        part = re.search(rf'data-column="{name}".*?</ul>', page, re.DOTALL)
        options = re.findall(
            r"<li>.*?>([^<]*?)(?:</a>)?\s*([\d,]+)\s*(?:<a|</li>)", part[0] if part else "", re.DOTALL
        )
        return {unescape(key).strip(): _number(count) for key, count in options}


READ = {"site": _Site, "plain": _Plain, "datasette": _Datasette}


def _number(written: str) -> int:
    return int(written.replace(",", ""))


def _rows(statement: str, values: list[str]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()
