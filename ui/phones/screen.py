"""Practice citizens' phones: what each received on LINE OA and in the application, who got nothing, and what they book
and change themselves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QListView, QWidget

from app.domain.message import html_of
from app.domain.values import masked
from ui.kit import text
from ui.kit.basic import Button, column, label, line
from ui.kit.copying import copies
from ui.kit.notice import Notice
from ui.kit.question import Asking, Question
from ui.kit.table import ROW_ROOM
from ui.kit.text import fill
from ui.kit.theme import GAP, Theme
from ui.kit.translated import Translated
from ui.phones.own_seats import ChooseSeat, Held, OwnSeats, when
from ui.phones.phone import APP, LINE, PhoneView, Shown
from ui.phones.phones import Act, Phones

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
ALL, RECEIVED, MISSED = range(3)


class CitizensModel(QAbstractListModel):
    """One line a citizen, those with the newest message first."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._all: list[dict[str, Any]] = []
        self.shown: list[dict[str, Any]] = []

    def show_citizens(self, citizens: list[dict[str, Any]], words: str, which: int) -> None:
        self.beginResetModel()
        self._all = citizens
        self.shown = [one for one in citizens if _fits(one, words.strip().lower(), which)]
        self.endResetModel()

    def filter(self, words: str, which: int) -> None:
        self.show_citizens(self._all, words, which)

    def place_of(self, cid: str) -> int:
        return next((place for place, one in enumerate(self.shown) if one["cid"] == cid), -1)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        one = self.shown[index.row()]
        channels = " · ".join(name for field, name in (("line", "LINE"), ("app", self.tr("app"))) if one[field])
        count = self.tr("%n message(s)", "", one["received"]) if one["received"] else ""
        missed = self.tr("%n missed", "", one["missed"]) if one["missed"] else ""
        told = "  ·  ".join(part for part in (channels or self.tr("registered nowhere"), count, missed) if part)
        return f"{one['name']}   {told}"


def _fits(one: dict[str, Any], words: str, which: int) -> bool:
    kinds = {ALL: True, RECEIVED: one["received"] > 0, MISSED: one["missed"] > 0}
    return bool(kinds[which]) and all(word in f"{one['name']} {one['cid']}".lower() for word in words.split())


class PhoneScreen(Translated, QWidget):
    """A list of citizens, and the phone of the chosen one."""

    def __init__(self, theme: Theme, phones: Phones) -> None:
        super().__init__()
        self._theme, self.phones = theme, phones
        self.asking = Asking(self)
        self.cid = ""
        self._phone: dict[str, Any] | None = None
        self.title, self.lead = label("title"), label("muted", wrap=True)
        self.back = Button(theme, "chevron-left", "flat")
        self.again = Button(theme, "refresh-cw", "flat")
        self.words, self.which = QLineEdit(), QComboBox()
        self.which.addItems(["", "", ""])
        self.model = CitizensModel(self)
        self.list = copies(QListView())
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self.list.setSpacing(ROW_ROOM // 8)
        self.who, self.where = label("heading", wrap=True), label("muted", wrap=True)
        self.notice = Notice(theme)
        self.seats = OwnSeats(theme)
        self.line, self.app = PhoneView(theme, LINE), PhoneView(theme, APP)
        self._lay_out()
        self.words.textChanged.connect(self._filter)
        self.which.currentIndexChanged.connect(self._filter)
        self.again.clicked.connect(self.ask)
        self.list.selectionModel().currentChanged.connect(self._choose)
        for phone in (self.line, self.app):
            phone.opened.connect(self._open)
        self.seats.book_wanted.connect(self._ask_book)
        self.seats.move_wanted.connect(self._ask_move)
        self.seats.cancel_wanted.connect(self._ask_cancel)
        phones.phones_told.connect(self._know)
        phones.phone_told.connect(self._show)
        self.retranslate()

    def _lay_out(self) -> None:
        top = line(gap=GAP)
        top.addWidget(self.back)
        top.addWidget(self.title, 1)
        top.addWidget(self.again)
        left, right = QWidget(), QWidget()
        left.setMinimumWidth(240)
        left.setMaximumWidth(440)
        box = column(left, gap=GAP)
        for part in (self.words, self.which, self.list):
            box.addWidget(part)
        phones = line(gap=2 * GAP)
        phones.addWidget(self.app, 1)
        phones.addWidget(self.line, 1)
        phones.addStretch(0)
        body = column(right, gap=GAP)
        body.addWidget(self.who)
        body.addWidget(self.where)
        body.addWidget(self.notice)
        body.addWidget(self.seats)
        body.addLayout(phones, 1)
        sides = line(gap=3 * GAP)
        sides.addWidget(left, 2)
        sides.addWidget(right, 3)
        layout = column(self, gap=GAP)
        layout.addLayout(top)
        layout.addWidget(self.lead)
        layout.addLayout(sides, 1)

    def retranslate(self) -> None:
        self.title.setText(self.tr("Practice citizens' phones"))
        self.lead.setText(
            self.tr(
                "What made-up citizens see on their phones. Press a message's link to open it as they would; "
                "book, move or cancel a seat as they do in Mor Prom. The timetable then shows it."
            )
        )
        self.back.say(self.tr("Back to the register"))
        self.again.say(self.tr("Look again"))
        self.words.setPlaceholderText(self.tr("Name or citizen ID"))
        self.words.setAccessibleName(self.words.placeholderText())
        for place, words in enumerate(
            (self.tr("Everybody"), self.tr("Who received something"), self.tr("Who received nothing"))
        ):
            self.which.setItemText(place, words)
        self.which.setAccessibleName(self.tr("Whom to list"))
        self.list.setAccessibleName(self.tr("Citizens"))
        self._filter()
        self._tell()

    def ask(self) -> None:
        self.phones.ask_phones()
        if self.cid:
            self.phones.ask_phone(self.cid)

    def choose(self, cid: str) -> None:
        self.cid = cid
        self.phones.ask_phone(cid)

    def _know(self, citizens: list[dict[str, Any]]) -> None:
        self.model.show_citizens(citizens, self.words.text(), self.which.currentIndex())
        self._select()

    def _filter(self) -> None:
        self.model.filter(self.words.text(), self.which.currentIndex())
        self._select()

    def _select(self) -> None:
        """The one whose phone is shown, or the first."""
        place = self.model.place_of(self.cid)
        if place < 0 and self.model.shown:
            place = 0
        self.list.setCurrentIndex(self.model.index(place) if place >= 0 else ROOT)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid() and self.model.shown[index.row()]["cid"] != self.cid:
            self.choose(self.model.shown[index.row()]["cid"])

    def _open(self, number: int) -> None:
        self.phones.open_message(self.cid, number)

    def _show(self, phone: dict[str, Any]) -> None:
        if phone["person"] is None or phone["person"]["cid"] != self.cid:
            return
        self._phone = phone
        self.seats.show_held(phone["appointments"])
        self._tell()

    # --- what the citizen does in หมอพร้อม ---

    def _ask_book(self) -> None:
        account = self.phones.session.account
        if account is not None:
            self._ask_seat(account.facility, None)

    def _ask_move(self, held: Held) -> None:
        self._ask_seat(held["hospital_code"], held)

    def _ask_seat(self, facility: str, held: Held | None) -> None:
        if (phone := self._phone) is not None:
            name, dose = phone["person"]["name"], phone["next_dose"]
            dialog = ChooseSeat(self._theme, self, self.phones, name, facility, dose, held)
            dialog.chosen.connect(self._act)
            self.asking.ask(dialog)

    def _ask_cancel(self, held: Held) -> None:
        dialog = Question(
            self._theme, self, "x", fill(self.tr("Cancel the appointment on %1?"), when(held, text.whole_day))
        )
        dialog.say(self.tr("The citizen does it in Mor Prom; the seat is free again."))
        dialog.no.say(self.tr("Keep it"))
        dialog.yes.say(self.tr("Cancel the appointment"))
        dialog.yes.set_kind("danger")
        self._given_back = Act("cancel", held["hospital_code"], slot_id=held["hospital_appointment_slot_id"])
        dialog.said_yes.connect(self._cancel)
        self.asking.ask(dialog)

    def _cancel(self) -> None:
        self._act(self._given_back)

    def _act(self, act: Act) -> None:
        self.phones.act(self.cid, act)

    # --- showing ---

    def _tell(self) -> None:
        phone = self._phone
        if phone is None:
            return
        person = phone["person"]
        self.who.setText(person["name"])
        self.where.setText(masked(person["cid"]))
        words = self.tr(
            "%n message(s) did not arrive: not registered with Mor Prom on LINE OA or in the app.", "", phone["missed"]
        )
        self.notice.tell("warn", words) if phone["missed"] else self.notice.hide()
        for view, channel in ((self.line, "line"), (self.app, "app")):
            nothing = (
                self.tr("No messages yet.") if person[channel] else self.tr("Not registered here: nothing arrives.")
            )
            view.show_messages([_shown(entry) for entry in phone[channel]], nothing)


def _shown(entry: dict[str, Any]) -> Shown:
    """A booking's message has no HTML of its own."""
    return Shown(
        title=entry["title"],
        plain=entry["text"],
        html=entry["html"] or html_of(entry["text"]),
        url=entry["url"],
        at=datetime.fromisoformat(entry["at"]).replace(tzinfo=None),
        number=entry["id"],
        opened=entry["opened_at"] is not None,
    )
