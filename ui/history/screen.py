"""Every batch that was: who, when, which file, how it went; open, continue, export, undo it, note something on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QTableView, QWidget

from app.domain.stay import HELD
from app.domain.values import CANCEL, MOVE, State
from app.errors import AppError
from app.system.paths import clerks_folder
from app.wording import batch_name, result_name, say_error
from ui.kit import text
from ui.kit.basic import Button, column, label, line
from ui.kit.notice import Notice
from ui.kit.table import Column, ListModel, Show, plain_table
from ui.kit.text import fill
from ui.kit.theme import GAP, Theme
from ui.kit.translated import Translated

if TYPE_CHECKING:
    from app.journal.batches import BatchInfo

STATE, COMMENT = 10, 11  # places of columns
OFFICE = "office"  # what could not be read
LONGEST = 200  # letters of a comment
NARROWEST = 80  # px of a column


def _number(value: int) -> str:
    return text.number(value) if value else "–"


def _count(name: str) -> Show:
    return lambda infos, place: _number(infos[place].told.get(name, 0))


def _in_doubt(info: BatchInfo) -> int:
    """Of a batch that runs, what is on its way has its answer in a moment."""
    if info.held_by:
        return info.counts.get(State.UNKNOWN, 0)
    return sum(count for state, count in info.counts.items() if state.doubtful)


def _not_sent(infos: Sequence[BatchInfo], place: int) -> str:
    """Of a row in doubt nobody can say that."""
    info = infos[place]
    doubtful = sum(count for state, count in info.counts.items() if state.doubtful)
    return _number(info.unfinished - info.to_cancel - doubtful)


def _file(infos: Sequence[BatchInfo], place: int) -> str:
    source = infos[place].source
    return batch_name(source.purpose, source.file_name, text.lang())


def _who(infos: Sequence[BatchInfo], place: int) -> str:
    """And, in an office, on which computer."""
    info = infos[place]
    return f"{info.user} · {info.maker}" if info.maker else info.user


def _comment(infos: Sequence[BatchInfo], place: int) -> str:
    return infos[place].source.comment


class HistoryColumns(QObject):
    """What the table shows of each batch."""

    def made(self, commented: Callable[[BatchInfo, str], None]) -> tuple[Column, ...]:
        return (
            Column("started", lambda: self.tr("Started"), lambda infos, place: text.moment(infos[place].started)),
            Column("user", lambda: self.tr("Who"), _who),
            Column("file", lambda: self.tr("File"), _file, stretches=True, tip=_file),
            Column("booked", lambda: self.tr("Booked"), _count(State.BOOKED)),
            Column("skipped", lambda: self.tr("Skipped"), _count(State.SKIPPED)),
            Column("refused", lambda: self.tr("Refused"), _count(State.REFUSED)),
            Column("held_back", lambda: self.tr("Held back"), _count(HELD)),
            Column("doubt", lambda: self.tr("Unknown"), lambda infos, place: _number(_in_doubt(infos[place]))),
            Column("open", lambda: self.tr("Not sent"), _not_sent),
            Column(
                "left_out", lambda: self.tr("With problems"), lambda infos, place: _number(infos[place].source.invalid)
            ),
            Column("state", lambda: self.tr("State"), self._state),
            Column("comment", lambda: self.tr("Comment"), _comment, (), True, _comment, commented),
        )

    def _state(self, infos: Sequence[BatchInfo], place: int) -> str:
        info = infos[place]
        if info.held_by:
            return fill(self.tr("Running: %1"), " · ".join(info.held_by.split(" · ")[:2]))  # without its number
        if info.undoing and info.open:
            return self.tr("Unfinished: %n to cancel", "", info.may_stand)
        if info.to_cancel and info.source.purpose != CANCEL:
            return self.tr("Unfinished: %n with two appointments", "", info.to_cancel)
        if info.open:
            return self.tr("Unfinished")
        if cancelled := info.told.get(State.CANCELLED, 0):
            return self.tr("%n cancelled", "", cancelled)
        if info.given_up:  # before this batch
            return self.tr("%n not booked again", "", info.given_up)
        return self.tr("Finished")


def _undone(info: BatchInfo) -> State:
    """The state of rows that an undo takes back: of a list that cancelled, what is cancelled is booked again."""
    return State.CANCELLED if info.source.purpose == CANCEL else State.BOOKED


def _to_undo(info: BatchInfo) -> int:
    """Also who was moved by a list and still has the old appointment: the new one is given back."""
    return info.counts.get(_undone(info), 0) + (info.to_cancel if info.source.purpose == MOVE else 0)


class HistoryScreen(Translated, QWidget):
    """Each signal carries the chosen batch."""

    open_wanted = Signal(object)
    continue_wanted = Signal(object)
    undo_wanted = Signal(object)
    comment_wanted = Signal(object, str)
    export_wanted = Signal(object, object)  # and the Path

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._busy = self._shared = False
        self.told = Notice(theme)
        self.model = ListModel(HistoryColumns(self).made(self._commented), self)
        self.title = label("title")
        self.lead = label("muted", wrap=True)
        self.empty = label("muted", wrap=True)
        self.open = Button(theme, "eye")
        self.go_on = Button(theme, "play")
        self.comment = Button(theme, "pencil", shortcut="F2")
        self.export = Button(theme, "file-down", shortcut="Ctrl+E")
        self.undo = Button(theme, "undo-2", "danger")
        self._build_table()
        self._lay_out()
        self._wire()
        self.retranslate()
        self.show_batches(())

    def _lay_out(self) -> None:
        buttons = line(gap=GAP)
        for button in (self.open, self.go_on, self.comment, self.export):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.undo)
        layout = column(self, margin=3 * GAP, gap=int(1.5 * GAP))
        layout.addWidget(self.title)
        layout.addWidget(self.lead)
        layout.addWidget(self.told)
        layout.addLayout(buttons)
        layout.addWidget(self.empty)
        layout.addWidget(self.table, 1)
        layout.addStretch()

    def _wire(self) -> None:
        self.open.clicked.connect(self._open)
        self.go_on.clicked.connect(self._continue)
        self.comment.clicked.connect(self._comment)
        self.export.clicked.connect(self._export)
        self.undo.clicked.connect(self._undo)
        self.table.activated.connect(self._activated)

    def _commented(self, info: BatchInfo, typed: str) -> None:
        words = typed.strip()[:LONGEST]
        if words != info.source.comment:
            self.comment_wanted.emit(info, words)

    def _build_table(self) -> None:
        self.table = plain_table(QTableView(), self.model)
        self.table.horizontalHeader().setMinimumSectionSize(NARROWEST)
        self.table.selectionModel().selectionChanged.connect(self._show_buttons)

    def retranslate(self) -> None:
        self.title.setText(self.tr("History"))
        self._show_lead()
        self.empty.setText(self.tr("There is no batch in the records yet. Sign in, load a sheet, press Start."))
        self.open.say(self.tr("Open"), self.tr("Show its rows and what became of each"))
        self.go_on.say(self.tr("Continue"), self.tr("Send what is left; no workbook is needed"))
        self.comment.say(self.tr("Comment"), self.tr("Note something on this batch"))
        self.export.say(self.tr("Export…"), self.tr("A workbook of its rows and their results"))
        self.undo.say(self.tr("Undo batch…"), self.tr("Cancel every appointment this batch booked"))
        self.table.setAccessibleName(self.title.text())
        self.model.retranslate()

    def show_shared(self, shared: bool) -> None:
        """Whether it is that of all computers of an office."""
        self._shared = shared
        self._show_lead()

    def _show_lead(self) -> None:
        alone = self.tr("Every batch of this facility on this computer. Rows are kept encrypted.")
        office = self.tr("Every batch of this facility on all computers of the office. Rows are kept encrypted.")
        self.lead.setText(office if self._shared else alone)

    def forget(self) -> None:
        """Nobody is signed in."""
        self.told.hush()
        self.show_batches(())

    def show_batches(self, batches: tuple[BatchInfo, ...]) -> None:
        self.told.is_read(OFFICE)
        kept = self.chosen
        self.model.show(batches)
        self.empty.setVisible(not batches)
        self.table.setVisible(bool(batches))
        numbers = [info.id for info in batches]
        if batches:
            self.table.selectRow(numbers.index(kept.id) if kept is not None and kept.id in numbers else 0)
        self._show_buttons()

    def show_now(self, batches: tuple[BatchInfo, ...]) -> None:
        """As they are now, without being asked for: not under a comment that is being typed, and only what changed."""
        self.told.is_read(OFFICE)
        editing = self.table.state() is QTableView.State.EditingState
        if not editing and tuple(self.model.items) != batches:
            self.show_batches(batches)

    def tell_error(self, error: AppError) -> None:
        """Why the office's database could not be asked is said until it answers again."""
        tell = partial(self._tell_error, error)
        of_office = error.code.startswith("office_")
        self.told.tell_unread(OFFICE, tell) if of_office else self.told.keep_telling(tell)

    def _tell_error(self, error: AppError) -> None:
        self.told.tell("bad", say_error(error, text.lang()), error.detail)

    def tell_exported(self, path: Path) -> None:
        self.told.keep_telling(partial(self._tell_exported, path))

    def _tell_exported(self, path: Path) -> None:
        self.told.tell("good", fill(self.tr("Saved: %1"), path))

    def set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._show_buttons()

    @property
    def chosen(self) -> BatchInfo | None:
        rows = self.table.selectionModel().selectedRows()
        found: BatchInfo | None = self.model.items[rows[0].row()] if rows else None
        return found

    def _show_buttons(self) -> None:
        info = self.chosen
        free = info is not None and not self._busy and not info.held_by
        self.open.setEnabled(free)
        self.comment.setEnabled(info is not None)
        self.export.setEnabled(info is not None)
        self.go_on.setEnabled(free and info is not None and info.open)
        self.undo.setEnabled(free and info is not None and _to_undo(info) > 0)

    def _open(self) -> None:
        if self.open.isEnabled():
            self.open_wanted.emit(self.chosen)

    def _activated(self, index: QModelIndex) -> None:
        """Enter opens a batch; on its comment it is typed into."""
        if index.column() != COMMENT:
            self._open()

    def _comment(self) -> None:
        rows = self.table.selectionModel().selectedRows(COMMENT)
        if rows:
            self.table.setCurrentIndex(rows[0])
            self.table.edit(rows[0])

    def _export(self) -> None:
        if (info := self.chosen) is None:
            return
        purpose = info.source.purpose
        name = result_name(batch_name(purpose, info.source.file_name, text.lang()), text.lang(), purpose)
        start = str(clerks_folder() / name)
        path, _ = QFileDialog.getSaveFileName(self, self.export.toolTip(), start, "Excel (*.xlsx)")
        if path:
            self.told.hide()
            self.export_wanted.emit(info, Path(path))

    def _continue(self) -> None:
        self.continue_wanted.emit(self.chosen)

    def _undo(self) -> None:
        self.undo_wanted.emit(self.chosen)
