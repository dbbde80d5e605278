"""Let pairs of people act at once, count what was lost, print a table; exit 1 when anything was."""

from __future__ import annotations

import os
import sys

from tests.servers import own_database
from tests.trials import Table, asker, tell


def main() -> int:
    asked = asker("races", __doc__, "pairs", "pairs of each kind", 1000).parse_args()
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
    table = Table(("pair", 26), ("pairs", 7), ("overlapping", 12), ("both done", 10), ("faults", 7))
    for name, tally in [*tallies.items(), (CONTROL, control)]:
        table.line(name, tally.pairs, tally.overlapping, tally.both, len(tally.faults))
    faults = [f"{name}: {fault}" for name, tally in tallies.items() for fault in tally.faults] + wrong
    tell(faults, besides=f" The control lost {len(control.faults)}, as it must.")
    if not wrong:
        print("The chain of acts is whole, and the columns in memory are those of the rows.")
    return bool(faults) or not control.faults


if __name__ == "__main__":
    sys.exit(main())
