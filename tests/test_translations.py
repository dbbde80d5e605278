"""Nothing is left untranslated: what is marked has its translations, and what people read is marked."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import cycle
from pathlib import Path

from django.db.models import Value
from django.db.models.functions import Concat

import pytest
from babel.messages.catalog import Message

from policy_positions.models import (
    Country,
    DataRevision,
    Issue,
    Leader,
    Organization,
    Position,
    Source,
    Summit,
    Tenure,
)
from tracker import catalogues

OTHERS = ("es", "pt", "fr")
TEMPLATES = Path(__file__).resolve().parents[1] / "templates"


def is_whole(message: Message) -> bool:
    strings = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
    return all(strings) and not message.fuzzy


@pytest.mark.parametrize("language", OTHERS)
def test_everything_that_is_said_is_translated(language):
    """`make messages` takes in what is new; then it waits here for its translation."""
    catalogue = catalogues.read(language)

    told = {(message.id, message.context): message for message in catalogue if message.id}
    missing = [
        message.id
        for message in catalogues.extracted()
        if message.id and not is_whole(told.get((message.id, message.context), Message("?", "")))
    ]

    assert missing == []


PLACEHOLDER = re.compile(r"%\(\w+\)[sr]|\{\w*\}")


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_placeholders_of_what_it_translates(language):
    wrong = [
        (message.id, string)
        for message in catalogues.read(language)
        if message.id
        for string in (message.string if message.pluralizable else (message.string,))
        if not set(PLACEHOLDER.findall(string))
        <= set(PLACEHOLDER.findall(" ".join(message.id) if message.pluralizable else message.id))
    ]

    assert wrong == []


def test_french_never_breaks_a_line_before_a_tall_mark():
    """Catalogues are typed with plain spaces; what is compiled of them has others."""
    told = [
        string
        for message in catalogues.as_printed("fr")
        if message.id
        for string in (message.string if message.pluralizable else (message.string,))
    ]

    assert [string for string in told if re.search(" [;:?!»]|« ", string)] == []
    assert sum("\u202f" in string for string in told) > 300


@pytest.mark.parametrize(("language", "typed"), [("fr", '"'), ("es", "“"), ("pt", "«")])
def test_each_language_has_its_own_quotation_marks(language, typed):
    wrong = [
        string
        for message in catalogues.read(language)
        if message.id and "url" not in message.id
        for string in (message.string if message.pluralizable else (message.string,))
        if typed in re.sub("<[^>]*>", "", string)
    ]

    assert wrong == []


# What stands in a template without being marked as words.

JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
TRANSLATED = re.compile(r"\{%[-+]?\s*trans\b.*?\{%-?\s*endtrans\s*-?%\}", re.DOTALL)
NOT_WORDS = re.compile(r"<(script|style|code|kbd|pre)\b.*?</\1>", re.DOTALL)
READ_OUT = re.compile(r'\b(?:aria-label|title|alt|placeholder|data-label|data-copied)="([^"]*)"')
ENGLISH_ALONE = ("api", "styleguide")  # the documents of the API, and the workshop's own page


def unmarked(template: str) -> list[str]:
    """Words of a template that no call translates."""
    markup = JINJA.sub(" ", NOT_WORDS.sub(" ", TRANSLATED.sub(" ", template)))
    texts = (*READ_OUT.findall(markup), *re.sub(r"<[^>]*>", "\n", markup).split("\n"))
    return [text.strip() for text in texts if re.search("[A-Za-z]{2,}", re.sub(r"&\w+;", "", text))]


@pytest.mark.parametrize(
    "template",
    [
        path
        for path in sorted(TEMPLATES.rglob("*"))
        if path.suffix in (".html", ".svg") and not any(name in str(path) for name in ENGLISH_ALONE)
    ],
    ids=lambda path: str(path.relative_to(TEMPLATES)),
)
def test_the_words_of_a_template_are_marked(template):
    left = [words for words in unmarked(template.read_text()) if words.strip(" ,.·") not in NAMES]

    assert left == []


NAMES = {"article", "profile", "website", "SHA-256", "CSV", "API", "UTC", "width=device-width"}


def test_words_that_are_not_marked_are_found():
    """The twin: what the test above looks for is seen."""
    template = '<p>Read it {{ _("now") }}</p><a title="Away">{% trans %}Go{% endtrans %}</a><code>x y</code>'

    assert unmarked(template) == ["Away", "Read it"]


# What a reader of another language is shown in English.


class Read(HTMLParser):
    """What stands on a page, with the language that it is said to be in."""

    EMPTY = {"meta", "link", "input", "br", "hr", "img", "base", "source", "wbr"}

    def __init__(self, page: str) -> None:
        super().__init__()
        self.within: list[tuple[str, str]] = []
        self.texts: set[tuple[str, str]] = set()
        self.shown: set[tuple[str, str]] = set()  # without attributes, titles, choices, pictures
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        language = told.get("lang", self.within[-1][1] if self.within else "")
        self.texts |= {
            (language, told[name].strip())
            for name in ("aria-label", "title", "placeholder", "alt", "data-label", "data-copied")
            if told.get(name)
        }
        if tag not in self.EMPTY:
            self.within.append((tag, language))

    def handle_endtag(self, tag):
        while self.within and self.within.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if self.within and self.within[-1][0] not in ("script", "style", "code"):
            said = self.within[-1][1], " ".join(data.split())
            self.texts.add(said)
            if self.within[-1][0] not in ("title", "option", "text"):
                self.shown.add(said)


PAGES = (
    *("/", "/positions/", "/countries/", "/countries/GTM/", "/leaders/", "/leaders/otto-perez-molina/"),
    *(
        "/summits/",
        "/summits/sixth-summit-of-the-americas/",
        "/issues/",
        "/issues/legalization/",
        "/sources/",
    ),
    *("/matrix/", "/compare/?country=GTM&country=USA", "/agreement/", "/coverage/", "/corrections/"),
    *("/methods/", "/releases/", "/positions/af25ck02vm/", "/accounts/login/", "/positions/?q=zzz"),
)
# The same in another language, beside names, codes and formats.
ALIKE = {
    *(
        "API",
        "CSV",
        "Excel",
        "JSON-LD",
        "JSON lines",
        "SVG",
        "PNG",
        "APA",
        "Chicago",
        "BibTeX",
        "CSL-JSON",
        "RIS",
    ),
    *("Agenda", "Cannabis", "Capital", "Probable", "Wikidata", "Español", "Português", "Français", "zzz"),
}


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_no_english_words_but_those_that_say_so(client, record, page, language):
    names = {
        *Leader.objects.values_list("name", flat=True),
        *Summit.objects.values_list("city", flat=True),
        *Source.objects.values_list("publisher", flat=True),
        *(row.name for row in Country.objects.all()),
        *(row.iso3 for row in Country.objects.all()),
        *(str(row.public_id) for row in Position.objects.all()),
    }
    english = {text for _, text in Read(client.get(page).content.decode()).texts}

    texts = Read(client.get(f"/{language}{page}").content.decode()).texts
    left = {text for said_in, text in texts if said_in == language and text in english} - ALIKE - names

    assert {text for text in left if re.search("[a-z]{4,}", text) and not _are_names(text, names)} == set()


UNTRANSLATED = " of the hemisphere"


@pytest.fixture
def untranslated(record) -> None:
    """The shipped record, with names that an admin gave and nobody translated."""
    for model, field in ((Issue, "name"), (Summit, "name"), (Organization, "name"), (Tenure, "title")):
        model.objects.update(**{field: Concat(field, Value(UNTRANSLATED))})
    DataRevision.objects.move()


def test_a_name_without_a_translation_says_that_it_is_english(client, untranslated):
    """Each page in one of the languages, in turn."""
    shown = {
        (language, page): Read(client.get(f"/{language}{page}").content.decode()).shown
        for page, language in zip(PAGES, cycle(OTHERS), strict=False)
    }

    unsaid = {
        (page, text)
        for (language, page), texts in shown.items()
        for said_in, text in texts
        if said_in == language and UNTRANSLATED.strip() in text
    }
    assert unsaid == set()
    saying = {page for (_, page), texts in shown.items() if any(UNTRANSLATED in text for _, text in texts)}
    assert len(saying) > 12


def test_a_title_in_a_facet_is_in_the_language_of_its_source(client, record):
    source = Source.objects.earliest("pk")
    Source.objects.filter(pk=source.pk).update(language="pt")
    DataRevision.objects.move()

    texts = Read(client.get("/positions/").content.decode()).texts

    assert ("pt", source.printed_title) in texts


COGNATES = re.compile(r"\b(positions?|version|nominal|ordinal)\b")  # in French


def _are_names(text: str, names: set[str]) -> bool:
    """A list of names, a name with a year, a digest, or how sources write a name."""
    text = COGNATES.sub("", text)
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    return not re.search(r"\b[a-z]{4,}\b", text)
