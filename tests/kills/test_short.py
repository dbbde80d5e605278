"""One kill; the many are a command, see the package."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from tests.servers import own_folder

from .killing import SERVER, Stage, run


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with own_folder() as folder:
        yield Stage(folder, Random(7))


def test_no_act_that_was_acknowledged_is_lost_with_the_database(stage):
    acknowledged, faults = run(stage, "draft, submit, publish", SERVER)

    assert acknowledged > 0
    assert faults == []
