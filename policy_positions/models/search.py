"""Words to search: the document of a position, and the query that a reader types."""

from __future__ import annotations

import operator
import re
from functools import reduce

from django.contrib.postgres.search import CombinedSearchQuery, SearchHeadline, SearchQuery
from django.db import models

Query = CombinedSearchQuery | SearchQuery

CONFIGURATIONS = {
    "simple": "tracker_simple",
    "en": "tracker_english",
    "es": "tracker_spanish",
    "pt": "tracker_portuguese",
    "fr": "tracker_french",
}
_TERM = re.compile(r'(?P<without>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')

# Names weigh most, then the summary, then the passages. Everything stands once unstemmed, so that names and
# the small words of a phrase are found, and once under the stems of its own language.
_BY_LANGUAGE = " || ".join(
    f"setweight(to_tsvector('{configuration}', coalesce(said.{language}, '')), 'C')"
    for language, configuration in CONFIGURATIONS.items()
)
REFRESH_DOCUMENTS = f"""
    UPDATE policy_positions_position changed SET document =
        setweight(to_tsvector('tracker_simple', names.words), 'A')
        || setweight(to_tsvector('tracker_simple', own.summary), 'B')
        || setweight(to_tsvector('tracker_english', own.summary), 'B')
        || {_BY_LANGUAGE}
    FROM policy_positions_position own
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
    WHERE changed.id = own.id AND own.id = ANY(%s)
"""  # noqa: S608 - built from the constants above alone


def search_query(words: str) -> Query | None:
    """What a reader means by ``words``; None when there is nothing to look for.

    Every word must occur, in any form of its stem; "quotation marks" keep words together;
    a hyphen before a word or phrase leaves out what contains it.
    """
    query: Query | None = None
    for term in _TERM.finditer(words):
        text = term["phrase"] if term["phrase"] is not None else term["word"]
        if not re.search(r"\w", text):
            continue
        wanted = _in_no_language(text) if term["without"] else _in_any_language(text)
        query = wanted if query is None else query & wanted
    return query


# Control characters, which no text on record holds, mark a hit until the page turns them into <mark>.
HIT_STARTS, HIT_ENDS = "\x02", "\x03"


def marked(field: str, words: str) -> SearchHeadline | models.Value:
    """The text of ``field`` with every hit of ``words`` between HIT_STARTS and HIT_ENDS; None without words.

    The row's ``language`` says by whose stems.
    """
    query = search_query(words)
    if query is None:
        return models.Value(None, output_field=models.TextField())
    languages = [
        models.When(language=language, then=models.Value(name)) for language, name in CONFIGURATIONS.items()
    ]
    configuration = models.Case(*languages, default=models.Value(CONFIGURATIONS["simple"]))
    return SearchHeadline(
        field, query, config=configuration, start_sel=HIT_STARTS, stop_sel=HIT_ENDS, highlight_all=True
    )


def _in_each_language(text: str) -> list[SearchQuery]:
    return [SearchQuery(text, config=name, search_type="phrase") for name in CONFIGURATIONS.values()]


def _in_any_language(text: str) -> Query:
    return reduce(operator.or_, _in_each_language(text))


def _in_no_language(text: str) -> Query:
    return reduce(operator.and_, (~query for query in _in_each_language(text)))
