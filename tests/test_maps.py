"""What the map shows, from standings alone: no database, no request."""

from __future__ import annotations

import datetime
import html
import itertools
import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

from django.conf import settings
from django.template import engines

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_positions import maps
from policy_positions.maps.geography import geography
from policy_positions.maps.standing import ASCRIBED
from policy_positions.models import Country
from policy_positions.partial_dates import parse
from policy_positions.standings import Change
from policy_positions.vocabulary import Stance, Voice

STATES = frozenset(
    re.findall(
        r"\w+",
        """ATG ARG BHS BRB BLZ BOL BRA CAN CHL COL CRI CUB DMA DOM ECU SLV GRD GTM GUY HTI HND JAM MEX NIC PAN
           PRY PER KNA LCA VCT SUR TTO USA URY VEN""",
    )
)
LEGALIZATION = maps.Issue("legalization", "Legalization", "Some drugs should be sold under regulation.")
ERADICATION = maps.Issue("eradication", "Eradication", "Forced eradication should continue.")
QUESTION = maps.MapQuestion(
    issue=LEGALIZATION,
    issues=(LEGALIZATION, ERADICATION),
    as_of=parse("2012-04"),
    first=datetime.date(2012, 1, 1),
    last=datetime.date(2013, 12, 31),
    changes=(datetime.date(2012, 4, 14), datetime.date(2012, 4, 2), datetime.date(2013, 6, 1)),
)
HOSTILE = "</script><img src=x onerror=\"alert('1')\"> & more"


def evidence(stance: str = "support", **said: str) -> maps.Evidence:
    words = {
        "stance": stance,
        "exact": "it is time to debate",
        "voice": "direct",
        "voice_label": "Direct speech",
        "speaker": "Ana Ruiz, President of Ruritania",
        "stated": "April 2012",
        "source": "A paper, April 2012",
        "url": "/positions/a/",
    }
    return maps.Evidence(**{**words, **said})


def standing(iso3: str = "GTM", *passages: maps.Evidence, **fields: object) -> maps.CountryStanding:
    values = {
        "iso3": iso3,
        "name": f"The {iso3}",
        "stance": passages[0].stance if passages else None,
        "stance_label": passages[0].stance_label if passages else "",
        "contested": False,
        "characterized": False,
        "evidence": passages,
        "statements": len(passages),
        "url": f"/positions/?country={iso3}",
    }
    return maps.CountryStanding(**{**values, **fields})


def contested(iso3: str = "GTM") -> maps.CountryStanding:
    return standing(iso3, evidence("oppose", speaker="The minister"), evidence("support"), contested=True)


def every_state(*given: maps.CountryStanding) -> list[maps.CountryStanding]:
    return [*given, *(standing(iso3) for iso3 in STATES - {each.iso3 for each in given})]


def drawn(view: maps.MapView, question: maps.MapQuestion = QUESTION) -> str:
    source = """{% from "components/_hemisphere.html" import hemisphere_map %}
                {% from "components/_standing_table.html" import standing_table %}
                {{ hemisphere_map(view, question, "/map.svg") }}{{ standing_table(view) }}"""
    return engines["pages"].from_string(source).render({"view": view, "question": question})


def states_of(page: str) -> list[str]:
    return re.findall(r'<a class="state".*?</a>', page, re.DOTALL)


class TestGeography:
    def test_every_state_is_drawn_and_read_in_one_panel(self):
        main, inset = geography().main, geography().inset

        assert set(main.paths) == STATES
        assert not main.points.keys() & inset.points.keys()
        assert main.points.keys() | inset.points.keys() == STATES
        assert inset.points.keys() <= inset.paths.keys()

    def test_the_live_map_has_the_same_states_and_the_layers_it_asks_for(self):
        land = json.loads((Path(settings.BASE_DIR) / "static/geo/topology.json").read_text())

        assert {state["id"] for state in land["objects"]["countries"]["geometries"]} == STATES
        assert set(geography().places) == STATES
        assert {"land", "coastlines", "ocean", "lakes", "rivers", "subunits"} <= land["objects"].keys()

    def test_symbols_stand_inside_their_panel(self):
        for panel in (geography().main, geography().inset):
            for x, y in panel.points.values():
                assert 0 < x < panel.width
                assert 0 < y < panel.height

    def test_bubbles_stay_apart_by_what_a_finger_needs_on_a_phone(self):
        units_per_pixel = geography().inset.width / 356
        centres = [(callout.x, callout.y) for callout in geography().inset.callouts.values()]

        nearest = min(
            ((x - u) ** 2 + (y - v) ** 2) ** 0.5 for (x, y), (u, v) in itertools.combinations(centres, 2)
        )

        assert nearest / units_per_pixel >= 24


class TestStanding:
    @pytest.mark.parametrize("code", Stance.values)
    def test_a_stance_is_drawn_as_itself(self, code):
        said = standing("CUB", evidence(code))

        assert (said.symbol, said.paint) == (code, code)

    def test_no_statement_is_drawn_as_no_stance(self):
        silent = standing("CUB")

        assert (silent.symbol, silent.paint, silent.words) == ("none", "none", "no statement recorded")

    def test_statements_of_people_out_of_office_are_not_called_no_statement(self):
        assert standing("CUB", statements=2).words == "no statement by those in office then"

    def test_a_reporters_reading_is_drawn_and_told_apart(self):
        reading = standing("NIC", evidence("oppose", voice="characterized"), characterized=True)

        assert reading.symbol == "oppose"
        assert reading.paint == "characterized-oppose"
        assert reading.words == "Opposes, April 2012, by a reporter’s reading"

    def test_a_contested_state_shows_both_stances_in_the_order_of_the_scale(self):
        split = contested()

        assert (split.symbol, split.paint) == ("contested", "contested-support-oppose")
        assert split.words == (
            "office-holders differ: Opposes (The minister) and Supports (Ana Ruiz, President of Ruritania)"
        )

    @pytest.mark.parametrize(
        ("passages", "fields", "fault"),
        [
            ((), {"stance": "agrees"}, "'agrees' is not a stance; one of support, "),
            ((), {"stance": "support"}, "stance 'support' with 0 passages"),
            ((evidence(),), {"stance": None}, "stance None with 1 passages"),
            ((evidence(), evidence()), {"contested": True}, "every passage takes the stance 'support'"),
        ],
    )
    def test_a_standing_that_cannot_be_is_refused_by_name(self, passages, fields, fault):
        with pytest.raises(ValueError, match=re.escape(fault)) as refused:
            standing("CUB", *passages, **fields)

        assert str(refused.value).startswith("CUB: ")

    @pytest.mark.parametrize("code", list(Voice))
    def test_whose_words_they_are_is_said_as_on_the_page_of_the_position(self, code):
        passage = evidence(voice=code.value, speaker="Ruritania")
        source = '{% from "components/_quotation.html" import whose %}{{ whose(said, position) }}'
        position = {"speaker": "", "holder": Country(name="Ruritania")}

        on_its_page = engines["pages"].from_string(source).render({"said": passage, "position": position})

        assert passage.whose == on_its_page.strip()
        assert (passage.whose == "Ruritania") == (code not in ASCRIBED)


class TestView:
    def test_the_legend_counts_each_state_once(self):
        view = maps.map_view(
            every_state(
                standing("BRA", evidence("support")),
                standing("CUB", evidence("support", voice="characterized"), characterized=True),
                standing("PER", evidence("unclear")),
                contested("GTM"),
            )
        )

        counts = {entry.symbol: entry.count for entry in (*view.scale, *view.beside, *view.apart)}

        assert [entry.symbol for entry in view.scale] == Stance.values[:5]
        assert counts == {
            **dict.fromkeys(Stance.values, 0),
            "support": 2,
            "unclear": 1,
            "contested": 1,
            "none": 31,
        }
        assert view.recorded == 4

    @pytest.mark.parametrize(
        ("given", "wrong"),
        [
            (every_state()[:-1], "missing"),
            ([*every_state(), standing("ESP")], "ESP"),
            ([*every_state(), standing("CUB")], "CUB"),
        ],
    )
    def test_a_map_of_other_than_the_35_states_is_refused(self, given, wrong):
        with pytest.raises(ValueError, match="one standing for each of the 35 states") as refused:
            maps.map_view(given)

        assert wrong in str(refused.value)


class TestDrawing:
    def test_every_state_is_one_link_with_words_and_is_reached_once(self):
        page = drawn(maps.map_view(every_state(standing("BRA", evidence()))))

        reached = [each for each in states_of(page) if "data-name" in each]
        repeated = [each for each in states_of(page) if "data-name" not in each]

        assert Counter(re.findall(r'data-iso3="(\w+)"', "".join(reached))) == Counter(STATES)
        assert 'href="/positions/?country=BRA"' in page
        assert 'aria-label="The BRA: Supports, April 2012"' in page
        assert 'aria-label="The CUB: no statement recorded"' in page
        assert repeated
        assert all('tabindex="-1" aria-hidden="true"' in each for each in repeated)

    def test_every_pattern_that_fills_a_state_is_on_the_page(self):
        view = maps.map_view(
            every_state(
                contested("GTM"),
                *(
                    standing(iso3, evidence(code), characterized=True)
                    for iso3, code in zip(
                        ("BRA", "CAN", "CHL", "COL", "CRI", "CUB", "DMA"), Stance.values, strict=True
                    )
                ),
            )
        )

        page = drawn(view)
        wanted = set(re.findall(r"url\(#([\w-]+)\)", page))

        assert {"paint-none", "paint-contested-support-oppose", "paint-characterized-mixed"} <= wanted
        assert wanted <= set(re.findall(r'<pattern id="([\w-]+)"', page))

    def test_the_symbols_of_the_page_are_drawn_above_all_land(self):
        page = drawn(maps.map_view(every_state(standing("GUY", evidence()))))
        panel = re.search(r'<svg class="map-main".*?</svg>', page, re.DOTALL)[0]

        assert panel.index('data-of="GUY"') > panel.rindex('class="land"')
        assert re.search(r'class="glyph glyph-support" data-of="GUY"[^>]* d="M0-6.5 ', panel)

    def test_what_a_source_says_never_becomes_markup(self):
        view = maps.map_view(
            every_state(
                standing("BRA", evidence(exact=HOSTILE, speaker=HOSTILE, source=HOSTILE), name=HOSTILE)
            )
        )

        page = drawn(view)

        assert html.escape("<img src=x") in page
        assert "<img" not in page
        assert not re.search(r"\son\w+=[\"'](?!>)", re.sub(r'"[^"]*"', '""', page))

    def test_the_page_brings_no_style_or_script_of_its_own(self):
        page = drawn(maps.map_view(every_state(contested("GTM"))))

        assert "paint-contested" in page
        assert not re.search(r"<style|\sstyle=|<script|\son[a-z]+=", page)

    def test_the_slider_works_without_scripts_and_stops_where_something_changes(self):
        page = drawn(maps.map_view(every_state()))

        assert '<form class="map-question" method="get"' in page
        assert re.search(r'name="month" list="map-stops" min="24144"\s+max="24167" value="24147"', page)
        assert re.findall(r'<option value="(\d+)"></option>', page) == ["24147", "24161"]
        assert re.search(r'<option value="legalization" +selected data-proposition="', page)
        assert '<button type="submit" data-map="show">Show</button>' in page
        assert re.search(
            r'role="status"[^>]*>April 2012: 0 of 35 states have a statement recorded by those in office<',
            page,
        )

    def test_buttons_that_need_scripts_stay_hidden_without_them(self):
        page = drawn(maps.map_view(every_state()))

        buttons = re.findall(r'<(?:button|div)[^>]*data-map="(play|png|zoom)"[^>]*?( hidden)?>', page)

        assert dict(buttons) == dict.fromkeys(("play", "png", "zoom"), " hidden")

    def test_the_table_marks_a_reading_and_shows_both_sides_of_a_contest(self):
        reading = standing(
            "NIC",
            evidence("oppose", voice="characterized", voice_label="Reporter’s reading"),
            characterized=True,
        )

        page = drawn(maps.map_view(every_state(reading, contested("GTM"))))
        rows = dict(re.findall(r'<tr data-iso3="(\w+)"[^>]*>(.*?)</tr>', page, re.DOTALL))

        assert "voice-characterized" in rows["NIC"]
        assert "The source on Ana Ruiz" in rows["NIC"]
        assert "url(#paint-characterized-oppose)" in rows["NIC"]
        assert "Office-holders differ" in rows["GTM"]
        assert re.findall(r"</svg><span>(\w+)</span>", rows["GTM"]) == ["Opposes", "Supports"]

    def test_a_state_is_shown_in_the_table_or_among_the_silent(self):
        page = drawn(maps.map_view(every_state(standing("BOL", evidence()), standing("MEX", statements=1))))

        rows = re.findall(r'<tr data-iso3="(\w+)"[^>]*?( hidden)?>', page)
        silent = re.findall(r'<li data-iso3="(\w+)"( hidden)?>', page)

        assert [iso3 for iso3, hidden in rows if not hidden] == ["BOL", "MEX"]
        assert [iso3 for iso3, hidden in silent if hidden] == ["BOL", "MEX"]
        assert len(rows) == len(silent) == 35

    def test_boundaries_take_no_side(self):
        assert "imply no opinion on the status of any territory" in drawn(maps.map_view(every_state()))


class TestTimeline:
    def change(self, day: str, *stances: str, statements: int = 1, reading: bool = False) -> Change:
        since = datetime.date.fromisoformat(day)
        return Change("GTM", "legalization", since, stances, reading, statements)

    def steps(self, *changes: Change) -> list:
        return maps.timeline(changes, "/positions/?country={country}")["changes"]["GTM"]

    def test_changes_of_a_country_follow_each_other(self):
        later, sooner = self.change("2013-06-04", "mixed", statements=2), self.change("2012-04-01", "support")

        assert self.steps(later, sooner) == [("2012-04-01", "support", 1), ("2013-06-04", "mixed", 2)]

    @pytest.mark.parametrize(
        ("said", "stances", "reading"),
        [
            (standing("GTM"), (), False),
            (standing("GTM", evidence("mixed")), ("mixed",), False),
            (
                standing("GTM", evidence("oppose", voice="characterized"), characterized=True),
                ("oppose",),
                True,
            ),
            (contested("GTM"), ("oppose", "support"), False),
        ],
    )
    def test_a_step_is_painted_as_the_drawing_is(self, said, stances, reading):
        ((_, paint, _),) = self.steps(self.change("2012-04-01", *stances, reading=reading))

        assert paint == said.paint


class TestQuestion:
    @given(st.dates())
    def test_a_month_is_written_as_it_was_counted(self, day):
        assert maps.month_text(maps.month_number(day)) == day.isoformat()[:7]

    def test_months_follow_each_other_over_the_turn_of_a_year(self):
        december, january = datetime.date(2012, 12, 31), datetime.date(2013, 1, 1)

        assert maps.month_number(january) - maps.month_number(december) == 1

    def test_the_slider_stops_once_a_month_and_within_its_range(self):
        assert [maps.month_text(stop) for stop in QUESTION.stops] == ["2012-04", "2013-06"]


class TestLiveFigure:
    def test_it_is_a_valid_figure_of_the_35_states(self):
        figure = go.Figure(maps.figure())

        land, symbols = figure.data

        assert set(land.locations) == set(symbols.ids) == STATES
        assert land.locationmode == "ISO-3"
        assert list(land.locations) == list(symbols.ids)

    def test_it_knows_how_to_fill_in_every_standing(self):
        codes = maps.figure()["layout"]["meta"]["codes"]

        assert list(codes) == [*Stance.values, "contested", "none"]
        assert len({(code["z"], code["symbol"]) for code in codes.values()}) == len(codes)
        assert [code for code, how in codes.items() if how["opacity"] == 0] == ["none"]

    def test_it_is_framed_like_the_drawing(self):
        geo = maps.figure()["layout"]["geo"]

        assert geo["projection"]["rotation"] == geo["center"] == geography().frame["rotation"]
        assert geo["lataxis"]["range"] == geography().frame["lataxis"]
        assert geo["fitbounds"] is False

    def test_it_is_built_once_and_stays_small(self):
        assert maps.figure() is maps.figure()
        assert len(json.dumps(maps.figure())) < 5000


class TestDocument:
    imprint = maps.Imprint(
        "Tracker & record of 22 November", "https://tracker.example/?issue=a&as_of=2012-04"
    )

    def parsed(self, *given: maps.CountryStanding) -> tuple[str, ET.Element]:
        text = maps.svg_document(maps.map_view(every_state(*given)), QUESTION, self.imprint)
        return text, ET.fromstring(text)  # noqa: S314 - our own text

    def test_it_says_what_it_shows_and_where_it_comes_from(self):
        _, root = self.parsed(standing("BRA", evidence()))

        words = " ".join(" ".join(root.itertext()).split())

        assert "Where the Americas stand: Legalization" in words
        assert "Some drugs should be sold under regulation." in words
        assert "As of April 2012: 1 of 35 states have a statement recorded by those in office" in words
        assert "Tracker & record of 22 November" in words
        assert "https://tracker.example/?issue=a&as_of=2012-04" in words
        assert "imply no opinion" in words
        assert "The BRA: Supports, April 2012" in words

    def test_it_asks_for_nothing_from_anywhere(self):
        text, root = self.parsed(contested("GTM"), standing("BRA", evidence("mixed"), characterized=True))

        links = [node.get("href") for node in root.iter() if node.get("href")]
        patterns = set(re.findall(r"url\(#([\w-]+)\)", text))

        assert links == [self.imprint.permalink]
        assert patterns == {
            "paint-none",
            "paint-contested-support-oppose",
            "paint-characterized-mixed",
            "paint-characterized-support",
        }
        assert patterns == set(re.findall(r'<pattern id="([\w-]+)"', text))
        assert not re.search(r"<style|<script|\sstyle=|var\(|<image|@import", text)

    def test_hostile_words_stay_words(self):
        text, root = self.parsed(standing("BRA", evidence(), name=HOSTILE))

        titles = [node.text for node in root.iter("{http://www.w3.org/2000/svg}title")]

        assert f"{HOSTILE}: Supports, April 2012" in titles
        assert "<img" not in text

    def test_a_long_proposition_moves_the_map_down(self):
        view = maps.map_view(every_state())
        long = maps.MapQuestion(
            issue=maps.Issue("a", "A", "Consumer countries should pay transit countries. " * 5),
            issues=(),
            as_of=QUESTION.as_of,
            first=QUESTION.first,
            last=QUESTION.last,
        )

        short_height = ET.fromstring(maps.svg_document(view, QUESTION, self.imprint)).get("height")  # noqa: S314 - our own
        long_height = ET.fromstring(maps.svg_document(view, long, self.imprint)).get("height")  # noqa: S314 - our own

        assert int(long_height) == int(short_height) + 2 * 23
