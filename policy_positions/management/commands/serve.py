"""Bring the database up to date and serve the site: what `make run` ends in."""

import os
import socket
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connections

from policy_positions.management.commands.make_demo_accounts import first_passwords, make_missing_accounts
from policy_positions.models import Country, Leader, Position, Source, Summit
from tracker.catalogues import compile_what_changed

HOST = "127.0.0.1"
GUNICORN = (
    *("--worker-class", "gthread", "--workers", "1", "--threads", "8"),
    "--no-control-socket",  # else it writes a socket into the home folder
    *("--log-level", "warning"),
    "tracker.wsgi:application",
)


class Command(BaseCommand):
    help = "Migrate, load the record into an empty database, and serve the site on this machine."
    requires_system_checks = ()  # a taken port is said before the whole site is imported; make check checks

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="port on 127.0.0.1 (default: 8000)")

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        listener = _listen(port)
        self.stdout.write("Bringing the database up to date ...")
        try:
            call_command("migrate", verbosity=0)
            call_command("load_record", "--if-empty", verbosity=0)
            compile_what_changed()
            if settings.IS_LOCAL:
                make_missing_accounts()
            self.stdout.write(_welcome(port))
        except OperationalError as error:
            raise CommandError(f"The database does not answer. {error}") from error
        self.stdout.flush()
        connections.close_all()
        _become_the_web_server(listener)


def _listen(port: int) -> socket.socket:
    """Take the port first: one that is taken should be said at once, and nobody takes it meanwhile."""
    if not 1 <= port <= 65535:
        raise CommandError(f"There is no port {port}: choose one from 1 to 65535, as in make run PORT=8001")
    try:
        return socket.create_server((HOST, port))
    except PermissionError as error:
        raise CommandError(
            f"Port {port} is not for this account. Choose one above 1023: make run PORT=8001"
        ) from error
    except OSError as error:
        raise CommandError(f"Port {port} is taken. Choose another: make run PORT={port + 1}") from error


def _welcome(port: int) -> str:
    lines = ["", f"The tracker is on http://{HOST}:{port}/", f"It holds {_contents()}."]
    if settings.IS_LOCAL:
        lines += ["", "Accounts of this installation, with the passwords they were made with:"]
        lines += [f"  {name:<10}{password}" for name, password in first_passwords().items()]
    return "\n".join([*lines, "", "Ctrl-C stops it."])


def _contents() -> str:
    counts = {
        "published positions": Position.objects.published().count(),
        "leaders": Leader.objects.count(),
        "countries": Country.objects.count(),
        "summits": Summit.objects.count(),
        "sources": Source.objects.count(),
    }
    return ", ".join(f"{count:,} {name}" for name, count in counts.items())


def _become_the_web_server(listener: socket.socket) -> None:
    listener.set_inheritable(True)
    place = ("--bind", f"fd://{listener.fileno()}", "--chdir", str(settings.BASE_DIR))
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", *place, *GUNICORN])  # noqa: S606 - in place, so that Ctrl-C reaches gunicorn itself
