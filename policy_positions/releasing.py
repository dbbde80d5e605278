"""A release made beside its request: the archive written with progress, and kept by one transaction.

It reads one state of the record, so that who publishes meanwhile waits for nothing. Who looks sees how far it
has come; what is killed leaves nothing of a release.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext

from . import background, editing, exports
from .models import Position, ReleaseRequest


def begin(note: str, *, by: User, site: str) -> ReleaseRequest:
    """Ask for the next release; ValidationError where nothing is to be released, or another is under way."""
    editing.require_news(by)
    last = ReleaseRequest.objects.last_asked()
    if last and not last.release and progress_of(last).is_alive:
        raise ValidationError(gettext("A release is being made: wait until it is published."))
    asked = ReleaseRequest.objects.create(note=note, asked_by=by)
    background.beside(_task_of(asked), lambda: carry_out(asked, site), at_one_moment=True)
    asked.refresh_from_db()
    return asked


def carry_out(asked: ReleaseRequest, site: str) -> None:
    """Release what is published; that it is done is told by the same transaction that does it."""
    tell = background.teller(_task_of(asked), Position.objects.published().count())
    made = editing.release(lambda: archive(site, tell), by=asked.asked_by, note=asked.note)
    ReleaseRequest.objects.filter(pk=asked.pk).update(release=made)


def progress_of(asked: ReleaseRequest) -> background.Progress:
    return background.progress_of(_task_of(asked), begun_at=asked.begun_at, total=0)


def archive(site: str, tell: Callable[[int], None] = lambda positions: None) -> Iterator[bytes]:
    """The data package of everything that is published."""
    everything = exports.everything(site=site, at=timezone.now(), after_each=tell)
    package: Any = exports.write_datapackage(everything)
    with closing(package):
        yield from package


def _task_of(asked: ReleaseRequest) -> background.Task:
    return background.Task("release", asked.pk)
