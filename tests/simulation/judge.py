"""What must hold after a run and at the end of every seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.domain import Appointment, State
from app.events import Finished
from app.journal import Entry, Journal
from tests.simulation.clock import Program
from tests.simulation.server import Seat, Server

if TYPE_CHECKING:
    from tests.simulation.world import World

DOUBT = (State.UNKNOWN, State.SENDING, State.CANCELLING)


def seats(server: Server, row: Appointment) -> list[Seat]:
    place = (row.cid, row.date.isoformat(), row.hour)
    return [seat for seat in server.seats if (seat.cid, seat.day, seat.hour) == place]


def run(
    world: World,
    server: Server,
    journal: Journal,
    finished: Finished,
    heard: Mapping[tuple[int, int], State],
    program: Program,
    undo: bool,
) -> None:
    """A run that ended: no bug, and where nothing cut it short every row has its fate and every doubt was told."""
    batch = finished.batch
    if finished.error in ("bug", "environment"):
        world.breach("bug", f"batch {batch} ended by {finished.error} {finished.detail}")
    if finished.error or finished.stopped:
        return
    for entry in journal.entries(batch):
        row, state = entry.appointment.row, entry.outcome.state
        left = state is State.SENDING or (state is State.PLANNED and not undo)
        if left or (state is State.CANCELLING and heard.get((batch, row)) is not state):
            world.breach("row_without_fate", f"row {row} of batch {batch} is {state} {entry.outcome.code}")
        if state is State.UNKNOWN and heard.get((batch, row)) is not State.UNKNOWN:
            world.breach("doubt_not_told", f"row {row} of batch {batch}: {entry.outcome.code}")
        if (batch, row) in heard and heard[batch, row] is not state:
            world.breach("told_otherwise", f"row {row} of batch {batch}: told {heard[batch, row]}, is {state}")
        if state is State.BOOKED and not undo:
            _is_held(world, server, entry, batch)


def _is_held(world: World, server: Server, entry: Entry, batch: int) -> None:
    here = seats(server, entry.appointment)
    if not any(seat.stands for seat in here) and not any(seat.how for seat in here):
        row = entry.appointment
        world.breach("booked_without_seat", f"row {row.row} of batch {batch}: {entry.outcome.code}")


def books(world: World, server: Server, journal: Journal, pc: str) -> None:
    """At the end, the world at rest: the server's book and this PC's journal agree."""
    rows: list[tuple[int, Entry]] = [
        (info.id, entry) for info in journal.history() for entry in journal.entries(info.id)
    ]
    states: dict[tuple[str, str, int], Counter[State]] = {}
    for batch, entry in rows:
        row = entry.appointment
        states.setdefault((row.cid, row.date.isoformat(), row.hour), Counter())[entry.outcome.state] += 1
        if entry.outcome.state is State.BOOKED:
            _is_held(world, server, entry, batch)
        if entry.outcome.state in (State.SENDING, State.CANCELLING) and not entry.outcome.code:
            world.breach("row_without_fate", f"row {row.row} of batch {batch} is {entry.outcome.state} for good")
    for seat in server.seats:
        if seat.stands and seat.pc == pc:
            _is_known(world, seat, states.get((seat.cid, seat.day, seat.hour), Counter()))


def _is_known(world: World, seat: Seat, states: Counter[State]) -> None:
    """A seat we made stands booked or in doubt in our journal, so that undo and the clerk find it."""
    if any(states[state] for state in (State.BOOKED, *DOUBT)):
        return
    words = f"seat {seat.number} of {seat.cid} {seat.day} {seat.hour} by {seat.program}{' (repeat)' * seat.repeat}"
    if states[State.CANCELLED]:
        world.breach("undo_left_a_repeat" if seat.repeat else "cancelled_but_stands", words)
    elif states[State.SKIPPED]:
        world.breach("ours_called_skipped", words)
    else:
        told = ", ".join(str(state) for state in states) or "no row"
        world.breach("seat_not_in_our_books", f"{words}: {told}")
