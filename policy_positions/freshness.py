"""How long an answer may be kept on its way, and how it is told from a later one: docs/caching.md."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable
from functools import lru_cache, wraps
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.utils.cache import get_conditional_response, patch_vary_headers, set_response_etag
from django.utils.http import parse_etags

from .models import DataRevision
from .models.data_revision import Revision

View = Callable[..., HttpResponseBase]

# Seconds. A cache on the way answers without asking; and while the site fails. None answers while it asks:
# some browsers obey that as well, and nobody should see an older page after a newer one.
UNASKED, FAILING = 1, 3600
ROUNDED = 1  # by a cache that counts whole seconds, as nginx does
BOUND = UNASKED + ROUNDED  # nothing older than this and the making of the answer, while the site answers
# A browser asks each time, and is mostly told that what it has still stands.
SHARED = f"public, max-age=0, s-maxage={UNASKED}, stale-if-error={FAILING}"

# What a page may look different by, beside its address.
HTMX = ("HX-Request", "HX-History-Restore-Request", "HX-Boosted")
_HTMX_IN_META = tuple(f"HTTP_{name.upper().replace('-', '_')}" for name in HTMX)
VARIES_BY = (*HTMX, "Accept-Encoding")
REMEMBERED = 1_000  # tags
MADE_FROM = (("templates", "*"), ("policy_positions", "*.py"), ("static", "*"), ("locale", "*.mo"))


def tag_of_record(request: HttpRequest, revision: Revision | None) -> str:
    """What the record shows at this address. It cannot be guessed for another day or edition.

    Weak, since compressed or not, and whenever a file says that it was made, it tells the same.
    """
    return _tag_of(
        revision,
        datetime.date.today(),  # no page shows a standing of days to come
        request.scheme,
        request.META.get("HTTP_HOST", ""),
        request.get_full_path(),
        *(request.META.get(name, "") for name in _HTMX_IN_META),
    )


@lru_cache(maxsize=REMEMBERED)
def _tag_of(*told: object) -> str:
    return f'W/"{hashlib.sha256(repr((_edition(), *told)).encode()).hexdigest()[:32]}"'


def is_held(tag: str, request: HttpRequest) -> bool:
    """Whether who asks has it: compared weakly, since a proxy that compresses weakens a tag.

    ``*`` is no tag: whether there is anything at the address is not known before it is made.
    """
    sent = request.META.get("HTTP_IF_NONE_MATCH")
    if not sent or request.method not in ("GET", "HEAD"):
        return False
    strong = tag.removeprefix("W/")
    return any(each.removeprefix("W/") == strong for each in parse_etags(sent))


def not_modified(tag: str, revision: Revision | None) -> HttpResponse:
    """A page still stands that was made for who brings no cookie."""
    headers = {**_told_of_all(tag, revision), "Vary": ", ".join(VARIES_BY)}
    return HttpResponseNotModified(headers=headers)


def revalidated(view: View) -> View:
    """An answer is a function of the record and the address, whoever asks: else it is not made again."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        revision = DataRevision.objects.of_this_request()
        tag = tag_of_record(request, revision)
        response = HttpResponseNotModified() if is_held(tag, request) else view(request, *args, **kwargs)
        if response.status_code in (200, 304) and request.method != "OPTIONS":
            _for_all(response, tag, revision)
        return response

    return answer


def page_for_all(response: HttpResponse, tag: str, revision: Revision | None) -> HttpResponse:
    """A page made for who brings no cookie."""
    _for_all(response, tag, revision)
    patch_vary_headers(response, VARIES_BY)
    return response


def told_by_contents(
    request: HttpRequest, response: HttpResponseBase, revision: Revision | None
) -> HttpResponseBase:
    """The same of a page that shows more than the record: it is made, and told from others by its bytes."""
    if not isinstance(response, HttpResponse) or response.status_code != 200 or not response.content:
        return response
    if response.cookies or response.has_header("Cache-Control"):
        return response
    set_response_etag(response)
    tag = response["ETag"]
    page_for_all(response, tag, revision)
    return get_conditional_response(request, etag=tag, response=response) or response


def _for_all(response: HttpResponseBase, tag: str, revision: Revision | None) -> None:
    for name, value in _told_of_all(tag, revision).items():
        response[name] = value


def _told_of_all(tag: str, revision: Revision | None) -> dict[str, str]:
    told = {"ETag": tag, "Cache-Control": SHARED}
    return told if revision is None else {**told, "X-Data-Revision": str(revision[0])}


@lru_cache(maxsize=1)
def _edition() -> str:
    """Of the site itself, the same on every machine: another makes other pages of the same record."""
    digest = hashlib.sha256(settings.SECRET_KEY.encode())
    for folder, pattern in MADE_FROM:
        for path in sorted((settings.BASE_DIR / folder).rglob(pattern)):
            if path.is_file():
                digest.update(_told(path))
    return digest.hexdigest()


def _told(path: Path) -> bytes:
    content = hashlib.sha256(path.read_bytes()).hexdigest()
    return f"{path.relative_to(settings.BASE_DIR)} {content}\n".encode()
