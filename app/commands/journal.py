"""`mophic journal`: the database that an office's computers share: looked at, joined, left, filled and taken home."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.booking import joining
from app.booking.joining import Joined, Place
from app.clock import ticks
from app.commands.options import (
    DataDirOption,
    Ids,
    Json,
    KeyFile,
    Language,
    Practice,
    ServerUrl,
    Where,
    command,
    in_place_of,
    language,
    whole_ids,
)
from app.commands.places import room_for
from app.commands.terminal import Terminal
from app.domain.address import Server, server_at
from app.domain.office import USER, OfficeAddress, read_address
from app.errors import AppError, InputError
from app.journal import exporting
from app.journal.batches import Journal
from app.system import settings
from app.system.office import PASSWORD, completed, named, typed
from app.system.paths import DataDir
from app.wording import say
from app.wording.office import carried_lines, found_lines

if TYPE_CHECKING:
    from app.journal.carrying import Carried
    from app.journal.office_look import Found

PASSPHRASE = "MOPHIC_PASSPHRASE"
WORTH_TELLING = 3.0  # seconds without a word, and again after as many
Address = Annotated[str, typer.Argument(help="the database: db.hospital.go.th, 10.0.0.7:5433/mophic; default: joined")]
FromStdin = Annotated[bool, typer.Option("--passphrase-stdin", help="read the passphrase from stdin")]

of_records = partial(command, sends=False)
app = typer.Typer(
    no_args_is_help=True, help="บันทึกงานร่วมของหลายเครื่อง · The journal that the computers of an office share."
)


class Here:
    """Where such a command works: whose journal, and what it is told of the office."""

    def __init__(
        self, terminal: Terminal, where: Where, place: Place, typed: Callable[[str], OfficeAddress], address: str = ""
    ) -> None:
        """`typed`: an address with the options beside it."""
        self.terminal, self.where, self.place = terminal, where, place
        self._typed, self._address = typed, address

    def at(self, address: str) -> Here:
        """The same for this office."""
        return Here(self.terminal, self.where, self.place, self._typed, address)

    @classmethod
    def of(
        cls,
        address: Address = "",
        user: Annotated[str, typer.Option("--user", help=f"of the database; default: {USER}")] = "",
        password_stdin: Annotated[
            bool, typer.Option("--password-stdin", help=f"the database's password from stdin, or in {PASSWORD}")
        ] = False,
        ca_file: Annotated[Path | None, typer.Option("--ca-file", help="who signed its certificate")] = None,
        without_tls: Annotated[
            bool, typer.Option("--without-tls", help="unencrypted: whoever listens in the network reads the password")
        ] = False,
        practice: Practice = False,
        server: ServerUrl = None,
        as_json: Json = False,
        data_dir: DataDirOption = None,
        key_file: KeyFile = None,
        lang: Language = "th",
    ) -> Here:
        """The options that every such command has."""
        where = Where.of(data_dir, key_file)
        if practice:
            place = Place(Server("http://127.0.0.1", practice=True), where.data, key_file, "practice")
        else:
            place = Place(server_at(server or where.settings.server_url), where.data, _key_file(where))
        password = sys.stdin.readline().rstrip("\r\n") if password_stdin else os.environ.get(PASSWORD, "")
        ca = str(ca_file.absolute()) if ca_file else ""
        there = partial(typed, place.server, user=user, password=password, ca_file=ca, plain=without_tls)
        here = cls(Terminal(language(lang), as_json=as_json), where, place, partial(there, name=place.name))
        return here.at(address) if address else here

    @property
    def office(self) -> OfficeAddress:
        """As it was typed, else the one that this computer has joined. Raises InputError office_none."""
        if self._address:
            return self._typed(self._address)
        known = self.where.settings
        if (office := named(known, self.place.server, "", self.place.name)) is None:
            if self.place.server.practice:
                raise InputError("office_none_practice", options=self.options)
            raise InputError("office_none")
        return completed(self._typed(office.url), known)

    @property
    def options(self) -> str:
        """What the next command has to name as this one did, with a space before it: it goes to the same journal."""
        words = list[object]()
        if not self.where.stand_in and self.where.data.root != DataDir.own().root:
            words += ["--data-dir", self.where.data.root]
        if self.place.name:
            words.append("--practice")
        elif self.place.server.url != server_at(self.where.settings.server_url).url:
            words += ["--server", self.place.server.url]
        if self.where.key_file is not None:
            words += ["--key-file", self.where.key_file]
        return "".join(f' "{word}"' if " " in str(word) else f" {word}" for word in words)

    @property
    def member(self) -> OfficeAddress:
        """That office as a member of it finds it: with what is kept here."""
        known, _ = settings.load(self.where.data.root / "settings.json")
        return completed(self.office, known)

    @property
    def is_member(self) -> bool:
        if not self.joined and not self.place.server.practice:
            return False
        with suppress(AppError):
            office = self.member
            same = not self.joined or read_address(self.joined).place == read_address(office.url).place
            return same and joining.is_member(self.place, office)
        return False

    def journal(self) -> tuple[Journal, str]:
        """That of the office that was named, else the one in use: the office's or this computer's own. And whose it
        is: where the office keeps it, "" for this computer's own. Raises as `joining.read`."""
        if not self._address and named(self.where.settings, self.place.server, "", self.place.name) is None:
            return self.where.journal(self.place.server, self.place.name), ""
        office = self.member
        return joining.read(self.place, office), read_address(office.url).place

    @property
    def joined(self) -> str:
        """What the settings name."""
        return "" if self.place.server.practice else self.where.settings.office

    def keep(self, **values: object) -> None:
        """In the settings: which office the real server has. Practice is told each time which one; how its database is
        trusted is kept where there is none for the real server."""
        if self.place.server.practice:
            values.pop("office")
        if not self.place.server.practice or not self.where.settings.office:
            settings.save(self.where.settings.changed(**values), self.where.data.file("settings.json"))

    def tell(self, code: str, **params: object) -> None:
        words = say(code, self.terminal.lang, **params)
        if self.terminal.as_json:
            self.terminal.json({"done": code, "message": words})
        else:
            self.terminal.line(words)

    @contextmanager
    def at_work(self, office: OfficeAddress) -> Iterator[OfficeAddress]:
        """Nobody sits before a silent screen while a database far away answers."""
        begun, over = ticks(), threading.Event()
        place = read_address(office.url).place

        def tell() -> None:
            while not over.wait(WORTH_TELLING):
                passed = round(ticks() - begun)
                self.terminal.note(say("office_at_work", self.terminal.lang, path=place, seconds=passed))

        teller = threading.Thread(target=tell, name="at work", daemon=True)
        teller.start()
        try:
            yield office
        finally:
            over.set()
            teller.join()

    def tell_found(self, found: Found) -> None:
        from app.journal.office_look import told

        if self.terminal.as_json:
            self.terminal.json(told(found))
        else:
            for words in found_lines(found, self.terminal.lang):
                self.terminal.line(words)


def _key_file(where: Where) -> Path | None:
    kept = where.settings.key_file
    return where.key_file or (Path(kept) if kept else None)


def _passphrase(from_stdin: bool, words: str = "วลีลับ / Passphrase", *, twice: bool = False) -> str:
    """Never an argument: arguments are seen by every program on the machine. Raises InputError passphrase_missing."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if given := os.environ.get(PASSPHRASE, ""):
        return given
    if not sys.stdin.isatty():
        raise InputError("passphrase_missing")
    return str(typer.prompt(words, hide_input=True, confirmation_prompt=twice, err=True))


@app.command()
@of_records
@in_place_of("here", Here.of)
def check(here: Here) -> int:
    """What is found there: version, encryption, rights, computers, clocks. Changes nothing."""
    with here.at_work(here.office):
        found = joining.look(here.office)
    here.tell_found(found)
    return 0


@app.command()
@of_records
@in_place_of("here", Here.of)
def join(
    passphrase_stdin: FromStdin = False,
    *,
    here: Here,
) -> int:
    """This computer keeps its records there from now on. The first one makes the tables and sets the passphrase."""
    done = _join(here, passphrase_stdin)
    if done.left_behind:
        told = {"count": done.left_behind, "path": here.office.url, "options": here.options}
        here.terminal.note(say("office_own_left", here.terminal.lang, **told))
    return 0


def _join(here: Here, passphrase_stdin: bool) -> Joined:
    with here.at_work(here.office):
        found = joining.look(here.office)
    here.tell_found(found)
    known = joining.knows(here.place, found.office) and not passphrase_stdin
    passphrase = "" if known else _passphrase(passphrase_stdin, twice=found.new)
    with here.at_work(here.office):
        done = joining.join(here.place, here.office, passphrase, here.joined, found=found)
    here.keep(**done.settings(here.office))
    here.tell("office_made" if found.new else "office_joined", path=found.place, pcs=done.pcs)
    if here.place.server.practice:
        told = {"path": found.place, "options": here.options}
        here.terminal.note(say("office_practice", here.terminal.lang, **told))
    if not done.password_kept:
        here.terminal.note(say("office_password_not_kept", here.terminal.lang))
    return done


@app.command()
@of_records
@in_place_of("here", Here.of)
def move(
    to: Annotated[str, typer.Option("--to", metavar="ADDRESS", help="the office's database, or “file”: back here")],
    passphrase_stdin: FromStdin = False,
    *,
    here: Here,
) -> int:
    """Carry this computer's own records into the office's database, which it joins if it has not; or all of the
    office's into a file of this computer. All or nothing; what was left is kept under another name."""
    if to == "file":
        with here.at_work(here.member) as office:
            carried: Carried | None = joining.take_home(here.place, office)
        here.keep(office="", office_ca="", office_plain=False)
    else:
        there = here.at(to)
        if not there.is_member:
            _join(there, passphrase_stdin)
        with there.at_work(there.member) as office:
            carried = joining.carry_over(there.place, office)
    if carried is None:
        here.tell("move_nothing")
        return 0
    for code, params in carried_lines(carried):
        here.tell(code, **params)
    return 0


@app.command()
@of_records
@in_place_of("here", Here.of)
def export(
    out: Annotated[Path, typer.Option("--out", help="the file to write: .xlsx or .csv")],
    ids: Ids = "masked",
    batch: Annotated[int | None, typer.Option("--batch", help="this one; default: all")] = None,
    *,
    here: Here,
) -> int:
    """Every row of every batch as a table: when, who, on which computer, which person and hour, what became of it."""
    whole = whole_ids(ids)
    room_for(out, here.terminal)
    journal, office = here.journal()
    with journal:
        rows = exporting.write(out, journal, here.terminal.lang, batch=batch, whole=whole)
    here.tell("office_exported" if office else "journal_exported", office=office, path=str(out), count=rows)
    return 0


@app.command()
@of_records
@in_place_of("here", Here.of)
def leave(here: Here) -> int:
    """This computer keeps its records in a file of its own again. What stands in the database stands."""
    with here.at_work(here.office) as office:
        joining.leave(here.place, office)
    here.keep(office="", office_ca="", office_plain=False)
    here.tell("office_left")
    return 0


@app.command()
@of_records
@in_place_of("here", Here.of)
def passphrase(
    passphrase_stdin: Annotated[
        bool, typer.Option("--passphrase-stdin", help="read the old and the new passphrase from stdin, a line each")
    ] = False,
    *,
    here: Here,
) -> int:
    """Change it. Computers that have joined go on; those that join from now on are asked for the new one."""
    old = _passphrase(passphrase_stdin)
    if passphrase_stdin:
        new = _passphrase(True)
    elif sys.stdin.isatty():
        new = str(typer.prompt("วลีลับใหม่ / New passphrase", hide_input=True, confirmation_prompt=True, err=True))
    else:
        raise InputError("passphrase_missing")
    with here.at_work(here.office) as office:
        joining.change_passphrase(office, old, new)
    here.tell("passphrase_changed")
    return 0
