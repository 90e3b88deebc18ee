"""The upload page put together: the screen, what it says, what it asks, and its files."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from ui.bridge import Bridge
from ui.kit.question import Asking
from ui.kit.theme import Theme
from ui.settings.preferences import Preferences
from ui.targets.registering import Registering
from ui.upload.by_list import ByList
from ui.upload.distribution import Distribution
from ui.upload.files import SheetFiles
from ui.upload.list_questions import ListQuestions
from ui.upload.notices import UploadNotices
from ui.upload.questions import BatchQuestions
from ui.upload.same_day import SameDay
from ui.upload.screen import UploadScreen
from ui.upload.series_summary import Summing
from ui.upload.sheet_questions import SheetQuestions
from ui.upload.work import Work


class UploadPage(QObject):
    def __init__(
        self,
        theme: Theme,
        work: Work,
        registering: Registering,
        bridge: Bridge,
        preferences: Preferences,
        window: QWidget,
        asking: Asking,
    ) -> None:
        super().__init__(window)
        self._preferences, self._window = preferences, window
        self.screen = screen = UploadScreen(theme, work, registering, bridge)
        self.questions = BatchQuestions(theme, work, window, asking)
        self.questions.rows_wanted.connect(screen.seen.show_rows)
        self.files = SheetFiles(theme, work, screen, window, preferences, asking)
        self.lists = ListQuestions(
            theme, work, ByList(work, work.sheet.reading, bridge, self), preferences, window, asking
        )
        screen.bar.list_wanted.connect(self.lists.choose_file)
        self.questions.list_undo_wanted.connect(self.lists.ask_back)
        self.same_day = same_day = SameDay(theme, work, window, asking.ask)
        notices = UploadNotices(work, screen, same_day, self)
        about_the_sheet = SheetQuestions(theme, screen.names.naming, window, asking)
        about_the_sheet.new_ids.rows_wanted.connect(screen.seen.show_rows)
        self.distribution = distribution = Distribution(theme, work, window, asking)
        about_the_sheet.distribute_wanted.connect(distribution.ask)
        screen.distribute_wanted.connect(distribution.ask)
        screen.hours_wanted.connect(distribution.ask_again)
        for wanted in (screen.start_wanted, work.series.start_wanted):
            wanted.connect(about_the_sheet.start)
        self.summing = Summing(theme, work.series, window, asking)
        screen.asks.looks_back.summary_wanted.connect(self.summing.ask)
        self.summing.open_wanted.connect(lambda key: work.sheet.load(key[0], key[1] or None))
        screen.mapping.all_wanted.connect(about_the_sheet.ask_all_columns)
        screen.same_wanted.connect(about_the_sheet.ask_same)
        screen.retry_wanted.connect(partial(work.mending.when_free, work.retry.ask))
        screen.story.decided.connect(work.run.decide)
        screen.story.move_wanted.connect(same_day.ask_move_one)
        screen.story.both_wanted.connect(same_day.look_at)
        screen.story.leave_wanted.connect(same_day.leave_one)
        notices.next_wanted.connect(self.files.load_next)
        notices.rest_wanted.connect(self.lists.ask_rest)
        notices.again_wanted.connect(self.questions.ask_again)
        notices.ended.connect(self._ended)

    def _ended(self) -> None:
        QApplication.alert(self._window)
        if self._preferences.settings.sound:
            QApplication.beep()
