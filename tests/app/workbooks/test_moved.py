"""A result calls a moved row moved, with its time, and a row that nobody sent not refused by the server."""

from __future__ import annotations

from datetime import datetime

import pytest

from app.domain.stay import HELD_BACK
from app.domain.values import Outcome, State
from app.workbooks.lines import line_of

AT = datetime(2027, 6, 14, 9, 30)  # noqa: DTZ001 - Thai time


def test_a_moved_row_has_the_time_of_its_move_and_one_that_stood_before_has_none() -> None:
    moved = line_of(Outcome(2, State.SKIPPED, "moved", 7, "", AT), "th")
    assert (moved.status, moved.at) == ("moved", AT)
    stood = line_of(Outcome(2, State.SKIPPED, "already_booked", 7, "", AT), "th")
    assert (stood.status, stood.at) == ("skipped", None)


@pytest.mark.parametrize("code", HELD_BACK)
def test_what_was_held_back_here_was_not_refused_by_the_server(code: str) -> None:
    line = line_of(Outcome(2, State.REFUSED, code, None, "13:00", AT), "th")
    assert line.cells("th")[0] == "โปรแกรมไม่ส่ง"
    assert line_of(Outcome(2, State.REFUSED, "slot_full", None, "", AT), "th").cells("th")[0] == "ระบบไม่รับจอง"
