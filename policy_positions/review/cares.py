"""Why an item needs care: one table of rules, asked of the database for the whole queue at once."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KeyTextTransform

from tracker.words import filled
from tracker.words import later as _

from ..models import Position, Quotation, SecondCoding, Tenure
from ..vocabulary import Act, Confidence, Role, Voice

EXPERIENCED = 10  # published positions, from which on an editor is no new one
HEADS = (Role.HEAD_OF_STATE, Role.HEAD_OF_GOVERNMENT)
LAST_DAY = "last_day"  # annotated beforehand: the last day that the statement may have been made

NEW_EDITOR = "new-editor"

Condition = Q | Combinable


class Care(NamedTuple):
    """``of_position`` and ``of_correction`` are conditions on either; None where it cannot be.

    Who is a new editor is asked once an author, not once an item: ``new_editors``.
    """

    key: str
    label: str
    why: str
    of_position: Condition | None
    of_correction: Condition | None


def _by_a_head(of: str) -> Condition:
    """Did the leader, that day, hold the highest office of the country whose position it is?"""
    stated = OuterRef(f"{of}stated_on")
    held = Tenure.objects.filter(
        Q(start__isnull=True) | Q(start__lte=OuterRef(LAST_DAY)),
        Q(end__isnull=True) | Q(end__gte=stated),
        leader=OuterRef(f"{of}leader"),
        country=OuterRef(f"{of}country"),
        role__in=HEADS,
    )
    return Exists(held)


def _against_what_is_published() -> Condition:
    """Is the same holder on record on the same issue with another stance?"""
    others = Position.objects.published().filter(issue=OuterRef("issue")).exclude(stance=OuterRef("stance"))
    # Apart, each finds its rows by an index: asked as one, whole tables are read for every item.
    return Exists(others.filter(country=OuterRef("country"))) | Exists(
        others.filter(organization=OuterRef("organization"))
    )


def _quoting(of: str, **condition: object) -> Condition:
    return Exists(Quotation.objects.filter(position=OuterRef(of), **condition))


def _only_read_by_reporters(of: str) -> Condition:
    quoted = Quotation.objects.filter(position=OuterRef(of))
    return Exists(quoted) & ~Exists(quoted.exclude(voice=Voice.CHARACTERIZED))


_PROPOSED_STANCE = KeyTextTransform("stance", "proposed")

CARES = (
    Care(
        NEW_EDITOR,
        _("New editor"),
        filled(_("Its author has fewer than {experienced} published positions."), experienced=EXPERIENCED),
        None,
        None,
    ),
    Care(
        "changes-stance",
        _("Another stance than on record"),
        _("The holder is on record on this issue with another stance: has it turned, or is one misread?"),
        _against_what_is_published(),
        ~Q(position__stance=_PROPOSED_STANCE),
    ),
    Care(
        "head",
        _("Head of state or government"),
        _("It is the word of who led the country that day, and decides where the country stands."),
        _by_a_head(""),
        _by_a_head("position__"),
    ),
    Care(
        "anonymous",
        _("Anonymous voice"),
        _("A passage rests on an official whom the source does not name."),
        _quoting("pk", voice=Voice.ANONYMOUS),
        _quoting("position", voice=Voice.ANONYMOUS),
    ),
    Care(
        "reading",
        _("A reporter’s reading alone"),
        _("No passage has the holder’s own people say it."),
        _only_read_by_reporters("pk"),
        _only_read_by_reporters("position"),
    ),
    Care(
        "flagged",
        _("Flagged passage"),
        _("A passage starts or ends inside a sentence, or leaves a negation outside."),
        _quoting("pk", cautions__len__gt=0),
        _quoting("position", cautions__len__gt=0),
    ),
    Care(
        "doubtful",
        _("Doubtful"),
        _("The coder doubts it."),
        Q(confidence=Confidence.DOUBTFUL),
        Q(proposed__confidence=Confidence.DOUBTFUL),
    ),
    Care(
        "undated",
        _("Without a date"),
        _("It is in no period and on no timeline until its date is known."),
        Q(stated_on__isnull=True),
        Q(position__stated_on__isnull=True),
    ),
    Care(
        "two-codes",
        _("Two coders differ"),
        _("A second coder read it otherwise, and the two have not settled it yet."),
        Exists(SecondCoding.objects.in_dispute().filter(position=OuterRef("pk"))),
        Exists(SecondCoding.objects.in_dispute().filter(position=OuterRef("position"))),
    ),
    Care(
        "reinstates",
        _("Puts back what was withdrawn"),
        _("Somebody withdrew it for a reason: does that reason no longer hold?"),
        None,
        Q(act=Act.REINSTATE),
    ),
    Care(
        "moved",
        _("Its position has changed since"),
        _("It was proposed on another version and cannot be applied as it stands."),
        None,
        ~Q(base_version=F("position__version")),
    ),
)


def new_editors(authors: Collection[int]) -> set[int]:
    """Those of the authors, by primary key, who have no tenth position published.

    Each is named to the database in a question of their own, so that it knows how rare their positions are.
    """
    published = Position.objects.published().order_by().values_list("drafted_by")
    tenth = [published.filter(drafted_by=author)[EXPERIENCED - 1 : EXPERIENCED] for author in sorted(authors)]
    return {*authors} - {author for (author,) in tenth[0].union(*tenth[1:], all=True)} if tenth else set()
