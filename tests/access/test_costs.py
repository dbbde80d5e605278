"""No page asks the database once a row: an admin opens every address with 1, 3 and 30 rows of each kind."""

from __future__ import annotations

import datetime
import re

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import pytest

from policy_positions import columns, editing
from policy_positions.models import (
    DataRevision,
    Dismissal,
    Issue,
    Leader,
    SourceText,
    Summit,
)
from policy_positions.vocabulary import FrameAct
from tests.factories import (
    make_correction,
    make_country,
    make_leader,
    make_position,
    make_summit,
    make_tenure,
    make_text,
    make_user,
)

from .table import make_people, make_record, rows

pytestmark = pytest.mark.django_db

SIZES = (1, 3, 30)
OF_A_DELETION = "Django's admin walks through all that would go with the row, kind by kind"
GROWS = {
    "/admin/policy_positions/issue/1/delete/": OF_A_DELETION,
    "/admin/policy_positions/leader/1/delete/": OF_A_DELETION,
    "/admin/policy_positions/summit/1/delete/": OF_A_DELETION,
    "/styleguide/": "it shows each component where the record has something for it",
    "/countries/GTM/": "above fifty statements they are drawn as counts, with the summits asked for: once",
}


@pytest.fixture
def admin(client: Client) -> Client:
    people = make_people()
    make_record(people)
    client.force_login(people["admin"])
    return client


def grow(by: int, made: int) -> None:
    """Of all that a page lists, ``by`` more than were ``made``, tied to what the addresses name."""
    leader, issue, summit = (
        Leader.objects.get(slug="held"),
        Issue.objects.get(),
        Summit.objects.get(slug="held"),
    )
    text, country = SourceText.objects.get(source__slug="held"), make_country("GTM")
    states = ("published", "draft", "in_review", "withdrawn")
    for number in range(by):
        person = make_user("editor")
        speaker, other = make_leader(f"Leader of {person}"), make_text().source
        make_tenure(speaker, country, title="Member", role="legislator")
        make_summit(host_country=country).agenda_issues.add(issue)
        for state in states:
            make_position(
                leader=leader if number % 2 else speaker,
                issue=issue,
                summit=summit,
                summit_relation="at",
                texts=[text],
                voices=("direct", "characterized"),
                stated_on=datetime.date(2012, 1 + number % 12, 1 + number // 12),
                drafted_by=person,
                state=state,
            )
        make_correction(make_position(leader=speaker, issue=issue), proposed_by=person)
        Dismissal.objects.create(text=text, start=made + number, end=made + number + 9, dismissed_by=person)
        editing.log(other, FrameAct.CHANGE, by=person, reason="Because.")
    DataRevision.objects.move()


def costs(admin: Client, addresses: list[str]) -> dict[str, int]:
    counted = {}
    columns.current()
    for address in addresses:
        connection.queries_log.clear()
        with CaptureQueriesContext(connection) as queries:
            response = admin.get(address)
            b"".join(response)
        if response.status_code == 200:
            counted[address] = len(queries)
    return counted


def test_no_address_asks_once_a_row(admin):
    opened = [row for row in rows() if row.method == "GET" and row.answers["admin"] == "200"]
    addresses = sorted({row.address("admin") for row in opened})
    costs(admin, addresses)  # what a process reads once, it has read
    at_each_size, made = {}, 0
    for size in SIZES:
        grow(size - made, made)
        made = size
        at_each_size[size] = costs(admin, addresses)

    _, three, thirty = (at_each_size[size] for size in SIZES)
    assert set(thirty) == set(addresses)
    assert {re.sub(r"\d+", "1", address) for address in addresses if thirty[address] > three[address]} == set(
        GROWS
    )
    assert thirty["/countries/GTM/"] == three["/countries/GTM/"] + 1
