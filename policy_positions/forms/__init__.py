"""What people type, cleaned: every error says what was wrong and what would be right."""

from .accounts import CodeForm, InvitationForm, RolesForm, SavedViewForm, WhyForm
from .audit import AuditForm
from .browsing import LeaderListForm
from .desk import PassageForm, PassageFormSet, PositionForm, ReasonForm
from .duplicates import AlsoReportedForm
from .fields import SpokenTextField, WrittenDateField
from .reading import Coding
from .sources import AmendedSourceForm, CorrectedTextForm, HeldTextForm, SourceForm

__all__ = [
    "AlsoReportedForm",
    "AmendedSourceForm",
    "AuditForm",
    "CodeForm",
    "Coding",
    "CorrectedTextForm",
    "HeldTextForm",
    "InvitationForm",
    "LeaderListForm",
    "PassageForm",
    "PassageFormSet",
    "PositionForm",
    "ReasonForm",
    "RolesForm",
    "SavedViewForm",
    "SourceForm",
    "SpokenTextField",
    "WhyForm",
    "WrittenDateField",
]
