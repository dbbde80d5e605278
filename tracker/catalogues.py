"""The catalogues of the other languages: translators write .po files, pages read what these are compiled to.

Nothing but Python is needed, and nobody has to remember it: who starts the site or its tests compiles them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).resolve().parents[1] / "locale"


def written() -> Iterator[Path]:
    return iter(sorted(FOLDER.glob("*/LC_MESSAGES/django.po")))


def compile_what_changed() -> None:
    """Each by its time; put in place at once, so that no other process reads half of it."""
    for po in written():
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns:
            continue
        with po.open("rb") as file:
            catalogue = read_po(file, locale=po.parents[1].name)
        compiled = mo.with_suffix(f".{os.getpid()}")
        with compiled.open("wb") as file:
            write_mo(file, catalogue)
        compiled.replace(mo)
