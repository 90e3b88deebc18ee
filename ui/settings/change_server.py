"""Asked before another server is believed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.kit.question import Question
from ui.kit.text import fill
from ui.kit.theme import Theme


class ChangeServer(Question):
    """`address`: the new one, where it is known already."""

    def __init__(self, theme: Theme, parent: QWidget, address: str = "") -> None:
        super().__init__(theme, parent, "server", self.tr("Change the server's address?"))
        self.warn("bad", self.tr("Whoever runs that server receives the password and the citizen IDs you send it."))
        self.say(self.tr("Change it only where the Ministry or your IT person has given you another address."))
        if address:
            self.say(fill(self.tr("New address: %1"), address))
        self.yes.say(self.tr("Change the address"))
        self.yes.set_kind("danger")
