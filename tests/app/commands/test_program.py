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
from app.commands.everything import app
from app.domain.address import Server
from app.system import vault
from app.system.paths import version
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
    ran = mophic("--forget")
    assert ran.code == 0
    assert "2 รายการ" in ran.out
    assert store.kept == {}


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
