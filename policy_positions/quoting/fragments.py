"""Links that open a source at the passage: the text fragments of the web platform."""

from __future__ import annotations

import re
from urllib.parse import quote

LONGEST = 300  # characters; a longer passage is named by its first and last words
WORDS_AT_AN_END = 6

_LINE_ENDS = re.compile(r"\s*[\r\n]\s*")
_BLANKS = re.compile(r"[ \t\v\f]+")


def text_fragment_url(url: str, exact: str, prefix: str = "", suffix: str = "") -> str:
    """The source's address, opened at the passage by browsers that can; empty where there is no address.

    A passage that is long or runs over a line end is named by its first and last words, because a browser
    looks for no single piece of text across paragraphs. For the same reason only the nearest line of what
    stands before and after is named.
    """
    if not url:
        return ""
    before, after = _lines(prefix)[-1:], _lines(suffix)[:1]
    terms = [
        *(f"{_encoded(line)}-" for line in before),
        *map(_encoded, _ends(_lines(exact))),
        *(f"-{_encoded(line)}" for line in after),
    ]
    page = url.split(":~:")[0].removesuffix("#")
    return f"{page}{'' if '#' in page else '#'}:~:text={','.join(terms)}"


def _lines(text: str) -> list[str]:
    return [_BLANKS.sub(" ", line) for line in _LINE_ENDS.split(text.strip()) if line]


def _ends(lines: list[str]) -> list[str]:
    """The passage, or its first words and its last."""
    first, last = lines[0].split(" "), lines[-1].split(" ")
    if len(lines) == 1 and (len(lines[0]) <= LONGEST or len(first) < 2 * WORDS_AT_AN_END):
        return lines
    return [" ".join(first[:WORDS_AT_AN_END]), " ".join(last[-WORDS_AT_AN_END:])]


def _encoded(text: str) -> str:
    """Percent-encoded, with the hyphen too: in a text fragment it marks what stands before and after."""
    return quote(text, safe="").replace("-", "%2D")
