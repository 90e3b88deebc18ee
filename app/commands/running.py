"""Running a batch in the terminal: sign in, watch, stop, ask before people are told."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from app.booking.control import Control, Timing
from app.booking.desk import Desk
from app.booking.holding import Held
from app.booking.plan import Plan
from app.commands.asking import must_agree, somebody_there
from app.commands.options import Login, Where
from app.commands.terminal import Terminal, Watch
from app.domain.address import Server
from app.domain.given_up import LOST
from app.domain.office import OfficeAddress
from app.domain.values import OTHER_HOUR, Outcome, State
from app.errors import InputError
from app.events import Emit
from app.journal.rows import HAS_BOTH
from app.mophic.client import TIMEOUT
from app.sheets.cells import holidays
from app.system.awake import awake
from app.thai import thai_now
from app.wording import ranges, say

T = TypeVar("T")
SLOW = 3.0  # seconds without an answer to the sign-in, and it is said what is waited for


def timing_of(server: Server, patience: float, settle: float | None = None) -> Timing:
    timing = Timing.of(server, patience=patience, can_ask=False)
    if settle is None:
        return timing
    return replace(timing, absent_after=settle, shown_after=settle, look_again=min(1.0, settle))


@asynccontextmanager
async def signed_in(
    terminal: Terminal,
    where: Where,
    account: Login,
    timing: Timing,
    rate: int | None = None,
    ca_file: Path | None = None,
) -> AsyncIterator[Desk]:
    """A desk with its journal, closed at the end. Nobody sits before a silent screen while it is waited for."""
    journal = await asyncio.to_thread(where.journal, account.server, account.journal_name)
    try:
        ca = ca_file or (Path(where.settings.ca_file) if where.settings.ca_file else None)

        def waits(until: datetime) -> None:
            slow.cancel()
            _waits(terminal, "sign_in_waits", until)

        signing = asyncio.ensure_future(
            Desk.sign_in(
                account.server,
                account.facility,
                account.user,
                account.password,
                journal,
                cap=rate or where.settings.cap,
                timing=timing,
                ca_file=ca,
                tell=waits,
            )
        )
        waited_for = "sign_in_slow_office" if isinstance(journal.where, OfficeAddress) else "sign_in_slow"
        slow = asyncio.get_running_loop().call_later(
            SLOW, lambda: _waits(terminal, waited_for, thai_now() + timedelta(seconds=2 * TIMEOUT - SLOW))
        )
        try:
            desk = await signing
        finally:
            slow.cancel()
            signing.cancel()
        try:
            yield desk
        finally:
            await desk.close()
    finally:
        await asyncio.to_thread(journal.close)


def _waits(terminal: Terminal, code: str, until: datetime) -> None:
    terminal.note(say(code, terminal.lang, until=f"{until:%H:%M:%S}"))


def confirm(terminal: Terminal, desk: Desk, people: int, yes: bool) -> None:
    """Before real citizens are messaged somebody must have said yes. Practice messages nobody."""
    if yes or not people or (desk.server.practice and not somebody_there()):
        return
    if not somebody_there():
        raise InputError("confirm_needed", count=people)
    code = "practice_at_once" if desk.server.practice else "messages_at_once"
    terminal.note(say(code, terminal.lang, count=people, server=desk.server.url))
    must_agree(terminal.lang)


def tell_holidays(terminal: Terminal, days: Iterable[date]) -> None:
    """Before the question: days that somebody would be given are public holidays. As with a sheet it is said, and what
    was asked for is done."""
    if found := holidays.among(days):
        named = ", ".join(holidays.named(found, terminal.lang))
        terminal.note(say("day_is_holiday", terminal.lang, days=named, count=len(found)))


def confirm_undo(terminal: Terminal, people: int, yes: bool) -> None:
    if yes:
        return
    if not somebody_there():
        raise InputError("confirm_undo_needed", count=people)
    terminal.note(say("cancels_at_once", terminal.lang, count=people))
    must_agree(terminal.lang)


async def watched(
    terminal: Terminal, batch: int, total: int, work: Callable[[Control, Emit], Coroutine[Any, Any, T]]
) -> T:
    """Run with a progress bar; Ctrl+C stops in two stages."""
    control = Control()
    loop = asyncio.get_running_loop()
    with Watch(terminal, batch, total) as watch, interrupts(loop, control), awake("booking appointments"):
        return await work(control, watch.emit)


@contextmanager
def interrupts(loop: asyncio.AbstractEventLoop, control: Control) -> Iterator[None]:
    signals = [signal.SIGINT, signal.SIGTERM]
    if sys.platform == "win32":
        before = [signal.signal(number, lambda *_: control.stop()) for number in signals]
    else:
        before: list[Any] = []
        for number in signals:
            loop.add_signal_handler(number, control.stop)
    try:
        yield
    finally:
        if sys.platform == "win32":
            for number, handler in zip(signals, before, strict=True):
                signal.signal(number, handler)
        else:
            for number in signals:
                loop.remove_signal_handler(number)


def tell_moves_on(terminal: Terminal, batch: int, both: Sequence[Outcome]) -> None:
    """Whose move left both appointments, and the command that goes on with it."""
    if both:
        told = {"count": len(both), "rows": ranges([one.row for one in both]), "batch": batch}
        terminal.note(say("moves_on_hint", terminal.lang, **told))


def tell_next(terminal: Terminal, batch: int, outcomes: Mapping[int, Outcome]) -> None:
    """What can be done about another hour of the day, about seats too many, and about rows in doubt."""
    if doubtful := [outcome.row for outcome in outcomes.values() if outcome.state.doubtful]:
        told = {"count": len(doubtful), "rows": ranges(doubtful), "batch": batch}
        terminal.note(say("in_doubt_hint", terminal.lang, **told))
    for code, hint in ((OTHER_HOUR, "move_same_day_hint"), ("two_seats", "two_seats_hint")):
        if rows := [outcome.row for outcome in outcomes.values() if outcome.code == code]:
            terminal.note(say(hint, terminal.lang, count=len(rows), rows=ranges(rows), batch=batch))
    if lost := [outcome.row for outcome in outcomes.values() if outcome.code in LOST]:
        terminal.note(say("lost_hint", terminal.lang, count=len(lost), rows=ranges(lost)))
    if moves := [outcome for outcome in outcomes.values() if outcome.code == HAS_BOTH]:
        terminal.note(
            say("sheet_moves_on_hint", terminal.lang, count=len(moves), rows=ranges([one.row for one in moves]))
        )
    if both := [one for one in outcomes.values() if one.hours_too_many and one.code != HAS_BOTH]:
        told = {"count": len(both), "rows": ranges([outcome.row for outcome in both]), "batch": batch}
        ours = any(outcome.state is State.BOOKED for outcome in both)
        terminal.note(say("two_hours_hint" if ours else "also_other_hour_hint", terminal.lang, **told))


def tell_held(terminal: Terminal, held: Held) -> None:
    """Whom nobody has decided about yet: each has another day already."""
    if held:
        terminal.note(say("second_days_hint", terminal.lang, count=len(held), rows=ranges(held)))


def tell_given_up(terminal: Terminal, plan: Plan) -> None:
    """Whom nobody has decided about yet: booked from here, and cancelled or moved from here since."""
    if rows := [step.appointment.row for step in plan.unanswered]:
        terminal.note(say("given_up_hint", terminal.lang, count=len(rows), rows=ranges(rows)))
