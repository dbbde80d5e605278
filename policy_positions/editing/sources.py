"""Taking in a source: its reference, and the exact wordings that passages are cut from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Max
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from .. import access, likeness
from ..models import DataRevision, Source, SourceText, TextMarks
from ..vocabulary import FrameAct
from .ledger import described, log

ALIKE_FROM = 50  # per cent of the words in the same order
MARKS_OF_THE_ALIKE = 3  # in common at least: strangers share one by chance
HANDED_IN = "Text {}, whose passages were on record, is held now."
COMPARED = 5  # of the texts with the most marks in common


class Alike(NamedTuple):
    """A text on record, and how many per cent of their words it has in common with another, in order."""

    text: SourceText
    percent: int


def digest(body: str) -> str:
    """SHA-256 of the text as UTF-8, in hexadecimal."""
    return hashlib.sha256(body.encode()).hexdigest()


@transaction.atomic
def add_source(
    fields: Mapping[str, Any],
    body: str,
    *,
    by: User,
    file: Mapping[str, str] | None = None,
    although_alike: bool = False,
) -> Source:
    """Store a source with its first text; refuse one that is on record, and ask about one that is like it.

    ``file`` says, by ``sha256`` and ``type``, which file the text was read from.
    """
    access.require(access.may_draft(by), gettext("You may not add sources."))
    _require_new(body, although_alike=although_alike)
    source = Source(**fields)
    source.full_clean()
    source.save()
    _store(source, 1, body, file)
    log(source, FrameAct.ADD, by=by, after=described(source))
    DataRevision.objects.move(sources=True)
    return source


@transaction.atomic
def correct_text(
    source: Source,
    body: str,
    *,
    by: User,
    reason: str,
    file: Mapping[str, str] | None = None,
    although_alike: bool = False,
) -> SourceText:
    """Add a wording of the source that new passages are cut from; passages of older ones keep theirs."""
    access.require(access.may_draft(by), gettext("You may not correct texts."))
    if not reason.strip():
        raise ValidationError({"reason": gettext("Say what is corrected: both wordings stay on record.")})
    _require_new(body, although_alike=although_alike, version_of=source)
    before = described(source)
    last = source.texts.aggregate(last=Max("version"))["last"] or 0
    text = _store(source, last + 1, body, file)
    log(source, FrameAct.CHANGE, by=by, reason=reason, before=before, after=described(source))
    DataRevision.objects.move(positions=())
    return text


@transaction.atomic
def amend_source(source: Source, fields: Mapping[str, Any], *, by: User, reason: str) -> Source:
    """Change what is on record of a source; its name in addresses and its texts stay."""
    access.require(access.may_draft(by), gettext("You may not change sources."))
    if not reason.strip():
        raise ValidationError({"reason": gettext("Say why: readers may have cited what stood here.")})
    current = Source.objects.select_for_update().get(pk=source.pk)
    before = described(current)
    for field, value in fields.items():
        setattr(current, field, value)
    current.full_clean()
    current.save()
    log(current, FrameAct.CHANGE, by=by, reason=reason, before=before, after=described(current))
    DataRevision.objects.move(sources=True)
    return current


@transaction.atomic
def hold_text(text: SourceText, body: str, *, by: User) -> SourceText:
    """Keep the body of a text whose passages alone were on record, when it is that very text.

    The last line end of a file is seldom pasted with it, and forgiven.
    """
    access.require(access.may_draft(by), gettext("You may not add texts."))
    found = next((each for each in (body, f"{body}\n") if digest(each) == text.sha256), None)
    if found is None:
        raise ValidationError(
            {"body": gettext("This is another wording than the one that the offsets on record count in.")}
        )
    if SourceText.objects.filter(pk=text.pk).not_held().update(body=found):
        TextMarks.objects.create(text=text, marks=likeness.marks(found))
        log(text.source, FrameAct.CHANGE, by=by, reason=HANDED_IN.format(text.version))
    text.body = found
    return text


def alike(body: str, *, besides: Source | None = None) -> list[Alike]:
    """Held texts that have at least half of their words in common with this one, the most alike first."""
    others = TextMarks.objects.exclude(text__source=besides) if besides else TextMarks.objects.all()
    candidates = others.sharing(likeness.marks(body), at_least=MARKS_OF_THE_ALIKE, most=COMPARED)
    texts = SourceText.objects.select_related("source").in_bulk([text for text, _ in candidates])
    found = [Alike(text, int(100 * likeness.likeness(body, text.body or ""))) for text in texts.values()]
    return sorted(
        (each for each in found if each.percent >= ALIKE_FROM), key=lambda each: each.percent, reverse=True
    )


def objection_to(body: str, *, version_of: Source | None = None) -> ValidationError | None:
    """What speaks against taking in the text: that it is on record, or very like what is; None else."""
    known = SourceText.objects.filter(sha256=digest(body)).select_related("source").first()
    if known:
        return ValidationError(
            {"body": format_html(gettext("This very text is on record already: {}."), _named(known.source))}
        )
    if found := alike(body, besides=version_of):
        said = format_html_join(
            " ", gettext("{} % of its words stand, in the same order, in {}."), _as_said(found)
        )
        said = format_html(gettext("{} Draft from that one if it is the same report."), said)
        return ValidationError({"although_alike": said})
    return None


def _require_new(body: str, *, although_alike: bool, version_of: Source | None = None) -> None:
    """Refuse what is on record; take in what is only like it when ``although_alike`` confirms it."""
    if not body.strip():
        raise ValidationError({"body": gettext("A source needs its text: passages are cut from it.")})
    _one_text_at_a_time()
    objection = objection_to(body, version_of=version_of)
    if objection and not (although_alike and "although_alike" in objection.error_dict):
        raise objection


def _as_said(found: list[Alike]) -> list[tuple[int, SafeString]]:
    return [(each.percent, _named(each.text.source)) for each in found]


def _named(source: Source) -> SafeString:
    return format_html(
        '<a href="{}">{}</a>, {}', source.get_absolute_url(), source.printed_title, str(source)
    )


def _one_text_at_a_time() -> None:
    """Two editors with one article: the second waits, and then sees the first one's."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('texts of sources'))")


def _store(source: Source, version: int, body: str, file: Mapping[str, str] | None) -> SourceText:
    file = file or {}
    text = SourceText.objects.create(
        source=source,
        version=version,
        sha256=digest(body),
        length=len(body),
        body=body,
        file_sha256=file.get("sha256", ""),
        file_type=file.get("type", ""),
    )
    TextMarks.objects.create(text=text, marks=likeness.marks(body))
    return text
