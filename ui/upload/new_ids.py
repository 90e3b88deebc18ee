"""Ids that were put in by hand: whose they are is looked up before they are booked, and never guessed.

A refused row gets another id typed in, a digit goes wrong, and a citizen of another name has the appointment. So Start
asks the target list for just these ids, one call each, in the way of the name check."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.values import Appointment
from app.wording import ranges
from ui.kit.basic import Button
from ui.kit.question import Asking, Question
from ui.kit.text import fill
from ui.kit.theme import Theme
from ui.sheet.lines import Lines
from ui.upload.naming import Naming

if TYPE_CHECKING:
    from app.booking.names import Asked
    from app.errors import AppError

Then = Callable[[], None]
MOST_TOLD = 8  # rows told one by one; the button shows all of them


class NewIds(QObject):
    """`rows_wanted`: these file rows are to be seen, and nothing is booked."""

    rows_wanted = Signal(object)

    def __init__(self, theme: Theme, naming: Naming, window: QWidget, asking: Asking) -> None:
        super().__init__(window)
        self._theme, self._naming, self._window, self._asking = theme, naming, window, asking
        self._work = naming.work
        self._then: Then | None = None  # what waits for the answer
        self._agreed: set[tuple[int, str, str]] = set()  # row, id, name: booked though nobody can tell
        naming.ended.connect(self._ended)
        naming.failed.connect(self._failed)

    def settle(self, then: Then) -> None:
        """`then` once each of these ids is known to be its row's person's, or the clerk has said what becomes of it."""
        listed = self._work.sheet.lines.checked.listed if self._work.sheet.lines.checked is not None else {}
        unasked = {row.cid: None for row in self._rows() if row.cid not in listed}
        if unasked and self._naming.offered:
            self._then = then
            self._naming.look_up(tuple(unasked))
        else:
            self._ask(then)

    def _rows(self) -> list[Appointment]:
        """Whose id was put in, and which a batch may still book or would, did the name fit."""
        from app.booking.names import put_in

        lines = self._work.sheet.lines
        if lines.checked is None or not lines.checked.edits:
            return []
        return [row for row in put_in(lines.checked) if _is_open(lines, row) and _key(row) not in self._agreed]

    def _ended(self, asked: Asked) -> None:
        then, self._then = self._then, None
        if then is None:
            return
        if asked.error is not None:
            self._ask(then)
        elif not asked.left:  # else the clerk has stopped it
            self.settle(then)  # more may have been put in meanwhile

    def _failed(self, _error: AppError) -> None:
        then, self._then = self._then, None
        if then is not None:
            self._ask(then)

    def _ask(self, then: Then) -> None:
        from app.booking.names import cant_tell

        lines, rows = self._work.sheet.lines, self._rows()
        if lines.checked is None:
            return
        differing = [row for row in rows if any(one.code == "name_differs" for one in lines.problems.get(row.row, ()))]
        untold = [row for row in rows if row not in differing and cant_tell(lines.checked, row)]
        if not differing and not untold:
            then()
            return
        others = len(lines.bookable) - len(untold)
        dialog = WhoseId(self._theme, self._window, lines, differing, untold, others=others)
        dialog.no.clicked.connect(partial(self._show, frozenset(row.row for row in [*differing, *untold])))
        dialog.said_yes.connect(partial(self._without, untold, then))
        dialog.agreed.connect(partial(self._agree, untold, then))
        self._asking.ask(dialog)

    def _show(self, rows: frozenset[int]) -> None:
        self.rows_wanted.emit(rows)

    def _without(self, untold: Collection[Appointment], then: Then) -> None:
        self._work.mending.leave_out([row.row for row in untold])
        self._work.mending.when_free(then)

    def _agree(self, untold: Collection[Appointment], then: Then) -> None:
        self._agreed.update(map(_key, untold))
        then()


class WhoseId(Question):
    """`said_yes`: go on without these rows. `agreed`: of those nobody can tell, book them."""

    agreed = Signal()

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        lines: Lines,
        differing: Collection[Appointment],
        untold: Collection[Appointment],
        *,
        others: int,
    ) -> None:
        """`others`: how many rows are booked without them."""
        count = len(differing) + len(untold)
        super().__init__(theme, parent, "list-checks", "")
        self.head.setText(self.tr("Whose ID was put in? %n row(s)", "", count))
        self.setWindowTitle(self.head.text())
        listed = lines.checked.listed if lines.checked is not None else {}
        told = self.tr("Row %1: the ID put in is %2’s, but the row says “%3”.")
        cant = self.tr("Row %1: the server does not tell whether the ID put in is “%2”’s.")
        words = [fill(told, row.row, listed[row.cid].name, row.person_name) for row in differing]
        words += [fill(cant, row.row, row.person_name) for row in untold]
        more = [self.tr("and %n more, see the rows", "", count - MOST_TOLD)] if count > MOST_TOLD else []
        self.warn("problem" if differing else "warn", "\n".join([*words[:MOST_TOLD], *more]))
        if differing:
            self.say(self.tr("Rows with another person's ID are not booked until the ID or the name is fixed."))
        self.no.say(self.tr("See these rows"))
        self.yes.say(self.tr("Go on without them"))
        self.yes.setVisible(others > 0)
        self.book = Button(theme)
        if untold:
            self.book.say(self.tr("Book %n row(s) nobody can tell of", "", len(untold)))
            self.book.clicked.connect(self._agree)
            self.buttons.insertWidget(self.buttons.indexOf(self.yes), self.book)

    def _agree(self) -> None:
        self.reject()
        self.agreed.emit()


def _key(row: Appointment) -> tuple[int, str, str]:
    return row.row, row.cid, row.person_name


def _is_open(lines: Lines, row: Appointment) -> bool:
    return row.row not in lines.held and lines.checked is not None and row.row not in lines.checked.left_out


class IdWords(QObject):
    """What Start's question says of them."""

    def told(self, lines: Lines, booked: Collection[int]) -> list[str]:
        """`booked`: the file rows it is about."""
        from app.booking.names import cant_tell, put_in

        checked = lines.checked
        if checked is None or not checked.edits:
            return []
        rows = [row for row in put_in(checked) if row.row in booked]
        untold = [row.row for row in rows if cant_tell(checked, row)]
        known = self.tr(
            "%n row(s) with an ID that was put in: the target list was asked whose it is, and it fits.",
            "",
            len(rows) - len(untold),
        )
        words = fill(self.tr("Nobody can tell whose ID was put in: rows %1, you said to book them."), ranges(untold))
        return [known] * (len(rows) > len(untold)) + [words] * bool(untold)
