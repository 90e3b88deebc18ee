"""The main screen: four steps, the guide's three buttons, the table, and what is told about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabWidget, QWidget

from ui.bridge import Bridge
from ui.kit import text
from ui.kit.basic import Button, Elided, Hinted, ToolButton, column, line
from ui.kit.dropping import Dropping
from ui.kit.notice import Notice
from ui.kit.one_line import OneLine
from ui.kit.slices import in_turn
from ui.kit.text import fill
from ui.kit.theme import GAP, NARROW, Theme, scaled
from ui.kit.translated import Translated
from ui.session.under_way import Lane, What
from ui.sheet.chips import Chips
from ui.sheet.lines import Lines
from ui.sheet.mapping import MappingBar
from ui.sheet.model import TableModel
from ui.sheet.problems import ProblemList
from ui.sheet.rows import Rows
from ui.sheet.sheet import LARGE
from ui.sheet.story import RowStory
from ui.sheet.summary import Summary
from ui.targets.register_sheet import RegisterSheet
from ui.targets.registering import Registering
from ui.upload.actions import Actions
from ui.upload.asks import Asks
from ui.upload.drop_zone import DropZone
from ui.upload.folding import Folding
from ui.upload.keys import Keys
from ui.upload.name_check import NameCheck
from ui.upload.naming import Naming
from ui.upload.not_now import NotNow
from ui.upload.run_bar import RunBar
from ui.upload.running import Running
from ui.upload.seen import Seen
from ui.upload.work import Work

LOW = 520  # px; on a lower page (1366 × 768 at 125 and 150 %) what stands there is packed closer
SHORTEST = 180  # px of the table; on a low screen the page is scrolled to it
PANEL = 320  # px the side panel has at least
SEARCH = 110  # px its field has at least


class UploadScreen(Translated, Dropping):
    """Shows `work` and passes presses on. Sentences and questions are others': see `UploadPage`."""

    stepped = Signal(int, list, str)  # where the clerk stands (see `Start.step`), a note under each step, the purpose
    login_wanted = Signal()
    file_wanted = Signal()
    template_wanted = Signal()
    save_wanted = Signal()
    retry_wanted = Signal()
    start_wanted = Signal()
    same_wanted = Signal(object, str)  # file rows (none: all) that are to have one value; its field, "" to be chosen
    distribute_wanted = Signal(object)  # file rows (none: all that wait) that are to get a free hour
    hours_wanted = Signal(object)  # rows of a batch whose hour was full: the next free one
    help_wanted = Signal(str)  # a problem's code

    def __init__(self, theme: Theme, work: Work, registering: Registering, bridge: Bridge) -> None:
        super().__init__()
        self.work = work
        self.model = TableModel(self)
        self._narrow = self._low = False
        self.register = RegisterSheet(theme, work.sheet, registering)
        self.names = NameCheck(theme, Naming(work, bridge, self))
        self._build(theme)
        self._lay_out(theme)
        parts = (self.chips, self.search, self.panel, self.problems, self.story, self.names)
        self.seen = Seen(self.model, self.table, *parts)
        self.folding = Folding(work, self.mapping, self.columns)
        self.keys = Keys(self, self.search, self.table, self.bar, work)
        self.table.all_wanted.connect(self.seen.show_all)
        self.show_all.clicked.connect(self.seen.show_all)
        self.not_now = NotNow(work, self.notice, self)
        self.keys.go_round(
            lambda: (
                (self.bar, self.bar.next),
                (self.said, self.said.button),
                (self.table, self.table),
                (self.panel, self.panel.tabBar()),
                (self.runbar, self.runbar.pause),
            )
        )
        self.running = Running(work, self.runbar, self.follow, self.table, self.model, self._refresh)
        self.running.began.connect(self.seen.show_all)  # else a batch books rows that nobody sees
        self._wire()
        self.retranslate()
        self.show_lines()

    # --- making ---

    def _build(self, theme: Theme) -> None:
        self.bar = Actions(theme)
        self.login, self.load, self.start = self.bar.login, self.bar.load, self.bar.start
        self.retry, self.save = self.bar.retry, self.bar.save
        self.follow = Button(theme, "chevrons-right", "flat")
        self.panel_button = ToolButton(theme, "panel-right", "F4")
        self.columns = ToolButton(theme, "columns-3")
        self.search = Hinted()
        self.search.setClearButtonEnabled(True)
        theme.scales(self.search.setMaximumWidth, 300)
        theme.scales(self.search.setMinimumWidth, SEARCH)
        self.notice = Notice(theme)
        self.asks = Asks(theme, self.work)
        self.asks.setParent(self)
        self.said = OneLine(theme)
        self.mapping = MappingBar(theme)
        self.chips = Chips(theme)
        self.table = Rows(theme, self.model)
        self.runbar = RunBar(theme)
        self.empty = DropZone(theme)
        self.summary = Summary(theme)
        self.problems = ProblemList(theme)
        self.story = RowStory(theme)
        self.show_all = Button(theme, "x", "flat")
        self.show_all.hide()
        self.shown = Elided()
        self.shown.setProperty("kind", "muted")

    def _lay_out(self, theme: Theme) -> None:
        self.table.setMinimumHeight(SHORTEST)
        self.panel = QTabWidget()
        for page in (self.summary, self.problems, self.story):
            self.panel.addTab(page, "")
        theme.scales(self.panel.setMinimumWidth, PANEL)
        beside = QWidget()
        tools = line(beside, gap=GAP // 2)
        tools.addWidget(self.search, 3)
        tools.addWidget(self.shown)
        tools.addWidget(self.show_all)
        tools.addStretch(1)
        for part in (self.follow, self.names.button, self.mapping.sheet, self.columns, self.panel_button):
            tools.addWidget(part)
        self.chips.add_beside(beside, 1)
        self.split = QSplitter()
        self.split.addWidget(self.table)
        self.split.addWidget(self.panel)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([920, PANEL])
        self.split.setChildrenCollapsible(False)
        rows = QWidget()
        table = column(rows, gap=GAP)
        table.addWidget(self.chips)
        table.addWidget(self.mapping)
        table.addWidget(self.split, 1)
        self.middle = QStackedWidget()
        self.middle.addWidget(self.empty)
        self.middle.addWidget(rows)
        # what went wrong first, then what holds all, then what must be answered before Start or was asked for
        self.said.add(self.register, lambda: 35 if self.register.speaks else 10, self.register.notice)
        self.said.add(self.notice, lambda: 40 if self.notice.tone == "bad" or self.work.run.paused else 20)
        self.said.add(self.names, lambda: 39, self.names.notice)
        for notice in self.asks.notices:
            self.said.add(notice, partial(self.asks.weight, notice))
        self.notice.renewed.connect(self.said.choose_anew)
        layout = column(self, gap=GAP)
        layout.setContentsMargins(2 * GAP, GAP, 2 * GAP, GAP)
        layout.addWidget(self.bar)
        layout.addWidget(self.said)
        layout.addWidget(self.middle, 1)
        self._layouts = (layout, table)

    def _wire(self) -> None:
        self.login.clicked.connect(self.login_wanted)
        for button in (self.load, self.empty.load):
            button.clicked.connect(self.file_wanted)
        for button in (self.bar.template, self.empty.template):
            button.clicked.connect(self.template_wanted)
        self.empty.sample.clicked.connect(self.work.sheet.load_sample)
        self.hovered.connect(self.empty.set_hot)
        self.start.clicked.connect(self.start_wanted)
        self.save.clicked.connect(self.save_wanted)
        self.retry.clicked.connect(self.retry_wanted)
        self.panel_button.clicked.connect(lambda: self.panel.setVisible(not self.panel.isVisible()))
        self.table.chosen.connect(self._row_chosen)
        self.model.counted.connect(self._counted)
        self.model.layoutChanged.connect(self._show_count)
        for part in (self.work.under_way, self.work.mending, self.work.run):
            part.changed.connect(self.show_state)
        self.work.batches.entry.connect(self.story.show_entry)
        self._wire_mending()
        self.work.sheet.loaded.connect(self.show_lines)
        self.work.sheet.mended.connect(self.show_mended)
        self.work.run.outcomes.connect(self.register.show_state)
        self.register.retry_wanted.connect(self.retry_wanted)
        reasons = self.summary.reasons
        reasons.show_wanted.connect(self.seen.show_rows)
        reasons.register_wanted.connect(self.register.begin)
        reasons.mend_wanted.connect(self.work.unbooked.open_all)
        reasons.hours_wanted.connect(self.hours_wanted)

    def _wire_mending(self) -> None:
        work = self.work
        self.asks.aside_wanted.connect(self.seen.show_aside)
        self.asks.rows_wanted.connect(self.seen.show_rows)
        work.known.changed.connect(self.model.retranslate)
        self.mapping.chosen.connect(work.layout.take_columns)
        self.mapping.sheet_chosen.connect(work.sheet.take_sheet)
        self.mapping.distribute_wanted.connect(lambda: self.distribute_wanted.emit(()))
        self.mapping.same_wanted.connect(lambda field: self.same_wanted.emit((), field))
        self.problems.fix_wanted.connect(work.mending.fix)
        self.problems.leave_out_wanted.connect(work.mending.leave_out)
        self.problems.aside.take_in_wanted.connect(work.mending.take_in_reason)
        for part in (self.problems, self.table.menus):
            part.undo_wanted.connect(work.mending.take_back)
            part.redo_wanted.connect(work.mending.do_again)
            part.same_wanted.connect(self.same_wanted)
            part.distribute_wanted.connect(self.distribute_wanted)
        self.table.cells.wanted.connect(work.mending.mend)
        work.mending.typed_wanted.connect(self.table.cells.take_typed)
        work.mending.failed.connect(self.model.forget_typed)
        self.problems.mend_failed_wanted.connect(work.unbooked.open)
        work.unbooked.opened.connect(self.seen.show_to_mend)
        for left in (self.story.mended, self.story.fixed, self.story.left_out):  # its page is made anew
            left.connect(lambda *_: self.table.setFocus())
        self.story.mended.connect(work.mending.mend_cell)
        self.story.fixed.connect(lambda problem: work.mending.fix([problem]))
        self.story.left_out.connect(lambda row, out: (work.mending.leave_out if out else work.mending.take_in)([row]))
        self.model.edited.connect(work.mending.mend_cell)
        self.table.fix_wanted.connect(work.mending.fix_rows)
        self.table.leave_out_wanted.connect(work.mending.leave_out)
        self.table.take_in_wanted.connect(work.mending.take_in)
        for told in (self.problems, self.story):
            told.help_wanted.connect(self.help_wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow page is the table's alone until the side panel is wanted; on a low one all is packed closer."""
        low = event.size().height() < LOW
        if low != self._low:
            self._low = low
            for pack in (self.table.pack, self.said.pack):
                pack(low)
            gap = GAP // 2 if low else GAP
            for layout in self._layouts:
                layout.setSpacing(gap)
        narrow = event.size().width() < scaled(NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            self.panel.setHidden(narrow)
        super().resizeEvent(event)

    def retranslate(self) -> None:
        self.follow.say(self.tr("Follow the running row"))
        self.show_all.say(self.tr("Show all"), self.tr("No row is hidden any more"))
        self.columns.name(self.tr("Show or hide which column is read as what"))
        self.panel_button.name(self.tr("Show or hide the side panel"))
        hint = self.tr("Search name, ID or row")
        self.search.set_hints(hint, self.tr("Search"))
        self.search.setAccessibleName(hint)
        self.search.setToolTip(text.tip(f"{hint} (Ctrl+F)"))
        self._name_tabs()
        self._show_count()
        self.show_state()

    def _name_tabs(self) -> None:
        found = self.problems.found()
        problems = self.tr("Problems")
        names = (self.tr("Overview"), f"{problems} ({text.number(found)})" if found else problems, self.tr("Row"))
        for place, name in enumerate(names):
            self.panel.setTabText(place, name)

    # --- showing what stands ---

    def show_lines(self) -> None:
        """Other rows: a new sheet, a batch from the history, or none."""
        lines = self.work.sheet.lines
        self.search.clear()
        self.chips.choose("")
        self.model.show_lines(lines)
        self.table.scrollToTop()
        self.folding.show_sheet()
        self.story.show_row(lines, None, can_decide=False)
        self.middle.setCurrentIndex(1 if len(lines) else 0)
        self.said.reserve(bool(len(lines)))
        self.panel.setCurrentWidget(self.problems if lines.has_work else self.summary)
        self._show_beside(lines, lambda: self.start.isEnabled() and self.start.setFocus())

    def show_mended(self) -> None:
        """The same sheet with other cells: what the clerk looks at stays where it is."""
        lines = self.work.sheet.lines
        shown = self.model.lines
        if lines.shared != shown.shared or (lines.checked and lines.checked.columns) != self.folding.columns:
            self.folding.show_columns()
        self.model.show_mended(lines)
        self._show_beside(lines, lambda: self._row_chosen(self.story.place))

    def _show_beside(self, lines: Lines, last: Callable[[], object]) -> None:
        """What stands beside the rows, piece by piece; nothing more of it once other rows are shown."""

        def show(piece: Callable[[], object]) -> None:
            if self.work.sheet.lines is lines:
                piece()

        pieces = (
            lambda: self.problems.show_lines(lines),
            lambda: self.summary.show_lines(lines),
            self._name_tabs,
            self.show_state,
            last,
        )
        in_turn(len(lines) > LARGE, *(partial(show, piece) for piece in pieces))

    def show_state(self) -> None:
        """Which buttons make sense, and which one is the next."""
        work = self.work
        self.stepped.emit(work.start.step, self._notes(), work.sheet.lines.purpose)
        self.bar.show_state(work)
        self.empty.sample.setVisible(work.session.server is not None and work.session.server.practice)
        self.folding.show_state()
        self.model.can_edit = work.mending.can_mend
        if self.story.place is not None and self.story.can_decide != self.work.can_decide:
            self._row_chosen(self.story.place)  # chosen while it ran, or before
        steps = len(work.mending.steps_back), len(work.mending.steps_on)
        self.problems.show_state(work.mending.can_mend, steps, work.unbooked.possible)
        self.table.menus.steps = steps
        self.summary.show_state(
            runs=work.run.running, can_register=self.register.possible, can_mend=work.unbooked.all_possible
        )
        self.running.show_state()

    def _notes(self) -> list[str]:
        work = self.work
        account = work.session.account
        signed_in = f"{account.facility} · {account.user}" if account else ""
        file = work.sheet.path.name if work.sheet.path and len(work.sheet.lines) else ""
        if work.under_way.what(Lane.SHEET) is What.LOADING:
            file = self.tr("Reading…")
        ready = work.sheet.lines.group("ready")
        checked = self.tr("%n row(s) ready", "", ready) if len(work.sheet.lines) and work.sheet.batch is None else ""
        is_batch = work.sheet.batch is not None or bool(work.sheet.lines.batches)
        booked = self.tr("%n row(s) booked", "", work.sheet.lines.group("booked")) if is_batch else ""
        return [signed_in, file, checked, booked]

    def _show_count(self) -> None:
        shown, total = self.model.rowCount(), len(self.model.lines)
        words = fill(self.tr("%1 of %2 rows shown"), text.number(shown), text.number(total))
        self.shown.set_words(words if shown != total else "")
        self.shown.setVisible(shown != total)
        self.show_all.setVisible(shown != total)

    def _row_chosen(self, place: int | None) -> None:
        work = self.work
        server = work.session.server.url if work.session.server else ""
        lines = work.sheet.lines
        here = place is not None and place < len(lines) and lines.may_mend(lines.numbers[place])
        can_mend = work.mending.can_mend and here
        self.story.show_row(lines, place, can_decide=work.can_decide, can_mend=can_mend, server=server)
        self._ask_entry(place)

    def _ask_entry(self, place: int | None) -> None:
        """All the journal holds of a row; of a large or running batch only what its outcome tells."""
        lines = self.work.sheet.lines
        if place is None or place >= len(lines) or not self.work.idle or len(lines) > LARGE:
            return  # another sheet may be shorter
        batch = lines.held.get(lines.numbers[place], lines.batch)
        if batch is not None:
            self.work.batches.ask_entry(batch, lines.numbers[place])

    def _counted(self) -> None:
        self.chips.show_counts(self.model.lines)
        self._show_count()

    def _refresh(self) -> None:
        """Now and then while a batch runs, and at its end."""
        self.stepped.emit(self.work.start.step, self._notes(), self.work.sheet.lines.purpose)
        if self.panel.currentWidget() is self.summary:
            self.summary.show_lines(self.work.sheet.lines)

    def takes_files(self) -> bool:
        return self.work.idle
