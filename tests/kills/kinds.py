"""In the middle of what one is killed, and who."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple

from . import commands, desk
from .stage import CLIENT, SERVER, WORKER, Ending, Scene, Stage, unproven

Rounds = Callable[[Stage, str, int, Random], Iterator[Ending]]


class Kind(NamedTuple):
    act: str
    victim: str
    rounds: Rounds

    def run(self, stage: Stage, count: int, seed: int) -> Iterator[Ending]:
        return self.rounds(stage, self.victim, count, Random(f"{seed} {self.act} {self.victim}"))


def _each_on_a_copy(kill: Callable[[Scene, str], Ending]) -> Rounds:
    def rounds(stage: Stage, victim: str, count: int, chance: Random) -> Iterator[Ending]:
        for _ in range(count):
            with stage.scene(chance) as scene:
                yield kill(scene, victim)

    return rounds


def _all_on_one_site(kill: Callable[[desk.Desk, str], Ending]) -> Rounds:
    def rounds(stage: Stage, victim: str, count: int, chance: Random) -> Iterator[Ending]:
        with stage.scene(chance) as scene:
            at = desk.Desk(scene)
            try:
                for left in reversed(range(count)):
                    done, faults = kill(at, victim)
                    yield Ending(done, faults if left else faults + unproven(at.cluster))
            finally:
                at.site.stop()

    return rounds


_COMMANDS = {
    "draft, submit, publish": commands.kill_acts,
    "backup": commands.kill_backup,
    "restore": commands.kill_restore,
    "migrate": commands.kill_migrate,
}
_DESK = {"the same over HTTP": desk.kill_acts, "import over HTTP": desk.kill_import}
KINDS = (
    *(Kind(act, who, _each_on_a_copy(kill)) for act, kill in _COMMANDS.items() for who in (CLIENT, SERVER)),
    *(
        Kind(act, who, _all_on_one_site(kill))
        for act, kill in _DESK.items()
        for who in (CLIENT, WORKER, SERVER)
    ),
)
