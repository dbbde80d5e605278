"""What was said over time: statements or counts in; lanes, marks, strips and lines at their places out."""

from .axis import Summit
from .drawing import Chart, Held, Statement, chronicle
from .tally import YearTally, tally_chart

__all__ = ["Chart", "Held", "Statement", "Summit", "YearTally", "chronicle", "tally_chart"]
