"""The settings of who brings in the next version."""

from .node_settings import *  # noqa: F403 - settings build on settings

MIGRATION_MODULES = {"policy_positions": "tests.cluster.next_version"}
