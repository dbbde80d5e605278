"""What the field of a form is called, told from the names in which a form was sent."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.forms import Field
from django.forms.forms import BaseForm
from django.forms.utils import pretty_name
from django.utils.translation import gettext

Labels = dict[str, str]


def labels(sent: Collection[str]) -> Labels:
    """By name: as the form says it that has the most of these fields and the fewest others.

    Asks no database: it is for pages that are shown without one.
    """
    plain = {_plain(name) for name in sent}
    told: Labels = {}

    def likeness(form: type[BaseForm]) -> tuple[int, int]:
        return len(plain & _fields(form).keys()), -len(_fields(form))

    for form in sorted(_forms(BaseForm), key=likeness):
        told |= {name: str(field.label or pretty_name(name)) for name, field in _fields(form).items()}
    return {name: _label(name, told) for name in sent}


def _label(name: str, told: Labels) -> str:
    """A form that is there several times numbers its fields: passages-0-exact."""
    plain = _plain(name)
    label = gettext(told.get(plain) or pretty_name(plain))
    numbers = [part for part in name.split("-") if part.isdecimal()]
    return f"{label} {int(numbers[-1]) + 1}" if numbers else label


def _plain(name: str) -> str:
    return name.rsplit("-", 1)[-1]


def _forms(kind: type[BaseForm]) -> Iterator[type[BaseForm]]:
    for form in kind.__subclasses__():
        if form.__module__.startswith(__package__):
            yield form
        yield from _forms(form)


def _fields(form: type[BaseForm]) -> dict[str, Field]:
    return getattr(form, "base_fields", {})
