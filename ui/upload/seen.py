"""Which rows of the sheet are seen: those of a chip, of a kind of problem, with some words; and what of them beside."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QTabWidget

from ui.sheet.chips import Chips
from ui.sheet.model import TableModel
from ui.sheet.problems import ProblemList
from ui.sheet.rows import Rows
from ui.sheet.story import RowStory
from ui.upload.name_check import NameCheck


class Seen(QObject):
    counted = Signal()  # other rows are seen

    def __init__(
        self,
        model: TableModel,
        table: Rows,
        chips: Chips,
        search: QLineEdit,
        panel: QTabWidget,
        problems: ProblemList,
        story: RowStory,
        names: NameCheck,
    ) -> None:
        super().__init__(table)
        self._model, self._table, self._chips, self._search = model, table, chips, search
        self._panel, self._problems, self._story, self._names = panel, problems, story, names
        chips.chosen.connect(self._chip_chosen)
        problems.chosen.connect(self._problem_chosen)
        names.rows_wanted.connect(self._show_differing)
        search.textChanged.connect(self._search_changed)
        table.story_wanted.connect(self._show_story)

    def _chip_chosen(self, group: str) -> None:
        self._problems.let_go()
        self._model.filter([group] if group else [], None, self._search.text())

    def _problem_chosen(self, rows: frozenset[int] | None, field: str) -> None:
        """To the first row of the kind, and in it to the cell."""
        self._chips.choose("")
        self._model.filter((), rows, self._search.text())
        if rows and self._model.rowCount():
            self._table.choose(0, field)

    def _show_differing(self) -> None:
        self._panel.setCurrentWidget(self._problems)
        self._problem_chosen(frozenset(self._names.differing()), "person_name")

    def _search_changed(self, words: str) -> None:
        self._problems.let_go()
        self._model.filter(self._model.groups, None, words)

    def show_group(self, group: str) -> None:
        """Show only these rows, as if the chip were pressed, and choose the first."""
        self._chips.choose(group)
        self._chip_chosen(group)
        if self._model.rowCount():
            self._table.choose(0)
            self._show_story()

    def show_rows(self, rows: frozenset[int]) -> None:
        """These alone."""
        self._problems.let_go()
        self._problem_chosen(rows, "")

    def show_to_mend(self, rows: frozenset[int]) -> None:
        """These alone, and beside them what can be mended in them."""
        self.show_rows(rows)
        self._panel.show()
        self._panel.setCurrentWidget(self._problems)

    def show_aside(self) -> None:
        """The rows set aside alone, and beside them the reasons with what takes them in."""
        self._chips.choose("set_aside")
        self._chip_chosen("set_aside")
        self._panel.show()
        self._panel.setCurrentWidget(self._problems)
        self._problems.show_aside()

    def _show_story(self) -> None:
        self._panel.show()
        self._panel.setCurrentWidget(self._story)
