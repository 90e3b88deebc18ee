"""The card of the office: where the records are kept, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable

from ui.kit.basic import Button
from ui.kit.notice import Notice
from ui.kit.text import fill
from ui.kit.theme import Theme
from ui.settings.form import Card


class OfficeCard(Card):
    def __init__(self, theme: Theme) -> None:
        self._place = ""
        self.join = Button(theme, "monitor")
        self.test = Button(theme, "refresh-cw")
        self.carry = Button(theme, "upload")
        self.passphrase = Button(theme, "key-round")
        self.leave = Button(theme, "log-out", "danger")
        super().__init__(lambda: self.tr("Records shared by several computers"))
        self._joined = (self.test, self.carry, self.passphrase, self.leave)
        self.explain(self._words, self.join, *self._joined)
        self.told = Notice(theme)
        self.add_below(self.told)
        self.show_place("")

    def retranslate(self) -> None:
        super().retranslate()
        self._say_join()
        self.test.say(self.tr("Test"), self.tr("Say what is found there; nothing is written"))
        self.carry.say(self.tr("Carry own records over"), self.tr("What this computer booked before it joined"))
        self.passphrase.say(self.tr("Passphrase…"))
        self.leave.say(self.tr("Leave…"))

    def show_place(self, office: str) -> None:
        """`office`: the address of its database, "" where the records lie on this computer."""
        self._place = office.partition("://")[2].rpartition("@")[2]
        for button in self._joined:
            button.setVisible(bool(office))
        self.retranslate()

    def _say_join(self) -> None:
        """Who has joined may be given another password of the database."""
        if self._place:
            self.join.say(self.tr("Password…"), self.tr("The database's password has changed"))
        else:
            self.join.say(self.tr("Join…"))

    def tell(self, words: Callable[[], str], tone: str = "good") -> None:
        self.told.keep_telling(lambda: self.told.tell(tone, words()))

    def set_busy(self, busy: bool) -> None:
        for button in (self.join, *self._joined):
            button.setEnabled(not busy)

    def _words(self) -> str:
        if self._place:
            return fill(self.tr("The records are kept in %1, together with the office's other computers."), self._place)
        return self.tr(
            "The records lie on this computer alone. Where several computers book for one account, they keep them "
            "together in a database of the hospital: then nobody is booked twice, and together they stay within the "
            "server's limit."
        )
