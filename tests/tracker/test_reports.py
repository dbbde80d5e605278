"""What the operator's own function is told of a fault, and what it is not."""

from __future__ import annotations

import logging

import pytest

from policy_positions.views.browse import frame
from tests.factories import make_user
from tracker.porch.reports import Report, Reports

pytestmark = pytest.mark.django_db
HANDED_IN: list[Report] = []


def hand_in(report: Report) -> None:
    HANDED_IN.append(report)


def fail(report: Report) -> None:
    raise OSError("the collector is away")


@pytest.fixture
def reporting(client):
    """The site with a hook, and a page of it that fails with what its reader sent."""
    HANDED_IN.clear()
    client.raise_request_exception = False
    root, added = logging.getLogger(), []

    def with_hook(name: str) -> None:
        added.append(Reports(f"tests.tracker.test_reports.{name}"))
        root.addHandler(added[-1])

    yield with_hook
    for handler in added:
        root.removeHandler(handler)


@pytest.fixture
def broken(monkeypatch) -> None:
    def fall(*asked: object, **named: object) -> None:
        raise ValueError(f"secret-message {asked}")

    monkeypatch.setattr(frame, "render", fall)


def test_a_fault_is_told_by_kind_route_and_place(client, reporting, broken):
    reporting("hand_in")

    answer = client.get("/methods/", headers={"x-request-id": "from-the-proxy-1"})

    (report,) = HANDED_IN
    assert answer.status_code == 500
    assert (report.kind, report.route, report.method) == ("builtins.ValueError", "methods", "GET")
    assert report.request == "from-the-proxy-1"
    assert "fall" in report.frames[-1]


def test_nothing_of_the_reader_goes_with_it(client, reporting, broken):
    reporting("hand_in")
    user = make_user("editor", email="somebody@example.org")
    client.force_login(user)

    client.get("/methods/?q=secret-words", REMOTE_ADDR="198.51.100.7", headers={"user-agent": "secret-agent"})

    told = repr(HANDED_IN)
    assert len(HANDED_IN) == 1
    for secret in ("secret", user.username, "somebody", "198.51.100.7", client.session.session_key):
        assert secret not in told


def test_a_refusal_is_no_fault(client, reporting):
    reporting("hand_in")

    client.get("/nothing/")
    client.get("/positions/?stance=perhaps")

    assert HANDED_IN == []


def test_a_hook_that_fails_changes_no_answer(client, reporting, broken, monkeypatch):
    monkeypatch.setattr(logging, "raiseExceptions", False)
    reporting("fail")

    assert client.get("/methods/").status_code == 500
