"""No promise of the database goes without a test that breaks it."""

from __future__ import annotations

from pathlib import Path

from django.apps import apps

import pytest


def promises() -> list[str]:
    """Every named constraint and trigger of the record."""
    return [
        promise.name
        for model in apps.get_app_config("policy_positions").get_models()
        for promise in (*model._meta.constraints, *getattr(model._meta, "triggers", ()))
    ]


# What these raise is named after the promise, which several of them keep together.
KEPT_TOGETHER = {
    "position_published_has_evidence": "position_published_has_verified_quotations",
    "quotation_stays_with_what_is_published": "position_published_has_verified_quotations",
    "quotation_of_what_is_published_is_proven": "position_published_has_verified_quotations",
    "quotation_is_verbatim": "quotation_verified_is_verbatim",
    "source_text_bears_out_its_quotations": "quotation_lies_within_its_text",
}


@pytest.mark.parametrize("promise", promises())
def test_every_promise_is_broken_once(promise):
    tests = "".join(
        path.read_text() for path in Path(__file__).parent.glob("test_*.py") if path != Path(__file__)
    )

    assert f'"{KEPT_TOGETHER.get(promise, promise)}"' in tests
