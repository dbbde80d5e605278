"""The headers of every kind of answer, and the marks that they earn."""

from __future__ import annotations

from django.conf import settings as project
from django.test import Client
from django.urls import reverse

import pytest

from tests.access.table import OTHERS, edition, make_people, make_record, rows
from tests.factories import make_user

from .observatory import grade

pytestmark = pytest.mark.django_db

READ = [row for row in rows() if row.method == "GET"]
FRAMED = {row.name for row in READ if row.name.startswith("embed_") or row.name.endswith("_embed")}
FAILURES = ("/400", "/403", "/404", "/500", "/503", "/api/v1/503")


@pytest.fixture
def public(settings) -> Client:
    """A client of the public site: over TLS, with failures answered as visitors see them."""
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 3600
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    return Client(raise_request_exception=False)


def test_every_address_earns_the_best_grade(public):
    """A page in English, and in one of the other languages."""
    make_record(make_people())
    english = [row.address("anonymous") for row in READ]
    others = [edition(address, OTHERS[at % len(OTHERS)]) for at, address in enumerate(english)]

    asked = dict.fromkeys(filter(None, english + others))
    answers = {address: public.get(address, secure=True) for address in asked}

    assert len(answers) > len(set(english)) + 60
    for answer in answers.values():
        b"".join(answer)  # a file is written while it is sent
    assert {told: grade(answer.headers) for told, answer in answers.items()} == dict.fromkeys(answers, "A+")


@pytest.mark.parametrize("path", FAILURES)
def test_every_failure_earns_the_best_grade(public, settings, path):
    settings.ROOT_URLCONF = "tests.tracker.broken"

    answer = public.get(path, secure=True)

    assert answer.status_code == int(path[-3:])
    assert grade(answer.headers) == "A+"


def test_what_the_porch_refuses_earns_the_best_grade(public):
    refused = {
        "method": public.put("/", secure=True),
        "host": public.get("/", secure=True, headers={"host": "evil.example"}),
        "address": public.get("/positions/%00/", secure=True),
        "query": public.get("/positions/?stance=agree", secure=True),
    }

    assert {why: answer.status_code for why, answer in refused.items()} == {
        "method": 405,
        "host": 400,
        "address": 400,
        "query": 400,
    }
    assert {grade(answer.headers) for answer in refused.values()} == {"A+"}


def test_a_picture_that_may_be_opened_by_itself_earns_the_best_grade(public, settings):
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True

    answer = Client().get("/static/icons/favicon.svg", secure=True)

    assert answer.status_code == 200
    assert b"".join(answer)
    assert grade(answer.headers) == "A+"
    assert "Access-Control-Allow-Origin" not in answer


def test_what_is_part_of_a_page_brings_nothing_that_binds_pages(public, settings):
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True

    style, script = (public.get(f"/static/{path}", secure=True) for path in ("css/site.css", "js/site.js"))

    for part in (style, script):
        assert b"".join(part)
        assert part["X-Content-Type-Options"] == "nosniff", "so that none is ever taken for a page"
        assert part["Cross-Origin-Resource-Policy"] == "same-origin"
        assert {"Content-Security-Policy", "Permissions-Policy", "X-Frame-Options"}.isdisjoint(part.headers)


def test_a_page_that_still_stands_keeps_the_policy_that_it_came_with(public):
    make_record(make_people())
    framed = public.get("/embed/matrix/", secure=True)

    again = public.get("/embed/matrix/", secure=True, headers={"if-none-match": framed["ETag"]})

    assert "frame-ancestors *" in framed["Content-Security-Policy"]
    assert again.status_code == 304
    assert {"Content-Security-Policy", "X-Frame-Options"}.isdisjoint(again.headers)


def test_who_comes_without_tls_is_led_to_it_with_the_same_policy(public):
    answer = public.get("/positions/?country=GTM")

    assert (answer.status_code, answer["Location"]) == (301, "https://testserver/positions/?country=GTM")
    assert "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    "left_out",
    [
        {"csp.middleware.CSPMiddleware", "tracker.porch.headers.own_headers"},
        {"django.middleware.security.SecurityMiddleware"},
    ],
)
def test_without_its_middleware_a_page_earns_less(public, settings, left_out):
    settings.MIDDLEWARE = [each for each in project.MIDDLEWARE if each not in left_out]

    answer = Client().get("/methods/", secure=True)

    assert grade(answer.headers) != "A+"


def test_only_the_frames_may_be_framed_and_only_they_and_the_api_read_by_other_sites(public):
    make_record(make_people())
    once = {row.name: row for row in READ}
    answers = {name: public.get(row.address("anonymous"), secure=True) for name, row in once.items()}
    for answer in answers.values():
        b"".join(answer)

    framed = {name for name, answer in answers.items() if "X-Frame-Options" not in answer}
    shared = {
        name for name, answer in answers.items() if answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    }

    assert framed == FRAMED
    assert shared == FRAMED | {
        name for name, answer in answers.items() if "Access-Control-Allow-Origin" in answer
    }


def test_no_policy_lets_a_page_run_what_stands_in_it(public):
    for row in READ:
        if row.name in FRAMED | {"home", "login", "admin:login"}:
            policy = public.get(row.address("anonymous"), secure=True)["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy


def test_cookies_over_tls_are_of_this_host_alone(public):
    user = make_user("editor")
    public.get(reverse("login"), secure=True)

    public.post(
        reverse("login"), {"username": user.username, "password": "a long enough password"}, secure=True
    )

    kept = public.cookies.values()
    assert len(kept) == 2
    assert all(each["secure"] and each["httponly"] and each["samesite"] for each in kept)
    assert all(each["path"] == "/" and not each["domain"] for each in kept)
