"""An upload that nobody watches: one at a time, with a report for a program and a word for whoever must look."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from filelock import FileLock, Timeout

from app.booking.desk import Desk
from app.commands.exit_codes import ExitCode, code_of
from app.commands.options import Where
from app.commands.terminal import GIVEN_UP, Terminal, outcome_name, why_ended
from app.domain.stay import HELD
from app.domain.values import Outcome, SetAside, Severity
from app.errors import AppError, EnvironmentProblem, InputError
from app.events import Finished
from app.system import attention, notify
from app.system.attention import Attention
from app.system.paths import version
from app.thai import show_date, thai_now
from app.wording import say
from app.workbooks.files import write_atomically

if TYPE_CHECKING:
    from app.sheets.check import Checked

BEGINS = b'{\n "program": "mophic upload"'  # every report
NOT_BOOKED = ("refused", HELD, "invalid", "not_sent", "unknown", GIVEN_UP)  # of an upload's sums


@contextmanager
def alone(where: Where) -> Iterator[None]:
    """One upload at a time from one data folder, however many are started; a lock that ends with its process. Raises
    InputError upload_under_way."""
    lock = FileLock(where.data.file("upload.lock"), timeout=0)
    begun = where.data.file("upload.since")  # beside it: on Windows nobody reads a file that is locked
    try:
        lock.acquire()
    except Timeout as error:
        raise InputError("upload_under_way", since=_since(begun)) from error
    try:
        with suppress(OSError):
            begun.write_text(thai_now().strftime("%H:%M"), "utf-8")
        yield
    finally:
        with suppress(OSError):
            begun.unlink(missing_ok=True)
        lock.release()


def _since(begun: Path) -> str:
    try:
        return begun.read_text("utf-8")[:5]
    except (OSError, UnicodeDecodeError):
        return "?"


@dataclass
class Facts:
    """What is told of a run. No id, no name and no phone number of anybody."""

    started: datetime = field(default_factory=thai_now)
    more: dict[str, Any] = field(default_factory=dict)  # server, facility, batches, rows, summary: as far as it came
    code: ExitCode = ExitCode.BUG
    error: str = ""
    message: str = ""

    @property
    def left(self) -> int:
        """Rows that are not booked."""
        summary: Mapping[str, int] = self.more.get("summary", {})
        return sum(summary.get(name, 0) for name in NOT_BOOKED)

    def met(self, desk: Desk) -> None:
        """Where it books."""
        account, server = desk.account, desk.server
        self.more |= {"server": server.url, "practice": server.practice, "facility": account.facility}
        self.more |= {"batches": [], "rows": []}

    def booked(self, batch: int, sheet: str, outcomes: Mapping[int, Outcome], checked: Checked) -> None:
        """A batch has ended: its rows, and those that were kept out of it, in the file's order."""
        self.more["batches"].append(batch)
        wrong = {problem.row: problem.code for problem in checked.problems if problem.severity is Severity.ERROR}
        aside = {each.row: each.reason for each in checked.aside}
        kept_out = {**dict.fromkeys(aside, "set_aside"), **dict.fromkeys(wrong, "invalid")}
        for row in sorted({*outcomes, *kept_out}):
            if (one := outcomes.get(row)) is not None:
                at = one.at.isoformat(timespec="seconds") if one.at else None
                told = {"outcome": outcome_name(one), "code": one.code, "slot_id": one.slot_id, "at": at}
            else:
                told = {"outcome": kept_out[row], "code": wrong.get(row) or aside[row], "slot_id": None, "at": None}
            self.more["rows"].append({"sheet": sheet, "row": row, **told})

    def summed(self, summary: Mapping[str, int], aside: Sequence[SetAside], finished: Finished) -> None:
        self.more |= {"summary": {**summary, "set_aside": len(aside)}}
        self.error = finished.error

    def as_json(self, *, running: bool = False) -> dict[str, Any]:
        facts = {"program": "mophic upload", "version": version(), "process": os.getpid()}
        told = {"started": self.started.isoformat(timespec="seconds")}
        if running:
            return {**facts, **told, "outcome": "running", "exit_code": None}
        ended = {"ended": thai_now().isoformat(timespec="seconds"), "outcome": self.code.outcome}
        how = {"exit_code": int(self.code), "needs_person": self.code.needs_person}
        return {**facts, **told, **ended, **how, "error": self.error, "message": self.message, **self.more}


@dataclass(frozen=True)
class Unattended:
    """`report`: a file, written anew by each run. `tell`: somebody is told where a person is needed."""

    report: Path | None = None
    tell: bool = False

    @contextmanager
    def watch(self, terminal: Terminal, where: Where) -> Iterator[Facts]:
        """The report says `running` from the beginning on, so that a run that is killed does not look like the one
        before. Raises EnvironmentProblem report_unwritable, InputError file_exists, before anything is begun."""
        facts = Facts()
        self._write(facts, running=True)
        try:
            yield facts
        except BaseException as error:
            facts.code = code_of(error)
            if isinstance(error, AppError):
                facts.error, facts.message = error.code, why_ended(error, terminal.lang)
            elif not isinstance(error, KeyboardInterrupt | typer.Abort):
                facts.error = type(error).__name__
            raise
        finally:
            self._end(terminal, where, facts)

    def _write(self, facts: Facts, *, running: bool) -> None:
        if self.report is None:
            return
        text = json.dumps(facts.as_json(running=running), ensure_ascii=False, indent=1)
        report = self.report
        if not _may_be_replaced(report):
            raise InputError("file_exists", path=str(report))
        try:
            write_atomically(report, lambda file: file.write(text.encode("utf-8", "replace")), overwrite=True)
        except EnvironmentProblem as error:
            raise EnvironmentProblem("report_unwritable", error.detail, path=str(report)) from error

    def _end(self, terminal: Terminal, where: Where, facts: Facts) -> None:
        """What is over is over: nothing here changes how it ended."""
        note = Attention(facts.started, facts.code.outcome, facts.left)
        if facts.code.needs_person and not facts.message:
            facts.message = words_of(note, terminal)
        try:
            self._write(facts, running=False)
        except (EnvironmentProblem, InputError):
            terminal.note(say("report_late", terminal.lang, path=str(self.report)))
        if not self.tell:
            return
        if not facts.code.needs_person:
            if facts.code is ExitCode.DONE:
                attention.told(where.data)
            return
        attention.leave(where.data, note)
        notify.notify(say("notice_title", terminal.lang), words_of(note, terminal))


def _may_be_replaced(report: Path) -> bool:
    """A report of an earlier run, or nothing: never a file of the clerk's, whatever it is called."""
    try:
        with report.open("rb") as file:
            return file.read(len(BEGINS)) == BEGINS
    except FileNotFoundError:
        return True
    except OSError:
        return False


def words_of(note: Attention, terminal: Terminal) -> str:
    at = f"{show_date(note.at.date(), terminal.lang)} {note.at:%H:%M}"
    return say(note.code, terminal.lang, at=at, rows=note.rows)
