"""The site while the line to its database is slow, is cut in the middle of an answer, or falls silent."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from http.client import IncompleteRead

import pytest

from tests.servers import PROJECT, PublicSite, own_folder, stop
from tracker.localdb import PORT
from tracker.localdb.cluster import LocalCluster

from .proxy import Proxy

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")

PAGES = ("/api/v1/positions/", "/api/v1/standings/", "/api/v1/facets/", "/api/v1/countries/GTM/")
BYTES = (0, 1, 60, 400, 1_000, 3_000)
EXPORT = "/export/positions.csv"


@pytest.fixture(scope="module")
def proxy() -> Iterator[Proxy]:
    # What a public site shows asks for collected files; apart, since tests switch their storage.
    words = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(words, cwd=PROJECT, check=True)
    with own_folder() as home:
        cluster = LocalCluster(home / "db", linger=60)
        cluster.ensure_running()
        yield Proxy(cluster.socket_folder / f".s.PGSQL.{PORT}")
        stop(cluster)


@pytest.fixture(scope="module")
def site(proxy: Proxy) -> Iterator[PublicSite]:
    site = PublicSite(LocalCluster(proxy.target.parent), line=proxy.port)
    for page in PAGES:
        site.ask(page)
    yield site
    site.stop()


def test_over_a_slow_line_the_same_is_answered(site, proxy):
    at_once = [site.ask(page).body for page in PAGES]

    with proxy.behaving(delay=0.2):
        slowly = [site.ask(page) for page in PAGES]

    assert [answer.status for answer in slowly] == [200] * len(PAGES)
    assert [answer.body for answer in slowly] == at_once
    assert min(answer.seconds for answer in slowly) > 0.2


def test_a_line_cut_anywhere_in_an_answer_is_a_503_or_the_right_answer_and_heals(site, proxy):
    whole = {page: site.ask(page).body for page in PAGES}
    before = proxy.cuts

    for page in PAGES:
        for number in BYTES:
            with proxy.behaving(cut_after=number):
                cut = site.ask(page)
            after = site.ask(page)

            assert (cut.status, cut.retry_after) in ((200, None), (503, "5")), (page, number)
            assert cut.body == whole[page] or cut.status == 503, (page, number)
            assert (after.status, after.body) == (200, whole[page]), (page, number)

    assert proxy.cuts - before >= len(PAGES) * 3, "so many were truly cut"


def test_of_a_download_that_is_cut_nobody_takes_the_half_for_the_whole(site, proxy):
    whole = site.ask(EXPORT).body
    endings = []

    for number in range(0, 30_000, 1_500):
        with proxy.behaving(cut_after=number):
            try:
                cut = site.ask(EXPORT)
                endings.append("whole" if cut.body == whole else str(cut.status))
            except IncompleteRead:
                endings.append("broken off")

    assert set(endings) <= {"whole", "503", "broken off"}
    assert endings[0] == "503"
    assert site.ask(EXPORT).body == whole


def test_a_line_that_falls_silent_is_a_503_and_not_a_hung_worker(site, proxy):
    with proxy.behaving(is_silent=True):
        away, next_one = site.ask(PAGES[0]), site.ask(PAGES[0])

    assert (away.status, json.loads(away.body)["status"], next_one.status) == (503, 503, 503)
    assert away.seconds < 10, "3 or 4 when nothing else is running"
    assert site.ask(PAGES[0]).status == 200
