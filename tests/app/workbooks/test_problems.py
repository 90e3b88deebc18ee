"""Save problem rows, mend them in Excel, load the file: the same people, and nothing that healed by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from app import workbooks
from app.domain.values import Severity, check_digit
from app.errors import EnvironmentProblem, SheetError
from app.sheets.cells.text import Flaw
from app.sheets.check import Checked, check
from app.sheets.columns import guess, settle
from app.sheets.files import read
from app.sheets.files.model import RawSheet

TODAY = date(2026, 10, 1)
HEADERS = ("เลขบัตรประชาชน", "วันที่นัด", "เวลานัด", "เข็มที่", "ชื่อ-สกุล", "หมายเหตุ")


def cid(number: int) -> str:
    return f"199{number:09d}" + str(check_digit(f"199{number:09d}"))


def row(
    number: int, day: object = "5/11/2569", hour: object = "08:00", dose: object = "1", **more: object
) -> list[object]:
    return [more.get("cid", cid(number)), day, hour, dose, f"คน ที่{number}", ""]


def checked_of(raw: RawSheet, **more: object) -> Checked:
    return check(raw, settle(raw, TODAY), facility="99001", today=TODAY, **more)  # type: ignore[arg-type]


def sheet(*rows: Sequence[object], headers: Sequence[str] = HEADERS, **more: object) -> RawSheet:
    return RawSheet(Path("a.xlsx"), "นัด", tuple(headers), 1, range(2, len(rows) + 2), rows, **more)  # type: ignore[arg-type]


def saved(checked: Checked, folder: Path) -> Path:
    return workbooks.write_problem_rows(checked, folder / "mend.xlsx", overwrite=True)


def errors(checked: Checked) -> list[tuple[str, str]]:
    return [(p.column, p.code) for p in checked.problems if p.severity is Severity.ERROR]


def test_the_rows_with_an_error_and_what_is_wrong_with_them(tmp_path: Path) -> None:
    checked = checked_of(sheet(row(1), row(2, hour="08:30"), row(3), row(4, "31/6/2570", "เช้า")))
    lines = list(load_workbook(saved(checked, tmp_path)).worksheets[0].values)
    assert lines[0] == (*HEADERS, "สิ่งที่ต้องแก้ไข", "แถวในไฟล์เดิม")
    assert [line[0] for line in lines[1:]] == [cid(2), cid(4)]
    assert [line[7] for line in lines[1:]] == [3, 5]
    assert str(lines[1][6]).startswith("แถว 3: เวลา “08:30” ไม่ใช่ชั่วโมงเต็ม")
    assert "31/6/2570" in str(lines[2][6])
    assert "“เช้า”" in str(lines[2][6])


def test_mended_it_loads_unchanged(tmp_path: Path) -> None:
    checked = checked_of(sheet(row(1), row(2, hour="08:30"), row(3, "31/6/2570"), row(4, dose="")))
    path = saved(checked, tmp_path)
    book = load_workbook(path)
    table = book.worksheets[0]
    table["C2"], table["B3"], table["D4"] = "09:00", "30/6/2570", 2
    book.save(path)
    again = checked_of(read(path))
    assert errors(again) == []
    assert [(a.cid, a.date, a.hour, a.dose) for a in again.appointments] == [
        (cid(2), date(2026, 11, 5), 9, 1),
        (cid(3), date(2027, 6, 30), 8, 1),
        (cid(4), date(2026, 11, 5), 8, 2),
    ]


def test_a_date_whose_order_only_other_rows_told_stays_the_same_day(tmp_path: Path) -> None:
    """11/05 is 5 November here, because 11/25 stands beside it; alone it would be 11 May."""
    checked = checked_of(sheet(row(1, "11/25/2026"), row(2, "11/05/2026", "x"), row(3, "12/06/2026", "x")))
    path = saved(checked, tmp_path)
    assert [line[1] for line in list(load_workbook(path).worksheets[0].values)[1:]] == ["5 พ.ย. 2569", "6 ธ.ค. 2569"]
    again = read(path)
    mended = checked_of(again, edits={(2, "appointment_time"): "8", (3, "appointment_time"): "8"})
    assert [a.date for a in mended.appointments] == [date(2026, 11, 5), date(2026, 12, 6)]


def test_a_date_that_can_be_two_stays_an_error(tmp_path: Path) -> None:
    checked = checked_of(sheet(row(1, "13/11/2569"), row(2, "11/25/2026"), row(3, "5/11/2569")))
    assert errors(checked) == [("appointment_date", "date_ambiguous")]
    again = checked_of(read(saved(checked, tmp_path)))
    assert errors(again) == [("appointment_date", "date_unreadable")]
    assert again.problems[0].value == "5 พ.ย. 2569 / 11 พ.ค. 2569 ?"


def test_a_rounded_id_is_not_believed_as_text(tmp_path: Path) -> None:
    rounded = next(float(f"{n}000000") for n in range(1990000, 1990100) if str(check_digit(f"{n}00000")) == "0")
    checked = checked_of(sheet(row(1, cid=rounded)))
    assert errors(checked) == errors(checked_of(read(saved(checked, tmp_path)))) == [("cid", "cid_rounded")]


def test_serials_of_a_1904_workbook_stay_the_same_days(tmp_path: Path) -> None:
    checked = checked_of(sheet(row(1, 46331.0 - 1462, "x"), row(2, 46000.0 - 1462, "x"), since_1904=True))
    again = checked_of(
        read(saved(checked, tmp_path)), edits={(2, "appointment_time"): "8", (3, "appointment_time"): "8"}
    )
    assert [a.date for a in again.appointments] == [date(2026, 11, 5)]
    assert errors(again) == [("appointment_date", "date_past")]


def test_the_clerks_mends_are_in_it_and_rows_left_out_are_not(tmp_path: Path) -> None:
    raw = sheet(row(1, hour="x"), row(2, hour="x"), row(3, "x", "x"))
    checked = checked_of(raw, edits={(4, "appointment_date"): date(2026, 11, 9)}, left_out=[3])
    again = read(saved(checked, tmp_path))
    assert [list(line)[:2] for line in again.rows] == [[cid(1), "5 พ.ย. 2569"], [cid(3), date(2026, 11, 9)]]


def test_a_field_the_clerk_filled_in_without_a_column_gets_one(tmp_path: Path) -> None:
    checked = checked_of(sheet(row(1, hour="x")[:3], headers=HEADERS[:3]), edits={(2, "dose"): "2"})
    again = read(saved(checked, tmp_path))
    assert again.rows[0][guess(again)["dose"]] == "2"


def test_columns_the_clerk_pointed_to_are_found_again(tmp_path: Path) -> None:
    headers = ("cid", "รหัส", "วันที่", "เวลา")
    raw = sheet(["9", cid(1), "5/11/2569", "x"], headers=headers)
    columns = {"cid": 1, "appointment_date": 2, "appointment_time": 3}
    checked = check(raw, columns, facility=None, today=TODAY)
    again = read(saved(checked, tmp_path))
    assert again.rows[0][settle(again)["cid"]] == cid(1)
    assert "cid" not in again.headers


def test_day_and_time_in_one_column(tmp_path: Path) -> None:
    raw = sheet([cid(1), "5/11/2569 08:30"], [cid(2), "5/11/2569 09:00"], headers=("cid", "วันที่นัด"))
    checked = checked_of(raw)
    assert errors(checked) == [("appointment_time", "time_minutes")]
    again = checked_of(read(saved(checked, tmp_path)))
    assert errors(again) == [("appointment_time", "time_minutes")]


def test_a_two_line_header_becomes_one_that_is_understood(tmp_path: Path) -> None:
    headers = ("เลขประจำตัวประชาชน", "นัดหมาย วันที่", "นัดหมาย เวลา")
    columns = {"cid": 0, "appointment_date": 1, "appointment_time": 2}
    checked = check(sheet([cid(1), "x", time(8)], headers=headers), columns, facility=None, today=TODAY)
    again = read(saved(checked, tmp_path))
    assert settle(again) == columns
    assert again.rows[0][2] == time(8)


def test_none_to_mend_and_names_that_are_taken(tmp_path: Path) -> None:
    with pytest.raises(SheetError) as caught:
        saved(checked_of(sheet(row(1))), tmp_path)
    assert caught.value.code == "no_problem_rows"
    (tmp_path / "b.xlsx").write_bytes(b"x")
    with pytest.raises(EnvironmentProblem):
        workbooks.write_problem_rows(checked_of(sheet(row(1, hour="x"))), tmp_path / "b.xlsx")


DAYS = [
    "5/11/2569",
    "13/11/2569",
    "11/25/2026",
    "11/05/2026",
    "x",
    "",
    46331.0,
    date(2026, 11, 5),
    date(2569, 11, 6),
    "2026-11-07",
]
HOURS = ["08:00", "08:30", 8.5, time(8), time(8, 30), 0.375, "เช้า", "", Flaw("error", "#N/A")]
IDS = [cid(1), float(cid(2)), cid(3)[:12], "1.10170E+12", 1101700000000.0, "AA1234567", "", True, Flaw("no_value")]


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.builds(
            lambda c, d, h, dose: row(1, d, h, dose, cid=c), *map(st.sampled_from, (IDS, DAYS, HOURS, ["1", "x", ""]))
        ),
        min_size=1,
        max_size=6,
    ),
    st.booleans(),
)
def test_nothing_heals_by_being_saved(tmp_path: Path, rows: list[list[object]], since_1904: bool) -> None:
    """A row of the file is in error again, or its only error was another row of the same person."""
    checked = checked_of(sheet(*rows, since_1904=since_1904))
    if not errors(checked):
        return
    broken = [p.row for p in checked.problems if p.severity is Severity.ERROR]
    alone = {
        p.row for p in checked.problems if p.severity is Severity.ERROR and p.code not in ("duplicate_row", "same_day")
    }
    raw = read(saved(checked, tmp_path))
    again = checked_of(raw)
    firsts = [int(line[-1]) for line in raw.rows]
    assert firsts == sorted(set(broken))
    booked = {firsts[list(raw.numbers).index(a.row)]: a for a in again.appointments}
    assert not alone & set(booked)
    by_row = {a.row: a for a in checked.candidates}
    for first, appointment in booked.items():
        assert (appointment.date, appointment.hour) == (by_row[first].date, by_row[first].hour)


@pytest.mark.parametrize("headers", [("คำนำหน้า", "ชื่อ", "นามสกุล"), ("", "ชื่อ", "นามสกุล"), ("คำนำหน้า", "ชื่อ-สกุล", "")])
def test_names_mended_as_one_text_are_found_again_in_every_row(tmp_path: Path, headers: tuple[str, ...]) -> None:
    parts = ("นาง", "สม", "ใจดี") if headers[2] else ("นาง", "สม ใจดี", "")
    parts = parts if headers[0] else ("", *parts[1:])
    rows = [[cid(n), "5 พ.ย. 2569", "08:30", *parts] for n in (1, 2)]
    raw = sheet(*rows, headers=(*HEADERS[:3], *headers))
    checked = checked_of(raw, edits={(2, "person_name"): "น.ส.สม ใจงาม", (3, "cid"): cid(3)})
    again = read(saved(checked, tmp_path))
    healed = checked_of(again, edits={(row, "appointment_time"): "08:00" for row in again.numbers})
    assert [(a.cid, a.person_name) for a in healed.appointments] == [
        (cid(1), "น.ส.สม ใจงาม"),
        (cid(3), f"{parts[0]}สม ใจดี"),
    ]
