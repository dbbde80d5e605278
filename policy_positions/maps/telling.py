"""Standings of the record in the words that a map shows."""

from __future__ import annotations

import datetime

from tracker.words import label

from ..columns import Published
from ..standings import Standing
from .standing import CountryStanding, Evidence


def told(standing: Standing, url: str) -> CountryStanding:
    """``url`` leads to the rows that the standing's count stands for."""
    return CountryStanding(
        iso3=standing.country.iso3,
        name=standing.country.called,
        stance=standing.stance,
        stance_label=standing.stance_label,
        contested=standing.is_contested,
        characterized=standing.is_characterized,
        evidence=tuple(_evidence(position, standing.as_of) for position in standing.deciding),
        statements=standing.statements,
        url=url,
    )


def _evidence(position: Published, as_of: datetime.date) -> Evidence:
    """The passage in the position's strongest voice speaks for it; what is published has one."""
    quotation = next(each for each in position.quotations.all() if each.voice == position.strongest_voice)
    return Evidence(
        stance=position.stance,
        exact=quotation.exact,
        voice=quotation.voice,
        voice_label=quotation.get_voice_display(),
        speaker=position.speaker or label(position.holder),
        stated=position.stated.display(),
        source=str(quotation.source),
        url=position.get_absolute_url(),
        language=quotation.language,
        age=position.stated.age_on(as_of),
    )
