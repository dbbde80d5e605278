"""The table of who may do what at which address, and the record and the people that it is held against."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.apps import apps
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, is_valid_path, reverse
from django.utils import translation

from policy_positions.editing import snapshot
from policy_positions.maps.geography import geography
from policy_positions.models import (
    Correction,
    Dismissal,
    Leader,
    Position,
    Revision,
    SamplingPlan,
    SecondCoding,
    Source,
    Tenure,
)
from tests.factories import (
    make_correction,
    make_country,
    make_issue,
    make_leader,
    make_organization,
    make_position,
    make_summit,
    make_tenure,
    make_text,
    make_user,
)
from tracker.languages import in_language

TABLE = Path(__file__).with_name("roles.txt")
OTHERS = ("es", "pt", "fr")
ROLES = ("anonymous", "other", "editor", "reviewer", "admin")
LOGIN = "login"  # in a cell: led to sign in
SENT = {"version": "1", "reason": "Because."}  # with every POST: what the acts of the desk ask for

# What stands in the variable parts of an address, unless a row says otherwise.
USUAL = {
    "slug": "held",
    "iso3": "GTM",
    "public_id": "published",
    "extension": "csv",
    "app_label": "policy_positions",
    "section": "positions",
    "pk": "0",  # nothing has it
    "version": "9",
}
# Of which kind the object is whose number stands in the address.
OBJECTS = {
    "desk_correction": Correction,
    "desk_correction_decide": Correction,
    **dict.fromkeys(("desk_second_code", "desk_second_resolution", "desk_second_resolve"), SecondCoding),
    "curate_tenure": Tenure,
    "curate_tenure_remove": Tenure,
}
STATES = {"published": "published", "withdrawn": "withdrawn", "draft": "draft", "review": "in_review"}


class Row(NamedTuple):
    """What each role is answered at one address to one method."""

    name: str
    parts: dict[str, str]
    method: str
    answers: dict[str, str]

    def address(self, role: str) -> str:
        return reverse(self.name, kwargs={part: self._part(part, role) for part in NAMES[self.name]})

    def _part(self, part: str, role: str) -> str:
        if part in self.parts:
            return self.parts[part].replace("ROLE", role)
        if part in ("object_id", "id"):
            return str(_model_of(self.name)._default_manager.order_by("pk").values_list("pk", flat=True)[0])
        if part == "pk":
            kind = OBJECTS.get(self.name, Revision)
            return str(kind.objects.order_by("pk").values_list("pk", flat=True)[0])
        if part == "dismissal_id":
            return str(Dismissal.objects.get().pk)
        if part == "content_type_id":
            return str(ContentType.objects.get_for_model(Leader).pk)
        return USUAL[part]

    def __str__(self) -> str:
        return " ".join((self.name, *(f"{part}={value}" for part, value in self.parts.items()), self.method))


def rows() -> list[Row]:
    lines = (line.partition("#")[0].split() for line in TABLE.read_text().splitlines())
    return [_row(*words) for words in lines if words]


def _row(name: str, *words: str) -> Row:
    parts = dict(word.split("=", 1) for word in words if "=" in word)
    method, *answers = (word for word in words if "=" not in word)
    return Row(name, parts, method, dict(zip(ROLES, answers, strict=True)))


def patterns(
    resolver: URLResolver | None = None, within: tuple[str, ...] = ()
) -> Iterator[tuple[str, URLPattern]]:
    """Every pattern of the site with its name; one without a name goes by that of its view, in brackets."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            name = pattern.name or f"[{_view_name(pattern)}]"
            yield ":".join((*within, name)), pattern
        else:
            yield from patterns(pattern, (*within, pattern.namespace) if pattern.namespace else within)


def edition(address: str, language: str) -> str:
    """Where the page is in that language; nowhere if it is in English alone, as files are."""
    theirs = in_language(address, language)
    with translation.override(language):
        return theirs if is_valid_path(theirs.partition("?")[0]) else ""


def _view_name(pattern: URLPattern) -> str:
    view = getattr(pattern.callback, "view_class", pattern.callback)
    return view.__name__


NAMES: dict[str, set[str]] = {
    name: {*pattern.pattern.converters, *pattern.pattern.regex.groupindex} for name, pattern in patterns()
}


def _model_of(name: str):
    """The model that an address of the admin is about."""
    for model in apps.get_models():
        if name.startswith(f"admin:{model._meta.app_label}_{model._meta.model_name}_"):
            return model
    return Leader


def make_people() -> dict[str, User | None]:
    people = {role: make_user(role, is_staff=role == "admin") for role in ROLES[2:]}
    User.objects.create_user("held")
    return {"anonymous": None, "other": make_user(), **people}


def make_record(people: dict[str, User | None]) -> None:
    """One object of each kind that an address can name, and positions of others and of each role's own."""
    for number, iso3 in enumerate(geography().states):
        make_country(iso3, iso2="".join("ABCDEFG"[digit] for digit in divmod(number, 7)))
    make_organization(slug="held")
    leader, issue, text = make_leader(slug="held"), make_issue("held"), make_text()
    make_tenure(leader, make_country("GTM"))
    Source.objects.update(slug="held")
    fields = {"leader": leader, "issue": issue, "texts": [text], "summit": make_summit(slug="held")}
    for public_id, state in STATES.items():
        position = make_position(public_id=public_id, state=state, summit_relation="at", **fields)
    for role, user in people.items():
        for name in ("draft", "review"):
            own = {"public_id": f"{name}-{role}", "state": STATES[name], "drafted_by": user}
            make_position(summit_relation="at", **own, **fields)
    published = Position.objects.get(public_id="published")
    Revision.objects.create(
        position=published, version=1, act="load", by=published.drafted_by, after=snapshot(published)
    )
    make_correction(published)
    plan = SamplingPlan.objects.create(rate=10, seed="a seed", made_by=published.published_by)
    SecondCoding.objects.create(position=published, plan=plan)
    author = position.drafted_by
    Revision.objects.create(position=position, version=1, act="draft", by=author)
    Dismissal.objects.create(text=text, start=0, end=4, dismissed_by=author)


def signed_in(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def answer(row: Row, role: str, visitor: Client, method: str = "", address: str = "") -> str:
    """What is answered, all of which is undone: the status, or that one is led to sign in."""
    method, cookies = method or row.method, visitor.cookies.copy()
    with transaction.atomic():
        body = {"data": SENT} if method == "POST" else {}
        response = getattr(visitor, method.lower())(address or row.address(role), **body)
        b"".join(response)  # a file is written while it is sent
        transaction.set_rollback(True)
    visitor.cookies = cookies
    if response.status_code == 302 and "/login/" in response.url:
        return LOGIN
    return str(response.status_code)
