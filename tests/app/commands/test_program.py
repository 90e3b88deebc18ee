"""What is asked of the program itself: what there is, the version, a newer one, forgetting."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import keyring
import pytest
import typer
from keyring.credentials import SimpleCredential

from app import cli
from app.booking.desk import open_journal
from app.commands.everything import app
from app.commands.options import Where
from app.commands.terminal import Terminal
from app.domain.address import Server
from app.errors import EnvironmentProblem
from app.practice.sample import write_sample
from app.system import vault
from app.system.paths import DataDir, version
from tests.commandline import ROOT, mophic
from tests.keyrings import Memory


def test_what_there_is_is_said_whole(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["mophic", "--help"])
    cli.main()
    told = capsys.readouterr().out
    commands = typer.main.get_command(app)
    assert set(cli.COMMANDS) == set(commands.commands)  # type: ignore[attr-defined]
    assert set(cli.OPTIONS) == {"--help", *(name for one in commands.params for name in one.opts)}
    assert all(f"  {name} " in told for name in (*cli.COMMANDS, *cli.OPTIONS))
    assert max(map(len, told.splitlines())) < 100


def test_what_there_is_is_said_without_loading_it() -> None:
    """Half a second of libraries, for a page of words."""
    look = "import sys; sys.argv = ['mophic']; from app.cli import main; main(); print(sorted(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", look], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert "practice-sample" in ran.stdout
    for slow in ("'typer'", "'rich", "'httpx'", "'app.wording'", "'logging'", "'multiprocessing'"):
        assert slow not in ran.stdout


def test_the_version() -> None:
    assert mophic("--version").out == f"mophic {version()}\n"


def test_a_copy_that_is_no_release_says_that_it_does_not_look(tmp_path: Path) -> None:
    ran = mophic("newest", "--lang", "en", "--data-dir", tmp_path)
    assert (ran.code, ran.out) == (0, "This copy is not a release, so it does not look for a newer version.\n")


def test_a_file_of_the_program_that_is_gone_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object, **__: object) -> None:
        raise ImportError("DLL load failed", name="_rust", path=r"C:\\program\\_internal\\cryptography\\_rust.pyd")

    monkeypatch.setattr("app.system.newest.look", gone)
    ran = mophic("newest", "--lang", "en", "--data-dir", tmp_path)
    assert ran.code == 2
    assert "The program is incomplete: " in ran.err
    assert "_rust.pyd is missing" in ran.err


class Searchable(Memory):
    """As the Secret Service: the next entry of a service can be asked for."""

    def get_credential(self, service: str, username: str | None) -> SimpleCredential | None:
        return next((SimpleCredential(*entry) for entry in self.kept.items()), None)


@pytest.mark.skipif(sys.platform == "win32", reason="there the Credential Manager is asked, see the next test")
def test_all_that_it_remembers_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    store = Searchable()
    monkeypatch.setattr("keyring.core._keyring_backend", store)
    assert keyring.get_keyring() is store
    vault.journal_key()
    vault.save_password(Server("https://cvp1.moph.go.th", practice=False), "99001", "clerk", "secret")
    kept = dict(store.kept)
    ran = mophic("--forget")
    assert (ran.code, store.kept) == (2, kept), "nobody there, nobody agreed"
    assert str(DataDir.own().root) in ran.err.replace("\n", "")
    assert "--yes" in ran.err
    monkeypatch.setattr("app.system.installed.others_run", lambda: True)
    ran = mophic("--forget", "--yes")
    assert (ran.code, store.kept) == (2, kept), "a window is open, or a batch runs"
    assert "กรุณาปิดทุกหน้าต่าง" in ran.err
    monkeypatch.setattr("app.system.installed.others_run", lambda: False)
    ran = mophic("--forget", "--yes")
    assert ran.code == 0
    assert "ประวัติการจองและข้อความใน" in ran.err
    assert "2 รายการ" in ran.out
    assert store.kept == {}


@pytest.mark.parametrize("answer", [True, False])
def test_forgetting_is_asked_of_whoever_is_there(monkeypatch: pytest.MonkeyPatch, answer: bool) -> None:
    gone: list[str] = []
    monkeypatch.setattr("app.commands.everything.somebody_there", lambda: True)
    monkeypatch.setattr("app.system.vault.forget_all", lambda: gone.append("all") or 1)
    ran = mophic("--forget", stdin="y\n" if answer else "n\n")
    assert (ran.code, gone) == ((0, ["all"]) if answer else (130, []))


def test_what_forgetting_costs_names_every_folder_whose_key_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    """One key of the account seals the records of each --data-dir, but where a file holds it."""
    monkeypatch.setattr("app.system.vault.forget_all", lambda: 1)
    said = mophic("--forget", "--yes").err
    assert "และในทุกโฟลเดอร์ที่ใช้ด้วย --data-dir โดยไม่มี --key-file" in said


@pytest.mark.parametrize("words", [("--yes",), ("--forget", "--version")])
def test_options_alone_do_nothing_unasked(words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.system.vault.forget_all", lambda: pytest.fail("forgotten"))
    ran = mophic(*words)
    assert (ran.code, ran.out) in ((2, ""), (0, f"mophic {version()}\n"))


def test_records_whose_key_was_forgotten_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Searchable()
    monkeypatch.setattr("keyring.core._keyring_backend", store)
    server, data = Server("https://cvp1.moph.go.th", practice=False), DataDir(tmp_path)
    open_journal(server, data).close()
    store.kept.clear()
    ran = mophic("history", "--data-dir", tmp_path, "--lang", "en")
    assert ran.code == 2
    (file,) = tmp_path.glob("journal-*.db")
    assert f"The key of the records {file} is no longer in this Windows account" in ran.err
    assert "Move that file elsewhere" in ran.err
    file.rename(tmp_path / "aside.db")
    assert mophic("history", "--data-dir", tmp_path, "--lang", "en").code == 0


def test_a_key_file_that_was_chosen_wrongly_is_another_matter(tmp_path: Path) -> None:
    server, data = Server("https://cvp1.moph.go.th", practice=False), DataDir(tmp_path)
    open_journal(server, data, key_path=tmp_path / "one.key").close()
    with pytest.raises(EnvironmentProblem, match="journal_wrong_key"):
        open_journal(server, data, key_path=tmp_path / "other.key")


# --- a data folder that can't be written to ---


@pytest.fixture
def no_folder(tmp_path: Path) -> Path:
    (tmp_path / "file").write_text("")
    return tmp_path / "file" / "ข้อมูล"


@pytest.mark.parametrize("command", [("upload", "x.xlsx", "--practice"), ("history",), ("practice-sample",)])
def test_a_data_folder_that_cannot_be_written_is_named(no_folder: Path, command: tuple[str, ...]) -> None:
    ran = mophic(*command, "--data-dir", no_folder)
    assert ran.code == 2
    assert f"เขียนในโฟลเดอร์ข้อมูล {no_folder} ไม่ได้ (Not a directory" in ran.err.replace("\n", "")


def test_validate_needs_no_data_folder(no_folder: Path, tmp_path: Path) -> None:
    ran = mophic("validate", write_sample(tmp_path / "good.xlsx"), "--data-dir", no_folder)
    assert (ran.code, ran.err) == (0, "")


def test_whoever_books_is_told_that_the_records_lie_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(DataDir, "own", classmethod(lambda cls: cls(tmp_path / "file" / "own")))
    Where.of(None).tell_stand_in(Terminal("en", as_json=False))
    told = capsys.readouterr().err
    assert "The data folder can't be written to. Bookings are recorded in" in told
    Where.of(tmp_path).tell_stand_in(Terminal("en", as_json=False))
    assert capsys.readouterr().err == ""


def test_what_else_the_pc_refuses_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "Q:/data/one.lock")

    monkeypatch.setattr("app.system.newest.look", refused)
    ran = mophic("newest", "--lang", "en", "--data-dir", tmp_path)
    assert ran.code == 2
    assert "(Q:/data/one.lock: Permission denied)" in ran.err


def test_of_windows_credentials_only_those_of_the_program_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read, not tried: a stand-in for pywin32-ctypes; under Wine the real one is asked by the self-test."""
    kept = ["MOPHIC-Uploader", "https://x|99001|ก@MOPHIC-Uploader", "git:https://host", "MOPHIC-Uploader-2", "x@y"]
    names = ("win32ctypes", "win32ctypes.pywin32", "win32ctypes.pywin32.win32cred", "win32ctypes.pywin32.pywintypes")
    made: dict[str, Any] = {name: ModuleType(name) for name in names}
    credentials = made["win32ctypes.pywin32.win32cred"]
    made["win32ctypes.pywin32"].win32cred = credentials
    made["win32ctypes.pywin32.pywintypes"].error = LookupError
    credentials.CRED_TYPE_GENERIC = 1
    credentials.CredEnumerate = lambda: [{"TargetName": name} for name in kept]
    credentials.CredDelete = lambda name, kind: kept.remove(name)
    for name, module in made.items():
        monkeypatch.setitem(sys.modules, name, module)
    assert vault._forget_credentials() == 2
    assert kept == ["git:https://host", "MOPHIC-Uploader-2", "x@y"]
