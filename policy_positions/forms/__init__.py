"""What people type, cleaned: every error says what was wrong and what would be right."""

from .accounts import CodeForm, InvitationForm, RolesForm, SavedViewForm, WhyForm
from .audit import AuditForm, ReleaseForm
from .browsing import LeaderListForm
from .desk import PassageForm, PassageFormSet, PositionForm, ReasonForm
from .duplicates import AlsoReportedForm
from .fields import SpokenTextField, WrittenDateField
from .frame import CurationForm, IssueForm, KeptForm, LeaderForm, MergeForm, SummitForm, TenureForm
from .reading import Coding
from .second_coding import AgreementForm, CommentForm, SamplingPlanForm, SecondCodeForm
from .sources import AmendedSourceForm, CorrectedTextForm, HeldTextForm, SourceForm
from .summit_desk import DaysForm, SeatingForm, SummitFileForm, TiesForm

__all__ = [
    "AgreementForm",
    "AlsoReportedForm",
    "AmendedSourceForm",
    "AuditForm",
    "CodeForm",
    "Coding",
    "CommentForm",
    "CorrectedTextForm",
    "CurationForm",
    "DaysForm",
    "HeldTextForm",
    "InvitationForm",
    "IssueForm",
    "KeptForm",
    "LeaderForm",
    "LeaderListForm",
    "MergeForm",
    "PassageForm",
    "PassageFormSet",
    "PositionForm",
    "ReasonForm",
    "ReleaseForm",
    "RolesForm",
    "SamplingPlanForm",
    "SavedViewForm",
    "SeatingForm",
    "SecondCodeForm",
    "SourceForm",
    "SpokenTextField",
    "SummitFileForm",
    "SummitForm",
    "TenureForm",
    "TiesForm",
    "WhyForm",
    "WrittenDateField",
]
