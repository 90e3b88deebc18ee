"""The register of messages with the Dashboard's columns, and all that is known of the chosen one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from app.domain.message import MessageState, plain_of
from app.domain.values import masked
from app.wording import Lang, say
from ui.kit import text
from ui.kit.basic import Button, column, label, line
from ui.kit.copying import copies
from ui.kit.notice import Action, Notice
from ui.kit.table import ROW_ROOM
from ui.kit.theme import GAP, Theme
from ui.messages.messages import in_doubt, to_send

if TYPE_CHECKING:
    from app.messages.sending import RegisterRow

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
COLUMNS = ("number", "app", "line", "at", "title", "text", "user", "targets", "received")
SUCCEEDED = "Success (100 people)"
SAMPLES = ("100", SUCCEEDED, SUCCEEDED, "28 พ.ย. 2569 08:00 น.", "", "", "practice22", "100", "100")
NAMED = 6  # so many who got nothing are named


class RegisterModel(QAbstractTableModel):
    """One line a message, the newest first."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.lines: tuple[RegisterRow, ...] = ()

    def show_lines(self, lines: tuple[RegisterRow, ...]) -> None:
        if len(lines) != len(self.lines):
            self.beginResetModel()
            self.lines = lines
            self.endResetModel()
        else:
            self.lines = lines
            self.retranslate()

    def _words(self, place: int) -> list[str]:
        from app.messages.sending import channel_status

        told, lang = self.lines[place], text.lang()
        info = told.info
        return [
            str(len(self.lines) - place),
            channel_status(info, told.app, lang),
            channel_status(info, told.line, lang),
            text.moment(info.sent_at or info.made),
            info.draft.title,
            plain_of(info.draft.text).replace("\n", " "),
            info.user,
            text.number(info.targets),
            text.number(told.told.received) if told.told else "–",
        ]

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(index.row())[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole and COLUMNS[index.column()] in ("title", "text"):
            return text.tip(self.lines[index.row()].info.draft.text)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return say(f"column_{COLUMNS[section]}", text.lang())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def retranslate(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        if self.lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(COLUMNS) - 1))


def table(model: RegisterModel) -> QTableView:
    made = copies(QTableView())
    made.setModel(model)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    made.setShowGrid(False)
    made.setWordWrap(False)
    made.setTabKeyNavigation(False)
    made.verticalHeader().hide()
    made.verticalHeader().setDefaultSectionSize(made.fontMetrics().height() + ROW_ROOM)
    header = made.horizontalHeader()
    header.setHighlightSections(False)
    for place, sample in enumerate(SAMPLES):
        if sample:
            words = (sample, say(f"column_{COLUMNS[place]}", "th"))
            made.setColumnWidth(place, max(map(made.fontMetrics().horizontalAdvance, words)) + 28)
        else:
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
    return made


class Details(QFrame):
    """The chosen message: its text, how its calls stand, who got nothing, and what can be done."""

    go_on_wanted = Signal(object)
    update_wanted = Signal(object)
    discard_wanted = Signal(object)
    decided = Signal(object, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.chosen: RegisterRow | None = None
        self._free = False
        self.title = label("heading", wrap=True)
        self.about = label("muted", wrap=True)
        self.notice = Notice(theme)
        self.text = label("", wrap=True)
        self.url = label("muted", wrap=True)
        self.reached = label("", wrap=True)
        self.go_on, self.change = Button(theme, "play", "primary"), Button(theme, "pencil")
        self.discard = Button(theme, "trash-2", "danger")
        layout = column(self, margin=2 * GAP, gap=GAP)
        for part in (self.title, self.about, self.notice, self.text, self.url, self.reached):
            layout.addWidget(part)
        layout.addStretch(1)
        buttons = line(gap=GAP)
        for button in (self.go_on, self.change, self.discard):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        self.go_on.clicked.connect(self._go_on)
        self.change.clicked.connect(self._update)
        self.discard.clicked.connect(self._discard)
        self.show_line(None, free=False)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.show_line(self.chosen, free=self._free)
        super().changeEvent(event)

    def show_line(self, chosen: RegisterRow | None, *, free: bool) -> None:
        self.chosen, self._free = chosen, free
        self.setVisible(chosen is not None)
        if chosen is None:
            return
        info, lang = chosen.info, text.lang()
        self.title.setText(info.draft.title)
        when = text.moment(info.sent_at or info.made)
        about = self.tr("Code %1 · %2 · %3")
        self.about.setText(about.replace("%1", info.ref_code).replace("%2", when).replace("%3", info.user))
        self.text.setText(plain_of(info.draft.text))
        self.url.setText(info.draft.url)
        self.url.setVisible(bool(info.draft.url))
        self.reached.setText("\n".join(self._who(chosen, lang)))
        self._show_state(chosen, lang)
        self._show_buttons(chosen)

    def _who(self, chosen: RegisterRow, lang: Lang) -> list[str]:
        """Whom it reached, as far as the server tells."""
        told = chosen.told
        if told is None and not chosen.info.counts.get(MessageState.SENT):
            return []
        if told is None:
            words = [say("message_reached", lang, app=chosen.app, line=chosen.line)] if chosen.app is not None else []
            return [*words, say("received_on_dashboard", lang), say("message_must_register", lang)]
        words = [say("message_reached", lang, app=told.app, line=told.line)]
        for code, cids in (("message_missed", told.unregistered), ("message_not_targets", told.not_target)):
            if cids:
                words.append(say(code, lang, count=len(cids)).rstrip(".") + " · " + _named(chosen, cids))
        words.append(self.tr("%n person(s) opened the link.", "", told.received))
        if in_doubt(chosen):
            return [self.tr("The practice Dashboard shows:"), *words]
        return words

    def _show_state(self, chosen: RegisterRow, lang: Lang) -> None:
        details = next((part.detail for part in chosen.parts if part.detail), "")
        if in_doubt(chosen):
            sent = Action(self.tr("It was sent"), self._was_sent)
            not_sent = Action(self.tr("It was not sent"), self._was_not_sent)
            self.notice.tell("warn", say("message_doubt", lang), details, sent, not_sent)
            self.notice.action.setEnabled(self._free)
            self.notice.second.setEnabled(self._free)
        elif chosen.info.counts.get(MessageState.REFUSED):
            code = "message_update_failed" if chosen.info.update else "message_was_refused"
            self.notice.tell("bad", say(code, lang), details)
        elif any(part.code == "message_limit" for part in chosen.parts):
            self.notice.tell("warn", say("message_limit", lang))
        else:
            self.notice.hide()

    def _show_buttons(self, chosen: RegisterRow) -> None:
        left, free = to_send(chosen), self._free and not chosen.info.held
        self.go_on.say(self.tr("Send the rest (%n call(s))", "", left))
        self.change.say(self.tr("Change the text…"), self.tr("Under the same code: people's message is replaced"))
        self.discard.say(self.tr("Discard"), self.tr("Forget it: nothing of it was sent"))
        self.go_on.setVisible(left > 0)
        self.go_on.setEnabled(free)
        self.change.setVisible(chosen.info.state is MessageState.SENT)
        self.change.setEnabled(free)
        self.discard.setVisible(left == chosen.info.calls)
        self.discard.setEnabled(free)

    def _go_on(self) -> None:
        self.go_on_wanted.emit(self.chosen)

    def _update(self) -> None:
        self.update_wanted.emit(self.chosen)

    def _discard(self) -> None:
        self.discard_wanted.emit(self.chosen)

    def _was_sent(self) -> None:
        self.decided.emit(self.chosen, True)

    def _was_not_sent(self) -> None:
        self.decided.emit(self.chosen, False)


def _named(chosen: RegisterRow, cids: frozenset[str]) -> str:
    """Some of these people, by name where it is known."""
    names = {one.cid: one.name for part in chosen.parts for one in part.people}
    shown = [names.get(cid) or masked(cid) for cid in sorted(cids)[:NAMED]]
    return ", ".join(shown) + (" …" if len(cids) > NAMED else "")
