"""Where it is sent: every pattern of the site, with real and with hostile values in its variable parts."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RoutePattern

from policy_positions.filters import PositionFilter
from policy_positions.filters.position_filter import PRESENTATION
from tracker.languages import OTHERS

_PART = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")
# Signing out or changing the password would only end the attack.
LEFT_OUT = ("logout", "password")
PARAMETERS = (
    *PositionFilter.base_filters,
    *PRESENTATION,
    *("page", "q", "url", "format", "maxwidth", "maxheight", "next", "cursor", "limit", "after", "order"),
    *(
        "o",
        "p",
        "e",
        "all",
        "_popup",
        "_to_field",
        "_changelist_filters",
        "app_label",
        "model_name",
        "field_name",
        "term",
    ),
    *(
        "id__exact",
        "state__exact",
        "issue__id__exact",
        "date__year",
        "drafted_by__password",
        "x",
        "a[]",
        "csrfmiddlewaretoken",
    ),
)
REAL = {
    "slug": ("legalization", "otto-perez-molina", "joe-biden", "eradication"),
    "iso3": ("GTM", "USA", "gtm"),
    "extension": ("csv", "xlsx", "jsonl", "json", "bib", "ris", "txt", "zip"),
    "object_id": ("1", "2", "3"),
    "id": ("1", "2"),
    "content_type_id": ("1", "7"),
    "app_label": ("auth", "policy_positions"),
}


def templates(resolver: URLResolver | None = None, before: str = "/") -> Iterator[str]:
    for pattern in (resolver or get_resolver()).url_patterns:
        written = str(pattern.pattern)
        if not isinstance(pattern.pattern, RoutePattern):
            written = written.removeprefix("^").removesuffix("$").removesuffix("\\Z")
        if isinstance(pattern, URLPattern):
            if not any(word in before + written for word in LEFT_OUT):
                yield before + written
        elif isinstance(pattern.pattern, LocalePrefixPattern):
            for prefix in ("", *(f"{language}/" for language in OTHERS)):
                yield from templates(pattern, before + prefix)
        else:
            yield from templates(pattern, before + written)


def fill(template: str, chance: random.Random, hostile: tuple[str, ...], ids: tuple[str, ...]) -> str:
    """The address with its variable parts filled: mostly with what is there, so that more than 404 is met."""

    def part(found: re.Match[str]) -> str:
        name = found[1] or found[2]
        real = ids if name == "public_id" else REAL.get(name, ())
        return chance.choice(real) if real and chance.random() < 0.75 else chance.choice(hostile)

    return _PART.sub(part, template)
