"""The door for WSGI servers."""

from __future__ import annotations

import gc
from importlib import import_module


def test_what_stands_when_the_site_has_started_is_not_walked_by_each_collection():
    gc.unfreeze()

    import_module("tracker.wsgi")

    assert gc.get_freeze_count() > len(gc.get_objects())
