"""Folders that all users of a computer share are not trusted."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from pathlib import Path

import pytest

from app.errors import EnvironmentProblem
from app.system import paths
from app.system.paths import DataDir, clerks_folder, own_temp_folder, pace_folder

of_everybody = pytest.mark.skipif(sys.platform == "win32", reason="the temp folder of Windows is the user's own")


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temp folder of everybody, and a profile that can't be written to."""
    folder = tmp_path / "shared"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setattr(paths, "writable", lambda path: False)
    return folder


@of_everybody
def test_a_fallback_is_the_users_own_and_closed_to_others(shared: Path) -> None:
    for found in (pace_folder(), DataDir.default().root):
        assert found.parent == shared
        assert str(os.getuid()) in found.name
        assert stat.S_IMODE(found.stat().st_mode) == 0o700


@of_everybody
def test_a_folder_left_open_is_closed(shared: Path) -> None:
    own_temp_folder("pace").chmod(0o777)
    assert stat.S_IMODE(own_temp_folder("pace").stat().st_mode) == 0o700


@of_everybody
def test_somebody_elses_folder_is_not_used(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = own_temp_folder("pace").name
    monkeypatch.setattr(os, "getuid", lambda: 4242)
    (shared / name).rename(shared / name.replace(name.rpartition("-")[2], "4242"))
    with pytest.raises(EnvironmentProblem) as caught:
        pace_folder()
    assert caught.value.code == "temp_folder_foreign"


@of_everybody
def test_a_link_that_leads_elsewhere_is_not_followed(shared: Path, tmp_path: Path) -> None:
    path = own_temp_folder("pace")
    path.rmdir()
    (tmp_path / "elsewhere").mkdir()
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(EnvironmentProblem):
        pace_folder()


def test_a_file_in_the_way_is_said(shared: Path) -> None:
    path = own_temp_folder("pace")
    path.rmdir()
    path.touch()
    with pytest.raises(EnvironmentProblem):
        pace_folder()


def test_files_for_the_clerk_lie_beside_the_sheet_or_in_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never in the program's folder, where nobody looks and an update may clear it away."""
    beside, documents, program = (tmp_path / name for name in ("นัด", "Documents", "program"))
    for folder in (beside, documents, program):
        folder.mkdir()
    monkeypatch.setattr(paths, "documents", lambda: documents)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program / "mophic.exe"))
    assert clerks_folder(beside) == beside
    assert [*beside.iterdir()] == [], "the trial leaves nothing behind"
    assert clerks_folder() == documents
    assert clerks_folder(program) == documents
    assert clerks_folder(tmp_path / "unplugged") == documents
    monkeypatch.setattr(paths, "writable", lambda folder: folder == documents)
    assert clerks_folder(beside) == documents
    documents.rmdir()
    assert clerks_folder(beside) == Path.home()
