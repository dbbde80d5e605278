"""A summit and who took part, from one CSV file: checked row by row, then brought in whole or not at all."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from ... import partial_dates
from ...models import Country, Leader, Organization, Source, Summit
from ...vocabulary import Attendance
from ...whole_numbers import whole_number
from ..checking import Faulty, require_one_of
from ..importing import HEADER, Rejection
from .keeping import keep
from .seating import Seat, seat

# The first columns tell of the summit and are the same in every row; the others of one state each.
OF_THE_SUMMIT = (
    "summit", "name", "series", "edition", "host", "city", "start", "end", "organizer", "status", "reference"
)  # fmt: skip
OF_A_STATE = ("country", "participation", "delegate", "reason", "source")
SUMMIT_COLUMNS = (*OF_THE_SUMMIT, *OF_A_STATE)
MOST_ROWS = 200
UNKNOWN = {
    Organization: _("no organization is known by “%(written)s”."),
    Source: _("no source is known by “%(written)s”."),
}


@dataclass
class SummitFile:
    """What a file says, understood, and every fault in it by row and column."""

    values: dict[str, Any] = field(default_factory=dict)
    seats: list[tuple[Seat, Source | None]] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)

    @property
    def summit(self) -> Summit | None:
        """The one on record that the file is about, if it is."""
        return Summit.objects.filter(slug=self.values.get("slug", "")).first()


def read_summit(text: str) -> SummitFile:
    """Understand the file. Nothing is written."""
    found = SummitFile()
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
    missing = [column for column in SUMMIT_COLUMNS if not rows or column not in rows[0]]
    if missing:
        found.rejections = [
            Rejection(HEADER, column, gettext("the file has no such column.")) for column in missing
        ]
    elif len(rows) > MOST_ROWS:
        reason = gettext("at most %(most)s rows are one summit.") % {"most": MOST_ROWS}
        found.rejections = [Rejection(MOST_ROWS + HEADER + 1, "", reason)]
    else:
        _Reader(found).read(rows)
    return found


@transaction.atomic
def bring_in(found: SummitFile, *, by: User, reason: str) -> Summit:
    """Keep the summit of a file without faults, and seat who took part; other states stay as they are."""
    if found.rejections:
        raise ValidationError(gettext("A file with faults is not brought in."))
    summit: Summit = keep(found.summit or Summit(), found.values, by=by, reason=reason)
    for source in {source for _seat, source in found.seats}:
        seats = [each for each, its_source in found.seats if its_source == source]
        seat(summit, seats, by=by, reason=reason, source=source)
    return summit


class _Reader:
    """Reads cell by cell; a fault is noted with its place, and reading goes on."""

    def __init__(self, found: SummitFile) -> None:
        self.found = found
        self.names = Leader.objects.by_names()
        self.countries = {country.iso3: country for country in Country.objects.all()}
        self.seen: dict[str, int] = {}

    def read(self, rows: list[dict[str, str]]) -> None:
        cells = [{name: (value or "").strip() for name, value in row.items() if name} for row in rows]
        self.found.values = self._summit(cells[0])
        for number, row in enumerate(cells, start=HEADER + 1):
            self._require_same(number, row, cells[0])
            if any(row[name] for name in OF_A_STATE):
                self._seat(number, row)

    def _summit(self, row: dict[str, str]) -> dict[str, Any]:
        start, end = (
            self._cell(2, row, name, partial_date) or partial_dates.UNKNOWN for name in ("start", "end")
        )
        values = {
            "slug": self._cell(2, row, "summit", required),
            "name": self._cell(2, row, "name", required),
            "series": row["series"],
            "edition": self._cell(2, row, "edition", edition),
            "host_country": self._cell(2, row, "host", self._country),
            "city": self._cell(2, row, "city", required),
            "start": start.date,
            "start_precision": start.precision,
            "end": end.date,
            "end_precision": end.precision,
            "organizer": self._cell(2, row, "organizer", organization),
            "status": row["status"] or "held",
            "reference": row["reference"],
        }
        if not self.found.rejections:
            self._require_valid(values)
        return values

    def _require_valid(self, values: dict[str, Any]) -> None:
        """What the model itself would refuse, in the words of the file."""
        summit = Summit.objects.filter(slug=values["slug"]).first() or Summit()
        for name, value in values.items():
            setattr(summit, name, value)
        try:
            summit.full_clean()
        except ValidationError as error:
            columns = {"slug": "summit", "host_country": "host"}
            for name, messages in error.message_dict.items():
                column = columns.get(name, name if name in OF_THE_SUMMIT else "")
                self.found.rejections.append(Rejection(HEADER + 1, column, " ".join(messages)))

    def _require_same(self, number: int, row: dict[str, str], first: dict[str, str]) -> None:
        for name in OF_THE_SUMMIT:
            if row[name] and row[name] != first[name]:
                reason = gettext("“%(here)s” here, “%(first)s” in row 2: one file is one summit.")
                reason %= {"here": row[name], "first": first[name]}
                self.found.rejections.append(Rejection(number, name, reason))

    def _seat(self, number: int, row: dict[str, str]) -> None:
        country = self._cell(number, row, "country", self._country)
        status = self._cell(number, row, "participation", attendance)
        delegate = self._cell(number, row, "delegate", self._leader)
        source = self._cell(number, row, "source", source_by_slug)
        if country is None or status is None:
            return
        if other := self.seen.get(country.iso3):
            reason = gettext("row %(other)s has %(country)s as well.")
            reason %= {"other": other, "country": country.iso3}
            self.found.rejections.append(Rejection(number, "country", reason))
        self.seen[country.iso3] = number
        self.found.seats.append((Seat(country, status, delegate, row["reason"]), source))

    def _cell(self, number: int, row: dict[str, str], name: str, understand: Any) -> Any:
        try:
            return understand(row[name])
        except Faulty as fault:
            self.found.rejections.append(Rejection(number, name, str(fault)))
            return None

    def _country(self, written: str) -> Country:
        if not written:
            raise Faulty(gettext("it is empty: write the ISO code of a state, such as GTM."))
        country = self.countries.get(written.upper())
        if country is None:
            raise Faulty(
                gettext("“%(written)s” is no ISO code of the 35 states; GTM would be one.")
                % {"written": written}
            )
        return country

    def _leader(self, written: str) -> Leader | None:
        if not written:
            return None
        try:
            return self.names.leader(written)
        except ValueError as error:
            raise Faulty(str(error)) from error


def required(written: str) -> str:
    if not written:
        raise Faulty(gettext("it is empty."))
    return written


def edition(written: str) -> int | None:
    number = whole_number(written)
    if written and number is None:
        raise Faulty(
            gettext("“%(written)s” is no whole number; leave it empty for a special summit.")
            % {"written": written}
        )
    return number


def partial_date(written: str) -> partial_dates.PartialDate:
    try:
        return partial_dates.parse(written) if written else partial_dates.UNKNOWN
    except ValueError as error:
        raise Faulty(str(error)) from error


def organization(written: str) -> Organization | None:
    return _by_slug(Organization, written)


def source_by_slug(written: str) -> Source | None:
    return _by_slug(Source, written)


def attendance(written: str) -> str:
    require_one_of(Attendance.values, written)
    return written


def _by_slug(model: Any, written: str) -> Any:
    if not written:
        return None
    row = model._default_manager.filter(slug=written).first()
    if row is None:
        raise Faulty(gettext(UNKNOWN[model]) % {"written": written})
    return row


def template_rows() -> Iterator[dict[str, str]]:
    """What the file to start from holds: a row for each of the 35 states."""
    for country in Country.objects.all():
        yield {**dict.fromkeys(SUMMIT_COLUMNS, ""), "country": country.iso3}
