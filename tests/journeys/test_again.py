"""The same sheet once more: whoever was booked from it and was cancelled or moved from here since is not booked again
unasked, whatever did it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.practice import PracticeServer
from app.thai import show_date
from tests.commandline import Ran, account, mophic
from tests.journeys.test_by_list import DAY, OTHER, PEOPLE, held, people_sheet, place, rows

CIDS = [one.cid for one in PEOPLE[:6]]


class Clerk:
    """Six people of one sheet, booked, at a command line."""

    def __init__(self, practice: PracticeServer, folder: Path) -> None:
        self.practice, self.folder = practice, folder
        self.words = [*account(practice, folder), "--yes", "--settle", "0.2"]
        self.file = self.sheet("นัด.xlsx")
        assert self.upload().code == 0

    def sheet(self, name: str, hour: str = "09:00", fixed: int = 6) -> Path:
        """`fixed`: so many of the six have this hour, the others that of before."""
        table = [[row.cid, row.person_name, DAY, hour if at < fixed else "09:00"] for at, row in enumerate(rows(6))]
        return people_sheet(self.folder / name, table, "ชื่อ-สกุล", "วันที่นัด", "เวลานัด")

    def mophic(self, *words: object, lang: str = "en") -> Ran:
        return mophic(*words, *self.words, "--lang", lang, stdin="practice\n")

    def upload(self, *words: object, file: Path | None = None) -> Ran:
        return self.mophic("upload", file or self.file, "--json", *words)

    def cancel(self, *cids: str) -> None:
        file = people_sheet(self.folder / "ยกเลิก.xlsx", [[cid] for cid in cids])
        assert self.mophic("cancel", "--list", file).code == 0

    def move(self, cid: str) -> None:
        file = people_sheet(self.folder / "เลื่อน.xlsx", [[cid, OTHER, "10:00"]], "วันที่นัด", "เวลานัด")
        assert self.mophic("move", "--list", file).code == 0

    @property
    def there(self) -> set[tuple[str, str, int]]:
        return set(held(self.practice))


@pytest.fixture
def clerk(tmp_path: Path) -> Any:
    with place() as practice:
        yield Clerk(practice, tmp_path)


def test_who_was_cancelled_or_moved_by_a_list_since_is_left_out_and_said(clerk: Clerk, tmp_path: Path) -> None:
    clerk.cancel(CIDS[0])
    clerk.move(CIDS[1])
    before = clerk.there
    report = tmp_path / "r.json"
    ran = clerk.upload("--report", report)
    assert clerk.there == before, "nobody is booked again, and nobody gets a second day"
    assert ran.code == 1
    assert ran.summary == {
        "rows": 6,
        "booked": 0,
        "refused": 0,
        "skipped": 4,
        "not_sent": 0,
        "unknown": 0,
        "invalid": 0,
        "given_up": 2,
    }
    assert {row: line["code"] for row, line in ran.rows.items() if line["outcome"] == "given_up"} == {
        2: "cancelled_here",
        3: "moved_here",
    }
    assert "2 people were cancelled or moved from here" in ran.err
    assert "--again" in ran.err
    told = json.loads(report.read_text("utf-8"))
    assert (told["outcome"], told["needs_person"], told["summary"]["given_up"]) == ("not_all", True, 2)

    said = clerk.mophic("upload", clerk.file).out
    assert "Cancelled here on " in said
    assert "by the list ยกเลิก.xlsx" in said
    assert f"Moved to {show_date(OTHER, 'en')}, 10:00, on " in said
    assert "by the list เลื่อน.xlsx" in said
    thai = clerk.mophic("upload", clerk.file, "--dry-run", lang="th")
    assert "ตามรายชื่อ ยกเลิก.xlsx" in thai.out
    assert thai.code == 1
    assert clerk.there == before


def test_who_was_moved_within_the_day_by_a_list_is_not_moved_back_unasked(clerk: Clerk) -> None:
    file = people_sheet(clerk.folder / "เลื่อน.xlsx", [[CIDS[0], DAY, "10:00"]], "วันที่นัด", "เวลานัด")
    assert clerk.mophic("move", "--list", file).code == 0
    before = clerk.there
    ran = clerk.upload("--move-same-day")
    assert (ran.code, ran.summary["given_up"], clerk.there) == (1, 1, before)
    said = clerk.mophic("upload", clerk.file, "--move-same-day").out
    assert f"Moved to {show_date(DAY, 'en')}, 10:00, on " in said
    assert clerk.there == before
    assert clerk.upload("--move-same-day", "--again").code == 0
    assert clerk.there != before, "meant all the same"


def test_it_is_answered_once_for_the_file(clerk: Clerk) -> None:
    clerk.cancel(CIDS[0], CIDS[1])
    before = clerk.there
    ran = clerk.upload("--not-again")
    assert (ran.code, ran.summary["left_out"], clerk.there) == (0, 2, before)
    again = clerk.upload()
    assert (again.code, again.summary["left_out"], clerk.there) == (0, 2, before), "it is remembered"
    clerk.cancel(CIDS[2])
    later = clerk.upload()
    assert (later.code, later.summary["left_out"], later.summary["given_up"]) == (1, 2, 1), "of the third nobody said"
    booked = clerk.upload("--again")
    assert (booked.code, booked.summary["booked"], len(clerk.there)) == (0, 3, 6)
    assert clerk.upload().summary["skipped"] == 6
    clerk.cancel(CIDS[0])
    assert clerk.upload().summary["given_up"] == 1, "cancelled once more, asked once more"


def test_after_an_undo_a_corrected_copy_is_asked_about_once_too(clerk: Clerk) -> None:
    assert clerk.mophic("undo", 1).code == 0
    same = clerk.upload()
    assert (same.code, same.summary["given_up"], clerk.there) == (1, 6, set())
    assert "with the batch of นัด.xlsx" in clerk.mophic("upload", clerk.file).out
    mended = clerk.upload(file=clerk.sheet("แก้.xlsx", "10:00", fixed=4))
    assert (mended.code, mended.summary["booked"], mended.summary["given_up"]) == (1, 0, 6)
    assert clerk.upload("--again", file=clerk.folder / "แก้.xlsx").summary["booked"] == 6
    assert clerk.upload(file=clerk.folder / "แก้.xlsx").summary["skipped"] == 6
    assert len(clerk.there) == 6


def test_a_corrected_copy_at_another_hour_books_nobody_who_was_given_up_since_unasked(clerk: Clerk) -> None:
    clerk.cancel(CIDS[0])
    clerk.move(CIDS[1])
    assert clerk.mophic("cancel", CIDS[2]).code == 0
    before, copy = clerk.there, clerk.sheet("แก้.xlsx", "10:00", fixed=3)
    ran = clerk.upload(file=copy)
    assert (ran.code, ran.summary["given_up"], ran.summary["booked"], clerk.there) == (1, 3, 0, before)
    assert {row: ran.rows[row]["code"] for row in (2, 3, 4)} == {
        2: "cancelled_here",
        3: "moved_here",
        4: "cancelled_here",
    }
    said = clerk.mophic("upload", copy).out
    assert f"The appointment of {show_date(DAY, 'en')}, 09:00, was cancelled here on " in said
    assert f"09:00, was moved to {show_date(OTHER, 'en')}, 10:00, on " in said
    assert "so this row was not booked" in said
    thai = clerk.mophic("upload", copy, lang="th").out
    assert f"นัดวันที่ {show_date(DAY, 'th')} เวลา 09:00 ยกเลิกที่นี่เมื่อ" in thai
    assert "จึงไม่จองแถวนี้" in thai
    assert clerk.upload("--not-again", file=copy).summary["left_out"] == 3
    assert clerk.upload(file=copy).summary["left_out"] == 3, "it is remembered"
    later = clerk.upload(file=clerk.sheet("แก้.xlsx", "08:00", fixed=3))
    assert later.summary["given_up"] == 3, "another hour is another question"
    assert clerk.there == before
    assert clerk.upload("--again", file=clerk.folder / "แก้.xlsx").summary["booked"] == 3
    assert clerk.upload(file=clerk.folder / "แก้.xlsx").summary["skipped"] == 6


def test_a_copy_of_that_name_with_another_day_is_asked_about_and_another_sheet_is_booked(clerk: Clerk) -> None:
    clerk.cancel(CIDS[0])
    before = clerk.there
    table = [[row.cid, row.person_name, OTHER, "09:00"] for row in rows(1)]
    headers = ("ชื่อ-สกุล", "วันที่นัด", "เวลานัด")
    ran = clerk.upload(file=people_sheet(clerk.file, table, *headers))
    assert (ran.code, ran.summary["given_up"], clerk.there) == (1, 1, before)
    new = clerk.upload(file=people_sheet(clerk.folder / "ใหม่.xlsx", table, *headers))
    assert (new.code, new.summary["booked"]) == (0, 1), "a new appointment of a new sheet is no copy"


def test_two_days_of_one_sheet_are_two_appointments(clerk: Clerk) -> None:
    """The day that is given up stands in the sheet still: it is asked about there."""
    clerk.cancel(CIDS[0])
    (row,) = rows(1)
    table = [[row.cid, row.person_name, day, "09:00"] for day in (DAY, OTHER)]
    ran = clerk.upload(file=people_sheet(clerk.file, table, "ชื่อ-สกุล", "วันที่นัด", "เวลานัด"))
    assert (ran.summary["given_up"], ran.summary["booked"]) == (1, 1)
    assert ran.rows[2]["code"] == "cancelled_here"


def test_who_was_moved_within_the_day_is_not_moved_to_a_third_hour_unasked(clerk: Clerk) -> None:
    file = people_sheet(clerk.folder / "เลื่อน.xlsx", [[CIDS[0], DAY, "10:00"]], "วันที่นัด", "เวลานัด")
    assert clerk.mophic("move", "--list", file).code == 0
    before, copy = clerk.there, clerk.sheet("แก้.xlsx", "08:00", fixed=1)
    foretold = clerk.upload("--move-same-day", "--dry-run", file=copy)
    assert (foretold.code, foretold.summary["given_up"], foretold.summary["skip"]) == (1, 1, 5)
    ran = clerk.upload("--move-same-day", file=copy)
    assert (ran.code, ran.summary["given_up"], clerk.there) == (1, 1, before)
    assert clerk.upload("--move-same-day", "--again", file=copy).code == 0
    assert (CIDS[0], DAY.isoformat(), 8) in clerk.there


def test_one_person_cancelled_or_moved_counts_as_a_list_does(clerk: Clerk) -> None:
    assert clerk.mophic("cancel", CIDS[0]).code == 0
    assert clerk.mophic("move", CIDS[1], "--to-date", OTHER.isoformat(), "--to-hour", "8").code == 0
    before = clerk.there
    said = clerk.mophic("upload", clerk.file).out
    assert "for this person alone" in said
    assert f"Moved to {show_date(OTHER, 'en')}, 08:00" in said
    assert clerk.there == before
    assert clerk.mophic("book", CIDS[0], "--date", DAY.isoformat(), "--hour", "9").code == 0, "that is asked by name"
    assert clerk.upload().summary["given_up"] == 1


def test_what_was_moved_back_or_booked_again_by_an_undo_is_booked(clerk: Clerk) -> None:
    clerk.cancel(CIDS[0])
    clerk.move(CIDS[1])
    where = ["--server", clerk.practice.url, "--data-dir", clerk.folder / "data"]
    batches = mophic("history", *where, "--json").lines[0]["batches"]
    lists = [one["batch"] for one in batches if "list" in one["kind"]]
    assert len(lists) == 2
    told = mophic("history", *where, "--lang", "en").out
    assert "ยกเลิก.xlsx  cancelled 1" in told
    assert "not_sent" not in told
    for batch in lists:
        assert clerk.mophic("undo", batch).code == 0
    assert clerk.upload().summary["skipped"] == 6
    assert "not_sent" not in mophic("history", *where, "--lang", "en").out, "nor once they are undone"


def test_a_batch_that_was_undone_in_part_and_is_gone_on_with_says_cancelled(clerk: Clerk) -> None:
    assert clerk.mophic("undo", 1).code == 0
    ran = clerk.mophic("resume", 1, "--json")
    assert ran.summary["not_sent"] == 0
    assert (ran.summary["cancelled"], ran.code) == (6, 1)
