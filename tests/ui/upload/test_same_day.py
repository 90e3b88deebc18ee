"""People with another hour of the day, or with two seats, or booked by another computer meanwhile: said before Start
and after it, and mended at a press."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QRadioButton
from pytestqt.qtbot import QtBot

from app.domain.values import State
from app.errors import EnvironmentProblem
from app.people import same_day
from app.practice import Scenario
from app.practice.world.people import Citizen, made_up_people
from tests.ui.conftest import WAIT
from tests.ui.sheets import HEADERS, thai_day, workbook
from tests.ui.upload.test_upload import state
from tests.world import weekdays
from ui.kit.question import Question
from ui.program.program import Program
from ui.upload.confirm_start import ConfirmStart

DAY = weekdays(1)[0]
PEOPLE = made_up_people(6)
CONFIRM = "ConfirmAppointmentSlot"


@pytest.fixture
def opened(make_program: Callable[..., Program], qtbot: QtBot, tmp_path: Path) -> Callable[..., Program]:
    """A sheet of six people at 09:00, rows 2 to 7."""

    def make(*faults: dict[str, Any], **settings: Any) -> Program:
        program = make_program(lang="en")
        program.pieces.accounts._scenario = Scenario.parse({"faults": list(faults), "settings": settings})
        program.practise(sample=False)
        qtbot.waitUntil(lambda: program.work.session.desk is not None and program.work.idle, timeout=WAIT)
        table = [[one.cid, one.full_name, thai_day(DAY), "09:00", 1, one.mobile_phone] for one in PEOPLE]
        with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
            program.work.sheet.load(workbook(tmp_path / "a.xlsx", table, HEADERS))
        return program

    return make


def citizen_books(program: Program, person: int | Citizen, hour: int) -> None:
    """`person`: a place in the sheet, or somebody who is not in it."""
    server = program.work.session.server
    assert server is not None
    cid = PEOPLE[person].cid if isinstance(person, int) else person.cid
    body = {"cid": cid, "do": "book", "date": DAY.isoformat(), "hour": hour}
    httpx.post(server.url + "/practice/citizens", json=body, trust_env=False).raise_for_status()


def hours(program: Program) -> dict[int, list[int]]:
    """Who sits where, by place in the sheet."""
    found: dict[int, list[int]] = {}
    for one in state(program)["bookings"]:
        place = next(place for place, person in enumerate(PEOPLE) if person.cid == one["cid"])  # type: ignore[index]
        found.setdefault(place, []).append(int(one["hour"]))  # type: ignore[index]
    return found


def keep_to(program: Program, cap: int) -> None:
    """So many calls a second from now on."""
    program.preferences.settings = program.settings.changed(cap=cap)
    program.work.session.desk.session.client.pace.cap = cap  # type: ignore[union-attr]


def press(qtbot: QtBot, button: QAbstractButton) -> None:
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def asked(program: Program, qtbot: QtBot) -> Any:
    qtbot.waitUntil(lambda: program.pages.asking.dialog is not None, timeout=WAIT)
    return program.pages.asking.dialog


def told(dialog: Question) -> str:
    return "\n".join(part.text() for part in dialog.findChildren(QLabel))


def done(program: Program, qtbot: QtBot, press_: Callable[[], object]) -> None:
    with qtbot.waitSignal(program.work.run.finished, timeout=WAIT):
        press_()


def test_before_start_they_are_named_and_stay_unless_ticked(opened: Callable[..., Program], qtbot: QtBot) -> None:
    program = opened()
    citizen_books(program, 1, 8)
    citizen_books(program, 3, 10)
    program.work.start.start()
    dialog = asked(program, qtbot)
    assert isinstance(dialog, ConfirmStart)
    assert "2 people have another hour that day already" in told(dialog)
    assert "row 3: already 08:00 that day, row 5: already 10:00 that day" in told(dialog)
    assert "row 3: 08:00 → 09:00, row 5: 10:00 → 09:00" in told(dialog)
    assert "old one is given up" in told(dialog), "what the tick does is said beside it"
    assert dialog.moves is not None
    assert not dialog.moves.isChecked()
    done(program, qtbot, dialog.accept)
    assert hours(program) == {0: [9], 1: [8], 2: [9], 3: [10], 4: [9], 5: [9]}
    notice = program.pages.upload.notice
    assert "2 people have another hour that day already" in notice.details.text()
    assert notice.action.text() == "Move these 2 to the new hour"
    assert notice.second.text() == "Leave as they are"
    press(qtbot, notice.second)
    assert "Move" not in notice.action.text()


def test_ticked_they_are_moved_after_the_booking(opened: Callable[..., Program], qtbot: QtBot) -> None:
    program = opened()
    citizen_books(program, 1, 8)
    program.work.start.start()
    dialog = asked(program, qtbot)
    dialog.moves.setChecked(True)
    done(program, qtbot, dialog.accept)
    assert hours(program) == {place: [9] for place in range(6)}
    assert program.work.sheet.lines.outcomes[3].code == "moved"
    assert program.pages.upload.notice.action.text() == "Load the next sheet"


def test_after_the_run_they_are_moved_at_a_press_once_it_is_confirmed(
    opened: Callable[..., Program], qtbot: QtBot
) -> None:
    program = opened()
    for place in range(6):
        citizen_books(program, place, 8)
    done(program, qtbot, program.work.start.start)  # nobody is left to book: nothing is asked
    notice = program.pages.upload.notice
    assert notice.action.text() == "Move these 6 to the new hour"
    press(qtbot, notice.action)
    dialog = asked(program, qtbot)
    assert dialog.head.text() == "Move 6 people to the sheet's hour?"
    assert "row 2: 08:00 → 09:00" in told(dialog)
    dialog.reject()
    assert hours(program) == {place: [8] for place in range(6)}
    press(qtbot, notice.action)
    done(program, qtbot, asked(program, qtbot).accept)
    assert hours(program) == {place: [9] for place in range(6)}
    assert program.work.sheet.lines.group("moved") == 6


def test_who_can_not_be_moved_is_named_beforehand_and_stays(opened: Callable[..., Program], qtbot: QtBot) -> None:
    """One seat is left at 09:00 for two people; later there is none."""
    program = opened()
    for place in (1, 3):
        citizen_books(program, place, 8)
    for person in made_up_people(11)[6:]:  # with four of the sheet
        citizen_books(program, person, 9)
    program.work.start.start()
    dialog = asked(program, qtbot)
    stays = "row 5: 08:00 → 09:00 is full (free: 08:00, 10:00, 11:00, 13:00, 14:00, 15:00)"
    assert f"1 person can't be moved and stays as before:\n•  {stays}" in told(dialog)
    assert "1 person to the sheet's hour" in dialog.moves.text()
    dialog.moves.setChecked(True)
    done(program, qtbot, dialog.accept)
    outcomes = program.work.sheet.lines.outcomes
    assert (outcomes[3].code, outcomes[5].code) == ("moved", "move_full")
    assert len(state(program)["outbox"]) == len(state(program)["bookings"]) + 1, "the one who was moved, once more"  # type: ignore[arg-type]
    assert "Not moved, still at 08:00: the new hour is full" in program.pages.upload.summary.reasons.cards[0].words()
    qtbot.waitUntil(lambda: program.pages.asking.dialog is None, timeout=WAIT)
    program.work.retry.start()  # looks again: the other hour stands in the way
    qtbot.waitUntil(lambda: outcomes[5].code == "other_hour_same_day" and program.work.idle, timeout=WAIT)
    press(qtbot, program.pages.upload.notice.action)
    dialog = asked(program, qtbot)
    assert dialog.head.text() == "1 person can't be moved and stays as before:"
    assert stays in "\n".join(part.text() for part in dialog.findChildren(QLabel))
    assert not dialog.yes.isVisible()


def test_one_row_from_its_story(opened: Callable[..., Program], qtbot: QtBot) -> None:
    program = opened()
    citizen_books(program, 1, 8)
    citizen_books(program, 2, 8)
    program.work.start.start()
    done(program, qtbot, asked(program, qtbot).accept)
    upload = program.pages.upload
    qtbot.waitUntil(lambda: program.pages.asking.dialog is None)
    upload.table.story_wanted.emit()
    upload.table.choose(1)
    assert "at 08:00 of the same day already" in upload.story.page.words()
    assert "The server's words" not in upload.story.page.words()
    qtbot.waitUntil(upload.story.shift.isVisible, timeout=WAIT)
    press(qtbot, upload.story.shift)
    done(program, qtbot, asked(program, qtbot).accept)
    assert hours(program)[1] == [9]
    upload.table.story_wanted.emit()
    upload.table.choose(2)
    qtbot.waitUntil(upload.story.stay.isVisible, timeout=WAIT)
    press(qtbot, upload.story.stay)
    qtbot.waitUntil(lambda: not upload.story.shift.isVisible(), timeout=WAIT)
    assert hours(program)[2] == [8]
    assert "another hour" not in upload.notice.details.text()


def test_who_has_two_seats_is_said_and_ours_too_many_go_at_one_press(
    opened: Callable[..., Program], qtbot: QtBot
) -> None:
    twice = {"fault": "repeated", "action": CONFIRM, "at": [1, 2, 3], "sends": 2}
    program = opened(twice, repeat="again")
    program.work.start.start()
    done(program, qtbot, asked(program, qtbot).accept)
    notice = program.pages.upload.notice
    assert notice.words.text() == "3 people have two seats: another computer?"
    assert notice.action.text() == "Cancel the extra seats of this batch"
    program.language.use("th")
    qtbot.waitUntil(lambda: notice.action.text() == "ยกเลิกการจองที่เกินมาของงานนี้", timeout=WAIT)
    done(program, qtbot, lambda: press(qtbot, notice.action))
    assert hours(program) == {place: [9] for place in range(6)}
    assert program.pages.upload.notice.words.text() == "จองสำเร็จ 6 คน"


def test_who_has_two_hours_of_a_day_is_looked_at_and_one_of_them_is_cancelled(
    opened: Callable[..., Program], qtbot: QtBot
) -> None:
    """The old hour stays where the server cancels nothing: one is chosen by hand, the other move is gone on with."""
    refused = {"fault": "answered", "action": "CancelAppointmentSlot", "at": [1, 2], "status": 501, "effect": False}
    program = opened({**refused, "type": "json", "body": '{"MessageCode": 501}'}, repeat="again")
    for place in (1, 3):
        citizen_books(program, place, 8)
    program.work.start.start()
    dialog = asked(program, qtbot)
    dialog.moves.setChecked(True)
    done(program, qtbot, dialog.accept)
    assert hours(program) == {0: [9], 1: [8, 9], 2: [9], 3: [8, 9], 4: [9], 5: [9]}
    notice = program.pages.upload.notice
    assert notice.words.text() == "2 people still have the old appointment, too. Continue cancels it again."
    assert (notice.action.text(), notice.second.text()) == ("Continue", "Look at row 3")
    press(qtbot, notice.second)
    person = program.pages.person
    assert program.window.room.currentWidget() is person
    qtbot.waitUntil(lambda: "08:00" in person.card.words() and "09:00" in person.card.words(), timeout=WAIT)
    (old,) = [radio for radio in person.card.findChildren(QRadioButton) if "08:00" in radio.text()]
    old.setChecked(True)
    press(qtbot, person.card.cancel)
    question = person.asks.asking.dialog
    assert question is not None
    with qtbot.waitSignal(program.pieces.one_person.result, timeout=WAIT):
        press(qtbot, question.yes)
    assert hours(program)[1] == [9]
    program.pages.show("book")
    assert notice.words.text() == "1 person still has the old appointment, too. Continue cancels it again."
    done(program, qtbot, lambda: press(qtbot, notice.action))
    assert hours(program) == {place: [9] for place in range(6)}
    assert "old appointment" not in notice.words.text()


def test_ours_of_two_hours_of_a_day_are_cancelled_at_a_press_once_it_is_confirmed(
    opened: Callable[..., Program], qtbot: QtBot
) -> None:
    """Somebody books two of them for another hour while their calls are under way."""
    program = opened({"fault": "latency", "action": CONFIRM, "probability": 1, "seconds": 1.0}, repeat="again")
    program.work.start.start()
    question = asked(program, qtbot)
    with qtbot.waitSignal(program.work.run.finished, timeout=WAIT):
        question.accept()
        qtbot.waitUntil(lambda: state(program)["calls"]["by_action"].get(CONFIRM) == 6, timeout=WAIT)  # type: ignore[index,call-overload]
        for place in (1, 3):
            citizen_books(program, place, 8)
    notice = program.pages.upload.notice
    assert notice.words.text() == "2 people have two appointments on one day: keep one, cancel the other."
    assert (notice.second.text(), notice.third.text()) == ("Leave both", "Cancel 2 booked from here")
    press(qtbot, notice.third)
    dialog = asked(program, qtbot)
    assert dialog.head.text() == "Cancel what this batch booked for 2 people?"
    assert "row 3, row 5" in told(dialog)
    done(program, qtbot, dialog.accept)
    assert hours(program) == {0: [9], 1: [8], 2: [9], 3: [8], 4: [9], 5: [9]}
    assert "two appointments" not in notice.words.text()


def test_another_computer_sends_the_same_sheet(opened: Callable[..., Program], qtbot: QtBot) -> None:
    slow = {"fault": "latency", "action": CONFIRM, "probability": 1.0, "seconds": 0.3}
    program = opened(slow)
    program.work.start.start()
    question = asked(program, qtbot)
    keep_to(program, 1)
    question.accept()
    qtbot.waitUntil(lambda: program.work.sheet.lines.counts[State.BOOKED] > 0, timeout=WAIT)
    program.work.run.pause()
    qtbot.waitUntil(lambda: program.work.sheet.lines.counts[State.SENDING] == 0, timeout=WAIT)
    planned = [row for row, one in program.work.sheet.lines.outcomes.items() if one.state is State.PLANNED]
    assert len(planned) > 2
    for row in planned[2:]:  # one may be on its way before the look; another one waits
        citizen_books(program, row - 2, 9)
    with program.pieces.accounts._practice.world.store.change() as db:  # type: ignore[union-attr]
        db.execute("UPDATE booking SET by_citizen = 0")
    keep_to(program, 28)
    done(program, qtbot, program.work.run.go_on)
    assert program.work.run.last is not None
    notice = program.pages.upload.notice
    assert program.work.run.last.error == "booked_by_others"
    assert "another computer" in notice.words.text()
    qtbot.waitUntil(lambda: program.pages.upload.start.text() == "Continue", timeout=WAIT)
    done(program, qtbot, lambda: press(qtbot, program.pages.upload.start))
    assert hours(program) == {place: [9] for place in range(6)}


def test_a_yes_to_moving_ends_with_the_run_that_failed(
    opened: Callable[..., Program], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is moved, and messaged, at the end of whatever runs next."""
    program = opened()
    citizen_books(program, 1, 8)

    async def fails(*_: object, **__: object) -> None:
        raise EnvironmentProblem("journal_unreadable")

    with monkeypatch.context() as patched:
        patched.setattr("app.booking.desk.Desk.run", fails)
        program.work.start.start()
        dialog = asked(program, qtbot)
        dialog.moves.setChecked(True)
        with qtbot.waitSignal(program.work.run.failed, timeout=WAIT):
            dialog.accept()
    batch = program.work.sheet.batch
    assert batch is not None
    done(program, qtbot, lambda: program.work.run.undo(batch))
    qtbot.waitUntil(lambda: program.work.idle, timeout=WAIT)
    assert hours(program) == {1: [8]}


def test_moves_that_were_stopped_wait_under_their_own_word_and_continue_moves_them(
    opened: Callable[..., Program], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a program that was killed: it is all on disk before the first one is moved."""
    monkeypatch.setattr(same_day, "AT_ONCE", 1)
    program = opened()
    for place in (1, 3, 4):
        citizen_books(program, place, 8)
    program.work.start.start()
    dialog = asked(program, qtbot)
    assert dialog.moves is not None
    dialog.moves.setChecked(True)
    lines = program.work.sheet
    stopped = False

    def stop_at_the_first(*_told: object) -> None:
        nonlocal stopped
        if not stopped and lines.lines.group("moved"):
            stopped = True
            program.work.run.stop()

    program.work.run.outcomes.connect(stop_at_the_first)
    done(program, qtbot, dialog.accept)
    upload = program.pages.upload
    assert (lines.lines.group("moved"), lines.lines.group("moving"), lines.lines.group("ready")) == (1, 2, 0)
    assert "2 still to be moved." in upload.notice.words.text()
    info = next(one for one in program.work.session.desk.history() if one.open)  # type: ignore[union-attr]
    assert (info.source.file_name, info.to_move, info.unfinished) == ("a.xlsx", 2, 2)
    assert (upload.start.text(), upload.retry.isVisible()) == ("Continue", False)
    done(program, qtbot, lambda: press(qtbot, upload.start))
    assert hours(program) == {place: [9] for place in range(6)}
    assert upload.notice.words.text().startswith("3 people booked. 3 moved.")
