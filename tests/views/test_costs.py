"""What a page costs does not depend on how much the record holds: no page asks once a row."""

from __future__ import annotations

import datetime

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import pytest

from policy_positions import columns
from tests.factories import make_country, make_issue, make_leader, make_position, make_summit, make_tenure

pytestmark = pytest.mark.django_db

SIZES = (1, 3, 30)
# Queries of a page that is made anew, the columns being up to date. Rows are positions
# and their passages; who spoke, in which office, is in memory.
COSTS = {
    "/positions/": 3,
    "/positions/?country=GTM&issue=legalization&q=drugs": 3,
    "/positions/?sort=relevance&q=drugs": 3,
    "/countries/": 4,
    "/countries/GTM/": 10,
    "/leaders/": 7,
    "/leaders/ana/": 7,
    "/summits/": 2,
    "/summits/cartagena/": 10,
    "/issues/": 2,
    "/issues/legalization/": 7,
    "/sources/": 2,
    "/matrix/": 5,
    "/compare/?country=GTM&country=COL": 5,
    "/agreement/": 1,
    "/coverage/": 3,
    "/methods/": 9,
    "/map/steps.json?issue=legalization": 2,
    "/feed.atom": 7,
    "/api/v1/positions/": 6,
    "/api/v1/facets/": 2,
    "/export/positions.csv": 5,
    "/export/positions.jsonl": 5,
}


def costs(client: Client) -> dict[str, int]:
    counted = {}
    columns.current()
    for address in COSTS:
        b"".join(client.get(address))  # what a process reads once, it has read; a file is read to its end
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
            if response.streaming:
                response.getvalue()
        assert response.status_code == 200, address
        counted[address] = len(queries)
    return counted


@pytest.mark.usefixtures("made_anew")
def test_every_page_costs_the_same_with_one_row_with_three_and_with_thirty(client):
    guatemala, colombia = make_country("GTM"), make_country("COL")
    summit, issue = make_summit(slug="cartagena", host_country=guatemala), make_issue("legalization")
    ana = make_leader("Ana", slug="ana")
    make_tenure(ana, guatemala)
    at_each_size = {}
    made = 0
    for size in SIZES:
        while made < size:
            made += 1
            speaker = ana if made % 2 else make_leader(f"Leader {made}")
            make_position(
                country=guatemala if made % 2 else colombia,
                leader=speaker,
                issue=issue,
                summit=summit,
                summit_relation="at",
                stated_on=datetime.date(2012, 4, 1) + datetime.timedelta(days=made % 20),
                words=f"Drugs should be legal, they said for the {made}th time.",
            )
        at_each_size[size] = costs(client)

    assert at_each_size == dict.fromkeys(SIZES, COSTS)
