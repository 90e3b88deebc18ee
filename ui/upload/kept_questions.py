"""Mends that were kept and are not used yet, and mends that can't be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.wording import say
from ui.kit import text
from ui.kit.basic import Button
from ui.kit.question import Question
from ui.kit.text import fill
from ui.kit.theme import Theme

if TYPE_CHECKING:
    from ui.sheet.kept import Offer


class KeptWords(QObject):
    """What there is of an offer, in sentences."""

    def told(self, offer: Offer) -> str:
        words = self.tr(
            "%n fix(es) of this file from %1 are kept and not used in the open sheet yet.", "", offer.mends.count
        )
        return fill(words, text.moment(offer.at))

    def left(self) -> str:
        """What becomes of them otherwise."""
        return self.tr("Left, they are forgotten as soon as something else in this file is fixed.")

    def lost(self, offer: Offer) -> str:
        """Of a file that was changed since; "" where all of them fit."""
        if not offer.lost:
            return ""
        return self.tr("The file was changed since: %n more no longer fit a row of it.", "", offer.lost)


class KeptQuestion(Question):
    """Before Start. `said_yes`: use them. `left`: book the rows as the file says."""

    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget, offer: Offer) -> None:
        words = KeptWords()
        super().__init__(theme, parent, "pencil", "")
        self.head.setText(self.tr("Use the fixes that were kept?"))
        self.setWindowTitle(self.head.text())
        self.say(words.told(offer), "strong")
        if lost := words.lost(offer):
            self.say(lost)
        self.say(self.tr("Used, they can be looked at before anything is booked."))
        self.say(words.left())
        self.keep = Button(theme)
        self.keep.say(self.tr("Leave them"))
        self.keep.clicked.connect(self._leave)
        self.no.say(self.tr("Back"))
        self.yes.say(self.tr("Use them"))
        self.buttons.insertWidget(self.buttons.indexOf(self.yes), self.keep)

    def _leave(self) -> None:
        self.reject()
        self.left.emit()


class Unkept(Question):
    """`said_yes`: the clerk leaves all the same. `why`: a code of the wording."""

    def __init__(self, theme: Theme, parent: QWidget, count: int, why: str) -> None:
        super().__init__(theme, parent, "pencil", "")
        self.head.setText(self.tr("%n fix(es) would be lost", "", count))
        self.setWindowTitle(self.head.text())
        self.say(say(why, text.lang()))
        self.no.say(self.tr("Stay here"))
        self.yes.set_kind("danger")
