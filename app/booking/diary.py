"""What a batch does, in the log: holds, codes and counts, with the rows' numbers in the sheet. Nobody's name or id."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable

from app.domain.values import Outcome, State
from app.events import Alike, Emit, Event, Finished, Paused, Phase, Resumed, RowChanged

log = logging.getLogger(__name__)
AS_WISHED = frozenset({State.PLANNED, State.SENDING, State.BOOKED, State.CANCELLING, State.CANCELLED})  # only counted


def kept(batch: int, emit: Emit) -> Emit:
    """`emit`, written along."""

    last: Event | None = None

    def hear(event: Event) -> None:
        nonlocal last
        if event != last and not _same_hold(last, event):
            _note(batch, event)
        last = event
        emit(event)

    return hear


def _same_hold(last: Event | None, event: Event) -> bool:
    """A hold is told anew for each answer that still comes."""
    return isinstance(last, Paused) and isinstance(event, Paused) and last.reason == event.reason


def _note(batch: int, event: Event) -> None:
    match event:
        case RowChanged(_, outcome) if outcome.state not in AS_WISHED:
            log.info("batch %d row %d: %s %s", batch, outcome.row, outcome.state.value, outcome.code)
        case Phase(_, name):
            log.info("batch %d: %s", batch, name)
        case Paused(_, reason, until):
            log.info("batch %d held: %s%s", batch, reason, f" until {until:%H:%M:%S}" if until else "")
        case Resumed():
            log.info("batch %d goes on", batch)
        case Alike(_, code, count):
            log.info("batch %d: %d refused alike, %s", batch, count, code)


def begun(batch: int, what: str, rows: int, *, practice: bool) -> None:
    log.info("batch %d: %s, %d rows%s", batch, what, rows, ", practice" if practice else "")


def ended(batch: int, finished: Finished, outcomes: Iterable[Outcome]) -> None:
    """How it ended, its rows by state, and those that failed by code."""
    states: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    for one in outcomes:
        states[one.state.value] += 1
        if one.code and one.state not in AS_WISHED:
            codes[one.code] += 1
    how = "stopped" if finished.stopped else finished.error or "done"
    log.info("batch %d ended: %s; %s; %s", batch, how, _counted(states) or "no rows", _counted(codes) or "no codes")


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
