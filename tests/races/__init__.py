"""Two people act at the same moment: nothing that either was told is saved gets lost.

`python -m tests.races --pairs 1000` runs so many pairs of each kind on a database of its own.
"""
