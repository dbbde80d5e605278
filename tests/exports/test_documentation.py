"""Every address and every piece of Python of docs/exports.md, on the shipped record."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from policy_positions.exports.record_tables import POSITIONS, QUOTATIONS, frame
from tests.exports.files import KEYS

PAGE = (Path(__file__).parents[2] / "docs" / "exports.md").read_text()
ADDRESSES = re.findall(r"^\| `/export/(\S+)` \|", PAGE, re.MULTILINE)
PROGRAMS = re.findall(r"^```python\n(.+?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.usefixtures("record")
def test_every_program_of_the_page_runs_on_the_files_of_the_record(client, tmp_path):
    for name in ADDRESSES:
        response = client.get(f"/export/{name}")
        (tmp_path / name).write_bytes(b"".join(response.streaming_content))

    for program in PROGRAMS:
        done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, ""), program

    assert len(ADDRESSES) == 5 and len(PROGRAMS) == 3


def test_the_page_names_every_column_and_every_table(db):
    named = set(re.findall(r"`(\w+)`", PAGE))

    assert set(KEYS) <= named
    assert {table.name for table, _rows in frame()} <= named
    assert all(f"`{table.name}.csv`" in PAGE for table in (POSITIONS, QUOTATIONS))
