"""The house is kept: nothing grows longer than can be read at once, and docs/rooms.md knows every room."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1]
GUIDES = ("CONTRIBUTING.md", "docs/rooms.md")
NAMED_FROM = ("", "policy_positions", "policy_positions/editing", "tracker", "templates", "static")
APP = HOUSE / "policy_positions"
LINES_OF_A_MODULE, LINES_OF_A_FUNCTION, LINES_OF_A_VIEW, LINES_OF_A_TEMPLATE = 300, 40, 24, 90
# What is longer, and why. An entry that is not needed any more fails, too.
LONGER = {
    "templates/components/_hemisphere.html": "one drawing: land, insets and legend share a frame",
    "templates/components/_timeline.html": "both widths of one drawing, and its table",
}


# What silences a check, and says no more than which.
UNEXPLAINED = re.compile(
    r"# (?:noqa|type: ignore|nosec)(?:: [A-Z0-9, ]+|\[[a-z, -]+\]| B\d+)? *$", re.MULTILINE
)


def written(folder: str, pattern: str) -> Iterator[Path]:
    return (path for path in sorted((HOUSE / folder).rglob(pattern)) if "migrations" not in path.parts)


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def functions_of(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def too_long() -> set[str]:
    found = set()
    for path in (*written("policy_positions", "*.py"), *written("tracker", "*.py")):
        name = str(path.relative_to(HOUSE))
        most = LINES_OF_A_VIEW if "/views/" in name else LINES_OF_A_FUNCTION
        found |= {f"{name}: {function}" for function, lines in functions_of(path) if lines > most}
        if lines_of(path) > LINES_OF_A_MODULE:
            found.add(name)
    for path in written("templates", "*.html"):
        if lines_of(path) > LINES_OF_A_TEMPLATE:
            found.add(str(path.relative_to(HOUSE)))
    return found


def rooms_in_the_app() -> set[str]:
    folders = {
        f"{each.parent.relative_to(APP)}/" for each in APP.rglob("__init__.py") if each.parent.parent == APP
    }
    return folders - {"migrations/"} | {each.name for each in APP.glob("*.py")} - {"__init__.py", "apps.py"}


def rooms_in_the_docs() -> set[str]:
    table = re.findall(
        r"^\| \d \|(.*?)\|", (HOUSE / "docs/rooms.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    named = {name for row in table for name in re.findall(r"`([^`]+)`", row)}
    return {f"{name.split('/')[0]}/" if "/" in name else name for name in named}


def test_whatever_is_longer_than_can_be_read_at_once_says_why():
    assert too_long() == set(LONGER)


def test_a_function_that_grows_is_noticed(tmp_path):
    grown = tmp_path / "grown.py"
    grown.write_text("def grown():\n" + "    pass\n" * LINES_OF_A_FUNCTION, encoding="utf-8")

    assert dict(functions_of(grown)) == {"grown": LINES_OF_A_FUNCTION + 1}


def test_every_room_of_the_app_has_its_floor_in_the_docs_and_none_is_left_that_is_gone():
    assert rooms_in_the_docs() == rooms_in_the_app()


def test_whoever_silences_a_check_says_why():
    silenced = {
        str(path.relative_to(HOUSE))
        for folder in ("policy_positions", "tracker", "tests", "deploy")
        for path in written(folder, "*.py")
        if UNEXPLAINED.search(path.read_text(encoding="utf-8"))
    }

    assert not silenced


@pytest.mark.parametrize("silenced", ["noqa", "noqa: S608", "type: ignore[misc, arg-type]", "nosec B101"])
def test_a_reason_is_what_stands_behind_the_name_of_a_check(silenced):
    assert UNEXPLAINED.search(f"act()  # {silenced}\n")
    assert not UNEXPLAINED.search(f"act()  # {silenced} - it is our own\n")


def paths_in(guide: str) -> set[str]:
    """What stands between backticks and looks like a file or a folder."""
    quoted = re.findall(r"`([^`\n]+)`", (HOUSE / guide).read_text(encoding="utf-8"))
    return {each for each in quoted if re.fullmatch(r"[\w./-]+(\.(py|md|html|json|txt|toml|in)|\w/)", each)}


def is_there(path: str) -> bool:
    return path.startswith("/") or any((HOUSE / folder / path).exists() for folder in NAMED_FROM)


def test_the_guides_name_no_file_that_is_not_there():
    missing = {f"{guide}: {path}" for guide in GUIDES for path in paths_in(guide) if not is_there(path)}

    assert not missing
    assert "columns/facets.py" in paths_in("docs/rooms.md")  # they do name some
