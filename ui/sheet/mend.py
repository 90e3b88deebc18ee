"""One cell that is wrong: its sentence, the cell to type into, and the mend that a press does."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.values import Problem, Severity
from ui.kit import text
from ui.kit.basic import Button, column, line
from ui.kit.notice import Notice
from ui.kit.theme import GAP, Theme
from ui.sheet.columns import change_words, sentence
from ui.sheet.problems import TONES


class MendCell(QWidget):
    """`mended`: field and what the clerk typed. `fixed`: the problem whose offered mend is taken."""

    mended = Signal(str, str)
    fixed = Signal(object)

    def __init__(self, theme: Theme, problem: Problem, value: str, *, can_mend: bool) -> None:
        super().__init__()
        self.problem = problem
        notice = Notice(theme)
        layout = column(self, gap=GAP // 2)
        layout.addWidget(notice)  # first: what has no parent yet would be shown as a window of its own
        notice.tell(TONES[problem.severity], sentence(problem))
        self.cell: QLineEdit | None = None
        self.fix: Button | None = None
        if can_mend and problem.column and problem.severity is not Severity.INFO:
            layout.addLayout(self._editor(theme, value))
        if can_mend and problem.fix is not None and problem.severity is not Severity.INFO:
            self.fix = Button(theme, "wrench")
            take = change_words([problem])
            if problem.code == "name_differs":  # a name may be longer than the panel is wide
                self.fix.say(self.tr("It is the same person"), take)
            else:
                self.fix.say(take)
            self.fix.clicked.connect(self._take)
            row = line()
            row.addWidget(self.fix)
            row.addStretch(1)
            layout.addLayout(row)

    def _editor(self, theme: Theme, value: str):  # type: ignore[no-untyped-def]
        self.cell = QLineEdit(value)
        self._value = value
        word = text.field_word(self.problem.column)
        self.cell.setAccessibleName(word)
        self.cell.setPlaceholderText(word)
        self.cell.returnPressed.connect(self._mend)
        mend = Button(theme, "check")
        mend.say(self.tr("Fix"), self.tr("Put this into the cell; the file itself stays as it is"))
        mend.clicked.connect(self._mend)
        self.mend = mend
        row = line(gap=GAP // 2)
        row.addWidget(self.cell, 1)
        row.addWidget(mend)
        return row

    def _mend(self) -> None:
        assert self.cell is not None
        typed = self.cell.text().strip()
        if typed != self._value:
            self.mended.emit(self.problem.column, typed)

    def _take(self) -> None:
        self.fixed.emit(self.problem)
