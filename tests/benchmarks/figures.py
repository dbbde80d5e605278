"""What has been measured of one record: kept as JSON, so that a part can be measured again by itself."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass
class Figures:
    """Milliseconds as [median, 95th percentile, processor time], by engine and question.

    Processor time is that of the server and of the database for it: what is left of a time where others use
    the machine too. ``first`` is what the site took when nobody had asked the question in that revision.
    ``cut_off`` names what was not waited for to its end, and counts as its limit.
    """

    size: int
    by_processor: bool = False
    times: dict[str, dict[str, tuple[float, float, float]]] = field(default_factory=dict)
    first: dict[str, float] = field(default_factory=dict)
    cut_off: list[str] = field(default_factory=list)
    sql_alone: dict[str, tuple[float, float]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    per_second: dict[str, dict[str, float]] = field(default_factory=dict)
    values: dict[str, float] = field(default_factory=dict)
    slow_statements: list[str] | None = None
    failures: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, written: str) -> Figures:
        return cls(**json.loads(written))

    @classmethod
    def kept(cls, path: Path, size: int) -> Figures:
        """Those measured before, where there are any."""
        return cls.from_json(path.read_text()) if path.exists() else cls(size)
