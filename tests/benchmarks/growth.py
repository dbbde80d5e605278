"""What a list costs the arrays alone, at any size: `python -m tests.benchmarks.growth 1000000 10000000`.

Made-up arrays of the widths of policy_positions/columns at that size; no database, no page. One question is
the mask of one country, the histograms of seven arrays under it, and the newest fifty rows.
"""

from __future__ import annotations

import sys
import time

import numpy as np

KINDS = {"holder": 40, "coding": 2_000, "leader": 400, "summit": 12, "role": 8, "voices": 32, "date": 12_000}
ROUNDS = 5


def arrays_of(size: int) -> dict[str, np.ndarray]:
    chance = np.random.default_rng(1)
    made = {
        name: chance.integers(0, kinds, size, dtype=np.min_scalar_type(kinds))
        for name, kinds in KINDS.items()
    }
    sources = max(size // 20, 1)
    made["source"] = chance.integers(0, sources, size, dtype=np.min_scalar_type(sources))
    made["ids"] = np.arange(size, 0, -1, dtype=np.min_scalar_type(size))
    return made


def ask(arrays: dict[str, np.ndarray], country: int) -> int:
    rows = np.flatnonzero(arrays["holder"] == country)
    for name, kinds in KINDS.items():
        np.bincount(arrays[name][rows], minlength=kinds)
    return int(arrays["ids"][rows[:50]].sum())


def ask_everything(arrays: dict[str, np.ndarray]) -> None:
    for name, kinds in KINDS.items():
        np.bincount(arrays[name], minlength=kinds)


def milliseconds(question) -> float:
    took = []
    for _ in range(ROUNDS):
        began = time.process_time()
        question()
        took.append(time.process_time() - began)
    return min(took) * 1000


def main() -> None:
    print("positions | megabytes | one country, ms | no filter, counted anew, ms")
    for size in map(int, sys.argv[1:]):
        arrays = arrays_of(size)
        held = sum(each.nbytes for each in arrays.values()) / 1e6
        one, everything = (
            milliseconds(lambda a=arrays: ask(a, 7)),
            milliseconds(lambda a=arrays: ask_everything(a)),
        )
        print(f"{size:,} | {held:,.1f} | {one:,.1f} | {everything:,.1f}")


if __name__ == "__main__":
    main()
