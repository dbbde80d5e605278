"""Programs that tests and benchmarks start: are those of other makers here, and a process of each."""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.servers import PROJECT, wait_until

HOST = "127.0.0.1"
PACKAGES = ("pgbouncer", "redis-server", "haproxy", "nginx")  # Debian names program and package alike
PATH = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])


def place_of(program: str) -> str | None:
    return shutil.which(program, path=PATH)


def missing() -> list[str]:
    """Those that are not installed here."""
    return [program for program in PACKAGES if place_of(program) is None]


def free_ports(count: int) -> list[int]:
    """Below those that the kernel hands out to clients: nobody takes one of these by chance."""
    found: list[int] = []
    while len(found) < count:
        port = random.randint(15_000, 29_999)
        with socket.socket() as taken:
            if port not in found and taken.connect_ex((HOST, port)) != 0:
                found.append(port)
    return found


def accepts(port: int) -> bool:
    with socket.socket() as line:
        line.settimeout(0.5)
        return line.connect_ex((HOST, port)) == 0


class Program:
    """One process, started anew as often as is asked; what it says goes to a file."""

    def __init__(
        self,
        name: str,
        words: Sequence[str],
        log: Path,
        port: int,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.name, self.words, self.log, self.port = name, list(words), log, port
        self.environment = {**os.environ, **(environment or {})}
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.begin()
        self.await_start()

    def begin(self) -> None:
        """And wait for nothing: several can begin at the same time."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.words,
                cwd=PROJECT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def await_start(self) -> None:
        wait_until(self._has_started, f"{self.name} answers, or see {self.log}")

    def _has_started(self) -> bool:
        assert self.process is not None and self.process.poll() is None, (
            f"{self.name} ended: {self.log.read_text()[-2000:]}"
        )
        return accepts(self.port)

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self, by: signal.Signals = signal.SIGTERM) -> None:
        if self.process is None or not self.is_running:
            return
        self.process.send_signal(by)
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def kill(self) -> None:
        self.stop(signal.SIGKILL)
