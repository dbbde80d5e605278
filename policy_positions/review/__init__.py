"""What waits for a second person, and why each item needs care; reads only."""

from .cares import CARES, Care
from .queue import CORRECTION, KINDS, POSITION, Item, waiting, waiting_for

__all__ = ["CARES", "CORRECTION", "KINDS", "POSITION", "Care", "Item", "waiting", "waiting_for"]
