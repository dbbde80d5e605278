"""Loading the record from its files: the only writer of positions beside the acts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils import timezone

from ..models import (
    Country,
    DataRevision,
    Issue,
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
from ..models.position import PUBLIC_ID_ALPHABET, PUBLIC_ID_LENGTH, PositionQuerySet
from ..models.translated import Translated, together
from ..vocabulary import Act, ReviewState
from .reading import PLAIN, REFERENCES, Links, RecordError, Row, blank, defaults, read, rows, store
from .recording import QUOTATION_FIELDS, record, snapshot
from .same_rows import RowsOf, one_row_each, terms_in_office

CODER, REVIEWER = "record-coder", "record-reviewer"
REASON = "Loaded from the files of the record."
PUBLIC_ID = re.compile(f"[{PUBLIC_ID_ALPHABET}]{{{PUBLIC_ID_LENGTH}}}")


class Outcome(StrEnum):
    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    LEFT_ALONE = "left alone"  # withdrawn or reworded since it was loaded: the editors' word stands


@dataclass(frozen=True)
class Concept:
    """One file, or one list nested in its rows: the model it fills, and the ``key`` that identifies a row.

    Where several rows have the same key, as two terms in one office do, ``rows_of`` tells them apart.
    A row for which ``moved_on`` is true was changed here since the file was written, and is left as it is.
    """

    name: str
    model: type[models.Model]
    key: tuple[str, ...]
    parent: str = ""
    part: Concept | None = None
    rows_of: RowsOf = one_row_each
    moved_on: Callable[[Any, Row], bool] = lambda row, values: False


def reworded_since(issue: Any, values: Row) -> bool:
    """A later version of the scheme stands here: the file's words are kept among the earlier ones."""
    return bool(issue.scheme_version > values.get("scheme_version", 1))


TENURES = Concept(
    "tenures", Tenure, ("leader", "role", "country", "organization"), "leader", rows_of=terms_in_office
)
TEXTS = Concept("texts", SourceText, ("source", "sha256"), "source")
PARTICIPATIONS = Concept("participations", Participation, ("summit", "country", "organization"), "summit")
# In the order in which they refer to one another. Positions come after them, and leave revisions.
CONCEPTS = (
    Concept("countries", Country, ("iso3",)),
    Concept("organizations", Organization, ("slug",)),
    Concept("issues", Issue, ("slug",), moved_on=reworded_since),
    Concept("leaders", Leader, ("slug",), part=TENURES),
    Concept("sources", Source, ("slug",), part=TEXTS),
    Concept("summits", Summit, ("slug",), part=PARTICIPATIONS),
)
POSITIONS = "positions"


@dataclass
class Ledger:
    """What a load did: outcomes counted by concept, and the rows that it wrote."""

    tallies: dict[str, Counter[Outcome]] = field(default_factory=dict)
    written: list[models.Model] = field(default_factory=list)

    def note(self, name: str, row: models.Model, outcome: Outcome) -> None:
        self.tallies.setdefault(name, Counter())[outcome] += 1
        if outcome in (Outcome.CREATED, Outcome.CHANGED):
            self.written.append(row)


@transaction.atomic
def load(folder: Path) -> dict[str, Counter[Outcome]]:
    """Bring the record in step with the files of ``folder``, all or nothing; return outcomes by concept.

    Rows that no file names are left as they are; so are fields that a row does not name, except in
    positions: a position is taken whole, and what its row does not name is empty.
    """
    ledger = Ledger()
    for concept in CONCEPTS:
        _load_concept(concept, folder, ledger)
    coder, reviewer = record_accounts()
    for where, row in rows(folder, POSITIONS, "public_id"):
        position, outcome = load_position(row, where, coder=coder, reviewer=reviewer)
        ledger.note(POSITIONS, position, outcome)
    if ledger.written:
        _naming(ledger.written).refresh_documents()
        DataRevision.objects.move()
    return ledger.tallies


@transaction.atomic
def load_frame(folder: Path, *names: str) -> None:
    """Bring these concepts alone in step with their files."""
    ledger = Ledger()
    for concept in CONCEPTS:
        if concept.name in names:
            _load_concept(concept, folder, ledger)


def _load_concept(concept: Concept, folder: Path, ledger: Ledger) -> None:
    for where, written in rows(folder, concept.name, concept.key[0]):
        _load_rows(concept, [written], [where], ledger)


def _load_rows(
    concept: Concept,
    written: Sequence[Row],
    where: Sequence[str],
    ledger: Ledger,
    parent: models.Model | None = None,
) -> None:
    """Create or change these rows, and after each the rows that are nested in it."""
    nested = concept.part.name if concept.part else ""
    understood = []
    for row, place in zip(written, where, strict=True):
        values, links = read(concept.model, {name: row[name] for name in row if name != nested}, place)
        understood.append(({**values, concept.parent: parent} if parent is not None else values, links))
    known = concept.rows_of(concept.model, concept.key, [values for values, _ in understood])
    for row, place, (values, links), known_row in zip(written, where, understood, known, strict=True):
        stored = _load_row(concept, known_row, values, links, place, ledger)
        if concept.part and row.get(nested):
            parts = row[nested]
            places = [f"{place}, {nested} {number}" for number in range(1, len(parts) + 1)]
            _load_rows(concept.part, parts, places, ledger, parent=stored)


def _load_row(
    concept: Concept, row: models.Model | None, values: Row, links: Links, where: str, ledger: Ledger
) -> models.Model:
    """Create the row where there is none, or change what it says otherwise.

    Of two translations of the same words the one on record stands: admins write them on the site.
    """
    if isinstance(row, Translated) and "translations" in values:
        values = {**values, "translations": together(row.translations, values["translations"])}
    if row is None:
        row, outcome = blank(concept.model), Outcome.CREATED
    elif concept.moved_on(row, values):
        outcome = Outcome.LEFT_ALONE
    else:
        outcome = Outcome.CHANGED if _differs(row, values, links) else Outcome.UNCHANGED
    if outcome in (Outcome.CREATED, Outcome.CHANGED):
        _write(row, values, where, links)
    ledger.note(concept.name, row, outcome)
    return row


def load_position(
    written: Row, where: str, *, coder: User, reviewer: User, reason: str = REASON
) -> tuple[Position, Outcome]:
    """Publish a position that is new, or bring it in step with its row; either leaves a revision."""
    row = {"stated_on": None, **defaults(Position, (*REFERENCES, *PLAIN)), **written}
    quotations = [{**one, "order": order} for order, one in enumerate(row.pop("quotations", ()), start=1)]
    _require_evidence(row, quotations, where)
    values, _ = read(Position, row, where)
    position = Position.objects.select_for_update(of=("self",)).filter(public_id=row["public_id"]).first()
    before = snapshot(position) if position else None
    if position is None:
        position, outcome = Position(drafted_by=coder), Outcome.CREATED
        values |= {"state": ReviewState.PUBLISHED, "published_by": reviewer, "published_at": timezone.now()}
    elif position.state != ReviewState.PUBLISHED:
        return position, Outcome.LEFT_ALONE
    elif before == _described(row, values, quotations):
        return position, Outcome.UNCHANGED
    else:
        outcome = Outcome.CHANGED
        values["version"] = position.version + 1
    _write(position, values, where)
    position.quotations.all().delete()
    for quotation in quotations:
        _add_quotation(position, quotation, f"{where}, quotations {quotation['order']}")
    record(position, Act.LOAD, by=coder, reason=reason, before=before)
    return position, outcome


def _require_evidence(row: Row, quotations: list[Row], where: str) -> None:
    if not PUBLIC_ID.fullmatch(row["public_id"]):
        raise RecordError(f"{where}, public_id: write {PUBLIC_ID_LENGTH} characters of {PUBLIC_ID_ALPHABET}.")
    if not quotations or not all(quotation.get("verified") for quotation in quotations):
        raise RecordError(f"{where}, quotations: publishing takes one at least, each with verified: true.")


def _described(row: Row, values: Row, quotations: list[Row]) -> Row:
    """What ``snapshot`` would say of the position, were it loaded."""
    day = values["stated_on"]
    return {
        **{name: row[name] for name in (*REFERENCES, *PLAIN)},
        "stated_on": day and day.isoformat(),
        "stated_on_precision": values["stated_on_precision"],
        "state": ReviewState.PUBLISHED,
        "quotations": [{**defaults(Quotation, QUOTATION_FIELDS), **quotation} for quotation in quotations],
    }


def _add_quotation(position: Position, written: Row, where: str) -> None:
    own = dict(written)
    source, sha256 = own.pop("source", ""), own.pop("text", "")
    text = SourceText.objects.filter(source__slug=source, sha256=sha256).first()
    if text is None:
        raise RecordError(f"{where}, text: sources.json has no text {sha256!r} of a source {source!r}.")
    values, _ = read(Quotation, own, where)
    start, end = values.get("start"), values.get("end")
    if text.body is not None and text.body[start:end] != values.get("exact"):
        stands = text.body[start:end]
        raise RecordError(f"{where}, exact: from {start} to {end} the text held says “{stands}”.")
    store(Quotation(position=position, text=text, **values), where)


def _differs(row: models.Model, values: Row, links: Links) -> bool:
    return any(getattr(row, name) != value for name, value in values.items()) or any(
        set(getattr(row, name).all()) != set(linked) for name, linked in links.items()
    )


def _write(row: models.Model, values: Row, where: str, links: Links | None = None) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    store(row, where)
    for name, linked in (links or {}).items():
        getattr(row, name).set(linked)


def _naming(written: list[models.Model]) -> PositionQuerySet:
    """The positions among the rows, and those whose search document holds words of the others."""
    keys: dict[str | None, list[Any]] = {name: [] for name in ("position", *REFERENCES)}
    for row in written:
        keys.setdefault(row._meta.model_name, []).append(row.pk)
    named = models.Q(pk__in=keys["position"])
    for name in REFERENCES:
        named |= models.Q(**{f"{name}__in": keys[name]})
    return Position.objects.filter(named)


def record_accounts() -> tuple[User, User]:
    """Who codes and who reviews what comes from files."""
    return unattended_account(CODER), unattended_account(REVIEWER)


def unattended_account(name: str) -> User:
    """An account that nobody can sign in with."""
    known = User.objects.filter(username=name).first()
    return known or User.objects.create_user(name, password=None, is_active=False)
