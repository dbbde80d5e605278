"""Words to search: the document of a position, and the query that a reader types."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache, reduce
from typing import NamedTuple

from django.contrib.postgres.search import CombinedSearchQuery, SearchHeadline, SearchQuery, SearchQueryField
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.expressions import RawSQL

Query = CombinedSearchQuery | SearchQuery

# The first of a language takes accents away before it stems. PostgreSQL's own follow where a stemmer knows
# endings by their accent, as -ción and -ção: without them legalización would not be a form of legalizar.
UNSTEMMED = "tracker_simple"
CONFIGURATIONS = {
    "simple": (UNSTEMMED,),
    "en": ("tracker_english",),
    "es": ("tracker_spanish", "spanish"),
    "pt": ("tracker_portuguese", "portuguese"),
    "fr": ("tracker_french", "french"),
}
ALL = tuple(configuration for each in CONFIGURATIONS.values() for configuration in each)
# By the language of a passage, the one whose stems tell its words.
_CONFIGURATION = "CASE %(expressions)s {known} ELSE '{other}' END".format(
    known=" ".join(f"WHEN '{language}' THEN '{own[0]}'" for language, own in CONFIGURATIONS.items()),
    other=UNSTEMMED,
)
_FORM = "phraseto_tsquery(%s::regconfig, %s)"
_TERM = re.compile(r'(?P<without>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')

# Names weigh most, then the summary, then the passages. Everything stands once unstemmed, so that names and
# the small words of a phrase are found, and once under the stems of its own language.
_BY_LANGUAGE = " || ".join(
    f"setweight(to_tsvector('{configuration}', coalesce(said.{language}, '')), 'C')"
    for language, configurations in CONFIGURATIONS.items()
    for configuration in configurations
)
# For every row of a table shaped like positions, called ``own``: its document, and the words it is made of.
DOCUMENT = f"""
    setweight(to_tsvector('tracker_simple', names.words), 'A')
    || setweight(to_tsvector('tracker_simple', own.summary), 'B')
    || setweight(to_tsvector('tracker_english', own.summary), 'B')
    || {_BY_LANGUAGE}
"""
WORDS_OF_ITS_OWN = """
    CROSS JOIN LATERAL (
        SELECT string_agg(exact, ' ') AS simple,
               string_agg(exact, ' ') FILTER (WHERE language = 'en') AS en,
               string_agg(exact, ' ') FILTER (WHERE language = 'es') AS es,
               string_agg(exact, ' ') FILTER (WHERE language = 'pt') AS pt,
               string_agg(exact, ' ') FILTER (WHERE language = 'fr') AS fr
        FROM policy_positions_quotation WHERE position_id = own.id
    ) said
    CROSS JOIN LATERAL (
        SELECT concat_ws(
            ' ', leader.name, array_to_string(leader.other_names, ' '),
            country.name, country.name_es, country.name_pt, country.name_fr,
            organization.name, organization.acronym, issue.name, summit.name
        ) AS words
        FROM policy_positions_issue issue
        LEFT JOIN policy_positions_leader leader ON leader.id = own.leader_id
        LEFT JOIN policy_positions_country country ON country.id = own.country_id
        LEFT JOIN policy_positions_organization organization ON organization.id = own.organization_id
        LEFT JOIN policy_positions_summit summit ON summit.id = own.summit_id
        WHERE issue.id = own.issue_id
    ) names
"""
REFRESH_DOCUMENTS = f"""
    UPDATE policy_positions_position changed SET document = {DOCUMENT}
    FROM policy_positions_position own {WORDS_OF_ITS_OWN}
    WHERE changed.id = own.id AND own.id = ANY(%s)
"""  # noqa: S608 - built from the constants above alone


def search_query(words: str) -> Query | None:
    """What a reader means by ``words``; None when there is nothing to look for.

    Every word must occur, in any form of its stem; "quotation marks" keep words together, as they are;
    a hyphen before a word or phrase leaves out what contains it.
    """
    # A stemmer drops small words: to it, "war on drugs" is any two such words with one between them.
    query: Query | None = None
    for term in _terms(words, phrases_in=(UNSTEMMED,)):
        wanted = _matching(term)
        query = wanted if query is None else query & wanted
    return query


class Term(NamedTuple):
    """One word or phrase, and by whose stems it is looked for."""

    text: str
    configurations: tuple[str, ...]
    is_without: bool


def _terms(words: str, *, phrases_in: tuple[str, ...]) -> Iterator[Term]:
    for term in _TERM.finditer(words):
        is_phrase = term["phrase"] is not None
        text = term["phrase"] if is_phrase else term["word"]
        if re.search(r"\w", text):
            yield Term(text, phrases_in if is_phrase else ALL, is_without=bool(term["without"]))


@lru_cache(maxsize=1_000)  # a migration alone changes how words are stemmed
def in_one(words: str, using: str = DEFAULT_DB_ALIAS) -> str | None:
    """The same query as PostgreSQL writes it, each form of a word once; None with nothing to look for.

    Stemmers mostly agree. Left as nine equal words with "or" between them, a word on one page in ten is
    planned for as if every other page had it.
    """
    terms = list(_terms(words, phrases_in=(UNSTEMMED,)))
    if not terms:
        return None
    asked = [(name, term.text) for term in terms for name in term.configurations]
    with connections[using].cursor() as cursor:
        queries = ", ".join([f"{_FORM}::text"] * len(asked))
        cursor.execute(f"SELECT {queries}", [value for pair in asked for value in pair])
        forms = iter(cursor.fetchone())
    written = []
    for term in terms:
        different = dict.fromkeys(filter(None, (next(forms) for _ in term.configurations)))
        if different:
            either = " | ".join(f"({form})" for form in different)
            written.append(f"!({either})" if term.is_without else f"({either})")
    return " & ".join(written)


# Control characters, which no text on record holds, mark a hit until the page turns them into <mark>.
HIT_STARTS, HIT_ENDS = "\x02", "\x03"


def marked(field: str, words: str) -> SearchHeadline | models.Value:
    """The text of ``field`` with every hit of ``words`` between HIT_STARTS and HIT_ENDS; None without words.

    The row's ``language`` says by whose stems, which also tell the words of a phrase.
    """
    terms = list(_terms(words, phrases_in=ALL))
    if not terms:
        return models.Value(None, output_field=models.TextField())
    return SearchHeadline(
        field,
        _asked_at_once(terms),
        config=models.Func(models.F("language"), template=_CONFIGURATION),
        start_sel=HIT_STARTS,
        stop_sel=HIT_ENDS,
        highlight_all=True,
    )


def _asked_at_once(terms: Sequence[Term]) -> RawSQL:
    """All forms of all terms as one expression: nine a word are written faster than a tree of them is."""
    written = [
        ("!!" if term.is_without else "") + f"({' || '.join([_FORM] * len(term.configurations))})"
        for term in terms
    ]
    values = [value for term in terms for name in term.configurations for value in (name, term.text)]
    return RawSQL(f"({' && '.join(written)})", values, output_field=SearchQueryField())  # noqa: S611 - of constants


def _matching(term: Term) -> Query:
    """Text that holds it as any of the configurations reads it, or as none of them does."""
    queries = [SearchQuery(term.text, config=name, search_type="phrase") for name in term.configurations]
    if term.is_without:
        return reduce(operator.and_, (~query for query in queries))
    return reduce(operator.or_, queries)
