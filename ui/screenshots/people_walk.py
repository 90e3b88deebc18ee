"""The second walk: slots, one person, messages, practice citizens' phones, and what interrupts a batch."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from openpyxl import Workbook

from app.domain.address import Server
from app.practice.sample import working_days
from app.system.newest import News
from app.thai import thai_date
from ui.screenshots.messages_walk import MessagesWalk, stranger
from ui.screenshots.photographer import Photographer
from ui.session.password_again import PasswordAgain

DAY, OTHER_DAY = working_days(2)
CONFIRM = "ConfirmAppointmentSlot"


class PeopleWalk(Photographer):
    def go(self, home: Path) -> None:
        """`home`: a folder for the sheets."""
        self.no_keyring()
        self.book_sample()
        self.schedule()
        self.person()
        self.person_questions()
        self.not_a_target()
        messages = MessagesWalk(self)
        messages.go(home)
        self.registering(home)
        self.interrupted()
        self.unfinished()
        _sign_in_again(self)
        messages.held()

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
        self.program.language.use("th")  # in which the sheet gets its name
        self.program.practise(sample=True)
        self.wait(lambda: len(work.sheet.lines) == 60 and work.idle)
        work.start.start()
        self.accept(lambda: self.program.pages.asking.dialog)
        self.wait(lambda: work.run.last is not None and work.idle)
        self.take("all-booked")

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
                name,
                partial(self.press, button),
                lambda: page.making.asking.dialog,
                lambda asked: asked.plan is not None,
            )
        self.take_dialog("slot-change", partial(self.press, page.day.edit), lambda: page.making.asking.dialog)

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
            self.take_dialog(f"person-{name}", partial(self.press, button), lambda: page.asks.asking.dialog)
        self.press(page.card.take_card)
        self.accept(lambda: page.asks.asking.dialog)
        self.wait(lambda: page.card.person is not None and page.card.person.queue is not None and self.free)
        self.take("person-queue-card")
        self.take_dialog("person-queue-back", partial(self.press, page.card.give_back), lambda: page.asks.asking.dialog)
        self.press(page.shift)
        self.accept(lambda: page.asks.asking.dialog)
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
        self.take_dialog("person-register", partial(self.press, page.register), lambda: page.asks.asking.dialog)

    # --- the target list, from a sheet ---

    def registering(self, home: Path) -> None:
        register, work = self.program.pages.upload.register, self.program.work
        self.program.pages.show("book")
        work.sheet.load(_newcomers(home / "ผู้รับบริการใหม่.xlsx"))
        self.wait(lambda: len(work.sheet.lines) == 9 and work.idle and not register.isHidden())
        self._bring_offer()
        self.take("register-offered")
        self.take_dialog("register-many", self._press_offer, lambda: register.asking.dialog)
        self._press_offer()
        self.accept(lambda: register.asking.dialog)
        self.wait(lambda: register._told and self.free)
        self.take("registered")

    def _bring_offer(self) -> None:
        """One line says one thing: the offer may stand behind another."""
        upload = self.program.pages.upload
        while not upload.register.isVisible():
            self.press(upload.said.more)

    def _press_offer(self) -> None:
        self._bring_offer()
        self.press(self.program.pages.upload.register.notice.action)

    # --- a batch that is cut short ---

    def interrupted(self) -> None:
        """The token ends in mid-batch and the password has been changed."""
        work = self.program.work
        self.strike(
            {"fault": "expired_token", "action": CONFIRM, "at": [3]},
            {"fault": "login_refused", "action": "get_moph_access_token", "at": [1]},
        )
        work.start.start()
        self.accept(lambda: self.program.pages.asking.dialog)
        self.wait(lambda: work.run.paused is not None and self.program.pages.asking.dialog is not None)
        assert self.program.pages.asking.dialog is not None
        self.program.pages.asking.dialog.reject()
        self.wait(lambda: self.program.pages.asking.dialog is None)
        self.take("signed-out-in-batch")
        self.take_dialog("password-again", partial(self.press, self.program.pages.upload.notice.action))
        work.run.stop()
        self.wait(lambda: work.run.last is not None and work.idle)
        self.take("stopped")

    def unfinished(self) -> None:
        work = self.program.work
        self.strike()
        self.program.pages.show("history")
        self.wait(lambda: self.program.pages.history.go_on.isEnabled())
        self.take("history-unfinished")
        self.take_dialog("continue", partial(self.press, self.program.pages.history.go_on))
        work.sheet.close()
        work.batches.ask()
        self.program.pages.show("book")
        self.wait(lambda: self.program.pages.upload.notice.isVisible())
        self.take("unfinished")
        self.program.pages.newest.tell(News("9.9.9", "https://example.invalid/news", {}))
        self.take("news")


def _sign_in_again(walk: PeopleWalk) -> None:
    """Without it nothing can be read any more."""
    again: list[bool] = []
    walk.program.work.session.signed_in_again.connect(lambda: again.append(True))
    walk.program.work.session.password_wanted.emit()
    walk.wait(lambda: walk.program.pages.asking.dialog is not None)
    asked = walk.program.pages.asking.dialog
    assert isinstance(asked, PasswordAgain)
    asked.password.setText("practice")
    asked.accept()
    walk.wait(lambda: again)


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
