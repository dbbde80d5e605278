"""What was put aside is remembered, and that it was brought back as well."""

from __future__ import annotations

from django.utils import timezone

import pytest

from policy_positions.models import Dismissal, SourceText
from tests.factories import make_text, make_user
from tests.models.breaking import refused_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def dismissal() -> Dismissal:
    return Dismissal.objects.create(text=make_text(), start=3, end=9, dismissed_by=make_user())


def test_it_is_of_some_words(dismissal):
    with refused_by("dismissal_is_of_some_words"):
        Dismissal.objects.create(text=dismissal.text, start=9, end=9, dismissed_by=make_user())


def test_one_stands_for_a_place(dismissal):
    with refused_by("dismissal_stands_once"):
        Dismissal.objects.create(text=dismissal.text, start=3, end=9, dismissed_by=make_user())


def test_a_place_that_was_brought_back_may_be_put_aside_again(dismissal):
    Dismissal.objects.filter(pk=dismissal.pk).update(undone_by=make_user(), undone_at=timezone.now())

    again = Dismissal.objects.create(text=dismissal.text, start=3, end=9, dismissed_by=make_user())

    assert list(Dismissal.objects.standing()) == [again]


def test_who_brings_it_back_is_named(dismissal):
    with refused_by("dismissal_is_undone_by_somebody"):
        Dismissal.objects.filter(pk=dismissal.pk).update(undone_at=timezone.now())


@pytest.mark.parametrize("change", [{"start": 1}, {"end": 20}])
def test_what_was_put_aside_stays_what_it_was(dismissal, change):
    with refused_by("dismissal_keeps_who_and_what"):
        Dismissal.objects.filter(pk=dismissal.pk).update(**change)


def test_it_is_not_laid_on_somebody_else(dismissal):
    with refused_by("dismissal_keeps_who_and_what"):
        Dismissal.objects.filter(pk=dismissal.pk).update(dismissed_by=make_user())


def test_it_is_never_deleted(dismissal):
    with refused_by("dismissal_is_kept"):
        dismissal.delete()

    assert SourceText.objects.get().dismissals.count() == 1
