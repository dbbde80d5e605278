"""The plainest valid objects. A test names what matters to it; everything else is made here."""

from __future__ import annotations

import datetime
import hashlib
import itertools
from collections.abc import Sequence

from django.contrib.auth.models import Group, User
from django.utils import timezone

from policy_positions.editing.recording import snapshot
from policy_positions.models import (
    Correction,
    Country,
    DataRevision,
    Issue,
    Leader,
    Organization,
    Position,
    Quotation,
    Source,
    SourceText,
    Summit,
    Tenure,
)
from policy_positions.vocabulary import ReviewState

_numbers = itertools.count(1)


def make_user(group: str = "", **fields) -> User:
    user = User.objects.create_user(
        username=f"user-{next(_numbers)}", password="a long enough password", **fields
    )
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def make_country(iso3: str = "GTM", **fields) -> Country:
    """One country an ISO code, however often it is asked for."""
    defaults = {
        "iso2": iso3[:2],
        "name": f"Country {iso3}",
        "subregion": "central_america",
        "capital": "Capital",
        "longitude": -90,
        "latitude": 15,
    }
    return Country.objects.get_or_create(iso3=iso3, defaults={**defaults, **fields})[0]


def make_issue(slug: str = "legalization", **fields) -> Issue:
    defaults = {
        "name": slug.title(),
        "proposition": f"{slug.title()} should be law.",
        "order": next(_numbers),
    }
    return Issue.objects.get_or_create(slug=slug, defaults={**defaults, **fields})[0]


def make_leader(name: str = "Otto Pérez Molina", **fields) -> Leader:
    slug = fields.pop("slug", f"leader-{next(_numbers)}")
    return Leader.objects.create(name=name, slug=slug, **fields)


def make_tenure(leader: Leader, country: Country | None = None, **fields) -> Tenure:
    defaults = {"title": "President", "role": "head_of_state", "start": datetime.date(2000, 1, 1)}
    if country is None and "organization" not in fields:
        country = make_country()
    return Tenure.objects.create(leader=leader, country=country, **{**defaults, **fields})


def make_president(country: Country, name: str = "A President", **fields) -> Leader:
    """A leader in office since the year 2000, unless ``fields`` of the tenure say otherwise."""
    leader = make_leader(name)
    make_tenure(leader, country, **fields)
    return leader


def make_organization(**fields) -> Organization:
    number = next(_numbers)
    defaults = {"slug": f"body-{number}", "name": f"Body {number}", "classification": "intergovernmental"}
    return Organization.objects.create(**{**defaults, **fields})


def make_summit(**fields) -> Summit:
    number = next(_numbers)
    defaults = {
        "slug": f"summit-{number}",
        "name": f"Summit {number}",
        "host_country": fields.get("host_country") or make_country(),
        "city": "City",
        "start": datetime.date(2012, 4, 14),
        "end": datetime.date(2012, 4, 15),
    }
    return Summit.objects.create(**{**defaults, **fields})


def make_text(body: str | None = None, source: Source | None = None, **fields) -> SourceText:
    """A text with its source; the body is held."""
    number = next(_numbers)
    body = f"Text {number}. The president said that drugs should be legal. It ends." if body is None else body
    source = source or Source.objects.create(
        slug=f"source-{number}",
        title=f"Article {number}",
        publisher="The Paper",
        issued=datetime.date(2012, 4, 1),
        issued_precision="month",
        **fields,
    )
    digest = hashlib.sha256(body.encode()).hexdigest()
    return SourceText.objects.create(source=source, sha256=digest, length=len(body), body=body)


def make_quotation(
    position: Position, text: SourceText | None = None, exact: str = "", **fields
) -> Quotation:
    """A verified passage: ``exact`` where it stands in the text, else the whole text."""
    text = text or make_text()
    exact = exact or text.body
    start = text.body.index(exact)
    order = position.quotations.count() + 1
    defaults = {
        "order": order,
        "voice": "direct",
        "verified": True,
        "start": start,
        "end": start + len(exact),
    }
    return Quotation.objects.create(position=position, text=text, exact=exact, **{**defaults, **fields})


def make_position(
    *, voices: Sequence[str] = ("direct",), texts: Sequence[SourceText] = (), words: str = "", **fields
) -> Position:
    """A published position with a quotation a voice; ``words`` are what the first passage says."""
    if "country" not in fields and "organization" not in fields:
        fields["country"] = make_country()
    defaults = {
        "stance": "support",
        "stated_on": datetime.date(2012, 4, 1),
        "summary": "It is for it.",
        "state": ReviewState.PUBLISHED,
    }
    fields = {**defaults, **fields}
    fields.setdefault("issue", None)
    fields["issue"] = fields["issue"] or make_issue()
    fields.setdefault("drafted_by", None)
    fields["drafted_by"] = fields["drafted_by"] or make_user()
    if fields["state"] in (ReviewState.PUBLISHED, ReviewState.WITHDRAWN):
        fields = {"published_by": make_user(), "published_at": timezone.now(), **fields}
    position = Position.objects.create(**fields)
    held = list(texts) or [make_text(words or None)]
    for number, voice in enumerate(voices):
        make_quotation(position, held[min(number, len(held) - 1)], voice=voice)
    Position.objects.filter(pk=position.pk).refresh_documents()
    DataRevision.objects.move()
    return position


def make_draft(**fields) -> Position:
    return make_position(state=ReviewState.DRAFT, **fields)


def make_correction(position: Position | None = None, **fields) -> Correction:
    """An open proposal that a published position oppose; ``stance`` proposes another."""
    position = position or make_position()
    proposed = {**snapshot(position), "stance": fields.pop("stance", "oppose")}
    defaults = {
        "act": "correct",
        "base_version": position.version,
        "proposed": proposed,
        "reason": "It was misread.",
    }
    fields.setdefault("proposed_by", None)
    fields["proposed_by"] = fields["proposed_by"] or make_user("editor")
    return Correction.objects.create(position=position, **{**defaults, **fields})
