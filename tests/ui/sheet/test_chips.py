"""The counters in one line: what they lose where there is little room."""

from __future__ import annotations

from collections import Counter

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.stay import MOVING
from app.domain.values import Outcome, State
from ui.kit.theme import Theme
from ui.sheet.chips import Chips
from ui.sheet.lines import Lines
from ui.sheet.status import KNOWN, PROBLEM


def running(**counts: int) -> Lines:
    """A batch of so many rows in each status."""
    found = Counter({str(status): count for status, count in counts.items()})
    return Lines(
        counts=found, batch=1, outcomes={2: Outcome(2, State.BOOKED)}, numbers=list(range(sum(counts.values())))
    )


def shown(chips: Chips) -> dict[str, bool]:
    """Name -> whether it has its word."""
    return {name: not chip.short for name, chip in chips.chips.items() if not chip.isHidden()}


def test_those_of_nothing_go_before_another_one_loses_its_word(qapp: QApplication, qtbot: QtBot) -> None:
    page = QWidget()  # whose width does not heed what the line would like
    qtbot.addWidget(page)
    chips = Chips(Theme(qapp))
    chips.setParent(page)
    page.show()
    chips.show()
    lines = running(planned=13, booked=245, skipped=3, moving=29)
    chips.resize(3000, 40)
    chips.show_counts(lines)
    assert {"refused", "unknown", "problems"} <= shown(chips).keys(), "there is room"
    there = {"ready", "booked", "skipped", "moving"}
    none = {name for name in shown(chips) if name not in there}
    nothing = {chip for name, chip in chips.chips.items() if name in none}
    chips.resize(chips._needed(set(), nothing), 40)
    assert shown(chips) == dict.fromkeys(there, True), "words, for who is there"
    chips.resize(chips._needed(set(), nothing) - 1, 40)
    assert shown(chips) == dict.fromkeys(there, False)
    chips.resize(3000, 40)
    assert none <= shown(chips).keys()


def test_a_row_that_waits_for_its_move_is_no_row_that_is_not_sent() -> None:
    lines = running(planned=2, moving=3)
    assert (lines.group("ready"), lines.group("moving"), lines.unsent) == (2, 3, 5)
    assert not lines.ended


def test_who_is_booked_already_is_not_ready() -> None:
    lines = Lines(counts=Counter({State.PLANNED: 3, KNOWN: 2, PROBLEM: 1}), numbers=list(range(6)))
    assert (lines.group("ready"), lines.group("known"), lines.unsent) == (3, 2, 5)
    assert MOVING == "moving"
