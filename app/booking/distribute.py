"""People without an hour, over the seats that are free: a proposal that nobody has to take. Pure: asks nobody.

Whoever may come on few days goes first; of equals the order of the sheet counts. Where everybody's days are a span and
nobody is kept together this seats as many as can be seated (each, in the order of their last day, gets the earliest
free hour of the own days)."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

FIRST_HOUR = 0
SATURDAY = 5


class Place(NamedTuple):
    """An hour of a day, as slots are made."""

    date: date
    hour: int


@dataclass(frozen=True, slots=True)
class Left:
    """Why somebody gets none: `code` is a key of `wording.hours`, the others what belongs into its gaps."""

    code: str
    first: date | None = None
    last: date | None = None
    row: int = 0  # same_person_above: the other row
    hour: int | None = None
    dose: int = 0
    text: str = ""  # of the cell


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody who is to get an hour."""

    row: int  # of the user's file
    cid: str
    since: Place  # not before this one
    until: date
    dose: int = 1
    hour: int | None = None  # only this hour of a day
    homes: tuple[str, ...] = ()  # by which a family is known: phones, houses
    never: Left | None = None  # why no hour of any day can be right: the row's own days are none

    def takes(self, place: Place) -> bool:
        return self.since <= place and place.date <= self.until and self.hour in (None, place.hour)


@dataclass(frozen=True)
class Proposal:
    """Every wish is in one of the two, by row."""

    places: Mapping[int, Place] = field(default_factory=dict)
    left: Mapping[int, Left] = field(default_factory=dict)
    unread: tuple[date, ...] = ()  # days whose seats could not be read: nobody is put there
    holidays: tuple[date, ...] = ()  # public holidays with open hours: nobody is put there

    @property
    def two_ways(self) -> tuple[Left, ...]:
        """Of those whose own days can be read in two ways: one answer counts for all of them."""
        return tuple(each for each in self.left.values() if each.code == "span_either")

    def per_hour(self) -> Mapping[tuple[date, int], int]:
        """How many people each day and hour gets."""
        return Counter((place.date, place.hour) for place in self.places.values())


Seats = Mapping[tuple[int, Place], int]  # dose and hour -> seats that are free
Days = Mapping[str, date]  # id -> a day on which the person has an appointment


def distribute(
    wishes: Sequence[Wish],
    free: Seats,
    *,
    families: bool = False,
    booked: Days | None = None,
    other_days: Days | None = None,
    rows: Mapping[str, int] | None = None,
    unread: Collection[date] = (),
    closed: Collection[date] = (),
) -> Proposal:
    """At most as many to an hour as it has seats, nobody twice, nobody who is `booked` already, has another of the
    sheet's `rows` (by id), or an appointment on a day that is none of the own (`other_days`). `families`: people with a
    phone or a house in common get one hour, or one day, where they have room there. `free`: with the hours that have no
    seat left, by which a full day is told from one without hours; `unread`: days of which that is not known; `closed`:
    holidays, on which nobody is put."""
    left: dict[int, Left] = {}
    alone = list(_once(wishes, booked or {}, other_days or {}, rows or {}, left))
    shut = {key: seats for key, seats in free.items() if key[1].date in closed}
    free = {key: seats for key, seats in free.items() if key not in shut}
    hours = _Hours(free)
    groups = _families(alone) if families else [[wish] for wish in alone]
    places: dict[int, Place] = {}
    for group in sorted(groups, key=lambda group: min(wish.until for wish in group)):  # stable: the sheet's order
        places |= _together(group, hours) if len(group) > 1 else _each(group, hours)
    for wish in alone:
        if wish.row not in places:
            left[wish.row] = _why_none(wish, free, unread, shut)
    holidays = {place.date for _, place in shut}
    return Proposal(
        dict(sorted(places.items())), dict(sorted(left.items())), tuple(sorted(unread)), tuple(sorted(holidays))
    )


def _why_none(wish: Wish, free: Seats, unread: Collection[date], shut: Seats) -> Left:
    """Full, no hours at all, hours of holidays alone (`shut`), or nobody knows."""
    first, last = wish.since.date, wish.until
    if any(first <= day <= last for day in unread):
        return Left("seats_unread_then", first, last)
    if any(dose == wish.dose and wish.takes(place) for dose, place in free):
        if wish.since.hour > FIRST_HOUR:
            return Left("no_later_hour", first, last, hour=wish.since.hour)
        return Left("no_free_hour", first, last, hour=wish.hour)
    if any(dose == wish.dose and wish.takes(place) for dose, place in shut):
        return Left("only_holidays", first, last)
    days = (last - first).days + 1
    weekend = days <= 2 and all((first + timedelta(days=at)).weekday() >= SATURDAY for at in range(days))
    hour = None if weekend else wish.hour
    return Left("no_hours_weekend" if weekend else "no_hours_open", first, last, hour=hour, dose=wish.dose)


def _once(
    wishes: Iterable[Wish], booked: Days, other_days: Days, rows: Mapping[str, int], left: dict[int, Left]
) -> Iterable[Wish]:
    """Each person once, and nobody who has an appointment; why the others get nothing goes into `left`."""
    seen = dict(rows)
    for wish in wishes:
        if wish.never is not None:
            left[wish.row] = wish.never
        elif wish.cid in booked:
            left[wish.row] = Left("has_appointment", booked[wish.cid])
        elif wish.cid in other_days:
            left[wish.row] = Left("has_other_day", other_days[wish.cid])
        elif wish.cid in seen:
            left[wish.row] = Left("same_person_above", row=seen[wish.cid])
        else:
            seen[wish.cid] = wish.row
            yield wish


class _Hours:
    """The free seats, with what is taken of them."""

    def __init__(self, free: Seats) -> None:
        self._left = {key: seats for key, seats in free.items() if seats > 0}
        self._open: dict[int, list[Place]] = {}  # dose -> its hours with a seat, in their order
        for dose, place in sorted(self._left):
            self._open.setdefault(dose, []).append(place)

    def first_for(self, wish: Wish) -> Place | None:
        """The earliest with a seat that the person takes."""
        places = self._open.get(wish.dose, [])
        for at in range(bisect_left(places, wish.since), len(places)):
            if places[at].date > wish.until:
                return None
            if wish.takes(places[at]):
                return places[at]
        return None

    def for_all(self, group: Sequence[Wish]) -> Place | None:
        """The earliest hour that has a seat for each of them."""
        wanted = Counter(wish.dose for wish in group)
        for place in self._open.get(group[0].dose, []):
            enough = all(self._left.get((dose, place), 0) >= count for dose, count in wanted.items())
            if enough and all(wish.takes(place) for wish in group):
                return place
        return None

    def take(self, wish: Wish, place: Place) -> None:
        self._left[wish.dose, place] -= 1
        if not self._left[wish.dose, place]:
            places = self._open[wish.dose]
            del places[bisect_left(places, place)]

    def give_back(self, wish: Wish, place: Place) -> None:
        self._left[wish.dose, place] += 1
        if self._left[wish.dose, place] == 1:
            places = self._open[wish.dose]
            places.insert(bisect_left(places, place), place)

    def days(self, dose: int) -> list[date]:
        return sorted({place.date for place in self._open.get(dose, [])})


def _each(group: Iterable[Wish], hours: _Hours) -> dict[int, Place]:
    places: dict[int, Place] = {}
    for wish in group:
        if (place := hours.first_for(wish)) is not None:
            hours.take(wish, place)
            places[wish.row] = place
    return places


def _together(group: Sequence[Wish], hours: _Hours) -> dict[int, Place]:
    """One hour for all, else one day, else each as it comes."""
    if (place := hours.for_all(group)) is not None:
        for wish in group:
            hours.take(wish, place)
        return {wish.row: place for wish in group}
    for day in hours.days(group[0].dose):
        if len(places := _on(group, day, hours)) == len(group):
            return places
        for wish in group:
            if wish.row in places:
                hours.give_back(wish, places[wish.row])
    return _each(group, hours)


def _on(group: Iterable[Wish], day: date, hours: _Hours) -> dict[int, Place]:
    """As many of them as get an hour on that day."""
    that_day = [_only(wish, day) for wish in group if wish.since.date <= day <= wish.until]
    return _each(that_day, hours)


def _only(wish: Wish, day: date) -> Wish:
    since = max(wish.since, Place(day, FIRST_HOUR))
    return Wish(wish.row, wish.cid, since, day, wish.dose, wish.hour, wish.homes)


def _families(wishes: Sequence[Wish]) -> list[list[Wish]]:
    """People linked by a home, directly or by others; each family where its first member stands."""
    leader = list(range(len(wishes)))

    def lead(place: int) -> int:
        while leader[place] != place:
            leader[place] = leader[leader[place]]
            place = leader[place]
        return place

    homes: dict[str, int] = {}
    for place, wish in enumerate(wishes):
        for home in wish.homes:
            other = lead(homes.setdefault(home, place))
            first, second = sorted((lead(place), other))
            leader[second] = first
    families: dict[int, list[Wish]] = {}
    for place, wish in enumerate(wishes):
        families.setdefault(lead(place), []).append(wish)
    return list(families.values())
