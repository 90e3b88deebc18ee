"""How a sheet comes in: chosen, dropped, pasted or opened again; and where its files go.

Also what is remembered of it: recent files, the columns of a layout, the table's widths.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from app.errors import InputError
from app.system.paths import clerks_folder
from app.wording import result_name
from app.workbooks.ended import why_left
from app.workbooks.files import free_name
from ui.kit import text
from ui.kit.question import Asking, Question
from ui.kit.text import fill
from ui.kit.theme import Theme
from ui.settings.preferences import Preferences
from ui.sheet.opening import layout_key
from ui.upload.screen import UploadScreen
from ui.upload.work import Work

if TYPE_CHECKING:
    from app.journal.batches import Source

FORMATS = "*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt"
MOST_RECENT = 8
MOST_LAYOUTS = 40
ARRANGEMENT = "upload_columns"  # key in Settings.window


def where_sheets_lie(preferences: Preferences) -> Path:
    """In which folder a sheet is looked for: where the last one lay."""
    recent = preferences.settings.recent_files
    start = Path(recent[0]).parent if recent else None
    return start if start is not None and start.is_dir() else clerks_folder()


class SheetFiles(QObject):
    def __init__(
        self,
        theme: Theme,
        work: Work,
        screen: UploadScreen,
        window: QWidget,
        preferences: Preferences,
        asking: Asking,
    ) -> None:
        super().__init__(window)
        self._theme, self._asking = theme, asking
        self._work, self._screen, self._window, self._preferences = work, screen, window, preferences
        self._beside: list[Path] = []  # results of this session that are kept, or being written
        work.sheet.known.update(preferences.settings.columns)
        screen.table.arrange(preferences.settings.window.get(ARRANGEMENT, {}))
        self._show_recent()
        screen.file_wanted.connect(self.choose_file)
        screen.template_wanted.connect(self.choose_template)
        screen.save_wanted.connect(partial(work.mending.when_free, self.choose_result))
        screen.dropped.connect(self.open_files)
        screen.asks.looks_back.sheet_wanted.connect(self.open_sheet_of)
        screen.bar.recent_wanted.connect(self._open_recent)
        screen.bar.forget_wanted.connect(self._forget_recent)
        screen.bar.paste_wanted.connect(self.paste)
        screen.problems.save_wanted.connect(partial(work.mending.when_free, self.choose_problems))
        screen.table.arranged.connect(self._keep_arrangement)
        work.sheet.loaded.connect(self._opened)
        work.layout.taken.connect(self._keep_columns)
        work.series.ended_one.connect(self._save_beside)

    # --- files ---

    def open_files(self, paths: Sequence[Path]) -> None:
        """Dropped or chosen together: the first is opened, the others wait. Of a folder its sheets, by name."""
        from app.sheets.files.folder import sheets_of

        try:
            files, _ = sheets_of(map(Path, paths))
        except InputError as error:
            self._work.sheet.failed.emit(error)
            return
        self._work.waiting.load(files)

    def open_sheet_of(self, source: Source) -> None:
        """A batch's sheet, where it lies among those opened last; else the clerk says where it is."""
        recent = map(Path, self._preferences.settings.recent_files)
        found = next((path for path in recent if path.name == source.file_name and path.is_file()), None)
        if found is None:
            self.choose_file()
        elif self._work.idle:
            self._work.sheet.load(found, source.sheet or None)

    def choose_file(self) -> None:
        if not self._work.idle:
            return
        words = fill(self.tr("Sheets (%1)"), FORMATS)
        at = str(where_sheets_lie(self._preferences))
        paths, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Load Excel"), at, words)
        if paths:
            self.open_files([Path(path) for path in paths])

    def choose_template(self) -> None:
        name = self.tr("appointment-template.xlsx")
        if path := self._where(self.tr("Download the template"), clerks_folder() / name):
            self._work.saving.template(path)

    def choose_result(self) -> None:
        start = clerks_folder(self._work.sheet.folder) / result_name(
            self._name, text.lang(), self._work.sheet.lines.purpose
        )
        if path := self._where(self.tr("Save result"), start):
            self._work.saving.result(path, text.lang(), self._ended())

    def _ended(self) -> str:
        """What ended the run before the rows that only wait."""
        last, known = self._work.run.last, self._work.sheet.lines.outcomes
        return why_left(last, known, text.lang()) if last is not None else ""

    def _save_beside(self) -> None:
        """Of several sheets that are booked by one yes each result is kept: the next one takes its place unasked."""
        folder = self._work.sheet.folder
        if folder is None:
            return
        name = result_name(self._name, text.lang(), self._work.sheet.lines.purpose)
        out = free_name(folder / name, self._beside)
        self._beside.append(out)
        self._work.series.kept(out.name)
        self._work.saving.beside(out, text.lang(), self._work.saving.failed.emit, self._ended())

    def choose_problems(self) -> None:
        name = Path(self._name).stem + self.tr("-to-mend.xlsx")
        if path := self._where(self.tr("Save problem rows"), clerks_folder(self._work.sheet.folder) / name):
            self._work.saving.problems(path, text.lang())

    @property
    def _name(self) -> str:
        """Of the clerk's file, or what stands in its place."""
        path = self._work.sheet.path
        return path.name if path is not None else self.tr("Appointments")

    def _where(self, title: str, start: Path) -> Path | None:
        path, _ = QFileDialog.getSaveFileName(self._window, title, str(start), "Excel (*.xlsx)")
        return Path(path) if path else None

    def paste(self) -> None:
        """Rows copied in Excel, as a sheet; it is asked first where that would take the place of an open one."""
        words = QGuiApplication.clipboard().text()
        if not words.strip() or not self._work.idle:
            return
        if not len(self._work.sheet.lines):
            self._paste(words)
            return
        name = self._work.sheet.path.name if self._work.sheet.path else ""
        question = fill(self.tr("Open the pasted rows in place of “%1”?"), name)
        dialog = Question(self._theme, self._window, "clipboard", question)
        dialog.say(self.tr("To put copied cells into this sheet, choose where they go and press Ctrl+V."))
        dialog.yes.say(self.tr("Open the pasted rows"))
        dialog.said_yes.connect(partial(self._paste, words))
        self._asking.ask(dialog)

    def _paste(self, words: str) -> None:
        self._work.sheet.paste(words, self.tr("Pasted rows"))

    # --- recent files ---

    def _opened(self) -> None:
        work = self._work
        if work.sheet.path is None or work.sheet.folder is None or work.sheet.batch is not None:
            return
        path = str(work.sheet.path.absolute())
        recent = self._preferences.settings.recent_files
        if recent[:1] != (path,):
            others = [name for name in recent if name != path]
            self._preferences.change("recent_files", (path, *others[: MOST_RECENT - 1]))
            self._show_recent()

    def _show_recent(self) -> None:
        self._screen.bar.show_recent([Path(name) for name in self._preferences.settings.recent_files])

    def _open_recent(self, path: Path) -> None:
        self.open_files([path])

    def _forget_recent(self) -> None:
        self._preferences.change("recent_files", ())
        self._show_recent()

    # --- what is remembered ---

    def _keep_columns(self, headers: Sequence[str], columns: Mapping[str, int]) -> None:
        """The latest last; the oldest layouts are forgotten."""
        kept = {key: value for key, value in self._work.sheet.known.items() if key != layout_key(headers)}
        kept[layout_key(headers)] = dict(columns)
        self._work.sheet.known = dict(list(kept.items())[-MOST_LAYOUTS:])
        self._preferences.change("columns", dict(self._work.sheet.known))

    def _keep_arrangement(self) -> None:
        self._preferences.keep_window(**{ARRANGEMENT: self._screen.table.arrangement()})

    def load_next(self) -> None:
        """The next of several files, or one that the clerk chooses."""
        if self._work.waiting.requests:
            self._work.waiting.load_next()
        else:
            self.choose_file()
