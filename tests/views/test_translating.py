"""Admins write what the record's words are in the other languages; readers see English where nothing is."""

from __future__ import annotations

import json
import re
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

import pytest

from policy_positions.editing import frame
from policy_positions.editing.loading import load_frame
from policy_positions.inspection import BY_NAME
from policy_positions.models import Issue, Organization, Revision, Summit
from tests.factories import make_issue, make_organization, make_summit, make_user

pytestmark = pytest.mark.django_db

ENGLISH = "Coca should be a crop like others."
SPANISH = "La coca debería ser un cultivo como otros."
RULES = {"support_means": "For.", "oppose_means": "Against.", "inclusion_rule": "All.", "example": "One."}


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(make_user("admin"))
    return client


def _translated(**fields) -> Issue:
    return make_issue(
        "coca", proposition=ENGLISH, translations={"es": {ENGLISH: SPANISH, "Coca": "La coca"}}, **fields
    )


def _read(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_what_an_admin_writes_is_what_readers_of_that_language_see(desk: Client) -> None:
    issue = make_issue("coca", proposition=ENGLISH)
    address = reverse("curate_translation", args=["issue", "coca"])

    response = desk.post(address, {"proposition_es": SPANISH, "reason": "Read by two."}, follow=True)

    assert response.redirect_chain == [(address, 302)]
    assert SPANISH in _read(desk, f"/es{issue.get_absolute_url()}")
    assert SPANISH not in _read(desk, issue.get_absolute_url())
    assert f'<p class="proposition"><span lang="en">{ENGLISH}</span></p>' in _read(
        desk, f"/fr{issue.get_absolute_url()}"
    )


def test_a_translation_is_typed_in_a_box_of_its_language(desk: Client) -> None:
    make_issue("coca", proposition=ENGLISH)

    page = _read(desk, reverse("curate_translation", args=["issue", "coca"]))

    boxes = dict(re.findall(r'<textarea name="proposition_(..)"[^>]*lang="(..)"', page))
    assert boxes == {"es": "es", "pt": "pt", "fr": "fr"}


def test_a_translation_is_an_act_in_the_history_of_its_row() -> None:
    issue, admin = make_issue("coca", proposition=ENGLISH), make_user("admin")

    frame.translate(issue, {"es": {"proposition": SPANISH}}, by=admin, reason="Read by two.")

    act = Revision.objects.of_record("issue", "coca").get()
    assert (act.by, act.reason) == (admin, "Read by two.")
    assert (act.before["translations"], act.after["translations"]) == ({}, {"es": {ENGLISH: SPANISH}})


def test_another_wording_is_shown_in_english_until_it_is_translated(client: Client) -> None:
    issue = _translated(**RULES)

    frame.reword(issue, {"proposition": "Coca should be taxed."}, by=make_user("admin"))

    page = _read(client, f"/es{issue.get_absolute_url()}")
    assert '<p class="proposition"><span lang="en">Coca should be taxed.</span></p>' in page
    assert SPANISH in page  # the earlier wording, by which passages were coded, keeps its own


def test_a_wording_that_is_taken_back_has_its_translation_again(client: Client) -> None:
    issue, admin = _translated(**RULES), make_user("admin")

    frame.reword(issue, {"proposition": "Coca should be taxed."}, by=admin)
    frame.reword(issue, {"proposition": ENGLISH}, by=admin)

    assert f'<p class="proposition">{SPANISH}</p>' in _read(client, f"/es{issue.get_absolute_url()}")


def test_an_emptied_field_takes_the_translation_away() -> None:
    issue = _translated()

    frame.translate(issue, {"es": {"proposition": "", "name": "La coca"}}, by=make_user("admin"))

    assert Issue.objects.get().translations == {"es": {"Coca": "La coca"}}


def test_only_admins_translate() -> None:
    issue = _translated()

    with pytest.raises(PermissionDenied):
        frame.translate(issue, {"es": {"proposition": ""}}, by=make_user("editor"))

    assert Issue.objects.get().translations["es"][ENGLISH] == SPANISH


def test_nobody_lays_a_translation_over_somebody_elses(desk: Client) -> None:
    issue = make_issue("coca", proposition=ENGLISH)
    seen = frame.fingerprint(issue)
    frame.translate(issue, {"es": {"proposition": SPANISH}}, by=make_user("admin"))

    response = desk.post(
        reverse("curate_translation", args=["issue", "coca"]), {"proposition_es": "Otra.", "read": seen}
    )

    assert response.status_code == 409
    assert "Otra." in response.content.decode()
    assert Issue.objects.get().translations == {"es": {ENGLISH: SPANISH}}


def test_characters_that_nobody_sees_are_refused(desk: Client) -> None:
    make_issue("coca", proposition=ENGLISH)

    response = desk.post(
        reverse("curate_translation", args=["issue", "coca"]), {"proposition_es": "La\u200bcoca"}
    )

    assert response.status_code == 422
    assert Issue.objects.get().translations == {}


@pytest.mark.parametrize("model", [Issue, Summit, Organization])
@pytest.mark.parametrize(
    "wrong", [{"de": {"Coca": "Koka"}}, {"es": "La coca"}, {"es": {"Coca": " "}}, {"es": {"Coca": 1}}]
)
def test_the_database_takes_nothing_but_words_of_the_languages(model, wrong) -> None:
    make_issue(), make_summit(), make_organization()

    with pytest.raises(IntegrityError, match="translations_are_words"), transaction.atomic():
        model.objects.update(translations=wrong)

    assert model.objects.update(translations={"es": {"Coca": "La coca"}, "fr": {}}) == 1


def test_health_names_what_lacks_a_translation() -> None:
    issue = _translated()

    found = list(BY_NAME["untranslated"].find())

    assert found == [(issue, "pt"), (issue, "fr")]
    assert BY_NAME["untranslated"].tell(found[0]).detail == "name, proposition"


def test_the_translation_on_record_stands_against_that_of_the_files(tmp_path: Path) -> None:
    issue = _translated(**RULES)
    row = {
        "slug": "coca",
        "translations": {"es": {ENGLISH: "Otra.", "Other": "Otro"}, "fr": {"Coca": "La coca"}},
    }
    (tmp_path / "issues.json").write_text(json.dumps([row]))

    load_frame(tmp_path, "issues")

    issue.refresh_from_db()
    assert issue.translations["es"] == {ENGLISH: SPANISH, "Coca": "La coca", "Other": "Otro"}
    assert issue.translations["fr"] == {"Coca": "La coca"}


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_however_long(desk: Client, django_assert_num_queries, rows: int) -> None:
    for number in range(rows):
        make_summit(slug=f"s{number}")
    _read(desk, reverse("curate_translations"))

    with django_assert_num_queries(7):
        page = _read(desk, reverse("curate_translations"))

    assert page.count('<th scope="row">') == rows
