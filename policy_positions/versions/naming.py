"""The names behind the natural keys that revisions hold, for many revisions in one query a kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..models import Country, Issue, Leader, Organization, Source, Summit
from ..models.revision import Snapshot

_KINDS = {
    "country": (Country, "iso3"),
    "organization": (Organization, "slug"),
    "leader": (Leader, "slug"),
    "issue": (Issue, "slug"),
    "summit": (Summit, "slug"),
    "source": (Source, "slug"),
}


@dataclass(frozen=True)
class Names:
    """A key whose row is gone, as after two rows were merged, stands for itself."""

    known: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def behind(cls, versions: Iterable[Snapshot | None]) -> Names:
        keys: dict[str, set[str]] = {kind: set() for kind in _KINDS}
        for said in versions:
            for kind, key in _keys(said or {}):
                keys[kind].add(key)
        return cls({kind: _named(kind, wanted) for kind, wanted in keys.items() if wanted})

    def of(self, kind: str, key: str | None) -> str:
        return self.known.get(kind, {}).get(key or "", key or "")


def _keys(said: Snapshot) -> Iterable[tuple[str, str]]:
    for kind in _KINDS:
        if said.get(kind):
            yield kind, said[kind]
    for quotation in said.get("quotations", ()):
        yield "source", quotation["source"]


def _named(kind: str, keys: set[str]) -> dict[str, str]:
    model, key = _KINDS[kind]
    rows: Any = model._default_manager.filter(**{f"{key}__in": keys})
    return {getattr(row, key): str(row) for row in rows}
