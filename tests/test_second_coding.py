"""The second coder: drawn, blind, recorded beside the first code, settled by two."""

from __future__ import annotations

import html

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

import pytest

from policy_positions import editing
from policy_positions.models import Correction, Position, SamplingPlan, SecondCoding
from tests.factories import make_country, make_position, make_text, make_user
from tests.sent_forms import sent_by
from tests.test_editing import fields, passage

pytestmark = pytest.mark.django_db

BODY = "Señor Pérez said: “Drugs should be legal.” Nobody answered, and Cuba was not there."
SECRETS = {"summary": "A summary that gives it away.", "coding_note": "A note that gives it away."}


@pytest.fixture
def author(db) -> User:
    return make_user("editor", first_name="Author")


@pytest.fixture
def coder(db) -> User:
    return make_user("editor")


@pytest.fixture
def admin(db) -> User:
    return make_user("admin")


@pytest.fixture
def published(author) -> Position:
    draft = editing.draft(
        fields(stance="lean_oppose", confidence="doubtful", **SECRETS), [passage(make_text(BODY))], by=author
    )
    return editing.publish(editing.submit(draft, by=author), by=make_user("reviewer"))


@pytest.fixture
def coding(admin, coder, published) -> SecondCoding:
    """Taken by the coder, and not coded yet."""
    editing.plan_sample(100, "a seed", by=admin)
    return editing.take_coding(by=coder)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(response) -> str:
    return html.unescape(response.content.decode())


# The draw


def test_a_plan_draws_among_what_is_on_record_as_python_does(admin):
    positions = [make_position(state=state) for state in ("in_review", "published") * 20]
    make_position(state="draft"), make_position(state="withdrawn")

    drawn = editing.plan_sample(50, "a seed", by=admin)

    plan = SamplingPlan.objects.get()
    chosen = {position.pk for position in positions if plan.draws(position.public_id)}
    assert set(SecondCoding.objects.values_list("position", flat=True)) == chosen
    assert drawn == len(chosen)
    assert editing.plan_sample(50, "a seed", by=admin) == 0


@pytest.mark.parametrize(("rate", "drawn"), [(100, 1), (0, 0)])
def test_what_is_submitted_is_drawn_by_the_plan_that_holds(admin, author, rate, drawn):
    editing.plan_sample(rate, "a seed", by=admin)
    draft = editing.draft(fields(), [passage(make_text(BODY))], by=author)
    assert SecondCoding.objects.count() == 0

    editing.submit(draft, by=author)
    editing.submit(editing.recall(draft_of(draft), by=author), by=author)

    assert SecondCoding.objects.count() == drawn


def draft_of(position: Position) -> Position:
    return Position.objects.get(pk=position.pk)


@pytest.mark.parametrize("group", ["editor", "reviewer", ""])
def test_only_who_keeps_the_frame_plans(group):
    with pytest.raises(PermissionDenied):
        editing.plan_sample(10, "a seed", by=make_user(group))


# Taking and coding


def test_an_author_or_a_reviewer_of_it_is_not_given_it(admin, author, published):
    editing.plan_sample(100, "a seed", by=admin)

    assert editing.take_coding(by=author) is None
    assert editing.take_coding(by=published.published_by) is None


def test_who_proposed_or_declined_a_change_of_it_is_not_given_it(admin, coder, published):
    cut = [passage(published.quotations.get().text)]
    reviewer = make_user("reviewer")
    proposal = editing.propose(
        published, {"stance": "mixed"}, cut, by=coder, version=3, reason="He was misheard."
    )
    editing.decline(proposal, by=reviewer, note="He was not.")
    editing.plan_sample(100, "a seed", by=admin)

    assert editing.take_coding(by=coder) is None
    assert editing.take_coding(by=reviewer) is None


def test_a_coder_holds_one_at_a_time(admin, coder, published):
    make_position(country=make_country("COL"))
    editing.plan_sample(100, "a seed", by=admin)

    first = editing.take_coding(by=coder)

    assert editing.take_coding(by=coder) == first
    assert SecondCoding.objects.filter(coder=coder).count() == 1


def test_the_second_code_stands_beside_the_first_as_that_was(coder, coding):
    editing.code_again(coding, by=coder, stance="support", voice="direct", confidence="certain")
    Position.objects.filter(pk=coding.position_id).update(stance="mixed")

    coding.refresh_from_db()
    assert (coding.first_stance, coding.stance) == ("lean_oppose", "support")
    assert (coding.first_voice, coding.first_confidence) == ("direct", "doubtful")
    assert coding.is_open


def test_nobody_else_codes_it_and_nobody_twice(coder, coding):
    said = {"stance": "support", "voice": "direct", "confidence": "certain"}
    with pytest.raises(PermissionDenied):
        editing.code_again(coding, by=make_user("editor"), **said)
    editing.code_again(coding, by=coder, **said)

    with pytest.raises(ValidationError, match="already"):
        editing.code_again(coding, by=coder, **{**said, "stance": "oppose"})


# Blind


def test_the_second_coder_sees_the_passage_and_nothing_of_the_first_code(coder, coding, author):
    page = page_of(signed_in(coder).get(reverse("desk_second_code", args=[coding.pk])))

    assert "Drugs should be legal." in page and "Nobody answered, and Cuba" in page
    assert coding.position.issue.proposition in page
    for told in (*SECRETS.values(), author.username, "voice-direct", "quotation-direct", "badge"):
        assert told not in page
    assert [sent_by(page)[name] for name in ("stance", "voice", "confidence")] == ["", "", ""]


def desk_pages(coding: SecondCoding) -> list[str]:
    """Every page of the desk that lists positions or shows this one."""
    public_id, slug = coding.position.public_id, coding.position.quotations.get().source.slug
    return [
        reverse("desk"),
        reverse("desk_review"),
        reverse("desk_second"),
        reverse("desk_source", args=[slug]),
        reverse("desk_read", args=[slug]),
        reverse("desk_position", args=[public_id]),
        reverse("desk_position_correct", args=[public_id]),
        reverse("desk_position_restore", args=[public_id, 1]),
        reverse("position_history", args=[public_id]),
        reverse("position", args=[public_id]),
    ]


def test_no_page_of_the_desk_tells_the_second_coder_the_first_code(coder, coding, published):
    editing.propose(
        published,
        {"stance": "mixed"},
        [passage(published.quotations.get().text)],
        by=make_user("editor"),
        version=3,
        reason="A reason that gives it away.",
    )
    client, address = signed_in(coder), reverse("desk_position", args=[published.public_id])

    for page in desk_pages(coding):
        told = page_of(client.get(page))
        assert not any(secret in told for secret in SECRETS.values()), page
        assert "gives it away" not in told and "Leans towards opposition</span>" not in told, page
        assert page == address or f'href="{address}"' not in told, page  # itself a page names in any case


def test_the_same_pages_do_tell_somebody_else(coding, published):
    """The twin: without the blind, the pages have it."""
    client = signed_in(make_user("editor"))
    telling = [reverse(name, args=[published.public_id]) for name in ("desk_position", "position")]

    assert all(SECRETS["summary"] in page_of(client.get(page)) for page in telling)
    assert "Leans towards opposition</span>" in page_of(client.get(reverse("desk")))


def test_once_coded_the_position_is_open_to_the_coder_again(coder, coding):
    editing.code_again(coding, by=coder, stance="lean_oppose", voice="direct", confidence="certain")

    page = signed_in(coder).get(reverse("desk_position", args=[coding.position.public_id]))

    assert page.status_code == 200


def test_a_second_code_is_no_reader_s_and_no_other_editor_s(coder, coding, published):
    editing.code_again(
        coding, by=coder, stance="support", voice="direct", confidence="certain", note="What the second says."
    )
    resolution = reverse("desk_second_resolution", args=[coding.pk])

    assert signed_in(make_user("editor")).get(resolution).status_code == 404
    for address in (reverse("methods"), reverse("position", args=[published.public_id])):
        page = page_of(Client().get(address))
        assert "What the second says." not in page and coder.username not in page
    assert "Not enough: 1 of 20" in page_of(Client().get(reverse("methods")))


# Settling


@pytest.fixture
def disputed(coder, coding) -> SecondCoding:
    return editing.code_again(coding, by=coder, stance="support", voice="direct", confidence="certain")


def offer(coding: SecondCoding, by: User, stance: str = "support") -> SecondCoding:
    return editing.offer_agreement(coding, by=by, stance=stance, voice="direct", note="He says so.")


def test_both_coders_see_what_each_said_and_talk(author, coder, disputed):
    editing.comment(disputed, "Why do you lean?", by=coder)

    for user in (author, coder):
        page = page_of(signed_in(user).get(reverse("desk_second_resolution", args=[disputed.pk])))
        assert "Why do you lean?" in page
        assert "Supports" in page and "Leans towards opposition" in page


def test_what_is_agreed_leads_to_a_correction_of_what_is_published(author, coder, disputed):
    offer(disputed, coder)

    settled = editing.confirm_agreement(disputed, by=author)

    assert (settled.agreed_stance, settled.agreed_by, settled.confirmed_by) == ("support", coder, author)
    correction = Correction.objects.get()
    assert correction.is_open and correction.proposed["stance"] == "support"
    assert correction.reason == "Coded twice, and agreed by both coders: He says so."
    assert Position.objects.get().stance == "lean_oppose"


def test_agreeing_on_the_first_code_corrects_nothing(author, coder, disputed):
    offer(disputed, coder, "lean_oppose")

    editing.confirm_agreement(disputed, by=author)

    assert not Correction.objects.exists()
    assert not SecondCoding.objects.in_dispute().exists()


def test_nobody_agrees_with_themselves(coder, disputed):
    offer(disputed, coder)

    with pytest.raises(PermissionDenied, match="The other coder confirms"):
        editing.confirm_agreement(disputed, by=coder)


def test_there_is_nothing_to_confirm_before_something_is_offered(author, disputed):
    with pytest.raises(ValidationError, match="Nothing is offered yet"):
        editing.confirm_agreement(disputed, by=author)


def test_a_third_person_settles_nothing_unless_the_author_is_gone(author, coder, disputed):
    reviewer = make_user("reviewer")
    with pytest.raises(PermissionDenied):
        offer(disputed, reviewer)
    User.objects.filter(pk=author.pk).update(is_active=False)

    offer(disputed, reviewer)
    editing.confirm_agreement(disputed, by=coder)

    assert SecondCoding.objects.get().resolved_at


def test_where_both_say_the_same_there_is_nothing_to_settle(author, coder, coding):
    same = editing.code_again(coding, by=coder, stance="lean_oppose", voice="direct", confidence="certain")

    with pytest.raises(ValidationError, match="nothing to settle"):
        editing.comment(same, "Well done.", by=author)


# At the desk


def test_a_day_of_second_coding_at_the_desk(admin, author, coder, published):
    chief, second, first = signed_in(admin), signed_in(coder), signed_in(author)
    chief.post(reverse("desk_second_plan"), {"rate": 100, "seed": "a seed"})
    begun = second.post(reverse("desk_second_take"), follow=True)
    form = sent_by(page_of(begun))
    said = {**form, "stance": "support", "voice": "direct", "confidence": "certain"}

    settled = second.post(begun.request["PATH_INFO"], said, follow=True)
    coding = SecondCoding.objects.get()
    comment, offer, confirm = (
        reverse("desk_second_resolve", args=[coding.pk, name]) for name in ("comment", "offer", "confirm")
    )
    second.post(comment, {"text": "He says it outright."})
    first.post(offer, {"stance": "support", "voice": "direct", "note": "You are right."})
    second.post(confirm)

    assert "see what each of you said" in page_of(settled)
    assert Correction.objects.get().proposed["stance"] == "support"
    assert "Agreed on" in page_of(first.get(reverse("desk_second_resolution", args=[coding.pk])))


def test_an_offer_without_a_reason_is_sent_back(author, disputed):
    response = signed_in(author).post(
        reverse("desk_second_resolve", args=[disputed.pk, "offer"]), {"stance": "support", "voice": "direct"}
    )

    assert (response.status_code, SecondCoding.objects.get().agreed_by) == (422, None)
