"""What each page costs at each size that was measured: `python -m tests.benchmarks.pages_by_size`.

From the figures that `make bench` keeps in .benchdb/N/figures.json: N=10000, N=100000, the whole million, and
N=10000000 with ARGS="--parts questions,start --without plain --without datasette --without sql", since plain
SQL takes minutes a question there.
"""

from __future__ import annotations

import re
from pathlib import Path

from .figures import Figures

KEPT = Path(".benchdb")
PROCESSOR = 2  # place in what Figures holds of a page
MEMORY = "site, megabytes of a worker"


def main() -> None:
    kept = (Figures.from_json(path.read_text()) for path in KEPT.glob("*/figures.json"))
    measured = sorted((each for each in kept if "site" in each.times), key=lambda each: each.size)
    sizes = [each.size for each in measured]
    print(row("milliseconds of the processor", *(f"{size:,}" for size in sizes)))
    print(row("---", *("---" for _ in sizes)))
    by_size = [
        {_of_any_size(name): taken[PROCESSOR] for name, taken in each.times["site"].items()}
        for each in measured
    ]
    for name in by_size[0]:
        print(row(name, *(f"{asked[name]:.1f}" for asked in by_size)))
    print(row(MEMORY, *(_known(each.values.get(MEMORY)) for each in measured)))


def _known(megabytes: float | None) -> str:
    return f"{megabytes:,.0f}" if megabytes else "not measured"


def _of_any_size(question: str) -> str:
    """Without the word, or the number of the deep page, which depend on the size."""
    return re.sub(r" \(\w+\)", "", re.sub(r"^page [\d,]+", "a deep page", question))


def row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
