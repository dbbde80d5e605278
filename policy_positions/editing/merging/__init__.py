"""Two leaders, sources or summits that prove to be one: what would move, moving it, and moving it back."""

from .acts import merge, separate
from .kinds import KINDS, MergeKind
from .plan import Moving, Plan, plan
from .undoing import hindrances

__all__ = ["KINDS", "MergeKind", "Moving", "Plan", "hindrances", "merge", "plan", "separate"]
