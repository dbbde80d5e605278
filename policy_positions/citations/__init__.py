"""A position as a reference: plain text, BibTeX, RIS, CSL-JSON, and a link to the passage in its source."""

from .formats import bibtex, csl_json, ris
from .fragments import text_fragment_url
from .reference import Name, Reference
from .styles import STYLES, plain

__all__ = ["STYLES", "Name", "Reference", "bibtex", "csl_json", "plain", "ris", "text_fragment_url"]
