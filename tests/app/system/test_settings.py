"""A broken settings file never keeps the program from starting, and no value that can't be used gets in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.errors import SettingsError
from app.system import settings
from app.system.settings import Settings


def test_what_is_saved_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "โฟลเดอร์ ไทย" / "settings.json"
    mine = Settings().changed(
        language="en", cap=12, recent_files=("นัด.xlsx",), columns={"a|b": {"cid": 1}}, remember=True
    )
    settings.save(mine, path)
    assert settings.load(path) == (mine, True)


def test_no_file_is_the_defaults(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "none.json") == (Settings(), True)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "\x00\x01", '{"cap": "fast"}', '{"cap": 99}', '{"language": "xx"}', '{"columns": []}']
    + ['{"recent_files": 7}', '{"server_url": "http://evil"}'],
)
def test_a_broken_file_is_set_aside(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text, encoding="utf-8")
    assert settings.load(path) == (Settings(), False)
    assert path.with_suffix(".broken.json").read_text(encoding="utf-8") == text


def test_unknown_settings_of_a_newer_program_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"cap": 7, "brand_new": True}), encoding="utf-8")
    assert settings.load(path) == (Settings().changed(cap=7), True)


@pytest.mark.parametrize(
    "value", [{"cap": 0}, {"cap": 29}, {"keep_days": 0}, {"theme": "pink"}, {"server_url": "http://x"}]
)
def test_a_value_that_cannot_be_used_is_refused(value: dict[str, object]) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings().changed(**value)
    assert caught.value.params["field"] in value


def test_export_holds_nothing_of_a_person_and_can_be_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "shared.json"
    mine = Settings().changed(user="somchai", facility="10001", recent_files=("a.xlsx",), cap=9, language="en")
    settings.export(mine, path)
    assert "somchai" not in path.read_text(encoding="utf-8")
    assert "a.xlsx" not in path.read_text(encoding="utf-8")
    other = settings.take_over(Settings().changed(user="malee"), path)
    assert (other.cap, other.language, other.user) == (9, "en", "malee")


def test_a_read_only_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(Exception, match="settings_not_saved"):
        settings.save(Settings(), tmp_path / "file" / "settings.json")


def test_the_server_is_kept_in_its_one_spelling() -> None:
    assert Settings().changed(server_url="https://CVP1.moph.go.th.:443/").server_url == "https://cvp1.moph.go.th"


def test_a_server_with_a_path_is_refused_and_the_right_address_told() -> None:
    with pytest.raises(SettingsError) as caught:
        Settings().changed(server_url="https://cvp1.moph.go.th/api")
    assert (caught.value.code, caught.value.params["instead"]) == ("server_address_path", "https://cvp1.moph.go.th")


def test_a_path_once_kept_is_dropped_and_the_settings_stay(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"server_url": "https://CVP1.moph.go.th/api", "cap": 9}), encoding="utf-8")
    assert settings.load(path) == (Settings().changed(cap=9), True)


@pytest.mark.parametrize("name", ["server_url", "update_url"])
def test_an_address_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings().changed(**{name: "https://["})
    assert caught.value.params["field"] == name


def test_news_may_lie_under_a_path() -> None:
    assert Settings().changed(update_url="https://example.org/news.json").update_url == "https://example.org/news.json"
