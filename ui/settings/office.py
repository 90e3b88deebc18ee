"""The office in the settings: joined, looked at, left; this computer's own records carried over."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.address import server_at
from app.domain.office import OfficeAddress
from app.errors import AppError, InputError
from app.system.office import named, typed
from app.system.paths import DataDir
from app.wording import say_error
from app.wording.office import carried_lines, found_lines
from ui.bridge import Bridge
from ui.kit import text
from ui.kit.question import Asking, Question
from ui.kit.theme import Theme
from ui.settings.join_office import ChangePassphrase, JoinOffice, LeaveOffice, Wish, said
from ui.settings.preferences import Preferences
from ui.settings.screen import SettingsScreen

if TYPE_CHECKING:
    from app.booking.joining import Joined, Place
    from app.journal.carrying import Carried
    from app.journal.office_look import Found


class OfficeSettings(QObject):
    """Where the records are kept is changed while nobody is signed in: `sign_out_wanted` asks for that."""

    sign_out_wanted = Signal(object)  # what is to be done then
    moved = Signal()  # the records lie elsewhere now

    def __init__(
        self,
        theme: Theme,
        page: SettingsScreen,
        preferences: Preferences,
        asking: Asking,
        window: QWidget,
        bridge: Bridge,
        data: DataDir,
    ) -> None:
        super().__init__(page)
        self._theme, self._page, self._preferences, self._asking = theme, page, preferences, asking
        self._window, self._bridge, self._data = window, bridge, data
        self._dialog: JoinOffice | None = None
        card = page.office
        card.join.clicked.connect(lambda: self.sign_out_wanted.emit(self._ask_join))
        card.test.clicked.connect(self._test)
        card.carry.clicked.connect(lambda: self.sign_out_wanted.emit(self._carry))
        card.passphrase.clicked.connect(self._ask_passphrase)
        card.leave.clicked.connect(lambda: self.sign_out_wanted.emit(self._ask_leave))
        preferences.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        self._page.office.show_place(self._preferences.settings.office)

    @property
    def _place(self) -> Place:
        from app.booking.joining import Place

        settings = self._preferences.settings
        key = Path(settings.key_file) if settings.key_file else None
        return Place(server_at(settings.server_url), self._data, key)

    def _office(self) -> OfficeAddress:
        """The one that was joined."""
        office = named(self._preferences.settings, server_at(self._preferences.settings.server_url))
        if office is None:
            raise InputError("office_none")
        return office

    def _do(self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[AppError], None]) -> None:
        """In a thread of its own: a database may let one wait."""
        self._bridge.call(asyncio.to_thread(work), done, failed)

    def _failed(self, error: AppError) -> None:
        self._page.office.set_busy(False)
        self._page.tell_office(lambda: say_error(error, text.lang()), "bad")

    # --- joining ---

    def _ask_join(self) -> None:
        joined = self._preferences.settings.office
        self._dialog = dialog = JoinOffice(self._theme, self._window, joined.partition("://")[2])
        dialog.test_wanted.connect(partial(self._try, dialog))
        dialog.join_wanted.connect(partial(self._join, dialog))
        dialog.finished.connect(self._closed)
        self._asking.ask(dialog)

    def _closed(self) -> None:
        self._dialog = None

    def _typed(self, wish: Wish) -> OfficeAddress:
        how = {"ca_file": wish.ca_file, "plain": wish.plain}
        return typed(self._place.server, wish.address, wish.user, wish.password, **how)  # type: ignore[arg-type]

    def _try(self, dialog: JoinOffice, wish: Wish) -> None:
        from app.booking import joining

        def look() -> Found:
            return joining.look(self._typed(wish), wish.passphrase)

        self._do(look, partial(self._found, dialog), partial(self._not_joined, dialog))

    def _found(self, dialog: JoinOffice, found: Found) -> None:
        if self._dialog is dialog:  # else it was closed meanwhile
            dialog.tell_found(found)

    def _not_joined(self, dialog: JoinOffice, error: AppError) -> None:
        if self._dialog is dialog:
            dialog.tell_error(error)

    def _join(self, dialog: JoinOffice, wish: Wish) -> None:
        from app.booking import joining
        from app.journal.office_key import check_passphrase

        place, attempt = self._place, joining.Attempt()
        dialog.at_work.call_off = attempt.call_off

        def join() -> tuple[OfficeAddress, Joined] | None:
            office = self._typed(wish)
            found = joining.look(office)
            if found.new:
                if wish.again is None:
                    return None
                check_passphrase(wish.passphrase, wish.again)
            known = self._preferences.settings.office
            return office, joining.join(place, office, wish.passphrase, known, found=found, attempt=attempt)

        self._do(join, partial(self._joined, dialog=dialog), partial(self._not_joined, dialog))

    def _joined(self, done: tuple[OfficeAddress, Joined] | None, dialog: JoinOffice | None = None) -> None:
        dialog = dialog if self._dialog is dialog else None
        if done is None:
            if dialog is not None:
                dialog.ask_second()
            return
        office, joined = done
        self._preferences.keep_office(**joined.settings(office))
        if dialog is not None:
            dialog.joined()
        self._page.tell_office(partial(_joined_words, joined), "good" if joined.password_kept else "warn")
        self.moved.emit()
        if joined.left_behind:
            self._offer_carry(joined.left_behind)

    # --- this computer's own records ---

    def _offer_carry(self, batches: int) -> None:
        dialog = Question(self._theme, self._window, "upload", self.tr("Carry this computer's own records over?"))
        dialog.say(self.tr("The office does not know %n batch(es) of this computer yet.", "", batches))
        dialog.say(self.tr("All or nothing is carried over, and compared. What is here is kept under another name."))
        dialog.no.say(self.tr("Later"))
        dialog.yes.say(self.tr("Carry over"))
        dialog.said_yes.connect(self._carry)
        self._asking.ask(dialog)

    def _carry(self) -> None:
        from app.booking import joining

        self._page.office.set_busy(True)
        self._page.tell_office(lambda: self.tr("Carrying over… Leave the program open."), "info")
        self._do(lambda: joining.carry_over(self._place, self._office()), self._carried, self._failed)

    def _carried(self, carried: Carried | None) -> None:
        self._page.office.set_busy(False)
        self._page.tell_office(partial(self._carried_words, carried))
        self.moved.emit()

    @staticmethod
    def _carried_words(carried: Carried | None) -> str:
        if carried is None:
            return said("move_nothing")
        return "\n".join(said(code, **params) for code, params in carried_lines(carried))

    # --- what is joined ---

    def _test(self) -> None:
        from app.booking import joining

        self._page.office.set_busy(True)
        self._page.tell_office(lambda: self.tr("Looking…"), "info")
        self._do(lambda: joining.look(self._office()), self._tested, self._failed)

    def _tested(self, found: Found) -> None:
        self._page.office.set_busy(False)
        self._page.tell_office(
            lambda: "\n".join(found_lines(found, text.lang())), "warn" if found.clock_off else "good"
        )

    def _ask_passphrase(self) -> None:
        dialog = ChangePassphrase(self._theme, self._window)
        dialog.typed.connect(partial(self._change_passphrase, dialog))
        self._asking.ask(dialog)

    def _change_passphrase(self, dialog: ChangePassphrase, old: str, new: str, again: str) -> None:
        from app.booking import joining
        from app.journal.office_key import check_passphrase

        def change() -> None:
            check_passphrase(new, again)
            joining.change_passphrase(self._office(), old, new)

        def changed(_: None) -> None:
            dialog.changed()
            self._page.tell_office(partial(said, "passphrase_changed"))

        self._do(change, changed, dialog.tell_error)

    def _ask_leave(self) -> None:
        place = self._preferences.settings.office.partition("://")[2].rpartition("@")[2]
        dialog = LeaveOffice(self._theme, self._window, place)
        dialog.said_yes.connect(self._leave)
        self._asking.ask(dialog)

    def _leave(self) -> None:
        from app.booking import joining

        self._page.office.set_busy(True)
        self._page.tell_office(lambda: self.tr("Leaving the office…"), "info")
        self._do(lambda: joining.leave(self._place, self._office()), self._left, self._failed)

    def _left(self, _: None) -> None:
        self._page.office.set_busy(False)
        self._preferences.keep_office(office="", office_ca="", office_plain=False)
        self._page.tell_office(partial(said, "office_left"))
        self.moved.emit()


def _joined_words(joined: Joined) -> str:
    code = "office_made" if joined.found.new else "office_joined"
    lines = [said(code, path=joined.found.place, pcs=joined.pcs)]
    return "\n".join(lines if joined.password_kept else [*lines, said("office_password_not_kept")])
