"""`mophic cancel --list`, `move --list`, `move --everybody`: many people, as one batch of the history."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.booking.desk import outcomes_after
from app.commands.at_desk import Job
from app.commands.distribute import read_waiting
from app.commands.exit_codes import code_of_run
from app.commands.places import is_folder, room_for
from app.commands.running import confirm, confirm_undo, tell_holidays, tell_moves_on, watched
from app.commands.sheets import SheetOptions, read_again
from app.commands.terminal import Terminal, exit_code
from app.domain.values import CANCEL, MOVE, Appointment, Outcome, Problem, State, masked
from app.errors import InputError, SheetError
from app.events import Finished
from app.journal.rows import HAS_BOTH, IN_DOUBT
from app.people import by_list, taking_back
from app.people.by_list import Asked, ListPlan
from app.thai import show_date
from app.wording import ranges, reason_of, result_name, say, say_in_row
from app.wording.lists import days_name
from app.workbooks.files import free_name

if TYPE_CHECKING:
    from app.journal.batches import BatchInfo
    from app.sheets.check import Checked
    from app.workbooks import ListResult

ListFile = Annotated[
    Path | None, typer.Option("--list", metavar="SHEET", help="in place of a citizen id: a sheet of people")
]
Result = Annotated[Path | None, typer.Option("--result", help="write the result of a list here: a file or a folder")]
DONE = {CANCEL: (State.CANCELLED,), MOVE: (State.BOOKED, State.SKIPPED)}  # how a row of a list ends that is done


def only_one(cid: str, file: Path | None, everybody: bool = False) -> None:
    """Raises InputError: list_needs_everybody (nobody is named), list_one_way."""
    named = sum((bool(cid), file is not None, everybody))
    if named != 1:
        raise InputError("list_one_way" if named else "list_needs_everybody")


async def of_list(
    job: Job,
    file: Path,
    purpose: str,
    result: Path | None,
    options: SheetOptions,
    day: date | None = None,
    hour: int | None = None,
) -> int:
    """`day`, `hour`: of the appointments that are meant, where they are said for all of the list."""
    out = _free(result, file, purpose, job.terminal)
    checked = _read(file, options, job.desk.account.facility, move=purpose == MOVE)
    asked, problems = by_list.read_list(checked, move=purpose == MOVE, day_said=day is not None)
    job.terminal.aside(checked.aside)
    for problem in problems:
        job.terminal.line(f"✗ {say_in_row(problem, job.terminal.lang)}")
    if day is not None or hour is not None:
        asked = tuple(replace(one, day=one.day or day, hour=hour if one.hour is None else one.hour) for one in asked)
    return await _run(job, asked, purpose, file.name, problems=problems, write=(checked, out) if out else None)


def _read(file: Path, options: SheetOptions, facility: str, *, move: bool) -> Checked:
    """Of a list that moves, day and hour are those whose heading says that they are new. Raises as `read_waiting`."""
    try:
        return read_waiting(file, options, facility)
    except SheetError as error:
        new = by_list.new_columns(error) if move else {}
        if new and not new.keys() & options.columns.keys():
            return _read(file, replace(options, columns={**options.columns, **new}), facility, move=move)
        error.params["of_list"] = True  # there is no --same here
        raise


async def of_everybody(job: Job, day: date, to_day: date, result: Path | None = None) -> int:
    out = _free(
        result,
        Path(" - ".join(show_date(one, job.terminal.lang) for one in (day, to_day)) + ".xlsx"),
        MOVE,
        job.terminal,
    )
    asked, notes = await by_list.everybody(job.desk, day, to_day)
    for code in notes:
        job.terminal.note(say(code, job.terminal.lang))
    name = days_name(day, to_day)
    ended = await _run(job, asked, MOVE, name, write=(None, out) if out else None, of_file=False)
    return ended or int(bool(notes))


def _free(result: Path | None, file: Path, purpose: str, terminal: Terminal) -> Path | None:
    if result is None:
        return None
    out = free_name(result / result_name(file.name, terminal.lang, purpose)) if is_folder(result) else result
    if out.exists():
        raise InputError("file_exists", path=str(out))
    room_for(out, terminal)
    return out


async def _run(
    job: Job,
    asked: Sequence[Asked],
    purpose: str,
    file_name: str,
    *,
    problems: Sequence[Problem] = (),
    write: tuple[Checked | None, Path] | None = None,
    of_file: bool = True,
) -> int:
    """The exit code, see `report`."""
    desk, terminal = job.desk, job.terminal
    plan = replace(await by_list.plan(desk, asked, purpose), of_file=of_file)
    _tell_plan(terminal, plan)
    people = len(plan.to_do)
    told = partial(by_list.list_result, purpose, problems=problems, lang=terminal.lang)
    if not people:
        _write(job, write, by_list.with_left(plan, {}), told({}), plan)
        raise InputError("list_nothing_to_do")
    tell_holidays(terminal, plan.holidays)
    confirm_undo(terminal, people, job.yes) if purpose == CANCEL else confirm(terminal, desk, people, job.yes)
    batch = await desk.aside(lambda: by_list.save(desk, plan, file_name))
    finished = await run_batch(job, batch, people)
    found = by_list.with_left(plan, await outcomes_after(desk, finished))
    _write(job, write, found, told(plan.appointments), plan)
    said = () if of_file else {one.row for one in plan.left}
    names = {} if of_file else {row.row: row for row, _ in by_list.people_of(plan, found)}
    wrong = len({one.row for one in problems})
    return report(terminal, purpose, batch, found, finished, invalid=wrong, said=said, names=names)


async def run_batch(job: Job, batch: int, total: int) -> Finished:
    return await watched(job.terminal, batch, total, lambda control, emit: job.desk.run(batch, control, emit))


def _tell_plan(terminal: Terminal, plan: ListPlan) -> None:
    lang = terminal.lang
    for when, people in sorted(plan.per_hour().items()):
        terminal.line(f"{show_date(when[0], lang)}  {when[1]:02d}:00  {people}")
    if plan.of_file:
        _tell_left(terminal, plan.left)
    else:
        _tell_people(terminal, plan)
    code = "list_cancels" if plan.purpose == CANCEL else "list_moves"
    terminal.line(say(code, lang, count=len(plan.to_do), left=len(plan.left)))
    if plan.by_citizens:
        terminal.line(say("list_by_citizens", lang, count=plan.by_citizens))


def _tell_people(terminal: Terminal, plan: ListPlan) -> None:
    """Each reason once, with the people: there is no file whose rows would tell who that is."""
    for (code, detail), people in plan.named_left().items():
        terminal.line(f"✗ {say(code, terminal.lang, detail=detail)} ({len(people)})")
        for one in people:
            terminal.line(f"    {one}")


def _tell_left(terminal: Terminal, outcomes: Sequence[Outcome]) -> None:
    """Each reason once, with its rows."""
    by_code: dict[tuple[str, str], list[int]] = {}
    for one in outcomes:
        by_code.setdefault(reason_of(one.code or str(one.state), one.detail), []).append(one.row)
    for (code, detail), rows in by_code.items():
        terminal.line(f"✗ {say(code, terminal.lang, detail=detail)} ({len(rows)}: {ranges(rows)})")


def report(
    terminal: Terminal,
    purpose: str,
    batch: int,
    found: Mapping[int, Outcome],
    finished: Finished,
    *,
    invalid: int = 0,
    said: Collection[int] = (),
    names: Mapping[int, Appointment] = MappingProxyType({}),
) -> int:
    """How every row of a list ended, and the exit code. Whoever has both appointments is named, and how the move is
    gone on with: it is not ended. `said`: rows of which it was told already why they are left; `names`: whose they are,
    where no file tells it."""
    word = "cancelled" if purpose == CANCEL else "moved"
    by_kind: dict[str, list[Outcome]] = {kind: [] for kind in (word, "left", "unknown", "not_sent", "two_hours")}
    if purpose == CANCEL:
        found = {row: one if one.code else _with_why(one) for row, one in found.items()}
    for _row, one in sorted(found.items()):
        by_kind[_kind(one, purpose, word)].append(one)
    both, doubtful = by_kind["two_hours"], [*by_kind["unknown"], *by_kind["not_sent"]]
    counts = {word: len(by_kind[word]), "left": len(by_kind["left"]), "unknown": len(doubtful), "invalid": invalid}
    counts |= {"two_hours": len(both)} if both else {}
    if terminal.as_json:
        kinds = {one.row: kind for kind, outcomes in by_kind.items() for one in outcomes}
        for row, one in sorted(found.items()):
            told = (
                {"message": say(one.code, terminal.lang, detail=one.detail)} if one.code and kinds[row] != word else {}
            )
            who = {"cid": masked(names[row].cid), "name": names[row].person_name} if row in names else {}
            terminal.json({"row": row, **who, "outcome": kinds[row], "code": one.code, "slot_id": one.slot_id, **told})
        terminal.json({"summary": counts, "batch": batch})
    _tell_left(terminal, [one for one in (*by_kind["left"], *doubtful, *both) if one.row not in said])
    if not terminal.as_json:
        terminal.line("  ".join(f"{name} {count}" for name, count in counts.items()))
    tell_moves_on(terminal, batch, both)
    terminal.ended(finished)
    unfinished = bool(doubtful or both or finished.stopped)
    return code_of_run(finished.error, unfinished=unfinished, not_all=bool(by_kind["left"] or invalid))


def _with_why(one: Outcome) -> Outcome:
    """A row that is not cancelled, and says itself that it is not."""
    codes = {State.BOOKED: "not_cancelled", State.CANCELLING: "unknown"}
    return replace(one, code=codes.get(one.state, ""))


def _kind(one: Outcome, purpose: str, done: str) -> str:
    if one.code == HAS_BOTH:
        return "two_hours"
    if one.state in DONE[purpose]:
        return done
    doubtful = one.state.doubtful or one.code == IN_DOUBT
    return "unknown" if doubtful else "not_sent" if one.state.unfinished else "left"


def _write(
    job: Job,
    write: tuple[Checked | None, Path] | None,
    found: Mapping[int, Outcome],
    of_list: ListResult,
    plan: ListPlan,
) -> None:
    """In the list's own workbook; of a list without a file (everybody of a day) its people."""
    if write is None:
        return
    from app import workbooks  # heavy

    checked, out = write
    more: dict[str, Any] = {"lang": job.terminal.lang, "account": job.desk.account, "server": job.desk.server}
    if checked is None:
        rows = by_list.people_of(plan, found)
        made = workbooks.write_result_without_source(rows, out, file_name=out.name, of_list=of_list, **more)
    else:
        made = workbooks.write_result(by_list.bare(checked), found, out, read_again=read_again, of_list=of_list, **more)
    job.terminal.line(str(made))


async def move_back(job: Job, info: BatchInfo, plan: ListPlan) -> int:
    """Run what would undo a batch's moves, as a list of its own."""
    desk, terminal = job.desk, job.terminal
    _tell_plan(terminal, plan)
    confirm(terminal, desk, len(plan.to_do), job.yes)
    back = await desk.aside(lambda: by_list.save(desk, plan, info.source.file_name))
    finished = await run_batch(job, back, len(plan.to_do))
    found = by_list.with_left(plan, await outcomes_after(desk, finished))
    return report(terminal, MOVE, back, found, finished)


async def take_back(job: Job, info: BatchInfo) -> int:
    """Undo a list: what it moved is moved back, what it cancelled is booked again. Both message people."""
    desk, terminal = job.desk, job.terminal
    if info.source.purpose == MOVE:
        return await move_back(job, info, await taking_back.taken_back(desk, info.id))
    plan_of = await desk.plan(await desk.aside(lambda: taking_back.cancelled(desk, info.id)))
    terminal.problems(plan_of.warnings)
    confirm(terminal, desk, len(plan_of.to_book), job.yes)
    source = replace(info.source, purpose="", rows=len(plan_of.steps), invalid=0)
    booked = await desk.aside(lambda: desk.save(plan_of, source))
    finished = await run_batch(job, booked, len(plan_of.steps))
    outcomes = list((await outcomes_after(desk, finished)).values())
    summary = terminal.rows(outcomes, (), len(outcomes))
    terminal.ended(finished)
    return exit_code(summary, finished.error)
