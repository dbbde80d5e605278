"""The one app of the project."""

from django.apps import AppConfig


class PolicyPositionsConfig(AppConfig):
    name = "policy_positions"
    verbose_name = "Policy positions"
