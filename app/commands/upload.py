"""`mophic upload`: a sheet, end to end."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.booking.desk import Desk, outcomes_after
from app.booking.holding import held_back, unsaid
from app.booking.late import HELD, came_late
from app.booking.past import booked_here, past_booked
from app.commands import dry_run as dry
from app.commands.at_desk import Door
from app.commands.exit_codes import ExitCode
from app.commands.fixes import USE_ALL, refuse_unknown, with_fixes
from app.commands.names import with_names, with_whose
from app.commands.options import Login, command, in_place_of
from app.commands.places import is_folder, made_folder, room_for
from app.commands.running import confirm, moved, tell_given_up, tell_held, tell_next, watched
from app.commands.sheets import (
    SheetOptions,
    not_read,
    read_again,
    refuse_changed,
    sheet_json,
    sheet_options,
    tell_sheet,
)
from app.commands.terminal import exit_code, why_ended
from app.commands.unattended import Facts, Unattended, alone
from app.domain.values import Outcome
from app.errors import AppError, InputError, SheetError
from app.events import Finished
from app.journal.batches import Source
from app.people import same_day
from app.sheets.files.folder import sheets_of
from app.wording import copy_note, ranges, result_name, say, say_error
from app.workbooks.ended import why_left
from app.workbooks.files import free_name

if TYPE_CHECKING:
    from app.sheets.check import Checked


@command
@in_place_of("options", sheet_options)
@in_place_of("door", Door.of)
def upload(
    files: Annotated[list[Path], typer.Argument(metavar="SHEET…", help="sheets, or folders of them")],
    options: SheetOptions,
    result: Annotated[Path | None, typer.Option(help="write the result workbook here: a file or a folder")] = None,
    comment: Annotated[str, typer.Option(help="a note for the history")] = "",
    move_same_day: Annotated[
        bool, typer.Option("--move-same-day", help="move people from another hour of the day to the sheet's hour")
    ] = False,
    check_names: Annotated[
        bool, typer.Option("--check-names", help="first compare every name with the target list: one call a person")
    ] = False,
    fixes: Annotated[
        str | None,
        typer.Option(help="what was fixed of this file in the window: use, leave (the file as it is), or use-all"),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="ask all that only reads, tell what would be done, send nothing")
    ] = False,
    plan: Annotated[Path | None, typer.Option("--plan", help="of --dry-run: write the plan, .xlsx or .csv")] = None,
    again: Annotated[
        bool | None,
        typer.Option(
            "--again/--not-again",
            help="whom this computer booked and then cancelled or moved: book them again, or leave them out for good;"
            " default: left out, and said (exit code 1)",
        ),
    ] = None,
    both_days: Annotated[
        bool,
        typer.Option(
            "--both-days",
            help="book people, too, who seem to have an appointment on another day;"
            " default: held back, and said (exit code 1)",
        ),
    ] = False,
    report: Annotated[
        Path | None, typer.Option("--report", help="write what came of it as JSON, over the report before")
    ] = None,
    notify: Annotated[
        bool, typer.Option("--notify", help="tell at this computer where a person is needed: for the Task Scheduler")
    ] = False,
    *,
    door: Door,
) -> int:
    """Book every row of a sheet, or of several (a folder): one batch each, looked at together before.
    The same file again continues an unfinished batch and skips what is booked.
    Where the server refuses 20 rows in a row, or half of 50, for one reason, it stops, says so and exits with 4."""
    dry.refuse(dry_run, plan, result)
    for file in (plan, report):
        room_for(file, door.terminal)
    refuse_unknown(fixes)
    with ExitStack() as stack:
        if not dry_run:  # first: a report of the run that is under way stays
            stack.enter_context(alone(door.where))
        facts = stack.enter_context(Unattended(report, notify and not dry_run).watch(door.terminal, door.where))
        chosen = _chosen(files, door)
        results = _results_at(result, chosen, door) if result is not None else {}
        with door.login() as account:
            sheets, empty = options.read_all(chosen, account.facility)
            _tell_empty(door, empty)
            job = Upload(
                door,
                sheets,
                facts,
                comment,
                move_same_day=move_same_day,
                check_names=check_names,
                fixes=fixes,
                again=again,
                both_days=both_days,
            )
            code = asyncio.run(job.foretell(account, plan) if dry_run else job.run(account, results))
        if empty:
            facts.more["files_set_aside"] = _tell_empty(door, empty, as_json=door.terminal.as_json)
            code = code or ExitCode.NOT_ALL
        facts.code = ExitCode(code)
        return code


def _chosen(paths: Sequence[Path], door: Door) -> tuple[Path, ...]:
    """The files that are meant; the program's own results among those of a folder are passed over, and said."""
    files, ours = sheets_of(paths)
    if ours:
        names = ", ".join(path.name for path in ours)
        door.terminal.note(say("results_passed_over", door.terminal.lang, files=names))
    return files


def _tell_empty(door: Door, empty: Sequence[SheetError], *, as_json: bool = False) -> list[dict[str, str]]:
    """Which files are left as nobody stands in them: before the others are booked, and once more at the end."""
    lang, told = door.terminal.lang, list[dict[str, str]]()
    for error in empty:
        file, why = str(error.params["of_sheet"]), say_error(error, lang)
        told.append({"file": file, "code": error.code, "message": why})
        if as_json:
            door.terminal.json({"file_set_aside": file, "code": error.code, "message": why})
        door.terminal.note(say("file_of_nobody", lang, file=file, why=why))
    return told


def _results_at(result: Path, files: Sequence[Path], door: Door) -> dict[Path, Path]:
    """Each file's result; in a folder under a name that is free, for each night's run. Raises InputError: file_exists,
    result_not_folder; EnvironmentProblem folder_unmade."""
    if result.exists() and not result.is_dir():
        raise InputError("file_exists", path=str(result))
    in_folder = is_folder(result)
    if len(files) > 1 and not in_folder:
        raise InputError("result_not_folder")
    made_folder(result if in_folder else result.parent, door.terminal)
    made: dict[Path, Path] = {}
    for file in files:
        out = result / result_name(file.name, door.terminal.lang) if in_folder else result
        made[file.absolute()] = free_name(out, made.values())
    return made


class Upload:
    """One `mophic upload`: a sheet, or several, of one file or more, one batch each, one after the other."""

    def __init__(
        self,
        door: Door,
        sheets: Sequence[Checked],
        facts: Facts,
        comment: str = "",
        *,
        move_same_day: bool = False,
        check_names: bool = False,
        fixes: str | None = None,
        again: bool | None = None,
        both_days: bool = False,
    ) -> None:
        self.door = door
        self.terminal = door.terminal
        self.sheets = sheets
        self.facts = facts
        self.yes = door.yes
        self.comment = comment
        self.move_same_day = move_same_day
        self.check_names = check_names
        self.fixes = fixes
        self.again = again
        self.both_days = both_days

    async def run(self, account: Login, results: Mapping[Path, Path]) -> int:
        """`results`: see `_results`."""
        summaries: list[dict[str, int]] = []
        outcomes: list[Mapping[int, Outcome]] = []
        ended_by: AppError | None = None
        async with self.door.open(account) as job:
            desk = job.desk
            self.facts.met(desk)
            if not await self._looked_through(desk):
                return 4  # half a check is none: nothing was sent
            if len(self.sheets) > 1:  # asked once, for all
                confirm(
                    self.terminal, desk, len({row.cid for one in self.sheets for row in one.appointments}), self.yes
                )
                self.yes = True
            for checked in self.sheets:
                try:
                    finished = await self._book(desk, checked)
                except AppError as error:
                    if not summaries:
                        raise
                    ended_by = error  # of a later sheet: those before are told first
                    break
                outcomes.append(await outcomes_after(desk, finished))
                name = self._name(checked)
                lines = list(outcomes[-1].values())
                summaries.append(self.terminal.row_lines(lines, checked.problems, checked.rows, name))
                self.facts.booked(finished.batch, name, outcomes[-1], checked)
                tell_next(self.terminal, finished.batch, outcomes[-1])
                if finished.error or finished.stopped:
                    break
            names = dict.fromkeys(name for one in summaries for name in one)
            summary = {name: sum(one.get(name, 0) for one in summaries) for name in names}
            aside = [each for checked in self.sheets for each in checked.aside]
            self.terminal.sums(summary, self._sheets_json(), aside)
            self.terminal.ended(finished)
            self.facts.summed(summary, aside, finished)
            ended = why_left(finished, outcomes[-1], self.terminal.lang)
            told = [*[""] * (len(outcomes) - 1), ended]  # those before came to their end
            for file, result in results.items():  # last: a full disk must not keep anybody from hearing what was booked
                booked = [one for one in zip(self.sheets, outcomes, told, strict=False) if one[0].sheet.path == file]
                self._write(result, booked, desk)
            if ended_by is not None:
                raise ended_by
        left = len(summaries) < len(self.sheets)
        return exit_code(summary, finished.error) or (ExitCode.UNFINISHED if left else ExitCode.DONE)

    def _name(self, checked: Checked) -> str:
        """By which a sheet is told from the others; "" where there is no other."""
        several = len({one.sheet.path for one in self.sheets}) > 1
        parts = (checked.sheet.path.name if several else "", checked.sheet.sheet)
        return " · ".join(filter(None, parts)) if len(self.sheets) > 1 else ""

    async def foretell(self, account: Login, plan: Path | None) -> int:
        """What `run` would do. See `dry_run.foretell`."""
        async with self.door.open(account) as job:
            if not await self._looked_through(job.desk):
                return 4
            return await dry.foretell(
                self.terminal,
                job.desk,
                self.sheets,
                [*map(self._name, self.sheets)],
                plan,
                self.again,
                move_same_day=self.move_same_day,
                both_days=self.both_days,
            )

    async def _looked_through(self, desk: Desk) -> bool:
        """The sheets told, and their names where that is wanted. False: the names could not all be looked up."""
        with_mends = partial(with_fixes, self.terminal, desk, wish=self.fixes)
        sheets = [await with_mends(one, name=self._name(one)) for one in self.sheets]
        known = partial(past_booked, desk.journal, desk.account.facility)
        self.sheets = [await desk.aside(partial(known, one)) for one in sheets]
        whose = partial(with_whose, self.terminal, desk, all_of_them=self.fixes == USE_ALL)
        if not await self._each(whose):
            return False
        for checked in self.sheets:
            self._head(checked)
            tell_sheet(self.terminal, checked, not_read(checked, self.sheets))
            await self._tell_booked(desk, checked)
        return not self.check_names or await self._each(partial(with_names, self.terminal, desk))

    async def _tell_booked(self, desk: Desk, checked: Checked) -> None:
        """Whom this computer booked before, on its journal's word alone."""
        whose = (desk.journal, desk.account.facility, checked.appointments)
        if rows := await desk.aside(partial(booked_here, *whose)):
            words = {"count": f"{len(rows):,}", "rows": ranges(rows)}
            self.terminal.note(say("booked_here_rows", self.terminal.lang, **words))

    def _sheets_json(self) -> dict[str, object]:
        """What was read, for a program: the sheet, or all of them."""
        told = [sheet_json(self.terminal, checked, not_read(checked, self.sheets)) for checked in self.sheets]
        return {"sheet": told[0]} if len(told) == 1 else {"sheets": told}

    def _head(self, checked: Checked) -> None:
        """Whose lines come now, where there are several sheets."""
        if name := self._name(checked):
            self.terminal.line(f"{name}:")

    async def _book(self, desk: Desk, checked: Checked) -> Finished:
        self._head(checked)  # before its warnings: row 2 is one of this sheet
        batch = await self._batch(desk, checked)
        total = (await desk.aside(partial(desk.journal.info, batch))).total
        try:
            finished = await watched(self.terminal, batch, total, lambda control, emit: desk.run(batch, control, emit))
        except InputError as error:
            if error.code != HELD:
                raise
            self.facts.message = why_ended(error, self.terminal.lang)
            return came_late(batch, error, await desk.aside(partial(desk.outcomes, batch)))
        if not finished.error and not finished.stopped:
            return await self._move(desk, batch) or finished
        return finished

    async def _each(self, compared: Callable[..., Awaitable[tuple[Checked, int]]]) -> bool:
        """Every sheet with what the target list says of its people. False: not all of them could be looked up."""
        checked = []
        for sheet in self.sheets:
            found, left = await compared(sheet, name=self._name(sheet))
            if left:
                return False
            checked.append(found)
        self.sheets = checked
        return True

    async def _move(self, desk: Desk, batch: int) -> Finished | None:
        """Whoever has another hour of the day, to the sheet's hour: each is messaged, as a booking is. A killed
        program's moves are gone on with: they were agreed to."""
        which = same_day.to_move if self.move_same_day else same_day.waiting
        return await moved(self.terminal, desk, batch, await desk.aside(partial(which, desk, batch)))

    async def _batch(self, desk: Desk, checked: Checked) -> int:
        """The unfinished batch of these rows, or a new one, confirmed."""
        rows = checked.appointments
        if (earlier := await desk.aside(partial(desk.unfinished, rows))) is not None:
            return earlier.id
        plan = await desk.plan(rows, file_name=checked.sheet.path.name)
        plan = plan.moving() if self.move_same_day else plan
        held = unsaid(plan, self.again, both_days=self.both_days)
        plan = plan.answered(self.again)
        self.terminal.problems(plan.warnings)
        tell_given_up(self.terminal, plan)
        tell_held(self.terminal, held)
        plan = held_back(plan, held)
        if self.move_same_day:
            for stay in plan.stays.values():
                words = say(stay.code, self.terminal.lang, detail=stay.packed())
                self.terminal.note(say("in_row", self.terminal.lang, row=stay.row, words=words))
        confirm(self.terminal, desk, len({row.cid for row in plan.to_book}), self.yes)
        refuse_changed(checked)  # the question may have stood for hours
        sheet, rows_read = checked.sheet, checked.rows
        source = Source(sheet.path.name, sheet.sheet, rows_read, checked.problem_rows, self.comment)
        moving = [step.appointment.row for step in plan.steps] if self.move_same_day else ()
        return await desk.aside(partial(desk.save, plan.to_move(moving), source))

    def _write(self, result: Path, sheets: Sequence[tuple[Checked, Mapping[int, Outcome], str]], desk: Desk) -> None:
        """The results of a file's sheets, each with what ended it early, in one workbook: the next sheet's go into the
        copy that has those before. A
        format that can't be written back has a workbook of its own for each."""
        from app import workbooks  # heavy
        from app.reader import Reader

        written, notes = list[Path](), list[str]()
        with Reader() as reader:
            for checked, found, ended in sheets:
                apart = not written or any(note.startswith("rebuilt") for note in notes)
                path = workbooks.write_result(
                    checked if apart else replace(checked, sheet=replace(checked.sheet, path=written[0])),
                    found,
                    free_name(result, written),
                    lang=self.terminal.lang,
                    account=desk.account,
                    server=desk.server,
                    read_again=read_again,
                    copied=reader.copy,
                    tell=notes.append,
                    ended=ended,
                )
                if apart or any(note.startswith("rebuilt") for note in notes):
                    written.append(path)
                else:
                    path.replace(written[0])
        for path in written:
            self.terminal.line(str(path))
        for note in dict.fromkeys(notes):
            self.terminal.note(copy_note(note, self.terminal.lang))
