"""The revision is the first question of most requests: it finds out whether the open line still stands."""

from __future__ import annotations

from django.db import InterfaceError, connection

import pytest

from policy_positions.models import DataRevision


@pytest.fixture
def dead_line(transactional_db):
    connection.ensure_connection()
    connection.connection.close()
    yield connection
    connection.close()


def test_the_revision_is_told_over_a_new_line_where_the_open_one_has_died(dead_line):
    dead_line.health_check_done = False  # as at the beginning of a request

    assert DataRevision.objects.current() is None
    assert dead_line.is_usable()


def test_in_the_middle_of_a_request_a_line_that_dies_is_no_secret(dead_line):
    dead_line.health_check_done = True

    with pytest.raises(InterfaceError):
        DataRevision.objects.current()
