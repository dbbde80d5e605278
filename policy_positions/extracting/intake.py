"""One file, or one pasted text, read: its text, its proposals, and what proves which file it was."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from django.utils.translation import gettext

from tracker import written

from .. import quoting
from . import pages, plain
from .decoding import decode
from .proposal import Proposal
from .refusal import Refused

LARGEST_FILE = 5 * 1024 * 1024  # bytes; a news page with all its scripts stays well below
LONGEST_TEXT = 400_000  # characters: a book of 150 pages, and what Django takes in one form
HTML, TEXT = "text/html", "text/plain"
FILE_TYPES = {".html": HTML, ".htm": HTML, ".xhtml": HTML, ".txt": TEXT, ".text": TEXT, ".md": TEXT}
_IS_A_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S)


@dataclass(frozen=True)
class Extract:
    """``proposals`` has one for a field; ``hidden`` counts the unseen characters that were left out.

    Digest, type and encoding are of the file, and empty where text was pasted.
    """

    text: str
    proposals: dict[str, Proposal]
    file_sha256: str = ""
    file_type: str = ""
    encoding: str = ""
    encoding_is_certain: bool = True
    hidden: int = 0


def extract(content: bytes, name: str) -> Extract:
    """Read a file of text or HTML; refuse what is neither, is empty or is too large."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in FILE_TYPES:
        raise Refused(
            gettext("%(name)s is of no kind that is read here; these are: %(file_types)s.")
            % {"name": name, "file_types": ", ".join(FILE_TYPES)}
        )
    if len(content) > LARGEST_FILE:
        most = LARGEST_FILE // 1024 // 1024
        raise Refused(
            gettext("%(name)s is larger than %(most)s MB, which is the most: copy the text and paste it.")
            % {"name": name, "most": most}
        )
    decoded = decode(content, name)
    if not decoded.text.strip():
        raise Refused(gettext("%(name)s is empty.") % {"name": name})
    is_page = FILE_TYPES[suffix] == HTML or bool(_IS_A_PAGE.match(decoded.text))
    text, said = pages.read(decoded.text, name) if is_page else (decoded.text, [])
    shown = quoting.visible(text)
    _require_short_enough(shown, name)
    return Extract(
        text=shown,
        proposals=_first_of_each([*said, *plain.proposals(shown)]),
        file_sha256=hashlib.sha256(content).hexdigest(),
        file_type=HTML if is_page else TEXT,
        encoding=decoded.encoding,
        encoding_is_certain=decoded.is_certain,
        hidden=len(text) - len(shown),
    )


def _require_short_enough(shown: str, name: str) -> None:
    if len(shown) > LONGEST_TEXT:
        raise Refused(
            gettext(
                "The text of %(name)s has %(shown)s characters, and %(longest_text)s is the "
                "most: take in a long document chapter by chapter."
            )
            % {
                "name": name,
                "shown": written.number(len(shown)),
                "longest_text": written.number(LONGEST_TEXT),
            }
        )


def read_pasted(text: str) -> Extract:
    return Extract(text, _first_of_each(plain.proposals(text)))


def _first_of_each(proposals: Iterable[Proposal]) -> dict[str, Proposal]:
    found: dict[str, Proposal] = {}
    for proposal in proposals:
        found.setdefault(proposal.field, proposal)
    return found
