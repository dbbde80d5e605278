"""One address, one page: each language under its own addresses, and the English ones as they were."""

from __future__ import annotations

from django.test import Client
from django.urls import resolve, reverse
from django.utils.translation import override

import pytest

from tests.factories import make_position, make_user
from tracker.languages import in_english, in_language, language_of

OTHERS = ("es", "pt", "fr")


def test_the_language_of_an_address_is_its_first_part():
    assert [language_of(path) for path in ("/", "/es/", "/pt/positions/", "/fr", "/estonia/", "/en/")] == [
        "en",
        "es",
        "pt",
        "fr",
        "en",
        "en",
    ]


def test_a_page_has_one_address_a_language():
    assert in_language("/positions/", "es") == "/es/positions/"
    assert in_language("/es/positions/", "fr") == "/fr/positions/"
    assert in_language("/es/positions/", "en") == in_english("/es/positions/") == "/positions/"


@pytest.mark.parametrize("language", OTHERS)
def test_a_page_is_answered_in_the_language_of_its_address(client, record, language):
    page = client.get(f"/{language}/positions/").content.decode()

    assert f'<html lang="{language}">' in page
    assert f'href="/{language}/countries/"' in page
    assert 'href="/countries/"' not in page.replace('"http://testserver/countries/"', "")


def test_english_addresses_stay_as_they_are_cited(client, record):
    page = client.get("/positions/").content.decode()

    assert '<html lang="en">' in page
    assert 'href="/countries/"' in page
    assert client.get("/en/positions/").status_code == 404


@pytest.mark.parametrize("address", ["/", "/es/"])
def test_neither_the_browser_nor_a_cookie_chooses_the_language(client, record, address):
    asked = client.get(address)
    client.cookies["django_language"] = "fr"
    again = client.get(address, headers={"accept-language": "pt"})

    assert again.content == asked.content
    assert not {"accept-language", "cookie"} & {name.strip().lower() for name in asked["Vary"].split(",")}


def test_each_page_names_itself_in_every_language(client, record):
    page = client.get("/fr/positions/?stance=support").content.decode()

    for language, path in (("en", "/"), ("es", "/es/"), ("pt", "/pt/"), ("fr", "/fr/"), ("x-default", "/")):
        address = f"http://testserver{path}positions/"
        assert f'hreflang="{language}" href="{address}"' in " ".join(page.split())
    assert '<link rel="canonical" href="http://testserver/fr/positions/">' in page


def test_the_switch_keeps_the_page_and_what_it_is_asked(client, record):
    page = client.get("/es/positions/?stance=support&voice=direct").content.decode()

    for prefix in ("", "/pt", "/fr"):
        assert f'href="{prefix}/positions/?stance=support&amp;voice=direct"' in page


@pytest.mark.parametrize("place", ["/api/v1/", "/feed.atom", "/export/positions.csv", "/robots.txt"])
def test_files_and_machines_have_no_other_addresses(client, record, place):
    assert client.get(place).status_code in (200, 302)
    assert client.get(f"/es{place}").status_code == 404


@pytest.mark.django_db
def test_what_is_cited_is_the_english_address(client):
    position = make_position()

    page = client.get(f"/es{position.get_absolute_url()}").content.decode()

    assert f"http://testserver{position.get_absolute_url()}#passage-1" in page
    assert f'<code id="permalink">http://testserver{position.get_absolute_url()}</code>' in page
    assert f"http://testserver/es{position.get_absolute_url()}#passage-1" not in page


@pytest.mark.django_db
def test_an_address_of_the_record_follows_the_language_that_is_spoken():
    position = make_position()
    in_the_english = position.get_absolute_url()

    with override("es"):
        in_the_spanish = position.get_absolute_url()
        route = resolve(in_the_spanish).view_name

    assert in_the_spanish == f"/es{in_the_english}"
    assert route == "position"


@pytest.mark.django_db
def test_no_language_is_a_way_round_the_second_factor(client, settings):
    settings.SECOND_FACTOR_ROLES = ("reviewer", "admin")
    settings.SECOND_FACTOR_GRACE = ()
    client.force_login(make_user("reviewer"))

    for language in OTHERS:
        answer = client.get(f"/{language}/desk/review/")
        assert answer.status_code == 302
        assert answer["Location"].startswith(f"/{language}{reverse('second_factor')}")


def test_who_must_sign_in_is_led_to_the_page_of_their_language(client, db):
    assert client.get("/pt/desk/")["Location"] == "/pt/accounts/login/?next=/pt/desk/"


def test_the_sitemap_lists_every_language_with_where_the_others_are(client, record):
    listed = client.get("/sitemap-pages-es.xml").content.decode()

    assert "<loc>http://testserver/es/positions/</loc>" in listed
    assert 'hreflang="x-default" href="http://testserver/positions/"' in listed
    assert 'hreflang="fr" href="http://testserver/fr/positions/"' in listed
    assert "sitemap-positions-pt.xml" in client.get("/sitemap.xml").content.decode()


def test_french_has_a_space_before_the_colon_of_a_label(client, record):
    page = client.get("/fr/positions/?country=GTM&stance=support").content.decode()

    assert '<span class="muted">Pays</span>\u202f: Guatemala' in page
    assert "Pays\u202f: Guatemala\u202f; Orientation\u202f: Pour" in page


def test_a_picture_is_framed_in_the_language_of_its_page(client, record):
    told = client.get("/oembed", {"url": "http://testserver/es/matrix/"}).json()

    assert 'src="http://testserver/es/embed/matrix/"' in told["html"]


@pytest.mark.parametrize(
    ("language", "title", "said"),
    [
        ("es", "No es posible aquí", "carácter que nadie ve"),
        ("pt", "Não é possível aqui", "caractere que ninguém vê"),
        ("fr", "Impossible ici", "caractère que personne ne voit"),
    ],
)
def test_what_is_refused_before_any_page_is_asked_is_refused_in_the_language_of_the_address(
    client, language, title, said
):
    put = client.put(f"/{language}/positions/")
    unseen = client.get(f"/{language}/positions/%00/")

    assert (put.status_code, unseen.status_code) == (405, 400)
    assert f"<h1>{title}</h1>" in put.content.decode()
    assert said in unseen.content.decode()


def test_that_the_database_is_gone_is_said_in_the_language_of_the_address(db, settings):
    settings.ROOT_URLCONF = "tests.tracker.broken"
    client = Client(raise_request_exception=False)

    spanish, english = client.get("/es/503"), client.get("/503")

    assert (spanish.status_code, english.status_code) == (503, 503)
    assert "La base de datos del registro no funciona" in spanish.content.decode()
    assert "The database of the record" in english.content.decode()
