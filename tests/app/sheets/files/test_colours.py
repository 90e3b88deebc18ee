"""A legend that names a colour speaks of the rows of that colour, not of the whole list."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

from app.sheets.check import Checked, check
from app.sheets.columns import settle
from app.sheets.files import read
from app.sheets.files.colours import hue
from tests.app.sheets.aside_rows import TODAY, booked, cid, reasons


def listed(
    path: Path, legend: str, below: bool, *marked: int, letters: bool = False, colour: str = "FFFF0000"
) -> Checked:
    """Four people, those in `marked` rows coloured, under or above a line that says what it means."""
    table = (book := Workbook()).worksheets[0]
    people = [[cid(number), f"คน ที่{number}", "5/11/2569", "09:00"] for number in range(1, 5)]
    header = ["เลขบัตรประชาชน", "ชื่อ-สกุล", "วันนัด", "เวลานัด"]
    for row in [*([] if below else [[legend]]), header, *people, *([[], [legend]] if below else [])]:
        table.append(row)
    for row in marked:
        for cell in table[row]:
            if letters:
                cell.font = Font(color=colour)
            else:
                cell.fill = PatternFill("solid", fgColor=colour)
    book.save(path)
    raw = read(path)
    return check(raw, settle(raw, TODAY), facility=None, today=TODAY)


@pytest.mark.parametrize("letters", [False, True])
def test_only_the_rows_of_that_colour_are_cancelled(tmp_path: Path, letters: bool) -> None:
    checked = listed(tmp_path / "a.xlsx", "สีแดง = ยกเลิกนัด", False, 4, letters=letters)
    assert (reasons(checked), booked(checked)) == ({4: "aside_cancelled"}, [3, 5, 6])


def test_a_legend_below_the_list_and_in_english(tmp_path: Path) -> None:
    checked = listed(tmp_path / "a.xlsx", "yellow = postponed", True, 2, 3, colour="FFFFFF00")
    assert booked(checked) == [4, 5]
    assert [reasons(checked)[row] for row in (2, 3)] == ["aside_moved"] * 2


def test_where_no_row_has_the_colour_nobody_is_booked_unasked(tmp_path: Path) -> None:
    """It may be a theme's, or a format's that tells no colours: the line stands over all of them."""
    checked = listed(tmp_path / "a.xlsx", "สีแดง = ยกเลิกนัด", False)
    assert booked(checked) == []


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ({"rgb": "FFFF0000"}, "red"),
        ({"rgb": "FFC00000"}, "red"),
        ({"rgb": "FFFFC7CE"}, "red"),
        ({"rgb": "FFFFFF00"}, "yellow"),
        ({"rgb": "FF92D050"}, "green"),
        ({"rgb": "FF00B0F0"}, "blue"),
        ({"rgb": "FFD9D9D9"}, "grey"),
        ({"rgb": "FF000000"}, ""),
        ({"rgb": "FFFFFFFF"}, ""),
        ({"indexed": "10"}, "red"),
        ({"theme": "1"}, ""),
    ],
)
def test_colours_have_the_names_people_give_them(written: dict[str, str], name: str) -> None:
    assert hue(written) == name
