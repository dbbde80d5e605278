"""Files at the desk: checked, imported as a whole, told how far they are, begun again if interrupted."""

from __future__ import annotations

import threading
from html import unescape

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

import pytest
from openpyxl import load_workbook

from policy_positions import uploads
from policy_positions.background import STARTS_WITHIN, Progress, beside, teller
from policy_positions.models import Import, Position, Revision
from policy_positions.uploads.progress import task_of
from policy_positions.uploads.working import carry_out
from policy_positions.vocabulary import ImportState, RecordKind, ReviewState
from tests import an_article
from tests.factories import make_user
from tests.uploads.rows import as_csv, frame, row, two_positions

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def author(client, transactional_db):
    user = make_user("editor")
    client.force_login(user)
    return user


@pytest.fixture
def text(transactional_db):
    return frame()


def hand_in(client, rows, name: str = "rows.csv") -> Import:
    """Upload the rows, and let what is done beside the request come to its end."""
    content = rows if isinstance(rows, bytes) else as_csv(rows)
    client.post(reverse("desk_imports"), {"file": SimpleUploadedFile(name, content)})
    _finish()
    return Import.objects.latest("pk")


def begin(client, held: Import) -> Import:
    client.post(reverse("desk_import_begin", args=[held.pk]))
    _finish()
    held.refresh_from_db()
    return held


def _finish() -> None:
    for thread in threading.enumerate():
        if thread.name.startswith("import-"):
            thread.join(timeout=60)


def page(client, held: Import, query: str = "") -> str:
    return unescape(client.get(held.get_absolute_url() + query).content.decode())


@pytest.mark.usefixtures("author")
def test_a_file_is_checked_and_told_row_by_row_and_nothing_is_imported(client, text):
    held = hand_in(client, [*two_positions(text), row(text, country="GTX", summary="Another.")])

    assert held.state == ImportState.CHECKED
    assert held.lines.tally() == {"created": 2, "rejected": 1}
    (fault,) = held.lines.rejected()
    assert (fault.row, fault.column) == (5, "country")
    assert "“GTX” is no country on record. Did you mean GTM?" in page(client, held)
    assert "Import these" not in page(client, held)
    assert not Position.objects.exists()


@pytest.mark.usefixtures("author")
def test_what_was_checked_is_imported_and_again_would_change_nothing(client, text, author):
    held = begin(client, hand_in(client, two_positions(text)))
    again = hand_in(client, two_positions(text))

    assert (held.state, held.content) == (ImportState.IMPORTED, None)
    assert Position.objects.filter(state=ReviewState.DRAFT, drafted_by=author).count() == 2
    assert again.lines.tally() == {"unchanged": 2}
    assert "Nothing would change" in page(client, again)
    assert "Import these" not in page(client, again)


@pytest.mark.usefixtures("author")
def test_an_import_is_on_record(client, text, author):
    held = begin(client, hand_in(client, two_positions(text)))

    act = Revision.objects.of_record(RecordKind.IMPORT, str(held.pk)).get()
    assert act.by == author
    assert (act.after["file"], act.after["sha256"], act.after["created"]) == ("rows.csv", held.sha256, 2)


@pytest.mark.usefixtures("author")
def test_a_file_with_a_rejected_row_is_not_imported_by_asking_for_it(client, text):
    held = begin(client, hand_in(client, [row(text), row(text, stance="for", summary="Another.")]))

    assert held.state == ImportState.CHECKED
    assert not Position.objects.exists()


@pytest.mark.usefixtures("author")
def test_what_became_impossible_since_the_check_is_told_and_nothing_is_imported(client, text):
    held = hand_in(client, two_positions(text))
    begin(client, hand_in(client, [row(text, summary="Coded meanwhile.")]))

    held = begin(client, held)

    assert held.state == ImportState.CHECKED
    assert "is coded already" in held.lines.rejected().get().said
    assert Position.objects.count() == 1


@pytest.mark.usefixtures("author")
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("rows.pdf", b"%PDF", "rows.pdf is of no kind that can be imported; these are: .csv, .xlsx,"),
        ("rows.csv", b"", "The submitted file is empty."),
        ("rows.csv", b"colour\nred\n", "rows.csv, row 1: There is no column “colour”."),
        ("rows.xlsx", b"no workbook", "rows.xlsx is no workbook"),
        ("rows.csv", b"source\n\xff\n", "rows.csv must be saved as UTF-8"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_why(client, name, content, said):
    response = client.post(reverse("desk_imports"), {"file": SimpleUploadedFile(name, content)}, follow=True)
    _finish()
    held = Import.objects.first()
    told = page(client, held) if held else unescape(response.content.decode())

    assert said in told or (content == b"" and "is empty" in told)


@pytest.mark.usefixtures("author")
def test_no_file_is_asked_for(client):
    response = client.post(reverse("desk_imports"))

    assert response.status_code == 422
    assert "Choose a file first." in response.content.decode()


@pytest.mark.usefixtures("author")
def test_a_file_is_thrown_away_and_cannot_be_imported_then(client, text):
    held = hand_in(client, two_positions(text))

    client.post(reverse("desk_import_discard", args=[held.pk]))
    held = begin(client, held)

    assert (held.state, held.content) == (ImportState.DISCARDED, None)
    assert not Position.objects.exists()


@pytest.mark.usefixtures("author")
def test_nobody_sees_or_imports_the_file_of_another(client, text):
    held = hand_in(client, two_positions(text))
    client.force_login(make_user("editor"))

    assert client.get(held.get_absolute_url()).status_code == 404
    assert client.post(reverse("desk_import_begin", args=[held.pk])).status_code == 404
    assert "rows.csv" not in client.get(reverse("desk_imports")).content.decode()
    assert not Position.objects.exists()


@pytest.mark.usefixtures("author")
def test_many_rows_are_told_page_by_page_and_by_outcome(client, text):
    rows = [row(text, stance="for", summary=f"Summary {number}.") for number in range(120)]
    held = hand_in(client, [*two_positions(text), *rows])

    first, second = page(client, held), page(client, held, "?outcome=rejected&page=2")

    assert first.count("is none of: support") == 100
    assert second.count("is none of: support") == 20
    assert "Page 2 of 2" in second
    assert page(client, held, "?outcome=created").count("is none of") == 0


@pytest.mark.usefixtures("author")
@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_a_file_costs_the_same_for_any_number_of_rows(
    client, text, rows, django_assert_num_queries
):
    held = hand_in(client, two_positions(text)[:rows])

    with django_assert_num_queries(8):
        client.get(held.get_absolute_url())


# How far it has come


def test_progress_is_seen_from_outside_the_transaction_that_makes_it(author):
    held = Import.objects.create(name="rows.csv", sha256="a" * 64, content=b"x", made_by=author)
    has_told, has_looked = threading.Event(), threading.Event()

    def work() -> None:
        with transaction.atomic():
            tell = teller(task_of(held), 10)
            tell(10)
            has_told.set()
            has_looked.wait(timeout=30)
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    has_told.wait(timeout=30)
    during = uploads.progress_of_import(held)
    has_looked.set()
    thread.join(timeout=30)

    assert during == Progress(10, 10, is_alive=True)


def test_what_was_interrupted_says_so_and_can_be_begun_again(client, text, author):
    held = Import.objects.create(
        name="rows.csv",
        sha256="a" * 64,
        content=as_csv(two_positions(text)),
        made_by=author,
        state=ImportState.IMPORTING,
        begun_at=timezone.now() - 2 * STARTS_WITHIN,
    )

    told = page(client, held)
    held = begin(client, held)

    assert "It was interrupted, and nothing of it was kept." in told
    assert held.state == ImportState.IMPORTED
    assert Position.objects.count() == 2


def test_two_who_begin_one_file_at_once_import_it_once(text, author):
    held = Import.objects.create(
        name="rows.csv",
        sha256="a" * 64,
        content=as_csv(two_positions(text)),
        made_by=author,
        state=ImportState.IMPORTING,
    )
    with connection.cursor() as cursor:  # as the one who is at it already
        cursor.execute("SELECT pg_advisory_lock(hashtext('import'), %s)", [held.pk])

    beside(task_of(held), lambda: carry_out(held))
    _finish()
    connection.close()

    assert not Position.objects.exists()


# The workbook to fill in


@pytest.mark.usefixtures("author")
def test_the_workbook_is_filled_in_and_comes_back(client, text, tmp_path):
    path = tmp_path / "positions.xlsx"
    path.write_bytes(client.get(reverse("desk_import_template")).content)
    book = load_workbook(path)
    sheet = book["positions"]
    columns = [cell.value for cell in sheet[1]]
    for each in two_positions(text):
        sheet.append([each.get(column) for column in columns])
    book.save(path)

    held = hand_in(client, path.read_bytes(), "positions.xlsx")

    assert held.lines.tally() == {"created": 2}
    explained = {line[0].value: line[2].value for line in book["columns"].iter_rows(min_row=2)}
    assert set(explained) == set(columns)
    assert all(explained.values())


def test_readers_do_not_come_to_the_imports(client):
    client.force_login(make_user())

    assert client.get(reverse("desk_imports")).status_code == 403
    assert client.get(reverse("desk_import_template")).status_code == 403
    assert an_article.TITLE not in client.get(reverse("desk_imports")).content.decode()
