"""Who is still to be sent, in order: what a `Dispatcher` sends from."""

from __future__ import annotations

import random
from collections import OrderedDict, deque
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from typing import Generic, Protocol, TypeVar

from app.journal.batches import Entry

Item = TypeVar("Item")
FIRST = 2  # rows of a day before its schedule is looked at once more
AHEAD = 60  # rows that are sent meanwhile: two seconds at the highest cap, in which the days are looked at


class Line(Protocol[Item]):
    def __len__(self) -> int: ...

    def first(self) -> Item: ...

    def take(self) -> Item:
        """The first one, out of the line."""

    def back(self, item: Item) -> None:
        """To its end."""


class Queue(Generic[Item]):
    """A line that only its front leaves."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._items = deque(items)

    def __len__(self) -> int:
        return len(self._items)

    def first(self) -> Item:
        return self._items[0]

    def take(self) -> Item:
        return self._items.popleft()

    def back(self, item: Item) -> None:
        self._items.append(item)


class Rows:
    """The rows of a batch. One that is found to be done meanwhile is struck out of it: it takes no turn of the pace and
    no connection."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        """In the file's order, from a row of chance on: two computers with one sheet then meet late, not at once."""
        self._rows = OrderedDict((entry.outcome.row, entry) for entry in entries)
        self.go_elsewhere()
        self._send_ahead()

    def __len__(self) -> int:
        return len(self._rows)

    def first(self) -> Entry:
        return next(iter(self._rows.values()))

    def take(self) -> Entry:
        return self._rows.popitem(last=False)[1]

    def back(self, item: Entry) -> None:
        self._rows[item.outcome.row] = item

    def get(self, number: int) -> Entry | None:
        return self._rows.get(number)

    def strike(self, number: int) -> bool:
        """False: it stands in line no more."""
        return self._rows.pop(number, None) is not None

    def of(self, day: date) -> Sequence[Entry]:
        return [entry for entry in self._rows.values() if entry.appointment.date == day]

    def next(self, count: int) -> Sequence[Entry]:
        """So many of those that come next."""
        return list(islice(self._rows.values(), count))

    def go_elsewhere(self) -> None:
        """On at a row of chance."""
        if len(self) > 1:
            self._to_the_end(list(islice(self._rows, random.randrange(len(self)))))

    def _send_ahead(self) -> None:
        """A day's first rows, whose answers the rest of it waits for (`FIRST`), while the day before is still
        under way: but none among the first of the line, which are of chance."""
        line = list(self._rows.values())
        firsts: dict[date, list[int]] = {}
        for place, entry in enumerate(line):
            places = firsts.setdefault(entry.appointment.date, [])
            places += [place] if len(places) < FIRST else []
        for places in firsts.values():
            for place in places if places[0] >= 2 * AHEAD else ():
                line.insert(place - AHEAD, line.pop(place))
        self._to_the_end(entry.outcome.row for entry in line)

    def scatter(self) -> None:
        """From now on in an order of chance: two computers in step, of which neither sees what the other one books
        just now, part with the next row, and one soon comes to what the other has booked."""
        self._to_the_end(random.sample(list(self._rows), len(self)))

    def _to_the_end(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            self._rows.move_to_end(number)
