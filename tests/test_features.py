"""The table of features names tests that there are."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TABLE = (ROOT / "docs" / "features.md").read_text("utf-8")
LINK = re.compile(r'\]\(\.\./(tests/[\w/]+\.py)(?: "(test_\w+)")?\)')


def test_a_feature_is_shown_by_a_test_that_there_is() -> None:
    for file, name in set(LINK.findall(TABLE)):
        assert f"def {name or 'test_'}" in (ROOT / file).read_text("utf-8"), (file, name)


def test_every_y_of_ours_names_one() -> None:
    rows = [line for line in TABLE.splitlines() if "**Y** |" in line or "**p** |" in line]
    assert len(rows) >= 60
    assert [row for row in rows if not LINK.search(row)] == []
