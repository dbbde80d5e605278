"""What is sent for each method, as a web server gets it: the test client drops bodies by itself."""

from __future__ import annotations

from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from tracker.porch.methods import known_methods_only

PAGE = known_methods_only(lambda request: HttpResponse("a page", headers={"Content-Length": "6"}))


def test_a_head_says_how_long_the_page_is_and_brings_none_of_it():
    page, head = PAGE(RequestFactory().get("/")), PAGE(RequestFactory().head("/"))

    assert (page.content, head.content) == (b"a page", b"")
    assert head["Content-Length"] == page["Content-Length"]


def test_of_a_file_that_is_written_while_it_is_sent_a_head_has_nothing_written():
    written = []

    def pieces():
        written.append("a piece")
        yield b"a piece"

    answering = known_methods_only(lambda request: StreamingHttpResponse(pieces()))
    head = b"".join(answering(RequestFactory().head("/")))
    nothing = list(written)
    file = b"".join(answering(RequestFactory().get("/")))

    assert (head, nothing, file, written) == (b"", [], b"a piece", ["a piece"])
