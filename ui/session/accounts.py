"""What the window asks of `app`, as coroutines for the worker's loop.

Imports inside functions on purpose: the first window must be on the screen before pandas, httpx and the like load.
"""

from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from app.booking.control import Control
from app.domain.address import Server
from app.domain.values import Appointment, Outcome
from app.errors import AppError, EnvironmentProblem, SheetError
from app.events import Emit, Finished
from app.system.awake import awake
from app.system.paths import DataDir
from app.thai import thai_now
from app.wording import Lang, batch_name
from ui.sheet import lines as of
from ui.sheet.lines import Lines
from ui.sheet.opening import (
    Answer,
    Columns,
    Earlier,
    Opened,
    WhichColumns,
    WhichSheet,
    Wish,
    layout_key,
    may_hold_more,
    remembered,
    rows_alone,
)

if TYPE_CHECKING:
    from app.booking.desk import Desk
    from app.booking.plan import Plan
    from app.journal.batches import BatchInfo, Entry, Journal, Source
    from app.practice import PracticeServer, Scenario
    from app.reader import Progress, Reader
    from app.sheets.cells.dates import DateOrder
    from app.sheets.cells.names import Listed
    from app.sheets.check import Checked
    from app.sheets.files import RawSheet, SheetInfo
    from app.sheets.files.again import Again

T = TypeVar("T")
MANY = 50_000  # objects made at once, from which a walk over them is felt


@dataclass(frozen=True)
class Credentials:
    """What the login form holds."""

    facility: str
    user: str
    password: str
    remember: bool = False


class Saved(NamedTuple):
    """`note`: what of the clerk's workbook is not in it, see `wording.copy_note`; "" where all of it is."""

    path: Path
    note: str = ""


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
        self.key_file: Path | None = None  # of the real server's journal, where there is no keyring
        self._scenario = scenario

    async def warm(self) -> None:
        """Load what the first sign-in and the first sheet will need, while the clerk is still typing."""
        import app.booking.desk  # noqa: F401

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
        from app.booking.desk import Desk
        from app.system import vault

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
            with suppress(EnvironmentProblem):  # no keyring: signed in all the same, only not remembered
                await asyncio.to_thread(remember, server, who.facility, who.user, who.password)
        return desk

    async def saved_password(self, server: Server, facility: str, user: str) -> str:
        """Raises EnvironmentProblem where there is no keyring."""
        from app.system import vault

        return await asyncio.to_thread(vault.saved_password, server, facility, user) or ""

    def _journal(self, server: Server, session_only: bool) -> Journal:
        """The journal of a server, opened once; each fresh practice server has its own."""
        from app.booking.desk import open_journal

        key = (server.url, session_only or self._fresh)
        if key not in self._journals:
            key_path = None if server.practice else self.key_file
            name = "practice" if server.practice else ""
            journal = open_journal(server, self._data, key_path=key_path, session_only=key[1], name=name)
            with suppress(AppError):
                journal.keep(self._keep_days)
            self._journals[key] = journal
        return self._journals[key]

    # --- sheets ---

    async def load(self, wish: Wish, facility: str | None, known: Mapping[str, Columns], progress: Progress) -> Answer:
        """Read and check a file in the helper process, and make the table's lines of it. `known`: layout -> columns
        the clerk once chose. `progress` is called on another thread."""
        return await asyncio.to_thread(lambda: _quietly(lambda: self._load(wish, facility, known, progress)))

    def _load(self, wish: Wish, facility: str | None, known: Mapping[str, Columns], progress: Progress) -> Answer:
        sheets: tuple[SheetInfo, ...] = ()
        if may_hold_more(wish.path):
            sheets = self._start_reader().sheets(wish.path)
            candidates = [info for info in sheets if info.usable and not info.hidden]
            if wish.sheet is None and len(candidates) > 1:
                return WhichSheet(wish.path, sheets)
        sheets = sheets if len(sheets) > 1 else ()
        read = partial(self._start_reader().load, wish.path, sheet=wish.sheet, facility=facility, **_now())
        return self._read(partial(read, progress=progress), wish.columns, known, sheets)

    def _read(
        self,
        read: Callable[..., Checked],
        columns: Columns | None,
        known: Mapping[str, Columns],
        sheets: tuple[SheetInfo, ...] = (),
    ) -> Answer:
        """Rows of a file or of the clipboard, or the question which columns are meant."""
        try:
            checked = read(columns=columns)
        except SheetError as error:
            if error.code not in ("columns_missing", "columns_unsure") or columns is not None:
                raise
            return self._settle(read, known, sheets)
        if columns is None and (chosen := self._again(checked.sheet, known)) and chosen != checked.columns:
            checked = read(columns=chosen)
        return Opened(of.of_checked(checked), sheets)

    @staticmethod
    def _again(raw: RawSheet, known: Mapping[str, Columns]) -> Columns | None:
        """The columns as the clerk said of a sheet with just these headers; None where something is still open."""
        from app.sheets.columns import look

        said = remembered(known.get(layout_key(raw.headers), {}), raw.headers)
        found = look(raw, said=said) if said else None
        return None if found is None or found.doubts else found.certain

    def _settle(
        self, read: Callable[..., Checked], known: Mapping[str, Columns], sheets: tuple[SheetInfo, ...]
    ) -> Answer:
        """Columns that are not certain: as the clerk said the last time, or a question."""
        from app.sheets.columns import look

        raw = rows_alone(read)
        if chosen := self._again(raw, known):
            return Opened(of.of_checked(read(columns=chosen)), sheets)
        found = look(raw, said=remembered(known.get(layout_key(raw.headers), {}), raw.headers))
        return WhichColumns(raw, found.suggested, found.doubts, sheets)

    async def load_text(
        self, text: str, name: str, facility: str | None, known: Mapping[str, Columns], progress: Progress
    ) -> Answer:
        """Rows copied in Excel; they lie in no file."""
        read = partial(self._start_reader().paste, text, name=name, facility=facility, **_now(), progress=progress)
        return await asyncio.to_thread(lambda: _quietly(lambda: self._read(read, None, known)))

    async def cancel_load(self) -> None:
        if self._reader is not None:
            await asyncio.to_thread(self._reader.cancel)

    async def mend(
        self,
        lines: Lines,
        checked: Checked,
        edits: Mapping[tuple[int, str], object],
        left_out: frozenset[int] | None = None,
        take_in: frozenset[str | int] | None = None,
    ) -> Lines:
        """The same sheet with cells mended, or other rows left out or taken in. `checked`: what `lines` show."""
        from app.sheets.check import recheck

        work = partial(recheck, checked, edits, left_out, take_in)
        return await asyncio.to_thread(lambda: _quietly(lambda: of.of_mended(lines, work())))

    async def take_listed(self, lines: Lines, checked: Checked, listed: Mapping[str, Listed]) -> Lines:
        """The same sheet with what the target list says of its people. `checked`: what `lines` show."""
        from app.sheets.check import with_listed

        work = partial(with_listed, checked, listed)
        return await asyncio.to_thread(lambda: _quietly(lambda: of.of_mended(lines, work())))

    async def check_again(
        self,
        raw: RawSheet,
        columns: Columns,
        facility: str | None,
        before: Checked | None = None,
        dates: DateOrder | None = None,
        same: Mapping[str, object] | None = None,
    ) -> Lines:
        """All rows once more: other columns, another facility, or the other order of day and month; `same`: values
        that all rows share. What the clerk did to the rows in `before` stays."""
        from app.sheets.check import check
        from app.sheets.columns import for_all

        shared = for_all(raw, same or {})
        work = partial(check, raw, columns, facility=facility, **_now(), dates=dates, edits=shared)
        if before is not None:
            kept = {"left_out": before.left_out, "take_in": before.taken_in, "listed": before.listed}
            work = partial(work, edits={**before.edits, **shared}, **kept)
        return await asyncio.to_thread(lambda: _quietly(lambda: of.of_checked(work())))

    async def past_booked(self, desk: Desk, lines: Lines) -> Lines:
        """The same rows, those set aside that are past and were booked from here."""
        assert lines.checked is not None
        checked = desk.past_booked(lines.checked)
        if checked is lines.checked:
            return lines
        return await asyncio.to_thread(lambda: _quietly(lambda: of.of_checked(checked)))

    async def back(self, lines: Lines, checked: Checked) -> Lines:
        """The sheet as it was checked before; what the target list has said since stays."""
        listed = lines.checked.listed if lines.checked is not None else {}
        return await self.take_listed(lines, checked, listed)

    async def let_go(self, lines: Lines) -> None:
        """The last hold on rows that are shown no more: a hundred thousand are freed here, not in the window."""
        del lines

    async def save_problems(self, checked: Checked, out: Path, lang: Lang) -> Path:
        """The rows with problems as a workbook that loads again. Raises SheetError, EnvironmentProblem."""
        from app.workbooks import write_problem_rows

        return await asyncio.to_thread(partial(write_problem_rows, checked, out, lang=lang, overwrite=True))

    async def template(self, out: Path) -> Path:
        from app.workbooks import template

        await asyncio.to_thread(partial(template, out, overwrite=True))
        return out

    async def sample(self) -> Path:
        """A fresh practice sheet: its days lie ahead, its people are known to the practice server."""
        from app.practice.sample import write_sample

        return await asyncio.to_thread(write_sample, self._data.practice / "sample.xlsx")

    async def save_result(
        self, desk: Desk | None, lines: Lines, name: str, out: Path, lang: Lang, earlier: Earlier | None = None
    ) -> Saved:
        """A copy of the workbook with each row's result; of a batch from the history, its rows alone. `earlier`: the
        batch of the whole sheet. The clerk was asked before about overwriting. Raises EnvironmentProblem."""
        return await asyncio.to_thread(self._save_result, desk, lines, name, out, lang, earlier)

    def _save_result(
        self, desk: Desk | None, lines: Lines, name: str, out: Path, lang: Lang, earlier: Earlier | None
    ) -> Saved:
        from app import workbooks as workbook

        account, server = (desk.account, desk.server) if desk else (None, None)
        outcomes = dict(lines.outcomes)
        if lines.checked is not None:
            checked, outcomes = earlier.joined(lines.checked, outcomes) if earlier else (lines.checked, outcomes)
            notes: list[str] = []
            path = workbook.write_result(
                checked,
                outcomes,
                out,
                lang=lang,
                account=account,
                server=server,
                overwrite=True,
                read_again=self._read_again,
                copied=self._start_reader().copy,
                tell=notes.append,
            )
            return Saved(path, *notes)
        rows = [
            (appointment, outcomes[appointment.row])
            for appointment in lines.appointments
            if appointment is not None and appointment.row in outcomes
        ]
        return Saved(
            workbook.write_result_without_source(
                rows, out, lang=lang, file_name=name, account=account, server=server, overwrite=True
            )
        )

    def _read_again(self, raw: RawSheet) -> RawSheet | None:
        """By the helper process, since a file that was changed may hold anything."""
        return self._start_reader().again(raw)

    async def look_again(self, raw: RawSheet) -> Again:
        """Whether a file still holds what was read of it."""
        from app.sheets.files.again import look_again

        return await asyncio.to_thread(look_again, raw, self._read_again)

    # --- batches ---

    async def prepare(
        self, desk: Desk, appointments: Sequence[Appointment], control: Control, emit: Emit
    ) -> BatchInfo | Plan:
        """An unfinished batch of just these rows, or else what a new one would do."""
        return desk.unfinished(appointments) or await desk.plan(appointments, control, emit=emit)

    async def begin(
        self, desk: Desk, plan: Plan, source: Source, instead_of: Sequence[int] = ()
    ) -> tuple[int, Mapping[int, Outcome]]:
        batch = desk.save(plan, source, instead_of=instead_of)
        return batch, desk.outcomes(batch)

    async def run(self, desk: Desk, batch: int, control: Control, emit: Emit) -> Finished:
        with awake("booking appointments"):
            return await desk.run(batch, control, emit)

    async def undo(self, desk: Desk, batch: int, control: Control, emit: Emit) -> Finished:
        with awake("cancelling appointments"):
            return await desk.undo(batch, control, emit)

    async def move_rows(self, desk: Desk, batch: int, rows: Sequence[int], control: Control, emit: Emit) -> Finished:
        from app.people import person as single

        with awake("booking appointments"):
            return await single.move_rows(desk, batch, rows, control, emit)

    async def cancel_extra(self, desk: Desk, batch: int, control: Control, emit: Emit) -> Finished:
        with awake("cancelling appointments"):
            return await desk.cancel_extra(batch, control, emit)

    async def second_days(self, desk: Desk, batch: int) -> tuple[int, ...]:
        return tuple(problem.row for problem in desk.second_days(batch))

    async def retry(self, desk: Desk, batch: int) -> Mapping[int, Outcome]:
        desk.retry_failed(batch)
        return desk.outcomes(batch)

    async def unbooked(self, desk: Desk, batch: int, checked: Checked | None) -> Lines:
        """What a batch surely did not book, as a sheet that can be mended. Raises InputError."""
        found = desk.unbooked(batch, checked)
        return await asyncio.to_thread(lambda: _quietly(lambda: of.of_checked(found)))

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

    async def set_comment(self, desk: Desk, batch: int, comment: str) -> tuple[BatchInfo, ...]:
        """Keep the clerk's note; the history with it."""
        desk.journal.set_comment(batch, comment)
        return desk.history()

    async def export(self, desk: Desk, info: BatchInfo, out: Path, lang: Lang) -> Path:
        """A batch's rows and results as a workbook. Raises EnvironmentProblem."""
        lines = await self.open(desk, info.id)
        name = batch_name(info.source.kind, info.source.file_name, lang)
        return (await self.save_result(desk, lines, name, out, lang)).path

    async def clear(self, desk: Desk) -> int:
        """Clear personal data; how many running batches remain."""
        return desk.journal.clear()


def _now() -> dict[str, Any]:
    """The day and the hour in Thailand, for a check."""
    now = thai_now()
    return {"today": now.date(), "hour": now.hour}


def _quietly(work: Callable[[], T]) -> T:
    """No garbage collection while rows are made, nor ever after over them: a walk over a hundred thousand rows stops
    the window for a quarter of a second, and there is no cycle among them. They are freed when nobody holds them."""
    from app.sheets.check import uncollected

    with uncollected():
        made = work()
        if gc.get_count()[0] > MANY:
            gc.freeze()
        return made


def _forget(server: Server, facility: str, user: str, _password: str) -> None:
    from app.system import vault

    with suppress(EnvironmentProblem):  # no keyring: nothing is kept there
        vault.forget_password(server, facility, user)
