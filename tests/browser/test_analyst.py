"""The ten things that an analyst does, on the shipped record, as one would do them."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

from django.core.management import call_command

from playwright.sync_api import Browser, Page, expect

from policy_positions.models import Revision


def rows(page: Page):
    return page.locator("#results tbody tr")


def open_facet(page: Page, name: str) -> None:
    page.locator("#filters details").filter(has=page.get_by_text(name, exact=True)).first.locator(
        "summary"
    ).click()


def test_narrows_the_table_by_facets_takes_a_chip_away_and_goes_back(page: Page, site: str) -> None:
    page.goto(f"{site}/positions/")
    expect(rows(page)).to_have_count(31)

    open_facet(page, "Country")
    choice = page.locator("label.choice", has_text="Guatemala")
    expect(choice).to_contain_text("4")
    choice.get_by_role("checkbox").check()
    expect(page).to_have_url(re.compile("country=GTM"))
    expect(rows(page)).to_have_count(4)
    supports = page.locator("label.choice", has_text=re.compile("^\\s*Supports"))
    expect(supports).to_contain_text("3")
    supports.get_by_role("checkbox").check()
    expect(rows(page)).to_have_count(3)

    page.get_by_role("list", name="Applied filters").get_by_role("link", name=re.compile("Guatemala")).click()
    expect(page).not_to_have_url(re.compile("country=GTM"))
    expect(rows(page)).not_to_have_count(3)
    page.go_back()

    expect(rows(page)).to_have_count(3)
    expect(page.get_by_role("list", name="Applied filters")).to_contain_text("Guatemala")


def test_searches_a_phrase_without_a_word_and_an_alias_and_sees_the_hits(page: Page, site: str) -> None:
    page.goto(f"{site}/positions/")
    words = page.get_by_label("Words in the passage or summary")

    words.fill('"consumer countries" -marijuana')
    words.press("Enter")
    expect(rows(page)).to_have_count(1)
    expect(page.locator("#results mark").first).to_have_text("consumer")
    words.fill("Perez kilo")
    words.press("Enter")
    expect(page).to_have_url(re.compile("Perez"))

    expect(rows(page)).to_have_count(1)
    expect(rows(page)).to_contain_text("Otto Pérez Molina")
    expect(page.locator("#results mark").first).to_have_text("kilo")


def test_reads_the_map_moves_in_time_and_opens_a_state_by_click_and_by_enter(page: Page, site: str) -> None:
    page.goto(site)

    page.get_by_label("Issue").select_option(label="Aid demands")
    guatemala = page.locator("a.state[data-name=Guatemala]").first
    guatemala.focus()
    card = page.locator("[data-map=card]")
    expect(card).to_contain_text("we want to be compensated 50 percent")
    expect(card).to_contain_text("Otto Pérez Molina, President of Guatemala")
    expect(card).to_contain_text("about 1 year old")
    page.locator("#map-month").press("Home")
    expect(page.locator("[data-map=status]")).to_contain_text("2012")
    page.locator("#map-month").press("End")
    guatemala.focus()
    guatemala.press("Enter")

    expect(page).to_have_url(re.compile("/positions/.*country=GTM"))
    expect(rows(page)).to_have_count(1)
    page.go_back()
    cuba = page.locator(".map-inset .glyph[data-of=CUB]").bounding_box()
    assert cuba is not None
    page.mouse.click(cuba["x"] + cuba["width"] / 2, cuba["y"] + cuba["height"] / 2)
    expect(page).to_have_url(re.compile("/positions/.*country=CUB"))


def test_opens_from_a_cell_of_the_matrix_exactly_the_rows_that_it_counts(page: Page, site: str) -> None:
    page.goto(f"{site}/matrix/?as_of=2013-06")

    page.get_by_role("link", name="Enforcement strategy").first.click()
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Enforcement strategy")
    cell = page.get_by_role("link", name=re.compile("3 statements of United States on enforcement strategy"))
    cell.click()

    expect(rows(page)).to_have_count(3)
    expect(page.get_by_role("list", name="Applied filters")).to_contain_text("June 2013")


def test_reads_on_a_timeline_what_changed_and_opens_what_was_said(page: Page, site: str) -> None:
    page.goto(f"{site}/leaders/otto-perez-molina/")

    drawing = page.locator("svg.chronicle-wide")
    expect(drawing).to_contain_text(
        "2012 supports legalization, aid demands → 2013 supports decriminalization; opposes enforcement"
    )
    expect(drawing.get_by_role("link", name=re.compile("Sixth Summit of the Americas"))).to_be_visible()
    drawing.get_by_role("link", name=re.compile("^April 2012, Legalization")).focus()
    expect(page.locator(".card")).to_contain_text("most vocal legalization advocate")
    page.keyboard.press("Enter")

    expect(page.get_by_role("main")).to_contain_text("GlobalPost")


def test_compares_three_governments_and_reads_how_agreement_is_counted(page: Page, site: str) -> None:
    page.goto(f"{site}/compare/")

    countries = page.locator("form", has_text="Countries")
    for name in ("Guatemala", "United States", "Colombia"):
        countries.get_by_role("checkbox", name=name, exact=True).check()
    countries.get_by_role("button", name="Compare").click()

    main = page.get_by_role("main")
    expect(main).to_contain_text("Guatemala and United States: the same stance on 0 of 2 shared issues (0%)")
    expect(main).to_contain_text("Colombia and Guatemala: not enough to say: 1 shared issue")
    expect(main).to_contain_text("divided by the number of issues on which both have one")
    expect(main.locator("td", has_text="But there’s no possibility")).to_contain_text("Joe Biden")


def test_asks_as_of_a_day_and_learns_who_held_office_and_how_old_a_value_is(page: Page, site: str) -> None:
    page.goto(f"{site}/countries/MEX/")
    expect(page.get_by_role("main")).to_contain_text("No statement by those in office then")

    page.get_by_role("textbox", name="As of").fill("2012-05-15")
    page.get_by_role("button", name="Show").click()

    standing = page.get_by_role("row", name=re.compile("Legalization")).first
    expect(standing).to_contain_text("Open to debate")
    expect(standing).to_contain_text("1 month old")
    expect(standing).to_contain_text("Felipe Calderón, President of Mexico")


def test_reads_at_a_summit_who_came_who_was_kept_out_and_what_was_said(page: Page, site: str) -> None:
    page.goto(f"{site}/summits/")

    page.get_by_role("link", name="Sixth Summit of the Americas").click()

    record = page.get_by_role("complementary", name="The record of the summit")
    expect(record.get_by_role("heading", name="Excluded")).to_be_visible()
    expect(record.get_by_role("listitem").filter(has_text="Cuba")).to_contain_text(
        re.compile("Cuba .*\\w{4}")
    )
    expect(page.get_by_role("heading", name="Before the summit")).to_be_visible()
    expect(page.locator(".multiples svg").first).to_be_visible()


def test_takes_citation_and_rows_away_and_brings_them_back_without_a_change(
    page: Page, site: str, tmp_path: Path, capsys
) -> None:
    page.goto(f"{site}/positions/?country=GTM&issue=aid-demands")
    with page.expect_download() as rows_of_the_page:
        page.get_by_role("link", name="CSV").click()
    rows_of_the_page.value.save_as(tmp_path / "positions.csv")
    rows(page).get_by_role("link", name=re.compile("^2012")).click()
    expect(page.locator("#citation-apa-1")).to_contain_text("GlobalPost")
    with page.expect_download() as reference:
        page.get_by_role("link", name="BibTeX").click()

    before = Revision.objects.count()
    call_command("import_positions", str(tmp_path / "positions.csv"))

    with (tmp_path / "positions.csv").open(newline="") as file:
        taken = list(csv.DictReader(file))
    assert [(row["country"], row["voice"]) for row in taken] == [
        ("GTM", "direct"),
        ("GTM", "reported"),
        ("GTM", "reported"),
    ]
    assert Revision.objects.count() == before
    assert "1 unchanged" in capsys.readouterr().out
    assert reference.value.suggested_filename.endswith(".bib")
    assert page.locator("meta[name=citation_title]").count() == 1


def test_follows_embeds_and_asks_by_machine_the_very_same_question(
    page: Page, site: str, elsewhere: Callable[[str], str]
) -> None:
    question = "country=GTM&issue=legalization"
    page.goto(f"{site}/positions/?{question}")
    feed = page.get_by_role("link", name="Atom feed").get_attribute("href")
    api = page.get_by_role("link", name="API", exact=True).first.get_attribute("href")
    page.goto(f"{site}/matrix/?{question}")
    page.get_by_text("Embed", exact=True).click()
    markup = page.locator("#embed-markup").text_content() or ""

    entries = page.request.get(f"{site}{feed}").text()
    found = page.request.get(f"{site}{api}").json()
    page.goto(elsewhere(markup))

    assert entries.count("<entry>") == 1
    assert "Country: Guatemala; Issue: Legalization" in unescape(entries)
    assert [each["country"] for each in found["results"]] == ["GTM"]
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("link", name="Guatemala", exact=True)).to_be_visible()
    expect(frame.locator("tbody tr")).to_have_count(1)


def test_sees_what_is_missing_and_reads_how_stances_are_decided(page: Page, site: str) -> None:
    page.goto(f"{site}/coverage/")
    bolivia = page.get_by_role("row", name=re.compile("^Bolivia"))
    expect(bolivia).to_contain_text("1 statement")
    expect(bolivia).to_contain_text("0% direct speech")

    bolivia.get_by_role("link", name=re.compile("1 statement")).click()
    expect(rows(page)).to_have_count(1)
    page.get_by_role("link", name="Methods").first.click()

    expect(page.get_by_role("heading", name="How a country stands on a date")).to_be_visible()


def test_reads_the_site_without_scripts(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/?issue=aid-demands&as_of=2013-06")

    page.locator("a.state[data-name=Guatemala]").first.dispatch_event("click")
    page.wait_for_url(re.compile("/positions/.*country=GTM"))

    expect(rows(page)).to_have_count(1)
    expect(page.locator("#results")).to_contain_text("50 percent by the consumer countries")
    context.close()


def test_learns_what_is_wrong_with_a_broken_link(page: Page, site: str) -> None:
    response = page.goto(f"{site}/positions/?country=Guatemala&stanse=support")

    assert response is not None
    assert response.status == 400
    expect(page.locator("main")).to_contain_text("stanse")
    expect(page.locator("main")).to_contain_text("Guatemala")
