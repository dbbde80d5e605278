"""The timelines of countries and leaders: every mark and every number opens what it stands for."""

from __future__ import annotations

import datetime
import re
from html import unescape

from django.http import QueryDict

import pytest

from policy_positions import columns as record_columns
from policy_positions.filters import PositionFilter
from policy_positions.standings import Spell, spells_of_country, spells_of_leader
from policy_positions.views.browse import chronicles
from tests.factories import make_country, make_draft, make_issue, make_leader, make_position, make_tenure

pytestmark = pytest.mark.django_db

WIDE = re.compile(r'<svg class="chronicle-wide".*?</svg>', re.DOTALL)


def day(written: str) -> datetime.date:
    return datetime.date.fromisoformat(written)


def links(page: str) -> list[tuple[str, str]]:
    """The addresses and words of the marks or cells of the wide drawing."""
    drawing = WIDE.search(page)
    assert drawing is not None
    return [
        (unescape(href), unescape(words))
        for href, words in re.findall(r'<a href="([^"]+)"><title>([^<]+)<', drawing[0])
        if "/summits/" not in href
    ]


def page_of(client, address: str) -> str:
    return client.get(address).content.decode()


def rows_of(client, address: str) -> int:
    """As the table says it."""
    found = re.search(r"<strong>([\d,]+)</strong> positions?", page_of(client, address))
    return int(found[1])


def test_every_position_of_a_country_has_a_mark_that_opens_it_and_drafts_have_none(client):
    country = make_country("GTM")
    said = make_position(country=country, stated_on=day("2012-04-01"), stated_on_precision="month")
    make_draft(country=country, stated_on=day("2013-06-01"))
    make_position(country=make_country("MEX"))

    page = page_of(client, "/countries/GTM/")

    assert links(page) == [
        (said.get_absolute_url(), "April 2012, Legalization: Supports. Country GTM (Direct speech)")
    ]


def test_a_reporters_reading_is_dotted_and_named(client):
    make_position(voices=("characterized",))

    page = page_of(client, "/countries/GTM/")

    assert links(page)[0][1].endswith("(Reporter’s reading)")
    assert "stroke-dasharray" in WIDE.search(page)[0]


def test_what_has_no_known_date_is_counted_and_not_drawn(client):
    make_position()
    make_position(stated_on=None, stated_on_precision="unknown")

    page = page_of(client, "/countries/GTM/")

    assert len(links(page)) == 1
    assert "1 without a known date is not drawn." in page


def test_above_a_page_of_marks_each_number_equals_the_rows_it_opens(client, monkeypatch):
    monkeypatch.setattr(chronicles, "MOST_MARKS", 4)
    country, issues = make_country("GTM"), [make_issue("legalization"), make_issue("eradication")]
    for year, stance in ((2010, "support"), (2010, "oppose"), (2011, "oppose")):
        for number in range(2):
            make_position(
                country=country,
                issue=issues[number],
                stance=stance,
                stated_on=day(f"{year}-01-01"),
                stated_on_precision=("year", "day")[number],
            )
    make_position(country=make_country("MEX"), stated_on=day("2010-05-01"))
    make_draft(country=country, stated_on=day("2010-05-01"))

    cells = links(page_of(client, "/countries/GTM/"))

    counts = [int(re.search(r"(\d+) statements?$", words)[1]) for _, words in cells]
    assert counts == [rows_of(client, address) for address, _ in cells]
    assert sum(counts) == 6


def test_a_change_of_stance_is_called_out_with_its_day(client):
    president = make_leader("A President")
    make_tenure(president, make_country("GTM"))
    make_position(leader=president, stance="oppose", stated_on=day("2012-04-01"))
    latest = make_position(leader=president, stance="support", stated_on=day("2013-06-04"))

    for address in ("/countries/GTM/", president.get_absolute_url()):
        page = re.sub(r"\s+", " ", page_of(client, address))
        assert 'Legalization, <time datetime="2013-06-04">4 June 2013</time>: Opposes → ' in page
        assert f'<a href="{latest.get_absolute_url()}">Supports</a>' in page


def test_a_country_stands_where_its_office_holder_stood_until_the_day_of_the_handover():
    country, president = make_country("GTM"), make_leader("A President")
    make_tenure(president, country, end=day("2013-01-14"), end_precision="day")
    said = make_position(leader=president, stated_on=day("2012-04-01"))
    make_position(leader=make_leader("A visitor"), stance="oppose", stated_on=day("2012-05-01"))
    record = PositionFilter(QueryDict("country=GTM")).record

    spells = spells_of_country(record.everything, day("2013-06-30"))

    assert spells == [Spell("legalization", ("support",), day("2012-04-01"), day("2013-01-13"), said.pk)]


def test_a_leaders_strip_ends_with_the_office():
    president = make_leader("A President", slug="a-president")
    make_tenure(president, make_country("GTM"), end=day("2013-01-14"), end_precision="day")
    first = make_position(leader=president, stated_on=day("2012-04-01"))
    second = make_position(leader=president, stance="mixed", stated_on=day("2012-06-01"))
    chosen = PositionFilter(QueryDict("leader=a-president"))

    spells = spells_of_leader(chosen.selected, "a-president", day("2013-06-30"))

    assert spells == [
        Spell("legalization", ("support",), day("2012-04-01"), day("2012-05-31"), first.pk),
        Spell("legalization", ("mixed",), day("2012-06-01"), day("2013-01-13"), second.pk),
    ]


def test_the_file_takes_the_query_of_the_table(client):
    make_position(stated_on=day("2012-04-01"))
    make_position(issue=make_issue("eradication"), stated_on=day("2013-04-01"))

    response = client.get("/countries/GTM/timeline.svg?issue=eradication&as_of=2013-05")
    picture = response.content.decode()

    assert response["Content-Type"] == "image/svg+xml"
    assert "Country: Country GTM; Issue: Eradication; As of: May 2013" in picture
    assert "1 position<" in picture and "As of 31 May 2013" in picture
    assert "http://testserver/countries/GTM/?issue=eradication&amp;as_of=2013-05<" in picture
    assert ">Legalization<" not in picture


def test_a_timeline_of_one_country_refuses_another(client):
    make_position()
    make_position(country=make_country("MEX"))

    response = client.get("/countries/GTM/timeline.svg?country=MEX")

    assert response.status_code == 400
    assert "this page is of “GTM” alone" in response.content.decode()


def test_the_page_of_a_country_answers_the_question_of_its_address(client):
    president = make_leader("A President")
    make_tenure(president, make_country("GTM"))
    said = make_position(leader=president, stated_on=day("2012-04-01"))
    make_position(leader=president, stance="oppose", stated_on=day("2013-04-01"))
    make_position(leader=president, issue=make_issue("eradication"), stated_on=day("2012-04-01"))

    page = page_of(client, "/countries/GTM/?issue=legalization&as_of=2012-04-15")

    assert "Standing as of" in page and "15 April 2012" in page
    assert links(page) == [(said.get_absolute_url(), unescape(links(page)[0][1]))]
    assert "Opposes" not in re.sub("<defs>.*?</defs>", "", page, flags=re.DOTALL)
    assert "issue=legalization&amp;as_of=2012-04-15" in page  # on to the file, the frame and the rows


@pytest.mark.parametrize(
    "page", ["/countries/GTM/", "/countries/", "/leaders/a-president/", "/issues/legalization/"]
)
def test_a_page_refuses_what_it_does_not_understand(client, page):
    make_position(leader=make_leader("A President", slug="a-president"))

    response = client.get(f"{page}?contry=GTM")

    assert response.status_code == 400
    assert "There is no filter “contry”" in response.content.decode()


def test_what_plotly_draws_is_what_the_page_draws(client):
    president = make_leader("A President", slug="a-president")
    make_tenure(president, make_country("GTM"))
    make_position(leader=president, stated_on=day("2012-04-01"))
    make_position(leader=president, stance="oppose", stated_on=day("2013-06-04"))
    make_draft(country=make_country("GTM"), stated_on=day("2013-06-01"))

    for address in ("/countries/GTM/", "/leaders/a-president/"):
        figures = client.get(f"{address}timeline.json").json()
        for figure in figures.values():
            (marks,) = (trace for trace in figure["data"] if trace["name"] == "marks")
            assert [(url, words) for url, words, *_ in marks["customdata"]] == links(page_of(client, address))


def test_the_live_figure_is_of_the_filter_and_null_without_a_date(client):
    make_position(stated_on=day("2012-04-01"))
    make_position(issue=make_issue("eradication"), stated_on=None, stated_on_precision="unknown")

    (figure, _) = client.get("/countries/GTM/timeline.json?issue=legalization").json().values()
    nothing = client.get("/countries/GTM/timeline.json?issue=eradication").json()

    assert len(figure["data"][1]["x"]) == 1
    assert nothing == {"wide": None, "narrow": None}


def test_a_year_that_took_up_something_else_is_called_out_on_the_drawing(client):
    president = make_leader("A President")
    make_tenure(president, make_country("GTM"))
    make_position(leader=president, issue=make_issue("legalization"), stated_on=day("2012-04-01"))
    make_position(leader=president, issue=make_issue("decriminalization"), stated_on=day("2013-06-04"))

    drawing = WIDE.search(page_of(client, "/countries/GTM/"))[0]

    assert "2012 supports legalization → 2013 supports decriminalization</text>" in drawing


@pytest.mark.usefixtures("made_anew")
@pytest.mark.parametrize("positions", [1, 3])
def test_a_country_costs_ten_queries_with_its_timeline(client, django_assert_num_queries, positions):
    president = make_leader("A President")
    make_tenure(president, make_country("GTM"))
    for month in range(1, positions + 1):
        make_position(leader=president, stated_on=datetime.date(2012, month, 1))
    record_columns.current()

    with django_assert_num_queries(10):
        page = page_of(client, "/countries/GTM/")

    assert len(links(page)) == positions


@pytest.mark.usefixtures("made_anew")
@pytest.mark.parametrize("positions", [1, 3])
def test_a_leader_costs_seven_queries_with_the_timeline(client, django_assert_num_queries, positions):
    president = make_leader("A President")
    make_tenure(president, make_country("GTM"))
    for month in range(1, positions + 1):
        make_position(leader=president, stated_on=datetime.date(2012, month, 1))
    record_columns.current()

    with django_assert_num_queries(7):
        page = page_of(client, president.get_absolute_url())

    assert len(links(page)) == positions
