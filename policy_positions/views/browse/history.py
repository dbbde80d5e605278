"""What was changed: the versions of one position, and every correction of the published record."""

from __future__ import annotations

from typing import NamedTuple

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ... import access
from ...filters import CorrectionFilter
from ...filters.correction_filter import LABELS
from ...models import Position, Revision
from ...versions import Changes, Names, compare
from ...vocabulary import ReviewState
from ...workflow import PUBLIC_STATES

PAGE_SIZE = 25


class Change(NamedTuple):
    revision: Revision
    changes: Changes


@require_safe
def position_history(request: HttpRequest, public_id: str) -> HttpResponse:
    """The desk sees every act and who carried it out; everybody else what readers could see, and when."""
    visible = Position.objects.visible_to(request.user).for_table()
    position = get_object_or_404(visible, public_id=public_id)
    may_see_drafts = access.may_see_drafts(request.user)
    told = position.revisions.select_related("by").order_by("version")
    revisions = list(told if may_see_drafts else told.public())
    context = {
        "position": position,
        "versions": _changes_between(revisions)[::-1],
        "may_see_drafts": may_see_drafts,
        "may_restore": _may_restore(request.user, position),
        "open": position.corrections.open().first() if may_see_drafts else None,
    }
    return render(request, "browse/position_history.html", context)


def _may_restore(user: access.AnyUser, position: Position) -> bool:
    """A draft is its author's to undo; what was published, anybody at the desk may propose to undo."""
    if position.state in PUBLIC_STATES:
        return access.may_draft(user)
    return position.state == ReviewState.DRAFT and access.may_amend(user, position)


def _changes_between(revisions: list[Revision]) -> list[Change]:
    """Each of one position's revisions, oldest first, with what it changed against the one before."""
    names = Names.behind(revision.after for revision in revisions)
    before = [None, *(revision.after for revision in revisions)]
    return [
        Change(revision, compare(earlier, revision.after, names))
        for earlier, revision in zip(before, revisions, strict=False)
    ]


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    chosen = CorrectionFilter(request.GET)
    pages = Paginator(chosen.qs.with_positions(), PAGE_SIZE)
    if chosen.page > pages.num_pages:
        raise Http404(
            gettext("There is no page %(page)s: the corrections fill %(num_pages)s.")
            % {"page": chosen.page, "num_pages": pages.num_pages}
        )
    page = pages.page(chosen.page)
    context = {"filter": chosen, "labels": LABELS, "page": page, "rows": changes_of(list(page))}
    return render(request, "browse/corrections.html", context)


def changes_of(revisions: list[Revision]) -> list[Change]:
    names = Names.behind(said for revision in revisions for said in (revision.before, revision.after))
    return [Change(each, compare(each.before, each.after, names)) for each in revisions]
