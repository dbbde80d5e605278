"""A thread looks after the requests of a site, for as long as there is that site."""

from __future__ import annotations

import gc
import threading

from django.http import HttpRequest, HttpResponse

import pytest

from tracker.porch.watch import Watch

pytestmark = pytest.mark.django_db


def looking() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if thread.name == "database-watch"}


def test_a_site_that_is_there_is_looked_after_by_one_thread():
    before = looking()
    site = Watch(lambda request: HttpResponse("Said."))

    answers = [site(HttpRequest()).content for _ in range(3)]

    assert answers == [b"Said."] * 3
    assert len(looking() - before) == 1


def test_with_its_site_the_thread_goes():
    before = looking()
    site = Watch(lambda request: HttpResponse("Said."))
    site(HttpRequest())
    (thread,) = looking() - before

    del site
    gc.collect()
    thread.join(timeout=30)

    assert not thread.is_alive()
