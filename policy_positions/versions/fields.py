"""How each field of a version is told in words: one table for history, corrections and conflicts."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext

from tracker.words import later as _

from ..models.revision import Snapshot
from ..partial_dates import PartialDate
from ..vocabulary import Confidence, ReviewState, Stance, Substance, SummitRelation, Voice
from .naming import Names


class Shown(NamedTuple):
    """One line of a version. ``is_prose``: changes are marked word by word."""

    key: str
    label: str
    text: Callable[[Snapshot, Names], str]
    is_prose: bool = False


def _holder(said: Snapshot, names: Names) -> str:
    return names.of("country", said.get("country")) or names.of("organization", said.get("organization"))


def _issue(said: Snapshot, names: Names) -> str:
    told = {"issue": names.of("issue", said.get("issue")), "version": said.get("scheme_version", 1)}
    return gettext("%(issue)s, version %(version)s") % told


def _stated(said: Snapshot, names: Names) -> str:
    day = said.get("stated_on")
    return PartialDate(
        datetime.date.fromisoformat(day) if day else None, said.get("stated_on_precision", "unknown")
    ).display()


def _summit(said: Snapshot, names: Names) -> str:
    if not said.get("summit"):
        return ""
    relation = _label(SummitRelation, said.get("summit_relation", ""))
    return f"{relation} {names.of('summit', said['summit'])}"


def _label(labels: type[TextChoices], code: str) -> str:
    """The label of a code; one that is no longer in the list stands for itself."""
    return str(dict(labels.choices).get(code, code))


def _chosen(key: str, labels: type[TextChoices]) -> Callable[[Snapshot, Names], str]:
    return lambda said, names: _label(labels, said.get(key, ""))


def _written(key: str) -> Callable[[Snapshot, Names], str]:
    return lambda said, names: str(said.get(key) or "")


FIELDS = (
    Shown("holder", _("Holder"), _holder),
    Shown("leader", _("Speaker"), lambda said, names: names.of("leader", said.get("leader"))),
    Shown("issue", _("Issue"), _issue),
    Shown("stance", _("Stance"), _chosen("stance", Stance)),
    Shown("substance", _("Substance"), _chosen("substance", Substance)),
    Shown("stated", _("Stated"), _stated),
    Shown("date_note", _("How the date is known"), _written("date_note"), is_prose=True),
    Shown("summit", _("Summit"), _summit),
    Shown("summary", _("Summary"), _written("summary"), is_prose=True),
    Shown("confidence", _("Confidence"), _chosen("confidence", Confidence)),
    Shown("coding_note", _("Why it is coded so"), _written("coding_note"), is_prose=True),
)
STATE = Shown("state", _("State"), _chosen("state", ReviewState))
OF_A_PASSAGE = (
    Shown("voice", _("Voice"), _chosen("voice", Voice)),
    Shown("attribution", _("Attribution"), _written("attribution"), is_prose=True),
    Shown("translation", _("In English"), _written("translation"), is_prose=True),
    Shown("order", _("Place"), lambda said, names: gettext("passage %(order)s") % said),
)


def _passages(said: Snapshot, names: Names) -> str:
    """One line a passage, for who has to choose between two lists of them."""
    return "\n".join(_passage(quotation, names) for quotation in said.get("quotations", ()))


def _passage(quotation: dict[str, Any], names: Names) -> str:
    voice = _label(Voice, quotation["voice"])
    attribution = f" ({quotation['attribution']})" if quotation.get("attribution") else ""
    return f"{voice}: {quotation['exact']}{attribution} — {names.of('source', quotation['source'])}"


PASSAGES = Shown("passages", _("Passages"), _passages, is_prose=True)
