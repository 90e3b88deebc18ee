"""Which column of the sheet is taken for what: a bar above the table, each entry a pick list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.values import masked_where_id
from ui.kit import text
from ui.kit.basic import Button, Picture, label, line
from ui.kit.text import fill
from ui.kit.theme import GAP, Theme
from ui.kit.translated import Translated
from ui.sheet.lines import cell_words
from ui.sheet.problem_groups import SHARED
from ui.sheet.same import DISTRIBUTED

if TYPE_CHECKING:
    from app.sheets.files import RawSheet, SheetInfo

SHOWN = ("cid", "appointment_date", "appointment_time", "dose", "person_name")  # the others are behind the last button
NAME_PARTS = ("prefix", "first_name", "last_name")
NEEDED = ("cid", "appointment_date", "appointment_time")
LONGEST = 14  # letters of a header in the bar
SAMPLES = 2


def letter(column: int) -> str:
    from app.sheets.columns import letter as of

    return of(column)


def spot(raw: RawSheet, column: int) -> str:
    from app.sheets.columns import spot as of

    return of(raw, column)


def short(words: str, longest: int = LONGEST) -> str:
    return words if len(words) <= longest else words[: longest - 1] + "…"


def samples(raw: RawSheet, column: int, count: int = SAMPLES) -> list[str]:
    """The first filled cells of a column; ids masked."""
    found: list[str] = []
    for row in raw.rows[:200]:
        words = cell_words(row[column]) if column < len(row) else ""
        if words:
            found.append(masked_where_id(words))
        if len(found) == count:
            break
    return found


def column_words(raw: RawSheet, column: int) -> str:
    """B · CID · 1-xxxx-xxxx0-00-0"""
    parts = [
        spot(raw, column),
        short(raw.headers[column], 30),
        *(short(words, 24) for words in samples(raw, column, 1)),
    ]
    return "  ·  ".join(part for part in parts if part)


def choices(raw: RawSheet) -> list[int]:
    """The columns worth offering: those with a header or with content."""
    return [place for place, header in enumerate(raw.headers) if header or samples(raw, place, 1)]


class Taken(Button):
    """One field and the column it is read from; pressing it opens the list of columns."""

    picked = Signal(str, int)  # field, column; -1 = none
    same_wanted = Signal(str)  # field
    distribute_wanted = Signal()

    def __init__(self, theme: Theme, field: str) -> None:
        super().__init__(theme, kind="pick")
        self.field = field
        self._raw: RawSheet | None = None
        self._column = -1
        self.clicked.connect(self._open)

    def show_column(self, raw: RawSheet, column: int, shared: tuple[object, int] | None = None) -> None:
        """`shared`: the value of the rows, and of how many, where there is no column."""
        self._raw, self._column = raw, column
        word = text.field_word(self.field)
        if column < 0 and shared is not None:
            value, rows = cell_words(shared[0]), shared[1]
            if rows == len(raw.rows):
                self.say(fill(self.tr("%1: %2 in all rows"), word, value))
            else:
                self.say(fill(self.tr("%1: %2 in %3 rows"), word, value, text.number(rows)))
            return
        if column < 0 and self.field == "dose":
            tip = self.tr("The sheet has no column for the dose. A booking itself carries none.")
            self.say(fill(self.tr("%1: no column, taken as 1"), word), tip)
            return
        if column < 0:
            self.say(fill(self.tr("%1: none"), word))
            return
        header = raw.headers[column] or self.tr("no heading")
        shown = "" if header == word else short(header)
        self.say(
            f"{word} ← {spot(raw, column)} {shown}".rstrip(),
            fill(
                self.tr("%1 is read from column %2 “%3”. Press to choose another column."),
                word,
                spot(raw, column),
                header,
            ),
        )

    def show_joined(self, raw: RawSheet, columns: Sequence[int]) -> None:
        """The field stands in several columns, a part in each."""
        letters = "+".join(spot(raw, column) for column in columns)
        tip = self.tr("%1 is joined from the columns %2. Press to choose one column instead.")
        word = text.field_word(self.field)
        self.say(f"{word} ← {letters}", fill(tip, word, letters))

    def menu_of_columns(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        assert self._raw is not None
        entries = [(column, column_words(self._raw, column)) for column in choices(self._raw)]
        if self.field not in NEEDED:
            entries.append((-1, self.tr("No column")))
        for column, words in entries:
            action = QAction(text.literal(words), menu)
            action.setCheckable(True)
            action.setChecked(column == self._column)
            action.setData(column)
            action.triggered.connect(self._chosen)
            group.addAction(action)
            menu.addAction(action)
        if self.field in SHARED:
            menu.addSeparator()
            menu.addAction(self.tr("The same for all rows…")).triggered.connect(self._want_same)
        if self.field in DISTRIBUTED and self._column < 0:
            menu.addAction(self.tr("Distribute over free hours…")).triggered.connect(self.distribute_wanted)
        return menu

    def _want_same(self) -> None:
        self.same_wanted.emit(self.field)

    def _open(self) -> None:
        menu = self.menu_of_columns()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _chosen(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        if action.data() != self._column:
            self.picked.emit(self.field, action.data())


class MappingBar(Translated, QWidget):
    """`chosen`: field -> column, as the clerk wants it. `sheet_chosen`: another sheet of the same file."""

    chosen = Signal(dict)
    sheet_chosen = Signal(str)
    all_wanted = Signal()
    distribute_wanted = Signal()  # its rows are to get free hours
    same_wanted = Signal(str)  # a field that is to have one value in all rows

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._columns: Mapping[str, int] = {}
        self._raw: RawSheet | None = None
        self._sheets: Sequence[SheetInfo] = ()
        self._shared: Mapping[str, tuple[object, int]] = {}
        self.title = label("muted")
        self.sheet = Button(theme, kind="pick")
        self.fields = {field: Taken(theme, field) for field in SHOWN}
        self.all = Button(theme, "columns-3", "flat")
        layout = line(self, gap=GAP // 2)
        layout.addWidget(Picture(theme, "columns-3", "muted", 18))
        layout.addWidget(self.title)
        for button in self.fields.values():
            button.picked.connect(self._picked)
            button.same_wanted.connect(self.same_wanted)
            button.distribute_wanted.connect(self.distribute_wanted)
            layout.addWidget(button)
        layout.addWidget(self.all)
        layout.addStretch(1)
        self.sheet.clicked.connect(self._open_sheets)
        self.all.clicked.connect(self.all_wanted)
        self.hide()

    def show_mapping(
        self,
        raw: RawSheet,
        columns: Mapping[str, int],
        sheets: Sequence[SheetInfo],
        shared: Mapping[str, tuple[object, int]] | None = None,
    ) -> None:
        """`shared`: field -> the value that most rows share, and how many, of fields without a column."""
        self._raw, self._columns, self._sheets, self._shared = raw, columns, sheets, shared or {}
        self.retranslate()

    @property
    def several(self) -> bool:
        """The file has other sheets: `sheet`, which has its place among the tools of the table, leads to them."""
        return len(self._sheets) > 1

    @property
    def certain(self) -> bool:
        """Each of the fields is read from a column that says what it is."""
        named = {field for field, column in self._columns.items() if self._raw and self._raw.headers[column]}
        whole = named | ({"person_name"} if named & {*NAME_PARTS} else set())
        return whole.issuperset(SHOWN)

    def retranslate(self) -> None:
        if self._raw is None:
            return
        self.title.setText(self.tr("Columns"))
        for field, button in self.fields.items():
            button.show_column(self._raw, self._columns.get(field, -1), self._shared.get(field))
        joined = [self._columns[part] for part in NAME_PARTS if part in self._columns]
        if "person_name" not in self._columns and joined:
            self.fields["person_name"].show_joined(self._raw, joined)
        self.sheet.say(fill(self.tr("Sheet: %1"), short(self._raw.sheet)), self.tr("Choose another sheet of this file"))
        self.all.say(self.tr("All columns…"), self.tr("See and change all columns at once"))
        self._fit()

    def resizeEvent(self, event: QEvent) -> None:
        self._fit()
        super().resizeEvent(event)  # type: ignore[arg-type]

    def _fit(self) -> None:
        """What has no room is behind the last button: first the name goes, then the dose, at last the others."""
        room = self.width() - 30 - self.title.sizeHint().width() - self.all.sizeHint().width() - 4 * GAP
        for button in self.fields.values():
            room -= button.sizeHint().width() + GAP // 2
            button.setVisible(room >= 0)

    def minimumSizeHint(self):  # type: ignore[no-untyped-def]
        """Narrower than all its buttons: some of them hide."""
        hint = super().minimumSizeHint()
        hint.setWidth(200)
        return hint

    def _picked(self, field: str, column: int) -> None:
        columns = {name: place for name, place in self._columns.items() if name != field}
        if column >= 0:
            columns = {name: place for name, place in columns.items() if place != column or _share(name, field)}
            columns[field] = column
        if all(name in columns or name in self._shared for name in NEEDED):
            self.chosen.emit(columns)
        else:  # one column can't be two things: say both
            self.all_wanted.emit()

    def menu_of_sheets(self) -> QMenu:
        menu = QMenu(self)
        for info in self._sheets:
            action = QAction(text.literal(SheetLine().words(info)), menu)
            action.setCheckable(True)
            action.setChecked(self._raw is not None and info.name == self._raw.sheet)
            action.setData(info.name)
            action.triggered.connect(self._sheet_picked)
            menu.addAction(action)
        return menu

    def _open_sheets(self) -> None:
        menu = self.menu_of_sheets()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.sheet.mapToGlobal(self.sheet.rect().bottomLeft()))

    def _sheet_picked(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        if self._raw is None or action.data() != self._raw.sheet:
            self.sheet_chosen.emit(action.data())


class SheetLine(QObject):
    """A sheet of a workbook in a line."""

    def words(self, info: SheetInfo) -> str:
        """January  ·  120 rows"""
        rows = self.tr("%n row(s)", "", info.rows)
        hidden = [self.tr("hidden sheet")] if info.hidden else []
        shared = [self.tr("%n also on another sheet", "", info.shared)] if info.shared else []
        return "  ·  ".join([info.name, rows, *hidden, *shared])


def _share(name: str, other: str) -> bool:
    """A day and a time may stand in one cell; nothing else may share a column."""
    return {name, other} == {"appointment_date", "appointment_time"}
