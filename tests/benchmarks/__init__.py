"""How fast the site is beside its peers: `make bench`, never part of the tests."""
