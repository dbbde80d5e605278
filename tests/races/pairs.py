"""The kinds of pairs: what two people find, what each does to it, and what may have come of it."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib.auth.models import User

from policy_positions import editing
from policy_positions.editing.arriving import AsDrafts
from policy_positions.editing.importing import Report, import_rows
from policy_positions.exports.reading import Line
from policy_positions.models import Position, SourceText
from policy_positions.vocabulary import Act as Done
from tests.factories import make_issue, make_text, make_user
from tests.test_editing import fields, passage

from .racing import Act, Ending

WORDS = "Drugs should be legal."
_numbers = itertools.count(1)


@dataclass
class Cast:
    """Who acts. The chance decides which field each editor changes: often not the same one."""

    chance: random.Random
    author: User
    colleague: User
    reviewer: User
    second: User

    @classmethod
    def make(cls, seed: int) -> Cast:
        chance = random.Random(seed)
        return cls(chance, *(make_user(group) for group in ("editor", "editor", "reviewer", "reviewer")))

    def change(self, who: str) -> dict[str, Any]:
        changes = {
            "stance": self.chance.choice(("oppose", "mixed")),
            "summary": f"{who} wrote number {next(_numbers)}.",
            "coding_note": f"{who} noted number {next(_numbers)}.",
        }
        field = self.chance.choice(list(changes))
        return {field: changes[field]}


class Scene(NamedTuple):
    """``judge`` says what is wrong with how it ended, or nothing."""

    acts: tuple[Act, Act]
    judge: Callable[[Ending, Ending], str]


def _text() -> SourceText:
    return make_text(f"Text {next(_numbers)}. He said: “{WORDS}” Nobody answered.")


def _draft(cast: Cast, text: SourceText) -> Position:
    return editing.draft(fields(), [passage(text)], by=cast.author, apart=True)


def _submitted(cast: Cast, text: SourceText) -> Position:
    return editing.submit(_draft(cast, text), by=cast.author)


def _published(cast: Cast, text: SourceText) -> Position:
    return editing.publish(_submitted(cast, text), by=cast.reviewer)


def _amendment(cast: Cast, position: Position, text: SourceText, change: dict[str, Any]) -> Act:
    return lambda: editing.amend(
        position, fields(**change), [passage(text)], by=cast.author, version=position.version
    )


def _acts_of(position: Position) -> list[str]:
    return list(position.revisions.order_by("version").values_list("act", flat=True))


def _one_of_them(position: Position, *tails: Sequence[Done]) -> Callable[[Ending, Ending], str]:
    """One act is done, the other refused; the acts on record end as those of the one that was."""

    def judge(*endings: Ending) -> str:
        if [ending.done for ending in endings].count(True) != 1:
            return f"{[ending.done for ending in endings].count(True)} of 2 were done"
        tail = list(tails[0] if endings[0].done else tails[-1])
        recorded = _acts_of(position)
        return "" if recorded[-len(tail) :] == tail else f"{recorded} is on record"

    return judge


def edit_edit(cast: Cast) -> Scene:
    text = _text()
    draft = _draft(cast, text)
    changes = cast.change("The first"), cast.change("The second")
    one_alone = _one_of_them(draft, [Done.DRAFT, Done.AMEND])

    def judge(*endings: Ending) -> str:
        told = changes[0] if endings[0].done else changes[1]
        now = Position.objects.get(pk=draft.pk)
        lost = [name for name, value in told.items() if getattr(now, name) != value]
        return one_alone(*endings) or (f"{', '.join(lost)} was lost" if lost else "")

    acts = tuple(_amendment(cast, draft, text, change) for change in changes)
    return Scene(acts, judge)


def edit_edit_unchecked(cast: Cast) -> Scene:
    """The twin: each saves whatever version stands by now, not the one that was read."""
    text = _text()
    draft = _draft(cast, text)
    changes = cast.change("The first"), cast.change("The second")

    def unchecked(change: dict[str, Any]) -> Act:
        def act() -> None:
            while True:
                current = Position.objects.get(pk=draft.pk)
                try:
                    _amendment(cast, current, text, change)()
                except editing.VersionConflict:
                    continue
                return

        return act

    def judge(*endings: Ending) -> str:
        now = Position.objects.get(pk=draft.pk)
        told = [
            item
            for change, ending in zip(changes, endings, strict=True)
            if ending.done
            for item in change.items()
        ]
        lost = [name for name, value in told if getattr(now, name) != value]
        return f"{', '.join(lost)} was lost" if lost else ""

    return Scene(tuple(unchecked(change) for change in changes), judge)


def publish_edit(cast: Cast) -> Scene:
    """The author takes back and changes what the reviewer has read and publishes."""
    text = _text()
    submitted = _submitted(cast, text)
    change = cast.change("The author")

    def take_back_and_edit() -> None:
        recalled = editing.recall(submitted, by=cast.author)
        _amendment(cast, recalled, text, change)()

    def publish() -> None:
        editing.publish(submitted, by=cast.reviewer)

    return Scene(
        (publish, take_back_and_edit),
        _one_of_them(submitted, [Done.SUBMIT, Done.PUBLISH], [Done.SUBMIT, Done.RECALL, Done.AMEND]),
    )


def publish_publish(cast: Cast) -> Scene:
    submitted = _submitted(cast, _text())
    acts = tuple(lambda by=by: editing.publish(submitted, by=by) for by in (cast.reviewer, cast.second))
    return Scene(acts, _one_of_them(submitted, [Done.SUBMIT, Done.PUBLISH]))


def submit_edit(cast: Cast) -> Scene:
    text = _text()
    draft = _draft(cast, text)
    acts = (
        lambda: editing.submit(draft, by=cast.author),
        _amendment(cast, draft, text, cast.change("The author")),
    )
    return Scene(acts, _one_of_them(draft, [Done.DRAFT, Done.SUBMIT], [Done.DRAFT, Done.AMEND]))


def draft_draft(cast: Cast) -> Scene:
    """Two editors code one passage for one holder: it is one position."""
    text = _text()
    acts = tuple(
        lambda by=by: editing.draft(fields(), [passage(text)], by=by, apart=True)
        for by in (cast.author, cast.colleague)
    )

    def judge(*endings: Ending) -> str:
        made = Position.objects.filter(quotations__text=text).distinct().count()
        return "" if made == 1 == [ending.done for ending in endings].count(True) else f"{made} were made"

    return Scene(acts, judge)


def _rows(text: SourceText, issues: Sequence[str], summary: str) -> list[Line]:
    row = {
        "source": text.source.slug,
        "exact": WORDS,
        "voice": "direct",
        "country": "GTM",
        "stance": "support",
    }
    return [
        Line(number, {**row, "issue": issue, "summary": summary})
        for number, issue in enumerate(issues, start=2)
    ]


def import_import(cast: Cast) -> Scene:
    """One file handed in twice, its rows in another order the second time: each row makes one position."""
    text, issues = _text(), [fields()["issue"].slug, make_issue("aid-demands").slug]
    reports: list[Report] = []

    def bring(order: Sequence[str]) -> Act:
        rows = _rows(text, order, f"He is for it in {text.source.slug}.")
        return lambda: reports.append(import_rows(rows, arrival=AsDrafts(cast.author)))

    def judge(*endings: Ending) -> str:
        made = Position.objects.filter(quotations__text=text)
        rejected = [fault for report in reports for fault in report.rejections]
        if rejected or not all(ending.done for ending in endings):
            return f"one was not brought in: {rejected}"
        found = sorted(made.values_list("issue__slug", "version"))
        return "" if found == sorted((issue, 1) for issue in issues) else f"{found} stand"

    return Scene((bring(issues), bring(issues[::-1])), judge)


def _proposal(position: Position, by: User, text: SourceText) -> Act:
    return lambda: editing.propose(
        position,
        fields(stance="oppose"),
        [passage(text)],
        by=by,
        version=position.version,
        reason="He was misheard.",
    )


def correct_correct(cast: Cast) -> Scene:
    text = _text()
    published = _published(cast, text)

    def judge(*endings: Ending) -> str:
        proposed = published.corrections.count()
        done = [ending.done for ending in endings].count(True)
        return "" if proposed == done == 1 else f"{done} were told so, {proposed} stand"

    acts = tuple(_proposal(published, by, text) for by in (cast.author, cast.colleague))
    return Scene(acts, judge)


def apply_withdraw(cast: Cast) -> Scene:
    text = _text()
    published = _published(cast, text)
    correction = _proposal(published, cast.author, text)()
    acts = (
        lambda: editing.apply(correction, by=cast.reviewer),
        lambda: editing.withdraw(published, by=cast.second, reason="It was another man."),
    )
    return Scene(acts, _one_of_them(published, [Done.PUBLISH, Done.CORRECT], [Done.PUBLISH, Done.WITHDRAW]))


def withdraw_edit(cast: Cast) -> Scene:
    """A change is proposed to what is being withdrawn: the withdrawal stands, whichever came first."""
    text = _text()
    published = _published(cast, text)

    def judge(withdrawal: Ending, proposal: Ending) -> str:
        now = Position.objects.get(pk=published.pk)
        if not withdrawal.done or now.state != "withdrawn":
            return "it is not withdrawn"
        return "" if now.corrections.count() == int(proposal.done) else "the proposal was lost"

    def withdrawal() -> Position:
        return editing.withdraw(published, by=cast.reviewer, reason="It was another man.")

    return Scene((withdrawal, _proposal(published, cast.author, text)), judge)


KINDS: dict[str, Callable[[Cast], Scene]] = {
    "edit / edit": edit_edit,
    "publish / edit": publish_edit,
    "publish / publish": publish_publish,
    "submit / edit": submit_edit,
    "draft / draft": draft_draft,
    "import / import": import_import,
    "correct / correct": correct_correct,
    "apply / withdraw": apply_withdraw,
    "withdraw / propose": withdraw_edit,
}
CONTROL = "edit / edit, unchecked"
