"""What all commands share: options, where they work, how they sign in, how they fail."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from app.booking.desk import open_journal
from app.commands.asking import somebody_there, typed_line
from app.commands.exit_codes import code_of, is_midway
from app.commands.terminal import Terminal
from app.domain.address import Server, server_at
from app.domain.office import read_address
from app.errors import AppError, EnvironmentProblem, InputError
from app.journal import forgetting
from app.journal.batches import Journal
from app.system import log, settings, vault
from app.system.incomplete import of_import
from app.system.office import named
from app.system.paths import DataDir, why_unwritable
from app.wording import Lang, say
from app.wording.office import ANY_MOMENT

T = TypeVar("T")
OFFICES = ("journal", "address", "to")  # parameters that name an office's database
DataDirOption = Annotated[Path | None, typer.Option("--data-dir", help="journal, settings, logs")]
KeyFile = Annotated[Path | None, typer.Option("--key-file", help="key of the journal, where there is no OS keyring")]
SessionOnly = Annotated[bool, typer.Option("--session-only", help="keep no journal on disk")]
JournalAt = Annotated[
    str,
    typer.Option(
        "--journal", metavar="POSTGRESQL://USER@HOST", help="the office's database that holds the journal of all PCs"
    ),
]
Language = Annotated[str, typer.Option("--lang", help="th | en")]
Json = Annotated[bool, typer.Option("--json", help="JSON on stdout")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="do not ask")]
Practice = Annotated[bool, typer.Option("--practice", help="the built-in practice server: nobody is messaged")]
ServerUrl = Annotated[str | None, typer.Option("--server", help="address; default the Ministry's", metavar="URL")]
Facility = Annotated[str, typer.Option("--facility", help="facility code, 5 digits")]
User = Annotated[str, typer.Option("--user", help="username")]
PasswordStdin = Annotated[bool, typer.Option("--password-stdin", help="read the password from stdin")]
Rate = Annotated[int | None, typer.Option("--rate", min=1, max=28, help="calls a second at most")]
Patience = Annotated[float, typer.Option("--patience", help="seconds to wait for a lost network")]
SheetName = Annotated[str | None, typer.Option("--sheet", help="name of the sheet")]
AllSheets = Annotated[bool, typer.Option("--all-sheets", help="every visible sheet with people, one after the other")]
Column = Annotated[
    list[str] | None,
    typer.Option("--column", metavar="FIELD=COLUMN", help="cid=E: by letter or header, - for none; may be repeated"),
]
Same = Annotated[
    list[str] | None,
    typer.Option("--same", metavar="FIELD=VALUE", help="appointment_time=09:00: one value for all rows"),
]
TakeIn = Annotated[
    list[str] | None,
    typer.Option("--take-in", help="book rows that are set aside, too: a reason (hidden, struck …) or a row's number"),
]
Dates = Annotated[
    str | None, typer.Option("--dates", help="as-read: dates are meant as they were read; swapped: the other way round")
]
DoseForBlank = Annotated[
    int | None, typer.Option("--dose-for-blank", min=1, max=9, help="the dose of rows in which none can be read")
]
FillDown = Annotated[
    bool, typer.Option("--fill-down", help="cells under a merged one, a ditto mark or a line with a day take its value")
]
Ids = Annotated[str, typer.Option("--ids", help="masked | whole")]
CaFile = Annotated[Path | None, typer.Option("--ca-file", help="a certificate authority to trust in addition")]


def whole_ids(ids: str) -> bool:
    """Whether ids are shown unmasked. Raises InputError ids_masked_or_whole."""
    if ids not in ("masked", "whole"):
        raise InputError("ids_masked_or_whole")
    return ids == "whole"


def command(function: Callable[..., int], *, sends: bool = True) -> Callable[..., None]:
    """A command returns its exit code; what stops it becomes a sentence on stderr, never a traceback. `sends`: that
    nothing was sent is news."""

    @wraps(function)
    def wrapper(**arguments: Any) -> None:
        terminal = Terminal(language(arguments.get("lang", "")), as_json=bool(arguments.get("as_json")))
        _warn_of_password(terminal, arguments)
        try:
            code = function(**arguments)
        except (Exception, KeyboardInterrupt) as error:
            _tell(terminal, error, sends=sends)
            code = code_of(error)
        raise typer.Exit(int(code))

    return wrapper


def _warn_of_password(terminal: Terminal, arguments: Mapping[str, Any]) -> None:
    """Arguments are seen by every program on the machine, and kept by the command window."""
    for name in OFFICES:
        with suppress(InputError):
            if (given := arguments.get(name)) and read_address(given).password:
                terminal.note(say("office_password_shown", terminal.lang))


def _tell(terminal: Terminal, error: BaseException, *, sends: bool) -> None:
    """What stopped a command."""
    log = logging.getLogger(__name__)
    match error:
        case AppError():
            terminal.failed(error)
        case KeyboardInterrupt() | BrokenPipeError() | typer.Abort():
            pass
        case ImportError():
            log.error("incomplete", exc_info=error)
            terminal.failed(of_import(error))
        case OSError():
            log.error("command failed", exc_info=error)
            what = f"{error.filename}: {error.strerror}" if error.filename else type(error).__name__
            terminal.failed(EnvironmentProblem("environment", what))
        case _:
            log.error("bug", exc_info=error)
            terminal.failed(AppError("bug", type(error).__name__))
    if is_midway(error):
        terminal.note(say("ended_midway", terminal.lang))
    elif sends and isinstance(error, AppError) and error.code in ANY_MOMENT:
        terminal.note(say("ended_before", terminal.lang))


def with_parameters(function: Callable[..., T], parameters: Sequence[inspect.Parameter]) -> Callable[..., T]:
    """The function as one that takes these parameters by name."""
    function.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    function.__annotations__ = {one.name: one.annotation for one in parameters}
    return function


def in_place_of(name: str, options: Callable[..., Any]) -> Callable[[Callable[..., T]], Callable[..., T]]:
    """A command's parameter `name` is what `options` makes of the options that stand in its place."""
    theirs = inspect.signature(options, eval_str=True).parameters

    def wrapped(command: Callable[..., T]) -> Callable[..., T]:
        own = inspect.signature(command, eval_str=True).parameters

        @wraps(command)
        def run(**given: Any) -> T:
            made = options(**{one: given.pop(one) for one in theirs})
            return command(**given, **{name: made})

        del run.__wrapped__
        there = [theirs.values() if one.name == name else [one] for one in own.values()]
        return with_parameters(run, [one for some in there for one in some])

    return wrapped


@dataclass(frozen=True)
class Said:
    """What the caller answers to the questions that a sheet may ask."""

    take_in: Sequence[str] = ()
    dates: str | None = None
    dose_for_blank: int | None = None
    fill_down: bool = False


def language(name: str) -> Lang:
    return "en" if name == "en" else "th"


@dataclass(frozen=True)
class Where:
    """Where a command works: data folder, server, account."""

    data: DataDir
    settings: settings.Settings
    key_file: Path | None = None
    session_only: bool = False
    office: str = ""  # an address for this time, see `app.system.office.named`

    stand_in: bool = False  # the user's own folder can't be written to

    @classmethod
    def of(
        cls,
        data_dir: Path | None,
        key_file: Path | None = None,
        session_only: bool = False,
        office: str = "",
        *,
        writes: bool = True,
    ) -> Where:
        """`writes`: it comes to nothing without a data folder. Raises EnvironmentProblem data_folder_unwritable of a
        folder that was named; the user's own has a stand-in, see `DataDir.default`."""
        data = DataDir(data_dir) if data_dir is not None else DataDir.default()
        if writes and data_dir is not None and (why := why_unwritable(data_dir)):
            raise EnvironmentProblem("data_folder_unwritable", folder=str(data_dir), why=why)
        log.start(data)
        known, _ = settings.load(data.root / "settings.json")
        return cls(data, known, key_file, session_only, office, data_dir is None and data != DataDir.own())

    def tell_stand_in(self, terminal: Terminal) -> None:
        """What is booked is recorded elsewhere than it was the last time."""
        if self.stand_in:
            terminal.note(say("data_stand_in", terminal.lang, folder=self.data.root))

    def journal(self, server: Server, name: str = "") -> Journal:
        office = named(self.settings, server, self.office, name)
        journal = open_journal(
            server, self.data, key_path=self.key_file, session_only=self.session_only, name=name, office=office
        )
        with suppress(AppError):
            forgetting.keep(journal, self.settings.keep_days)
        return journal


@dataclass(frozen=True)
class Login:
    server: Server
    facility: str
    user: str
    password: str
    journal_name: str = ""


@contextmanager
def practice_login(where: Where) -> Iterator[Login]:
    """The built-in practice server, its people and bookings kept in the data folder."""
    from app.practice import PracticeServer

    with PracticeServer(db=where.data.practice / "practice.db") as practice:
        server = Server(practice.url, practice=True)
        yield Login(server, practice.facility, practice.user, practice.password, "practice")


@contextmanager
def login(
    where: Where,
    practice: bool,
    url: str | None,
    facility: str,
    user: str,
    password_stdin: bool,
    may_ask: bool = True,
) -> Iterator[Login]:
    """Who signs in where. Raises InputError, among others password_missing where nobody is to be asked for it."""
    if practice:
        if url is not None:
            raise InputError("target_or_practice")
        with practice_login(where) as found:
            yield found
        return
    server = server_at(url or where.settings.server_url)
    facility, user = facility or where.settings.facility, user or where.settings.user
    if not facility or not user:
        raise InputError("account_missing")
    if not (len(facility) == 5 and facility.isascii() and facility.isdigit()):
        raise InputError("facility_wrong")
    yield Login(server, facility, user, _password(server, facility, user, password_stdin, may_ask))


def _password(server: Server, facility: str, user: str, from_stdin: bool, may_ask: bool) -> str:
    """Never an argument: arguments are seen by every program on the machine."""
    if from_stdin:
        if not (typed := typed_line()):  # an empty one would be sent, and counted as a wrong one
            raise InputError("password_missing")
        return typed
    with suppress(EnvironmentProblem):
        if saved := vault.saved_password(server, facility, user):
            return saved
    if not may_ask or not somebody_there():
        raise InputError("password_missing")
    return str(typer.prompt("รหัสผ่าน / Password", hide_input=True, err=True))
