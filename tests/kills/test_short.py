"""One kill; the many are a command, see the package."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.servers import own_folder

from .kinds import KINDS
from .stage import SERVER, WORKER, Stage

SHORT = [
    kind
    for kind in KINDS
    if (kind.act, kind.victim) in (("draft, submit, publish", SERVER), ("the same over HTTP", WORKER))
]


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with own_folder() as folder:
        yield Stage(folder)


@pytest.mark.parametrize("kind", SHORT, ids=lambda kind: f"{kind.act}, {kind.victim}")
def test_no_act_that_was_acknowledged_is_lost_and_none_is_half_done(stage, kind):
    (ending,) = kind.run(stage, 1, seed=7)

    assert ending.acknowledged > 0
    assert ending.faults == []
