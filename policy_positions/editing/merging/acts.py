"""Merging and separating, each in one transaction, each recorded."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext

from ... import access
from ...models import DataRevision, Merge, Position, Quotation, SourceText
from ...vocabulary import Act, FrameAct, MergedKind
from ..ledger import described, log
from .carrying import recorded
from .kinds import KINDS, MergeKind, Relation, by_twin
from .plan import Moving, plan
from .rows import restored, written
from .undoing import hindrances


@transaction.atomic
def merge(kept: Any, former: Any, *, by: User, reason: str = "") -> Merge:
    """``former`` goes into ``kept``: its rows, its names, its address."""
    access.require(access.may_curate(by), gettext("You may not merge records."))
    _lock(type(kept), kept, former)
    planned = plan(kept, former)
    if planned.refusals:
        raise ValidationError(list(planned.refusals))
    before, gone = described(kept), described(former)
    ids = _positions(planned.kind, former)
    moved: dict[str, Any] = {
        "former": written(former),
        "links_of_former": {name: _keys(getattr(former, name)) for name in planned.kind.links},
        "kept_before": {name: getattr(kept, name) for name in planned.taken_over},
        "kept_after": planned.taken_over,
        "links": {name: [row.pk for row in rows] for name, rows in planned.links.items()},
        "positions": ids,
    }
    with recorded(ids, Act.MERGE, by=by, reason=reason):
        moved["rows"] = {moving.relation.name: _move(moving, kept) for moving in planned.movings}
    for name, rows in planned.links.items():
        getattr(kept, name).add(*rows)
    _change(kept, planned.taken_over)
    log(former, FrameAct.MERGE, by=by, reason=reason, before=gone)
    former.delete()
    log(kept, FrameAct.MERGE, by=by, reason=reason, before=before, after=described(kept))
    DataRevision.objects.move()
    return Merge.objects.create(
        kind=planned.kind.kind,
        former=former.slug,
        former_name=moved["former"].get("name") or moved["former"].get("title"),
        slug=kept.slug,
        moved=moved,
        by=by,
        reason=reason,
    )


@transaction.atomic
def separate(merge: Merge, *, by: User, reason: str = "") -> Any:
    """Undo a merge: the record that went is back, with all that had moved."""
    access.require(access.may_curate(by), gettext("You may not separate records."))
    current = Merge.objects.select_for_update().get(pk=merge.pk)
    if against := hindrances(current):
        raise ValidationError(against)
    kind, moved = KINDS[MergedKind(current.kind)], current.moved
    kept = kind.model._default_manager.select_for_update().get(slug=current.slug)
    before = described(kept)
    former = restored(kind.model, moved["former"])
    with recorded(moved["positions"], Act.SEPARATE, by=by, reason=reason):
        for relation in kind.relations:
            _move_back(relation, moved["rows"][relation.name], former)
    for name, keys in moved["links"].items():
        getattr(kept, name).remove(*keys)
        getattr(former, name).set(moved["links_of_former"][name])
    _change(kept, moved["kept_before"])
    current.undone_by, current.undone_at = by, timezone.now()
    current.save(update_fields=["undone_by", "undone_at"])
    log(former, FrameAct.SEPARATE, by=by, reason=reason, after=described(former))
    log(kept, FrameAct.SEPARATE, by=by, reason=reason, before=before, after=described(kept))
    DataRevision.objects.move()
    return former


def _lock(model: type[models.Model], *records: models.Model) -> None:
    keys = sorted(record.pk for record in records)
    list(model._default_manager.select_for_update().filter(pk__in=keys).order_by("pk"))


def _positions(kind: MergeKind, former: models.Model) -> list[int]:
    """Locked, so that nobody changes one of them meanwhile."""
    found = Position.objects.filter(pk__in=Position.objects.filter(kind.positions(former)))
    return list(found.select_for_update().order_by("pk").values_list("pk", flat=True))


def _keys(linked: Any) -> list[int]:
    return list(linked.values_list("pk", flat=True))


def _change(record: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(record, name, value)
    record.save(update_fields=list(values))


def _move(moving: Moving, kept: Any) -> dict[str, Any]:
    """Point the rows to the record that stays; what is needed to point them back is returned."""
    relation = moving.relation
    told: dict[str, Any] = {"moved": list(moving.moved), "twins": [written(twin) for twin in moving.twins]}
    rows = relation.model._default_manager.filter(pk__in=moving.moved)
    if relation.model is SourceText:
        told["quotations"] = _fold_texts(moving, kept)
        _number_texts(rows, kept)
    rows.update(**{relation.field: kept})
    relation.model._default_manager.filter(pk__in=[twin.pk for twin in moving.twins]).delete()
    return told


def _fold_texts(moving: Moving, kept: Any) -> dict[str, list[int]]:
    """Passages of a text that the other source has as well are passages of that one from now on."""
    there, folded = by_twin(moving.relation, kept), {}
    for twin in moving.twins:
        stays = there[(twin.sha256,)]
        if stays.body is None and twin.body is not None:
            SourceText.objects.filter(pk=stays.pk).update(body=twin.body)
        folded[str(twin.pk)] = list(Quotation.objects.filter(text=twin).values_list("pk", flat=True))
        Quotation.objects.filter(text=twin).update(text=stays)
    return folded


def _number_texts(rows: models.QuerySet, kept: Any) -> None:
    """Versions go on from those of the source that stays; they are not the same number twice."""
    last = kept.texts.aggregate(last=models.Max("version"))["last"] or 0
    for number, text in enumerate(rows.order_by("version"), start=last + 1):
        SourceText.objects.filter(pk=text.pk).update(version=number, source=kept)


def _move_back(relation: Relation, told: dict[str, Any], former: Any) -> None:
    rows = relation.model._default_manager.filter(pk__in=told["moved"])
    if relation.model is SourceText:
        for number, text in enumerate(rows.order_by("version"), start=1):
            SourceText.objects.filter(pk=text.pk).update(version=number, source=former)
    rows.update(**{relation.field: former})
    for twin in told["twins"]:
        row = restored(relation.model, twin)
        if isinstance(row, SourceText):
            Quotation.objects.filter(pk__in=told["quotations"][str(row.pk)]).update(text=row)
