"""haproxy in front of the nodes: it asks each whether it is ready, and sends nobody to one that is not."""

from __future__ import annotations

import csv
import os
import signal
import socket
from grp import getgrgid
from pathlib import Path
from pwd import getpwuid

from tests.programs import HOST, Program, place_of, wait_until
from tests.servers import PROJECT

CONFIGURATION = PROJECT / "deploy" / "haproxy" / "haproxy.cfg"


class Balancer(Program):
    def __init__(self, folder: Path, ports: dict[str, int]) -> None:
        self._admin = ports["balancer_admin"]
        places = {"BIND": "balancer", "ADMIN": "balancer_admin", "WEB1": "web1", "WEB2": "web2"}
        told = {name: f"{HOST}:{ports[place]}" for name, place in places.items()}
        told |= {
            "HOST": HOST,
            "RUN_AS": getpwuid(os.geteuid()).pw_name,
            "RUN_AS_GROUP": getgrgid(os.getegid()).gr_name,
        }
        words = [place_of("haproxy") or "haproxy", "-W", "-f", str(CONFIGURATION)]  # as Debian's unit does
        super().__init__("balancer", words, folder / "balancer.log", ports["balancer"], told)

    def drain(self, node: str) -> None:
        """Nobody new is sent there; who is there is waited for."""
        self._tell(f"set server nodes/{node} state drain")
        wait_until(lambda: self._current(node) == 0, f"nobody is at {node}")

    def readmit(self, node: str) -> None:
        self._tell(f"set server nodes/{node} state ready")
        wait_until(lambda: self._states()[node]["status"] == "UP", f"{node} is ready")

    def reload(self) -> None:
        """As `systemctl reload haproxy` does: who is being answered is answered by the former process."""
        before = self._times_loaded()
        os.kill(self.pid, signal.SIGUSR2)  # lost where it comes before the last one has had its effect
        wait_until(lambda: self._times_loaded() > before, "another process serves")

    def has_all_nodes(self) -> bool:
        return all(state["status"] == "UP" for name, state in self._states().items() if name != "BACKEND")

    def _current(self, node: str) -> int:
        return int(self._states()[node]["scur"])

    def _times_loaded(self) -> int:
        return self.log.read_text().count("Loading success")

    def _states(self) -> dict[str, dict[str, str]]:
        rows = csv.DictReader(self._tell("show stat nodes 6 -1").removeprefix("# ").splitlines())
        return {row["svname"]: row for row in rows if row["pxname"] == "nodes"}

    def _tell(self, command: str) -> str:
        with socket.create_connection((HOST, self._admin), timeout=5) as line:
            line.sendall(f"{command}\n".encode())
            return b"".join(iter(lambda: line.recv(65536), b"")).decode()
