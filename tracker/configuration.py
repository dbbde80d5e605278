"""What the environment asks for, read and checked. Pure: nothing is made, opened or connected to.

Without DATABASE_URL the tracker is in local mode: one machine, the embedded database, loopback names only.
With it, the tracker is a public site behind HTTPS and must be told its secret and its names.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

import dj_database_url

from tracker.localdb import DATABASE

DEFAULT_LAG = 1.0  # seconds
REDIS_URL = re.compile(r"(redis|rediss|unix)://.+")
SWITCH = {"": False, "0": False, "1": True}
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
HOST_NAME = re.compile(r"\*|\.?[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*|\[[0-9A-Fa-f:.]+\]")
POSTGRESQL_URL = re.compile(r"(postgres|postgresql|pgsql)://")
URL_SHAPE = (
    "postgres://USER:PASSWORD@HOST:5432/NAME, with other signs in the password written as %23 and so on"
)
NEW_SECRET = "python -c 'import secrets; print(secrets.token_urlsafe(50))'"  # noqa: S105 - how to make one

SHORTEST_TOKEN = 20
DOTTED = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)+")

# A server that has gone, or a line that was cut, is noticed within seconds; the address may say otherwise.
IMPATIENT: dict[str, Any] = {
    "connect_timeout": 2,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 2,
    "tcp_user_timeout": 4000,  # milliseconds
}


class ConfigurationError(ImproperlyConfigured):
    """The environment asks for something that cannot be; the message is one line for whoever set it."""


@dataclass(frozen=True)
class Configuration:
    is_local: bool
    debug: bool
    secret_key: str  # "" where the installation is to make its own
    former_keys: tuple[str, ...]  # what they signed is still believed
    allowed_hosts: tuple[str, ...]
    database: dict[str, Any]
    replicas: tuple[dict[str, Any], ...]
    replica_lag: float  # seconds
    cache_url: str
    local_folder: Path
    behind_proxy: bool
    metrics_token: str  # "" where there are no metrics
    error_reports: str  # "" where nobody is told of faults

    @property
    def https_only(self) -> bool:
        return not (self.is_local or self.debug)


def read(environment: Mapping[str, str], *, base: Path) -> Configuration:
    """Return what ``environment`` asks for; folders that it names are taken from ``base``."""
    url = environment.get("DATABASE_URL", "")
    is_pooled = _switch(environment, "DATABASE_POOLED")
    if url:
        database = _server(url, "DATABASE_URL", is_pooled=is_pooled)
    else:
        _refuse_in_local_mode(environment)
        database = _embedded()
    return Configuration(
        is_local=not url,
        debug=_switch(environment, "DEBUG"),
        secret_key=_secret_key(environment, required=bool(url)),
        former_keys=_listed(environment.get("SECRET_KEY_FALLBACKS", "")),
        allowed_hosts=_allowed_hosts(environment) if url else LOOPBACK,
        database=database,
        replicas=tuple(
            _server(each, "REPLICA_URLS", is_pooled=is_pooled)
            for each in _listed(environment.get("REPLICA_URLS", ""))
        ),
        replica_lag=_seconds(environment, "REPLICA_LAG_SECONDS", DEFAULT_LAG),
        cache_url=_cache_url(environment),
        local_folder=base / (environment.get("LOCALDB_DIR") or ".localdb"),
        behind_proxy=_switch(environment, "SECURE_PROXY"),
        metrics_token=_metrics_token(environment),
        error_reports=_error_reports(environment),
    )


def _listed(value: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in value.split(",") if each.strip())


def _refuse_in_local_mode(environment: Mapping[str, str]) -> None:
    for name in ("ALLOWED_HOSTS", "SECURE_PROXY", "REPLICA_URLS", "DATABASE_POOLED", "CACHE_URL"):
        if value := environment.get(name):
            told = "" if name.endswith(("_URL", "_URLS")) else f" ({value})"  # they may hold a password
            raise ConfigurationError(
                f"{name} is set{told} and DATABASE_URL is not: the embedded database serves one machine. "
                f"Set DATABASE_URL as well, to {URL_SHAPE}; or unset {name}."
            )


def _switch(environment: Mapping[str, str], name: str) -> bool:
    value = environment.get(name, "")
    if value not in SWITCH:
        raise ConfigurationError(f"{name} is {value!r}: write 1 for on, 0 for off.")
    return SWITCH[value]


def _seconds(environment: Mapping[str, str], name: str, default: float) -> float:
    value = environment.get(name, "").strip() or str(default)
    if not re.fullmatch(r"\d+(\.\d+)?", value):
        raise ConfigurationError(f"{name} is {value!r}: write a number of seconds, as in {default}.")
    return float(value)


def _cache_url(environment: Mapping[str, str]) -> str:
    """The address is not repeated in a message: it may hold a password."""
    url = environment.get("CACHE_URL", "").strip()
    if url and not REDIS_URL.fullmatch(url):
        raise ConfigurationError(
            "CACHE_URL is no address of Redis or Valkey: write redis://HOST:6379/0, or rediss:// for TLS."
        )
    return url


def _metrics_token(environment: Mapping[str, str]) -> str:
    token = environment.get("METRICS_TOKEN", "")
    if token and len(token) < SHORTEST_TOKEN:
        raise ConfigurationError(
            f"METRICS_TOKEN has {len(token)} characters, and who guesses it reads the metrics: "
            f"take {SHORTEST_TOKEN} or more, as made by {NEW_SECRET}."
        )
    return token


def _error_reports(environment: Mapping[str, str]) -> str:
    hook = environment.get("ERROR_REPORTS", "")
    if hook and not DOTTED.fullmatch(hook):
        raise ConfigurationError(
            f"ERROR_REPORTS is {hook!r}: name a function by its dotted path, as in our_reports.send."
        )
    return hook


def _secret_key(environment: Mapping[str, str], *, required: bool) -> str:
    key = environment.get("SECRET_KEY", "")
    if required and not key.strip():
        raise ConfigurationError(
            f"DATABASE_URL is set and SECRET_KEY is not: set it to a long random text, made by {NEW_SECRET}."
        )
    return key


def _allowed_hosts(environment: Mapping[str, str]) -> tuple[str, ...]:
    value = environment.get("ALLOWED_HOSTS", "")
    if not value.strip():
        raise ConfigurationError(
            "DATABASE_URL is set and ALLOWED_HOSTS is not: name the site's hosts, as in tracker.example.org."
        )
    hosts = tuple(host.strip() for host in value.split(","))
    for host in hosts:
        if not HOST_NAME.fullmatch(host):
            problem = f"{host!r} is not a host name" if host else "a name is missing beside a comma"
            raise ConfigurationError(
                f"ALLOWED_HOSTS is {value!r}: {problem}. Write names alone, without https:// or a port, "
                "separated by commas, as in tracker.example.org,www.example.org."
            )
    return hosts


def _server(url: str, variable: str, *, is_pooled: bool) -> dict[str, Any]:
    """The address is not repeated in a message: it holds a password."""
    if not POSTGRESQL_URL.match(url):
        scheme = f"the scheme {url.partition('://')[0]}" if "://" in url else "no scheme"
        raise ConfigurationError(
            f"{variable} has {scheme}, and the tracker stores its record in PostgreSQL only: "
            f"write {URL_SHAPE}."
        )
    try:
        database = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    except ValueError as error:
        raise ConfigurationError(f"{variable} cannot be read: write {URL_SHAPE}.") from error
    if not database["NAME"]:
        raise ConfigurationError(f"{variable} names no database after the host: write {URL_SHAPE}.")
    database["OPTIONS"] = {**IMPATIENT, **database.get("OPTIONS", {})}  # type: ignore[dict-item] # a mapping, if any
    database["DISABLE_SERVER_SIDE_CURSORS"] = is_pooled  # a pooler gives each transaction another connection
    return database


def _embedded() -> dict[str, Any]:
    return {
        "ENGINE": "tracker.localdb",
        "NAME": DATABASE,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }
