"""What was asked for last stays, as far as there is room."""

from __future__ import annotations

from dataclasses import dataclass

from policy_positions.latest import Latest


@dataclass
class Kept:
    nbytes: int


def test_no_more_is_kept_than_fits_and_the_latest_used_stays():
    latest: Latest[Kept] = Latest(room=25)
    for name in ("a", "b"):
        latest.keep(name, Kept(10))
    latest.get("a")

    latest.keep("c", Kept(10))

    assert [name for name in "abc" if latest.get(name)] == ["a", "c"]


def test_what_has_grown_since_makes_room_when_another_comes():
    latest: Latest[Kept] = Latest(room=25)
    grown = latest.keep("a", Kept(1))
    latest.keep("b", Kept(10))
    grown.nbytes = 20

    latest.keep("c", Kept(10))

    assert [name for name in "abc" if latest.get(name)] == ["b", "c"]


def test_what_came_last_stays_however_large_it_is():
    latest: Latest[Kept] = Latest(room=25)
    latest.keep("a", Kept(10))

    latest.keep("b", Kept(100))

    assert [name for name in "ab" if latest.get(name)] == ["b"]
