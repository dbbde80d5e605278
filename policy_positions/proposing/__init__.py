"""What an editor might code of a text, each with its reason. Pure: text in, proposals out, no decision."""

from .coding import Proposed, propose
from .gazetteer import Body, Gazetteer, Holder, HolderKind, Meeting, Office, Person, Place, Topic
from .reading import Reading
from .statements import Statement, of_one_place, statements

__all__ = [
    "Body",
    "Gazetteer",
    "Holder",
    "HolderKind",
    "Meeting",
    "Office",
    "Person",
    "Place",
    "Proposed",
    "Reading",
    "Statement",
    "Topic",
    "of_one_place",
    "propose",
    "statements",
]
