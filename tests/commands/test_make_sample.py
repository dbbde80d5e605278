"""make_sample: a made-up record that keeps every promise, the same from the same seed."""

from __future__ import annotations

import re
from collections import Counter
from io import StringIO
from itertools import pairwise

from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import F
from django.test import Client

import pytest

from policy_positions import columns, sampling
from policy_positions.editing.recording import snapshot
from policy_positions.management.progress import Progress
from policy_positions.models import (
    Country,
    Issue,
    Leader,
    Organization,
    Position,
    Quotation,
    Revision,
    Source,
    SourceText,
    Summit,
)
from policy_positions.sampling.passages import LONGEST, SHORTEST
from policy_positions.vocabulary import SPEAKS_FOR_COUNTRY
from tests.factories import make_leader, make_position
from tests.models.breaking import settle

pytestmark = pytest.mark.django_db

SIZE = 300


def make_sample(size: int = SIZE, **options: object) -> tuple[str, str]:
    """What the command prints, and what it tells meanwhile."""
    out, told = StringIO(), StringIO()
    call_command("make_sample", str(size), stdout=out, stderr=told, **options)
    return out.getvalue(), told.getvalue()


@pytest.fixture
def sample() -> None:
    make_sample()


def exported(**options: object) -> bytes:
    """All of a sample as a file; the sample is undone."""
    with transaction.atomic():
        make_sample(**options)
        content = Client().get("/export/positions.csv").getvalue()
        transaction.set_rollback(True)
    return content


def strangers(*, but: str) -> list[str]:
    """Slugs in the frame that do not start so."""
    models = (Leader, Organization, Summit, Source)
    return [
        slug for model in models for slug in model.objects.exclude(slug__startswith=but).values_list("slug")
    ]


# What it holds


@pytest.mark.usefixtures("sample")
def test_a_sample_has_as_many_positions_as_asked_and_keeps_every_promise():
    settle()

    assert Position.objects.count() == SIZE
    assert Revision.objects.filter(act="load", version=1).count() == SIZE
    assert SIZE < Quotation.objects.count() < 2 * SIZE
    assert SIZE / 8 < Source.objects.count() == SourceText.objects.count() < SIZE / 3
    assert (Country.objects.count(), Issue.objects.count(), Summit.objects.count()) == (35, 8, 120)
    assert 550 < Leader.objects.count() < 650


@pytest.mark.usefixtures("sample")
def test_whatever_is_made_up_says_so():
    positions = Position.objects.exclude(summary__startswith="Made up: ")
    leaders = Leader.objects.exclude(name__endswith=" (sample)")
    sources = Source.objects.exclude(title__startswith="Made-up report ")
    issues = Issue.objects.exclude(name__startswith="Sample: ")

    assert strangers(but=sampling.PREFIX) == []
    assert [*positions, *leaders, *sources] == []
    assert issues.count() == 5


@pytest.mark.usefixtures("sample")
def test_one_person_holds_each_office_of_a_country_on_every_day():
    for country in Country.objects.prefetch_related("tenures"):
        held = [tenure for tenure in country.tenures.all() if tenure.role == "head_of_state"]
        handovers = [(earlier.end, later.start) for earlier, later in pairwise(held)]

        assert {tenure.role for tenure in country.tenures.all()} <= set(SPEAKS_FOR_COUNTRY)
        assert len(held) > 4
        assert all(end == start for end, start in handovers)
        assert held[-1].end is None


@pytest.mark.usefixtures("sample")
def test_most_is_published_by_another_than_its_author_and_some_is_not():
    states = Counter(Position.objects.values_list("state", flat=True))

    assert set(states) == {"draft", "in_review", "published", "withdrawn"}
    assert states["published"] > 0.95 * SIZE
    assert not Position.objects.filter(published_by=F("drafted_by")).exists()


def test_few_countries_and_late_years_dominate():
    make_sample(1_000)

    by_country = Counter(Position.objects.values_list("country__iso3", flat=True))
    by_decade = Counter(
        date.year // 10 for date in Position.objects.values_list("stated_on", flat=True) if date
    )

    assert sum(by_country[iso3] for iso3 in ("USA", "MEX", "COL", "BRA")) > 400
    assert by_decade[201] > 1.5 * by_decade[199]


@pytest.mark.usefixtures("sample")
def test_passages_have_ten_to_sixty_words_and_are_verbatim_in_the_texts_held():
    out = StringIO()
    call_command("verify_quotations", stdout=out)

    words = [len(exact.split()) for exact in Quotation.objects.values_list("exact", flat=True)]
    assert SHORTEST <= min(words) < max(words) <= LONGEST
    assert SourceText.objects.held().count() == 20
    proven = re.search(r"Passages proven: (\d+);", out.getvalue())
    assert proven and int(proven[1]) > 20
    assert set(Quotation.objects.values_list("verified", "language").distinct()) == {
        (True, "en"),
        (True, "es"),
    }


@pytest.mark.usefixtures("sample")
def test_words_are_found_as_often_as_they_are_said():
    found = {
        plan: Position.objects.matching(plan).count()
        for plan in ("Meridian", "Sandpiper", "Larkspur", "Quillwort", "Nothinglike")
    }

    assert found == {"Meridian": 30, "Sandpiper": 3, "Larkspur": 1, "Quillwort": 1, "Nothinglike": 0}


@pytest.mark.usefixtures("sample")
def test_positions_are_recorded_and_searched_as_if_they_had_been_written_one_by_one():
    before = dict(Position.objects.values_list("pk", "document"))
    recorded = dict(Revision.objects.values_list("position_id", "after"))

    Position.objects.all().refresh_documents()

    assert dict(Position.objects.values_list("pk", "document")) == before
    assert [recorded[position.pk] for position in Position.objects.all()] == [
        snapshot(position) for position in Position.objects.all()
    ]


FIELD_OF = {
    "country": "country__iso3",
    "organization": "organization__slug",
    "leader": "leader__slug",
    "issue": "issue__slug",
    "stance": "stance",
    "substance": "substance",
    "confidence": "confidence",
    "summit": "summit__slug",
    "voice": "quotations__voice",
    "source": "quotations__text__source__slug",
}


@pytest.mark.usefixtures("sample")
def test_the_columns_count_what_sql_counts():
    selected = columns.current().everything
    counted = {}
    for facet, field in FIELD_OF.items():
        pairs = Position.objects.published().exclude(**{f"{field}__isnull": True}).values_list(field, "pk")
        counted[facet] = Counter(value for value, _ in set(pairs))

    assert {facet: selected.counts(facet) for facet in FIELD_OF} == counted


# One seed, one record


def test_the_same_seed_makes_the_same_record_to_the_byte():
    first, again = exported(seed=7), exported(seed=7)

    assert first.count(b"\n") > SIZE
    assert again == first


def test_another_seed_makes_another_record():
    assert exported(seed=7) != exported(seed=8)


def test_the_index_over_what_can_be_searched_is_left_as_it_was():
    before = index_definition()

    make_sample(20)

    assert index_definition() == before
    assert "USING gin (document)" in before


def index_definition() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_indexdef('position_document'::regclass)")
        return str(cursor.fetchone()[0])


# Where it is refused


@pytest.mark.usefixtures("record")
def test_a_record_is_never_mixed_with_a_sample():
    with pytest.raises(CommandError) as refused:
        make_sample()

    assert str(refused.value) == (
        "This database holds a record: positions that make_sample did not make (31). "
        "A sample has a database of its own: `make sample N=100000` makes it in the folder .sampledb; "
        "otherwise set LOCALDB_DIR to another folder, or DATABASE_URL to an empty database, and migrate it "
        "first."
    )
    assert Position.objects.count() == 31


def test_a_leader_alone_is_a_record():
    make_leader("Somebody real")

    with pytest.raises(
        CommandError, match=r"^This database holds a record: leaders that make_sample did not make \(1\)"
    ):
        make_sample()


@pytest.mark.usefixtures("sample")
def test_a_position_drafted_on_top_of_a_sample_is_no_sample():
    make_position()

    with pytest.raises(
        CommandError, match=r"^This database holds a record: positions that make_sample did not make \(1\)"
    ):
        make_sample()


@pytest.mark.usefixtures("sample")
def test_the_record_is_not_loaded_into_a_sample():
    with pytest.raises(CommandError, match="holds a made-up sample"):
        call_command("load_record")

    assert Position.objects.count() == SIZE


@pytest.mark.usefixtures("sample")
def test_a_sample_that_is_there_is_not_made_again():
    printed, _ = make_sample()

    assert printed == "Nothing to do: it is there. (Made up: a sample of 300 positions from seed 1.)\n"


@pytest.mark.usefixtures("sample")
def test_another_sample_does_not_take_the_place_of_one():
    with pytest.raises(CommandError) as refused:
        make_sample(400)

    assert str(refused.value).startswith(
        "There is another sample already. (Made up: a sample of 300 positions from seed 1.) Remove its folder"
    )


@pytest.mark.usefixtures("sample")
def test_any_sample_will_do_if_so_asked():
    printed, _ = make_sample(400, if_empty=True)

    assert "a sample of 300 positions" in printed


@pytest.mark.parametrize("size", ["0", "-5", "many"])
def test_a_size_that_is_none_is_refused(size):
    with pytest.raises(CommandError, match=f"'{size}' is no number of positions: write 1 or more"):
        call_command("make_sample", size)


# What it tells


def test_a_log_is_told_how_far_it_is_and_what_comes_last():
    _, told = make_sample(20)

    assert re.fullmatch(
        r"\[#{30}\] 100 %  20 of 20 positions, [\d,]+ a second, 0 s left\nBuilding the search index \.\.\.\n",
        told,
    )


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_one_line_with_rate_and_time_left():
    seconds = iter([0, 10, 20])
    terminal = Terminal()
    progress = Progress(3_000, "positions", terminal, clock=lambda: next(seconds))

    progress.advance(1_000)
    progress.advance(2_000)

    assert terminal.getvalue() == (
        "\r[##########....................]  33 %  1,000 of 3,000 positions, 100 a second, 20 s left"
        "\r[##############################] 100 %  3,000 of 3,000 positions, 150 a second, 0 s left\n"
    )


def test_a_log_gets_a_line_each_tenth_and_long_waits_in_minutes():
    seconds = iter([0, 10, 20, 30])
    log = StringIO()
    progress = Progress(10_000, "positions", log, clock=lambda: next(seconds))

    for count in (900, 100, 500, 500):
        progress.advance(count)

    assert [line.partition("%  ")[2] for line in log.getvalue().splitlines()] == [
        "1,000 of 10,000 positions, 100 a second, 1 min 30 s left",
        "2,000 of 10,000 positions, 100 a second, 1 min 20 s left",
    ]
