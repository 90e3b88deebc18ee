"""Rows that are set aside, a card a reason: how many, which, and the press that takes them in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.values import SetAside, by_reason
from app.wording import say_why_aside
from ui.kit import text
from ui.kit.basic import Button, column, label
from ui.kit.flow_layout import FlowLayout
from ui.kit.text import fill
from ui.kit.theme import GAP, Theme
from ui.sheet.lines import Lines

NOBODYS = ("aside_example", "aside_heading", "aside_total", "aside_signature")  # rows of nobody who could be booked
MOST_ROWS = 8  # named one by one


class AsideCard(QWidget):
    """`show_wanted`: the rows; `take_in_wanted`: the reason."""

    show_wanted = Signal(object)
    take_in_wanted = Signal(str)

    def __init__(self, theme: Theme, reason: str, lines: Lines) -> None:
        super().__init__()
        self.reason = reason
        self.rows = tuple(row for row, each in lines.aside.items() if each.reason == reason)
        self._title, self._rows = label("strong", wrap=True), label("muted", wrap=True)
        self.show_rows = Button(theme, "eye", "flat")
        self.take_in = Button(theme, "circle-check")
        self.show_rows.clicked.connect(self._show)
        self.take_in.clicked.connect(self._take_in)
        layout = column(self, gap=GAP // 2)
        layout.addWidget(self._title)
        layout.addWidget(self._rows)
        tools = FlowLayout(gap=GAP // 2)
        for button in (self.take_in, self.show_rows):
            tools.addWidget(button)
        layout.addLayout(tools)
        self.retranslate()

    def retranslate(self) -> None:
        self._title.setText(say_why_aside(SetAside(0, self.reason), text.lang()))
        named = ", ".join(map(text.number, self.rows[:MOST_ROWS])) + (" …" if len(self.rows) > MOST_ROWS else "")
        self._rows.setText(fill(self.tr("Row %1"), named))
        self.take_in.say(self.tr("Book these %n row(s), too", "", len(self.rows)))
        self.show_rows.say(self.tr("Show them"))

    def _show(self) -> None:
        self.show_wanted.emit(frozenset(self.rows))

    def _take_in(self) -> None:
        self.take_in_wanted.emit(self.reason)


class AsideList(QWidget):
    """All reasons of a sheet; hidden where there is none. Signals as of a card."""

    show_wanted = Signal(object)
    take_in_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines = Lines()
        self.cards: list[AsideCard] = []
        self._layout = column(self, gap=GAP)
        self._head = label("strong", wrap=True)
        self._hint = label("muted", wrap=True)
        self._layout.addWidget(self._head)
        self._layout.addWidget(self._hint)
        self.hide()

    def show_lines(self, lines: Lines) -> None:
        self._lines = lines
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = [AsideCard(self._theme, reason, lines) for reason in by_reason(lines.aside.values())]
        for card in self.cards:
            card.show_wanted.connect(self.show_wanted)
            card.take_in_wanted.connect(self.take_in_wanted)
            self._layout.addWidget(card)
        self.setVisible(bool(self.cards))
        self.retranslate()

    def retranslate(self) -> None:
        self._head.setText(self.tr("Set aside: %n row(s)", "", len(self._lines.aside)))
        self._hint.setText(self.tr("They are not booked unless you take them in."))
        for card in self.cards:
            card.retranslate()

    def allow(self, can_mend: bool) -> None:
        for card in self.cards:
            card.take_in.setVisible(can_mend and card.reason not in NOBODYS)
