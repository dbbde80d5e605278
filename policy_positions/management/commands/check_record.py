"""Hold the record against the rules of its health."""

from __future__ import annotations

import json
import sys
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder

from policy_positions.inspection import RULES, Examination, at_one_moment, examine
from policy_positions.management.progress import Progress

SHOWN = 20  # rows of each failure


class Command(BaseCommand):
    help = (
        "Look for what is wrong or missing in the record: one line a rule, with how many rows it finds. "
        "Exits 1 when a promise of the record is broken; warnings and gaps are told and forgiven."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="for machines: one JSON object")

    def handle(self, *, stderr: TextIO | None = None, **options: Any) -> None:
        with at_one_moment():
            done = examine(Progress(len(RULES), "rules", stderr or sys.stderr).advance)
            if options["json"]:
                self.stdout.write(json.dumps(_for_machines(done), indent=2, cls=DjangoJSONEncoder))
            else:
                self._tell(done)
        if done.failures:
            raise CommandError(f"Rules of the record that are broken: {done.failures}.")

    def _tell(self, done: Examination) -> None:
        for rule, found in done.results:
            self.stdout.write(f"{rule.severity:<8} {found:>9,}  {rule.title}")
        for result in done.results:
            if result.is_failure:
                self.stdout.write(f"\n{result.rule.title}. {result.rule.means} {result.rule.to_do}")
                for row in result.rule.find()[:SHOWN]:
                    told = result.rule.tell(row)
                    self.stdout.write(f"  {told.label} ({told.detail}), {told.address}")


def _for_machines(done: Examination) -> dict[str, Any]:
    return {
        "at": done.at.isoformat(timespec="seconds"),
        "failures": done.failures,
        "rules": [
            {
                "name": rule.name,
                "severity": rule.severity,
                "title": rule.title,
                "found": found,
                "address": f"/curate/health/{rule.name}/",
            }
            for rule, found in done.results
        ],
    }
