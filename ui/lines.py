"""The table's content as plain lists, one item a row: made off the GUI thread, read on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.domain import Appointment, Outcome, Problem, Severity, State, masked
from ui.text import PROBLEM

if TYPE_CHECKING:
    from app.check import Checked
    from app.journal import Entry

# A chip of the window -> the statuses it counts. `sending` rows are few and soon something else.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "ready": (State.PLANNED, State.SENDING),
    "booked": (State.BOOKED, State.CANCELLING),
    "skipped": (State.SKIPPED,),
    "refused": (State.REFUSED,),
    "unknown": (State.UNKNOWN,),
    "problems": (PROBLEM,),
    "not_sent": (State.NOT_SENT,),
    "cancelled": (State.CANCELLED,),
}


@dataclass
class Lines:
    """`numbers` are rows of the user's own file; all lists are of one length."""

    numbers: list[int] = field(default_factory=list)
    appointments: list[Appointment | None] = field(default_factory=list)  # None: can't be understood
    statuses: list[str] = field(default_factory=list)
    outcomes: dict[int, Outcome] = field(default_factory=dict)  # by file row
    problems: dict[int, tuple[Problem, ...]] = field(default_factory=dict)  # by file row
    places: dict[int, int] = field(default_factory=dict)  # file row -> place in the lists
    hay: list[str] = field(default_factory=list)  # what the search looks through
    counts: Counter[str] = field(default_factory=Counter)
    checked: Checked | None = None  # None: the batch came from the journal, without its workbook
    cells: dict[int, int] = field(default_factory=dict)  # file row -> place among the sheet's rows

    def __len__(self) -> int:
        return len(self.numbers)

    def group(self, name: str) -> int:
        return sum(self.counts[status] for status in GROUPS[name])

    def read(self, row: int, name: str) -> str:
        """A field's cell as it stands in the file; "" where there is none."""
        place = self.cells.get(row)
        if self.checked is None or place is None or name not in self.checked.columns:
            return ""
        cells = self.checked.sheet.rows[place]
        column = self.checked.columns[name]
        value = cells[column] if column < len(cells) else None
        return "" if value is None else str(value)

    def read_all(self, row: int) -> list[tuple[str, str]]:
        """Header and cell of every column of a row; ids masked."""
        place = self.cells.get(row)
        if self.checked is None or place is None:
            return []
        sheet = self.checked.sheet
        cid = self.checked.columns.get("cid")
        return [
            (header, masked(str(cell)) if column == cid else str(cell))
            for column, (header, cell) in enumerate(zip(sheet.headers, sheet.rows[place], strict=False))
            if cell is not None and str(cell)
        ]

    def take(self, outcome: Outcome) -> int | None:
        """Note what became of a row; its place, or None where the row is not shown here."""
        place = self.places.get(outcome.row)
        if place is None:
            return None
        self.counts[self.statuses[place]] -= 1
        self.counts[outcome.state] += 1
        self.statuses[place] = outcome.state
        self.outcomes[outcome.row] = outcome
        return place


def of_checked(checked: Checked) -> Lines:
    """Every row that was looked at: ready ones and ones with problems."""
    understood = {appointment.row: appointment for appointment in checked.candidates}
    ready = {appointment.row for appointment in checked.appointments}
    by_problem: dict[int, list[Problem]] = {}
    for problem in checked.problems:
        by_problem.setdefault(problem.row, []).append(problem)
    numbers = [row for row in checked.sheet.numbers if row not in checked.left_out]
    statuses = [str(State.PLANNED) if row in ready else PROBLEM for row in numbers]
    lines = _lines(numbers, [understood.get(row) for row in numbers], statuses)
    lines.problems = {row: tuple(sorted(found, key=_worst_first)) for row, found in by_problem.items()}
    lines.checked = checked
    lines.cells = {row: place for place, row in enumerate(checked.sheet.numbers)}
    return lines


def of_entries(entries: Sequence[Entry]) -> Lines:
    """The rows of a batch as the journal holds them: no workbook is needed."""
    numbers = [entry.appointment.row for entry in entries]
    statuses = [str(entry.outcome.state) for entry in entries]
    lines = _lines(numbers, [entry.appointment for entry in entries], statuses)
    lines.outcomes = {entry.outcome.row: entry.outcome for entry in entries}
    return lines


def _lines(numbers: list[int], appointments: list[Appointment | None], statuses: list[str]) -> Lines:
    return Lines(
        numbers=numbers,
        appointments=appointments,
        statuses=statuses,
        places={row: place for place, row in enumerate(numbers)},
        hay=[_hay(row, appointment) for row, appointment in zip(numbers, appointments, strict=True)],
        counts=Counter(statuses),
    )


def _hay(row: int, appointment: Appointment | None) -> str:
    if appointment is None:
        return str(row)
    return f"{row} {appointment.cid} {appointment.person_name} {appointment.mobile_phone}".lower()


def _worst_first(problem: Problem) -> int:
    return (Severity.ERROR, Severity.WARNING, Severity.INFO).index(problem.severity)
