"""How far a long command has come, told on one line of the terminal."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

WIDTH = 30
STEPS_IN_A_LOG = 10  # lines, where the stream is no terminal


class Progress:
    def __init__(
        self, total: int, noun: str, stream: TextIO, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._total, self._noun, self._stream, self._clock = total, noun, stream, clock
        self._began = clock()
        self._done = self._told_steps = 0

    def advance(self, count: int) -> None:
        """Tell how many are done, at what rate, and how long the others will take; of none, nothing."""
        if not self._total:
            return
        self._done += count
        if self._stream.isatty():
            self._write(f"\r{self._line()}", end="" if self._done < self._total else "\n")
        elif (steps := self._done * STEPS_IN_A_LOG // self._total) > self._told_steps:
            self._told_steps = steps
            self._write(self._line())

    def say(self, words: str) -> None:
        self._write(words)

    def _line(self) -> str:
        seconds = self._clock() - self._began
        rate = self._done / seconds if seconds else 0
        left = (self._total - self._done) / rate if rate else 0
        full = WIDTH * self._done // self._total
        return (
            f"[{'#' * full}{'.' * (WIDTH - full)}] {100 * self._done // self._total:3} %  "
            f"{self._done:,} of {self._total:,} {self._noun}, {rate:,.0f} a second, {_spoken(left)} left"
        )

    def _write(self, words: str, *, end: str = "\n") -> None:
        self._stream.write(f"{words}{end}")
        self._stream.flush()


def _spoken(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
