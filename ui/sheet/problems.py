"""What is wrong in the sheet as the clerk's work list: a line a kind, with how many and the first of them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QScrollArea, QSizePolicy, QWidget

from app.domain.values import Severity
from app.wording import remedies
from ui.kit import text
from ui.kit.basic import Button, column, label
from ui.kit.flow_layout import FlowLayout
from ui.kit.text import breakable, fill
from ui.kit.theme import GAP, Theme, Tone, font, icons
from ui.kit.translated import Translated
from ui.sheet.columns import change_words, sentence, told_once
from ui.sheet.lines import Lines
from ui.sheet.problem_groups import SHARED, ProblemGroup
from ui.sheet.reasons import ANOTHER_HOUR
from ui.sheet.set_aside import AsideList
from ui.sheet.status import PROBLEM

TONES = {Severity.ERROR: "problem", Severity.WARNING: "warn", Severity.INFO: "info"}
ONE_BY_ONE = ("name_differs",)  # codes whose mend is said of each row by itself: "yes, it is this person"
MOST_WORDS = 12  # of these cells that are quoted; pressing the card shows all the rows
SETTLED = 150  # ms until wrapped words have their height
LACKS_HOUR = ("date_missing", "time_missing")
ICONS = {Severity.ERROR: "triangle-alert", Severity.WARNING: "circle-alert", Severity.INFO: "info"}


class GroupButton(QPushButton):
    """One kind; pressing it shows its rows alone."""

    def __init__(self, theme: Theme, group: ProblemGroup) -> None:
        super().__init__()
        self._theme = theme
        self._group = group
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)  # a button's own height is fixed
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def show_group(self, group: ProblemGroup) -> None:
        self._group = group
        self.retranslate()
        self.update()

    def retranslate(self) -> None:
        first = self._group.first
        rows = self.tr("%n row(s)", "", len(self._group.rows))
        self.title = f"{text.field_word(first.column)}  ·  {rows}"
        self.sample = told_once(self._group.problems) if self._group.is_one_thing else sentence(first)
        if len(said := self._group.words) > 1:
            words = ", ".join(f"“{word}”" for word in said[:MOST_WORDS]) + (" …" if len(said) > MOST_WORDS else "")
            self.sample += "\n" + fill(self.tr("What stands in these rows: %1"), words)
        self.setAccessibleName(f"{self.title}: {self.sample}")
        self.updateGeometry()

    def _text_height(self, width: int) -> int:
        letters = QFontMetrics(font())  # of the words, which are lighter than a button's
        return letters.boundingRect(
            0, 0, max(80, width - 60), 2000, Qt.TextFlag.TextWordWrap, breakable(self.sample)
        ).height()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.fontMetrics().height() + self._text_height(width) + 26

    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(max(300, self.width())))

    def minimumSizeHint(self) -> QSize:
        """Narrower than it would like: beside a scroll bar there is less room."""
        return QSize(200, 2 * self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        severity = self._group.first.severity
        tone: Tone = getattr(colours, TONES[severity])
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self.isChecked() or self.hasFocus()
        painter.setPen(QPen(QColor(colours.focus if strong else colours.line), 2 if strong else 1))
        painter.setBrush(QColor(colours.selection.ground if self.isChecked() else colours.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.drawPixmap(14, 14, icons(ICONS[severity], tone.ink, 20, self.devicePixelRatioF()))
        painter.setPen(QColor(tone.ink))
        painter.setFont(font(weight=QFont.Weight.DemiBold))
        height = painter.fontMetrics().height()
        painter.drawText(
            QRectF(46, 11, self.width() - 58, height),
            Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip,
            self.title,
        )
        painter.setFont(font())
        painter.setPen(QColor(colours.text))
        box = QRectF(46, 13 + height, self.width() - 60, self.height() - height - 20)
        painter.drawText(box, Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextDontClip, breakable(self.sample))
        painter.end()


class Card(QWidget):
    """A kind of problem and what can be done about all its rows at once. Another one takes its place after a mend."""

    def __init__(self, theme: Theme, group: ProblemGroup) -> None:
        super().__init__()
        self.group = group
        self.show_rows = GroupButton(theme, group)
        self.fix = Button(theme, "wrench")
        self.give = Button(theme, "list-checks")
        self.distribute = Button(theme, "calendar-days")
        self.leave_out = Button(theme, "ban", "flat")
        self.how = Button(theme, "circle-question-mark", "flat")
        self._tools = QWidget()
        tools = FlowLayout(self._tools, gap=GAP // 2)
        self.buttons = (self.fix, self.give, self.distribute, self.leave_out, self.how)
        for button in self.buttons:
            tools.addWidget(button)
        layout = column(self, gap=GAP // 2)
        layout.addWidget(self.show_rows)
        layout.addWidget(self._tools)
        self.retranslate()

    def show_group(self, group: ProblemGroup) -> None:
        self.group = group
        self.show_rows.show_group(group)
        self.retranslate()

    def retranslate(self) -> None:
        self.show_rows.retranslate()
        count = len(self.group.fixes)
        code, is_dose = self.group.first.code, self.group.first.column == "dose"
        if is_dose and code in ("dose_missing", "dose_unreadable", "cell_error", "cell_no_value"):
            words, tip = self.tr("Dose 1 for all %n row(s)", "", count), self.tr("A booking itself carries no dose")
        else:
            words, tip = change_words(self.group.fixes), self.tr("The file itself stays as it is")
        self.fix.say(words, tip)
        rows = len(self.group.rows)
        self.give.say(self.tr("The same for %n row(s)…", "", rows) if rows > 1 else self.tr("Put in a value…"))
        self.distribute.say(
            self.tr("Distribute over free hours…"), self.tr("Propose one of the free hours for each of them")
        )
        self.leave_out.say(self.tr("Leave out"), self.tr("Do not book %n row(s)", "", len(self.group.rows)))
        self.how.say(self.tr("How to fix"), self.tr("The help's page about this problem"))

    def allow(self, can_mend: bool) -> None:
        is_remark = self.group.first.severity is Severity.INFO
        in_one = self.group.first.code not in ONE_BY_ONE
        self.fix.setVisible(bool(self.group.fixes) and can_mend and not is_remark and in_one)
        is_error = self.group.first.severity is Severity.ERROR
        gives = is_error or self.group.first.code in ANOTHER_HOUR
        self.give.setVisible(can_mend and gives and self.group.first.column in SHARED)
        self.distribute.setVisible(can_mend and self.group.first.code in LACKS_HOUR)
        self.leave_out.setVisible(can_mend and not is_remark)
        self.how.setVisible(self.group.first.code in remedies.codes())


class ProblemList(Translated, QScrollArea):
    """`chosen`: the file rows of a kind and its field, or None for all rows. The others: what the clerk wants done."""

    chosen = Signal(object, str)
    fix_wanted = Signal(object)  # Problems
    leave_out_wanted = Signal(object)  # file rows
    same_wanted = Signal(object, str)  # file rows that are to have one value, and of which field
    distribute_wanted = Signal(object)  # file rows that are to get a free hour
    undo_wanted = Signal()
    redo_wanted = Signal()
    save_wanted = Signal()
    mend_failed_wanted = Signal()
    help_wanted = Signal(str)  # a problem's code

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines = Lines()
        self._can_mend, self._steps, self._failed = False, (0, 0), False
        self.items: list[Card] = []
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLED)
        self._settling.timeout.connect(self._go_there)
        self._sought = ""  # the code of the kind that is to be in sight; "": what is set aside
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.undo, self.redo = Button(theme, "undo-2"), Button(theme, "redo-2", "flat")
        self.save = Button(theme, "save")
        self.mend_failed = Button(theme, "pencil")
        self.mend_failed.clicked.connect(self.mend_failed_wanted)
        self.undo.clicked.connect(self.undo_wanted)
        self.redo.clicked.connect(self.redo_wanted)
        self.save.clicked.connect(self.save_wanted)
        page = QWidget()
        page.setProperty("kind", "page")
        self._layout = column(page, margin=GAP, gap=GAP)
        self._told = label("", wrap=True)
        self._layout.addWidget(self._told)
        tools = FlowLayout(gap=GAP)
        for button in (self.mend_failed, self.undo, self.redo, self.save):
            tools.addWidget(button)
        self._layout.addLayout(tools)
        self._empty = label("muted", wrap=True)
        self._notes = label("muted", wrap=True)
        self.aside = AsideList(theme)
        self.aside.show_wanted.connect(self._show_aside)
        self._layout.addWidget(self._empty)
        self._layout.addWidget(self.aside)
        self._layout.addWidget(self._notes)
        self._layout.addStretch(1)
        self.setWidget(page)
        self.retranslate()

    def retranslate(self) -> None:
        self._say_empty()
        self.save.say(
            self.tr("Save problem rows"), self.tr("A workbook of the rows with problems; fixed, it loads again")
        )
        self.undo.say(self.tr("Undo"), self.tr("Take back the last fix (Ctrl+Z)"))
        self.redo.say(self.tr("Redo"), self.tr("Do again what was taken back (Ctrl+Y)"))
        self.mend_failed.say(
            self.tr("Fix the rows that failed"),
            self.tr("Show these rows alone, to be fixed and booked anew"),
        )
        self._say_failed()
        self._notes.setText(self._note_words())
        self.aside.retranslate()
        for item in self.items:
            item.retranslate()

    def _say_empty(self) -> None:
        words = self.tr("No problems in what the sheet's cells say.")
        aside = self.tr("No problems: every row but those set aside can be booked.")
        self._empty.setText(aside if self._lines.aside else words)

    def _note_words(self) -> str:
        """What of the file is not in the table."""
        checked = self._lines.checked
        if checked is None:
            return ""
        raw, told = checked.sheet, []
        if raw.hidden_columns:
            told.append(fill(self.tr("Hidden columns: %1"), ", ".join(raw.hidden_columns)))
        if raw.hidden_sheets:
            told.append(fill(self.tr("Hidden sheets, not read: %1"), ", ".join(raw.hidden_sheets)))
        if count := self._mended_cells():
            told.append(self.tr("%n cell(s) fixed here; the file itself stays as it is.", "", count))
        return "\n".join(told)

    def _mended_cells(self) -> int:
        """Of rows that are set aside none was put in by the clerk: a value for all rows says nothing of them."""
        edits, aside = self._lines.checked.edits if self._lines.checked is not None else {}, self._lines.aside
        return sum(row not in aside for row, _ in edits) if aside else len(edits)

    def show_lines(self, lines: Lines) -> None:
        """The groups of another sheet, or of the same after a mend: what was pressed stays pressed."""
        pressed = next((item.group.key for item in self.items if item.show_rows.isChecked()), None)
        has = self.focusWidget() or self
        focused = next((spot for spot, item in enumerate(self.items) if item.isAncestorOf(has)), -1)
        key = self.items[focused].group.key if focused >= 0 else None
        same = lines.checked is not None and self._lines.checked is not None
        same = same and lines.checked.sheet is self._lines.checked.sheet  # type: ignore[union-attr]
        self._lines = lines
        for item in self.items[len(lines.problem_groups) :]:
            item.hide()
            item.deleteLater()
        self.items = self.items[: len(lines.problem_groups)]
        for place, group in enumerate(lines.problem_groups):
            if place < len(self.items):
                self.items[place].show_group(group)
            else:
                self.items.append(self._make_card(group, place))
            self.items[place].show_rows.setChecked(same and group.key == pressed)
        if same and focused >= 0 and self.items:
            keys = [item.group.key for item in self.items]
            spot = keys.index(key) if key in keys else focused  # the next one has taken the place of what is mended
            self.items[min(spot, len(keys) - 1)].show_rows.setFocus()
        self.aside.show_lines(lines)
        self._say_empty()
        self._notes.setText(self._note_words())
        self._notes.setVisible(bool(self._notes.text()))
        self.show_state(self._can_mend, self._steps, self._failed)

    def _make_card(self, group: ProblemGroup, place: int) -> Card:
        made = Card(self._theme, group)
        made.show_rows.clicked.connect(self._clicked)
        made.fix.clicked.connect(self._fix)
        made.give.clicked.connect(self._give)
        made.distribute.clicked.connect(self._distribute)
        made.leave_out.clicked.connect(self._leave_out)
        made.how.clicked.connect(self._how)
        self._layout.insertWidget(place + 2, made)
        return made

    def show_state(self, can_mend: bool, steps: tuple[int, int], can_mend_failed: bool) -> None:
        """`steps`: how many mends can be taken back, and done again; `can_mend_failed`: a batch ended and left rows to
        be mended."""
        self._can_mend, self._steps, self._failed = can_mend, steps, can_mend_failed
        self.aside.allow(can_mend)
        for item in self.items:
            item.allow(can_mend and any(map(self._lines.may_mend, item.group.rows)))
        self.mend_failed.setVisible(can_mend_failed)
        self._say_failed()
        self._empty.setVisible(not self.items and not self._told.text())
        self.undo.setVisible(can_mend and steps[0] > 0)
        self.redo.setVisible(can_mend and steps[1] > 0)
        self.save.setVisible(any(item.group.first.severity is Severity.ERROR for item in self.items))

    def _say_failed(self) -> None:
        """What the rows of a batch were not booked for, or that these are such rows."""
        words = ""
        if self._failed:
            words = self.tr(
                "%n row(s) were not booked. Fix them here, then book them anew.", "", len(self._lines.to_mend)
            )
        elif self._lines.batches:
            words = self.tr("Start books only what is not booked yet. What is booked or in doubt stays as it is.")
        self._told.setText(words)
        self._told.setVisible(bool(words))

    def show_top(self) -> None:
        self._settling.stop()
        self.verticalScrollBar().setValue(0)

    def show_aside(self) -> None:
        self._show("")

    def show_kind(self, code: str) -> None:
        self._show(code)

    def _show(self, sought: str) -> None:
        """Scroll to it, and there once more when the wrapped words above it have their height."""
        self._sought = sought
        QTimer.singleShot(0, self._go_there)
        self._settling.start()

    def _go_there(self) -> None:
        found = (item for item in self.items if item.group.first.code == self._sought)
        self.verticalScrollBar().setValue(next(found, self.aside).y())

    def found(self) -> int:
        """Rows that need the clerk: a mere note is no problem."""
        return self._lines.counts[PROBLEM] + self._lines.refused_before

    def let_go(self) -> None:
        for item in self.items:
            item.show_rows.setChecked(False)

    def _card(self) -> Card:
        sender = self.sender()
        return next(item for item in self.items if sender is item.show_rows or sender in item.buttons)

    def _clicked(self) -> None:
        card = self._card()
        for item in self.items:
            if item is not card:
                item.show_rows.setChecked(False)
        rows = frozenset(card.group.rows) if card.show_rows.isChecked() else None
        self.chosen.emit(rows, card.group.first.column)

    def _show_aside(self, rows: frozenset[int]) -> None:
        self.let_go()
        self.chosen.emit(rows, "")

    def _fix(self) -> None:
        self.fix_wanted.emit(self._card().group.fixes)

    def _give(self) -> None:
        group = self._card().group
        self.same_wanted.emit(group.rows, group.first.column)

    def _distribute(self) -> None:
        self.distribute_wanted.emit(self._card().group.rows)

    def _leave_out(self) -> None:
        self.leave_out_wanted.emit(self._card().group.rows)

    def _how(self) -> None:
        self.help_wanted.emit(self._card().group.first.code)
