#!/bin/sh
# Password and primary come with the environment and are written where nothing outlasts the container.
set -eu
umask 077
printf '"tracker" "%s"\n' "$DATABASE_PASSWORD" > /tmp/userlist.txt
sed "s/host=primary /host=${PRIMARY_HOST:-primary} /" /etc/pgbouncer/pgbouncer.ini > /tmp/pgbouncer.ini
exec pgbouncer /tmp/pgbouncer.ini
