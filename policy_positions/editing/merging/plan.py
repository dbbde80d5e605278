"""What a merge would do, before it is done: counts that the preview shows, and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext

from ...models import Leader, Position, Tenure
from ...vocabulary import SPEAKS_FOR_COUNTRY
from .kinds import MergeKind, Relation, by_twin, kind_of, unknown_relations


@dataclass(frozen=True)
class Moving:
    """The rows of one relation that would move, and those that go because the other record has them."""

    relation: Relation
    moved: tuple[int, ...]
    twins: tuple[Any, ...]

    @property
    def in_words(self) -> str:
        words = self.relation.counted(len(self.moved))
        return (
            gettext("%(words)s; %(twins)s more on record already")
            % {"words": words, "twins": len(self.twins)}
            if self.twins
            else words
        )


@dataclass(frozen=True)
class Plan:
    kind: MergeKind
    kept: Any
    former: Any
    movings: tuple[Moving, ...]
    taken_over: dict[str, Any]
    links: dict[str, list[Any]]
    positions: int
    refusals: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def gained(self) -> dict[str, Any]:
        """The fields of the record that stays that would change, with what they would hold."""
        return {name: value for name, value in self.taken_over.items() if getattr(self.kept, name) != value}


def plan(kept: models.Model, former: models.Model) -> Plan:
    """``former`` would go into ``kept``. Nothing is written."""
    kind = kind_of(kept)
    same_kind = type(kept) is type(former)
    return Plan(
        kind=kind,
        kept=kept,
        former=former,
        movings=tuple(_moving(relation, kept, former) for relation in kind.relations) if same_kind else (),
        taken_over=kind.taken_over(kept, former) if same_kind else {},
        links={name: _more(kept, former, name) for name in kind.links} if same_kind else {},
        positions=Position.objects.filter(kind.positions(former)).distinct().count() if same_kind else 0,
        refusals=tuple(_refusals(kind, kept, former)),
        warnings=tuple(_warnings(kept, former)),
    )


def _moving(relation: Relation, kept: models.Model, former: models.Model) -> Moving:
    if not relation.twin:
        return Moving(relation, tuple(relation.of(former).order_by("pk").values_list("pk", flat=True)), ())
    there = by_twin(relation, kept)
    twins = {row.pk: row for twin, row in by_twin(relation, former).items() if twin in there}
    moved = relation.of(former).exclude(pk__in=twins).order_by("pk").values_list("pk", flat=True)
    return Moving(relation, tuple(moved), tuple(twins.values()))


def _more(kept: Any, former: Any, name: str) -> list[Any]:
    return list(getattr(former, name).exclude(pk__in=getattr(kept, name).all()))


def _refusals(kind: MergeKind, kept: models.Model, former: models.Model) -> Iterator[str]:
    if type(kept) is not type(former) or kept.pk == former.pk:
        yield gettext("Choose two different records of one kind.")
        return
    for relation in unknown_relations(kind):
        number = relation.related_model._default_manager.filter(**{relation.field.name: former}).count()
        if number:
            rows = relation.related_model._meta.verbose_name_plural
            yield gettext("%(former)s has %(number)s %(rows)s, which cannot move.") % {
                "former": former,
                "number": number,
                "rows": rows,
            }


def _warnings(kept: models.Model, former: models.Model) -> Iterator[str]:
    if not (isinstance(kept, Leader) and isinstance(former, Leader)):
        return
    if kept.wikidata and former.wikidata and kept.wikidata != former.wikidata:
        yield gettext("Wikidata takes them for two people: %(wikidata)s and %(wikidata_2)s.") % {
            "wikidata": kept.wikidata,
            "wikidata_2": former.wikidata,
        }
    countries = [_countries(leader) for leader in (kept, former)]
    if all(countries) and not countries[0] & countries[1]:
        yield gettext("They held office in different countries.")


def _countries(leader: Leader) -> set[int]:
    held = Tenure.objects.filter(leader=leader, role__in=SPEAKS_FOR_COUNTRY, country__isnull=False)
    return {country for country in held.values_list("country_id", flat=True) if country is not None}
