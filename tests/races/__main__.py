"""Let pairs of people act at once, count what was lost, print a table; exit 1 when anything was."""

from __future__ import annotations

import argparse
import os
import sys

from tests.servers import own_database

ROW = "{:<26} {:>7} {:>12} {:>10} {:>7}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.races", description=__doc__)
    parser.add_argument("--pairs", type=int, default=1000, help="of each kind (default: 1000)")
    parser.add_argument("--seed", type=int, default=7, help="which fields the editors change")
    asked = parser.parse_args()
    os.environ["PGOPTIONS"] = "-c synchronous_commit=off"  # nothing is killed here: no wait for the disk
    with own_database():
        return _race(asked.pairs, asked.seed)


def _race(pairs: int, seed: int) -> int:
    from policy_positions.management.progress import Progress

    from .pairs import CONTROL, KINDS, Cast, edit_edit_unchecked
    from .racing import Lanes
    from .running import run, wrong_with_the_record

    cast, lanes = Cast.make(seed), Lanes()
    progress = Progress(pairs * (len(KINDS) + 1), "pairs", sys.stderr)
    tallies = {name: run(kind, cast, pairs, lanes, progress.advance) for name, kind in KINDS.items()}
    control = run(edit_edit_unchecked, cast, pairs, lanes, progress.advance)
    lanes.close()
    wrong = list(wrong_with_the_record())
    print(ROW.format("pair", "pairs", "overlapping", "both done", "faults"))
    for name, tally in [*tallies.items(), (CONTROL, control)]:
        print(ROW.format(name, tally.pairs, tally.overlapping, tally.both, len(tally.faults)))
    faults = [f"{name}: {fault}" for name, tally in tallies.items() for fault in tally.faults] + wrong
    print(f"Lost or half done: {len(faults)}. The control lost {len(control.faults)}, as it must.")
    if not wrong:
        print("The chain of acts is whole, and the columns in memory are those of the rows.")
    for fault in faults[:40]:
        print(f"  {fault}")
    return bool(faults) or not control.faults


if __name__ == "__main__":
    sys.exit(main())
