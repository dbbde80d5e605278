"""The tables of the data package. Each names its columns: a new field is published by choice alone."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from ..models import (
    Country,
    Issue,
    IssueWording,
    Leader,
    Organization,
    Participation,
    Position,
    Quotation,
    Source,
    SourceText,
    Summit,
    Tenure,
)
from .resources import Table, columns_of

Agenda = Summit.agenda_issues.through

POSITIONS = Table(
    "positions",
    "Positions: what a party said, or was reported to hold, on one proposition, on a date",
    key=("public_id",),
    columns=(
        *columns_of(Position, "public_id", "country", "organization", "leader", "issue", "scheme_version"),
        *columns_of(Position, "stance", "substance", "confidence", "stated_on", "date_note"),
        *columns_of(Position, "summit", "summit_relation", "summary", "coding_note"),
    ),
)
QUOTATIONS = Table(
    "quotations",
    "Quotations: the passages that a position rests on, and where they stand in which text",
    key=("public_id", "quotation"),
    columns=(
        *columns_of(Quotation, public_id="position", quotation="order"),
        *columns_of(Quotation, "voice", "exact", "prefix", "suffix", "start", "end"),
        *columns_of(Quotation, "attribution", "language", "translation"),
        *columns_of(SourceText, "source"),
        *columns_of(Quotation, text_sha256="text"),
    ),
    refers={("source", "text_sha256"): ("texts", ("source", "sha256"))},
)
COUNTRIES = Table(
    "countries",
    "Countries: the 35 sovereign states of the Americas",
    key=("iso3",),
    columns=(
        *columns_of(Country, "iso3", "iso2", "name", "name_es", "name_pt", "name_fr", "subregion"),
        *columns_of(Country, "capital", "longitude", "latitude", "oas_member_since", "oas_note"),
    ),
)
ORGANIZATIONS = Table(
    "organizations",
    "Organizations that hold positions, take part in summits or are where somebody holds office",
    key=("slug",),
    columns=columns_of(Organization, "slug", "name", "acronym", "classification", "country"),
)
LEADERS = Table(
    "leaders",
    "Persons who speak",
    key=("slug",),
    columns=columns_of(Leader, "slug", "name", "other_names", "wikidata"),
)
TENURES = Table(
    "tenures",
    "Offices that the leaders held",
    key=("id",),
    columns=columns_of(
        Tenure, "id", "leader", "title", "role", "country", "organization", "start", "end", "reference"
    ),
)
SUMMITS = Table(
    "summits",
    "Meetings of the hemisphere",
    key=("slug",),
    columns=(
        *columns_of(Summit, "slug", "name", "series", "edition", "host_country", "city", "start", "end"),
        *columns_of(Summit, "organizer", "documents", "status", "reference"),
    ),
)
AGENDA = Table(
    "agenda",
    "Issues on the agenda of a summit",
    key=("summit", "issue"),
    columns=columns_of(Agenda, "summit", "issue"),
)
PARTICIPATIONS = Table(
    "participations",
    "Who took part in a summit, or did not, and why",
    key=("id",),
    columns=columns_of(
        Participation, "id", "summit", "country", "organization", "delegate", "status", "reason", "source"
    ),
)
ISSUES = Table(
    "issues",
    "Issues: the propositions that a party can be for or against",
    key=("slug",),
    columns=(
        *columns_of(Issue, "slug", "name", "order", "scheme_version", "proposition"),
        *columns_of(Issue, "support_means", "oppose_means", "inclusion_rule", "example"),
    ),
)
WORDINGS = Table(
    "wordings",
    "How issues were worded in versions that others have replaced: what was coded by one keeps it",
    key=("issue", "version"),
    columns=(
        *columns_of(IssueWording, "issue", "version", "proposition", "support_means", "oppose_means"),
        *columns_of(IssueWording, "inclusion_rule", "example", "replaced_at"),
    ),
)
SOURCES = Table(
    "sources",
    "Sources, without their texts",
    key=("slug",),
    columns=(
        *columns_of(Source, "slug", "type", "title", "title_is_supplied", "author", "publisher", "dateline"),
        *columns_of(Source, "issued", "issued_note", "url", "archive_url", "language"),
    ),
)
TEXTS = Table(
    "texts",
    "The exact wordings that passages are counted in, by digest and length",
    key=("source", "sha256"),
    columns=columns_of(SourceText, "source", "sha256", "version", "length"),
)


def frame() -> Iterator[tuple[Table, QuerySet]]:
    """What positions and quotations refer to: whole, so that every key is found and silence can be counted.

    A source appears with its first published passage, or as the reference for who took part in a summit.
    """
    quoted = SourceText.objects.filter(quotations__in=Quotation.objects.published()).distinct()
    named = Source.objects.filter(Q(texts__in=quoted) | Q(participations__isnull=False)).distinct()
    yield COUNTRIES, Country.objects.all()
    yield ORGANIZATIONS, Organization.objects.all()
    yield LEADERS, Leader.objects.all()
    yield TENURES, Tenure.objects.all()
    yield SUMMITS, Summit.objects.all()
    yield AGENDA, Agenda._default_manager.all()
    yield PARTICIPATIONS, Participation.objects.all()
    yield ISSUES, Issue.objects.all()
    yield WORDINGS, IssueWording.objects.all()
    yield SOURCES, named
    yield TEXTS, quoted.defer("body")
