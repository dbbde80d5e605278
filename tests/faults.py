"""`python -m tests.faults`: what the site answers while its database is stopped, frozen or silent, how fast.

The site is served as in public, on a server of its own, through a line that can fall silent. Exits 1 where an
answer is not the one that is promised, or comes later.
"""

from __future__ import annotations

import subprocess
import sys

from tests.servers import PROJECT, PublicSite, frozen, own_folder, stop
from tests.tracker.proxy import Proxy
from tests.trials import Table
from tracker.localdb import PORT
from tracker.localdb.cluster import LocalCluster

API, PAGE = "/api/v1/issues/", "/issues/"
OK, AWAY = 200, 503
AT_ONCE, SOON = 1.0, 5.0  # seconds: what is promised of a database that is stopped, and of one that is frozen


class Measured:
    def __init__(self, site: PublicSite) -> None:
        self.site = site
        self.broken: list[str] = []
        self._table = Table(("database", 28), ("asked", 18), ("answered", 9), ("seconds", 8), ("at most", 8))

    def ask(self, state: str, path: str, status: int, at_most: float) -> None:
        answer = self.site.ask(path)
        self._table.line(state, path, answer.status, f"{answer.seconds:.2f}", f"{at_most:.0f}")
        if answer.status != status or answer.seconds > at_most:
            self.broken.append(f"{state}: {path} was answered {answer.status} in {answer.seconds:.2f} s")
        if answer.status == AWAY and path != "/readyz" and answer.retry_after is None:
            self.broken.append(f"{state}: {path} does not say when to come again")


def main() -> int:
    words = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(words, cwd=PROJECT, check=True)
    with own_folder() as home:
        cluster = LocalCluster(home / "db", linger=60)
        cluster.ensure_running()
        proxy = Proxy(cluster.socket_folder / f".s.PGSQL.{PORT}")
        straight = PublicSite(cluster)
        far = PublicSite(cluster, line=proxy.port)
        try:
            broken = [*_beside(straight), *_over_a_line(far, proxy)]
        finally:
            for site in (straight, far):
                site.stop()
            stop(cluster)
    sys.stdout.write("\n".join(broken or ["Each was answered as promised."]) + "\n")
    return bool(broken)


def _beside(site: PublicSite) -> list[str]:
    """The database on the site's own machine."""
    measured = Measured(site)
    for path in (API, PAGE):
        site.ask(path)  # the first request imports all the others
        measured.ask("works", path, OK, AT_ONCE)
    stop(site.cluster)
    for path in (API, PAGE, "/readyz"):
        measured.ask("stopped", path, AWAY, AT_ONCE)
    measured.ask("stopped", "/livez", OK, AT_ONCE)
    site.cluster.ensure_running()
    measured.ask("started, first request", PAGE, OK, AT_ONCE)
    with frozen(site.cluster):
        measured.ask("frozen, first request", PAGE, AWAY, SOON)
        measured.ask("frozen, next request", API, AWAY, SOON)
    measured.ask("thawed, first request", PAGE, OK, AT_ONCE)
    return measured.broken


def _over_a_line(site: PublicSite, proxy: Proxy) -> list[str]:
    """The database on another machine."""
    measured = Measured(site)
    site.ask(PAGE)
    with proxy.behaving(is_silent=True):
        measured.ask("line silent, first request", PAGE, AWAY, SOON)
        measured.ask("line silent, next request", API, AWAY, SOON)
    measured.ask("line back, first request", PAGE, OK, AT_ONCE)
    return measured.broken


if __name__ == "__main__":
    sys.exit(main())
