"""How far a file of rows has come."""

from __future__ import annotations

from ..background import Progress, Task, progress_of
from ..models import Import


def task_of(of: Import) -> Task:
    return Task("import", of.pk)


def progress_of_import(of: Import) -> Progress:
    return progress_of(task_of(of), begun_at=of.begun_at, total=of.rows or 0)
