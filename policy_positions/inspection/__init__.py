"""Is the record whole, and right? Its history proven, its rows held against rules; reads only."""

from .history import HistoryFault, acts_on_record, unproven_history
from .moment import at_one_moment

__all__ = ["HistoryFault", "acts_on_record", "at_one_moment", "unproven_history"]
