"""Lists of people side by side in one sheet."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest

from app import workbooks
from app.domain.values import Outcome, State, check_digit
from app.errors import SheetError
from app.sheets.check import Checked, check
from app.sheets.columns import settle
from app.sheets.files import from_text, read, sheets
from app.thai import today
from tests.world import plain_days

DAY = plain_days(1, today() + timedelta(days=10))[0]  # of a holiday would be warned
HEAD = ["เลขบัตรประชาชน", "วันนัด", "เวลา"]


def cid(number: int) -> str:
    return f"199{number:09d}" + str(check_digit(f"199{number:09d}"))


def row(number: int, hour: str = "09:00") -> list[object]:
    return [cid(number), DAY, hour]


def book(path: Path, *rows: list[object]) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Sheet1"
    for cells in rows:
        sheet.append(cells)
    made.save(path)
    return path


def two(path: Path) -> Path:
    """Two people on the left, three on the right."""
    beside = [[*row(n), None, *row(n + 10, "10:00")] for n in (1, 2)]
    return book(path, [*HEAD, None, *HEAD], *beside, [None] * 4 + row(13, "10:00"))


def checked(path: Path, sheet: str | None = None, said: dict[str, str] | None = None) -> Checked:
    raw = read(path, sheet, columns=list((said or {}).values()))
    return check(raw, settle(raw, today(), said=said), facility=None, today=today())


def people(found: Checked) -> set[str]:
    return {appointment.cid for appointment in found.appointments}


def test_lists_side_by_side_are_asked_about_with_their_names_and_people(tmp_path: Path) -> None:
    with pytest.raises(SheetError) as asked:
        read(two(tmp_path / "a.xlsx"))
    assert asked.value.code == "lists_beside"
    assert asked.value.params["lists"] == "Sheet1!A:C (2), Sheet1!E:G (3)"


@pytest.mark.parametrize(("name", "count", "other"), [("A:C", 2, "E:G (3)"), ("E:G", 3, "A:C (2)")])
def test_the_list_that_is_chosen_is_read_and_the_other_one_is_named(
    tmp_path: Path, name: str, count: int, other: str
) -> None:
    found = checked(two(tmp_path / "a.xlsx"), f"Sheet1!{name}")
    assert (found.rows, len(found.appointments), found.problem_rows, found.aside) == (count, count, 0, ())
    assert [f"{one.name.partition('!')[2]} ({one.people})" for one in found.sheet.others] == [other]


@pytest.mark.parametrize(("column", "numbers"), [("A", {1, 2}), ("E", {11, 12, 13})])
def test_a_column_that_is_named_tells_the_list_and_the_other_people_are_named(
    tmp_path: Path, column: str, numbers: set[int]
) -> None:
    """d01: after --column cid=E nothing said that there are more people."""
    found = checked(two(tmp_path / "a.xlsx"), said={"cid": column})
    assert people(found) == set(map(cid, numbers))
    assert {a.hour for a in found.appointments} == {9 if column == "A" else 10}
    assert sum(other.people for other in found.sheet.others) == 5 - len(numbers)


def test_the_picker_shows_each_list(tmp_path: Path) -> None:
    infos = sheets(two(tmp_path / "a.xlsx"))
    assert [(info.name, info.people, info.usable) for info in infos] == [
        ("Sheet1!A:C", 2, True),
        ("Sheet1!E:G", 3, True),
    ]


@pytest.mark.parametrize(
    "head",
    [
        [*HEAD, *HEAD],
        [*HEAD, None, *HEAD],
        ["ลำดับ", *HEAD, "ลำดับ", *HEAD],
        ["ลำดับ", *HEAD, None, "ห้อง", *HEAD],
    ],
)
def test_each_list_begins_with_its_own_columns(tmp_path: Path, head: list[str | None]) -> None:
    left, right = row(1), row(2, "10:00")
    second = [place for place, text in enumerate(head) if text == HEAD[0]][1]
    cells: list[object] = [text and "1" for text in head]
    for first, own in ((head.index(HEAD[0]), left), (second, right)):
        cells[first : first + 3] = own
    path = book(tmp_path / "a.xlsx", head, cells)  # type: ignore[arg-type]
    found = [checked(path, info.name) for info in sheets(path)]
    assert [(people(one), {a.hour for a in one.appointments}) for one in found] == [({cid(1)}, {9}), ({cid(2)}, {10})]


def test_a_title_over_each_list_stays_its_own(tmp_path: Path) -> None:
    titles = ["รอบเช้า", None, None, None, "รอบบ่าย"]
    path = book(tmp_path / "a.xlsx", titles, [*HEAD, None, *HEAD], [*row(1), None, *row(2)])  # type: ignore[arg-type]
    assert [people(checked(path, info.name)) for info in sheets(path)] == [{cid(1)}, {cid(2)}]


def test_what_a_list_says_of_its_people_is_not_said_of_those_beside_them(tmp_path: Path) -> None:
    head = [*HEAD, "สถานะ", None, *HEAD, "สถานะ"]
    path = book(tmp_path / "a.xlsx", head, [*row(1), "ยกเลิก", None, *row(2), ""])  # type: ignore[arg-type]
    left, right = (checked(path, info.name) for info in sheets(path))
    assert [each.reason for each in left.aside] == ["aside_cancelled"]
    assert people(right) == {cid(2)}


def test_a_note_without_a_heading_belongs_to_the_list_left_of_it(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", [*HEAD, None, *HEAD], [*row(1), "ยกเลิก", *row(2)], [*row(3), None, *row(4)])  # type: ignore[arg-type]
    left, right = (checked(path, info.name) for info in sheets(path))
    assert (left.sheet.sheet, people(left), people(right)) == ("Sheet1!A:D", {cid(3)}, {cid(2), cid(4)})


def test_a_mothers_columns_are_no_list() -> None:
    head = "เลขบัตรประชาชน\tวันนัด\tเวลา\tเลขบัตรมารดา\tวันนัดมารดา"
    raw = from_text(f"{head}\n{cid(1)}\t14/12/2569\t09:00\t{cid(2)}\t15/12/2569")
    with pytest.raises(SheetError) as asked:
        settle(raw, date(2026, 11, 28))
    assert asked.value.code == "columns_unsure"


def test_a_list_copied_twice_is_one(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", [*HEAD, None, *HEAD], [*row(1), None, *row(1)])  # type: ignore[arg-type]
    assert people(checked(path)) == {cid(1)}


def test_the_results_of_both_lists_stand_right_of_both(tmp_path: Path) -> None:
    path, out = two(tmp_path / "a.xlsx"), tmp_path / "out.xlsx"
    for place, info in enumerate(sheets(path)):
        found = checked(path, info.name)
        lines = {a.row: Outcome(a.row, State.BOOKED, slot_id=100 * place + a.row) for a in found.appointments}
        source = found if not place else _from(found, out)
        workbooks.write_result(source, lines, out, overwrite=bool(place))
    written = openpyxl.load_workbook(out)["Sheet1"]
    assert [cell.value for cell in written[2]][:7] == [
        cid(1),
        *_shown(written, 2, 1),
        None,
        cid(11),
        *_shown(written, 2, 5),
    ]
    assert [[written.cell(number, column).value for column in (9, 13)] for number in (2, 3, 4)] == [
        [2, 102],
        [3, 103],
        [None, 104],
    ]


def _shown(written: object, number: int, first: int) -> list[object]:
    return [written.cell(number, first + 1 + step).value for step in (0, 1)]  # type: ignore[attr-defined]


def _from(found: Checked, path: Path) -> Checked:
    from dataclasses import replace

    return replace(found, sheet=replace(found.sheet, path=path))
