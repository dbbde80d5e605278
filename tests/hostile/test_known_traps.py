"""What breaks sites of Django 5.2 and django-filter, each by name: here a refusal that says what is wrong."""

from __future__ import annotations

import re
import socket

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.template import engines

import pytest

from policy_positions.models import Position, Source
from policy_positions.models.text import is_web_address
from tests.access.table import make_people, make_record, rows, signed_in
from tests.factories import make_country, make_position, make_text, make_user

pytestmark = pytest.mark.django_db

MORE_THAN_64_BITS = str(2**64)


@pytest.fixture
def held() -> Position:
    return make_position(country=make_country("GTM"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("country", value) for value in ("abc", "1,abc", "GTM,", "[]", "GTM,GTM")),  # BaseInFilter
        *(
            ("from", value) for value in ("0000", "10000", "99999", "-1", "2012-13", "0", "1_0")
        ),  # year lookups
        *(("page", value) for value in (MORE_THAN_64_BITS, "1_0", "٣", "1e3", "-1", "0x1", "NaN")),
        *(("page_size", value) for value in (MORE_THAN_64_BITS, "2_5", "Infinity")),
        *(("sort", value) for value in ("?", "pk", "country__name", "-")),
    ],
)
def test_an_impossible_value_is_refused_by_the_name_of_its_filter(client, held, name, value):
    page = client.get("/positions/", {name: value})
    told = client.get("/api/v1/positions/", {name: value})

    assert page.status_code == 400
    assert f"{name}" in page.content.decode()
    assert told.status_code == 400
    assert {fault["parameter"] for fault in told.json()["errors"]} == {name}


@pytest.mark.parametrize("query", ["q=a&q=b", "from=2012&from=2013", "sort=country&sort=stance"])
def test_a_filter_given_twice_is_refused_by_name(client, held, query):
    told = client.get(f"/api/v1/positions/?{query}")

    assert told.status_code == 400
    assert [fault["parameter"] for fault in told.json()["errors"]] == [query.partition("=")[0]]
    assert "given 2 times" in told.json()["detail"]


@pytest.mark.parametrize("name", ["contry", "country__in", "country[]", "drafted_by", "id"])
def test_an_unknown_filter_is_refused_by_name(client, held, name):
    told = client.get("/api/v1/positions/", {name: "GTM"})

    assert told.status_code == 400
    assert [fault["parameter"] for fault in told.json()["errors"]] == [name]


@pytest.mark.parametrize(
    "path", ["/curate/people/%00/", "/curate/people/a%00b/", "/positions/%00/", "/admin/%00/"]
)
def test_a_nul_in_a_path_never_comes_to_postgresql(path):
    """A <str:> takes %00, and the driver raises at it."""
    visitor = signed_in(make_user("admin", is_staff=True))

    assert visitor.get(path).status_code == 400
    assert visitor.get("/positions/?q=%00").status_code == 400


@pytest.mark.parametrize("year", ["9999", "10000", "0", "-1", MORE_THAN_64_BITS])
@pytest.mark.parametrize("model", ["revision", "position"])
def test_a_year_beyond_the_calendar_breaks_no_list_of_the_admin(held, model, year):
    visitor = signed_in(make_user("admin", is_staff=True, is_superuser=True))

    for name in ("at__year", "stated_on__year", "at__month"):
        answer = visitor.get(f"/admin/policy_positions/{model}/", {name: year})
        assert answer.status_code in (200, 302, 400), (name, answer.status_code)


@pytest.mark.parametrize("key", [MORE_THAN_64_BITS, str(2**63), "9" * 400])
def test_a_number_that_no_key_can_have_is_not_found(held, key):
    visitor = signed_in(make_user("admin", is_staff=True, is_superuser=True))

    for address in (
        f"/curate/audit/{key}/",
        f"/desk/corrections/{key}/",
        f"/releases/{key}/",
        f"/desk/imports/{key}/",
    ):
        assert visitor.get(address).status_code == 404, address
    assert visitor.get(f"/admin/policy_positions/position/{key}/change/").status_code in (302, 404)


@pytest.mark.parametrize(
    "file",
    [
        '[{"summary": "a\\u0000b"}]',
        '[{"summary": "\\ud800"}]',
        '[{"start": NaN}]',
        '[{"start": Infinity}]',
        f'[{{"start": {MORE_THAN_64_BITS}}}]',
        "[" * 100_000,
        '{"a":' * 100_000,
        '[{"start": "1_0"}]',
    ],
    ids=["nul", "surrogate", "nan", "infinity", "beyond 64 bits", "deep array", "deep object", "1_0"],
)
def test_json_that_no_row_can_be_is_refused_when_it_is_handed_in(transactional_db, file):
    visitor = signed_in(make_user("editor"))

    answer = visitor.post(
        "/desk/imports/", {"file": SimpleUploadedFile("rows.json", file.encode())}, follow=True
    )

    assert answer.status_code < 500
    assert Position.objects.count() == 0


@pytest.mark.parametrize("line", ["\u2028", "\u2029", "\x85", "%0d%0aSet-Cookie:a=b", "\u202e"])
def test_a_line_separator_in_a_redirect_forges_no_header(client, line):
    for address in (f"/positions{line}", f"/api/v1/positions?q={line}", f"/accounts/login/?next=/a{line}b"):
        answer = client.get(address)

        assert answer.status_code < 500
        assert "a=b" not in str(answer.cookies)
        assert all(
            character.isprintable() and character.isascii() for character in answer.get("Location", "")
        )


# Addresses


def test_an_address_written_past_the_forms_becomes_no_link(client, held):
    source = held.quotations.get().source
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE policy_positions_source SET url = %s, archive_url = %s WHERE id = %s",
            ["javascript:alert(1)", "data:text/html,x", source.pk],
        )

    pages = [
        client.get(address).content.decode()
        for address in (source.get_absolute_url(), held.get_absolute_url())
    ]

    assert "javascript:alert(1)" in pages[0]
    for page in pages:
        assert not re.search(r'(?:href|src|action)="\s*(?:javascript|data):', page)


def test_without_the_check_it_would_be_one(client, held, monkeypatch):
    source = held.quotations.get().source
    Source.objects.filter(pk=source.pk).update(url="javascript:alert(1)")
    monkeypatch.setitem(engines["pages"].env.tests, "web_address", bool)
    monkeypatch.setattr(engines["pages"].env, "cache", None)

    page = client.get(source.get_absolute_url()).content.decode()

    assert 'href="javascript:alert(1)"' in page


@pytest.mark.parametrize(
    "text", ["ftp://a.b", "javascript:x", " https://a.b", "//a.b", "HTTPSx://a", "", None]
)
def test_what_is_no_address_of_the_web(text):
    assert not is_web_address(text)
    assert is_web_address("HTTPS://a.b/")


# What the server asks for itself: nothing


@pytest.fixture
def no_way_out(monkeypatch) -> list[object]:
    """Sockets that reach PostgreSQL's alone."""
    asked: list[object] = []
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: object) -> None:
        if self.family != socket.AF_UNIX:
            asked.append(address)
            raise ConnectionRefusedError(address)
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *asked_for, **_: asked.append(asked_for) or [])
    return asked


def test_no_page_and_no_import_asks_another_server(no_way_out):
    people = make_people()
    make_record(people)
    Source.objects.update(url="http://192.0.2.1/a", archive_url="http://192.0.2.1/b")
    visitor = signed_in(people["admin"])

    read = 0
    for row in rows():
        if row.method == "GET" and row.answers["admin"] == "200":
            b"".join(visitor.get(row.address("admin")))
            read += 1

    assert read > 100
    assert no_way_out == []


def test_taking_in_a_page_asks_for_nothing_that_it_names(no_way_out):
    page = b"<html><head><link rel=canonical href='http://192.0.2.1/x'></head><body><p>It ends.</p><img src='http://192.0.2.1/i'></body></html>"
    visitor = signed_in(make_user("editor"))

    answer = visitor.post("/desk/sources/new/", {"file": SimpleUploadedFile("page.html", page, "text/html")})

    assert answer.status_code < 500
    assert no_way_out == []


def test_the_guard_notices_a_server_that_fetches(no_way_out):
    with pytest.raises(OSError, match="empty list"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)

    assert no_way_out


# Public ids


def test_public_ids_tell_neither_order_nor_number():
    ids = [make_position(texts=[make_text()]).public_id for _ in range(20)]

    assert len(set(ids)) == 20
    assert ids != sorted(ids)
    assert not any(each.isdigit() and int(each) < 10_000 for each in ids)
    assert len({each[0] for each in ids}) > 3
    assert {len(each) for each in ids} == {len(ids[0])}
