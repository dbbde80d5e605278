"""Who comes to the site: with a browser's cookies, or by the dozen."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from typing import NamedTuple
from urllib.parse import urlencode

from tests.programs import HOST

TOTAL = "/api/v1/facets/"  # asks the columns
LIST = "/positions/"  # a page that nodes keep
_BOUND = "between-two-parts-of-a-form"
_PART = "Content-Disposition: form-data; "


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: str

    @property
    def total(self) -> int:
        return int(json.loads(self.body)["total"])

    @property
    def read_from(self) -> str:
        return self.headers.get("x-read-from", "")

    @property
    def revision(self) -> int:
        return int(self.headers.get("x-revision", -1))


class Visitor:
    """Keeps cookies, as a browser does; may go to any node."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}

    def again(self) -> Visitor:
        """The same person: what one is told to forget, the other keeps."""
        twin = Visitor(self.port)
        twin.cookies = dict(self.cookies)
        return twin

    def get(self, path: str, *, port: int | None = None, **headers: str) -> Answer:
        return self._ask("GET", path, port, headers)

    def post(self, path: str, fields: dict[str, str], *, port: int | None = None) -> Answer:
        """With the token of the form that stands on the page of that address, or on the last one seen."""
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Referer": f"https://{HOST}/"}
        return self._ask("POST", path, port, headers, urlencode(fields))

    def hand_in(self, path: str, name: str, content: str, fields: dict[str, str]) -> Answer:
        """A file of plain ASCII, beside what else the form holds."""
        parts = [f'{_PART}name="{key}"\r\n\r\n{value}' for key, value in fields.items()]
        parts.append(f'{_PART}name="file"; filename="{name}"\r\nContent-Type: text/csv\r\n\r\n{content}')
        body = "".join(f"--{_BOUND}\r\n{part}\r\n" for part in parts) + f"--{_BOUND}--\r\n"
        kind = f"multipart/form-data; boundary={_BOUND}"
        return self._ask("POST", path, None, {"Content-Type": kind, "Referer": f"https://{HOST}/"}, body)

    def sign_in(self, name: str, password: str, *, port: int | None = None) -> None:
        token = token_in(self.get("/accounts/login/", port=port))
        fields = {"username": name, "password": password, "csrfmiddlewaretoken": token}
        answer = self.post("/accounts/login/", fields, port=port)
        assert answer.status == 302, answer.status

    def _ask(
        self, method: str, path: str, port: int | None, headers: dict[str, str], body: str = ""
    ) -> Answer:
        line = HTTPConnection(HOST, port or self.port, timeout=60)
        told = {"X-Forwarded-Proto": "https", "Host": HOST, **headers}
        if self.cookies:
            told["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            line.request(method, path, body or None, told)
            answer = line.getresponse()
            self._keep(answer.headers.get_all("Set-Cookie") or [])
            named = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, named, answer.read().decode(errors="replace"))
        finally:
            line.close()

    def _keep(self, cookies: list[str]) -> None:
        for cookie in cookies:
            name, _, value = cookie.partition(";")[0].partition("=")
            if "max-age=0" in cookie.lower() or value in ("", '""'):
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value


def token_in(answer: Answer) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', answer.body)
    assert found, f"no form on a page of status {answer.status}"
    return found[1]


class Crowd:
    """Readers, each asking for one page after the other; all answers are remembered."""

    def __init__(self, first: Visitor, ports: list[int], paths: tuple[str, ...], readers: int) -> None:
        self._first, self._ports, self._paths = first, ports, paths
        self._going = threading.Event()
        self.answers: list[list[Answer]] = [[] for _ in range(readers)]
        self.failures: list[str] = []
        self._threads = [threading.Thread(target=self._read, args=(n,)) for n in range(readers)]

    @property
    def count(self) -> int:
        return sum(map(len, self.answers))

    def _read(self, number: int) -> None:
        visitor, turn = self._first.again(), number
        while self._going.is_set():
            turn += 1
            port, path = self._ports[turn % len(self._ports)], self._paths[turn % len(self._paths)]
            try:
                answer = visitor.get(path, port=port)
            except (OSError, HTTPException) as error:
                self.failures.append(f"{time.monotonic():.2f} {path} {error!r}")
                continue
            self.answers[number].append(answer)
            if answer.status != 200:
                self.failures.append(f"{time.monotonic():.2f} {path} {answer.status}")


@contextmanager
def crowd(
    *ports: int, paths: tuple[str, ...] = (TOTAL,), readers: int = 3, first: Visitor | None = None
) -> Iterator[Crowd]:
    """As long as the block lasts; every reader goes from one port to the next, nobody or with its cookies."""
    readers_at_work = Crowd(first or Visitor(ports[0]), list(ports), paths, readers)
    readers_at_work._going.set()
    for thread in readers_at_work._threads:
        thread.start()
    try:
        yield readers_at_work
    finally:
        readers_at_work._going.clear()
        for thread in readers_at_work._threads:
            thread.join()
