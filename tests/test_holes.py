"""The table of holes names tests and faults that there are."""

from __future__ import annotations

import re
from pathlib import Path

from app.practice.world.faults import FAULTS

ROOT = Path(__file__).resolve().parents[1]
TABLE = (ROOT / "docs" / "holes.md").read_text("utf-8")
HOLES = [line for line in TABLE.splitlines() if re.match(r"\| \d+ \|", line)]


def test_each_hole_is_kept_closed_by_tests_that_there_are() -> None:
    for line in HOLES:
        named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", line)
        assert named, line
        for file, name in named:
            assert f"def {name}(" in (ROOT / file).read_text("utf-8"), (file, name)


def test_each_fault_is_one_of_the_practice_servers() -> None:
    assert set(re.findall(r'"fault": "(\w+)"', TABLE)) <= set(FAULTS)
    assert {int(line.split("|")[1]) for line in HOLES} == set(range(1, 23))
