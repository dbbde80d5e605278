"""What is filtered, as a file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ... import exports
from ...exports.pieces import begun
from ...filters import Fault, ImpossibleQuery, PositionFilter
from ...freshness import revalidated

# As file names write the conditions on dates: positions-from-2012-to-2013-06-30.csv.
DATED_BY = {"from": "from", "to": "to", "as_of": "as-of"}


@require_safe
@revalidated
def export_positions(request: HttpRequest, extension: str) -> StreamingHttpResponse:
    if extension not in exports.FORMATS:
        raise Http404(
            gettext("There is no download in “%(extension)s”; there are: %(formats)s.")
            % {"extension": extension, "formats": ", ".join(exports.FORMATS)}
        )
    return _download(request, exports.FORMATS[extension], f".{extension}")


@require_safe
@revalidated
def export_datapackage(request: HttpRequest) -> StreamingHttpResponse:
    return _download(request, exports.DATA_PACKAGE, "-datapackage.zip")


def _download(request: HttpRequest, written: exports.Format, ending: str) -> StreamingHttpResponse:
    chosen = PositionFilter(request.GET)
    site = request.build_absolute_uri("/").rstrip("/")
    extract = exports.extract(chosen, site=site, at=timezone.now())
    try:
        written.require_room(extract)
        content = () if request.method == "HEAD" else begun(written.write(extract))
    except exports.DoesNotFit as error:
        raise ImpossibleQuery([Fault(written.label, extract.filter, str(error))]) from error
    response = StreamingHttpResponse(content, content_type=written.content_type)
    response["Content-Disposition"] = f'attachment; filename="{_stem(chosen)}{ending}"'
    response["X-Total-Count"] = str(extract.positions)
    response["X-Row-Count"] = str(extract.quotations)
    return response


def _stem(chosen: PositionFilter) -> str:
    """The file's name without its ending: it carries the dates that were asked for."""
    asked = [(word, chosen.values[name]) for name, word in DATED_BY.items() if chosen.values[name]]
    return "-".join(("positions", *(f"{word}-{date.edtf()}" for word, date in asked)))
