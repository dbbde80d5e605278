"""What was coded under a wording keeps it: the database keeps each wording that another replaces."""

from __future__ import annotations

from django.db.models import F
from django.utils import timezone

import pytest

from policy_positions.models import Issue, IssueWording
from tests.factories import make_issue
from tests.models.breaking import refused_by

pytestmark = pytest.mark.django_db

FIRST = "Some drugs should be legal."
SECOND = "Some drugs should be sold legally."


def reword(issue: Issue, proposition: str, *, versions: int = 1) -> int:
    return Issue.objects.filter(pk=issue.pk).update(
        proposition=proposition, scheme_version=F("scheme_version") + versions
    )


def test_another_wording_takes_another_version():
    issue = make_issue(proposition=FIRST)

    with refused_by("issue_wording_has_its_version"):
        reword(issue, SECOND, versions=0)


def test_no_version_comes_back():
    issue = make_issue(proposition=FIRST)
    reword(issue, SECOND)

    with refused_by("issue_wording_has_its_version"):
        reword(issue, FIRST, versions=-1)


def test_the_wording_that_was_replaced_is_kept():
    issue = make_issue(proposition=FIRST)

    reword(issue, SECOND)

    assert list(issue.wordings.values_list("version", "proposition")) == [(1, FIRST)]


def test_a_version_is_kept_once():
    issue = make_issue(proposition=FIRST)
    reword(issue, SECOND)

    with refused_by("issue_wording_is_kept_once"):
        IssueWording.objects.create(
            issue=issue, version=1, proposition="Another.", replaced_at=timezone.now()
        )


def test_a_wording_that_was_kept_never_changes():
    issue = make_issue(proposition=FIRST)
    reword(issue, SECOND)

    with refused_by("issue_wording_never_changes"):
        issue.wordings.update(proposition=SECOND)
