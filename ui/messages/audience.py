"""The audience of a message (กลุ่มเป้าหมาย): the list, and what was wrong with a file."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QListView,
    QListWidget,
    QTableView,
    QWidget,
)

from app.domain.message import Recipient
from app.domain.values import Person, Problem, masked
from app.wording import Lang, ranges, say, say_problem
from ui.kit import text
from ui.kit.basic import Button, column, label, line
from ui.kit.copying import copies
from ui.kit.notice import Action, Notice
from ui.kit.table import ROW_ROOM
from ui.kit.theme import GAP, Theme
from ui.messages.adder import Adder
from ui.messages.dialogs import EditPerson, PickPerson
from ui.messages.messages import Messages

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
LOWEST = 150  # px of the table: its header and three people
SHOWN = 5  # wrong lines of a file that are seen without scrolling


class PeopleModel(QAbstractTableModel):
    """One line a person."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.people: tuple[Recipient, ...] = ()
        self.strangers: frozenset[str] = frozenset()

    def show_people(self, people: tuple[Recipient, ...], strangers: frozenset[str]) -> None:
        if (people, strangers) != (self.people, self.strangers):
            self.beginResetModel()
            self.people, self.strangers = people, strangers
            self.endResetModel()

    def titles(self) -> list[str]:
        return [
            self.tr("No."),
            self.tr("Citizen ID"),
            self.tr("Name"),
            self.tr("Appointment"),
            self.tr("Dose"),
        ]

    def _words(self, place: int) -> list[str]:
        person = self.people[place]
        name = person.name
        if person.cid in self.strangers:
            name = self.tr("Not on the target list")
        when = text.short_day(person.date) if person.date else "–"
        if person.date and person.hour is not None:
            when += f" {text.hour(person.hour)}"
        return [str(place + 1), masked(person.cid), name or "–", when, str(person.dose or "–")]

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.people)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else 5

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role == Qt.ItemDataRole.DisplayRole:
            return self._words(index.row())[index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.titles()[section]
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def retranslate(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 4)
        if self.people:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.people) - 1, 4))


class _Table(QTableView):
    """Wants no more than it needs and takes what is left."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), LOWEST)


class AudiencePanel(QWidget):
    """Adding, the list, editing and removing."""

    def __init__(self, theme: Theme, messages: Messages) -> None:
        super().__init__()
        self._theme, self.messages = theme, messages
        self.adder = Adder(theme, messages)
        self.notice = Notice(theme)
        self.bad = copies(QListWidget())
        self.bad.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.bad.setResizeMode(QListView.ResizeMode.Adjust)
        self.bad.setWordWrap(True)
        self.bad.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.model = PeopleModel(self)
        self.count = label("strong")
        self.look_up = Button(theme, "refresh-cw")
        self.edit = Button(theme, "pencil")
        self.remove = Button(theme, "trash-2", "danger")
        self.dialog: EditPerson | PickPerson | None = None
        self._build_table()
        buttons = line(gap=GAP)
        buttons.addWidget(self.count, 1)
        for button in (self.look_up, self.edit, self.remove):
            buttons.addWidget(button)
        layout = column(self, gap=GAP)
        layout.setContentsMargins(0, GAP, 0, 0)
        for part in (self.adder, self.notice, self.bad):
            layout.addWidget(part)
        layout.addLayout(buttons)
        layout.addWidget(self.table, 1)
        self.look_up.clicked.connect(messages.recipients.look_up)
        self.edit.clicked.connect(self._edit)
        self.remove.clicked.connect(self._remove)
        messages.changed.connect(self.show_state)
        messages.recipients.added.connect(self._added)
        messages.recipients.found.connect(self._found)
        self.retranslate()

    def _build_table(self) -> None:
        self.table = copies(_Table())
        self.table.setMinimumHeight(LOWEST)
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + ROW_ROOM)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        metrics = self.fontMetrics()
        for place, sample in ((0, "1000"), (1, "เลขประจำตัวประชาชน"), (3, "28 พ.ย. 2569 08:00 น."), (4, "เข็มที่")):
            self.table.setColumnWidth(place, metrics.horizontalAdvance(sample) + 24)
        self.table.selectionModel().selectionChanged.connect(self._show_buttons)
        self.table.doubleClicked.connect(self._edit)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        self.adder.retranslate()
        self.look_up.say(
            self.tr("Look up"), self.tr("Ask the target list for names and appointments: one call a person")
        )
        self.edit.say(self.tr("Edit"))
        self.remove.say(self.tr("Remove"))
        self.table.setAccessibleName(self.tr("Audience"))
        self.bad.setAccessibleName(self.tr("Lines that can't be used"))
        self.model.retranslate()
        self.show_state()

    def show_state(self) -> None:
        messages = self.messages
        self.model.show_people(messages.people, messages.recipients.strangers)
        people = len(messages.people)
        self.count.setText(self.tr("%n person(s)", "", people) if people else self.tr("Nobody yet: add people above."))
        self.adder.setVisible(messages.updates is None)
        self._show_problems()
        self.adder.show_state()
        self._show_buttons()

    def _show_problems(self) -> None:
        problems, past, lang = self.messages.recipients.problems, self.messages.recipients.past, text.lang()
        strangers, of_sheet = self.messages.recipients.strangers, self.messages.recipients.from_sheet
        self.notice.setVisible(bool(problems or past or strangers))
        self.bad.setVisible(bool(problems))
        words = say("audience_past_days", lang, count=len(past), rows=ranges(past)) if past else ""
        close = Action(self.tr("Close"), self.messages.recipients.forget_problems)
        if problems:
            told = say("audience_bad_rows" if of_sheet else "audience_bad_lines", lang, count=len(problems))
            self.notice.tell("problem", told, words, second=close)
        elif past:
            self.notice.tell("warn", words, second=close)
        elif strangers:
            words = say("message_not_targets", lang, count=len(strangers))
            self.notice.tell("warn", words, action=Action(self.tr("Remove them"), self._remove_strangers))
        sentences = [
            say_problem(one, lang) if of_sheet else say("line_wrong", lang, row=one.row, value=_reason(one, lang))
            for one in problems
        ]
        if sentences != [self.bad.item(place).text() for place in range(self.bad.count())]:
            self.bad.clear()
            self.bad.addItems(sentences)
            room = (self.fontMetrics().height() + GAP) * min(len(sentences), SHOWN) + 2 * GAP
            self.bad.setFixedHeight(room)

    def _show_buttons(self) -> None:
        chosen, free = len(self._chosen()), self.messages.calls.free and self.messages.updates is None
        self.edit.setEnabled(free and chosen == 1)
        self.remove.setEnabled(free and chosen > 0)
        self.look_up.setEnabled(free and bool(self.messages.people))
        for button in (self.edit, self.remove, self.look_up):
            button.setVisible(self.messages.updates is None)

    def _chosen(self) -> list[Recipient]:
        rows = self.table.selectionModel().selectedRows()
        return [self.model.people[index.row()] for index in rows if index.row() < len(self.model.people)]

    def _remove(self) -> None:
        self.messages.recipients.remove({person.cid for person in self._chosen()})

    def _remove_strangers(self) -> None:
        self.messages.recipients.remove(self.messages.recipients.strangers)

    def _edit(self) -> None:
        chosen = self._chosen()
        if len(chosen) == 1 and self.edit.isEnabled():
            self.dialog = EditPerson(self._theme, self, chosen[0])
            self.dialog.edited.connect(self.messages.recipients.edit)
            self.dialog.finished.connect(self._closed)
            self.dialog.open()

    def _found(self, people: tuple[Person, ...]) -> None:
        self.dialog = PickPerson(self._theme, self, people)
        self.dialog.picked.connect(self.messages.recipients.add_person)
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _closed(self) -> None:
        self.dialog = None

    def _added(self, new: int, double: int) -> None:
        words = self.tr("%n person(s) added.", "", new)
        if double:
            words += " " + self.tr("%n were in the list already.", "", double)
        self.count.setText(f"{self.count.text()} · {words}")
        self.adder.words.clear()


def _reason(problem: Problem, lang: Lang) -> str:
    """The check's sentence, without the row it begins with."""
    words = say_problem(problem, lang)
    return words.partition(": ")[2] or words
