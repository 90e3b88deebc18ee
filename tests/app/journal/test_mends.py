"""Mends stay with their file, sealed, and go with the history."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.errors import EnvironmentProblem
from app.journal import forgetting
from app.journal.batches import Journal
from app.journal.file import JournalFile
from app.journal.mends import SheetPlace
from app.journal.schema import SCHEMAS
from app.journal.store import OfficeAddress
from app.thai import thai_now
from tests.app.journal.conftest import KEY

PLACE = SheetPlace("99001", b"sixteen bytes of", Path("/people/นัด สมหญิง.xlsx"), "Sheet1")
TEXT = '{"edits":[[2,"cid","1101700000018"]],"name":"นางสาวสมมุติ"}'


def test_the_same_file_finds_its_mends_wherever_it_lies(journal: Journal, where: Path | OfficeAddress) -> None:
    journal.mends.keep(PLACE, "older")
    journal.mends.keep(PLACE, TEXT)
    with Journal(where, KEY) as another:
        kept = another.mends.find(replace(PLACE, path=Path("/elsewhere/a.xlsx")))
    assert kept is not None
    assert (kept.text, kept.same_file) == (TEXT, True)
    assert thai_now() - kept.at < timedelta(minutes=1)


@pytest.mark.parametrize("other", [{"facility": "99002"}, {"sheet": "Sheet2"}])
def test_another_facility_or_sheet_has_its_own(journal: Journal, other: dict[str, str]) -> None:
    journal.mends.keep(PLACE, TEXT)
    assert journal.mends.find(replace(PLACE, **other)) is None  # type: ignore[arg-type]


def test_a_file_that_was_changed_is_known_by_where_it_lies(journal: Journal) -> None:
    journal.mends.keep(PLACE, TEXT)
    changed = replace(PLACE, digest=b"another sixteen ")
    kept = journal.mends.find(changed)
    assert kept is not None
    assert not kept.same_file
    journal.mends.keep(changed, "newer")
    assert [found.text for one in (PLACE, changed) if (found := journal.mends.find(one))] == [TEXT, "newer"]


def test_nothing_left_to_keep_leaves_nothing(journal: Journal) -> None:
    journal.mends.keep(PLACE, TEXT)
    journal.mends.keep(PLACE, "")
    assert journal.mends.find(PLACE) is None


def test_nothing_of_a_mend_can_be_read_at_rest_and_clearing_leaves_no_trace(file_journal: Journal, path: Path) -> None:
    file_journal.mends.keep(PLACE, TEXT)
    everything = b"".join(file.read_bytes() for file in path.parent.iterdir())
    secrets = (
        b"1101700000018",
        "สมมุติ".encode(),
        "สมหญิง".encode(),
        b"Sheet1",
        PLACE.digest,
        PLACE.digest.hex().encode(),
    )
    assert not [secret for secret in secrets if secret in everything]
    (sealed,) = file_journal._db.execute("SELECT sealed FROM mend").fetchone()
    assert sealed in everything
    forgetting.clear(file_journal)
    assert file_journal.mends.find(PLACE) is None
    assert all(sealed not in file.read_bytes() for file in path.parent.iterdir())


def test_what_is_too_old_is_forgotten_with_the_batches(journal: Journal) -> None:
    journal.mends.keep(PLACE, TEXT)
    forgetting.keep(journal, 1)
    assert journal.mends.find(PLACE) is not None
    forgetting.keep(journal, -1)
    assert journal.mends.find(PLACE) is None


def test_a_damaged_text_costs_itself_alone(journal: Journal) -> None:
    journal.mends.keep(PLACE, TEXT)
    journal._db.execute("UPDATE mend SET sealed=?", (bytes(40),))
    assert journal.mends.find(PLACE) is None


def test_an_older_program_leaves_the_journal_alone_and_says_so(file_journal: Journal, path: Path) -> None:
    file_journal.mends.keep(PLACE, TEXT)
    file_journal.close()
    before = path.read_bytes()
    with pytest.raises(EnvironmentProblem) as caught:
        JournalFile(path, SCHEMAS[:4])
    assert caught.value.code == "journal_newer"
    assert path.read_bytes() == before


def test_a_journal_of_the_version_before_learns_to_keep_mends(path: Path) -> None:
    JournalFile(path, SCHEMAS[:4]).close()
    with Journal(path, KEY) as journal:
        journal.mends.keep(PLACE, TEXT)
        assert journal.mends.find(PLACE) is not None
