"""Help for each page, every problem with its remedy, and whom to call. F1 comes here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QWidget,
)

from app.system import support
from app.system.paths import APP, version
from app.wording import remedies, topics
from ui.kit import text
from ui.kit.basic import Button, Selectable, column, frame, label, line
from ui.kit.copying import copies
from ui.kit.text import fill
from ui.kit.theme import GAP, Theme, scaled
from ui.kit.translated import Translated

PROBLEMS, ABOUT = "problems", "about"  # beside the topics
LIST = 270  # px, its width
WIDEST = 860  # px; longer lines are hard to read
TERMS = 320  # px, the height of the licences
MOST = 60  # problems shown at once; a search brings the others


class HelpScreen(Translated, QWidget):
    """`back_wanted`: the page from which help was asked for."""

    tour_wanted = Signal()
    back_wanted = Signal(str)
    look_wanted = Signal()  # for a newer version

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._topics = (*topics.TITLES, PROBLEMS, ABOUT)
        self.newest: Callable[[], list[str]] = list  # what is told of a newer version
        self.title = label("title")
        self.tour = Button(theme, "flask-conical")
        self.tour.clicked.connect(self.tour_wanted)
        self.back = Button(theme, "chevron-left", shortcut="Alt+Left")
        self.back.clicked.connect(self._go_back)
        self.back.hide()
        self._from = ""
        self.list = copies(QListWidget())
        theme.scales(self.list.setFixedWidth, LIST)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._search)
        self.page = QScrollArea()
        self.page.setWidgetResizable(True)
        self._lay_out()
        self.list.currentRowChanged.connect(self._show)
        self.retranslate()

    def _lay_out(self) -> None:
        head = line(gap=2 * GAP)
        head.addWidget(self.back)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.tour)
        left = QWidget()
        side = column(left, gap=GAP)
        side.addWidget(self.search)
        side.addWidget(self.list, 1)
        left.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(self.page)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(2 * GAP)
        layout = column(self, margin=3 * GAP, gap=int(1.5 * GAP))
        layout.addLayout(head)
        layout.addWidget(split, 1)

    def hideEvent(self, event: QHideEvent) -> None:
        self.back.hide()
        super().hideEvent(event)

    def retranslate(self) -> None:
        self.back.say(self.tr("Back"))
        self.title.setText(self.tr("Help"))
        self.tour.say(self.tr("Take the tour"), self.tr("Through practice mode, with made-up people"))
        self.search.setPlaceholderText(self.tr("Search every problem"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.list.setAccessibleName(self.tr("Topics"))
        self.page.setAccessibleName(self.tr("The help's text"))
        chosen = max(0, self.list.currentRow())
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([self._name(topic) for topic in self._topics])
        for row in range(self.list.count()):
            self.list.item(row).setSizeHint(QSize(240, self.fontMetrics().height() + 2 * GAP))
        self.list.blockSignals(False)
        self.list.setCurrentRow(chosen)
        self._show(chosen)

    def _name(self, topic: str) -> str:
        own = {PROBLEMS: self.tr("Every problem and its remedy"), ABOUT: self.tr("About this program")}
        return own.get(topic) or topics.title(topic, text.lang())

    def show_topic(self, topic: str) -> None:
        """One of `topics.TITLES`, or "problems"; any other leaves the choice as it is."""
        if topic in self._topics:
            self.search.clear()
            self.list.setCurrentRow(self._topics.index(topic))

    def show_problem(self, code: str) -> None:
        """The one with this code."""
        self.list.setCurrentRow(self._topics.index(PROBLEMS))
        self.search.setText(code)

    def offer_back(self, page: str) -> None:
        """To where the clerk is in the middle of something; until the help is left."""
        self._from = page
        self.back.show()

    def _go_back(self) -> None:
        self.back_wanted.emit(self._from)

    def offer_tour(self, offer: bool) -> None:
        """Not while somebody is signed in to the real server."""
        self.tour.setVisible(offer)

    # --- the text ---

    def words(self) -> str:
        """All that is shown, for a test or a screen reader."""
        page = self.page.widget()
        return "\n".join(part.text() for part in page.findChildren(QLabel)) if page else ""

    def _search(self, words: str) -> None:
        if words and self._topics[self.list.currentRow()] != PROBLEMS:
            self.list.setCurrentRow(self._topics.index(PROBLEMS))
        else:
            self._show(self.list.currentRow())

    def _show(self, row: int) -> None:
        if row < 0:
            return
        topic = self._topics[row]
        page = QWidget()
        page.setProperty("kind", "page")
        page.setMaximumWidth(scaled(WIDEST))
        layout = column(page, gap=GAP)
        layout.setContentsMargins(GAP, 0, GAP, 2 * GAP)
        layout.addWidget(label("heading", self._name(topic), wrap=True))
        made = {PROBLEMS: self._problems, ABOUT: self._about}.get(topic) or partial(self._texts, topic)
        for part in made():
            layout.addWidget(part)
        layout.addStretch(1)
        self.page.setWidget(page)

    def _texts(self, topic: str) -> list[QWidget]:
        card = frame("card")
        inner = column(card, margin=2 * GAP, gap=GAP)
        for words in topics.paragraphs(topic, text.lang()):
            inner.addWidget(_selectable("", words))
        return [card]

    def _about(self) -> list[QWidget]:
        card = frame("card")
        inner = column(card, margin=2 * GAP, gap=GAP)
        inner.addWidget(_selectable("strong", fill(self.tr("%1, version %2"), APP, version())))
        for words in self.newest():
            inner.addWidget(_selectable("", words))
        look = Button(self._theme, "refresh-cw", "flat")
        look.say(self.tr("Look for a newer version"))
        look.clicked.connect(self.look_wanted)
        beside = line()
        beside.addWidget(look)
        beside.addStretch(1)
        inner.addLayout(beside)
        inner.addWidget(label("", self.tr("May be used, passed on and changed freely (MIT licence)."), wrap=True))
        inner.addWidget(label("", self.tr("It uses Qt under the LGPL 3, and the works named below."), wrap=True))
        terms = QPlainTextEdit(support.licences())
        terms.setReadOnly(True)
        terms.setTabChangesFocus(True)
        terms.setMinimumHeight(scaled(TERMS))
        terms.setAccessibleName(self.tr("Licences"))
        return [card, terms]

    def refresh_about(self) -> None:
        """What is told of a newer version has changed."""
        if self._topics[self.list.currentRow()] == ABOUT:
            self._show(self.list.currentRow())

    def _problems(self) -> list[QWidget]:
        found = remedies.find(self.search.text(), text.lang())
        code = self.tr("Code: %1")
        parts: list[QWidget] = [_problem(each, fill(code, each.code)) for each in found[:MOST]]
        if not found:
            parts.append(label("muted", self.tr("No problem has these words. Try fewer."), wrap=True))
        if len(found) > MOST:
            more = self.tr("%n more: search by a word of the sentence.", "", len(found) - MOST)
            parts.append(label("muted", more, wrap=True))
        return parts


def _problem(each: remedies.Remedy, code: str) -> QWidget:
    card = frame("card")
    inner = column(card, margin=int(1.5 * GAP), gap=2)
    inner.addWidget(label("strong", each.cause, wrap=True))
    if each.remedy:
        inner.addWidget(label("", each.remedy, wrap=True))
    inner.addWidget(_selectable("small", code))
    return card


def _selectable(kind: str, words: str) -> QLabel:
    made = Selectable()
    made.setText(words)
    made.setProperty("kind", kind)
    return made
