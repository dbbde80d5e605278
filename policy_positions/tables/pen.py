"""What the rows of a page share, in the language that is spoken: asked for and written once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from django.template import engines
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from markupsafe import escape

from tracker import written
from tracker.words import named, recorded

from ..models.addresses import addresses, place
from ..partial_dates import PartialDate

if TYPE_CHECKING:
    from django.db.models import TextChoices

    from ..columns.published import Published
    from ..models import Country, Issue, Leader, Organization, Position, Summit, Tenure

    Row = Published | Position


class Pen:
    """Writes one page, or a part of it. Which language is spoken it asks once, and not at each word.

    What it writes is HTML; ``called`` and ``said`` are words, which are still to be escaped.
    """

    def __init__(self) -> None:
        self._language = get_language()
        self._about = str(escape(_("%(holder)s on %(issue)s")))
        self._of = str(escape(_("of %(country)s on %(issue)s")))
        self._told = str(escape(_("%(who)s on %(issue)s, %(stated)s")))
        self._office = cache(lambda whose, title: str(escape(whose.office(title))))
        self.positions = place("positions")
        self.position: Callable[[str], str] = addresses("position")
        self.called: Callable[[object], str] = cache(str)
        self.named: Callable[[object], str] = cache(_named)
        self.said: Callable[[PartialDate], str] = cache(PartialDate.display)
        self.title: Callable[[str], str] = cache(_title)
        self.link: Callable[[Country | Leader | Issue | Summit], str] = cache(_link)
        self.label: Callable[[type[TextChoices], str], str] = cache(_label)
        self.on_issue: Callable[[Issue], str] = cache(_on_issue)
        self.in_context: Callable[[int], str] = cache(_in_context)

    def about(self, row: Row) -> str:
        """Guatemala on legalization."""
        return self._about % {"holder": self.named(row.holder), "issue": self.named(row.issue).lower()}

    def of(self, country: Country, issue: Issue) -> str:
        """Of Guatemala on legalization."""
        return self._of % {"country": self.named(country), "issue": self.named(issue).lower()}

    def told(self, row: Row) -> str:
        """What ``row.called`` says: Guatemala on Legalization, 15 April 2012."""
        who = self.speaker(row) or self.named(row.holder)
        stated = escape(self.said(row.stated))
        return self._told % {"who": who, "issue": self.named(row.issue), "stated": stated}

    def speaker(self, row: Row) -> str:
        """What ``row.speaker`` says."""
        if row.leader is None:
            return ""
        name, tenure = str(escape(row.leader.name)), row.office
        return f"{name}, {self.office(tenure)}" if tenure else name

    def office(self, tenure: Tenure) -> str:
        """President of Guatemala: many hold the same office."""
        whose: Country | Organization | None = tenure.country or tenure.organization
        return self._office(whose, tenure.title) if whose else self.title(tenure.title)

    def time(self, stated: PartialDate) -> str:
        said = escape(self.said(stated))
        return f'<time datetime="{stated.edtf()}">{said}</time>' if stated.parts else str(said)

    def badge(self, stance: str) -> str:
        return _component("_stance.html", "stance", self._language, stance)

    def no_statement(self) -> str:
        return _component("_stance.html", "no_statement", self._language)

    def statements(self, count: int) -> str:
        return _statements(count, self._language)

    def blank(self) -> str:
        return _component("_stance.html", "blank", self._language)

    def voice(self, code: str) -> str:
        return _component("_voice.html", "voice", self._language, code)


def _named(record: object) -> str:
    return str(escape(named(record)))


def _link(record: Country | Leader | Issue | Summit) -> str:
    return f'<a href="{record.get_absolute_url()}">{escape(named(record))}</a>'


def _on_issue(issue: Issue) -> str:
    linked = {"issue_url": issue.get_absolute_url(), "issue": escape(named(issue).lower())}
    return _('on <a href="%(issue_url)s">%(issue)s</a>') % linked


def _title(title: str) -> str:
    return str(escape(recorded(title)))


def _label(kind: type[TextChoices], code: str) -> str:
    return str(escape(kind(code).label))


@lru_cache(maxsize=20_000)
def _statements(count: int, language: str | None) -> str:
    said = ngettext("%(count)s statement", "%(count)s statements", count) % {"count": written.number(count)}
    return str(escape(said))


def _in_context(passages: int) -> str:
    label = ngettext("In context", "All %(num)s passages", passages) % {"num": passages}
    return str(escape(label))


@lru_cache(maxsize=256)
def _component(template: str, macro: str, language: str | None, *code: str) -> str:
    """What a component writes, of a value of a closed list or of none, in that language: always the same."""
    pages: Any = engines["pages"]
    module = pages.env.get_template(f"components/{template}").module
    return str(getattr(module, macro)(*code)).strip()
