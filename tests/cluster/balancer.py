"""haproxy in front of the nodes: it asks each whether it is ready, and sends nobody to one that is not."""

from __future__ import annotations

import csv
import socket
from pathlib import Path

from .programs import HOST, Program, place_of, wait_until

# A reader whose line to a node breaks before anything is answered is sent to the other node.
CONFIGURATION = """
global
    stats socket {host}:{admin} level admin
defaults
    mode http
    timeout connect 2s
    timeout client 60s
    timeout server 60s
    timeout http-request 10s
    timeout check 5s
    retries 3
    option redispatch 1
    option httpchk
    http-check send meth GET uri /readyz ver HTTP/1.1 hdr Host {host} hdr X-Forwarded-Proto https
    http-check expect status 200
    default-server check inter 300ms fall 2 rise 1
frontend site
    bind {host}:{port}
    http-request set-header X-Forwarded-Proto https
    default_backend nodes
backend nodes
    balance roundrobin
    retry-on conn-failure empty-response
    http-request disable-l7-retry unless METH_GET
{nodes}
"""


class Balancer(Program):
    def __init__(self, folder: Path, ports: dict[str, int]) -> None:
        self._admin = ports["balancer_admin"]
        nodes = "\n".join(f"    server {name} {HOST}:{ports[name]}" for name in ("north", "south"))
        told = {"host": HOST, "port": ports["balancer"], "admin": self._admin, "nodes": nodes}
        written = folder / "balancer.cfg"
        written.write_text(CONFIGURATION.format(**told))
        words = [place_of("haproxy") or "haproxy", "-db", "-f", str(written)]
        super().__init__("balancer", words, folder / "balancer.log", ports["balancer"])

    def drain(self, node: str) -> None:
        """Nobody new is sent there; who is there is waited for."""
        self._tell(f"set server nodes/{node} state drain")
        wait_until(lambda: self._current(node) == 0, f"nobody is at {node}")

    def readmit(self, node: str) -> None:
        self._tell(f"set server nodes/{node} state ready")
        wait_until(lambda: self._states()[node]["status"] == "UP", f"{node} is ready")

    def has_all_nodes(self) -> bool:
        return all(state["status"] == "UP" for name, state in self._states().items() if name != "BACKEND")

    def _current(self, node: str) -> int:
        return int(self._states()[node]["scur"])

    def _states(self) -> dict[str, dict[str, str]]:
        rows = csv.DictReader(self._tell("show stat nodes 6 -1").removeprefix("# ").splitlines())
        return {row["svname"]: row for row in rows if row["pxname"] == "nodes"}

    def _tell(self, command: str) -> str:
        with socket.create_connection((HOST, self._admin), timeout=5) as line:
            line.sendall(f"{command}\n".encode())
            return b"".join(iter(lambda: line.recv(65536), b"")).decode()
