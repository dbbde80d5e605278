"""Requests over plain sockets, so that what no client library would send is sent; answers are judged."""

from __future__ import annotations

import re
import socket
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse
from urllib.parse import quote, urlsplit

from .corpus import FORM
from .requests import Request

PATIENCE = 60.0
POLICY = "Content-Security-Policy"
BY_THE_SERVER = "by the web server"  # the site numbers every answer of its own
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')


@dataclass
class Session:
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def header(self) -> tuple[tuple[str, str], ...]:
        written = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return (("Cookie", written),) if written else ()

    def keep(self, answer: HTTPResponse) -> None:
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, rest = line.partition("=")
            self.cookies[name] = rest.partition(";")[0]


@dataclass
class Tally:
    statuses: Counter[int] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    slowest: float = 0.0

    @property
    def sent(self) -> int:
        return self.statuses.total()


class Site:
    def __init__(self, address: str) -> None:
        self.place = urlsplit(address)
        self.host = f"{self.place.hostname}:{self.place.port}"

    def sign_in(self, username: str, password: str) -> Session:
        session = Session()
        _, form = self.ask("GET", b"/accounts/login/", session=session)
        found = _TOKEN.search(form)
        fields = {
            "username": username,
            "password": password,
            "csrfmiddlewaretoken": found[1].decode() if found else "",
        }
        body = "&".join(f"{name}={quote(value)}" for name, value in fields.items()).encode()
        answer, _ = self.ask("POST", b"/accounts/login/", (("Content-Type", FORM),), body, session)
        if answer.status != 302:
            raise RuntimeError(f"{username} cannot sign in: {answer.status}")
        return session

    def ask(
        self,
        method: str,
        target: bytes,
        headers: Iterable[tuple[str, str]] = (),
        body: bytes = b"",
        session: Session | None = None,
    ) -> tuple[HTTPResponse, bytes]:
        headers = (*(session.header if session else ()), *headers)
        names = {name.lower() for name, _ in headers}
        if "host" not in names:
            headers = (("Host", self.host), *headers)
        if body or method == "POST":
            headers = (*headers, ("Content-Length", str(len(body))))
        lines = [f"{name}: {value}".encode("latin-1", "replace") for name, value in headers]
        head = b"\r\n".join([method.encode() + b" " + target + b" HTTP/1.1", *lines, b"Connection: close"])
        with socket.create_connection((self.place.hostname, self.place.port), timeout=PATIENCE) as wire:
            _send(wire, head + b"\r\n\r\n" + body)
            answer = HTTPResponse(wire, method=method)
            answer.begin()
            held = answer.read()
        if session is not None:
            session.keep(answer)
        return answer, held


def _send(wire: socket.socket, message: bytes) -> None:
    """A server may refuse before it has read all: what it says then still counts."""
    with suppress(BrokenPipeError, ConnectionResetError):
        wire.sendall(message)


def throw(site: Site, thrown: Iterator[Request], sessions: dict[str, Session]) -> Tally:
    tally = Tally()
    for request in thrown:
        began = time.monotonic()
        try:
            answer, held = site.ask(*_dressed(request, sessions))
            tally.statuses[answer.status] += 1
            if fault := _fault(answer, held):
                tally.failures.append(f"{fault}: {_told(request)}")
        except (OSError, HTTPException) as error:
            tally.statuses[0] += 1
            tally.failures.append(f"no answer ({error!r}): {_told(request)}")
        tally.slowest = max(tally.slowest, time.monotonic() - began)
    return tally


def _dressed(
    request: Request, sessions: dict[str, Session]
) -> tuple[str, bytes, tuple[tuple[str, str], ...], bytes]:
    """The request as it is sent: in the session of its role, mostly with the token that its forms ask for."""
    session = sessions.get(request.role)
    if session is None:
        return request.method, request.target, request.headers, request.body
    headers = (*session.header, *(each for each in request.headers if each[0] != "Cookie"))
    token = next((value for name, value in session.cookies.items() if name.endswith("csrftoken")), "")
    if request.with_token and token:
        headers = (*(each for each in headers if each[0] != "X-CSRFToken"), ("X-CSRFToken", token))
    return request.method, request.target, headers, request.body


def _fault(answer: HTTPResponse, held: bytes) -> str:
    if answer.status >= 500 and answer.status != 501:
        return str(answer.status) if "X-Request-ID" in answer.headers else f"{answer.status} {BY_THE_SERVER}"
    by_the_site = "Date" in answer.headers  # gunicorn refuses what is no HTTP with an undated page of its own
    if by_the_site and POLICY not in answer.headers:
        return f"{answer.status} without a content policy"
    if b"Traceback (most recent call last)" in held:
        return "a traceback"
    return ""


def _told(request: Request) -> str:
    who = request.role or "nobody"
    return (
        f"#{request.number} {who} {request.method} {request.target[:300]!r} {request.headers} "
        f"{request.body[:200]!r}"
    )
