"""What a signed-in clerk can do. The window and the command line do the same things because both do them here."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from app import plan as planning
from app import vault
from app.batch import Runner
from app.control import Control, Timing
from app.domain import Account, Appointment, Outcome, Server, State
from app.errors import InputError
from app.events import Emit, Event, Finished
from app.flow import Flow
from app.journal import BatchInfo, Entry, Journal, Source
from app.mophic.client import Client
from app.mophic.pacing import DEFAULT_CAP, Pace
from app.paths import DataDir, pace_folder, private_folder
from app.plan import Plan
from app.session import Session


class Desk:
    """One account on one server, with its journal. Made by `sign_in`, inside the loop that uses it."""

    def __init__(self, server: Server, session: Session, journal: Journal, timing: Timing) -> None:
        self.server = server
        self.session = session
        self.journal = journal
        self.timing = timing

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
    ) -> Desk:
        """Raises AuthError (refused), NotSent (no way to the server), Uncertain (not MOPH-IC), Blocked, Throttled."""
        client = Client(server, Pace(pace_folder(), server.url, cap), ca_file=ca_file)
        timing = timing or Timing.of(server)
        session = Session(client, facility, user, timing.renewal_gap)
        try:
            await session.sign_in(password)
        except BaseException:
            await client.close()
            raise
        return cls(server, session, journal, timing)

    @property
    def account(self) -> Account:
        return self.session.account

    async def sign_in_again(self, password: str) -> None:
        """The password has changed, or the session was thrown out: a waiting batch goes on from the same row."""
        await self.session.sign_in(password)

    async def close(self) -> None:
        await self.session.client.close()

    # --- batches ---

    async def plan(self, appointments: Sequence[Appointment], control: Control | None = None) -> Plan:
        """What a batch of these rows would do. Reads only."""
        flow = Flow(self.session, 0, control or Control(), _nobody, self.timing)
        try:
            return await planning.make(self.session, self.journal, appointments, flow.patiently)
        finally:
            await flow.end()

    def save(self, plan: Plan, source: Source) -> int:
        """Write every step to disk; the batch's number."""
        steps = [(step.appointment, step.state, step.code, step.slot_id) for step in plan.steps]
        return self.journal.add_batch(self.account.facility, self.account.user, source, steps)

    def unfinished(self, appointments: Sequence[Appointment]) -> BatchInfo | None:
        """An unfinished batch of exactly these rows."""
        batch = self.journal.find_unfinished(self.account.facility, appointments)
        return None if batch is None else self.journal.info(batch)

    async def run(self, batch: int, control: Control, emit: Emit) -> Finished:
        """Start or continue a batch. Rows in doubt in other batches that nobody runs are settled first.

        Raises InputError: batch_held, batch_of_other_facility.
        """
        for other in self.journal.in_doubt(self.account.facility):
            if other != batch:
                with suppress(InputError):  # somebody runs it: it settles its own rows
                    await self._runner(other, control, emit).settle()
        return await self._runner(batch, control, emit).book()

    async def undo(self, batch: int, control: Control, emit: Emit) -> Finished:
        """Cancel every booking this batch made."""
        return await self._runner(batch, control, emit).undo()

    def retry_failed(self, batch: int) -> int:
        """Refused and unsent rows are planned again, for the next `run`; how many."""
        return self.journal.plan_again(batch, (State.REFUSED, State.NOT_SENT))

    def history(self) -> tuple[BatchInfo, ...]:
        """The batches of this facility, newest first."""
        return tuple(info for info in self.journal.history() if info.facility == self.account.facility)

    def entries(self, batch: int) -> tuple[Entry, ...]:
        return self.journal.entries(batch)

    def outcomes(self, batch: int) -> dict[int, Outcome]:
        """By row of the user's file."""
        return {entry.outcome.row: entry.outcome for entry in self.journal.entries(batch)}

    def _runner(self, batch: int, control: Control, emit: Emit) -> Runner:
        return Runner(self.session, self.journal, batch, control, emit, self.timing)


def _nobody(_event: Event) -> None:
    """Planning has no batch to tell of."""


def open_journal(
    server: Server, data: DataDir, *, key_path: Path | None = None, session_only: bool = False, name: str = ""
) -> Journal:
    """The journal of a server; practice and real lie apart. `name` stands for the host where its port is chance.

    The key: the user's key file, or the OS keyring; for practice, whose people are made up, a file beside the journal.
    Raises EnvironmentProblem keyring_missing (offer `session_only` or a key file), journal_damaged, journal_newer …
    """
    if session_only:
        return Journal(None, secrets.token_bytes(vault.KEY_BYTES))
    folder = private_folder(data.practice if server.practice else data.root)
    host = re.sub(r"[^\w.-]", "-", name or urlsplit(server.url).netloc)
    if key_path is None and server.practice:
        key_path = folder / "journal.key"
    key = vault.key_file(key_path) if key_path is not None else vault.journal_key()
    return Journal(folder / f"journal-{host}.db", key)
