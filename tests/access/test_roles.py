"""Every address of the site, asked by everybody with every method, against the table in roles.txt."""

from __future__ import annotations

from django.contrib.auth.models import User

import pytest

from .table import (
    LOGIN,
    NAMES,
    OTHERS,
    ROLES,
    answer,
    edition,
    make_people,
    make_record,
    rows,
    signed_in,
)

TABLE = rows()
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "TRACE")
REFUSED = {LOGIN, "403", "404", "405"}
# Patterns without a name of their own: what stands there, by its view.
UNNAMED = {
    "api:[no_such_address]",  # every other address under the API is not found
    "admin:[RedirectView]",  # former addresses of change pages
    "admin:[catch_all_view]",  # a slash that is missing
}


@pytest.fixture
def people(db) -> dict[str, User | None]:
    people = make_people()
    make_record(people)
    return people


def test_every_address_has_its_line_in_the_table():
    missing = {name for name in NAMES if name not in UNNAMED} - {row.name for row in TABLE}

    assert not missing, f"Say in tests/access/roles.txt who is answered what at: {', '.join(sorted(missing))}"


def test_every_line_of_the_table_is_of_an_address_and_stands_there_once():
    assert {row.name for row in TABLE} <= NAMES.keys()
    assert len({str(row) for row in TABLE}) == len(TABLE)


@pytest.mark.parametrize("role", ROLES)
def test_everybody_is_answered_as_the_table_says(people, role):
    visitor = signed_in(people[role])

    answered = {str(row): answer(row, role, visitor) for row in TABLE}

    assert answered == {str(row): row.answers[role] for row in TABLE}


@pytest.mark.parametrize(
    ("role", "language"), [*zip(("anonymous", "editor", "reviewer"), OTHERS, strict=True)]
)
def test_in_another_language_everybody_is_answered_the_same(people, role, language):
    visitor = signed_in(people[role])
    theirs = [(row, edition(row.address(role), language)) for row in TABLE]

    answered = {str(row): answer(row, role, visitor, address=address) for row, address in theirs if address}

    assert len(answered) > 150
    assert answered == {str(row): row.answers[role] for row, address in theirs if address}


@pytest.mark.parametrize("role", ROLES)
def test_a_method_that_is_not_in_the_table_is_refused(people, role):
    listed = {(row.name, row.method) for row in TABLE}
    once = {row.name: row for row in TABLE}
    visitor = signed_in(people[role])

    answered = {
        f"{method} {name}": answer(row, role, visitor, method)
        for name, row in once.items()
        for method in METHODS
        if (name, method) not in listed
    }

    assert {told: status for told, status in answered.items() if status not in REFUSED} == {}
