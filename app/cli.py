"""`mophic`: the same work without a window. A second front end keeps the core honest."""

from __future__ import annotations

import logging
import multiprocessing
import sys
from contextlib import suppress
from typing import Annotated

import typer

from app.commands import (
    batches,
    distribute,
    journal,
    message,
    names,
    person,
    practice,
    remind,
    schedule,
    schedule_task,
    sheets,
    upload,
)
from app.commands.at_desk import at_desk
from app.commands.terminal import Terminal
from app.system import vault
from app.system.installed import hold
from app.system.paths import version


def told(wanted: bool) -> None:
    if wanted:
        Terminal("th", as_json=False).line(f"mophic {version()}")
        raise typer.Exit


def program(
    version: Annotated[
        bool, typer.Option("--version", callback=told, is_eager=True, help="รุ่นของโปรแกรม · the version")
    ] = False,
) -> None:
    """What is asked of the program itself."""


app = typer.Typer(
    name="mophic",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="จองนัดหมายเข้า MOPH Immunization Center จากไฟล์ Excel · Book a sheet of appointments.",
)
app.callback()(program)
app.command()(sheets.template)
app.command()(sheets.validate)
app.command()(upload.upload)
app.command("schedule-task", context_settings=schedule_task.EXTRA)(schedule_task.schedule_task)
app.command()(distribute.distribute)
app.command("check-names")(at_desk(names.check_names))
app.command()(batches.history)
app.command()(batches.resume)
app.command()(batches.undo)
app.command("book")(at_desk(person.book))
app.command("cancel")(at_desk(person.cancel))
app.command("move")(at_desk(person.move))
app.command("sites")(at_desk(person.sites))
app.add_typer(schedule.slots, name="slots")
app.add_typer(person.target, name="target")
app.add_typer(person.queue, name="queue")
app.command()(practice.practice)
message.app.command("remind")(remind.remind)
app.add_typer(message.app, name="message")
app.add_typer(journal.app, name="journal")
app.command("practice-sample")(practice.practice_sample)


def main() -> None:
    multiprocessing.freeze_support()
    hold()
    logging.getLogger().addHandler(logging.NullHandler())  # a fault is for the log file, not for the screen
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    if getattr(sys, "frozen", False):
        vault.use_windows_keyring()
    app()


if __name__ == "__main__":
    main()
