"""The templates compile, bring nothing inline or from afar, and never pass a reading off as speech."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template import engines

import pytest

from policy_positions.models import Country
from policy_positions.partial_dates import parse
from policy_positions.vocabulary import Stance, Voice
from tests.colour_vision import contrast
from tests.factories import make_user

TEMPLATES = Path(settings.BASE_DIR) / "templates"
STYLES = Path(settings.BASE_DIR) / "static" / "css"
NAMES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))
ERROR_PAGES_WITHOUT_CONTEXT = ("403_csrf.html",)

INLINE = re.compile(r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|hx-on", re.IGNORECASE)
SCRIPT = re.compile(r"<script\b(?P<attributes>[^>]*)>")
ASSET_FROM_AFAR = re.compile(
    r"<(?:script|img|iframe|source)\b[^>]*\bsrc=[\"'](?:https?:)?//|<link\b[^>]*=[\"']https?://"
)


def rendered(source: str, **context: object) -> str:
    return engines["pages"].from_string(source).render(context)


def page(source: str, *, user: object) -> str:
    request = HttpRequest()
    request.META = {"SERVER_NAME": "localhost", "SERVER_PORT": "8000"}
    request.path = "/positions/"
    request.user = user
    return engines["pages"].from_string(source).render({"user": user, "messages": ()}, request)


def quotation(voice: str, **said: object) -> SimpleNamespace:
    source = SimpleNamespace(
        author="",
        printed_title="[A title]",
        publisher="A paper",
        language="en",
        issued_on=parse("2012-04"),
        get_absolute_url=lambda: "/sources/a-paper/",
    )
    return SimpleNamespace(
        **{
            "voice": voice,
            "exact": "it may be so",
            "prefix": "",
            "suffix": "",
            "language": "en",
            "translation": "",
            "attribution": "",
            "order": 1,
            "source": source,
            "link_to_passage": "",
            **said,
        }
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_template_compiles(name):
    template = engines["pages"].get_template(name)

    assert template.template.name == name


@pytest.mark.parametrize("name", NAMES)
def test_no_template_holds_what_the_content_policy_refuses(name):
    source = (TEMPLATES / name).read_text()
    scripts = [found["attributes"] for found in SCRIPT.finditer(source)]

    assert INLINE.findall(source) == []
    assert ASSET_FROM_AFAR.findall(source) == []
    assert [each for each in scripts if "src=" not in each and 'type="application/json"' not in each] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_template_fits_on_a_page(name):
    lines = (TEMPLATES / name).read_text().count("\n")

    assert lines <= 100


@pytest.mark.parametrize("name", ERROR_PAGES_WITHOUT_CONTEXT)
def test_an_error_page_needs_neither_request_nor_context(name):
    drawn = engines["pages"].get_template(name).render()

    assert re.search(r"<h1>.+</h1>", drawn)
    assert 'href="/"' in drawn


def test_every_page_has_a_way_past_the_navigation_and_says_what_it_is():
    drawn = page('{% extends "base.html" %}{% block title %}Cuba{% endblock %}', user=AnonymousUser())

    assert '<html lang="en">' in drawn
    assert drawn.index('href="#main"') < drawn.index("<nav") < drawn.index('id="main"')
    assert "<title>Cuba · Hemispheric drug-policy position tracker</title>" in drawn
    assert '<meta name="color-scheme" content="light dark">' in drawn
    assert '<link rel="canonical" href="http://localhost:8000/positions/">' in drawn
    assert '<meta property="og:title" content="Cuba">' in drawn
    assert 'name="description"' in drawn


def test_the_navigation_marks_the_place_where_the_reader_is():
    drawn = page('{% extends "base.html" %}{% set section = "countries" %}', user=AnonymousUser())

    marked = re.findall(r'<a href="([^"]+)" aria-current="page">', drawn)

    assert marked == ["/countries/"]


def test_a_reader_without_an_account_is_given_no_token_and_no_form():
    drawn = page('{% extends "base.html" %}', user=AnonymousUser())

    assert "csrfmiddlewaretoken" not in drawn
    assert "Sign in" in drawn and "Sign out" not in drawn


@pytest.mark.django_db
def test_an_editor_signs_out_with_a_form_that_carries_a_token():
    drawn = page('{% extends "base.html" %}', user=make_user("editor"))

    form = drawn[drawn.index("<form") : drawn.index("</form>")]

    assert 'method="post" action="/accounts/logout/"' in form
    assert "csrfmiddlewaretoken" in form
    assert "Desk" in drawn and "Sign in" not in drawn


@pytest.mark.parametrize("code", list(Stance))
def test_a_stance_is_told_by_an_icon_and_a_word(code):
    drawn = rendered('{% from "components/_stance.html" import stance %}{{ stance(code) }}', code=code.value)

    assert "<svg" in drawn
    assert f"<span>{code.label}</span>" in drawn


def test_no_statement_is_told_apart_from_every_stance():
    drawn = rendered('{% from "components/_stance.html" import no_statement %}{{ no_statement() }}')

    assert "No statement recorded" in drawn
    assert "badge-none" in drawn
    assert [code for code in Stance if f"stance-{code.value}" in drawn] == []


@pytest.mark.parametrize("code", list(Voice))
def test_only_direct_speech_stands_in_quotation_marks(code):
    drawn = rendered(
        "{{ cells.short_passage(said) }}",
        said=quotation(code.value),
    )

    assert ("<q" in drawn) == (code == Voice.DIRECT)
    assert "it may be so" in drawn
    assert not set("“”\"'") & set(re.sub(r"<[^>]*>", "", drawn))


@pytest.mark.parametrize("code", list(Voice))
def test_a_passage_in_its_context_always_names_its_voice(code):
    position = SimpleNamespace(
        speaker="Ana Ruiz, President of Ruritania", holder=Country(name="Ruritania"), stated=parse("2012")
    )

    drawn = rendered(
        '{% from "components/_quotation.html" import quotation_card %}{{ quotation_card(said, position) }}',
        said=quotation(code.value, prefix="He said ", suffix=", and left"),
        position=position,
    )

    assert f'<span class="voice voice-{code.value}">{code.label}</span>' in drawn
    assert (
        '<span class="context">…He said </span>it may be so<span class="context">, and left…</span>' in drawn
    )


@pytest.mark.parametrize(
    ("code", "whose"),
    [
        (Voice.DIRECT, "Ana Ruiz"),
        (Voice.REPORTED, "Ana Ruiz"),
        (Voice.DOCUMENT, "A text of Ruritania"),
        (Voice.ANONYMOUS, "An official whom the source does not name, on Ana Ruiz"),
        (Voice.CHARACTERIZED, "The source on Ana Ruiz"),
    ],
)
def test_words_are_ascribed_to_a_speaker_only_where_the_source_does(code, whose):
    position = SimpleNamespace(speaker="Ana Ruiz", holder=Country(name="Ruritania"))

    drawn = rendered(
        '{% from "components/_quotation.html" import whose %}{{ whose(said, position) }}',
        said=quotation(code.value),
        position=position,
    )

    assert drawn.strip() == whose


def test_the_words_searched_for_are_marked_and_everything_else_is_escaped():
    drawn = rendered(
        "{{ cells.short_passage(said) }}",
        said=quotation("reported", marked="<b>on \x02drugs\x03</b>"),
    )

    assert "&lt;b&gt;on <mark>drugs</mark>&lt;/b&gt;" in drawn


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("2012", '<time datetime="2012">2012</time>'),
        ("2012-04", '<time datetime="2012-04">April 2012</time>'),
        ("2012-04-15", '<time datetime="2012-04-15">15 April 2012</time>'),
        ("XXXX", "date unknown"),
    ],
)
def test_a_date_is_drawn_no_more_precisely_than_it_is_known(written, drawn):
    source = '{% from "components/_date.html" import date %}{{ date(written) }}'

    assert rendered(source, written=parse(written)) == drawn


def test_a_field_ties_label_help_and_error_to_its_input():
    class Form(forms.Form):
        year = forms.IntegerField(help_text="Four digits.")

    form = Form({"year": "soon"})

    drawn = rendered('{% from "components/_field.html" import field %}{{ field(form["year"]) }}', form=form)

    assert '<label for="id_year">' in drawn
    assert re.search(
        r'<input[^>]*aria-invalid="true"[^>]*aria-describedby="id_year_helptext id_year_error"', drawn
    )
    assert 'id="id_year_helptext">Four digits.' in drawn
    assert re.search(r'id="id_year_error">\s*<p>Enter a whole number\.', drawn)


def test_an_empty_page_says_which_filter_to_drop():
    ways_out = [
        SimpleNamespace(label="Country", values="Cuba", query="issue=eradication", count=1_200),
        SimpleNamespace(label="Issue", values="Eradication", query="country=CUB", count=0),
    ]

    drawn = rendered(
        '{% from "components/_empty.html" import empty %}{{ empty(filter) }}',
        filter=SimpleNamespace(ways_out=ways_out),
    )

    assert '<a class="chip" href="?issue=eradication"' in drawn
    assert "without Country: Cuba <b>1,200</b>" in drawn
    assert "Eradication" not in drawn


# What is read, on what it stands, and the ratio that WCAG 2.2 AA asks for.
PAIRS = [
    *((text, ground, 4.5) for text in ("ink", "muted", "link", "bad") for ground in ("paper", "panel")),
    ("muted", "wash", 4.5),
    ("ink", "wash", 4.5),
    ("ink", "mark", 4.5),
    ("on-link", "link", 4.5),
    ("edge", "panel", 3.0),
    ("edge", "paper", 3.0),
]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
def test_the_palette_can_be_read_in_both_schemes(text, ground, least, scheme):
    palette = {
        name: tuple(f"#{each * 2 if len(each) == 3 else each}" for each in colours)
        for name, *colours in re.findall(
            r"--([a-z-]+): light-dark\(#([0-9a-f]{3,6}), #([0-9a-f]{3,6})\)",
            (STYLES / "site.css").read_text(),
        )
    }

    assert contrast(palette[text][scheme], palette[ground][scheme]) >= least


def test_the_style_of_every_page_stays_small():
    assert (STYLES / "site.css").stat().st_size < 15 * 1024
