"""A row that is found to be done meanwhile leaves the line, and takes nobody's turn."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest

from app.booking.dispatch import Dispatcher
from app.booking.line import AHEAD, FIRST, Rows
from app.booking.others import Others
from app.domain.values import Appointment, Outcome, State
from app.journal.batches import Entry, Hold

DAY = date(2027, 6, 14)


def entry(number: int) -> Entry:
    return Entry(Appointment(number, "8123456789014", DAY, 8), Outcome(number, State.PLANNED), 0)


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Rows:
    monkeypatch.setattr("app.booking.line.random.randrange", lambda count: count // 2)
    return Rows(map(entry, range(2, 8)))


def order(line: Rows) -> list[int]:
    return [one.outcome.row for one in line.next(9)]


def test_it_begins_at_a_row_of_chance_and_holds_everybody_once(line: Rows) -> None:
    assert order(line) == [5, 6, 7, 2, 3, 4]
    line.go_elsewhere()
    assert order(line) == [2, 3, 4, 5, 6, 7]


def test_a_days_first_rows_are_sent_while_the_day_before_is_under_way_but_none_among_the_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("app.booking.line.random.randrange", lambda _below: 0)
    many = 3 * AHEAD
    days = [DAY, date(2027, 6, 15), date(2027, 6, 16)]
    entries = [
        Entry(Appointment(number, "8123456789014", days[number // many], 8), Outcome(number, State.PLANNED), 0)
        for number in range(3 * many)
    ]
    line = [one.outcome.row for one in Rows(entries).next(3 * many)]
    assert sorted(line) == list(range(3 * many))
    for first in (many, 2 * many):
        assert [line.index(first + number) for number in range(FIRST)] == [first - AHEAD, first - AHEAD + 1]
    short = [one.outcome.row for one in Rows(entries[many - 2 * AHEAD + 1 :]).next(2 * AHEAD)]
    assert short == list(range(many - 2 * AHEAD + 1, many + 1)), "where a run begins is of chance"


def test_it_is_scattered_and_holds_everybody_once(line: Rows) -> None:
    before = order(line)
    orders = set()
    for _ in range(30):
        line.scatter()
        orders.add(tuple(order(line)))
    assert len(orders) > 5
    assert {tuple(sorted(one)) for one in orders} == {tuple(sorted(before))}


def test_who_was_struck_out_is_not_sent_and_may_come_back_to_its_end(line: Rows) -> None:
    assert line.strike(5)
    assert not line.strike(5)
    assert line.take().outcome.row == 6
    line.back(entry(6))
    assert order(line) == [7, 2, 3, 4, 6]
    assert line.get(5) is None
    assert len(line.of(DAY)) == 5


class Flow:
    """Counts turns."""

    is_open, turns, rests = True, 0, 0
    telling = SimpleNamespace(airborne=lambda _: None)
    timing = SimpleNamespace(stop_grace=1.0)
    control = SimpleNamespace(stops=0)
    then: tuple[int, Callable[[], object]] = 0, lambda: None

    async def open(self) -> None: ...

    async def turn(self) -> None:
        self.turns += 1

    async def stopped(self) -> None:
        await asyncio.Event().wait()

    def after(self, rests: int, work: Callable[[], object]) -> None:
        self.then = rests, work

    async def rest(self, seconds: float) -> None:
        self.rests += 1
        if self.rests == self.then[0]:
            self.then[1]()

    def check(self) -> None: ...


def test_a_row_that_is_struck_out_while_it_is_looked_at_takes_no_turn(line: Rows) -> None:
    flow, sent = Flow(), list[int]()

    async def send(one: Entry, _flight: Any) -> bool:
        sent.append(one.outcome.row)
        return False

    async def before(one: Entry) -> None:
        if one.outcome.row in (5, 2, 3):
            line.strike(one.outcome.row)

    asyncio.run(Dispatcher(cast(Any, flow)).send_all(line, send, before))
    assert sent == [6, 7, 4]
    assert flow.turns == 3


class Journal:
    """What others have of some rows, and what is marked."""

    def __init__(self, **holds: State) -> None:
        self.held = {int(number[1:]): state for number, state in holds.items()}
        self.marked: dict[int, tuple[State, str]] = {}
        self.run: list[bool] = []  # whether somebody runs their batch, look by look

    async def holds(self, _facility: str, rows: list[Appointment]) -> dict[int, tuple[Hold, ...]]:
        held = {row.row: self.held[row.row] for row in rows if row.row in self.held}
        return {number: (Hold(9, number, state, True, 8, None),) for number, state in held.items()}

    async def is_run(self, _batch: int) -> bool:
        return self.run.pop(0) if self.run else False

    def mark(self, number: int, state: State, code: str, **_: str) -> None:
        self.marked[number] = state, code


def test_who_meets_another_computer_passes_over_all_that_is_its_and_goes_on_elsewhere(line: Rows) -> None:
    """What it is just sending is decided at the end: it is booked then, or free again, and sent from here after all."""
    journal = Journal(r5=State.BOOKED, r6=State.BOOKED, r7=State.SENDING, r2=State.SENDING)
    others = Others(cast(Any, journal), cast(Any, Flow()), "10001", None, 1.0, 3.0)

    async def meet() -> list[bool]:
        first = line.take().appointment
        await others.have(first, Hold(9, 5, State.BOOKED, True, 8, None), line)
        assert order(line) == [3, 4], "two of another computer, two under way"
        journal.held = {7: State.BOOKED}
        return [await others.decided(), await others.decided()]

    assert asyncio.run(meet()) == [True, False]
    assert journal.marked == dict.fromkeys((5, 6, 7), (State.SKIPPED, "booked_in_other_batch"))


@pytest.mark.parametrize(
    ("run", "ends", "code"),
    [
        ([True, True], 2, "booked_in_other_batch"),  # settled while it ran
        ([True, False], 9, "doubtful_in_other_batch"),  # that computer is gone: somebody must finish its batch
        ([True] * 9, 9, "sending_in_other_batch"),  # it is at it still, and does not come to an end
    ],
)
def test_what_another_computer_is_just_sending_is_waited_for_as_long_as_it_is_at_it(
    line: Rows, run: list[bool], ends: int, code: str
) -> None:
    journal = Journal(r5=State.SENDING)
    journal.run, flow = run, Flow()
    others = Others(cast(Any, journal), cast(Any, flow), "10001", None, 1.0, 3.0)

    async def meet() -> bool:
        await others.have(line.take().appointment, Hold(9, 5, State.SENDING, True, 8, None), line)
        flow.after(ends, lambda: journal.held.update({5: State.BOOKED}))
        return await others.decided()

    assert asyncio.run(meet()) is False
    assert journal.marked[5][1] == code
    assert flow.rests <= 3
