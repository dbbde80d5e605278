"""What people write, as fields: every character can be seen, and every address is one of the web.

Admin, desk, imports and the files of the record ask the field: none lets in what another refuses.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models

from .. import quoting


def require_visible(text: str) -> None:
    try:
        quoting.require_visible(text)
    except quoting.Refused as error:
        raise ValidationError(str(error), code="invisible") from error


def is_web_address(text: object) -> bool:
    """May a page make a link of it? Asked again where it is printed: rows are written past fields too."""
    return isinstance(text, str) and text.lower().startswith(("http://", "https://"))


class _AsDjango:
    """To migrations these are Django's fields: what they add is asked in Python alone."""

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _, args, kwargs = super().deconstruct()  # type: ignore[misc] # a mixin
        base = next(each for each in type(self).__mro__ if each.__module__.startswith("django.db.models"))
        return name, f"django.db.models.{base.__name__}", args, kwargs


class Line(_AsDjango, models.CharField):
    default_validators = [require_visible]


class Prose(_AsDjango, models.TextField):
    default_validators = [require_visible]


class WebAddress(_AsDjango, models.URLField):
    """Django's own takes ftp as well. A page prints it as a link, and the server never fetches it."""

    default_validators = [URLValidator(schemes=["http", "https"]), require_visible]
