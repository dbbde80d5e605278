"""The newsroom: a process on the cluster's database that publishes and drafts when it is told to.

`python -m tests.cluster.newsroom` reads commands, a line each, and answers each with a line.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from typing import IO

from tests.servers import PROJECT

READY = "ready"
PASSWORD = "a long enough password"  # of every account that the factories make
SECRET = "a word of a draft alone: zyzzyva"


class Newsroom:
    """Acts one at a time; what it answers has been committed."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.cluster.newsroom"],
            cwd=PROJECT,
            env={**os.environ, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._lock = threading.Lock()
        assert self._line() == READY

    def tell(self, command: str) -> str:
        with self._lock:
            stdin: IO[str] | None = self.process.stdin
            assert stdin is not None
            stdin.write(f"{command}\n")
            stdin.flush()
            return self._line()

    def publish(self) -> str | None:
        """The position's public id; None where it was not acknowledged."""
        answer = self.tell("publish")
        return None if answer.startswith("failed") else answer

    def draft(self) -> str:
        return self.tell("draft")

    def submit(self) -> str:
        """A position that waits for a reviewer."""
        return self.tell("submit")

    def account(self, group: str) -> str:
        return self.tell(f"account {group}")

    def close(self) -> None:
        self.process.communicate()

    def _line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()


class Desk:
    """Publishes one position after the other, and remembers those that were acknowledged."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.acknowledged: list[str] = []
        self.refused = 0
        self._newsroom, self._going = newsroom, True
        self._thread = threading.Thread(target=self._publish)

    def __enter__(self) -> Desk:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._going = False
        self._thread.join()

    def _publish(self) -> None:
        while self._going:
            published = self._newsroom.publish()
            if published:
                self.acknowledged.append(published)
            else:
                self.refused += 1


def main() -> None:
    import django

    django.setup()
    from django.db import DatabaseError, InterfaceError, close_old_connections, connection, transaction

    from policy_positions.models import Country, Issue
    from tests import factories

    country, issue = Country.objects.first(), Issue.objects.first()
    author, reviewer = factories.make_user("editor"), factories.make_user("reviewer")

    def publish() -> str:
        with transaction.atomic():
            made = factories.make_position(
                country=country, issue=issue, drafted_by=author, published_by=reviewer
            )
        return made.public_id

    def draft() -> str:
        with transaction.atomic():
            made = factories.make_draft(country=country, issue=issue, drafted_by=author, summary=SECRET)
        return made.public_id

    def submit() -> str:
        with transaction.atomic():
            made = factories.make_position(country=country, issue=issue, drafted_by=author, state="in_review")
        return made.public_id

    def account(group: str) -> str:
        return factories.make_user(group).username

    commands = {"publish": publish, "draft": draft, "submit": submit, "account": account}
    print(READY, flush=True)
    for line in sys.stdin:
        name, *words = line.split()
        close_old_connections()
        try:
            told = commands[name](*words)
        except (DatabaseError, InterfaceError) as error:
            connection.close()
            told = f"failed {type(error).__name__}"
        print(told, flush=True)


if __name__ == "__main__":
    main()
