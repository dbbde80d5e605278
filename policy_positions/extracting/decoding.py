"""Which characters the bytes of a file are, and how that is known."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from django.utils.translation import gettext

from tracker import written
from tracker.words import later as _

from .refusal import Refused

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
# What files of other kinds begin with, and what they are.
NO_TEXT = (
    (b"%PDF-", _("a PDF")),
    (b"PK\x03\x04", _("a document of a word processor, or an archive")),
    (b"\xd0\xcf\x11\xe0", _("a document of a word processor")),
    (b"{\\rtf", _("a rich text file")),
    (b"\x89PNG", _("a picture")),
    (b"\xff\xd8\xff", _("a picture")),
)
# The languages of the record are written in these, where a file is not in Unicode.
DETECTED_AMONG = ["cp1252", "mac_roman", "cp850", "utf_16_le", "utf_16_be"]
NAMES = {
    "cp1252": "Windows-1252",
    "mac_roman": _("Mac Roman"),
    "cp850": _("Code page 850"),
    "utf_16_le": _("UTF-16 without a mark"),
    "utf_16_be": _("UTF-16 without a mark"),
}
# Pages that name these are read by every browser as Windows-1252, which has the curly quotes beside them.
AS_WINDOWS = frozenset({"iso-8859-1", "iso8859-1", "latin1", "latin-1", "ascii", "us-ascii", "windows-1252"})
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_HEAD = 4096  # bytes in which a page must name its encoding


class Decoded(NamedTuple):
    """``encoding`` is its name, ``is_certain`` false where it was guessed from the bytes."""

    text: str
    encoding: str
    is_certain: bool


def decode(content: bytes, name: str) -> Decoded:
    """The text of a file; refused when it is none. Line ends become plain, as in what is pasted."""
    for start, kind in NO_TEXT:
        if content.startswith(start):
            raise Refused(
                gettext("%(name)s is %(kind)s, not a text: open it, copy the text and paste it.")
                % {"name": name, "kind": kind}
            )
    decoded = _marked(content, name) or _strictly(content, "utf-8", "UTF-8") or _declared(content)
    text, encoding, is_certain = decoded or _detected(content, name)
    if "\0" in text:
        raise Refused(
            gettext("%(name)s holds NUL characters, which no text has: save it as a text in UTF-8.")
            % {"name": name}
        )
    return Decoded(text.replace("\r\n", "\n").replace("\r", "\n"), encoding, is_certain)


def _marked(content: bytes, name: str) -> Decoded | None:
    for mark, codec, said in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            decoded = _strictly(content, codec, said)
            if decoded is None:
                raise Refused(
                    gettext("%(name)s begins as %(said)s and does not go on so: save it again, in UTF-8.")
                    % {"name": name, "said": said}
                )
            return decoded
    return None


def _strictly(content: bytes, codec: str, said: str) -> Decoded | None:
    try:
        return Decoded(content.decode(codec), said, is_certain=True)
    except (UnicodeError, LookupError):
        return None


def _declared(content: bytes) -> Decoded | None:
    """In the encoding that a page names itself, if it can be."""
    found = _DECLARED.search(content[:_HEAD])
    if found is None:
        return None
    named = found[1].decode("ascii").lower()
    codec = "cp1252" if named in AS_WINDOWS else named
    return _strictly(content, codec, NAMES.get(codec, named))


def _detected(content: bytes, name: str) -> Decoded:
    from charset_normalizer import from_bytes  # loaded only where a file is not UTF-8

    best = from_bytes(content, cp_isolation=DETECTED_AMONG).best()
    if best is None:
        byte = _first_that_is_no_utf_8(content)
        raise Refused(
            gettext("%(name)s is in no encoding that is known here (%(byte)s): save it as a text in UTF-8.")
            % {"name": name, "byte": byte}
        )
    return Decoded(str(best), NAMES[best.encoding], is_certain=False)


def _first_that_is_no_utf_8(content: bytes) -> str:
    try:
        content.decode()
    except UnicodeDecodeError as error:
        return gettext("its byte %(content)s at %(start)s is none of UTF-8") % {
            "content": format(content[error.start], "#04x"),
            "start": written.number(error.start),
        }
    return gettext("it has no readable character")
