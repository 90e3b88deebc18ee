"""The part of the second walk that writes messages and sees them on practice citizens' phones."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from app.domain.values import check_digit, masked
from app.practice.sample import working_days
from app.practice.world.people import made_up_people
from ui.messages.screen import MessagesScreen
from ui.screenshots.photographer import Photographer

OTHER_DAY = working_days(2)[1]
HOLD = 900  # seconds that the server asks to wait: longer than the pictures of it take, on a busy machine too
SEND = "SendMessageTarget"
LETTER = "เรียน {ชื่อ}\n\nวันที่ {วันที่} เวลา {เวลา} คลินิกวัคซีนย้ายไปที่ชั้น 2 อาคารผู้ป่วยนอก กรุณานำบัตรประชาชนมาด้วย"
NEWS = "เรียนผู้รับบริการ\n\nพรุ่งนี้คลินิกวัคซีนย้ายไปที่ชั้น 2 อาคารผู้ป่วยนอก กรุณานำบัตรประชาชนมาด้วย"


def stranger(number: int) -> str:
    """A made-up citizen id that is on nobody's list."""
    twelve = f"1{number:011d}"
    return twelve + str(check_digit(twelve))


class MessagesWalk:
    """Pictures of the walk it belongs to."""

    def __init__(self, walk: Photographer) -> None:
        self.walk = walk

    def go(self, home: Path) -> None:
        """`home`: a folder for the lists."""
        self.audience()
        self.writing()
        self.sending()
        self.sending_again()
        self.lists(home)
        self.doubt()
        self.phones()

    @property
    def mail(self) -> MessagesScreen:
        return self.walk.program.pages.messages

    def audience(self) -> None:
        self.walk.program.pages.show("messages")
        panel = self.mail.compose.audience
        self.walk.press(self.mail.register.add)
        self.walk.take("message-nobody")
        self._by_slot()
        panel.table.selectRow(0)
        self.walk.take("message-audience")
        self.walk.take_dialog("message-edit-person", partial(self.walk.press, panel.edit), lambda: panel.asking.dialog)
        panel.adder.ways.setCurrentIndex(1)
        panel.adder.words.setText("สม")
        self.walk.take_dialog(
            "message-pick-person", partial(self.walk.press, panel.adder.search_now), lambda: panel.asking.dialog
        )

    def _by_slot(self) -> None:
        adder, messages = self.mail.compose.audience.adder, self.mail.messages
        adder.ways.setCurrentIndex(0)
        adder.slot_day.set_day(OTHER_DAY)
        self.walk.press(adder.slot_add)
        self.walk.wait(lambda: messages.calls.free and messages.people)

    def lists(self, home: Path) -> None:
        """A list with ids that are none, and people whom the target list does not know."""
        panel, known, file = self.mail.compose.audience, made_up_people(4), home / "รายชื่อ.txt"
        self.mail.compose.tabs.setCurrentIndex(0)
        lines = [*(one.cid for one in known), stranger(8), stranger(9), "12345", known[0].cid[:-1] + "x"]
        file.write_text("\n".join(lines), "utf-8")
        panel.adder.ways.setCurrentIndex(3)
        self.mail.messages.recipients.add_file(file)
        self.walk.take("message-wrong-lines")
        self.walk.press(panel.notice.second)
        self.walk.press(panel.look_up)
        self.walk.wait(lambda: self.mail.messages.calls.free and self.mail.messages.recipients.strangers)
        self.walk.take("message-not-targets")
        self.walk.press(panel.notice.action)

    def writing(self) -> None:
        compose = self.mail.compose
        self.walk.press(compose.next)
        self.walk.take("message-no-text")
        self._write("คลินิกวัคซีนย้ายไปชั้น 2", LETTER)
        self.walk.take("message-text")
        self.walk.take_dialog(
            "message-send-many", partial(self.walk.press, compose.send), lambda: self.mail.asking.dialog
        )
        self._write("คลินิกวัคซีนย้ายไปชั้น 2", NEWS)
        self.walk.take_dialog("message-send", partial(self.walk.press, compose.send), lambda: self.mail.asking.dialog)

    def _write(self, title: str, words: str) -> None:
        page = self.mail.compose.text
        page.title.setText(title)
        page.url.setText("https://example.invalid/map")
        page.text.setPlainText(words)
        page.written.emit(page.draft)  # as typing does

    def sending(self) -> None:
        mail, register = self.mail, self.mail.register
        self._send()
        self.walk.wait(
            lambda: mail.messages.calls.free and mail.messages.lines and mail.messages.lines[0].told is not None
        )
        self.walk.take("messages-sent")
        self.walk.press(register.details.change)
        self.walk.take("message-change")
        self.walk.press(mail.compose.back)

    def sending_again(self) -> None:
        """The same text to the same people: another question comes once the usual one is answered."""
        self.walk.press(self.mail.register.add)
        self._by_slot()
        self.walk.press(self.mail.compose.next)
        self._write("คลินิกวัคซีนย้ายไปชั้น 2", NEWS)
        self.walk.take_dialog("message-send-again", self._send, lambda: self.mail.asking.dialog)

    def _send(self) -> None:
        self.walk.press(self.mail.compose.send)
        self.walk.accept(lambda: self.mail.asking.dialog)

    def doubt(self) -> None:
        """An answer is lost."""
        mail, details = self.mail, self.mail.register.details
        self.walk.strike({"fault": "drop_after", "action": SEND, "at": 1})
        mail.compose.tabs.setCurrentIndex(1)
        self._write("ประกาศวันหยุด", NEWS)
        self._send()
        self.walk.wait(lambda: details.notice.isVisible() and details.notice.second.isEnabled())
        self.walk.take("message-in-doubt")
        self.walk.take_dialog(
            "message-not-sent", partial(self.walk.press, details.notice.second), lambda: mail.asking.dialog
        )
        self.walk.strike()

    def held(self) -> None:
        """A message is on its way and the server wants a pause: nothing can be asked of it after that."""
        mail = self.mail
        self.walk.program.pages.show("messages")
        mail.show_register()  # not the telephones, which were looked at last
        self.walk.strike({"fault": "too_many", "action": SEND, "probability": 1, "retry_after": HOLD})
        self.walk.press(mail.register.add)
        self._by_slot()
        self.walk.press(mail.compose.next)
        self._write("แจ้งผู้มีนัด", LETTER)
        self._send()
        self.walk.wait(lambda: mail.messages.calls.sending and mail.notice.isVisible())
        self.walk.take("message-held")
        self.walk.take_dialog("close-message", self.walk.window.close)
        self.walk.press(mail.notice.second)
        self.walk.wait(lambda: mail.messages.calls.free)

    # --- practice citizens ---

    def phones(self) -> None:
        screen = self.mail.phones
        self.mail.show_register()
        self.walk.press(self.mail.register.phones)
        self.walk.wait(lambda: screen.model.shown)
        screen.which.setCurrentIndex(1)
        self.walk.wait(lambda: any(map(_is_full, screen.model.shown)))
        both = next(filter(_is_full, screen.model.shown))
        self._phone(both)
        self.walk.take("phones")
        dialogs = {"book": screen.seats.book, "move": screen.seats.seats[0].shift}
        for name, button in dialogs.items():
            self.walk.take_dialog(
                f"citizen-{name}",
                partial(self.walk.press, button),
                lambda: screen.asking.dialog,
                lambda one: one.list.count(),
            )
        self.walk.take_dialog(
            "citizen-cancel", partial(self.walk.press, screen.seats.seats[0].cancel), lambda: screen.asking.dialog
        )
        screen.which.setCurrentIndex(2)
        self._phone(screen.model.shown[0])
        self.walk.take("phones-nothing")

    def _phone(self, citizen: dict[str, str]) -> None:
        screen = self.mail.phones
        screen.choose(citizen["cid"])

        def stands() -> bool:
            if screen.cid != citizen["cid"]:  # the list came anew meanwhile, and chose somebody else
                screen.choose(citizen["cid"])
            return screen.who.text() == citizen["name"] and masked(citizen["cid"]) == screen.where.text()

        self.walk.wait(stands)


def _is_full(citizen: dict[str, Any]) -> bool:
    """With both telephones, and messages on them."""
    return bool(citizen["line"] and citizen["app"] and citizen["received"] > 1)
