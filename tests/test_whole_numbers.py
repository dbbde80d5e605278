"""What is sent for a number is one, or it is refused before anything fails over it."""

from __future__ import annotations

import pytest

from policy_positions.whole_numbers import whole_number


@pytest.mark.parametrize(("sent", "number"), [("0", 0), ("7", 7), ("007", 7), ("999999999", 999_999_999)])
def test_digits_are_a_number(sent: str, number: int) -> None:
    assert whole_number(sent) == number


@pytest.mark.parametrize("sent", ["", " 7", "-7", "+7", "7.0", "7e3", "1_000", "²", "٧", "seven", "9" * 10])
def test_anything_else_is_none(sent: str) -> None:
    assert whole_number(sent) is None


def test_more_digits_are_taken_where_there_is_room_for_them() -> None:
    assert whole_number("9" * 10, digits=10) == 9_999_999_999
