"""Files that editors hand in: their text, what they say of themselves, and why some are refused."""

from __future__ import annotations

import hashlib
import socket
import subprocess
import sys

import pytest

from policy_positions import extracting
from tests import an_article

DATA = '<script type="application/ld+json">'


def proposed(name: str, content: str) -> dict[str, str]:
    return {field: each.value for field, each in extracting.extract(content.encode(), name).proposals.items()}


def page(head: str = "", body: str = an_article.PARAGRAPHS[0] * 3) -> str:
    return f"<html><head>{head}</head><body><article><p>{body}</p></article></body></html>"


# The text


@pytest.fixture
def _no_network(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("Reading a page asked for the network.")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.usefixtures("_no_network")
def test_the_article_is_taken_out_of_its_page_and_nothing_is_fetched():
    text = extracting.extract(an_article.PAGE.encode(), "article.html").text

    for paragraph in an_article.PARAGRAPHS:
        assert paragraph.replace("\u00a0", " ") in text.replace("\u00a0", " ")
    for round_about in ("Subscribe", "Ten beaches", "All rights reserved", "taken over", "tracker.invalid"):
        assert round_about in an_article.PAGE
        assert round_about not in text


def test_a_text_stays_as_it_is_but_for_its_line_ends():
    content = an_article.TEXT.replace("\n", "\r\n").encode()

    extract = extracting.extract(content, "article.txt")

    assert extract.text == an_article.TEXT
    assert extract.file_sha256 == hashlib.sha256(content).hexdigest()
    assert extract.file_type == "text/plain"


def test_a_page_is_known_by_its_first_words_whatever_its_name():
    extract = extracting.extract(an_article.PAGE.encode(), "article.txt")

    assert extract.file_type == "text/html"
    assert "<p>" not in extract.text


def test_characters_that_nobody_sees_are_left_out_and_counted():
    extract = extracting.extract("Drugs\u200b should be\u202e legal.".encode(), "article.txt")

    assert (extract.text, extract.hidden) == ("Drugs should be legal.", 2)


def test_starting_the_site_does_not_load_what_reads_pages():
    loaded = "import sys, policy_positions.extracting; print({'trafilatura', 'lxml'} & set(sys.modules))"

    told = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "set()"


# The encoding


@pytest.mark.parametrize(
    ("codec", "said", "is_certain"),
    [
        ("utf-8", "UTF-8", True),
        ("utf-8-sig", "UTF-8", True),
        ("utf-16", "UTF-16", True),
        ("cp1252", "Windows-1252", False),
        ("mac_roman", "Mac Roman", False),
        ("utf-16-le", "UTF-16 without a mark", False),
    ],
)
def test_a_text_is_read_in_its_encoding_and_a_guess_is_called_one(codec, said, is_certain):
    extract = extracting.extract(an_article.TEXT.encode(codec), "article.txt")

    assert (extract.encoding, extract.encoding_is_certain) == (said, is_certain)
    assert extract.text == an_article.TEXT


@pytest.mark.parametrize("named", ["windows-1252", "ISO-8859-1"])
def test_a_page_that_names_its_encoding_is_taken_at_its_word(named):
    content = page(f'<meta charset="{named}">', "“El señor” – dijo. " * 40).encode("cp1252")

    extract = extracting.extract(content, "page.html")

    assert "“El señor” – dijo." in extract.text
    assert (extract.encoding, extract.encoding_is_certain) == ("Windows-1252", True)


# What is refused


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", b"%PDF-1.7", "a.pdf is of no kind that is read here; these are: .html, .htm"),
        ("a.txt", b"%PDF-1.7 and so on", "a.txt is a PDF, not a text: open it, copy the text and paste it."),
        ("a.txt", b"PK\x03\x04word/document.xml", "a document of a word processor, or an archive"),
        ("a.txt", b" \n ", "a.txt is empty."),
        ("a.txt", b"x" * (5 * 1024 * 1024 + 1), "a.txt is larger than 5 MB, which is the most"),
        ("a.txt", b"x" * 400_001, "has 400,001 characters, and 400,000 is the most"),
        ("a.txt", b"a\0b" * 30, "holds NUL characters"),
        ("a.txt", b"\xff\xfea", "a.txt begins as UTF-16 and does not go on so"),
        ("a.html", b"<html><body></body></html>", "No article was found in a.html"),
    ],
)
def test_what_is_no_text_is_refused_with_what_would_be_right(name, content, said):
    with pytest.raises(extracting.Refused) as refusal:
        extracting.extract(content, name)

    assert said in str(refusal.value)


# What a page says of itself


def test_a_page_proposes_its_reference_and_says_where_each_word_stands():
    proposals = extracting.extract(an_article.PAGE.encode(), "article.html").proposals

    assert {name: (each.value, each.origin) for name, each in proposals.items()} == {
        "title": (an_article.TITLE, "<meta og:title>"),
        "author": (an_article.AUTHOR, "<meta author>"),
        "publisher": (an_article.PUBLISHER, "<meta og:site_name>"),
        "url": (an_article.ADDRESS, "<link canonical>"),
        "language": ("en", '<html lang="en">'),
        "issued_on": ("2012-04", "<meta article:published_time>, “2012-04”"),
        "dateline": (an_article.DATELINE, "the words before the first dash"),
    }


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ('<meta property="article:published_time" content="2012-04-12T09:30:00Z">', "2012-04-12"),
        ('<meta property="article:published_time" content="2012">', "2012"),
        ('<meta name="DC.date" content="2012/04">', "2012-04"),
        (f'{DATA}{{"@graph": [{{"datePublished": "2012-04-12"}}]}}</script>', "2012-04-12"),
        ('<meta name="date" content="2012-13-45">', None),
        (f'{DATA}{{"datePublished": </script>', None),
        ("", None),
    ],
)  # fmt: skip
def test_no_part_of_a_date_is_proposed_that_the_page_does_not_give(head, date):
    assert proposed("page.html", page(head)).get("issued_on") == date


# What a text says of itself


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (
            "Kerry to push for reform\n\nBy Ana Pérez\n\nANTIGUA, Guatemala (Reuters) - He came.\n",
            {
                "title": "Kerry to push for reform",
                "author": "Ana Pérez",
                "dateline": "ANTIGUA, Guatemala",
                "publisher": "Reuters",
            },
        ),
        ("HAVANA, Cuba — The island waits.\nNothing moves.", {"dateline": "HAVANA, Cuba"}),
        ("BOGOTÁ — El presidente habló.\nY calló.", {"dateline": "BOGOTÁ"}),
        ("He came and went.\nNobody saw him.", {}),
        ("No agreement — and no plan.\nNobody saw him.", {}),
    ],
)
def test_the_first_lines_of_a_text_propose_what_they_say(head, said):
    found = extracting.read_pasted(head).proposals

    assert {name: each.value for name, each in found.items()} == said
