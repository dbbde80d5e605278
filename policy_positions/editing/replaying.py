"""From what a revision says of a position back to fields and passages, all of it validated anew."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from ..models import Position, SourceText
from ..models.position import CODED
from ..models.revision import Snapshot
from .coding import Passage, code, replace_quotations
from .reading import NAMED_BY, REFERENCES
from .recording import snapshot


def replay(position: Position, said: Snapshot) -> None:
    """Make the position what ``said`` says, under every check that a new coding passes."""
    code(position, fields_of(said), scheme_version=said.get("scheme_version"))
    replace_quotations(position, passages_of(said))


def tried(position: Position, fields: Mapping[str, Any], passages: Sequence[Passage]) -> dict[str, Any]:
    """What the position would be, were it coded so: written under every check, read, and undone."""
    trial = Position.objects.get(pk=position.pk)
    kept = trial.scheme_version if fields.get("issue", trial.issue) == trial.issue else None
    with transaction.atomic():
        code(trial, fields, scheme_version=kept)
        replace_quotations(trial, passages)
        would_be = snapshot(trial)
        transaction.set_rollback(True)
    return would_be


def fields_of(said: Snapshot) -> dict[str, Any]:
    """What editors decide, references resolved; what the revision does not know of is left as it is."""
    fields = {name: said[name] for name in CODED if name in said}
    fields |= {name: _referred(name, said[name]) for name in REFERENCES if name in said}
    if said.get("stated_on"):
        fields["stated_on"] = datetime.date.fromisoformat(said["stated_on"])
    return fields


def passages_of(said: Snapshot) -> list[Passage]:
    return [_passage(quotation) for quotation in said["quotations"]]


def _referred(name: str, key: str | None) -> Any:
    if key is None:
        return None
    model: Any = Position._meta.get_field(name).related_model
    row = model.objects.filter(**{NAMED_BY[model][0]: key}).first()
    if row is None:
        raise ValidationError(
            gettext("That version names the %(name)s “%(key)s”, which is no longer on record.")
            % {"name": name, "key": key}
        )
    return row


def _passage(quotation: Snapshot) -> Passage:
    texts = SourceText.objects.select_related("source")
    text = texts.filter(source__slug=quotation["source"], sha256=quotation["text"]).first()
    if text is None:
        raise ValidationError(
            gettext("That version quotes a text of “%(quotation)s” that is no longer on record.")
            % {"quotation": quotation["source"]}
        )
    kept = {name: quotation.get(name, "") for name in ("attribution", "translation")}
    return Passage(text, quotation["start"], quotation["end"], quotation["voice"], **kept)
