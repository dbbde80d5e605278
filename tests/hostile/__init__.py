"""A kit that throws what attackers and broken programs send at a running site, and counts what breaks.

python -m tests.hostile --requests 50000 --seed 7        (a site and a database of its own)
python -m tests.hostile http://127.0.0.1:8000 --requests 5000 --seed 7
"""
