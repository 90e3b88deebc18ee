"""A file's own name is how a clerk tells files apart: it says nothing of anybody in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.sheets.files import read
from tests.app.sheets.aside_rows import HEADERS, booked, checked_of, person, reasons
from tests.ui.sheets import workbook_of

NAMES = ["ชื่อผิด", "ยกเลิก", "เลื่อนนัด", "เสียชีวิต", "ไม่มา"]


def text_file(path: Path, *, title: str = "") -> Path:
    lines = [",".join(map(str, row)) for row in (HEADERS, person(1), person(2))]
    path.write_text("\n".join([*([title] if title else []), *lines]) + "\n", encoding="utf-8")
    return path


def web_page(path: Path) -> Path:
    rows = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in (HEADERS, person(1), person(2))
    )
    path.write_text(f"<html><body><table>{rows}</table></body></html>", encoding="utf-8")
    return path


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_file_sets_nobody_aside(tmp_path: Path, name: str) -> None:
    for path in (text_file(tmp_path / f"{name}.csv"), web_page(tmp_path / f"{name}.xls")):
        checked = checked_of(read(path))
        assert (reasons(checked), len(booked(checked))) == ({}, 2), path.name


def test_what_somebody_wrote_in_the_file_still_does(tmp_path: Path) -> None:
    """The title line of any file, and the name of a workbook's sheet."""
    titled = checked_of(read(text_file(tmp_path / "นัด.csv", title="รายชื่อผู้ยกเลิกนัด")))
    assert set(reasons(titled).values()) == {"aside_cancelled"}
    named = workbook_of(tmp_path / "นัด.xlsx", {"ยกเลิก": [HEADERS, person(1), person(2)]})
    assert set(reasons(checked_of(read(named))).values()) == {"aside_cancelled"}
