"""The catalogues of the other languages: what is said on pages, in code and by the record.

`make messages` writes what is to be translated into locale/; whoever starts the site or its tests compiles
what has changed there. Nothing but Python is needed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import django
from django.apps import apps
from django.db import models
from django.utils.text import capfirst

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tracker.languages import OTHERS
from tracker.written import set_in

TOP = Path(__file__).resolve().parents[1]
FOLDER = TOP / "locale"
WIDTH = 100
HEADER = "# What is said on the pages; docs/languages.md says how it is translated."

# Of each file of the record, the fields whose words are in the catalogues; other rows hold their own.
OF_THE_RECORD = {
    "countries": ("capital", "oas_note"),
    "leaders": ("title",),
    "summits": ("reason",),
    "positions": ("summary",),
}
IN_FORMS = ("summit", "leader", "tenure", "issue", "source", "samplingplan")
# Which folders are in English alone: the API's documents, what the command line says, the stock admin.
SOURCES = [
    ("templates/api/_discovery.html", "jinja2"),
    ("templates/api/**", "ignore"),
    ("templates/browse/styleguide**", "ignore"),
    ("templates/**", "jinja2"),
    ("policy_positions/**.py", "python"),
    ("tracker/**.py", "python"),
    ("fixtures/*.json", "tracker.catalogues:words_of_record"),
]
JINJA = {"trimmed": "true", "newstyle_gettext": "true", "trim_blocks": "true", "lstrip_blocks": "true"}
KEYWORDS: dict[str, Any] = DEFAULT_KEYWORDS | {"gettext_lazy": None, "gettext_noop": None}
FOLDERS = ("templates", "policy_positions", "tracker", "fixtures")


def catalogue_of(language: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / "django.po"


def compile_what_changed() -> None:
    """Each by its time; put in place at once, so that no other process reads half of it."""
    for language in OTHERS:
        po = catalogue_of(language)
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns:
            continue
        compiled = mo.with_suffix(f".{os.getpid()}")
        with compiled.open("wb") as file:
            write_mo(file, as_printed(language))
        compiled.replace(mo)


def as_printed(language: str) -> Catalog:
    """With the spaces that never break, which nobody types."""
    catalogue = read(language)
    for message in catalogue:
        strings = message.string or ""
        message.string = (
            set_in(language, strings)
            if isinstance(strings, str)
            else tuple(set_in(language, string) for string in strings)
        )
    return catalogue


def read(language: str) -> Catalog:
    with catalogue_of(language).open("rb") as file:
        return read_po(file, locale=language)


def renew() -> None:
    """Take in what is said now and drop what is said no more; what is new waits for its translation."""
    said = extracted()
    for language in OTHERS:
        catalogue = (
            read(language)
            if catalogue_of(language).exists()
            else Catalog(language, project="Tracker", fuzzy=False)
        )
        catalogue.update(said, no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        catalogue.header_comment, catalogue.fuzzy = HEADER, False
        catalogue_of(language).parent.mkdir(parents=True, exist_ok=True)
        with catalogue_of(language).open("wb") as file:
            write_po(file, catalogue, width=WIDTH, sort_by_file=True, include_lineno=False, omit_header=False)


def extracted() -> Catalog:
    """Everything that is marked as words for people, with the files that it stands in."""
    said = Catalog()
    found = extract_from_dir(
        TOP,
        method_map=SOURCES,
        options_map={pattern: JINJA for pattern, method in SOURCES if method == "jinja2"},
        keywords=KEYWORDS,
        directory_filter=_holds_words,
    )
    for name, _line, words, comments, context in found:
        said.add(words, None, [(name, 0)], auto_comments=comments, context=context)
    for words in _of_models():
        said.add(words, None, [("policy_positions/models", 0)])
    return said


def _of_models() -> Iterator[str]:
    """What forms call the fields of models, and how they explain them; `_field.html` has them translated."""
    for name in IN_FORMS:
        for field in apps.get_model("policy_positions", name)._meta.get_fields():
            if isinstance(field, models.Field) and field.editable and not field.primary_key:
                yield capfirst(str(field.verbose_name))
                if field.help_text:
                    yield str(field.help_text)


def _holds_words(folder: str | os.PathLike[str]) -> bool:
    place = Path(folder)
    return place == TOP or place.relative_to(TOP).parts[0] in FOLDERS


def words_of_record(
    file: BinaryIO, keywords: object, comment_tags: object, options: object
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Babel's extraction from a file of the record: a number for the line, no function, the words."""
    fields = OF_THE_RECORD.get(Path(file.name).stem, ())
    for number, row in enumerate(json.load(file), start=1):
        for words in dict.fromkeys(_named(row, fields)):
            yield number, "", words, []


def _named(row: dict[str, Any], fields: tuple[str, ...]) -> Iterator[str]:
    for name, value in row.items():
        if name in fields and value:
            yield str(value)
        elif isinstance(value, list):
            for each in value:
                if isinstance(each, dict):
                    yield from _named(each, fields)


if __name__ == "__main__":
    django.setup()
    renew()
