"""What must hold after a run and at the end of every seed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from app.booking.plan import Step
from app.domain.values import Appointment, Outcome, State
from app.events import Finished
from app.journal.batches import Entry, Journal
from app.journal.rows import STANDS, UNSEEN
from app.wording import OTHER_HOUR
from tests.simulation.answers import FOR_GOOD, Seat
from tests.simulation.server import Server

if TYPE_CHECKING:
    from tests.simulation.world import World

SHOWS = 10.0  # seconds
FEW = 3
DOUBT = (State.UNKNOWN, State.SENDING, State.CANCELLING)


def seats(server: Server, row: Appointment) -> list[Seat]:
    place = (row.cid, row.date.isoformat(), row.hour)
    return [seat for seat in server.seats if (seat.cid, seat.day, seat.hour) == place]


def other_hours(server: Server, row: Appointment) -> Iterator[Seat]:
    """The person's seats at other hours of that day."""
    day = (seat for seat in server.seats if (seat.cid, seat.day) == (row.cid, row.date.isoformat()))
    return (seat for seat in day if seat.stands and seat.hour != row.hour)


def run(
    world: World,
    server: Server,
    journal: Journal,
    finished: Finished,
    heard: Mapping[tuple[int, int], tuple[State, float]],
    undo: bool,
) -> None:
    """A run that ended: no bug, and where nothing cut it short every row has its fate and every doubt was told.
    `heard`: what it said last of a batch's row, and when."""
    batch = finished.batch
    if finished.error == "bug":
        world.breach("bug", f"batch {batch} ended by {finished.detail}")
    for entry in journal.entries(batch):
        told, at = heard.get((batch, entry.outcome.row), (None, 0.0))
        if told is entry.outcome.state:
            left_out(world, server, entry.appointment, entry.outcome, at)
    if finished.error or finished.stopped:
        return
    for entry in journal.entries(batch):
        row, state = entry.appointment.row, entry.outcome.state
        told, at = heard.get((batch, row), (None, 0.0))
        words = f"row {row} of batch {batch}: {state} {entry.outcome.code}, told {told}"
        if state is State.SENDING or (state is State.PLANNED and not undo):
            world.breach("row_without_fate", words)
        if state in DOUBT and told is not state:
            world.breach("doubt_not_told", words)
        elif told not in (None, state):
            world.breach("told_otherwise", words)
        if state is State.BOOKED:
            _stands(world, server, entry, batch)
        if state is State.BOOKED and not undo:
            _is_held(world, server, entry, batch)
        if undo and entry.outcome.code == "another_seat" and server.lies.cancel == "honest":
            world.breach("undo_left_a_seat", words)
        _is_counted(world, server, entry, at, undo or journal.info(batch).source.purpose == "move")


def _is_counted(world: World, server: Server, entry: Entry, at: float, one_day: bool) -> None:
    """`at`: when the run last spoke of the row. `one_day`: it was not to see to two hours of a day."""
    row, outcome = entry.appointment, entry.outcome
    standing = [seat for seat in seats(server, row) if seat.stands]
    known = [seat for seat in standing if seat.lied_until < FOR_GOOD and (seat.made < at or not at)]
    if outcome.code == "not_in_schedule" and known:
        world.breach("shown_and_not_found", f"row {row.row}: {outcome.code}")
    shown = [seat for seat in standing if seat.made < at - SHOWS] if server.lies.readable else []
    looked = outcome.state is State.BOOKED and entry.verified
    if looked and len(shown) > 1 and outcome.code != "two_seats":
        world.breach("second_seat_not_told", f"row {row.row}: {len(shown)} seats, told {outcome.code!r}")
    elif looked and not one_day and at and server.lies.readable and outcome.code not in ("two_hours", "two_seats"):
        for seat in (one for one in other_hours(server, row) if one.made < at - SHOWS):
            world.breach("second_hour_not_told", f"row {row.row}: {seat.hour} too, told {outcome.code!r}")


def _stands(world: World, server: Server, entry: Entry, batch: int) -> None:
    """Nobody is told that a seat still stands that one of us gave back."""
    known = seats(server, entry.appointment)
    gone = any(seat.given_back for seat in known) and not any(seat.stands for seat in known)
    if gone and entry.outcome.code in STANDS:
        world.breach("gone_called_standing", f"row {entry.outcome.row} of batch {batch}: {entry.outcome.code}")


def left_out(world: World, server: Server, row: Appointment, told: Outcome | Step, at: float) -> None:
    """Nobody is told to be booked already, at this hour or another one, whose seats one of us gave back before `at`,
    when they were looked for."""
    other = told.code == OTHER_HOUR
    known = [one for one in server.seats if (one.cid, one.day) == (row.cid, row.date.isoformat())]
    known = [one for one in known if (one.hour != row.hour) is other]
    if known and (other or told.state is State.SKIPPED) and all(s.given_back and s.ended < at - 1.0 for s in known):
        kind = "refused_for_no_seat" if other else "skipped_without_seat"
        world.breach(kind, f"row {row.row}: given back {at - known[-1].ended:.0f} s before")


def _is_held(world: World, server: Server, entry: Entry, batch: int) -> None:
    row = entry.appointment
    over = entry.outcome.code == UNSEEN and server.is_over(row.date)  # it says so, and nobody could tell
    if not seats(server, row) and not over:
        world.breach("booked_without_seat", f"row {row.row} of batch {batch}: {entry.outcome.code}")


def moved(world: World, server: Server, old: Appointment, new: Appointment, code: str, state: State) -> None:
    """What the clerk is told of a move is what stands. `state`: of the wanted appointment."""
    truth = {"moved": (False, True), "not_moved": (True, False), "move_restored": (True, False)}
    truth |= {"move_has_both": (True, True), "move_has_none": (False, False), "move_given_back": (False, False)}
    may = [server.may_stand(seats(server, row)) for row in (old, new)]
    told = truth.get(code, (None, False if state is State.REFUSED else None))
    if any(one is not None and one not in truths for one, truths in zip(told, may, strict=True)):
        stand = [any(seat.stands for seat in seats(server, row)) for row in (old, new)]
        world.breach("move_told_wrong", f"{state} {code}, but old stands: {stand[0]}, new: {stand[1]}")


def books(world: World, server: Server, journal: Journal, pc: str) -> None:
    """At the end, the world at rest: the server's book and this PC's journal agree."""
    states: defaultdict[tuple[str, str, int], Counter[State]] = defaultdict(Counter)
    for info in journal.history():
        for entry in journal.entries(info.id):
            row = entry.appointment
            states[row.cid, row.date.isoformat(), row.hour][entry.outcome.state] += 1
            if entry.outcome.state is State.BOOKED:
                _is_held(world, server, entry, info.id)
        if info.source.purpose == "move" and info.to_cancel:
            world.breach("move_left_half", f"batch {info.id}")
    for seat in server.seats:
        if seat.stands and seat.pc == pc and seat.lied_until < FOR_GOOD:
            _is_known(world, seat, states[seat.cid, seat.day, seat.hour])


def two_pcs(world: World, server: Server, journals: Sequence[Journal]) -> None:
    """Where records tell what is so, two PCs with one sheet double a few people at the very beginning at most, and
    somebody is told of each."""
    standing = Counter((seat.cid, seat.day) for seat in server.seats if seat.stands and seat.pc)
    doubled = {cid for (cid, _), count in standing.items() if count > 1}
    entries = [entry for journal in journals for info in journal.history() for entry in journal.entries(info.id)]
    told = {entry.appointment.cid for entry in entries if entry.outcome.to_be_seen_to}
    if len(doubled) > FEW:
        world.breach("many_have_two_seats", f"{len(doubled)} of {len(world.scenario.rows)}")
    if doubled - told:
        world.breach("two_seats_not_told", f"{len(doubled - told)} of {len(doubled)}")


def _is_known(world: World, seat: Seat, states: Counter[State]) -> None:
    """A seat we made stands booked or in doubt in our journal, so that undo and the clerk find it."""
    if any(states[state] for state in (State.BOOKED, *DOUBT)):
        return
    kind = "seat_not_in_our_books"
    if states[State.CANCELLED]:
        kind = "undo_left_a_repeat" if seat.repeat else "cancelled_but_stands"
    elif states[State.SKIPPED]:
        kind = "ours_called_skipped"
    told = ", ".join(str(state) for state in states) or "no row"
    repeat = " (a gateway's repeat)" * seat.repeat
    world.breach(kind, f"seat {seat.number} of {seat.cid} {seat.day} {seat.hour} by {seat.program}{repeat}: {told}")
