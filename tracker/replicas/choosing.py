"""Which database may serve a reader: a replica that has come far enough, or else the primary."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from django.conf import settings
from django.db import DatabaseError, InterfaceError

from policy_positions import columns
from policy_positions.models import DataRevision

from .newest import Newest
from .outages import Outages
from .router import PRIMARY
from .states import Revision, State, state_of


class Source(NamedTuple):
    alias: str
    revision: Revision | None
    is_known: bool  # False where nothing answered, so that the revision is not


AT_THE_PRIMARY = Source(PRIMARY, None, is_known=False)


class Sources:
    """As this process knows them."""

    def __init__(self) -> None:
        self.outages = Outages()
        self.newest = Newest(self.outages)
        self._turns = itertools.count()
        self._level_at: dict[str, float] = {}

    def choose(self, written: int) -> Source:
        """For a reader who has written up to that position of the log; 0 for who has written nothing.

        A replica that receives nothing is the last resort: it may be behind without knowing, but while
        the primary is away too nothing new comes to be.
        """
        newest = self.newest.shown()
        states = []
        for state in self._states():
            is_far_enough = state.position >= written and state.number >= newest
            if is_far_enough and self._is_fresh(state):
                return self._shown(state)
            if is_far_enough:
                states.append(state)
        from_primary = self._primary(newest)
        if from_primary is not None:
            return from_primary
        return self._shown(max(states, key=lambda state: state.position)) if states else AT_THE_PRIMARY

    def has_shown(self, alias: str, *, made_anew: bool) -> None:
        """What was committed while a page was made may stand on it: it leaves when all nodes know."""
        self.newest.show(columns.held_number())
        if made_anew:
            with suppress(DatabaseError, InterfaceError):
                revision = DataRevision.objects.using(alias).current()
                self.newest.show(revision[0] if revision else 0)

    def _states(self) -> Iterator[State]:
        """The replicas that answer, each time beginning with another."""
        aliases = list(settings.REPLICAS)
        turn = next(self._turns) % len(aliases)
        for alias in aliases[turn:] + aliases[:turn]:
            if not self.outages.may_try(alias):
                continue
            try:
                state = state_of(alias)
            except (DatabaseError, InterfaceError):
                self.outages.begin(alias)
                continue
            self.outages.end(alias)
            yield state

    def _shown(self, state: State) -> Source:
        self.newest.show(state.number)
        return Source(state.alias, state.revision, is_known=True)

    def _primary(self, newest: int) -> Source | None:
        if not self.outages.may_try(PRIMARY):
            return None
        try:
            revision = DataRevision.objects.using(PRIMARY).current()
        except (DatabaseError, InterfaceError):
            self.outages.begin(PRIMARY)
            return None
        self.outages.end(PRIMARY)
        number = revision[0] if revision else 0
        if number < newest:
            self.newest.begin_again(number)
        else:
            self.newest.show(number)
        return Source(PRIMARY, revision, is_known=True)

    def _is_fresh(self, state: State) -> bool:
        """After a quiet hour what it replayed last is an hour old, and yet it is not an hour behind."""
        if state.behind is None:
            return False
        now = time.monotonic()
        if state.behind == 0:
            self._level_at[state.alias] = now
        since = now - self._level_at.setdefault(state.alias, now)
        return min(state.behind, since) <= settings.REPLICA_LAG_SECONDS
