"""Kill -9 at any moment: nothing half done, and nothing lost of what was said to be done.

`python -m tests.kills --rounds 20` does it that often to each, at moments drawn from a seed.
"""
