"""Rows without an hour, or whose hour was full, over the hours that are free: asked for, put into the rows, marked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.sheet.lines import Lines
from ui.sheet.mending import Mending
from ui.sheet.sheet import Sheet

if TYPE_CHECKING:
    from app.booking.desk import Desk
    from app.booking.distribute import Proposal
    from app.domain.values import Problem
    from app.sheets.check import Checked
    from app.sheets.files import RawSheet


@dataclass(frozen=True)
class Wanted:
    """What the clerk wants proposed. Rows with an hour get one after it."""

    rows: tuple[int, ...]  # of the file
    first: date
    last: date
    families: bool
    both_days: bool = False  # also whoever has an appointment on another day
    holidays: bool = False  # hours of public holidays, too
    swapped: bool | None = None  # how own days are meant that can be read in two ways; None: nobody has said


class Distributing(QObject):
    """Every method returns at once; what comes of it is told by a signal, on the GUI thread."""

    proposed = Signal(object, object)  # Wanted, Proposal
    failed = Signal(object, object)  # Wanted, AppError

    def __init__(self, sheet: Sheet, mending: Mending, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet, self._mending = sheet, mending
        self._of: RawSheet | None = None  # whose rows were proposed an hour …
        self._hours: dict[int, tuple[date, int]] = {}  # … by row
        self._asked_of: Checked | None = None  # the rows as they stood when what is free was asked
        sheet.loaded.connect(self._mark)
        sheet.mended.connect(self._mark)

    @property
    def possible(self) -> bool:
        """Somebody is signed in who can ask what is free."""
        return self._mending.can_mend and self._sheet.session.desk is not None

    @property
    def families(self) -> bool:
        """Whether the sheet tells phones or houses."""
        from app.booking.wishes import has_families

        checked = self._sheet.lines.checked
        return checked is not None and has_families(checked)

    def waiting(self) -> tuple[int, ...]:
        """Rows that lack a day or an hour, and nothing else."""
        from app.booking.wishes import waiting_rows

        checked = self._sheet.lines.checked
        return tuple(filter(self._sheet.lines.may_mend, waiting_rows(checked))) if checked is not None else ()

    def kept_out(self, rows: Collection[int] | None) -> Mapping[int, Problem]:
        """Of these rows (None: all) those that get no hour, as something else is wrong with them."""
        from app.booking.wishes import kept_out

        checked = self._sheet.lines.checked
        return kept_out(checked, rows) if checked is not None else {}

    def own_days(self) -> tuple[str, ...]:
        """The columns that tell on which days each may come, as a clerk finds them."""
        from app.booking.wishes import span_headers

        checked = self._sheet.lines.checked
        return span_headers(checked) if checked is not None else ()

    def ask(self, wanted: Wanted) -> None:
        desk, lines = self._sheet.session.desk, self._sheet.lines
        if desk is not None and lines.checked is not None:
            self._asked_of = lines.checked
            work = _propose(desk, lines, wanted)
            answered = partial(self._answered, lines.checked, wanted)
            self._sheet.bridge.call(work, answered, partial(self.failed.emit, wanted))

    def _answered(self, checked: Checked, wanted: Wanted, proposal: Proposal) -> None:
        """For rows that were changed meanwhile it is none."""
        if self._sheet.lines.checked is checked:
            self.proposed.emit(wanted, proposal)

    def take(self, proposal: Proposal) -> None:
        """As fixes of the rows, all in one step; the file stays as it is."""
        lines = self._sheet.lines
        if lines.checked is not self._asked_of:
            return
        edits: dict[tuple[int, str], object] = {}
        for row, place in proposal.places.items():
            if lines.understood(row, "appointment_date") != place.date:
                edits[row, "appointment_date"] = place.date
            edits[row, "appointment_time"] = f"{place.hour:02d}:00"
        self._note(lines, proposal.places)
        self._mending.mend(edits)

    def _note(self, lines: Lines, places: Mapping[int, tuple[date, int]]) -> None:
        raw = lines.checked.sheet if lines.checked is not None else None
        kept = self._hours if _same_rows(self._of, raw) else {}
        self._of, self._hours = raw, {**kept, **{row: (day, hour) for row, (day, hour) in places.items()}}

    def _mark(self) -> None:
        """The rows that still have the hour that was proposed; of another sheet none is remembered."""
        lines = self._sheet.lines
        raw = lines.checked.sheet if lines.checked is not None else None
        if self._hours and lines.batch is None and _same_rows(self._of, raw):
            lines.proposed = self._hours


def _same_rows(one: RawSheet | None, other: RawSheet | None) -> bool:
    return one is not None and other is not None and one.rows is other.rows


async def _propose(desk: Desk, lines: Lines, wanted: Wanted) -> Proposal:
    from app.booking.wishes import waiting_rows, wishes_again, wishes_of
    from app.schedule.free import check_span, propose

    checked = lines.checked
    assert checked is not None
    check_span(wanted.first, wanted.last)
    waiting = set(waiting_rows(checked)).intersection(wanted.rows)
    chosen = [row for row in lines.bookable if row.row in wanted.rows]
    wishes = [
        *wishes_of(checked, wanted.first, wanted.last, sorted(waiting), swapped=wanted.swapped),
        *wishes_again(chosen, wanted.first, wanted.last),
    ]
    taken = [row for row in lines.bookable if row.row not in wanted.rows]
    in_order = sorted(wishes, key=lambda wish: wish.row)
    return await propose(
        desk,
        in_order,
        families=wanted.families,
        taken=taken,
        both_days=wanted.both_days,
        holidays=wanted.holidays,
    )
