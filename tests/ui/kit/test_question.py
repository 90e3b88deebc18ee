"""A question answered by the keyboard: Enter after typing never throws away what was typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QListWidget, QRadioButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.basic import Button
from ui.kit.question import Question
from ui.kit.theme import Theme
from ui.session.password_again import PasswordAgain


def opened(qtbot: QtBot, dialog: Question) -> list[bool]:
    """What it is answered with."""
    answers: list[bool] = []
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.accepted.connect(lambda: answers.append(True))
    dialog.rejected.connect(lambda: answers.append(False))
    dialog.open()
    dialog.activateWindow()
    return answers


def test_the_password_and_enter_sign_in_again(theme: Theme, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = PasswordAgain(theme, parent, "somebody", "Please.")
    typed: list[str] = []
    dialog.typed.connect(typed.append)
    answers = opened(qtbot, dialog)
    qtbot.keyClick(dialog.password, Qt.Key.Key_Return)
    assert answers == []  # nothing was typed yet
    qtbot.keyClicks(dialog.password, "secret")
    qtbot.keyClick(dialog.password, Qt.Key.Key_Return)
    assert typed == ["secret"]
    assert answers == [True]


@pytest.mark.parametrize("kind", [QLineEdit, QSpinBox, QComboBox])
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_in_a_field_is_no_no(theme: Theme, qtbot: QtBot, kind: type[QWidget], key: Qt.Key) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog, field = Question(theme, parent, "x", "?"), kind()
    dialog.body.addWidget(field)
    dialog.yes.setEnabled(False)
    answers = opened(qtbot, dialog)
    field.setFocus()
    qtbot.keyClick(field, key)
    assert answers == []


@pytest.mark.parametrize(("kind", "answered"), [(QRadioButton, [True]), (QListWidget, [True]), (QCheckBox, [])])
def test_enter_takes_what_is_chosen_and_nothing_beside_a_box_to_be_ticked(
    theme: Theme, qtbot: QtBot, kind: type[QWidget], answered: list[bool]
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog, field, more = Question(theme, parent, "x", "?"), kind(), Button(theme)
    dialog.body.addWidget(field)
    dialog.body.addWidget(more)
    pressed: list[bool] = []
    more.clicked.connect(pressed.append)
    answers = opened(qtbot, dialog)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (answers, pressed) == (answered, [])


def test_page_down_and_up_move_the_facts(theme: Theme, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = Question(theme, parent, "x", "?")
    for _ in range(60):
        dialog.say("กันไว้ไม่จอง 6 แถว")
    opened(qtbot, dialog)
    bar = dialog.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    qtbot.keyClick(dialog.no, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    qtbot.keyClick(dialog.no, Qt.Key.Key_PageUp)
    assert bar.value() == 0


def test_enter_where_nothing_is_typed_is_the_careful_answer(theme: Theme, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = Question(theme, parent, "x", "?")
    answers = opened(qtbot, dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert answers == [False]
