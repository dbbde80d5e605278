"""From the record to references, in every form that a page offers."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..models import Position, Quotation
from ..vocabulary import Voice
from .formats import bibtex, csl_json, ris
from .reference import Name, Reference
from .styles import plain

# Voices whose words the source gives as the speaker's own, so that a reference may say who is quoted.
SPOKEN_BY_THE_SPEAKER = (Voice.DIRECT, Voice.DOCUMENT)


@dataclass(frozen=True)
class Written:
    """One reference in one form, to be shown and copied."""

    key: str
    label: str
    text: str


class CitationFile(NamedTuple):
    """How references are written to a file that a reference manager reads."""

    label: str
    content_type: str
    write: Callable[[Sequence[Reference]], str]


def reference_to(quotation: Quotation, position: Position, *, permalink: str) -> Reference:
    """The source, with the passage that the position rests on; ``permalink`` is the position's own page."""
    source = quotation.text.source
    is_spoken = quotation.voice in SPOKEN_BY_THE_SPEAKER
    return Reference(
        type=source.type,
        title=source.title,
        title_is_supplied=source.title_is_supplied,
        authors=(Name(literal=source.author),) if source.author else (),
        publisher=source.publisher,
        dateline=source.dateline,
        issued=source.issued_on,
        url=source.url,
        language=source.language,
        quotation=quotation.exact,
        speaker=(position.speaker or str(position.holder)) if is_spoken else "",
        public_id=f"{position.public_id}-{quotation.order}",
        permalink=f"{permalink}#passage-{quotation.order}",
    )


def written(reference: Reference) -> tuple[Written, ...]:
    return (
        Written("apa", "APA", plain(reference, "apa")),
        Written("chicago", "Chicago", plain(reference, "chicago")),
        Written("bibtex", "BibTeX", bibtex(reference)),
        Written("ris", "RIS", ris(reference)),
        Written("csl", "CSL-JSON", _csl([reference])),
    )


def _csl(references: Sequence[Reference]) -> str:
    return json.dumps([csl_json(reference) for reference in references], ensure_ascii=False, indent=2)


# By the extension of a position's citation file.
FILES = {
    "bib": CitationFile(
        "BibTeX", "application/x-bibtex; charset=utf-8", lambda all_: "\n".join(map(bibtex, all_))
    ),
    "ris": CitationFile(
        "RIS", "application/x-research-info-systems; charset=utf-8", lambda all_: "".join(map(ris, all_))
    ),
    "json": CitationFile("CSL-JSON", "application/vnd.citationstyles.csl+json; charset=utf-8", _csl),
    "txt": CitationFile(
        "Text", "text/plain; charset=utf-8", lambda all_: "".join(f"{plain(each)}\n" for each in all_)
    ),
}
