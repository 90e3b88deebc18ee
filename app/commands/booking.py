"""`mophic upload`: a sheet, end to end."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app import single
from app.commands.names import with_names
from app.commands.options import (
    CaFile,
    DataDirOption,
    Facility,
    Json,
    KeyFile,
    Language,
    Login,
    PasswordStdin,
    Patience,
    Practice,
    Rate,
    ServerUrl,
    SessionOnly,
    User,
    Where,
    Yes,
    command,
    language,
    login,
)
from app.commands.running import confirm, signed_in, tell_same_day, timing_of, watched
from app.commands.sheets import read_again, read_sheet, refuse_changed, sheet_json, tell_sheet
from app.control import Timing
from app.desk import Desk
from app.domain import Outcome
from app.errors import InputError
from app.events import Finished
from app.journal import Source
from app.terminal import Terminal, exit_code
from app.wording import OTHER_HOUR, copy_note, result_name

if TYPE_CHECKING:
    from app.check import Checked


@command
def upload(
    file: Path,
    practice: Practice = False,
    server: ServerUrl = None,
    facility: Facility = "",
    user: User = "",
    password_stdin: PasswordStdin = False,
    rate: Rate = None,
    result: Annotated[Path | None, typer.Option(help="write the result workbook here: a file or a folder")] = None,
    sheet: Annotated[str | None, typer.Option(help="name of the sheet")] = None,
    comment: Annotated[str, typer.Option(help="a note for the history")] = "",
    move_same_day: Annotated[
        bool, typer.Option("--move-same-day", help="move people from another hour of the day to the sheet's hour")
    ] = False,
    check_names: Annotated[
        bool, typer.Option("--check-names", help="first compare every name with the target list: one call a person")
    ] = False,
    yes: Yes = False,
    as_json: Json = False,
    data_dir: DataDirOption = None,
    key_file: KeyFile = None,
    session_only: SessionOnly = False,
    ca_file: CaFile = None,
    patience: Patience = 120.0,
    settle: Annotated[float | None, typer.Option(hidden=True)] = None,
    lang: Language = "th",
) -> int:
    """Book every row of a sheet. The same file again continues an unfinished batch and skips what is booked."""
    terminal = Terminal(language(lang), as_json=as_json)
    where = Where.of(data_dir, key_file, session_only)
    if result is not None and result.is_dir():
        result /= result_name(file.name, terminal.lang)
    if result is not None and result.exists():
        raise InputError("file_exists", path=str(result))
    with login(where, practice, server, facility, user, password_stdin) as account:
        checked = read_sheet(file, sheet, account.facility)
        more = {"move_same_day": move_same_day, "check_names": check_names}
        job = Upload(terminal, where, account, checked, yes, comment, **more)
        return asyncio.run(job.run(rate, ca_file, timing_of(account.server, patience, settle), result))


class Upload:
    """One `mophic upload`."""

    def __init__(
        self,
        terminal: Terminal,
        where: Where,
        account: Login,
        checked: Checked,
        yes: bool,
        comment: str = "",
        *,
        move_same_day: bool = False,
        check_names: bool = False,
    ) -> None:
        self.terminal = terminal
        self.where = where
        self.account = account
        self.checked = checked
        self.yes = yes
        self.comment = comment
        self.move_same_day = move_same_day
        self.check_names = check_names

    async def run(self, rate: int | None, ca_file: Path | None, timing: Timing, result: Path | None) -> int:
        tell_sheet(self.terminal, self.checked)
        async with signed_in(self.where, self.account, timing, rate, ca_file) as desk:
            if self.check_names:
                self.checked, left = await with_names(self.terminal, desk, self.checked)
                if left:
                    return 4  # half a check is none: nothing was sent
            batch = await self._batch(desk)
            total = desk.journal.info(batch).total
            finished = await watched(self.terminal, batch, total, lambda control, emit: desk.run(batch, control, emit))
            if self.move_same_day and not finished.error and not finished.stopped:
                finished = await self._move(desk, batch) or finished
            outcomes = desk.outcomes(batch)
            summary = self.terminal.rows(
                list(outcomes.values()),
                self.checked.problems,
                self.checked.rows,
                {"sheet": sheet_json(self.terminal, self.checked)},
            )
            self.terminal.ended(finished)
            tell_same_day(self.terminal, batch, outcomes)
            if result is not None:  # last: a full disk must not keep anybody from hearing what was booked
                self._write(result, outcomes, desk)
        return exit_code(summary, finished.error)

    async def _move(self, desk: Desk, batch: int) -> Finished | None:
        """Whoever has another hour of the day, to the sheet's hour: each is messaged, as a booking is."""
        rows = [row for row, outcome in desk.outcomes(batch).items() if outcome.code == OTHER_HOUR]
        if not rows:
            return None
        return await watched(
            self.terminal, batch, len(rows), lambda control, emit: single.move_rows(desk, batch, rows, control, emit)
        )

    async def _batch(self, desk: Desk) -> int:
        """The unfinished batch of these rows, or a new one, confirmed."""
        rows = self.checked.appointments
        if (earlier := desk.unfinished(rows)) is not None:
            return earlier.id
        plan = await desk.plan(rows)
        self.terminal.problems(plan.warnings)
        confirm(self.terminal, desk, len(plan.to_book), self.yes)
        refuse_changed(self.checked)  # the question may have stood for hours
        sheet, rows_read = self.checked.sheet, self.checked.rows
        source = Source(sheet.path.name, sheet.sheet, rows_read, self.checked.problem_rows, self.comment)
        return desk.save(plan, source)

    def _write(self, result: Path, outcomes: Mapping[int, Outcome], desk: Desk) -> None:
        from app import workbook  # heavy
        from app.reader import Reader

        notes: list[str] = []
        with Reader() as reader:
            path = workbook.write_result(
                self.checked,
                outcomes,
                result,
                lang=self.terminal.lang,
                account=desk.account,
                server=desk.server,
                read_again=read_again,
                copied=reader.copy,
                tell=notes.append,
            )
        self.terminal.line(str(path))
        for note in notes:
            self.terminal.note(copy_note(note, self.terminal.lang))
