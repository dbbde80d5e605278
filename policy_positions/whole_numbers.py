"""Whole numbers, as people and programs send them."""

from __future__ import annotations

DIGITS = 9  # what always fits into an integer of the database
DIGITS_OF_A_KEY = 18  # and into a key of it


def whole_number(sent: str, *, digits: int = DIGITS) -> int | None:
    """The number; None where anything but so many of the digits 0 to 9 was sent.

    To Python “²” is a digit as well, of which it makes no number, and the digits of every script are.
    """
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) <= digits else None
