"""What the window asks of `app`, as coroutines for the worker's loop.

Imports inside functions on purpose: the first window must be on the screen before pandas, httpx and the like load.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.control import Control
from app.domain import Appointment, Outcome, Server, today
from app.errors import AppError
from app.events import Emit, Finished
from app.paths import DataDir
from app.wording import Lang
from ui import lines as of
from ui.lines import Lines

if TYPE_CHECKING:
    from app.desk import Desk
    from app.journal import BatchInfo, Entry, Journal, Source
    from app.plan import Plan
    from app.practice import PracticeServer, Scenario
    from app.reader import Reader


@dataclass(frozen=True)
class Credentials:
    """What the login form holds."""

    facility: str
    user: str
    password: str
    remember: bool = False


class Core:
    """Lives on the worker's loop; the window holds it only to hand its coroutines over."""

    def __init__(self, data: DataDir, keep_days: int, scenario: Scenario | None = None) -> None:
        """`scenario`: what the practice server inside this program holds and does wrong; None: the usual world."""
        self._data = data
        self._reader: Reader | None = None
        self._starting = threading.Lock()
        self._desk: Desk | None = None
        self._practice: PracticeServer | None = None
        self._journals: dict[tuple[str, bool], Journal] = {}
        self._fresh = False  # a practice server that forgets with the program
        self._keep_days = keep_days
        self._scenario = scenario

    async def warm(self) -> None:
        """Load what the first sign-in and the first sheet will need, while the clerk is still typing."""
        import app.desk  # noqa: F401

        await asyncio.to_thread(self._start_reader)

    def _start_reader(self) -> Reader:
        from app.reader import Reader

        with self._starting:  # warming up and the first file may come together
            if self._reader is None:
                self._reader = Reader()
            return self._reader

    async def sign_out(self) -> None:
        """Forget the token and close the connections."""
        if self._desk is not None:
            desk, self._desk = self._desk, None
            await desk.close()

    async def close(self) -> None:
        """End everything, the calls first."""
        await self.sign_out()
        for journal in self._journals.values():
            journal.close()
        if self._reader is not None:
            await asyncio.to_thread(self._reader.close)
        if self._practice is not None:
            await asyncio.to_thread(self._practice.stop)

    # --- signing in ---

    async def practice_login(self, *, fresh: bool = False) -> tuple[Server, Credentials]:
        """The practice server inside this program, started when it is first wanted; `fresh`: nothing booked yet."""
        from app.practice import PracticeServer

        if self._practice is None:
            database = None if fresh else self._data.practice / "practice.db"
            self._fresh = fresh
            self._practice = await asyncio.to_thread(PracticeServer, database, self._scenario)
        account = Credentials(self._practice.facility, self._practice.user, self._practice.password)
        return Server(self._practice.url, practice=True), account

    async def sign_in(self, server: Server, who: Credentials, cap: int, ca_file: str, session_only: bool) -> Desk:
        from app import vault
        from app.desk import Desk

        journal = await asyncio.to_thread(self._journal, server, session_only)
        self._desk = desk = await Desk.sign_in(
            server,
            who.facility,
            who.user,
            who.password,
            journal,
            cap=cap,
            ca_file=Path(ca_file) if ca_file else None,
        )
        if not server.practice:
            remember = vault.save_password if who.remember else _forget
            await asyncio.to_thread(remember, server, who.facility, who.user, who.password)
        return desk

    async def saved_password(self, server: Server, facility: str, user: str) -> str:
        """Raises EnvironmentProblem where there is no keyring."""
        from app import vault

        return await asyncio.to_thread(vault.saved_password, server, facility, user) or ""

    def _journal(self, server: Server, session_only: bool) -> Journal:
        """The journal of a server, opened once; each fresh practice server has its own."""
        from app.desk import open_journal

        key = (server.url, session_only or self._fresh)
        if key not in self._journals:
            journal = open_journal(server, self._data, session_only=key[1], name="practice" if server.practice else "")
            with suppress(AppError):
                journal.keep(self._keep_days)
            self._journals[key] = journal
        return self._journals[key]

    # --- sheets ---

    async def load(
        self, path: Path, sheet: str | None, columns: Mapping[str, int] | None, facility: str | None
    ) -> Lines:
        """Read and check a file in the helper process, and make the table's lines of it."""
        return await asyncio.to_thread(self._load, path, sheet, columns, facility)

    def _load(self, path: Path, sheet: str | None, columns: Mapping[str, int] | None, facility: str | None) -> Lines:
        reader = self._start_reader()
        checked = reader.load(path, sheet=sheet, columns=columns, facility=facility, today=today())
        return of.of_checked(checked)

    def cancel_load(self) -> None:
        if self._reader is not None:
            self._reader.cancel()

    async def template(self, out: Path) -> Path:
        from app.workbook import template

        await asyncio.to_thread(partial(template, out, overwrite=True))
        return out

    async def sample(self) -> Path:
        """A fresh practice sheet: its days lie ahead, its people are known to the practice server."""
        from app.practice.sample import write_sample

        return await asyncio.to_thread(write_sample, self._data.practice / "sample.xlsx")

    async def save_result(self, desk: Desk | None, lines: Lines, name: str, out: Path, lang: Lang) -> Path:
        """A copy of the workbook with each row's result; of a batch from the history, its rows alone. The clerk was
        asked before about overwriting. Raises EnvironmentProblem."""
        return await asyncio.to_thread(self._save_result, desk, lines, name, out, lang)

    @staticmethod
    def _save_result(desk: Desk | None, lines: Lines, name: str, out: Path, lang: Lang) -> Path:
        from app import workbook

        account, server = (desk.account, desk.server) if desk else (None, None)
        outcomes = dict(lines.outcomes)
        if lines.checked is not None:
            return workbook.write_result(
                lines.checked, outcomes, out, lang=lang, account=account, server=server, overwrite=True
            )
        rows = [
            (appointment, outcomes[appointment.row])
            for appointment in lines.appointments
            if appointment is not None and appointment.row in outcomes
        ]
        return workbook.write_result_without_source(
            rows, out, lang=lang, file_name=name, account=account, server=server, overwrite=True
        )

    # --- batches ---

    async def prepare(self, desk: Desk, appointments: Sequence[Appointment], control: Control) -> BatchInfo | Plan:
        """An unfinished batch of just these rows, or else what a new one would do."""
        return desk.unfinished(appointments) or await desk.plan(appointments, control)

    async def begin(self, desk: Desk, plan: Plan, source: Source) -> tuple[int, Mapping[int, Outcome]]:
        batch = desk.save(plan, source)
        return batch, desk.outcomes(batch)

    async def run(self, desk: Desk, batch: int, control: Control, emit: Emit) -> Finished:
        return await desk.run(batch, control, emit)

    async def undo(self, desk: Desk, batch: int, control: Control, emit: Emit) -> Finished:
        return await desk.undo(batch, control, emit)

    async def retry(self, desk: Desk, batch: int) -> Mapping[int, Outcome]:
        desk.retry_failed(batch)
        return desk.outcomes(batch)

    async def outcomes(self, desk: Desk, batch: int) -> Mapping[int, Outcome]:
        return desk.outcomes(batch)

    async def decide(self, desk: Desk, batch: int, row: int, booked: bool) -> Outcome:
        return desk.journal.decide(batch, row, booked=booked)

    async def history(self, desk: Desk) -> tuple[BatchInfo, ...]:
        return desk.history()

    async def open(self, desk: Desk, batch: int) -> Lines:
        return await asyncio.to_thread(of.of_entries, desk.entries(batch))

    async def entry(self, desk: Desk, batch: int, row: int) -> Entry | None:
        return next((entry for entry in desk.entries(batch) if entry.appointment.row == row), None)

    async def clear(self, desk: Desk) -> int:
        """Clear personal data; how many running batches remain."""
        return desk.journal.clear()


def _forget(server: Server, facility: str, user: str, _password: str) -> None:
    from app import vault
    from app.errors import EnvironmentProblem

    try:
        vault.forget_password(server, facility, user)
    except EnvironmentProblem:
        return  # no keyring: nothing is kept there
