"""The table's content as plain lists, one item a row: made off the GUI thread, read on it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from app.domain.given_up import BOOKED_HERE, GONE_HERE, OTHER_HOUR_HERE, Known
from app.domain.stay import HELD, MOVED, MOVING, told_apart
from app.domain.values import (
    OTHER_HOUR,
    STOPPED_IN_FLIGHT,
    Appointment,
    Outcome,
    Problem,
    SetAside,
    Severity,
    State,
    masked,
    masked_where_id,
)
from app.journal.rows import FAILED, HAS_BOTH, is_failed, is_mendable
from ui.kit import text
from ui.sheet.problem_groups import ProblemGroup, problem_groups, worst_first
from ui.sheet.status import KNOWN, KNOWN_GONE, KNOWN_HOUR, LEFT_OUT, PROBLEM, SET_ASIDE

if TYPE_CHECKING:
    from app.journal.batches import Entry
    from app.sheets.check import Checked

# A chip of the window -> the statuses it counts. `sending` rows are few and soon something else.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "ready": (State.PLANNED, State.SENDING, State.NOT_SENT),
    "known": (KNOWN,),
    "known_hour": (KNOWN_HOUR,),
    "known_gone": (KNOWN_GONE,),
    "booked": (State.BOOKED,),
    "moving": (MOVING,),
    "moved": (MOVED,),
    "skipped": (State.SKIPPED,),
    "held_back": (HELD,),
    "refused": (State.REFUSED,),
    "unknown": (State.UNKNOWN,),
    "cancelling": (State.CANCELLING,),
    "problems": (PROBLEM,),
    "cancelled": (State.CANCELLED,),
    "left_out": (LEFT_OUT,),
    "set_aside": (SET_ASIDE,),
}

OF_KNOWN = {BOOKED_HERE: KNOWN, OTHER_HOUR_HERE: KNOWN_HOUR, GONE_HERE: KNOWN_GONE}  # by code of `Known`
OUT = (PROBLEM, LEFT_OUT, SET_ASIDE)  # in no batch
K = TypeVar("K")
FEW = 1000  # rows up to which taking the others over is quicker than making all anew
COMING = (State.PLANNED, State.SENDING, State.BOOKED, State.SKIPPED, KNOWN, MOVED, State.CANCELLING)


@dataclass
class Lines:
    """`numbers` are rows of the user's own file; all lists are of one length."""

    numbers: list[int] = field(default_factory=list)
    appointments: list[Appointment | None] = field(default_factory=list)  # None: can't be understood
    statuses: list[str] = field(default_factory=list)
    outcomes: dict[int, Outcome] = field(default_factory=dict)  # by file row
    problems: dict[int, tuple[Problem, ...]] = field(default_factory=dict)  # by file row
    aside: dict[int, SetAside] = field(default_factory=dict)  # by file row: not booked unless taken in
    places: dict[int, int] = field(default_factory=dict)  # file row -> place in the lists
    search_text: list[str] = field(default_factory=list)  # what the search looks through
    counts: Counter[str] = field(default_factory=Counter)
    checked: Checked | None = None  # None: the batch came from the journal, without its workbook
    shared: Mapping[str, tuple[object, int]] = field(default_factory=dict)  # see `Checked.shared`
    cells: dict[int, int] = field(default_factory=dict)  # file row -> place among the sheet's rows
    coming: Counter[tuple[date, int]] = field(default_factory=Counter)  # day, hour -> people booked or still to be
    problem_groups: tuple[ProblemGroup, ...] = ()  # errors first, then the most frequent
    told: int = field(default=0, compare=False)  # how often something became of a row
    batch: int | None = None  # whose rows these are
    held: dict[int, int] = field(default_factory=dict)  # file row -> the earlier batch that booked it, or may have
    batches: tuple[int, ...] = ()  # earlier ones of these rows, newest first
    proposed: Mapping[int, tuple[date, int]] = field(default_factory=dict)  # file row -> the free hour it was proposed
    known: Known | None = None  # by file row: what this computer's journal knows of it; None: not asked
    purpose: str = ""  # of that batch; see `Source.purpose`
    moves_now: bool = False  # people of it are being moved just now
    listed: Checked | None = None  # the list of people it comes of: to be read, never booked
    left_alone: frozenset[int] = frozenset()  # its rows of which nothing is in the batch
    undoing: bool = False  # it is being undone, or that was broken off: to go on is to go on with that
    _understood: dict[tuple[int, str], object] = field(default_factory=dict, compare=False)  # as far as it was asked

    def __len__(self) -> int:
        return len(self.numbers)

    def group(self, name: str) -> int:
        return sum(self.counts[status] for status in GROUPS[name])

    @property
    def bookable(self) -> list[Appointment]:
        """Those that can be booked, in the file's order: nothing that the clerk was asked about, set aside or left
        out, and nothing that an earlier batch holds."""
        pairs = zip(self.appointments, self.statuses, strict=True)
        return [row for row, status in pairs if row is not None and status not in OUT and row.row not in self.held]

    @property
    def in_batch(self) -> int:
        """Rows that can be booked, or are."""
        held_back = sum(self.statuses[self.places[row]] == HELD for row in self.left_alone)
        return len(self) - sum(self.counts[status] for status in OUT) - len(self.held) - held_back

    @property
    def ended(self) -> bool:
        """Whether these are a batch's, and nothing of it is left to be sent."""
        sendable = self.counts[State.PLANNED] + self.counts[State.SENDING] + self.counts[MOVING]
        return self.batch is not None and not self.purpose and not sendable

    def may_mend(self, row: int) -> bool:
        """Whether a row can be mended, left out or taken in: nothing of it is booked, under way or in doubt."""
        if row in self.held:
            return False
        outcome = self.outcomes.get(row)
        return outcome is None or (self.ended and is_mendable(outcome))

    @property
    def to_mend(self) -> frozenset[int]:
        """File rows that a batch left: refused, not sent, or with problems. A second row of the same person and hour
        has nothing to be mended."""
        failed = {row for row, outcome in self.outcomes.items() if row not in self.held and is_mendable(outcome)}
        was_refused = self.checked.sheet.refused if self.checked is not None else {}
        refused = was_refused.keys() - self.outcomes.keys()  # of which a later batch knows nothing yet
        broken = {row for row, found in self.problems.items() if any(map(_blocks, found))}
        return frozenset(
            row
            for row in failed.union(refused, broken)
            if row in self.places and self.statuses[self.places[row]] not in (LEFT_OUT, SET_ASIDE)
        )

    @property
    def unsent(self) -> int:
        """Rows that can still be booked, or moved."""
        return sum(self.counts[status] for status in (State.PLANNED, State.NOT_SENT, MOVING, *OF_KNOWN.values()))

    @property
    def failed(self) -> int:
        """Rows that were refused or not sent, and not taken over by a later batch."""
        if not any(self.counts[state] for state in (*FAILED, HELD)):
            return 0  # most sheets have none, and need not be walked through
        return sum(is_failed(one) for row, one in self.outcomes.items() if row not in self.left_alone)

    def rows_with(self, code: str) -> list[int]:
        """File rows that ended with this code."""
        return [row for row, outcome in self.outcomes.items() if outcome.code == code]

    @property
    def refused_before(self) -> int:
        """Rows of an earlier batch that still ask for what the server refused."""
        refused = self.checked.sheet.refused if self.checked is not None else {}
        return sum(
            any(problem.code == was.code for problem in self.problems.get(row, ())) for row, (_, was) in refused.items()
        )

    @property
    def has_work(self) -> bool:
        """Whether there is something to mend: rows with problems, or rows that were refused before."""
        return self.counts[PROBLEM] > 0 or (self.checked is not None and bool(self.checked.sheet.refused))

    def read(self, row: int, name: str) -> str:
        """A field's cell as it stands in the file, or as the clerk mended it; "" where there is none."""
        return cell_words(self.cell(row, name))

    def first_read(self, row: int, name: str) -> str:
        """The same as it stands in the file."""
        return cell_words(self._first_cell(row, name))

    def cell(self, row: int, name: str) -> object:
        """The same as the cell itself: what is put into another one means there what it means here."""
        read = self.checked or self.listed
        edits = read.edits if read is not None else {}
        if name == "person_name" and (whole := _whole_name(self, row, edits)) is not None:
            return whole
        return edits[row, name] if (row, name) in edits else self._first_cell(row, name)

    def _first_cell(self, row: int, name: str) -> object:
        if name == "person_name" and (whole := _whole_name(self, row, {})) is not None:
            return whole
        place, read = self.cells.get(row), self.checked or self.listed
        if read is None or place is None or name not in read.columns:
            return ""
        cells = read.sheet.rows[place]
        column = read.columns[name]
        return cells[column] if column < len(cells) else ""

    def understood(self, row: int, name: str) -> Any:
        """What a cell says by itself, whatever is wrong with the rest of its row; None where it can't be read."""
        if (row, name) not in self._understood:
            self._understood[row, name] = self._understand(row, name)
        return self._understood[row, name]

    def _understand(self, row: int, name: str) -> object:
        from app.sheets.readings import read_one, readers_of

        if (now := self.checked or self.listed) is None:
            return None
        readers = readers_of(now.facility, now.today, now.dates, now.sheet.since_1904)
        return read_one(name, self.cell(row, name), readers).value

    def fault(self, row: int, name: str) -> Problem | None:
        """The worst that is wrong with a cell; a mere remark is nothing wrong."""
        found = next((problem for problem in self.problems.get(row, ()) if problem.column == name), None)
        return found if found is not None and found.severity is not Severity.INFO else None

    def fixes(self, rows: Iterable[int]) -> list[Problem]:
        """What a press can mend in these rows; a mere remark is nothing to mend."""
        found = (problem for row in rows for problem in self.problems.get(row, ()))
        return [problem for problem in found if problem.fix is not None and problem.severity is not Severity.INFO]

    def read_all(self, row: int) -> list[tuple[str, str]]:
        """Header and cell of every column of a row; ids masked."""
        place = self.cells.get(row)
        if self.checked is None or place is None:
            return []
        sheet = self.checked.sheet
        cid = self.checked.columns.get("cid")
        cells = zip(sheet.headers, map(cell_words, sheet.rows[place]), strict=False)
        return [
            (header, masked(cell) if column == cid else masked_where_id(cell))
            for column, (header, cell) in enumerate(cells)
            if cell
        ]

    def mends(self, row: int) -> list[tuple[str, str, str]]:
        """Field, first and mended text of every cell of a row that the clerk mended."""
        if self.checked is None or not self.checked.edits:
            return []
        from app.sheets.columns import FIELDS

        fields = [name for name in FIELDS if (row, name) in self.checked.edits]
        return [(name, self.first_read(row, name), self.read(row, name)) for name in fields]

    def put(self, row: int, appointment: Appointment | None) -> None:
        """Show a row of a checked sheet as it is understood now."""
        assert self.checked is not None
        place, status = self.places[row], _status(self, self.checked, row, appointment)
        for held, sign in (((self.appointments[place], self.statuses[place]), -1), ((appointment, status), 1)):
            self._count(*held, sign)
        self.appointments[place], self.statuses[place] = appointment, status
        self.search_text[place] = (
            _search_text(row, appointment) if appointment is not None else _read_search_text(self, row)
        )

    def _count(self, appointment: Appointment | None, status: str, sign: int) -> None:
        self.counts[status] += sign
        if appointment is not None and status in COMING:
            self.coming[appointment.date, appointment.hour] += sign

    def take(self, outcome: Outcome) -> int | None:
        """Note what became of a row; its place, or None where the row is not shown here."""
        place = self.places.get(outcome.row)
        if place is None:
            return None
        self._count(self.appointments[place], self.statuses[place], -1)
        self.statuses[place] = told_apart(outcome)
        self._count(self.appointments[place], self.statuses[place], 1)
        self.outcomes[outcome.row] = outcome
        self.told += 1
        return place


def _whole_name(lines: Lines, row: int, edits: Mapping[tuple[int, str], object]) -> str | None:
    """A name that lies in several columns is read, and mended, as one; None where it lies in one."""
    from app.sheets.cells.people import in_parts
    from app.sheets.readings import whole_name

    place, read = lines.cells.get(row), lines.checked or lines.listed
    if read is None or place is None or not in_parts(read.columns):
        return None
    return whole_name(read.columns, edits, row, read.sheet.rows[place])


def know(lines: Lines, known: Known) -> None:
    """What this computer's journal knows of rows: none of them is called ready."""
    rows = known.keys() | (lines.known or {}).keys()
    lines.known = known
    for place in (lines.places[row] for row in rows if row in lines.places):
        was = lines.statuses[place]
        if was == State.PLANNED or was in OF_KNOWN.values():
            lines._count(lines.appointments[place], was, -1)
            lines.statuses[place] = now = _ready(lines, lines.numbers[place])
            lines._count(lines.appointments[place], now, 1)


def _ready(lines: Lines, row: int) -> str:
    """The status of a row that could be booked."""
    code, _ = (lines.known or {}).get(row, ("", ""))
    return OF_KNOWN.get(code, str(State.PLANNED))


def waits_for_move(lines: Lines, row: int) -> bool:
    """Whether a row's person is still to be moved, or nobody has seen yet how the move ended."""
    outcome = lines.outcomes.get(row)
    return outcome is not None and (outcome.code == OTHER_HOUR or told_apart(outcome) == MOVING)


def moves_left(lines: Lines) -> list[int]:
    """File rows of this sheet's batch whose move the clerk has agreed to and that is not ended. A list's batch goes on
    with its own."""
    if lines.purpose or not (lines.counts[MOVING] or lines.counts[State.SKIPPED]):
        return []
    left = (one for row, one in lines.outcomes.items() if row not in lines.held)
    return [one.row for one in left if told_apart(one) == MOVING or one.code == HAS_BOTH]


def leave_in_doubt(lines: Lines) -> list[Outcome]:
    """Nothing is under way any more: rows that were may be booked or not. What is said of them now."""
    if not lines.counts[State.SENDING]:
        return []
    sending = [one for one in lines.outcomes.values() if one.state is State.SENDING]
    left = [replace(one, state=State.UNKNOWN, code=STOPPED_IN_FLIGHT) for one in sending]
    for outcome in left:
        lines.take(outcome)
    return left


def reopened(lines: Lines, now: datetime) -> Lines:
    """The rows of a batch that has ended, as a sheet again: what is surely not booked can be mended and booked anew,
    the rest stays as it is, with its batch."""
    from app.sheets.check import refused_before

    assert lines.checked is not None
    assert lines.batch is not None
    refused = {
        row: (appointment, outcome)
        for row, outcome in lines.outcomes.items()
        if lines.may_mend(row) and (appointment := lines.appointments[lines.places[row]]) is not None
    }
    held = {row: lines.batch for row in lines.outcomes if row not in refused}
    told = {row: was for row, was in refused.items() if was[1].code != "not_sent"}  # of which there is nothing to say
    outcomes = {row: outcome for row, outcome in lines.outcomes.items() if row not in refused}
    before = Lines(outcomes=outcomes, held={**held, **lines.held}, batches=(lines.batch, *lines.batches))
    return of_checked(refused_before(lines.checked, told, now), before)


def of_checked(checked: Checked, before: Lines | None = None) -> Lines:
    """Every row that was looked at: ready ones, ones with problems, and ones the clerk leaves out. `before`: of the
    same sheet, some rows of which earlier batches hold."""
    held, batches, outcomes = _earlier(before)
    understood = {appointment.row: appointment for appointment in checked.candidates}
    problems = _by_row(checked, held)
    numbers = list(checked.sheet.numbers)
    appointments = [understood.get(row) for row in numbers]
    told = Lines(problems=problems, aside={each.row: each for each in checked.aside}, held=held, outcomes=outcomes)
    statuses = [
        _status(told, checked, row, appointment) for row, appointment in zip(numbers, appointments, strict=True)
    ]
    lines = _lines(numbers, appointments, statuses)
    lines.problems, lines.aside = problems, told.aside
    lines.held, lines.batches, lines.outcomes = held, batches, outcomes
    lines.problem_groups = problem_groups(checked, held)
    lines.checked, lines.shared = checked, checked.shared
    lines.cells = {row: place for place, row in enumerate(numbers)}
    for place, appointment in enumerate(appointments):
        if appointment is None:
            lines.search_text[place] = _read_search_text(lines, numbers[place])
    return lines


def of_mended(before: Lines, checked: Checked) -> Lines:
    """`of_checked(checked)`, where few rows differ from those of `before`: what did not change is taken over."""
    old = before.checked
    if old is None or old.sheet is not checked.sheet or (old.columns, old.dates) != (checked.columns, checked.dates):
        return of_checked(checked, before)
    touched = {row for row, _ in _differing(old.edits, checked.edits)} | (old.left_out ^ checked.left_out)
    held, _, outcomes = _earlier(before)
    problems, aside = _by_row(checked, held), {each.row: each for each in checked.aside}
    changed = touched.union(_differing(before.problems, problems), _differing(before.aside, aside))
    if len(changed) > FEW:
        return of_checked(checked, before)
    lines = replace(
        before,
        appointments=before.appointments.copy(),
        statuses=before.statuses.copy(),
        search_text=before.search_text.copy(),
        counts=before.counts.copy(),
        coming=before.coming.copy(),
        outcomes=outcomes,
        problems=problems,
        aside=aside,
        problem_groups=problem_groups(checked, held),
        checked=checked,
        shared=checked.shared,
        _understood={},
        known=None if before.known is None else {row: of for row, of in before.known.items() if row not in touched},
    )
    for row in changed.intersection(before.places):
        lines.put(row, _candidate(checked, row))
    return lines


def _differing(before: Mapping[K, object], after: Mapping[K, object]) -> set[K]:
    return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


def _candidate(checked: Checked, row: int) -> Appointment | None:
    place = bisect_left(checked.candidates, row, key=attrgetter("row"))
    found = checked.candidates[place : place + 1]
    return found[0] if found and found[0].row == row else None


def _earlier(before: Lines | None) -> tuple[dict[int, int], tuple[int, ...], dict[int, Outcome]]:
    """What earlier batches hold of a sheet's rows: row -> batch, those batches, and how the rows stand."""
    if before is None:
        return {}, (), {}
    return before.held, before.batches, {row: before.outcomes[row] for row in before.held}


def _blocks(problem: Problem) -> bool:
    return problem.severity is Severity.ERROR and problem.code not in ("duplicate_row", "duplicate_dose")


def _by_row(checked: Checked, held: Collection[int]) -> dict[int, tuple[Problem, ...]]:
    found: dict[int, list[Problem]] = {}
    for problem in checked.problems:
        if problem.row in held:
            continue
        found.setdefault(problem.row, []).append(problem)
    return {row: tuple(sorted(problems, key=worst_first)) for row, problems in found.items()}


def _status(lines: Lines, checked: Checked, row: int, appointment: Appointment | None) -> str:
    """As `checked` says it now; `lines`: its problems, what it sets aside and what earlier batches hold, by row."""
    if row in lines.held:
        return told_apart(lines.outcomes[row])
    if row in checked.left_out:
        return LEFT_OUT
    if row in lines.aside:
        return SET_ASIDE
    worst = lines.problems.get(row)
    blocked = appointment is None or (worst is not None and worst[0].severity is Severity.ERROR)
    return PROBLEM if blocked else _ready(lines, row)


def _read_search_text(lines: Lines, row: int) -> str:
    """A row that could not be understood is searched by what stands in its cells."""
    cells = (lines.read(row, name) for name in ("cid", "person_name"))
    return f"{row} {' '.join(cells)}".lower()


def cell_words(cell: object) -> str:
    """A cell as a clerk would type it: a day in the era of the language, without the midnight Excel keeps by it."""
    from app.sheets.cells.text import shown
    from app.thai import DateTrouble, from_buddhist_cell, show_date

    words = shown(cell).removesuffix(" 00:00")
    if not isinstance(cell, date):
        return words
    try:
        day = show_date(from_buddhist_cell(date(cell.year, cell.month, cell.day)), text.lang())
    except DateTrouble:
        return words
    return f"{day} {words.partition(' ')[2]}".strip()


def of_entries(entries: Sequence[Entry]) -> Lines:
    """The rows of a batch as the journal holds them: no workbook is needed."""
    numbers = [entry.appointment.row for entry in entries]
    statuses = [told_apart(entry.outcome) for entry in entries]
    lines = _lines(numbers, [entry.appointment for entry in entries], statuses)
    lines.outcomes = {entry.outcome.row: entry.outcome for entry in entries}
    return lines


def of_rows(rows: Sequence[tuple[int, Appointment | None, str]]) -> Lines:
    """Rows by their number, each with its appointment and its status."""
    return _lines([row for row, *_ in rows], [row for _, row, _ in rows], [status for *_, status in rows])


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
        search_text=[_search_text(row, appointment) for row, appointment in zip(numbers, appointments, strict=True)],
        counts=Counter(statuses),
    )


def _search_text(row: int, appointment: Appointment | None) -> str:
    if appointment is None:
        return str(row)
    return f"{row} {appointment.cid} {appointment.person_name} {appointment.mobile_phone}".lower()
