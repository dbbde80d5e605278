"""Words find the positions that hold them: in any form, in four languages, with or without accents."""

from __future__ import annotations

import datetime
import string

from django.db import connection
from django.http import QueryDict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policy_positions import editing
from policy_positions.columns import words
from policy_positions.filters import ImpossibleQuery, PositionFilter
from policy_positions.models import Leader, Position, Source
from policy_positions.models.search import in_one, search_query
from tests.factories import (
    make_country,
    make_issue,
    make_leader,
    make_organization,
    make_position,
    make_quotation,
    make_summit,
    make_text,
    make_user,
)

pytestmark = pytest.mark.django_db


def found(words: str) -> set[str]:
    """The summaries of what the words find, as readers are shown it."""
    query = QueryDict(mutable=True)
    query["q"] = words
    ids = PositionFilter(query).selected.ids()
    return set(Position.objects.filter(pk__in=ids).values_list("summary", flat=True))


def said(words: str, summary: str = "It.", language: str = "en", **fields) -> Position:
    """A published position whose one passage says ``words``."""
    source = Source.objects.create(
        slug=f"said-{Source.objects.count()}",
        title="An article",
        publisher="The Paper",
        issued_precision="unknown",
        language=language,
    )
    position = make_position(voices=(), summary=summary, **fields)
    make_quotation(position, make_text(words, source), language=language)
    Position.objects.filter(pk=position.pk).refresh_documents()
    return position


@pytest.fixture
def perez(db) -> Position:
    """Pérez, known under other names too, on being paid for what is seized."""
    leader = make_leader("Otto Pérez Molina", other_names=["Otto Perez", "Tito Arias"])
    return said(
        "Guatemala should be economically compensated for each and every drug seizure carried out.",
        summary="Perez",
        leader=leader,
        country=make_country("GTM", name="Guatemala", name_fr="Guatémala"),
        issue=make_issue("aid-demands", name="Aid demands"),
        summit=make_summit(name="Sixth Summit of the Americas"),
        summit_relation="before",
    )


# Words


@pytest.mark.parametrize(
    "words",
    [
        "compensated",
        "COMPENSATED",
        "compensate",
        "compensation",
        "seizures",
        "Perez",
        "Pérez",
        "pérez",
        "PEREZ",
        "Perez compensated",
        "compensated Molina",
        "Arias",
        "Tito Arias seizure",
        "Guatemala",
        "Guatémala",
        "Sixth Summit",
        "aid demands",
        '"economically compensated"',
        '"Otto Pérez Molina"',
        '"each and every drug seizure"',
        '"Otto Perez" "each and every"',
    ],
)
def test_a_position_is_found_by_what_it_says_and_who_holds_it(perez, words):
    said("Nothing of the kind.", summary="Another", country=make_country("COL"))

    assert found(words) == {"Perez"}


@pytest.mark.parametrize(
    "words",
    [
        "compensated marijuana",
        "Perez Santos",
        '"compensated economically"',
        '"each every"',
        '"Pérez compensated"',
        "compensated -seizure",
        "-Guatemala",
        '-"each and every"',
        "Perez -Tito",
    ],
)
def test_a_position_that_lacks_a_word_or_holds_an_unwanted_one_is_not_found(perez, words):
    assert found(words) == set()


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("es", "El Presidente propuso legalizar las drogas.", ["droga", "legalizando"]),
        ("es", "La despenalización de los cultivos.", ["despenalizacion", "despenalizar", "cultivo"]),
        ("pt", "O combate às drogas fracassou nas prisões.", ["droga", "prisoes", "prisões", "fracassar"]),
        ("pt", "A legalização não é a resposta.", ["legalizacao", "legalizações", "legalizar", "respostas"]),
        (
            "fr",
            "La légalisation des stupéfiants échoue.",
            ["legalisation", "stupefiant", "légalisations", "échouer"],
        ),
        ("en", "Legalizing drugs is not the answer.", ["legalize", "drug", "answers", "legalized drug"]),
    ],
)
def test_words_are_found_in_any_form_of_their_own_language(language, text, words):
    said(text, summary="Found", language=language)
    said("Rien, nada, nothing.", summary="Another", language="fr")

    assert [found(word) for word in words] == [{"Found"}] * len(words)


def test_a_passage_is_not_stemmed_in_a_language_that_is_not_its_own():
    said("Legalizing drugs.", summary="English", language="en")
    said("Legalizing drugs.", summary="Spanish", language="es")

    assert found("legalize") == {"English"}


def test_the_summary_is_searched_as_well():
    said("Nothing.", summary="He wants a debate on marijuana.")

    assert found("debates marijuana") == {"He wants a debate on marijuana."}


def test_an_organization_is_found_by_name_and_acronym():
    oas = make_organization(name="Organization of American States", acronym="OAS")
    said("A new report.", summary="Insulza", organization=oas)

    assert found("OAS report") == found('"American States"') == {"Insulza"}


# Phrases


@pytest.fixture
def wars(db) -> None:
    said("The war on drugs has failed.", summary="on")
    said("The war against drugs has failed.", summary="against")
    said("Drugs, on the whole, are a war.", summary="apart")


def test_words_alone_may_stand_anywhere(wars):
    assert found("war drugs") == {"on", "against", "apart"}


def test_quotation_marks_keep_words_together_the_small_ones_too(wars):
    assert found('"war on drugs"') == {"on"}
    assert found('"war against drugs"') == {"against"}


def test_a_phrase_may_be_left_out(wars):
    assert found('war -"war on drugs"') == {"against", "apart"}
    assert found('-"war on drugs" -"war against drugs"') == {"apart"}


def test_a_phrase_without_its_last_mark_is_still_a_phrase(wars):
    assert found('failed "war on drugs') == {"on"}


def test_small_words_alone_find_what_holds_them(wars):
    said("It was nothing.", summary="nothing")

    assert found("against the") == {"against"}


# Nothing to look for, and what is meant to break it


@pytest.mark.parametrize(
    "words", ["", "   ", "?!", "-", '""', '-""', "…", "& | !", "' \" '", "():*", "--", "<->"]
)
def test_nothing_but_punctuation_asks_for_nothing(perez, words):
    said("Nothing.", summary="Another")

    assert found(words) == {"Perez", "Another"}
    assert search_query(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "compensated & seizure",
        "compensated | zzz",
        "!compensated",
        "compensated:*",
        "compensated:A",
        "compensated <-> seizure",
        "(compensated",
        "compensated)",
        "compensated'",
        "'compensated'",
        "compensated\\",
        "compensated'; DROP TABLE policy_positions_position; --",
        "%compensated_",
        "compensated%",
    ],
)
def test_signs_of_the_query_language_of_the_database_are_words_like_any_other(perez, words):
    found(words)

    assert found("compensated") == {"Perez"}


def test_a_sign_of_the_database_s_language_does_not_turn_a_word_round(perez):
    assert found("!compensated") == found("compensated:*") == found("(compensated)") == {"Perez"}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(alphabet="ab é" + string.punctuation + "“”—\t", max_size=40) | st.text(max_size=30))
def test_whatever_is_typed_is_searched_for_or_refused_with_words(perez, words):
    try:
        told = found(words)
    except ImpossibleQuery as refused:
        told = {fault.message.partition(",")[0] for fault in refused.faults}

    assert told <= {"Perez"} or all(message.startswith("q: U+") for message in told)


# What may be found, and in which order


@pytest.mark.parametrize("state", ["draft", "in_review", "withdrawn"])
def test_what_is_not_published_is_never_found(state):
    said("Drugs should be legal.", summary="Hidden", state=state)
    said("Drugs should be legal.", summary="Public")

    assert found("legal drugs") == {"Public"}


def test_a_draft_is_found_once_it_is_published(perez):
    draft = make_position(words="Marijuana.", summary="Draft", state="in_review")
    assert found("marijuana") == set()

    editing.publish(draft, by=make_user("reviewer"))

    assert found("marijuana") == {"Draft"}


def test_a_new_name_of_a_leader_finds_what_was_said_before(perez):
    leader = Leader.objects.get()
    leader.other_names = ["El General"]
    leader.save()

    editing.renew_after(leader)

    assert found("General") == {"Perez"}
    assert found("Arias") == set()


def test_the_best_match_comes_first():
    by_name = said("Nothing.", summary="Name", leader=make_leader("Ana Marijuana"))
    once = said("Marijuana, and much else besides.", summary="Once")
    often = said("Marijuana, marijuana and again marijuana.", summary="Often")
    said("Nothing of the kind.", summary="None")

    asked = PositionFilter(QueryDict("q=marijuana&sort=relevance"))

    assert asked.ordered_ids == [by_name.pk, often.pk, once.pk]


def test_matches_as_good_as_each_other_come_newest_first():
    old = said("Marijuana.", stated_on=datetime.date(2012, 4, 1))
    new = said("Marijuana.", stated_on=datetime.date(2013, 6, 5))

    asked = PositionFilter(QueryDict("q=marijuana&sort=relevance"))

    assert asked.ordered_ids == [new.pk, old.pk]


def test_relevance_orders_what_the_other_filters_leave():
    said("Marijuana.", country=make_country("GTM"))
    there = said("Marijuana.", country=make_country("COL"))

    asked = PositionFilter(QueryDict("q=marijuana&sort=relevance&country=COL"))

    assert asked.ordered_ids == [there.pk]


# What PostgreSQL makes of it


@pytest.fixture
def one_in_ten(db) -> None:
    """A hundred positions, ten of which say "growers", with the statistics that the planner goes by."""
    first = make_position()
    Position.objects.bulk_create(
        Position(
            country=first.country,
            issue=first.issue,
            stance="support",
            stated_on=datetime.date(2012, 4, 1) + datetime.timedelta(days=number),
            summary="The growers were heard." if number % 10 == 0 else "Others were heard.",
            drafted_by=first.drafted_by,
        )
        for number in range(100)
    )
    Position.objects.all().refresh_documents()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE policy_positions_position")


def planned_rows(condition: str, *values: object) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            f"EXPLAIN (FORMAT json) SELECT id FROM policy_positions_position WHERE {condition}",  # noqa: S608 - our own
            values,
        )
        return cursor.fetchone()[0][0]["Plan"]["Plan Rows"]


def test_a_word_is_planned_for_by_how_often_it_occurs(one_in_ten):
    written = in_one("growers")

    assert 5 <= planned_rows("document @@ %s::tsquery", written) <= 20


def test_nine_readings_of_a_word_with_or_between_them_are_planned_for_as_most_of_the_record(one_in_ten):
    """The twin of the test above: what writing each form once is for."""
    sql, values = Position.objects.matching("growers").values("pk").query.sql_with_params()
    condition = sql.partition("WHERE ")[2].partition(" ORDER BY")[0]

    assert planned_rows(condition, *values) > 40


def test_the_forms_of_a_word_are_asked_for_once(one_in_ten, django_assert_num_queries):
    with django_assert_num_queries(1):
        first = in_one("growers")

    with django_assert_num_queries(0):
        again = in_one("growers")

    assert again == first


def test_words_are_looked_up_by_themselves_before_anything_is_put_in_order(one_in_ten):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {words._BY_RELEVANCE}", {"query": in_one("growers")})
        ordered, found = "\n".join(line for (line,) in cursor.fetchall()).split("CTE found")

    assert "Sort" in ordered and "@@" not in ordered
    assert "@@" in found


@pytest.mark.parametrize(
    "asked",
    ["growers", "legalización", '"war on drugs"', "legalize -cocaine", "Pérez drugs", "niño's", "a_b", "-"],
)
def test_written_once_the_query_finds_what_the_nine_readings_find(one_in_ten, asked):
    said("The war on drugs, niño's a_b.", summary="War")
    said("Legalize it: legalización. Pérez wants drugs, not cocaine.", summary="Legal")
    written = in_one(asked)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM policy_positions_position WHERE document @@ %s::tsquery", [written or ""]
        )
        found_once = {key for (key,) in cursor.fetchall()}

    query = search_query(asked)
    assert found_once == set(
        Position.objects.filter(document=query).values_list("pk", flat=True) if query else ()
    )
