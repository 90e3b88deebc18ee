"""`mophic distribute`: people without an hour, over the hours that are free now, as a sheet that `upload` reads."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.booking.distribute import Left, Place, Proposal, Wish
from app.booking.wishes import waiting_rows, wishes_again, wishes_of
from app.commands.at_desk import Door, Job, day_of
from app.commands.options import Login, command, in_place_of
from app.commands.sheets import SheetOptions, not_read, read_sheet, sheet_options
from app.commands.terminal import Terminal
from app.errors import InputError, SheetError
from app.schedule.free import check_span, propose
from app.text import clean
from app.thai import show_date
from app.wording import say, say_problem
from app.wording.hours import why_left
from app.wording.refusals import NO_SEAT

if TYPE_CHECKING:
    from app.sheets.check import Checked

WANTED = {"appointment_date", "appointment_time"}  # that a sheet may lack here


@command
@in_place_of("options", sheet_options)
@in_place_of("door", Door.of)
def distribute(
    first: Annotated[str, typer.Option("--from", metavar="DAY", help="the first day: 2026-11-05 or 5/11/2569")],
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
    *,
    door: Door,
) -> int:
    """Propose an hour for everybody who has none, of the hours that are free now. Books nobody and messages nobody.
    Who does not fit stands in the proposal, too, with the reason, and makes the exit code 1."""
    if (file is None) == (batch is None):
        raise InputError("sheet_or_batch")
    if out.exists():
        raise InputError("file_exists", path=str(out))
    days = day_of(first), day_of(last)
    check_span(*days)
    with door.login() as account:
        checked = None if file is None else read_waiting(file, options, account.facility)
        return asyncio.run(_run(door, account, checked, batch or 0, days, out, families=families))


def read_waiting(file: Path, options: SheetOptions, facility: str) -> Checked:
    """The sheet, which need have no column of days or hours. Raises as `read_sheet`."""
    try:
        return read_sheet(file, options, facility)
    except SheetError as error:
        lacking = error.params.get("fields", ())
        fields = [str(name) for name in lacking] if isinstance(lacking, tuple) else []
        if error.code != "columns_missing" or not WANTED.issuperset(fields):
            raise
        return read_sheet(file, replace(options, same={**options.same, **dict.fromkeys(fields, "")}), facility)


async def _run(
    door: Door,
    account: Login,
    checked: Checked | None,
    batch: int,
    days: tuple[date, date],
    out: Path,
    *,
    families: bool,
) -> int:
    async with door.open(account) as job:
        again = checked is None
        if checked is None:
            checked = await job.desk.aside(partial(job.desk.unbooked, batch))
        wishes = _again(checked, days) if again else wishes_of(checked, *days)
        if not wishes:
            raise InputError("nobody_waits")
        asked = {wish.row: wish for wish in wishes}
        taken = [row for row in checked.appointments if row.row not in asked]
        found = await propose(job.desk, wishes, families=families, taken=taken)
        _write(checked, asked, found, out, job.terminal, again=again)
        _tell(job, checked, wishes, found, out, others=not again)
    return 1 if found.left else 0


def _again(checked: Checked, days: tuple[date, date]) -> tuple[Wish, ...]:
    """The people of a batch whose hour had no seat left, from their own hour on and not before the first day."""
    full = {row for row, (_, outcome) in checked.sheet.refused.items() if outcome.code in NO_SEAT}
    return wishes_again((row for row in checked.appointments if row.row in full), *days)


def _write(
    checked: Checked, asked: Mapping[int, Wish], found: Proposal, out: Path, terminal: Terminal, *, again: bool
) -> None:
    """Every row that is not set aside (`again`: of those that were asked): with its hour, with the one that is
    proposed, or with what keeps it out."""
    from app import workbooks  # heavy

    reasons = {problem.row: say_problem(problem, terminal.lang) for problem in reversed(checked.problems)}
    ready = {row.row for row in checked.candidates}
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
        elif row not in ready:
            cells["note"] = _joined(reasons.get(row, ""), cells["note"])
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
    return why_left(left.code, terminal.lang, first=left.first, last=left.last, row=left.row)


def _tell(job: Job, checked: Checked, wishes: Sequence[Wish], found: Proposal, out: Path, *, others: bool) -> None:
    terminal, lang = job.terminal, job.terminal.lang
    terminal.aside(checked.aside, take_in=True)
    if others:
        terminal.sheets_not_read(not_read(checked, [checked]))
    if found.unread:
        days = ", ".join(show_date(day, lang) for day in found.unread)
        terminal.note(say("seats_unread", lang, days=days))
    hours = sorted(found.per_hour().items())
    left = {row: _why(each, terminal) for row, each in found.left.items()}
    untouched = checked.problem_rows - len(waiting_rows(checked)) if others else 0
    if terminal.as_json:
        for row, place in found.places.items():
            terminal.json({"row": row, "outcome": "proposed", "date": place.date.isoformat(), "hour": place.hour})
        for row, each in found.left.items():
            terminal.json({"row": row, "outcome": "left", "code": each.code, "message": left[row]})
        counts: Mapping[str, object] = {"proposed": len(found.places), "left": len(found.left), "invalid": untouched}
        told = [{"date": day.isoformat(), "hour": hour, "people": people} for (day, hour), people in hours]
        terminal.json({"summary": counts, "hours": told, "file": str(out)})
        return
    for (day, hour), people in hours:
        terminal.line(f"{show_date(day, lang)}  {hour:02d}:00  {people}")
    for row, words in left.items():
        terminal.line(say("in_row", lang, row=row, words=words))
    counted = {"count": len(found.places), "total": len(wishes), "left": len(found.left)}
    terminal.line(say("hours_proposed" if found.left else "hours_proposed_all", lang, **counted))
    terminal.line(str(out))
