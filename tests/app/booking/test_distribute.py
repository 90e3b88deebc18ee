"""People over free hours: no hour above its seats, nobody twice, nobody lost."""

from __future__ import annotations

import random
import time
from collections import Counter
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.booking.distribute import Left, Place, Proposal, Seats, Wish, distribute

MONDAY = date(2026, 12, 7)
HOURS = (8, 9, 10, 11, 13, 14, 15)
LAST = MONDAY + timedelta(days=30)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def wish(row: int, first: int = 0, last: int = 30, hour: int | None = None, **more: object) -> Wish:
    cid = str(more.pop("cid", f"c{row}"))
    return Wish(row, cid, Place(day(first), 0), day(last), hour=hour, **more)  # type: ignore[arg-type]


def seats(*given_: tuple[int, int, int], dose: int = 1) -> Seats:
    """(day, hour, seats)"""
    return {(dose, Place(day(at), hour)): free for at, hour, free in given_}


def check(wishes: list[Wish], free: Seats, found: Proposal) -> None:
    """What must hold of every proposal."""
    assert sorted([*found.places, *found.left]) == sorted(one.row for one in wishes), "every row is somewhere, once"
    by_row = {one.row: one for one in wishes}
    taken = Counter((by_row[row].dose, place) for row, place in found.places.items())
    assert all(count <= free.get(key, 0) for key, count in taken.items()), "no hour above its seats"
    cids = [by_row[row].cid for row in found.places]
    assert len(cids) == len(set(cids)), "nobody twice"
    assert all(by_row[row].takes(place) for row, place in found.places.items()), "only on days that were allowed"


WISHES = st.lists(
    st.tuples(
        st.integers(0, 12),  # of whom
        st.integers(0, 5),
        st.integers(0, 5),
        st.integers(1, 2),
        st.sampled_from([None, None, 8, 9]),
        st.lists(st.sampled_from(["081", "082", "b1", "b2"]), max_size=2),
    ),
    max_size=14,
)
FREE = st.dictionaries(
    st.tuples(st.integers(1, 2), st.builds(Place, st.integers(0, 5).map(day), st.sampled_from([8, 9, 10]))),
    st.integers(-1, 4),
    max_size=14,
)


@settings(max_examples=200, deadline=None)
@given(WISHES, FREE, st.booleans(), st.sets(st.integers(0, 12), max_size=2))
def test_no_hour_above_its_seats_nobody_twice_and_nobody_lost(
    told: list[tuple[int, int, int, int, int | None, list[str]]], free: Seats, families: bool, booked: set[int]
) -> None:
    wishes = [
        wish(row, min(a, b), max(a, b), hour, dose=dose, cid=f"c{who}", homes=tuple(homes))
        for row, (who, a, b, dose, hour, homes) in enumerate(told, 2)
    ]
    found = distribute(wishes, free, families=families, booked={f"c{who}": MONDAY for who in booked})
    check(wishes, free, found)
    assert not any(one.cid in {f"c{who}" for who in booked} for one in wishes if one.row in found.places)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=9),
    st.dictionaries(st.integers(0, 6), st.integers(0, 3), max_size=7),
)
def test_as_many_get_an_hour_as_can(spans: list[tuple[int, int]], days: dict[int, int]) -> None:
    wishes = [wish(row, min(span), max(span)) for row, span in enumerate(spans)]
    free = {(1, Place(day(at), 8)): count for at, count in days.items()}
    assert len(distribute(wishes, free).places) == _most(wishes, [p for (_, p), n in free.items() for _ in range(n)])


def _most(wishes: list[Wish], places: list[Place]) -> int:
    """The largest matching, by augmenting paths."""
    holder: dict[int, int] = {}

    def seat(who: int, tried: set[int]) -> bool:
        for at, place in enumerate(places):
            if at in tried or not wishes[who].takes(place):
                continue
            tried.add(at)
            if at not in holder or seat(holder[at], tried):
                holder[at] = who
                return True
        return False

    return sum(seat(who, set()) for who in range(len(wishes)))


def test_a_thousand_people_over_20_days_and_uneven_seats_in_under_a_second() -> None:
    dice = random.Random(7)
    free = {(1, Place(day(at), hour)): dice.choice((0, 3, 5, 8, 12)) for at in range(20) for hour in HOURS}
    wishes = [wish(row, last=19, homes=(f"tel{dice.randrange(400)}",)) for row in range(2, 1002)]
    for families in (False, True):
        began = time.perf_counter()
        found = distribute(wishes, free, families=families)
        took = time.perf_counter() - began
        check(wishes, free, found)
        assert len(found.places) == min(1000, sum(free.values()))
        assert took < 1.0


def test_the_sheets_order_counts_and_who_may_come_on_few_days_goes_first() -> None:
    free = seats((0, 8, 1), (0, 9, 1), (1, 8, 1))
    found = distribute([wish(2), wish(3), wish(4, last=0)], free)
    assert found.places == {4: Place(day(0), 8), 2: Place(day(0), 9), 3: Place(day(1), 8)}
    assert distribute([wish(2), wish(3)], free).places == {2: Place(day(0), 8), 3: Place(day(0), 9)}


def test_who_does_not_fit_is_left_with_the_reason() -> None:
    found = distribute(
        [wish(2), wish(3, 0, 1), wish(4, cid="c2"), wish(5), wish(6, dose=2)],
        seats((3, 9, 1)),
        booked={"c5": day(4)},
    )
    assert found.places == {2: Place(day(3), 9)}
    assert found.left == {
        3: Left("no_free_hour", day(0), day(1)),
        4: Left("same_person_above", row=2),
        5: Left("has_appointment", day(4)),
        6: Left("no_free_hour", day(0), day(30)),
    }


def test_a_family_gets_one_hour_or_one_day_or_what_there_is() -> None:
    family = [wish(3, homes=("081",)), wish(7, homes=("081", "12/3")), wish(9, homes=("12/3",))]
    found = distribute([wish(2), *family], seats((0, 8, 2), (0, 9, 3)), families=True)
    assert found.places == {2: Place(day(0), 8), **{row: Place(day(0), 9) for row in (3, 7, 9)}}
    found = distribute(family, seats((0, 8, 1), (1, 8, 2), (1, 9, 1)), families=True)
    assert found.places == {3: Place(day(1), 8), 7: Place(day(1), 8), 9: Place(day(1), 9)}
    found = distribute(family, seats((0, 8, 1), (1, 8, 1)), families=True)
    assert found.places == {3: Place(day(0), 8), 7: Place(day(1), 8)}
    assert set(found.left) == {9}


def test_the_next_free_hour_comes_after_the_one_that_was_full() -> None:
    full = Wish(2, "c2", Place(day(0), 11), day(5))
    found = distribute([full], seats((0, 8, 5), (0, 11, 1), (1, 8, 9)))
    assert found.places == {2: Place(day(0), 11)}
