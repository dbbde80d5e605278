"""Faults of the site's own, handed to a function of the operator's, which ERROR_REPORTS names.

It is told the kind of fault and where in the code it rose. No message, variable, address or name goes with
it: an exception's message quotes what somebody typed.
"""

from __future__ import annotations

import datetime
import logging
import traceback
from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import import_string

from . import request_ids


@dataclass(frozen=True)
class Report:
    at: datetime.datetime
    request: str  # its number, as in the log
    route: str
    method: str
    kind: str  # of the exception
    frames: tuple[str, ...]  # file, line and function, the innermost last


class Reports(logging.Handler):
    def __init__(self, hook: str) -> None:
        super().__init__(level=logging.ERROR)
        self._hook = hook

    def emit(self, record: logging.LogRecord) -> None:
        if not record.exc_info or record.exc_info[0] is None:
            return
        try:
            import_string(self._hook)(_report(record, record.exc_info))
        except Exception:  # a report that fails must not make another
            self.handleError(record)


def _report(record: logging.LogRecord, error: Any) -> Report:
    kind, _, trace = error
    match = getattr(getattr(record, "request", None), "resolver_match", None)
    return Report(
        at=datetime.datetime.fromtimestamp(record.created, datetime.UTC),
        request=request_ids.current(),
        route=match.view_name if match else "",
        method=getattr(getattr(record, "request", None), "method", "") or "",
        kind=f"{kind.__module__}.{kind.__qualname__}",
        frames=tuple(f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)),
    )
