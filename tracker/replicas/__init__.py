"""Who is nobody is served from replicas of the database; everybody else, and all writing, from the primary.

- ``router``: where this request reads, and Django's router over that.
- ``states``: how far a replica has come, in one query.
- ``newest``: the newest revision that any node has shown; nobody is shown an older one after it.
- ``outages``: what failed lately, and is left alone for a while.
- ``choosing``: which database this reader may be served from.
- ``written``: how far the log was when somebody wrote, kept in their cookie.
- ``reading``: the middleware that puts these together.

Without REPLICA_URLS neither router nor middleware is installed.
"""
