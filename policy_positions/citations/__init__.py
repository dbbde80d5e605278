"""A position as a reference: plain text, BibTeX, RIS and CSL-JSON."""

from .formats import bibtex, csl_json, ris
from .reference import Name, Reference
from .releases import release_reference
from .styles import STYLES, plain
from .written import FILES, Written, reference_to, written

__all__ = [
    "FILES",
    "STYLES",
    "Name",
    "Reference",
    "Written",
    "bibtex",
    "csl_json",
    "plain",
    "reference_to",
    "release_reference",
    "ris",
    "written",
]
