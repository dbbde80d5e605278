"""Pairs of one kind, counted; and the record after them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from policy_positions import columns
from policy_positions.columns import Columns
from policy_positions.columns.arrays import read_arrays
from policy_positions.inspection import unproven_history
from policy_positions.models import Position
from tests.test_columns import everything_in

from .pairs import Cast, Scene
from .racing import Lanes, overlapped


@dataclass
class Tally:
    pairs: int = 0
    both: int = 0  # were done
    overlapping: int = 0
    faults: list[str] = field(default_factory=list)


def run(
    kind: Callable[[Cast], Scene],
    cast: Cast,
    pairs: int,
    lanes: Lanes,
    after_each: Callable[[int], None] = lambda pairs: None,
) -> Tally:
    tally = Tally()
    for _ in range(pairs):
        scene = kind(cast)
        endings = lanes.race(*scene.acts)
        fault = "; ".join(ending.failure for ending in endings if ending.failure) or scene.judge(*endings)
        tally.pairs += 1
        tally.both += all(ending.done for ending in endings)
        tally.overlapping += overlapped(*endings)
        tally.faults += [fault] if fault else []
        columns.current()  # a reader, who renews what is in memory between any two acts
        after_each(1)
    return tally


def wrong_with_the_record() -> Iterator[str]:
    """The chain of acts, and what readers are answered from against the rows."""
    yield from map(str, unproven_history())
    held = columns.current()
    anew = read_arrays(held.packing, held.terms)
    if everything_in(held) != everything_in(Columns(None, held.dimensions, held.terms, held.packing, anew)):
        yield "the columns in memory are not those of the rows"
    if sorted(held.ids.tolist()) != sorted(Position.objects.published().values_list("pk", flat=True)):
        yield "the columns in memory hold other positions than are published"
