"""One request after another, the same from the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

from .addresses import PARAMETERS, fill, templates
from .corpus import BODIES, FORM, HEADERS, METHODS, RAW_VALUES, VALUES


class Request(NamedTuple):
    number: int
    method: str
    target: bytes
    headers: tuple[tuple[str, str], ...]
    body: bytes
    role: str  # whose session it is sent with; "" for nobody's
    with_token: bool


def requests(seed: int, roles: tuple[str, ...], ids: tuple[str, ...]) -> Iterator[Request]:
    chance, where = random.Random(seed), sorted(templates())
    number = 0
    while True:
        for template in chance.sample(where, len(where)):
            yield _request(number, template, chance, roles, ids)
            number += 1


def _request(
    number: int, template: str, chance: random.Random, roles: tuple[str, ...], ids: tuple[str, ...]
) -> Request:
    method = chance.choice(METHODS)
    path = quote(fill(template, chance, VALUES, ids), safe="/").encode()
    if chance.random() < 0.06:
        path += chance.choice(RAW_VALUES)
    query = b"&".join(_parameter(chance) for _ in range(chance.choice((0, 0, 1, 1, 1, 2, 3, 6))))
    headers = tuple(chance.sample(HEADERS, chance.choice((0, 0, 0, 1, 1, 2, 4))))
    body = b""
    if method in ("POST", "PUT", "PATCH", "QUERY"):
        content_type, body = chance.choice(BODIES) if chance.random() < 0.4 else (FORM, _form(chance))
        headers = (*headers, ("Content-Type", content_type)) if content_type else headers
    role = chance.choice(("", "", *roles))
    target = path + (b"?" + query if query else b"")
    return Request(number, method, target, headers, body, role, with_token=chance.random() < 0.8)


def _parameter(chance: random.Random) -> bytes:
    name = quote(chance.choice(PARAMETERS) if chance.random() < 0.95 else chance.choice(VALUES)).encode()
    if chance.random() < 0.12:
        return name + b"=" + chance.choice(RAW_VALUES)
    return name + b"=" + quote(chance.choice(VALUES)).encode()


FIELDS = (
    *(
        "body",
        "title",
        "publisher",
        "author",
        "dateline",
        "issued_on",
        "url",
        "archive_url",
        "language",
        "slug",
        "type",
    ),
    *(
        "country",
        "organization",
        "leader",
        "issue",
        "stance",
        "substance",
        "stated",
        "date_note",
        "summit",
        "reason",
    ),
    *(
        "summit_relation",
        "summary",
        "confidence",
        "coding_note",
        "version",
        "name",
        "proposition",
        "order",
        "start",
        "end",
    ),
    *(
        "start_precision",
        "username",
        "password",
        "next",
        "action",
        "_selected_action",
        "index",
        "post",
        "act",
        "text",
    ),
    *(f"passages-0-{name}" for name in ("text", "exact", "place", "voice", "attribution", "ORDER", "DELETE")),
)
FORMSETS = {
    prefix + name: value
    for prefix in ("passages-", "tenures-", "participations-", "texts-", "quotations-")
    for name, value in (("TOTAL_FORMS", "1"), ("INITIAL_FORMS", "0"))
}


def _form(chance: random.Random) -> bytes:
    fields = {**FORMSETS} if chance.random() < 0.8 else {}
    fields |= {name: chance.choice(VALUES) for name in chance.sample(FIELDS, chance.randint(1, len(FIELDS)))}
    return "&".join(f"{quote(name)}={quote(value)}" for name, value in fields.items()).encode()
