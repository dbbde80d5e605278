"""Every component that pages are made of, on one page, for who changes them: never on a public site."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ... import maps
from ...columns import Columns, published_in_order
from ...filters import PositionFilter
from ...forms import SecondCodeForm
from ...models import Issue, Position, Quotation
from ...standings import days_to_show
from ...vocabulary import Voice
from .chronicles import MOST_MARKS, story
from .examples import examples, most_said_of
from .hemisphere import question_of, view_of

SCHEMES = {"": "as the reader’s device", "light": "light", "dark": "dark"}
TOKENS = ("paper", "panel", "wash", "line", "edge", "muted", "ink", "link", "good", "bad", "mark")
SIZES = ("head", "more", "less", "small")
NOTICES = (
    (constants.INFO, "Something to know before going on."),
    (constants.SUCCESS, "Kept: version 3."),
    (constants.WARNING, "Two passages overlap. Both stand as they are."),
    (constants.ERROR, "Not kept: the passage is not in this text. It first differs at “legal”."),
)
ROWS = 3


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    if not (settings.DEBUG or settings.IS_LOCAL) or request.GET.get("scheme", "") not in SCHEMES:
        raise Http404("The style guide is for who works on the pages, on their own machine.")
    everything = PositionFilter(QueryDict())
    if not everything.selected.total:
        return render(request, "browse/nothing_yet.html")
    country = most_said_of(everything.record, "country")
    context = {
        "scheme": request.GET.get("scheme", ""),
        "schemes": SCHEMES,
        "tokens": TOKENS,
        "sizes": SIZES,
        "said": [Message(level, words) for level, words in NOTICES],
        "form": SecondCodeForm({}),
        "filter": everything,
        "rows": published_in_order(everything.record, everything.ordered_ids[:ROWS]),
        "columns": everything.shown_columns,
        "nothing": _nothing_found(country),
        "quotations": _a_quotation_a_voice(everything.record),
        **_pictures(everything, country),
    }
    return render(request, "browse/styleguide.html", context)


def _a_quotation_a_voice(record: Columns) -> list[tuple[Quotation, Position]]:
    """One passage in each voice that the record has."""
    shown = examples(record)
    keys = {voice: shown["voice", voice].pk for voice in Voice.values if ("voice", voice) in shown}
    positions = Position.objects.published().for_table().in_bulk(list(keys.values()))
    return [
        (
            next(passage for passage in positions[key].quotations.all() if passage.voice == voice),
            positions[key],
        )
        for voice, key in keys.items()
        if key in positions
    ]


def _nothing_found(country: str) -> PositionFilter:
    """What that country said before anything was said."""
    return PositionFilter(QueryDict(f"country={country}&to=1600"))


def _pictures(everything: PositionFilter, country: str) -> dict[str, Any]:
    """The legend of the map, and the timeline of one country."""
    issues = list(Issue.objects.all())
    question = question_of(everything, issues, days_to_show(everything.ever_selected))
    chosen = PositionFilter(QueryDict(f"country={country}"))
    positions = published_in_order(chosen.record, chosen.ordered_ids[:MOST_MARKS])
    return {
        "view": view_of(everything, issues, question),
        "story": story(chosen, positions, country=country, issues=issues),
        "paints": maps.ON_SCREEN,
    }
