"""Names against ids at the window: counted before, asked for, stopped, shown as problems, left out with a press."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.practice.world.people import made_up_people
from app.thai import thai_date
from tests.ui.conftest import WAIT
from tests.ui.sheets import person, workbook
from tests.ui.upload.test_file_changed import dialog_of
from tests.ui.upload.test_upload import state
from tests.world import weekdays
from ui.kit.notice import Notice
from ui.kit.question import Question
from ui.program.program import Program
from ui.sheet.mend import MendCell
from ui.sheet.status import LEFT_OUT
from ui.upload.name_check import NameCheck
from ui.upload.new_ids import WhoseId

PEOPLE = made_up_people(4)
DAY = thai_date(weekdays(1)[0])


def row(cid: str, name: str) -> list[object]:
    return [cid, name, DAY, "09:00", 1, ""]


def shifted() -> list[list[object]]:
    """Names sorted alone: everybody has the next one's."""
    return [row(one.cid, PEOPLE[(place + 1) % 4].full_name) for place, one in enumerate(PEOPLE)]


def load(program: Program, qtbot: QtBot, path: Path) -> NameCheck:
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        program.work.sheet.load(path)
    return program.pages.upload.names


def check(program: Program, qtbot: QtBot) -> NameCheck:
    """Press, agree, wait for the result."""
    names = program.pages.upload.names
    qtbot.mouseClick(names.button, Qt.MouseButton.LeftButton)
    assert names.asking.dialog is not None
    with qtbot.waitSignal(names.naming.ended, timeout=WAIT):
        qtbot.mouseClick(names.asking.dialog.yes, Qt.MouseButton.LeftButton)
    return names


def test_names_that_were_sorted_alone_are_found_and_left_out_with_a_press(
    sample: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    table = [*shifted()[:3], row(PEOPLE[3].cid, "น.ส. " + PEOPLE[3].first_name + "  " + PEOPLE[3].last_name)]
    names = load(sample, qtbot, workbook(tmp_path / "a.xlsx", table))
    assert names.button.text() == "ตรวจชื่อกับเลขประจำตัว"
    assert sample.work.sheet.lines.group("ready") == 4
    qtbot.mouseClick(names.button, Qt.MouseButton.LeftButton)
    assert names.asking.dialog is not None
    assert names.asking.dialog.head.text() == "ตรวจชื่อกับเลขประจำตัว 4 คน?"
    qtbot.mouseClick(names.asking.dialog.no, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: names.asking.dialog is None)
    assert calls(sample) == 0, "nobody is looked up unless it is wanted"
    check(sample, qtbot)
    assert calls(sample) == 4
    assert names.notice.words.text() == "ตรวจชื่อแล้ว 4 คน ชื่อไม่ตรงกับเจ้าของเลข 3 แถว"
    assert names.notice.details.text() == "แถว 2-4"
    assert sample.work.sheet.lines.group("ready") == 1
    kinds = {kind.first.code: kind for kind in sample.work.sheet.lines.problem_groups}
    assert kinds["name_differs"].rows == (2, 3, 4)
    words = sample.pages.upload.problems.items[0].show_rows.sample
    assert PEOPLE[0].full_name in words
    assert PEOPLE[1].full_name in words
    assert not sample.pages.upload.problems.items[0].fix.isVisibleTo(sample.pages.upload.problems)
    qtbot.mouseClick(names.notice.second, Qt.MouseButton.LeftButton)
    assert sample.pages.upload.model.rowCount() == 3
    assert sample.window.focusWidget() is sample.pages.upload.table, "whoever asks to see rows is among them"
    qtbot.mouseClick(names.notice.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sample.work.sheet.lines.counts[LEFT_OUT] == 3, timeout=WAIT)
    qtbot.mouseClick(sample.pages.upload.start, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(sample.work.run.finished, timeout=WAIT):
        qtbot.mouseClick(dialog_of(sample, qtbot).yes, Qt.MouseButton.LeftButton)
    assert [one["cid"] for one in state(sample)["bookings"]] == [PEOPLE[3].cid]  # type: ignore[index]


def calls(program: Program) -> int:
    return int(state(program)["calls"]["by_action"].get("ImmunizationTarget", 0))  # type: ignore[call-overload]


def test_a_row_that_is_mended_is_compared_again_without_asking(sample: Program, qtbot: QtBot, tmp_path: Path) -> None:
    load(sample, qtbot, workbook(tmp_path / "a.xlsx", shifted()))
    names = check(sample, qtbot)
    assert sample.work.sheet.lines.group("ready") == 0
    with qtbot.waitSignal(sample.work.sheet.mended, timeout=WAIT):  # it is this person: the name was wrong
        sample.work.mending.fix(sample.work.sheet.lines.problems[2][:1])
    assert sample.work.sheet.lines.group("ready") == 1
    with qtbot.waitSignal(sample.work.sheet.mended, timeout=WAIT):  # the id was wrong
        sample.work.mending.mend_cell(3, "cid", PEOPLE[2].cid)
    found = [problem.code for problem in sample.work.sheet.lines.problems[3]]
    assert found == ["cid_two_names"], "the name fits its id now, which row 4 has under another name"
    with qtbot.waitSignal(sample.work.sheet.mended, timeout=WAIT):
        sample.work.mending.take_back()
    assert [problem.code for problem in sample.work.sheet.lines.problems[3]] == ["name_differs"], (
        "what is known stays known"
    )
    assert calls(sample) == 4
    qtbot.mouseClick(names.button, Qt.MouseButton.LeftButton)
    assert names.notice.words.text() == "ไม่เหลือใครให้ตรวจแล้ว"


def test_strangers_and_missing_names_are_said_and_block_nothing(sample: Program, qtbot: QtBot, tmp_path: Path) -> None:
    table = [row(PEOPLE[0].cid, ""), row(person(7), "นายไม่มี ในระบบ"), row(PEOPLE[1].cid, PEOPLE[1].full_name)]
    load(sample, qtbot, workbook(tmp_path / "a.xlsx", table))
    names = check(sample, qtbot)
    assert names.notice.words.text() == "ตรวจชื่อแล้ว 3 คน ไม่อยู่ในกลุ่มเป้าหมาย 1 แถว เทียบชื่อไม่ได้ 1 แถว"
    assert sample.work.sheet.lines.group("ready") == 3
    qtbot.mouseClick(names.notice.action, Qt.MouseButton.LeftButton)
    assert not names.isVisible()


def test_it_can_be_stopped_and_what_was_found_stays(
    sample: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = made_up_people(200)
    load(sample, qtbot, workbook(tmp_path / "a.xlsx", [row(one.cid, "นายคนละ คน") for one in people]))
    names = sample.pages.upload.names
    qtbot.mouseClick(names.button, Qt.MouseButton.LeftButton)
    assert names.asking.dialog is not None
    qtbot.mouseClick(names.asking.dialog.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: names.naming.done > 20, timeout=WAIT)
    assert names.notice.words.text().startswith("กำลังตรวจชื่อกับเลขประจำตัว: ")
    assert not sample.pages.upload.start.isEnabled(), "nothing is booked meanwhile"
    assert not names.button.isEnabled()
    with qtbot.waitSignal(names.naming.ended, timeout=WAIT):
        qtbot.mouseClick(names.notice.action, Qt.MouseButton.LeftButton)
    found = len(sample.work.sheet.lines.checked.listed)  # type: ignore[union-attr]
    assert 20 < found < 200
    assert names.notice.words.text().startswith(f"หยุดตรวจชื่อแล้ว ยังไม่ได้ตรวจอีก {200 - found} คน")
    assert sample.work.sheet.lines.group("ready") == 200 - found
    assert sample.pages.upload.start.isEnabled()
    assert names.button.isEnabled()


def test_another_sheet_takes_no_result_of_the_one_before(sample: Program, qtbot: QtBot, tmp_path: Path) -> None:
    names = load(sample, qtbot, workbook(tmp_path / "a.xlsx", shifted()))
    check(sample, qtbot)
    load(sample, qtbot, workbook(tmp_path / "b.xlsx", shifted()))
    assert not names.isVisible()
    assert sample.work.sheet.lines.group("ready") == 4


def test_stopped_while_it_is_held_it_leaves_no_notice_of_that(sample: Program, qtbot: QtBot, tmp_path: Path) -> None:
    names = load(sample, qtbot, workbook(tmp_path / "a.xlsx", shifted()))
    practice = sample.pieces.accounts._practice
    assert practice is not None
    practice.stop()  # nobody answers any more
    qtbot.mouseClick(names.button, Qt.MouseButton.LeftButton)
    assert names.asking.dialog is not None
    with qtbot.waitSignal(sample.work.run.held, timeout=WAIT):
        qtbot.mouseClick(names.asking.dialog.yes, Qt.MouseButton.LeftButton)
    notice = sample.pages.upload.notice
    assert notice.isVisible()
    with qtbot.waitSignal(names.naming.ended, timeout=WAIT):
        qtbot.mouseClick(names.notice.action, Qt.MouseButton.LeftButton)
    assert not notice.isVisible()
    assert names.notice.words.text().startswith("หยุดตรวจชื่อแล้ว ยังไม่ได้ตรวจอีก 4 คน")
    assert sample.work.sheet.lines.group("ready") == 4


def test_one_press_says_that_it_is_the_same_person(sample: Program, qtbot: QtBot, tmp_path: Path) -> None:
    load(sample, qtbot, workbook(tmp_path / "a.xlsx", shifted()))
    check(sample, qtbot)
    upload = sample.pages.upload
    upload.table.choose(0)
    cell = next(cell for cell in upload.story.findChildren(MendCell) if cell.problem.code == "name_differs")
    assert cell.fix is not None
    assert cell.fix.text() == "เป็นคนเดียวกัน"
    assert PEOPLE[0].full_name in cell.fix.toolTip()
    with qtbot.waitSignal(sample.work.sheet.mended, timeout=WAIT):
        qtbot.mouseClick(cell.fix, Qt.MouseButton.LeftButton)
    assert sample.work.sheet.lines.group("ready") == 1


def start(program: Program, qtbot: QtBot) -> Question:
    """What is asked after Start."""
    qtbot.mouseClick(program.pages.upload.start, Qt.MouseButton.LeftButton)
    asking = program.pages.asking
    qtbot.waitUntil(lambda: asking.dialog is not None, timeout=WAIT)
    assert asking.dialog is not None
    return asking.dialog


def put_in(program: Program, qtbot: QtBot, number: int, cid: str) -> None:
    with qtbot.waitSignal(program.work.sheet.mended, timeout=WAIT):
        program.work.mending.mend_cell(number, "cid", cid)


def test_an_id_that_was_put_in_is_compared_with_the_name_before_it_is_booked(
    sample: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    """Of two ids put in after others were booked one is somebody else's; the right one is said to fit."""
    table = [row(PEOPLE[0].cid, PEOPLE[0].full_name), row("", "นายนอกเป้า หนึ่ง"), row("", PEOPLE[2].full_name)]
    load(sample, qtbot, workbook(tmp_path / "a.xlsx", table))
    with qtbot.waitSignal(sample.work.run.finished, timeout=WAIT):
        qtbot.mouseClick(start(sample, qtbot).yes, Qt.MouseButton.LeftButton)
    names = sample.pages.upload.names
    assert names.button.isVisibleTo(sample.window), "just when ids are typed again"
    put_in(sample, qtbot, 3, PEOPLE[1].cid)
    put_in(sample, qtbot, 4, PEOPLE[2].cid)
    before = calls(sample)
    asked = start(sample, qtbot)
    assert isinstance(asked, WhoseId)
    assert calls(sample) - before == 2, "a call a row that was changed"
    words = asked.findChildren(Notice)[0].words.text()
    assert words == f"แถว 3: เลขที่ใส่เป็นของ {PEOPLE[1].full_name} แต่ในแถวเขียนว่า “นายนอกเป้า หนึ่ง”"
    asked.yes.click()
    dialog = dialog_of(sample, qtbot)
    facts = [one.text() for one in dialog.findChildren(QLabel)]
    assert "1 แถวที่ใส่เลขประจำตัวเอง: ตรวจสอบกับกลุ่มเป้าหมายแล้ว เป็นเลขของคนในแถว" in facts
    with qtbot.waitSignal(sample.work.run.finished, timeout=WAIT):
        qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    booked = {one["cid"] for one in state(sample)["bookings"]}  # type: ignore[index]
    assert booked == {PEOPLE[0].cid, PEOPLE[2].cid}


def test_where_nobody_can_tell_whose_id_was_put_in_it_is_asked(sample: Program, qtbot: QtBot, tmp_path: Path) -> None:
    load(sample, qtbot, workbook(tmp_path / "a.xlsx", [row("", "John Smith"), row(PEOPLE[0].cid, "")]))
    put_in(sample, qtbot, 2, PEOPLE[1].cid)  # of another alphabet than the list's name
    asked = start(sample, qtbot)
    assert isinstance(asked, WhoseId)
    assert calls(sample) == 1
    assert "บอกไม่ได้" in asked.findChildren(Notice)[0].words.text()
    asked.book.click()
    dialog = dialog_of(sample, qtbot)
    assert not isinstance(dialog, WhoseId)
    dialog.reject()
    asked = start(sample, qtbot)
    assert not isinstance(asked, WhoseId), "asked once"
    asked.reject()


def test_an_id_moved_from_another_cell_of_its_row_needs_no_call(sample: Program, qtbot: QtBot, tmp_path: Path) -> None:
    one = PEOPLE[0]
    load(sample, qtbot, workbook(tmp_path / "a.xlsx", [[f"เลข {one.cid} ?1", "ใคร สักคน", DAY, "09:00", 1, ""]]))
    put_in(sample, qtbot, 2, one.cid)
    asked = start(sample, qtbot)
    assert not isinstance(asked, WhoseId)
    assert sample.work.sheet.lines.checked.listed == {}  # type: ignore[union-attr]
    asked.reject()
