"""The papers of a release and its workflows, as far as they can be tried away from the runners."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.system.newest import MOST, MOST_WORDS
from tests.packaging import news, release

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = {file.name: file.read_text(encoding="utf-8") for file in (ROOT / ".github/workflows").glob("*.yml")}
VERSION = str(release.PROJECT["version"])


def test_the_bill_of_materials_is_the_locks() -> None:
    bill = release.bill_of_materials()
    parts = {part["name"]: part for part in bill["components"]}
    assert {"pyside6-essentials", "psycopg-binary", "pandas", "python-calamine", "cpython"} <= set(parts)
    assert not {"pytest", "mypy", "pyinstaller"} & set(parts)
    assert all(part["hashes"] for name, part in parts.items() if name != "cpython")


def test_a_library_that_is_not_the_locks_ends_the_release(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {key: value for key, value in release.locked().items() if key[0] != "httpx"}
    monkeypatch.setattr(release, "locked", lambda: known)
    with pytest.raises(SystemExit, match="httpx"):
        release.bill_of_materials()


def test_the_notes_are_of_one_version(tmp_path: Path) -> None:
    file = tmp_path / "CHANGELOG.md"
    file.write_text("# C\n\n## [Unreleased]\n- next\n\n## [1.2.0] - 2027-01-02\n- this\n\n## [1.1.0]\n- old\n")
    assert release.notes("1.2.0", file) == "- this"
    assert release.notes("9.9.9", file) == "- next"
    assert release.notes(VERSION)


def test_what_is_new_is_said_in_both_languages(tmp_path: Path) -> None:
    assert all(len(words) <= MOST_WORDS for words in release.what_is_new(VERSION).values())
    (tmp_path / "new.md").write_text("## next\n### th\nใหม่\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="both languages"):
        release.what_is_new("1.0", tmp_path / "new.md")


def test_what_a_person_signs_is_what_the_program_believes(tmp_path: Path) -> None:
    key = news.make_key(tmp_path / "private.pem")
    with pytest.raises(FileExistsError):
        news.make_key(tmp_path / "private.pem")
    words = tmp_path / "newest-unsigned.json"
    words.write_text(release.announcement(VERSION, "https://example.org/o/r"), encoding="utf-8")
    signed = news.sign(tmp_path / "private.pem", words).read_bytes()
    assert len(signed) < MOST
    outer = json.loads(signed)
    public = Ed25519PublicKey.from_public_bytes(base64.b64decode(key))
    public.verify(base64.b64decode(outer["signature"]), outer["news"].encode())
    assert json.loads(outer["news"])["page"] == f"https://example.org/o/r/releases/tag/v{VERSION}"


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_takes_nothing_that_can_be_changed_behind_its_back(name: str) -> None:
    text = WORKFLOWS[name]
    used = re.findall(r"uses: (\S+)(?: # (\S+))?", text)
    assert used
    assert [each for each, version in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", each) or not version] == []
    assert "\npermissions: {}\n" in text, "no job has a right that it does not ask for"
    assert text.count("persist-credentials: false") == text.count("actions/checkout@")


def test_who_builds_cannot_publish() -> None:
    jobs = dict(
        re.findall(r"^  (\w+):\n(.*?)(?=^  \w+:\n|\Z)", WORKFLOWS["release.yml"].split("\njobs:\n")[1], re.M | re.S)
    )
    assert [name for name, text in jobs.items() if "contents: write" in text] == ["publish"]
    assert [name for name, text in jobs.items() if "actions/checkout@" in text] == ["build"]
    assert "secrets." not in WORKFLOWS["release.yml"], "nothing that could leak"


def test_the_workflows_and_the_documents_speak_of_the_same_versions() -> None:
    said = (ROOT / "docs/releasing.md").read_text(encoding="utf-8")
    for name in ("PYTHON_VERSION", "INNO_VERSION"):
        (version,) = re.findall(rf'^  {name}: "(.+?)"', WORKFLOWS["release.yml"], re.M)
        assert version in said
    for action, version in set(re.findall(r"uses: (\S+)@\w+ # (\S+)", "".join(WORKFLOWS.values()))):
        assert f"`{action}` {version}" in said
