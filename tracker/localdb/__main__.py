"""The keeper of one cluster: python -m tracker.localdb FOLDER SECONDS."""

import sys
from pathlib import Path

from tracker.localdb.cluster import LocalCluster
from tracker.localdb.keeper import keep

keep(LocalCluster(Path(sys.argv[1]), linger=float(sys.argv[2])))
