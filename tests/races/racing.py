"""Two acts let go at once, each on a connection of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from policy_positions.editing import VersionConflict

REFUSALS = (VersionConflict, ValidationError, PermissionDenied)
PATIENCE = 60.0  # seconds for the other one to come to the start
Act = Callable[[], Any]


@dataclass(frozen=True)
class Ending:
    """What became of an act: it was done, it was refused, or it failed as no act should."""

    done: bool
    began: float
    ended: float
    refusal: str = ""
    failure: str = ""


class Lanes:
    """Two threads that keep their connections from pair to pair."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(2)

    def race(self, first: Act, second: Act) -> tuple[Ending, Ending]:
        """Both acts have read what they act on; neither begins before the other is there."""
        start = threading.Barrier(2)
        one, other = (self._threads.submit(_run, act, start) for act in (first, second))
        return one.result(), other.result()

    def close(self) -> None:
        self.race(lambda: connection.close(), lambda: connection.close())  # each its own
        self._threads.shutdown()


def _run(act: Act, start: threading.Barrier) -> Ending:
    start.wait(PATIENCE)
    began = time.monotonic()
    try:
        act()
    except REFUSALS as error:
        return Ending(False, began, time.monotonic(), refusal=type(error).__name__)
    except Exception as error:
        return Ending(False, began, time.monotonic(), failure=f"{type(error).__name__}: {error}")
    return Ending(True, began, time.monotonic())


def overlapped(first: Ending, second: Ending) -> bool:
    return first.began < second.ended and second.began < first.ended
