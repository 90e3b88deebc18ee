"""The dialogs that make and change slots, and their plan on paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.values import TimeSlot
from app.schedule.timetable import DASHBOARD
from app.schedule.workbook import page
from app.system.paths import clerks_folder
from app.thai import today
from ui.kit import text
from ui.kit.html import Paper
from ui.kit.question import Asking
from ui.kit.theme import Theme
from ui.schedule.edit_slot import EditSlot
from ui.schedule.make_slots import MakeSlots
from ui.schedule.timetable import Timetable

if TYPE_CHECKING:
    from app.schedule.timetable import SlotPlan


class Making(QObject):
    def __init__(self, theme: Theme, timetable: Timetable, screen: QWidget) -> None:
        super().__init__(screen)
        self._theme, self._timetable, self._screen = theme, timetable, screen
        self.asking = Asking(self)

    def from_template(self) -> None:
        self._make(by_hand=False)

    def by_hand(self, day: date) -> None:
        self._make(by_hand=True).first.set_day(max(day, today()))

    def _make(self, *, by_hand: bool) -> MakeSlots:
        dialog = MakeSlots(self._theme, self._screen, self._timetable, by_hand=by_hand)
        dialog.export_wanted.connect(self._export)
        dialog.print_wanted.connect(self._print)
        dialog.dashboard_wanted.connect(self._dashboard)
        self.asking.ask(dialog)
        return dialog

    def edit(self, slot: TimeSlot) -> None:
        self.asking.ask(EditSlot(self._theme, self._screen, self._timetable, slot))

    # --- the plan on paper ---

    def _export(self, plan: SlotPlan) -> None:
        name = str(clerks_folder() / self.tr("timetable-plan.xlsx"))
        path, _ = QFileDialog.getSaveFileName(self._screen, self.tr("Save plan to Excel"), name, "Excel (*.xlsx)")
        if path:
            self._timetable.export(plan, Path(path), text.lang())

    def _print(self, plan: SlotPlan) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        self._printer, self._printed = QPrinter(QPrinter.PrinterMode.HighResolution), plan
        dialog = QPrintDialog(self._printer, self._screen)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._print_now)
        dialog.show()

    def _print_now(self) -> None:
        account = self._timetable.sites.session.account
        if account is not None:
            document = Paper()
            document.setHtml(page(self._printed, account, text.lang()))
            document.print_(self._printer)

    def _dashboard(self) -> None:
        QDesktopServices.openUrl(QUrl(DASHBOARD))
