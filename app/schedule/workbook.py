"""A plan of slots as a workbook and as a page to print: what a clerk enters on the Dashboard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any

from app.domain.values import Account, NewSlot
from app.schedule.timetable import DASHBOARD, SlotPlan
from app.thai import SHORT_WEEKDAYS, show_date
from app.wording import Lang, say
from app.workbooks.files import put, save

_WIDTHS = (18, 8, 14, 14, 12, 10, 30, 24)
_ENGLISH_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def weekday(number: int, lang: Lang) -> str:
    """0 = Monday."""
    return SHORT_WEEKDAYS[number] if lang == "th" else _ENGLISH_DAYS[number]


def titles(lang: Lang) -> list[str]:
    """In the Dashboard's words and order."""
    codes = ("slot_date", "slot_weekday", "slot_from", "slot_to", "slot_seats", "slot_dose", "slot_open", "slot_locked")
    return [say(code, lang) for code in codes]


def cells(slot: NewSlot, lang: Lang) -> list[str | int]:
    def flag(value: bool) -> str:
        return say("ticked" if value else "not_ticked", lang)

    return [
        show_date(slot.date, lang),
        weekday(slot.date.weekday(), lang),
        f"{slot.hour:02d}:00",
        f"{slot.end_hour:02d}:00",
        slot.seats,
        slot.dose,
        flag(slot.open_to_api),
        flag(slot.locked),
    ]


def left_lines(plan: SlotPlan, lang: Lang) -> list[tuple[str, str]]:
    """Days and hours that get nothing, with the reason."""
    days = [(show_date(one.date, lang), say(f"left_{one.code}", lang, name=one.name)) for one in plan.left_out]
    hours = [
        (
            f"{show_date(one.wanted.date, lang)} {one.wanted.hour:02d}:00",
            say("left_clash", lang, first=f"{one.there.hour:02d}:00", last=f"{one.there.end_hour:02d}:00"),
        )
        for one in plan.clashes
    ]
    return days + hours


def write(out: Path, plan: SlotPlan, account: Account, lang: Lang, *, overwrite: bool = False) -> Path:
    """The plan, what was left out, and how to enter it. Raises EnvironmentProblem file_exists, result_…"""
    from openpyxl import Workbook
    from openpyxl.styles import Font, PatternFill

    book = Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = say("plan_sheet", lang)
    _rows(sheet, [titles(lang), *(cells(slot, lang) for slot in plan.create)])
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="1F6F8B")
    for letter, width in zip("ABCDEFGH", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    notes: Any = book.create_sheet(say("plan_notes", lang))
    lines: list[Sequence[str]] = [*([line] for line in how_to(plan, account, lang)), [""], *left_lines(plan, lang)]
    _rows(notes, lines)
    notes.column_dimensions["A"].width, notes.column_dimensions["B"].width = 60, 60
    return save(book, out, overwrite=overwrite)


def _rows(sheet: Any, rows: Iterable[Sequence[object]]) -> None:
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            put(sheet.cell(number, column), value)


def how_to(plan: SlotPlan, account: Account, lang: Lang) -> list[str]:
    """The guide's steps 2.1.2, in its own words."""
    who = f"{account.facility} {account.facility_name}".strip()
    sums = {"facility": who, "days": len(plan.days), "slots": len(plan.create), "seats": plan.seats, "url": DASHBOARD}
    return [say(code, lang, **sums) for code in ("plan_sums", "plan_how_1", "plan_how_2", "plan_how_3")]


def page(plan: SlotPlan, account: Account, lang: Lang) -> str:
    """HTML to print."""
    head = "".join(f"<th>{escape(title)}</th>" for title in titles(lang))
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in cells(slot, lang)) + "</tr>"
        for slot in plan.create
    )
    steps = "".join(f"<p>{escape(line)}</p>" for line in how_to(plan, account, lang))
    left = "".join(f"<li>{escape(when)}: {escape(why)}</li>" for when, why in left_lines(plan, lang))
    table = f'<table border="1" cellspacing="0" cellpadding="4"><tr>{head}</tr>{body}</table>'
    return f"<h2>{escape(say('plan_sheet', lang))}</h2>{steps}{table}" + (f"<ul>{left}</ul>" if left else "")
