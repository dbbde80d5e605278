"""Asks the site of this machine whether it can serve, as its proxy would: the health check of containers.

`python -m tracker.porch.probe` ends with 0 or 1, and needs neither settings nor database of its own.
"""

from __future__ import annotations

import http.client
import os
import sys
from collections.abc import Mapping

PATIENCE = 4  # seconds


def can_serve(environment: Mapping[str, str]) -> bool:
    """With the name and the scheme that the site answers to: to others it says where it is, or nothing."""
    name = environment.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip().removeprefix(".")
    port = environment.get("BIND", "127.0.0.1:8000").rpartition(":")[2]
    line = http.client.HTTPConnection("127.0.0.1", int(port), timeout=PATIENCE)
    try:
        line.request("GET", "/readyz", headers={"Host": name, "X-Forwarded-Proto": "https"})
        return line.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


if __name__ == "__main__":
    sys.exit(0 if can_serve(os.environ) else 1)
