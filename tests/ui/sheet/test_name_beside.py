"""Two people in a row, each with an id and a name: whose ids are meant says whose name it is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.values import check_digit
from app.sheets.columns import look
from app.sheets.files.model import RawSheet
from ui.kit.theme import Theme
from ui.sheet.choosing import ColumnsQuestion

HEADERS = ["เลขบัตรประชาชนผู้ปกครอง", "ชื่อผู้ปกครอง", "เลขบัตรประชาชนเด็ก", "ชื่อเด็ก", "วันนัด", "เวลานัด"]
GUARDIAN, CHILD = 0, 2


def asked(theme: Theme, qtbot: QtBot) -> ColumnsQuestion:
    ids = [one + str(check_digit(one)) for one in (f"1{number:011d}" for number in (10, 20))]
    raw = RawSheet(Path("a.xlsx"), "S", HEADERS, 1, range(2, 3), [(ids[0], "แม่", ids[1], "ลูก", "1/12/2569", "9:00")])
    found, window = look(raw), QWidget()
    qtbot.addWidget(window)
    dialog = ColumnsQuestion(theme, window, raw, found.suggested, found.doubts)
    dialog.kept = window  # type: ignore[attr-defined]
    dialog.show()
    return dialog


def test_the_name_goes_with_the_ids_and_is_said(theme: Theme, qtbot: QtBot) -> None:
    dialog = asked(theme, qtbot)
    for cid in (GUARDIAN, CHILD, GUARDIAN):
        dialog.asked["cid"].options[cid].button.click()
        assert dialog.columns()["person_name"] == cid + 1
        assert "first_name" not in dialog.columns()
        assert dialog.names.isVisible()
        assert HEADERS[cid + 1] in dialog.names.words.text()
    dialog.reject()


def test_what_the_clerk_chose_stays(theme: Theme, qtbot: QtBot) -> None:
    dialog = asked(theme, qtbot)
    dialog.asked["cid"].options[CHILD].button.click()
    box = dialog.boxes["person_name"]
    box.setCurrentIndex(box.findData(-1))  # none
    dialog.asked["cid"].options[GUARDIAN].button.click()
    dialog.asked["cid"].options[CHILD].button.click()
    assert "person_name" not in dialog.columns()
    dialog.reject()
