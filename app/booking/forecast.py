"""What a batch would do, told without doing it: row by row, hour by hour, with its calls and its time.

The same plan that `mophic upload` and the window's Start go by; nothing is sent and nothing is written to the journal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from pathlib import Path

from app.booking.line import FIRST
from app.booking.plan import WOULD_MOVE, Plan, Step
from app.booking.watch import AT_ONCE, EVERY, MANY
from app.domain.address import Server
from app.domain.given_up import LEFT_OUT_HERE
from app.domain.values import Account, Appointment, Severity, State, masked
from app.sheets.check import Checked
from app.thai import show_date, thai_now
from app.wording import Lang, say, say_given_up, say_problem
from app.workbooks.lines import lines_of
from app.workbooks.tables import Cell, Table, write_tables

FATES = ("book", "skip", "move", "hold_back", "given_up", "invalid", "left_out", "set_aside")
_FATE_OF = {
    State.PLANNED: "book",
    State.SKIPPED: "skip",
    State.REFUSED: "hold_back",
    State.CANCELLED: "given_up",
}
_SELDOM = ("move", "given_up")  # told of where there are any
_ALSO = ("person_other_day", "other_sheet_day", "other_sheet_same")  # what a sheet says of who is booked all the same
_COLUMNS = ("plan_row", "plan_fate", "plan_why", "slot_date", "list_hour", "list_dose", "list_cid", "list_name")
_WIDTHS = (8, 20, 60, 14, 9, 8, 20, 30)
_SEATS = ("slot_date", "list_hour", "plan_wanted", "plan_free")


@dataclass(frozen=True, slots=True)
class Fate:
    """What would become of one row. `fate`: one of `FATES`."""

    row: int
    fate: str
    code: str = ""  # why: a key of `wording`
    words: str = ""  # the same as a person reads it, with what may go wrong
    appointment: Appointment | None = None


@dataclass(frozen=True, slots=True)
class HourPlan:
    date: date
    hour: int
    wanted: int  # people who would be booked
    free: int | None  # seats left; None: the server did not tell

    @property
    def short(self) -> int:
        return 0 if self.free is None else max(0, self.wanted - self.free)


@dataclass(frozen=True)
class Forecast:
    """`checked` None: rows of a batch, of which no sheet is open."""

    plan: Plan
    checked: Checked | None
    account: Account
    server: Server
    cap: int  # calls a second at most
    at: datetime  # Thai time
    name: str = ""  # of the file
    label: str = ""  # by which it is told from others; "" where there is no other

    @property
    def hours(self) -> tuple[HourPlan, ...]:
        free, taken = self.plan.free, Counter[tuple[date, int]]()
        for (day, _, hour), count in self.plan.taken.items():
            taken[day, hour] += count
        return tuple(
            HourPlan(day, hour, count, max(0, free[day].get(hour, 0) - taken[day, hour]) if day in free else None)
            for (day, hour), count in sorted(self.plan.per_hour().items())
        )

    @property
    def short(self) -> int:
        """People for whom there seems to be no seat."""
        return sum(hour.short for hour in self.hours)

    @property
    def calls(self) -> int:
        """About how many, measured on the practice server: each row's, two looks at each day, and those in between."""
        rows = len(self.plan.to_book)
        days = len({row.date for row in self.plan.to_book})
        sooner = sum(1 for number in range(1, 20) if FIRST * (2**number - 1) <= min(rows, 2 * MANY))
        return ceil(rows + 2 * days + sooner + rows / self.cap / EVERY * min(days, AT_ONCE))

    @property
    def seconds(self) -> int:
        """About how long that takes, where the server answers at once."""
        return ceil(self.calls / self.cap)

    def fates(self, lang: Lang) -> tuple[Fate, ...]:
        """Every row, in the file's order."""
        warned: dict[int, list[str]] = {}
        of_sheet = self.checked.problems if self.checked is not None else ()
        for problem in [*(one for one in of_sheet if one.code in _ALSO), *self.plan.warnings]:
            warned.setdefault(problem.row, []).append(say_problem(problem, lang))
        told = [_of_step(step, warned.get(step.appointment.row, ()), lang) for step in self.plan.steps]
        return tuple(sorted([*told, *self._kept_out({fate.row for fate in told}, lang)], key=lambda fate: fate.row))

    def _kept_out(self, planned: Collection[int], lang: Lang) -> Iterator[Fate]:
        """The rows of the sheet that the plan has nothing to do with: wrong, left out or set aside."""
        if self.checked is None:
            return
        codes = {each.row: each.reason for each in self.checked.aside}
        for problem in self.checked.problems:
            if problem.severity is Severity.ERROR:
                codes.setdefault(problem.row, problem.code)
        for row, line in lines_of(self.checked, {}, lang).items():
            if row not in planned and line.status in FATES:
                yield Fate(row, line.status, codes.get(row, ""), line.reason)

    def counts(self, lang: Lang) -> Mapping[str, int]:
        """By fate, in the order of `FATES`."""
        counted = Counter(fate.fate for fate in self.fates(lang))
        return {fate: counted[fate] for fate in FATES if fate not in _SELDOM or counted[fate]}


def _of_step(step: Step, warned: Iterable[str], lang: Lang) -> Fate:
    row, why = step.appointment, step.code
    if why in LEFT_OUT_HERE:
        words = say_given_up(step.detail, lang)
    else:
        words = say(why, lang, row=row.row, detail=step.detail) if why else ""
    fate = "move" if why == WOULD_MOVE else _FATE_OF[step.state]
    return Fate(row.row, fate, why, " ".join([words, *warned]).strip(), row)


def sums(forecast: Forecast, lang: Lang) -> list[str]:
    """What a person reads first: how many of each, seats, calls and time."""
    told = [say(f"plan_{fate}", lang, count=count) for fate, count in forecast.counts(lang).items() if count]
    lines = ["  ".join(told) or say("plan_nothing", lang)]
    if forecast.short:
        lines.append(say("plan_short", lang, count=forecast.short))
    facts = {"calls": forecast.calls, "time": _time(forecast.seconds, lang), "rate": forecast.cap}
    return [*lines, say("plan_cost", lang, **facts)] if forecast.plan.to_book else lines


def _time(seconds: int, lang: Lang) -> str:
    if seconds < 100:
        return say("plan_seconds", lang, count=seconds)
    return say("plan_minutes", lang, count=ceil(seconds / 60))


def write(out: Path, forecasts: Iterable[Forecast], lang: Lang, *, overwrite: bool = False) -> Path:
    """.xlsx: every row with what would become of it, and the seats hour by hour. .csv: the rows alone. Ids are masked.
    Raises as `write_tables`."""
    told = list(forecasts)
    rows = [_rows(each, lang) for each in told]
    tables = rows if out.suffix.lower() == ".csv" else [*rows, *(_seats(each, lang) for each in told)]
    return write_tables(out, tables, overwrite=overwrite)


def _head(forecast: Forecast, lang: Lang) -> list[str]:
    sheet = forecast.checked.sheet.sheet if forecast.checked is not None else ""
    where = say("plan_practice", lang) if forecast.server.practice else forecast.server.url
    who = f"{forecast.account.facility} {forecast.account.facility_name}".strip()
    at = f"{show_date(forecast.at.date(), lang)} {forecast.at:%H:%M}"
    return [
        say("plan_title", lang),
        " · ".join(part for part in (forecast.name, sheet, who, where, at) if part),
        *sums(forecast, lang),
        say("plan_not_sent", lang),
    ]


def _rows(forecast: Forecast, lang: Lang) -> Table:
    rows = [_row(fate, lang) for fate in forecast.fates(lang)]
    name = f"{say('plan_sheet_rows', lang)} {forecast.label}".strip()
    return Table(name, [say(code, lang) for code in _COLUMNS], rows, _WIDTHS, _head(forecast, lang), wide=True)


def _row(fate: Fate, lang: Lang) -> list[Cell]:
    status, row = say(f"plan_is_{fate.fate}", lang), fate.appointment
    if row is None:
        return [fate.row, status, fate.words, "", "", "", "", ""]
    when: list[Cell] = [show_date(row.date, lang), f"{row.hour:02d}:00", row.dose]
    return [fate.row, status, fate.words, *when, masked(row.cid), row.person_name]


def _seats(forecast: Forecast, lang: Lang) -> Table:
    rows: list[list[Cell]] = [
        [show_date(one.date, lang), f"{one.hour:02d}:00", one.wanted, "?" if one.free is None else one.free]
        for one in forecast.hours
    ]
    name = f"{say('plan_sheet_seats', lang)} {forecast.label}".strip()
    return Table(name, [say(code, lang) for code in _SEATS], rows, (18, 10, 14, 14))


def of(
    plan: Plan, checked: Checked | None, account: Account, server: Server, cap: int, name: str, label: str = ""
) -> Forecast:
    """As it stands now."""
    return Forecast(plan, checked, account, server, cap, thai_now(), name, label)
