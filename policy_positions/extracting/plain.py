"""What the first lines of a text say of it: its title, who wrote it, where."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext

from .proposal import Proposal

LONGEST_TITLE = 150
LINES_OF_A_HEAD = 6
LONGEST_LINE = 400  # what is looked at of each
_ENDS_A_SENTENCE = (".", "!", "…", ":", ",", ";", "”", '"')
_BYLINE = re.compile(r"\s*(?:By|Por)\s+(?P<author>[^\W\d_][^\n]{2,80}?)\s*", re.UNICODE)
# “HAVANA, Cuba — The …”, “ANTIGUA, Guatemala (Reuters) - The …”: capitals first, then a dash.
_DATELINE = re.compile(
    r"\s*(?P<dateline>[^\W\d_a-zà-ÿ][^\Wa-zà-ÿ]+(?:[ .'’-]+[^\Wa-zà-ÿ]+)*(?:,\s[^\W\d_][\w .'’-]*?)?)"
    r"(?:\s\((?P<agency>[^()\n]{2,40})\))?\s+[—–-]{1,2}\s"
)


def proposals(text: str) -> Iterator[Proposal]:
    head = [line[:LONGEST_LINE] for line in text.split("\n") if line.strip()][:LINES_OF_A_HEAD]
    if len(head) > 1 and _may_be_a_title(head[0]):
        yield Proposal("title", head[0].strip(), gettext("the first line of the text"))
    for line in head:
        if byline := _BYLINE.fullmatch(line):
            yield Proposal(
                "author", byline["author"], gettext("the line “%(strip)s”") % {"strip": line.strip()}
            )
        if found := _DATELINE.match(line):
            yield Proposal("dateline", found["dateline"].strip(), gettext("the words before the first dash"))
            if found["agency"]:
                yield Proposal(
                    "publisher",
                    found["agency"],
                    gettext("the dateline, “(%(found)s)”") % {"found": found["agency"]},
                )
            return


def _may_be_a_title(line: str) -> bool:
    line = line.strip()
    is_short = len(line) <= LONGEST_TITLE and not line.endswith(_ENDS_A_SENTENCE)
    return is_short and not _DATELINE.match(line) and not _BYLINE.fullmatch(line)
