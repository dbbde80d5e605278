"""How long the commands take that prove the record: each a process of its own, its memory with it."""

from __future__ import annotations

import subprocess
import sys
import time

from django.conf import settings

COMMANDS = ("verify_quotations", "check_record", "verify_history")


# A process counts as its own what the one had that it was made by: one of its own, which is small, asks.
_ASK = """import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"""


def measured() -> dict[str, float]:
    found = {}
    for name in COMMANDS:
        began = time.perf_counter()
        said = subprocess.run(
            [sys.executable, "-c", _ASK, sys.executable, "manage.py", name],
            cwd=settings.BASE_DIR,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        ).stdout
        found[f"{name}, seconds"] = time.perf_counter() - began
        found[f"{name}, megabytes at most"] = float(said)
        print(f"{name}: {found[f'{name}, seconds']:,.1f} s, {float(said):,.0f} MB", flush=True)
    return found
