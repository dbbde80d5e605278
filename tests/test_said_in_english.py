"""No page of another language says anything in English without saying so: it is looked for on the pages.

The catalogues' own test finds what is marked and not translated; this one what nobody marked.
"""

from __future__ import annotations

import re
from itertools import cycle

from django.core.management import call_command
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

import pytest

from policy_positions import uploads
from policy_positions.models import Source
from tests import an_article
from tests.access.table import OTHERS, SENT, edition, make_people, make_record, rows, signed_in
from tests.browser.page_types import addresses, make_work
from tests.factories import make_text, make_user
from tests.test_translations import Read

# Words that no sentence in English does without, and that none of the other three languages has.
WORDS = re.compile(
    r"\b(?:the|of|and|is|are|was|were|with|from|this|that|which|not|been|be|by|they|what|who|nobody|cannot|its|it|to"
    r"|has|have|will|their|than|when|where|before|only|each|other)\b",
    re.IGNORECASE,
)
# What says itself to be English, or another's words: a quotation, a licence, a title to copy.
QUOTED = re.compile(r"“[^”]*”|«[^»]*»|\[[^]]*\]|CC BY|President, Secretary of State")
IN_SPANISH = {"desk_import": "es"}  # handed in by somebody who reads Spanish
PROPOSED = "desk_read with a passage"


def english(page: str, language: str, names: frozenset[str] = frozenset()) -> set[str]:
    """The texts of a page that are said to be in that language, and hold one of the words."""
    return {
        text
        for said_in, text in Read(page).texts
        if said_in == language and WORDS.search(_plain(text, names))
    }


def _plain(text: str, names: frozenset[str]) -> str:
    for name in names:
        text = text.replace(name, "")
    return QUOTED.sub("", text)


def _page(answer: HttpResponseBase) -> str:
    """A page as it was sent; of a file nothing."""
    is_page = answer.get("Content-Type", "").startswith("text/html")
    return b"".join(answer).decode() if is_page else ""


@pytest.fixture
def work(transactional_db, client: Client) -> dict[str, str]:
    """Every page type with its address, on the shipped record with work under way, for an admin."""
    call_command("load_record", verbosity=0)
    editor, reviewer, admin = (make_user(group) for group in ("editor", "reviewer", "admin"))
    with override(IN_SPANISH["desk_import"]):
        make_work(editor, reviewer, admin)
        uploads.hand_in("rows.csv", b"source,exact,voice,issue,stance,summary\nnowhere,No,,,,\n", by=admin)
    text = make_text(an_article.RETOLD)  # in which nothing is coded: all that can be proposed is
    start = an_article.RETOLD.index(an_article.ERADICATION_PAN)
    span = f"?start={start}&end={start + len(an_article.ERADICATION_PAN)}"
    client.force_login(admin)
    return addresses(admin) | {PROPOSED: reverse("desk_read", args=[text.source.slug]) + span}


def names_of_sources() -> frozenset[str]:
    return frozenset(
        name
        for source in Source.objects.all()
        for name in (source.publisher, f": {source.printed_title}", f"{source.printed_title} ·")
    )


def test_no_page_is_in_english_where_it_says_it_is_not(client, work):
    """Each in one of the languages, in turn."""
    names, found = names_of_sources(), {}

    for (name, address), language in zip(sorted(work.items()), cycle(OTHERS), strict=False):
        language = IN_SPANISH.get(name, language)
        if theirs := edition(address, language):
            found[f"{language} {name}"] = english(_page(client.get(theirs)), language, names)

    assert len(found) > 80
    assert {page: texts for page, texts in found.items() if texts} == {}


def test_on_every_page_that_is_in_english_it_would_be_noticed(client, work):
    """The twin: the words are so common that none of the pages does without them."""
    pages = {name: _page(client.get(address)) for name, address in work.items()}

    assert "place-proposed" in pages["desk_read"] and 'class="reason"' in pages[PROPOSED]
    unnoticed = {name for name, page in pages.items() if page and not english(page, "en")}

    assert unnoticed == set()


@pytest.mark.parametrize("language", OTHERS)
def test_no_refusal_and_no_message_is_in_english(db, language):
    """Every act of the site, done with nothing filled in and with a reason alone."""
    people = make_people()
    make_record(people)
    names, found = names_of_sources() | {"Held should be law.", "It is for it.", "It was misread."}, {}

    visitor = signed_in(people["admin"])
    for row in rows():
        theirs = edition(row.address("admin"), language) if row.method == "POST" else ""
        for sent in ({}, SENT) if theirs else ():
            with transaction.atomic():
                page = _page(visitor.post(theirs, sent, follow=True))
                transaction.set_rollback(True)
            found[f"{row} {len(sent)}"] = english(page, language, names)

    assert len(found) > 100
    assert {act: texts for act, texts in found.items() if texts} == {}
