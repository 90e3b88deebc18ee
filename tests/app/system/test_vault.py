"""One key for all programs of a user, one saved password for all spellings of a server."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.booking.desk import open_journal
from app.domain.address import Server, server_at
from app.errors import EnvironmentProblem, SettingsError
from app.system import vault
from app.system.paths import DataDir
from tests.keyrings import Memory

# A keyring in files that takes its time, for processes of their own.
SLOW = """
import hashlib, os, time
from pathlib import Path
from keyring.backend import KeyringBackend

class Keyring(KeyringBackend):
    priority = 9
    def _file(self, service, name):
        return Path(os.environ["SLOW_KEYRING"], hashlib.sha256(f"{service}|{name}".encode()).hexdigest())
    def get_password(self, service, name):
        time.sleep(0.3)
        file = self._file(service, name)
        return file.read_text() if file.exists() else None
    def set_password(self, service, name, password):
        time.sleep(0.3)
        self._file(service, name).write_text(password)
"""


AT_ONCE = """
import os, time
from pathlib import Path
from app.system import vault
ready = Path(os.environ["SLOW_KEYRING"])
(ready / f"{os.getpid()}.ready").touch()
while len(list(ready.glob("*.ready"))) < 3:
    time.sleep(0.01)
print(vault.journal_key().hex())
"""


def together(commands: str, count: int, folder: Path, **more: str) -> list[str]:
    """What each of so many processes, started at once, prints."""
    environment = {**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{Path.cwd()}", **more}
    running = [
        subprocess.Popen([sys.executable, "-c", commands], stdout=subprocess.PIPE, text=True, env=environment)
        for _ in range(count)
    ]
    return [process.communicate()[0].strip() for process in running]


def test_two_first_starts_with_a_slow_keyring_have_one_key(tmp_path: Path) -> None:
    (tmp_path / "slow_keyring.py").write_text(SLOW, encoding="utf-8")
    told = together(
        AT_ONCE,
        3,
        tmp_path,
        SLOW_KEYRING=str(tmp_path),
        PYTHON_KEYRING_BACKEND="slow_keyring.Keyring",
    )
    assert len(set(told)) == 1
    assert len(bytes.fromhex(told[0])) == vault.KEY_BYTES


def test_two_first_starts_with_a_key_file_have_one_key(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; from app.system import vault; "
        f"print(vault.key_file(Path({str(tmp_path / 'k')!r})).hex())"
    )
    told = together(code, 4, tmp_path)
    assert len(set(told)) == 1
    assert [file.name for file in tmp_path.glob("k*")] == ["k"]


def test_a_keyring_that_keeps_nothing_is_none(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "set_password", lambda *_: None)
    with pytest.raises(EnvironmentProblem):
        vault.journal_key()


def test_a_key_file_that_is_none_is_said(tmp_path: Path) -> None:
    (tmp_path / "k").write_bytes(b"")
    for path in (tmp_path / "k", tmp_path / "no folder" / "k"):
        with pytest.raises(SettingsError) as caught:
            vault.key_file(path)
        assert caught.value.code == "key_file_unusable"


@pytest.mark.parametrize("old", ["https://CVP1.MOPH.GO.TH", "https://cvp1.moph.go.th:443", "https://cvp1.moph.go.th."])
def test_a_password_kept_under_another_spelling_is_found_and_forgotten(memory: Memory, old: str) -> None:
    server = server_at("https://cvp1.moph.go.th")
    memory.kept[f"{old}|10001|u"] = "secret"
    assert vault.saved_password(server, "10001", "u") == "secret"
    vault.forget_password(server, "10001", "u")
    assert memory.kept == {}
    assert vault.saved_password(server, "10001", "u") is None


@pytest.mark.parametrize("old", ["CVP1.MOPH.GO.TH", "cvp1.moph.go.th-443", "cvp1.moph.go.th.", "CVP1.moph.go.th.-443"])
def test_a_journal_made_under_another_spelling_goes_on_being_used(tmp_path: Path, old: str) -> None:
    server, data = Server("https://cvp1.moph.go.th", practice=False), DataDir(tmp_path)
    with open_journal(server, data, key_path=tmp_path / "k") as journal:
        (path,) = tmp_path.glob("journal-*.db")
        assert journal.where == path
    earlier = path.rename(path.with_name(f"journal-{old}.db"))
    with open_journal(server_at("https://CVP1.moph.go.th:443/"), data, key_path=tmp_path / "k") as journal:
        assert journal.where == earlier
    assert list(tmp_path.glob("journal-*.db")) == [earlier]


def test_all_spellings_share_one_journal(tmp_path: Path) -> None:
    data = DataDir(tmp_path)
    for url in ("http://127.0.0.1:8000", "http://LOCALHOST:8000", "http://[::1]:8000/"):
        with open_journal(server_at(url), data):
            pass
    assert [file.name for file in (tmp_path / "practice").glob("journal-*.db")] == ["journal-127.0.0.1-8000.db"]
