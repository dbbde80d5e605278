"""A data release as a reference: what a paper that used it cites."""

from __future__ import annotations

from tracker import TITLE

from ..models import Release
from ..partial_dates import PartialDate
from ..vocabulary import Precision
from .reference import Name, Reference


def release_reference(release: Release, *, permalink: str) -> Reference:
    return Reference(
        type="dataset",
        title=f"Positions on drug policy in the Americas: data release {release.number}",
        authors=(Name(literal=TITLE),),
        publisher=TITLE,
        issued=PartialDate(release.released_at.date(), Precision.DAY),
        url=permalink,
        language="en",
        public_id=f"release-{release.number}",
    )
