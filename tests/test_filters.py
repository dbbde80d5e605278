"""One query string, understood or refused: never half of it."""

from __future__ import annotations

import datetime

from django.http import QueryDict
from django.urls import reverse

import pytest

from policy_positions import tables
from policy_positions.columns import FACETS
from policy_positions.filters import ImpossibleQuery, PositionFilter
from policy_positions.filters.sorts import SORTS
from policy_positions.models import Position
from policy_positions.views.paging import page_of
from tests.factories import (
    make_country,
    make_draft,
    make_issue,
    make_leader,
    make_organization,
    make_position,
    make_president,
    make_summit,
    make_text,
)

pytestmark = pytest.mark.django_db


def chosen(query: str = "") -> PositionFilter:
    return PositionFilter(QueryDict(query))


def total(query: str) -> int:
    return chosen(query).selected.total


def faults(query: str) -> list[tuple[str, str]]:
    """What is wrong with a query string: which parameter, and the message."""
    with pytest.raises(ImpossibleQuery) as refused:
        chosen(query)
    return [(fault.parameter, fault.message) for fault in refused.value.faults]


@pytest.fixture
def guatemala(db):
    return make_country("GTM", name="Guatemala")


# What cannot be understood


def test_an_unknown_parameter_is_refused_with_the_ones_that_there_are(guatemala):
    make_position(country=guatemala)

    (parameter, message) = faults("contry=GTM")[0]

    assert parameter == "contry"
    assert message.startswith(
        "There is no filter “contry”. The filters are: country, subregion, organization,"
    )


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("country=GTB", "country: “GTB” is not a country. Did you mean GTM?"),
        ("country=gtm", "country: “gtm” is not a country. Did you mean GTM?"),
        ("country=Guatemala", "country: “Guatemala” is not a country. It takes: GTM."),
        ("stance=suport", "stance: “suport” is not a stance. Did you mean support or lean_support?"),
        (
            "confidence=sure",
            "confidence: “sure” is not a confidence. It takes: certain, probable, doubtful.",
        ),
        (
            "sort=newest",
            "sort: “newest” is not possible here. The filters on the positions page list every value.",
        ),
        ("sort=stances", "sort: “stances” is not possible here. Did you mean stance"),
        ("columns=stance,statd_on", "columns: “statd_on” is not a column. Did you mean stated_on"),
        ("page_size=1000", "page_size: “1000” is not possible here. Did you mean 100?"),
        (
            "from=2012-13",
            "from: '2012-13' is not a date of the calendar: write a year (2012), a month (2012-04)",
        ),
        ("to=2012-02-30", "to: '2012-02-30' is not a date of the calendar"),
        ("as_of=yesterday", "as_of: 'yesterday' is not a date of the calendar"),
        ("from=XXXX", "from: “XXXX” is no day to count from"),
        ("as_of=XXXX", "as_of: “XXXX” is no day to count from"),
        ("from=XXXX&to=2012", "from: “XXXX” is no day to count from"),
        ("from=2013&to=2012", "to: 2012 ends before 2013 begins."),
        ("from=2012-05&to=2012-04", "to: 2012-04 ends before 2012-05 begins."),
        ("page=0", "page: “0” is not a page: pages are counted 1, 2, 3 …"),
        ("page=-1", "page: “-1” is not a page"),
        ("page=1_0", "page: “1_0” is not a page"),
        ("page=1.0", "page: “1.0” is not a page"),
        ("page=%EF%BC%91", "page: “１” is not a page"),
        ("page=" + "9" * 4000, f"page: “{'9' * 40}” is not a page"),
        ("sort=stance&sort=country", "“sort” is given 2 times: give it once."),
        ("from=2012&from=2012", "“from” is given 2 times: give it once."),
        ("q=" + "a" * 201, "q: 201 characters are too many to search for: at most 200 would do."),
        ("q=legal%00ize", "q: U+0000, a control, private-use or unassigned character, cannot be seen"),
        ("q=legal%E2%80%AEize", "q: U+202E, RIGHT-TO-LEFT OVERRIDE, cannot be seen"),
        ("country=GT%00M", "country: “GT\\u0000M” is not a country. Did you mean GTM?"),
        (
            "stance=%E2%80%AEsupport",
            "stance: “\\u202esupport” is not a stance. Did you mean support or lean_support?",
        ),
        ("%E2%80%AEq=war", "There is no filter “\\u202eq”."),
    ],
)
def test_what_is_impossible_is_refused_by_name_with_what_would_be_right(guatemala, query, message):
    make_position(country=guatemala)

    parameter, told = faults(query)[0]

    assert told.startswith(message)
    assert parameter in told


def test_every_fault_is_told_at_once_and_by_parameter(guatemala):
    make_position(country=guatemala)

    told = faults("contry=GTM&stance=yes&stance=no&from=2012-13&sort=up&page=first")

    assert [parameter for parameter, _ in told] == ["contry", "stance", "stance", "from", "sort", "page"]


def test_a_value_that_drafts_alone_have_can_be_asked_for_and_selects_nothing(guatemala):
    make_draft(country=guatemala, leader=make_leader(slug="draft-only"))

    assert total("leader=draft-only") == 0


def test_the_page_says_what_was_wrong_and_answers_400(client, guatemala):
    make_position(country=guatemala)

    response = client.get(reverse("positions"), {"country": "GTB"})

    assert response.status_code == 400
    assert "“GTB” is not a country. Did you mean GTM?" in response.content.decode()


def test_a_page_past_the_last_is_not_found(client, guatemala):
    make_position(country=guatemala)

    response = client.get(reverse("positions"), {"page": "999999999"})

    assert response.status_code == 404


# What is forgiven


@pytest.mark.parametrize(
    "query",
    [
        "",
        "country=",
        "country=&country=",
        "country=&country=GTM",
        "q=&from=&to=&as_of=&sort=&columns=&page=&page_size=",
        "q=+++",
        "sort=&sort=",
        "from=+2012+",
    ],
)
def test_empty_values_ask_for_nothing(guatemala, query):
    make_position(country=guatemala)

    assert total(query) == 1


def test_empty_values_leave_no_trace_in_links(guatemala):
    make_position(country=guatemala)

    asked = chosen("country=&country=GTM&q=&stance=&page=1&sort=&sort=stance")

    assert asked.link() == "country=GTM&sort=stance"
    assert [chip.value for chip in asked.chips] == ["Guatemala"]


def test_a_value_given_twice_counts_once(guatemala):
    make_position(country=guatemala)

    asked = chosen("country=GTM&country=GTM")

    assert [(chip.value, chip.without) for chip in asked.chips] == [("Guatemala", "")]


# Conditions


def test_values_of_one_parameter_widen_and_parameters_narrow(guatemala):
    colombia = make_country("COL")
    make_position(country=guatemala, stance="support")
    make_position(country=guatemala, stance="oppose")
    make_position(country=colombia, stance="support")
    make_position(country=make_country("URY"), stance="support")

    assert total("country=GTM&country=COL") == 3
    assert total("country=GTM&country=COL&stance=support") == 2


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("from=2012-04-20", ["month", "after"]),
        ("to=2012-04-10", ["month", "day"]),
        ("from=2012-04&to=2012-04", ["month", "day"]),
        ("from=2013", ["after"]),
        ("as_of=2012", ["month", "day"]),
        ("as_of=2012-04-01", ["month"]),
        ("", ["month", "day", "after", "undated"]),
    ],
)
def test_a_date_is_met_by_what_may_have_been_said_then(guatemala, query, found):
    dates = {
        "month": {"stated_on": datetime.date(2012, 4, 1), "stated_on_precision": "month"},
        "day": {"stated_on": datetime.date(2012, 4, 10)},
        "after": {"stated_on": datetime.date(2013, 6, 5)},
        "undated": {"stated_on": None, "stated_on_precision": "unknown"},
    }
    said = {make_position(country=guatemala, **fields).pk: name for name, fields in dates.items()}

    selected = {said[key] for key in chosen(query).ordered_ids}

    assert selected == set(found)


def test_a_position_is_found_by_each_of_its_sources_and_voices(guatemala):
    one, other = make_text(), make_text()
    make_position(country=guatemala, texts=[one, other], voices=("direct", "reported"))
    make_position(country=guatemala, texts=[make_text()], voices=("anonymous",))

    assert [total(f"source={text.source.slug}") for text in (one, other)] == [1, 1]
    assert total(f"source={one.source.slug}&source={other.source.slug}") == 1
    assert [total("voice=direct"), total("voice=reported"), total("voice=direct&voice=reported")] == [1, 1, 1]


def test_as_of_a_month_is_as_of_its_last_day(guatemala):
    make_position(country=guatemala)

    assert chosen("as_of=2012-02").as_of == datetime.date(2012, 2, 29)
    assert chosen("").as_of is None


def test_the_slider_s_rows_do_not_depend_on_the_day_asked_for(guatemala):
    make_position(country=guatemala, stated_on=datetime.date(2012, 4, 1))
    make_position(country=guatemala, stated_on=datetime.date(2013, 6, 5))

    asked = chosen("as_of=2012&country=GTM")

    assert (asked.selected.total, asked.ever_selected.total) == (1, 2)


def test_only_what_is_published_is_selected(guatemala):
    published = make_position(country=guatemala)
    for state in ("draft", "in_review", "withdrawn"):
        make_position(country=guatemala, state=state)

    asked = chosen("country=GTM")

    assert asked.ordered_ids == [published.pk]
    assert list(asked.qs) == [published]


# What can be done next


def test_each_value_has_a_chip_and_a_link_that_takes_it_away(guatemala):
    make_issue("legalization", name="Legalization")
    make_position(country=guatemala)

    asked = chosen("country=GTM&issue=legalization&from=2012-04&q=drugs&sort=stance&page=2&columns=stance")

    assert [(chip.label, chip.value) for chip in asked.chips] == [
        ("Country", "Guatemala"),
        ("Issue", "Legalization"),
        ("From", "April 2012"),
        ("Words", "drugs"),
    ]
    assert asked.chips[0].without == "issue=legalization&from=2012-04&q=drugs&sort=stance&columns=stance"
    assert asked.chips[2].without == "country=GTM&issue=legalization&q=drugs&sort=stance&columns=stance"


def test_taking_one_of_two_values_away_leaves_the_other(guatemala):
    make_position(country=guatemala)
    make_country("COL")

    asked = chosen("country=GTM&country=COL")

    assert [chip.without for chip in asked.chips] == ["country=COL", "country=GTM"]


def test_the_title_is_the_filter_in_words(guatemala):
    make_position(country=guatemala)

    asked = chosen("country=GTM&stance=lean_support&voice=characterized&as_of=2012-04-15&page_size=25")

    assert asked.title == (
        "Country: Guatemala; Stance: Leans towards support; Voice: Reporter’s reading; As of: 15 April 2012"
    )
    assert chosen("sort=stance").title == ""


def test_conditions_are_the_same_rows_without_the_presentation(guatemala):
    make_position(country=guatemala)

    asked = chosen("country=GTM&sort=stance&columns=stance&page=1&page_size=25&q=drugs")

    assert asked.conditions == "country=GTM&q=drugs"
    assert total(asked.conditions) == asked.selected.total


def test_a_link_changes_what_it_names_and_forgets_the_page(guatemala):
    make_position(country=guatemala)

    asked = chosen("country=GTM&sort=stance&page=1")

    assert asked.link(sort="country") == "country=GTM&sort=country"
    assert asked.link(sort=None) == "country=GTM"


def test_a_saved_link_stays_valid_when_the_record_grows(guatemala):
    make_position(country=guatemala)
    saved = chosen("country=GTM&voice=direct&from=2012&q=%22drugs should%22&sort=relevance").link()

    make_position(country=guatemala)

    assert (total(saved), chosen(saved).link()) == (2, saved)


# Facets


@pytest.mark.parametrize(
    "query", ["", "country=GTM", "voice=direct&issue=legalization", "from=2013", "q=drugs"]
)
def test_every_option_opens_as_many_rows_as_it_counts(record, query):
    asked = chosen(query)

    told = {(facet.name, option.value): option.count for facet in asked.facets for option in facet.options}

    opened = {(name, value): total(asked.link(**{name: value})) for name, value in told}
    assert len(told) > 20
    assert told == opened


def test_facets_list_what_the_other_filters_leave_and_what_is_chosen(guatemala):
    make_position(country=guatemala, stance="support")
    make_position(country=make_country("COL", name="Colombia"), stance="oppose")
    make_country("URY")
    make_draft(country=make_country("ARG"))

    facet = chosen("stance=oppose&country=GTM").facets[0]

    assert [(option.label, option.count, option.selected) for option in facet.options] == [
        ("Colombia", 1, False),
        ("Guatemala", 0, True),
    ]
    assert (facet.name, facet.selected, facet.more) == ("country", 1, 0)


def test_a_closed_list_keeps_its_own_order(guatemala):
    for stance in ("oppose", "oppose", "unclear", "support"):
        make_position(country=guatemala, stance=stance)

    facet = next(facet for facet in chosen().facets if facet.name == "stance")

    assert [option.value for option in facet.options] == ["support", "oppose", "unclear"]


def test_of_many_values_the_most_frequent_and_the_chosen_are_listed(guatemala):
    often, chosen_one = make_leader("Often"), make_leader("Chosen", slug="chosen")
    for leader in [often, often, chosen_one] + [make_leader(f"Leader {number}") for number in range(45)]:
        make_position(country=guatemala, leader=leader, texts=[make_text()])

    facet = next(facet for facet in chosen("leader=chosen").facets if facet.name == "leader")

    assert [option.label for option in facet.options[:2]] == ["Chosen", "Often"]
    assert (len(facet.options), facet.more) == (40, 7)


def test_every_facet_is_there_in_the_order_of_the_filters(guatemala):
    make_position(country=guatemala)

    assert tuple(facet.name for facet in chosen().facets) == FACETS


# Orders


@pytest.fixture
def three_positions(guatemala) -> dict[int, str]:
    """By key the letter that the tests below use: a is new and of Colombia, b old, c undated and nobody's."""
    colombia = make_country("COL", name="Colombia")
    later, sooner = make_issue("eradication", order=1002), make_issue("legalization", order=1001)
    at = {"summit": make_summit(name="A summit"), "summit_relation": "at"}
    undated = {"stated_on": None, "stated_on_precision": "unknown"}
    rows = {
        "a": {
            "country": colombia,
            "leader": make_president(colombia, "Zoe"),
            "stated_on": datetime.date(2013, 6, 5),
            "issue": sooner,
            "stance": "oppose",
            "confidence": "doubtful",
            **at,
        },
        "b": {
            "country": guatemala,
            "leader": make_president(guatemala, "Ana"),
            "issue": later,
            "stance": "unclear",
            "substance": "cannabis",
        },
        "c": {"organization": make_organization(), "issue": later, "confidence": "probable", **undated},
    }
    return {make_position(**fields).pk: name for name, fields in rows.items()}


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("", "abc"),
        ("-stated_on", "abc"),
        ("stated_on", "bac"),
        ("relevance", "abc"),
        ("country", "abc"),
        ("-country", "bac"),
        ("leader", "bac"),
        ("-leader", "abc"),
        ("issue", "abc"),
        ("-issue", "bca"),
        ("stance", "cab"),
        ("-stance", "bac"),
        ("summit", "abc"),
        ("-summit", "abc"),
        ("substance", "bac"),
        ("-substance", "acb"),
        ("confidence", "bca"),
        ("-confidence", "acb"),
    ],
)
def test_rows_stand_in_the_order_asked_for_and_those_without_a_value_last(three_positions, sort, order):
    asked = chosen(f"sort={sort}")

    assert "".join(three_positions[key] for key in asked.ordered_ids) == order


def test_every_order_of_the_list_has_a_test_and_keeps_every_row(three_positions):
    for sort in SORTS:
        assert sorted(chosen(f"sort={sort}").ordered_ids) == sorted(three_positions)


# Columns and pages


def shown(query: str) -> list[str]:
    return [column.key for column in chosen(query).shown_columns]


def test_columns_are_shown_in_the_order_asked_for(guatemala):
    make_position(country=guatemala)

    assert shown("columns=stance,stated_on") == ["stance", "stated_on"]
    assert shown("columns=stance,,stance,") == ["stance"]


@pytest.mark.parametrize("query", ["", "columns=", "columns=,"])
def test_without_a_choice_the_usual_columns_are_shown(guatemala, query):
    make_position(country=guatemala)

    assert shown(query) == [column.key for column in tables.PAGE if column.by_default]


def test_a_page_has_fifty_rows_unless_another_size_is_chosen(guatemala):
    make_position(country=guatemala)

    assert (chosen().page_size, chosen("page_size=25").page_size) == (50, 25)


def test_a_page_is_a_slice_of_the_order(guatemala):
    keys = [make_position(country=guatemala).public_id for _ in range(27)]

    page = page_of(chosen("page_size=25&page=2&sort=stated_on"))

    assert [row.public_id for row in Position.objects.in_order(page.ids)] == keys[25:]
    assert (page.total, page.pages, page.first, page.last, page.previous, page.next) == (
        27,
        2,
        26,
        27,
        1,
        None,
    )


@pytest.mark.parametrize("positions", [1, 3])
def test_a_filter_costs_four_queries(guatemala, positions, django_assert_num_queries):
    """The record's revision, the words as PostgreSQL reads them, where they are, the sources' titles."""
    for _ in range(positions):
        make_position(country=guatemala)
    chosen()

    with django_assert_num_queries(4):
        asked = chosen("country=GTM&q=drugs&from=2012")
        told = asked.selected.total, len(asked.facets), len(asked.ordered_ids), asked.title

    assert told[0] == positions
