"""The door for WSGI servers."""

from __future__ import annotations

import gc
import sys
from importlib import import_module

import pytest


def test_what_stands_when_the_site_has_started_is_not_walked_by_each_collection():
    gc.unfreeze()

    import_module("tracker.wsgi")

    assert gc.get_freeze_count() > len(gc.get_objects())


def test_a_page_is_mostly_made_in_one_turn():
    import_module("tracker.wsgi")

    assert sys.getswitchinterval() == pytest.approx(0.02)
