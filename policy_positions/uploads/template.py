"""A workbook to fill in: one sheet for the rows, one that explains every column."""

from __future__ import annotations

import io
from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from xlsxwriter import Workbook

from ..editing.checking import FIELDS
from ..exports.xlsx import SHEET

# What an editor writes by hand, in this order; what else a row has follows from these and from the record.
TO_WRITE = {
    "source": _(
        "The source’s name in addresses: the last part of its page’s address. Its text must be held."
    ),
    "exact": _("The passage, copied from the source. Quote marks and white space may differ, words not."),
    "voice": _("In whose voice it is."),
    "attribution": _("Words that say whose it is, where they stand outside the passage."),
    "country": _("The holder, by its code of three letters (GTM). A country or an organization, not both."),
    "organization": _("The holder, by its name in addresses."),
    "leader": _("Who spoke, by the name in addresses; empty where nobody is named."),
    "issue": _("The issue, by its name in addresses."),
    "stance": _("Where the words put the holder on the issue’s proposition."),
    "substance": _("Empty: not_stated."),
    "stated_on": _(
        "A date as precise as it is known, in EDTF: 2012, 2012-04, 2012-04-15, or XXXX when unknown. "
        "Format the cell as text."
    ),
    "date_note": _("How the date is known: “recently”, “last month”."),
    "summit": _("The meeting it belongs to, by its name in addresses."),
    "summit_relation": _("How it relates to the meeting."),
    "summary": _("In your own words. Rows with one holder, issue, date and summary are one position."),
    "confidence": _("Empty: certain."),
    "coding_note": _("Why it is coded so, where that is not plain."),
    "translation": _("Of the passage, where it is not in English."),
    "start": _("Only where the passage stands there more than once: the number that the dry run tells."),
    "public_id": _("Empty for new positions. One that is on record is known by it, and taken whole."),
}
REQUIRED = frozenset({"source", "exact", "voice", "issue", "stance", "summary"})
WIDTHS = {"exact": 60, "summary": 60}


def workbook() -> bytes:
    made = io.BytesIO()
    with Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        head, text = book.add_format({"bold": True}), book.add_format({"num_format": "@", "text_wrap": True})
        rows = book.add_worksheet(SHEET)
        rows.freeze_panes(1, 0)
        for number, column in enumerate(TO_WRITE):
            rows.set_column(number, number, WIDTHS.get(column, 18), text)
            rows.write_string(0, number, column, head)
            if choices := _choices(column):
                rows.data_validation(1, number, 1000, number, {"validate": "list", "source": choices})
        told = book.add_worksheet("columns")
        told.set_column(0, 1, 16)
        told.set_column(2, 3, 80, book.add_format({"text_wrap": True}))
        for line, cells in enumerate(explained()):
            for number, cell in enumerate(cells):
                told.write_string(line, number, cell, head if line == 0 else None)
    return made.getvalue()


def explained() -> Iterator[tuple[str, str, str, str]]:
    """What each column is, whether it must be filled, and which values it takes."""
    yield _("column"), _("must be filled"), _("what it holds"), _("one of")
    for column, meaning in TO_WRITE.items():
        yield column, _("yes") if column in REQUIRED else "", meaning, ", ".join(_choices(column))


def _choices(column: str) -> list[str]:
    return [code for code, _label in FIELDS[column].flatchoices] if FIELDS[column].choices else []
