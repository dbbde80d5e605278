"""The vendored files are the ones that vendor.json names, and fit the Python packages that write for them."""

import base64
import hashlib
import json
import re
from pathlib import Path

import plotly.offline
import pytest

VENDOR = Path(__file__).resolve().parents[1] / "static" / "vendor"
NAMED = json.loads((VENDOR / "vendor.json").read_text())
SUMS = {name: sum_ for package in NAMED for name, sum_ in package["files"].items()}


def integrity(path: Path) -> str:
    digest = hashlib.sha384(path.read_bytes()).digest()
    return f"sha384-{base64.b64encode(digest).decode()}"


@pytest.mark.parametrize("name", SUMS)
def test_a_vendored_file_is_byte_for_byte_the_one_named(name):
    assert integrity(VENDOR / name) == SUMS[name]


def test_no_vendored_file_goes_without_a_name_and_licence():
    present = {path.name for path in VENDOR.iterdir()} - {"vendor.json", "README.md"}

    assert present == set(SUMS)
    assert all(package["licence"] and package["package"] for package in NAMED)


def test_plotly_js_is_the_version_that_plotly_py_writes_for():
    header = (VENDOR / "plotly-geo.min.js").read_text()[:200]

    version = re.search(r"plotly\.js \(geo - minified\) v(\S+)", header)[1]

    assert version == plotly.offline.get_plotlyjs_version()
    assert f"plotly.js {version}," in (VENDOR / "plotly.css").read_text()[:200]
    assert {package["version"] for package in NAMED if package["name"].startswith("plotly.js")} == {version}


def test_the_style_sheet_of_plotly_asks_for_nothing_else():
    css = (VENDOR / "plotly.css").read_text()

    assert ".main-svg {position:absolute" in css
    assert "url(" not in css and "@import" not in css
