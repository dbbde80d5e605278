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
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.db import connection, connections
from django.http import HttpRequest, HttpResponseBase

from .failures import unavailable

Answering = Callable[[HttpRequest], HttpResponseBase]

PATIENCE = 0.75  # seconds that a request may take before anybody asks what it waits for
PAUSE = 0.25
SIGN_OF_LIFE = 0.75
_ARE_YOU_THERE = struct.pack("!ii", 8, 80877103)  # SSLRequest: any server answers it with one letter


class Watch:
    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response
        self._waiting: dict[int, tuple[float, Any]] = {}
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self._is_frozen = False

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        self._look()
        if self._is_frozen and not is_alive():
            return unavailable(request)
        self._is_frozen = False
        number = threading.get_ident()
        self._waiting[number] = (time.monotonic(), connections["default"])
        try:
            return self.get_response(request)
        finally:
            self._waiting.pop(number, None)

    def _look(self) -> None:
        """Begin to, in the process that answers: a thread does not outlive a fork."""
        if self._thread is None or not self._thread.is_alive():
            with self._starting:
                if self._thread is None or not self._thread.is_alive():
                    self._thread = threading.Thread(target=self._watch, name="database-watch", daemon=True)
                    self._thread.start()

    def _watch(self) -> None:
        while True:
            time.sleep(PAUSE)
            long_ago = time.monotonic() - PATIENCE
            waiting = [(began, held) for began, held in list(self._waiting.values()) if began < long_ago]
            if waiting and not is_alive():
                self._is_frozen = True
                for _, held in waiting:
                    _hang_up(held)


def is_alive() -> bool:
    place = connection.settings_dict
    host, port = place["HOST"] or "localhost", int(place["PORT"] or 5432)
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
