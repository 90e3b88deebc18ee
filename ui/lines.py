"""The table's content as plain lists, one item a row: made off the GUI thread, read on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from app.domain import Appointment, Outcome, Problem, Severity, State, masked
from ui.text import LEFT_OUT, PROBLEM

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
    "left_out": (LEFT_OUT,),
}

COMING = (State.PLANNED, State.SENDING, State.BOOKED, State.SKIPPED, State.CANCELLING)


@dataclass(frozen=True, slots=True)
class Kind:
    """Alike problems: the same thing in the same column."""

    first: Problem
    rows: tuple[int, ...]  # file rows
    fixes: tuple[Problem, ...]  # those that a press can mend

    @property
    def key(self) -> tuple[str, str]:
        return self.first.code, self.first.column


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
    coming: Counter[tuple[date, int]] = field(default_factory=Counter)  # day, hour -> people booked or still to be
    kinds: tuple[Kind, ...] = ()  # errors first, then the most frequent

    def __len__(self) -> int:
        return len(self.numbers)

    def group(self, name: str) -> int:
        return sum(self.counts[status] for status in GROUPS[name])

    def read(self, row: int, name: str) -> str:
        """A field's cell as it stands in the file, or as the clerk mended it; "" where there is none."""
        if self.checked is None:
            return ""
        if (row, name) in self.checked.edits:
            return _text(self.checked.edits[row, name])
        return self.first_read(row, name)

    def first_read(self, row: int, name: str) -> str:
        """The same as it stands in the file."""
        place = self.cells.get(row)
        if self.checked is None or place is None or name not in self.checked.columns:
            return ""
        cells = self.checked.sheet.rows[place]
        column = self.checked.columns[name]
        return _text(cells[column]) if column < len(cells) else ""

    def read_all(self, row: int) -> list[tuple[str, str]]:
        """Header and cell of every column of a row; ids masked."""
        place = self.cells.get(row)
        if self.checked is None or place is None:
            return []
        sheet = self.checked.sheet
        cid = self.checked.columns.get("cid")
        cells = zip(sheet.headers, map(_text, sheet.rows[place]), strict=False)
        return [
            (header, masked(cell) if column == cid else cell) for column, (header, cell) in enumerate(cells) if cell
        ]

    def mends(self, row: int) -> list[tuple[str, str, str]]:
        """Field, first and mended text of every cell of a row that the clerk mended."""
        if self.checked is None or not self.checked.edits:
            return []
        fields = [name for number, name in self.checked.edits if number == row]
        return [(name, self.first_read(row, name), self.read(row, name)) for name in fields]

    def take(self, outcome: Outcome) -> int | None:
        """Note what became of a row; its place, or None where the row is not shown here."""
        place = self.places.get(outcome.row)
        if place is None:
            return None
        self.counts[self.statuses[place]] -= 1
        self.counts[outcome.state] += 1
        if (row := self.appointments[place]) is not None:
            self.coming[row.date, row.hour] += (outcome.state in COMING) - (self.statuses[place] in COMING)
        self.statuses[place] = outcome.state
        self.outcomes[outcome.row] = outcome
        return place


def of_checked(checked: Checked) -> Lines:
    """Every row that was looked at: ready ones, ones with problems, and ones the clerk leaves out."""
    understood = {appointment.row: appointment for appointment in checked.candidates}
    ready = {appointment.row for appointment in checked.appointments}
    by_problem: dict[int, list[Problem]] = {}
    for problem in checked.problems:
        by_problem.setdefault(problem.row, []).append(problem)
    numbers = list(checked.sheet.numbers)
    out = checked.left_out
    statuses = [str(State.PLANNED) if row in ready else LEFT_OUT if row in out else PROBLEM for row in numbers]
    lines = _lines(numbers, [understood.get(row) for row in numbers], statuses)
    lines.problems = {row: tuple(sorted(found, key=_worst_first)) for row, found in by_problem.items()}
    lines.kinds = _kinds(checked)
    lines.checked = checked
    lines.cells = {row: place for place, row in enumerate(numbers)}
    for place, appointment in enumerate(lines.appointments):
        if appointment is None:
            read = (lines.read(numbers[place], name) for name in ("cid", "person_name", "first_name", "last_name"))
            lines.hay[place] = f"{numbers[place]} {' '.join(read)}".lower()
    return lines


def _kinds(checked: Checked) -> tuple[Kind, ...]:
    groups: dict[tuple[str, str], list[Problem]] = {}
    for problem in checked.problems:
        if problem.row not in checked.left_out and problem.code != "date_order_assumed":  # asked by itself
            groups.setdefault((problem.code, problem.column), []).append(problem)
    made = [
        Kind(
            first=group[0],
            rows=tuple(dict.fromkeys(problem.row for problem in group)),
            fixes=tuple(problem for problem in group if problem.fix is not None),
        )
        for group in groups.values()
    ]
    return tuple(sorted(made, key=lambda kind: (_worst_first(kind.first), -len(kind.rows))))


def _text(cell: object) -> str:
    """A cell as a clerk would type it: a day without the midnight that Excel keeps with it."""
    from app.values.text import shown

    return shown(cell).removesuffix(" 00:00")


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
        coming=Counter(
            (row.date, row.hour)
            for row, status in zip(appointments, statuses, strict=True)
            if row is not None and status in COMING
        ),
        hay=[_hay(row, appointment) for row, appointment in zip(numbers, appointments, strict=True)],
        counts=Counter(statuses),
    )


def _hay(row: int, appointment: Appointment | None) -> str:
    if appointment is None:
        return str(row)
    return f"{row} {appointment.cid} {appointment.person_name} {appointment.mobile_phone}".lower()


def _worst_first(problem: Problem) -> int:
    return (Severity.ERROR, Severity.WARNING, Severity.INFO).index(problem.severity)
