"""Model check: two windows, one journal file, one forgiving-nothing server; crashes anywhere. Nobody is booked twice.

The model server books every call that reaches it, however often. Only the journal's rules may keep a person's hour
from being sent a second time.
"""

from __future__ import annotations

import secrets
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.domain.values import Appointment, State
from app.journal.batches import TAKEN, Journal, Source
from app.journal.store import OfficeAddress
from tests.app.journal.conftest import KEY

PEOPLE = ("1101700230705", "8123456789014", "0123456789012")
WINDOWS = st.integers(0, 1)
ANSWERS = st.sampled_from(["booked", "refused", "lost after booking", "lost before booking", "throttled"])


class TwoWindows(RuleBasedStateMachine):
    """Rules are what a window does; `self.server` is what the citizens' phones have received."""

    def place(self) -> Path | OfficeAddress:
        return Path(self.folder.name) / "j.db"

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.where = self.place()
        self.windows = [Journal(self.where, KEY) for _ in range(2)]
        self.server: Counter[str] = Counter()
        self.batches: list[tuple[int, int]] = []  # (batch, its rows)

    def teardown(self) -> None:
        for window in getattr(self, "windows", []):
            window.close()
        if hasattr(self, "folder"):
            self.folder.cleanup()

    @rule(window=WINDOWS, people=st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3, unique=True))
    def load_a_sheet(self, window: int, people: list[str]) -> None:
        rows = [Appointment(number, cid, date(2027, 6, 14), 8) for number, cid in enumerate(people, start=2)]
        steps = [(row, State.PLANNED, "", None) for row in rows]
        batch = self.windows[window].add_batch("99001", "u", Source("a.xlsx"), steps)
        self.batches.append((batch, len(rows)))

    @precondition(lambda self: self.batches)
    @rule(window=WINDOWS, data=st.data(), answer=ANSWERS, crash=st.booleans())
    def send_a_row(self, window: int, data: st.DataObject, answer: str, crash: bool) -> None:
        journal = self.windows[window]
        batch, row = self._some_row(data)
        entry = self._entry(batch, row)
        if entry.outcome.state is not State.PLANNED or journal.claim(batch, row) is not None:
            return
        if answer in ("booked", "lost after booking"):
            self.server[entry.appointment.cid] += 1
        if crash:  # killed before the answer was written
            self._restart(window)
            return
        after = {
            "booked": State.BOOKED,
            "refused": State.REFUSED,
            "lost after booking": State.UNKNOWN,
            "lost before booking": State.UNKNOWN,
            "throttled": State.PLANNED,
        }[answer]
        journal.mark(batch, row, after)

    @precondition(lambda self: self.batches)
    @rule(window=WINDOWS, data=st.data())
    def settle_a_row(self, window: int, data: st.DataObject) -> None:
        batch, row = self._some_row(data)
        entry = self._entry(batch, row)
        if entry.outcome.state in (State.SENDING, State.UNKNOWN):
            found = self.server[entry.appointment.cid] > 0
            self.windows[window].mark(batch, row, State.BOOKED if found else State.PLANNED)

    @precondition(lambda self: self.batches)
    @rule(window=WINDOWS, data=st.data())
    def retry_failed(self, window: int, data: st.DataObject) -> None:
        batch, _ = self._some_row(data)
        self.windows[window].plan_again(batch, (State.REFUSED, State.NOT_SENT))

    @precondition(lambda self: self.batches)
    @rule(window=WINDOWS, data=st.data(), done=st.booleans())
    def undo_a_row(self, window: int, data: st.DataObject, done: bool) -> None:
        batch, row = self._some_row(data)
        entry = self._entry(batch, row)
        if entry.outcome.state is State.BOOKED:
            self.windows[window].mark(batch, row, State.CANCELLING)
            if done:
                self.server[entry.appointment.cid] -= 1
            self.windows[window].mark(batch, row, State.CANCELLED if done else State.BOOKED)

    @rule(window=WINDOWS)
    def restart(self, window: int) -> None:
        self._restart(window)

    @invariant()
    def nobody_is_booked_twice(self) -> None:
        assert all(count <= 1 for count in getattr(self, "server", Counter()).values())

    @invariant()
    def the_journal_knows_of_every_booking(self) -> None:
        """Each booking on the server is booked or in doubt in exactly one row."""
        holding: Counter[str] = Counter()
        for batch, _ in getattr(self, "batches", []):
            for entry in self.windows[0].entries(batch, TAKEN):
                holding[entry.appointment.cid] += 1
        assert all(count <= 1 for count in holding.values())
        assert all(holding[cid] == 1 for cid, count in getattr(self, "server", Counter()).items() if count)

    def _some_row(self, data: st.DataObject) -> tuple[int, int]:
        batch, rows = data.draw(st.sampled_from(self.batches))
        return batch, data.draw(st.integers(2, rows + 1))

    def _entry(self, batch: int, row: int):  # type: ignore[no-untyped-def]
        return next(entry for entry in self.windows[0].entries(batch) if entry.outcome.row == row)

    def _restart(self, window: int) -> None:
        self.windows[window].close()
        self.windows[window] = Journal(self.where, KEY)


TwoWindows.TestCase.settings = settings(max_examples=30, stateful_step_count=25)
TestTwoWindows = TwoWindows.TestCase


def test_two_pcs_of_an_office_book_nobody_twice_either(database: str) -> None:
    class TwoPcs(TwoWindows):
        def place(self) -> OfficeAddress:
            return OfficeAddress(database, schema=f"test_{secrets.token_hex(6)}")

    run_state_machine_as_test(TwoPcs, settings=settings(max_examples=5, stateful_step_count=25))
