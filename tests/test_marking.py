"""A text with marks in it: every code point once, cut where a mark begins or ends."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policy_positions.marking import Mark, MarkKind, lines


def shown(text: str, *marks: Mark) -> list[list[tuple[str, str]]]:
    """Line by line, each piece with the kind of mark that shows."""
    return [
        [(segment.text, segment.mark.kind if segment.mark else "") for segment in line.segments]
        for line in lines(text, marks)
    ]


def test_a_mark_cuts_its_line():
    assert shown("They want it all.", Mark(5, 9, MarkKind.CODED)) == [
        [("They ", ""), ("want", "coded"), (" it all.", "")]
    ]


def test_a_mark_over_a_line_end_goes_on_in_the_next_line():
    assert shown("one\ntwo\n", Mark(2, 5, MarkKind.PROPOSED)) == [
        [("on", ""), ("e\n", "proposed")],
        [("t", "proposed"), ("wo\n", "")],
    ]


def test_a_line_begins_at_its_first_code_point():
    assert [line.start for line in lines("🌿a\r\n\nb", [])] == [0, 4, 5]


def test_of_marks_on_one_word_the_one_being_coded_shows_then_coded_then_the_shortest():
    marks = (
        Mark(0, 3, MarkKind.DISMISSED),
        Mark(0, 2, MarkKind.CODED),
        Mark(0, 4, MarkKind.CODED),
        Mark(1, 2, MarkKind.TAKEN),
    )

    assert shown("abcd", *marks) == [[("a", "coded"), ("b", "taken"), ("c", "coded"), ("d", "coded")]]
    (line,) = lines("abcd", marks)
    assert (line.segments[0].mark.start, line.segments[0].mark.end) == (0, 2)


def test_a_place_has_a_name_for_addresses():
    assert Mark(3, 14, MarkKind.CODED).place == "place-3-14"


def test_an_empty_text_has_no_lines():
    assert lines("", []) == []


@settings(suppress_health_check=[HealthCheck.too_slow])  # a busy machine draws slowly
@given(
    st.text(alphabet="ab🌿\r\n", max_size=20),
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20), st.sampled_from(MarkKind)), max_size=6),
)
def test_the_text_is_all_there_in_order_and_marks_cover_just_their_pieces(text, drawn):
    marks = [Mark(min(a, b), max(a, b), kind) for a, b, kind in drawn if a != b and max(a, b) <= len(text)]

    found = lines(text, marks)

    assert "".join(segment.text for line in found for segment in line.segments) == text
    at = 0
    for line in found:
        assert line.start == at
        for segment in line.segments:
            here = range(at, at + len(segment.text))
            assert {*segment.marks} == {
                mark for mark in marks if mark.start < here.stop and mark.end > here.start
            }
            at = here.stop


def test_a_blank_line_within_a_passage_carries_no_mark_of_its_own():
    whole = Mark(0, 10, MarkKind.CODED)

    shown = [[segment.mark for segment in line.segments] for line in lines("One.\n\nTwo.", [whole])]

    assert shown == [[whole], [None], [whole]]
