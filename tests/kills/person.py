"""A person at the desk, over HTTP, who says of each act that it was answered as done.

`python -m tests.kills.person PORT WORK TOKEN FIRST` reads accounts and ground of the work from its input;
FIRST is the number of the first passage that is free.
"""

from __future__ import annotations

import csv
import io
import json
import sys
import time
from itertools import count
from typing import Any

from tests.cluster.visitors import Visitor, token_in

from .acting import tell
from .ground import Passage, passage

ROWS = 600  # of a file: some seconds of work
DONE = 302  # what a form is answered that did what it was sent for


def main() -> None:
    port, work, token, first = sys.argv[1:]
    ground = json.load(sys.stdin)
    people = {name: Visitor(int(port)) for name in ("editor", "reviewer")}
    for name, visitor in people.items():
        visitor.sign_in(name, ground["accounts"][name])
    WORKS[work](people, ground, token, int(first))


def act_without_end(people: dict[str, Visitor], ground: dict[str, Any], token: str, first: int) -> None:
    """Drafts, submits, and publishes as the reviewer."""
    tokens = {name: token_in(visitor.get("/desk/imports/")) for name, visitor in people.items()}

    def send(who: str, path: str, fields: dict[str, Any]) -> str:
        answer = people[who].post(path, {**fields, "csrfmiddlewaretoken": tokens[who]})
        if answer.status != DONE:
            raise SystemExit(f"{path} was answered {answer.status}")
        return answer.headers["location"]

    for number in count(first):
        page = send("editor", *new_position(ground, token, number))
        public_id = page.rstrip("/").rpartition("/")[2]
        tell(public_id, 1)
        send("editor", f"{page}submit/", {"version": 1})
        tell(public_id, 2)
        send("reviewer", f"{page}publish/", {"version": 2})
        tell(public_id, 3)


def new_position(ground: dict[str, Any], token: str, number: int) -> tuple[str, dict[str, Any]]:
    """The address of the form, and the form filled in."""
    source, text, exact = passage(ground, number)
    return f"/desk/sources/{source}/positions/new/", {
        "version": 1,
        "country": ground["country"],
        "issue": ground["issue"],
        "stance": "support",
        "substance": "not_stated",
        "summary": f"{token}, number {number}.",
        "confidence": "certain",
        "apart": "on",
        "passages-TOTAL_FORMS": 1,
        "passages-INITIAL_FORMS": 0,
        "passages-0-text": text,
        "passages-0-exact": exact,
        "passages-0-voice": "direct",
    }


def import_a_file(people: dict[str, Visitor], ground: dict[str, Any], token: str, first: int) -> None:
    """Hands it in, waits for the dry run, imports it; says each thing when the site has."""
    editor = people["editor"]
    form = {"csrfmiddlewaretoken": token_in(editor.get("/desk/imports/"))}
    tell(token, "goes")
    answer = editor.hand_in("/desk/imports/", f"{token}.csv", file_of(ground, token, first), form)
    page = answer.headers["location"]
    tell(token, "taken")
    _await(editor, page, "Checked, not imported")
    tell(token, "checked")
    editor.post(f"{page}import/", form)
    _await(editor, page, "Imported")
    tell(token, "imported")


def file_of(ground: dict[str, Any], token: str, first: int) -> str:
    """Rows of so many new positions."""
    written = io.StringIO()
    rows = [
        _row(ground, f"{token}, number {number}.", passage(ground, number))
        for number in range(first, first + ROWS)
    ]
    writer = csv.DictWriter(written, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()


def _row(ground: dict[str, Any], summary: str, cut: Passage) -> dict[str, Any]:
    return {
        "source": cut.source,
        "exact": cut.exact,
        "voice": "direct",
        "country": ground["iso3"],
        "issue": ground["issue_name"],
        "stance": "support",
        "summary": summary,
    }


def _await(editor: Visitor, page: str, state: str) -> None:
    while f'<span class="tag">{state}</span>' not in editor.get(page).body:
        time.sleep(0.1)


WORKS = {"acts": act_without_end, "import": import_a_file}

if __name__ == "__main__":
    main()
