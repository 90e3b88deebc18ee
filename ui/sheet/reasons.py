"""Why rows were not booked, a card a reason: how many, what helps, and the press that begins it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.given_up import LOST
from app.journal.rows import is_failed
from app.wording.refusals import NO_SEAT
from app.wording.remedies import Reason, by_reason
from ui.kit import text
from ui.kit.basic import Button, column, label
from ui.kit.flow_layout import FlowLayout
from ui.kit.text import fill
from ui.kit.theme import GAP, Theme
from ui.sheet.lines import Lines

NEXT_HOUR = (*NO_SEAT, *LOST)  # not `STAYS`: a sheet books nobody who has another hour of that day
ANOTHER_HOUR = (*NEXT_HOUR, "hour_past")


class ReasonCard(QWidget):
    """`show_wanted`: the rows; the others: what helps against this reason."""

    show_wanted = Signal(object)
    register_wanted = Signal()
    mend_wanted = Signal()
    hours_wanted = Signal(object)  # rows whose hour was full, and that are to get the next free one

    def __init__(self, theme: Theme, reason: Reason) -> None:
        super().__init__()
        self.reason = reason
        self._title, self._remedy, self._said = (label(kind, wrap=True) for kind in ("strong", "", "muted"))
        self.show_rows = Button(theme, "eye", "flat")
        self.helps = Button(theme, "user-plus" if reason.code == "not_a_target" else "pencil")
        self.next_hour = Button(theme, "calendar-days", "primary")
        self.next_hour.clicked.connect(self._want_hours)
        self.show_rows.clicked.connect(self._show)
        self.helps.clicked.connect(self._help)
        layout = column(self, gap=GAP // 2)
        for part in (self._title, self._remedy, self._said):
            layout.addWidget(part)
        tools = FlowLayout(gap=GAP // 2)
        for button in (self.next_hour, self.helps, self.show_rows):
            tools.addWidget(button)
        layout.addLayout(tools)
        self.retranslate()

    def retranslate(self) -> None:
        lang = text.lang()
        rows = self.tr("%n row(s)", "", len(self.reason.rows))
        self._title.setText(f"{rows}  ·  {self.reason.cause(lang)}")
        self._remedy.setText(self.reason.remedy(lang))
        self._remedy.setVisible(bool(self._remedy.text()))
        self._said.setText(fill(self.tr("The server's words: %1"), self.reason.said) if self.reason.said else "")
        self._said.setVisible(bool(self.reason.said))
        self.show_rows.say(self.tr("Show them"))
        self.next_hour.say(self.tr("Next free hour for these %n…", "", len(self.reason.rows)))
        self.helps.say(
            self.tr("Register these people…") if self.reason.code == "not_a_target" else self.tr("Choose another hour")
        )

    def words(self) -> str:
        return "\n".join(part.text() for part in (self._title, self._remedy, self._said) if part.text())

    def allow(self, can_register: bool, can_mend: bool) -> None:
        register = self.reason.code == "not_a_target" and can_register
        self.next_hour.setVisible(self.reason.code in NEXT_HOUR and can_mend)
        self.helps.setVisible(register or (self.reason.code in ANOTHER_HOUR and can_mend))

    def _show(self) -> None:
        self.show_wanted.emit(frozenset(self.reason.rows))

    def _want_hours(self) -> None:
        self.hours_wanted.emit(self.reason.rows)

    def _help(self) -> None:
        (self.register_wanted if self.reason.code == "not_a_target" else self.mend_wanted).emit()


class ReasonList(QWidget):
    """All reasons of a batch that does not run; hidden where there is none. Signals as of a card."""

    show_wanted = Signal(object)
    register_wanted = Signal()
    mend_wanted = Signal()
    hours_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: list[Reason] = []
        self.cards: list[ReasonCard] = []
        self._layout = column(self, gap=GAP)
        self._head = label("strong", wrap=True)
        self._layout.addWidget(self._head)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        self._head.setText(self.tr("Why rows were not booked"))
        for card in self.cards:
            card.retranslate()

    def show_lines(self, lines: Lines) -> None:
        failed = [one for one in lines.outcomes.values() if is_failed(one)] if lines.batch is not None else []
        reasons = by_reason(failed)
        if reasons != self._shown:
            self._shown = reasons
            self._make()
        self.setVisible(bool(reasons))

    def _make(self) -> None:
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = [ReasonCard(self._theme, reason) for reason in self._shown]
        for card in self.cards:
            card.show_wanted.connect(self.show_wanted)
            card.register_wanted.connect(self.register_wanted)
            card.mend_wanted.connect(self.mend_wanted)
            card.hours_wanted.connect(self.hours_wanted)
            self._layout.addWidget(card)

    def allow(self, *, can_register: bool, can_mend: bool) -> None:
        for card in self.cards:
            card.allow(can_register, can_mend)
