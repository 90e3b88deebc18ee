"""The table's columns: what each shows of a line and how it sorts. The model knows nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.domain.values import Problem, Severity, masked
from app.wording import say, say_problem, say_together, say_why_aside
from ui.kit import text
from ui.kit.text import fill
from ui.sheet.lines import Lines
from ui.sheet.status import STATUS_LOOKS, status_word

Show = Callable[[Lines, int], str]
Key = Callable[[Lines, int], Any]


@dataclass(frozen=True)
class Column:
    """`show` and `key` get the lines and a place among them."""

    name: str
    show: Show
    key: Key
    samples: tuple[str, ...]  # the longest it will show, in either language
    stretches: bool = False
    field: str = ""  # of the sheet, where the clerk may mend its cells here
    rare: bool = False  # hidden until the clerk wants it

    def title(self) -> str:
        translate = QCoreApplication.translate
        words = {
            "number": translate("Columns", "Row"),
            "cid": translate("Columns", "Citizen ID"),
            "name": translate("Columns", "Name"),
            "date": translate("Columns", "Date"),
            "time": translate("Columns", "Time"),
            "dose": translate("Columns", "Dose"),
            "status": translate("Columns", "Status"),
            "reason": translate("Columns", "Reason"),
            "phone": translate("Columns", "Mobile phone"),
            "note": translate("Columns", "Note"),
        }
        return words[self.name]


def _number(lines: Lines, place: int) -> str:
    return text.number(lines.numbers[place])


def _cid(lines: Lines, place: int) -> str:
    appointment = lines.appointments[place]
    return masked(appointment.cid if appointment else lines.read(lines.numbers[place], "cid"))


def _name(lines: Lines, place: int) -> str:
    appointment = lines.appointments[place]
    return appointment.person_name if appointment else lines.read(lines.numbers[place], "person_name")


def _phone(lines: Lines, place: int) -> str:
    appointment = lines.appointments[place]
    return appointment.mobile_phone if appointment else lines.read(lines.numbers[place], "mobile_phone")


def _note(lines: Lines, place: int) -> str:
    appointment = lines.appointments[place]
    return appointment.note if appointment else lines.read(lines.numbers[place], "note")


def _date(lines: Lines, place: int) -> str:
    appointment = lines.appointments[place]
    return text.day(appointment.date) if appointment else lines.read(lines.numbers[place], "appointment_date")


def _time(lines: Lines, place: int) -> str:
    appointment = lines.appointments[place]
    return text.hour(appointment.hour) if appointment else lines.read(lines.numbers[place], "appointment_time")


def _dose(lines: Lines, place: int) -> str:
    appointment = lines.appointments[place]
    return str(appointment.dose) if appointment else lines.read(lines.numbers[place], "dose")


def _status(lines: Lines, place: int) -> str:
    return status_word(lines.statuses[place])


def reason(lines: Lines, place: int) -> str:
    """Why a row stands where it stands, in a sentence; the worst problem first."""
    row = lines.numbers[place]
    if outcome := lines.outcomes.get(row):
        if outcome.code:
            return say(outcome.code, text.lang(), row=row, detail=outcome.detail)
        return fill(QCoreApplication.translate("Columns", "Slot %1"), outcome.slot_id) if outcome.slot_id else ""
    if each := lines.aside.get(row):
        return say_why_aside(each, text.lang())
    problems = lines.problems.get(row, ())
    if not problems:
        return ""
    first = sentence(problems[0])
    for lead in (f"แถว {row}: ", f"Row {row}: "):  # the row's number stands beside it
        first = first.removeprefix(lead)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    return f"{first} (+{errors - 1})" if errors > 1 else first


def sentence(problem: Problem) -> str:
    """What a problem says to the clerk."""
    return say_problem(problem, text.lang())


def told_once(problems: Sequence[Problem]) -> str:
    """What many rows with one thing say to the clerk."""
    return say_together(problems, text.lang())


def _date_key(lines: Lines, place: int) -> tuple[int, int]:
    appointment = lines.appointments[place]
    return (appointment.date.toordinal(), appointment.hour) if appointment else (0, 0)


def _hour_key(lines: Lines, place: int) -> int:
    appointment = lines.appointments[place]
    return appointment.hour if appointment else -1


ORDER = list(STATUS_LOOKS)


def _status_key(lines: Lines, place: int) -> int:
    return ORDER.index(lines.statuses[place])


COLUMNS: tuple[Column, ...] = (
    Column(
        "number",
        _number,
        lambda lines, place: lines.numbers[place],
        ("10,000",),
    ),
    Column("cid", _cid, _cid, ("1-xxxx-xxxx0-00-0",), field="cid"),
    Column("name", _name, _name, ("นางสาวฎีกา ผู้ป่วยที่นี่",), field="person_name"),
    Column("date", _date, _date_key, ("พฤ. 30 พ.ย. 2569", "Mon 30 Nov 2026"), field="appointment_date"),
    Column("time", _time, _hour_key, ("08:00 น.",), field="appointment_time"),
    Column("dose", _dose, _dose, ("เข็มที่", "Dose"), field="dose"),
    Column("status", _status, _status_key, ("กำลังยกเลิก", "Cancelling")),
    Column("reason", reason, reason, ("",), stretches=True),
    Column("phone", _phone, _phone, ("เบอร์โทรศัพท์", "Mobile phone"), field="mobile_phone", rare=True),
    Column("note", _note, _note, ("ขอเลื่อนเป็นช่วงบ่าย",), field="note", rare=True),
)
STATUS = next(place for place, column in enumerate(COLUMNS) if column.name == "status")
PLACES = {column.name: place for place, column in enumerate(COLUMNS)}
FIELD_PLACES = {column.field: place for place, column in enumerate(COLUMNS) if column.field}


def may_hide(place: int) -> bool:
    """A table without row number and status tells nothing."""
    return place not in (0, STATUS)
