"""The table's columns: what each shows of a line and how it sorts. The model knows nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.domain.stay import MOVES_BEGUN
from app.domain.values import Problem, Severity, masked
from app.wording import say, say_problem, say_together, say_why_aside
from ui.kit import text
from ui.kit.text import fill
from ui.sheet.lines import Lines, cell_words
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
            "reason": translate("Columns", "Result"),
            "phone": translate("Columns", "Mobile phone"),
            "note": translate("Columns", "Note"),
        }
        return words[self.name]


def _number(lines: Lines, place: int) -> str:
    return text.number(lines.numbers[place])


def _cid(lines: Lines, place: int) -> str:
    """Masked, where it can be an id at all; what can't is shown as it stands, to be compared with the card."""
    appointment, row = lines.appointments[place], lines.numbers[place]
    cid = appointment.cid if appointment else lines.understood(row, "cid")
    return masked(cid) if cid else lines.read(row, "cid")


def _name(lines: Lines, place: int) -> str:
    appointment = lines.appointments[place]
    return appointment.person_name if appointment else lines.read(lines.numbers[place], "person_name")


def _phone(lines: Lines, place: int) -> str:
    appointment, row = lines.appointments[place], lines.numbers[place]
    phone = appointment.mobile_phone if appointment else lines.understood(row, "mobile_phone")
    return str(phone or lines.read(row, "mobile_phone"))


def _note(lines: Lines, place: int) -> str:
    appointment = lines.appointments[place]
    return appointment.note if appointment else lines.read(lines.numbers[place], "note")


def _date(lines: Lines, place: int) -> str:
    appointment, row = lines.appointments[place], lines.numbers[place]
    day = appointment.date if appointment else lines.understood(row, "appointment_date")
    return text.day(day) if day is not None else lines.read(row, "appointment_date")


def _time(lines: Lines, place: int) -> str:
    appointment, row = lines.appointments[place], lines.numbers[place]
    hour = appointment.hour if appointment else lines.understood(row, "appointment_time")
    return text.hour(hour) if hour is not None else lines.read(row, "appointment_time")


def _dose(lines: Lines, place: int) -> str:
    appointment, row = lines.appointments[place], lines.numbers[place]
    dose = appointment.dose if appointment else lines.understood(row, "dose")
    return str(dose) if dose else lines.read(row, "dose")


def _status(lines: Lines, place: int) -> str:
    return status_word(lines.statuses[place], in_batch=lines.batch is not None, purpose=lines.purpose)


def reason(lines: Lines, place: int) -> str:
    """Why a row stands where it stands, in a sentence; the worst problem first."""
    row = lines.numbers[place]
    if outcome := lines.outcomes.get(row):
        if lines.moves_now and outcome.code in MOVES_BEGUN:
            return say("moving", text.lang())
        if outcome.code:
            return say(outcome.code, text.lang(), row=row, detail=outcome.detail)
        return fill(QCoreApplication.translate("Columns", "Slot %1"), outcome.slot_id) if outcome.slot_id else ""
    if each := lines.aside.get(row):
        return say_why_aside(each, text.lang())
    problems = lines.problems.get(row, ())
    if not problems and _is_proposed(lines, place):
        return say("hour_proposed", text.lang())
    if not problems:
        code, detail = (lines.known or {}).get(row, ("", ""))
        return say(code, text.lang(), detail=detail) if code else ""
    first = sentence(problems[0])
    for lead in (f"แถว {row}: ", f"Row {row}: "):  # the row's number stands beside it
        first = first.removeprefix(lead)
    first = first[:1].upper() + first[1:]
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    return f"{first} (+{errors - 1})" if errors > 1 else first


def slot_number(lines: Lines, place: int) -> str:
    """Of a row whose reason is nothing but its slot; "" of others."""
    outcome = lines.outcomes.get(lines.numbers[place])
    return str(outcome.slot_id) if outcome is not None and outcome.slot_id and not outcome.code else ""


def _is_proposed(lines: Lines, place: int) -> bool:
    """Whether a row still has the hour that the program proposed."""
    row = lines.appointments[place]
    return row is not None and lines.proposed.get(lines.numbers[place]) == (row.date, row.hour)


def sentence(problem: Problem) -> str:
    """What a problem says to the clerk."""
    return say_problem(problem, text.lang())


def told_once(problems: Sequence[Problem]) -> str:
    """What many rows with one thing say to the clerk."""
    return say_together(problems, text.lang())


def change_words(fixes: Sequence[Problem]) -> str:
    """What a press on the mend of these problems does, by its result: Change to 08:00."""
    if not fixes:
        return ""
    first = fixes[0]
    if all(other.fix == first.fix for other in fixes):
        return fill(QCoreApplication.translate("Columns", "Change to %1"), _fix_words(first))
    before = masked(first.value) if first.column == "cid" else first.value
    words = QCoreApplication.translate("Columns", "Change %1 cells: %2 → %3 …")
    return fill(words, text.number(len(fixes)), before, _fix_words(first))


def _fix_words(problem: Problem) -> str:
    """What a mend puts into the cell, as the window shows such a cell."""
    words = cell_words(problem.fix)
    return masked(words) if problem.column == "cid" else words


# A hundred thousand rows are sorted on the window's thread: a key reads no cell anew.


def _cid_key(lines: Lines, place: int) -> str:
    appointment = lines.appointments[place]
    return masked(appointment.cid) if appointment else lines.read(lines.numbers[place], "cid")


def _phone_key(lines: Lines, place: int) -> str:
    appointment = lines.appointments[place]
    return appointment.mobile_phone if appointment else lines.read(lines.numbers[place], "mobile_phone")


def _dose_key(lines: Lines, place: int) -> str:
    appointment = lines.appointments[place]
    return str(appointment.dose) if appointment else lines.read(lines.numbers[place], "dose")


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
    Column("cid", _cid, _cid_key, ("1-xxxx-xxxx0-00-0",), field="cid"),
    Column("name", _name, _name, ("นางสาวฎีกา ผู้ป่วยที่นี่",), field="person_name"),
    Column("date", _date, _date_key, ("พฤ. 30 พ.ย. 2569", "Mon 30 Nov 2026"), field="appointment_date"),
    Column("time", _time, _hour_key, ("08:00 น.",), field="appointment_time"),
    Column("dose", _dose, _dose_key, ("เข็มที่", "Dose"), field="dose"),
    Column("status", _status, _status_key, ("ข้อมูลไม่ถูกต้อง", "ไม่รวมในการจอง", "Cancelling")),
    Column("reason", reason, reason, ("",), stretches=True),
    Column("phone", _phone, _phone_key, ("เบอร์โทรศัพท์", "Mobile phone"), field="mobile_phone", rare=True),
    Column("note", _note, _note, ("ขอเลื่อนเป็นช่วงบ่าย",), field="note", rare=True),
)
PLACES = {column.name: place for place, column in enumerate(COLUMNS)}
STATUS, REASON = PLACES["status"], PLACES["reason"]
FIELD_PLACES = {column.field: place for place, column in enumerate(COLUMNS) if column.field}


def may_hide(place: int) -> bool:
    """A table without row number and status tells nothing."""
    return place not in (0, STATUS)
