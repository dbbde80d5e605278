"""Every example of docs/query-language.md, on the shipped record."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import urlsplit

from django.http import QueryDict
from django.test import Client

import pytest

from policy_positions.filters import PositionFilter
from policy_positions.filters.position_filter import LABELS, PRESENTATION

PAGE = (Path(__file__).parents[1] / "docs" / "query-language.md").read_text()
COUNTED = re.findall(r"^\| `(/\S*)` \| (\d+) \|$", PAGE, re.MULTILINE)
REFUSED = re.findall(r"^\| `(/\S*)` \| ([^|\d][^|]*) \|$", PAGE, re.MULTILINE)
PAGES_OF_ONE = {"countries": "country", "leaders": "leader", "summits": "summit", "issues": "issue"}
MAP_PATHS = ("/",)  # the map draws all days and issues of what the other parameters select

pytestmark = pytest.mark.django_db


def _selected(address: str) -> int:
    query = QueryDict(urlsplit(address).query, mutable=True)
    _, room, key, *_ = (*urlsplit(address).path.split("/"), "")
    if room in PAGES_OF_ONE:
        query[PAGES_OF_ONE[room]] = key
    if urlsplit(address).path in MAP_PATHS:
        query.pop("issue", None)
        query.pop("as_of", None)
    return PositionFilter(query).selected.total


def test_the_page_has_examples_of_both_kinds() -> None:
    assert len(COUNTED) > 15
    assert len(REFUSED) > 5


def test_the_page_names_every_parameter() -> None:
    named = set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (.+?) \| .+$", PAGE, re.MULTILINE))))

    assert named >= set(LABELS) | set(PRESENTATION)


def test_every_parameter_is_in_an_example_that_is_run() -> None:
    used = {name for address, _ in COUNTED for name in QueryDict(urlsplit(address).query)}

    assert used >= set(LABELS) | set(PRESENTATION)


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(("address", "count"), COUNTED)
def test_an_example_selects_as_many_positions_as_the_page_says(
    client: Client, address: str, count: str
) -> None:
    response = client.get(address)
    b"".join(response)  # a file that nobody reads to its end keeps the connection

    assert (response.status_code, _selected(address)) == (200, int(count))


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(("address", "told"), REFUSED)
def test_an_example_of_a_fault_is_answered_with_what_would_be_right(
    client: Client, address: str, told: str
) -> None:
    response = client.get(address)

    assert response.status_code == 400
    assert told.strip() in html.unescape(response.content.decode())
