"""People with another hour of the day in words: which, where each would be moved to, and who can't be moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from app.domain.stay import MOVE_NO_HOUR, Stay
from ui.kit import text
from ui.kit.question import MOST_ROWS
from ui.sheet.lines import Lines

Hours = Sequence[tuple[int, str]]  # row, and the hour that stands in its way (09:00, or "")


def listed(hours: Hours) -> str:
    """แถว 5 (09:00 น.), แถว 7 (10:00 น.) …"""
    thai = text.lang() == "th"

    def words(row: int, at: str) -> str:
        if thai:
            return f"แถว {row}" + (f" ({at} น.)" if at else "")
        return f"row {row}" + (f": already {at} that day" if at else "")

    return _some([words(row, at) for row, at in hours])


def moves(hours: Hours, lines: Lines) -> str:
    """แถว 5: 09:00 → 10:00, แถว 7: 13:00 → 09:00 และอีก 3 แถว"""
    return _some([f"{_row(row)}: {at or '?'} → {new_hour(row, lines)}" for row, at in hours])


def staying(stays: Iterable[Stay], lines: Lines) -> str:
    """A line each: แถว 14: 13:00 → 12:00 ไม่มีช่วงเวลานี้ (ว่าง 08:00, 10:00)"""
    told = [
        f"•  {_row(one.row)}: {one.at or '?'} → {new_hour(one.row, lines)} {_why(one)} ({_free(one.free)})"
        for one in stays
    ]
    rest = len(told) - MOST_ROWS
    return "\n".join([*told[:MOST_ROWS], *([_and_more(rest)] if rest > 0 else [])])


def new_hour(row: int, lines: Lines) -> str:
    place = lines.places.get(row)
    wanted = None if place is None else lines.appointments[place]
    return "?" if wanted is None else f"{wanted.hour:02d}:00"


def _row(row: int) -> str:
    return f"แถว {row}" if text.lang() == "th" else f"row {row}"


def _why(stay: Stay) -> str:
    if stay.code == MOVE_NO_HOUR:
        return QCoreApplication.translate("hours_said", "is not there")
    return QCoreApplication.translate("hours_said", "is full")


def _free(hours: Sequence[str]) -> str:
    if not hours:
        return QCoreApplication.translate("hours_said", "no hour is free that day")
    return text.fill(QCoreApplication.translate("hours_said", "free: %1"), ", ".join(hours))


def _some(told: Sequence[str]) -> str:
    rest = len(told) - MOST_ROWS
    return ", ".join(told[:MOST_ROWS]) + (f" {_and_more(rest)}" if rest > 0 else "")


def _and_more(count: int) -> str:
    return text.fill(QCoreApplication.translate("hours_said", "… and %1 more"), text.number(count))
