"""A made-up record of any size, to try the tracker with: the same from the same seed."""

from .frame import CODER, PREFIX, REVIEWER, make_frame
from .news import batches

__all__ = ["CODER", "PREFIX", "REVIEWER", "batches", "make_frame"]
