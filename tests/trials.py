"""What the commands that try a thing by the hundred share: how they are asked, and how they tell."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

TOLD = 40  # faults, of however many


def asker(package: str, about: str | None, counted: str, of: str, default: int) -> argparse.ArgumentParser:
    """For `python -m tests.PACKAGE --COUNTED 20 --seed 7`."""
    parser = argparse.ArgumentParser(prog=f"python -m tests.{package}", description=about)
    parser.add_argument(f"--{counted}", type=int, default=default, help=f"{of} (default: {default:,})")
    parser.add_argument("--seed", type=int, default=7, help="of all that is left to chance (default: 7)")
    return parser


class Table:
    """Lines of a table, the first column for names, the others for what they hold."""

    def __init__(self, *columns: tuple[str, int]) -> None:
        (_, first), *others = columns
        self._row = " ".join([f"{{:<{first}}}", *(f"{{:>{width}}}" for _, width in others)])
        self.line(*(name for name, _ in columns))

    def line(self, *cells: object) -> None:
        sys.stdout.write(self._row.format(*map(str, cells)) + "\n")
        sys.stdout.flush()


def tell(faults: Sequence[str], *, besides: str = "") -> None:
    """The last word: how many were lost or half done, and which."""
    told = [f"Lost or half done: {len(faults)}.{besides}", *(f"  {fault}" for fault in faults[:TOLD])]
    sys.stdout.write("\n".join(told) + "\n")
