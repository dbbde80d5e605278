"""What the tracker is made of: pinned, hashed, listed in a bill of materials."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
PIN = re.compile(
    r"^(?P<name>[a-z0-9-]+)==(?P<version>[^ \\;]+)(?P<rest>.*?)(?=^[a-z0-9-]+==|\Z)", re.M | re.S
)
OTHERS = ["deploy/requirements.txt", "tests/benchmarks/requirements.txt"]
FILES = ["requirements.txt", *OTHERS]
BILL = json.loads((PROJECT / "sbom.json").read_text())


def pins(file: str) -> dict[str, tuple[str, set[str]]]:
    """Each requirement with its version and the digests of its files."""
    found = PIN.finditer((PROJECT / file).read_text())
    return {
        pin["name"]: (pin["version"], set(re.findall(r"--hash=sha256:([0-9a-f]{64})", pin["rest"])))
        for pin in found
    }


@pytest.mark.parametrize("file", FILES)
def test_every_requirement_has_one_version_and_digests(file):
    held = pins(file)
    lines = [line for line in (PROJECT / file).read_text().splitlines() if re.match("[a-zA-Z0-9]", line)]

    assert len(held) == len(lines) > 0
    assert [name for name, (_, digests) in held.items() if not digests] == []


@pytest.mark.parametrize("file", OTHERS)
def test_what_the_site_needs_has_the_same_version_wherever_it_is_installed(file):
    wanted = {name: version for name, (version, _) in pins("requirements.txt").items()}
    held = {name: version for name, (version, _) in pins(file).items()}
    runtime = (PROJECT / "requirements.in").read_text().partition("# Tests")[0]
    named = {
        re.match(r"[A-Za-z0-9-]+", line)[0].lower() for line in runtime.splitlines() if line[:1].isalpha()
    }

    assert len(named) > 20
    assert named - held.keys() == set()
    assert {name: held[name] for name in wanted.keys() & held.keys() if held[name] != wanted[name]} == {}


def test_every_direct_requirement_says_what_it_is_for():
    lines = (PROJECT / "requirements.in").read_text().splitlines()

    assert [line for line in lines if line and not line.startswith("#") and "  # " not in line] == []


def test_the_bill_of_materials_lists_every_requirement_with_its_digests():
    listed = {part["name"]: part for part in BILL["components"] if part["purl"].startswith("pkg:pypi/")}

    assert BILL["bomFormat"] == "CycloneDX"
    assert {name: part["version"] for name, part in listed.items()} == {
        name: version for name, (version, _) in pins("requirements.txt").items()
    }
    for name, (_, digests) in pins("requirements.txt").items():
        assert {each["content"] for each in listed[name]["hashes"]} == digests


def test_the_bill_of_materials_lists_every_vendored_file_with_its_licence():
    named = json.loads((PROJECT / "static/vendor/vendor.json").read_text())
    listed = [part for part in BILL["components"] if part["purl"].startswith("pkg:npm/")]

    assert len(listed) == sum(len(package["files"]) for package in named)
    assert all(part["licenses"] and part["hashes"] for part in listed)


def test_the_bill_of_materials_is_current():
    ran = subprocess.run([sys.executable, ".ci/sbom", "--check"], cwd=PROJECT, capture_output=True, text=True)

    assert (ran.returncode, ran.stdout) == (0, "")
