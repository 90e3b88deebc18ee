"""People over free hours: no hour above its seats, nobody twice, nobody lost."""

from __future__ import annotations

import random
import time
from collections import Counter
from dataclasses import asdict
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.booking.distribute import Left, Place, Proposal, Seats, Wish, distribute
from app.thai import Lang
from app.wording.hours import why_left

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
    wishes = [wish(2), wish(3, 0, 1), wish(4, cid="c2"), wish(5), wish(6, dose=2), wish(7, 3, 4), wish(8, 5, 6)]
    wishes += [wish(9, hour=9), wish(10, hour=10), Wish(11, "c11", Place(day(3), 10), day(4)), wish(12, 1, 9)]
    wishes += [wish(13, never=Left("span_over", last=day(0)), cid="c14"), wish(14, cid="c14"), wish(15, cid="c99")]
    found = distribute(
        wishes,
        {**seats((3, 9, 1), (3, 10, 0)), (1, Place(day(3), 11)): 0},
        booked={"c5": day(4)},
        rows={"c99": 20},
        unread=[day(9)],
    )
    assert found.places == {7: Place(day(3), 9)}, "who may come on few days goes first"
    known = {
        3: Left("no_hours_open", day(0), day(1), dose=1),
        5: Left("has_appointment", day(4)),
        8: Left("no_hours_weekend", day(5), day(6), dose=1),
        11: Left("no_later_hour", day(3), day(4), hour=10),
        13: Left("span_over", last=day(0)),
        15: Left("same_person_above", row=20),
        12: Left("seats_unread_then", day(1), day(9)),
        4: Left("same_person_above", row=2),
    }
    assert {row: found.left[row] for row in known} == known
    assert {found.left[row].code for row in (2, 6, 9, 10, 14)} == {"seats_unread_then"}
    found = distribute([wish(9, hour=9), wish(10, hour=12), wish(6, dose=2), wish(2)], seats((3, 9, 0)))
    assert found.left == {
        2: Left("no_free_hour", day(0), day(30)),
        6: Left("no_hours_open", day(0), day(30), dose=2),
        9: Left("no_free_hour", day(0), day(30), hour=9),
        10: Left("no_hours_open", day(0), day(30), hour=12, dose=1),
    }


@pytest.mark.parametrize("lang", ["th", "en"])
def test_each_reason_is_one_sentence_with_all_its_gaps_filled(lang: Lang) -> None:
    told = [
        Left("no_free_hour", day(0), day(1)),
        Left("no_free_hour", day(0), day(0), hour=9),
        Left("no_hours_open", day(0), day(0), dose=1),
        Left("no_hours_open", day(0), day(1), hour=9, dose=1),
        Left("no_hours_weekend", day(5), day(6), dose=2),
        Left("no_later_hour", day(0), day(1), hour=10),
        Left("seats_unread_then", day(0), day(1)),
        Left("span_backwards", day(1), day(0)),
        Left("span_over", last=day(0)),
        Left("span_later", day(5), day(2)),
        Left("span_earlier", day(5), day(2)),
        Left("span_either", day(5), day(2), text="5/1/2027"),
        Left("span_unreadable", text="ต้นเดือน"),
        Left("same_person_above", row=3),
        Left("has_appointment", day(4)),
    ]
    words = [why_left(lang=lang, **asdict(left)) for left in told]
    assert len(set(words)) == len(words)
    assert not any("{" in each or "  " in each or "()" in each or "“”" in each for each in words)
    if lang == "en":
        assert words[2] == (
            "There is no open slot for dose 1 on 7 Dec 2026. Choose days that have slots, or make slots first."
        )
        assert words[4].startswith("There is no open slot for dose 2 on 12 Dec 2026 to 13 Dec 2026, a weekend.")
        assert words[7].startswith("The first day (8 Dec 2026) is after the last one (7 Dec 2026).")


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
