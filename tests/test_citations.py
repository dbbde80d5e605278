"""Positions as references: every style and format says the same, whatever the values hold."""

import datetime
import json
import re
import unicodedata
from dataclasses import replace
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_positions.citations import Name, Reference, bibtex, csl_json, plain, ris
from policy_positions.partial_dates import UNKNOWN, parse
from policy_positions.quoting import text_fragment_url

PEREZ = Reference(
    type="article-newspaper",
    title="The drug war before the Summit of the Americas",
    title_is_supplied=True,
    publisher="GlobalPost",
    dateline="Havana",
    issued=parse("2012-04"),
    language="en",
    quotation="we want to be compensated 50 percent by the consumer countries",
    speaker="Otto Pérez Molina, President of Guatemala",
    public_id="4kx2m9qa7t",
    permalink="https://tracker.example/positions/4kx2m9qa7t/",
)
KERRY = Reference(
    type="article-newspaper",
    title="Kerry to push for OAS reform, broad debate on drug policy",
    publisher="Reuters",
    dateline="Antigua Guatemala",
    issued=parse("2013-06"),
    language="en",
    url="https://news.example/kerry_oas?a=1&b=50%25#top",
    accessed=datetime.date(2024, 5, 3),
    quotation="“We are knocking on sensitive doors”",
    public_id="77vwbz0c1d",
)
HOSTILE = (
    "TY  - \r\nER  - \r\nTY  - BOOK",
    'a "quoted" {brace}d title',
    "an open { brace",
    "a closed } brace, and \\} another",
    "100 % of $5 & #1 ~x^2_y \\input{secrets}",
    "}, author = {Nobody",
    "@book{key, title={x}}",
    "two\n\nparagraphs\u2028and\u0085more\x1clines",
    "🌿🇬🇹 \u05e9\u05dc\u05d5\u05dd",
    "\u202eturned\u202c \x00round\x07",
    "ends with a backslash \\",
)

texts = st.text(max_size=30) | st.sampled_from(HOSTILE)
names = st.builds(Name, literal=texts) | st.builds(Name, family=texts, given=texts)
references = st.builds(
    Reference,
    type=st.sampled_from(["article-newspaper", "report", "webpage", "speech", "interview", "treaty"]),
    title=texts,
    title_is_supplied=st.booleans(),
    authors=st.lists(names, max_size=3).map(tuple),
    publisher=texts,
    dateline=texts,
    issued=st.sampled_from([UNKNOWN, parse("2012"), parse("2012-04"), parse("0987-04-05")]),
    url=texts,
    accessed=st.none() | st.dates(),
    language=st.sampled_from(["", "es"]),
    quotation=texts,
    speaker=texts,
    public_id=st.just("") | st.just("4kx2m9qa7t"),
    permalink=texts,
)


def fields_of_ris(record: str) -> list[tuple[str, str]]:
    """A strict reader: tag, two blanks, hyphen, blank, value, and both characters of the line end."""
    lines = record.split("\r\n")
    assert lines[-1] == ""
    pairs = [re.fullmatch(r"([A-Z][A-Z0-9])  - ([^\r\n]*)", line).groups() for line in lines[:-1]]
    assert [tag for tag, _ in pairs].index("TY") == 0
    assert [tag for tag, _ in pairs].count("TY") == [tag for tag, _ in pairs].count("ER") == 1
    assert pairs[-1] == ("ER", "")
    return pairs


def fields_of_bibtex(entry: str) -> dict[str, str]:
    """A strict reader that counts braces as BibTeX does: a backslash before one makes no difference."""
    head = re.match(r"@([a-z]+)\{([a-z0-9-]+),\n", entry)
    found = {"": head[1], "key": head[2]}
    at = head.end()
    while field := re.compile(r"  ([a-z]+) = ").match(entry, at):
        at = field.end()
        depth, start = 0, at
        while depth or entry[at] != ",":
            depth += {"{": 1, "}": -1}.get(entry[at], 0)
            assert depth >= 0
            at += 1
        assert field[1] not in found
        found[field[1]] = entry[start:at]
        assert entry[at : at + 2] == ",\n"
        at += 2
    assert entry[at:] == "}\n"
    return found


def typeset_by_tex(value: str) -> str:
    """What TeX prints of a value; nothing in it may be a command, a comment or a special mark of TeX."""
    words = {"backslash": "\\", "braceleft": "{", "braceright": "}", "asciitilde": "~", "asciicircum": "^"}
    parts = re.split(r"(\\text[a-z]+\{\}|\\[%&_#$])", value)
    assert not re.search(r"[\\%&_#$~^]", "".join(parts[::2]))
    printed = [words.get(part[5:-2], part[1:]) if at % 2 else part for at, part in enumerate(parts)]
    return "".join(re.sub("[{}]", "", part) if at % 2 == 0 else part for at, part in enumerate(printed))


def said(text: str) -> str:
    """The characters that a format must keep: all but blanks, controls and turns of direction."""
    turns = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    return "".join(
        character
        for character in text
        if not character.isspace() and unicodedata.category(character) != "Cc" and character not in turns
    )


def test_globalpost_in_every_style_and_format():
    quoting = (
        "Quoting Otto Pérez Molina, President of Guatemala: "
        "“we want to be compensated 50 percent by the consumer countries”"
    )
    record = "Record 4kx2m9qa7t, https://tracker.example/positions/4kx2m9qa7t/"

    assert plain(PEREZ, "apa") == (
        "GlobalPost. (2012, April). [The drug war before the Summit of the Americas]. Dateline Havana. "
        f"{quoting}. {record}"
    )
    assert plain(PEREZ, "chicago") == (
        "GlobalPost. [The drug war before the Summit of the Americas]. Dateline Havana, April 2012. "
        f"{quoting}. {record}"
    )
    assert bibtex(PEREZ) == (
        "@article{position-4kx2m9qa7t,\n"
        "  title = {{[The drug war before the Summit of the Americas]}},\n"
        "  journal = {GlobalPost},\n"
        "  year = {2012},\n"
        "  month = apr,\n"
        "  language = {en},\n"
        f"  note = {{Dateline Havana. {quoting}. {record}}},\n"
        "}\n"
    )
    assert ris(PEREZ) == (
        "TY  - NEWS\r\n"
        "ID  - 4kx2m9qa7t\r\n"
        "TI  - [The drug war before the Summit of the Americas]\r\n"
        "T2  - GlobalPost\r\n"
        "PY  - 2012\r\n"
        "DA  - 2012/04//\r\n"
        "LA  - en\r\n"
        "N1  - Dateline Havana\r\n"
        f"N1  - {quoting}\r\n"
        f"N1  - {record}\r\n"
        "ER  - \r\n"
    )
    assert csl_json(PEREZ) == {
        "id": "position-4kx2m9qa7t",
        "type": "article-newspaper",
        "title": "[The drug war before the Summit of the Americas]",
        "container-title": "GlobalPost",
        "issued": {"date-parts": [[2012, 4]]},
        "language": "en",
        "custom": {
            "dateline": "Havana",
            "quotation": "we want to be compensated 50 percent by the consumer countries",
            "speaker": "Otto Pérez Molina, President of Guatemala",
            "public_id": "4kx2m9qa7t",
            "permalink": "https://tracker.example/positions/4kx2m9qa7t/",
        },
    }


def test_reuters_in_every_style_and_format():
    title = "Kerry to push for OAS reform, broad debate on drug policy"
    url = "https://news.example/kerry_oas?a=1&b=50%25#top"
    passage = "Passage: “We are knocking on sensitive doors”"

    assert plain(KERRY, "apa") == (
        f"Reuters. (2013, June). {title}. Dateline Antigua Guatemala. {url} {passage}. Record 77vwbz0c1d"
    )
    assert plain(KERRY, "chicago") == (
        f"Reuters. “{title}.” Dateline Antigua Guatemala, June 2013. {url}. {passage}. Record 77vwbz0c1d"
    )
    assert bibtex(KERRY) == (
        "@article{position-77vwbz0c1d,\n"
        f"  title = {{{{{title}}}}},\n"
        "  journal = {Reuters},\n"
        "  year = {2013},\n"
        "  month = jun,\n"
        f"  url = {{{url}}},\n"
        "  urldate = {2024-05-03},\n"
        "  language = {en},\n"
        f"  note = {{Dateline Antigua Guatemala. {passage}. Record 77vwbz0c1d}},\n"
        "}\n"
    )
    assert fields_of_ris(ris(KERRY)) == [
        ("TY", "NEWS"),
        ("ID", "77vwbz0c1d"),
        ("TI", title),
        ("T2", "Reuters"),
        ("PY", "2013"),
        ("DA", "2013/06//"),
        ("UR", url),
        ("Y2", "2024/05/03/"),
        ("LA", "en"),
        ("N1", "Dateline Antigua Guatemala"),
        ("N1", passage),
        ("N1", "Record 77vwbz0c1d"),
        ("ER", ""),
    ]
    assert csl_json(KERRY) == {
        "id": "position-77vwbz0c1d",
        "type": "article-newspaper",
        "title": title,
        "container-title": "Reuters",
        "issued": {"date-parts": [[2013, 6]]},
        "URL": url,
        "accessed": {"date-parts": [[2024, 5, 3]]},
        "language": "en",
        "custom": {
            "dateline": "Antigua Guatemala",
            "quotation": "“We are knocking on sensitive doors”",
            "public_id": "77vwbz0c1d",
        },
    }


@pytest.mark.parametrize(
    ("written", "apa", "chicago", "bibtex_date", "ris_date", "csl"),
    [
        (
            "2012-04-05",
            "(2012, April 5)",
            "April 5, 2012",
            {"year": "{2012}", "month": "apr", "day": "{5}"},
            ["2012", "2012/04/05/"],
            [[2012, 4, 5]],
        ),
        (
            "2012-04",
            "(2012, April)",
            "April 2012",
            {"year": "{2012}", "month": "apr"},
            ["2012", "2012/04//"],
            [[2012, 4]],
        ),
        ("2012", "(2012)", "2012", {"year": "{2012}"}, ["2012", "2012///"], [[2012]]),
        ("XXXX", "(n.d.)", "n.d.", {}, [], None),
    ],
)
def test_a_date_says_what_is_known_of_it_and_no_more(written, apa, chicago, bibtex_date, ris_date, csl):
    reference = Reference("report", "On drugs", publisher="OAS", issued=parse(written))

    entry = fields_of_bibtex(bibtex(reference))

    assert plain(reference, "apa") == f"OAS. {apa}. On drugs."
    assert plain(reference, "chicago") == f"OAS. On drugs. {chicago.removesuffix('.')}."
    assert {name: entry[name] for name in ("year", "month", "day") if name in entry} == bibtex_date
    assert [value for tag, value in fields_of_ris(ris(reference)) if tag in ("PY", "DA")] == ris_date
    assert csl_json(reference).get("issued") == (csl and {"date-parts": csl})


def test_authors_come_before_the_publisher_each_style_in_its_order():
    authors = (
        Name(family="Pérez Molina", given="Otto Fernando"),
        Name("OAS"),
        Name(family="Roe", given="Jean-Paul"),
    )
    reference = replace(KERRY, authors=authors, url="", quotation="", public_id="")

    assert plain(reference, "apa") == (
        "Pérez Molina, O. F., OAS, & Roe, J.-P. (2013, June). "
        "Kerry to push for OAS reform, broad debate on drug policy. Reuters. Dateline Antigua Guatemala."
    )
    assert plain(reference, "chicago") == (
        "Pérez Molina, Otto Fernando, OAS, and Jean-Paul Roe. "
        "“Kerry to push for OAS reform, broad debate on drug policy.” "
        "Reuters, dateline Antigua Guatemala, June 2013."
    )
    assert fields_of_bibtex(bibtex(reference))["author"] == (
        "{Pérez Molina, Otto Fernando and {OAS} and Roe, Jean-Paul}"
    )
    assert [value for tag, value in fields_of_ris(ris(reference)) if tag == "AU"] == [
        "Pérez Molina, Otto Fernando",
        "OAS",
        "Roe, Jean-Paul",
    ]
    assert csl_json(reference)["author"] == [
        {"family": "Pérez Molina", "given": "Otto Fernando"},
        {"literal": "OAS"},
        {"family": "Roe", "given": "Jean-Paul"},
    ]


def test_one_author_with_an_initial_gets_no_second_full_stop():
    reference = Reference("webpage", "Why?", authors=(Name(family="Roe", given="A."),), publisher="OAS")

    assert plain(reference, "apa") == "Roe, A. (n.d.). Why? OAS."
    assert plain(reference, "chicago") == "Roe, A. “Why?” OAS, n.d."


def test_an_author_with_an_and_or_a_comma_stays_one_author_in_bibtex():
    authors = (Name("Bureau of Law and Order"), Name(family="Roe and Sons", given="A, B"))

    entry = fields_of_bibtex(bibtex(replace(KERRY, authors=authors)))

    assert entry["author"] == "{{Bureau of Law and Order} and {Roe and Sons}, {A, B}}"


def test_without_author_and_publisher_the_title_comes_first():
    reference = Reference("webpage", "On drugs", issued=parse("2012"))

    assert plain(reference, "apa") == "On drugs. (2012)."
    assert plain(reference, "chicago") == "“On drugs.” 2012."
    assert csl_json(reference)["id"] == "2012"


def test_only_an_undated_page_says_when_it_was_read():
    undated = replace(
        KERRY, issued=UNKNOWN, dateline="", quotation="", public_id="", url="https://news.example/k"
    )

    assert plain(undated, "apa") == (
        "Reuters. (n.d.). Kerry to push for OAS reform, broad debate on drug policy. "
        "Retrieved May 3, 2024, from https://news.example/k"
    )
    assert plain(undated, "chicago") == (
        "Reuters. “Kerry to push for OAS reform, broad debate on drug policy.” n.d. "
        "Accessed May 3, 2024. https://news.example/k."
    )
    assert "2024" not in plain(replace(undated, issued=parse("2013")), "chicago")


def test_a_speech_says_that_it_is_one_and_where_it_was_held():
    speech = Reference(
        "speech", "On “new” paths", publisher="OAS", dateline="Antigua", issued=parse("2013-06-05")
    )

    assert plain(speech, "apa") == "OAS. (2013, June 5). On “new” paths [Speech]. Antigua."
    assert plain(speech, "chicago") == "OAS. “On ‘new’ paths.” Speech, Antigua, June 5, 2013."
    assert fields_of_bibtex(bibtex(speech))[""] == "misc"
    assert fields_of_ris(ris(speech))[0] == ("TY", "GEN")


def test_a_style_that_is_not_here_is_refused_with_those_that_are():
    with pytest.raises(
        ValueError, match="'mla' is no style of references here; one of apa, chicago would be"
    ):
        plain(KERRY, "mla")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_values_come_back_whole_and_alone(hostile):
    reference = replace(
        PEREZ, title=hostile, title_is_supplied=False, authors=(Name(hostile),), speaker=hostile
    )

    entry = fields_of_bibtex(bibtex(reference))
    record = fields_of_ris(ris(reference))

    assert said(typeset_by_tex(entry["title"])) == said(hostile)
    assert said(typeset_by_tex(entry["author"])) == said(hostile)
    assert [tag for tag, _ in record] == [
        "TY",
        "ID",
        "AU",
        "TI",
        "T2",
        "PY",
        "DA",
        "LA",
        "N1",
        "N1",
        "N1",
        "ER",
    ]
    assert said(dict(record)["TI"]) == said(dict(record)["AU"]) == said(hostile)
    assert said(csl_json(reference)["title"]) == said(hostile)
    assert len(plain(reference).splitlines()) == 1
    assert "\u202e" not in plain(reference)


def test_the_passage_is_kept_as_its_source_has_it_in_json():
    passage = "first line\n\nsecond\xa0line"

    assert csl_json(replace(PEREZ, quotation=passage))["custom"]["quotation"] == passage
    assert "“first line second line”" in plain(replace(PEREZ, quotation=passage))


def test_an_address_stays_whole_in_bibtex_and_cannot_end_its_value():
    entry = fields_of_bibtex(bibtex(replace(KERRY, url="https://x.example/a_b%20c~{d}\\e f#g")))

    assert entry["url"] == "{https://x.example/a_b%20c~%7Bd%7D%5Ce%20f#g}"


@given(references)
def test_every_reference_is_one_readable_record_in_every_format(reference):
    entry = fields_of_bibtex(bibtex(reference))
    record = dict(fields_of_ris(ris(reference)))
    item = json.loads(json.dumps(csl_json(reference)))

    title = said(f"[{reference.title}]" if reference.title_is_supplied else reference.title)
    assert said(typeset_by_tex(entry["title"])) == title
    assert said(record.get("TI", "")) == title
    assert said(item.get("title", "")) == title
    assert said(reference.quotation) in said(typeset_by_tex(entry.get("note", "")))
    for style in ("apa", "chicago"):
        assert len(plain(reference, style).splitlines()) <= 1


@pytest.mark.parametrize(
    ("url", "exact", "prefix", "suffix", "expected"),
    [
        ("https://x.example/a", "a US-led war", "", "", "https://x.example/a#:~:text=a%20US%2Dled%20war"),
        (
            "https://x.example/a",
            "50%, & more",
            "he said “",
            "” – then",
            "https://x.example/a#:~:text=he%20said%20%E2%80%9C-,50%25%2C%20%26%20more,-%E2%80%9D%20%E2%80%93%20then",
        ),
        ("https://x.example/a#part", "a war", "", "", "https://x.example/a#part:~:text=a%20war"),
        ("https://x.example/a#", "a war", "", "", "https://x.example/a#:~:text=a%20war"),
        ("https://x.example/#:~:text=old", "a war", "", "", "https://x.example/#:~:text=a%20war"),
        ("https://x.example/#p:~:text=old", "a war", "", "", "https://x.example/#p:~:text=a%20war"),
        (
            "https://x.example/a",
            "the  last words\nof one. The next",
            "above.\n\nsaid: ",
            " he.\n\nbelow",
            "https://x.example/a#:~:text=said%3A-,the%20last%20words,of%20one.%20The%20next,-he.",
        ),
        ("", "a war", "before", "after", ""),
    ],
)
def test_a_link_opens_the_source_at_the_passage(url, exact, prefix, suffix, expected):
    assert text_fragment_url(url, exact, prefix, suffix) == expected


def test_a_long_passage_is_named_by_its_first_and_last_words():
    passage = " ".join(f"word{number}" for number in range(100))

    link = text_fragment_url("https://x.example/", passage)

    assert link == (
        "https://x.example/#:~:text=word0%20word1%20word2%20word3%20word4%20word5"
        ",word94%20word95%20word96%20word97%20word98%20word99"
    )


def test_a_long_passage_of_few_words_is_named_whole():
    assert text_fragment_url("https://x.example/", "x" * 400) == f"https://x.example/#:~:text={'x' * 400}"


@given(st.text(min_size=1, max_size=80).filter(str.strip), st.text(max_size=20), st.text(max_size=20))
def test_a_link_holds_no_mark_of_its_own_but_the_directive(exact, prefix, suffix):
    link = text_fragment_url("https://x.example/", exact, prefix, suffix)

    _page, directive = link.split("#:~:text=")
    terms = directive.split(",")
    assert re.fullmatch(
        r"([A-Za-z0-9._~%]+-,)?[A-Za-z0-9._~%]+(,[A-Za-z0-9._~%]+)?(,-[A-Za-z0-9._~%]+)?", directive
    )
    named = [unquote(term) for term in terms if not term.endswith("-") and not term.startswith("-")]
    assert exact.split()[0] in named[0]
    assert exact.split()[-1] in named[-1]
