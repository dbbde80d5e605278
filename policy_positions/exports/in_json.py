"""SQL that writes JSON just as json.dumps does, from the columns of a row that is called ``written``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .cells import CELLS, NUMBERS


def name(key: str) -> str:
    """A column of a row."""
    return f'written."{key}"'


def text(expression: str) -> str:
    """A text as JSON has it."""
    return f"to_json({expression})"


def constant(word: str) -> str:
    return f"'\"{word}\"'"


def value(key: str) -> str:
    return name(key) if key in NUMBERS else f"coalesce({text(name(key))}, 'null')"


def joined(*parts: str) -> str:
    """The parts after each other, without those that are NULL; || would copy the text with each."""
    return f"concat({', '.join(parts)})"


def json_object(members: Mapping[str, str], known: Iterable[str] = ()) -> str:
    """The members, which are SQL of JSON, and then those of the named columns that hold something."""
    parts = ["'{'"]
    for key, member in members.items():
        comma = ", " if len(parts) > 1 else ""
        parts += [f"'{comma}\"{key}\": '", member]
    return joined(*parts, *map(_if_known, known), "'}'")


def _if_known(key: str) -> str:
    held = name(key) if key in NUMBERS else f"nullif({name(key)}, '')"
    return f"', \"{key}\": ' || {text(held)}"


ROW = json_object({key: value(key) for key in CELLS})
