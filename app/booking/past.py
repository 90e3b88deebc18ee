"""What this computer knows of a sheet's rows, as its journal says: whom it booked before, at that hour or another one
of the day, and whom it cancelled or moved since. One witness, asked of no server. What was cancelled elsewhere since is
not known here."""

from __future__ import annotations

from collections.abc import Sequence

from app.booking.plan import hour_text
from app.domain.given_up import BOOKED_HERE, GONE_HERE, OTHER_HOUR_HERE, GivenUp, Known
from app.domain.values import Appointment, State
from app.journal.batches import Hold, Journal
from app.sheets.check import Checked, known_booked


def known_here(journal: Journal, facility: str, rows: Sequence[Appointment], file_name: str) -> Known:
    """Of rows that this computer knows nothing of there is nothing. `file_name`: see `GivenUpBook.of`."""
    holds = journal.holds(facility, rows)
    gone = journal.given_up.of(facility, [row for row in rows if not _is_booked(holds.get(row.row, ()))], file_name)
    found = ((row.row, _known(row, holds.get(row.row, ()), gone.get(row.row))) for row in rows)
    return {row: known for row, known in found if known is not None}


def _known(row: Appointment, holds: Sequence[Hold], how: GivenUp | None) -> tuple[str, str] | None:
    """As a plan takes it: whoever was moved from here within the day stands at that other hour, and is left out."""
    if _is_booked(holds):
        return BOOKED_HERE, ""
    others = [hold for hold in holds if hold.state is State.BOOKED]
    if how is not None and (not others or (how.to is not None and how.to[0] == row.date)):
        return GONE_HERE, how.packed()
    return (OTHER_HOUR_HERE, hour_text(others[0].hour)) if others else None


def booked_here(journal: Journal, facility: str, rows: Sequence[Appointment]) -> frozenset[int]:
    """Rows whose person was booked for that very hour."""
    holds = journal.holds(facility, rows)
    return frozenset(row for row, found in holds.items() if _is_booked(found))


def _is_booked(holds: Sequence[Hold]) -> bool:
    return any(hold.same_hour and hold.state is State.BOOKED for hold in holds)


def past_booked(journal: Journal, facility: str, checked: Checked) -> Checked:
    """The same sheet, of its past rows those set aside: a list that grows day by day."""
    return known_booked(checked, booked_here(journal, facility, checked.past))
