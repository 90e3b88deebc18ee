"""The support file that is sent in, and the news of a newer version."""

from __future__ import annotations

import json
import tomllib
import zipfile
from pathlib import Path

import pytest

from app.domain.values import check_digit
from app.errors import EnvironmentProblem
from app.system import settings, support
from app.system.paths import DataDir, version

CID = (stem := "110170023456") + str(check_digit(stem))


def text_of(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name).decode("utf-8") for name in file.namelist()}


@pytest.fixture
def data(tmp_path: Path) -> DataDir:
    data = DataDir(tmp_path / "data")
    (data.logs / "mophic.log").write_text(
        f"row 17 refused for {CID}, phone 0812345678, by somchai, in {Path.home()}/ผู้ป่วย.xlsx\n", encoding="utf-8"
    )
    kept = settings.Settings(facility="99001", user="somchai", recent_files=("/home/somchai/ผู้ป่วย.xlsx",), keep_days=30)
    settings.save(kept, data.root / "settings.json")
    (data.root / "journal-x.db").write_bytes(b"sealed")
    return data


def test_support_file_says_enough_and_names_nobody(data: DataDir, tmp_path: Path) -> None:
    texts = text_of(support.save_support_file(data, tmp_path / "ช่วยเหลือ.zip"))
    everything = "\n".join(texts.values())
    for personal in (CID, "0812345678", "somchai", str(Path.home()), "ผู้ป่วย.xlsx'"):
        assert personal not in everything
    assert texts["logs/mophic.log.txt"].startswith("row 17 refused for <id>")
    about = json.loads(texts["about.txt"])
    assert about["program"] == version()
    assert about["files"]["journal-x.db"] == 6  # its size alone
    assert json.loads(texts["settings.json"])["keep_days"] == 30
    assert set(texts) == {"about.txt", "settings.json", "logs/mophic.log.txt"}


def test_support_file_of_a_new_program(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    texts = text_of(support.save_support_file(DataDir(tmp_path / "new"), tmp_path / "s.zip"))
    assert set(texts) == {"about.txt", "settings.json"}


def test_place_that_cannot_be_written(data: DataDir, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem) as caught:
        support.save_support_file(data, tmp_path / "missing" / "s.zip")
    assert caught.value.code == "support_not_saved"


def test_version_is_the_projects() -> None:
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text(encoding="utf-8"))
    assert version() == project["project"]["version"]
