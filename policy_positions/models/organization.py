"""Bodies that speak for themselves: the OAS, a legislature, an institute, an unnamed group."""

from django.db import models
from django.utils.translation import gettext

from tracker.words import Label, composed, label, label_of, of_record

from ..vocabulary import Classification
from .promises import from_list
from .text import Line
from .translated import Translated, translations_are_words


class Organization(Translated):
    TRANSLATED = ("name",)

    slug = models.SlugField(max_length=80, unique=True)
    name = Line(max_length=160, unique=True)
    acronym = Line(max_length=20, blank=True)
    classification = models.CharField(max_length=20, choices=Classification.choices)
    country = models.ForeignKey(
        "Country",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organizations",
        help_text="The state it belongs to, for a legislature or a government body.",
    )

    class Meta:
        ordering = ("name",)
        constraints = (
            from_list("classification", Classification, model="organization"),
            translations_are_words(model="organization"),
        )

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """Its name in the language that is spoken."""
        return of_record(self.name, self)

    def office(self, title: str) -> Label:
        """Secretary General of the Organization of American States."""
        return composed(gettext("%(title)s of the %(body)s"), title=label_of(title), body=label(self))
