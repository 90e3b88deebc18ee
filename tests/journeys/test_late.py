"""Who comes late to a sheet that another window or computer is at: told how far that is, row by row, nothing sent."""

from __future__ import annotations

import json
from pathlib import Path

from app.booking.desk import open_journal
from app.domain.address import Server
from app.domain.values import State
from app.journal.batches import Source
from app.system.paths import DataDir
from tests.commandline import account, mophic, sheet
from tests.world import rows_for, server_with

ROWS = rows_for(5, 1)


def test_a_computer_that_comes_late_says_what_the_other_has_done_and_what_is_left(tmp_path: Path) -> None:
    """Three are booked there, one is refused, one waits. It did nothing itself, and says so."""
    there = (State.BOOKED, State.BOOKED, State.BOOKED, State.REFUSED, State.PLANNED)
    with server_with() as practice:
        path, report = sheet(tmp_path / "a.xlsx", ROWS), tmp_path / "report.json"
        words = ["upload", path, *account(practice, tmp_path), "--yes", "--lang", "en"]
        words += ["--report", report, "--result", tmp_path / "result.xlsx"]
        data = DataDir(tmp_path / "data")
        with open_journal(Server(practice.url, practice=True), data, key_path=None) as journal:
            steps = [
                (row, state, "not_a_target" if state is State.REFUSED else "", None)
                for row, state in zip(ROWS, there, strict=True)
            ]
            batch = journal.add_batch(practice.facility, "somsri", Source("a.xlsx", rows=5), steps)
            with journal.hold(batch, "somsri · PC-2 · 7"):
                ran = mophic(*words, "--json", stdin="practice\n")
                shown = mophic(*words[:-2], stdin="practice\n")
        assert ran.code == shown.code == 6
        assert ran.summary == {
            "rows": 5,
            "booked": 0,
            "refused": 1,
            "skipped": 3,
            "not_sent": 1,
            "unknown": 0,
            "invalid": 0,
        }
        codes = [ran.rows[row.row]["code"] for row in ROWS]
        assert codes == [*["booked_by_holder"] * 3, "not_a_target", "left_to_holder"]
        for told in (ran, shown):
            assert "(somsri · PC-2 · 7); just now 3 of its 5 rows are booked." in told.err
        assert "not_sent       1  The window or computer that runs this batch has not finished" in shown.out
        assert practice.state()["bookings"] == []
        told = json.loads(report.read_text("utf-8"))
        assert (told["outcome"], told["exit_code"], told["error"]) == ("overlap", 6, "batch_held")
        assert told["message"].startswith("Another window or computer is running this batch (somsri · PC-2 · 7)")
        assert [row["outcome"] for row in told["rows"]] == [*["skipped"] * 3, "refused", "not_sent"]
