"""Kill, look, print a table; exit 1 when anything was lost or half done."""

from __future__ import annotations

import argparse
import sys
from random import Random

from policy_positions.management.progress import Progress
from tests.servers import own_folder

from .killing import CLIENT, KILLS, SERVER, Stage, run

ROW = "{:<24} {:<10} {:>6} {:>13} {:>7}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.kills", description=__doc__)
    parser.add_argument("--rounds", type=int, default=20, help="kills of each kind (default: 20)")
    parser.add_argument("--seed", type=int, default=7, help="the moments at which they come")
    asked = parser.parse_args()
    kinds = [(act, victim) for act in KILLS for victim in (CLIENT, SERVER)]
    progress, faults = Progress(asked.rounds * len(kinds), "kills", sys.stderr), []
    with own_folder() as folder:
        stage = Stage(folder, Random(asked.seed))
        print(ROW.format("in", "killed", "kills", "acknowledged", "faults"))
        for act, victim in kinds:
            endings = []
            for _ in range(asked.rounds):
                endings.append(run(stage, act, victim))
                progress.advance(1)
            wrong = [fault for _, found in endings for fault in found]
            print(ROW.format(act, victim, len(endings), sum(done for done, _ in endings), len(wrong)))
            faults += [f"{act}, {victim}: {fault}" for fault in wrong]
    print(f"Lost or half done: {len(faults)}.")
    for fault in faults[:40]:
        print(f"  {fault}")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
