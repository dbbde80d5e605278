"""What makes it impossible to undo a merge: each reason says what would have to be undone first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from ...models import Merge, Quotation, SourceText
from ...vocabulary import MergedKind
from .kinds import KINDS, Relation


def hindrances(merge: Merge) -> list[str]:
    """Empty where the two records can be separated as they were."""
    return list(_hindrances(merge))


def _hindrances(merge: Merge) -> Iterator[str]:
    if merge.undone_at is not None:
        yield gettext("This merge is undone already.")
        return
    kind = KINDS[MergedKind(merge.kind)]
    kept = kind.model._default_manager.filter(slug=merge.slug).first()
    if kept is None:
        onward = Merge.objects.successor(merge.kind, merge.slug)
        yield (
            gettext("“%(slug)s” has itself been merged into “%(onward)s” since: undo that first.")
            % {"slug": merge.slug, "onward": onward}
            if onward
            else gettext("“%(slug)s” is on record no more.") % {"slug": merge.slug}
        )
        return
    if kind.model._default_manager.filter(slug=merge.former).exists():
        yield gettext("Another %(value)s has the name “%(former)s” in addresses by now.") % {
            "value": merge.get_kind_display().lower(),
            "former": merge.former,
        }
    if kind.model._default_manager.filter(pk=merge.moved["former"]["pk"]).exists():
        yield gettext("The place of the record that went is taken.")
    for name, after in merge.moved["kept_after"].items():
        if getattr(kept, name) != after:
            what = name.replace("_", " ")
            yield gettext(
                "The %(what)s of “%(slug)s” were changed since: which were whose cannot be told."
            ) % {"what": what, "slug": merge.slug}
    for relation in kind.relations:
        yield from _moved_on(relation, merge.moved["rows"][relation.name], kept)


def _moved_on(relation: Relation, told: dict[str, Any], kept: Any) -> Iterator[str]:
    """Rows that the merge had moved, and that point elsewhere by now, or are gone."""
    missing = len(told["moved"]) - relation.of(kept).filter(pk__in=told["moved"]).count()
    if missing:
        yield gettext("%(counted)s that had moved are gone or belong elsewhere by now.") % {
            "counted": relation.counted(missing)
        }
    if relation.model is SourceText:
        folded = {key for keys in told["quotations"].values() for key in keys}
        gone = len(folded) - Quotation.objects.filter(pk__in=folded, text__source=kept).count()
        if gone:
            yield gettext("%(gone)s passages that had moved are gone or belong elsewhere by now.") % {
                "gone": gone
            }
