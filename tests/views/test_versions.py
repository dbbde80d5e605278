"""Which wording of a proposition was coded: pages, pictures, files and the API say so."""

from __future__ import annotations

import csv
import io
import json
import zipfile

from django.test import Client

import pytest

from policy_positions.models import Issue, Position
from tests.factories import make_country, make_issue, make_position, make_president

pytestmark = pytest.mark.django_db

OLD, NEW = "All drugs should be legal.", "Some drugs should be legal."


@pytest.fixture
def position() -> Position:
    """Coded by the first wording of an issue that is at its second."""
    country = make_country("GTM")
    position = make_position(
        country=country, leader=make_president(country), issue=make_issue(proposition=OLD, name="Legal drugs")
    )
    Issue.objects.filter(pk=position.issue_id).update(proposition=NEW, scheme_version=2)
    return position


def _read(client: Client, address: str) -> str:
    response = client.get(address)
    sent = b"".join(response) if response.streaming else response.content
    return sent.decode()


def test_the_page_of_an_issue_keeps_the_wordings_that_were_replaced(client, position) -> None:
    page = _read(client, position.issue.get_absolute_url())

    assert f'<p class="proposition">{NEW}</p>' in page
    assert "Earlier versions" in page and OLD in page


def test_an_issue_that_was_never_worded_anew_has_no_earlier_versions(client) -> None:
    page = _read(client, make_position().issue.get_absolute_url())

    assert "Earlier versions" not in page


def test_the_page_of_a_position_shows_the_wording_that_was_coded(client, position) -> None:
    page = _read(client, position.get_absolute_url())

    assert f'<p class="proposition">{OLD}</p>' in page
    assert "Coded by version 1" in page and NEW not in page


@pytest.mark.parametrize("address", ["/", "/map.svg", "/embed/map/"])
def test_the_map_says_which_version_of_the_proposition_it_shows(client, record, address: str) -> None:
    Issue.objects.filter(slug="legalization").update(proposition=NEW, scheme_version=2)

    page = _read(client, f"{address}?issue=legalization")

    assert f"{NEW} (version 2)" in page


@pytest.mark.parametrize(
    "address", ["/export/positions.csv", "/export/positions.jsonl", "/api/v1/positions/"]
)
def test_rows_state_the_version_that_was_coded(client, position, address: str) -> None:
    sent = _read(client, address).removeprefix("\ufeff")

    if address.endswith("csv"):
        [row] = csv.DictReader(io.StringIO(sent))
    else:
        row = json.loads(sent) if address.endswith("jsonl") else json.loads(sent)["results"][0]
    coded = row["scheme_version"] if "scheme_version" in row else row["issue"]["scheme_version"]
    assert str(coded) == "1"


def test_annotations_state_the_version_that_was_coded(client, position) -> None:
    assert '"scheme_version": 1' in _read(client, "/export/positions.jsonld").replace('":1', '": 1')


def test_the_api_sends_an_issue_with_its_earlier_versions(client, position) -> None:
    sent = json.loads(_read(client, f"/api/v1/issues/{position.issue.slug}/"))

    assert (sent["scheme_version"], sent["proposition"]) == (2, NEW)
    assert [(each["version"], each["proposition"]) for each in sent["earlier_versions"]] == [(1, OLD)]


def test_the_data_package_has_the_wordings_that_were_replaced(client, position) -> None:
    response = client.get("/export/datapackage.zip")
    package = zipfile.ZipFile(io.BytesIO(b"".join(response)))
    name = next(name for name in package.namelist() if "wordings" in name)

    [row] = csv.DictReader(io.StringIO(package.read(name).decode("utf-8-sig")))

    assert (row["issue"], row["version"], row["proposition"]) == (position.issue.slug, "1", OLD)
