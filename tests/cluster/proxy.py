"""nginx in front of the balancer: it keeps what may be kept for as long as the answer's own headers say."""

from __future__ import annotations

import os
from pathlib import Path

from tests.programs import HOST, Program, place_of

# Who is signed in, or has just written, is sent through: their answers are kept by nobody.
CONFIGURATION = """
daemon off;
{user}
pid {folder}/proxy.pid;
error_log {folder}/proxy.log warn;
worker_processes 1;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    client_body_temp_path {folder}/proxy-body;
    proxy_temp_path {folder}/proxy-temp;
    fastcgi_temp_path {folder}/proxy-fastcgi;
    uwsgi_temp_path {folder}/proxy-uwsgi;
    scgi_temp_path {folder}/proxy-scgi;
    proxy_cache_path {folder}/kept keys_zone=kept:16m max_size=256m inactive=10m;
    map $http_cookie $is_somebody {{ default ""; "~__Host-(session|written)=" 1; }}
    upstream site {{ server {host}:{site}; keepalive 32; }}
    server {{
        listen {host}:{port};
        location / {{
            proxy_pass http://site;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-Proto https;
            proxy_set_header Accept-Encoding gzip;
            proxy_cache kept;
            proxy_cache_key $request_uri;
            proxy_cache_bypass $is_somebody;
            proxy_no_cache $is_somebody;
            proxy_cache_revalidate on;
            proxy_cache_lock on;
            add_header X-Cache $upstream_cache_status always;
        }}
    }}
}}
"""


class Proxy(Program):
    def __init__(self, folder: Path, ports: dict[str, int]) -> None:
        written = folder / "proxy.conf"
        told = {
            "folder": folder,
            "user": "user root;" if os.geteuid() == 0 else "",
            "host": HOST,
            "site": ports["balancer"],
            "port": ports["proxy"],
        }
        written.write_text(CONFIGURATION.format(**told))
        words = [place_of("nginx") or "nginx", "-c", str(written), "-p", str(folder)]
        super().__init__("proxy", words, folder / "proxy.log", ports["proxy"])
