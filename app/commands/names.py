"""`mophic check-names`, and the same before `mophic upload`: whose ids a sheet holds, asked of the target list."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.booking.control import Control
from app.booking.desk import Desk
from app.commands.at_desk import Job
from app.commands.options import Column, Dates, Said, Same, SheetName
from app.commands.running import interrupts
from app.commands.sheets import SheetOptions, read_sheet
from app.commands.terminal import Terminal, Watch
from app.errors import InputError
from app.wording import ranges, say, say_aside

if TYPE_CHECKING:
    from app.domain.values import Problem
    from app.sheets.check import Checked

KINDS = {  # a code of the check -> its sum
    "name_differs": "differs",
    "cid_not_listed": "strangers",
    "name_not_compared": "unknown",
    "cid_not_told": "unknown",
}


async def check_names(
    job: Job,
    file: Path,
    sheet: SheetName = None,
    column: Column = None,
    same: Same = None,
    dates: Dates = None,
) -> int:
    """Ask the target list whose ids a sheet holds, one look-up a person, and name the rows whose name differs."""
    terminal = job.terminal
    options = SheetOptions.of(sheet, False, column, same, Said(dates=dates))
    checked = read_sheet(file, options, job.desk.account.facility)
    waiting = checked.problem_rows
    found, left = await with_names(terminal, job.desk, checked)
    sums, aside = _sums(found), len(found.aside)
    if terminal.as_json:
        told = [terminal.problem_json(problem) for problem in _of_names(found)]
        summary = {**sums, "not_asked": waiting, "left": left, **({"set_aside": aside} if aside else {})}
        terminal.json({"file": str(file), "problems": told, "summary": summary})
    else:
        terminal.line(say("names_sums", terminal.lang, **sums))
        if waiting:
            terminal.line(say("names_not_asked", terminal.lang, rows=waiting))
        if aside:
            terminal.line(say("names_aside", terminal.lang, aside=say_aside(found.aside, terminal.lang)))
    if left:
        return 4
    nobody = aside and not sums["asked"]
    return 1 if sums["differs"] or sums["strangers"] or waiting or nobody else 0


async def with_whose(
    terminal: Terminal, desk: Desk, checked: Checked, *, all_of_them: bool, name: str = ""
) -> tuple[Checked, int]:
    """The same for the ids alone that were put in by hand, in the window: a row whose id is another one's is a problem.
    Raises InputError fixes_untold for those of which nobody can tell, but where the clerk wants `all_of_them`."""
    from app.booking.names import cant_tell, put_in

    cids = {row.cid: None for row in put_in(checked) if row.cid not in checked.listed}
    found, left = await with_names(terminal, desk, checked, tuple(cids), name=name) if cids else (checked, 0)
    untold = [row.row for row in put_in(found) if cant_tell(found, row)]
    if untold and not left and not all_of_them:
        raise InputError("fixes_untold", file=found.sheet.path.name, count=len(untold), rows=ranges(untold))
    return found, left


async def with_names(
    terminal: Terminal, desk: Desk, checked: Checked, cids: Sequence[str] | None = None, *, name: str = ""
) -> tuple[Checked, int]:
    """The sheet with what the target list says of its people, and that told; how many were not asked for, as the clerk
    stopped it. `cids`: these alone; `name`: of the sheet, where there are several. Raises what ended it otherwise,
    after telling what was found."""
    from app.booking.names import seconds_for, to_ask
    from app.sheets.check import with_listed

    cids, control = to_ask(checked) if cids is None else cids, Control()
    seconds = seconds_for(len(cids), desk.session.client.pace.cap)
    if name:
        terminal.line(f"{name}:")
    terminal.note(say("names_counted", terminal.lang, people=len(cids), seconds=seconds))
    with Watch(terminal, 0, len(cids)) as watch, interrupts(asyncio.get_running_loop(), control):
        asked = await desk.look_up_names(cids, control, watch.emit, watch.reach)
    found = with_listed(checked, asked.listed)
    terminal.problems(_of_names(found))
    if asked.error is not None:
        raise asked.error
    if asked.left:
        terminal.note(say("names_stopped", terminal.lang, left=asked.left))
    return found, asked.left


def _of_names(checked: Checked) -> list[Problem]:
    return [problem for problem in checked.problems if problem.code in KINDS]


def _sums(checked: Checked) -> dict[str, int]:
    sums = {"asked": len(checked.listed), **dict.fromkeys(KINDS.values(), 0)}
    for problem in _of_names(checked):
        sums[KINDS[problem.code]] += 1
    return sums
