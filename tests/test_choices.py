"""Boxes to tick: what the record calls its values is shown as it is, and is never markup."""

from __future__ import annotations

from policy_positions.filters import Facet, Option
from policy_positions.filters.choices import choices, parties


def test_a_value_is_a_box_with_its_name_and_its_count_ticked_where_it_is_chosen():
    options = (Option("a", "Crops <b>& seeds", 1234, selected=True), Option("b", "Plain", 2, selected=False))

    written = choices(Facet("issue", "Issue", options, more=0))

    assert written.count("<li>") == 2
    assert written.count(" checked>") == 1
    assert 'id="issue-a" name="issue" value="a" checked> <span>Crops &lt;b&gt;&amp; seeds</span>' in written
    assert '<span class="figure">1,234</span>' in written


def test_those_who_are_compared_stand_first_and_the_others_in_their_order():
    called = {"ARG": "Argentina", "BRA": "<i>Brazil", "CHL": "Chile"}

    written = parties("country", called, ["CHL"])

    assert (
        written.index('value="CHL" checked') < written.index('value="ARG">') < written.index('value="BRA">')
    )
    assert "<span>&lt;i&gt;Brazil</span>" in written
