"""Rows of a list that nothing was done with: why, and what their cells are to say instead; then the list is asked
about once more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.values import CANCEL, masked
from app.text import clean
from app.wording import say, say_bare
from ui.calendar.day_field import DayField
from ui.kit import text
from ui.kit.basic import column, label, line
from ui.kit.question import Question
from ui.kit.text import fill
from ui.kit.theme import GAP, Theme
from ui.sheet.lines import Lines
from ui.sheet.listed import OfList, as_read

MOST = 30  # rows that are mended at once; those after them are asked about again as they are

Edits = dict[tuple[int, str], object]


class MendRow(QWidget):
    """`row`: of the file. What stood there is no change."""

    def __init__(
        self, theme: Theme, lines: Lines, kind: str, row: int, why: Sequence[str], *, with_id: bool = False
    ) -> None:
        """`with_id`: the id may be wrong; one that can't be read is."""
        super().__init__()
        self.row = row
        self._day = lines.understood(row, "appointment_date")
        hour = lines.understood(row, "appointment_time")
        self._hour = lines.read(row, "appointment_time") if hour is None else f"{hour:02d}:00"
        self._read = lines.read(row, "cid")
        known = lines.understood(row, "cid")
        self.cid: QLineEdit | None = None if known and not with_id else QLineEdit(self._read)
        self.day, self.hour = DayField(theme, self._day), QLineEdit(self._hour)
        self.hour.setPlaceholderText("09:00")
        who = masked(known) if known else self._read
        name = clean(lines.read(row, "person_name"))
        layout = column(self, gap=GAP // 2)
        head = " · ".join(filter(None, (fill(self.tr("Row %1"), row), who, name)))
        layout.addWidget(label("strong", text.literal(head), wrap=True))
        layout.addWidget(label("muted", "\n".join(why), wrap=True))
        day, at = (
            (self.tr("Day of the appointment"), self.tr("Its hour"))
            if kind == CANCEL
            else (self.tr("New day"), self.tr("New hour"))
        )
        fields = line(gap=2 * GAP)
        for words, part in ((self.tr("Citizen ID"), self.cid), (day, self.day), (at, self.hour)):
            if part is not None:
                box = column(gap=2)
                box.addWidget(label("small", words))
                box.addWidget(part)
                box.addStretch(1)
                fields.addLayout(box, 1)
                (part.say if isinstance(part, DayField) else part.setAccessibleName)(f"{head}: {words}")
        layout.addLayout(fields)

    @property
    def edits(self) -> Edits:
        made: Edits = {}
        if self.cid is not None and self.cid.text().strip() != self._read:
            made[self.row, "cid"] = self.cid.text().strip()
        if self.day.day != self._day:
            made[self.row, "appointment_date"] = text.short_day(self.day.day) if self.day.day is not None else ""
        if self.hour.text().strip() != self._hour:
            made[self.row, "appointment_time"] = self.hour.text().strip()
        return made


class MendList(Question):
    def __init__(self, theme: Theme, parent: QWidget, of_list: OfList, kind: str) -> None:
        left = of_list.left
        super().__init__(theme, parent, "pencil", "")
        self.setMinimumWidth(680)
        self.head.setText(self.tr("%n row(s) that nothing was done with", "", len(left)))
        self.setWindowTitle(self.head.text())
        self.say(self.tr("The file itself is not changed. You are asked again before anything is sent."))
        why = _reasons(of_list)
        assert of_list.checked is not None
        lines = as_read(of_list.checked)
        doubted = of_list.whose_id
        self.rows = [MendRow(theme, lines, kind, row, why.get(row, ()), with_id=row in doubted) for row in left[:MOST]]
        for part in self.rows:
            self.body.addWidget(part)
        if (more := len(left) - MOST) > 0:
            self.say(self.tr("%n more row(s) are asked about again as they are.", "", more), "muted")
        self.no.say(self.tr("Leave as they are"))
        self.yes.say(self.tr("See what can be done"))

    @property
    def edits(self) -> Edits:
        return {key: cell for part in self.rows for key, cell in part.edits.items()}


def _reasons(of_list: OfList) -> dict[int, list[str]]:
    lang, told = text.lang(), dict[int, list[str]]()
    for one in of_list.plan.left:
        told.setdefault(one.row, []).append(say(one.code, lang, detail=one.detail))
    for problem in of_list.problems:
        told.setdefault(problem.row, []).append(say_bare(problem, lang))
    return told
