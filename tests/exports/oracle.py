"""What the models say of each column of a download, without a word of SQL: the judge of what is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from policy_positions.models import Position, Quotation

VALUES: dict[str, Callable[[Position, Quotation], object]] = {
    "public_id": lambda position, quotation: position.public_id,
    "country": lambda position, quotation: position.country and position.country.iso3,
    "country_name": lambda position, quotation: position.country and position.country.name,
    "organization": lambda position, quotation: position.organization and position.organization.slug,
    "organization_name": lambda position, quotation: position.organization and position.organization.name,
    "leader": lambda position, quotation: position.leader and position.leader.slug,
    "leader_name": lambda position, quotation: position.leader and position.leader.name,
    "office": lambda position, quotation: position.office and position.office.office,
    "issue": lambda position, quotation: position.issue.slug,
    "scheme_version": lambda position, quotation: position.scheme_version,
    "stance": lambda position, quotation: position.stance,
    "substance": lambda position, quotation: position.substance,
    "confidence": lambda position, quotation: position.confidence,
    "stated_on": lambda position, quotation: position.stated.edtf(),
    "date_note": lambda position, quotation: position.date_note,
    "summit": lambda position, quotation: position.summit and position.summit.slug,
    "summit_relation": lambda position, quotation: position.summit_relation,
    "summary": lambda position, quotation: position.summary,
    "coding_note": lambda position, quotation: position.coding_note,
    "quotation": lambda position, quotation: quotation.order,
    "voice": lambda position, quotation: quotation.voice,
    "exact": lambda position, quotation: quotation.exact,
    "prefix": lambda position, quotation: quotation.prefix,
    "suffix": lambda position, quotation: quotation.suffix,
    "start": lambda position, quotation: quotation.start,
    "end": lambda position, quotation: quotation.end,
    "attribution": lambda position, quotation: quotation.attribution,
    "language": lambda position, quotation: quotation.language,
    "translation": lambda position, quotation: quotation.translation,
    "source": lambda position, quotation: quotation.text.source.slug,
    "source_title": lambda position, quotation: quotation.text.source.printed_title,
    "publisher": lambda position, quotation: quotation.text.source.publisher,
    "issued": lambda position, quotation: quotation.text.source.issued_on.edtf(),
    "source_url": lambda position, quotation: quotation.text.source.url,
    "text_sha256": lambda position, quotation: quotation.text.sha256,
}


def rows_by_models(positions: Iterable[Position]) -> list[dict[str, object]]:
    return [
        {key: value(position, quotation) for key, value in VALUES.items()}
        for position in positions
        for quotation in position.quotations.all()
    ]
