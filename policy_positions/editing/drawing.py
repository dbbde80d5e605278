"""Which positions are coded twice: drawn when they are submitted, by the plan that holds."""

from __future__ import annotations

from ..models import Position, SamplingPlan, SecondCoding


def draw(position: Position) -> None:
    plan = SamplingPlan.objects.first()
    if plan and plan.draws(position.public_id):
        SecondCoding.objects.get_or_create(position=position, defaults={"plan": plan})
