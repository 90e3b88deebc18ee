"""Two written names of one person, of two, or of who knows whom; and what a row is told of the target list."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.booking.names import seconds_for, to_ask
from app.domain.values import Severity, check_digit
from app.sheets.cells.names import NOT_LISTED, NOT_TOLD, Listed, same_name
from app.sheets.check import Checked, check, recheck, with_listed
from app.sheets.files.model import RawSheet

TODAY = date(2026, 11, 28)


def listed(first: str, last: str, prefix: str = "นาย") -> Listed:
    return Listed(True, prefix, first, last)


SOMCHAI = listed("สมชาย", "ใจดี")
SOMSRI = listed("สมศรี", "ใจดี", "นางสาว")


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("นายสมชาย ใจดี", SOMCHAI),
        ("สมชาย   ใจดี", SOMCHAI),
        ("สมชายใจดี", SOMCHAI),
        ("ใจดี สมชาย", SOMCHAI),
        ("ใจดี, นายสมชาย", SOMCHAI),
        ("นาย สมชาย\u200b ใจดี\u00a0", SOMCHAI),
        ("น.ส. สมศรี ใจดี", SOMSRI),
        ("นส.สมศรี ใจดี", SOMSRI),
        ("นางสมศรี ใจดี", SOMSRI),
        ("พ.ต.ท.หญิง สมศรี ใจดี", SOMSRI),
        ("ร้อยตรีหญิง สมศรี ใจดี", SOMSRI),
        ("ว่าที่ ร.ต. สมชาย ใจดี", SOMCHAI),
        ("ผศ.ดร.สมชาย ใจดี", SOMCHAI),
        ("พระสมชาย ใจดี", SOMCHAI),
        ("ด.ช.อนุพงษ แสงขยัน", listed("อนุพงษ์", "แสงขยัน", "เด็กชาย")),
        ("น้้ำฝน ใจดี", listed("น้ำฝน", "ใจดี")),
        ("นํ้าฝน ใจดี", listed("น้ำฝน", "ใจดี")),
        ("เเก้ว ใจดี", listed("แก้ว", "ใจดี")),
        ("จิรา ณ อยุธยา", listed("จิรา", "ณ อยุธยา")),
        ("Mr. John Doe", listed("JOHN", "DOE", "Mr.")),
        ("John Michael Doe", listed("John", "Doe", "")),
        ("สมศรี ใจดี", listed("นางสาวสมศรี", "ใจดี", "")),
        ("นายก ใจดี", listed("ก", "ใจดี")),
        ("นายนายิก นางนวล", listed("นายิก", "นางนวล")),
    ],
)
def test_the_same_person(written: str, known: Listed) -> None:
    assert same_name(written, known) is True


@pytest.mark.parametrize(
    "written",
    ["นายสมชาติ ใจดี", "นายสมชาย รักดี", "สมหมาย", "ใจดี ใจดี", "นางสาวสมศรี ใจดี", "พ.ต.อ. สมหมาย ใจดี", "สมชา ใจดี"],
)
def test_somebody_else(written: str) -> None:
    assert same_name(written, SOMCHAI) is False


@pytest.mark.parametrize("written", ["", "-", "ไม่ทราบ", "1234", "สมช** ใ***", "xxxxx", "สมชาย", "นายสมชาย", "John Doe"])
def test_who_can_tell(written: str) -> None:
    assert same_name(written, SOMCHAI) is None


@pytest.mark.parametrize("known", [listed("", ""), listed("-", "-"), listed("John", "Doe")])
def test_nor_where_the_server_has_no_name_or_another_alphabet(known: Listed) -> None:
    assert same_name("นายสมชาย ใจดี", known) is None


# --- what the check says of it ---


def cid(number: int) -> str:
    return f"199{number:09d}" + str(check_digit(f"199{number:09d}"))


def sheet(*names: str, ids: tuple[int, ...] = ()) -> Checked:
    rows = [
        (cid(number), "7/12/2569", f"{8 + place:02d}:00", name)
        for place, (number, name) in enumerate(zip(ids or range(1, len(names) + 1), names, strict=True))
    ]
    raw = RawSheet(Path("a.xlsx"), "S", ("cid", "date", "time", "name"), 1, list(range(2, len(rows) + 2)), rows)
    columns = {"cid": 0, "appointment_date": 1, "appointment_time": 2, "person_name": 3}
    return check(raw, columns, facility="99001", today=TODAY)


KNOWN = {cid(1): SOMCHAI, cid(2): SOMSRI, cid(3): NOT_LISTED, cid(4): NOT_TOLD}
NAMES = ("นายสมชาย ใจดี", "นายสมชาย ใจดี", "นายใคร ไม่รู้", "นายใคร ไม่รู้")


OF_THE_DAY = ("date_order_assumed", "date_holiday")


def codes(checked: Checked) -> list[tuple[int, str, Severity]]:
    return [(one.row, one.code, one.severity) for one in checked.problems if one.code not in OF_THE_DAY]


def test_a_name_that_is_not_the_ids_blocks_its_row_and_nothing_else_does() -> None:
    checked = with_listed(sheet(*NAMES), KNOWN)
    assert codes(checked) == [
        (3, "name_differs", Severity.ERROR),
        (4, "cid_not_listed", Severity.WARNING),
        (5, "cid_not_told", Severity.INFO),
    ]
    assert [row.row for row in checked.appointments] == [2, 4, 5]
    problem = next(one for one in checked.problems if one.code == "name_differs")
    assert problem.params == {"sheet": "นายสมชาย ใจดี", "listed": "นางสาวสมศรี ใจดี"}
    assert problem.fix == "นางสาวสมศรี ใจดี"


def test_mends_are_compared_with_what_is_known_and_new_ids_are_asked_for() -> None:
    checked = with_listed(sheet(*NAMES), KNOWN)
    assert to_ask(checked) == ()
    by_name = recheck(checked, {(3, "person_name"): "น.ส.สมศรี ใจดี"})
    assert [row.row for row in by_name.appointments] == [2, 3, 4, 5]
    by_id = recheck(checked, {(3, "cid"): cid(9)})
    assert [one for one in codes(by_id) if one[0] == 3] == []
    assert to_ask(by_id) == (cid(9),)
    back = recheck(by_id, {(3, "cid"): cid(2)})
    assert (3, "name_differs", Severity.ERROR) in codes(back)
    whole = check(back.sheet, back.columns, facility="99001", today=TODAY, edits=back.edits, listed=back.listed)
    assert codes(whole) == codes(back)


def test_one_call_an_id_whatever_the_rows_and_none_for_rows_that_can_not_be_booked() -> None:
    checked = sheet("ก ก", "ก ก", "ข ข", ids=(1, 1, 2))
    assert to_ask(checked) == (cid(1), cid(2))
    broken = recheck(checked, {(4, "appointment_date"): "เมื่อวาน"})
    assert to_ask(broken) == (cid(1),)
    assert to_ask(recheck(broken, {}, [2, 3])) == ()


@pytest.mark.parametrize(("calls", "cap", "seconds"), [(300, 20, 15), (1, 28, 1), (3000, 28, 108), (21, 20, 2)])
def test_how_long_it_takes_is_said_before(calls: int, cap: int, seconds: int) -> None:
    assert seconds_for(calls, cap) == seconds
