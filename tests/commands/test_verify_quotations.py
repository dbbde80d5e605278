"""verify_quotations: every passage against the text that its offsets count in."""

from __future__ import annotations

import datetime
import hashlib
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command

import pytest

from policy_positions.models import Position, Quotation, Source, SourceText
from tests.factories import make_position

pytestmark = pytest.mark.django_db

BODY = "He waited. Nobody, he said, should go to jail for a joint. He left."
PASSAGE = "Nobody, he said, should go to jail for a joint."


@pytest.fixture
def text() -> SourceText:
    """A text of which only the passages are on record."""
    source = Source.objects.create(
        slug="paper", title="Jail", publisher="The Paper", issued=datetime.date(2012, 4, 1)
    )
    digest = hashlib.sha256(BODY.encode()).hexdigest()
    return SourceText.objects.create(source=source, sha256=digest, length=len(BODY))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where that text is, beside another file."""
    (tmp_path / "jail.txt").write_bytes(BODY.encode())
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\xff")
    (tmp_path / "more").mkdir()
    return tmp_path


@pytest.fixture
def position() -> Position:
    return make_position(voices=())


def quote(position: Position, text: SourceText, **fields: object) -> Quotation:
    start = BODY.index(PASSAGE)
    defaults = {
        "exact": PASSAGE,
        "prefix": "He waited. ",
        "suffix": " He left.",
        "start": start,
        "end": start + len(PASSAGE),
        "voice": "reported",
        "verified": True,
    }
    return Quotation.objects.create(position=position, text=text, **{**defaults, **fields})


def verify(*arguments: object) -> list[str]:
    out = StringIO()
    call_command("verify_quotations", *map(str, arguments), stdout=out)
    return out.getvalue().splitlines()


def test_a_passage_is_proven_by_a_file_with_the_digest_of_its_text(position, text, folder):
    quote(position, text)

    printed = verify("--texts", folder)

    assert printed == ["paper, text 1: 1 proven", "Passages proven: 1; without a text at hand: 0."]


def test_a_passage_is_proven_by_the_text_that_the_database_holds(position, text):
    quote(position, text)
    SourceText.objects.filter(pk=text.pk).update(body=BODY)

    printed = verify()

    assert printed == ["paper, text 1: 1 proven", "Passages proven: 1; without a text at hand: 0."]


def test_a_passage_without_a_text_at_hand_is_counted(position, text):
    quote(position, text)

    printed = verify()

    assert printed == [
        "paper, text 1: 1 without a text at hand",
        "Passages proven: 0; without a text at hand: 1.",
    ]


def test_a_passage_without_a_text_is_a_failure_where_texts_are_given(position, text, tmp_path):
    quote(position, text)

    with pytest.raises(CommandError) as refused:
        verify("--texts", tmp_path)

    assert str(refused.value) == (
        f"{position.public_id}, passage 1, from paper: no file in {tmp_path} has the SHA-256 {text.sha256}, "
        "and the database does not hold that text."
    )


def test_a_text_without_passages_need_not_be_at_hand(text, tmp_path):
    assert verify("--texts", tmp_path) == ["Passages proven: 0; without a text at hand: 0."]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (
            {"exact": PASSAGE.replace("Nobody", "Anyone")},
            f"at 11 to 58 the text says {PASSAGE!r}; the record gives as the passage "
            f"{PASSAGE.replace('Nobody', 'Anyone')!r}.",
        ),
        (
            {"exact": PASSAGE.replace(" ", "\u00a0", 1)},
            f"at 11 to 58 the text says {PASSAGE!r}; the record gives as the passage 'Nobody,\\xa0he",
        ),
        (
            {"prefix": "She waited. "},
            "at -1 to 11 the text says 'He waited. '; the record gives as what stands before it "
            "'She waited. '.",
        ),
        (
            {"suffix": " She left."},
            "at 58 to 68 the text says ' He left.'; the record gives as what stands after it ' She left.'.",
        ),
    ],
)
def test_the_first_passage_that_is_not_verbatim_is_told_with_what_stands_there(
    changed, message, position, text, folder
):
    quote(position, text)
    quote(position, text, order=2, **changed)

    with pytest.raises(CommandError) as refused:
        verify("--texts", folder)

    assert str(refused.value).startswith(f"{position.public_id}, passage 2, from paper: {message}")


def test_a_folder_that_is_none_is_refused(tmp_path):
    with pytest.raises(CommandError, match=r"nowhere is no folder: name one that holds the texts"):
        verify("--texts", tmp_path / "nowhere")


@pytest.mark.usefixtures("record")
def test_the_shipped_record_is_proven_by_the_two_articles(articles):
    printed = verify("--texts", articles)

    assert printed == [
        "globalpost-2012-04-havana, text 1: 28 proven",
        "reuters-2013-06-antigua-guatemala, text 1: 13 proven",
        "Passages proven: 41; without a text at hand: 0.",
    ]
