"""Issues: each one written proposition that a holder can be for or against."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse

from .promises import not_blank

LEANS = " A ~ before one says that it leans only."


def _words(verbose_name: str, help_text: str, more: str = "") -> ArrayField:
    return ArrayField(
        models.CharField(max_length=60),
        verbose_name=verbose_name,
        default=list,
        db_default=models.Value([], ArrayField(models.CharField(max_length=60))),
        blank=True,
        help_text=f"{help_text} Separated by commas; legaliz* stands for every word that begins so.{more}",
    )


class Issue(models.Model):
    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    proposition = models.CharField(max_length=300)
    support_means = models.CharField(max_length=300)
    oppose_means = models.CharField(max_length=300)
    inclusion_rule = models.TextField(help_text="Which passages count, and which do not.")
    example = models.TextField(help_text="One passage, and how it is coded.")
    words = _words("words that name it", "By these the reading desk finds passages on it.")
    support_words = _words("words that speak for it", "For this proposition.", LEANS)
    oppose_words = _words("words that speak against it", "Against this proposition.", LEANS)
    scheme_version = models.PositiveSmallIntegerField(default=1)
    order = models.PositiveSmallIntegerField(unique=True)

    class Meta:
        ordering = ("order",)
        constraints = (not_blank("proposition", model="issue"),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("issue", args=[self.slug])
