"""`mophic journal`: joining an office and leaving it, in the words that whoever does it reads."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import keyring
import psycopg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from keyring.backends.fail import Keyring as Fail
from keyring.backends.null import Keyring as Null
from openpyxl import load_workbook

from app.booking.desk import open_journal
from app.domain.address import REAL_SERVER
from app.domain.message import Draft, MessageState, Recipient, divide
from app.domain.values import Delivery, State
from app.errors import EnvironmentProblem
from app.journal.batches import Journal
from app.journal.carrying import Carrying
from app.system import settings
from app.system.office import named
from app.system.paths import DataDir
from tests import postgres
from tests.app.journal.test_batches import FACILITY, ROW, add
from tests.commandline import ROOT, Ran, account, mophic, sheet
from tests.keyrings import Memory
from tests.way import Way
from tests.world import rows_for, server_with

SECRET = "หมออนามัย ปลูกต้นไม้"  # a passphrase
MOST_QUESTIONS = 44  # to the database, of a PC that joins
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
    def name(self) -> str:
        return self.url.rpartition("/")[2]

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
    assert "It holds an office's records. Batches: 0, computers: 1," in second.out
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


@pytest.mark.parametrize("whole_disk", [False, True])
def test_a_copy_that_has_the_key_and_the_settings_joins_anew(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch, whole_disk: bool
) -> None:
    hospital.join(1)
    hospital.pc(1).rename(hospital.folder / "2")
    hospital.pc(2)
    if whole_disk:  # the machine's own number came along, and only its name was changed
        monkeypatch.setattr("app.system.pc._os_name", lambda: "machine 1")
    words = ("--data-dir", hospital.folder / "2", "--lang", "en")
    if not whole_disk:
        assert "Join anew with the passphrase" in mophic("history", *words).err
    joined = mophic("journal", "join", hospital.url, "--passphrase-stdin", *words, stdin=f"{SECRET}\n")
    assert joined.code == 0, joined.err
    assert "Computers in the office: 2." in joined.out
    assert mophic("history", *words).code == 0
    assert hospital.do("SELECT count(*) FROM mophic.pc") == [(2,)]
    again = mophic("journal", "join", hospital.url, "--passphrase-stdin", *words, stdin=f"{SECRET}\n")
    assert "already. There is nothing to do." in again.err


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
        (
            lambda url: "127.0.0.1:1",
            "127.0.0.1:1/mophic can't be reached. Check the network and the address",
        ),
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
        assert not re.search(r"\b(sent|rows)\b", told.err), "nothing was to be sent"
        assert told.out == ""
        said = told.err.rpartition("MOPHIC_JOURNAL_PASSWORD.\n")[2]  # after the word about one in the address
        assert "\n" not in said.partition("\n  (")[0].strip()  # one sentence, and the small print
    assert hospital.do("SELECT 1 FROM pg_tables WHERE schemaname='mophic'") == []
    assert not (hospital.pc(1) / "settings.json").exists()


def test_a_database_far_away_leaves_nobody_before_a_silent_screen(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.commands.journal.WORTH_TELLING", 0.3)
    with Way(hospital.url, delay=0.02) as way:
        place = way.url.partition("@")[2]
        for ran in (hospital.mophic("check", way.url), hospital.join(1, url=way.url), hospital.join(2, url=way.url)):
            assert ran.code == 0, ran.err
            told = re.findall(r"At work with the database (\S+) … (\d+) s so far. Ctrl\+C calls it off.", ran.err)
            assert {where for where, _ in told} == {place}
    assert "At work" not in hospital.mophic("check", hospital.url).err


def test_joining_asks_the_database_as_few_things_as_need_be(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over a way of 150 ms there and back each of them is felt."""
    asked, execute = list[str](), psycopg.Connection.execute
    hospital.join(1)

    def counted(self: Any, query: Any, *more: Any, **how: Any) -> Any:
        asked.append(str(query))
        return execute(self, query, *more, **how)

    monkeypatch.setattr(psycopg.Connection, "execute", counted)
    assert hospital.join(2).code == 0
    assert len(asked) <= MOST_QUESTIONS, "\n".join(asked)


def test_who_may_not_even_open_it_is_told_so(hospital: Hospital) -> None:
    hospital.do("DROP ROLE IF EXISTS guest; CREATE ROLE guest LOGIN")
    hospital.do(f"REVOKE CONNECT ON DATABASE {hospital.name} FROM PUBLIC")
    told = hospital.mophic("check", hospital.url.replace("//mophic@", "//guest@"))
    assert told.code == 2
    assert told.err.startswith(f"This user may not open the office's database {hospital.place}. Ask your IT person")


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


# --- carrying over ---

EVERYBODY = [replace(ROW, row=number, cid=f"{7_000_000_000_000 + number}") for number in range(2, 12)]


def own_journal(folder: Path) -> Journal:
    return open_journal(REAL_SERVER, DataDir(folder))


def filled(folder: Path) -> int:
    """A PC that has worked alone: one batch with rows in several states, one message."""
    with own_journal(folder) as journal:
        batch = add(journal, *EVERYBODY)
        journal.claim(batch, 2)
        journal.mark(batch, 2, State.BOOKED, slot_id=2**70, verified=True)
        journal.claim(batch, 3)
        journal.mark(batch, 3, State.UNKNOWN, "uncertain", detail="504")
        journal.claim(batch, 4)
        journal.set_comment(batch, "หมายเหตุ")
        book, draft = journal.messages, Draft("หัวเรื่อง", "ถึง {name}", "")
        people = [Recipient(row.cid, row.person_name, row.date, row.hour, row.dose) for row in EVERYBODY]
        message = book.add(FACILITY, "u", draft, divide(draft, people, "ref"), "ref")
        book.claim(message, 1)
        book.mark(message, 1, MessageState.SENT, delivery=Delivery(10, None, ()))
    return batch


def told_by(journal: Journal) -> tuple[Any, ...]:
    batch = journal.history()[-1]
    (message,) = journal.messages.register("")
    entries, parts = journal.entries(batch.id), journal.messages.parts(message.id)
    same = replace(batch, id=0, maker="", elsewhere=False)
    return same, entries, parts, journal.messages.allowance(FACILITY).left, replace(message, id=0, first=0)


def test_a_computer_brings_its_own_records_and_nothing_of_them_changes(hospital: Hospital) -> None:
    filled(hospital.pc(1))
    with own_journal(hospital.pc(1)) as journal:
        before = told_by(journal)
    joined = hospital.join(1)
    assert (
        "This computer has 1 batch of its own that the office does not know. Carry them over with mophic"
        f" journal move --to {hospital.url}" in joined.err
    )
    moved = hospital.mophic("move", "--to", hospital.url)
    assert moved.out == (
        "Carried over and compared row by row. Batches: 1, rows: 10, messages: 1. What was here is kept under another"
        " name.\n"
    )
    with open_office(hospital) as journal:
        assert told_by(journal) == before
        assert journal.find_unfinished(FACILITY, EVERYBODY) == journal.history()[0].id
        assert journal.holds(FACILITY, [replace(EVERYBODY[0], hour=9)])[2][0].state is State.BOOKED
        assert journal.claim(add(journal, EVERYBODY[1]), 3) is not None, "in doubt: nobody else sends it"
        assert str(hospital.do("SELECT * FROM mophic.row")).count(ROW.cid) == 0
    (aside,) = hospital.pc(1).glob("journal-cvp1.moph.go.th.moved-*.db")
    assert not (hospital.pc(1) / "journal-cvp1.moph.go.th.db").exists()
    with sqlite3.connect(aside) as kept:
        assert kept.execute("SELECT count(*) FROM row_moved").fetchone() == (10,)
    assert (
        hospital.mophic("move", "--to", hospital.url).out == "This computer has no records of its own to carry over.\n"
    )


def open_office(hospital: Hospital, pc: int = 1) -> Journal:
    folder = hospital.pc(pc)
    kept, _ = settings.load(folder / "settings.json")
    return open_journal(REAL_SERVER, DataDir(folder), office=named(kept, REAL_SERVER))


def test_moving_joins_where_it_must_and_both_computers_find_all_of_it(hospital: Hospital) -> None:
    filled(hospital.pc(1))
    filled(hospital.pc(2))
    for pc in (1, 2):
        moved = hospital.mophic("move", "--to", hospital.url, "--passphrase-stdin", pc=pc, stdin=f"{SECRET}\n")
        assert moved.code == 0, moved.err
        assert "Batches: 1, rows: 10" in moved.out
    with open_office(hospital, 2) as journal:
        assert [(info.maker, info.elsewhere) for info in journal.history()] == [("PC-2", False), ("PC-1", True)]
        assert hospital.do("SELECT count(*) FROM mophic.row WHERE beside=1") == [(3,)], "what both had sent"


def test_an_interrupted_move_leaves_nothing_half_and_is_not_doubled(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(hospital.pc(1))
    hospital.join(1)
    with monkeypatch.context() as broken:
        broken.setattr("app.journal.carrying.Carrying._check", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        assert hospital.mophic("move", "--to", hospital.url).code == 130
    assert hospital.do("SELECT count(*) FROM mophic.batch") == [(0,)]
    with monkeypatch.context() as broken:  # the office has it all, and this PC was not told
        broken.setattr("app.journal.file.JournalFile.retire", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        assert hospital.mophic("move", "--to", hospital.url).code == 130
    assert hospital.do("SELECT count(*) FROM mophic.batch") == [(1,)]
    again = hospital.mophic("move", "--to", hospital.url)
    assert again.out.startswith(
        "All of it had been carried over before, and nothing was doubled. Batches: 1, rows: 10."
    )
    assert hospital.do("SELECT count(*) FROM mophic.batch") == [(1,)]


def test_what_reads_back_differently_is_not_moved(hospital: Hospital, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(hospital.pc(1))
    hospital.join(1)
    monkeypatch.setattr("app.journal.seal._packed", lambda row: '["1234567890121", "2027-01-01", 8, 1, "", "", ""]')
    assert hospital.mophic("move", "--to", hospital.url).err.startswith(
        "The records were not carried over: batch 1 read"
    )
    assert hospital.do("SELECT count(*) FROM mophic.batch") == [(0,)]
    assert (hospital.pc(1) / "journal-cvp1.moph.go.th.db").exists()


def test_a_window_that_still_has_the_old_journal_sends_nothing_more(hospital: Hospital) -> None:
    batch = filled(hospital.pc(1))
    hospital.join(1)
    with own_journal(hospital.pc(1)) as window:
        assert hospital.mophic("move", "--to", hospital.url).code == 0
        with pytest.raises(EnvironmentProblem) as caught:
            window.claim(batch, 5)
        assert caught.value.code == "journal_moved"


def test_a_batch_that_runs_is_waited_for(hospital: Hospital) -> None:
    batch = filled(hospital.pc(1))
    hospital.join(1)
    with own_journal(hospital.pc(1)) as window, window.hold(batch, "somchai"):
        refused = hospital.mophic("move", "--to", hospital.url)
    assert refused.err.startswith("somchai is running a batch, so nothing was carried over.")
    hospital.join(2)
    with open_office(hospital, 2) as other, other.hold(add(other, ROW), "malee"):
        hospital.pc(1)
        refused = hospital.mophic("move", "--to", hospital.url)
    assert refused.err.startswith("malee is running a batch, so nothing was carried over.")
    assert hospital.do("SELECT count(*) FROM mophic.batch") == [(1,)]


def test_what_is_sent_elsewhere_at_that_moment_is_met_by_doing_all_anew(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(hospital.pc(1))
    hospital.join(1)
    hospital.join(2)
    taken = Carrying._taken
    with open_office(hospital, 2) as other:
        batch = add(other, EVERYBODY[0])

        def meanwhile(carrying: Carrying, *what: Any) -> set[bytes]:
            found = taken(carrying, *what)
            if other.state(batch, 2) is State.PLANNED:
                other.claim(batch, 2)
            return found

        monkeypatch.setattr(Carrying, "_taken", meanwhile)
        hospital.pc(1)
        moved = hospital.mophic("move", "--to", hospital.url)
    assert moved.code == 0, moved.err
    assert hospital.do("SELECT count(*) FROM mophic.batch") == [(2,)]
    assert hospital.do("SELECT count(*) FROM mophic.row WHERE beside=1") == [(1,)]


def test_the_way_back_is_the_same_and_the_offices_tables_are_kept_under_another_name(hospital: Hospital) -> None:
    filled(hospital.pc(1))
    with own_journal(hospital.pc(1)) as journal:
        before = told_by(journal)
    hospital.mophic("move", "--to", hospital.url, "--passphrase-stdin", stdin=f"{SECRET}\n")
    hospital.join(2)
    with open_office(hospital, 2):
        hospital.pc(1)
        in_use = hospital.mophic("move", "--to", "file")
    assert in_use.err.startswith("The computer PC-2 still uses the office's records, so nothing was moved.")
    back = hospital.mophic("move", "--to", "file")
    assert back.out.startswith("Carried over and compared row by row. Batches: 1, rows: 10, messages: 1."), back.err
    with own_journal(hospital.pc(1)) as journal:
        assert told_by(journal) == before
    assert settings.load(hospital.pc(1) / "settings.json")[0].office == ""
    ((name,),) = hospital.do("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'mophic%'")
    assert name.startswith("mophic_moved_")
    gone = mophic("history", "--data-dir", hospital.pc(2), "--lang", "en")
    assert gone.err.startswith(f"The tables of the office's database {hospital.place} were moved or removed")
    assert "joining here begins new, empty records" in hospital.mophic("check", pc=2).out


def test_a_new_password_of_the_database_needs_no_passphrase_where_the_key_is_kept(
    hospital: Hospital, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOPHIC_JOURNAL_PASSWORD", "the first")
    hospital.join(1)
    monkeypatch.setenv("MOPHIC_JOURNAL_PASSWORD", "another")
    again = hospital.mophic("join", hospital.url)
    assert again.code == 0, again.err
    assert "Computers in the office: 1." in again.out
    there = hospital.mophic("join", hospital.url)
    assert there.err.startswith("This computer has joined the office's database"), "nothing is new about it"
    memory.kept.clear()
    assert "There is no passphrase" in hospital.mophic("join", hospital.url, pc=2).err


def test_records_without_their_key_get_no_second_one(hospital: Hospital) -> None:
    filled(hospital.pc(1))
    hospital.mophic("move", "--to", hospital.url, "--passphrase-stdin", stdin=f"{SECRET}\n")
    hospital.do("DELETE FROM mophic.meta WHERE name IN ('office', 'wrapped', 'key')")
    for told in (hospital.mophic("check", hospital.url, pc=2), hospital.join(2)):
        assert told.code == 2
        assert told.err.startswith(f"The office's database {hospital.place} holds records, and the key that opens them")
    assert hospital.do("SELECT 1 FROM mophic.meta WHERE name='office'") == []


def test_practice_says_that_it_keeps_no_office(hospital: Hospital) -> None:
    joined = hospital.mophic("join", hospital.url, "--practice", "--passphrase-stdin", stdin=f"{SECRET}\n")
    assert f"--practice --journal {hospital.place}" in joined.err
    assert hospital.mophic("check", "--practice").err.startswith("Practice keeps no office: name its database each")


def test_the_next_command_goes_where_this_one_went(hospital: Hospital) -> None:
    """With the server and the data folder that were named: without them it is another computer's, or another server."""
    with server_with() as practice:
        joined = hospital.join(1, SECRET, "", "--server", practice.url)
        named = f"--data-dir {hospital.folder / '1'} --server {practice.url}"
        assert f"mophic upload {named} --journal {hospital.place}" in joined.err
        none = hospital.mophic("check", "--server", practice.url).err
        assert f"mophic journal check ADDRESS {named} or mophic upload {named} --journal ADDRESS" in none
    filled(hospital.pc(2))
    assert f"mophic journal move --to {hospital.url} --data-dir {hospital.folder / '2'}" in hospital.join(2).err


SHOWN = "The database's address held a password. It was taken out"


@pytest.mark.parametrize(
    "words",
    [
        ("upload", "none.xlsx", "--journal"),
        ("history", "--journal"),
        ("resume", "--yes", "--journal"),
        ("cancel", "1", "--yes", "--journal"),
        ("distribute", "none.xlsx", "--from", "x", "--to", "x", "--out", "x.xlsx", "--journal"),
        ("message", "send", "--title", "x", "--journal"),
        ("journal", "check"),
        ("journal", "move", "--to"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_a_password_in_the_address_of_whatever_command_is_said_once_and_never_shown(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    where = ("--data-dir", tmp_path / "data", "--key-file", tmp_path / "key", "--lang")
    told = mophic(*words, "postgresql://mophic:never-shown@127.0.0.1:1/mophic", *where, "en")
    assert told.err.count(SHOWN) == 1
    assert "never-shown" not in told.out + told.err
    quiet = mophic(*words, "postgresql://mophic@127.0.0.1:1/mophic", *where, "en")
    assert (quiet.code, SHOWN in quiet.err) == (told.code, False)


def test_a_password_in_the_address_is_taken_out_and_said(hospital: Hospital, memory: Memory) -> None:
    told = hospital.join(1, url=hospital.url.replace("//mophic@", "//mophic:never-shown@"))
    assert told.err.count(SHOWN) == 1
    assert "never-shown" not in told.out + told.err
    assert settings.load(hospital.pc(1) / "settings.json")[0].office == hospital.url


def test_the_records_are_exported_and_nobody_is_named_unless_that_is_asked(hospital: Hospital, tmp_path: Path) -> None:
    filled(hospital.pc(1))
    hospital.mophic("move", "--to", hospital.url, "--passphrase-stdin", stdin=f"{SECRET}\n")
    done = hospital.mophic("export", "--out", tmp_path / "all.csv")
    assert done.out == f"Written to {tmp_path / 'all.csv'}: the records of the office at {hospital.place}. Rows: 10.\n"
    lines = (tmp_path / "all.csv").read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("Batch,Started,User,Computer,File,Row,Citizen ID,Name,Date,Hour,Dose,Booking status")
    assert ",PC-1,นัด.xlsx,2," in lines[1]
    assert EVERYBODY[0].cid not in "".join(lines)
    assert EVERYBODY[0].person_name not in "".join(lines)
    hospital.mophic("export", "--out", tmp_path / "all.xlsx", "--ids", "whole")
    table = load_workbook(tmp_path / "all.xlsx").worksheets[0]
    assert [str(cell.value) for cell in table["G"]][1:] == [row.cid for row in EVERYBODY]
    assert hospital.mophic("export", "--out", tmp_path / "all.pdf").code == 2


def test_the_office_that_is_named_is_exported_else_this_computers_own(hospital: Hospital, tmp_path: Path) -> None:
    filled(hospital.pc(1))
    hospital.mophic("move", "--to", hospital.url, "--passphrase-stdin", stdin=f"{SECRET}\n")
    with own_journal(hospital.pc(1)) as journal:
        add(journal, ROW)
    (hospital.pc(1) / "settings.json").unlink()
    out = tmp_path / "all.csv"
    own = hospital.mophic("export", "--out", out)
    assert own.out == f"The records of this computer were written to {out}. Rows: 1.\n"
    out.unlink()
    there = hospital.mophic("export", hospital.place, "--user", "mophic", "--out", out)
    assert there.code == 0, there.err
    assert there.out == f"Written to {out}: the records of the office at {hospital.place}. Rows: 10.\n"
    assert len(out.read_text("utf-8-sig").splitlines()) == 11


@pytest.mark.parametrize(
    ("place", "user", "words"),
    [
        ("{place}", "nobody", "does not take this user or password"),
        ("{place}x", "mophic", "There is no database of this name on that computer"),
        ("127.0.0.1:1", "mophic", "can't be reached"),
        ("{place}", "mophic", "holds no office's records"),
    ],
)
def test_an_office_that_cannot_be_read_is_not_exported(
    hospital: Hospital, tmp_path: Path, place: str, user: str, words: str
) -> None:
    out = tmp_path / "all.csv"
    told = hospital.mophic("export", place.format(place=hospital.place), "--user", user, "--out", out)
    assert (told.code, told.out) == (2, "")
    assert words in told.err
    assert not out.exists()
    assert hospital.do("SELECT 1 FROM pg_tables WHERE schemaname='mophic'") == []


def test_who_has_not_joined_exports_nothing_of_the_office(hospital: Hospital, tmp_path: Path, memory: Memory) -> None:
    hospital.join(1)
    memory.kept.clear()
    told = hospital.mophic("export", hospital.url, "--out", tmp_path / "all.csv", pc=2)
    assert told.code == 2
    assert told.err.startswith(f"This computer has not joined the office's database {hospital.place} yet")
    assert not (tmp_path / "all.csv").exists()
    assert hospital.do("SELECT count(*) FROM mophic.pc") == [(1,)]


def test_out_and_back_the_office_has_a_new_key(hospital: Hospital, memory: Memory) -> None:
    """As the guide says of a copy that got lost."""
    filled(hospital.pc(1))
    for to in (hospital.url, "file", hospital.url):
        moved = hospital.mophic("move", "--to", to, "--passphrase-stdin", stdin=f"{SECRET}\n")
        assert moved.code == 0, moved.err
    keys = [kept for name, kept in memory.kept.items() if name.startswith("office-key|")]
    assert len(set(keys)) == 2
    with open_office(hospital) as journal:
        assert journal.history()[0].total == len(EVERYBODY)


def test_another_password_of_the_database_is_taken_by_joining_once_more(hospital: Hospital, memory: Memory) -> None:
    hospital.do("DROP ROLE IF EXISTS clerks")
    hospital.do(f"CREATE ROLE clerks LOGIN PASSWORD 'one'; GRANT CREATE ON DATABASE {hospital.name} TO clerks")
    url = hospital.url.replace("//mophic@", "//clerks:{}@")
    assert hospital.join(1, SECRET, url.format("one")).code == 0
    again = hospital.join(1, SECRET, url.format("one"))
    assert "has joined the office's database" in again.err
    assert hospital.join(1, SECRET, url.format("two")).code == 0
    assert memory.kept[f"office|{hospital.place}|clerks"] == "two"
    assert hospital.do("SELECT count(*) FROM mophic.pc") == [(1,)]
    hospital.do("DROP OWNED BY clerks; DROP ROLE clerks")


def test_a_password_that_could_not_be_kept_is_told_and_asked_for_each_time(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    role = "locked"
    hospital.do(f"DROP ROLE IF EXISTS {role}; CREATE ROLE {role} LOGIN PASSWORD 'one'")
    hospital.do(f"GRANT CREATE ON DATABASE {hospital.name} TO {role}")
    keyring.set_keyring(Null())
    url = hospital.url.replace("//mophic@", f"//{role}@")
    words = ("--user", role, "--key-file", hospital.folder / "key")
    typed = f"one\n{SECRET}\n"
    joined = hospital.mophic("join", url, "--password-stdin", "--passphrase-stdin", *words, stdin=typed)
    assert joined.code == 0, joined.err
    assert "This computer has no safe place for secrets, so the password of the database was not kept." in joined.err
    assert "--password-stdin" in joined.err
    missing = hospital.mophic("check", *words)
    assert missing.code == 2
    assert missing.err.startswith(f"The office's database {hospital.place} asks for a password, and none was given")
    given = hospital.mophic("check", *words, "--password-stdin", stdin="one\n")
    assert given.code == 0, given.err
    keyring.set_keyring(Fail())  # type: ignore[no-untyped-call]
    anew = hospital.mophic("join", url, "--password-stdin", *words, stdin="one\n")
    assert (anew.code, "already" in anew.err) == (0, False), "nobody can know whether it is a new one, and it was taken"
    monkeypatch.setenv("MOPHIC_JOURNAL_PASSWORD", "one")
    history = mophic("history", "--data-dir", hospital.pc(1), "--key-file", hospital.folder / "key")
    assert history.code == 0, history.err
    hospital.do(f"DROP OWNED BY {role}; DROP ROLE {role}")


# --- guides ---


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_guide_for_the_it_person_names_only_commands_that_there_are(lang: str) -> None:
    text = (ROOT / "docs" / f"office-{lang}.md").read_text(encoding="utf-8")
    asked = re.findall(r"mophic (journal [a-z]+|practice|upload|resume)((?: +--?[a-z-]+| +[^\s`-][^\s`]*)*)", text)
    named = {name.removeprefix("journal ") for name, _ in asked}
    assert named >= {"check", "join", "move", "passphrase", "practice", "upload"}
    for name, words in asked:
        told = mophic(*name.split(), "--help").out
        for option in re.findall(r"--[a-z-]+", words):
            assert option in told, (name, option)


def test_both_guides_have_the_same_commands() -> None:
    blocks = [
        re.findall(r"```sh\n(.*?)```", (ROOT / "docs" / f"office-{lang}.md").read_text(encoding="utf-8"), re.S)
        for lang in ("th", "en")
    ]
    assert blocks[0] == blocks[1]
    assert blocks[0][0].count("\n") == 5


# --- TLS ---


def certificate(name: str) -> tuple[bytes, bytes]:
    """Of a database on a computer of this name, signed by itself, and its key."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    other = x509.IPAddress(ip_address(name)) if name[0].isdigit() else x509.DNSName(name)
    made = (
        x509.CertificateBuilder(who, who, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([other]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    kind = serialization.PrivateFormat.PKCS8
    secret = key.private_bytes(serialization.Encoding.PEM, kind, serialization.NoEncryption())
    return made.public_bytes(serialization.Encoding.PEM), secret


@pytest.fixture
def serve_as(hospital: Hospital) -> Iterator[Callable[[str], Path]]:
    """Switches TLS on, with a certificate for a computer of this name; where that lies."""
    if postgres.NAMED in os.environ:
        pytest.skip("a server that is not ours")
    ((folder,),) = hospital.do("SHOW data_directory")

    def serve(name: str) -> Path:
        for file, data in zip(("its.crt", "its.key"), certificate(name), strict=True):
            path = Path(folder) / file
            path.write_bytes(data)
            path.chmod(0o600)
            if (user := postgres._servant()) is not None:
                shutil.chown(path, user)
        for word in ("ssl=on", "ssl_cert_file='its.crt'", "ssl_key_file='its.key'"):
            hospital.do(f"ALTER SYSTEM SET {word}")
        reload("on")
        shutil.copy(Path(folder) / "its.crt", hospital.folder / "its.crt")
        return hospital.folder / "its.crt"

    def reload(ssl: str) -> None:
        hospital.do("SELECT pg_reload_conf()")
        while hospital.do("SHOW ssl") != [(ssl,)]:
            time.sleep(0.02)

    yield serve
    for word in ("ssl", "ssl_cert_file", "ssl_key_file"):
        hospital.do(f"ALTER SYSTEM RESET {word}")
    reload("off")


def test_a_certificate_is_verified_and_its_name(
    hospital: Hospital, serve_as: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.journal.office._is_here", lambda host: False)
    ours = serve_as("127.0.0.1")
    unknown = hospital.mophic("check", hospital.url).err
    assert unknown.startswith(f"This computer does not trust the certificate of the office's database {hospital.place}")
    assert "The connection is encrypted (TLSv1.3)." in hospital.mophic("check", hospital.url, "--ca-file", ours).out
    joined = hospital.join(1, SECRET, hospital.url, "--ca-file", ours)
    assert joined.code == 0, joined.err
    assert mophic("history", "--data-dir", hospital.pc(1)).code == 0
    rehearsal = ("--server", "http://127.0.0.1:8091")
    assert hospital.join(2, SECRET, hospital.url, "--ca-file", ours, *rehearsal).code == 0
    heard = mophic("history", "--data-dir", hospital.pc(2), "--journal", hospital.url, *rehearsal)
    assert heard.code == 0, heard.err
    other = hospital.mophic("check", hospital.url, "--ca-file", serve_as("db.hospital.example")).err
    assert other.startswith(f"The certificate of the office's database {hospital.place} is for a computer of another")
    assert unknown.partition("\n")[0].endswith("choose it in the settings (on the command line with --ca-file).")
    gone = hospital.mophic("check", hospital.url, "--ca-file", hospital.folder / "gone.pem").err
    assert gone.startswith(f"The certificate file (CA) for the office's database {hospital.place} can't be opened")


# --- at work ---


def test_a_batch_of_one_computer_is_seen_continued_and_undone_on_another(hospital: Hospital, tmp_path: Path) -> None:
    rows = rows_for(4, 1)
    file = sheet(tmp_path / "people.xlsx", rows)
    with server_with() as practice:

        def there(pc: int, *words: object) -> Ran:
            login = [*account(practice, tmp_path), "--data-dir", hospital.pc(pc), "--journal", hospital.url]
            return mophic(*words, *login, "--lang", "en", "--settle", "0.3", stdin=f"{practice.password}\n")

        for pc in (1, 2):
            assert hospital.join(pc, SECRET, hospital.url, "--server", practice.url).code == 0
        assert there(1, "upload", file, "--yes").code == 0
        history = ("--server", practice.url, "--journal", hospital.url, "--data-dir", hospital.pc(2), "--json")
        (told,) = mophic("history", *history).lines[0]["batches"]
        assert (told["computer"], told["counts"]) == ("PC-1", {"booked": 4})
        again = there(2, "upload", file, "--yes", "--json")
        assert again.summary["skipped"] == 4
        assert there(2, "resume").err.startswith("There is no unfinished batch")
        undone = there(2, "undo", 1, "--yes")
        assert "This batch was made on another computer: PC-1, by " in undone.err
        assert undone.code == 0
        assert practice.state()["bookings"] == []
        assert len(practice.state()["outbox"]) == len(rows)


def test_a_command_whose_office_is_gone_in_mid_batch_tells_its_sums_and_is_not_called_not_begun(
    hospital: Hospital, tmp_path: Path
) -> None:
    rows = rows_for(16, 1)

    def renamed() -> None:
        while len(practice.state()["bookings"]) < 4:
            time.sleep(0.02)
        ((schema,),) = hospital.do("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'mophic%'")
        hospital.do(f"ALTER SCHEMA {schema} RENAME TO elsewhere")

    with server_with([{"fault": "latency", "probability": 1, "seconds": 0.05, "up_to": 0.2}]) as practice:
        login = [*account(practice, tmp_path), "--data-dir", hospital.pc(1), "--journal", hospital.url, "--lang", "en"]
        assert hospital.join(1, SECRET, hospital.url, "--server", practice.url).code == 0
        away = threading.Thread(target=renamed)
        away.start()
        words = [sheet(tmp_path / "a.xlsx", rows), "--yes", "--rate", 4, "--json", *login]
        told = mophic("upload", *words, stdin=f"{practice.password}\n")
        away.join()
        booked = len(practice.state()["bookings"])
    assert told.code == 4, told.err
    assert 4 <= booked < 16
    assert told.summary["booked"] + told.summary["unknown"] >= booked
    assert told.summary["booked"] >= 3, "what the run itself knows"
    assert "were moved or removed. Ask your IT person" in told.err
