"""The migrations of the project, and those of a version to come, which the nodes do not know."""

import sys
from importlib import import_module
from pkgutil import iter_modules

from policy_positions import migrations as present

NAMES = sorted(module.name for module in iter_modules(present.__path__))
NEWEST = NAMES[-1]

__path__ = [*__path__, *present.__path__]
for name in NAMES:  # each as the module that it is, for the sake of what it imports from its neighbours
    sys.modules[f"{__name__}.{name}"] = import_module(f"{present.__name__}.{name}")
