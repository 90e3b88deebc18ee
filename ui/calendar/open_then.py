"""Whether the clinic is open on a public holiday: asked wherever a day is chosen that will be booked."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox

from app.sheets.cells import holidays
from app.wording import say
from ui.kit import text
from ui.kit.must_tick import MustTick


def holiday_words(days: Collection[date]) -> str:
    """Which of these days are public holidays, and what is to be looked at; "" where none is."""
    found, lang = holidays.among(days), text.lang()
    return say("day_is_holiday", lang, days=", ".join(holidays.named(found, lang)), count=len(found)) if found else ""


def ask_open(must: MustTick, days: Collection[date]) -> QCheckBox | None:
    """Nothing is done until the clerk has said that the clinic is open. None: no day is a public holiday."""
    words = holiday_words(days)
    return must.ask(words, QCoreApplication.translate("OpenThen", "The clinic is open on this day")) if words else None
