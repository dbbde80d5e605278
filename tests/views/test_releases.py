"""Data releases: the same bytes for good, with what changed since the last."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile

from django.core.exceptions import PermissionDenied, ValidationError

import pytest

from policy_positions import editing, releasing
from policy_positions.models import Position, Release, Revision
from tests.factories import make_leader, make_position, make_user
from tests.rewriting import make_history

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    user = make_user("admin", is_staff=True)
    client.force_login(user)
    return user


def publish(by, note: str = "Monthly.") -> Release:
    return editing.release(lambda: releasing.archive("http://testserver"), by=by, note=note)


def content(client, number: int) -> bytes:
    return b"".join(client.get(f"/releases/{number}/datapackage.zip"))


def listed(page: str, label: str) -> list[str]:
    """The addresses of the positions under one kind of change."""
    part = re.search(rf"<summary>{label}: \d+</summary>(.*?)</details>", page, re.DOTALL)
    return re.findall(r'href="/positions/(\w+)/"', part[1]) if part else []


def test_a_release_is_the_data_package_of_what_is_published(client, admin):
    position = make_history()
    make_position(state="draft", summary="Not yet public.")

    release = publish(admin)

    archive = zipfile.ZipFile(io.BytesIO(content(client, 1)))
    positions = archive.read("positions.csv").decode()
    assert position.public_id in positions
    assert "Not yet public." not in positions
    assert (release.number, release.positions, release.quotations, release.added) == (1, 1, 1, 1)


def test_what_is_downloaded_is_what_was_released_whatever_happens_to_the_record(client, admin):
    position = make_history()
    release = publish(admin)
    before = content(client, 1)
    editing.withdraw(position, by=make_user("reviewer"), reason="It was another president.")

    after = content(client, 1)

    assert after == before
    assert hashlib.sha256(after).hexdigest() == release.sha256
    assert len(after) == release.size


def test_the_next_release_says_what_changed_since(client, admin):
    stays, goes, turned = make_history(), make_history(), make_history()
    publish(admin)
    editing.withdraw(goes, by=make_user("reviewer"), reason="It was another president.")
    Position.objects.filter(pk=turned.pk).update(version=turned.version + 1)
    new = make_history()

    release = publish(admin, "After a correction.")

    page = client.get("/releases/2/").content.decode()
    assert (release.added, release.changed, release.withdrawn) == (1, 1, 1)
    assert listed(page, "Added") == [new.public_id]
    assert listed(page, "Changed") == [turned.public_id]
    assert listed(page, "Withdrawn") == [goes.public_id]
    assert stays.public_id not in page


def test_a_draft_changes_no_release(client, admin):
    make_history()
    draft = make_position(state="draft", drafted_by=make_user("editor"))
    publish(admin)
    editing.submit(draft, by=draft.drafted_by)

    page = client.post("/curate/releases/", {"note": "Once more."})

    assert page.status_code == 422
    assert "there is nothing to release" in page.content.decode()
    assert Release.objects.count() == 1


def test_an_empty_record_is_not_released(admin):
    with pytest.raises(ValidationError, match="nothing to release"):
        editing.release(list, by=admin, note="Nothing.")


def test_a_release_is_on_record(client, admin):
    make_history()
    release = publish(admin)

    act = Revision.objects.get(kind="release")

    assert (act.record, act.act, act.by, act.reason) == ("1", "release", admin, "Monthly.")
    assert act.after["sha256"] == release.sha256


def test_before_releasing_one_sees_what_would_be(client, admin):
    make_history()
    publish(admin)
    make_history()

    page = " ".join(client.get("/curate/releases/").content.decode().split())

    assert "1 were added, 0 changed, 0 withdrawn" in page
    assert "Publish release 2" in page


def test_an_editor_releases_nothing(client):
    editor = make_user("editor")
    make_history()
    client.force_login(editor)

    assert client.post("/curate/releases/", {"note": "Mine."}).status_code == 403
    with pytest.raises(PermissionDenied):
        editing.release(list, by=editor, note="Mine.")
    assert not Release.objects.exists()


def test_everybody_reads_a_release_and_how_to_cite_it(client, admin):
    make_history()
    publish(admin)
    client.logout()

    page = client.get("/releases/1/").content.decode()

    assert "data release 1" in page
    assert "http://testserver/releases/1/" in page
    assert "@" in re.search(r'id="citation-bibtex"[^>]*>([^<]+)', page)[1]


def test_an_archive_that_is_at_hand_is_not_sent_again(client, admin):
    make_history()
    release = publish(admin)
    etag = client.get("/releases/1/datapackage.zip")["ETag"]

    again = client.get("/releases/1/datapackage.zip", headers={"if-none-match": etag})

    assert etag == f'"{release.sha256}"'
    assert (again.status_code, again.content) == (304, b"")


def test_a_release_that_is_not_there_is_not_found(client):
    assert client.get("/releases/9/").status_code == 404
    assert client.get("/releases/9/datapackage.zip").status_code == 404


def test_before_the_first_release_the_page_says_where_the_record_is(client):
    page = client.get("/releases/").content.decode()

    assert "Nothing is released yet." in page
    assert 'href="/positions/"' in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_releases_costs_two_queries(client, admin, django_assert_num_queries, rows):
    for number in range(rows):
        make_history()
        publish(admin, f"Number {number}.")
    client.logout()

    with django_assert_num_queries(2):
        page = client.get("/releases/")

    assert page.content.decode().count("Number ") == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_a_release_s_page_costs_the_same_however_much_changed(client, admin, django_assert_num_queries, rows):
    for _ in range(rows):
        make_position(leader=make_leader())
    publish(admin)
    client.logout()

    with django_assert_num_queries(3):
        page = client.get("/releases/1/")

    assert len(listed(page.content.decode(), "Added")) == rows
