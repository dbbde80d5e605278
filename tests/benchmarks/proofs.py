"""How long the commands take that prove the record: each a process of its own, its memory with it."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from django.conf import settings

COMMANDS = ("verify_quotations", "check_record", "verify_history")


def measured() -> dict[str, float]:
    found = {}
    for name in COMMANDS:
        began = time.perf_counter()
        command = [sys.executable, "manage.py", name]
        child = subprocess.Popen(
            command, cwd=settings.BASE_DIR, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        _, _, used = os.wait4(child.pid, 0)
        found[f"{name}, seconds"] = time.perf_counter() - began
        found[f"{name}, megabytes at most"] = used.ru_maxrss / 1024
        print(f"{name}: {found[f'{name}, seconds']:,.1f} s, {used.ru_maxrss / 1024:,.0f} MB", flush=True)
    return found
