"""One PostgreSQL cluster in a private folder: made once, started by whoever needs it first."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.localdb import DATABASE, PORT, USER, LocalDatabaseError, binaries
from tracker.private_files import PrivateFolderError, private_folder

LINGER = 5.0  # seconds the server outlives its last user, so that commands in a row share it
ORPHAN_PATIENCE = 10.0  # seconds for what a killed server left behind to go out of the way
RECOVERY_PATIENCE = 60.0  # seconds for a server to replay what was under way when it was killed
SOCKET_PATH_LIMIT = 100  # a socket's address holds 104 bytes on macOS, 108 on Linux
INITDB_OPTIONS = (
    *("--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"),
    *(f"--username={USER}", "--auth=trust"),  # only the owner reaches the socket
)
SERVER_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "256MB",
    "jit": "off",  # compiling a statement takes longer than any of a page's does
}


class LocalCluster:
    def __init__(self, home: Path, *, linger: float = LINGER) -> None:
        self.home = home
        self.linger = linger
        self.log = home / "server.log"
        self._claim: int | None = None

    @property
    def data(self) -> Path:
        """Named by the PostgreSQL major, so that a new one starts afresh instead of failing on old files."""
        return self.home / f"data-{binaries.major_version()}"

    @property
    def socket_folder(self) -> Path:
        """The cluster's own folder, or a short one where its path would not do as a socket's address."""
        path = os.fsencode(self.home)
        if len(path) + len(f"/.s.PGSQL.{PORT}") <= SOCKET_PATH_LIMIT and b"," not in path:
            return self.home
        return Path(tempfile.gettempdir()) / f"postgres-{hashlib.sha256(path).hexdigest()[:16]}"

    @property
    def is_claimed(self) -> bool:
        """Has this process made sure of the server, so that it stays while the process lives?"""
        return self._claim is not None

    def ensure_running(self) -> None:
        """Start the server unless it answers, and claim it for the life of this process."""
        self._make_folders()
        with self.starting() as lock:
            if not self.data.exists():
                self._create(lock)
            if not self._answers():
                self._start()
            self._claim_use()

    @contextmanager
    def starting(self) -> Iterator[int]:
        """One process at a time makes, starts or stops the server."""
        with (self.home / "start.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield lock.fileno()

    def users_lock(self) -> int:
        """Open the file that every user of the server holds a shared lock on."""
        users = os.open(self.home / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)
        os.set_inheritable(users, True)  # so that a claim outlives serve's turning into the web server
        return users

    def server_command(self) -> list[str]:
        settings = {**SERVER_SETTINGS, "unix_socket_directories": str(self.socket_folder), "port": PORT}
        options = [f"--{name}={value}" for name, value in settings.items()]
        return binaries.command("postgres", "-D", str(self.data), *options, account=self._account())

    def _claim_use(self) -> None:
        """Opened anew each time: the folder may have been removed under a process that goes on."""
        former, self._claim = self._claim, self.users_lock()
        fcntl.flock(self._claim, fcntl.LOCK_SH)
        if former is not None:
            os.close(former)

    def _account(self) -> binaries.Account | None:
        return binaries.account_for(self.data, self.home)

    def _make_folders(self) -> None:
        account = self._account()
        trusted = account.uid if account else None
        try:
            for folder in {self.home, self.socket_folder}:
                private_folder(folder, trusted_by_root=trusted)
        except PrivateFolderError as error:
            raise LocalDatabaseError(f"The embedded database has no place of its own. {error}") from error

    def _answers(self) -> bool:
        """Does the server take connections now? False also while it starts, recovers or stops."""
        address = [
            f"--host={self.socket_folder}",
            f"--port={PORT}",
            f"--username={USER}",
            "--dbname=postgres",
        ]
        asked = subprocess.run(binaries.command("pg_isready", "--quiet", *address), check=False)
        return asked.returncode == 0

    def _create(self, lock: int) -> None:
        """Build the cluster beside its place, so that an interrupted first run leaves nothing half made."""
        draft = self.home / f"{self.data.name}.draft"
        shutil.rmtree(draft, ignore_errors=True)
        self._run(lock, "initdb", "-D", str(draft), *INITDB_OPTIONS)
        create = f"CREATE DATABASE {DATABASE}\n"
        self._run(lock, "postgres", "--single", "-D", str(draft), "postgres", stdin=create)
        draft.rename(self.data)

    def _run(self, lock: int, program: str, *options: str, stdin: str = "") -> None:
        """The program holds the lock too: should this process be killed, the next waits for it to end."""
        words = binaries.command(program, *options, account=self._account())
        done = subprocess.run(
            words, input=stdin, capture_output=True, text=True, cwd="/", pass_fds=(lock,), check=False
        )
        if done.returncode:
            raise LocalDatabaseError(f"{program} failed:\n{done.stdout}{done.stderr}")

    def _start(self) -> None:
        """Start a keeper with its server, again while the remains of a killed server stand in the way."""
        began = time.monotonic()
        keeper = self._launch_keeper()
        while not self._answers():
            failed = keeper.poll() is not None
            if time.monotonic() - began > self._patience(failed):
                raise LocalDatabaseError(f"The embedded database did not start:\n{self._last_words()}")
            if failed:
                keeper = self._launch_keeper()
            time.sleep(0.02)
        keeper.returncode = 0  # it outlives this process on purpose: no warning that it still runs

    def _patience(self, failed: bool) -> float:
        if not failed:
            return RECOVERY_PATIENCE
        was_killed = (self.data / "postmaster.pid").exists()
        return ORPHAN_PATIENCE if was_killed else 0

    def _launch_keeper(self) -> "subprocess.Popen[bytes]":
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "tracker.localdb", str(self.home), str(self.linger)],
                cwd=Path(__file__).parents[2],
                start_new_session=True,  # Ctrl-C is for the web server, not for the database under it
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def _last_words(self) -> str:
        lines = self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
        return "\n".join([*lines[-5:], f"The whole log: {self.log}"])
