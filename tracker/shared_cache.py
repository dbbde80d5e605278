"""The cache that several nodes share. What it cannot answer is a miss: the site goes on without it."""

from __future__ import annotations

from typing import Any

from redis.backoff import NoBackoff
from redis.retry import Retry

PATIENCE = 0.25  # seconds: it is there to save time


def place(url: str) -> dict[str, Any]:
    """Django's CACHES["default"]. A line that was cut is tried anew once, at once, and then left."""
    return {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": url,
        "KEY_PREFIX": "tracker",
        "OPTIONS": {
            "IGNORE_EXCEPTIONS": True,
            "SOCKET_CONNECT_TIMEOUT": PATIENCE,
            "SOCKET_TIMEOUT": PATIENCE,
            "CONNECTION_POOL_KWARGS": {"retry": Retry(NoBackoff(), 1)},
        },
    }
