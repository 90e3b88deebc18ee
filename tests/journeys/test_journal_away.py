"""A journal that goes away: what every command ends with, before anything of it was sent and in its middle."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from openpyxl import Workbook

from app.booking.desk import Desk
from app.commands.at_desk import Door
from app.commands.exit_codes import code_of
from app.commands.terminal import Terminal
from app.errors import EnvironmentProblem, InputError, NotSent
from app.journal import batches
from app.journal.file import JournalFile
from app.journal.pen import Behind
from app.mophic.client import Client
from app.practice import PracticeServer
from tests import commandline
from tests.commandline import Ran, account, sheet
from tests.journeys.test_undo import booked, elsewhere, half_moved
from tests.world import rows_for, server_with

ROWS = rows_for(4)
ALSO = [replace(row, hour=row.hour + 1) for row in ROWS]
GONE = "The tables of the office's database db/mophic were moved or removed."
ALONE = ("book", "cancel", "move", "resume of moves", "message send")  # what is told of one says how that stands
CHANGES = ("confirm", "cancel", "send_message", "queue_card", "cancel_queue_card")


@dataclass
class Journals:
    """All journals of this test, which can go away together."""

    away: bool = False
    when: str = ""  # "" never; begun: once signed in; sent: so many calls that change something are just leaving
    after: int = 1
    left: list[str] = field(default_factory=list)
    one_by_one: asyncio.Lock = field(default_factory=asyncio.Lock)

    def check(self) -> None:
        if self.away:
            raise EnvironmentProblem("office_gone", path="db/mophic")

    def leaves(self, call: str) -> None:
        self.left.append(call)
        self.away = self.away or (self.when == "sent" and len(self.left) >= self.after)


class Connection:
    """Of a journal's file."""

    def __init__(self, real: Any, journals: Journals) -> None:
        self._real, self._journals = real, journals

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def execute(self, sql: str, *values: Any) -> Any:
        self._journals.check()
        return self._real.execute(sql, *values)

    def executemany(self, sql: str, *values: Any) -> Any:
        self._journals.check()
        return self._real.executemany(sql, *values)


@pytest.fixture
def journals(monkeypatch: pytest.MonkeyPatch) -> Journals:
    made = Journals()
    opened, sign_in = JournalFile._open, Desk.sign_in.__func__  # type: ignore[attr-defined]
    monkeypatch.setattr(JournalFile, "_open", lambda self, path: Connection(opened(self, path), made))
    monkeypatch.setattr(batches, "AtOnce", Behind)  # as an office's: with a thread of its own

    async def signed_in(cls: Any, *who: Any, **how: Any) -> Desk:
        desk: Desk = await sign_in(cls, *who, **how)
        made.away = made.when == "begun"
        return desk

    monkeypatch.setattr(Desk, "sign_in", classmethod(signed_in))
    for name in CHANGES:
        monkeypatch.setattr(Client, name, told(getattr(Client, name), name, made))
    return made


def told(call: Callable[..., Any], name: str, journals: Journals) -> Callable[..., Any]:
    async def made(*args: Any) -> Any:
        flight = args[-1]
        written = flight.about_to_send

        async def leaves() -> None:
            async with journals.one_by_one:
                await written()
                journals.leaves(name)

        flight.about_to_send = leaves
        return await call(*args)

    return made


@dataclass
class Clinic:
    practice: PracticeServer
    folder: Path
    journals: Journals

    def mophic(self, *words: object) -> Ran:
        self.journals.one_by_one = asyncio.Lock()  # of this command's loop
        options = [*account(self.practice, self.folder), "--settle", "0.2", "--lang", "en", "--yes", "--json"]
        return commandline.mophic(*words, *options, "--rate", 28, stdin="practice\n")

    @property
    def sheet(self) -> Path:
        path = self.folder / "a.xlsx"
        return path if path.exists() else sheet(path, ROWS)

    def upload(self) -> None:
        booked(self.practice, self.folder, ROWS)

    def met(self, when: str, words: Sequence[object], after: int = 1) -> Ran:
        """A command whose journal goes away, and is back after it."""
        self.journals.when, self.journals.after, self.journals.left = when, after, []
        ran = self.mophic(*words)
        self.journals.when, self.journals.away = "", False
        return ran


@dataclass(frozen=True)
class Row:
    """One line of the table: a command, what it meets, and how it ends where the journal goes away in its middle."""

    words: Callable[[Clinic], Sequence[object]]
    sums: Mapping[str, int]
    after: int = 1  # calls that change something


def listed(clinic: Clinic, name: str = "list.xlsx", *, hour: str = "") -> Path:
    """The first three people; `hour`: to be moved to."""
    book = Workbook()
    table = book.worksheets[0]
    table.append(["cid", *(["new hour"] if hour else [])])
    for row in ROWS[:3]:
        table.append([row.cid, *([hour] if hour else [])])
    book.save(path := clinic.folder / name)
    return path


def of_list(clinic: Clinic) -> Sequence[object]:
    clinic.upload()
    return "cancel", "--list", listed(clinic)


def move_list(clinic: Clinic) -> Sequence[object]:
    clinic.upload()
    return "move", "--list", listed(clinic, hour="10:00")


def undo_of_list(words: Callable[[Clinic], Sequence[object]]) -> Callable[[Clinic], Sequence[object]]:
    def undo(clinic: Clinic) -> Sequence[object]:
        assert clinic.mophic(*words(clinic)).code == 0
        return "undo", 2

    return undo


def undo_extra(clinic: Clinic) -> Sequence[object]:
    clinic.upload()
    elsewhere(clinic.practice, ROWS[:2])
    return "undo", 1, "--extra"


def undo_two_hours(clinic: Clinic) -> Sequence[object]:
    clinic.upload()
    elsewhere(clinic.practice, ALSO[:2])
    return "undo", 1, "--two-hours"


def undo(clinic: Clinic) -> Sequence[object]:
    clinic.upload()
    return "undo", 1


def moved_same_day(clinic: Clinic) -> Sequence[object]:
    elsewhere(clinic.practice, ALSO[:2])
    return "upload", clinic.sheet, "--move-same-day"


def of_one(*words: object) -> Callable[[Clinic], Sequence[object]]:
    def asked(clinic: Clinic) -> Sequence[object]:
        clinic.upload()
        return words[0], ROWS[0].cid, *words[1:]

    return asked


def resumed(words: Callable[[Clinic], Sequence[object]]) -> Callable[[Clinic], Sequence[object]]:
    """What the same fate left before."""

    def resume(clinic: Clinic) -> Sequence[object]:
        assert clinic.met("sent", words(clinic)).code == 4
        return ("resume",)

    return resume


def of_moves(clinic: Clinic) -> Sequence[object]:
    clinic.upload()
    half_moved(clinic.practice, clinic.folder, ROWS[:2])
    return ("resume",)


def message(clinic: Clinic) -> Sequence[object]:
    clinic.upload()
    people = [word for row in ROWS[:3] for word in ("--cid", row.cid)]
    return "message", "send", "--title", "title", "--text", "for {name}", *people


BOOK = ("book", ROWS[0].cid, "--date", ROWS[0].date.isoformat(), "--hour", ROWS[0].hour)
COMMANDS: Mapping[str, Row] = {
    "upload": Row(lambda clinic: ("upload", clinic.sheet), {"booked": 0, "unknown": 1, "not_sent": 3}),
    "upload --move-same-day": Row(moved_same_day, {"booked": 2, "unknown": 2, "not_sent": 0}, 3),
    "resume": Row(resumed(lambda clinic: ("upload", clinic.sheet)), {"booked": 1, "unknown": 1, "not_sent": 2}),
    "undo": Row(undo, {"cancelled": 0, "unknown": 1, "booked": 3}),
    "undo --extra": Row(undo_extra, {"two_seats": 1}),
    "undo --two-hours": Row(undo_two_hours, {"two_hours": 1}),
    "resume of an undo": Row(resumed(undo), {"cancelled": 1, "unknown": 1, "booked": 2}),
    "cancel --list": Row(of_list, {"cancelled": 0, "unknown": 1, "left": 2}),
    "move --list": Row(move_list, {"moved": 0, "unknown": 3}),
    "undo of a list that moved": Row(undo_of_list(move_list), {"moved": 0, "unknown": 3}),
    "book": Row(lambda _: BOOK, {"stopped_in_flight": 1}),
    "cancel": Row(of_one("cancel"), {"unknown": 1}),
    "move": Row(of_one("move", "--to-hour", 10), {"move_in_doubt": 1}),
    "resume of moves": Row(of_moves, {"moved": 0, "left": 2}),
    "message send": Row(message, {"sent": 0, "unknown": 1, "planned": 2}),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_whose_journal_goes_away_says_whether_anything_was_sent(
    name: str, journals: Journals, tmp_path: Path
) -> None:
    told = COMMANDS[name]
    with server_with(repeat="again") as practice:
        clinic = Clinic(practice, tmp_path, journals)
        words = told.words(clinic)
        before = clinic.met("begun", words)
        assert (before.code, journals.left) == (2, []), before.err
        assert GONE in before.err
        assert "Nothing was sent." in before.err
        midway = clinic.met("sent", words, told.after)
        assert midway.code == 4, midway.err
        assert len(journals.left) == told.after
        assert GONE in midway.err
        assert "Nothing was sent." not in midway.err
        midst = "Nothing more is sent; what had left is looked up first when the batch goes on." in midway.err
        assert midst is (name not in ALONE), midway.err
        sums = sums_of(midway)
        assert {name: sums.get(name, 0) for name in told.sums} == dict(told.sums)


def sums_of(ran: Ran) -> Mapping[str, int]:
    """Of one person the outcome alone."""
    for line in ran.lines:
        if "summary" in line:
            return dict(line["summary"].get("calls", line["summary"]))
    return Counter(line["outcome"] for line in ran.lines if "outcome" in line)


@pytest.mark.parametrize(("changes", "code"), [(0, 2), (3, 4)])
def test_what_ends_a_command_after_something_had_left_is_never_called_not_begun(changes: int, code: int) -> None:
    """Wherever it comes from: every command goes through this door."""
    client = SimpleNamespace(changes=changes)
    opened: Any = SimpleNamespace(session=SimpleNamespace(client=client))
    account: Any = nullcontext(None)
    door = Door(Terminal("en", as_json=False), cast(Any, None), True, lambda: account, desks=[opened])
    for ends in (InputError("file_exists"), EnvironmentProblem("disk_full"), OSError(), KeyboardInterrupt()):
        with pytest.raises(type(ends)) as caught, door.login():
            raise ends
        assert code_of(caught.value) == (130 if (code, type(ends)) == (2, KeyboardInterrupt) else code)
    with pytest.raises(NotSent) as offline, door.login():
        raise NotSent("offline")
    assert code_of(offline.value) == 5, "no server is no server"
