"""A frozen database neither answers nor hangs up. Who waits for it is let go, and answers that it is away.

TCP does not notice: the kernel of a stopped server goes on confirming what it is sent. So a thread looks at
the requests that take long, asks the server itself for a sign of life, and without one closes their lines.
"""

from __future__ import annotations

import os
import socket
import struct
import threading
import time
import weakref
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.db import connections
from django.http import HttpRequest, HttpResponseBase

from tracker.replicas.router import PRIMARY, reads_as_nobody

from .failures import unavailable

Answering = Callable[[HttpRequest], HttpResponseBase]

PATIENCE = 0.75  # seconds that a request may take before anybody asks what it waits for
PAUSE = 0.25
SIGN_OF_LIFE = 0.75
_ARE_YOU_THERE = struct.pack("!ii", 8, 80877103)  # SSLRequest: any server answers it with one letter


Place = tuple[str, int]


class Watch:
    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response
        self._waiting: dict[int, tuple[float, Sequence[Any]]] = {}
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self._frozen_primary: Place | None = None

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        self._look()
        if self._frozen_primary is not None and _needs_primary(request):
            if not is_alive(self._frozen_primary):
                return unavailable(request)
            self._frozen_primary = None
        number = threading.get_ident()
        self._waiting[number] = (time.monotonic(), connections.all())
        try:
            return self.get_response(request)
        finally:
            self._waiting.pop(number, None)

    def _look(self) -> None:
        """Begin to, in the process that answers: a thread does not outlive a fork."""
        if self._thread is None or not self._thread.is_alive():
            with self._starting:
                if self._thread is None or not self._thread.is_alive():
                    self._thread = threading.Thread(
                        target=_watch, args=(weakref.ref(self),), name="database-watch", daemon=True
                    )
                    self._thread.start()

    def let_go(self) -> None:
        """Of lines that a request has waited for too long, to a server that gives no sign of life."""
        long_ago = time.monotonic() - PATIENCE
        waiting = [lines for began, lines in list(self._waiting.values()) if began < long_ago]
        open_lines = [(line, place) for lines in waiting for line in lines if (place := place_of(line))]
        frozen = {place for place in {place for _, place in open_lines} if not is_alive(place)}
        for line, place in open_lines:
            if place in frozen:
                self._frozen_primary = place if line.alias == PRIMARY else self._frozen_primary
                _hang_up(line)


def _watch(site: weakref.ref[Watch]) -> None:
    """For as long as there is a site to look after: tests make one for each client."""
    while _looked_after(site()):
        time.sleep(PAUSE)


def _looked_after(site: Watch | None) -> bool:
    if site is None:
        return False
    site.let_go()
    return True


def _needs_primary(request: HttpRequest) -> bool:
    return not settings.REPLICAS or not reads_as_nobody(request)


def place_of(line: Any) -> Place | None:
    """Of several servers that the settings name, the one that the line goes to."""
    with suppress(Exception):  # closed meanwhile
        return line.connection.info.host or "localhost", line.connection.info.port
    return None


def is_alive(place: Place) -> bool:
    host, port = place
    is_local = host.startswith("/")
    with socket.socket(socket.AF_UNIX if is_local else socket.AF_INET) as line:
        line.settimeout(SIGN_OF_LIFE)
        try:
            line.connect(f"{host}/.s.PGSQL.{port}" if is_local else (host, port))
            line.sendall(_ARE_YOU_THERE)
            return bool(line.recv(1))
        except OSError:
            return False


def _hang_up(held: Any) -> None:
    """Close the line under a query that waits: its thread is told that the server is gone."""
    with suppress(Exception), socket.socket(fileno=os.dup(held.connection.fileno())) as line:
        line.shutdown(socket.SHUT_RDWR)  # unless it was answered meanwhile
