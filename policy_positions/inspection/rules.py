"""What is looked for in the record: each rule finds rows, says what they mean and what to do about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext

from tracker import written
from tracker.words import composed, filled
from tracker.words import later as _

from ..models import Country, Issue
from . import finding


class Severity(StrEnum):
    FAILURE = "failure"  # a promise of the record is broken
    WARNING = "warning"  # somebody should look
    GAP = "gap"  # nothing is wrong; something is missing


class Row(NamedTuple):
    """One row that a rule finds: what it is called, and where it is put right."""

    label: str
    address: str
    detail: str = ""


class Rule(NamedTuple):
    name: str
    severity: Severity
    title: str
    means: str
    to_do: str
    find: Callable[[], QuerySet | Sequence[Any]]
    tell: Callable[[Any], Row]


def count(found: QuerySet | Sequence[Any]) -> int:
    return found.count() if isinstance(found, QuerySet) else len(found)


def _position(position: Any) -> Row:
    return Row(position.called, position.get_absolute_url(), position.public_id)


def _draft(position: Any) -> Row:
    waits = (
        gettext("waits since %(waits_since)s") % {"waits_since": written.day(position.waits_since)}
        if position.waits_since
        else ""
    )
    return Row(position.called, reverse("desk_position", args=[position.public_id]), waits)


def _passage(quotation: Any) -> Row:
    return Row(
        quotation.exact,
        quotation.position.get_absolute_url(),
        gettext("passage %(order)s") % {"order": quotation.order},
    )


def _source(source: Any) -> Row:
    return Row(source.printed_title, reverse("desk_source", args=[source.slug]), str(source))


def _leader(leader: Any) -> Row:
    return Row(leader.name, leader.get_absolute_url(), ", ".join(leader.other_names))


def _untranslated(found: tuple[Any, str]) -> Row:
    row, language = found
    address = reverse("curate_translation", args=[row._meta.model_name, row.slug])
    return Row(f"{row.called} ({language})", address, ", ".join(row.lacking(language)))


def _cell(cell: tuple[Any, Any]) -> Row:
    return _of_two(*cell)


def _standing(standing: Any) -> Row:
    both = written.listed([str(position.speaker or position.holder) for position in standing.deciding])
    return _of_two(standing.country, standing.issue, both)


def _of_two(country: Country, issue: Issue, detail: str = "") -> Row:
    address = f"{reverse('positions')}?country={country.iso3}&issue={issue.slug}"
    cell = composed(gettext("%(holder)s on %(issue)s"), holder=country.called, issue=issue.called)
    return Row(cell, address, detail)


RULES = (
    Rule(
        "unproven-passages",
        Severity.FAILURE,
        _("Passages of published positions that are not proven"),
        _("Readers see a passage that nobody has held against its source."),
        _("Withdraw the position, or add the text and correct the passage."),
        finding.unproven_passages,
        _passage,
    ),
    Rule(
        "passages-not-in-text",
        Severity.FAILURE,
        _("Passages that their text does not say"),
        _("What is marked as proven stands otherwise in the text that is held."),
        _("Correct the passage; then look in the audit for who changed it."),
        finding.passages_not_in_text,
        _passage,
    ),
    Rule(
        "without-evidence",
        Severity.FAILURE,
        _("Published positions without a passage"),
        _("A position without a passage of a source does not exist."),
        _("Withdraw it."),
        finding.without_evidence,
        _position,
    ),
    Rule(
        "without-a-second-person",
        Severity.FAILURE,
        _("Published without a second person"),
        _("Nobody but its author has read it before everybody could."),
        _("Withdraw it, and let somebody else review it."),
        finding.without_a_second_person,
        _position,
    ),
    Rule(
        "outside-tenures",
        Severity.WARNING,
        _("Said outside the speaker’s offices"),
        _("The speaker held no office for that party then, so the statement decides no standing."),
        _("Correct the date, or the speaker’s offices."),
        finding.outside_tenures,
        _position,
    ),
    Rule(
        "sources-without-date",
        Severity.WARNING,
        _("Sources without a date"),
        _("Nothing cut from it can be dated sharper than “unknown”."),
        _("Find the day, month or year, and say how it is known."),
        finding.sources_without_date,
        _source,
    ),
    Rule(
        "sources-without-address",
        Severity.WARNING,
        _("Sources without an address"),
        _("Readers cannot go and look."),
        _("Add the page’s address, or that of an archived copy."),
        finding.sources_without_address,
        _source,
    ),
    Rule(
        "stale-reviews",
        Severity.WARNING,
        filled(_("In review for more than {days} days"), days=finding.STALE_AFTER.days),
        _("Somebody’s work waits for a second pair of eyes."),
        _("Review it, or return it with a reason."),
        finding.stale_reviews,
        _draft,
    ),
    Rule(
        "dead-aliases",
        Severity.WARNING,
        _("Names that lead to nobody alone"),
        _("An other name of a leader is the leader’s own, or another’s: a source that uses it says nothing."),
        _("Take the name away, or write it as only this leader is called."),
        finding.dead_aliases,
        _leader,
    ),
    Rule(
        "contested",
        Severity.WARNING,
        _("Contested standings"),
        _("Two office-holders differ within one summit or one month, and both are shown."),
        _("Nothing, where they do differ; else correct what is coded wrong."),
        finding.contested,
        _standing,
    ),
    Rule(
        "silent",
        Severity.GAP,
        _("Countries without a statement on an issue"),
        _("The map says so. It is silence of the record, not of the world."),
        _("Look for a source."),
        finding.silent,
        _cell,
    ),
    Rule(
        "untranslated",
        Severity.GAP,
        _("Words of the record without a translation"),
        _("Readers of that language see them in English, and are told so."),
        _("Write the translation."),
        finding.untranslated,
        _untranslated,
    ),
)
BY_NAME = {rule.name: rule for rule in RULES}
