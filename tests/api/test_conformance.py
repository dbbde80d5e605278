"""schemathesis on the API, in all its phases: what the document allows is answered, what it forbids refused.

API_EXAMPLES sets how many requests each operation gets a phase: 5 in `make test`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.servers.basehttp import WSGIRequestHandler

import pytest

from policy_positions.api import counts, queries
from policy_positions.api.schema import document
from policy_positions.filters.fields import PartialDateField

PROJECT = Path(__file__).resolve().parents[2]
EXAMPLES = int(os.environ.get("API_EXAMPLES", "5"))
PHASES = {"coverage", "examples", "fuzzing", "stateful"}


@pytest.fixture
def site(live_server, transactional_db, monkeypatch) -> str:
    monkeypatch.setattr(WSGIRequestHandler, "disable_nagle_algorithm", True)  # else each answer takes 40 ms
    call_command("load_record", verbosity=0)
    return live_server.url


def try_out(site: str, folder: Path, *options: str, examples: int = EXAMPLES) -> dict[str, Any]:
    """Run schemathesis on the site and return its report, with what it said."""
    report = folder / "report.json"
    command = [
        sys.executable,
        "-m",
        "schemathesis.cli",
        "--config-file",
        "tests/conforming/schemathesis.toml",
    ]
    command += ["run", f"{site}/api/v1/openapi.json", "--max-examples", str(examples)]
    command += ["--report-json-path", str(report), *options]
    ran = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert report.exists(), ran.stdout + ran.stderr
    return {**json.loads(report.read_text()), "said": ran.stdout}


def test_the_api_does_what_its_document_says(site, tmp_path):
    report = try_out(site, tmp_path)

    sys.stdout.write(f"{report['test_cases']['generated']:,} requests, seed {report['seed']}\n")
    assert report["failures"] == [], report["said"]
    assert report["operations"]["tested"] == len(document()["paths"])
    assert {name for name, phase in report["phases"].items() if phase["status"] == "success"} == PHASES
    assert report["exit_code"] == 0, report["said"]


def test_the_trial_notices_each_kind_of_fault(site, tmp_path, monkeypatch):
    monkeypatch.setattr(PartialDateField, "clean", lambda self, value: None)
    monkeypatch.setattr(queries, "LARGEST_PAGE", 10)
    monkeypatch.setattr(counts, "_values", None)

    two = ["--include-name", "GET /api/v1/facets/", "--include-name", "GET /api/v1/sources/"]
    report = try_out(site, tmp_path, *two, "--phases", "coverage")

    assert {failure["title"] for failure in report["failures"]} >= {
        "Schema-violating request accepted",
        "Server error",
        "Custom check failed: `valid_data_is_refused_for_a_reason`",
    }
