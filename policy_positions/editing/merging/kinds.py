"""What there is to merge: which rows belong to a record, and what the record that stays takes over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q

from tracker.words import later as _

from ...models import Leader, Participation, Position, Source, SourceText, Summit, Tenure
from ...vocabulary import MergedKind


@dataclass(frozen=True)
class Relation:
    """Rows of ``model`` that point to a record by ``field``, and are moved to the record that stays.

    ``twin`` names the fields that a unique constraint allows once a record: where the record that stays has a
    row with the same values, the other row is deleted instead of moved.
    """

    model: type[models.Model]
    field: str
    one: str
    many: str
    twin: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.model._meta.model_name}.{self.field}"

    def of(self, record: models.Model) -> models.QuerySet:
        return self.model._default_manager.filter(**{self.field: record})

    def counted(self, number: int) -> str:
        return f"{number} {self.one if number == 1 else self.many}"


@dataclass(frozen=True)
class MergeKind:
    """``taken_over`` gives the fields of the record that stays that change, with their new values."""

    kind: MergedKind
    model: type[models.Model]
    relations: tuple[Relation, ...]
    positions: Callable[[Any], Q]
    taken_over: Callable[[Any, Any], dict[str, Any]]
    links: tuple[str, ...] = ()


def _names(kept: Leader, former: Leader) -> dict[str, Any]:
    names = dict.fromkeys((*kept.other_names, former.name, *former.other_names))
    names.pop(kept.name, None)
    return {"other_names": list(names), "wikidata": kept.wikidata or former.wikidata}


def _addresses(kept: Source, former: Source) -> dict[str, Any]:
    return {"url": kept.url or former.url, "archive_url": kept.archive_url or former.archive_url}


def _documents(kept: Summit, former: Summit) -> dict[str, Any]:
    documents = list(kept.documents)
    documents += [document for document in former.documents if document not in documents]
    return {"documents": documents}


KINDS = {
    MergedKind.LEADER: MergeKind(
        MergedKind.LEADER,
        Leader,
        (
            Relation(Position, "leader", "position", "positions"),
            Relation(
                Tenure, "leader", "office", "offices", twin=("role", "country_id", "organization_id", "start")
            ),
            Relation(Participation, "delegate", _("place in a delegation"), _("places in delegations")),
        ),
        positions=lambda former: Q(leader=former),
        taken_over=_names,
    ),
    MergedKind.SOURCE: MergeKind(
        MergedKind.SOURCE,
        Source,
        (
            Relation(SourceText, "source", "text", "texts", twin=("sha256",)),
            Relation(
                Participation,
                "source",
                _("reference for a participation"),
                _("references for participations"),
            ),
        ),
        positions=lambda former: Q(quotations__text__source=former),
        taken_over=_addresses,
    ),
    MergedKind.SUMMIT: MergeKind(
        MergedKind.SUMMIT,
        Summit,
        (
            Relation(Position, "summit", "position", "positions"),
            Relation(
                Participation,
                "summit",
                "participation",
                "participations",
                twin=("country_id", "organization_id"),
            ),
        ),
        positions=lambda former: Q(summit=former),
        taken_over=_documents,
        links=("agenda_issues",),
    ),
}


def kind_of(record: models.Model) -> MergeKind:
    return next(kind for kind in KINDS.values() if kind.model is type(record))


def unknown_relations(kind: MergeKind) -> list[Any]:
    """Relations that nothing here says how to move: a merge of a record that has such rows is refused."""
    known = {(relation.model, relation.field) for relation in kind.relations}
    return [
        relation
        for relation in kind.model._meta.related_objects
        if (relation.related_model, relation.field.name) not in known
    ]


def by_twin(relation: Relation, record: models.Model) -> dict[tuple[Any, ...], Any]:
    """The rows of a record by the fields in which another row would equal them."""
    return {tuple(getattr(row, name) for name in relation.twin): row for row in relation.of(record)}
