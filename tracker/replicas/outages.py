"""What failed lately is left alone for a while: readers do not wait, one after another, to find that out."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

RETRIED_AFTER = 5.0  # seconds


class Outages:
    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._until: dict[str, float] = {}
        self._lock = threading.Lock()

    def begin(self, name: str) -> None:
        with self._lock:
            self._until[name] = self._now() + RETRIED_AFTER

    def end(self, name: str) -> None:
        if name in self._until:
            with self._lock:
                self._until.pop(name, None)

    def may_try(self, name: str) -> bool:
        """Is it up, as far as is known? When the while is over one tries, and the others go on waiting."""
        if name not in self._until:
            return True
        with self._lock:
            until = self._until.get(name)
            if until is None:
                return True
            if self._now() < until:
                return False
            self._until[name] = self._now() + RETRIED_AFTER
            return True
