"""Rows to files, and back by ``exports.reading``: a row a quotation, exactly what is filtered."""

from .acts import ACTS_FORMATS, write_acts
from .csv import as_text_cell, from_text_cell, write_csv
from .datapackage import write_datapackage
from .extract import Extract, everything, extract
from .formats import DATA_PACKAGE, FORMATS, Format
from .jsonl import write_jsonl
from .jsonld import write_jsonld
from .rows import Row, Rows, rows
from .xlsx import DoesNotFit, write_xlsx

__all__ = [
    "ACTS_FORMATS",
    "DATA_PACKAGE",
    "FORMATS",
    "DoesNotFit",
    "Extract",
    "Format",
    "Row",
    "Rows",
    "as_text_cell",
    "everything",
    "extract",
    "from_text_cell",
    "rows",
    "write_acts",
    "write_csv",
    "write_datapackage",
    "write_jsonl",
    "write_jsonld",
    "write_xlsx",
]
