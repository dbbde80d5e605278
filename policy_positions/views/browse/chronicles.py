"""What a country or a leader said over time, drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext

from tracker.words import label

from ... import maps
from ...columns import Published, published_in_order
from ...columns.counting import year_counts
from ...filters import PositionFilter
from ...models import Country, Issue, Leader, Summit
from ...models.addresses import with_query
from ...standings import Spell, Turn, spells_of_country, spells_of_leader, turns
from ...vocabulary import Voice
from .narrowing import filter_of

WIDE, NARROW = 940, 350
MOST_MARKS = 50  # as many positions as a page lists; above, a mark would be too small to meet
MOST_SUMMITS = 12


@dataclass(frozen=True)
class Story:
    """What one query says of one country or leader, for drawing at any width.

    ``positions`` are all those selected where a mark each can be drawn, and empty where they are too many.
    """

    filter: PositionFilter
    positions: Sequence[Published]
    issues: dict[str, str]
    country: str = ""
    leader: str = ""

    def address(self, page: str) -> str:
        """A page of the same country or leader under the same filter."""
        return with_query(page, self.filter.link(**{"country" if self.country else "leader": None}))

    @property
    def svg_url(self) -> str:
        return self._file("timeline")

    @property
    def live_url(self) -> str:
        return self._file("timeline_live")

    @property
    def embed_url(self) -> str:
        return self._file("timeline_embed")

    def _file(self, name: str) -> str:
        party, key = ("country", self.country) if self.country else ("leader", self.leader)
        return self.address(reverse(f"{party}_{name}", args=[key]))

    @property
    def has_marks(self) -> bool:
        return self.filter.selected.total <= MOST_MARKS

    @cached_property
    def tallies(self) -> list[maps.YearTally]:
        return [maps.YearTally(*count) for count in year_counts(self.filter.selected)]

    @property
    def drawn(self) -> int:
        return sum(tally.statements for tally in self.tallies)

    @property
    def undated(self) -> int:
        return self.filter.selected.total - self.drawn

    @cached_property
    def wide(self) -> maps.Chart | None:
        return self.chart(WIDE)

    @cached_property
    def narrow(self) -> maps.Chart | None:
        return self.chart(NARROW)

    @property
    def live(self) -> dict[str, object]:
        return {
            name: chart and maps.live_chart(chart)
            for name, chart in (("wide", self.wide), ("narrow", self.narrow))
        }

    @cached_property
    def turns(self) -> list[Turn]:
        return turns(self.positions)

    def chart(self, width: int) -> maps.Chart | None:
        if not self.drawn:
            return None
        if self.has_marks:
            return maps.chronicle(
                self._statements,
                self._held,
                self._summits,
                issues=self.issues,
                width=width,
                turns=[_turn(turn) for turn in self.turns],
            )
        return maps.tally_chart(
            self.tallies, self._summits, issues=self.issues, width=width, address=self._address
        )

    @cached_property
    def _statements(self) -> list[maps.Statement]:
        sentence = gettext("%(stated)s, %(issue)s: %(stance)s. %(who)s (%(voice)s)")
        return [_told(position, sentence) for position in self.positions]

    @cached_property
    def _held(self) -> list[maps.Held]:
        selected, last = self.filter.selected, self.filter.as_of or self.filter.record.latest_day
        if self.leader:
            spells = spells_of_leader(selected, self.leader, last)
        else:
            spells = spells_of_country(selected, last)
        urls = {position.pk: position.get_absolute_url() for position in self.positions}
        return [_held(spell, urls) for spell in spells]

    @cached_property
    def _summits(self) -> list[maps.Summit]:
        """Those that the statements are tied to: of many, the ones with most statements."""
        if self.has_marks:
            found = {position.summit for position in self.positions if position.summit}
            return [_summit(summit) for summit in sorted(found, key=lambda each: each.slug)]
        counts = self.filter.selected.counts_within("summit")
        most = sorted(counts, key=lambda slug: (-counts[slug], slug))[:MOST_SUMMITS]
        return [_summit(summit) for summit in Summit.objects.filter(slug__in=most)]

    def _address(self, issue: str, stance: str, first: int, last: int) -> str:
        """The rows of a cell, never wider than what is asked for already."""
        asked = {name: self.filter.values[name] for name in ("from", "to")}
        begin = asked["from"].edtf() if asked["from"] and asked["from"].parts[0] >= first else f"{first:04}"
        end = asked["to"].edtf() if asked["to"] and asked["to"].parts[0] <= last else f"{last:04}"
        return f"{self._whenever(issue, stance)}&from={begin}&to={end}"

    @cached_property
    def _whenever(self) -> Callable[[str, str], str]:
        """The same rows of any year: written once for all the cells that stand in a line."""
        table, link = reverse("positions"), self.filter.link
        any_year = {"from": None, "to": None}
        return cache(lambda issue, stance: f"{table}?{link(issue=issue, stance=stance, **any_year)}")


def story(
    chosen: PositionFilter,
    positions: Sequence[Published] | None = None,
    *,
    country: str = "",
    leader: str = "",
    issues: Sequence[Issue] | None = None,
) -> Story:
    """``positions`` are the newest of those chosen, when the page has them already."""
    if positions is None:
        few = chosen.selected.total <= MOST_MARKS
        ids = chosen.selected.ids() if few else []
        positions = published_in_order(chosen.record, ids)
    names: dict[str, str] = {
        issue.slug: label(issue) for issue in (Issue.objects.all() if issues is None else issues)
    }
    return Story(chosen, positions, names, country=country, leader=leader)


def story_of(query: QueryDict, party: Country | Leader) -> Story:
    """What an address that is of one country or leader asks for, told."""
    if isinstance(party, Country):
        return story(filter_of(query, "country", party.iso3), country=party.iso3)
    return story(filter_of(query, "leader", party.slug), leader=party.slug)


def _told(position: Published, sentence: str) -> maps.Statement:
    voice = position.strongest_voice or Voice.CHARACTERIZED
    said = {
        "stated": position.stated.display(),
        "issue": position.issue.called,
        "stance": position.get_stance_display(),
        "who": position.speaker or str(position.holder),
        "voice": voice.label,
    }
    return maps.Statement(
        issue=position.issue.slug,
        stance=position.stance,
        voice=voice.value,
        stated=position.stated,
        words=sentence % said,
        url=position.get_absolute_url(),
    )


def _held(spell: Spell, urls: dict[int, str]) -> maps.Held:
    return maps.Held(spell.issue, spell.stances, spell.first, spell.last, urls.get(spell.position, ""))


def _turn(turn: Turn) -> maps.Turn:
    old = {(position.issue_id, position.stance) for position in turn.before}
    new = [each for each in turn.after if (each.issue_id, each.stance) not in old] or turn.after
    since = min((position.stated for position in new), key=lambda stated: stated)
    return maps.Turn(_said(turn.before), _said(turn.after), since)


def _said(positions: Sequence[Published]) -> maps.Said:
    by_issue = sorted(positions, key=lambda each: each.issue.order)
    return maps.Said(
        positions[0].stated.parts[0], tuple((each.stance, each.issue.called) for each in by_issue)
    )


def _summit(summit: Summit) -> maps.Summit:
    year = summit.started.parts[:1]
    label = " ".join((summit.city, *map(str, year)))
    return maps.Summit(summit.called, label, summit.started, summit.get_absolute_url())
