"""What a browser would send of a page's form, were its button pressed with nothing else typed."""

from __future__ import annotations

from html.parser import HTMLParser


class _Form(HTMLParser):
    """The fields of the page's forms within <main>."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self.in_main = False
        self.textarea = self.select = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attributes}
        self.in_main = self.in_main or tag == "main"
        if not self.in_main:
            return
        if tag == "input" and "name" in said:
            if said.get("type") not in ("radio", "checkbox") or "checked" in said:
                self.sent[said["name"]] = said.get("value", "")
        elif tag == "textarea":
            self.textarea = said["name"]
            self.sent[self.textarea] = ""
        elif tag == "select":
            self.select = said["name"]
        elif tag == "option" and "selected" in said:
            self.sent[self.select] = said["value"]

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.sent[self.textarea] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.sent[self.textarea] = self.sent[self.textarea].removeprefix("\n")
            self.textarea = ""


def sent_by(page: str) -> dict[str, str]:
    form = _Form()
    form.feed(page)
    form.sent.pop("csrfmiddlewaretoken", None)
    return form.sent
