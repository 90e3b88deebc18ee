"""What stands where nothing is yet: what to do, and the button that does it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.kit.basic import Button, Picture, column, label, line
from ui.kit.theme import GAP, Theme
from ui.kit.translated import Translated


class DropZone(Translated, QWidget):
    """Asks for a sheet; dropping works on the whole window, here it is said."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._hot = False
        self.title = label("heading")
        self.words = label("muted", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        theme.scales(self.words.setFixedWidth, 560)
        self.load = Button(theme, "folder-open")
        self.template = Button(theme, "file-down", "flat")
        self.sample = Button(theme, "flask-conical")  # in practice mode
        self.sample.hide()
        buttons = line(gap=GAP)
        buttons.addStretch(1)
        for button in (self.sample, self.load, self.template):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = column(self, margin=4 * GAP, gap=GAP)
        layout.addStretch(1)
        layout.addWidget(Picture(theme, "file-spreadsheet", "primary", 56), 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(GAP)
        layout.addWidget(self.title, 0, Qt.AlignmentFlag.AlignHCenter)
        words = line()
        words.addStretch(1)
        words.addWidget(self.words)
        words.addStretch(1)
        layout.addLayout(words)
        layout.addSpacing(GAP)
        layout.addLayout(buttons)
        layout.addStretch(1)
        theme.changed.connect(self.update)
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Drop the Excel file here"))
        self.words.setText(
            self.tr(
                "or press Load Excel. One row a person: citizen ID, date and time of the appointment. "
                "Every row is checked first; nothing is sent before you press Start."
            )
        )
        self.load.say(self.tr("Choose a file…"))
        self.sample.say(self.tr("Use the practice sheet"), self.tr("60 made-up people, ready to book"))
        self.template.say(self.tr("Download the template"), self.tr("An empty workbook with the right columns"))

    def set_hot(self, hot: bool) -> None:
        """A file is being dragged over the window."""
        self._hot = hot
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(colours.primary if self._hot else colours.edge), 2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(colours.selection.ground if self._hot else colours.surface))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 14, 14)
        painter.end()
