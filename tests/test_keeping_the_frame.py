"""Admins keep the frame: every change is checked, recorded, and never laid over somebody else's."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

import pytest

from policy_positions.editing import frame
from policy_positions.models import Issue, Position, Revision, Summit, Tenure
from policy_positions.partial_dates import parse
from policy_positions.vocabulary import Act, FrameAct
from tests.factories import (
    make_country,
    make_issue,
    make_leader,
    make_organization,
    make_position,
    make_president,
    make_summit,
    make_tenure,
    make_text,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return make_user("admin")


def _history(kind: str, key: str) -> list[Revision]:
    return list(Revision.objects.of_record(kind, key).order_by("version"))


# Offices


def test_a_corrected_tenure_is_recorded_with_its_leader(admin) -> None:
    leader = make_leader(slug="otto")
    tenure = make_tenure(leader)

    frame.keep(tenure, {"start": datetime.date(2012, 1, 14)}, by=admin, reason="The day of the oath.")

    [revision] = _history("leader", "otto")
    assert (revision.act, revision.by, revision.reason) == (FrameAct.CHANGE, admin, "The day of the oath.")
    assert revision.before["tenures"][0]["start"] == "2000-01-01"
    assert revision.after["tenures"][0]["start"] == "2012-01-14"


def test_two_presidents_at_once_are_refused_in_words(admin) -> None:
    country = make_country()
    make_president(country)

    with pytest.raises(ValidationError, match="Somebody else holds this office then"):
        frame.keep(
            Tenure(leader=make_leader()),
            {
                "title": "President",
                "role": "head_of_state",
                "country": country,
                "start": datetime.date(2012, 1, 1),
            },
            by=admin,
        )

    assert Tenure.objects.count() == 1


def test_a_removed_tenure_is_told_with_its_leader(admin) -> None:
    leader = make_leader(slug="otto")
    tenure = make_tenure(leader)

    frame.remove(tenure, by=admin, reason="Never held.")

    [revision] = _history("leader", "otto")
    assert (len(revision.before["tenures"]), revision.after["tenures"]) == (1, [])


@pytest.mark.parametrize("group", ["editor", "reviewer"])
def test_nobody_but_an_admin_changes_the_frame(group: str) -> None:
    user, summit = make_user(group), make_summit()
    position = make_position()

    for act in (
        lambda: frame.keep(summit, {"city": "Elsewhere"}, by=user),
        lambda: frame.remove(summit, by=user),
        lambda: frame.seat(summit, [frame.Seat(make_country(), "attended")], by=user),
        lambda: frame.attach(summit, [frame.Tie(position.public_id, 1, "at")], by=user),
        lambda: frame.reword(make_issue(), {"proposition": "Other."}, by=user),
    ):
        with pytest.raises(PermissionDenied):
            act()

    assert Summit.objects.get().city == "City"


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(admin) -> None:
    summit = make_summit()
    read = frame.fingerprint(summit)
    frame.keep(Summit.objects.get(), {"city": "Cartagena"}, by=make_user("admin"))

    with pytest.raises(frame.FrameConflict, match="Somebody has changed"):
        frame.keep(summit, {"city": "Bogota"}, by=admin, read=read)

    assert Summit.objects.get().city == "Cartagena"


def test_what_changes_nothing_is_not_recorded(admin) -> None:
    summit = make_summit(slug="s")

    frame.keep(summit, {"city": "City"}, by=admin)

    assert _history("summit", "s") == []


# Participation


def test_all_states_are_seated_in_one_act(admin) -> None:
    summit = make_summit(slug="s")
    guest, host = make_country("CUB"), make_country("COL")
    president = make_president(host)
    source = make_text().source

    changed = frame.seat(
        summit,
        [frame.Seat(guest, "excluded", None, "Not invited."), frame.Seat(host, "attended", president)],
        by=admin,
        source=source,
    )

    assert changed == 2
    assert [
        (row.country.iso3, row.status, row.delegate, row.reason, row.source)
        for row in summit.participations.order_by("country__iso3")
    ] == [("COL", "attended", president, "", source), ("CUB", "excluded", None, "Not invited.", source)]
    assert len(_history("summit", "s")) == 1


def test_a_state_without_a_status_loses_its_seat_and_others_keep_their_source(admin) -> None:
    summit = make_summit()
    source = make_text().source
    frame.seat(
        summit,
        [frame.Seat(make_country("CUB"), "excluded"), frame.Seat(make_country("COL"), "attended")],
        by=admin,
        source=source,
    )

    changed = frame.seat(
        summit,
        [frame.Seat(make_country("CUB"), ""), frame.Seat(make_country("COL"), "attended")],
        by=admin,
        source=make_text().source,
    )

    assert changed == 1
    assert summit.participations.get().source == source


def test_bodies_that_took_part_stay_when_states_are_seated(admin) -> None:
    summit, body = make_summit(), make_organization()
    summit.participations.create(organization=body, status="attended")

    frame.seat(summit, [frame.Seat(make_country(), "absent")], by=admin)

    assert summit.participations.filter(organization=body).exists()


# Positions


@pytest.mark.parametrize(
    ("stated", "proposed"),
    [
        ("2012-04-13", "before"),
        ("2012-03", "before"),
        ("2012-04-14", "at"),
        ("2012-04-15", "at"),
        ("2012-04-16", "after"),
        ("2013", "after"),
        ("2012-04", ""),
        ("2012", ""),
        ("XXXX", ""),
    ],
)
def test_a_relation_is_proposed_where_the_dates_leave_no_doubt(stated: str, proposed: str) -> None:
    assert frame.proposed_relation(parse(stated), make_summit()) == proposed


def test_a_tie_makes_a_version_with_its_revision(admin) -> None:
    summit, position = make_summit(slug="s"), make_position()

    changed, stale = frame.attach(
        summit, [frame.Tie(position.public_id, 1, "before")], by=admin, reason="By its date."
    )

    position.refresh_from_db()
    assert (changed, stale) == (1, [])
    assert (position.summit, position.summit_relation, position.version) == (summit, "before", 2)
    revision = position.revisions.get(act=Act.ATTACH)
    assert (revision.before["summit"], revision.after["summit"], revision.reason) == (
        None,
        "s",
        "By its date.",
    )


def test_a_position_is_untied_again(admin) -> None:
    summit = make_summit()
    position = make_position(summit=summit, summit_relation="at")

    frame.attach(summit, [frame.Tie(position.public_id, 1, "")], by=admin)

    position.refresh_from_db()
    assert (position.summit, position.summit_relation) == (None, "")


def test_a_position_that_changed_since_it_was_listed_is_left_and_named(admin) -> None:
    summit, position = make_summit(), make_position(version=3)

    changed, stale = frame.attach(summit, [frame.Tie(position.public_id, 2, "at")], by=admin)

    assert (changed, stale) == (0, [position.public_id])
    assert Position.objects.get().summit is None


# Propositions


def _worded(**fields) -> Issue:
    """An issue with all that a form asks for."""
    words = {"support_means": "For.", "oppose_means": "Against.", "inclusion_rule": "All.", "example": "One."}
    return make_issue(**{**words, **fields})


def test_another_wording_makes_the_next_version_and_keeps_the_old_one(admin) -> None:
    issue = _worded(proposition="Drugs should be legal.")
    position = make_position(issue=issue)

    frame.reword(issue, {"proposition": "Some drugs should be legal."}, by=admin, reason="Too wide.")

    issue, old = Issue.objects.get(), Issue.objects.get().wordings.get()
    assert (issue.scheme_version, issue.proposition) == (2, "Some drugs should be legal.")
    assert (old.version, old.proposition, old.example) == (1, "Drugs should be legal.", "One.")
    position.refresh_from_db()
    assert position.scheme_version == 1
    assert issue.worded_as_of(1) == old and issue.worded_as_of(2) == issue


def test_another_name_or_example_makes_no_version(admin) -> None:
    issue = _worded()

    frame.reword(issue, {"name": "Legal drugs", "example": "Another."}, by=admin)

    assert (issue.scheme_version, issue.wordings.count()) == (1, 0)


@pytest.mark.parametrize("field", ["proposition", "support_means", "oppose_means", "inclusion_rule"])
def test_the_database_takes_no_other_wording_under_the_same_version(field: str) -> None:
    issue = make_issue()

    with pytest.raises(IntegrityError, match="another wording takes a version above 1"), transaction.atomic():
        Issue.objects.filter(pk=issue.pk).update(**{field: "Other words."})

    assert getattr(Issue.objects.get(), field) == getattr(issue, field)


def test_a_version_never_goes_back() -> None:
    issue = make_issue(scheme_version=3)

    with pytest.raises(IntegrityError, match="a version above 3"), transaction.atomic():
        Issue.objects.filter(pk=issue.pk).update(scheme_version=2)


def test_a_wording_that_was_replaced_never_changes() -> None:
    issue = make_issue()
    Issue.objects.filter(pk=issue.pk).update(proposition="Other.", scheme_version=2)

    with pytest.raises(Exception, match="keeps it"), transaction.atomic():
        issue.wordings.update(proposition="It always said this.")


# One file


HEADER = ",".join(frame.SUMMIT_COLUMNS)
ROW = "cartagena,Sixth Summit,Summits,6,COL,Cartagena,2012-04-14,2012-04-15,,held,A list."


def _file(*states: str, first: str = ROW) -> str:
    return "\n".join((HEADER, f"{first},{states[0]}", *(f"{',' * 10},{state}" for state in states[1:])))


def test_a_summit_comes_with_its_participants_from_one_file(admin) -> None:
    source = make_text().source
    for iso3 in ("COL", "CUB", "USA"):
        make_country(iso3)
    santos = make_president(make_country("COL"), "Juan Manuel Santos")
    found = frame.read_summit(
        _file(
            f"COL,attended,juan manuel santos,Host.,{source.slug}",
            "CUB,excluded,,Not invited.,",
            "usa,attended,,,",
        )
    )

    summit = frame.bring_in(found, by=admin, reason="From the list.")

    assert found.rejections == []
    assert (summit.slug, summit.edition, summit.started.edtf(), summit.ended.edtf()) == (
        "cartagena",
        6,
        "2012-04-14",
        "2012-04-15",
    )
    assert [
        (row.country.iso3, row.status, row.delegate, row.source)
        for row in summit.participations.order_by("country__iso3")
    ] == [
        ("COL", "attended", santos, source),
        ("CUB", "excluded", None, None),
        ("USA", "attended", None, None),
    ]


def test_a_second_file_of_the_same_summit_changes_it_and_adds_none(admin) -> None:
    for iso3 in ("COL", "CUB"):
        make_country(iso3)
    frame.bring_in(frame.read_summit(_file("CUB,absent,,,")), by=admin, reason="")

    frame.bring_in(frame.read_summit(_file("CUB,excluded,,,")), by=admin, reason="")

    assert Summit.objects.get().participations.get().status == "excluded"


@pytest.mark.parametrize(
    ("state", "column", "reason"),
    [
        ("XYZ,attended,,,", "country", "“XYZ” is no ISO code of the 35 states; GTM would be one."),
        (",attended,,,", "country", "it is empty: write the ISO code of a state, such as GTM."),
        ("COL,came,,,", "participation", "“came” is none of: attended, absent, excluded, invited."),
        ("COL,,,,", "participation", "it is empty: write one of attended, absent, excluded, invited."),
        ("COL,attended,Nobody,,", "delegate", "Nobody on record is called “Nobody”"),
        ("COL,attended,,,no-such", "source", "no source is known by “no-such”."),
        ("CUB,attended,,,", "country", "row 2 has CUB as well."),
    ],
)
def test_each_fault_has_its_row_and_column(admin, state: str, column: str, reason: str) -> None:
    for iso3 in ("COL", "CUB"):
        make_country(iso3)

    found = frame.read_summit(_file("CUB,absent,,,", state))

    [fault] = found.rejections
    assert (fault.row, fault.column) == (3, column)
    assert fault.reason.startswith(reason)
    with pytest.raises(ValidationError):
        frame.bring_in(found, by=admin, reason="")
    assert not Summit.objects.exists()


@pytest.mark.parametrize(
    ("told", "column"),
    [
        (ROW.replace("COL", "XXX"), "host"),
        (ROW.replace("2012-04-14", "April"), "start"),
        (ROW.replace("2012-04-15", "2011"), ""),
        (ROW.replace("held", "over"), "status"),
        (ROW.replace(",6,", ",six,"), "edition"),
        (ROW.replace(",6,", ",²,"), "edition"),
        (ROW.replace("cartagena,", ",", 1), "summit"),
    ],
)
def test_faults_of_the_summit_itself_are_in_its_first_row(told: str, column: str) -> None:
    make_country("COL")

    found = frame.read_summit(_file("COL,attended,,,", first=told))

    assert [(fault.row, fault.column) for fault in found.rejections] == [(2, column)]


def test_two_summits_in_one_file_are_refused() -> None:
    for iso3 in ("COL", "CUB"):
        make_country(iso3)
    text = "\n".join(
        (HEADER, f"{ROW},COL,attended,,,", f"{ROW.replace('cartagena', 'lima', 1)},CUB,absent,,,")
    )

    found = frame.read_summit(text)

    assert [(fault.row, fault.column) for fault in found.rejections] == [(3, "summit")]


def test_a_file_without_its_columns_says_which() -> None:
    found = frame.read_summit("summit,name\nx,y\n")

    assert {fault.row for fault in found.rejections} == {1}
    assert [fault.column for fault in found.rejections] == list(frame.SUMMIT_COLUMNS[2:])
