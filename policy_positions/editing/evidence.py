"""What stands behind a position before it is published: passages that are proven, and cautions answered."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from .. import quoting
from ..models import Position

OUTSIDE_TENURE = "outside_tenure"


def cautions_of(position: Position) -> dict[int, tuple[quoting.Caution, ...]]:
    """What to look at twice, by the order of the quotation; one whose text is not held cannot be asked."""
    found = {
        quotation.order: quoting.cautions(
            quotation.text.body, quotation.start, quotation.end, quotation.language
        )
        for quotation in position.quotations.select_related("text")
        if quotation.text.body
    }
    return {order: cautions for order, cautions in found.items() if cautions}


def require_proven(position: Position) -> None:
    """The database refuses as well; here the editor learns which passage is at fault."""
    quotations = list(position.quotations.all())
    if not quotations:
        raise ValidationError(gettext("Nothing is published without a passage: add one."))
    for quotation in quotations:
        if not quotation.verified:
            raise ValidationError(
                gettext("Passage %(order)s is not proven against its source: “%(exact)s”")
                % {"order": quotation.order, "exact": quotation.exact}
            )


def answered_cautions(position: Position, reason: str) -> list[dict[str, Any]]:
    """The cautions that the reason answers, as the revision keeps them; none may stay without an answer."""
    asked = [
        {"quotation": order, "kind": caution.kind, "message": caution.message}
        for order, cautions in cautions_of(position).items()
        for caution in cautions
    ]
    if asked and not reason.strip():
        raise ValidationError(
            {
                "reason": [
                    gettext(
                        "Say why it may be published all the same: the reason is kept with what it answers."
                    ),
                    *(
                        gettext("Passage %(caution)s: %(caution_2)s")
                        % {"caution": caution["quotation"], "caution_2": caution["message"]}
                        for caution in asked
                    ),
                ]
            }
        )
    return asked


def outside_tenure(position: Position) -> str:
    """What to confirm where a speaker whose offices are on record held none for the holder at the time."""
    leader = position.leader
    if leader is None or not leader.tenures.exists() or position.office is not None:
        return ""
    return gettext("%(leader)s held no office of %(holder)s that is on record at the time: %(stated)s.") % {
        "leader": leader,
        "holder": position.holder,
        "stated": position.stated,
    }


def confirmed_tenure(position: Position, reason: str) -> list[dict[str, Any]]:
    """The doubt about the office that the reason answers, as the revision keeps it."""
    doubt = outside_tenure(position)
    if doubt and not reason.strip():
        raise ValidationError(
            {"reason": [gettext("Say why it is right all the same. %(doubt)s") % {"doubt": doubt}]}
        )
    return [{"quotation": None, "kind": OUTSIDE_TENURE, "message": doubt}] if doubt else []
