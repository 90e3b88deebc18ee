"""The text of a message (แถบ "ข้อความ"): subject, URL, text with placeholders, and the two channels."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from app.domain.message import IN_THAI, LONGEST_TEXT, LONGEST_TITLE, Draft
from app.wording import say
from ui.kit import text
from ui.kit.basic import Button, column, label, line
from ui.kit.theme import GAP, Theme
from ui.kit.translated import Translated

LOWEST = 110  # px of the text: four lines
PLACEHOLDERS = ("name", "date", "time", "place")


class _Text(QPlainTextEdit):
    """Wants no more than it needs and takes what is left. (Qt's own wish pushes the channels off a small screen.)"""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), LOWEST)


class TextPanel(Translated, QWidget):
    """`written`: the Draft, at every change."""

    written = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title, self.url, self.text = QLineEdit(), QLineEdit(), _Text()
        self.title.setMaxLength(LONGEST_TITLE)
        self.url.setPlaceholderText("https://")
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(LOWEST)
        self.names = [label("strong") for _ in range(4)]
        self.insert = {name: Button(theme, kind="flat") for name in PLACEHOLDERS}
        self.length = label("small")
        self.app, self.line = QCheckBox(), QCheckBox()
        self.channels = label("small", wrap=True)
        self._lay_out()
        for box in (self.app, self.line):  # the API knows no choice: shown as it is, ticked for good
            box.setChecked(True)
            box.setEnabled(False)
        for name, button in self.insert.items():
            button.setProperty("placeholder", name)
            button.clicked.connect(self._insert)
        self.title.textEdited.connect(self._changed)
        self.url.textEdited.connect(self._changed)
        self.text.textChanged.connect(self._changed)
        self._quiet = False
        self.retranslate()

    def _lay_out(self) -> None:
        layout = column(self, gap=4)
        layout.setContentsMargins(0, GAP, 0, 0)
        for name, field in zip(self.names[:2], (self.title, self.url), strict=True):
            layout.addWidget(name)
            layout.addWidget(field)
        tools = line(gap=2)
        tools.addWidget(self.names[2])
        tools.addStretch(1)
        for button in self.insert.values():
            tools.addWidget(button)
        layout.addLayout(tools)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.length)
        layout.addWidget(self.names[3])
        boxes = line(gap=3 * GAP)
        boxes.addWidget(self.app)
        boxes.addWidget(self.line)
        boxes.addStretch(1)
        layout.addLayout(boxes)
        layout.addWidget(self.channels)

    def retranslate(self) -> None:
        words = (self.tr("Subject"), self.tr("URL for people to press (if any)"), self.tr("Text"), self.tr("Channels"))
        for name, told, field in zip(self.names, words, (self.title, self.url, self.text, self.app), strict=True):
            name.setText(told)
            name.setBuddy(field)
            field.setAccessibleName(told)
        tools = {
            "name": (self.tr("+ name"), self.tr("Each person's name; every different text costs a call of its own")),
            "date": (self.tr("+ date"), self.tr("The day of each person's appointment")),
            "time": (self.tr("+ time"), self.tr("The hour of each person's appointment")),
            "place": (self.tr("+ place"), self.tr("The facility, or the field site, of each person's appointment")),
        }
        for placeholder, button in self.insert.items():
            button.say(*tools[placeholder])
        self.app.setText(self.tr("Mor Prom application"))
        self.line.setText("LINE OA")
        self.channels.setText(say("message_both_channels", text.lang()))
        self._show_length()

    @property
    def draft(self) -> Draft:
        return Draft(self.title.text(), self.text.toPlainText(), self.url.text())

    def show_draft(self, draft: Draft) -> None:
        """Another message is being written."""
        if draft == self.draft:
            return
        self._quiet = True
        self.title.setText(draft.title)
        self.url.setText(draft.url)
        self.text.setPlainText(draft.text)
        self._quiet = False
        self._show_length()

    def _insert(self) -> None:
        name = str(self.sender().property("placeholder"))
        self.text.insertPlainText("{" + (IN_THAI[name] if text.lang() == "th" else name) + "}")
        self.text.setFocus()

    def _changed(self) -> None:
        self._show_length()
        if not self._quiet:
            self.written.emit(self.draft)

    def _show_length(self) -> None:
        self.length.setText(f"{len(self.text.toPlainText()):,} / {LONGEST_TEXT:,}")
