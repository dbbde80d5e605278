"""Coding at the reading desk: with the mouse, with keys alone, and with scripts off."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from policy_positions.models import Dismissal, Position, SourceText
from tests import an_article
from tests.browser.test_accessibility import faults_of
from tests.factories import make_text, make_user

PASSWORD = "a long enough password"
# Traps besides those of the article: characters beyond the first plane before every passage, line ends of two
# characters, and a letter that is written as two.
BODY = "🌿👩🏽‍🌾 Photo: cafe\u0301 owner.\r\n\r\n" + an_article.TEXT.replace("\n\n", "\r\n\r\n")
SUMMARY = "The president asks for a market under the law."

SignIn = Callable[..., Page]


@pytest.fixture
def text(site: str) -> SourceText:
    text = make_text(BODY)
    assert text.source.issued_on.edtf() == an_article.ISSUED
    return text


@pytest.fixture
def sign_in(chromium: Browser, site: str) -> Iterator[SignIn]:
    """An editor in a window of their own, which fails the test on a script error."""
    opened: list[BrowserContext] = []
    faults: list[str] = []

    def enter(**options) -> Page:
        user = make_user("editor")
        context = chromium.new_context(**{"viewport": {"width": 1440, "height": 900}, **options})
        opened.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.goto(f"{site}/desk/")
        page.get_by_label("Username").fill(user.username)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        return page

    yield enter
    for context in opened:
        context.close()
    assert [fault for fault in faults if "422" not in fault] == []


def read(page: Page, site: str, text: SourceText) -> Locator:
    page.goto(f"{site}/desk/sources/{text.source.slug}/read/")
    return page.locator("#source-text")


def selected(page: Page) -> str:
    return page.evaluate("getSelection().toString()")


def drag_over(page: Page, words: str) -> None:
    """Press on the first of the words in the text and let go behind the last, as a hand with a mouse does."""
    places = page.evaluate(
        """(words) => {
            const lines = [...document.querySelectorAll('#source-text > div')];
            const line = lines.find((each) => each.textContent.includes(words));
            line.scrollIntoView({ block: 'center' });
            const start = line.textContent.indexOf(words);
            const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
            const place = (units) => {
                walker.currentNode = line;
                for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                    if (units <= node.data.length) return [node, units];
                    units -= node.data.length;
                }
            };
            const range = document.createRange();
            range.setStart(...place(start));
            range.setEnd(...place(start + words.length));
            const boxes = [...range.getClientRects()];
            const [first, last] = [boxes[0], boxes.at(-1)];
            const middle = ({ top, height }) => top + height / 2;
            return [first.left + 0.5, middle(first), last.right - 0.5, middle(last)];
        }""",
        words,
    )
    page.mouse.move(*places[:2])
    page.mouse.down()
    page.mouse.move(*places[2:], steps=8)
    page.mouse.up()


def stored(text: SourceText) -> list[str]:
    """What the offsets of the stored quotations say in the raw text, which is what they call themselves."""
    quotations = [each for position in Position.objects.order_by("pk") for each in position.quotations.all()]
    ours = [each for each in quotations if each.text_id == text.pk]
    assert all(BODY[each.start : each.end] == each.exact for each in ours)
    return [each.exact for each in ours]


def test_a_passage_is_coded_with_the_mouse(sign_in: SignIn, site: str, text: SourceText) -> None:
    page = sign_in()
    read(page, site, text)

    drag_over(page, "the market for these drugs should be legal, taxed and watched by the state")
    page.get_by_role("button", name="Code the selection").click()
    expect(page.locator(".taken mark")).to_have_text(
        "the market for these drugs should be legal, taxed and watched by the state"
    )
    expect(page.get_by_label("Leader")).to_have_value(re.compile(r"\d+"))
    expect(page.locator("[name=leader] option:checked")).to_have_text("Otto Pérez Molina")
    for group in ("Who holds it", "What it says", "When and where", "How it reaches us"):
        page.get_by_role("group", name=group).get_by_role("checkbox").check()
    page.get_by_label("Summary").fill(SUMMARY)
    page.get_by_role("button", name="Save the draft").click()

    expect(page.locator("#source-text .mark-coded")).to_have_text(stored(text))
    position = Position.objects.get(summary=SUMMARY)
    assert (position.state, position.leader.slug, position.issue.slug) == (
        "draft",
        "otto-perez-molina",
        "legalization",
    )
    assert position.stated.edtf() == "2012-03"


def test_from_an_opened_article_to_a_submitted_position_in_seven_keys_and_a_sentence(
    sign_in: SignIn, site: str, text: SourceText
) -> None:
    page = sign_in()
    read(page, site, text)
    expect(page.locator("#source-text")).to_be_focused()

    page.keyboard.press("n")
    expect(page.locator("[data-said]")).to_contain_text("Proposal 1 of")
    page.keyboard.press("Enter")
    expect(page.locator("[data-confirm]").first).to_be_focused()
    for _ in range(4):
        page.keyboard.press("Enter")
    expect(page.get_by_label("Summary")).to_be_focused()
    page.keyboard.type(SUMMARY)
    page.keyboard.press("Control+Enter")

    expect(page.locator(".place-coded .tag")).to_have_text("In review")
    (first,) = stored(text)
    assert first.startswith("Guatemala’s Otto Perez, a retired general, said in March that “the market for")
    assert Position.objects.get(summary=SUMMARY).state == "in_review"
    page.keyboard.press("n")
    assert selected(page) == "No farmer should go to prison for a plant"


def test_a_passage_of_ones_own_is_selected_with_keys_alone(
    sign_in: SignIn, site: str, text: SourceText
) -> None:
    page = sign_in()
    read(page, site, text)
    for key in ("j", "j", "j", "ArrowLeft"):  # the third sentence, then its beginning
        page.keyboard.press(key)
    for _ in range(4):
        page.keyboard.press("Control+Shift+ArrowRight")
    assert selected(page).strip() == "The question that divides"

    page.keyboard.press("J")
    page.keyboard.press("Enter")

    expect(page.locator(".taken mark")).to_contain_text(
        "The question that divides them is what to do about drugs"
    )
    expect(page.locator(".taken mark")).to_contain_text("it has been asked aloud.")


def test_the_second_of_two_like_passages_is_the_one_that_was_selected(
    sign_in: SignIn, site: str, text: SourceText
) -> None:
    page = sign_in()
    read(page, site, text)
    twice = "No farmer should go to prison for a plant"

    proposed = page.locator(".place-proposed", has_text=twice)
    expect(proposed).to_have_count(2)
    proposed.last.get_by_role("link", name="Code it").click()
    expect(page.locator("[name=leader] option:checked")).to_have_text("Ricardo Martinelli")
    page.locator("[data-confirm]").first.focus()
    for _ in range(4):
        page.keyboard.press("Enter")
    page.keyboard.type(SUMMARY)
    page.keyboard.press("Control+s")

    expect(page.locator(".place-coded")).to_have_count(1)
    assert Position.objects.get(summary=SUMMARY).quotations.get().start == BODY.rindex(twice)


def test_a_clause_without_its_denial_is_cautioned(sign_in: SignIn, site: str, text: SourceText) -> None:
    page = sign_in()
    read(page, site, text)

    drag_over(page, an_article.NEGATED_CRI)
    page.keyboard.press("Enter")

    expect(page.locator("#coding")).to_contain_text("The same sentence says “no”, outside the passage.")


def test_nothing_that_is_proposed_is_saved_unseen(sign_in: SignIn, site: str, text: SourceText) -> None:
    page = sign_in()
    read(page, site, text)
    page.keyboard.press("n")
    page.keyboard.press("Enter")
    expect(page.locator("[data-confirm]").first).to_be_focused()
    page.get_by_label("Summary").fill(SUMMARY)

    page.keyboard.press("Control+Enter")

    expect(page.get_by_text("Confirm what is proposed here, or change it.")).to_have_count(4)
    expect(page.locator("[data-confirm]").first).to_be_focused()
    expect(page.get_by_label("Summary")).to_have_value(SUMMARY)
    assert not Position.objects.filter(summary=SUMMARY).exists()


def test_what_is_no_position_is_put_aside_and_brought_back(
    sign_in: SignIn, site: str, text: SourceText
) -> None:
    page = sign_in()
    read(page, site, text)
    before = page.locator(".place-proposed").count()

    page.keyboard.press("n")
    aside = selected(page)
    page.keyboard.press("d")
    expect(page.locator(".place-proposed")).to_have_count(before - 1)
    page.reload()
    expect(page.locator(".mark-dismissed")).to_have_text([aside])
    page.get_by_role("button", name="Bring it back").click()

    expect(page.locator(".place-proposed")).to_have_count(before)
    assert selected(page) == aside
    assert Dismissal.objects.get().undone_by is not None


def test_another_passage_of_the_same_position_is_added(sign_in: SignIn, site: str, text: SourceText) -> None:
    page = sign_in()
    read(page, site, text)
    drag_over(page, an_article.AID_GTM)
    page.keyboard.press("Enter")
    expect(page.locator("[data-confirm]").first).to_be_focused()

    page.keyboard.press("Escape")
    drag_over(page, an_article.AID_AS_PRINTED)
    page.keyboard.press("a")
    page.locator("[name=passages-1-voice]").select_option("reported")
    for box in page.locator("[data-confirm]").all():
        box.check()
    page.get_by_label("Summary").fill(SUMMARY)
    page.keyboard.press("Control+s")

    expect(page.locator(".place-coded")).to_have_count(2)
    assert stored(text) == [an_article.AID_GTM, an_article.AID_AS_PRINTED]


def test_a_coded_passage_opens_its_position(sign_in: SignIn, site: str, text: SourceText) -> None:
    page = sign_in()
    test_key = "o"
    read(page, site, text)
    page.keyboard.press("n")
    page.keyboard.press("Enter")
    expect(page.locator("[data-confirm]").first).to_be_focused()
    for _ in range(4):
        page.keyboard.press("Enter")
    page.keyboard.type(SUMMARY)
    page.keyboard.press("Control+s")
    expect(page.locator(".place-coded")).to_have_count(1)

    page.keyboard.press("C")
    page.keyboard.press(test_key)
    page.keyboard.press("Enter")

    expect(page).to_have_url(f"{site}/desk/positions/{Position.objects.get(summary=SUMMARY).public_id}/")


def test_the_keys_are_listed(sign_in: SignIn, site: str, text: SourceText) -> None:
    page = sign_in()
    read(page, site, text)

    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("no position: put the proposal aside")
    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_text_cannot_be_changed(sign_in: SignIn, site: str, text: SourceText) -> None:
    page = sign_in()
    shown = read(page, site, text)
    before = shown.evaluate("text => text.textContent")
    shown.focus()

    for key in ("x", "Backspace", "Delete", "Control+x", "Control+v", "Space"):
        page.keyboard.press("Control+a")
        page.keyboard.press(key)

    assert shown.evaluate("text => text.textContent") == before == BODY


def test_without_scripts_a_passage_is_pasted_and_the_one_that_is_meant_is_asked_for(
    sign_in: SignIn, site: str, text: SourceText
) -> None:
    page = sign_in(java_script_enabled=False)
    read(page, site, text)

    page.get_by_label("Find a passage in the text").fill('"No farmer should go to prison for a plant,"')
    page.get_by_role("button", name="Code this passage").click()
    expect(page.locator("main")).to_contain_text("It stands 2 times in the text")
    page.locator("#coding ol a").last.click()
    page.get_by_label("Summary").fill(SUMMARY)
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_text("Confirm what is proposed here, or change it.").first).to_be_visible()
    for box in page.locator("[name=confirmed]").all():
        box.check()
    page.get_by_role("button", name="Save the draft").click()

    expect(page.locator(".place-coded")).to_have_count(1)
    quotation = Position.objects.get(summary=SUMMARY).quotations.get()
    assert BODY[quotation.start : quotation.end] == quotation.exact
    assert quotation.start > BODY.index("No farmer should go") + 50


def test_on_a_phone_the_form_follows_the_text(sign_in: SignIn, site: str, text: SourceText) -> None:
    page = sign_in(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    read(page, site, text)

    page.locator(".place-proposed").first.get_by_role("link", name="Code it").tap()

    expect(page.locator(".taken mark")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_reading_desk_shuts_no_editor_out(
    sign_in: SignIn, site: str, text: SourceText, scheme: str
) -> None:
    page = sign_in(bypass_csp=True, color_scheme=scheme)
    read(page, site, text)
    page.keyboard.press("n")
    page.keyboard.press("d")
    expect(page.locator(".place-dismissed")).to_have_count(1)
    assert faults_of(page) == {}

    page.keyboard.press("n")
    page.keyboard.press("Enter")
    expect(page.locator("[data-confirm]").first).to_be_focused()

    assert faults_of(page) == {}
