"""The desks of admins: summits, offices, propositions and merges, as plain forms."""

from __future__ import annotations

import datetime
import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

import pytest

from policy_positions.editing import frame
from policy_positions.models import Issue, Leader, Merge, Participation, Revision, Summit, Tenure
from tests.factories import (
    make_country,
    make_issue,
    make_leader,
    make_position,
    make_president,
    make_summit,
    make_tenure,
    make_text,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(make_user("admin"))
    return client


def _page(desk: Client, name: str, *args, **query) -> str:
    return desk.get(reverse(name, args=args), query).content.decode()


def _summit_fields(**fields) -> dict[str, str]:
    written = {
        "name": "Seventh Summit",
        "slug": "seventh",
        "series": "Summits",
        "edition": "7",
        "host_country": str(make_country("PAN").pk),
        "city": "Panama City",
        "start": "2015-04-10",
        "end": "2015-04",
        "status": "held",
        "documents": "Mandates | https://example.org/mandates",
        "reference": "A list.",
        "reason": "It was missing.",
    }
    return {**written, **fields}


# Summits


def test_a_summit_is_added_with_dates_as_far_as_they_are_known(desk: Client) -> None:
    issue = make_issue()

    response = desk.post(reverse("curate_summit_new"), {**_summit_fields(), "agenda_issues": [issue.pk]})

    summit = Summit.objects.get()
    assert response.url == reverse("curate_summit", args=["seventh"])
    assert (summit.started.edtf(), summit.ended.edtf(), summit.edition) == ("2015-04-10", "2015-04", 7)
    assert summit.documents == [{"title": "Mandates", "url": "https://example.org/mandates"}]
    assert list(summit.agenda_issues.all()) == [issue]
    assert Revision.objects.of_record("summit", "seventh").get().reason == "It was missing."


@pytest.mark.parametrize(
    ("field", "written", "told"),
    [
        ("start", "April", "is not a date of the calendar"),
        ("documents", "no bar https://example.org", "has no title before a bar"),
        ("end", "2014", "A summit ends after it starts."),
        ("name", "", "This field is required."),
    ],
)
def test_what_is_wrong_with_a_summit_is_said_and_nothing_is_kept(desk: Client, field, written, told) -> None:
    response = desk.post(reverse("curate_summit_new"), _summit_fields(**{field: written}))

    assert response.status_code == 422
    assert told in response.content.decode()
    assert not Summit.objects.exists()


def test_the_address_of_a_summit_never_changes(desk: Client) -> None:
    summit = make_summit(slug="cited")

    desk.post(reverse("curate_summit", args=["cited"]), _summit_fields(slug="other"))

    summit.refresh_from_db()
    assert (summit.slug, summit.name) == ("cited", "Seventh Summit")


def test_a_refused_form_begins_at_the_first_field_that_is_at_fault(desk: Client) -> None:
    address = reverse("curate_summit_new")

    refused = desk.post(address, _summit_fields(start="never", end="never")).content.decode()

    begins_at = re.findall(r'<[^>]* name="(\w+)"[^>]* autofocus', refused)
    first_at_fault = re.search(r'id="id_(\w+)_error"', refused)
    assert first_at_fault and begins_at == [first_at_fault[1]]
    assert "autofocus" not in desk.get(address).content.decode()


def test_somebody_elses_change_is_told_before_it_is_overwritten(desk: Client) -> None:
    summit = make_summit(slug="s")
    read = frame.fingerprint(summit)
    frame.keep(Summit.objects.get(), {"city": "Cartagena"}, by=make_user("admin"))

    response = desk.post(reverse("curate_summit", args=["s"]), _summit_fields(read=read))

    assert response.status_code == 409
    assert "Somebody has changed" in response.content.decode()
    assert Summit.objects.get().city == "Cartagena"


def test_the_summit_desk_counts_what_is_tied_to_each_meeting_drafts_as_well(desk: Client) -> None:
    summit, _nobody_spoke = make_summit(slug="cartagena"), make_summit(slug="quito")
    make_position(summit=summit, summit_relation="at")
    make_position(summit=summit, summit_relation="at", state="draft")

    page = _page(desk, "curate_summits")

    numbers = re.findall(r'/curate/summits/(\w+)/positions/">(\d+)', page)
    assert dict(numbers) == {"cartagena": "2", "quito": "0"}


@pytest.mark.parametrize("rows", [1, 3])
def test_the_summit_desk_costs_the_same_however_many(
    desk: Client, django_assert_num_queries, rows: int
) -> None:
    for _ in range(rows):
        make_position(summit=make_summit(), summit_relation="at")

    with django_assert_num_queries(6):
        page = _page(desk, "curate_summits")

    assert page.count('<th scope="row">') == rows


# Who took part


def test_thirty_five_states_are_one_form(desk: Client) -> None:
    summit = make_summit(slug="s")
    santos = make_president(make_country("COL"), "Juan Manuel Santos")
    make_country("CUB")

    page = _page(desk, "curate_seats", "s")
    desk.post(
        reverse("curate_seats", args=["s"]),
        {
            "COL-status": "attended",
            "COL-delegate": "juan manuel santos",
            "CUB-status": "excluded",
            "CUB-reason": "Not invited.",
            "PAN-status": "",
        },
    )

    assert 'data-suggested="Juan Manuel Santos"' in page
    assert [
        (row.country.iso3, row.status, row.delegate, row.reason)
        for row in summit.participations.filter(country__iso3__in=["COL", "CUB"]).order_by("country__iso3")
    ] == [("COL", "attended", santos, ""), ("CUB", "excluded", None, "Not invited.")]


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        (
            {"GTM-status": "attended", "GTM-delegate": "Nobody Known"},
            "Nobody on record is called “Nobody Known”",
        ),
        ({"GTM-reason": "Ill."}, "Say whether it attended"),
        ({"GTM-status": "came"}, "Select a valid choice"),
        ({"GTM-status": "attended", "source": "no-such"}, "No source is known by “no-such”."),
    ],
)
def test_a_fault_in_one_row_keeps_all_rows_from_being_stored(desk: Client, sent, told) -> None:
    make_summit(slug="s")

    response = desk.post(reverse("curate_seats", args=["s"]), sent)

    assert response.status_code == 422
    assert told in response.content.decode()
    assert not Participation.objects.exists()


@pytest.mark.parametrize("states", [1, 3])
def test_the_grid_costs_the_same_however_many_states(desk: Client, django_assert_num_queries, states) -> None:
    summit = make_summit(slug="s", host_country=make_country("GTM"))
    for iso3 in ("GTM", "COL", "CUB")[:states]:
        leader = make_president(make_country(iso3))
        Participation.objects.create(
            summit=summit, country=make_country(iso3), delegate=leader, status="attended"
        )

    with django_assert_num_queries(14):
        page = _page(desk, "curate_seats", "s")

    assert page.count('role="radiogroup"') == states


# What was said round it


def test_positions_of_the_days_round_a_summit_are_tied_with_a_proposed_relation(desk: Client) -> None:
    summit = make_summit(slug="s")
    before = make_position(stated_on=datetime.date(2012, 4, 2))
    other = make_position(stated_on=datetime.date(2012, 4, 3))
    late = make_position(stated_on=datetime.date(2013, 4, 2))

    page = _page(desk, "curate_ties", "s")
    desk.post(
        reverse("curate_ties", args=["s"]),
        {
            f"{before.public_id}-tied": "on",
            f"{before.public_id}-relation": "before",
            f"{before.public_id}-version": "1",
            f"{other.public_id}-relation": "before",
            f"{other.public_id}-version": "1",
        },
    )

    assert before.public_id in page and late.public_id not in page
    assert '<option value="before" selected>' in page
    for position in (before, other):
        position.refresh_from_db()
    assert (before.summit, before.summit_relation, other.summit) == (summit, "before", None)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_ties_costs_the_same_however_long(desk: Client, django_assert_num_queries, rows) -> None:
    summit = make_summit(slug="s")
    for _ in range(rows):
        make_position(leader=make_leader(), summit=summit, summit_relation="at")
        make_position(leader=make_leader())

    with django_assert_num_queries(11):
        page = _page(desk, "curate_ties", "s")

    assert page.count("-version") >= 2 * rows


# A file


def _file(*rows: str) -> SimpleUploadedFile:
    header = ",".join(frame.SUMMIT_COLUMNS)
    return SimpleUploadedFile("summit.csv", "\n".join((header, *rows)).encode())


ROW = "seventh,Seventh Summit,,,PAN,Panama City,2015-04-10,2015-04-11,,held,A list."


def test_a_file_is_looked_at_first_and_brought_in_when_confirmed(desk: Client) -> None:
    make_country("PAN")

    looked_at = desk.post(reverse("curate_summit_import"), {"file": _file(f"{ROW},PAN,attended,,,")})
    before = Summit.objects.exists()
    text = _file(f"{ROW},PAN,attended,,,").read().decode()
    desk.post(reverse("curate_summit_import"), {"text": text, "confirmed": "yes"})

    page = looked_at.content.decode()
    assert "Attended: Country PAN" in page and "Bring it in" in page
    assert not before
    assert Summit.objects.get().participations.get().country.iso3 == "PAN"


def test_a_file_with_faults_lists_them_and_cannot_be_confirmed(desk: Client) -> None:
    make_country("PAN")
    text = _file(f"{ROW},PAN,came,,,").read().decode()

    response = desk.post(reverse("curate_summit_import"), {"text": text, "confirmed": "yes"})

    page = response.content.decode()
    assert "“came” is none of: attended, absent, excluded, invited." in page
    assert "Bring it in" not in page
    assert not Summit.objects.exists()


def test_the_template_has_the_columns_and_the_states(desk: Client) -> None:
    make_country("GTM")

    lines = desk.get(reverse("curate_summit_template")).content.decode().splitlines()

    assert lines[0].split(",") == list(frame.SUMMIT_COLUMNS)
    assert "GTM" in lines[1]


# Offices


def _office(**fields) -> dict[str, str]:
    written = {
        "title": "President",
        "role": "head_of_state",
        "country": str(make_country("GTM").pk),
        "start": "2012-01-14",
        "end": "",
        "reference": "The oath.",
    }
    return {**written, **fields}


def test_an_office_is_added_and_corrected(desk: Client) -> None:
    make_leader("Otto Pérez Molina", slug="otto")

    desk.post(reverse("curate_tenure_new", args=["otto"]), _office(start="2012"))
    tenure = Tenure.objects.get()
    first = tenure.started.edtf()
    desk.post(
        reverse("curate_tenure", args=["otto", tenure.pk]), _office(end="2015-09-03", reason="The day.")
    )

    tenure.refresh_from_db()
    assert first == "2012"
    assert (tenure.started.edtf(), tenure.ended.edtf()) == ("2012-01-14", "2015-09-03")
    assert [act.reason for act in Revision.objects.of_record("leader", "otto").order_by("version")] == [
        "",
        "The day.",
    ]


def test_a_second_president_at_one_time_is_refused_on_the_page(desk: Client) -> None:
    make_president(make_country("GTM"))
    make_leader(slug="otto")

    response = desk.post(reverse("curate_tenure_new", args=["otto"]), _office())

    assert response.status_code == 422
    assert "Somebody else holds this office then" in response.content.decode()


def test_an_office_is_removed_with_its_reason(desk: Client) -> None:
    leader = make_leader(slug="otto")
    tenure = make_tenure(leader)

    desk.post(reverse("curate_tenure_remove", args=["otto", tenure.pk]), {"reason": "Another Otto."})

    assert not Tenure.objects.exists()
    assert Revision.objects.of_record("leader", "otto").get().reason == "Another Otto."


def test_gaps_among_those_who_govern_are_named(desk: Client) -> None:
    make_president(make_country("GTM"), start=datetime.date(2012, 1, 14))

    page = _page(desk, "curate_offices", on="2012-01-13")

    assert "Nobody is recorded as governing Country GTM" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_of_people_cost_the_same_however_long(
    desk: Client, django_assert_num_queries, rows: int
) -> None:
    for iso3 in ("GTM", "COL", "CUB")[:rows]:
        make_president(make_country(iso3))

    _page(desk, "curate_offices")
    with django_assert_num_queries(9):
        leaders = _page(desk, "curate_leaders")
    with django_assert_num_queries(7):
        offices = _page(desk, "curate_offices")

    assert leaders.count('<th scope="row">') == offices.count('<th scope="row">') == rows


# Propositions


def test_another_wording_is_a_new_version_and_says_so(desk: Client) -> None:
    issue = make_issue(support_means="For.", oppose_means="Against.", inclusion_rule="All.", example="One.")
    words = {
        name: getattr(issue, name)
        for name in ("name", "support_means", "oppose_means", "inclusion_rule", "example", "order")
    }

    response = desk.post(
        reverse("curate_issue", args=[issue.slug]),
        {**words, "proposition": "Other words.", "words": "legaliz*\ndecriminaliz*"},
        follow=True,
    )

    issue = Issue.objects.get()
    assert "is version 2 now" in response.content.decode()
    assert (issue.proposition, issue.words, issue.wordings.count()) == (
        "Other words.",
        ["legaliz*", "decriminaliz*"],
        1,
    )


@pytest.mark.parametrize(("page", "facet"), [("curate_issues", "issue"), ("curate_leaders", "leader")])
def test_a_list_of_the_frame_leads_to_as_many_published_positions_as_it_counts(
    desk: Client, page: str, facet: str
) -> None:
    position = make_position(leader=make_leader())
    draft = make_position(issue=position.issue, leader=position.leader, state="draft")
    address = f"{reverse('positions')}?{facet}={getattr(position, facet).slug}"

    assert f'<a href="{address}">1</a>' in _page(desk, page)
    opened = desk.get(address).content.decode()
    assert (position.public_id in opened, draft.public_id in opened) == (True, False)


# Merges


def test_two_leaders_are_looked_at_merged_and_separated(desk: Client) -> None:
    kept = make_leader("Otto Pérez Molina", slug="otto-perez-molina")
    make_position(leader=make_leader("Otto Perez", slug="otto-perez"))
    pair = {"former": "otto-perez", "kept": "Otto Perez Molina"}

    plan = _page(desk, "curate_merge", "leader", **pair)
    merged = desk.post(reverse("curate_merge", args=["leader"]), {**pair, "reason": "One man."})
    undone = desk.post(reverse("curate_merge_undo", args=[Merge.objects.get().pk]), follow=True)

    assert "1 position" in plan and "Merge them" in plan
    assert merged.url == kept.get_absolute_url()
    assert "Otto Perez is back" in undone.content.decode()
    assert Leader.objects.count() == 2


def test_a_merge_that_cannot_be_undone_says_why(desk: Client) -> None:
    make_leader("One", slug="one")
    make_leader("Two", slug="two")
    desk.post(reverse("curate_merge", args=["leader"]), {"former": "one", "kept": "two"})
    make_leader("Again", slug="one")

    page = desk.post(
        reverse("curate_merge_undo", args=[Merge.objects.get().pk]), follow=True
    ).content.decode()

    assert "Not undone." in page and "in addresses by now" in page
    assert Merge.objects.standing().exists()


@pytest.mark.parametrize("kind", ["summit", "source"])
def test_summits_and_sources_are_merged_by_their_names_in_addresses(desk: Client, kind: str) -> None:
    pair = [make_summit(), make_summit()] if kind == "summit" else [make_text().source, make_text().source]

    response = desk.post(reverse("curate_merge", args=[kind]), {"former": pair[0].slug, "kept": pair[1].slug})

    assert response.url == pair[1].get_absolute_url()
    assert Merge.objects.get().former == pair[0].slug


def test_a_kind_that_is_not_merged_is_not_found(desk: Client) -> None:
    assert desk.get(reverse("curate_merge", args=["country"])).status_code == 404


# The door

PAGES = [
    "curate_summits",
    "curate_summit_new",
    "curate_summit_import",
    "curate_summit_template",
    "curate_offices",
    "curate_leaders",
    "curate_leader_new",
    "curate_issues",
    "curate_issue_new",
    "curate_merges",
    "curate_translations",
]


@pytest.mark.parametrize("page", PAGES)
def test_pages_of_admins_are_for_admins(client: Client, page: str) -> None:
    client.force_login(make_user("reviewer"))

    refused = client.get(reverse(page))
    client.force_login(make_user("admin"))

    assert refused.status_code == 403
    assert client.get(reverse(page)).status_code == 200
