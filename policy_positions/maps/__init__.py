"""What a picture shows: standings and statements in; drawn maps, timelines and a live figure out."""

from .chronicle import (
    Chart,
    Held,
    Said,
    Statement,
    Summit,
    Turn,
    YearTally,
    chronicle,
    live_chart,
    tally_chart,
)
from .document import Imprint, svg_document
from .geography import geography
from .grid import GridCell, GridRow, grid
from .live import figure
from .multiples import SmallMap, small_map
from .painting import ON_PAPER, ON_SCREEN, Paints
from .picture import Heading, agreement_document, chart_document, matrix_document
from .question import Issue, MapQuestion, month_number, month_text
from .standing import CountryStanding, Evidence
from .telling import told
from .timeline import timeline
from .view import MapView, map_view

__all__ = [
    "ON_PAPER",
    "ON_SCREEN",
    "Chart",
    "CountryStanding",
    "Evidence",
    "GridCell",
    "GridRow",
    "Heading",
    "Held",
    "Imprint",
    "Issue",
    "MapQuestion",
    "MapView",
    "Paints",
    "Said",
    "SmallMap",
    "Statement",
    "Summit",
    "Turn",
    "YearTally",
    "agreement_document",
    "chart_document",
    "chronicle",
    "figure",
    "geography",
    "grid",
    "live_chart",
    "map_view",
    "matrix_document",
    "month_number",
    "month_text",
    "small_map",
    "svg_document",
    "tally_chart",
    "timeline",
    "told",
]
