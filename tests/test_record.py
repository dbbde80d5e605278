"""What the shipped record says of the two articles, and what it does not say."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

import pytest

from policy_positions import quoting
from policy_positions.models import Position
from policy_positions.partial_dates import parse
from policy_positions.vocabulary import Voice

CARTAGENA, ANTIGUA = "globalpost-2012-04-havana", "reuters-2013-06-antigua-guatemala"

# A few words of every sentence that states or reports a position of a government, an office-holder, a
# legislature, an organization, a named expert or an unnamed group.
STATED = {
    CARTAGENA: (
        "most adamantly opposed",
        "losing patience with drug wars",
        "so why not try something else",
        "most vocal legalization advocate",
        "joined at a meeting on the topic",
        "encouraged a debate",
        "coca plant eradication efforts",
        "no closer to victory",
        "proposed allowing farmers",
        "quietly siding",
        "Other Latin American nations",
        "in cash for the drugs",
        "For every kilo",
        "counter-drug tab",
        "stay the course",
        "totally legitimate debate",
        "there’s no possibility",
        "a critic of US drug war strategy",
        "false dichotomy",
        "multi-year discussion",
        "Tree and others argue",
        "decriminalizing drug possession",
        "no Latin American consensus",
        "US-backed approach is not working",
    ),
    ANTIGUA: (
        "broad debate on drug policy",
        "broad approach to tackling",
        "flexible approach",
        "legalization of marijuana be considered",
        "urged a reconsideration",
        "softer approach",
        "complex challenges",
        "encourage greater debate",
        "closing chapter",
        "sensitive doors",
        "war on drugs in Latin America has failed",
        "decriminalization of narcotics",
        "ready to support “dialogue”",
    ),
}
# And of every sentence that does not: marchers, voters, links to other articles, what states do and what
# happens to them, forecasts of what others will say, meetings, and all that is not drug policy.
NOT_STATED = {
    CARTAGENA: (
        "march calling for the decriminalization",
        "Johan Ordonez",
        "two contentious issues",
        "Cuba’s exclusion from the meeting",
        "bold new talk of drug decriminalization",
        "signature policy strategies",
        "idle chatter",
        "Guatemala wants to legalize it",
        "harshest criminal penalties",
        "cooperation on drug interdiction",
        "rare praise",
        "try squelching serious debate",
        "hidden growth story",
        "skepticism from voters",
        "Related Stories",
    ),
    ANTIGUA: (
        "Venezuelan Foreign Minister",
        "John Kerry\nJohn Kerry",
        "vocal critic of the United States",
        "overhaul of the OAS",
        "belt-tightening",
        "using those funds responsibly",
        "debate new strategies",
        "Mexican drug cartels",
        "requested that Kerry meet",
        "deep divisions in Venezuela",
        "full audit of the results",
        "Capriles alleges",
        "positive relationship",
        "wants better ties",
        "imported crude oil",
        "Commission on Human Rights",
        "James Cavallaro",
    ),
}


@cache
def rows(concept: str) -> list[dict[str, Any]]:
    return json.loads((settings.BASE_DIR / "fixtures" / f"{concept}.json").read_text(encoding="utf-8"))


def quotations(**wanted: str) -> list[dict[str, Any]]:
    return [
        quotation
        for position in rows("positions")
        for quotation in position["quotations"]
        if wanted.items() <= quotation.items()
    ]


def positions(**wanted: str) -> list[dict[str, Any]]:
    return [position for position in rows("positions") if wanted.items() <= position.items()]


@pytest.fixture(scope="module")
def texts(articles: Path) -> dict[str, str]:
    """The two texts by the slug of their source, known by their digest."""
    contents = [path.read_bytes() for path in articles.iterdir()]
    bodies = {hashlib.sha256(content).hexdigest(): content.decode() for content in contents}
    return {source["slug"]: bodies[source["texts"][0]["sha256"]] for source in rows("sources")}


def covered(source: str) -> set[int]:
    """The code points of its text that some passage repeats."""
    return {
        at for quotation in quotations(source=source) for at in range(quotation["start"], quotation["end"])
    }


def each(decided: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(source, words) for source, sentences in decided.items() for words in sentences]


# Every passage is the article's


def test_every_passage_stands_at_its_offsets_code_point_for_code_point(texts):
    for quotation in quotations():
        text = texts[quotation["source"]]

        assert text[quotation["start"] : quotation["end"]] == quotation["exact"]


def test_every_passage_is_kept_with_the_words_around_it(texts):
    for quotation in quotations():
        around = quoting.context(texts[quotation["source"]], quotation["start"], quotation["end"])

        assert (quotation["prefix"], quotation["suffix"]) == around


def test_the_texts_are_as_long_as_the_record_says(texts):
    lengths = {source["slug"]: source["texts"][0]["length"] for source in rows("sources")}

    assert lengths == {slug: len(text) for slug, text in texts.items()} == {CARTAGENA: 5589, ANTIGUA: 4690}


def test_who_says_it_is_told_in_the_words_of_the_article(texts):
    attributed = [quotation for quotation in quotations() if "attribution" in quotation]

    assert len(attributed) == 12
    for quotation in attributed:
        assert quotation["attribution"] in texts[quotation["source"]]
        assert quotation["attribution"] not in quotation["exact"]


def test_direct_speech_starts_at_a_quotation_mark_and_holds_none(texts):
    direct = quotations(voice="direct")

    assert len(direct) == 9
    for quotation in direct:
        assert texts[quotation["source"]][quotation["start"] - 1] == "“"
        assert not set("“”") & set(quotation["exact"])


def test_a_no_break_space_before_a_passage_is_kept_as_it_stands():
    [lead] = quotations(voice="anonymous")

    assert lead["prefix"] == ", Guatemala,\u00a0 (Reuters) – "


def test_no_article_is_shipped_under_the_name_of_its_passages(texts):
    shares = {slug: len(covered(slug)) / len(text) for slug, text in texts.items()}

    assert max(len(quotation["exact"]) for quotation in quotations()) <= 270
    assert shares[CARTAGENA] < 0.6
    assert shares[ANTIGUA] < 0.35


# Everything is coded, and nothing else


@pytest.mark.parametrize(("source", "words"), each(STATED))
def test_what_states_a_position_is_quoted(source, words, texts):
    text = texts[source]

    assert text.count(words) == 1
    assert any(words in quotation["exact"] for quotation in quotations(source=source))


@pytest.mark.parametrize(("source", "words"), each(NOT_STATED))
def test_what_states_no_position_is_not_quoted(source, words, texts):
    text = texts[source]
    start = text.index(words)

    assert text.count(words) == 1
    assert not covered(source) & set(range(start, start + len(words)))


@pytest.mark.parametrize("source", [CARTAGENA, ANTIGUA])
def test_every_paragraph_has_been_decided_upon(source, texts):
    decided = STATED[source] + NOT_STATED[source]

    undecided = [
        paragraph
        for paragraph in texts[source].split("\n\n")
        if not any(words in paragraph for words in decided)
    ]

    assert undecided == {CARTAGENA: [], ANTIGUA: ["John Kerry", "CONCERN OVER VENEZUELA"]}[source]


def test_there_are_as_many_positions_as_were_counted_by_hand():
    counted = rows("positions")

    assert len(counted) == 31
    assert len(quotations()) == 41
    assert Counter(position["issue"] for position in counted) == {
        "legalization": 12,
        "enforcement-strategy": 11,
        "decriminalization": 4,
        "eradication": 2,
        "aid-demands": 2,
    }
    assert Counter(position["stance"] for position in counted) == {
        "support": 5,
        "lean_support": 5,
        "lean_oppose": 8,
        "oppose": 5,
        "open_to_debate": 7,
        "unclear": 1,
    }
    assert Counter(quotation["voice"] for quotation in quotations()) == {
        "characterized": 14,
        "reported": 15,
        "direct": 9,
        "document": 2,
        "anonymous": 1,
    }


def test_nine_of_thirty_five_states_are_on_record():
    heard = {position["country"] for position in rows("positions") if "country" in position}

    assert heard == {"BOL", "COL", "CRI", "CUB", "GTM", "MEX", "NIC", "PAN", "USA"}
    assert len(rows("countries")) == 35


def test_venezuela_and_those_who_are_named_for_it_have_no_position(texts):
    assert texts[ANTIGUA].count("Venezuela") == 5

    assert positions(country="VEN") == []
    assert not any("Venezuela" in quotation["exact"] for quotation in quotations())
    named = {leader["slug"] for leader in rows("leaders")}
    assert {"nicolas-maduro", "elias-jaua", "hugo-chavez"} <= named
    assert not {position["leader"] for position in rows("positions") if "leader" in position} & {
        "nicolas-maduro",
        "elias-jaua",
        "hugo-chavez",
    }


def test_there_is_one_passage_on_eradication_and_two_countries_hold_it():
    eradication = positions(issue="eradication")

    assert [position["country"] for position in eradication] == ["COL", "BOL"]
    passages = [quotation["exact"] for position in eradication for quotation in position["quotations"]]
    assert len(passages) == 2
    assert set(passages) == {
        "In the Andean region, long-time US coca plant eradication efforts are taking criticism "
        "from Bogota to Bolivia."
    }
    assert all("leader" not in position and position["confidence"] == "doubtful" for position in eradication)


# Who holds what


def test_perez_says_one_thing_in_2012_and_another_in_2013():
    said = [
        (position["stated_on"], position["issue"], position["stance"])
        for position in positions(leader="otto-perez-molina")
    ]

    assert said == [
        ("2012-04", "legalization", "support"),
        ("2012", "aid-demands", "support"),
        ("2013-06", "enforcement-strategy", "oppose"),
        ("2013-06", "decriminalization", "support"),
    ]


def test_biden_opposes_legalization_with_the_passage_that_says_so_first():
    said = {position["issue"]: position for position in positions(leader="joe-biden")}

    assert set(said) == {"legalization", "enforcement-strategy"}
    assert said["legalization"]["stance"] == "oppose"
    assert [quotation["exact"] for quotation in said["legalization"]["quotations"]] == [
        "But there’s no possibility the Obama-Biden administration will change its policy on legalization.",
        "It is a totally legitimate debate",
    ]
    assert said["enforcement-strategy"]["stance"] == "support"


def test_a_position_has_a_country_or_an_organization_and_never_both():
    assert all(("country" in position) != ("organization" in position) for position in rows("positions"))


def test_experts_lawmakers_and_the_oas_speak_for_no_country():
    theirs = {position["organization"] for position in rows("positions") if "organization" in position}
    speakers = {"sanho-tree", "michael-shifter", "jose-miguel-insulza"}

    assert {"inter-american-dialogue", "institute-for-policy-studies", "congress-of-colombia"} <= theirs
    assert not any("country" in position for leader in speakers for position in positions(leader=leader))
    assert len(positions(organization="organization-of-american-states")) == 5


def test_an_unnamed_plural_is_a_group_without_a_speaker():
    groups = {row["slug"] for row in rows("organizations") if row["classification"] == "group"}

    held = [position for position in rows("positions") if position.get("organization") in groups]

    assert {position["organization"] for position in held} == groups
    assert not any("leader" in position for position in held)


def test_the_unnamed_official_speaks_of_kerry_alone():
    anonymous = [
        position
        for position in rows("positions")
        if any(quotation["voice"] == "anonymous" for quotation in position["quotations"])
    ]

    assert [position["leader"] for position in anonymous] == ["john-kerry"]
    assert (anonymous[0]["stance"], anonymous[0]["confidence"]) == ("open_to_debate", "doubtful")


def test_two_presidents_who_came_to_a_meeting_are_open_to_debate_at_most():
    for leader in ("laura-chinchilla", "ricardo-martinelli"):
        [position] = positions(leader=leader)

        assert (position["stance"], position["confidence"]) == ("open_to_debate", "doubtful")
        assert [quotation["voice"] for quotation in position["quotations"]] == ["characterized"]


def test_antigua_is_the_city_in_guatemala():
    hosts = {summit["city"]: summit["host_country"] for summit in rows("summits")}
    assert (hosts["Antigua Guatemala"], hosts["Cartagena"]) == ("GTM", "COL")
    assert not any("ATG" in (row.get("country"), row.get("host_country")) for row in rows("positions"))


def test_cuba_was_excluded_from_cartagena():
    [summit] = [summit for summit in rows("summits") if summit["slug"] == "sixth-summit-of-the-americas"]

    assert [(one["country"], one["status"]) for one in summit["participations"]] == [("CUB", "excluded")]


def test_who_took_part_is_recorded_where_an_article_says_so_alone():
    sources = {one["source"] for summit in rows("summits") for one in summit.get("participations", ())}

    assert sources <= {"globalpost-2012-04-havana", "reuters-2013-06-antigua-guatemala"}
    assert [summit["slug"] for summit in rows("summits") if summit.get("participations")] == [
        "central-american-presidents-2012",
        "sixth-summit-of-the-americas",
        "oas-general-assembly-43",
    ]


# Who was in office


def _held(role: str) -> list[tuple[str, datetime.date, datetime.date]]:
    """Country, first and last day of every term in offices of that role."""
    return [
        (term["country"], parse(term["start"]).first, parse(term.get("end", "9999")).last)
        for leader in rows("leaders")
        for term in leader["tenures"]
        if term["role"] == role
    ]


def test_every_state_has_a_head_of_state_and_somebody_who_governs_on_every_day_of_both_years():
    days = [datetime.date(2012, 1, 1) + datetime.timedelta(number) for number in range(366 + 365)]
    heads, governing = _held("head_of_state"), _held("head_of_government")
    with_a_prime_minister = {country for country, _, _ in governing}

    for country in (row["iso3"] for row in rows("countries")):
        terms = [heads] + ([governing] if country in with_a_prime_minister else [])
        for held in terms:
            own = [(first, last) for iso3, first, last in held if iso3 == country]
            assert [day for day in days if not any(first <= day <= last for first, last in own)] == []


def test_every_office_of_a_state_says_where_the_fact_comes_from():
    terms = [term for leader in rows("leaders") for term in leader["tenures"]]

    assert all(term.get("reference", "").strip() for term in terms)


def test_every_summit_says_where_the_facts_come_from():
    assert all(summit["reference"].strip() for summit in rows("summits"))


def test_the_summits_of_the_americas_are_all_there_in_their_order():
    series = [summit for summit in rows("summits") if summit.get("series") == "Summits of the Americas"]

    editions = sorted((summit["edition"], summit["city"]) for summit in series if "edition" in summit)
    assert editions == list(
        enumerate(
            [
                "Miami",
                "Santiago",
                "Quebec City",
                "Mar del Plata",
                "Port of Spain",
                "Cartagena",
                "Panama City",
                "Lima",
                "Los Angeles",
                "Punta Cana",
            ],
            start=1,
        )
    )
    assert {summit["city"] for summit in series if "edition" not in summit} == {
        "Santa Cruz de la Sierra",
        "Monterrey",
    }


# How it is coded


def test_no_day_is_invented():
    precisions = Counter(parse(position["stated_on"]).precision for position in rows("positions"))

    assert precisions == {"month": 30, "year": 1}
    assert all(position["date_note"] for position in rows("positions"))


def test_what_is_only_the_reporters_reading_is_never_certain():
    read = [
        position
        for position in rows("positions")
        if {quotation["voice"] for quotation in position["quotations"]} == {"characterized"}
    ]

    assert len(read) == 11
    assert {position["confidence"] for position in read} == {"probable", "doubtful"}


def test_the_strongest_voice_comes_first():
    strength = list(Voice).index

    for position in rows("positions"):
        ranks = [strength(quotation["voice"]) for quotation in position["quotations"]]
        assert ranks == sorted(ranks)


def test_summaries_are_the_records_own_words(texts):
    spoken = {slug: " ".join(re.findall(r"\w+", text.lower())) for slug, text in texts.items()}

    for position in rows("positions"):
        words = re.findall(r"\w+", position["summary"].lower())
        runs = {" ".join(words[at : at + 5]) for at in range(len(words) - 4)}
        assert not any(run in text for run in runs for text in spoken.values())


def test_doubt_is_explained():
    unexplained = [
        position["public_id"]
        for position in rows("positions")
        if position["confidence"] != "certain" and not position.get("coding_note")
    ]

    assert unexplained == []


def test_each_issue_shows_a_passage_of_the_record():
    for issue in rows("issues"):
        shown = re.match("“(.+?)”(?: |\\. )[A-Z]", issue["example"])

        assert shown is not None
        assert any(shown[1] == quotation["exact"] for quotation in quotations())


def test_public_ids_are_ten_characters_that_nobody_misreads():
    ids = [position["public_id"] for position in rows("positions")]

    assert len(set(ids)) == 31
    assert all(re.fullmatch("[0-9a-hjkmnp-tv-z]{10}", public_id) for public_id in ids)


@pytest.mark.usefixtures("record")
def test_every_speaker_held_an_office_when_they_spoke():
    spoken = Position.objects.for_table().filter(leader__isnull=False)

    offices = {position.leader.slug: position.office and position.office.title for position in spoken}

    assert offices == {
        "daniel-ortega": "President",
        "felipe-calderon": "President",
        "joe-biden": "Vice President",
        "john-kerry": "Secretary of State",
        "jose-miguel-insulza": "Secretary General",
        "juan-manuel-santos": "President",
        "laura-chinchilla": "President",
        "michael-shifter": "President",
        "otto-perez-molina": "President",
        "raul-castro": "President of the Council of State",
        "ricardo-martinelli": "President",
        "sanho-tree": "Analyst",
    }
