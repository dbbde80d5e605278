"""Tables as pictures: cells at their places. No database, no request."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from policy_positions import maps

IMPRINT = maps.Imprint(source="The tracker, 3 positions", permalink="https://example.org/matrix/")
HEADING = maps.Heading("Countries and issues", "Issue: Legalization", "As of 30 June 2013")
SAID = maps.GridCell("3", ("support",))
BLANK = maps.GridCell(is_blank=True)


def test_rows_stand_below_each_other_and_below_the_heading_of_their_group():
    drawn = maps.grid(
        ["Legalization", "Aid demands"],
        [
            maps.GridRow("Belize", (SAID, BLANK), group="Central America"),
            maps.GridRow("Panama", (BLANK, SAID)),
            maps.GridRow("Brazil", (SAID, SAID), group="South America"),
        ],
    )

    assert [(placed.row.label, placed.y) for placed in drawn.rows] == [
        ("Belize", 52),
        ("Panama", 76),
        ("Brazil", 128),
    ]
    assert [cell.x for cell in drawn.rows[0].cells] == [200, 346]
    assert (drawn.width, drawn.height) == (492, 152)


def test_many_columns_share_the_width():
    heads = [f"C{number:02}" for number in range(35)]

    drawn = maps.grid(heads, [maps.GridRow("Belize", (maps.GridCell("2/3"),) * 35)])

    assert drawn.column == 21.1
    assert drawn.rows[0].cells[-1].x + drawn.column <= 940


def test_a_row_with_a_cell_too_few_is_refused_by_name():
    with pytest.raises(ValueError, match="Belize: 1 cells under 2 heads"):
        maps.grid(["A", "B"], [maps.GridRow("Belize", (SAID,))])


@pytest.mark.parametrize("document", [maps.matrix_document, maps.agreement_document])
def test_title_filter_date_source_and_address_are_part_of_the_picture(document):
    drawn = document(maps.grid(["Legalization"], [maps.GridRow("Belize", (SAID,))]), HEADING, IMPRINT)

    texts = "".join(ET.fromstring(drawn).itertext())  # noqa: S314 - the document is our own
    for words in (HEADING.title, HEADING.condition, HEADING.date, IMPRINT.source, IMPRINT.permalink):
        assert words in texts
    assert "var(--" not in drawn


def test_an_empty_table_says_so():
    assert "Nothing is recorded" in maps.agreement_document(maps.grid([], []), HEADING, IMPRINT)
