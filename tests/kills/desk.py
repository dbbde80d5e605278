"""Kills while a person works at the desk: of the person, of the web server's worker, of the database.

The site is not started again by anybody: it goes on by itself, and the next person works on it.
"""

from __future__ import annotations

import json
import subprocess
import time
from http.client import HTTPException

from tests.cluster.visitors import Visitor, token_in
from tests.servers import Served, local, manage, server_of, wait_until
from tracker.localdb.cluster import LocalCluster

from .ground import SENTENCES, TEXTS
from .person import ROWS
from .stage import CLIENT, WORKER, Ending, Scene, ask, half_done, kill, lost, start

BACK_WITHIN = 60.0  # seconds, on a machine that does a lot besides


class Desk:
    """A site on a copy of the record."""

    def __init__(self, scene: Scene) -> None:
        self.chance, self.cluster = scene.chance, scene.copy()
        manage(self.cluster, "collectstatic", "--no-input", "-v0")  # the pages name the files
        self.site = Served(**{name: local(self.cluster)[name] for name in ("LOCALDB_DIR", "DATABASE_URL")})
        wait_until(self.answers, "the site answers", BACK_WITHIN)
        self.free = 0  # the first passage that nobody has drafted from
        self.told = json.dumps({**scene.stage.ground, "accounts": self.site.accounts})

    def kill_in(self, work: str, victim: str, within: float) -> tuple[str, str]:
        """The token of a person's work, and what the person had said before the kill."""
        token = f"{self.chance.getrandbits(64):016x}"
        words = ("-m", "tests.kills.person", self.site.port, work, token, self.free)
        self.free = (self.free + ROWS) % (SENTENCES * TEXTS)
        person = start(self.cluster, *words, told=self.told)
        said = person.stdout.readline() if person.stdout else ""
        assert said, "the person never came to work"
        time.sleep(self.chance.uniform(0, within))
        kill(self._processes_of(victim, person))
        wait_until(self.answers, "the site comes back by itself", BACK_WITHIN)
        kill([person.pid])
        return token, said + person.communicate(timeout=120)[0]

    def _processes_of(self, victim: str, person: subprocess.Popen[str]) -> list[int]:
        if victim == CLIENT:
            return [person.pid]
        return self.site.workers() if victim == WORKER else [server_of(self.cluster)]

    def answers(self) -> bool:
        try:
            return Visitor(self.site.port).get("/api/v1/issues/", Cookie="any=cookie").status == 200
        except (OSError, HTTPException):
            return False


def kill_acts(desk: Desk, victim: str) -> Ending:
    _, said = desk.kill_in("acts", victim, 1.5)
    told, missing = lost(desk.cluster, said)
    return Ending(told, missing + half_done(desk.cluster))


def kill_import(desk: Desk, victim: str) -> Ending:
    """All rows or none, as the file's page says; where it was interrupted, its button brings all of them."""
    token, said = desk.kill_in("import", victim, 6)
    told = [line.split()[1] for line in said.splitlines()][1:]
    faults = _faults(desk.cluster, token, told)
    held = ask(desk.cluster, _IMPORT, f"{token}.csv")
    if held:
        _carry_on(desk, held[0][0], token)
    return Ending(len(told), faults + half_done(desk.cluster))


_IMPORT = "SELECT id, state FROM policy_positions_import WHERE name = %s"
_ROWS = "SELECT count(*) FROM policy_positions_position WHERE summary LIKE %s"


def _rows(cluster: LocalCluster, token: str) -> int:
    return ask(cluster, _ROWS, f"{token}%")[0][0]


def _faults(cluster: LocalCluster, token: str, told: list[str]) -> list[str]:
    """The state is read before and after the rows: an import that outlives its person may end meanwhile."""
    before = ask(cluster, _IMPORT, f"{token}.csv")
    rows = _rows(cluster, token)
    after = ask(cluster, _IMPORT, f"{token}.csv")
    states = {state for _, state in (*before, *after)}
    faults = [f"{rows} of {ROWS} rows"] if rows not in (0, ROWS) else []
    if told and not before:
        faults.append("the file was taken and is lost")
    if "imported" in told and states != {"imported"}:
        faults.append(f"it was imported and is {states}")
    if len(states) == 1 and (states == {"imported"}) != (rows == ROWS):
        faults.append(f"it is {states} with {rows} rows")
    return faults


def _carry_on(desk: Desk, number: int, token: str) -> None:
    """As another day's visit: sign in, press the button until there is nothing to press."""
    editor = Visitor(desk.site.port)
    editor.sign_in("editor", json.loads(desk.told)["accounts"]["editor"])
    page = f"/desk/imports/{number}/"
    form = {"csrfmiddlewaretoken": token_in(editor.get("/desk/imports/"))}

    deadline = time.monotonic() + BACK_WITHIN
    while ask(desk.cluster, _IMPORT, f"{token}.csv")[0][1] != "imported":
        assert time.monotonic() < deadline, f"{page} cannot be carried on"
        editor.post(f"{page}import/", form)
        time.sleep(0.5)
    assert _rows(desk.cluster, token) == ROWS
