"""The day's list on paper and in files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.errors import AppError
from app.schedule.day_list_file import ENDINGS, chapters, write
from app.system.paths import clerks_folder
from ui.kit import text
from ui.kit.text import fill
from ui.schedule.listing import Listing

if TYPE_CHECKING:
    from app.schedule.day_list import DayList


class Taking(QObject):
    saved = Signal(object)  # Path
    failed = Signal(object)  # AppError

    def __init__(self, dialog: QWidget, listing: Listing) -> None:
        super().__init__(dialog)
        self._dialog, self._listing = dialog, listing
        self.list: DayList | None = None
        self.whole = False  # ids unmasked

    def print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from ui.schedule.day_paper import set_paper

        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        set_paper(self._printer)
        dialog = QPrintDialog(self._printer, self._dialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._print_now)
        dialog.show()

    def _print_now(self) -> None:
        from ui.schedule.day_paper import draw

        if self.list is not None:
            draw(self._printer, chapters(self.list, text.lang(), whole=self.whole, more=self._more()))

    def _more(self) -> str:
        return self.tr("Practice") if self._listing.calls.sites.practice else ""

    def ask_save(self) -> None:
        if self.list is None:
            return
        name = fill(self.tr("appointments-%1.pdf"), text.short_day(self.list.days[0].date))
        kinds, start = "PDF (*.pdf);;Excel (*.xlsx);;CSV (*.csv)", str(clerks_folder() / name)
        path, kind = QFileDialog.getSaveFileName(self._dialog, self.tr("Save the list"), start, kinds)
        if path:
            from app.workbooks.files import with_ending

            known = Path(path).suffix.lower() in ENDINGS
            self.save(Path(path) if known else with_ending(Path(path), kind.partition("*")[2].rstrip(")")))

    def save(self, out: Path) -> None:
        """As its ending says. The clerk was asked before about overwriting."""
        if self.list is None:
            return
        if out.suffix.lower() != ".pdf":
            self._listing.save(out, self.list, text.lang(), whole=self.whole)
            return
        from ui.schedule.day_paper import as_pdf

        try:
            write(out, self.list, text.lang(), whole=self.whole, more=self._more(), overwrite=True, pdf=as_pdf)
        except AppError as error:
            self.failed.emit(error)
        else:
            self.saved.emit(out)
