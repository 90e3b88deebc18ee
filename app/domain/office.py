"""Where an office keeps its journal, and how people write that down."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit

from app.errors import InputError

DATABASE = USER = "mophic"  # where none is named, as in the letter to the IT person
_PORT = 5432
_SCHEMES = ("", "postgresql", "postgres")


@dataclass(frozen=True, slots=True)
class Pc:
    """One PC of an office: a data folder on a machine."""

    id: str  # of the data folder
    machine: str  # a hash of what the operating system calls this machine
    name: str
    user: str  # who is signed in to it

    @property
    def tag(self) -> str:
        """What the database's list of sessions shows of it."""
        return f"{self.machine[:8]}-{self.id[:8]}"


@dataclass(frozen=True, slots=True)
class OfficeAddress:
    """Where an office keeps its journal."""

    url: str  # postgresql://user@host:port/database, without a password
    password: str = field(default="", repr=False)
    schema: str = "mophic"  # one for each server of the Ministry
    ca_file: str = ""  # who signed the database's certificate; "": one that this PC trusts
    plain: bool = False  # somebody who was warned lets it be spoken to without TLS
    new: bool = True  # its tables are made where there are none
    pc: Pc | None = None  # this one


@dataclass(frozen=True, slots=True)
class Written:
    """What an address says, however it was typed."""

    place: str  # host/database, with the port where it is not the usual one: the same for all spellings
    user: str
    password: str = field(default="", repr=False)

    @property
    def url(self) -> str:
        return f"postgresql://{quote(self.user, safe='')}{'@' if self.user else ''}{self.place}"


def read_address(text: str) -> Written:
    """`db.hospital.local`, `10.0.0.7:5433`, `postgresql://mophic@db/mophic`: blanks around it, capital letters and the
    word before `://` make no difference. Raises InputError office_address_wrong."""
    typed = re.sub(r"\s", "", text).removeprefix("jdbc:")
    try:
        parts = urlsplit(typed if "://" in typed else f"//{typed}")
        host, port = parts.hostname or "", parts.port or _PORT
    except ValueError as error:  # a port of 99999
        raise InputError("office_address_wrong", address=text.strip()) from error
    database = unquote(parts.path.strip("/")) or DATABASE
    name = host.removesuffix(".")
    if parts.scheme not in _SCHEMES or not _is_host(name) or not re.fullmatch(r"[\w.-]{1,63}", database):
        raise InputError("office_address_wrong", address=text.strip())
    shown = f"[{name}]" if ":" in name else name
    ending = "" if port == _PORT else f":{port}"
    return Written(f"{shown}{ending}/{database}", unquote(parts.username or ""), unquote(parts.password or ""))


def _is_host(name: str) -> bool:
    return bool(re.fullmatch(r"(?!-)[\w-]{1,63}(\.[\w-]{1,63})*|[0-9a-f:]*:[0-9a-f:.]+", name))


def schema_of(practice: bool, server: str) -> str:
    """What the tables of one server stand under. `server`: "" for the Ministry's, else a name of its own."""
    words = ["mophic", *(["practice"] if practice else []), re.sub(r"[^a-z0-9]+", "_", server.lower()).strip("_")]
    return "_".join(word for word in words if word)[:63]
