"""Two records prove to be one: everything moves, nothing is lost, and it can be moved back."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied, ValidationError

import pytest

from policy_positions import columns
from policy_positions.editing import merging
from policy_positions.editing.ledger import described
from policy_positions.models import Leader, Merge, Participation, Position, Revision, SourceText
from policy_positions.vocabulary import Act, FrameAct
from tests.factories import (
    make_country,
    make_issue,
    make_leader,
    make_position,
    make_summit,
    make_tenure,
    make_text,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return make_user("admin")


def _two_leaders() -> tuple[Leader, Leader]:
    kept = make_leader("Otto Pérez Molina", slug="otto-perez-molina", other_names=["Otto Perez"])
    former = make_leader("Otto Perez M.", slug="otto-perez", other_names=["Perez"], wikidata="Q57349")
    return kept, former


# Leaders


def test_all_that_a_leader_said_and_held_goes_to_the_one_who_stays(admin) -> None:
    kept, former = _two_leaders()
    tenure = make_tenure(former)
    position = make_position(leader=former)
    place = Participation.objects.create(
        summit=make_summit(), country=make_country(), delegate=former, status="attended"
    )

    merging.merge(kept, former, by=admin, reason="One man.")

    for row in (tenure, position, place):
        row.refresh_from_db()
    assert (tenure.leader, position.leader, place.delegate) == (kept, kept, kept)
    assert not Leader.objects.filter(slug="otto-perez").exists()


def test_the_names_of_the_one_that_went_are_kept_as_other_names(admin) -> None:
    kept, former = _two_leaders()

    merging.merge(kept, former, by=admin)

    kept.refresh_from_db()
    assert kept.other_names == ["Otto Perez", "Otto Perez M.", "Perez"]
    assert kept.wikidata == "Q57349"


def test_a_moved_position_is_found_by_its_new_leader_and_has_a_revision(admin) -> None:
    kept, former = _two_leaders()
    position = make_position(leader=former)

    merging.merge(kept, former, by=admin, reason="One man.")

    position.refresh_from_db()
    revision = position.revisions.get(act=Act.MERGE)
    assert (position.version, revision.version, revision.by, revision.reason) == (2, 2, admin, "One man.")
    assert (revision.before["leader"], revision.after["leader"]) == ("otto-perez", "otto-perez-molina")
    assert list(Position.objects.matching("Molina")) == [position]
    assert columns.current().everything.counts("leader") == {"otto-perez-molina": 1}


def test_the_same_office_on_record_with_both_is_one_office(admin) -> None:
    kept, former = _two_leaders()
    make_tenure(kept, role="legislator")
    make_tenure(former, role="legislator")

    planned = merging.plan(kept, former)
    merging.merge(kept, former, by=admin)

    [offices] = [moving for moving in planned.movings if moving.relation.many == "offices"]
    assert offices.in_words == "0 offices; 1 more on record already"
    assert kept.tenures.count() == 1


def test_the_plan_counts_what_the_merge_moves(admin) -> None:
    kept, former = _two_leaders()
    for _ in range(3):
        make_position(leader=former)
    make_tenure(former)
    make_position(leader=kept)

    planned = merging.plan(kept, former)

    assert [moving.in_words for moving in planned.movings] == [
        "3 positions",
        "1 office",
        "0 places in delegations",
    ]
    assert planned.positions == 3
    assert planned.gained == {"other_names": ["Otto Perez", "Otto Perez M.", "Perez"], "wikidata": "Q57349"}
    assert Position.objects.filter(leader=former).count() == 3


def test_both_acts_are_recorded_with_the_record_before_and_after(admin) -> None:
    kept, former = _two_leaders()
    before, gone = described(kept), described(former)

    merging.merge(kept, former, by=admin, reason="One man.")

    of_kept = Revision.objects.of_record("leader", "otto-perez-molina").get()
    of_former = Revision.objects.of_record("leader", "otto-perez").get()
    assert (of_kept.act, of_kept.before, of_kept.reason) == (FrameAct.MERGE, before, "One man.")
    assert of_kept.after["other_names"] == ["Otto Perez", "Otto Perez M.", "Perez"]
    assert (of_former.act, of_former.before, of_former.after) == (FrameAct.MERGE, gone, None)


def test_two_people_by_wikidata_are_merged_with_a_warning_alone() -> None:
    kept, former = _two_leaders()
    kept.wikidata = "Q1"

    planned = merging.plan(kept, former)

    assert planned.warnings == ("Wikidata takes them for two people: Q1 and Q57349.",)
    assert planned.refusals == ()


def test_a_record_is_not_merged_into_itself(admin) -> None:
    kept, _ = _two_leaders()

    with pytest.raises(ValidationError, match="two different records"):
        merging.merge(kept, kept, by=admin)


def test_records_of_two_kinds_are_not_merged(admin) -> None:
    kept, _ = _two_leaders()

    with pytest.raises(ValidationError, match="of one kind"):
        merging.merge(kept, make_summit(pk=kept.pk), by=admin)


@pytest.mark.parametrize("group", ["editor", "reviewer"])
def test_nobody_but_an_admin_merges(group: str) -> None:
    kept, former = _two_leaders()

    with pytest.raises(PermissionDenied):
        merging.merge(kept, former, by=make_user(group))

    assert Leader.objects.count() == 2


# Sources


def test_texts_and_their_passages_go_to_the_source_that_stays(admin) -> None:
    kept, former = make_text("One text.").source, make_text("Another text.").source
    position = make_position(texts=[former.texts.get()])

    merging.merge(kept, former, by=admin)

    assert [(text.version, text.body) for text in kept.texts.all()] == [
        (1, "One text."),
        (2, "Another text."),
    ]
    assert position.quotations.get().text.source == kept
    assert position.revisions.get(act=Act.MERGE).after["quotations"][0]["source"] == kept.slug


def test_a_text_that_both_have_is_held_once(admin) -> None:
    kept, former = make_text("The text.").source, make_text("Another.").source
    SourceText.objects.filter(source=former).delete()
    twin = make_text("The text.", source=former)
    position = make_position(texts=[twin])

    merging.merge(kept, former, by=admin)

    assert kept.texts.count() == 1
    assert position.quotations.get().text == kept.texts.get()


# Summits


def test_what_was_said_and_who_came_goes_to_the_summit_that_stays(admin) -> None:
    issue = make_issue()
    kept, former = make_summit(), make_summit(documents=[{"title": "Declaration", "url": "https://e.org/d"}])
    former.agenda_issues.add(issue)
    position = make_position(summit=former, summit_relation="at")
    for summit in (kept, former):
        Participation.objects.create(summit=summit, country=make_country("GTM"), status="attended")
    Participation.objects.create(summit=former, country=make_country("CUB"), status="excluded")

    merging.merge(kept, former, by=admin)

    kept.refresh_from_db()
    position.refresh_from_db()
    assert position.summit == kept
    assert sorted(kept.participations.values_list("country__iso3", flat=True)) == ["CUB", "GTM"]
    assert list(kept.agenda_issues.all()) == [issue]
    assert kept.documents == [{"title": "Declaration", "url": "https://e.org/d"}]


# Undoing


def _everything(kept, former) -> list:
    return [described(record) for record in (kept, former)]


def test_a_merge_of_leaders_is_undone_as_if_it_had_never_been(admin) -> None:
    kept, former = _two_leaders()
    tenure = make_tenure(former)
    for role in ("legislator", "analyst"):
        make_tenure(kept, role=role)
    make_tenure(former, role="legislator")
    position, other = make_position(leader=former), make_position(leader=kept)
    before = _everything(kept, former)

    done = merging.merge(kept, former, by=admin)
    back = merging.separate(done, by=admin, reason="Two men.")

    assert _everything(kept, back) == before
    position.refresh_from_db()
    other.refresh_from_db()
    tenure.refresh_from_db()
    assert (position.leader, other.leader, tenure.leader) == (back, kept, back)
    assert [revision.act for revision in position.revisions.all()] == [Act.SEPARATE, Act.MERGE]
    assert columns.current().everything.counts("leader") == {"otto-perez": 1, "otto-perez-molina": 1}


def test_a_merge_of_sources_is_undone(admin) -> None:
    kept, former = make_text("One text.").source, make_text("Another text.").source
    SourceText.objects.create(
        source=kept, version=2, sha256=former.texts.get().sha256, length=former.texts.get().length
    )
    position = make_position(texts=[former.texts.get()])
    before = _everything(kept, former)

    done = merging.merge(kept, former, by=admin)
    back = merging.separate(done, by=admin)

    assert _everything(kept, back) == before
    assert position.quotations.get().text.source == back
    assert back.texts.get().body == "Another text."


def test_a_merge_of_summits_is_undone(admin) -> None:
    kept, former = make_summit(), make_summit(documents=[{"title": "Declaration", "url": "https://e.org/d"}])
    former.agenda_issues.add(make_issue())
    for summit in (kept, former):
        Participation.objects.create(
            summit=summit, country=make_country("GTM"), status="attended", reason=summit.slug
        )
    position = make_position(summit=former, summit_relation="at")
    before = _everything(kept, former)

    done = merging.merge(kept, former, by=admin)
    back = merging.separate(done, by=admin)

    assert _everything(kept, back) == before
    position.refresh_from_db()
    assert position.summit == back


def test_what_was_added_since_stays_with_the_one_who_stayed(admin) -> None:
    kept, former = _two_leaders()
    done = merging.merge(kept, former, by=admin)
    since = make_position(leader=kept)

    merging.separate(done, by=admin)

    since.refresh_from_db()
    assert since.leader == kept


def test_a_merge_is_undone_once(admin) -> None:
    done = merging.merge(*_two_leaders(), by=admin)
    merging.separate(done, by=admin)

    with pytest.raises(ValidationError, match="undone already"):
        merging.separate(done, by=admin)


def test_what_moved_on_to_another_cannot_be_moved_back(admin) -> None:
    kept, former = _two_leaders()
    position = make_position(leader=former)
    done = merging.merge(kept, former, by=admin)
    Position.objects.filter(pk=position.pk).update(leader=make_leader("Somebody Else"))

    with pytest.raises(ValidationError, match="1 position that had moved are gone or belong elsewhere"):
        merging.separate(done, by=admin)

    assert Merge.objects.standing().get() == done


def test_names_that_were_changed_since_are_not_overwritten(admin) -> None:
    kept, former = _two_leaders()
    done = merging.merge(kept, former, by=admin)
    Leader.objects.filter(pk=kept.pk).update(other_names=["A third name"])

    with pytest.raises(ValidationError, match="changed since"):
        merging.separate(done, by=admin)


def test_of_two_merges_in_a_row_the_last_is_undone_first(admin) -> None:
    kept, former = _two_leaders()
    first = merging.merge(kept, former, by=admin)
    third = make_leader("Third", slug="third")
    second = merging.merge(third, kept, by=admin)

    with pytest.raises(
        ValidationError, match="“otto-perez-molina” has itself been merged into “third” since"
    ):
        merging.separate(first, by=admin)
    merging.separate(second, by=admin)
    merging.separate(first, by=admin)

    assert Leader.objects.filter(slug__in=["otto-perez", "otto-perez-molina", "third"]).count() == 3


def test_a_name_that_was_given_anew_is_not_taken_from_its_holder(admin) -> None:
    done = merging.merge(*_two_leaders(), by=admin)
    make_leader("Another", slug="otto-perez")

    with pytest.raises(ValidationError, match="has the name “otto-perez” in addresses by now"):
        merging.separate(done, by=admin)


# What a merge leaves behind


def test_an_old_name_leads_to_the_end_of_the_chain(admin) -> None:
    kept, former = _two_leaders()
    merging.merge(kept, former, by=admin)
    merging.merge(make_leader("Third", slug="third"), kept, by=admin)

    assert Merge.objects.successor("leader", "otto-perez") == "third"
    assert Merge.objects.successor("summit", "otto-perez") is None
    assert Merge.objects.successor("leader", "third") is None


def test_a_merge_stays_on_record(admin) -> None:
    done = merging.merge(*_two_leaders(), by=admin)

    with pytest.raises(Exception, match="undone, not taken out"):
        done.delete()


def test_an_unknown_relation_is_not_left_behind(admin, monkeypatch) -> None:
    kept, former = make_summit(), make_summit()
    make_position(summit=former, summit_relation="at")
    kind = merging.KINDS["summit"]
    monkeypatch.setitem(
        merging.KINDS, "summit", type(kind)(**{**vars(kind), "relations": kind.relations[1:]})
    )

    planned = merging.plan(kept, former)

    assert planned.refusals == (f"{former} has 1 positions, which cannot move.",)


def test_dates_are_restored_to_their_precision(admin) -> None:
    kept, former = _two_leaders()
    make_tenure(former, start=datetime.date(2012, 4, 1), start_precision="month")

    back = merging.separate(merging.merge(kept, former, by=admin), by=admin)

    assert back.tenures.get().started.edtf() == "2012-04"
