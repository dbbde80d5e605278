"""A second code is by a second person and stays as it was given, or the database refuses it."""

from __future__ import annotations

from django.utils import timezone

import pytest

from policy_positions.models import CodingComment, SamplingPlan, SecondCoding
from tests.factories import make_draft, make_position, make_user
from tests.models.breaking import refused_by

pytestmark = pytest.mark.django_db


def make_plan(**fields) -> SamplingPlan:
    return SamplingPlan.objects.create(**{"rate": 10, "seed": "a seed", "made_by": make_user(), **fields})


def make_coding(**fields) -> SecondCoding:
    position = fields.pop("position", None) or make_position()
    return SecondCoding.objects.create(position=position, plan=make_plan(), **fields)


def coded(**fields) -> SecondCoding:
    said = {"stance": "oppose", "voice": "direct", "first_stance": "support", "first_voice": "direct"}
    return make_coding(**{"coder": make_user("editor"), "coded_at": timezone.now(), **said, **fields})


def stored(coding: SecondCoding):
    return SecondCoding.objects.filter(pk=coding.pk)


def test_a_rate_above_a_hundred_in_a_hundred_is_refused():
    with refused_by("sampling_plan_rate_is_a_percentage"):
        make_plan(rate=101)


def test_a_plan_without_a_seed_is_refused():
    with refused_by("sampling_plan_seed_is_not_blank"):
        make_plan(seed=" ")


def test_nobody_codes_their_own_position_again():
    position = make_draft()

    with refused_by("second_coding_is_by_a_second_person"):
        make_coding(position=position, coder=position.drafted_by)


def test_nobody_is_made_the_second_coder_of_their_own_position():
    coding = make_coding()

    with refused_by("second_coding_is_by_a_second_person"):
        stored(coding).update(coder=coding.position.drafted_by)


@pytest.mark.parametrize("left_out", [{"stance": ""}, {"voice": ""}, {"first_stance": ""}, {"coder": None}])
def test_half_a_code_is_refused(left_out):
    with refused_by("second_coding_is_whole_or_none"):
        coded(**left_out)


@pytest.mark.parametrize(
    "change", [{"stance": "support"}, {"voice": "reported"}, {"first_stance": "oppose"}, {"coded_at": None}]
)
def test_a_code_does_not_change_once_it_is_given(change):
    coding = coded()

    with refused_by("second_coding_stays_as_coded"):
        stored(coding).update(**change)


def test_a_code_is_not_laid_on_somebody_else():
    coding = coded()

    with refused_by("second_coding_stays_as_coded"):
        stored(coding).update(coder=make_user())


def test_what_was_drawn_is_kept():
    coding = make_coding()

    with refused_by("second_coding_is_kept"):
        coding.delete()


@pytest.mark.parametrize(("field", "value"), [("stance", "sideways"), ("voice", "sung")])
def test_a_code_outside_the_lists_is_refused(field, value):
    with refused_by(
        {"stance": "second_coding_stance_is_known", "voice": "second_coding_voice_is_known"}[field]
    ):
        coded(**{field: value})


def test_one_coder_alone_settles_nothing():
    coding, one = coded(), make_user("editor")

    with refused_by("second_coding_is_resolved_by_two"):
        stored(coding).update(
            agreed_stance="support", agreed_by=one, confirmed_by=one, resolved_at=timezone.now()
        )


@pytest.mark.parametrize("change", [{"text": "Another."}, {"by_id": None}])
def test_what_was_said_stays_said(change):
    said = CodingComment.objects.create(coding=coded(), by=make_user(), text="Why?")

    with refused_by("coding_comment_is_append_only"):
        CodingComment.objects.filter(pk=said.pk).update(**change)


def test_nothing_is_said_with_a_blank():
    with refused_by("coding_comment_text_is_not_blank"):
        CodingComment.objects.create(coding=coded(), by=make_user(), text="  ")


def test_the_draw_is_the_same_for_whoever_repeats_it_and_about_as_large_as_planned():
    plan = SamplingPlan(rate=10, seed="a seed")

    drawn = [number for number in range(5_000) if plan.draws(f"position-{number}")]

    assert drawn == [n for n in range(5_000) if SamplingPlan(rate=10, seed="a seed").draws(f"position-{n}")]
    assert 400 < len(drawn) < 600
    assert drawn != [n for n in range(5_000) if SamplingPlan(rate=10, seed="other").draws(f"position-{n}")]


@pytest.mark.parametrize(("rate", "drawn"), [(0, 0), (100, 50)])
def test_none_and_all_are_rates_as_well(rate, drawn):
    plan = SamplingPlan(rate=rate, seed="a seed")

    assert sum(plan.draws(f"position-{number}") for number in range(50)) == drawn
