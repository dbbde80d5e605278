"""Where PostgreSQL finds each column of a download, a row a quotation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from ..models.country import WITH_AN_ARTICLE
from ..partial_dates import PARTS_KEPT, UNKNOWN
from ..vocabulary import SPEAKS_FOR_COUNTRY

_WIDTH = (0, 4, 7, 10)  # of a written date, by how many of its parts are known


def _listed(values: Iterable[str]) -> str:
    return ", ".join(f"'{value}'" for value in values)


def _edtf(date: str) -> str:
    """A date as ``PartialDate.edtf`` writes it."""
    width = " ".join(
        f"WHEN '{precision}' THEN {_WIDTH[kept]}" for precision, kept in PARTS_KEPT.items() if kept
    )
    written = f"left(to_char({date}, 'YYYY-MM-DD'), CASE {date}_precision {width} END)"
    return f"coalesce({written}, '{UNKNOWN.edtf()}')"


def _last_day(date: str, precision: str) -> str:
    """The last day that it may have been, as far as its precision tells."""
    return (
        f"({date} + CASE {precision} WHEN 'month' THEN interval '1 month - 1 day' "
        f"WHEN 'year' THEN interval '1 year - 1 day' ELSE interval '0' END)"
    )


_COUNTRY_IN_A_PHRASE = (
    f"CASE WHEN country.iso3 IN ({_listed(sorted(WITH_AN_ARTICLE))}) THEN 'the ' ELSE '' END || country.name"
)

_PRINTED_TITLE = "CASE WHEN source.title_is_supplied THEN '[' || source.title || ']' ELSE source.title END"

CELLS = {
    "public_id": "position.public_id",
    "country": "country.iso3",
    "country_name": "country.name",
    "organization": "organization.slug",
    "organization_name": "organization.name",
    "leader": "leader.slug",
    "leader_name": "leader.name",
    # A tenure is of the position's own country or organization, which are joined already.
    "office": f"office.title || ' of ' || coalesce({_COUNTRY_IN_A_PHRASE}, 'the ' || organization.name)",
    "issue": "issue.slug",
    "scheme_version": "position.scheme_version",
    "stance": "position.stance",
    "substance": "position.substance",
    "confidence": "position.confidence",
    "stated_on": _edtf("position.stated_on"),
    "date_note": "position.date_note",
    "summit": "summit.slug",
    "summit_relation": "position.summit_relation",
    "summary": "position.summary",
    "coding_note": "position.coding_note",
    "quotation": 'quotation."order"',
    "voice": "quotation.voice",
    "exact": "quotation.exact",
    "prefix": "quotation.prefix",
    "suffix": "quotation.suffix",
    "start": "quotation.start",
    "end": 'quotation."end"',
    "attribution": "quotation.attribution",
    "language": "quotation.language",
    "translation": "quotation.translation",
    "source": "source.slug",
    "source_title": _PRINTED_TITLE,
    "publisher": "source.publisher",
    "issued": _edtf("source.issued"),
    "source_url": "source.url",
    "text_sha256": "text.sha256",
}
NUMBERS = ("scheme_version", "quotation", "start", "end")

# As Leader.office_at finds it: held at some time within the day, the highest of several; no date fits all.
_OFFICE = f"""SELECT tenure.title FROM policy_positions_tenure tenure
    WHERE tenure.leader_id = position.leader_id
    AND tenure.country_id IS NOT DISTINCT FROM position.country_id
    AND tenure.organization_id IS NOT DISTINCT FROM position.organization_id
    AND (
        position.stated_on IS NULL
        OR (tenure.start IS NULL
            OR tenure.start <= {_last_day("position.stated_on", "position.stated_on_precision")})
        AND (tenure."end" IS NULL
            OR position.stated_on <= {_last_day('tenure."end"', "tenure.end_precision")})
    )
    ORDER BY tenure.role IN ({_listed(SPEAKS_FOR_COUNTRY)}) DESC,
        coalesce(tenure.start, DATE '0001-01-01') DESC, tenure.id DESC
    LIMIT 1"""  # noqa: S608 - built from the constants above alone

_JOIN = f"""
    JOIN policy_positions_position position ON position.id = asked.id AND position.state = 'published'
    JOIN policy_positions_issue issue ON issue.id = position.issue_id
    JOIN policy_positions_quotation quotation ON quotation.position_id = position.id
    JOIN policy_positions_sourcetext text ON text.id = quotation.text_id
    JOIN policy_positions_source source ON source.id = text.source_id
    LEFT JOIN policy_positions_country country ON country.id = position.country_id
    LEFT JOIN policy_positions_organization organization ON organization.id = position.organization_id
    LEFT JOIN policy_positions_leader leader ON leader.id = position.leader_id
    LEFT JOIN policy_positions_summit summit ON summit.id = position.summit_id
    LEFT JOIN LATERAL ({_OFFICE}) office ON true
    ORDER BY asked.place, quotation."order\""""
_COLUMNS = ", ".join(f'{cell} AS "{key}"' for key, cell in CELLS.items())


def select(ids: Sequence[int] | np.ndarray) -> str:
    """The rows of the positions that are published, in this order.

    The numbers are the record's own, and written into the statement: COPY takes no parameters.
    """
    numbers = ",".join(map(str, np.asarray(ids, int).tolist()))
    return select_from(f"unnest('{{{numbers}}}'::int8[]) WITH ORDINALITY AS asked (id, place)")


def select_from(asked: str) -> str:
    """The rows of the positions that ``asked`` has by id and place."""
    return f"SELECT {_COLUMNS} FROM {asked} {_JOIN}"  # noqa: S608 - constants and numbers
