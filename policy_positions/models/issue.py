"""Issues: each one written proposition that a holder can be for or against, in numbered wordings."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

import pgtrigger

from tracker.words import of_record

from .addresses import address
from .firm import Refuse
from .promises import not_blank
from .text import Line, Prose
from .translated import Translated, translations_are_words

LEANS = " A ~ before one says that it leans only."
WEAK = " A ~ before one says that it names it only where drugs are spoken of."


def _words(verbose_name: str, help_text: str, more: str = "") -> ArrayField:
    return ArrayField(
        models.CharField(max_length=60),
        verbose_name=verbose_name,
        default=list,
        db_default=models.Value([], ArrayField(models.CharField(max_length=60))),
        blank=True,
        help_text=f"{help_text} Separated by commas; legaliz* stands for every word that begins so.{more}",
    )


# What a passage is coded by: another wording of these is another version of the scheme.
WORDED = ("proposition", "support_means", "oppose_means", "inclusion_rule")
_KEPT = ", ".join((*WORDED, "example"))
_OLD, _NEW = (", ".join(f"{row}.{field}" for field in WORDED) for row in ("OLD", "NEW"))

# What was coded under a version keeps it, so the version keeps its words: whoever writes the row.
_KEEP_EACH_WORDING = f"""
        IF NEW.scheme_version > OLD.scheme_version THEN
            INSERT INTO policy_positions_issuewording (issue_id, version, {_KEPT}, replaced_at)
            VALUES (OLD.id, OLD.scheme_version, {_OLD}, OLD.example, now());
        ELSIF NEW.scheme_version < OLD.scheme_version OR ROW({_NEW}) IS DISTINCT FROM ROW({_OLD}) THEN
            RAISE EXCEPTION 'another wording takes a version above %', OLD.scheme_version
                USING ERRCODE = 'check_violation', CONSTRAINT = 'issue_wording_has_its_version';
        END IF;
        RETURN NEW;
"""  # noqa: S608 - built from the constants above alone


class IssueQuerySet(models.QuerySet):
    def with_wordings(self) -> IssueQuerySet:
        return self.prefetch_related("wordings")


class Issue(Translated):
    TRANSLATED = ("name", *WORDED, "example")

    slug = models.SlugField(max_length=40, unique=True)
    name = Line(max_length=80)
    proposition = Line(max_length=300)
    support_means = Line(max_length=300)
    oppose_means = Line(max_length=300)
    inclusion_rule = Prose(help_text="Which passages count, and which do not.")
    example = Prose(help_text="One passage, and how it is coded.")
    words = _words("words that name it", "By these the reading desk finds passages on it.", WEAK)
    support_words = _words("words that speak for it", "For this proposition.", LEANS)
    oppose_words = _words("words that speak against it", "Against this proposition.", LEANS)
    scheme_version = models.PositiveSmallIntegerField(default=1)
    order = models.PositiveSmallIntegerField(unique=True)

    objects = IssueQuerySet.as_manager()

    class Meta:
        ordering = ("order",)
        constraints = (not_blank("proposition", model="issue"), translations_are_words(model="issue"))
        triggers = (
            pgtrigger.Trigger(
                name="issue_wording_has_its_version",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=_KEEP_EACH_WORDING,
            ),
        )

    def __str__(self) -> str:
        return self.called

    def get_absolute_url(self) -> str:
        return address("issue", self.slug)

    @property
    def called(self) -> str:
        """Its name in the language that is spoken."""
        return of_record(self.name, self)

    def worded_as_of(self, version: int) -> Issue | IssueWording:
        """The wording of that version; the present one, which costs nothing, where no other is kept."""
        if version == self.scheme_version:
            return self
        return next((wording for wording in self.wordings.all() if wording.version == version), self)


class IssueWording(models.Model):
    """How an issue was worded in a version that another has replaced. The database itself writes it."""

    issue = models.ForeignKey("Issue", models.CASCADE, related_name="wordings")
    version = models.PositiveSmallIntegerField()
    proposition = Line(max_length=300)
    support_means = Line(max_length=300)
    oppose_means = Line(max_length=300)
    inclusion_rule = Prose()
    example = Prose()
    replaced_at = models.DateTimeField()

    class Meta:
        ordering = ("issue", "-version")
        constraints = (
            models.UniqueConstraint(fields=["issue", "version"], name="issue_wording_is_kept_once"),
        )
        triggers = (
            Refuse(
                name="issue_wording_never_changes",
                operation=pgtrigger.Update,
                saying="what was coded under a wording keeps it",
            ),
        )

    def __str__(self) -> str:
        return f"{self.issue}, version {self.version}"
