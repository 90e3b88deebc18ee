"""The self-test books the sample as a clerk would; where it can't, it says at once what it waited for."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from app.practice import sample as sample_sheet
from app.sheets.cells.holidays import name_of
from tests.world import any_day
from ui.program import selftest
from ui.program.program import Program
from ui.program.selftest import Report, SelfTest

FEW = 12


pytestmark = pytest.mark.usefixtures("clean_root")  # it writes the program's log


@pytest.fixture
def tried(make_program: Callable[..., Program], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    """Books a short sample, and gives what the report says."""
    monkeypatch.setattr(sample_sheet, "write_sample", partial(sample_sheet.write_sample, rows=FEW))
    monkeypatch.setattr(selftest, "ROWS", FEW)
    monkeypatch.setattr(selftest.parts, "ALL", ())

    def run() -> str:
        code = SelfTest(make_program(), tmp_path, Report(tmp_path)).run()
        told = (tmp_path / "self-test.txt").read_text(encoding="utf-8")
        assert told.endswith("self-test FAILED\n" if code else "self-test passed\n")
        return told

    return run


def holiday() -> date:
    """The next one on a weekday: the practice server has hours then."""
    days = map(any_day, range(2, 400))
    return next(day for day in days if day.weekday() < 5 and name_of(day) is not None)


def test_it_books_the_sample(tried: Callable[[], str]) -> None:
    assert f"{FEW} booked rows in" in tried()


def test_a_question_nobody_is_there_to_answer_is_told_at_once(
    tried: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """At midnight in Thailand a public holiday came within the sample's days: its box wants a tick before any yes, and
    the self-test waited for the end of a batch that had not begun."""
    usual = sample_sheet.write_sample
    monkeypatch.setattr(sample_sheet, "write_sample", partial(usual, days=[holiday()]))
    began = time.monotonic()
    told = tried()
    assert time.monotonic() - began < selftest.PATIENCE / 2
    assert "the end of the batch: asked: " in told
    assert "อาจไม่ใช่วันที่ตั้งใจ" in told, told
    assert "can't be pressed]" in told
    assert f"rows: planned {FEW}; runs: nothing" in told


def test_what_is_waited_for_in_vain_comes_with_what_stands(
    tried: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows, what runs, what holds it, the last lines of the log: whoever reads the report was not there."""

    async def no_answer(*_: object, **__: object) -> None:
        monkeypatch.setattr(selftest, "PATIENCE", 0.5)
        await asyncio.sleep(60)

    monkeypatch.setattr("app.booking.desk.Desk.run", no_answer)
    told = tried()
    assert "waited in vain: the end of the batch" in told
    assert f"rows: planned {FEW}; runs: running" in told
    assert "log: " in told
    assert "signed in to practise" in told
