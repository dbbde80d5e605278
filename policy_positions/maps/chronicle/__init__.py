"""What was said over time: statements or counts in; lanes, marks, strips and lines at their places out."""

from .axis import Summit
from .drawing import Chart, Held, Statement, chronicle
from .live import live_chart
from .tally import YearTally, tally_chart
from .turning import Said, Turn

__all__ = [
    "Chart",
    "Held",
    "Said",
    "Statement",
    "Summit",
    "Turn",
    "YearTally",
    "chronicle",
    "live_chart",
    "tally_chart",
]
