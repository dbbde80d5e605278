#!/usr/bin/env bash
# A copy of the primary, taken once; from then on what the primary writes is replayed.
set -euo pipefail
if [ ! -s "$PGDATA/PG_VERSION" ]; then
    mkdir -p "$PGDATA" && chmod 700 "$PGDATA"
    PGPASSWORD=$REPLICATION_PASSWORD pg_basebackup --host="${PRIMARY_HOST:-primary}" --port="${PRIMARY_PORT:-5432}" \
        --username=replicator --pgdata="$PGDATA" --write-recovery-conf --slot=replica --wal-method=stream
fi
exec postgres -c hot_standby=on "$@"
