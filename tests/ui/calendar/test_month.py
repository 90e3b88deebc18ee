"""The month as it is painted: no word lies on another; the week begins as it does in the country."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.schedule.timetable import DayTotal
from ui.calendar.day_field import DayField
from ui.calendar.month import Month
from ui.kit import text
from ui.kit.theme import Theme
from ui.program.language import Language

NOVEMBER = [date(2026, 11, day) for day in range(1, 31)]
PAINTED: list[tuple[QRectF, str]] = []


class Recorder(QPainter):
    """Paints, and notes where each word lies."""

    def drawText(self, box: QRectF, flags: Any, words: str) -> None:  # type: ignore[override]
        letters = self.boundingRect(box, flags, words)
        high = letters.height() * 0.3  # a line's own room above and below its digits
        PAINTED.append((letters.adjusted(0, high * 0.6, 0, -high * 0.6), words))
        super().drawText(box, flags, words)


@pytest.fixture
def language(qapp: QApplication) -> Iterator[Language]:
    made = Language(qapp)
    yield made
    made.end()


def painted(month: Month, size: QSize) -> list[tuple[QRectF, str]]:
    PAINTED.clear()
    month.resize(size)
    month.render(QPixmap(size))
    return list(PAINTED)


@pytest.mark.parametrize("letters", [100, 150])
def test_numbers_never_lie_on_each_other(
    theme: Theme, language: Language, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, letters: int
) -> None:
    monkeypatch.setattr("ui.calendar.month.QPainter", Recorder)
    theme.use_text_size(letters)
    totals = {one: DayTotal(one, 1140 - one.day, 1000 + one.day) for one in NOVEMBER}
    totals[NOVEMBER[4]] = DayTotal(NOVEMBER[4], 0, 10)
    monkeypatch.setattr("ui.calendar.month.today", lambda: date(2026, 11, 12))
    wrong = []
    for lang, small in (("th", False), ("en", False), ("th", True)):
        language.use(lang)
        month = Month(theme, small=small)
        qtbot.addWidget(month)
        month.show_month(2026, 11, totals)
        for size in {month.minimumSizeHint(), QSize(560, 360), QSize(500, 300), QSize(900, 700)}:
            if size.width() < month.minimumSizeHint().width() or size.height() < month.minimumSizeHint().height():
                continue
            words = painted(month, size)
            assert {"5", "30"} <= {word for _, word in words}
            wrong += [(size.toTuple(), a[1], b[1]) for a, b in combinations(words, 2) if a[0].intersects(b[0])]
    theme.use_text_size(100)
    assert wrong == []


def test_the_week_begins_on_sunday_in_thai_and_on_monday_in_english(
    theme: Theme, language: Language, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.calendar.month.QPainter", Recorder)
    month = Month(theme)
    qtbot.addWidget(month)
    for lang, names, first in (
        ("th", ["อา.", "จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส."], date(2026, 11, 1)),
        ("en", ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], date(2026, 10, 26)),
    ):
        language.use(lang)
        month.show_month(2026, 11, {})
        assert [words for _, words in painted(month, QSize(700, 500))][:7] == names
        assert month.box(first).left() < month.width() / 7
        assert month.box(date(2026, 11, 4)).center().x() == pytest.approx(
            month.width() * (3.5 if lang == "th" else 2.5) / 7
        )


@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_public_holiday_is_marked_and_named(theme: Theme, language: Language, qtbot: QtBot, lang: str) -> None:
    feast, plain = date(2026, 12, 10), date(2026, 12, 9)
    language.use(lang)
    month, field = Month(theme), DayField(theme, feast)
    for part in (month, field):
        qtbot.addWidget(part)
    month.show_month(2026, 12, {})
    name = {"th": "วันหยุดราชการ: วันรัฐธรรมนูญ", "en": "Public holiday: Constitution Day"}[lang]
    qtbot.waitUntil(lambda: month.words_of(feast).startswith(name))
    assert name not in month.words_of(plain)
    size = QSize(700, 520)
    month.resize(size)
    picture = QPixmap(size)
    month.render(picture)
    image, ink = picture.toImage(), QColor(theme.colours.bad.ink)
    marked = {
        day: any(
            image.pixelColor(x, y) == ink
            for x in range(int(month.box(day).left()), int(month.box(day).right()))
            for y in range(int(month.box(day).top()), int(month.box(day).bottom()))
        )
        for day in (feast, plain)
    }
    assert marked == {feast: True, plain: False}
    qtbot.waitUntil(lambda: field.hint.text().endswith({"th": "วันหยุดราชการ", "en": "public holiday"}[lang]))
    assert field.field.accessibleDescription().endswith(name)
    field.set_day(plain)
    assert field.hint.text() == text.day(plain)
