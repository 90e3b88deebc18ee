"""Qt's style sheet, made from a palette. Kinds of a widget are set with its dynamic property `kind`."""

from __future__ import annotations

import re
from math import ceil
from string import Template
from typing import TYPE_CHECKING

from app.system.paths import resources

if TYPE_CHECKING:
    from ui.kit.theme import Colours

_STYLE = Template("""
QMainWindow, QDialog { background: $window; }
QToolTip { background: $raised; color: $text; border: 1px solid $edge; padding: 6px; }

QFrame[kind="bar"] { background: $surface; border: none; border-bottom: 1px solid $line; }
QFrame[kind="foot"] { background: $surface; border: none; border-top: 1px solid $line; }
QFrame[kind="rail"] { background: $surface; border: none; border-right: 1px solid $line; }
QFrame[kind="card"] { background: $surface; border: 1px solid $line; border-radius: 12px; }
QFrame[kind="coach"] { background: $raised; border: 2px solid $focus; border-radius: 12px; }
QFrame[kind="panel"] { background: $surface; border: none; }
QFrame[kind="rule"] { background: $line; border: none; }

QLabel { background: transparent; padding: 2px 0 4px 0; }
QLabel[kind="title"] { font-size: 17pt; font-weight: 600; padding: 6px 0 9px 0; }
QLabel[kind="heading"] { font-size: 13pt; font-weight: 600; padding: 3px 0 5px 0; }
QLabel[kind="strong"] { font-weight: 600; }
QLabel[kind="muted"] { color: $muted; }
QLabel[kind="small"] { color: $muted; font-size: 10pt; }
QLabel[kind="error"] { color: $bad_ink; }

QPushButton, QToolButton {
    background: $surface; color: $text; border: 1px solid $edge; border-radius: 8px;
    padding: 7px 16px; min-height: ${button}px; font-weight: 500; outline: none;
}
QToolButton { padding: 7px 10px; }
QPushButton:hover, QToolButton:hover { background: $raised; }
QPushButton:focus, QToolButton:focus { border: 2px solid $focus; padding: 6px 15px; }
QToolButton:focus { padding: 6px 9px; }
QPushButton:disabled, QToolButton:disabled { color: $edge; border-color: $line; background: $window; }
QPushButton[kind="primary"] { background: $primary; color: $on_primary; border: 1px solid $primary; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $primary_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; padding: 6px 15px; }
QPushButton[kind="primary"]:disabled { background: $raised; color: $edge; border-color: $line; }
QPushButton[kind="danger"] { background: $surface; color: $bad_ink; border: 1px solid $bad_ink; }
QPushButton[kind="danger"]:disabled { color: $edge; border-color: $line; }
QPushButton[kind="danger"]:hover { background: $bad_ground; }
QPushButton[kind="danger"]:focus { border: 2px solid $bad_ink; padding: 6px 15px; }
QPushButton[kind="flat"], QToolButton[kind="flat"] { background: transparent; border: 1px solid transparent; }
QPushButton[kind="flat"]:hover, QToolButton[kind="flat"]:hover { background: $raised; }
QPushButton[kind="flat"]:focus, QToolButton[kind="flat"]:focus { border: 2px solid $focus; }
QPushButton[kind="pick"] {
    background: $surface; border: 1px solid $line; border-radius: 13px; padding: 2px 10px; min-height: ${pick}px;
    font-size: 10.5pt; font-weight: 400;
}
QPushButton[kind="pick"]:hover { background: $raised; border-color: $edge; }
QPushButton[kind="pick"]:focus { border: 2px solid $focus; padding: 1px 9px; }
QPushButton[kind="tab"] { background: transparent; border: 1px solid transparent; color: $muted; border-radius: 8px; }
QPushButton[kind="tab"]:hover { background: $raised; color: $text; }
QPushButton[kind="tab"]:checked { background: $selection_ground; color: $selection_ink; }
QPushButton[kind="tab"]:focus { border: 2px solid $focus; }
QToolButton[kind="rail"] {
    background: transparent; border: 2px solid transparent; color: $muted; font-size: 10pt; padding: 6px 2px;
}
QToolButton[kind="rail"]:hover { background: $raised; color: $text; }
QToolButton[kind="rail"]:checked { background: $selection_ground; color: $selection_ink; font-weight: 600; }
QToolButton[kind="rail"]:focus { border: 2px solid $focus; padding: 6px 2px; }
QToolButton::menu-indicator { image: none; }
QLineEdit QToolButton, QLineEdit QToolButton:hover { background: transparent; border: none; padding: 0; min-height: 0; }

QLineEdit, QSpinBox, QComboBox, QPlainTextEdit {
    background: $surface; color: $text; border: 1px solid $edge; border-radius: 8px; padding: 6px 10px;
    min-height: ${field}px; selection-background-color: $selection_ground; selection-color: $selection_ink;
}
QLineEdit:focus, QSpinBox:focus, QComboBox:focus, QPlainTextEdit:focus { border: 2px solid $focus; padding: 5px 9px; }
QLineEdit[kind="cell"], QLineEdit[kind="cell"]:focus {
    border: 2px solid $focus; border-radius: 0; padding: 0 6px; min-height: 0;
}
QLineEdit[wrong="true"], QComboBox[wrong="true"] { border: 2px solid $bad_ink; padding: 5px 9px; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled { background: $window; color: $edge; border-color: $line; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: url($icons/combo-$shade.svg); width: 16px; height: 16px; }
QComboBoxPrivateContainer { background: $surface; border: 1px solid $edge; }
QComboBox QAbstractItemView, QComboBox QAbstractItemView:focus {
    background: $surface; border: none; border-radius: 0; margin: 0 1px; padding: 0; outline: none;
    selection-background-color: $selection_ground; selection-color: $selection_ink;
}
QSpinBox::up-button, QSpinBox::down-button { border: none; background: transparent; width: 26px; }
QSpinBox::up-button { subcontrol-position: top right; margin-top: 3px; }
QSpinBox::down-button { subcontrol-position: bottom right; margin-bottom: 3px; }
QSpinBox::up-arrow { image: url($icons/up-$shade.svg); width: 14px; height: 14px; }
QSpinBox::down-arrow { image: url($icons/combo-$shade.svg); width: 14px; height: 14px; }
QCheckBox, QRadioButton {
    spacing: 8px; padding: 4px; border: 2px solid transparent; border-radius: 6px; outline: none;
}
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid $edge; border-radius: 4px; background: $surface; }
QCheckBox::indicator:checked { background: $primary; border-color: $primary; image: url($icons/tick-$shade.svg); }
QRadioButton::indicator { width: 16px; height: 16px; border: 1px solid $edge; border-radius: 9px; }
QRadioButton::indicator:checked { width: 8px; height: 8px; border: 5px solid $primary; background: $surface; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $focus; }

QMenu { background: $surface; border: 1px solid $edge; padding: 6px; }
QMenu::item { padding: 7px 28px 7px 12px; border-radius: 6px; }
QMenu::item:selected { background: $selection_ground; color: $selection_ink; }
QMenu::item:disabled { color: $edge; }
QMenu::separator { height: 1px; background: $line; margin: 6px 4px; }

QTableView, QListView {
    background: $surface; alternate-background-color: $surface; border: 1px solid $line; border-radius: 8px;
    gridline-color: $line; outline: none;
    selection-background-color: $selection_ground; selection-color: $selection_ink;
}
QTableView:focus, QListView:focus { border: 2px solid $focus; }
QListView::item { padding: 2px 10px; }
QTableView::item { border-bottom: 1px solid $line; padding: 0 5px; }
QHeaderView { background: $raised; border: none; }
QHeaderView::section {
    background: $raised; color: $muted; border: none; border-bottom: 1px solid $line;
    padding: 5px 8px; font-weight: 600;
}
QAbstractScrollArea::corner { background: transparent; border: none; }
QTableCornerButton::section { background: $raised; border: none; }

QTabWidget::pane { border: none; }
QTabBar::tab {
    background: transparent; color: $muted; padding: 9px 14px; border: none; border-bottom: 2px solid transparent;
    font-weight: 500;
}
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $primary; }
QTabBar::tab:hover { color: $text; }
QTabBar:focus { outline: none; }
QTabBar::tab:focus { border: 2px solid $focus; border-radius: 6px; padding: 7px 12px; }

QProgressBar { background: $raised; border: none; border-radius: 5px; min-height: 10px; max-height: 10px; }
QProgressBar::chunk { background: $primary; border-radius: 5px; }
QProgressBar[kind="held"]::chunk { background: $edge; }

QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QStackedWidget { background: $window; }
QScrollArea > QWidget > QWidget[kind="page"] { background: transparent; }
QScrollBar:vertical { background: transparent; width: 14px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 14px; margin: 0; }
QScrollBar::handle { background: $edge; border-radius: 4px; margin: 3px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }
""")


# px inside of what has words in it: Thai marks stand higher and lower than a font says, and are cut without them
HIGH = {"button": 24, "field": 26, "pick": 20}
_POINTS = re.compile(r"([\d.]+)pt")
_LABELS = re.compile(r"^QLabel.*$", re.MULTILINE)  # the room for marks over and under the letters grows with them
_PIXELS = re.compile(r"(\d+)px")


def style_sheet(colours: Colours, share: float = 1.0) -> str:
    """`share`: of the letters' own size."""
    words = {name: value for name, value in vars(colours).items() if isinstance(value, str)}
    for name, tone in colours.tones().items():
        words[f"{name}_ink"] = tone.ink
        words[f"{name}_ground"] = tone.ground
    shade = "dark" if colours.window < "#8" else "light"
    high = {name: round(length * share) for name, length in HIGH.items()}
    made = _STYLE.substitute(words, **high, shade=shade, icons=(resources() / "icons").as_posix())
    made = _LABELS.sub(lambda rule: _PIXELS.sub(lambda px: f"{ceil(int(px[1]) * share)}px", rule[0]), made)
    return _POINTS.sub(lambda points: f"{float(points[1]) * share:g}pt", made)
