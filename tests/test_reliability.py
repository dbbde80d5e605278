"""Agreement of two coders, held against published worked examples."""

from __future__ import annotations

from django.utils import timezone

import pytest

from policy_positions.models import SecondCoding
from policy_positions.reliability import ENOUGH, agreement_by_issue, alpha, percent
from policy_positions.vocabulary import STANCE_SCALE
from tests.factories import make_issue, make_position, make_user
from tests.models.test_second_coding import make_plan

# Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): examples A, B and C.
TWO_OBSERVERS_BINARY = ["0100000010", "1110010000"]
TWO_OBSERVERS_NOMINAL = ["aabbdcccedda", "babbbccceddd"]
FOUR_OBSERVERS = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]


def observed(rows: list[str]) -> list[list[str | None]]:
    return [[None if value == "." else value for value in row] for row in rows]


def test_two_observers_with_binary_data_as_published():
    assert alpha(observed(TWO_OBSERVERS_BINARY), "01", "nominal") == pytest.approx(0.095, abs=0.0005)


def test_two_observers_with_nominal_data_as_published():
    assert alpha(observed(TWO_OBSERVERS_NOMINAL), "abcde", "nominal") == pytest.approx(0.692, abs=0.0005)


@pytest.mark.parametrize(
    ("level", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_four_observers_with_missing_data_as_published(level, published):
    assert alpha(observed(FOUR_OBSERVERS), "12345", level) == pytest.approx(published, abs=0.0005)


def test_on_the_order_a_near_miss_counts_less_than_a_far_one():
    first = [*STANCE_SCALE, *STANCE_SCALE]
    near = ["lean_support", *first[1:]]
    far = ["oppose", *first[1:]]

    assert alpha([first, near], STANCE_SCALE, "ordinal") > alpha([first, far], STANCE_SCALE, "ordinal")
    assert alpha([first, near], STANCE_SCALE, "nominal") == pytest.approx(
        alpha([first, far], STANCE_SCALE, "nominal"), abs=0.05
    )


def test_without_variation_alpha_says_nothing():
    assert alpha([["support"] * 5, ["support"] * 5], STANCE_SCALE, "ordinal") is None


def test_percent_is_of_all_units():
    assert percent([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")]) == 75


# Of the record


def make_coded(plan, issue, first: str, second: str) -> None:
    SecondCoding.objects.create(
        position=make_position(issue=issue),
        plan=plan,
        coder=make_user("editor"),
        coded_at=timezone.now(),
        first_stance=first,
        stance=second,
        first_voice="direct",
        voice="direct",
    )


@pytest.mark.django_db
def test_each_issue_has_its_figures_and_too_few_have_none():
    plan, issue, other = make_plan(), make_issue("legalization"), make_issue("eradication")
    for number in range(ENOUGH):
        make_coded(plan, issue, "support" if number % 2 else "oppose", "support" if number % 2 else "oppose")
    make_coded(plan, other, "support", "oppose")

    of_issue, of_other, of_all = agreement_by_issue()

    assert (of_issue.issue, of_issue.n, of_issue.percent, of_issue.ordinal) == (issue, ENOUGH, 100, 1.0)
    assert (of_issue.nominal, of_issue.voice) == (1.0, None)
    assert (of_other.issue, of_other.n, of_other.percent, of_other.ordinal) == (other, 1, None, None)
    assert (of_all.issue, of_all.n) == (None, ENOUGH + 1)
    assert of_all.ordinal < 1


@pytest.mark.django_db
def test_what_is_beside_the_scale_counts_in_all_but_the_ordinal_alpha():
    plan, issue = make_plan(), make_issue()
    for number in range(ENOUGH):
        make_coded(plan, issue, "support" if number % 2 else "oppose", "support" if number % 2 else "oppose")
    make_coded(plan, issue, "open_to_debate", "support")

    of_issue, _ = agreement_by_issue()

    assert (of_issue.n, of_issue.on_scale) == (ENOUGH + 1, ENOUGH)
    assert of_issue.ordinal == 1.0
    assert of_issue.percent < 100 and of_issue.nominal < 1
