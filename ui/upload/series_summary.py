"""Several sheets that were booked one after the other: what became of all, in a sentence, in a table, in a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QTableView, QWidget

from app.errors import AppError
from app.system.paths import clerks_folder
from app.wording import say, say_error
from ui.kit import text
from ui.kit.basic import Button
from ui.kit.notice import Notice
from ui.kit.question import Asking, Question
from ui.kit.table import Column, ListModel, Show, plain_table
from ui.kit.theme import Theme, scaled
from ui.sheet.together import Key
from ui.upload.series import COLUMNS, Member, Series

HIGH = 12  # lines that are seen at once


class SumWords(QObject):
    def words(self, counts: Mapping[str, int]) -> str:
        """How many rows came out how; what no row came out as is left unsaid."""
        told = {
            "booked": self.tr("%n booked.", "", counts["booked"]),
            "skipped": self.tr("%n booked already, skipped.", "", counts["skipped"]),
            "held_back": self.tr("%n held back, nothing sent.", "", counts["held_back"]),
            "refused": self.tr("%n refused.", "", counts["refused"]),
            "unknown": self.tr("%n in doubt.", "", counts["unknown"]),
            "not_sent": self.tr("%n not sent yet.", "", counts["not_sent"]),
            "problem": self.tr("%n with problems, left out.", "", counts["problem"]),
            "aside": self.tr("%n set aside or left out.", "", counts["aside"]),
        }
        return " ".join(sentence for name, sentence in told.items() if counts[name])


def titles() -> list[str]:
    """Of the table's columns, in the language that is spoken."""
    translate = QCoreApplication.translate
    return [
        translate("SeriesSummary", "Sheet"),
        translate("SeriesSummary", "Rows"),
        translate("SeriesSummary", "Booked"),
        translate("SeriesSummary", "Skipped"),
        translate("SeriesSummary", "Held back"),
        translate("SeriesSummary", "Refused"),
        translate("SeriesSummary", "In doubt"),
        translate("SeriesSummary", "Not sent"),
        translate("SeriesSummary", "Problem"),
        translate("SeriesSummary", "Set aside"),
    ]


def cells(member: Member) -> list[str | int]:
    return [member.name, member.rows, *(member.counts[name] for name in COLUMNS)]


class SeriesSummary(Question):
    """`open_wanted`: the key of a sheet that is to be seen again."""

    open_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget, members: Sequence[Member], total: Member) -> None:
        super().__init__(theme, parent, "list-checks", "")
        self.setMinimumWidth(scaled(900))
        self.head.setText(self.tr("Summary of all sheets"))
        self.setWindowTitle(self.head.text())
        self.say(SumWords().words(total.counts), "strong")
        self.members = [*members, replace(total, name=self.tr("All together"))]
        model = ListModel([_column(place) for place in range(len(titles()))], self)
        self.table = plain_table(QTableView(), model)
        self.table.setAccessibleName(self.head.text())
        model.show(self.members)
        for place, name in enumerate(COLUMNS, 2):
            self.table.setColumnHidden(place, name != "booked" and not total.counts[name])
        lines = min(len(self.members), HIGH) + 2
        self.table.setMinimumHeight(lines * self.table.verticalHeader().defaultSectionSize())
        self.body.addWidget(self.table, 1)
        self.say(
            self.tr("Each sheet is a batch of its own in the history: there it is continued, exported or undone."),
            "muted",
        )
        self.save, self.told = Button(theme, "save"), Notice(theme)
        self.save.say(self.tr("Save…"), self.tr("As Excel or CSV"))
        self.body.addWidget(self.told)
        self.buttons.insertWidget(0, self.save)
        self.look = Button(theme, "file-spreadsheet")
        self.look.say(self.tr("Open this sheet again"), self.tr("Its rows with why; who is booked is skipped by Start"))
        self.buttons.insertWidget(1, self.look)
        self.look.clicked.connect(self._open)
        chosen = self.table.selectionModel()
        chosen.selectionChanged.connect(lambda *_: self.look.setEnabled(self._chosen() is not None))
        first = next((place for place, one in enumerate(members) if one.counts["refused"] + one.counts["problem"]), 0)
        self.table.selectRow(first)
        self.look.setEnabled(self._chosen() is not None)
        self.no.hide()
        self.yes.say(self.tr("Close"))

    def _chosen(self) -> Key | None:
        rows = self.table.selectionModel().selectedRows()
        return self.members[rows[0].row()].key if rows else None

    def _open(self) -> None:
        if (key := self._chosen()) is not None:
            self.accept()
            self.open_wanted.emit(key)


def _column(place: int) -> Column:
    def shown(members: Sequence[Member], row: int) -> str:
        value = cells(members[row])[place]
        return value if isinstance(value, str) else text.number(value)

    show: Show = shown
    return Column(
        str(place),
        lambda: titles()[place],
        show,
        ("ระบบไม่รับจอง",) if place else (),
        stretches=place == 0,
        tip=show if not place else None,
    )


class Summing(QObject):
    """Shows the summary, and saves it. `open_wanted`: the key of a sheet."""

    open_wanted = Signal(object)

    def __init__(self, theme: Theme, series: Series, window: QWidget, asking: Asking) -> None:
        super().__init__(window)
        self._theme, self._series, self._window, self._asking = theme, series, window, asking

    def ask(self) -> None:
        dialog = SeriesSummary(self._theme, self._window, self._series.members, self._series.sums)
        dialog.save.clicked.connect(partial(self._choose, dialog))
        dialog.open_wanted.connect(self.open_wanted)
        self._asking.ask(dialog)

    def _choose(self, dialog: SeriesSummary) -> None:
        start, kinds = str(clerks_folder() / self.tr("booking-summary.xlsx")), "Excel (*.xlsx);;CSV (*.csv)"
        path, kind = QFileDialog.getSaveFileName(dialog, self.tr("Save the summary"), start, kinds)
        if path:
            from app.workbooks.files import with_ending

            known = Path(path).suffix.lower() in (".xlsx", ".csv")
            self.save(dialog, Path(path) if known else with_ending(Path(path), kind.partition("*")[2].rstrip(")")))

    def save(self, dialog: SeriesSummary, out: Path) -> None:
        """As its ending says. The clerk was asked before about overwriting."""
        from app.workbooks.tables import Table, write_tables

        rows = [cells(member) for member in dialog.members]
        try:
            write_tables(
                out,
                [Table(dialog.head.text(), titles(), rows, (44, *[12] * len(COLUMNS), 12), wide=True)],
                overwrite=True,
            )
        except AppError as error:
            dialog.told.tell("bad", say_error(error, text.lang()), error.detail)
        else:
            dialog.told.tell("good", say("series_saved", text.lang(), path=str(out)))
