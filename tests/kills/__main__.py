"""Kill, look, print a table; exit 1 when anything was lost or half done."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

from policy_positions.management.progress import Progress
from tests.servers import own_folder
from tests.trials import Table, asker, tell

from .kinds import KINDS, Kind
from .stage import Ending, Stage


def main() -> int:
    parser = asker("kills", __doc__, "rounds", "kills of each kind", 20)
    parser.add_argument("--at-once", type=int, default=2, help="kinds beside each other (default: 2)")
    parser.add_argument("--only", default="", help="kinds whose name has this in it")
    asked = parser.parse_args()
    kinds = [kind for kind in KINDS if asked.only in f"{kind.act}, {kind.victim}"]
    progress, faults = Progress(asked.rounds * len(kinds), "kills", sys.stderr), []

    def run(kind: Kind) -> list[Ending]:
        endings = []
        for ending in kind.run(stage, asked.rounds, asked.seed):
            endings.append(ending)
            progress.advance(1)
        return endings

    with own_folder() as folder, ThreadPoolExecutor(asked.at_once) as threads:
        stage = Stage(folder)
        table = Table(("in", 24), ("killed", 10), ("kills", 6), ("acknowledged", 13), ("faults", 7))
        for kind, endings in zip(kinds, threads.map(run, kinds), strict=True):
            wrong = [fault for ending in endings for fault in ending.faults]
            done = sum(ending.acknowledged for ending in endings)
            table.line(kind.act, kind.victim, len(endings), done, len(wrong))
            faults += [f"{kind.act}, {kind.victim}: {fault}" for fault in wrong]
    tell(faults)
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
