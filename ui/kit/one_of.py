"""Several pages in one place, one of them shown."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.kit.basic import column


class OneOf(QWidget):
    """As small as the page that is shown can be. (A QStackedWidget with wrapped words wants as much as they like.)"""

    def __init__(self, *pages: QWidget) -> None:
        super().__init__()
        self._shown = pages[0]
        box = column(self)
        for page in pages:
            box.addWidget(page)  # before it is shown: without a parent it would be a window for a moment
            page.setVisible(page is self._shown)

    def currentWidget(self) -> QWidget:
        return self._shown

    def setCurrentWidget(self, page: QWidget) -> None:
        if page is not self._shown:
            self._shown.hide()
            self._shown = page
            page.show()
