"""What is measured, all engines in turn within one run."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field

from django.db import connection

from policy_positions import columns
from policy_positions.models import DataRevision, Position

from . import browser, truth
from .loading import BRINGING_A_COOKIE, ask, median_and_p95, requests_per_second, tag_of
from .questions import Question
from .serving import Server, database_seconds
from .watching import largest_statements, watched

CLIENTS = (1, 8, 32)
SECONDS = 5
LONG = 4_000  # milliseconds: a page that takes longer is timed once
STALE = "/positions/"


@dataclass
class Figures:
    """Milliseconds as [median, 95th percentile, processor time], by engine and question.

    Processor time is that of the server and of the database for it: what is left of a time where others use
    the machine too.
    """

    size: int
    by_processor: bool = False
    times: dict[str, dict[str, tuple[float, float, float]]] = field(default_factory=dict)
    sql_alone: dict[str, tuple[float, float]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    per_second: dict[str, dict[str, float]] = field(default_factory=dict)
    values: dict[str, float] = field(default_factory=dict)
    slow_statements: list[str] = field(default_factory=list)

    def as_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, written: str) -> Figures:
        return cls(**json.loads(written))


def measure(
    size: int,
    questions: Sequence[Question],
    servers: dict[str, Server],
    *,
    rounds: int,
    by_processor: bool,
    with_load: bool,
) -> Figures:
    figures = Figures(size, by_processor)
    _compare(figures, questions, servers)
    with watched(connection):
        for question in questions:
            for engine, path in _asked(question, servers):
                headers = BRINGING_A_COOKIE if engine == "site" else {}
                taken = _timed(servers[engine], path, rounds, headers)
                figures.times.setdefault(engine, {})[question.name] = taken
                _say(f"{question.name}: {engine} {taken[0]:,.1f} ms, of the processor {taken[2]:,.1f}")
            if question.is_list:
                figures.sql_alone[question.name] = truth.page_and_count_alone(question, rounds)
        figures.slow_statements = largest_statements(connection)
    if with_load:
        _measure_load(figures, questions, servers)
    _measure_columns(figures)
    _measure_an_edit(figures, servers["site"])
    figures.values |= browser.measured(servers["site"].base + "/")
    figures.values["site, megabytes of a worker"] = servers["site"].megabytes
    return figures


def _asked(question: Question, servers: dict[str, Server]) -> list[tuple[str, str]]:
    asked = [("site", question.ours), ("plain", question.plainly)]
    with_datasette = (
        "datasette" in servers and question.is_list and not any(name == "page" for name, _ in question.asked)
    )
    return [*asked, ("datasette", question.of_datasette)] if with_datasette else asked


def _compare(figures: Figures, questions: Sequence[Question], servers: dict[str, Server]) -> None:
    for question in questions:
        for engine, path in _asked(question, servers) if question.is_list else ():
            _, page = ask(servers[engine].base, path)
            figures.faults += truth.faults(question, page.decode(), engine=engine)
        _say(f"Compared with SQL: {question.name}")


def _timed(server: Server, path: str, rounds: int, headers: dict[str, str]) -> tuple[float, float, float]:
    first, _ = ask(server.base, path, headers)
    many = 1 if first > LONG else rounds
    before = server.processor_seconds + database_seconds()
    taken = [ask(server.base, path, headers)[0] for _ in range(many)]
    spent = server.processor_seconds + database_seconds() - before
    return (*median_and_p95(taken), spent * 1000 / many)


def _measure_load(figures: Figures, questions: Sequence[Question], servers: dict[str, Server]) -> None:
    site, plain = servers["site"], servers["plain"]
    lists = [question for question in questions if question.is_list]
    tag = tag_of(site.base, STALE)
    loads: dict[str, Callable[[int], float]] = {
        "empty view (plain Django)": lambda clients: requests_per_second(
            plain.base, ["/empty/"], clients, SECONDS, {}
        ),
        "kept page": lambda clients: requests_per_second(
            site.base, [STALE], clients, SECONDS, {"Accept-Encoding": "gzip"}
        ),
        "304": lambda clients: requests_per_second(
            site.base, [STALE], clients, SECONDS, {"If-None-Match": tag}
        ),
        "uncached mix": lambda clients: requests_per_second(
            site.base, [question.ours for question in lists], clients, SECONDS, BRINGING_A_COOKIE
        ),
        "plain mix": lambda clients: requests_per_second(
            plain.base, [question.plainly for question in lists], clients, 3 * SECONDS, {}
        ),
    }
    for name, load in loads.items():
        before = site.processor_seconds
        figures.per_second[name] = {str(clients): load(clients) for clients in CLIENTS}
        _say(f"Requests a second, {name}: {figures.per_second[name]}")
        done = sum(rate * SECONDS for rate in figures.per_second[name].values())
        if done and name in ("kept page", "304", "uncached mix"):
            figures.values[f"{name}, processor milliseconds a request"] = (
                (site.processor_seconds - before) * 1000 / done
            )


def _measure_columns(figures: Figures) -> None:
    import time

    started = time.perf_counter()
    record = columns.Columns.read(DataRevision.objects.current())
    figures.values["columns, cold start in seconds"] = time.perf_counter() - started
    figures.values["columns, megabytes a million positions"] = record.arrays.nbytes / record.size


def _measure_an_edit(figures: Figures, site: Server) -> None:
    """How much longer the first page after an edit takes than the next: the edit's share alone."""
    key = Position.objects.published().values_list("pk", flat=True).first()
    extra = []
    for _ in range(5):
        DataRevision.objects.move(positions=[key])
        first, _ = ask(site.base, "/positions/?page=3", BRINGING_A_COOKIE)
        again, _ = ask(site.base, "/positions/?page=3", BRINGING_A_COOKIE)
        extra.append(first - again)
    figures.values["an edit, milliseconds until it is seen"] = median_and_p95(extra)[0]


def _say(line: str) -> None:
    print(line, flush=True)
