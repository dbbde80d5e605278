"""load_record: the record from its files, as often as you like."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest

from policy_positions.models import (
    Country,
    DataRevision,
    Issue,
    Leader,
    Position,
    Quotation,
    Revision,
    SourceText,
    Summit,
    Tenure,
)
from tests.factories import make_country, make_position

pytestmark = pytest.mark.django_db

Edit = Callable[[list[dict[str, Any]]], object]
FIRST = "af25ck02vm"  # the public id of the first position in the file
PEREZ_ON_AID = {"leader__slug": "otto-perez-molina", "issue__slug": "aid-demands"}


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A copy of the shipped files that a test may change."""
    return Path(shutil.copytree(settings.BASE_DIR / "fixtures", tmp_path / "record"))


def edit(files: Path, concept: str, change: Edit) -> None:
    path = files / f"{concept}.json"
    rows = json.loads(path.read_text(encoding="utf-8"))
    change(rows)
    path.write_text(json.dumps(rows), encoding="utf-8")


def load(files: Path | None = None, **options: Any) -> list[str]:
    """What the command prints."""
    out = StringIO()
    arguments = ["--from", str(files)] if files else []
    call_command("load_record", *arguments, stdout=out, **options)
    return out.getvalue().splitlines()


# Loading


def test_an_empty_database_takes_in_the_whole_record():
    printed = load()

    assert printed == [
        "countries: 35 created, 0 changed, 0 unchanged",
        "organizations: 8 created, 0 changed, 0 unchanged",
        "issues: 5 created, 0 changed, 0 unchanged",
        "leaders: 58 created, 0 changed, 0 unchanged",
        "tenures: 72 created, 0 changed, 0 unchanged",
        "sources: 2 created, 0 changed, 0 unchanged",
        "texts: 2 created, 0 changed, 0 unchanged",
        "summits: 14 created, 0 changed, 0 unchanged",
        "participations: 5 created, 0 changed, 0 unchanged",
        "positions: 31 created, 0 changed, 0 unchanged",
        "Rows that no file names are left as they are.",
    ]
    assert Position.objects.published().count() == 31
    assert Quotation.objects.filter(verified=True).count() == 41


def test_a_second_load_finds_everything_as_it_is_and_writes_nothing(record):
    number = DataRevision.objects.current()

    with CaptureQueriesContext(connection) as queries:
        printed = load()

    assert [line.split(": ")[1] for line in printed[:-1]] == [
        f"0 created, 0 changed, {count} unchanged" for count in (35, 8, 5, 58, 72, 2, 2, 14, 5, 31)
    ]
    assert not [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert DataRevision.objects.current() == number


def test_dates_keep_the_precision_in_which_they_are_written(record):
    shifter = Tenure.objects.get(leader__slug="michael-shifter")
    tree = Tenure.objects.get(leader__slug="sanho-tree")

    assert (shifter.started.edtf(), shifter.ended.edtf()) == ("2010-04", "2022")
    assert (tree.started.edtf(), tree.ended.edtf()) == ("XXXX", "XXXX")
    assert Position.objects.get(**PEREZ_ON_AID).stated.edtf() == "2012"
    assert Summit.objects.get(slug="sixth-summit-of-the-americas").started.edtf() == "2012-04-14"


def test_what_is_loaded_can_be_searched(record):
    found = Position.objects.matching("candy machines")

    assert [position.leader.slug for position in found] == ["sanho-tree"]


def test_the_whole_record_keeps_what_the_database_promises_at_commit(record):
    connection.check_constraints()

    assert Position.objects.published().count() == 31


def test_every_position_is_published_by_another_account_than_the_one_that_drafted_it(record):
    accounts = User.objects.filter(username__startswith="record-").order_by("username")

    assert [account.username for account in accounts] == ["record-coder", "record-reviewer"]
    assert not any(account.is_active or account.has_usable_password() for account in accounts)
    pairs = (
        Position.objects.values_list("drafted_by__username", "published_by__username").order_by().distinct()
    )
    assert list(pairs) == [("record-coder", "record-reviewer")]


def test_every_position_has_a_revision_that_tells_it_whole(record):
    revision = Revision.objects.get(position=Position.objects.get(**PEREZ_ON_AID))

    assert (revision.act, revision.version, revision.by.username) == ("load", 1, "record-coder")
    assert revision.before is None
    assert (revision.after["country"], revision.after["stance"]) == ("GTM", "support")
    assert len(revision.after["quotations"]) == 3
    assert Revision.objects.count() == 31


# Loading again, after a change


def test_a_changed_position_gets_a_version_and_a_revision_with_before_and_after(record, files):
    def doubt(rows: list[dict[str, Any]]) -> None:
        rows[0]["summary"] = "Cuba is read as an opponent."

    edit(files, "positions", doubt)
    number = DataRevision.objects.get().number

    printed = load(files)

    position = Position.objects.get(leader__slug="raul-castro")
    revision = position.revisions.get(version=2)
    assert printed[-2] == "positions: 0 created, 1 changed, 30 unchanged"
    assert (position.version, position.summary) == (2, "Cuba is read as an opponent.")
    assert revision.before["summary"].startswith("GlobalPost reads Cuba")
    assert revision.after == {**revision.before, "summary": "Cuba is read as an opponent."}
    assert DataRevision.objects.get().number == number + 1


def test_a_changed_position_keeps_its_author_and_the_day_it_was_published(record, files):
    before = Position.objects.get(leader__slug="raul-castro")
    edit(files, "positions", lambda rows: rows[0].update(confidence="probable"))

    load(files)

    after = Position.objects.get(leader__slug="raul-castro")
    assert after.confidence == "probable"
    assert (after.published_at, after.drafted_by) == (before.published_at, before.drafted_by)


def test_what_a_position_no_longer_says_is_emptied(record, files):
    edit(files, "positions", lambda rows: rows[0].pop("coding_note"))

    load(files)

    assert Position.objects.get(leader__slug="raul-castro").coding_note == ""


def test_passages_are_replaced_together(record, files):
    edit(files, "positions", lambda rows: rows[0]["quotations"].reverse())

    load(files)

    passages = Position.objects.get(leader__slug="raul-castro").quotations.values_list("order", "exact")
    assert [(order, exact.split()[0]) for order, exact in passages] == [(1, "Meanwhile,"), (2, "Ironically,")]


def test_a_renamed_leader_is_found_by_the_new_name(record, files):
    def rename(rows: list[dict[str, Any]]) -> None:
        next(row for row in rows if row["slug"] == "sanho-tree")["name"] = "Sanho Arbol"

    edit(files, "leaders", rename)

    printed = load(files)

    assert printed[3] == "leaders: 0 created, 1 changed, 57 unchanged"
    assert Position.objects.matching("Arbol").count() == 2


def test_what_an_admin_added_to_a_row_stays(record):
    Leader.objects.filter(slug="sanho-tree").update(wikidata="Q1", name="Somebody Else")

    load()

    tree = Leader.objects.get(slug="sanho-tree")
    assert (tree.name, tree.wikidata) == ("Sanho Tree", "Q1")


@pytest.mark.parametrize("corrected", ["2012-01-20", "2013", "2016-01-14"])
def test_a_term_whose_start_was_corrected_stays_one_term(record, files, corrected):
    def correct(rows: list[dict[str, Any]]) -> None:
        perez = next(row for row in rows if row["slug"] == "otto-perez-molina")
        perez["tenures"][0] |= {"start": corrected, "end": "2018-01-14"}

    edit(files, "leaders", correct)

    load(files)

    assert Tenure.objects.get(leader__slug="otto-perez-molina").started.edtf() == corrected


def test_a_second_term_in_the_same_office_is_another_term(record, files):
    def elect_again(rows: list[dict[str, Any]]) -> None:
        pinera = next(row for row in rows if row["slug"] == "sebastian-pinera")
        again = {**pinera["tenures"][0], "start": "2018-03-11", "end": "2022-03-11"}
        pinera["tenures"] = [again, pinera["tenures"][0]]

    edit(files, "leaders", elect_again)

    printed = [load(files)[4], load(files)[4]]

    assert printed == [
        "tenures: 1 created, 0 changed, 72 unchanged",
        "tenures: 0 created, 0 changed, 73 unchanged",
    ]


def test_a_proposition_that_was_reworded_since_keeps_its_words(record):
    Issue.objects.filter(slug="eradication").update(
        proposition="No crop is destroyed by force.", scheme_version=2
    )

    printed = load()

    assert printed[2] == "issues: 0 created, 0 changed, 4 unchanged, 1 left alone"
    assert Issue.objects.get(slug="eradication").proposition == "No crop is destroyed by force."


def test_another_wording_in_the_file_comes_with_its_version(record, files):
    edit(files, "issues", lambda rows: rows[0].update(proposition="All drugs.", scheme_version=2))

    load(files)

    issue = Issue.objects.get(slug="legalization")
    assert (issue.proposition, issue.wordings.get().version) == ("All drugs.", 1)


def test_another_wording_under_the_same_version_is_refused(record, files):
    edit(files, "issues", lambda rows: rows[0].update(proposition="All drugs."))

    with pytest.raises(CommandError, match=r"legalization.*another wording takes a version above 1"):
        load(files)


def test_rows_that_no_file_names_are_left_as_they_are(record, files):
    own = make_position(country=make_country("GTM"))
    edit(files, "positions", lambda rows: rows.pop(0))

    printed = load(files)

    assert printed[-2] == "positions: 0 created, 0 changed, 30 unchanged"
    assert Position.objects.filter(leader__slug="raul-castro").exists()
    assert Position.objects.filter(pk=own.pk).exists()


def test_a_withdrawn_position_stays_withdrawn(record, files):
    Position.objects.filter(leader__slug="raul-castro").update(state="withdrawn")
    edit(files, "positions", lambda rows: rows[0].update(confidence="certain"))

    printed = load(files)

    position = Position.objects.get(leader__slug="raul-castro")
    assert printed[-2] == "positions: 0 created, 0 changed, 30 unchanged, 1 left alone"
    assert (position.state, position.confidence, position.version) == ("withdrawn", "doubtful", 1)


def test_a_text_that_is_held_stays_held(record, articles):
    text = SourceText.objects.get(source__publisher="Reuters")
    text.body = next(path for path in articles.iterdir() if path.name.startswith("003")).read_bytes().decode()
    text.save()

    load()

    assert SourceText.objects.get(pk=text.pk).body == text.body


def test_nothing_is_loaded_where_there_are_positions_already_if_so_asked():
    make_position()

    printed = load(if_empty=True)

    assert printed == ["There are positions already: nothing is loaded."]
    assert Position.objects.count() == 1


def test_an_empty_database_is_filled_if_so_asked():
    load(if_empty=True)

    assert Position.objects.count() == 31


# Files with a mistake


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"stance": "for it"},
            ", stance: Value 'for it' is not a valid choice. One of support, lean_support, mixed, "
            "lean_oppose, oppose, open_to_debate, unclear would be right.",
        ),
        ({"country": "CUX"}, ", country: no row of countries.json has the iso3 'CUX'."),
        (
            {"organization": "inter-american-dialogue"},
            ": Name a country or an organization: one of them, not both.",
        ),
        (
            {"stated_on": "April 2012"},
            ", stated_on: 'April 2012' is not a date of the calendar: write a year (2012), a month (2012-04) "
            "or a day (2012-04-15), between the years 0001 and 9999.",
        ),
        (
            {"summit_relation": ""},
            ": Say how it relates to the summit: before, at, after or about it.",
        ),
        ({"summary": ""}, ", summary: This field cannot be blank."),
        ({"issue": None}, ", issue: This field cannot be null."),
        (
            {"state": "draft"},
            ", state: there is no such field; there are public_id, country, organization, leader, issue, "
            "summit, stated_on, scheme_version, stance, substance, date_note, summit_relation, summary, "
            "confidence, coding_note.",
        ),
        ({"quotations": []}, ", quotations: publishing takes one at least, each with verified: true."),
    ],
)
def test_a_mistake_in_a_position_is_told_with_its_field_and_what_would_be_right(fields, message, files):
    edit(files, "positions", lambda rows: rows[0].update(fields))

    with pytest.raises(CommandError) as refused:
        load(files)

    assert str(refused.value) == f"positions.json, {FIRST}{message}"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"start": 702}, ": The passage must be as long as its offsets say."),
        (
            {"voice": "loud"},
            ", voice: Value 'loud' is not a valid choice. One of direct, document, reported, anonymous, "
            "characterized would be right.",
        ),
        (
            {"text": "0" * 64},
            f", text: sources.json has no text '{'0' * 64}' of a source 'globalpost-2012-04-havana'.",
        ),
    ],
)
def test_a_mistake_in_a_passage_is_told_with_its_number(fields, message, files):
    edit(files, "positions", lambda rows: rows[0]["quotations"][1].update(fields))

    with pytest.raises(CommandError) as refused:
        load(files)

    assert str(refused.value) == f"positions.json, {FIRST}, quotations 2{message}"


def test_an_unproven_passage_is_not_published(files):
    edit(files, "positions", lambda rows: rows[0]["quotations"][1].update(verified=False))

    with pytest.raises(CommandError) as refused:
        load(files)

    assert str(refused.value) == (
        f"positions.json, {FIRST}, quotations: publishing takes one at least, each with verified: true."
    )


@pytest.mark.parametrize(
    ("concept", "fields", "message"),
    [
        (
            "positions",
            {"public_id": "L"},
            "positions.json, L, public_id: write 10 characters of 0123456789abcdefghjkmnpqrstvwxyz.",
        ),
        (
            "positions",
            {"public_id": ""},
            "positions.json, row 1, public_id: it is missing; a row is known by it.",
        ),
        ("countries", {"name": "Peru"}, "countries.json, PER: Key (name)=(Peru) already exists."),
        ("countries", {"iso3": "ATG"}, "countries.json, ATG, iso3: two rows have it; each needs its own."),
        (
            "countries",
            {"capitol": "Buenos Aires"},
            "countries.json, ARG, capitol: there is no such field; there are iso2, iso3, name, name_es, "
            "name_pt, name_fr, subregion, capital, longitude, latitude, oas_member_since, oas_note.",
        ),
        (
            "countries",
            {"oas_member_since": "1948"},
            "countries.json, ARG, oas_member_since: '1948' is no day; write one, as in 2012-04-14, "
            "or nothing.",
        ),
        (
            "summits",
            {"city": ""},
            "summits.json, central-american-presidents-2012, city: This field cannot be blank.",
        ),
        (
            "summits",
            {"agenda_issues": ["temperance"]},
            "summits.json, central-american-presidents-2012, agenda_issues: no row of issues.json has the "
            "slug 'temperance'.",
        ),
    ],
)
def test_a_mistake_is_told_with_its_file_and_row(concept, fields, message, files):
    edit(files, concept, lambda rows: rows[0].update(fields))

    with pytest.raises(CommandError) as refused:
        load(files)

    assert str(refused.value) == message


def test_a_mistake_in_a_nested_row_is_told_with_its_number(files):
    edit(files, "leaders", lambda rows: rows[7]["tenures"][1].update(role="king"))

    with pytest.raises(CommandError) as refused:
        load(files)

    assert str(refused.value).startswith(
        "leaders.json, joe-biden, tenures 2, role: Value 'king' is not a valid"
    )


def test_two_presidents_at_once_are_refused(files):
    edit(files, "leaders", lambda rows: rows[1]["tenures"][0].update(country="GTM", end="2013-12-01"))

    with pytest.raises(CommandError) as refused:
        load(files)

    assert str(refused.value) == (
        "leaders.json, felipe-calderon, tenures 1: Somebody else holds this office then: "
        "end the one tenure before the other."
    )


def test_a_passage_that_the_held_text_does_not_say_is_refused(record, files, articles):
    text = SourceText.objects.get(source__publisher="GlobalPost")
    text.body = next(path for path in articles.iterdir() if path.name.startswith("000")).read_bytes().decode()
    text.save()
    edit(files, "positions", lambda rows: rows[0]["quotations"][0].update(start=700, end=842))

    with pytest.raises(CommandError) as refused:
        load(files)

    assert "quotations 1, exact: from 700 to 842 the text held says “\nIronically, the two" in str(
        refused.value
    )


def test_a_file_that_is_not_json_is_named(files):
    (files / "issues.json").write_text("[{]", encoding="utf-8")

    with pytest.raises(CommandError, match=r"^issues\.json must be JSON in UTF-8, and is not: "):
        load(files)


def test_a_missing_file_is_named(files):
    (files / "summits.json").unlink()

    with pytest.raises(CommandError, match=r"summits\.json is missing"):
        load(files)


def test_nothing_of_a_record_with_a_mistake_is_kept(files):
    edit(files, "positions", lambda rows: rows[-1].update(stance="for it"))

    with pytest.raises(CommandError):
        load(files)

    assert not Country.objects.exists()
    assert not Position.objects.exists()
