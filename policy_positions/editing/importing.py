"""Bringing exported rows back into the record: what is new, what changed, and what cannot be, each by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext

from ..models import DataRevision, Position, Quotation, SourceText
from .arriving import Arrival, AsPublished
from .checking import COLUMNS, OF_THE_POSITION, OF_THE_QUOTATION, Checker, Faulty
from .completing import complete
from .loading import Outcome
from .reading import RecordError, Row
from .together import Refused, none_is_on_record

if TYPE_CHECKING:
    from ..exports.reading import Line

HEADER = 1
AT_ONCE = 500  # positions
SHOWN = 200  # characters of a text that stands where another passage is claimed


class Rejection(NamedTuple):
    """``column`` is empty where the row as a whole is at fault."""

    row: int
    column: str
    reason: str


class Imported(NamedTuple):
    """One position: the row that it begins on, what became of it, and which fields changed."""

    row: int
    public_id: str
    outcome: Outcome
    changed: tuple[str, ...] = ()
    version: int = 1


@dataclass
class Report:
    positions: list[Imported] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)

    @property
    def tally(self) -> Counter[Outcome]:
        return Counter(position.outcome for position in self.positions)


@transaction.atomic
def import_rows(
    lines: Iterable[Line],
    *,
    arrival: Arrival | None = None,
    after_each: Callable[[int], None] = lambda rows: None,
) -> Report:
    """Bring the positions in step with their rows: all of them, or none when anything is rejected.

    A position is taken whole: its rows in the file are its quotations. ``after_each`` learns how many rows
    the position had that has just been dealt with. Without an ``arrival`` they are published.
    """
    _await_turn()
    report = Report()
    importer = _Importer(report, arrival or AsPublished())
    groups = _by_position(complete(lines) if importer.arrival.completes else lines, report)
    for start in range(0, len(groups), AT_ONCE):
        chunk = groups[start : start + AT_ONCE]
        importer.bring_in(chunk, after_each)
    report.rejections.sort(key=lambda rejection: rejection.row)
    if report.rejections:
        transaction.set_rollback(True)
    elif importer.written:
        Position.objects.filter(pk__in=importer.written).refresh_documents()
        DataRevision.objects.move()
    return report


def _await_turn() -> None:
    """One import after the other: two that hold rows the other one wants would wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('rows of files'))")


def _by_position(lines: Iterable[Line], report: Report) -> list[list[Line]]:
    """The rows of each position, wherever they stand in the file; what belongs to none is rejected."""
    groups: dict[object, list[Line]] = {}
    columns: set[str] = set()
    for line in lines:
        columns.update(line.cells)
        report.rejections += [Rejection(line.number, *fault) for fault in line.faults.items()]
        if line.cells.get("public_id"):
            groups.setdefault(line.cells["public_id"], []).append(line)
        elif not line.faults:
            report.rejections.append(
                Rejection(line.number, "public_id", gettext("it is empty; a position is known by it."))
            )
    missing = [column for column in COLUMNS if column not in columns]
    if groups and missing:
        report.rejections += [
            Rejection(HEADER, column, gettext("the file has no such column.")) for column in missing
        ]
        return []
    return list(groups.values())


class _Importer:
    """Brings in positions by their rows; what is at fault goes to the report."""

    def __init__(self, report: Report, arrival: Arrival) -> None:
        self.report = report
        self.arrival = arrival
        self.written: list[int] = []
        self.checker = Checker()

    def bring_in(self, chunk: Sequence[Sequence[Line]], after_each: Callable[[int], None]) -> None:
        """Positions by their rows: together where all that is to be done is to write new ones."""
        on_record = self.arrival.rows_on_record([str(lines[0].cells["public_id"]) for lines in chunk])
        understood = [self._understood(lines) for lines in chunk]
        to_do = [rows for rows in understood if rows and rows != on_record.get(rows[0]["public_id"])]
        written = self._write_new(to_do)
        for lines, rows in zip(chunk, understood, strict=True):
            number = lines[0].number
            if rows and rows == on_record.get(rows[0]["public_id"]):
                self.report.positions.append(Imported(number, rows[0]["public_id"], Outcome.UNCHANGED))
            elif rows and written:
                self.report.positions.append(Imported(number, rows[0]["public_id"], Outcome.CREATED))
            elif rows:
                self._bring_in_one(lines, rows)
            after_each(len(lines))

    def _understood(self, lines: Sequence[Line]) -> list[Row]:
        """The rows of a position in the order of its quotations; empty, and told, where one is at fault."""
        read = {line.number: self._row(line) for line in lines}
        values = {number: row for number, (row, _) in read.items()}
        rejections = [fault for _, faults in read.values() for fault in faults]
        rejections += _disagreements(values)
        self.report.rejections += rejections
        faulty = rejections or any(line.faults for line in lines)
        return [] if faulty else _by_number(values)

    def _write_new(self, positions: Sequence[Sequence[Row]]) -> bool:
        """Write them all at once. False where one is on record, or where a fault is to be told by its row."""
        if not positions or not none_is_on_record([rows[0]["public_id"] for rows in positions]):
            return False
        try:
            self.written += self.arrival.write_new([_as_loaded(rows) for rows in positions])
        except (Refused, ValidationError):
            return False
        return True

    def _bring_in_one(self, lines: Sequence[Line], rows: Sequence[Row]) -> None:
        values = {line.number: self._row(line)[0] for line in lines}
        if unproven := list(_unproven(values)):
            self.report.rejections += unproven
        else:
            self._load(lines[0].number, rows[0]["public_id"], rows)

    def _row(self, line: Line) -> tuple[Row, list[Rejection]]:
        """The values of a row by column, and its faults."""
        values, faults = {}, []
        for column in (each for each in COLUMNS if each not in line.faults):
            try:
                if column not in line.cells:
                    raise Faulty(gettext("it is missing from this row."))
                values[column] = self.checker.value(column, line.cells[column])
            except Faulty as fault:
                faults.append(Rejection(line.number, column, str(fault)))
        return values, faults

    def _load(self, number: int, public_id: str, rows: Sequence[Row]) -> None:
        where = f"row {number}"
        try:
            with transaction.atomic():
                position, outcome = self.arrival.bring_in(_as_loaded(rows), where)
        except RecordError as error:
            reason = str(error).removeprefix(where).lstrip(",: ")
            self.report.rejections.append(Rejection(number, "", reason))
            return
        if outcome in (Outcome.CREATED, Outcome.CHANGED):
            self.written.append(position.pk)
        changed = _changed(position) if outcome is Outcome.CHANGED else ()
        self.report.positions.append(Imported(number, public_id, outcome, changed, position.version))


def _by_number(values: Mapping[int, Row]) -> list[Row]:
    """The rows of a position in the order of its quotations."""
    return sorted(values.values(), key=lambda row: row["quotation"])


def _as_loaded(rows: Sequence[Row]) -> Row:
    """The rows of a position as one row of the record's files, its passages proven."""
    names = {column: name for column, name in OF_THE_QUOTATION.items() if name != "order"}
    return {
        **{name: rows[0][name] for name in OF_THE_POSITION},
        "quotations": [
            {**{name: row[column] for column, name in names.items()}, "verified": True} for row in rows
        ],
    }


def _disagreements(values: Mapping[int, Row]) -> Iterator[Rejection]:
    """What two rows of one position say differently of it, and quotations that have one number."""
    (first, said), *others = values.items()
    numbered = {said.get("quotation"): first}
    for number, row in others:
        for column in OF_THE_POSITION:
            if column in row and column in said and row[column] != said[column]:
                yield Rejection(
                    number,
                    column,
                    gettext(
                        "“%(row)s” here, “%(said)s” in row %(first)s: the rows of a position "
                        "must say the same of it."
                    )
                    % {"row": row[column] or "", "said": said[column] or "", "first": first},
                )
        other = numbered.setdefault(row.get("quotation"), number)
        if other != number and "quotation" in row:
            yield Rejection(
                number,
                "quotation",
                gettext("row %(other)s has the number %(row)s as well.")
                % {"other": other, "row": row["quotation"]},
            )


def _unproven(values: Mapping[int, Row]) -> Iterator[Rejection]:
    """The passages that nothing proves: neither the record, which has them verified, nor a text held here."""
    for number, row in values.items():
        fault = None if _is_on_record(row) else _fault_of_passage(row)
        if fault:
            yield Rejection(number, *fault)


def _is_on_record(row: Row) -> bool:
    placed = {name: row[name] for name in ("exact", "prefix", "suffix", "start", "end")}
    named = {"text__source__slug": row["source"], "text__sha256": row["text_sha256"]}
    return Quotation.objects.filter(**named, **placed, verified=True).exists()


def _fault_of_passage(row: Row) -> tuple[str, str] | None:
    """The column that the text does not bear out, and why; None when it bears out all of the passage."""
    text = SourceText.objects.filter(source__slug=row["source"], sha256=row["text_sha256"]).first()
    if text is None:
        return "text_sha256", gettext("%(row)s has no text with the digest “%(row_2)s”.") % {
            "row": row["source"],
            "row_2": row["text_sha256"],
        }
    if text.body is None:
        return "exact", gettext(
            "this passage is not on record at that place, and its text is not held: add the text."
        )
    start, end = row["start"], row["end"]
    places = {
        "exact": (start, end),
        "prefix": (start - len(row["prefix"]), start),
        "suffix": (end, end + len(row["suffix"])),
    }
    for column, (first, last) in places.items():
        stands = text.body[max(first, 0) : last]
        if stands != row[column]:
            return column, gettext("from %(first)s to %(last)s the text says “%(stands)s”.") % {
                "first": first,
                "last": last,
                "stands": stands[:SHOWN],
            }
    return None


def _changed(position: Position) -> tuple[str, ...]:
    """The fields that the last act gave another value."""
    revision = position.revisions.get(version=position.version)
    before, after = revision.before or {}, revision.after or {}
    return tuple(name for name in after if before.get(name) != after[name])
