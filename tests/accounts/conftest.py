"""The second factor is asked for, as it is in production."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _second_factor_as_in_production(settings, _no_second_factor) -> None:
    settings.SECOND_FACTOR_ROLES = ("reviewer", "admin")
    settings.SECOND_FACTOR_GRACE = ()
