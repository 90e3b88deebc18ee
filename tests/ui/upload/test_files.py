"""How a sheet comes in: questions before there are any rows, what is remembered, files in a row, pasting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from app.errors import Stopped
from app.reader import Reader
from tests.ui.conftest import WAIT
from tests.ui.sheets import HEADERS, person, rows, thai_day, workbook, workbook_of
from tests.world import either_days, weekdays
from ui.kit import text
from ui.program.program import Program
from ui.session.under_way import Lane, What
from ui.sheet.choosing import ColumnsQuestion, SheetQuestion
from ui.sheet.columns import FIELD_PLACES, PLACES


def load(program: Program, qtbot: QtBot, path: Path) -> None:
    """Until its rows stand, or a question about it."""
    program.work.sheet.load(path)
    qtbot.waitUntil(lambda: program.work.idle, timeout=WAIT)


def asked(program: Program, qtbot: QtBot, kind: type[QDialog]) -> QDialog:
    qtbot.waitUntil(lambda: isinstance(program.pages.asking.dialog, kind), timeout=WAIT)
    dialog = program.pages.asking.dialog
    assert dialog is not None
    return dialog


def choose(box: object, start: str) -> None:
    place = next(place for place in range(box.count()) if box.itemText(place).startswith(start))  # type: ignore[attr-defined]
    box.setCurrentIndex(place)  # type: ignore[attr-defined]


NAMELESS = (*HEADERS[:2], "ก", *HEADERS[3:])  # nothing says that column C holds the days


# --- columns ---


def yes(program: Program, qtbot: QtBot, question: ColumnsQuestion) -> None:
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)


def columns_asked(program: Program, qtbot: QtBot) -> ColumnsQuestion:
    question = asked(program, qtbot, ColumnsQuestion)
    assert isinstance(question, ColumnsQuestion)
    return question


def answers(question: ColumnsQuestion, field: str) -> list[str]:
    """The columns offered, as they are read out: letter, whole header, cells."""
    return [option.button.accessibleName() for place, option in question.asked[field].options.items() if place >= 0]


def test_a_missing_column_is_asked_for_before_anything_else(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    table = [[*row[:2], 46000 + place, *row[3:]] for place, row in enumerate(rows(5))]  # days or any numbers
    load(program, qtbot, workbook(tmp_path / "ไม่มีหัว.xlsx", table, NAMELESS))
    question = columns_asked(program, qtbot)
    assert question.head.text() == "กรุณายืนยันคอลัมน์"
    assert question.wrong.text() == "ยังต้องเลือก: วันที่นัด"
    assert not question.yes.isEnabled()
    assert len(program.work.sheet.lines) == 0
    assert list(question.asked) == ["appointment_date"]  # what is certain is folded away
    assert not question.boxes["cid"].isVisibleTo(question)
    choose(question.asked["appointment_date"].other, "C")
    assert question.wrong.text() == ""
    yes(program, qtbot, question)
    assert len(program.work.sheet.lines) == 5


def test_a_column_that_alone_looks_right_is_proposed_and_yes_takes_it(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    load(program, qtbot, workbook(tmp_path / "a.xlsx", rows(5), NAMELESS))
    question = columns_asked(program, qtbot)
    assert question.asked["appointment_date"].column() == 2
    assert len(program.work.sheet.lines) == 0
    yes(program, qtbot, question)
    assert program.pages.upload.notice.words.text() == "พร้อมจอง 5 แถว ขั้นต่อไป: กด Login"


def test_columns_are_remembered_for_the_layout_and_over_a_restart(
    make_program: Callable[..., Program], qtbot: QtBot, tmp_path: Path
) -> None:
    first = make_program()
    load(first, qtbot, workbook(tmp_path / "a.xlsx", rows(5), NAMELESS))
    yes(first, qtbot, columns_asked(first, qtbot))
    first.end()
    assert NAMELESS[2] not in first.preferences._file.read_text().split("columns")[1]  # nothing of the sheet is kept

    second = make_program()
    load(second, qtbot, workbook(tmp_path / "b.xlsx", rows(7, start=50), NAMELESS))
    assert second.pages.asking.dialog is None
    assert second.work.sheet.lines.group("ready") == 7
    assert second.pages.upload.mapping.fields["appointment_date"].text() == "วันที่นัด ← C ก"
    load(second, qtbot, workbook(tmp_path / "c.xlsx", rows(7, start=50), (*NAMELESS[:5], "โทร")))  # one header differs
    columns_asked(second, qtbot)


def test_a_mothers_id_beside_the_childs_is_asked_about_with_whole_headers_and_three_cells(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    mothers = "เลขบัตรประชาชนของมารดาหรือผู้ปกครองที่พามารับบริการ"
    table = [[person(place + 60), *row] for place, row in enumerate(rows(4))]
    load(program, qtbot, workbook(tmp_path / "a.xlsx", table, (mothers, *HEADERS)))
    question = columns_asked(program, qtbot)
    own, others = answers(question, "cid")
    assert own.startswith("B เลขประจำตัวประชาชน ")
    assert others.startswith(f"A {mothers} ")
    assert others.count("xxxx-xxxx") == 3
    assert question.asked["cid"].column() == 1
    yes(program, qtbot, question)
    assert {row.cid for row in program.work.sheet.lines.bookable} == {str(row[1]) for row in table}


def test_two_columns_for_one_field_are_offered_and_one_is_chosen(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    table = rows(4)
    for row in table:
        row[5] = "1 ม.ค. 2560"
    load(program, qtbot, workbook(tmp_path / "a.xlsx", table, (*HEADERS[:5], "วันนัดหมาย")))
    question = columns_asked(program, qtbot)
    assert [words[:12] for words in answers(question, "appointment_date")] == ["C วันที่นัด ", "F วันนัดหมาย"]
    assert not question.yes.isEnabled()
    qtbot.mouseClick(question.asked["appointment_date"].options[2], Qt.MouseButton.LeftButton)
    yes(program, qtbot, question)
    assert program.work.sheet.lines.group("ready") == 4


def test_a_sheet_without_an_hour_gets_one_for_all_rows_which_is_not_remembered(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    table = [[row[0], row[2], datetime(2026, 11, 28, 10, 0)] for row in rows(4)]  # noqa: DTZ001
    headers = ("เลขบัตรประชาชน", "วันที่สะดวก", "ประทับเวลา")
    load(program, qtbot, workbook(tmp_path / "a.xlsx", table, headers))
    question = columns_asked(program, qtbot)
    assert answers(question, "appointment_time") == []
    hour = question.asked["appointment_time"].value
    assert hour is not None
    assert hour.list is not None
    choose(hour.list, "10:00")
    yes(program, qtbot, question)
    assert {row.hour for row in program.work.sheet.lines.bookable} == {10}
    assert program.pages.upload.mapping.isVisibleTo(program.pages.upload)  # it is read from no column
    assert program.pages.upload.mapping.fields["appointment_time"].text() == "เวลานัด: 10:00 ทุกแถว"
    load(program, qtbot, workbook(tmp_path / "b.xlsx", table, headers))
    assert "appointment_time" in columns_asked(program, qtbot).asked


def test_the_hour_beside_the_day_comes_with_the_day_and_is_no_second_question(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    before, day = weekdays(2)
    old, new = f"{thai_day(before)} 09:00", f"{thai_day(day)} 13:00"
    table = [[row[0], old, new] for row in rows(4)]
    load(program, qtbot, workbook(tmp_path / "a.xlsx", table, ("cid", "วันเวลาเดิม", "วันเวลาใหม่")))
    question = columns_asked(program, qtbot)
    assert list(question.asked) == ["appointment_date"]
    choose(question.asked["appointment_date"].other, "A")
    assert question.wrong.text() == "ยังต้องเลือก: เวลานัด"  # no hour is known to stand there
    qtbot.mouseClick(question.asked["appointment_date"].options[2], Qt.MouseButton.LeftButton)
    yes(program, qtbot, question)
    assert {(row.date, row.hour) for row in program.work.sheet.lines.bookable} == {(day, 13)}


def test_lists_side_by_side_are_chosen_like_sheets_and_all_of_them_follow_one_another(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    table = [[*left[:4], None, *right[:4]] for left, right in zip(rows(3), rows(3, start=20), strict=True)]
    load(program, qtbot, workbook(tmp_path / "a.xlsx", table, (*HEADERS[:4], "", *HEADERS[:4])))
    question = asked(program, qtbot, SheetQuestion)
    assert isinstance(question, SheetQuestion)
    assert [question.list.item(place).text().split("  ")[0].split("!")[1] for place in range(2)] == ["A:D", "F:I"]
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        qtbot.mouseClick(question.every, Qt.MouseButton.LeftButton)
    assert {row.cid for row in program.work.sheet.lines.bookable} == {str(row[0]) for row in table}
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        program.work.waiting.load_next()
    assert {row.cid for row in program.work.sheet.lines.bookable} == {str(row[5]) for row in table}


def test_a_number_of_visits_is_no_dose_unless_the_clerk_says_so(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    headers = (*HEADERS[:4], "ครั้งที่", HEADERS[5])
    load(program, qtbot, workbook(tmp_path / "a.xlsx", [[*row[:4], 3, row[5]] for row in rows(3)], headers))
    question = columns_asked(program, qtbot)
    assert list(question.asked) == ["dose"]
    qtbot.mouseClick(question.asked["dose"].options[-1].button, Qt.MouseButton.LeftButton)
    yes(program, qtbot, question)
    assert {row.dose for row in program.work.sheet.lines.bookable} == {1}
    load(program, qtbot, workbook(tmp_path / "b.xlsx", [[*row[:4], 3, row[5]] for row in rows(3)], headers))
    assert program.pages.asking.dialog is None  # "none" is an answer, too


def test_no_answer_leaves_nothing_open(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    load(program, qtbot, workbook(tmp_path / "a.xlsx", rows(5), NAMELESS))
    question = asked(program, qtbot, ColumnsQuestion)
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert len(program.work.sheet.lines) == 0
    assert program.pages.upload.middle.currentWidget() is program.pages.upload.empty


def test_the_bar_tells_the_columns_and_a_pick_changes_one(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    table = [[*row, 10] for row in rows(4)]
    load(program, qtbot, workbook(tmp_path / "a.xlsx", table, (*HEADERS, "ช่องว่าง")))
    bar = program.pages.upload.mapping
    assert not bar.isVisibleTo(program.pages.upload)  # all is certain: the room is the table's
    qtbot.mouseClick(program.pages.upload.columns, Qt.MouseButton.LeftButton)
    assert bar.isVisibleTo(program.pages.upload)
    assert bar.fields["appointment_time"].text() == "เวลานัด ← D"
    menu = bar.fields["appointment_time"].menu_of_columns()
    entry = next(action for action in menu.actions() if action.text().startswith("G"))
    assert entry.text() == "G  ·  ช่องว่าง  ·  10"
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        entry.trigger()
    assert {row.hour for row in program.work.sheet.lines.bookable} == {10}
    assert bar.fields["appointment_time"].text() == "เวลานัด ← G ช่องว่าง"


# --- sheets ---


def test_the_bar_tells_which_columns_a_name_is_joined_from(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    headers = ("เลขประจำตัวประชาชน", "คำนำหน้า", "ชื่อ", "นามสกุล", "วันที่นัด", "เวลานัด", "เข็มที่")
    cid, _, day, hour, dose, _ = rows(1)[0]
    load(program, qtbot, workbook(tmp_path / "joined.xlsx", [[cid, "นาง", "กุ้ง", "ใจดี", day, hour, dose]], headers))
    assert program.pages.upload.mapping.fields["person_name"].text() == "ชื่อ-สกุล ← B+C+D"


def test_another_sheet_is_shown_from_its_first_row(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    load(program, qtbot, workbook(tmp_path / "long.xlsx", rows(60)))
    table = program.pages.upload.table
    table.scrollToBottom()
    load(program, qtbot, workbook(tmp_path / "other.xlsx", rows(50, start=100)))
    assert table.verticalScrollBar().value() == 0


def test_several_sheets_are_offered_with_rows_and_preview(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    sheets = {"มกราคม": [HEADERS, *rows(3)], "กุมภาพันธ์": [HEADERS, *rows(6, start=50)], "ที่อยู่": [["ก", "ข"], ["ค", "ง"]]}
    load(program, qtbot, workbook_of(tmp_path / "คิว.xlsx", sheets))
    question = asked(program, qtbot, SheetQuestion)
    assert isinstance(question, SheetQuestion)
    assert question.head.text() == "ใช้แผ่นงานใดของ “คิว.xlsx”?"
    offered = [question.list.item(place).text() for place in range(question.list.count())]
    assert offered == ["มกราคม  ·  4 แถว", "กุมภาพันธ์  ·  7 แถว", "ที่อยู่  ·  2 แถว"]
    question.list.setCurrentRow(1)
    assert question.preview.item(1, 1).text() == "นายทดสอบ ลำดับ50"
    assert "xxxx" in question.preview.item(1, 0).text()  # ids are masked here, too
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)
    assert program.work.sheet.lines.group("ready") == 6
    assert program.pages.upload.mapping.sheet.text() == "แผ่นงาน: กุมภาพันธ์"
    menu = program.pages.upload.mapping.menu_of_sheets()
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        menu.actions()[0].trigger()
    assert program.work.sheet.lines.group("ready") == 3


def test_two_sheets_with_the_same_people_are_said_to_be_so_be_the_second_without_headings(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    sheets = {"นัด": [HEADERS, *rows(4)], "แก้ไข": [[row[0], row[1], row[2], "13:00"] for row in rows(2)]}
    load(program, qtbot, workbook_of(tmp_path / "คิว.xlsx", sheets))
    question = asked(program, qtbot, SheetQuestion)
    assert isinstance(question, SheetQuestion)
    offered = [question.list.item(place).text() for place in range(question.list.count())]
    assert offered == ["นัด  ·  5 แถว  ·  อยู่ในแผ่นงานอื่นด้วย 2 คน", "แก้ไข  ·  2 แถว  ·  อยู่ในแผ่นงานอื่นด้วย 2 คน"]
    assert question.told.text() == "คนเดียวกันอยู่ในแผ่นงานมากกว่าหนึ่งแผ่น กรุณาเลือกแผ่นงานที่ใช้จริง"


def test_all_sheets_are_opened_one_after_the_other(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    tables = {f"{n} ธ.ค.": [HEADERS, *rows(n, start=n * 10)] for n in (2, 3, 4)}
    load(program, qtbot, workbook_of(tmp_path / "a.xlsx", tables))
    question = asked(program, qtbot, SheetQuestion)
    assert isinstance(question, SheetQuestion)
    assert question.every.text() == "ทั้ง 3 แผ่นงาน ทีละแผ่น"
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        qtbot.mouseClick(question.every, Qt.MouseButton.LeftButton)
    seen = [len(program.work.sheet.lines)]
    asks = program.pages.upload.asks
    assert asks.waiting.words.text() == "มีอีก 2 แผ่นงานรอจองต่อจากแผ่นนี้ ถัดไป: a.xlsx · 3 ธ.ค."
    for _ in range(2):
        with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
            qtbot.mouseClick(asks.waiting.action, Qt.MouseButton.LeftButton)
        seen.append(len(program.work.sheet.lines))
    assert seen == [2, 3, 4]
    assert not asks.standing


def test_other_sheets_with_people_are_named_and_can_follow(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    unlike = [["ก", "ข", "ค"], *[[1, row[0], row[2]] for row in rows(3, start=50)]]
    load(program, qtbot, workbook_of(tmp_path / "a.xlsx", {"Sheet1": [HEADERS, *rows(2)], "เพิ่มเติม": unlike}))
    asks = program.pages.upload.asks
    assert asks.others.words.text() == "แผ่นงานอื่นในไฟล์นี้มีรายชื่อที่ยังไม่ได้อ่าน: เพิ่มเติม (3 คน)"
    qtbot.mouseClick(asks.others.action, Qt.MouseButton.LeftButton)
    assert [request.name for request in program.work.waiting.requests] == ["a.xlsx · เพิ่มเติม"]
    assert not asks.others.isVisibleTo(program.window)


def test_days_in_cells_are_shown_in_the_era_of_the_language(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    """In the preview, in the list of columns, in rows of which another cell can't be read; never as 2026-11-05."""
    (day,) = weekdays(1)
    table = [[row[0], row[1], day, "เช้า"] for row in rows(2)]
    sheets = {"ก": [HEADERS[:4], *table], "ข": [HEADERS[:4], *table]}
    load(program, qtbot, workbook_of(tmp_path / "คิว.xlsx", sheets))
    question = asked(program, qtbot, SheetQuestion)
    assert isinstance(question, SheetQuestion)
    assert question.preview.item(1, 2).text() == thai_day(day)
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)
    upload = program.pages.upload
    assert upload.model.index(0, FIELD_PLACES["appointment_date"]).data() == text.day(day)
    menu = upload.mapping.fields["appointment_date"].menu_of_columns()
    assert thai_day(day) in menu.actions()[2].text()


# --- dates ---


def dated(tmp_path: Path) -> Path:
    """Days that could be read in either order, both ahead."""
    (day,) = either_days(1)
    table = rows(3)
    for row in table:
        row[2] = f"{day.day}/{day.month}/{day.year + 543}"
    return workbook(tmp_path / "dates.xlsx", table)


def test_an_order_of_dates_nobody_can_know_is_shown_and_confirmed(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    load(program, qtbot, dated(tmp_path))
    asks = program.pages.upload.asks
    assert asks.dates.isVisibleTo(program.pages.upload)
    words = asks.dates.words.text()
    assert words.startswith("อ่านวันที่ในคอลัมน์นี้เป็น วัน/เดือน/ปี เช่น “")
    assert "→" in words
    with qtbot.waitSignal(program.work.sheet.mended, timeout=WAIT):
        qtbot.mouseClick(asks.dates.action, Qt.MouseButton.LeftButton)
    assert not asks.standing
    assert program.work.layout.dates_confirmed


def test_month_first_reads_the_other_day(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    load(program, qtbot, dated(tmp_path))
    before = [row.date for row in program.work.sheet.lines.bookable]
    with qtbot.waitSignal(program.work.sheet.mended, timeout=WAIT):
        qtbot.mouseClick(program.pages.upload.asks.dates.second, Qt.MouseButton.LeftButton)
    assert program.work.sheet.lines.checked is not None
    assert program.work.sheet.lines.checked.dates.order == "mdy"
    assert [row.date for row in program.work.sheet.lines.bookable] != before
    with qtbot.waitSignal(program.work.sheet.mended, timeout=WAIT):
        program.work.mending.take_back()
    assert [row.date for row in program.work.sheet.lines.bookable] == before
    assert program.pages.upload.asks.dates.isVisibleTo(program.pages.upload), "it is asked again"
    program.work.mending.take_back()
    notice = program.pages.upload.notice
    assert notice.words.text() == "ไม่มีสิ่งที่จะเลิกทำ"
    assert notice.action.text() == "เปลี่ยนคอลัมน์"


def test_other_columns_and_rows_taken_in_are_undone_by_ctrl_z(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    load(program, qtbot, workbook_of(tmp_path / "a.xlsx", {"S": [HEADERS, *rows(6)]}, hidden=[3, 4]))
    work, upload = program.work, program.pages.upload
    assert work.sheet.lines.checked is not None
    columns = dict(work.sheet.lines.checked.columns)
    with qtbot.waitSignal(work.sheet.mended, timeout=WAIT):
        work.mending.take_in_reason("aside_hidden")
    others = {name: place for name, place in columns.items() if name != "person_name"}
    with qtbot.waitSignal(work.sheet.loaded, timeout=WAIT):
        upload.mapping.chosen.emit(others)
    upload.load.setFocus()
    for wanted in (columns, columns):
        with qtbot.waitSignal(work.sheet.mended, timeout=WAIT):
            qtbot.keyClick(upload.load, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert dict(work.sheet.lines.checked.columns) == wanted
    assert work.sheet.lines.aside.keys() == {3, 4}
    assert upload.mapping._columns == columns
    assert columns in work.sheet.known.values()
    assert others not in work.sheet.known.values()


def test_start_asks_about_dates_nobody_confirmed(sample: Program, qtbot: QtBot, tmp_path: Path) -> None:
    load(sample, qtbot, dated(tmp_path))
    qtbot.mouseClick(sample.pages.upload.start, Qt.MouseButton.LeftButton)
    question = sample.pages.asking.dialog
    assert question is not None
    assert question.head.text() == "อ่านวันที่ถูกต้องหรือไม่?"
    qtbot.mouseClick(question.no, Qt.MouseButton.LeftButton)
    assert sample.work.sheet.batch is None
    assert sample.work.idle


def test_a_start_whose_check_was_called_off_does_not_start_the_sheet_that_comes_after(
    sample: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def called_off(*_: object, **__: object) -> None:
        raise Stopped()

    load(sample, qtbot, dated(tmp_path))
    qtbot.mouseClick(sample.pages.upload.start, Qt.MouseButton.LeftButton)
    question = sample.pages.asking.dialog
    assert question is not None
    with monkeypatch.context() as patched:
        patched.setattr("ui.sheet.mending.mend", called_off)
        with qtbot.waitSignal(sample.work.mending.failed, timeout=WAIT):
            qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)
    load(sample, qtbot, workbook_of(tmp_path / "b.xlsx", {"S": [HEADERS, *rows(6)]}))
    assert sample.work.idle


# --- rows set aside ---


def test_hidden_rows_are_set_aside_and_named(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    load(program, qtbot, workbook_of(tmp_path / "a.xlsx", {"S": [HEADERS, *rows(6)]}, hidden=(3, 5)))
    upload = program.pages.upload
    assert upload.asks.aside.words.text() == "กันไว้ไม่จอง 2 แถว: ซ่อนหรือกรองไว้ใน Excel 2 แถว"
    assert [row.row for row in program.work.sheet.lines.bookable] == [2, 4, 6, 7]
    assert upload.chips.chips["set_aside"].accessibleName() == "กันไว้ไม่จอง 2"
    qtbot.mouseClick(upload.asks.aside.action, Qt.MouseButton.LeftButton)
    assert not upload.asks.standing
    assert upload.model.rowCount() == 2


def test_a_row_set_aside_is_taken_in_by_one_press(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    load(program, qtbot, workbook_of(tmp_path / "a.xlsx", {"S": [HEADERS, *rows(6)]}, hidden=(3, 5)))
    program.pages.upload.seen.show_group("set_aside")
    with qtbot.waitSignal(program.work.sheet.mended, timeout=WAIT):
        qtbot.mouseClick(program.pages.upload.story.leave, Qt.MouseButton.LeftButton)
    assert [row.row for row in program.work.sheet.lines.bookable] == [2, 3, 4, 6, 7]
    with qtbot.waitSignal(program.work.sheet.mended, timeout=WAIT):
        program.work.mending.take_in_reason("aside_hidden")
    assert len(program.work.sheet.lines.bookable) == 6


def test_each_reason_has_a_press_that_takes_it_in(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    table = [[*row, ""] for row in rows(6)]
    table[0][6] = "ยกเลิก คนไข้ไม่สะดวก"
    table.append(["", "รวม", "", "", "6", "", ""])
    path = workbook_of(tmp_path / "a.xlsx", {"S": [[*HEADERS, "หมายเหตุ"], *table]}, hidden=(3, 5))
    load(program, qtbot, path)
    upload = program.pages.upload
    assert upload.asks.aside.words.text().startswith("กันไว้ไม่จอง 4 แถว")
    qtbot.mouseClick(upload.asks.aside.action, Qt.MouseButton.LeftButton)
    cards = upload.problems.aside.cards
    assert [(card.reason, card.rows, card.take_in.text()) for card in cards] == [
        ("aside_cancelled", (2,), "จอง 1 แถวนี้ด้วย"),
        ("aside_hidden", (3, 5), "จอง 2 แถวนี้ด้วย"),
        ("aside_total", (8,), "จอง 1 แถวนี้ด้วย"),
    ]
    assert [not card.take_in.isHidden() for card in cards] == [True, True, False], "a total is nobody's row"
    assert "ยกเลิก คนไข้ไม่สะดวก" in upload.model.index(0, PLACES["reason"]).data()
    with qtbot.waitSignal(program.work.sheet.mended, timeout=WAIT):
        qtbot.mouseClick(cards[1].take_in, Qt.MouseButton.LeftButton)
    assert [row.row for row in program.work.sheet.lines.bookable] == [3, 4, 5, 6, 7]
    assert [card.reason for card in upload.problems.aside.cards] == ["aside_cancelled", "aside_total"]
    with qtbot.waitSignal(program.work.sheet.mended, timeout=WAIT):
        program.work.mending.take_back()
    assert upload.chips.chips["set_aside"].count == 4


def test_the_question_before_booking_names_what_is_set_aside(sample: Program, qtbot: QtBot, tmp_path: Path) -> None:
    load(sample, qtbot, workbook_of(tmp_path / "a.xlsx", {"S": [HEADERS, *rows(3)]}, hidden=(3,)))
    sample.work.start.start()
    qtbot.waitUntil(lambda: sample.pages.asking.dialog is not None, timeout=WAIT)
    dialog = sample.pages.asking.dialog
    assert dialog is not None
    said = [part.text() for part in dialog.findChildren(QLabel)]
    assert "กันไว้ไม่จอง 1 แถว: ซ่อนหรือกรองไว้ใน Excel 1 แถว" in said
    dialog.reject()


def test_one_dose_for_all_rows_without_one(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    table = rows(4)
    for row in table[:3]:
        row[4] = None
    load(program, qtbot, workbook(tmp_path / "a.xlsx", table))
    upload = program.pages.upload
    assert [row.row for row in program.work.sheet.lines.bookable] == [5]
    (card,) = upload.problems.items
    assert card.fix.text() == "ใส่เข็ม 1 ใน 3 แถวนี้"
    with qtbot.waitSignal(program.work.sheet.mended, timeout=WAIT):
        qtbot.mouseClick(card.fix, Qt.MouseButton.LeftButton)
    assert [(row.row, row.dose) for row in program.work.sheet.lines.bookable] == [(2, 1), (3, 1), (4, 1), (5, 1)]


# --- files ---


def drop(program: Program, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(QPoint(200, 200)), Qt.DropAction.CopyAction, mime, buttons, keys)
    program.pages.upload.dropEvent(event)


def test_a_file_that_is_dropped_is_read_and_never_moved(sample: Program, qtbot: QtBot, tmp_path: Path) -> None:
    """Told that it was a move, a file manager deletes the file."""
    file, window, none = workbook(tmp_path / "a.xlsx", rows(2)), sample.window, Qt.KeyboardModifier.NoModifier
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    both = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    for place in (window, sample.pages.upload):
        near = QDragEnterEvent(QPoint(200, 200), both, mime, Qt.MouseButton.LeftButton, none)
        near.setDropAction(Qt.DropAction.MoveAction)
        QApplication.sendEvent(place, near)
        assert near.isAccepted()
        assert near.dropAction() is Qt.DropAction.CopyAction
        assert window.drop_hint.isVisible()
        dropped = QDropEvent(QPointF(200, 200), both, mime, Qt.MouseButton.LeftButton, none)
        dropped.setDropAction(Qt.DropAction.MoveAction)
        with qtbot.waitSignal(sample.work.sheet.loaded, timeout=WAIT):
            QApplication.sendEvent(place, dropped)
        assert dropped.dropAction() is Qt.DropAction.CopyAction
        assert not window.drop_hint.isVisible()
    away = QDropEvent(QPointF(200, 200), Qt.DropAction.MoveAction, mime, Qt.MouseButton.LeftButton, none)
    QApplication.sendEvent(window, away)
    assert not away.isAccepted()
    assert sample.work.idle


def test_several_dropped_files_come_one_after_the_other(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    files = [workbook(tmp_path / f"{name}.xlsx", rows(count)) for name, count in (("a", 2), ("b", 3), ("c", 4))]
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        drop(program, *files)
    asks = program.pages.upload.asks
    assert program.work.sheet.lines.group("ready") == 2
    assert asks.waiting.words.text() == "มีอีก 2 ไฟล์รอจองต่อจากไฟล์นี้ ถัดไป: b.xlsx"
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        qtbot.mouseClick(asks.waiting.action, Qt.MouseButton.LeftButton)
    assert program.work.sheet.lines.group("ready") == 3
    assert asks.waiting.words.text() == "มีอีก 1 ไฟล์รอจองต่อจากไฟล์นี้ ถัดไป: c.xlsx"
    qtbot.mouseClick(asks.waiting.second, Qt.MouseButton.LeftButton)
    assert program.work.waiting.requests == []
    assert not asks.standing


def test_recent_files_are_in_the_menu_and_open(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    first, second = workbook(tmp_path / "a.xlsx", rows(2)), workbook(tmp_path / "b.xlsx", rows(3))
    load(program, qtbot, first)
    load(program, qtbot, second)
    menu = program.pages.upload.bar.load_menu()
    words = [action.text() for action in menu.actions() if action.data()]
    assert [word.split("  ")[0] for word in words] == ["b.xlsx", "a.xlsx"]
    assert program.settings.recent_files == (str(second), str(first))
    entry = next(action for action in menu.actions() if action.data() == first)
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        entry.trigger()
    assert program.work.sheet.lines.group("ready") == 2


def test_rows_copied_in_excel_are_pasted(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    table = [HEADERS, *rows(3)]
    QApplication.clipboard().setText("\n".join("\t".join(map(str, row)) for row in table))
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        program.pages.upload.bar.paste.trigger()
    assert program.work.sheet.lines.group("ready") == 3
    assert program.work.sheet.path == Path("แถวที่วางจาก Excel")
    assert program.settings.recent_files == ()  # there is no file to open again
    left = [path for path in Path(tmp_path).rglob("*") if path.suffix == ".txt"]
    assert left == []


def test_ctrl_v_in_the_search_is_the_searchs_own(sample: Program, qtbot: QtBot) -> None:
    QApplication.clipboard().setText("สมชาย")
    sample.window.activateWindow()
    search = sample.pages.upload.search
    search.setFocus()
    qtbot.keyClick(search, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert search.text() == "สมชาย"
    assert sample.work.idle


def test_reading_can_be_called_off_and_what_was_open_stays(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    load(program, qtbot, workbook(tmp_path / "a.xlsx", rows(2)))
    large = tmp_path / "large.csv"
    table = rows(3000)
    large.write_text("\n".join(",".join(map(str, row)) for row in [HEADERS, *table * 20]), encoding="utf-8")
    upload = program.pages.upload
    program.work.sheet.load(large)
    assert program.work.under_way.what(Lane.SHEET) is What.LOADING
    assert upload.runbar.isVisibleTo(upload)
    assert upload.runbar.words.text() == "กำลังอ่านและตรวจไฟล์…"
    assert upload.runbar.stop.text() == "ยกเลิก"
    qtbot.waitUntil(lambda: program.pieces.reading._reader is not None, timeout=WAIT)
    with qtbot.waitSignal(program.work.sheet.failed, timeout=WAIT):
        qtbot.mouseClick(upload.runbar.stop, Qt.MouseButton.LeftButton)
    assert program.work.sheet.path == tmp_path / "a.xlsx"
    assert program.work.sheet.lines.group("ready") == 2
    assert not upload.runbar.isVisibleTo(upload)


# --- a file that changed after it was loaded ---


def saved(program: Program, qtbot: QtBot, out: Path) -> Workbook:
    with qtbot.waitSignal(program.work.saving.saved, timeout=WAIT):
        program.work.saving.result(out, "th")
    return openpyxl.load_workbook(out)


def words_of(book: Workbook) -> str:
    return "\n".join(str(cell) for row in book.worksheets[-1].values for cell in row if cell)


CHANGED = "ไฟล์เดิมถูกย้ายหรือแก้ไขหลังจากโหลด"


def test_a_file_that_was_saved_again_is_still_the_clerks_own(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", rows(3))
    load(program, qtbot, path)
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["A1"].fill = openpyxl.styles.PatternFill("solid", fgColor="FF00FF00")
    book.save(path)
    result = saved(program, qtbot, tmp_path / "out.xlsx")
    assert result.worksheets[0]["A1"].fill.fgColor.rgb == "FF00FF00"
    assert CHANGED not in words_of(result)


def test_a_changed_file_is_read_by_the_helper_process_alone(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    """A helper that gives every file up at once: the window goes on, and the result holds what was loaded."""
    path = workbook(tmp_path / "a.xlsx", rows(3))
    load(program, qtbot, path)
    workbook(path, rows(3), (*HEADERS[:-1], "โทร"))
    assert program.pieces.reading._reader is not None
    program.pieces.reading._reader.close()
    program.pieces.reading._reader = Reader(seconds=0)
    result = saved(program, qtbot, tmp_path / "out.xlsx")
    assert CHANGED in words_of(result)
    assert [row[0].value for row in result.worksheets[0].iter_rows(min_row=2)] == [row[0] for row in rows(3)]


def test_a_folder_that_is_dropped_is_opened_sheet_by_sheet(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "สัปดาห์นี้"
    folder.mkdir()
    for number, name in enumerate(("b.xlsx", "a.xlsx", "~$a.xlsx", "a-ผลการจอง.xlsx")):
        workbook(folder / name, rows(2, start=1 + 2 * number))
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        drop(program, folder)
    assert program.work.sheet.path == folder / "a.xlsx"
    assert [request.name for request in program.work.waiting.requests] == ["b.xlsx"]


def test_who_stands_in_a_file_that_waits_too_is_named_before_anything_is_sent(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    """The same hour is booked once; two hours of one day are an error in both."""
    table = rows(4)
    other = [list(table[0]), [*table[1][:3], "14:00", *table[1][4:]], *rows(2, start=20)]
    first, second = workbook(tmp_path / "a.xlsx", table), workbook(tmp_path / "b.xlsx", other)
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        drop(program, first, second)
    problems = program.work.sheet
    qtbot.waitUntil(lambda: {2, 3} <= problems.lines.problems.keys(), timeout=WAIT)
    told = {row: [one.code for one in found] for row, found in problems.lines.problems.items()}
    assert told == {2: ["other_sheet_same"], 3: ["other_sheet_hour"]}
    assert problems.lines.problems[3][0].params["sheet"] == "b.xlsx · Sheet1"
    assert [row.row for row in problems.lines.bookable] == [2, 4, 5]
    qtbot.waitUntil(lambda: program.work.idle, timeout=WAIT)
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        program.work.waiting.load_next()
    qtbot.waitUntil(lambda: {2, 3} <= problems.lines.problems.keys(), timeout=WAIT)
    assert problems.lines.problems[3][0].params["sheet"] == "a.xlsx · Sheet1", "still known once the next one is open"
