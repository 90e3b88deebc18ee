"""One person as the target list knows them: facts, appointments anywhere, vaccinations, queue card."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QScrollArea, QVBoxLayout, QWidget

from app.domain.values import Booking, Person
from app.thai import today
from app.wording import say
from ui.kit import text
from ui.kit.basic import Button, column, label, line, rule
from ui.kit.notice import Notice
from ui.kit.text import fill
from ui.kit.theme import GAP, Theme
from ui.kit.translated import Translated


def age(birth: date) -> int:
    now = today()
    return now.year - birth.year - ((now.month, now.day) < (birth.month, birth.day))


class PersonCard(Translated, QScrollArea):
    """`booking_chosen`: one of the person's appointments here, or None. The others: a button of theirs was pressed."""

    booking_chosen = Signal(object)
    cancel_wanted = Signal(object, object)  # Person, Booking
    card_wanted = Signal(object)  # Person
    card_back_wanted = Signal(object)  # Person

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.person: Person | None = None
        self._facility = ""
        self._group = QButtonGroup(self)
        self._bookings: list[Booking] = []
        self.booking: Booking | None = None
        self.cancel = Button(theme, "x", "danger")
        self.take_card = Button(theme, "list-checks")
        self.give_back = Button(theme, "undo-2", "danger")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cancel.clicked.connect(lambda: self.cancel_wanted.emit(self.person, self.booking))
        self.take_card.clicked.connect(lambda: self.card_wanted.emit(self.person))
        self.give_back.clicked.connect(lambda: self.card_back_wanted.emit(self.person))
        self.retranslate()

    def show_person(self, person: Person | None, facility: str) -> None:
        """`facility`: whose appointments can be cancelled and moved here."""
        self.person, self._facility = person, facility
        self.retranslate()

    def set_free(self, free: bool) -> None:
        self.cancel.setEnabled(free and self.booking is not None)
        self.take_card.setEnabled(free)
        self.give_back.setEnabled(free)

    def words(self) -> str:
        """All that is told, as text."""
        page = self.widget()
        if page is None:
            return ""
        told = [part.text() for part in page.findChildren(QLabel)]
        told += [part.text().replace("&&", "&") for part in page.findChildren(QRadioButton)]
        return "\n".join(words for words in told if words)

    @property
    def has_one_ahead(self) -> bool:
        """Whether one of the person's appointments here is still to come."""
        return any(one.date is not None and one.date >= today() for one in self._bookings)

    # --- building ---

    def retranslate(self) -> None:
        for button in (self.cancel, self.take_card, self.give_back):
            button.setParent(None)
        self.cancel.say(self.tr("Cancel this appointment…"))
        self.take_card.say(self.tr("Take a queue card…"))
        self.give_back.say(self.tr("Cancel the queue card…"))
        self._group, self._bookings, self.booking = QButtonGroup(self), [], None
        page = QWidget()
        page.setProperty("kind", "page")
        box = column(page, margin=0, gap=GAP // 2)
        if self.person is not None:
            self._facts(box, self.person)
            self._appointments(box, self.person)
            self._vaccinations(box, self.person)
            self._queue(box, self.person)
        else:
            words = self.tr("Nobody chosen yet. Find the person above, then choose the day and the hour.")
            box.addWidget(label("muted", words, wrap=True))
        box.addStretch(1)
        self.setWidget(page)
        self._group.idToggled.connect(self._chosen)
        self.booking_chosen.emit(None)
        if len(self._bookings) == 1:
            self._group.button(0).setChecked(True)

    def _facts(self, box: QVBoxLayout, person: Person) -> None:
        box.addWidget(label("heading", person.full_name or "–", wrap=True))
        born = ""
        if person.birth_date is not None:
            years = self.tr("%n year(s)", "", age(person.birth_date))
            born = f"{text.short_day(person.birth_date)} ({years})"
        lines = [
            (self.tr("Citizen ID"), text.cid_groups(person.cid)),
            (self.tr("Born"), born),
            (self.tr("Mobile phone"), person.mobile_phone),
            (self.tr("Group"), " · ".join(part for part in (person.person_type, person.risk_type) if part)),
            (self.tr("Belongs to"), person.facility_name),
        ]
        for name, value in lines:
            if value:
                self._fact(box, name, value)
        codes = {True: ("good", "eligible_yes"), False: ("warn", "eligible_no"), None: ("info", "eligible_unknown")}
        tone, code = codes[person.eligible]
        notice = Notice(self._theme)
        notice.tell(tone, say(code, text.lang()))
        box.addSpacing(GAP // 2)
        box.addWidget(notice)

    @staticmethod
    def _fact(box: QVBoxLayout, name: str, value: str) -> None:
        row = line(gap=GAP)
        left = label("muted", name)
        left.setMinimumWidth(160)
        row.addWidget(left, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label("", value, wrap=True), 1)
        box.addLayout(row)

    def _heading(self, box: QVBoxLayout, words: str, count: int | None = None) -> None:
        box.addSpacing(GAP)
        box.addWidget(rule())
        box.addWidget(label("strong", words if count is None else f"{words} ({count})"))

    def _appointments(self, box: QVBoxLayout, person: Person) -> None:
        self._heading(box, self.tr("Appointments"), len(person.bookings))
        for one in sorted(person.bookings, key=_when):
            words = self._booking_words(one)
            if one.facility in ("", self._facility) and one.date is not None and one.hour is not None:
                button = QRadioButton(text.literal(words))
                self._group.addButton(button, len(self._bookings))
                self._bookings.append(one)
                box.addWidget(button)
            else:
                box.addWidget(label("", words, wrap=True))
        if not person.bookings:
            box.addWidget(label("muted", self.tr("There are none")))
        if self._bookings:
            self._button(box, self.cancel)

    def _booking_words(self, one: Booking) -> str:
        when = text.day(one.date) if one.date else "?"
        at = text.hour(one.hour) if one.hour is not None else "?"
        dose = fill(self.tr("dose %1"), one.dose) if one.dose else ""
        place = one.facility_name or one.facility
        who = self.tr("booked by the citizen") if one.by_citizen else ""
        first = " · ".join(part for part in (f"{when} {at}", dose, who) if part)
        return f"{first}\n{place}" if place else first

    def _vaccinations(self, box: QVBoxLayout, person: Person) -> None:
        self._heading(box, self.tr("Vaccination history"), len(person.vaccinations))
        for given in person.vaccinations:
            facts = {str(key).lower(): value for key, value in given.items()}
            words = [
                _written_day(facts.get("immunization_datetime")),
                fill(self.tr("dose %1"), str(facts.get("vaccine_plan_no", "?"))[:3]),
                str(facts.get("vaccine_name") or "")[:60],
                str(facts.get("hospital_name") or "")[:60],
            ]
            box.addWidget(label("", " · ".join(part for part in words if part), wrap=True))
        if not person.vaccinations:
            box.addWidget(label("muted", self.tr("There are none")))

    def _queue(self, box: QVBoxLayout, person: Person) -> None:
        self._heading(box, self.tr("Queue card"))
        card = person.queue
        if card is None:
            box.addWidget(label("muted", self.tr("There are none")))
            self._button(box, self.take_card)
            return
        place = card.facility_name or card.facility
        words = say("queue_line", text.lang(), number=card.shown)
        box.addWidget(label("", f"{words} · {place}" if place else words, wrap=True))
        if card.facility in ("", self._facility):
            self._button(box, self.give_back)

    @staticmethod
    def _button(box: QVBoxLayout, button: Button) -> None:
        row = line()
        row.addWidget(button)
        row.addStretch(1)
        box.addLayout(row)
        button.show()

    def _chosen(self, number: int, on: bool) -> None:
        if on:
            self.booking = self._bookings[number]
            self.cancel.setEnabled(True)
            self.booking_chosen.emit(self.booking)


def _when(one: Booking) -> tuple[date, int]:
    return one.date or date.max, one.hour if one.hour is not None else 24


def _written_day(value: object) -> str:
    """A server's date and time as a day; as it came where it is none."""
    try:
        return text.short_day(date.fromisoformat(str(value)[:10]))
    except ValueError:
        return str(value or "")[:20]
