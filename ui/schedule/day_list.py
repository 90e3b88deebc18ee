"""The day's list: who is booked on a day or span, by hour; to look at, to print and sign, to save."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QTableView, QWidget

from app.errors import AppError
from app.schedule.day_list_file import gone_words, hour_words, note_words, show_id, sum_words
from app.wording import say, say_error
from ui.calendar.day_field import DayField
from ui.kit import text
from ui.kit.basic import Button, label, line
from ui.kit.flow_layout import FlowLayout
from ui.kit.notice import Notice
from ui.kit.question import Question
from ui.kit.table import Column, ListModel, numbers, plain_table
from ui.kit.text import fill
from ui.kit.theme import GAP, Theme, scaled
from ui.schedule.listing import Listing
from ui.schedule.taking import Taking

if TYPE_CHECKING:
    from app.schedule.day_list import DayList, Line

OFTEN = 200  # ms between two looks at how far it is
SOON = 500  # ms without a change of the days, and they are asked for
HIGH = 260  # px of the table, where there is room
NOTES = 6  # the column
SHOWN = 5  # notes seen at once; on paper and in files stand all
LONGEST_DAY = "พฤ. 28 พ.ย. 2569"


class _Table(QTableView):
    """Takes the room there is."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), HIGH)


class DayListDialog(Question):
    """`remind_wanted`: the days of the list, first and last."""

    remind_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget, listing: Listing, day: date) -> None:
        super().__init__(theme, parent, "list-checks", "")
        self._listing = listing
        self.list: DayList | None = None
        self.setMinimumWidth(scaled(900))
        words = self.tr("Who is booked")
        self.head.setText(words)
        self.setWindowTitle(words)
        self.first, self.last = DayField(theme, day), DayField(theme, day)
        self.whole = QCheckBox(self.tr("Show whole IDs"))
        self.sums = label("strong", wrap=True)
        self.notes = Notice(theme)
        self.model = ListModel(self._columns(), self)
        self.table = plain_table(_Table(), self.model, several=True)
        self.print, self.save = Button(theme, "printer"), Button(theme, "save")
        self.taking = Taking(self, listing)
        self._soon, self._clock = QTimer(self), QTimer(self)
        self._build()
        self._wire()
        self.ask()

    def _columns(self) -> tuple[Column, ...]:
        def words(name: str) -> Any:
            return lambda: say(name, text.lang())

        return (
            Column("number", words("list_number"), numbers, ("1000",)),
            Column("day", words("slot_date"), _day, (LONGEST_DAY,)),
            Column("hour", words("list_hour"), _hour, ("08:00 น.",)),
            Column("cid", words("list_cid"), self._cid, ("เลขประจำตัวประชาชนน",)),
            Column("name", words("list_name"), _name, stretches=True),
            Column("dose", words("list_dose"), _dose, ("เข็มที่",)),
            Column("note", words("list_note"), _note, ("จองตามบันทึกงาน แต่ไม่พบนัดในระบบ",), tip=_note),
        )

    def _build(self) -> None:
        days = FlowLayout(gap=2 * GAP)
        for name, field in ((self.tr("From"), self.first), (self.tr("To"), self.last)):
            box = QWidget()
            inner = line(box, gap=GAP)
            told = label("strong", name)
            told.setFixedHeight(field.field.sizeHint().height())  # beside the field, not beside its hint
            inner.addWidget(told, 0, Qt.AlignmentFlag.AlignTop)
            inner.addWidget(field)
            box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
            field.say(name)
            days.addWidget(box)
        days.addWidget(self.whole)
        self.body.addLayout(days)
        self.body.addWidget(self.notes)
        self.body.addWidget(self.table, 1)
        self.staying.addWidget(self.sums)
        self.table.setMinimumHeight(120)
        self.table.setAccessibleName(self.head.text())
        for place, button in enumerate((self.print, self.save)):
            self.buttons.insertWidget(place, button)
        self.print.say(self.tr("Print…"))
        self.save.say(self.tr("Save…"), self.tr("As PDF, Excel or CSV"))
        self.no.say(self.tr("Close"))
        self.yes.set_icon("message-square")
        self.yes.say(self.tr("Remind them…"), self.tr("Write a message to everybody on this list"))

    def _wire(self) -> None:
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self.ask)
        self._clock.setInterval(OFTEN)
        self._clock.timeout.connect(self._show_progress)
        for field in (self.first, self.last):
            field.changed.connect(self._later)
        self.whole.toggled.connect(self._choose_ids)
        self.print.clicked.connect(self.taking.print)
        self.save.clicked.connect(self.taking.ask_save)
        self.said_yes.connect(self._remind)
        self._listing.listed.connect(self._show)
        for part in (self._listing, self.taking):
            part.saved.connect(self._saved)
            part.failed.connect(self._failed)

    # --- asking ---

    def _later(self) -> None:
        self._take(None)
        self._show_buttons()
        self._soon.start()

    def ask(self) -> None:
        first, last = self.first.day, self.last.day
        if first is None or last is None:
            return
        if last < first:  # one day is the usual wish: the other field follows
            self.last.set_day(first)
            return
        self.notes.hide()
        self._clock.start()
        self._show_progress()
        self._listing.ask(first, last)

    def _show_progress(self) -> None:
        done, total = self._listing.done, self._listing.total
        looked = fill(self.tr("Looking people up: %1 of %2"), text.number(done), text.number(total))
        self.sums.setText(looked if total else self.tr("Loading…"))
        self._show_buttons()

    # --- what stands ---

    def _show(self, listed: DayList) -> None:
        self._clock.stop()
        self._take(listed)
        several = len(listed.days) > 1
        self.table.setColumnHidden(1, not several)
        self.model.show(listed.lines)
        notes = any(_note(listed.lines, place) for place in range(len(listed.lines)))
        self.table.setColumnHidden(NOTES, not notes)  # the room is the names'
        lang = text.lang()
        told = [sum_words(day, lang) for day in listed.days] if not several else [_sums(listed)]
        self.sums.setText("\n".join(told) if listed.lines else say("day_nobody", lang))
        self._show_notes(listed)
        self._show_buttons()

    def _take(self, listed: DayList | None) -> None:
        self.list = self.taking.list = listed

    def _choose_ids(self, whole: bool) -> None:
        self.taking.whole = whole
        self.model.retranslate()

    def _show_notes(self, listed: DayList) -> None:
        lang, several = text.lang(), len(listed.days) > 1
        words = []
        for day in listed.days:
            lead = f"{text.day(day.date)}: " if several else ""
            words += [lead + one for one in note_words(day, lang)]
        gone = [one for day in listed.days for one in gone_words(day, lang, whole=False)]
        told = [*words, *gone]
        if not told:
            self.notes.hide()
            return
        more = [f"… (+{text.number(len(told) - SHOWN)})"] if len(told) > SHOWN else []
        self.notes.tell("warn" if words else "info", told[0], "\n".join([*told[1:SHOWN], *more]))

    def _show_buttons(self) -> None:
        some = self.list is not None and bool(self.list.lines)
        for button in (self.print, self.save, self.yes):
            button.setEnabled(some)

    def _cid(self, lines: Sequence[Line], place: int) -> str:
        return show_id(lines[place].cid, whole=self.whole.isChecked())

    # --- what came of it ---

    def _saved(self, out: Path) -> None:
        self.notes.tell("good", say("list_saved", text.lang(), path=str(out)))

    def _failed(self, error: AppError) -> None:
        self._clock.stop()
        if self.list is None:
            self.sums.setText("")
        self.notes.tell("bad", say_error(error, text.lang()), error.detail)
        self._show_buttons()

    def _remind(self) -> None:
        if self.list is not None:
            self.remind_wanted.emit((self.list.days[0].date, self.list.days[-1].date))


def _sums(listed: DayList) -> str:
    words = QCoreApplication.translate("DayListDialog", "%1 people on %2 days")
    return fill(words, text.number(listed.people), text.number(len(listed.days)))


def _day(lines: Sequence[Line], place: int) -> str:
    return text.day(lines[place].date)


def _hour(lines: Sequence[Line], place: int) -> str:
    hour = lines[place].hour
    return hour_words(lines[place]) if hour is None else text.hour(hour)


def _name(lines: Sequence[Line], place: int) -> str:
    return lines[place].name or "–"


def _dose(lines: Sequence[Line], place: int) -> str:
    return str(lines[place].dose or "–")


def _note(lines: Sequence[Line], place: int) -> str:
    one = lines[place]
    if one.doubt:
        return say(one.doubt, text.lang())
    return say("list_is_new", text.lang()) if one.new else ""
