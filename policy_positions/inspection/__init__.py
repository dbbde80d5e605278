"""Is the record whole, and right? Its history proven, its rows held against rules; reads only."""

from ..moment import at_one_moment
from .contents import PASSING, Held, contents, migrations, tables
from .examination import Examination, Result, examine, last_examination
from .history import HistoryFault, acts_on_record, unproven_history
from .rules import BY_NAME, RULES, Row, Rule, Severity, count

__all__ = [
    "BY_NAME",
    "PASSING",
    "RULES",
    "Examination",
    "Held",
    "HistoryFault",
    "Result",
    "Row",
    "Rule",
    "Severity",
    "acts_on_record",
    "at_one_moment",
    "contents",
    "count",
    "examine",
    "last_examination",
    "migrations",
    "tables",
    "unproven_history",
]
