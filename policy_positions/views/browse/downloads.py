"""What is filtered, as a file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_safe

from ... import exports
from ...filters import PositionFilter


@require_safe
def export_positions(request: HttpRequest, extension: str) -> StreamingHttpResponse:
    if extension not in exports.FORMATS:
        raise Http404(f"There is no download in “{extension}”; there are: {', '.join(exports.FORMATS)}.")
    chosen = PositionFilter(request.GET)
    written = exports.FORMATS[extension]
    response = StreamingHttpResponse(written.write(chosen.ordered_ids), content_type=written.content_type)
    response["Content-Disposition"] = f'attachment; filename="positions.{extension}"'
    response["X-Total-Count"] = str(chosen.selected.total)
    return response
