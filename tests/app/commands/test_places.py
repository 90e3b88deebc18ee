"""Where a command writes: missing folders are made and said, before anything is sent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.commands.places import is_folder
from app.practice import PracticeServer
from app.workbooks.files import free_name
from tests.commandline import account, mophic, sheet
from tests.world import rows_for, server_with


@pytest.fixture
def practice() -> Iterator[PracticeServer]:
    with server_with() as server:
        yield server


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("results", True),
        ("ผล 5.12.2569", True),
        ("r.xlsx", False),
        ("ผล.CSV", False),
        ("there.xlsx", True),
        ("a", False),
    ],
)
def test_what_has_no_tables_ending_is_a_folder(tmp_path: Path, name: str, folder: bool) -> None:
    (tmp_path / "there.xlsx").mkdir()
    (tmp_path / "a").write_text("a file", encoding="utf-8")
    assert is_folder(tmp_path / name) is folder


def test_a_name_that_is_free(tmp_path: Path) -> None:
    out = tmp_path / "r.xlsx"
    assert free_name(out) == out
    out.touch()
    assert free_name(out, [tmp_path / "r-2.xlsx"]) == tmp_path / "r-3.xlsx"


def test_a_result_folder_that_is_not_there_is_made_and_said(tmp_path: Path, practice: PracticeServer) -> None:
    files = [sheet(tmp_path / name, rows_for(2)) for name in ("a.xlsx", "b.xlsx")]
    words = [*account(practice, tmp_path), "--yes", "--lang", "en"]
    out = tmp_path / "new" / "results"
    more = ["--report", tmp_path / "reports" / "r.json"]
    ran = mophic("upload", files[0], *words, "--result", f"{out}/", *more, stdin="practice\n")
    assert ran.code == 0
    assert f"The folder {out} was made." in ran.err
    assert [path.name for path in out.iterdir()] == ["a-result.xlsx"]
    assert (tmp_path / "reports" / "r.json").exists()
    ran = mophic("upload", *files, *words, "--result", tmp_path / "two", stdin="practice\n")
    assert sorted(path.name for path in (tmp_path / "two").iterdir()) == ["a-result.xlsx", "b-result.xlsx"]
    ran = mophic("cancel", "--list", files[0], *words, "--result", tmp_path / "three", stdin="practice\n")
    assert ran.code == 0
    assert len(list((tmp_path / "three").iterdir())) == 1


def test_every_other_file_that_is_written_gets_its_folder(tmp_path: Path) -> None:
    for number, words in enumerate(
        [
            ["template"],
            ["slots", "list", "2026-12-08", "--practice", "--yes", "--data-dir", tmp_path / "d", "--out"],
            ["journal", "export", "--data-dir", tmp_path / "e", "--key-file", tmp_path / "key", "--out"],
        ]
    ):
        out = tmp_path / f"folder {number}" / "a.xlsx"
        assert mophic(*words, out).code == 0
        assert out.exists()


def test_a_folder_that_cannot_be_made_is_told_before_anything_is_sent(tmp_path: Path, practice: PracticeServer) -> None:
    (tmp_path / "a file").write_text("a file", encoding="utf-8")
    words = [sheet(tmp_path / "a.xlsx", rows_for(2)), *account(practice, tmp_path), "--json", "--lang", "en"]
    ran = mophic("upload", *words, "--result", tmp_path / "a file" / "r.xlsx", stdin="practice\n")
    assert ran.lines[-1]["error"] == "folder_unmade"
    assert practice.state()["bookings"] == []
