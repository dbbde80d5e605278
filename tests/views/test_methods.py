"""The page of methods: made from the record, and what the words of the downloads point to."""

from __future__ import annotations

import json
import re

import pytest

from policy_positions import columns as record_columns
from policy_positions.vocabulary import Stance, Voice
from tests.factories import make_draft, make_issue, make_position

pytestmark = pytest.mark.django_db


def page_of(client) -> str:
    return client.get("/methods/").content.decode()


def test_every_term_of_the_annotations_has_its_anchor(client, record):
    collection = json.loads(b"".join(client.get("/export/positions.jsonld").streaming_content))
    anchors = set(re.findall(r' id="([^"]+)"', page_of(client)))

    _, own = collection["@context"]
    addresses = [term["@id"] if isinstance(term, dict) else term for term in own.values()]
    terms = {each.removeprefix("tracker:") for each in addresses if each.startswith("tracker:")}

    assert own["tracker"] == "http://testserver/methods/#"
    assert len(terms) > 40
    assert terms <= anchors


def test_no_anchor_stands_twice(client, record):
    anchors = re.findall(r' id="([^"]+)"', page_of(client))

    assert len(anchors) == len(set(anchors))


def test_each_stance_and_voice_on_record_has_an_example_that_opens(client):
    said = [
        make_position(stance=stance, voices=(voice,), issue=make_issue(f"issue-{number}"))
        for number, (stance, voice) in enumerate(zip(Stance.values[:5], Voice.values, strict=True))
    ]
    hidden = make_draft(stance=Stance.UNCLEAR)

    page = page_of(client)

    for position in said:
        assert page.count(f'href="{position.get_absolute_url()}"') >= 2  # for its stance and for its voice
    assert hidden.get_absolute_url() not in page


def test_an_example_of_a_voice_is_a_passage_in_that_voice(client):
    make_position(voices=("direct", "reported"))

    section = re.search(r'id="voice-reported".*?</dd>', page_of(client), re.DOTALL)[0]

    assert 'class="passage clamp"' in section and "<q " not in section


def test_the_rule_for_a_standing_is_shown_at_work(client, record):
    page = re.sub(r"(<[^>]+>|\s)+", " ", page_of(client))

    assert re.search(r"For example, .+ on legalization, as of 30 June 2013", page)


def test_an_empty_record_has_its_methods_all_the_same(client, db):
    assert "Issues are propositions" in page_of(client)


@pytest.mark.parametrize("positions", [1, 3])
def test_the_methods_cost_nine_queries(client, django_assert_num_queries, positions):
    for number in range(positions):
        make_position(issue=make_issue(f"issue-{number}"))
    record_columns.current()

    with django_assert_num_queries(9):
        client.get("/methods/")
