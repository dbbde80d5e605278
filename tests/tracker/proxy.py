"""A line to a server that can be slow, be cut, or fall silent."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PIECE = 64 * 1024


class Proxy:
    """Carries what comes to a port of this machine to a socket, as well as it is told to at the moment."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.delay = 0.0  # seconds before each piece of an answer
        self.cut_after: int | None = None  # bytes of an answer
        self.is_silent = False
        self.port = 0
        self.cuts = 0
        self._loop = asyncio.new_event_loop()
        self._is_up = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        self._is_up.wait(30)

    def _run(self) -> None:
        self._loop.run_until_complete(self._listen())
        self._loop.run_forever()

    async def _listen(self) -> None:
        server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        self._is_up.set()

    async def _carry(self, asking: asyncio.StreamReader, answered: asyncio.StreamWriter) -> None:
        try:
            answering, asked = await asyncio.open_unix_connection(str(self.target))
        except OSError:
            answered.transport.abort()
            return
        both = asyncio.gather(self._pass(asking, asked), self._pass_answers(answering, answered))
        with suppress(OSError):
            await both
        for end in (asked, answered):
            end.transport.abort()

    async def _pass(self, given: asyncio.StreamReader, taken: asyncio.StreamWriter) -> None:
        while piece := await given.read(PIECE):
            while self.is_silent:
                await asyncio.sleep(0.01)
            taken.write(piece)
            await taken.drain()
        raise ConnectionResetError

    async def _pass_answers(self, given: asyncio.StreamReader, taken: asyncio.StreamWriter) -> None:
        while piece := await given.read(PIECE):
            await asyncio.sleep(self.delay)
            while self.is_silent:
                await asyncio.sleep(0.01)
            if self.cut_after is not None:
                taken.write(piece[: self.cut_after])
                await taken.drain()
                self.cut_after -= len(piece)
                if self.cut_after <= 0:
                    self.cuts += 1
                    raise ConnectionResetError
                continue
            taken.write(piece)
            await taken.drain()
        raise ConnectionResetError

    @contextmanager
    def behaving(
        self, *, delay: float = 0, cut_after: int | None = None, is_silent: bool = False
    ) -> Iterator[None]:
        self.delay, self.cut_after, self.is_silent = delay, cut_after, is_silent
        try:
            yield
        finally:
            self.delay, self.cut_after, self.is_silent = 0, None, False
