"""The one answer to "what runs"."""

from __future__ import annotations

from ui.session.under_way import Lane, UnderWay, What


def test_one_thing_in_a_lane_and_the_lanes_beside_each_other() -> None:
    runs = UnderWay()
    assert runs.free(*Lane)
    runs.begin(Lane.SHEET, What.LOADING)
    runs.begin(Lane.SERVER, What.BOOKING)
    assert runs.what(Lane.SHEET) is What.LOADING
    assert runs.what(Lane.SERVER) is What.BOOKING
    assert runs.free(Lane.MESSAGES)
    assert not runs.free(Lane.SHEET)
    assert not runs.free(Lane.SERVER, Lane.MESSAGES)
    runs.end(Lane.SHEET)
    assert runs.what(Lane.SHEET) is None
    assert runs.free(Lane.SHEET)
    assert not runs.free(*Lane)


def test_each_change_is_told_after_it_stands() -> None:
    runs, told = UnderWay(), list[What | None]()
    runs.changed.connect(lambda: told.append(runs.what(Lane.SHEET)))
    runs.begin(Lane.SHEET, What.PREPARING)
    runs.begin(Lane.SHEET, What.RUNNING)
    runs.end(Lane.SHEET)
    assert told == [What.PREPARING, What.RUNNING, None]


def test_stopping_reaches_what_runs_now_and_nothing_else() -> None:
    runs, stopped = UnderWay(), list[str]()
    runs.stop(Lane.SHEET)  # nothing runs: nothing happens
    runs.begin(Lane.SHEET, What.PREPARING, lambda: stopped.append("plan"))
    runs.begin(Lane.SHEET, What.RUNNING, lambda: stopped.append("batch"))
    runs.begin(Lane.SERVER, What.SAVING)
    runs.stop(Lane.SHEET)
    runs.stop(Lane.SERVER)  # can't be stopped
    assert stopped == ["batch"]
    assert runs.what(Lane.SHEET) is What.RUNNING
    runs.end(Lane.SHEET)
    runs.stop(Lane.SHEET)
    assert stopped == ["batch"]
