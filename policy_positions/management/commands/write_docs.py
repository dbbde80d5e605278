"""Write the pages of docs/ that follow from the code: the data dictionary and the workflow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import models

from policy_positions.vocabulary import STANCE_MEANINGS, VOICE_MEANINGS, ReviewState
from policy_positions.workflow import MOVES, REWRITES

NOTE = "<!-- Made by `manage.py write_docs`; `make check` fails when it is out of date. -->"


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail when a page is out of date"
        )

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        pages = {"data-dictionary.md": data_dictionary, "workflow.md": workflow}
        for name, write in pages.items():
            path = settings.BASE_DIR / "docs" / name
            text = "\n".join(write()) + "\n"
            if check and (not path.exists() or path.read_text() != text):
                raise CommandError(f"docs/{name} is out of date: run `manage.py write_docs` and commit it.")
            if not check:
                path.write_text(text)
                self.stdout.write(f"docs/{name} is written.")


def data_dictionary() -> Iterator[str]:
    yield from (
        "# Data dictionary",
        "",
        NOTE,
        "",
        "What each table holds, and what the database promises of it.",
    )
    for model in apps.get_app_config("policy_positions").get_models():
        yield from _model_page(model)
    for title, meanings in (("Stances", STANCE_MEANINGS), ("Voices", VOICE_MEANINGS)):
        yield from ("", f"## {title}", "", "| code | label | meaning |", "| --- | --- | --- |")
        yield from (f"| `{code.value}` | {code.label} | {meaning} |" for code, meaning in meanings.items())


def _model_page(model: type[models.Model]) -> Iterator[str]:
    meta = model._meta
    yield from ("", f"## {meta.object_name}", "")
    if model.__doc__ and not model.__doc__.startswith(f"{meta.object_name}("):
        yield from (" ".join(model.__doc__.split()), "")
    yield from ("| field | type | what it holds |", "| --- | --- | --- |")
    for field in (*meta.fields, *meta.many_to_many):
        yield f"| `{field.name}` | {_kind(field)} | {_said_of(field)} |"
    promises = [constraint.name for constraint in meta.constraints]
    promises += [trigger.name for trigger in getattr(meta, "triggers", ())]
    if promises:
        yield from ("", "Promises: " + ", ".join(f"`{name}`" for name in promises) + ".")


def _kind(field: models.Field) -> str:
    if field.remote_field:
        relation = "many " if field.many_to_many else ""
        kind = f"{relation}→ {field.remote_field.model._meta.object_name}"
    else:
        kind = field.get_internal_type().removesuffix("Field").lower()
    return f"{kind}, may be empty" if field.null else kind


def _said_of(field: models.Field) -> str:
    said = [str(field.help_text)] if field.help_text else []
    label = str(field.verbose_name)
    if label != field.name.replace("_", " "):
        said.insert(0, f"{label[0].upper()}{label[1:]}.")
    if field.choices:
        said.append("One of: " + ", ".join(f"`{code}`" for code, _ in field.flatchoices) + ".")
    return " ".join(said).replace("|", "\\|")


def workflow() -> Iterator[str]:
    yield from (
        "# Workflow",
        "",
        NOTE,
        "",
        "Every act leaves one revision; author and publisher are two persons. A trigger of the database",
        "refuses every move that is not drawn here.",
        "",
    )
    yield from ("```mermaid", "stateDiagram-v2", f"    [*] --> {ReviewState.DRAFT.value}: draft")
    yield from (f"    {move.start.value} --> {move.end.value}: {act.value}" for act, move in MOVES.items())
    yield from ("```", "", "| act | from | to | wants a reason |", "| --- | --- | --- | --- |")
    for act, move in MOVES.items():
        reason = "yes" if move.wants_reason else "no"
        yield f"| {act.label} | {move.start.label} | {move.end.label} | {reason} |"
    yield from ("", "What changes a position and leaves it where it is:", "")
    yield from ("| act | of a position that is |", "| --- | --- |")
    for act, states in REWRITES.items():
        yield f"| {act.label} | {' or '.join(str(state.label) for state in states)} |"
    yield from (
        "",
        "A published position is corrected in two steps: somebody proposes a change (`Correction`), the",
        "published version stands, and a second person applies or declines it. A withdrawn one is put back",
        "in the same way.",
    )
