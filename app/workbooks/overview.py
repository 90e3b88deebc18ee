"""The overview sheet: counts, booked per day and hour with a chart, who, when and on which server."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from app.domain.address import Server
from app.domain.values import Account, Appointment, Outcome, Problem, SetAside, by_reason
from app.text import escaped
from app.thai import show_date, thai_now
from app.wording import Lang, remedies, say, say_bare
from app.wording.results import DONE, overview
from app.wording.results import status as status_words
from app.workbooks.cells import FORMATS
from app.workbooks.files import put
from app.workbooks.lines import word

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_CHART_ROWS = 19  # of 15 points: the chart stands beside the facts, the table under both


@dataclass(frozen=True)
class Overview:
    """What the overview tells. `statuses`: of every row its status and, where it can be booked, its appointment."""

    statuses: Sequence[tuple[str, Appointment | None]]
    file_name: str
    lang: Lang
    account: Account | None = None
    server: Server | None = None
    aside: Sequence[SetAside] = ()  # rows that were not booked because nobody took them in
    failed: Sequence[Outcome] = ()  # rows that were refused or not sent
    wrong: Sequence[Problem] = ()  # rows that could not be asked for, by what is wrong with them first
    note: str = ""  # a key of OVERVIEW: what of the clerk's workbook is not in the copy
    ended: str = ""  # what ended the run before its rows that only wait, in a sentence; "": nothing did
    waits: int = 0  # those rows
    purpose: str = ""  # what the batch did, see `wording.results`

    def word(self, key: str) -> str:
        return word(overview(key, self.purpose), self.lang)


def add_overview(book: Workbook, told: Overview) -> Worksheet:
    """The overview as the last sheet of an openpyxl workbook."""
    from openpyxl.styles import Alignment, Font

    sheet: Worksheet = book.create_sheet(told.word("sheet"))
    facts = _facts(told)
    for row, (name, value) in enumerate(facts, 1):
        put(sheet.cell(row, 1), escaped(name))
        sheet.cell(row, 1).font = Font(bold=value == "" or row == 1, size=14 if row == 1 else 11)
        sheet.cell(row, 1).alignment = Alignment(wrap_text=isinstance(value, int), vertical="top")
        put(sheet.cell(row, 2), escaped(value) if isinstance(value, str) else value)
        if isinstance(value, datetime):
            sheet.cell(row, 2).number_format = FORMATS[told.lang]["moment"]
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 28, 28
    done = DONE.get(told.purpose, ("booked", "skipped"))
    booked = Counter((a.date, a.hour) for status, a in told.statuses if a and status in done)
    if booked:
        _day_table(sheet, max(len(facts) + 2, _CHART_ROWS + 1), booked, told)
    return sheet


def _facts(told: Overview) -> list[tuple[str, object]]:
    account, server = told.account, told.server
    where = told.word("practice") if server and server.practice else str(server or "")
    facts: list[tuple[str, object]] = [
        (told.word("title"), ""),
        (told.word("file"), told.file_name),
        (told.word("facility"), f"{account.facility} {account.facility_name}".strip() if account else ""),
        (told.word("by"), (account.name or account.user) if account else ""),
        (told.word("server"), where),
        (told.word("made"), thai_now().replace(microsecond=0)),
    ]
    if told.note:
        facts.append((told.word("note"), told.word(told.note)))
    counts = Counter(word(status_words(status, told.purpose), told.lang) for status, _ in told.statuses)
    counted = [(told.word("count"), ""), *counts.items(), (told.word("total"), len(told.statuses))]
    aside = [(say(reason, told.lang), count) for reason, count in by_reason(told.aside).items()]
    why = [(each.told(told.lang), len(each.rows)) for each in remedies.by_reason(told.failed)]
    why += _wrong(told)
    why += [(told.ended, told.waits)] if told.ended and told.waits else []
    return [*facts, ("", ""), *counted, *_headed(told.word("why"), why), *_headed(told.word("aside"), aside)]


def _wrong(told: Overview) -> list[tuple[str, int]]:
    """What kept rows out; of one row alone with all its sentence says."""
    kinds: dict[str, list[Problem]] = {}
    for problem in told.wrong:
        kinds.setdefault(problem.code, []).append(problem)
    alone = {code: say_bare(alike[0], told.lang) for code, alike in kinds.items() if len(alike) == 1}
    return [(alone.get(code) or remedies.problem(code, told.lang).cause, len(alike)) for code, alike in kinds.items()]


def _headed(head: str, rows: Sequence[tuple[str, object]]) -> list[tuple[str, object]]:
    return [("", ""), (head, ""), *rows] if rows else []


def _day_table(sheet: Worksheet, top: int, booked: Mapping[tuple[date, int], int], told: Overview) -> None:
    """Days down, hours across, and the same as a stacked chart."""
    from openpyxl.chart import BarChart, Reference

    days, hours = sorted({day for day, _ in booked}), sorted({hour for _, hour in booked})
    sheet.cell(top, 1, told.word("chart"))
    for column, hour in enumerate(hours, 2):
        sheet.cell(top + 1, column, f"{hour:02d}:00")
    sheet.cell(top + 1, 1, told.word("day"))
    sheet.cell(top + 1, len(hours) + 2, told.word("total"))
    for row, day in enumerate(days, top + 2):
        sheet.cell(row, 1, show_date(day, told.lang))
        for column, hour in enumerate(hours, 2):
            sheet.cell(row, column, booked.get((day, hour), 0))
        sheet.cell(row, len(hours) + 2, sum(booked.get((day, hour), 0) for hour in hours))
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap = "col", "stacked", 100
    chart.title = told.word("chart")
    chart.x_axis.delete = chart.y_axis.delete = False  # without this, newer Excels draw no axis
    last = top + 1 + len(days)
    chart.add_data(Reference(sheet, 2, top + 1, len(hours) + 1, last), titles_from_data=True)
    chart.set_categories(Reference(sheet, 1, top + 2, 1, last))
    chart.height, chart.width = 9, max(16, min(60, 2 * len(days) + 8))
    sheet.add_chart(chart, "D1")
