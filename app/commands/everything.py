"""All commands, as typer has them. Slow to load: `app.cli` says without it what there is."""

from __future__ import annotations

import asyncio
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
from app.commands.asking import must_agree, somebody_there
from app.commands.at_desk import at_desk
from app.commands.exit_codes import ExitCode
from app.commands.options import DataDirOption, Language, Where, command, language
from app.commands.terminal import Terminal
from app.commands.usage import Commands
from app.errors import InputError
from app.system import installed, newest, vault
from app.system.paths import DataDir, version
from app.thai import show_date
from app.wording import say
from app.wording.typed import for_terminal


def told(wanted: bool) -> None:
    if wanted:
        Terminal("th", as_json=False).line(f"mophic {version()}")
        raise typer.Exit


@command
def forgotten(yes: bool) -> int:
    """What it costs is said first: afterwards it is too late."""
    terminal = Terminal("th", as_json=False)
    if installed.others_run():
        raise InputError("forget_while_running")
    terminal.note(say("forget_costs", terminal.lang, folder=DataDir.own().root))
    if not yes:
        if not somebody_there():
            raise InputError("forget_needs_yes")
        must_agree(terminal.lang)
    terminal.line(say("secrets_forgotten", terminal.lang, count=vault.forget_all()))
    return 0


def program(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=told, is_eager=True, help="รุ่นของโปรแกรม · the version")
    ] = False,
    forget: Annotated[
        bool,
        typer.Option(
            "--forget",
            help="ลบรหัสผ่านและกุญแจที่จำไว้ในบัญชีนี้ ประวัติการจองจะเปิดไม่ได้อีก · forget all passwords and keys of this "
            "account: the records of what was booked can't be read any more",
        ),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="กับ --forget: ไม่ถาม · with --forget: do not ask")] = False,
) -> None:
    """What is asked of the program itself."""
    context.with_resource(for_terminal())  # as long as the command runs
    if forget:
        forgotten(yes=yes)
    if context.invoked_subcommand is None:
        context.fail("mophic COMMAND …")


@command
def look_for_newer(data_dir: DataDirOption = None, lang: Language = "th") -> int:
    """Say whether there is a newer version. Installs nothing."""
    terminal, where = Terminal(language(lang), as_json=False), Where.of(data_dir, writes=False)
    looked = asyncio.run(newest.look(where.data, where.settings, newest.publisher(), now=True))
    when = f"{show_date(looked.when.date(), terminal.lang)} {looked.when:%H:%M}" if looked.when else ""
    news = looked.news
    facts = {"version": news.version, "page": news.page} if news else {}
    terminal.line(say(looked.code, terminal.lang, mine=version(), when=when, **facts))
    if news:
        terminal.line(news.new[terminal.lang])
    return ExitCode.NO_SERVER if looked.code == "newest_failed" else ExitCode.DONE


app = typer.Typer(
    name="mophic",
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="จองนัดหมายเข้า MOPH Immunization Center จากไฟล์ Excel · Book a sheet of appointments.",
)
app.callback(invoke_without_command=True)(program)
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

app.command("newest")(look_for_newer)
