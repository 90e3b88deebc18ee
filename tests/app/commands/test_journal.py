"""`mophic journal`: joining an office and leaving it, in the words that whoever does it reads."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from app.domain.address import REAL_SERVER
from app.system import settings
from app.system.office import named
from tests.commandline import Ran, mophic
from tests.keyrings import Memory

SECRET = "หมออนามัย ปลูกต้นไม้"  # a passphrase
pytestmark = pytest.mark.usefixtures("memory", "quick_passphrase")


@pytest.fixture
def quick_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.journal.office_key.COST", {"n": 2**4, "r": 8, "p": 1})


@dataclass
class Hospital:
    """A database of its own, and the PCs before it."""

    url: str
    folder: Path
    monkeypatch: pytest.MonkeyPatch

    def do(self, sql: str) -> list[Any]:
        with psycopg.connect(self.url, autocommit=True) as connection:
            cursor = connection.execute(sql.encode())
            return cursor.fetchall() if cursor.description else []

    def pc(self, number: int = 1) -> Path:
        """Its data folder. Each PC is a machine of its own."""
        self.monkeypatch.setattr("app.system.pc._os_name", lambda: f"machine {number}")
        self.monkeypatch.setattr("app.system.pc.platform.node", lambda: f"PC-{number}")
        return self.folder / str(number)

    def mophic(self, *words: object, pc: int = 1, stdin: str = "", lang: str = "en") -> Ran:
        return mophic("journal", *words, "--data-dir", self.pc(pc), "--lang", lang, stdin=stdin)

    def join(self, pc: int = 1, secret: str = SECRET, url: str = "", *words: object) -> Ran:
        return self.mophic("join", url or self.url, "--passphrase-stdin", *words, pc=pc, stdin=f"{secret}\n")

    @property
    def place(self) -> str:
        return self.url.partition("@")[2]


@pytest.fixture
def hospital(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hospital]:
    name = f"hospital_{secrets.token_hex(4)}"
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    base, _, _ = database.rpartition("/")
    yield Hospital(f"{base}/{name}", tmp_path, monkeypatch)
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


# --- joining ---


def test_the_first_computer_sets_the_passphrase_and_the_second_needs_it(hospital: Hospital, memory: Memory) -> None:
    found = hospital.mophic("check", hospital.url)
    assert found.code == 0
    assert "It is empty: this computer will be the first, and sets the passphrase." in found.out
    assert hospital.do("SELECT 1 FROM pg_tables WHERE schemaname='mophic'") == [], "looking changes nothing"
    first = hospital.join(1)
    assert first.code == 0, first.err
    assert f"The office's records are kept at {hospital.place} from now on" in first.out
    assert "Write the passphrase down" in first.out
    second = hospital.join(2)
    assert second.code == 0, second.err
    assert "It holds an office's records: 0 batches, 1 computers" in second.out
    assert second.out.endswith(
        f"This computer keeps its records at {hospital.place} from now on. Computers in the office: 2.\n"
    )
    kept, _ = settings.load(hospital.pc(2) / "settings.json")
    assert kept.office == hospital.url
    assert named(kept, REAL_SERVER) is not None
    assert mophic("history", "--data-dir", hospital.pc(2)).code == 0
    assert SECRET not in str(hospital.do("SELECT * FROM mophic.meta")) + str(memory.kept)


def test_a_wrong_passphrase_is_told_and_nothing_is_written(hospital: Hospital, memory: Memory) -> None:
    hospital.join(1)
    before, kept = hospital.do("SELECT * FROM mophic.meta ORDER BY name"), dict(memory.kept)
    wrong = hospital.join(2, "not the right passphrase")
    assert wrong.code == 2
    assert wrong.err == (
        "The passphrase is not right, so nothing was joined and nothing was written. Check the keyboard's language, or"
        " ask whoever set it.\n"
    )
    assert (hospital.do("SELECT * FROM mophic.meta ORDER BY name"), memory.kept) == (before, kept)
    assert not (hospital.pc(2) / "settings.json").exists()
    assert hospital.do("SELECT count(*) FROM mophic.pc") == [(1,)]


def test_a_short_passphrase_makes_no_office(hospital: Hospital) -> None:
    short = hospital.join(1, "short")
    assert short.err == "The passphrase needs at least 12 characters. Nothing was written.\n"
    assert hospital.do("SELECT 1 FROM pg_tables WHERE schemaname='mophic'") == []


def test_the_passphrase_is_the_same_however_the_keyboard_puts_its_marks_together(hospital: Hospital) -> None:
    hospital.join(1, "น้ำใจงามของพยาบาล")
    assert hospital.join(2, " น\u0e49\u0e4d\u0e32ใจงามของพยาบาล ").code == 0


def test_the_passphrase_is_changed_and_who_has_joined_goes_on(hospital: Hospital) -> None:
    hospital.join(1)
    wrong = hospital.mophic("passphrase", "--passphrase-stdin", stdin=f"nonsense nonsense\n{SECRET} 2\n")
    assert wrong.err.startswith("The passphrase is not right")
    changed = hospital.mophic("passphrase", "--passphrase-stdin", stdin=f"{SECRET}\n{SECRET} 2\n")
    assert changed.out.startswith("The passphrase is changed.")
    assert mophic("history", "--data-dir", hospital.pc(1)).code == 0
    assert hospital.join(2).err.startswith("The passphrase is not right")
    assert hospital.join(2, f"{SECRET} 2").code == 0


def test_leaving_forgets_the_key_here_and_touches_nothing_there(hospital: Hospital, memory: Memory) -> None:
    hospital.join(1)
    hospital.join(2)
    left = hospital.mophic("leave", pc=2)
    assert left.out == (
        "This computer has left the office and keeps its own records again. What stands in the database stands.\n"
    )
    kept, _ = settings.load(hospital.pc(2) / "settings.json")
    assert kept.office == ""
    assert hospital.do("SELECT count(*) FROM mophic.pc") == [(1,)]
    assert hospital.mophic("leave", pc=2).err.startswith("This computer has not joined an office.")


def test_for_a_program_it_is_told_as_json(hospital: Hospital) -> None:
    (told,) = hospital.mophic("check", hospital.url, "--json").lines
    assert told["new"] is True
    assert told["place"] == hospital.place
    assert abs(told["clock_seconds"]) < 5
    *_, done = (json.loads(line) for line in hospital.join(1, SECRET, "", "--json").out.splitlines())
    assert done["done"] == "office_made"


# --- bad input ---


def test_the_same_computer_joins_once(hospital: Hospital) -> None:
    hospital.join(1)
    again = hospital.join(1)
    assert again.err == (
        f"This computer has joined the office's database {hospital.place} already. There is nothing to do.\n"
    )
    assert hospital.do("SELECT count(*) FROM mophic.pc") == [(1,)]


def test_one_account_has_one_office(hospital: Hospital) -> None:
    hospital.join(1)
    other = hospital.url.replace("127.0.0.1", "localhost")
    refused = hospital.join(1, SECRET, other)
    there = hospital.place.replace("127.0.0.1", "localhost")
    told = (
        f"This computer keeps its records in the office's database {hospital.place}, and here {there} is named."
        " One account has one, so nothing is booked. Take one of them away.\n"
    )
    assert refused.err == told
    words = ("--data-dir", hospital.pc(1), "--lang", "en", "--journal", other)
    assert mophic("resume", "--facility", "10001", "--user", "u", "--password-stdin", *words, stdin="p\n").err == told


def test_a_copied_data_folder_is_told_and_joins_as_a_computer_of_its_own(hospital: Hospital) -> None:
    hospital.join(1)
    hospital.pc(1).rename(hospital.folder / "2")
    words = ("--data-dir", hospital.pc(2), "--lang", "en")
    told = mophic("history", *words)
    assert told.err.startswith("This data folder was copied from the computer PC-1, and the two would be mixed up")
    (hospital.pc(2) / "settings.json").unlink()
    assert hospital.join(2).code == 0
    assert mophic("history", *words).code == 0
    assert hospital.do("SELECT count(DISTINCT machine) FROM mophic.pc") == [(2,)]


def test_who_has_not_joined_is_told_how_and_makes_no_tables(hospital: Hospital) -> None:
    words = ("--data-dir", hospital.pc(1), "--lang", "en", "--journal", hospital.url)
    told = mophic("history", *words).err
    assert told.startswith(f"This computer has not joined the office's database {hospital.place} yet, so nothing is")
    assert "mophic journal join" in told
    assert hospital.do("SELECT 1 FROM pg_tables WHERE schemaname='mophic'") == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda url: "https://db.local", "The database's address “https://db.local” can't be used."),
        (lambda url: "127.0.0.1:1", "The office's database 127.0.0.1:1/mophic can't be reached"),
        (
            lambda url: "no-such-computer.invalid",
            "The network knows no computer of this name: no-such-computer.invalid/mophic",
        ),
        (lambda url: url + "x", "There is no database of this name on that computer"),
        (lambda url: url.replace("//mophic@", "//nobody@"), "does not take this user or password"),
        (lambda url: url.replace("//mophic@", "//locked:wrong@"), "does not take this user or password"),
        (lambda url: url.replace("//mophic@", "//guest@"), "This user may not write in the office's database"),
    ],
)
def test_what_is_wrong_with_it_is_told_in_one_sentence(hospital: Hospital, change: Any, words: str) -> None:
    for role in ("locked LOGIN PASSWORD 'right'", "guest LOGIN"):
        hospital.do(f"DROP ROLE IF EXISTS {role.split()[0]}; CREATE ROLE {role}")
    for command in ("check", "join"):
        told = hospital.mophic(command, change(hospital.url), *(["--passphrase-stdin"] if command == "join" else []))
        assert told.code == 2
        assert words in told.err
        assert told.out == ""
        assert "\n" not in told.err.partition("\n  (")[0].strip()  # one sentence, and the small print
    assert hospital.do("SELECT 1 FROM pg_tables WHERE schemaname='mophic'") == []
    assert not (hospital.pc(1) / "settings.json").exists()


@pytest.mark.parametrize(
    ("made", "words"),
    [
        ("CREATE TABLE patient (hn int)", "holds another program's tables, which were left untouched"),
        ("CREATE SCHEMA mophic; CREATE TABLE mophic.patient (hn int)", "holds another program's tables"),
        ("ALTER DATABASE {name} SET default_transaction_read_only=on", "can only be read (it may be a replica)"),
    ],
)
def test_a_database_that_is_not_for_us_is_left_alone(hospital: Hospital, made: str, words: str) -> None:
    hospital.do(made.format(name=hospital.url.rpartition("/")[2]))
    assert words in hospital.mophic("check", hospital.url).err
    assert words in hospital.join(1).err
    assert not (hospital.pc(1) / "settings.json").exists()


def test_a_newer_office_is_left_alone_and_an_older_one_is_announced(hospital: Hospital) -> None:
    hospital.join(1)
    hospital.do("UPDATE mophic.meta SET value='99' WHERE name='version'")
    assert "newer" in hospital.join(2).err
    hospital.do("UPDATE mophic.meta SET value='1' WHERE name='version'")
    assert "Its tables are of an earlier version" in hospital.mophic("check", hospital.url, pc=2).out


def test_without_encryption_nothing_leaves_this_computer(hospital: Hospital, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.journal.office._is_here", lambda host: False)
    refused = hospital.mophic("check", hospital.url)
    assert refused.err.startswith(f"The office's database {hospital.place} takes no encrypted connection (TLS)")
    assert "The connection is not encrypted." in hospital.mophic("check", hospital.url, "--without-tls").out


def test_thai_words_are_thai(hospital: Hospital) -> None:
    found = hospital.mophic("check", hospital.url, lang="th")
    assert "ยังว่างอยู่ เครื่องนี้จะเป็นเครื่องแรกและเป็นผู้ตั้งวลีลับ" in found.out
    hospital.join(1)
    assert hospital.mophic("join", hospital.url, "--passphrase-stdin", lang="th", stdin="ผิดผิดผิดผิดผิด\n", pc=2).err == (
        "วลีลับไม่ถูกต้อง จึงยังไม่ได้เข้าร่วมและไม่ได้เขียนอะไร กรุณาตรวจภาษาของแป้นพิมพ์ หรือถามผู้ที่ตั้งวลีลับไว้\n"
    )
