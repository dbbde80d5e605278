"""What is done with a file in the background: the dry run, and the import itself."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePath

from django.db import transaction

from ..background import teller
from ..editing.arriving import AsDrafts
from ..editing.importing import Report, import_rows
from ..editing.ledger import append
from ..exports.reading import Line, Unreadable, read
from ..models import Import, ImportedRow
from ..vocabulary import FrameAct, ImportState, RecordKind, RowOutcome
from .progress import task_of

LINES_AT_ONCE = 2_000


def check(of: Import) -> None:
    """The dry run: everything is done, listed and undone."""
    try:
        lines = _lines(of)
    except Unreadable as error:
        Import.objects.filter(pk=of.pk).update(state=ImportState.REFUSED, fault=str(error))
        return
    with transaction.atomic():
        report = import_rows(lines, arrival=AsDrafts(of.made_by), after_each=teller(task_of(of), len(lines)))
        transaction.set_rollback(True)
    with transaction.atomic():
        _keep(of, report)
        Import.objects.filter(pk=of.pk).update(state=ImportState.CHECKED, rows=len(lines))


def carry_out(of: Import) -> None:
    """All rows or none; that it is done is told by the same transaction that does it."""
    lines = _lines(of)
    with transaction.atomic():
        report = import_rows(lines, arrival=AsDrafts(of.made_by), after_each=teller(task_of(of), len(lines)))
        if report.rejections:
            transaction.set_rollback(True)
        else:
            _keep(of, report)
            Import.objects.filter(pk=of.pk).update(state=ImportState.IMPORTED, content=None)
            _record(of, report)
    if report.rejections:  # the record has changed since the dry run
        with transaction.atomic():
            _keep(of, report)
            Import.objects.filter(pk=of.pk).update(state=ImportState.CHECKED)


def _lines(of: Import) -> list[Line]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"file{PurePath(of.name).suffix.lower()}"
        path.write_bytes(bytes(of.content or b""))
        try:
            return list(read(path))
        except Unreadable as error:
            raise Unreadable(str(error).replace(path.name, of.name)) from error


def _keep(of: Import, report: Report) -> None:
    ImportedRow.objects.filter(of=of).delete()
    ImportedRow.objects.bulk_create(_told(of, report), batch_size=LINES_AT_ONCE)


def _told(of: Import, report: Report) -> Iterator[ImportedRow]:
    for done in report.positions:
        said = ", ".join(done.changed)
        yield ImportedRow(
            of=of,
            row=done.row,
            public_id=done.public_id,
            version=done.version,
            outcome=RowOutcome(done.outcome),
            said=said,
        )
    for fault in report.rejections:
        yield ImportedRow(
            of=of, row=fault.row, column=fault.column, said=fault.reason, outcome=RowOutcome.REJECTED
        )


def _record(of: Import, report: Report) -> None:
    counted = {str(outcome): number for outcome, number in report.tally.items()}
    after = {"file": of.name, "sha256": of.sha256, **counted}
    append(RecordKind.IMPORT, str(of.pk), FrameAct.IMPORT, by=of.made_by, after=after)
