"""Sources in CSL's terms, and the exact wordings that offsets count in."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Length
from django.utils.translation import gettext

import pgtrigger

from ..partial_dates import PartialDate
from ..vocabulary import Language, SourceType
from .addresses import address
from .promises import from_list, honest_date, not_blank, precision_field
from .text import Line, WebAddress

# The other half of what a quotation promises when it is written: a text that is handed in, or measured
# anew, after its passages were taken must still bear them out.
_MUST_BEAR_OUT_ITS_QUOTATIONS = """
        IF EXISTS (SELECT FROM policy_positions_quotation WHERE text_id = NEW.id AND "end" > NEW.length) THEN
            RAISE EXCEPTION 'a quotation ends past a text of % code points', NEW.length
                USING ERRCODE = 'check_violation', CONSTRAINT = 'quotation_lies_within_its_text';
        END IF;
        IF EXISTS (
            SELECT FROM policy_positions_quotation
            WHERE text_id = NEW.id AND verified AND substr(NEW.body, start + 1, "end" - start) <> exact
        ) THEN
            RAISE EXCEPTION 'the text does not say what a verified quotation says that it does'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'quotation_verified_is_verbatim';
        END IF;
        RETURN NULL;
"""


class SourceQuerySet(models.QuerySet):
    def with_texts(self) -> SourceQuerySet:
        return self.prefetch_related("texts")

    def for_desk(self) -> SourceQuerySet:
        """Those taken in last first; each says whether its text ``is_held``, without loading it."""
        held = SourceText.objects.held().filter(source=models.OuterRef("pk"))
        return self.annotate(is_held=models.Exists(held)).order_by("-pk")

    def named_like(self, words: str) -> SourceQuerySet:
        """Those with all of the words in title, publisher and slug, in any order."""
        found = self
        for word in words.split():
            found = found.filter(
                models.Q(title__icontains=word)
                | models.Q(publisher__icontains=word)
                | models.Q(slug__icontains=word)
            )
        return found


class SourceTextQuerySet(models.QuerySet):
    def held(self) -> SourceTextQuerySet:
        """Those whose body is kept, so that passages can be cut from it."""
        return self.filter(body__isnull=False)

    def not_held(self) -> SourceTextQuerySet:
        """Those of which the record has the measure alone; the body may still be handed in."""
        return self.filter(body__isnull=True)


class Printed:
    """What a source is called in passing; shared by the model and by the published rows that pages show."""

    if TYPE_CHECKING:
        slug: Any
        publisher: Any
        issued: Any
        issued_precision: Any

    def __str__(self) -> str:
        return f"{self.publisher}, {self.issued_on}"

    def get_absolute_url(self) -> str:
        return address("source", self.slug)

    @property
    def issued_on(self) -> PartialDate:
        return PartialDate(self.issued, self.issued_precision)


class Source(Printed, models.Model):
    slug = models.SlugField(max_length=100, unique=True)
    type = models.CharField(max_length=24, choices=SourceType.choices, default=SourceType.NEWSPAPER_ARTICLE)
    title = Line(max_length=300)
    title_is_supplied = models.BooleanField(
        default=False, help_text="The text has no title; this one is ours and stands in [brackets]."
    )
    author = Line(max_length=200, blank=True)
    publisher = Line(max_length=160)
    dateline = Line(max_length=120, blank=True)
    issued = models.DateField(null=True, blank=True)
    issued_precision = precision_field()
    issued_note = Line(max_length=300, blank=True, help_text="How the date is known.")
    url = WebAddress(max_length=500, blank=True)
    archive_url = WebAddress(max_length=500, blank=True)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.ENGLISH)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ("-issued", "slug")
        constraints = (
            from_list("type", SourceType, model="source"),
            from_list("language", Language, model="source"),
            honest_date("issued", model="source"),
            not_blank("title", model="source"),
        )

    @property
    def printed_title(self) -> str:
        """The title as a reference prints it: one that the record supplied stands in brackets."""
        return f"[{self.title}]" if self.title_is_supplied else self.title


class _Digest(Func):
    template = "encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')"
    output_field = Line()

    def __init__(self) -> None:
        super().__init__(F("body"))


class SourceText(models.Model):
    """One exact wording of a source. Its body is private evidence: never shown whole, exported or changed."""

    source = models.ForeignKey("Source", models.PROTECT, related_name="texts")
    version = models.PositiveSmallIntegerField(default=1)
    sha256 = models.CharField("SHA-256 of the text as UTF-8", max_length=64)
    length = models.PositiveIntegerField("length in code points")
    body = models.TextField(null=True, blank=True, help_text="Empty where only the passages are held.")
    file_sha256 = models.CharField(
        "SHA-256 of the file that it was read from",
        max_length=64,
        blank=True,
        db_default="",
        help_text="Empty where it was pasted.",
    )
    file_type = models.CharField("media type of that file", max_length=40, blank=True, db_default="")

    objects = SourceTextQuerySet.as_manager()

    class Meta:
        ordering = ("source", "version")
        indexes = (models.Index(fields=["sha256"], name="source_text_by_digest"),)
        constraints = (
            models.UniqueConstraint(
                fields=["source", "version"], name="source_text_version_is_one_of_its_source"
            ),
            models.UniqueConstraint(fields=["source", "sha256"], name="source_text_is_kept_once"),
            models.CheckConstraint(
                condition=Q(sha256__regex="^[0-9a-f]{64}$"), name="source_text_sha256_is_a_digest"
            ),
            models.CheckConstraint(
                condition=Q(body__isnull=True) | Q(sha256=_Digest(), length=Length("body")),
                name="source_text_body_is_what_was_hashed",
            ),
            models.CheckConstraint(
                condition=Q(file_sha256="", file_type="")
                | Q(file_sha256__regex="^[0-9a-f]{64}$") & ~Q(file_type=""),
                name="source_text_file_is_known_by_its_digest",
            ),
        )
        triggers = (
            pgtrigger.Protect(
                name="source_text_never_changes",
                operation=pgtrigger.Update,
                # Which source it is a text of may turn out otherwise, when two sources prove to be one.
                condition=pgtrigger.Condition(
                    "OLD.sha256 <> NEW.sha256 OR OLD.body IS NOT NULL AND NEW.body IS DISTINCT FROM OLD.body"
                ),
            ),
            pgtrigger.Trigger(
                name="source_text_bears_out_its_quotations",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                func=_MUST_BEAR_OUT_ITS_QUOTATIONS,
            ),
        )

    def __str__(self) -> str:
        return gettext("%(source)s, text %(version)s") % {"source": self.source, "version": self.version}


class TextMarksQuerySet(models.QuerySet):
    def sharing(self, marks: Sequence[int], *, at_least: int, most: int) -> list[tuple[int, int]]:
        """The texts that share the most marks, as (primary key of the text, how many)."""
        wanted = set(marks)
        found = (
            (len(wanted.intersection(theirs)), text)
            for text, theirs in self.filter(marks__overlap=list(marks)).values_list("text", "marks")
        )
        best = heapq.nlargest(most, (each for each in found if each[0] >= at_least))
        return [(text, shared) for shared, text in best]


class TextMarks(models.Model):
    """The fingerprint of a held text, by which others that are like it are found; made anew at any time."""

    text = models.OneToOneField("SourceText", models.CASCADE, primary_key=True, related_name="marks")
    marks = ArrayField(models.IntegerField())

    objects = TextMarksQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "marks of texts"
        indexes = (GinIndex(fields=["marks"], name="text_marks"),)

    def __str__(self) -> str:
        return f"Marks of {self.text}"
