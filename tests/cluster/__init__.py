"""The whole of production on one machine: PostgreSQL with a replica, a pooler, a cache, nodes, a balancer.

`python -m tests.cluster` (`make cluster-demo`) starts it for a person; the tests do to it what befalls one.
"""
