"""The 35 sovereign states of the Americas."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Func
from django.db.models.expressions import Combinable
from django.db.models.functions import Collate, Lower
from django.utils.translation import gettext

from tracker import languages
from tracker.words import Label, composed, label_of

from ..vocabulary import Subregion
from .addresses import address
from .promises import from_list
from .text import Line

# Whose names take an article within an English phrase: President of the United States.
WITH_AN_ARTICLE = ("BHS", "DOM", "USA")


def in_alphabet(prefix: str = "") -> Combinable:
    """To order by the name in the language spoken, with É beside E; the prefix leads to the country."""
    language = languages.spoken()
    if language == settings.LANGUAGE_CODE:
        return F(f"{prefix}name")
    return Collate(Lower(Func(F(f"{prefix}name_{language}"), function="unaccent")), "C")


class CountryQuerySet(models.QuerySet):
    def by_name(self) -> CountryQuerySet:
        """As a page lists them: in the alphabet of its language."""
        return self.order_by(in_alphabet())


class Country(models.Model):
    iso2 = models.CharField("ISO 3166-1 alpha-2", max_length=2, unique=True)
    iso3 = models.CharField("ISO 3166-1 alpha-3", max_length=3, unique=True)
    name = Line("name in English (CLDR)", max_length=60, unique=True)
    name_es = Line("name in Spanish (CLDR)", max_length=60)
    name_pt = Line("name in Portuguese (CLDR)", max_length=60)
    name_fr = Line("name in French (CLDR)", max_length=60)
    subregion = models.CharField("subregion (UN M49)", max_length=20, choices=Subregion.choices)
    capital = Line(max_length=60)
    longitude = models.FloatField("label point, degrees east")
    latitude = models.FloatField("label point, degrees north")
    oas_member_since = models.DateField("member of the OAS since", null=True, blank=True)
    oas_note = Line("on its place in the OAS", max_length=300, blank=True)

    objects = CountryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "countries"
        ordering = ("name",)
        constraints = (
            from_list("subregion", Subregion, model="country"),
            models.CheckConstraint(
                condition=models.Q(iso2__regex="^[A-Z]{2}$", iso3__regex="^[A-Z]{3}$"),
                name="country_iso_codes_are_capitals",
            ),
        )

    def __str__(self) -> str:
        return self.called

    def get_absolute_url(self) -> str:
        return address("country", self.iso3)

    @property
    def called(self) -> str:
        """Its name in the language that is spoken."""
        language = languages.spoken()
        return self.name if language == settings.LANGUAGE_CODE else str(getattr(self, f"name_{language}"))

    def office(self, title: str) -> Label:
        """President of Guatemala."""
        sentence = (
            gettext("%(title)s of the %(country)s")
            if self.iso3 in WITH_AN_ARTICLE
            else gettext("%(title)s of %(country)s")
        )
        return composed(sentence, title=label_of(title), country=self.called)
