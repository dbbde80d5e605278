"""Issues: each one written proposition that a holder can be for or against."""

from django.db import models
from django.urls import reverse

from .promises import not_blank


class Issue(models.Model):
    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    proposition = models.CharField(max_length=300)
    support_means = models.CharField(max_length=300)
    oppose_means = models.CharField(max_length=300)
    inclusion_rule = models.TextField(help_text="Which passages count, and which do not.")
    example = models.TextField(help_text="One passage, and how it is coded.")
    scheme_version = models.PositiveSmallIntegerField(default=1)
    order = models.PositiveSmallIntegerField(unique=True)

    class Meta:
        ordering = ("order",)
        constraints = (not_blank("proposition", model="issue"),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("issue", args=[self.slug])
