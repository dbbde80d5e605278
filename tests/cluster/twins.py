"""Nodes that lack one guard each, so that a test shows what it is for."""

from __future__ import annotations

from typing import Any

from tracker.replicas.reading import Reading


class WithoutComparison(Reading):
    """Forgets how far the log was when somebody wrote."""

    def __init__(self, get_response: Any) -> None:
        super().__init__(get_response)
        choose = self.sources.choose
        self.sources.choose = lambda written: choose(0)


class WithoutFloor(Reading):
    """Asks nobody what other nodes have shown."""

    def __init__(self, get_response: Any) -> None:
        super().__init__(get_response)
        self.sources.newest.shown = lambda: 0
