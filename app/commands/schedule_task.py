"""`mophic schedule-task`: the command that puts an upload into the Task Scheduler of Windows, or into a crontab.

No password stands in it: the task signs in with the one that the window kept in the system's keyring, so it runs as the
user who is signed in to Windows, and only then.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated
from xml.sax.saxutils import escape

import typer

from app.commands.options import Where, command, language
from app.commands.places import room_for
from app.commands.terminal import Terminal
from app.commands.upload import upload
from app.domain.address import server_at
from app.domain.office import read_address
from app.errors import EnvironmentProblem, InputError
from app.system import vault
from app.thai import thai_now
from app.wording import say
from app.workbooks.files import write_atomically

MOST = 261  # letters that schtasks takes for /TR
ODD = "&|<>^%!"  # what cmd takes for its own, within quotes inside of quotes, too
USAGE: type[Exception] = typer.BadParameter.__mro__[1]  # UsageError: Typer brings a Click of its own, or none
EXTRA = {"allow_extra_args": True, "ignore_unknown_options": True}  # those of `upload`
_XML = """<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>{begin}</StartBoundary>
      <Enabled>true</Enabled>
      <ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>
    </CalendarTrigger>
  </Triggers>
  <Principals><Principal id="Author"><LogonType>InteractiveToken</LogonType></Principal></Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT12H</ExecutionTimeLimit>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{program}</Command>
      <Arguments>{arguments}</Arguments>
      <WorkingDirectory>{folder}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
"""


@command
def schedule_task(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="the sheet that is booked each time")],
    at: Annotated[str, typer.Option("--at", help="time of day, 07:30")],
    name: Annotated[str, typer.Option("--name", help="of the task")] = "MOPHIC upload",
    xml: Annotated[Path | None, typer.Option("--xml", help="write the task as a file, for long or odd names")] = None,
    cron: Annotated[
        bool, typer.Option("--cron/--windows", help="a line for crontab, or for the Task Scheduler")
    ] = sys.platform != "win32",
    lang: Annotated[str, typer.Option("--lang", help="th | en")] = "th",
) -> int:
    """Print the command that books a sheet every day at a time. Everything else is an option of `upload`: --facility,
    --user, --column …; --yes, --notify and a report beside the settings are added. Nothing is registered by this."""
    terminal = Terminal(language(lang), as_json=False)
    hour, minute = _time_of(at)
    given, options = _checked(context.args)
    where = Where.of(Path(str(given["data_dir"])) if given.get("data_dir") else None)
    words = _upload_words(file, options, where, report=not given.get("report"))
    words += ["--lang", "en"] if terminal.lang == "en" else []
    _look_for_password(terminal, where, given)
    program = _program()
    if cron:
        terminal.note(say("task_cron", terminal.lang))
        line = shlex.join([*program, *words]).replace("%", r"\%")  # which crontab takes for the end of a line
        terminal.line(f"{minute} {hour} * * * {line}")
        return 0
    if xml is not None:
        room_for(xml, terminal)
        _write_xml(xml, hour, minute, program, words)
        create = ["schtasks", "/Create", "/TN", name, "/XML", str(xml.absolute()), "/F"]
    else:
        run = subprocess.list2cmdline([*program, *words])
        _refuse_unfit(run, name)
        create = [
            "schtasks",
            "/Create",
            "/TN",
            name,
            "/SC",
            "DAILY",
            "/ST",
            f"{hour:02d}:{minute:02d}",
            "/TR",
            run,
            "/F",
        ]
    terminal.note(say("task_register", terminal.lang))
    terminal.line(subprocess.list2cmdline(create))
    return 0


def _time_of(text: str) -> tuple[int, int]:
    """07:30, 7.30. Raises InputError task_time_unreadable."""
    match = re.fullmatch(r"\s*(\d{1,2})[:.](\d{2})\s*", text, re.ASCII)
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise InputError("task_time_unreadable", value=text)
    return int(match[1]), int(match[2])


def _checked(words: Sequence[str]) -> tuple[dict[str, object], list[str]]:
    """The options as `upload` reads them, so that a mistake is told now, not at night; and the words with whole paths,
    as a task begins in a folder of its own. Raises InputError task_option, task_no_stdin, task_office_password."""
    maker = typer.Typer(add_completion=False)
    maker.command()(upload)
    made = typer.main.get_command(maker)
    try:
        with made.make_context("mophic upload", ["sheet.xlsx", *words]) as read:
            params = dict(read.params)
    except USAGE as error:
        raise InputError("task_option", str(getattr(error, "message", error))) from error
    if params.get("password_stdin"):
        raise InputError("task_no_stdin")
    if (office := str(params.get("journal") or "")) and read_address(office).password:
        raise InputError("task_office_password")
    paths = {opt for param in made.params if param.type.name == "path" for opt in param.opts}
    return params, list(_whole_paths(words, paths))


def _whole_paths(words: Sequence[str], options: Collection[str]) -> Iterator[str]:
    before = ""
    for word in words:
        option, is_sign, value = word.partition("=")
        if before in options:
            yield str(Path(word).absolute())
        elif is_sign and option in options:
            yield f"{option}={Path(value).absolute()}"
        else:
            yield word
        before = word


def _upload_words(file: Path, given: Sequence[str], where: Where, *, report: bool) -> list[str]:
    """`report`: one is written beside the settings, as the caller names none."""
    words = ["upload", str(file.absolute()), "--yes", "--notify"]
    words += ["--report", str((where.data.root / "upload-report.json").absolute())] if report else []
    return words + [word for word in given if word not in ("--yes", "-y", "--notify")]


def _look_for_password(terminal: Terminal, where: Where, given: dict[str, object]) -> None:
    """The task can't type one. What can't be looked up here may be there at night: said, not refused."""
    if given.get("practice"):
        return
    server = server_at(str(given.get("server") or where.settings.server_url))
    facility = str(given.get("facility") or where.settings.facility)
    user = str(given.get("user") or where.settings.user)
    if not facility or not user:
        raise InputError("account_missing")
    with suppress(EnvironmentProblem):
        if vault.saved_password(server, facility, user):
            return
    terminal.note(say("task_no_password", terminal.lang))


def _program() -> list[str]:
    if getattr(sys, "frozen", False):
        return [str(Path(sys.executable).with_stem("mophic"))]
    installed = shutil.which("mophic", path=str(Path(sys.executable).parent))
    return [installed] if installed else [sys.executable, "-m", "app.cli"]


def _refuse_unfit(run: str, name: str) -> None:
    if found := sorted({letter for letter in run + name if letter in ODD}):
        raise InputError("task_odd_letters", letters=" ".join(found))
    if len(run) > MOST:
        raise InputError("task_too_long", length=len(run), most=MOST)


def _write_xml(out: Path, hour: int, minute: int, program: Sequence[str], words: Sequence[str]) -> None:
    begin = thai_now().replace(hour=hour, minute=minute, second=0, microsecond=0, tzinfo=None)
    text = _XML.format(
        begin=begin.isoformat(),
        program=escape(program[0]),
        arguments=escape(subprocess.list2cmdline([*program[1:], *words])),
        folder=escape(str(Path(__file__).resolve().parents[2] if len(program) > 1 else Path(program[0]).parent)),
    )
    write_atomically(out, lambda file: file.write(text.encode("utf-16")))
