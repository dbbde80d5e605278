"""`python -m tests.full_disk`: disks that are truly full, under the database, a backup and an upload.

Each is a small file system in memory, so this needs root: without it the tests show the same by other means
(tests/views/test_typed_again.py, tests/commands/test_backup.py). Exits 1 where anything is lost or half done.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import ExitStack, suppress
from http.client import HTTPException
from pathlib import Path
from typing import Any

from tests.cluster.visitors import Answer, Visitor, token_in
from tests.disks import disk, fill
from tests.kills.ground import lay
from tests.kills.person import file_of, new_position
from tests.kills.stage import lost, unproven
from tests.sent_forms import sent_by
from tests.servers import Served, local, manage, own_folder, stop, wait_until
from tracker.localdb.cluster import LocalCluster

READ = ("/", "/positions/", "/matrix/", "/countries/GTM/", "/api/v1/positions/", "/export/positions.csv")
ROW = "{:<10} {:<24} {}"
MOST_ACTS = 2_400  # PostgreSQL has room left in its current file of the log


def tell(*cells: object) -> None:
    sys.stdout.write(ROW.format(*map(str, cells)) + "\n")
    sys.stdout.flush()


class Editor:
    """Drafts, and remembers what the site said was saved."""

    def __init__(self, site: Served, ground: dict[str, Any]) -> None:
        self.visitor, self.ground, self.said = Visitor(site.port), ground, ""
        self.visitor.sign_in("editor", site.accounts["editor"])
        self.form = {"csrfmiddlewaretoken": token_in(self.visitor.get("/desk/imports/"))}

    def send(self, path: str, fields: dict[str, Any]) -> Answer:
        answer = self.visitor.post(path, {**fields, **self.form})
        if answer.status == 302:
            self.said += answer.headers["location"].rstrip("/").rpartition("/")[2] + " 1\n"
        return answer

    def draft(self, number: int) -> Answer:
        return self.send(*new_position(self.ground, "Typed", number))

    def hand_in(self) -> Answer:
        """A file that is too large to be held in memory."""
        rows = file_of(self.ground, "upload", MOST_ACTS)
        return self.visitor.hand_in("/desk/imports/", "rows.csv", rows + "\n" * 3_000_000, self.form)

    def read(self, path: str) -> int:
        """The status, or 0 where what was answered is neither the page nor the site's own refusal."""
        with suppress(OSError, HTTPException):
            answer = self.visitor.get(path)
            is_own = answer.status == 200 or "retry-after" in answer.headers
            return answer.status if is_own else 0
        return 0


def under_the_database(editor: Editor, cluster: LocalCluster) -> list[str]:
    ballast = fill(cluster.home.parent)
    for number in range(MOST_ACTS):
        refused = editor.draft(number)
        if refused.status != 302:
            break
    typed, came_back = new_position(editor.ground, "Typed", number), sent_by(refused.body)
    statuses = [editor.read(path) for path in READ]
    faults = [] if refused.status == 503 else [f"the full disk was answered {refused.status}"]
    faults += [] if came_back.get("summary") == typed[1]["summary"] else ["what was typed does not come back"]
    faults += [f"{path} was not answered" for path, status in zip(READ, statuses, strict=True) if not status]
    tell("database", "refused after", f"{number} acts")
    tell("", "pages read meanwhile", " ".join(map(str, statuses)))
    ballast.unlink()
    began = time.monotonic()
    wait_until(lambda: editor.read("/api/v1/issues/") == 200, "the site goes on", 60)
    wait_until(lambda: editor.send(typed[0], came_back).status == 302, "what was typed is saved", 60)
    tell("", "goes on after", f"{time.monotonic() - began:.1f} s")
    told, missing = lost(cluster, editor.said)
    tell("", "acknowledged, lost", f"{told}, {len(missing)}")
    return faults + missing + unproven(cluster)


def under_a_backup(cluster: LocalCluster, target: Path) -> list[str]:
    done = manage(cluster, "backup_record", target)
    left = [path.name for path in target.iterdir()]
    tell("backup", "left behind", len(left))
    tell("", "said", done.stderr.strip().splitlines()[-1].replace(str(target), "DIR"))
    is_said = done.returncode == 1 and "CommandError: No backup was made" in done.stderr
    return ([] if is_said else [done.stderr]) + [f"{name} is left of a backup" for name in left]


def under_an_upload(editor: Editor, temporary: Path) -> list[str]:
    before = set(temporary.iterdir())
    ballast = fill(temporary)
    refused = editor.hand_in()
    left = set(temporary.iterdir()) - before - {ballast}
    ballast.unlink()
    taken = editor.hand_in()
    tell("upload", "answered", refused.status)
    tell("", "left behind", len(left))
    tell("", "with room again", taken.status)
    faults = [] if refused.status == 503 and "no room left" in refused.body else ["the upload: no clear word"]
    faults += [] if taken.status == 302 else [f"with room again it was answered {taken.status}"]
    return faults + [f"{path} is left of an upload" for path in left]


def main() -> int:
    if os.geteuid() != 0:
        sys.stderr.write("Small file systems are mounted for this: it needs root.\n")
        return 2
    with own_folder() as folder, ExitStack() as held:
        large, small, target = (
            held.enter_context(disk(folder / name, size))
            for name, size in (("db", "220m"), ("tmp", "24m"), ("kept", "64k"))
        )
        folder.chmod(0o755)  # the server runs as another account
        cluster = LocalCluster(large / "db", linger=60)
        manage(cluster, "collectstatic", "--no-input", "-v0")
        site = Served(**{**local(cluster), "TMPDIR": str(small)})
        try:
            editor = Editor(site, lay(cluster))
            tell("disk of", "what", "found")
            faults = under_the_database(editor, cluster)
            faults += under_a_backup(cluster, target)
            faults += under_an_upload(editor, small)
        finally:
            site.stop()
            stop(cluster)
    sys.stdout.write("\n".join(faults or ["Nothing lost, nothing half done."]) + "\n")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
