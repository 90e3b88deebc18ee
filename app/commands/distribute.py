"""`mophic distribute`: people without an hour, over the hours that are free now, as a sheet that `upload` reads."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.booking.distribute import Left, Place, Proposal, Wish
from app.booking.wishes import kept_out, span_headers, wishes_again, wishes_of
from app.commands.at_desk import Door, day_of
from app.commands.options import Login, command, in_place_of
from app.commands.places import room_for
from app.commands.sheets import ORDERS, SheetOptions, not_read, read_sheet, sheet_options
from app.commands.terminal import Terminal
from app.domain.values import Problem
from app.errors import InputError, SheetError
from app.schedule.free import check_span, propose
from app.sheets.cells.holidays import named
from app.text import clean
from app.thai import example_date, example_day, show_date
from app.wording import ranges, say, say_in_row, say_problem, say_why_aside
from app.wording.hours import two_ways, why_left
from app.wording.refusals import NO_SEAT

if TYPE_CHECKING:
    from app.sheets.check import Checked

WANTED = {"appointment_date", "appointment_time"}  # that a sheet may lack here
OUTCOMES = ("proposed", "left", "has_hour", "invalid", "set_aside")  # of a row
NO_COLUMN = ("-", "none")  # as a column is named that there is not


@command
@in_place_of("options", sheet_options)
@in_place_of("door", Door.of)
def distribute(
    first: Annotated[
        str, typer.Option("--from", metavar="DAY", help=f"the first day: {example_date()} or {example_day()}")
    ],
    last: Annotated[str, typer.Option("--to", metavar="DAY", help="the last day")],
    out: Annotated[Path, typer.Option("--out", help="the proposal, as a sheet that upload reads (.xlsx)")],
    options: SheetOptions,
    file: Annotated[Path | None, typer.Argument(metavar="[SHEET]", help="people without an hour, or a day")] = None,
    batch: Annotated[
        int | None, typer.Option("--batch", help="in place of a sheet: the people of this batch whose hour was full")
    ] = None,
    families: Annotated[
        bool, typer.Option("--families", help="keep people with one phone or one house together")
    ] = False,
    both_days: Annotated[
        bool, typer.Option("--both-days", help="also for people who have an appointment on another day")
    ] = False,
    holidays: Annotated[bool, typer.Option("--holidays", help="hours of public holidays, too")] = False,
    *,
    door: Door,
) -> int:
    """Propose an hour for everybody who has none, of the hours that are free now. Books nobody and messages nobody.
    Whoever does not fit, or whose row is wrong, stands in it, too, with the reason, and makes the exit code 1."""
    if (file is None) == (batch is None):
        raise InputError("sheet_or_batch")
    if out.exists():
        raise InputError("file_exists", path=str(out))
    days = day_of(first), day_of(last)
    check_span(*days)
    room_for(out, door.terminal)
    with door.login() as account:
        checked = None if file is None else read_waiting(file, options, account.facility, spans=True)
        told = {"families": families, "both_days": both_days, "holidays": holidays}
        swapped = None if options.said.dates is None else ORDERS[options.said.dates]
        return asyncio.run(_run(door, account, checked, batch or 0, days, out, told, swapped))


def read_waiting(file: Path, options: SheetOptions, facility: str, *, spans: bool = False) -> Checked:
    """The sheet, which need have no column of days or hours. `spans`: days from which to which somebody may come are no
    day of an appointment. Raises as `read_sheet`."""
    none = {name for name, where in options.columns.items() if where in NO_COLUMN and name in WANTED}
    if none:
        columns = {name: where for name, where in options.columns.items() if name not in none}
        return read_waiting(file, _without(replace(options, columns=columns), none), facility, spans=spans)
    try:
        return read_sheet(file, options, facility)
    except SheetError as error:
        lacking = error.params.get("fields", ())
        fields = {str(name) for name in lacking} if isinstance(lacking, tuple) else set()
        waits = error.code == "columns_missing" or (spans and error.code == "columns_unsure" and error.params["waits"])
        if not waits or not fields or not WANTED.issuperset(fields):
            raise
        return read_waiting(file, _without(options, fields), facility, spans=spans)


def _without(options: SheetOptions, fields: Collection[str]) -> SheetOptions:
    """These are blank in every row."""
    return replace(options, same={**options.same, **dict.fromkeys(fields, "")})


async def _run(
    door: Door,
    account: Login,
    checked: Checked | None,
    batch: int,
    days: tuple[date, date],
    out: Path,
    told: Mapping[str, bool],
    swapped: bool | None,
) -> int:
    """`told`: see `free.propose`; `swapped`: see `Spans`."""
    async with door.open(account) as job:
        again = checked is None
        if checked is None:
            checked = await job.desk.aside(partial(job.desk.unbooked, batch))
        wishes = _again(checked, days) if again else wishes_of(checked, *days, swapped=swapped)
        wrong = {} if again else kept_out(checked)
        if not again:
            _tell_others(job.terminal, checked, wrong)
        if not wishes:
            _tell_rows(job.terminal, _rows_json(checked, Proposal(), wrong, job.terminal))
            raise InputError("nobody_waits")
        asked = {wish.row: wish for wish in wishes}
        taken = [row for row in checked.appointments if row.row not in asked]
        found = await propose(job.desk, wishes, taken=taken, **told)
        _write(checked, asked, found, wrong, out, job.terminal, again=again)
        _tell(job.terminal, checked, found, wrong, out, others=not again)
    return 1 if found.left or wrong else 0


def _again(checked: Checked, days: tuple[date, date]) -> tuple[Wish, ...]:
    """The people of a batch whose hour had no seat left, from their own hour on and not before the first day."""
    full = {row for row, (_, outcome) in checked.sheet.refused.items() if outcome.code in NO_SEAT}
    return wishes_again((row for row in checked.appointments if row.row in full), *days)


def _write(
    checked: Checked,
    asked: Mapping[int, Wish],
    found: Proposal,
    wrong: Mapping[int, Problem],
    out: Path,
    terminal: Terminal,
    *,
    again: bool,
) -> None:
    """Every row that is not set aside (`again`: of those that were asked): with its hour, with the one that is
    proposed, or with what keeps it out."""
    from app import workbooks  # heavy

    rows = []
    for row, cells in _cells(checked):
        if again and row not in asked:
            continue
        if row in asked:
            cells["dose"] = str(asked[row].dose)
        if row in found.places:
            cells |= _placed(found.places[row])
        elif row in found.left:
            cells |= {"appointment_time": "", "note": _joined(_why(found.left[row], terminal), cells["note"])}
        elif row in wrong:
            cells["note"] = _joined(say_problem(wrong[row], terminal.lang), cells["note"])
        rows.append([cells[name] for name in workbooks.TEMPLATE_FIELDS])
    workbooks.write_people(out, rows)


def _cells(checked: Checked) -> Iterator[tuple[int, dict[str, str]]]:
    """What the rows say that are not set aside: field -> cell as text; what was understood as it was understood."""
    from app.sheets.cells.text import shown
    from app.sheets.readings import columns_of, whole_name
    from app.workbooks import TEMPLATE_FIELDS

    raw = checked.sheet
    columns = columns_of(raw, checked.columns, checked.edits, range(len(raw.rows)))
    away = checked.left_out.union(each.row for each in checked.aside)
    known = {one.row: one for one in checked.candidates}
    for place, row in enumerate(raw.numbers):
        if row in away:
            continue
        cells = {name: clean(shown(columns[name][place])) if name in columns else "" for name in TEMPLATE_FIELDS}
        cells["person_name"] = whole_name(checked.columns, checked.edits, row, raw.rows[place])
        if (one := known.get(row)) is not None:
            cells |= {"cid": one.cid, "dose": str(one.dose), **_placed(Place(one.date, one.hour))}
        yield row, cells


def _placed(place: Place) -> dict[str, str]:
    return {"appointment_date": place.date.isoformat(), "appointment_time": f"{place.hour:02d}:00"}


def _joined(*words: str) -> str:
    return " · ".join(word for word in words if word)


def _why(left: Left, terminal: Terminal) -> str:
    return why_left(lang=terminal.lang, **asdict(left))


def _tell_others(terminal: Terminal, checked: Checked, wrong: Mapping[int, Problem]) -> None:
    """To a person: the rows for which no hour is looked for."""
    terminal.aside(checked.aside, take_in=True)
    terminal.sheets_not_read(not_read(checked, [checked]))
    for problem in wrong.values():
        terminal.line(f"✗ {say_in_row(problem, terminal.lang)}")
    if wrong:
        terminal.line(say("not_distributed", terminal.lang, count=len(wrong)))
    if kept := len(checked.appointments):
        terminal.line(say("have_their_hour", terminal.lang, count=kept))
    if columns := ", ".join(span_headers(checked)):
        terminal.line(say("own_days_kept", terminal.lang, columns=columns))


def _tell(
    terminal: Terminal, checked: Checked, found: Proposal, wrong: Mapping[int, Problem], out: Path, *, others: bool
) -> None:
    """What became of those who were asked for; to a program of every row, where the `others` are the clerk's, too."""
    lang = terminal.lang
    if found.unread:
        days = ", ".join(show_date(day, lang) for day in found.unread)
        terminal.note(say("seats_unread", lang, days=days))
    if found.holidays:
        days = ", ".join(named(found.holidays, lang))
        terminal.note(say("holidays_unused", lang, days=days, count=len(found.holidays)))
    hours = sorted(found.per_hour().items())
    if terminal.as_json:
        rows = _rows_json(checked, found, wrong, terminal) if others else _asked_json(found, terminal)
        _tell_rows(terminal, rows)
        counted = Counter(line["outcome"] for line in rows.values())
        sums: dict[str, object] = {name: counted[name] for name in OUTCOMES}
        told = [{"date": day.isoformat(), "hour": hour, "people": people} for (day, hour), people in hours]
        own = list(span_headers(checked)) if others else []
        unused = [day.isoformat() for day in found.holidays]
        terminal.json({"summary": sums, "hours": told, "own_days": own, "holidays": unused, "file": str(out)})
        return
    for (day, hour), people in hours:
        terminal.line(f"{show_date(day, lang)}  {hour:02d}:00  {people}")
    for row, left in found.left.items():
        if left in found.two_ways:
            continue
        terminal.line(f"✗ {say('in_row', lang, row=row, words=_why(left, terminal))}")
    if found.two_ways:
        about = two_ways([asdict(each) for each in found.two_ways], lang)
        where = ranges(row for row, left in found.left.items() if left.code == "span_either")
        terminal.line(f"? {say('span_two_ways', lang, **about)} ({where}) {say('span_two_ways_say', lang, **about)}")
    count, left_over = len(found.places), len(found.left)
    counts = {"count": count, "total": count + left_over, "left": left_over}
    terminal.line(say("hours_proposed" if found.left else "hours_proposed_all", lang, **counts))
    terminal.line(str(out))


def _tell_rows(terminal: Terminal, rows: Mapping[int, Mapping[str, object]]) -> None:
    """To a program."""
    for row, line in sorted(rows.items()) if terminal.as_json else ():
        terminal.json({"row": row, **line})


def _asked_json(found: Proposal, terminal: Terminal) -> dict[int, dict[str, object]]:
    rows: dict[int, dict[str, object]] = {}
    for row, place in found.places.items():
        rows[row] = {"outcome": "proposed", "date": place.date.isoformat(), "hour": place.hour}
    for row, each in found.left.items():
        rows[row] = {"outcome": "left", "code": each.code, "message": _why(each, terminal)}
    return rows


def _rows_json(
    checked: Checked, found: Proposal, wrong: Mapping[int, Problem], terminal: Terminal
) -> dict[int, dict[str, object]]:
    """Every row of the sheet."""
    rows = _asked_json(found, terminal)
    for one in checked.appointments:
        rows[one.row] = {"outcome": "has_hour", "date": one.date.isoformat(), "hour": one.hour}
    for row, problem in wrong.items():
        rows[row] = {"outcome": "invalid", "code": problem.code, "message": say_problem(problem, terminal.lang)}
    for each in checked.aside:
        reason = each.reason.removeprefix("aside_")
        rows[each.row] = {"outcome": "set_aside", "code": reason, "message": say_why_aside(each, terminal.lang)}
    return rows
