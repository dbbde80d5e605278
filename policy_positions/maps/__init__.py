"""What a map shows: standings in; drawn maps, a live figure and the steps of its slider out."""

from .document import Imprint, svg_document
from .live import figure
from .question import Issue, MapQuestion, month_number, month_text
from .standing import CountryStanding, Evidence
from .telling import told, told_change
from .timeline import Change, timeline
from .view import MapView, map_view

__all__ = [
    "Change",
    "CountryStanding",
    "Evidence",
    "Imprint",
    "Issue",
    "MapQuestion",
    "MapView",
    "figure",
    "map_view",
    "month_number",
    "month_text",
    "svg_document",
    "timeline",
    "told",
    "told_change",
]
