"""The main screen: four steps, the guide's three buttons, the table, and what is told about it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QSplitter, QStackedWidget, QTabWidget, QWidget

from app.domain import State
from ui import text
from ui.table import TableModel
from ui.text import PROBLEM
from ui.theme import GAP, Theme
from ui.widgets.basic import Button, ToolButton, column, label, line
from ui.widgets.chips import Chips
from ui.widgets.empty import DropZone
from ui.widgets.notice import Notice
from ui.widgets.problems import ProblemList
from ui.widgets.rows import Rows
from ui.widgets.runbar import RunBar
from ui.widgets.steps import Steps
from ui.widgets.story import RowStory
from ui.widgets.summary import Summary
from ui.work import Work

REFRESH = 500  # ms between two looks at filter, picture and progress while a batch runs


class UploadScreen(QWidget):
    """Shows `work` and passes presses on. What needs a question or a sentence is the `Teller`'s."""

    login_wanted = Signal()
    file_wanted = Signal()
    template_wanted = Signal()
    save_wanted = Signal()
    retry_wanted = Signal()

    def __init__(self, theme: Theme, work: Work, steps: Steps) -> None:
        super().__init__()
        self.work = work
        self.steps = steps  # stands above this screen and the login
        self.model = TableModel(self)
        self._following = True
        self._build(theme)
        self._lay_out()
        self._wire()
        self.retranslate()
        self.show_lines()

    # --- making ---

    def _build(self, theme: Theme) -> None:
        self.login = Button(theme, "log-in", shortcut="Ctrl+L")
        self.load = Button(theme, "file-spreadsheet", shortcut="Ctrl+O")
        self.start = Button(theme, "play", shortcut="Ctrl+Return")
        self.retry = Button(theme, "rotate-ccw", shortcut="Ctrl+R")
        self.save = Button(theme, "save", shortcut="Ctrl+S")
        self.follow = Button(theme, "chevrons-right", "flat")
        self.panel_button = ToolButton(theme, "panel-right", "F4")
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(300)
        self.find_action = QAction(self)
        self.find_action.setShortcut("Ctrl+F")
        self.addAction(self.find_action)
        self.notice = Notice(theme)
        self.chips = Chips(theme)
        self.table = Rows(theme, self.model)
        self.runbar = RunBar(theme)
        self.empty = DropZone(theme)
        self.summary = Summary(theme)
        self.problems = ProblemList(theme)
        self.story = RowStory(theme)
        self.shown = label("muted")

    def _lay_out(self) -> None:
        buttons = line(gap=GAP)
        for button in (self.login, self.load, self.start):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.retry)
        buttons.addWidget(self.save)
        self.panel = QTabWidget()
        for page in (self.summary, self.problems, self.story):
            self.panel.addTab(page, "")
        self.panel.setMinimumWidth(340)
        left = QWidget()
        table = column(left, gap=GAP)
        filters = line(gap=GAP)
        filters.addWidget(self.chips, 1)
        table.addLayout(filters)
        tools = line(gap=GAP)
        tools.addWidget(self.search)
        tools.addWidget(self.shown)
        tools.addStretch(1)
        tools.addWidget(self.follow)
        tools.addWidget(self.panel_button)
        table.addLayout(tools)
        table.addWidget(self.table, 1)
        self.split = QSplitter()
        self.split.addWidget(left)
        self.split.addWidget(self.panel)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([920, 380])
        self.split.setChildrenCollapsible(False)
        self.middle = QStackedWidget()
        self.middle.addWidget(self.empty)
        self.middle.addWidget(self.split)
        layout = column(self, margin=2 * GAP, gap=int(1.5 * GAP))
        layout.addLayout(buttons)
        layout.addWidget(self.notice)
        layout.addWidget(self.runbar)
        layout.addWidget(self.middle, 1)

    def _wire(self) -> None:
        self.login.clicked.connect(self.login_wanted)
        for button in (self.load, self.empty.load):
            button.clicked.connect(self.file_wanted)
        self.empty.template.clicked.connect(self.template_wanted)
        self.start.clicked.connect(self.work.start)
        self.save.clicked.connect(self.save_wanted)
        self.retry.clicked.connect(self.retry_wanted)
        self.runbar.pause.clicked.connect(self._pause)
        self.runbar.stop.clicked.connect(self._stop)
        self.chips.chosen.connect(self._chip_chosen)
        self.problems.chosen.connect(self._problem_chosen)
        self.search.textChanged.connect(self._search_changed)
        self.find_action.triggered.connect(self._find)
        self.follow.clicked.connect(self._follow_again)
        self.panel_button.clicked.connect(self._toggle_panel)
        self.table.scrolled.connect(self._unfollow)
        self.table.chosen.connect(self._row_chosen)
        self.model.counted.connect(self._counted)
        self.model.layoutChanged.connect(self._show_count)
        self.work.changed.connect(self.show_state)
        self.work.loaded.connect(self.show_lines)
        self.work.outcomes.connect(self._take)
        self.work.phase.connect(self._phase)
        self._timer = QTimer(self)
        self._timer.setInterval(REFRESH)
        self._timer.timeout.connect(self._refresh)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
            self.show_state()
        super().changeEvent(event)

    def retranslate(self) -> None:
        # The guide's own words, the same in both languages.
        self.login.say(self.tr("Login"), self.tr("Sign in"))
        self.load.say(self.tr("Load Excel"), self.tr("Choose the sheet of appointments"))
        self.start.say(self.tr("Start"), self.tr("Book every row that is ready; you are asked once more"))
        self.retry.say(self.tr("Retry failed"), self.tr("Send the rows once more that were refused or not sent"))
        self.save.say(self.tr("Save result"), self.tr("A copy of your workbook with the result of each row"))
        self.follow.say(self.tr("Follow the running row"))
        self.panel_button.name(self.tr("Show or hide the side panel"))
        self.search.setPlaceholderText(self.tr("Search name, ID or row"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setToolTip(f"{self.search.placeholderText()} (Ctrl+F)")
        self._name_tabs()
        self._show_count()

    def _name_tabs(self) -> None:
        found = len({problem.row for group in self.problems.items for problem in group.problems})
        problems = self.tr("Problems")
        names = (self.tr("Overview"), f"{problems} ({text.number(found)})" if found else problems, self.tr("Row"))
        for place, name in enumerate(names):
            self.panel.setTabText(place, name)

    # --- showing what stands ---

    def show_lines(self) -> None:
        """Other rows: a new sheet, a batch from the history, or none."""
        lines = self.work.lines
        self.search.clear()
        self.chips.choose("")
        self.model.show_lines(lines)
        problems = [problem for found in lines.problems.values() for problem in found]
        self.problems.show_problems(problems)
        self.summary.show_lines(lines)
        self.story.show_row(lines, None, can_decide=False)
        self.middle.setCurrentWidget(self.split if len(lines) else self.empty)
        self.panel.setCurrentWidget(self.problems if lines.counts[PROBLEM] else self.summary)
        self._name_tabs()
        self.show_state()
        if self.start.isEnabled():
            self.start.setFocus()

    def show_state(self) -> None:
        """Which buttons make sense, and which one is the next."""
        work = self.work
        counts = work.lines.counts
        self.steps.show_step(work.step, self._notes())
        self.login.setEnabled(work.desk is None and not work.busy)
        self.load.setEnabled(not work.busy)
        self.start.setEnabled(work.can_start)
        failed = counts[State.REFUSED] + counts[State.NOT_SENT]
        self.retry.setVisible(work.batch is not None and failed > 0 and not work.running)
        self.retry.setEnabled(not work.busy)
        self.save.setVisible(work.batch is not None)
        self.save.setEnabled(not work.busy)
        self._mark_primary()
        self._show_runbar()

    def _mark_primary(self) -> None:
        """One clear button at a time."""
        work = self.work
        first = self.load
        if work.desk is None:
            first = self.login
        elif work.can_start:
            first = self.start
        elif work.last is not None and self.save.isVisibleTo(self):
            first = self.save
        for button in (self.login, self.load, self.start, self.save):
            button.set_kind("primary" if button is first and not work.busy else "")

    def _show_runbar(self) -> None:
        work = self.work
        moving = work.running or work.busy == "preparing"
        self.runbar.setVisible(moving)
        self.follow.setVisible(work.running and not self._following)
        if not moving:
            self._timer.stop()
            self._refresh_picture()
            return
        if work.running and not self._timer.isActive():
            self._following = True
            self.runbar.start()
            self._timer.start()
        self.runbar.pause.setVisible(work.running)
        self.runbar.stop.setVisible(work.running)
        self.runbar.show_control(paused=work.control.paused, stops=work.control.stops)
        if work.busy == "preparing":
            self.runbar.show_phase("preparing")
            self.runbar.show_busy()
        else:
            self.runbar.show_progress(work.progress)

    def _notes(self) -> list[str]:
        work = self.work
        account = work.account
        signed_in = f"{account.facility} · {account.user}" if account else ""
        file = work.path.name if work.path and len(work.lines) else ""
        if work.busy == "loading":
            file = self.tr("Reading…")
        ready = work.lines.group("ready")
        checked = self.tr("%n row(s) ready", "", ready) if len(work.lines) and work.batch is None else ""
        booked = self.tr("%n row(s) booked", "", work.lines.group("booked")) if work.batch is not None else ""
        return [signed_in, file, checked, booked]

    # --- filtering ---

    def _chip_chosen(self, group: str) -> None:
        self.problems.let_go()
        self.model.filter([group] if group else [], None, self.search.text())

    def _problem_chosen(self, rows: frozenset[int] | None) -> None:
        self.chips.choose("")
        self.model.filter((), rows, self.search.text())
        if rows and self.model.rowCount():
            self.table.choose(0)

    def _search_changed(self, words: str) -> None:
        self.problems.let_go()
        self.model.filter(self.model.groups, None, words)

    def _find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def show_group(self, group: str) -> None:
        """Show only these rows, as if the chip were pressed, and choose the first."""
        self.chips.choose(group)
        self._chip_chosen(group)
        if self.model.rowCount():
            self.table.choose(0)
            self.panel.setCurrentWidget(self.story)

    def _show_count(self) -> None:
        shown, total = self.model.rowCount(), len(self.model.lines)
        words = self.tr("%1 of %2 rows shown").replace("%1", text.number(shown)).replace("%2", text.number(total))
        self.shown.setText(words if shown != total else "")

    def _row_chosen(self, place: int | None) -> None:
        can_decide = not self.work.busy and self.work.desk is not None
        self.story.show_row(self.work.lines, place, can_decide=can_decide)

    # --- running ---

    def _counted(self) -> None:
        self.chips.show_counts(self.model.lines)
        self._show_count()

    def _take(self, outcomes: list[object]) -> None:
        spot = self.model.show_outcomes(outcomes)  # type: ignore[arg-type]
        if self.work.running:
            self.runbar.show_progress(self.work.progress)
        if spot is not None and self._following and self.work.running:
            self.table.go_to(spot)

    def _phase(self, name: str) -> None:
        self.runbar.show_phase(name)
        self.runbar.show_progress(self.work.progress)

    def _refresh(self) -> None:
        self.model.refresh_filter()
        self.steps.show_step(self.work.step, self._notes())
        if self.work.running:
            self.runbar.show_progress(self.work.progress)
        self._refresh_picture()

    def _refresh_picture(self) -> None:
        if self.panel.currentWidget() is self.summary:
            self.summary.show_lines(self.work.lines)

    def _unfollow(self) -> None:
        self._following = False
        self.follow.setVisible(self.work.running)

    def _follow_again(self) -> None:
        self._following = True
        self.follow.hide()

    def _toggle_panel(self) -> None:
        self.panel.setVisible(not self.panel.isVisible())

    def _pause(self) -> None:
        if self.work.control.paused:
            self.work.go_on()
        else:
            self.work.pause()
        self.show_state()

    def _stop(self) -> None:
        self.work.stop()
