"""How gunicorn serves the tracker in public: a process a core, each with threads (docs/deploy.md)."""

import os

wsgi_app = "tracker.wsgi:application"
bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_PROCESSES") or os.cpu_count() or 1)
worker_class = "gthread"
threads = 8
timeout = 60
graceful_timeout = 30
keepalive = 75  # longer than the proxy keeps a line that nobody uses
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - a heartbeat, not on disk
control_socket_disable = True  # else it writes a socket into the home folder
loglevel = "warning"
