"""What each page costs at each size that was measured: `python -m tests.benchmarks.pages_by_size`.

From the figures that `make bench` keeps in .benchdb/N/figures.json: N=10000, N=100000, the whole million.
"""

from __future__ import annotations

import math
import re
from pathlib import Path

from .figures import Figures

KEPT = Path(".benchdb")
PROCESSOR = 2  # place in what Figures holds of a page
MEMORY = "site, megabytes of a worker"


def main() -> None:
    kept = (Figures.from_json(path.read_text()) for path in KEPT.glob("*/figures.json"))
    measured = sorted((each for each in kept if "site" in each.times), key=lambda each: each.size)
    print(_row("milliseconds of the processor", *(f"{each.size:,}" for each in measured)))
    print(_row("---", *("---" for _ in measured)))
    for number, name in enumerate(measured[0].times["site"]):
        costs = [list(each.times["site"].values())[number][PROCESSOR] for each in measured]
        print(_row(_of_any_size(name), *(f"{cost:.1f}" for cost in costs)))
    print(_row(MEMORY, *(f"{each.values.get(MEMORY, math.nan):,.0f}" for each in measured)))


def _of_any_size(question: str) -> str:
    """The words and the deep page depend on the size: they are asked in the same order."""
    return re.sub(r" \(\w+\)", "", re.sub(r"^page [\d,]+", "a deep page", question))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
