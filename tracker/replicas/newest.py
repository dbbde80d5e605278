"""The newest revision that any node has shown to anybody: who saw it there must not see an older one here.

Each node writes it into the shared cache before it answers. While the cache does not know, or there is none,
the primary is asked for its own, which is at least as new; without either a node goes by what it has shown.
"""

from __future__ import annotations

import threading

from django.conf import settings
from django.db import DatabaseError, InterfaceError

from django_redis import get_redis_connection
from redis.exceptions import RedisError

from policy_positions import columns
from policy_positions.models import DataRevision

from .outages import Outages
from .router import PRIMARY

CACHE = "cache"
_KEY, _NAME = "tracker:shown", "revision"


class Newest:
    def __init__(self, outages: Outages) -> None:
        self._outages = outages
        self._here = 0
        self._lock = threading.Lock()

    def shown(self) -> int:
        """The number below which no revision may be shown."""
        elsewhere = self._in_cache()
        if elsewhere is None:
            elsewhere = self._on_primary()
        return max(self._here, elsewhere or 0, columns.held_number())

    def show(self, number: int) -> None:
        """It is going to be shown."""
        if number <= self._here:
            return
        with self._lock:
            self._here = max(self._here, number)
        self._write(number, is_reset=False)

    def begin_again(self, number: int) -> None:
        """The primary itself has no more than this: another history has taken the place of what was shown."""
        with self._lock:
            self._here = number
        self._write(number, is_reset=True)

    def _in_cache(self) -> int | None:
        if not settings.SHARED_CACHE or not self._outages.may_try(CACHE):
            return None
        try:
            score = get_redis_connection().zscore(_KEY, _NAME)
        except RedisError:
            self._outages.begin(CACHE)
            return None
        self._outages.end(CACHE)
        return None if score is None else int(score)

    def _on_primary(self) -> int | None:
        if not self._outages.may_try(PRIMARY):
            return None
        try:
            revision = DataRevision.objects.using(PRIMARY).current()
        except (DatabaseError, InterfaceError):
            self._outages.begin(PRIMARY)
            return None
        self._outages.end(PRIMARY)
        number = revision[0] if revision else 0
        self._write(number, is_reset=False)
        return number

    def _write(self, number: int, *, is_reset: bool) -> None:
        """Only ever upwards, whoever else writes at the same time; unless all begins again."""
        if not settings.SHARED_CACHE or not self._outages.may_try(CACHE):
            return
        try:
            get_redis_connection().zadd(_KEY, {_NAME: number}, gt=not is_reset)
        except RedisError:
            self._outages.begin(CACHE)
