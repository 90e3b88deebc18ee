"""The pages of the message screen: the register, and writing a message."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QScrollArea, QSplitter, QTableView, QTabWidget, QWidget

from app.domain.message import hours_for
from app.wording import say, say_error
from ui.kit import text
from ui.kit.basic import Button, ShortButton, column, label, line
from ui.kit.table import ListModel, plain_table
from ui.kit.text import fill
from ui.kit.theme import GAP, Theme
from ui.messages.audience import AudiencePanel
from ui.messages.messages import Messages
from ui.messages.no_messages import NoMessages
from ui.messages.preview import Preview
from ui.messages.register import COLUMNS, Details
from ui.messages.text_panel import TextPanel

LOWEST = 120  # px of the table: its header and two messages
ROOMY = 1040  # px; a narrower page has no room for the phones beside the form


def scrolling(widget: QWidget) -> QScrollArea:
    """Small screens scroll what does not fit."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    widget.setProperty("kind", "page")
    area.setWidget(widget)
    return area


class RegisterPage(QWidget):
    """The register and the chosen message."""

    add_wanted = Signal()
    remind_wanted = Signal()
    phones_wanted = Signal()

    def __init__(self, theme: Theme, messages: Messages) -> None:
        super().__init__()
        self.messages = messages
        self.title, self.lead = label("title"), label("muted", wrap=True)
        self.calls = label("strong")
        self.phones, self.add = ShortButton(theme, "user"), Button(theme, "pencil", "primary", "Ctrl+N")
        self.remind = ShortButton(theme, "clock")
        self.model = ListModel(COLUMNS, self)
        self.table = plain_table(QTableView(), self.model)
        self.table.setMinimumHeight(LOWEST)
        self.empty = NoMessages(theme)
        self.details = Details(theme)
        top = line(gap=GAP)
        top.addWidget(self.title, 1)
        for part in (self.phones, self.remind, self.add):
            top.addWidget(part)
        below = line(gap=GAP)
        below.addWidget(self.lead, 1)
        below.addWidget(self.calls)
        self.below, self.instead = scrolling(self.details), scrolling(self.empty)
        layout = column(self, gap=GAP)
        layout.addLayout(top)
        layout.addLayout(below)
        layout.addWidget(self.instead, 1)
        layout.addWidget(self.table, 2)
        layout.addWidget(self.below, 3)
        self.add.clicked.connect(self.add_wanted)
        self.empty.add.clicked.connect(self.add_wanted)
        self.remind.clicked.connect(self.remind_wanted)
        self.phones.clicked.connect(self.phones_wanted)
        self.table.selectionModel().currentRowChanged.connect(self.show_chosen)
        messages.register_told.connect(self.show_lines)
        messages.changed.connect(self.show_chosen)
        self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the table leaves out what stands below it, too."""
        super().resizeEvent(event)
        for place, each in enumerate(COLUMNS):
            self.table.setColumnHidden(place, self.width() < ROOMY and each.name in ("number", "at", "text", "user"))

    def retranslate(self) -> None:
        self.title.setText(self.tr("Public relations messages"))
        self.lead.setText(self.tr("Every message in the records. A message goes to both channels of Mor Prom."))
        self.add.say(self.tr("Add"), self.tr("Write a new message"))
        self.remind.say(self.tr("Remind…"), self.tr("A reminder to everybody who is booked tomorrow or on other days"))
        self.phones.say(self.tr("Practice phones"), self.tr("What made-up citizens received"))
        self.table.setAccessibleName(self.title.text())
        self.empty.retranslate()
        self.model.retranslate()
        self.show_lines()

    def show_lines(self) -> None:
        lines, allowance = self.messages.lines, self.messages.allowance
        self.model.show(lines, anew=False)
        self.instead.setVisible(not lines)
        self.table.setVisible(bool(lines))
        self.table.setMaximumHeight(max(LOWEST, self._table_height(len(lines))))
        if lines and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        if allowance is not None and allowance.next_at is not None:
            self.calls.setText(say("calls_none_left", text.lang(), at=text.clock(allowance.next_at)))
        elif allowance is not None:
            self.calls.setText(say("calls_left", text.lang(), left=allowance.left))
        self.calls.setVisible(allowance is not None)
        self.show_chosen()

    def _table_height(self, lines: int) -> int:
        """What so many messages take; the rest is for the chosen one's details."""
        table = self.table
        rows = lines * table.verticalHeader().defaultSectionSize()
        return table.horizontalHeader().sizeHint().height() + rows + 2 * table.frameWidth() + GAP

    def show_chosen(self) -> None:
        index = self.table.currentIndex()
        lines = self.model.items
        chosen = lines[index.row()] if index.isValid() and index.row() < len(lines) else None
        self.details.free_at = self.messages.free_at
        self.details.show_line(chosen, free=self.messages.calls.free)
        self.below.setVisible(chosen is not None)
        self.phones.setVisible(self.messages.practice)
        self.add.setEnabled(self.messages.calls.free)
        self.remind.setEnabled(self.messages.calls.free)
        self.empty.add.setEnabled(self.messages.calls.free)

    def choose_first(self) -> None:
        if self.model.items:
            self.table.selectRow(0)


class ComposePage(QWidget):
    """The audience and the text at the left, both phones at the right, what it costs below."""

    back_wanted = Signal()
    send_wanted = Signal()

    def __init__(self, theme: Theme, messages: Messages) -> None:
        super().__init__()
        self.messages = messages
        self.title = label("title")
        self.back = Button(theme, "chevron-left", "flat")
        self.audience, self.text = AudiencePanel(theme, messages), TextPanel(theme)
        self.preview = Preview(theme, messages)
        self.tabs = QTabWidget()
        for panel in (self.audience, self.text):
            self.tabs.addTab(scrolling(panel), "")
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.cost = label("muted", wrap=True)
        self.busy = QProgressBar()
        self.busy.setTextVisible(False)
        self.busy.setFixedWidth(120)
        self._clock = QTimer(self)
        self._clock.setInterval(200)
        self._clock.timeout.connect(self._show_progress)
        self.stop = Button(theme, "circle-stop")
        self.next = Button(theme, "arrow-right")
        self.send = Button(theme, "send", "primary", "Ctrl+Return")
        self._lay_out()
        self.back.clicked.connect(self.back_wanted)
        self.send.clicked.connect(self.send_wanted)
        self.next.clicked.connect(self._forth)
        self.stop.clicked.connect(messages.calls.stop)
        self.text.written.connect(messages.write)
        self.tabs.currentChanged.connect(self.show_state)
        messages.changed.connect(self.show_state)
        self.retranslate()

    def _lay_out(self) -> None:
        top = line(gap=GAP)
        top.addWidget(self.back)
        top.addWidget(self.title, 1)
        self.sides = sides = QSplitter(Qt.Orientation.Horizontal)
        sides.addWidget(self.tabs)
        sides.addWidget(self.preview)
        sides.setChildrenCollapsible(False)
        sides.setSizes([640, 540])
        sides.setStretchFactor(0, 6)
        sides.setStretchFactor(1, 5)
        sides.setHandleWidth(2 * GAP)
        self.setMinimumWidth(600)
        bottom = line(gap=GAP)
        bottom.addWidget(self.cost, 1)
        for part in (self.busy, self.stop, self.next, self.send):
            bottom.addWidget(part)
        layout = column(self, gap=GAP)
        layout.addLayout(top)
        layout.addWidget(sides, 1)
        layout.addLayout(bottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the phones are a page of their own."""
        super().resizeEvent(event)
        beside = self.sides.indexOf(self.preview) >= 0
        if self.width() < ROOMY and beside:
            self.tabs.addTab(self.preview, "")
            self.show_state()
        elif self.width() >= ROOMY and not beside:
            self.tabs.removeTab(self.tabs.indexOf(self.preview))
            self.sides.addWidget(self.preview)
            self.preview.show()
            self.sides.setSizes([self.width() * 6 // 11, self.width() * 5 // 11])

    def retranslate(self) -> None:
        self.back.say(self.tr("Back to the register"))
        self.stop.say(self.tr("Stop"))
        self.next.say(self.tr("Next: the text"))
        self.send.say(self.tr("Send to Mor Prom"))
        self.show_state()

    def show_state(self) -> None:
        messages, people = self.messages, len(self.messages.people)
        new = self.tr("New reminder") if messages.reminder else self.tr("New message")
        self.title.setText(self.tr("Change the text") if messages.updates else new)
        self.tabs.setTabText(0, fill(self.tr("1. Audience (%1)"), text.number(people)))
        self.tabs.setTabText(1, self.tr("2. Text"))
        self.tabs.setTabText(2, self.tr("3. Preview"))
        self.text.show_draft(messages.draft)
        self._show_busy(bool(messages.calls.busy))
        cost = messages.cost()
        self.send.setEnabled(messages.calls.free and cost.error is None)
        writing = self.tabs.currentIndex() > 0
        self.next.setVisible(not writing)
        self.next.set_kind("primary" if people and not writing else "")
        self.send.set_kind("primary" if writing else "")
        self.cost.setText(self._cost_words())

    def _show_busy(self, busy: bool) -> None:
        self.busy.setVisible(busy)
        self.stop.setVisible(busy)
        if busy != self._clock.isActive():
            self._clock.start() if busy else self._clock.stop()
        self._show_progress()

    def _show_progress(self) -> None:
        """How many people are looked up; else just that something is going on."""
        messages = self.messages
        self.busy.setRange(0, len(messages.people) if messages.calls.done else 0)
        self.busy.setValue(messages.calls.done)

    def _cost_words(self) -> str:
        """Why it can't be sent, or what it takes; on the audience's page only the calls that are left."""
        cost, lang, allowance = self.messages.cost(), text.lang(), self.messages.allowance
        if self.tabs.currentIndex() == 0:
            return say("calls_left", lang, left=allowance.left) if allowance else ""
        if cost.error is not None:
            return say_error(cost.error, lang)
        return cost_words(self.messages, cost.calls)

    def _forth(self) -> None:
        self.tabs.setCurrentIndex(1)
        self.text.title.setFocus()

    def begin(self) -> None:
        self.tabs.setCurrentIndex(1 if self.messages.updates else 0)


def cost_words(messages: Messages, calls: int) -> str:
    left = messages.allowance.left if messages.allowance else 0
    code = "message_cost_one" if calls == 1 else "message_cost_many"
    if calls > left:
        code = "message_cost_wait"
    return say(code, text.lang(), calls=calls, left=left, hours=hours_for(calls, left))
