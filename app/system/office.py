"""Which office's database holds the journal of a server: said here, and nowhere else."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace

from app.domain.address import REAL_SERVER, Server, file_name, identity
from app.domain.office import USER, OfficeAddress, Written, read_address, schema_of
from app.errors import EnvironmentProblem, InputError
from app.system import vault
from app.system.settings import Settings

NAMED = "MOPHIC_JOURNAL"  # the same as --journal, where nobody types
PASSWORD = "MOPHIC_JOURNAL_PASSWORD"


def named(settings: Settings, server: Server, given: str = "", name: str = "") -> OfficeAddress | None:
    """The office of this server, None where its journal is a file of this PC.

    `given`: an address for this time (`--journal`), which practice needs: what the settings name is for the real
    server alone. `name` stands for the host where its port is chance. Raises InputError: office_address_wrong,
    office_two where both name one and they differ: one account has one journal.
    """
    given = given or os.environ.get(NAMED, "")
    kept = "" if server.practice else settings.office
    if not (given or kept):
        return None
    place = read_address(given or kept)
    if kept and read_address(kept).place != place.place:
        raise InputError("office_two", one=read_address(kept).place, other=place.place)
    if kept and not place.user:
        place = read_address(kept)
    address = typed(server, place.url, ca_file=settings.office_ca, plain=settings.office_plain, name=name)
    kept_as = Written(place.place, read_address(address.url).user, place.password)
    return replace(address, password=_password(kept_as), new=False)


def typed(
    server: Server,
    address: str,
    user: str = "",
    password: str = "",
    *,
    ca_file: str = "",
    plain: bool = False,
    name: str = "",
) -> OfficeAddress:
    """An office as somebody who joins it names it; the user is `USER` where none is named, never the operating
    system's. Raises InputError office_address_wrong."""
    place = read_address(address)
    place = Written(place.place, user.strip() or place.user or USER, password or place.password)
    return OfficeAddress(place.url, place.password, _schema(server, name), ca_file, plain)


def completed(office: OfficeAddress, settings: Settings) -> OfficeAddress:
    """An office that was typed, and of it what was not typed as this PC keeps it, where that has joined it."""
    place = read_address(office.url)
    if settings.office and (kept := read_address(settings.office)).place == place.place:
        place = Written(place.place, place.user or kept.user)
        ca, plain = office.ca_file or settings.office_ca, office.plain or settings.office_plain
        office = replace(office, url=place.url, ca_file=ca, plain=plain)
    return replace(office, password=office.password or _password(place), new=False)


def _schema(server: Server, name: str) -> str:
    its_own = "" if identity(server.url) == identity(REAL_SERVER.url) else file_name(server.url)
    return schema_of(server.practice, "" if name == "practice" else name or its_own)


def _password(place: Written) -> str:
    """As it was given, else as this PC keeps it; "" leaves it to what the database's own library knows (.pgpass)."""
    if given := place.password or os.environ.get(PASSWORD, ""):
        return given
    with suppress(EnvironmentProblem):
        return vault.office_password(place.place, place.user) or ""
    return ""
