"""What each address tells caches: held to the table of docs/caching.md, at every address of the site."""

from __future__ import annotations

import re

from django.conf import settings
from django.test import Client

import pytest

from policy_positions import editing, freshness
from policy_positions.freshness import SHARED
from policy_positions.models import DataRevision
from tests.access.table import make_people, make_record, rows
from tests.factories import make_position, make_user

pytestmark = pytest.mark.django_db

DOCUMENT = settings.BASE_DIR / "docs" / "caching.md"
LIST = "/positions/"

READ = [row for row in rows() if row.method == "GET"]
# Of those that anybody may read: answers that are never the same, or whose address is the only key to them.
NEVER_KEPT = {"livez", "readyz", "login", "admin:login", "password_set"}
THE_SAME_FOR_ALL = {
    *("feed", "corrections_feed", "oembed", "export", "export_datapackage"),
    *(row.name for row in READ if row.name.startswith("api:") and row.name != "api:docs"),
}


def directives(answer) -> set[str]:
    return {word.strip() for word in answer.headers["Cache-Control"].split(",")}


def asked(role: str, visitor: Client | None = None) -> list:
    """What is answered at each address, with its name; without a visitor nobody ever brings a cookie."""
    answers = [(row.name, (visitor or Client()).get(row.address(role))) for row in READ]
    for _, answer in answers:
        b"".join(answer)  # a file is written while it is sent
    return answers


@pytest.fixture
def public_answers():
    make_record(make_people())
    return asked("anonymous")


def test_everything_that_anybody_may_read_is_kept_for_all_with_its_tag(public_answers):
    read = [(name, answer) for name, answer in public_answers if answer.status_code == 200]
    kept = [(name, answer) for name, answer in read if name not in NEVER_KEPT]

    assert len(kept) > 50
    assert {name for name, answer in kept if answer.headers["Cache-Control"] != SHARED} == set()
    assert {name for name, answer in kept if "ETag" not in answer.headers or answer.cookies} == set()
    for name, answer in kept:
        varies = {word.strip() for word in answer.headers.get("Vary", "").split(",") if word.strip()}
        assert varies == (set() if name in THE_SAME_FOR_ALL else {*freshness.VARIES_BY}), name


def test_what_is_for_one_reader_or_one_moment_is_kept_by_nobody(public_answers):
    never = [(name, answer) for name, answer in public_answers if name in NEVER_KEPT]

    assert {name for name, _ in never} >= {"livez", "readyz", "login"}
    assert {name for name, answer in never if "no-store" not in directives(answer)} == set()


def test_a_refusal_a_redirect_or_a_missing_page_is_asked_for_each_time(public_answers):
    others = [(name, answer) for name, answer in public_answers if answer.status_code != 200]

    assert {answer.status_code for _, answer in others} >= {302, 404}
    kept = {name for name, answer in others if not directives(answer) & {"no-cache", "no-store"}}
    assert kept == set()


@pytest.mark.parametrize("role", ["editor", "reviewer", "admin"])
def test_no_cache_keeps_what_was_made_for_an_account(role):
    make_record(make_people())
    member = Client()
    member.force_login(make_user(role))

    answers = asked(role, member)

    shown = [(name, answer) for name, answer in answers if answer.status_code == 200]
    personal = [(name, answer) for name, answer in shown if name not in THE_SAME_FOR_ALL]
    assert len(personal) > 50
    held = {name for name, answer in personal if not directives(answer) & {"no-cache", "no-store"}}
    assert held == set()


def test_every_answer_for_all_says_of_which_revision_it_is(client):
    make_position()
    DataRevision.objects.move()
    addresses = (LIST, make_position().get_absolute_url(), "/feed.atom", "/api/v1/positions/")

    told = {each: client.get(each).headers["X-Data-Revision"] for each in addresses}

    assert told == dict.fromkeys(addresses, str(DataRevision.objects.get().number))


def test_publishing_makes_every_tag_of_before_a_stranger(client):
    make_position()
    waiting = make_position(state="in_review")
    addresses = (LIST, "/feed.atom", "/api/v1/positions/", "/export/positions.csv")
    tags = {address: client.head(address).headers["ETag"] for address in addresses}

    held = {each: client.get(each, headers={"If-None-Match": tag}).status_code for each, tag in tags.items()}
    editing.publish(waiting, by=make_user("reviewer"))
    anew = {each: client.get(each, headers={"If-None-Match": tag}).status_code for each, tag in tags.items()}

    assert held == dict.fromkeys(addresses, 304)
    assert anew == dict.fromkeys(addresses, 200)


def test_the_bound_that_is_documented_is_the_bound_that_is_sent():
    sent = {name: int(seconds) for name, seconds in re.findall(r"([\w-]+)=(\d+)", SHARED)}

    assert sent["max-age"] == 0
    assert sent["s-maxage"] + freshness.ROUNDED == freshness.BOUND
    assert "stale-while-revalidate" not in sent
    assert f"at most {freshness.BOUND} seconds" in DOCUMENT.read_text(encoding="utf-8")
    assert f"`{SHARED}`" in DOCUMENT.read_text(encoding="utf-8")


def test_the_edition_is_of_contents_and_not_of_the_machine(settings, tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        (folder / "templates").mkdir(parents=True)
        (folder / "templates" / "page.html").write_text("the same")

    tags = []
    for folder in (one, other):
        settings.BASE_DIR = folder
        tags.append(freshness._edition.__wrapped__())
    (other / "templates" / "page.html").write_text("another")
    later = freshness._edition.__wrapped__()

    assert tags[0] == tags[1] != later
