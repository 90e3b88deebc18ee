"""Which rows of the sheet are seen: those of a chip, of a kind of problem, with some words; and what of them beside."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QTabWidget, QWidget

from ui.kit.slices import in_turn
from ui.sheet.chips import Chips
from ui.sheet.model import TableModel
from ui.sheet.problems import ProblemList
from ui.sheet.rows import Rows
from ui.sheet.sheet import LARGE
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
        self._open(self._problems)
        self._problem_chosen(frozenset(self._names.differing()), "person_name")
        self._problems.show_kind("name_differs")
        self._table.setFocus()

    def _search_changed(self, words: str) -> None:
        self._problems.let_go()
        self._model.filter(self._model.groups, None, words)

    def show_all(self) -> None:
        """No chip, no kind of problem, no words."""
        self._chips.choose("")
        self._problems.let_go()
        self._search.clear()
        self._model.filter()

    def show_group(self, group: str) -> None:
        """Show only these rows, as if the chip were pressed, and go to the first."""
        self._in_turn(partial(self._press, group), self._go_to_first, self._tell_first)

    def show_problems(self) -> None:
        """The rows with problems, and beside them what can be done about each kind."""
        self._in_turn(partial(self._press, "problems"), self._go_to_first, self._show_list)

    def _in_turn(self, *pieces: Callable[[], object]) -> None:
        in_turn(len(self._model.lines) > LARGE, *pieces)

    def _press(self, group: str) -> None:
        self._chips.choose(group)
        self._chip_chosen(group)

    def show_rows(self, rows: frozenset[int]) -> None:
        """These alone."""
        self._problems.let_go()
        self._problem_chosen(rows, "")
        self._go_to_first()

    def show_to_mend(self, rows: frozenset[int]) -> None:
        """These alone, and beside them what can be mended in them."""
        self.show_rows(rows)
        self._show_list()

    def show_aside(self) -> None:
        """The rows set aside alone, and beside them the reasons with what takes them in."""
        self._press("set_aside")
        self._open(self._problems)
        self._problems.show_aside()
        self._go_to_first()

    def _go_to_first(self) -> None:
        """With the keyboard: whoever asked to see rows is among them, at the cell that is wrong."""
        if (place := self._model.place_at(0)) is not None:
            lines = self._model.lines
            faults = (problem.column for problem in lines.problems.get(lines.numbers[place], ()))
            self._table.choose(0, next(faults, ""))
            self._table.setFocus()

    def _tell_first(self) -> None:
        if self._model.rowCount():
            self._show_story()

    def _show_list(self) -> None:
        self._open(self._problems)
        self._problems.show_top()

    def _show_story(self) -> None:
        self._open(self._story)

    def _open(self, page: QWidget) -> None:
        """First the page, then the panel: else the page that was open is laid out, too, only to be hidden."""
        self._panel.setCurrentWidget(page)
        self._panel.show()
