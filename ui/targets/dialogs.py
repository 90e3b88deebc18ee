"""Putting somebody on the target list: one person by hand, or those of a sheet who are not on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QScrollArea, QWidget

from app.domain.values import Problem, masked
from app.errors import AppError
from app.wording import say, say_error, say_in_row, say_registered
from ui.kit import text
from ui.kit.basic import column, label, repolish
from ui.kit.notice import Notice
from ui.kit.question import Question
from ui.kit.text import fill
from ui.kit.theme import GAP, Theme

if TYPE_CHECKING:
    from app.people.targets import NewPerson, Registered

TITLES = ("นาย", "นาง", "นางสาว", "เด็กชาย", "เด็กหญิง")
MOST_SHOWN = 12


class RegisterPerson(Question):
    """ขึ้นทะเบียนกลุ่มเป้าหมาย. Stays open until what was typed can be used."""

    asked = Signal(object)  # a NewPerson

    def __init__(self, theme: Theme, parent: QWidget, cid: str) -> None:
        super().__init__(theme, parent, "user-plus", "")
        words = self.tr("Register on the target list")
        self.head.setText(words)
        self.setWindowTitle(words)
        self._cid = cid
        self.say(fill(self.tr("Citizen ID: %1"), text.cid_groups(cid)))
        self.prefix, self.gender = QComboBox(), QComboBox()
        self.prefix.setEditable(True)
        self.prefix.addItems(TITLES)
        self.prefix.setCurrentIndex(-1)  # a title that nobody chose would be registered
        self.prefix.setPlaceholderText(self.tr("choose or type"))
        self.gender.addItem(self.tr("By the title"), "")
        self.gender.addItem(self.tr("Man"), "1")
        self.gender.addItem(self.tr("Woman"), "2")
        self.first, self.last, self.birth, self.phone = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.birth.setPlaceholderText(self.tr("day/month/year, such as 31/1/2523"))
        form = QFormLayout()
        form.setHorizontalSpacing(3 * GAP)
        form.setVerticalSpacing(GAP)
        for name, field in (
            (self.tr("Title"), self.prefix),
            (self.tr("First name"), self.first),
            (self.tr("Surname"), self.last),
            (self.tr("Birth date"), self.birth),
            (self.tr("Gender"), self.gender),
            (self.tr("Mobile phone"), self.phone),
        ):
            field.setAccessibleName(name)
            form.addRow(label("strong", name), field)
        begins = ("title_", "first_name_", "surname_", "birth_", "gender_")  # how the codes of a field begin
        fields = (self.prefix, self.first, self.last, self.birth, self.gender)
        self._begins: dict[QWidget, str] = dict(zip(fields, begins, strict=True))
        self.told = Notice(theme)
        self.body.addLayout(form)
        self.body.addWidget(self.told)
        self.yes.say(self.tr("Register"))
        self.yes.clicked.disconnect()
        self.yes.clicked.connect(self._check)
        self.prefix.setFocus()

    def _check(self) -> None:
        try:
            person = self._read()
        except AppError as error:
            self.told.tell("bad", say_error(error, text.lang()))
            self._show_wrong(error.code)
            return
        self.asked.emit(person)
        self.accept()

    def _show_wrong(self, code: str) -> None:
        """The field that the sentence speaks of is marked, and the clerk stands in it."""
        wrong = next((field for field, begins in self._begins.items() if code.startswith(begins)), self.first)
        for field in self._begins:
            field.setProperty("wrong", field is wrong)
            repolish(field)
        wrong.setFocus()

    def _read(self) -> NewPerson:
        """Raises InputError."""
        from app.people import targets

        first, last = (" ".join(field.text().split()) for field in (self.first, self.last))
        prefix, first, more = targets.name_parts(first, self.prefix.currentText().strip())
        first = f"{first} {more}".strip()
        targets.check_name(prefix, first, last)
        gender = targets.gender_of(str(self.gender.currentData()), prefix)
        born = targets.birth_date(self.birth.text())
        return targets.NewPerson(self._cid, prefix, first, last, born, gender, self.phone.text().strip())


class RegisterMany(Question):
    """People of a sheet who may be missing on the target list; who is on it already is left alone."""

    def __init__(self, theme: Theme, parent: QWidget, people: Sequence[NewPerson], problems: Sequence[Problem]) -> None:
        super().__init__(theme, parent, "user-plus", "")
        words = self.tr("Register %n person(s) on the target list?", "", len(people))
        self.head.setText(words)
        self.setWindowTitle(words)
        self.say(
            self.tr("Everybody is looked up first. Who is on the list already is left as the Ministry knows them.")
        )
        if problems:
            self.warn("warn", self.tr("%n row(s) lack something and are left out.", "", len(problems)))
            self._list([say_in_row(one, text.lang()) for one in problems])
        self.yes.say(self.tr("Register %n person(s)", "", len(people)))
        self.yes.setEnabled(bool(people))

    def _list(self, lines: Sequence[str]) -> None:
        page = QWidget()
        page.setProperty("kind", "page")
        box = column(page, gap=2)
        for words in lines[:MOST_SHOWN]:
            box.addWidget(label("", words, wrap=True))
        if len(lines) > MOST_SHOWN:
            box.addWidget(label("muted", f"… +{len(lines) - MOST_SHOWN}"))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(page)
        area.setMaximumHeight(180)
        self.body.addWidget(area)


def registered_words(done: Sequence[Registered], invalid: int = 0) -> tuple[str, str, str]:
    """Tone, sentence and small print for what became of them."""
    counts = {
        fate: sum(one.fate == fate for one in done) for fate in ("registered", "was_on_list", "refused", "unknown")
    }
    bad = [one for one in done if one.fate in ("refused", "unknown")]
    if len(done) == 1 and not invalid:
        (one,) = done
        return "bad" if bad else "good", say(f"person_{one.fate}", text.lang()), one.detail
    small = "\n".join(f"{masked(one.person.cid)}: {say(f'person_{one.fate}', text.lang())}" for one in bad[:MOST_SHOWN])
    return "warn" if bad else "good", say_registered({**counts, "invalid": invalid}, text.lang()), small
