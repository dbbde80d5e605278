"""What was asked for last, as much as there is room for."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, Protocol, TypeVar


class Sized(Protocol):
    @property
    def nbytes(self) -> int: ...


T = TypeVar("T", bound=Sized)


class Latest(Generic[T]):
    """``room`` is in bytes; what came last stays, however large it is.

    What is kept may grow after it was: the room is looked at when another comes.
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._kept: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> T | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: Hashable, value: T) -> T:
        with self._lock:
            self._kept[key] = value
            self._kept.move_to_end(key)
            excess = sum(each.nbytes for each in self._kept.values()) - self._room
            while excess > 0 and len(self._kept) > 1:
                _, oldest = self._kept.popitem(last=False)
                excess -= oldest.nbytes
        return value
