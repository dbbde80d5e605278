"""What is not published shows nowhere: not in a row, not in a count, not in a byte of any public answer."""

from __future__ import annotations

import datetime
import re
import uuid
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from django.test import Client
from django.utils import timezone

import pytest

from policy_positions.models import DataRevision, Leader, Position, Source
from tests.factories import make_leader, make_position, make_text

from .table import OTHERS, edition, make_people, make_record, rows

NOW = datetime.datetime(2026, 4, 1, tzinfo=datetime.UTC)
HIDDEN = 50
TOLD = "The zanahoria plan was told to nobody yet."
# No question, words that only drafts hold, and values that they share with what is published.
QUERIES = ("", "q=zanahoria", "country=GTM&issue=held&leader=held&stance=oppose&from=2012&to=2012")
TAKES_NO_QUERY = 400
TELLING = {
    *("/positions/", "/map.svg", "/export/positions.csv", "/export/datapackage.zip", "/feed.atom"),
    *(
        "/api/v1/positions/",
        "/api/v1/facets/",
        "/sitemap-positions.xml",
        "/leaders/",
        "/es/positions/",
        "/pt/positions/",
        "/fr/positions/",
        "/sources/",
        "/coverage/",
    ),
}

PUBLIC = [row for row in rows() if row.method == "GET" and row.answers["anonymous"] in ("200", "404", "410")]
FORMS = {"login", "admin:login"}  # with a token that differs each time


@pytest.fixture
def reader(db, monkeypatch) -> Client:
    """A visitor of a record to which only positions are added, on a day that does not end."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    make_record(make_people())
    make_leader("Hidden Leader", slug="hidden")
    make_text(TOLD)
    return Client()


def add(*states: str) -> None:
    """Positions that match every query, half of them of a leader and all from a source not published yet.

    All is read anew afterwards, under the number of before: no act on a draft moves it.
    """
    number = DataRevision.objects.get().number
    known = Position.objects.get(public_id="published")
    held = {name: getattr(known, name) for name in ("issue", "summit", "country")}
    leaders = [Leader.objects.get(slug=slug) for slug in ("held", "hidden")]
    text = Source.objects.exclude(slug="held").get().texts.get()
    for number in range(HIDDEN):
        own = {"stance": "oppose", "summary": TOLD, "leader": leaders[number % 2], "texts": [text]}
        make_position(state=states[number % len(states)], summit_relation="at", **own, **held)
    DataRevision.objects.update(number=number, stamp=uuid.uuid4())


def everything_public(reader: Client) -> dict[str, bytes]:
    """Every public address with every question, and what is sent for it."""
    sent = {}
    for address in asked():
        answer = reader.get(address)
        if answer.status_code != TAKES_NO_QUERY:
            sent[address] = b"%d " % answer.status_code + _undated(b"".join(answer))
    return sent


def asked() -> Iterator[str]:
    """Every address with every question; a page in each of the other languages too, with one of them."""
    for path in (row.address("anonymous") for row in PUBLIC if row.name not in FORMS):
        for query, language in zip(QUERIES, OTHERS, strict=True):
            yield f"{path}?{query}".rstrip("?")
            if theirs := edition(path, language):
                yield f"{theirs}?{query}".rstrip("?")


def _undated(sent: bytes) -> bytes:
    """Without the second in which it was made. Of packed files, what was told to nobody is looked for."""
    if not sent.startswith(b"PK"):
        return re.sub(rb"<updated>[^<]*</updated>", b"", sent)
    with ZipFile(BytesIO(sent)) as package:
        told = sum(package.read(name).count(b"zanahoria plan") for name in package.namelist())
    return b"zanahoria plan" * told


def test_no_public_answer_differs_for_what_is_not_published(reader):
    before = everything_public(reader)
    assert {f"/{language}/" for language in OTHERS} <= {address[:4] for address in before}

    add("draft", "in_review")

    after = everything_public(reader)
    assert {address for address in before if before[address] != after[address]} == set()
    assert not [address for address, sent in after.items() if b"zanahoria plan" in sent]


def test_the_same_positions_published_are_told_everywhere(reader):
    """What the test before this one would find."""
    before = everything_public(reader)

    add("published")

    after = everything_public(reader)
    changed = {address for address in before if before[address] != after[address]}
    assert not TELLING - {address.partition("?")[0] for address in changed}
    assert "/positions/?q=zanahoria" in changed


def test_what_is_withdrawn_is_in_no_answer_but_its_own_page(reader):
    add("withdrawn")

    sent = everything_public(reader)

    assert not [address for address, held in sent.items() if b"zanahoria plan" in held]


def test_a_draft_is_not_found_rather_than_forbidden(reader):
    addresses = ("/positions/{}/", "/positions/{}/citation.bib", "/api/v1/positions/{}/")

    answers = {
        address: [reader.get(address.format(public_id)).status_code for public_id in ("draft", "nothing")]
        for address in addresses
    }

    assert answers == {address: [404, 404] for address in addresses}
