"""`mophic practice`: the practice server, and a batch on it."""

from __future__ import annotations

import asyncio
import tempfile
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from app.commands.at_desk import Door
from app.commands.options import DataDirOption, Language, Where, command, language, practice_login
from app.commands.places import room_for
from app.commands.sheets import SheetOptions, read_sheet
from app.commands.terminal import Terminal
from app.commands.unattended import Facts
from app.commands.upload import Upload
from app.practice import Scenario, serve
from app.wording import result_name


@command
def practice(
    port: Annotated[int, typer.Option(help="0 = a free one")] = 0,
    db: Annotated[Path | None, typer.Option(help="keep people and bookings in this file")] = None,
    scenario: Annotated[Path | None, typer.Option(help="people, slots and faults (docs/practice-server.md)")] = None,
    sheet: Annotated[Path | None, typer.Option(help="write a sheet of its people, to be booked")] = None,
    lang: Language = "th",
) -> int:
    """Serve the practice server until stopped. The first line tells where and how to sign in."""
    room_for(db, Terminal(language(lang), as_json=False))
    if sheet is not None:
        from app.practice.sample import write_sample  # heavy

        write_sample(sheet, overwrite=False)
    serve(port=port, db=db, scenario=Scenario.load(scenario) if scenario is not None else None)
    return 0


@command
def practice_sample(
    data_dir: DataDirOption = None, lang: Language = "th", result: Annotated[Path | None, typer.Option()] = None
) -> int:
    """Book a fresh sample sheet on a fresh practice server, and say where the result workbook lies."""
    from app.practice.sample import write_sample  # heavy

    terminal = Terminal(language(lang), as_json=False)
    folder = data_dir or Path(tempfile.mkdtemp(prefix="mophic-practice-"))
    where = Where.of(folder)
    sample = write_sample(where.data.practice / "sample.xlsx")
    out = result or folder / result_name(sample.name, terminal.lang)
    door = Door(terminal, where, True, partial(practice_login, where))
    with door.login() as account:
        checked = read_sheet(sample, SheetOptions(), account.facility)
        return asyncio.run(Upload(door, [checked], Facts()).run(account, {checked.sheet.path: out}))
