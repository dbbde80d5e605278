"""Every act on the record: filtered, paged, taken away."""

from __future__ import annotations

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ... import exports
from ...forms import AuditForm
from ...models import Revision
from ...whole_numbers import DIGITS_OF_A_KEY, whole_number
from ..requests import SignedInRequest
from .gate import admins_only

ACTS_A_PAGE = 50
MOST_COUNTED = 10_000  # acts: to count a million takes longer than the rest of the page


@admins_only
@require_safe
def audit(request: SignedInRequest) -> HttpResponse:
    """The newest acts first; an address names the act that its page begins below."""
    form = AuditForm(request.GET)
    chosen = form.narrow(Revision.objects.newest_first())
    below = whole_number(request.GET.get("below", ""), digits=DIGITS_OF_A_KEY)
    page = chosen if below is None else chosen.filter(pk__lt=below)
    acts = list(page.for_list()[: ACTS_A_PAGE + 1])
    query = request.GET.copy()
    query.pop("below", None)
    context = {
        "form": form,
        "acts": acts[:ACTS_A_PAGE],
        "total": chosen.order_by()[: MOST_COUNTED + 1].count(),
        "most_counted": MOST_COUNTED,
        "query": query.urlencode(),
        "is_first": below is None,
        "older": acts[ACTS_A_PAGE - 1].pk if len(acts) > ACTS_A_PAGE else None,
    }
    return render(request, "curate/audit.html", context, status=200 if form.is_valid() else 422)


@admins_only
@require_safe
def act(request: SignedInRequest, pk: int) -> HttpResponse:
    done = get_object_or_404(Revision.objects.select_related("by", "position"), pk=pk)
    return render(request, "curate/act.html", {"act": done, "changes": changes(done)})


@admins_only
@require_safe
def audit_file(request: SignedInRequest, extension: str) -> StreamingHttpResponse:
    if extension not in exports.ACTS_FORMATS:
        raise Http404(
            gettext("There is no download in “%(extension)s”; there are: %(acts_formats)s.")
            % {"extension": extension, "acts_formats": ", ".join(exports.ACTS_FORMATS)}
        )
    acts = AuditForm(request.GET).narrow(Revision.objects.order_by("pk"))
    response = StreamingHttpResponse(
        exports.write_acts(acts, extension), content_type=exports.ACTS_FORMATS[extension].content_type
    )
    response["Content-Disposition"] = f'attachment; filename="acts.{extension}"'
    return response


def changes(done: Revision) -> list[tuple[str, object, object]]:
    """The fields that the act gave another value, with what they said before and after."""
    before, after = done.before or {}, done.after or {}
    names = dict.fromkeys((*before, *after))
    return [
        (name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)
    ]
