"""What a text says of itself: proposed to the editor, never taken for granted."""

from typing import NamedTuple


class Proposal(NamedTuple):
    """``field`` is one of the form's, ``value`` as the editor would type it, ``origin`` where it stands."""

    field: str
    value: str
    origin: str
