"""The article of the tests really sets the traps that its tests rely on."""

from __future__ import annotations

import pytest

from policy_positions import quoting
from tests import an_article

PASSAGES = {
    name: value
    for name, value in vars(an_article).items()
    if name.isupper() and isinstance(value, str) and name.partition("_")[0] in {
        "LEGALIZATION", "NEGATED", "AID", "STRATEGY", "ERADICATION", "OPEN", "NOT"
    }
}  # fmt: skip


@pytest.mark.parametrize("name", PASSAGES)
def test_each_passage_stands_there_once(name):
    found = quoting.occurrences(PASSAGES[name], an_article.TEXT)

    assert len(found) == 1


def test_one_passage_stands_there_twice():
    assert len(quoting.occurrences(an_article.TWICE, an_article.TEXT)) == 2


def test_what_is_typed_with_a_plain_space_is_printed_with_a_no_break_one():
    (span,) = quoting.occurrences(an_article.AID_AS_TYPED, an_article.TEXT)

    assert an_article.AID_AS_TYPED not in an_article.TEXT
    assert an_article.TEXT[span.start : span.end] == an_article.AID_AS_PRINTED


def test_one_clause_means_the_contrary_where_it_stands():
    (span,) = quoting.occurrences(an_article.NEGATED_CRI, an_article.TEXT)

    kinds = {caution.kind for caution in quoting.cautions(an_article.TEXT, span.start, span.end, "en")}

    assert kinds >= {quoting.STARTS_INSIDE, quoting.NEGATED}
