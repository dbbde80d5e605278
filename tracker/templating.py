"""The Jinja environment of every page."""

from __future__ import annotations

from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.templatetags.static import static
from django.urls import reverse

from jinja2 import Environment, StrictUndefined

from policy_positions import vocabulary


def address(name: str, *args: object, **kwargs: object) -> str:
    """``{{ url('position', public_id) }}``."""
    return reverse(name, args=args, kwargs=kwargs)


def environment(**options: Any) -> Environment:
    """A misspelt name in a template is an error, never an empty string."""
    pages = Environment(  # noqa: S701 - Django sets autoescape
        **{**options, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    )
    pages.globals.update(url=address, static=static, vocabulary=vocabulary)
    pages.filters["number"] = intcomma
    return pages
