"""The record: one concept a file, its QuerySet beside it."""

from .correction import Correction
from .country import Country
from .data_revision import DataChange, DataRevision
from .dismissal import Dismissal
from .imports import Import, ImportedRow
from .issue import Issue, IssueWording
from .leader import Leader
from .merge import Merge
from .organization import Organization
from .position import Position
from .quotation import Quotation
from .release import Release, ReleasedPosition, ReleasePiece, ReleaseRequest
from .revision import Revision
from .saved_view import SavedView
from .second_coding import CodingComment, SamplingPlan, SecondCoding
from .source import Source, SourceText, TextMarks
from .summit import Participation, Summit
from .tenure import Tenure

__all__ = [
    "CodingComment",
    "Correction",
    "Country",
    "DataChange",
    "DataRevision",
    "Dismissal",
    "Import",
    "ImportedRow",
    "Issue",
    "IssueWording",
    "Leader",
    "Merge",
    "Organization",
    "Participation",
    "Position",
    "Quotation",
    "Release",
    "ReleasePiece",
    "ReleaseRequest",
    "ReleasedPosition",
    "Revision",
    "SamplingPlan",
    "SavedView",
    "SecondCoding",
    "Source",
    "SourceText",
    "Summit",
    "Tenure",
    "TextMarks",
]
