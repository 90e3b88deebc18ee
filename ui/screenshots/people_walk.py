"""The second walk: slots, one person, messages, practice citizens' phones, and what interrupts a batch."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from PySide6.QtWidgets import QDialog, QPushButton

from app.domain.address import Server
from app.domain.values import check_digit, masked
from app.practice.sample import coming_weekdays
from app.practice.world.people import made_up_people
from app.thai import thai_date
from ui.messages.screen import MessagesScreen
from ui.screenshots.photographer import Photographer
from ui.session.under_way import Lane

DAY, OTHER_DAY = coming_weekdays(2)
HOLD = 30  # seconds that the server asks to wait: longer than the pictures of it take
SEND = "SendMessageTarget"
CONFIRM = "ConfirmAppointmentSlot"
LETTER = "เรียน คุณ{name}\n\nวันที่ {date} เวลา {time} คลินิกวัคซีนย้ายไปที่ชั้น 2 อาคารผู้ป่วยนอก กรุณานำบัตรประชาชนมาด้วย"
NEWS = "เรียนผู้รับบริการ\n\nพรุ่งนี้คลินิกวัคซีนย้ายไปที่ชั้น 2 อาคารผู้ป่วยนอก กรุณานำบัตรประชาชนมาด้วย"


def stranger(number: int) -> str:
    """A made-up citizen id that is on nobody's list."""
    twelve = f"1{number:011d}"
    return twelve + str(check_digit(twelve))


class PeopleWalk(Photographer):
    def go(self, home: Path) -> None:
        """`home`: a folder for the sheets."""
        self.no_keyring()
        self.book_sample()
        self.schedule()
        self.person()
        self.person_questions()
        self.not_a_target()
        self.audience()
        self.writing()
        self.sending()
        self.sending_again()
        self.lists(home)
        self.doubt()
        self.phones()
        self.registering(home)
        self.interrupted()
        self.unfinished()

    def press(self, button: QPushButton) -> None:
        """As the mouse does: only what can be seen and pressed."""
        if not (button.isVisible() and button.isEnabled()):
            raise RuntimeError(f"{button.text()!r} can't be pressed, after picture {self.taken}")
        button.click()

    def presser(self, button: QPushButton) -> Callable[[], None]:
        return lambda: self.press(button)

    @property
    def free(self) -> bool:
        return self.program.pieces.under_way.free(*Lane)

    @property
    def mail(self) -> MessagesScreen:
        return self.program.pages.messages

    # --- signing in, and seats that are booked ---

    def no_keyring(self) -> None:
        """The safe place for the key is looked for before anything is sent; the address answers nobody."""
        form = self.window.login
        form.use_server(Server("http://127.0.0.1:9", practice=False))
        for field, words in ((form.facility, "10001"), (form.user, "somchai"), (form.password, "somchai")):
            field.setText(words)
        self.press(form.login)
        self.wait(lambda: not form.error.isHidden())
        self.take("login-no-keyring")

    def book_sample(self) -> None:
        work = self.program.work
        self.program.practise(sample=True)
        self.wait(lambda: len(work.sheet.lines) == 60 and work.idle)
        work.start.start()
        self._accept(lambda: self.program.pages.asking.dialog)
        self.wait(lambda: work.run.last is not None and work.idle)
        self.take("all-booked")

    def _accept(self, where: Callable[[], QDialog | None]) -> None:
        self.wait(where)
        dialog = where()
        assert dialog is not None
        dialog.accept()

    # --- the timetable ---

    def schedule(self) -> None:
        self.program.pages.show("schedule")
        page = self.program.pages.schedule
        page.month.choose(DAY)
        self.wait(lambda: page.day.plan is not None and page.day.plan.date == DAY and page.day.plan.hours)
        page.day.hours.setCurrentIndex(page.day.hours.hours.index(0))
        page.day.seats.selectRow(0)
        self.take("schedule-day")
        for name, button in (("slots-from-template", page.from_template), ("slots-by-hand", page.by_hand)):
            self.take_dialog(
                name, self.presser(button), lambda: page.making.dialog, lambda asked: asked.plan is not None
            )
        self.take_dialog("slot-change", self.presser(page.day.edit), lambda: page.making.dialog)

    # --- one person ---

    def person(self) -> None:
        """From the seat in the timetable to the person who sits there."""
        page = self.program.pages.person
        self.press(self.program.pages.schedule.day.person)
        self.wait(lambda: page.card.person is not None)
        self._choose(OTHER_DAY)
        self.take("person-found")

    def _choose(self, day: date) -> None:
        page = self.program.pages.person
        page.month.choose(day)
        self.wait(lambda: (hour := page.hours.now) is not None and hour.slot.date == day)

    def person_questions(self) -> None:
        page = self.program.pages.person
        buttons = {"book": page.book, "move": page.shift, "cancel": page.card.cancel, "queue": page.card.take_card}
        for name, button in buttons.items():
            self.take_dialog(f"person-{name}", self.presser(button), lambda: page.asks.dialog)
        self.press(page.card.take_card)
        self._accept(lambda: page.asks.dialog)
        self.wait(lambda: page.card.person is not None and page.card.person.queue is not None and self.free)
        self.take("person-queue-card")
        self.take_dialog("person-queue-back", self.presser(page.card.give_back), lambda: page.asks.dialog)
        self.press(page.shift)
        self._accept(lambda: page.asks.dialog)
        self.wait(lambda: self.free and (one := page.card.booking) is not None and one.date == OTHER_DAY)
        self.take("person-moved")

    def not_a_target(self) -> None:
        page = self.program.pages.person
        page.words.setText("สม")
        self.press(page.look)
        self.wait(lambda: page.list.count() > 1)
        self.take("person-several")
        page.words.setText(stranger(7))
        self.press(page.look)
        self.wait(lambda: page.register.isVisible())
        self.take("person-stranger")
        self.take_dialog("person-register", self.presser(page.register), lambda: page.asks.dialog)

    # --- messages ---

    def audience(self) -> None:
        self.program.pages.show("messages")
        panel = self.mail.compose.audience
        self.press(self.mail.register.add)
        self.take("message-nobody")
        self._by_slot()
        panel.table.selectRow(0)
        self.take("message-audience")
        self.take_dialog("message-edit-person", self.presser(panel.edit), lambda: panel.dialog)
        panel.adder.ways.setCurrentIndex(1)
        panel.adder.words.setText("สม")
        self.take_dialog("message-pick-person", self.presser(panel.adder.search_now), lambda: panel.dialog)

    def _by_slot(self) -> None:
        adder, messages = self.mail.compose.audience.adder, self.mail.messages
        adder.ways.setCurrentIndex(0)
        adder.slot_day.set_day(OTHER_DAY)
        self.press(adder.slot_add)
        self.wait(lambda: messages.calls.free and messages.people)

    def lists(self, home: Path) -> None:
        """A list with ids that are none, and people whom the target list does not know."""
        panel, known, file = self.mail.compose.audience, made_up_people(4), home / "รายชื่อ.txt"
        self.mail.compose.tabs.setCurrentIndex(0)
        lines = [*(one.cid for one in known), stranger(8), stranger(9), "12345", known[0].cid[:-1] + "x"]
        file.write_text("\n".join(lines), "utf-8")
        panel.adder.ways.setCurrentIndex(3)
        self.mail.messages.recipients.add_file(file)
        self.take("message-wrong-lines")
        self.press(panel.notice.second)
        self.press(panel.look_up)
        self.wait(lambda: self.mail.messages.calls.free and self.mail.messages.recipients.strangers)
        self.take("message-not-targets")
        self.press(panel.notice.action)

    def writing(self) -> None:
        compose = self.mail.compose
        self.press(compose.next)
        self.take("message-no-text")
        self._write("คลินิกวัคซีนย้ายไปชั้น 2", LETTER)
        self.take("message-text")
        self.take_dialog("message-send-many", self.presser(compose.send), lambda: self.mail.dialog)
        self._write("คลินิกวัคซีนย้ายไปชั้น 2", NEWS)
        self.take_dialog("message-send", self.presser(compose.send), lambda: self.mail.dialog)

    def _write(self, title: str, words: str) -> None:
        page = self.mail.compose.text
        page.title.setText(title)
        page.url.setText("https://example.invalid/map")
        page.text.setPlainText(words)
        page.written.emit(page.draft)  # as typing does

    def sending(self) -> None:
        mail, register = self.mail, self.mail.register
        self._send()
        self.wait(lambda: mail.messages.calls.free and mail.messages.lines and mail.messages.lines[0].told is not None)
        self.take("messages-sent")
        self.press(register.details.change)
        self.take("message-change")
        self.press(mail.compose.back)

    def sending_again(self) -> None:
        """The same text to the same people: another question comes once the usual one is answered."""
        self.press(self.mail.register.add)
        self._by_slot()
        self.press(self.mail.compose.next)
        self._write("คลินิกวัคซีนย้ายไปชั้น 2", NEWS)
        self.take_dialog("message-send-again", self._send, lambda: self.mail.dialog)

    def _send(self) -> None:
        self.press(self.mail.compose.send)
        self._accept(lambda: self.mail.dialog)

    def doubt(self) -> None:
        """An answer is lost; then another message is on its way and the server wants a pause."""
        mail, details = self.mail, self.mail.register.details
        self.strike({"fault": "drop_after", "action": SEND, "at": 1})
        mail.compose.tabs.setCurrentIndex(1)
        self._write("ประกาศวันหยุด", NEWS)
        self._send()
        self.wait(lambda: details.notice.isVisible() and details.notice.second.isEnabled())
        self.take("message-in-doubt")
        self.take_dialog("message-not-sent", self.presser(details.notice.second), lambda: mail.dialog)
        self.strike({"fault": "too_many", "action": SEND, "probability": 1, "retry_after": HOLD})
        self.press(mail.register.add)
        self._by_slot()
        self.press(mail.compose.next)
        self._write("แจ้งผู้มีนัด", LETTER)
        self._send()
        self.wait(lambda: mail.messages.calls.sending and mail.notice.isVisible())
        self.take("message-held")
        self.take_dialog("close-message", self.window.close)
        self.press(mail.notice.second)
        self.wait(lambda: mail.messages.calls.free)
        self.strike()

    # --- practice citizens ---

    def phones(self) -> None:
        screen = self.mail.phones
        self.mail.show_register()
        self.press(self.mail.register.phones)
        self.wait(lambda: screen.model.shown)
        screen.which.setCurrentIndex(1)
        both = next(one for one in screen.model.shown if one["line"] and one["app"] and one["received"] > 1)
        self._phone(both)
        self.take("phones")
        dialogs = {"book": screen.seats.book, "move": screen.seats.seats[0].shift}
        for name, button in dialogs.items():
            self.take_dialog(
                f"citizen-{name}", self.presser(button), lambda: screen.dialog, lambda one: one.list.count()
            )
        self.take_dialog("citizen-cancel", self.presser(screen.seats.seats[0].cancel), lambda: screen.dialog)
        screen.which.setCurrentIndex(2)
        self._phone(screen.model.shown[0])
        self.take("phones-nothing")

    def _phone(self, citizen: dict[str, str]) -> None:
        screen = self.mail.phones
        screen.choose(citizen["cid"])
        self.wait(lambda: screen.who.text() == citizen["name"] and masked(citizen["cid"]) == screen.where.text())

    # --- the target list, from a sheet ---

    def registering(self, home: Path) -> None:
        register, work = self.program.pages.upload.register, self.program.work
        self.program.pages.show("book")
        work.sheet.load(self._newcomers(home / "ผู้รับบริการใหม่.xlsx"))
        self.wait(lambda: len(work.sheet.lines) == 9 and work.idle and register.isVisible())
        self.take("register-offered")
        self.take_dialog("register-many", self.presser(register.notice.action), lambda: register.dialog)
        self.press(register.notice.action)
        self._accept(lambda: register.dialog)
        self.wait(lambda: register._told and self.free)
        self.take("registered")

    @staticmethod
    def _newcomers(path: Path) -> Path:
        book, day = Workbook(), thai_date(DAY)
        sheet = book.active
        assert sheet is not None
        sheet.append(["เลขประจำตัวประชาชน", "คำนำหน้า", "ชื่อ", "นามสกุล", "วันเกิด", "วันที่นัด", "เวลานัด", "เข็มที่"])
        names = ("กุ้ง", "ปู่เจ้า", "หญิงใหญ่", "น้ำผึ้ง", "ศักดิ์สิทธิ์", "ที่รัก", "อุ๊ย", "ญาณี", "ฐิติ")
        for place, name in enumerate(names):
            born = "" if place in (3, 7) else f"{place + 1}/3/{2510 + place}"
            sheet.append([stranger(100 + place), "นาง", name, "ใจดี", born, day, f"{13 + place % 3}:00", 1])
        book.save(path)
        return path

    # --- a batch that is cut short ---

    def interrupted(self) -> None:
        """The token ends in mid-batch and the password has been changed."""
        work = self.program.work
        self.strike(
            {"fault": "expired_token", "action": CONFIRM, "at": [3]},
            {"fault": "login_refused", "action": "get_moph_access_token", "at": [1]},
        )
        work.start.start()
        self._accept(lambda: self.program.pages.asking.dialog)
        self.wait(lambda: work.run.paused is not None and self.program.pages.asking.dialog is not None)
        assert self.program.pages.asking.dialog is not None
        self.program.pages.asking.dialog.reject()
        self.wait(lambda: self.program.pages.asking.dialog is None)
        self.take("signed-out-in-batch")
        self.take_dialog("password-again", self.presser(self.program.pages.upload.notice.action))
        work.run.stop()
        self.wait(lambda: work.run.last is not None and work.idle)
        self.take("stopped")

    def unfinished(self) -> None:
        work = self.program.work
        self.strike()
        self.program.pages.show("history")
        self.wait(lambda: self.program.pages.history.go_on.isEnabled())
        self.take("history-unfinished")
        self.take_dialog("continue", self.presser(self.program.pages.history.go_on))
        work.sheet.close()
        work.batches.ask()
        self.program.pages.show("book")
        self.wait(lambda: self.program.pages.upload.notice.isVisible())
        self.take("unfinished")
        self.window.tell_news(version="9.9.9", mine="1.0.0", page="https://example.invalid/news")
        self.take("news")
