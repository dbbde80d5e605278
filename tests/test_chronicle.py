"""What was said over time, at its place: no database, no request."""

from __future__ import annotations

import datetime
import xml.etree.ElementTree as ET

import pytest

from policy_positions import maps
from policy_positions.maps.chronicle.axis import Axis, summit_lines, ticks
from policy_positions.partial_dates import parse

ISSUES = {"legalization": "Legalization", "eradication": "Eradication"}
IMPRINT = maps.Imprint(source="The tracker, 2 positions", permalink="https://example.org/countries/GTM/")
# 2013 has 365 days; from 12 to 377 a day is one unit.
WIDTH = 389


def said(when: str, stance: str = "support", **fields: str) -> maps.Statement:
    values = {"issue": "legalization", "voice": "direct", "words": f"{when}: {stance}", "url": f"/{when}/"}
    return maps.Statement(stance=stance, stated=parse(when), **{**values, **fields})


def held(first: str, last: str, *stances: str, issue: str = "legalization") -> maps.Held:
    return maps.Held(issue, stances, datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))


def drawn(*statements: maps.Statement, **given: object) -> maps.Chart:
    values = {"held": [], "summits": [], "issues": ISSUES, "width": WIDTH}
    chart = maps.chronicle(statements, **{**values, **given})
    assert chart is not None
    return chart


def places(lane) -> list[tuple[str, float, float, float, float]]:
    return [(mark.statement.url, mark.x, mark.y, mark.begin, mark.end) for mark in lane.marks]


class TestMarks:
    def test_a_day_stands_at_its_day_and_needs_no_bar(self):
        chart = drawn(said("2013-01-01"), said("2013-02-01"))

        assert places(chart.lanes[0]) == [
            ("/2013-01-01/", 12.5, 43, 12, 13),
            ("/2013-02-01/", 43.5, 43, 43, 44),
        ]
        assert not any(mark.has_bar for mark in chart.lanes[0].marks)

    def test_a_month_and_a_year_span_all_the_days_that_they_may_mean(self):
        chart = drawn(said("2013-02"), said("2013"))

        assert places(chart.lanes[0]) == [
            ("/2013/", 194.5, 43, 12, 377),
            ("/2013-02/", 57, 69, 43, 71),
        ]
        assert all(mark.has_bar for mark in chart.lanes[0].marks)

    def test_marks_that_would_touch_stand_in_rows(self):
        chart = drawn(said("2013-03-01"), said("2013-03-02", url="/second/"), said("2013-03-25"))

        assert [(url, y) for url, _, y, _, _ in places(chart.lanes[0])] == [
            ("/2013-03-01/", 43),
            ("/second/", 69),
            ("/2013-03-25/", 43),
        ]

    def test_only_issues_with_a_dated_statement_have_a_lane(self):
        chart = drawn(said("2013"), said("XXXX", issue="eradication"))

        assert [lane.name for lane in chart.lanes] == ["Legalization"]

    def test_without_a_known_date_nothing_is_drawn(self):
        assert maps.chronicle([said("XXXX")], [], [], issues=ISSUES, width=WIDTH) is None


class TestStrips:
    def test_a_stance_is_drawn_for_the_days_it_held_and_no_further(self):
        chart = drawn(said("2013-01-01"), held=[held("2013-01-11", "2013-01-20", "support")])

        strip = chart.lanes[0].strips[0]

        assert (strip.stances, strip.x, strip.width) == (("support",), 22, 10)

    def test_a_stance_that_gave_way_is_called_a_change_whoever_held_the_office_between(self):
        spells = [
            held("2013-01-01", "2013-01-31", "support"),
            held("2013-03-01", "2013-04-30", "oppose"),
            held("2013-06-01", "2013-06-30", "oppose"),
        ]

        chart = drawn(said("2013-01-01"), held=spells)

        assert [(c.since.isoformat(), c.before, c.after, c.x) for c in chart.changes] == [
            ("2013-03-01", "Supports", "Opposes", 71)
        ]

    def test_the_same_stance_again_is_no_change(self):
        spells = [held("2013-01-01", "2013-01-31", "mixed"), held("2013-03-01", "2013-04-30", "mixed")]

        assert drawn(said("2013-01-01"), held=spells).changes == ()


class TestAxis:
    def test_few_years_on_a_wide_axis_have_quarters(self):
        shown = ticks(Axis(2013, 2013, 12, 377))

        assert [(tick.label, tick.x) for tick in shown] == [
            ("2013", 12),
            ("Apr", 102),
            ("Jul", 193),
            ("Oct", 285),
        ]

    @pytest.mark.parametrize(
        ("first", "last", "labels"),
        [
            (2010, 2013, ["2010", "2011", "2012", "2013"]),
            (2001, 2012, ["2002", "2004", "2006", "2008", "2010", "2012"]),
            (1961, 2020, ["1970", "1980", "1990", "2000", "2010", "2020"]),
        ],
    )
    def test_years_are_named_as_often_as_they_fit(self, first, last, labels):
        assert [tick.label for tick in ticks(Axis(first, last, 0, 400))] == labels

    def test_summits_that_would_touch_are_named_under_each_other(self):
        summits = [
            maps.Summit("A", "Cartagena 2013", parse("2013-04-14"), "/a/"),
            maps.Summit("B", "Antigua 2013", parse("2013-06-04"), "/b/"),
            maps.Summit("C", "Lima 2018", parse("2018-04-13"), "/c/"),
        ]

        lines = summit_lines(summits, Axis(2013, 2013, 12, 377), WIDTH)

        assert [(line.summit.name, line.x, line.y, line.anchor) for line in lines] == [
            ("A", 115, 0, "start"),
            ("B", 166, 19, "start"),
        ]


class TestTally:
    def address(self, issue: str, stance: str, first: int, last: int) -> str:
        return f"/{issue}/{stance}/{first}-{last}/"

    def tally(self, *counts: tuple[str, int, int], width: int = WIDTH) -> maps.Chart:
        tallies = [maps.YearTally("legalization", stance, year, count) for stance, year, count in counts]
        return maps.tally_chart(tallies, [], issues=ISSUES, width=width, address=self.address)

    def test_a_row_a_stance_in_the_order_of_the_scale_and_a_cell_a_year(self):
        chart = self.tally(("oppose", 2013, 40), ("support", 2012, 30), ("support", 2013, 5))

        cells = chart.lanes[0].cells

        assert [(c.stance, c.count, c.x, c.y, c.url) for c in cells] == [
            ("support", 30, 31, 30, "/legalization/support/2012-2012/"),
            ("support", 5, 204.5, 30, "/legalization/support/2013-2013/"),
            ("oppose", 40, 204.5, 54, "/legalization/oppose/2013-2013/"),
        ]
        assert cells[0].words == "Legalization, 2012: Supports, 30 statements"

    def test_years_that_do_not_fit_share_a_column_and_lose_no_statement(self):
        chart = self.tally(*(("support", year, 3) for year in range(1990, 2015)))

        cells = chart.lanes[0].cells

        assert [(c.count, c.url) for c in cells] == [
            (15, f"/legalization/support/{first}-{first + 4}/") for first in range(1990, 2015, 5)
        ]


@pytest.mark.parametrize("width", [350, 940])
def test_the_whole_calendar_fits(width):
    marks = drawn(said("0001"), said("9999-12-31"), width=width)
    tallies = [maps.YearTally("legalization", "support", year, 1) for year in (1, 9999)]
    cells = maps.tally_chart(tallies, [], issues=ISSUES, width=width, address=lambda *asked: "/")

    assert [mark.statement.url for mark in marks.lanes[0].marks] == ["/0001/", "/9999-12-31/"]
    assert all(0 <= cell.x <= cell.x + cell.width <= width for cell in cells.lanes[0].cells)


class TestDocument:
    def test_title_filter_date_source_and_address_are_part_of_the_picture(self):
        heading = maps.Heading("What <Guatemala> said over time", "Issue: Legalization", "As of 30 June 2013")

        document = maps.chart_document(drawn(said("2013", voice="characterized")), heading, IMPRINT)

        texts = "".join(ET.fromstring(document).itertext())  # noqa: S314 - the document is our own
        for words in (heading.title, heading.condition, heading.date, IMPRINT.source, IMPRINT.permalink):
            assert words in texts
        assert "var(--" not in document
        assert "<a href" in document and "/2013/" not in document

    def test_without_a_dated_statement_the_document_says_so(self):
        document = maps.chart_document(None, maps.Heading("What Cuba said", "", "As of 2013"), IMPRINT)

        assert "No statement with a known date" in document
