"""Where a country stands, as a map needs it told: the stance, and the passages that decide it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext

from tracker import written
from tracker.words import Label, ascribed
from tracker.words import later as _

from ..vocabulary import NO_STATEMENT, Stance, Voice

CONTESTED = "contested"
NONE = "none"
# A reading or a document is not the speaker's speech, and an unnamed official is not the speaker.
ASCRIBED = {
    Voice.CHARACTERIZED: _("The source on {}"),
    Voice.ANONYMOUS: _("An official whom the source does not name, on {}"),
    Voice.DOCUMENT: _("A text of {}"),
}


def paint_of(stances: Collection[str], is_characterized: bool) -> str:
    """The name of the colour or pattern for the stance, or for the first two that differ, or for none."""
    taken = [code for code in Stance.values if code in stances]
    if not taken:
        return NONE
    if len(taken) > 1:
        return "-".join((CONTESTED, *taken[:2]))
    return f"characterized-{taken[0]}" if is_characterized else taken[0]


@dataclass(frozen=True)
class Evidence:
    """One passage that decides a standing, with the words that a reader needs to weigh it.

    ``age`` says how old it was on the day asked for, and is empty when it was not.
    """

    stance: str
    exact: str
    voice: str
    voice_label: str
    speaker: str
    stated: str
    source: str
    url: str
    language: str = "en"
    age: str = ""

    @property
    def stance_label(self) -> str:
        return str(Stance(self.stance).label)

    @property
    def whose(self) -> Label:
        """Whose words these are, as far as the source says."""
        return ascribed(str(ASCRIBED.get(Voice(self.voice), "{}")), self.speaker)


@dataclass(frozen=True)
class CountryStanding:
    """A country on one issue and date. ``stance`` is None when no statement is recorded."""

    iso3: str
    name: str
    stance: str | None
    stance_label: str
    contested: bool
    characterized: bool
    evidence: tuple[Evidence, ...]
    statements: int
    url: str

    def __post_init__(self) -> None:
        if self.stance is not None and self.stance not in Stance.values:
            known = ", ".join(Stance.values)
            raise ValueError(
                f"{self.iso3}: {self.stance!r} is not a stance; one of {known} would be, or None."
            )
        if (self.stance is None) != (not self.evidence):
            raise ValueError(
                f"{self.iso3}: stance {self.stance!r} with {len(self.evidence)} passages; "
                "a stance needs a passage, and no statement has none."
            )
        if self.contested and len(self.stances) < 2:
            raise ValueError(f"{self.iso3}: contested, but every passage takes the stance {self.stance!r}.")

    @property
    def is_silent(self) -> bool:
        """Nothing at all is recorded, not even by those who have left office."""
        return self.stance is None and not self.statements

    @property
    def stances(self) -> tuple[str, ...]:
        """The stances taken, in the order of the scale."""
        taken = {evidence.stance for evidence in self.evidence}
        return tuple(code for code in Stance.values if code in taken)

    @property
    def symbol(self) -> str:
        """What stands on the map and in the legend: a stance, ``contested`` or ``none``."""
        if self.stance is None:
            return NONE
        return CONTESTED if self.contested else self.stance

    @property
    def paint(self) -> str:
        """The name of the colour or pattern that fills the country."""
        taken = (self.stance,) if self.stance is not None else ()
        return paint_of(self.stances if self.contested else taken, self.characterized)

    @property
    def words(self) -> str:
        """The standing as one phrase, for those who hear the map."""
        if self.stance is None:
            return (
                _first_small(str(NO_STATEMENT))
                if self.is_silent
                else gettext("no statement by those in office then")
            )
        if self.contested:
            sides = written.listed([f"{each.stance_label} ({each.speaker})" for each in self.evidence])
            return gettext("office-holders differ: %(sides)s") % {"sides": sides}
        told = {"stance": self.stance_label, "stated": self.evidence[0].stated}
        if self.characterized:
            return gettext("%(stance)s, %(stated)s, by a reporter’s reading") % told
        return gettext("%(stance)s, %(stated)s") % told


def _first_small(words: str) -> str:
    return words[0].lower() + words[1:]
