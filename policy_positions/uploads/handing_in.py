"""Taking a file of rows, and setting to work on it beside the request."""

from __future__ import annotations

import hashlib
from pathlib import PurePath

from django.contrib.auth.models import User
from django.utils.translation import gettext

from .. import access
from ..background import beside
from ..exports.reading import READERS
from ..models import Import
from ..vocabulary import ImportState
from .progress import progress_of_import, task_of
from .working import carry_out, check

LARGEST_FILE = 20 * 1024 * 1024  # bytes: some 20,000 rows with their passages


class Refused(ValueError):
    """The file is not taken, or nothing can be done with it; the message says why."""


def hand_in(name: str, content: bytes, *, by: User) -> Import:
    """Keep the file and begin its dry run."""
    access.require(access.may_draft(by), gettext("You may not import positions."))
    if PurePath(name).suffix.lower() not in READERS:
        raise Refused(
            gettext("%(name)s is of no kind that can be imported; these are: %(readers)s.")
            % {"name": name, "readers": ", ".join(READERS)}
        )
    if len(content) > LARGEST_FILE:
        raise Refused(
            gettext("%(name)s is larger than %(largest_file)s MB, which is the most: cut it in two.")
            % {"name": name, "largest_file": LARGEST_FILE // 1024 // 1024}
        )
    if not content:
        raise Refused(gettext("%(name)s is empty.") % {"name": name})
    digest = hashlib.sha256(content).hexdigest()
    made = Import.objects.create(name=name[-200:], sha256=digest, content=content, made_by=by)
    beside(task_of(made), lambda: check(made))
    return made


def begin(of: Import, *, by: User) -> None:
    """Import what the dry run has shown, or begin again what was interrupted."""
    _require_own(of, by)
    if of.is_under_way and progress_of_import(of).is_alive:
        raise Refused(gettext("Somebody is at it already."))
    if of.state == ImportState.CHECKING:
        Import.objects.filter(pk=of.pk).move(ImportState.CHECKING, to=ImportState.CHECKING)
        beside(task_of(of), lambda: check(of))
        return
    if of.lines.rejected().exists():
        raise Refused(
            gettext("Rows are rejected: correct the file and hand it in again. All are imported, or none.")
        )
    if not Import.objects.filter(pk=of.pk).move(
        ImportState.CHECKED, ImportState.IMPORTING, to=ImportState.IMPORTING
    ):
        raise Refused(gettext("It is imported, or was thrown away."))
    beside(task_of(of), lambda: carry_out(of))


def discard(of: Import, *, by: User) -> None:
    """Throw away a file that is not to be imported; that it was handed in stays on record."""
    _require_own(of, by)
    waiting = (ImportState.CHECKED, ImportState.REFUSED)
    if not Import.objects.filter(pk=of.pk, state__in=waiting).update(
        state=ImportState.DISCARDED, content=None
    ):
        raise Refused(gettext("It is under way, imported, or thrown away already."))


def _require_own(of: Import, by: User) -> None:
    access.require(
        of.made_by_id == by.pk and access.may_draft(by), gettext("A file is imported by who handed it in.")
    )
