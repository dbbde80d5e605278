#!/bin/sh
# The password comes with the environment and is written where nothing outlasts the container.
set -eu
umask 077
printf '"tracker" "%s"\n' "$DATABASE_PASSWORD" > /tmp/userlist.txt
exec pgbouncer /etc/pgbouncer/pgbouncer.ini
