"""When refusals make a run: twenty in a row, or half of the last fifty."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from app.booking.refusals import Refusals


def first_run(answers: Sequence[str], passed: Sequence[str] = ()) -> tuple[int, str, int] | None:
    """The answer (counted from one) at which a run is told, its reason and its count. "" is a booking."""
    refusals = Refusals(passed)
    for number, code in enumerate(answers, 1):
        if not code:
            refusals.booked()
        elif count := refusals.refused(code):
            return number, code, count
    return None


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (["full"] * 19, None),
        (["full"] * 20, (20, "full", 20)),
        (["", *["full"] * 20], (21, "full", 20)),
        ((["full"] * 19 + [""]) * 1, None),
        ([*["full"] * 19, "", *["full"] * 5], None),
        ([*["full"] * 19, "", *["full"] * 6], (26, "full", 25)),  # half of fifty is reached before
        (["full", "target"] * 24, None),
        (["full", "target"] * 25, (49, "full", 25)),
        (["full", ""] * 24, None),
        (["full", ""] * 25, (49, "full", 25)),
        (["full", "", ""] * 100, None),  # a third of them: the sheet is worth going on with
    ],
)
def test_a_run_is_told_at_twenty_in_a_row_or_half_of_fifty(
    answers: list[str], told: tuple[int, str, int] | None
) -> None:
    assert first_run(answers) == told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["no"] * 20, "no"),
        (["no: somebody else", *["no"] * 20], "no"),
        ([f"no, {number}" for number in range(20)], ""),
        (["no", "no, really"] * 10, ""),
    ],
)
def test_words_that_are_others_each_time_are_told_as_no_reason(words: list[str], told: str) -> None:
    refusals = Refusals()
    counts = [refusals.refused("refused", said) for said in words]
    assert counts[-1] == len(words)
    assert refusals.words("refused") == told


def test_a_reason_that_the_clerk_goes_on_with_stops_nothing_but_another_one_does() -> None:
    assert first_run(["full"] * 500, passed=["full"]) is None
    assert first_run([*["full"] * 100, *["target"] * 20], passed=["full"]) == (120, "target", 20)
