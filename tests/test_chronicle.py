"""What was said over time, at its place: no database, no request."""

from __future__ import annotations

import datetime
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from policy_positions import maps
from policy_positions.maps.chronicle.axis import Axis, summit_lines, ticks
from policy_positions.maps.chronicle.writing import written_cells
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

    def test_a_change_says_from_what_to_what_where_there_is_room_and_the_mere_fact_where_not(self):
        spells = [held("2013-01-01", "2013-08-31", "support"), held("2013-09-01", "2013-12-30", "oppose")]

        roomy, narrow = (
            drawn(said("2013-01-01"), held=spells, width=width).changes[0] for width in (900, WIDTH)
        )

        assert (roomy.label, roomy.anchor) == ("2013 Supports → 2013 Opposes", "start")
        assert (narrow.label, narrow.anchor) == ("Changed", "start")

    def test_labels_of_changes_never_lie_on_each_other(self):
        days = [datetime.date(2013, 5, 1) + datetime.timedelta(days=15 * step) for step in range(16)]
        spells = [
            maps.Held("legalization", (("support", "oppose")[place % 2],), first, first)
            for place, first in enumerate(days)
        ]

        changes = drawn(said("2013-01-01"), held=spells, width=900).changes

        spans = [
            (c.x, c.x + 6.9 * len(c.label)) if c.anchor == "start" else (c.x - 6.9 * len(c.label), c.x)
            for c in changes
            if c.label
        ]
        assert len(changes) == len(days) - 1
        assert 1 < len(spans) < len(changes)
        assert all(end <= begin for (_, end), (begin, _) in pairwise(spans))


class TestTurning:
    def turn(self, since: str, before: str = "support", after: str = "oppose") -> maps.Turn:
        year = int(since[:4])
        return maps.Turn(
            maps.Said(year - 1, ((before, "Legalization"),)),
            maps.Said(year, ((after, "Eradication"), (after, "Aid demands"))),
            parse(since),
        )

    def test_the_words_end_where_the_later_year_began_to_speak(self):
        chart = drawn(said("2012"), said("2013"), turns=[self.turn("2013-11")], width=940)

        (line,) = chart.turning.lines

        assert line.words == "2012 supports legalization → 2013 opposes eradication, aid demands"
        assert (line.has_moment, line.x) == (True, chart.axis.at(datetime.date(2013, 11, 1)))
        assert chart.height == drawn(said("2012"), said("2013"), width=940).height + chart.turning.height

    def test_words_too_long_for_the_chart_stand_in_lines_at_its_edge(self):
        chart = drawn(said("2013"), turns=[self.turn("2013-11")], width=350)

        assert [(line.x, line.has_moment) for line in chart.turning.lines] == [(0, False), (0, False)]
        assert " ".join(line.words for line in chart.turning.lines).endswith("eradication, aid demands")

    def test_of_many_turns_the_latest_are_shown_and_the_others_counted(self):
        turns = [self.turn(str(year)) for year in range(2001, 2009)]

        turning = drawn(said("2000"), said("2008"), turns=turns, width=940).turning

        assert [line.words[:4] for line in turning.lines] == ["2002", "2003", "2004", "2005", "2006", "2007"]
        assert turning.left_out == 2

    def test_long_words_take_the_room_of_several_turns_and_the_last_turn_is_told_whole(self):
        turns = [self.turn(str(year)) for year in range(2001, 2009)]

        narrow = drawn(said("2000"), said("2008"), turns=turns, width=350).turning
        narrowest = drawn(said("2000"), said("2008"), turns=turns, width=60).turning

        assert len(narrow.lines) == 6 and narrow.left_out == 5
        assert narrowest.left_out == 7
        assert "2008 opposes" in " ".join(line.words for line in narrowest.lines)


class TestLive:
    def test_marks_and_what_they_open_stand_at_their_days_and_heights(self):
        chart = drawn(said("2013-01-01"), said("2013-02-01", "oppose", voice="characterized"))

        figure = maps.live_chart(chart)

        spans, marks, glyphs = figure["data"]
        assert [when[:10] for when in marks["x"]] == ["2013-01-01", "2013-02-01"]
        assert marks["y"] == [mark.y for mark in chart.lanes[0].marks]
        assert marks["customdata"][1] == ["/2013-02-01/", "2013-02-01: oppose", "characterized", "oppose"]
        assert marks["marker"]["color"] == ["var(--stance-support)", "var(--stance-oppose)"]
        assert [stance for stance, *_ in glyphs["customdata"]] == ["support", "oppose"]
        assert spans["x"] == []

    def test_it_covers_the_drawing_to_the_unit(self):
        chart = drawn(said("2013"))

        layout = maps.live_chart(chart)["layout"]

        assert (layout["width"], layout["height"]) == (chart.width, chart.height)
        assert (layout["margin"]["l"], layout["margin"]["r"]) == (12, WIDTH - 377)
        assert layout["yaxis"]["range"] == [chart.height - layout["margin"]["b"], 0]
        assert layout["xaxis"]["range"] == ["2013-01-01T00:00", "2013-12-31T23:59"]

    def test_strips_changes_and_summits_have_their_place_in_time(self):
        spells = [
            held("2013-01-01", "2013-05-31", "support", "mixed"),
            held("2013-06-01", "2013-12-31", "oppose"),
        ]
        summit = maps.Summit("A", "Lima <b>2013</b>", parse("2013-04-14"), "/a/")

        layout = maps.live_chart(drawn(said("2013-01-01"), held=spells, summits=[summit]))["layout"]

        strips = [shape for shape in layout["shapes"] if shape["type"] == "rect"]
        assert [strip["fillcolor"] for strip in strips] == [
            "var(--stance-support)",
            "var(--stance-mixed)",
            "var(--stance-oppose)",
        ]
        assert [note["text"] for note in layout["annotations"]] == [
            "Lima &lt;b&gt;2013&lt;/b&gt;",
            "Changed",
        ]
        assert layout["annotations"][0]["name"] == "/a/"

    def test_counted_cells_can_be_pointed_at(self):
        tallies = [maps.YearTally("legalization", "support", 2013, 60)]
        chart = maps.tally_chart(tallies, [], issues=ISSUES, width=WIDTH, address=lambda *asked: "/rows/")

        marks = maps.live_chart(chart)["data"][1]

        assert (marks["mode"], marks["text"], marks["customdata"][0][0]) == ("text", ["60"], "/rows/")


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

    def test_a_number_is_a_link_on_a_page_and_none_in_a_file_and_writes_no_markup_of_the_record(self):
        tallies = [maps.YearTally("legalization", "support", 2012, 30)]
        named = {"legalization": "Crops <b>& seeds"}
        chart = maps.tally_chart(tallies, [], issues=named, width=WIDTH, address=self.address)

        on_page, in_file = (
            ET.fromstring(written_cells(chart.lanes[0].cells, maps.ON_SCREEN, links=links))  # noqa: S314 - our own
            for links in (True, False)
        )

        words = "Crops <b>& seeds, 2012: Supports, 30 statements"
        assert [link.get("href") for link in on_page.findall("a")] == ["/legalization/support/2012-2012/"]
        assert in_file.findall("a") == []
        assert [on_page.findtext("a/title"), in_file.findtext("g/title")] == [words, words]


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
