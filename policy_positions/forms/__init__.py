"""What people type, cleaned: every error says what was wrong and what would be right."""

from .browsing import LeaderListForm
from .desk import HeldTextForm, PassageForm, PassageFormSet, PositionForm, ReasonForm, SourceForm
from .fields import SpokenTextField, WrittenDateField

__all__ = [
    "HeldTextForm",
    "LeaderListForm",
    "PassageForm",
    "PassageFormSet",
    "PositionForm",
    "ReasonForm",
    "SourceForm",
    "SpokenTextField",
    "WrittenDateField",
]
