"""The day's list as a workbook, as CSV and as pages to print."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from app.domain.values import masked
from app.errors import InputError
from app.schedule import paper
from app.schedule.day_list import DayList, Line, ListedDay
from app.schedule.paper import Chapter
from app.schedule.workbook import weekday
from app.thai import show_date
from app.wording import Lang, say
from app.workbooks.files import refuse_existing, write_atomically
from app.workbooks.tables import Cell, Table, write_tables

ENDINGS = (".pdf", ".xlsx", ".csv")
_COLUMNS = ("list_number", "list_hour", "list_cid", "list_name", "list_dose", "list_new", "list_note")
_WIDTHS = (7, 9, 20, 32, 8, 8, 26)
_PAPER = ("list_number", "list_hour", "list_cid", "list_name", "list_dose", "list_signature")


def show_id(cid: str, *, whole: bool) -> str:
    """As a person reads it; whole in groups, so that no spreadsheet makes a number of it."""
    if not cid:
        return "?"
    return f"{cid[0]}-{cid[1:5]}-{cid[5:10]}-{cid[10:12]}-{cid[12]}" if whole else masked(cid)


def hour_words(line: Line) -> str:
    return "?" if line.hour is None else f"{line.hour:02d}:00"


def day_words(day: ListedDay, lang: Lang) -> str:
    """พฤ. 5 พ.ย. 2569"""
    return f"{weekday(day.date.weekday(), lang)} {show_date(day.date, lang)}"


def sum_words(day: ListedDay, lang: Lang) -> str:
    """How many are booked, and how many of them are new since when."""
    words = say("list_sum", lang, count=len(day.sure))
    if day.before is None:
        return words
    at = f"{show_date(day.before.date(), lang)} {day.before:%H:%M}"
    told = (("list_since_new", day.new), ("list_since_gone", len(day.gone)))
    changes = " ".join(say(code, lang, count=count) for code, count in told if count) or say("list_since_none", lang)
    return f"{words} {say('list_since', lang, at=at, changes=changes)}"


def note_words(day: ListedDay, lang: Lang) -> list[str]:
    """What is not certain of a day, a sentence each."""
    return [say(code, lang, count=count) for code, count in day.notes.items()]


def gone_words(day: ListedDay, lang: Lang, *, whole: bool) -> list[str]:
    return [
        say("list_gone", lang, who=f"{seat.name} {show_id(seat.cid, whole=whole)}".strip(), hour=_hour(seat.hour))
        for seat in day.gone
    ]


def _hour(hour: int | None) -> str:
    return "" if hour is None else f"{hour:02d}:00"


def place_words(listed: DayList) -> str:
    return f"{listed.account.facility} {listed.account.facility_name}".strip()


def check_ending(out: Path) -> None:
    """Before the work begins. Raises InputError list_ending."""
    if out.suffix.lower() not in ENDINGS:
        raise InputError("list_ending", name=out.name)


def write(
    out: Path,
    listed: DayList,
    lang: Lang,
    *,
    whole: bool,
    more: str = "",
    overwrite: bool = False,
    pdf: paper.Draw = paper.draw,
) -> Path:
    """.pdf: the pages that the window prints. .xlsx: a sheet a day, laid out to be printed and signed. .csv: all days
    in one table, written as people write days, as in all other files. `whole`: ids unmasked; `more`, `pdf`: what else
    stands in a page's head, and who draws it. Raises InputError list_ending, EnvironmentProblem file_exists,
    result_…, no_paper."""
    check_ending(out)
    if out.suffix.lower() == ".pdf":
        refuse_existing(out, overwrite=overwrite)
        drawn = pdf(chapters(listed, lang, whole=whole, more=more))
        return write_atomically(out, lambda file: file.write(drawn), overwrite=overwrite)
    csv = out.suffix.lower() == ".csv"
    return write_tables(out, [_table(listed, day, lang, whole, csv) for day in listed.days], overwrite=overwrite)


def _table(listed: DayList, day: ListedDay, lang: Lang, whole: bool, csv: bool) -> Table:
    titles = [say(code, lang) for code in _COLUMNS]
    rows = [_row(number, line, lang, whole) for number, line in enumerate(day.lines, 1)]
    if csv:
        dated = [[show_date(line.date, lang), *row] for line, row in zip(day.lines, rows, strict=True)]
        return Table("", [say("slot_date", lang), *titles], dated, ())
    above = [f"{say('list_title', lang)} {day_words(day, lang)}", place_words(listed), sum_words(day, lang)]
    below = [*note_words(day, lang), *gone_words(day, lang, whole=whole)]
    signed: list[list[Cell]] = [[*row, ""] for row in rows]
    name = show_date(day.date, lang)
    return Table(name, [*titles, say("list_signature", lang)], signed, (*_WIDTHS, 26), above, below, tall=True)


def _row(number: int, line: Line, lang: Lang, whole: bool) -> list[Cell]:
    new = say("list_is_new", lang) if line.new else ""
    doubt = say(line.doubt, lang) if line.doubt else ""
    return [number, hour_words(line), show_id(line.cid, whole=whole), line.name, line.dose, new, doubt]


def chapters(listed: DayList, lang: Lang, *, whole: bool, more: str = "") -> list[Chapter]:
    """A day each, to be drawn on paper. `more`: what else stands in the head (practice)."""
    title, whose = say("list_title", lang), " · ".join(part for part in (place_words(listed), more) if part)
    return [Chapter(f"{title} {day_words(day, lang)}", whose, page(day, lang, whole=whole)) for day in listed.days]


def page(day: ListedDay, lang: Lang, *, whole: bool) -> str:
    """One day's HTML for paper: the titles stand on every page, the last column is to be signed."""
    head = "".join(f"<th>{escape(say(code, lang))}</th>" for code in _PAPER)
    body = "".join(_html_row(number, line, lang, whole) for number, line in enumerate(day.lines, 1))
    below = [*note_words(day, lang), *gone_words(day, lang, whole=whole)]
    notes = "".join(f'<p style="margin: 3px 0">{escape(words)}</p>' for words in below)
    table = (
        f'<table border="1" width="100%" cellspacing="0" cellpadding="5"><thead><tr>{head}</tr></thead>{body}</table>'
    )
    return f'<p style="margin: 0 0 4px 0">{escape(sum_words(day, lang))}</p>{table}{notes}'


def _html_row(number: int, line: Line, lang: Lang, whole: bool) -> str:
    name = escape(line.name) + (f" <b>({escape(say('list_is_new', lang))})</b>" if line.new else "")
    if line.doubt:
        name += f"<br><i>{escape(say(line.doubt, lang))}</i>"
    cells: Sequence[str] = (str(number), hour_words(line), show_id(line.cid, whole=whole), name, str(line.dose or ""))
    widths = ("8%", "8%", "22%", "32%", "8%", "22%")
    told = "".join(f'<td width="{width}">{cell}</td>' for width, cell in zip(widths, (*cells, ""), strict=True))
    return f"<tr>{told}</tr>"
