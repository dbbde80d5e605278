"""What is measured, part by part; within a part all engines in turn."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import reverse

from policy_positions import columns
from policy_positions.management.commands.make_demo_accounts import make_missing_accounts
from policy_positions.models import DataRevision, Position

from . import browser, exports, imports, proofs, searching, truth
from .figures import Figures
from .loading import BRINGING_A_COOKIE, ask, median_and_p95, requests_per_second, tag_of
from .questions import Question
from .serving import Server, database_seconds
from .watching import largest_statements, watched

CLIENTS = (1, 8, 32)
SECONDS = 5
LONG = 3_000  # milliseconds: a page that takes longer is timed once
LIMIT = 30  # seconds: no page of Datasette is waited for longer, and such a one counts as so much
STALE = "/positions/"
# But for the health of the record, which reads the whole of it once and keeps what it found.
FOR_WHO_IS_SIGNED_IN = (
    *("desk", "desk_drafts", "desk_review", "desk_second", "desk_sources", "desk_imports", "account"),
    *("curate", "curate_summits", "curate_leaders", "curate_offices", "curate_issues", "curate_merges"),
    *("curate_translations", "curate_people", "curate_audit", "curate_release"),
)
LARGEST_MADE_WHOLE = 100_000  # positions: no workbook and no data package is made of more


class Bench(NamedTuple):
    size: int
    rounds: int
    questions: Sequence[Question]
    servers: dict[str, Server]
    asks_sql: bool = True


class Part(NamedTuple):
    measure: Callable[[Figures, Bench], None]
    asks: tuple[str, ...] = ()


def questions(figures: Figures, bench: Bench) -> None:
    """Every standard question to site and plain list, compared with SQL before it is timed."""
    figures.faults, figures.sql_alone, figures.first = [], {}, {}
    for engine in bench.servers:
        figures.times.pop(engine, None)
    for question in bench.questions:
        for engine in ("site", "plain"):
            if engine in bench.servers:
                _ask_of_ours(figures, bench, question, engine)
        if question.is_list and bench.asks_sql:
            figures.sql_alone[question.name] = truth.page_and_count_alone(question, bench.rounds)


def _ask_of_ours(figures: Figures, bench: Bench, question: Question, engine: str) -> None:
    server, path = bench.servers[engine], question.ours if engine == "site" else question.plainly
    headers = BRINGING_A_COOKIE if engine == "site" else {}
    if engine == "site":
        DataRevision.objects.move(positions=())
        ask(server.base, STALE, headers)  # renews the columns
    first, page = ask(server.base, path, headers)
    if engine == "site":
        figures.first[question.name] = first
    if question.is_list and bench.asks_sql:
        figures.faults += truth.faults(question, page.decode(), engine=engine)
    taken = _timed(server, path, 1 if first > LONG else bench.rounds, headers)
    figures.times.setdefault(engine, {})[question.name] = taken
    say(f"{question.name}: {engine} {taken[0]:,.1f} ms, of the processor {taken[2]:,.1f}")


def datasette(figures: Figures, bench: Bench) -> None:
    """The lists that Datasette can be asked for; page 10,000 has no address there."""
    figures.cut_off = []
    figures.times.pop("datasette", None)
    for question in bench.questions:
        if question.is_list and not any(name == "page" for name, _ in question.asked):
            taken = _ask_datasette(figures, bench, question)
            figures.times.setdefault("datasette", {})[question.name] = taken
            say(f"{question.name}: datasette {taken[0]:,.1f} ms")


def _ask_datasette(figures: Figures, bench: Bench, question: Question) -> tuple[float, float, float]:
    server, path = bench.servers["datasette"], question.of_datasette
    try:
        first, page = ask(server.base, path, limit=LIMIT)
    except TimeoutError:
        server.restart()  # it would go on answering nobody
        figures.cut_off.append(question.name)
        return (1000 * LIMIT,) * 3
    figures.faults += truth.faults(question, page.decode(), engine="datasette")
    return _timed(server, path, 1 if first > LONG else bench.rounds, {})


def _timed(server: Server, path: str, rounds: int, headers: dict[str, str]) -> tuple[float, float, float]:
    before = server.processor_seconds + database_seconds()
    taken = [ask(server.base, path, headers)[0] for _ in range(rounds)]
    spent = server.processor_seconds + database_seconds() - before
    return (*median_and_p95(taken), spent * 1000 / rounds)


def load(figures: Figures, bench: Bench) -> None:
    """Requests a second with 1, 8 and 32 clients, and what one costs of the processor."""
    site, plain = bench.servers["site"], bench.servers["plain"]
    lists = [question for question in bench.questions if question.is_list]
    tag = {"If-None-Match": tag_of(site.base, STALE)}
    mix, plain_mix = [question.ours for question in lists], [question.plainly for question in lists]
    loads = {
        "empty view (plain Django)": (plain, ["/empty/"], SECONDS, {}),
        "kept page": (site, [STALE], SECONDS, {"Accept-Encoding": "gzip"}),
        "304": (site, [STALE], SECONDS, tag),
        "uncached mix": (site, mix, SECONDS, BRINGING_A_COOKIE),
        "plain mix": (plain, plain_mix, 3 * SECONDS, {}),
    }
    for name, (server, paths, seconds, headers) in loads.items():
        before = server.processor_seconds
        rates = {
            str(clients): requests_per_second(server.base, paths, clients, seconds, headers)
            for clients in CLIENTS
        }
        figures.per_second[name] = rates
        say(f"Requests a second, {name}: {rates}")
        if done := sum(rates.values()) * seconds:
            spent = (server.processor_seconds - before) * 1000 / done
            figures.values[f"{name}, processor milliseconds a request"] = spent


def memory_and_start(figures: Figures, bench: Bench) -> None:
    started = time.perf_counter()
    record = columns.Columns.read(DataRevision.objects.current())
    figures.values["columns, cold start in seconds"] = time.perf_counter() - started
    figures.values["columns, megabytes a million positions"] = record.arrays.nbytes / record.size
    ask(bench.servers["site"].base, STALE)
    figures.values["site, megabytes of a worker"] = bench.servers["site"].megabytes


def edit(figures: Figures, bench: Bench) -> None:
    """How much longer the first page after an edit takes than the next: the edit's share alone."""
    base = bench.servers["site"].base
    key = Position.objects.published().values_list("pk", flat=True).first()
    extra = []
    for _ in range(5):
        DataRevision.objects.move(positions=[key])
        first, _ = ask(base, "/positions/?page=3", BRINGING_A_COOKIE)
        again, _ = ask(base, "/positions/?page=3", BRINGING_A_COOKIE)
        extra.append(first - again)
    figures.values["an edit, milliseconds until it is seen"] = median_and_p95(extra)[0]


def search(figures: Figures, bench: Bench) -> None:
    words = [value for question in bench.questions for name, value in question.asked if name == "q"]
    figures.values |= searching.measured(words, bench.rounds)


def in_browser(figures: Figures, bench: Bench) -> None:
    figures.values |= browser.measured(bench.servers["site"].base + "/")


def statements(figures: Figures, bench: Bench) -> None:
    """What the site alone asks of PostgreSQL, each question and each page of the desks asked anew."""
    pages = [(question.ours, BRINGING_A_COOKIE) for question in bench.questions]
    admin = _signed_in()
    pages += [(reverse(name), admin) for name in FOR_WHO_IS_SIGNED_IN]
    with watched(connection):
        for path, headers in pages:
            for _ in range(2):
                ask(bench.servers["site"].base, path, headers)
        figures.slow_statements = largest_statements(connection)


def _signed_in() -> dict[str, str]:
    """As an admin, who may open every page."""
    make_missing_accounts()
    client = Client()
    client.force_login(User.objects.get(username="admin"), "django.contrib.auth.backends.ModelBackend")
    return {"Cookie": client.cookies.output(attrs=(), header="", sep=";").strip()}


def files(figures: Figures, bench: Bench) -> None:
    exports.everything()  # reads the columns, as a site has them that serves
    names = exports.IN_ONE_COPY if bench.size > LARGEST_MADE_WHOLE else exports.FORMATS
    for name in names:
        told = exports.measured(name, rounds=2 if bench.size < 1_000_000 else 1)
        if "copy" in told:
            figures.values[f"{name}, share of psql’s COPY of the same cells"] = told["copy"] / told["seconds"]
        figures.values[f"{name}, seconds for everything"] = told["seconds"]
        figures.values[f"{name}, megabytes that the process grew by"] = told["grew"]
        say(f"{name}: {told}")


def importing(figures: Figures, bench: Bench) -> None:
    figures.values |= imports.measured()


def proving(figures: Figures, bench: Bench) -> None:
    figures.values |= proofs.measured()


# Load comes last: what clients leave behind a slow server goes on for a while.
PARTS = {
    "questions": Part(questions, ("site", "plain")),
    "start": Part(memory_and_start, ("site",)),
    "edit": Part(edit, ("site",)),
    "search": Part(search),
    "browser": Part(in_browser, ("site",)),
    "statements": Part(statements, ("site",)),
    "files": Part(files),
    "import": Part(importing),
    "proofs": Part(proving),
    "datasette": Part(datasette, ("datasette",)),
    "load": Part(load, ("site", "plain")),
}


def say(line: str) -> None:
    print(line, flush=True)
