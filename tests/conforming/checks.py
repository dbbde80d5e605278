"""What schemathesis cannot know of the API: for which of its rules the document has no words."""

from __future__ import annotations

import schemathesis
from schemathesis import Case, CheckContext, GenerationMode, Response

BAD_REQUEST = 400
# Keys must be on record, dates of the calendar and in order, cursors of the site's own making, words seen.
BEYOND_THE_DOCUMENT = {
    *("country", "organization", "leader", "issue", "summit", "source"),
    *("from", "to", "as_of", "q", "after", "before"),
}


@schemathesis.check
def valid_data_is_refused_for_a_reason(ctx: CheckContext, response: Response, case: Case) -> None:
    is_valid = case.meta is None or case.meta.generation.mode == GenerationMode.POSITIVE
    if not is_valid or response.status_code != BAD_REQUEST:
        return
    refused = {fault["parameter"] for fault in response.json()["errors"]}
    if not refused or refused - BEYOND_THE_DOCUMENT:
        raise AssertionError(f"The document allows what was refused: {response.json()['detail']}")
