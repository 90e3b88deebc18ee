"""Why rows were not booked is told anew after each run of one batch, also where as many rows failed as before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from pytestqt.qtbot import QtBot

from app.domain.given_up import GivenUp
from app.domain.stay import HELD, MOVED
from app.domain.values import Appointment, Outcome, State
from app.wording import say
from app.wording.remedies import problem
from ui.kit import text
from ui.kit.theme import Theme
from ui.sheet.lines import Lines
from ui.sheet.status import status_word
from ui.sheet.summary import Summary
from ui.upload.given_up import sent_again
from ui.upload.lost import lost_rows
from ui.upload.words import Result


def lines_of(*outcomes: Outcome) -> Lines:
    rows = [one.row for one in outcomes]
    lines = Lines(rows, [None] * len(rows), [State.PLANNED] * len(rows), batch=1)
    lines.places = {row: place for place, row in enumerate(rows)}
    lines.counts[State.PLANNED] = len(rows)
    for outcome in outcomes:
        lines.take(outcome)
    return lines


def reasons(summary: Summary) -> list[tuple[str, tuple[int, ...]]]:
    summary.show_state(runs=False, can_register=False, can_mend=True)
    return [(card.reason.code, card.reason.rows) for card in summary.reasons.cards]


def test_a_second_run_with_as_many_failures_has_its_own_reasons(qtbot: QtBot, theme: Theme) -> None:
    summary = Summary(theme)
    qtbot.addWidget(summary)
    lines = lines_of(
        Outcome(2, State.REFUSED, "move_restored"), Outcome(3, State.REFUSED, "slot_full"), Outcome(4, State.BOOKED)
    )
    summary.show_lines(lines)
    assert dict(reasons(summary)) == {"move_restored": (2,), "slot_full": (3,)}
    lines.take(Outcome(2, State.REFUSED, "move_has_none"))
    assert reasons(summary) == [("move_has_none", (2,)), ("slot_full", (3,))], "who has no appointment comes first"
    card = summary.reasons.cards[0]
    assert problem("move_has_none", text.lang()).cause.rstrip(".") in card.words()
    assert not card.next_hour.isHidden(), "what helps is at hand"
    lines.take(Outcome(2, State.REFUSED, "still_without", detail="slot_full"))
    lines.take(Outcome(3, State.BOOKED))
    assert reasons(summary) == [("still_without", (2,))]
    assert say("slot_full", text.lang()) in summary.reasons.cards[0].words()


def test_who_lost_the_appointment_is_counted_apart_from_who_was_refused(qtbot: QtBot) -> None:
    lines = lines_of(
        Outcome(2, State.REFUSED, "move_has_none"),
        Outcome(3, State.REFUSED, "still_without", detail="slot_full"),
        Outcome(4, State.REFUSED, "slot_full"),
    )
    apart = lines_of(Outcome(2, State.REFUSED, "slot_full"))
    assert Result().words(apart) in Result().words(lines), "one was refused"
    assert list(lost_rows(lines)) == [2, 3]


def test_a_moved_row_is_moved_and_one_that_was_held_back_is_not_refused(qtbot: QtBot) -> None:
    lines = lines_of(
        Outcome(2, State.SKIPPED, "moved"),
        Outcome(3, State.SKIPPED, "already_booked"),
        Outcome(4, State.REFUSED, "other_hour_same_day", detail="13:00"),
        Outcome(5, State.REFUSED, "slot_full"),
    )
    assert [lines.group(name) for name in ("moved", "skipped", "held_back", "refused")] == [1, 1, 1, 1]
    assert [status_word(status) for status in lines.statuses][::2] == [status_word(MOVED), status_word(HELD)]
    assert lines.failed == 2, "both are sent once more by a retry"
    only = lines_of(Outcome(4, State.REFUSED, "move_full", detail="13:00 09:00"))
    assert (only.failed, only.to_mend) == (1, frozenset({4}))


def test_whoever_was_moved_within_the_day_is_not_offered_to_be_booked_again() -> None:
    day = date(2027, 6, 14)
    lines = lines_of(Outcome(2, State.PLANNED), Outcome(3, State.PLANNED))
    lines.appointments = [Appointment(row, "8123456789014", day, 9) for row in (2, 3)]
    within = GivenUp(datetime(2027, 6, 1, 8, 0), "move", to=(day, 14))  # noqa: DTZ001 - Thai time
    away = replace(within, to=(date(2027, 6, 15), 14))
    for row, how in ((2, within), (3, away)):
        lines.take(Outcome(row, State.CANCELLED, how.code, detail=how.packed()))
    assert [row for _, row, _ in sent_again(lines)] == [3]
