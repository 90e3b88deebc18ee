"""What a batch surely did not book, as a sheet that can be mended and becomes a batch of its own. From the journal: its
workbook may be anywhere.

Rows that are booked, or may be, are never in it: they stay with their batch, and so does what was not sent yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from app.domain.given_up import LEFT_OUT_HERE
from app.domain.values import Appointment, Outcome, State
from app.errors import InputError
from app.journal.batches import Entry, Journal, is_mendable
from app.journal.rows import FAILED, MOVES_ON, NEVER_AGAIN
from app.sheets.check import Checked, check
from app.sheets.files.model import RawSheet
from app.wording.sheet import COLUMN_TITLES

_FIELDS = ("cid", "appointment_date", "appointment_time", "dose", "person_name", "mobile_phone", "note")


def of_entries(
    file_name: str, entries: Sequence[Entry], *, facility: str, now: datetime, whole: bool = False
) -> Checked:
    """`whole`: with every other row of the batch, for a table that shows what became of all. Raises InputError:
    nothing_to_mend."""
    refused = _refused(entries)
    shown = {entry.appointment.row: entry.appointment for entry in entries if whole or entry.appointment.row in refused}
    rows = [
        (row.cid, row.date, f"{row.hour:02d}:00", str(row.dose), row.person_name, row.mobile_phone, row.note)
        for row in shown.values()
    ]
    headers = tuple(COLUMN_TITLES[field][0] for field in _FIELDS)
    raw = RawSheet(Path(file_name), "", headers, 1, list(shown), rows, format="journal", refused=_told(refused))
    columns = {field: column for column, field in enumerate(_FIELDS)}
    return check(raw, columns, facility=facility, today=now.date(), hour=now.hour)


def leave_unsent(journal: Journal, batch: int, user: str) -> int:
    """What a batch did not send yet waits like what failed, so that it can be mended; the next run of the batch sends
    it all the same. How many. Raises InputError batch_held."""
    with journal.hold(batch, user):
        return journal.leave_unsent(batch)


def book_again(journal: Journal, batch: int, user: str) -> int:
    """Rows of a batch that were left out, as they were given up from here before it, are planned for its next run; how
    many. Raises InputError batch_held."""
    with journal.hold(batch, user):
        left = [one.row for one in journal.outcomes(batch) if one.code in LEFT_OUT_HERE]
        return journal.plan_again(batch, (State.CANCELLED,), left)


def leave_given_up(journal: Journal, batch: int) -> None:
    """Rows of a batch that would be sent once more, but whose person was cancelled or moved from here since they
    failed, are left out and say so: `book_again` books them. The batch is held by the caller."""
    entries = [entry for entry in journal.entries(batch, FAILED) if entry.outcome.code not in (*MOVES_ON, *NEVER_AGAIN)]
    rows = [entry.appointment for entry in entries]
    for number, how in journal.given_up.since(journal.info(batch).facility, batch, rows).items():
        journal.mark(batch, number, State.CANCELLED, how.code, detail=how.packed())


def _refused(entries: Iterable[Entry]) -> dict[int, tuple[Appointment, Outcome]]:
    ours = [entry for entry in entries if is_mendable(entry.outcome)]
    found = {entry.outcome.row: (entry.appointment, entry.outcome) for entry in ours}
    if not found:
        raise InputError("nothing_to_mend")
    return found


def _told(unbooked: Mapping[int, tuple[Appointment, Outcome]]) -> Mapping[int, tuple[Appointment, Outcome]]:
    """Without those that were only not sent yet: there is nothing to be said of them."""
    return {row: (asked, outcome) for row, (asked, outcome) in unbooked.items() if outcome.code != "not_sent"}
