"""What would undo a list, and how the moves stand that a killed program left of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import partial

from app.booking.control import Control
from app.booking.desk import Desk, settle_others
from app.booking.list_moves import leaving
from app.booking.move import moves_of, open_moves, stand, tell_back_of
from app.domain.values import MOVE, Appointment, State
from app.errors import InputError
from app.events import Emit
from app.journal.batches import Journal
from app.journal.rows import MOVES_ON
from app.people.by_list import Asked, ListPlan, plan


async def taken_back(desk: Desk, batch: int, control: Control | None = None, emit: Emit | None = None) -> ListPlan:
    """What would undo a list: its moves the other way round. Whose old appointment could not be cancelled has it
    already, and gives the new one back. Raises InputError nothing_to_take_back, moves_not_ended."""
    await look_after(desk, batch, control, emit)
    rows = [*await desk.aside(partial(halves, desk, batch))]
    for entry in await desk.aside(partial(desk.entries, batch)):
        was, old = entry.outcome, leaving(entry.appointment)
        if old is not None and was.code == "moved":
            now = entry.appointment
            rows.append(Asked(was.row, now.cid, now.date, now.hour, old.date, old.hour))
    if not rows:
        raise InputError("nothing_to_take_back")
    return await plan(desk, sorted(rows, key=lambda one: one.row), MOVE, control, emit)


async def look_after(desk: Desk, batch: int, control: Control | None = None, emit: Emit | None = None) -> None:
    """Moves of this batch that a killed program left are looked up, and its rows say how they stand. Nothing is booked
    or cancelled. Raises InputError moves_not_ended where nobody can tell of some, or neither appointment stands."""
    left = await desk.aside(partial(_left_by_kill, desk.journal, batch))
    if not left:
        return
    await settle_others(desk, batch, control or Control(), emit or (lambda _event: None))

    def told() -> int:
        if any(desk.journal.info(one).held_by for one in (batch, *left.values())):  # another window is at it right now
            return len(left)
        for row in left:
            tell_back_of(desk.journal, desk.account.facility, row.cid)
        known = {one.row for one in halves(desk, batch)}
        return sum(row.row not in known for row in _left_by_kill(desk.journal, batch))

    if count := await desk.aside(told):
        raise InputError("moves_not_ended", count=count, batch=batch)


def _left_by_kill(journal: Journal, batch: int) -> Mapping[Appointment, int]:
    """The rows of a batch whose move was begun, and nobody has seen how it ended; that move."""
    facility, found = journal.info(batch).facility, dict[Appointment, int]()
    for entry in journal.entries(batch, (State.NOT_SENT,)):
        if entry.outcome.code in MOVES_ON:
            row = entry.appointment
            move = moves_of(journal, facility, row.cid).get((batch, row.row))
            if move is not None:
                found[row] = move
    return found


def killed_moves(journal: Journal, batch: int) -> Mapping[str, int]:
    """How the moves of a list that was killed stand, as far as the journal knows: `moved`, `two_hours`, `unfinished`
    (nobody has looked what became of the old appointment). The list's own rows still say that they are not sent."""
    names = Counter[str]()
    for move in _left_by_kill(journal, batch).values():
        now = stand(journal, move)
        names["two_hours" if now.both else "moved" if now.code == "moved" else "unfinished"] += 1
    return names


def halves(desk: Desk, batch: int) -> tuple[Asked, ...]:
    """People of a batch (a sheet, a list, one move) whose move left both appointments, back to the old one: what the
    batch booked is given back. Whose new hour somebody else had booked is not among them."""
    open_ones = list(open_moves(desk.journal, desk.account.facility))
    both = [(number, now) for number, now in open_ones if now.both and now.new.tries]
    rows = {one.appointment.key: one.outcome.row for one in desk.entries(batch) if one.outcome.code in MOVES_ON}
    asked = []
    for number, now in both:
        old, new = now.old.appointment, now.new.appointment
        row = new.row if number == batch else rows.pop(new.key, None)
        if row is not None:
            asked.append(Asked(row, new.cid, new.date, new.hour, old.date, old.hour))
    return tuple(asked)


def cancelled(desk: Desk, batch: int) -> tuple[Appointment, ...]:
    """Whose appointments a list cancelled: booked again, that is undone. Raises InputError nothing_to_take_back."""
    rows = [entry.appointment for entry in desk.entries(batch) if entry.outcome.state is State.CANCELLED]
    if not rows:
        raise InputError("nothing_to_take_back")
    return tuple(rows)
