"""The standard questions, as each engine is asked them, with the words and values of the record at hand."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db import connection

from policy_positions.models import Position
from policy_positions.models.search import in_one

FACETS = ("country", "leader", "issue", "stance", "substance", "confidence", "summit")
COLUMN = {
    "country": "country.iso3",
    "leader": "leader.slug",
    "issue": "issue.slug",
    "summit": "summit.slug",
    "stance": "position.stance",
    "substance": "position.substance",
    "confidence": "position.confidence",
}
JOINED = """FROM policy_positions_position position
    JOIN policy_positions_issue issue ON issue.id = position.issue_id
    LEFT JOIN policy_positions_country country ON country.id = position.country_id
    LEFT JOIN policy_positions_leader leader ON leader.id = position.leader_id
    LEFT JOIN policy_positions_summit summit ON summit.id = position.summit_id
    WHERE position.state = 'published'"""


@dataclass(frozen=True)
class Question:
    """``asked`` is the query string as the site takes it; ``path`` and ``plain`` where it is asked."""

    name: str
    asked: tuple[tuple[str, str], ...] = ()
    path: str = "/positions/"
    plain: str = "/positions/"

    @property
    def is_list(self) -> bool:
        return self.path == "/positions/"

    @property
    def ours(self) -> str:
        return f"{self.path}?{urlencode(self.asked)}" if self.asked else self.path

    @property
    def plainly(self) -> str:
        return f"{self.plain}?{urlencode(self.asked)}" if self.asked else self.plain

    @property
    def of_datasette(self) -> str:
        """Its pages are cursors: page 10,000 has no address."""
        named = {"q": "_search", "voice": "voices__contains"}
        words = {"_fts_table": "positions_fts", "_fts_pk": "id"}
        asked = [(named.get(name, name), value) for name, value in self.asked]
        return "/bench/positions?" + urlencode(
            [
                *asked,
                *(("_facet", name) for name in FACETS),
                ("_size", "50"),
                ("_sort_desc", "stated_on"),
                *words.items(),
            ]
        )

    def conditions(self, *, but: str = "") -> tuple[str, list[str]]:
        """As SQL over JOINED, and its values."""
        written, values = "", []
        for name, value in self.asked:
            if name == but or name == "page":
                continue
            if name == "q":
                written += " AND position.document @@ %s::tsquery"
                values.append(in_one(value) or "")
            elif name == "voice":
                written += (
                    " AND EXISTS (SELECT FROM policy_positions_quotation said"
                    " WHERE said.position_id = position.id AND said.voice = %s)"
                )
                values.append(value)
            else:
                written += f" AND {COLUMN[name]} = %s"
                values.append(value)
        return written, values


def standard(size: int) -> list[Question]:
    country, leader, issue, summit = (
        _most_frequent(name) for name in ("country", "leader", "issue", "summit")
    )
    common, rare = _words(size)
    other = _scalar(f"SELECT {COLUMN['country']} {JOINED} AND country.iso3 <> %s LIMIT 1", [country])
    page = min(10_000, max(2, size // 50 // 2))
    return [
        Question("no filter"),
        Question("country", (("country", country),)),
        Question("leader", (("leader", leader),)),
        Question("issue", (("issue", issue),)),
        Question("stance", (("stance", "support"),)),
        Question("summit", (("summit", summit),)),
        Question("voice", (("voice", "direct"),)),
        Question("country and issue", (("country", country), ("issue", issue))),
        Question(f"common word ({common})", (("q", common),)),
        Question(f"rare word ({rare})", (("q", rare),)),
        Question(f"page {page:,}", (("page", str(page)),)),
        Question("map as of a date", (("issue", issue), ("as_of", "2015-06-30")), "/", "/latest/"),
        Question("matrix", (), "/matrix/", "/latest/"),
        Question("country page", (), f"/countries/{country}/", f"/positions/?country={country}"),
        Question("compare", (("country", country), ("country", other)), "/compare/", "/latest/"),
    ]


def _most_frequent(name: str) -> str:
    return _scalar(
        f"""SELECT {COLUMN[name]} {JOINED} AND {COLUMN[name]} IS NOT NULL
        GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"""
    )


def _words(size: int) -> tuple[str, str]:
    """Words that are their own stem: one on about a tenth of the positions, and one on very few."""
    stats = """SELECT word, share FROM pg_stats,
        unnest(most_common_elems::text::text[], most_common_elem_freqs::float8[]) AS common(word, share)
        WHERE tablename = 'policy_positions_position' AND attname = 'document' AND word ~ '^[a-z]{4,}$'"""
    with connection.cursor() as cursor:
        cursor.execute(f"{stats} ORDER BY abs(share - 0.1) LIMIT 40")
        common = next(word for word, _ in cursor.fetchall() if _is_plain(word))
        cursor.execute(
            """SELECT DISTINCT word FROM (SELECT document FROM policy_positions_position LIMIT 400) AS sample,
                unnest(tsvector_to_array(document)) AS words(word) WHERE word ~ '^[a-z]{5,}$'"""
        )
        for (word,) in cursor.fetchall():
            if _is_plain(word) and 0 < Position.objects.filter(document=word).count() <= max(
                5, size // 10_000
            ):
                return common, word
    return common, common


def _is_plain(word: str) -> bool:
    return in_one(word) == f"(('{word}'))"


def _scalar(statement: str, values: list[str] | None = None) -> str:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return str(cursor.fetchone()[0])
