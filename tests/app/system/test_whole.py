"""A file of the program that is gone, changed or left over from an older version is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.system import whole

FILES = ("mophic.exe", "_internal/code.pyz", "_internal/resources/i18n/app_th.qm", "_internal/PySide6/ไฟล์ a.dll")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name, encoding="utf-8")
    assert whole.write(tmp_path) == len(FILES)
    return tmp_path


def test_a_folder_as_it_was_built_is_whole(folder: Path) -> None:
    (folder / "unins000.exe").touch()  # the installer's own
    assert whole.faults(folder) == []


def test_the_list_is_written_again_after_signing(folder: Path) -> None:
    (folder / "mophic.exe").write_text("signed")
    whole.write(folder)
    assert whole.faults(folder) == []


@pytest.mark.parametrize("name", [*FILES, whole.LIST])
def test_every_single_file_that_is_gone_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert whole.faults(folder) == [f"missing: {name}"]


@pytest.mark.parametrize("left", [0, 50])
def test_a_list_that_was_cut_off_is_named(folder: Path, left: int) -> None:
    listed = folder / whole.LIST
    listed.write_bytes(listed.read_bytes()[:left] + b"\xff" * left)
    assert whole.faults(folder) == [f"changed: {whole.LIST}"]


@pytest.mark.parametrize("name", FILES)
def test_every_single_file_that_was_changed_is_named(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"cut off")
    assert whole.faults(folder) == [f"changed: {name}"]


def test_what_an_older_version_left_behind_is_named(folder: Path) -> None:
    (folder / "_internal" / "old.pyd").touch()
    assert whole.faults(folder) == ["not ours: _internal/old.pyd"]
