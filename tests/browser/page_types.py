"""One address of every page that a person opens, from the addresses of the site and what is on record."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.db.models import Model
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from policy_positions import editing, releasing, uploads
from policy_positions.editing import merging
from policy_positions.models import (
    Correction,
    Country,
    Import,
    Issue,
    Leader,
    Position,
    Release,
    Revision,
    SavedView,
    SecondCoding,
    Source,
    Summit,
)
from policy_positions.vocabulary import ReviewState
from tests import an_article
from tests.access.table import NAMES, rows
from tests.factories import make_correction, make_leader, make_position, make_text

# What answers to GET and is no page: a picture, a file, a part of a page, a redirection.
NOT_PAGES = frozenset(
    (
        *("map_svg", "map_steps", "map_standings", "matrix_svg", "agreement_svg"),
        *("country_timeline", "country_timeline_live", "leader_timeline", "leader_timeline_live"),
        *("position_citation", "export", "export_datapackage", "release_archive"),
        *(
            "feed",
            "corrections_feed",
            "oembed",
            "robots",
            "sitemap",
            "sitemap_section",
            "livez",
            "readyz",
            "metrics",
        ),
        *("desk_import_template", "curate_summit_template", "curate_audit_file"),
        *("arrival", "second_factor", "greeted"),  # lead on
        "desk_also_reported",  # a question put between two steps of a form
    )
)
# Pages whose kind shows in the query string or in what is missing.
MORE = {
    "home at a month": "/?issue=legalization&as_of=2012-04",
    "positions found by words": "/positions/?q=drug+-kerry&country=GTM&country=USA",
    "positions of an issue": "/positions/?issue=eradication&stance=support",
    "no positions": "/positions/?issue=eradication&stance=support&country=CAN",
    "not understood": "/positions/?country=XYZ",
    "a country without statements": "/countries/CAN/",
    "two countries compared": "/compare/?country=GTM&country=USA",
    "withdrawals": "/corrections/?act=withdraw",
    "not found": "/nowhere/",
    "tour of editors": "/tour/editor/",
    "tour of admins": "/tour/admin/",
}
PUBLIC = "anonymous"


def page_names() -> set[str]:
    """The names of what GET answers with a page, as roles.txt and ``NOT_PAGES`` say."""
    opened = {row.name for row in rows() if row.method == "GET"}
    return {
        name for name in opened - NOT_PAGES if not name.startswith(("api:", "admin:")) or name == "api:docs"
    }


def public_names() -> set[str]:
    """Of these, what anybody may read."""
    read = {row.name for row in rows() if row.method == "GET" and row.answers[PUBLIC] == "200"}
    return page_names() & read


def addresses(admin: User) -> dict[str, str]:
    """Every page type with the address of one such page, for an admin."""
    return {name: reverse(name, kwargs=_parts(name, admin)) for name in sorted(page_names())} | MORE


def _parts(name: str, admin: User) -> dict[str, Any]:
    exact = EXACTLY.get(name)
    return exact(admin) if exact else {part: PARTS[part](name) for part in NAMES[name]}


def _slug(name: str) -> str:
    for word, found in SLUGS.items():
        if word in name:
            return found()
    raise LookupError(f"Say in tests/browser/page_types.py which slug stands in the address of {name}.")


def _held_source() -> str:
    return str(Source.objects.filter(texts__body__isnull=False).latest("pk").slug)


def _one(model: type[Model], slug: str) -> Any:
    """The record of that name, or in a made-up record the first of its kind."""
    return model._default_manager.filter(slug=slug).first() or model._default_manager.earliest("pk")


def _leader() -> Leader:
    in_office = Leader.objects.exclude(tenures=None)
    return in_office.filter(slug="otto-perez-molina").first() or in_office.earliest("pk")


def _summit_slug() -> str:
    return str(_one(Summit, "sixth-summit-of-the-americas").slug)


SLUGS: dict[str, Callable[[], str]] = {
    "desk": _held_source,
    "leader": lambda: _leader().slug,
    "tenure": lambda: _leader().slug,
    "summit": _summit_slug,
    "seats": _summit_slug,
    "ties": _summit_slug,
    "issue": lambda: _one(Issue, "legalization").slug,
    "source": lambda: _one(Source, "globalpost-2012-04-havana").slug,
}
PARTS: dict[str, Callable[[str], Any]] = {
    "slug": _slug,
    "iso3": lambda name: Country.objects.get(iso3="GTM").iso3,
    "public_id": lambda name: Position.objects.published().first().public_id,
    "username": lambda name: User.objects.filter(groups__name="editor").earliest("pk").username,
    "number": lambda name: (
        Import.objects.latest("pk").pk if "import" in name else Release.objects.latest("pk").number
    ),
    "kind": lambda name: "leader",
    "who": lambda name: "analyst",
    "name": lambda name: "sources-without-address",
}


def _of(position: Position) -> dict[str, str]:
    return {"public_id": position.public_id}


def _restored(admin: User) -> dict[str, Any]:
    changed = Revision.objects.filter(position__state=ReviewState.PUBLISHED, version__gt=1).latest("pk")
    return {**_of(changed.position), "version": 1}


def _first_password(admin: User) -> dict[str, str]:
    """Of an editor: the link of who signs in meanwhile would be spent."""
    editor = User.objects.filter(groups__name="editor").earliest("pk")
    token = default_token_generator.make_token(editor)
    return {"uidb64": urlsafe_base64_encode(force_bytes(editor.pk)), "token": token}


def _tenure(admin: User) -> dict[str, Any]:
    leader = _leader()
    return {"slug": leader.slug, "pk": leader.tenures.first().pk}


EXACTLY: dict[str, Callable[[User], dict[str, Any]]] = {
    "desk_position": lambda admin: _of(Position.objects.filter(state=ReviewState.IN_REVIEW).latest("pk")),
    "desk_position_edit": lambda admin: _of(Position.objects.filter(drafted_by=admin).latest("pk")),
    "desk_position_restore": _restored,
    "position_history": lambda admin: {"public_id": _restored(admin)["public_id"]},
    "desk_correction": lambda admin: {"pk": Correction.objects.open().latest("pk").pk},
    "desk_second_code": lambda admin: {"pk": SecondCoding.objects.held_by(admin).latest("pk").pk},
    "desk_second_resolution": lambda admin: {
        "pk": SecondCoding.objects.of(admin).in_dispute().latest("pk").pk
    },
    "curate_translation": lambda admin: {"kind": "issue", "slug": Issue.objects.earliest("order").slug},
    "curate_act": lambda admin: {"pk": Revision.objects.filter(version=2).latest("pk").pk},
    "curate_tenure": _tenure,
    "view_rename": lambda admin: {"pk": SavedView.objects.kept_by(admin).latest("pk").pk},
    "password_set": _first_password,
}


def make_work(editor: User, reviewer: User, admin: User) -> None:
    """What pages of work show, beside the shipped record: each kind of it once."""
    text = make_text(an_article.TEXT)
    issues = list(Issue.objects.order_by("order"))
    coded = {
        "texts": [text],
        "country": Country.objects.get(iso3="GTM"),
        "summary": "He wants it sold lawfully.",
    }
    waiting = make_position(state="draft", drafted_by=editor, issue=issues[0], **coded)
    editing.submit(waiting, by=editor)
    make_position(state="draft", drafted_by=admin, issue=issues[1], **coded)
    _make_a_correction(editor, reviewer)
    _make_second_codings(admin)
    merging.merge(
        _leader(),
        make_leader("Otto Perez M."),
        by=admin,
        reason="One man.",
    )
    editing.release(lambda: releasing.archive("https://tracker.example"), by=admin, note="The first one.")
    SavedView.objects.create(owner=admin, name="Guatemala", address="/positions/?country=GTM")
    uploads.hand_in("rows.csv", b"source,exact\nnowhere,Nothing.\n", by=admin)
    for thread in threading.enumerate():
        if thread.name.startswith("import-"):
            thread.join()


def _make_a_correction(editor: User, reviewer: User) -> None:
    """One that was applied, and one that waits."""
    first, second = Position.objects.published().order_by("-pk")[:2]
    proposed = make_correction(first, stance="mixed", proposed_by=editor)
    editing.apply(proposed, by=reviewer)
    make_correction(second, stance="mixed", proposed_by=editor)


def _make_second_codings(admin: User) -> None:
    """One coded, and in dispute; one in hand."""
    editing.plan_sample(100, "gallery", by=admin)
    coding = editing.take_coding(by=admin)
    assert coding is not None
    editing.code_again(coding, by=admin, stance="unclear", voice="anonymous", confidence="doubtful")
    editing.take_coding(by=admin)
