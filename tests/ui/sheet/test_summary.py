"""Why rows were not booked is told anew after each run of one batch, also where as many rows failed as before."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.domain.values import Outcome, State
from app.wording import say
from app.wording.remedies import problem
from ui.kit import text
from ui.kit.theme import Theme
from ui.sheet.lines import Lines
from ui.sheet.summary import Summary
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
