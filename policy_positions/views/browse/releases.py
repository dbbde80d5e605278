"""Data releases: listed, each with its changes, its archive and its citation."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import condition, require_safe

from tracker.languages import in_english
from tracker.words import later as _

from ... import citations
from ...models import Release, ReleasePiece

SHOWN = 100
KINDS = (
    ("added", _("Added")),
    ("changed", _("Changed")),
    ("withdrawn", _("Withdrawn")),
)


@require_safe
def release_list(request: HttpRequest) -> HttpResponse:
    return render(request, "browse/release_list.html", {"releases": Release.objects.newest_first()})


@require_safe
def release_detail(request: HttpRequest, number: int) -> HttpResponse:
    release = get_object_or_404(Release, number=number)
    reference = citations.release_reference(
        release, permalink=request.build_absolute_uri(in_english(release.get_absolute_url()))
    )
    relations = ("position__country", "position__organization", "position__leader", "position__issue")
    context = {
        "release": release,
        "changes": [
            (label, getattr(release, kind), release.changes(kind).select_related(*relations)[:SHOWN])
            for kind, label in KINDS
        ],
        "shown": SHOWN,
        "citations": [
            ("text", gettext("Text"), citations.plain(reference)),
            ("bibtex", "BibTeX", citations.bibtex(reference)),
        ],
    }
    return render(request, "browse/release_detail.html", context)


def _etag(request: HttpRequest, number: int) -> str:
    return f'"{get_object_or_404(Release, number=number).sha256}"'


@require_safe
@condition(etag_func=_etag)
def release_archive(request: HttpRequest, number: int) -> Any:
    """The very bytes that were released, for whom the digest on the page proves it."""
    release = get_object_or_404(Release, number=number)
    content = () if request.method == "HEAD" else _content(release)
    response = StreamingHttpResponse(content, content_type="application/zip")
    name = f"drug-policy-positions-release-{release.number}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Length"] = str(release.size)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["Repr-Digest"] = f"sha-256=:{base64.b64encode(bytes.fromhex(release.sha256)).decode()}:"
    return response


def _content(release: Release) -> Iterator[bytes]:
    """One piece in memory, without a cursor on the server, which a pooler would not keep."""
    pieces = ReleasePiece.objects.filter(release=release)
    for order in list(pieces.order_by("order").values_list("order", flat=True)):
        yield bytes(pieces.get(order=order).content)
