"""What a signed-in clerk can do. The window and the command line do the same things because both do them here."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from copy import copy
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

from app.booking import diary, names, patience, unbooked
from app.booking import plan as planning
from app.booking.batch_rows import holder
from app.booking.control import Control, Timing
from app.booking.flow import Flow
from app.booking.move import NEW, OLD, stand
from app.booking.names import Asked
from app.booking.patience import Patience
from app.booking.plan import Plan
from app.booking.runner import Runner
from app.booking.seats import Schedules
from app.booking.work import BatchWork, purpose
from app.domain.address import Server, file_name, old_file_names
from app.domain.office import OfficeAddress
from app.domain.values import Account, Appointment, FieldSite, Outcome, Problem, State
from app.errors import (
    AppError,
    EnvironmentProblem,
    InputError,
    NotSent,
    ServiceChanged,
    Silence,
    Throttled,
    TokenRefused,
    Uncertain,
)
from app.events import Answered, Emit, Event, Finished
from app.journal import office_key
from app.journal.batches import BatchInfo, Entry, Journal, Source
from app.journal.pace import pace_of
from app.journal.rows import FAILED, is_failed, seen_by_clerks
from app.mophic.client import Client
from app.mophic.limits import DEFAULT_CAP
from app.mophic.session import Session, SiteSession
from app.sheets.check import Checked
from app.system import vault
from app.system.paths import DataDir, private_folder
from app.system.pc import this_pc
from app.thai import thai_now

T = TypeVar("T")
log = logging.getLogger(__name__)
LOOKS = 3  # a clerk who waits before a screen is told soon that something is wrong


class Desk:
    """One account on one server, with its journal. Made by `sign_in`, inside the loop that uses it."""

    def __init__(
        self, server: Server, session: Session, journal: Journal, timing: Timing, waits: Patience | None = None
    ) -> None:
        """`waits`: with what patience the journal is asked, see `patient`; None: that it is away is told at once."""
        self.server = server
        self.session = session
        self.journal = journal
        self.timing = timing
        self._patience = waits
        self.schedules = Schedules(session)
        self.sites: tuple[FieldSite, ...] | None = None  # field sites; None: not asked yet

    @classmethod
    async def sign_in(
        cls,
        server: Server,
        facility: str,
        user: str,
        password: str,
        journal: Journal,
        *,
        cap: int = DEFAULT_CAP,
        timing: Timing | None = None,
        ca_file: Path | None = None,
        tell: Callable[[datetime], None] = lambda until: None,
    ) -> Desk:
        """`tell`: until when it waits in silence, as the server asked this computer to.

        Raises AuthError (refused), NotSent (no way to the server), Uncertain (not MOPH-IC), Blocked, Throttled.
        """
        timing = timing or Timing.of(server)
        client = Client(server, pace_of(journal, server, cap), ca_file=ca_file, block_seconds=timing.block_wait)
        session = Session(client, facility, user, timing.renewal_gap, journal.refusals)
        try:
            try:
                await session.sign_in(password)
            except Silence as silence:  # that the server asked whoever shares our pace for
                if timing.patience is None or silence.retry_after > timing.patience:
                    raise
                tell(thai_now() + timedelta(seconds=silence.retry_after))
                await asyncio.sleep(silence.retry_after)
                await session.sign_in(password)
        except BaseException as error:
            log.info("not signed in: %s", error.code if isinstance(error, AppError) else type(error).__name__)
            await client.close()
            raise
        log.info("signed in%s", " to practise" if server.practice else "")
        return cls(server, session, journal, timing)

    @property
    def account(self) -> Account:
        return self.session.account

    async def sign_in_again(self, password: str) -> None:
        """The password has changed, or the session was thrown out: a waiting batch goes on from the same row."""
        await self.session.sign_in(password)

    async def close(self) -> None:
        await self.session.client.close()

    async def ask(self, ask: Callable[[], Awaitable[T]]) -> T:
        """A call that only reads, for somebody who waits: a few tries, then the error. Raises ServiceError."""
        pause = self.timing.first_probe
        for _ in range(LOOKS - 1):
            try:
                return await self.session.call(ask)
            except (NotSent, Throttled, TokenRefused, Uncertain) as error:
                if isinstance(error, ServiceChanged | Silence):
                    raise
                if isinstance(error, Throttled):
                    self.session.client.pace.slow_down(error.retry_after)
            await asyncio.sleep(pause)
            pause *= 2
        return await self.session.call(ask)

    # --- field sites ---

    async def field_sites(self) -> tuple[FieldSite, ...]:
        """The facility's field sites, asked once. None where the server can't tell."""
        if self.sites is None:
            client, facility = self.session.client, self.account.facility
            self.sites = await self.ask(lambda: client.field_sites(facility))
        return self.sites

    def at(self, site: FieldSite) -> Desk:
        """The same desk for one of its field sites: the same sign-in, an own facility code."""
        return Desk(self.server, SiteSession(self.session, site), self.journal, self.timing, self._patience)

    async def _desk_of(self, batch: int) -> Desk:
        """Where a batch belongs: here, or at a field site of ours."""
        facility = (await self.aside(partial(self.journal.info, batch))).facility
        if facility != self.account.facility:
            with suppress(AppError):
                for site in await self.field_sites():
                    if site.code == facility:
                        return self.at(site)
        return self

    # --- names ---

    async def look_up_names(
        self, cids: Sequence[str], control: Control, emit: Emit, tell: Callable[[int], None]
    ) -> Asked:
        """What the target list says of these ids: one call each, reads only. `tell`: how many are done."""
        flow = Flow(self.session, 0, control, emit, self.timing)
        try:
            with control.reaches(flow.changed):
                return await names.ask(self.session, flow, cids, tell)
        finally:
            await flow.end()

    # --- batches ---

    async def plan(
        self,
        appointments: Sequence[Appointment],
        control: Control | None = None,
        *,
        second_days: bool = True,
        file_name: str | None = None,
        after: Plan | None = None,
        emit: Emit | None = None,
    ) -> Plan:
        """What a batch of these rows would do. Reads only. `second_days`, `file_name`: see `plan.make`; `after`: the
        plan of the sheet that is booked before; `emit`: is told of holds and how far the questions are (`Answered`)."""
        control = control or Control()
        flow = Flow(self.session, 0, control, emit or _nobody, self.timing)
        ask = flow.patiently
        try:
            with control.reaches(flow.changed):
                return await planning.make(
                    self.schedules,
                    self.session,
                    self.journal,
                    appointments,
                    ask,
                    second_days=second_days,
                    behind=self.timing.alone_after,
                    taken=after.seats if after is not None else {},
                    file_name=file_name,
                    tell=lambda done, total: (emit or _nobody)(Answered(0, done, total)),
                )
        finally:
            await flow.end()

    async def aside(self, work: Callable[[], T]) -> T:
        """What has to do with the journal alone, where it holds nobody up: an office's may be far away."""
        if self._patience is not None:
            return await self._patience.ask(work, patience.LONG)
        return await self.journal.pen.ask(work, None)

    def save(self, plan: Plan, source: Source, *, instead_of: Sequence[int] = ()) -> int:
        """Write every step to disk; the batch's number. `instead_of`: see `Journal.add_batch`. Raises InputError."""
        steps = [(step.appointment, step.state, step.code, step.slot_id) for step in plan.steps]
        details = {step.appointment.row: step.detail for step in plan.steps if step.detail}
        who = (self.account.facility, self.account.user, source)
        return self.journal.add_batch(*who, steps, details=details, instead_of=instead_of)

    def unbooked(self, batch: int, *, whole: bool = False) -> Checked:
        """What a batch surely did not book, as a sheet: mended, it is saved `instead_of` that batch's rows. `whole`:
        with its other rows, which are not to be sent. Raises InputError: nothing_to_mend, batch_damaged,
        batch_of_other_facility."""
        info, facility = self.journal.info(batch), self.account.facility
        if purpose(self.journal, batch):  # made for one person: what was refused there may be a cancellation
            raise InputError("nothing_to_mend")
        if info.facility != facility:
            raise InputError("batch_of_other_facility", facility=info.facility)
        entries = self.journal.entries(batch)
        return unbooked.of_entries(info.source.file_name, entries, facility=facility, now=thai_now(), whole=whole)

    def unfinished(self, appointments: Sequence[Appointment], purpose: str = "") -> BatchInfo | None:
        """An unfinished batch of exactly these rows and for this purpose (see `Source`)."""
        batch = self.journal.find_unfinished(self.account.facility, appointments, purpose)
        return None if batch is None else self.journal.info(batch)

    async def run(
        self,
        batch: int,
        control: Control,
        emit: Emit,
        *,
        others: bool = True,
        past_refusals: bool = False,
        both_days: bool = False,
    ) -> Finished:
        """Start or continue a batch. `others`: see `settle_others`, which comes first. A run of equal refusals ends it
        (`Finished.alike`), `past_refusals`: but not for a reason its rows are refused for by now. Whom a later batch
        has booked for another day is not sent (`booked_later`), `both_days`: but where the clerk knows of it.

        Raises InputError: batch_held, batch_of_other_facility.
        """
        if others:
            await settle_others(self, batch, control, emit)
        desk = await self._desk_of(batch)
        work = desk._work(batch, control, emit, past_refusals=past_refusals, both_days=both_days)
        return await _noted(desk, "book", batch, work.run())

    async def undo(self, batch: int, control: Control, emit: Emit) -> Finished:
        """Cancel every booking this batch made."""
        desk = await self._desk_of(batch)
        return await _noted(desk, "undo", batch, desk._work(batch, control, emit).undo())

    async def find_extra(self, batch: int, control: Control, emit: Emit, *, hours: bool = False) -> Finished:
        """Ask the server who of this batch has more than one seat: rows get, or lose, the code `two_seats`. `hours`:
        who has another hour of that day beside what it booked: `two_hours`."""
        runner = await _runner(self, batch, control, emit)
        return await (runner.find_beside() if hours else runner.find_extra())

    async def cancel_extra(self, batch: int, control: Control, emit: Emit, *, hours: bool = False) -> Finished:
        """Leave one seat to everybody of this batch who has more now. `hours`: of people who have another hour of that
        day, too, give back what the batch booked."""
        runner = await _runner(self, batch, control, emit)
        return await (runner.cancel_beside() if hours else runner.cancel_extra())

    def retry_failed(self, batch: int, leaving: Collection[int] = ()) -> int:
        """Refused and unsent rows are planned again, for the next `run`, but for those that are left as they are, and
        for people of a sheet who were given up from here since; how many. Raises InputError batch_held,
        batch_damaged."""
        with self.journal.hold(batch, holder(self.account.user)):
            if (known := purpose(self.journal, batch)) != "move":
                if not known:
                    unbooked.leave_given_up(self.journal, batch)
                rows = {one.row for one in self.journal.outcomes(batch)}.difference(leaving) if leaving else None
                return self.journal.plan_again(batch, FAILED, rows)
            if stand(self.journal, batch).kept:  # what could not be cancelled is tried once more
                self.journal.mark(batch, OLD, State.BOOKED)
            return self.journal.plan_again(batch, FAILED, (NEW,))

    def second_days(self, batch: int) -> tuple[Problem, ...]:
        """A warning for each row that would be sent after `retry_failed` and whose person was booked on another day
        since. Raises InputError batch_damaged."""
        purpose(self.journal, batch)
        left = self.journal.entries(batch, (*FAILED, State.PLANNED))
        rows = [entry.appointment for entry in left if entry.outcome.state is State.PLANNED or is_failed(entry.outcome)]
        return tuple(planning.booked_other_days(self.account.facility, self.journal, rows))

    def history(self) -> tuple[BatchInfo, ...]:
        """The batches of this facility and, once they were asked for, of its field sites; newest first."""
        return ours(self, self.journal.history())

    def entries(self, batch: int) -> tuple[Entry, ...]:
        return self.journal.entries(batch)

    def outcomes(self, batch: int) -> dict[int, Outcome]:
        """By row of the user's file."""
        return {outcome.row: outcome for outcome in self.journal.outcomes(batch)}

    def _work(
        self, batch: int, control: Control, emit: Emit, *, past_refusals: bool = False, both_days: bool = False
    ) -> BatchWork:
        where = (self.session, self.journal, self.schedules, self.timing)
        return BatchWork(
            *where, batch, control, diary.kept(batch, emit), past_refusals=past_refusals, both_days=both_days
        )


def patient(desk: Desk, batch: int, control: Control, emit: Emit) -> Desk:
    """The same desk in the middle of work on a batch: an office's database that is away is waited for, and that is
    told. Whatever it is asked `aside` may be asked twice. Raises Stopped."""
    other = copy(desk)
    other._patience = Patience(desk.session, desk.journal, desk.timing, batch, control, emit)
    return other


async def _noted(desk: Desk, what: str, batch: int, work: Awaitable[Finished]) -> Finished:
    """Done, its begin and its end in the log."""
    known = await desk.aside(partial(desk.journal.info, batch))
    diary.begun(batch, what, known.total, practice=desk.server.practice)
    finished = await work
    with suppress(AppError):  # the log is not worth more than the batch
        diary.ended(batch, finished, (await outcomes_after(desk, finished)).values())
    return finished


async def outcomes_after(desk: Desk, finished: Finished) -> Mapping[int, Outcome]:
    """By row of the user's file, once a run has ended; see `Finished.known`."""
    return await desk.aside(partial(desk.outcomes, finished.batch)) if finished.known is None else finished.known


async def _runner(desk: Desk, batch: int, control: Control, emit: Emit) -> Runner:
    return await (await desk._desk_of(batch))._work(batch, control, emit).runner()


def ours(desk: Desk, batches: Iterable[BatchInfo]) -> tuple[BatchInfo, ...]:
    """Those of the desk's facility and its field sites that clerks see."""
    facilities = {desk.account.facility, *(site.code for site in desk.sites or ())}
    return seen_by_clerks(info for info in batches if info.facility in facilities)


async def settle_others(desk: Desk, batch: int, control: Control, emit: Emit) -> None:
    """Look up the rows in doubt of all other batches of the batch's facility that nobody runs."""
    place = await desk._desk_of(batch)
    for other in await place.aside(partial(place.journal.in_doubt, place.account.facility)):
        if other != batch:
            with suppress(InputError):  # somebody runs it: it settles its own rows
                await (await place._work(other, control, emit).runner()).settle()


def _nobody(_event: Event) -> None:
    """Planning has no batch to tell of."""


def open_journal(
    server: Server,
    data: DataDir,
    *,
    key_path: Path | None = None,
    session_only: bool = False,
    name: str = "",
    office: OfficeAddress | None = None,
) -> Journal:
    """The journal of a server; practice and real lie apart. `name` stands for the host where its port is chance;
    `office`: the database that holds it instead of a file, see `app.system.office.named`.

    The key: the user's key file, or the OS keyring; for practice, whose people are made up, a file beside the journal.
    Raises EnvironmentProblem keyring_missing (offer `session_only` or a key file), journal_damaged, journal_key_gone …;
    of an office besides office_not_joined, pc_copied, and whatever keeps its database away.
    """
    if session_only:
        return Journal(None, secrets.token_bytes(vault.KEY_BYTES))
    folder, key_path = journal_folder(server, data), key_of(server, data, key_path)
    if office is not None:
        kept = partial(vault.office_key, key_path=key_path)
        return Journal(replace(office, pc=this_pc(folder)), office_key.found(kept))
    file = _journal_file(folder, server, name)
    if key_path is not None:
        return Journal(file, vault.key_file(key_path))
    try:
        return Journal(file, vault.journal_key())
    except EnvironmentProblem as error:
        if error.code == "journal_wrong_key":  # nobody chose that key: the right one is gone
            raise EnvironmentProblem("journal_key_gone", path=str(file)) from error
        raise


def journal_folder(server: Server, data: DataDir) -> Path:
    return private_folder(data.practice if server.practice else data.root)


def key_of(server: Server, data: DataDir, key_path: Path | None) -> Path | None:
    """The file with the key of a server's journal; None: the keyring keeps it."""
    return journal_folder(server, data) / "journal.key" if key_path is None and server.practice else key_path


def has_journal(server: Server, data: DataDir, name: str = "", office: OfficeAddress | None = None) -> bool:
    """Whether there is one already: nobody is asked for a key to find that there is nothing."""
    if office is not None:
        return True
    folder = data.practice if server.practice else data.root
    return folder.is_dir() and _journal_file(folder, server, name).exists()


def _journal_file(folder: Path, server: Server, name: str) -> Path:
    """The server's journal; one that an earlier version made under another spelling of the address stays where it is
    (another window may have it open), and goes on being used."""
    path = folder / f"journal-{name or file_name(server.url)}.db"
    if name or path.exists():
        return path
    spellings = {f"journal-{old}.db" for old in old_file_names(server.url)}
    old = [file for file in folder.glob("journal-*.db") if file.name.lower() in spellings]
    return max(old, key=lambda file: file.stat().st_mtime, default=path)
