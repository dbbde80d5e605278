"""Where the time of a page goes: `python -m tests.benchmarks.whereabouts`, for the record in LOCALDB_DIR.

Each standard question is asked of the site within this process, its counts kept already, while a thread looks
every half millisecond at which part of the site is at work: the innermost frame that one of LAYERS names.
"""

from __future__ import annotations

import statistics
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import django

from .pages_by_size import row

ROUNDS = 40
EVERY = 0.0005  # seconds
WITH_A_COOKIE = {"HTTP_COOKIE": "benchmark=1", "SERVER_NAME": "localhost"}  # a page is made anew for it

# What a file's name holds. The first layer that names the innermost frame has the time.
LAYERS = {
    "PostgreSQL": ("django/db/backends/utils.py", "models/data_revision.py"),
    "rows of its answers": ("columns/published.py",),
    "counts": ("policy_positions/columns/",),
    "cells, statements": ("policy_positions/tables/",),
    "filters": ("policy_positions/filters/", "components/_filters.html", "components/_facet.html"),
    "timelines": ("maps/chronicle/", "browse/chronicles.py", "_timeline.html", "_chronicle.html"),
    "map, standings": ("_positions/maps/", "_positions/standings/", "_hemisphere", "_standing", "_map"),
    "frame of the page": ("/templates/",),
}
THE_REST = "the rest"


def main() -> None:
    django.setup()

    from django.test import Client

    from policy_positions import columns
    from tests.benchmarks.questions import standard

    sys.setswitchinterval(EVERY / 5)
    client = Client(**WITH_A_COOKIE)
    print(row("milliseconds", "whole", *LAYERS, THE_REST))
    print(row(*("---" for _ in range(len(LAYERS) + 3))))
    for question in standard(columns.current().size):
        print(row(question.name, *_told(client, question.ours)), flush=True)


def _told(client, path: str) -> Iterator[str]:
    client.get(path)
    taken, seen = [], Counter()
    with _watching(threading.get_ident(), seen):
        for _ in range(ROUNDS):
            began = time.perf_counter()
            answer = client.get(path)
            taken.append((time.perf_counter() - began) * 1000)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    whole = statistics.median(taken)
    yield f"{whole:.1f}"
    yield from (f"{whole * seen[name] / seen.total():.1f}" for name in (*LAYERS, THE_REST))


@contextmanager
def _watching(thread: int, seen: Counter[str]) -> Iterator[None]:
    """Count in ``seen`` what the thread is at whenever it is looked at."""
    over = threading.Event()

    def watch() -> None:
        while not over.wait(EVERY):
            seen[_layer_of(sys._current_frames()[thread])] += 1

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    yield
    over.set()
    watcher.join()


def _layer_of(frame: FrameType | None) -> str:
    while frame:
        for name, files in LAYERS.items():
            if any(file in frame.f_code.co_filename for file in files):
                return name
        frame = frame.f_back
    return THE_REST


if __name__ == "__main__":
    main()
