"""A file of rows is in a known state, and keeps its content exactly as long as it may be imported."""

from __future__ import annotations

import pytest

from policy_positions.models import Import, ImportedRow
from tests.factories import make_user
from tests.models.breaking import refused_by

pytestmark = pytest.mark.django_db


def make_import(**fields) -> Import:
    made = {"name": "rows.csv", "sha256": "a" * 64, "content": b"x", "made_by": make_user("editor")}
    return Import.objects.create(**{**made, **fields})


def test_a_state_that_is_not_on_the_list_is_refused():
    with refused_by("import_state_is_known"):
        make_import(state="lost")


@pytest.mark.parametrize(
    ("state", "content"), [("imported", b"x"), ("discarded", b"x"), ("checked", None), ("importing", None)]
)
def test_content_is_there_while_it_is_needed_and_gone_afterwards(state, content):
    with refused_by("import_keeps_its_content_until_it_is_done"):
        make_import(state=state, content=content)


def test_an_outcome_that_is_not_on_the_list_is_refused():
    held = make_import()

    with refused_by("importedrow_outcome_is_known"):
        ImportedRow.objects.create(of=held, row=2, outcome="lost")
