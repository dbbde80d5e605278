"""The fields proposed for a passage, and the reason that each gives."""

from __future__ import annotations

from django.utils.translation import override

import pytest

from policy_positions.proposing import propose
from tests.proposing.hemisphere import reading


def proposed(text: str, passage: str = "", day: str = "2012-04") -> dict[str, str]:
    start = text.index(passage)
    fields = propose(reading(text, day), start, start + len(passage or text))
    return {name: each.value for name, each in fields.items()}


def reason(text: str, field: str, passage: str = "", day: str = "2012-04") -> str:
    start = text.index(passage)
    return propose(reading(text, day), start, start + len(passage or text))[field].reason


# Who

SPOKEN = "“We want legalization now, all of us,” said Perez in Guatemala City."


def test_a_leader_is_found_by_an_alias_and_speaks_for_the_country_of_the_time():
    found = proposed(SPOKEN, "We want legalization now, all of us")

    assert (found["leader"], found["country"]) == ("perez", "GTM")
    assert reason(SPOKEN, "leader", "We want legalization now, all of us") == (
        "“Perez” stands 8 characters after the passage. Office when the source appeared (April 2012): "
        "President of Guatemala."
    )


def test_who_held_no_office_then_speaks_for_no_country():
    found = proposed("Felipe Calderón said the drug war was lost.", day="2014-02")

    assert found["leader"] == "calderon"
    assert "country" not in found


def test_a_surname_counts_once_the_whole_name_has_stood():
    whole = "Enrique Peña Nieto came. Peña Nieto said the drug war was lost."
    alone = "A guest came. Nieto said the drug war was lost."

    assert proposed(whole, "Peña Nieto said the drug war was lost.")["leader"] == "pena"
    assert "leader" not in proposed(alone, "Nieto said the drug war was lost.")


def test_of_two_with_one_name_the_one_in_office_speaks_or_the_one_named_in_full():
    assert proposed("Santos said the drug war was lost.")["leader"] == "santos"
    in_full = "Abel Santos spoke. Santos said the drug war was lost."
    assert proposed(in_full, "Santos said the drug war was lost.")["leader"] == "other-santos"


def test_he_is_the_one_named_last():
    text = "Juan Manuel Santos met Perez.\n\n“The drug war has failed us all,” he said."

    assert proposed(text, "The drug war has failed us all")["leader"] == "perez"


def test_whoever_stands_in_an_aside_does_not_speak():
    text = "Otto Perez, who met Santos yesterday, has said the drug war failed."

    assert proposed(text)["leader"] == "perez"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The Mexican government said the drug war failed.", "MEX"),
        ("U.S. negotiators said the drug war goes on.", "USA"),
        ("The US said the drug war goes on.", "USA"),
        ("Bogota said the drug war failed.", "COL"),
        ("El gobierno guatemalteco dijo que la guerra contra las drogas fracasó.", "GTM"),
    ],
)
def test_a_state_is_known_by_its_people_its_capital_and_its_short_name(text, country):
    assert proposed(text)["country"] == country


@pytest.mark.parametrize(
    "text",
    [
        "Latin American nations want an end of the drug war.",
        "ANTIGUA, Jan 5. They told us of the drug war.",
        "Tell us of the drug war.",
    ],
)
def test_what_only_looks_like_a_state_is_none(text):
    assert "country" not in proposed(text)


def test_a_group_is_named_by_the_record_or_left_to_the_editor():
    known, unknown = "Several governments say the drug war failed.", "Most allies say the drug war failed."

    assert proposed(known)["organization"] == "several-governments"
    assert reason(unknown, "organization") == "“Most allies” names nobody: a group holds it."


def test_lawmakers_are_not_the_government():
    found = proposed("Lawmakers in Colombia proposed to legalize coca.")

    assert found["organization"] == "congress-of-colombia"
    assert "country" not in found


def test_the_state_of_a_president_is_not_told_as_somebody_else():
    text = "Guatemala’s Otto Perez and Mexico said the drug war failed."

    assert reason(text, "leader").endswith("President of Guatemala. Also named: Mexico.")


def test_who_else_is_named_is_told():
    assert reason("Mexico and Guatemala said the drug war failed.", "country") == (
        "“Mexico” stands in the passage. Holder: Mexico. Also named: Guatemala."
    )


def test_reasons_are_given_in_the_language_that_is_spoken():
    with override("fr"):
        given = reason("Mexico and Guatemala said the drug war failed.", "country")

    assert given == (
        "«\u202fMexico\u202f» figure dans le passage. Titulaire\u202f: Mexico. "
        "Le texte nomme aussi\u202f: Guatemala."
    )


# What


def test_the_issue_named_most_is_proposed_and_the_others_are_told():
    text = "Perez said the drug war failed; the drug war must go, and legalization must come."

    assert proposed(text)["issue"] == "strategy"
    assert reason(text, "issue") == "“drug war” stands in the passage. Words of other issues: “legalization”."


def test_an_issue_is_looked_for_in_the_sentence_and_then_round_it():
    text = "They spoke of eradication.\n\n“It has to stop, all of it,” Perez said."

    assert proposed(text, "It has to stop, all of it")["issue"] == "eradication"
    assert reason(text, "issue", "It has to stop, all of it") == "“eradication” stands before the paragraph."


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Perez has called for legalization.", "support"),
        ("Perez rejected legalization.", "oppose"),
        ("Perez encouraged a debate on legalization.", "open_to_debate"),
        ("Perez said the drug war has failed.", "oppose"),
        ("Perez sided with the anti-legalization camp.", "oppose"),
        ("Eradication draws criticism from Perez.", "lean_oppose"),
        ("Perez spoke of legalization.", "unclear"),
    ],
)
def test_the_stance_is_what_words_of_the_issue_say_then_words_of_any(text, stance):
    assert proposed(text)["stance"] == stance


@pytest.mark.parametrize(
    ("text", "substance"),
    [
        ("Perez said marijuana should be legalized.", "cannabis"),
        ("Perez said coca should be legalized.", "coca_cocaine"),
        ("Perez said coca and marijuana should be legalized.", "other"),
        ("Perez said drugs should be legalized.", "all_drugs"),
        ("Perez called for legalization.", "not_stated"),
    ],
)
def test_the_substance_is_the_one_that_is_named(text, substance):
    assert proposed(text)["substance"] == substance


@pytest.mark.parametrize(
    ("text", "passage", "voice"),
    [
        (SPOKEN, "We want legalization now, all of us", "direct"),
        ("Perez has called for legalization.", "", "reported"),
        ("An OAS report called for legalization.", "", "document"),
        ("Perez will back legalization, a senior U.S. official said.", "", "anonymous"),
        ("Mexico appears to be siding with the legalization camp.", "", "characterized"),
        ("The loudest advocate of legalization is Perez.", "", "characterized"),
    ],
)
def test_the_voice_is_told_by_marks_and_verbs(text, passage, voice):
    assert proposed(text, passage)["voice"] == voice


def test_the_attribution_of_direct_speech_is_the_clause_beside_it():
    assert (
        proposed(SPOKEN, "We want legalization now, all of us")["attribution"]
        == "said Perez in Guatemala City"
    )


# When and where


@pytest.mark.parametrize(
    ("words", "day", "stated"),
    [
        ("on 3 March 2012", "2012-04-12", "2012-03-03"),
        ("on March 3, 2012", "2012-04-12", "2012-03-03"),
        ("in March", "2012-04", "2012-03"),
        ("in May", "2012-04", "2011-05"),
        ("in 2009", "2012-04", "2009"),
        ("last month", "2012-01", "2011-12"),
        ("yesterday", "2012-03-01", "2012-02-29"),
        ("yesterday", "2012-03", "2012-03"),
        ("recently", "2012-04-12", "2012"),
        ("this week", "2012-04-12", "2012-04"),
        ("", "2012-04-12", "2012-04"),
        ("", "XXXX", ""),
        ("el 3 de marzo de 2012", "2012-04-12", "2012-03-03"),
    ],
)
def test_no_part_of_a_date_that_the_text_does_not_give(words, day, stated):
    assert proposed(f"Perez said {words} that the drug war failed.", day=day)["stated"] == stated


def test_may_and_march_are_words_as_well():
    assert proposed("Perez said the drug war may end. We march on.", day="2012-04")["stated"] == "2012-04"


def test_the_words_of_time_are_the_note():
    assert proposed("Perez said last month that the drug war failed.")["date_note"] == "“last month”"


def test_the_note_is_for_the_record_in_english_whatever_is_spoken():
    text = "Perez said that the drug war failed."
    with override("es"):
        note, why = proposed(text)["date_note"], reason(text, "date_note")

    assert note == "The text gives no time; taken as held when it was written."
    assert why.endswith("fecha de la fuente: abril de 2012.")


@pytest.mark.parametrize(
    ("said", "relation"),
    [("last month", "before"), ("at the summit", "at"), ("in 2009", "before")],
)
def test_the_meeting_near_in_time_is_proposed_with_how_it_relates(said, relation):
    text = f"The Summit of the Americas is near. Perez said {said} that the drug war failed."

    found = proposed(text, f"Perez said {said} that the drug war failed.")

    assert (found["summit"], found["summit_relation"]) == ("cartagena", relation)


def test_a_meeting_of_another_year_is_not_proposed():
    assert "summit" not in proposed("At Cartagena Perez said the drug war failed.", day="2014-02")


def test_a_passage_on_nothing_known_gets_no_issue_and_no_holder():
    found = proposed("It rained all day.")

    assert not {"issue", "stance", "leader", "country", "organization", "summit"} & found.keys()
