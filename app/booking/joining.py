"""A PC joins an office and leaves it again: the key comes into its keyring, and the others hear of it.

Imports inside functions on purpose: the database's library is loaded only where there is an office."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.booking.desk import has_journal, journal_folder, key_of, open_journal
from app.domain.address import Server
from app.domain.office import OfficeAddress, read_address
from app.errors import AppError, EnvironmentProblem, InputError, Stopped
from app.journal import office_key
from app.journal.batches import Journal
from app.journal.carrying import Carried, carry
from app.journal.schema import SCHEMAS
from app.system import vault
from app.system.paths import DataDir
from app.system.pc import is_copied, this_pc

if TYPE_CHECKING:
    from app.journal.office_look import Found


@dataclass(frozen=True)
class Place:
    """Whose journal it is, and where this PC keeps what belongs to it."""

    server: Server
    data: DataDir
    key_path: Path | None = None
    name: str = ""  # stands for the host where its port is chance

    @property
    def folder(self) -> Path:
        return journal_folder(self.server, self.data)

    @property
    def key(self) -> Path | None:
        return key_of(self.server, self.data, self.key_path)

    def own_journal(self) -> Journal | None:
        """That of this PC alone, where there is one."""
        if not has_journal(self.server, self.data, self.name):
            return None
        return open_journal(self.server, self.data, key_path=self.key_path, name=self.name)


@dataclass(frozen=True)
class Joined:
    found: Found  # what stood there before
    pcs: int  # that have joined by now
    left_behind: int  # batches of this PC's own journal, which the office does not know
    password_kept: bool = True  # that of the database, where one was given

    def settings(self, office: OfficeAddress) -> Mapping[str, object]:
        """What the settings are told of it."""
        return {"office": office.url, "office_ca": office.ca_file, "office_plain": office.plain}


class Attempt:
    """One try to join, which takes long over a slow way. It may be called off, from any thread, until it writes."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_off = self._writes = False

    def call_off(self) -> bool:
        """Whether nothing was, or will be, written."""
        with self._lock:
            self._is_off = not self._writes
            return self._is_off

    def writes(self) -> None:
        """From here on it is brought to its end. Raises Stopped."""
        with self._lock:
            if self._is_off:
                raise Stopped
            self._writes = True


def look(office: OfficeAddress, passphrase: str = "") -> Found:
    """See `office_look.look`."""
    from app.journal.office_look import look as look_at

    return look_at(office, passphrase)


def is_member(place: Place, office: OfficeAddress) -> bool:
    """Whether this PC has the key of the office that stands there."""
    found = look(office)
    return bool(found.office) and vault.office_key(found.office, place.key) is not None


def read(place: Place, office: OfficeAddress) -> Journal:
    """The journal of an office that this PC has joined. Raises EnvironmentProblem as `look`, office_no_records where
    there is none, office_not_joined."""
    found = look(office)
    if found.new:
        raise EnvironmentProblem("office_no_records", path=found.place)
    if vault.office_key(found.office, place.key) is None:
        raise EnvironmentProblem("office_not_joined", path=found.place)
    return _opened(place, office)


def knows(place: Place, office_id: str) -> bool:
    """Whether this PC keeps the key of that office for itself: no passphrase is needed then."""
    with suppress(EnvironmentProblem):
        return bool(office_id) and not is_copied(place.folder) and vault.office_key(office_id, place.key) is not None
    return False


def join(
    place: Place,
    office: OfficeAddress,
    passphrase: str,
    joined: str = "",
    *,
    found: Found | None = None,
    attempt: Attempt | None = None,
) -> Joined:
    """`joined`: the office that the settings name by now; `found`: what a look has found just now. A new office is made
    with this passphrase. Who has joined joins again only with another password of the database, then without a
    passphrase, or as a PC of its own where the data folder was copied.

    Raises InputError: office_joined_already, office_two, passphrase_wrong, passphrase_short; EnvironmentProblem as
    `look`, keyring_missing; Stopped where the `attempt` was called off. Nothing is written where any of it is so.
    """
    if found is None or found.older:  # what is brought up to date before the passphrase is tried
        found = look(office, passphrase)
    _refuse(place, office, found, joined)
    if found.new:
        office_key.check_passphrase(passphrase)
    if attempt is not None:
        attempt.writes()
    if not passphrase and knows(place, found.office):
        with _opened(place, office) as journal:
            return Joined(found, len(journal.pcs.all()), _count(place), _keep_password(office))
    pc, entered = this_pc(place.folder, fresh=True), office_key.Entered(passphrase)
    with Journal(replace(office, new=found.new, pc=pc), entered) as journal:
        vault.keep_office_key(entered.office, entered.key, place.key)
        pcs = len(journal.pcs.all())
    return Joined(found, pcs, _count(place), _keep_password(office))


def _keep_password(office: OfficeAddress) -> bool:
    """Whether it need not be given anew each time: without a keyring it must."""
    where = read_address(office.url)
    try:
        if office.password:
            vault.keep_office_password(where.place, where.user, office.password)
    except EnvironmentProblem:
        return False
    return True


def _refuse(place: Place, office: OfficeAddress, found: Found, joined: str) -> None:
    """One account has one journal."""
    if joined and (one := read_address(joined).place) != found.place:
        raise InputError("office_two", one=one, other=found.place)
    member = (joined or place.server.practice) and found.office and vault.office_key(found.office, place.key)
    if member and not _is_new_password(office) and not is_copied(place.folder):
        raise InputError("office_joined_already", path=found.place)


def _is_new_password(office: OfficeAddress) -> bool:
    where, kept = read_address(office.url), None
    with suppress(EnvironmentProblem):  # where nothing can keep it each one that is given may be new, and it was taken
        kept = vault.office_password(where.place, where.user)
    return bool(office.password) and office.password != kept


def _count(place: Place) -> int:
    """Batches of this PC's own journal."""
    if (own := place.own_journal()) is None:
        return 0
    with own:
        return len(own.history())


def leave(place: Place, office: OfficeAddress) -> None:
    """The key and the password are forgotten here. What stands in the database stands. An office that can't be reached
    is left all the same."""
    where, number = read_address(office.url), ""
    with suppress(AppError), _opened(place, office) as journal:
        journal.pcs.go()
    with suppress(AppError):
        number = look(office).office
    vault.forget_office(number, where.place, where.user, place.key)


def carry_over(place: Place, office: OfficeAddress) -> Carried | None:
    """This PC's own journal, if there is one, into the office that it has joined; then it is set aside. Raises
    InputError: journal_in_use, carried_before; EnvironmentProblem move_failed … Then nothing of it was carried."""
    if (own := place.own_journal()) is None:
        return None
    with _opened(place, office) as journal:
        return _carry(own, journal)


def take_home(place: Place, office: OfficeAddress) -> Carried:
    """The whole office into this PC's own journal; the office's tables are set aside, under another name. Raises
    InputError office_in_use where another PC is connected, and what `carry_over` does."""
    journal = _opened(place, office)
    if others := [one for one in journal.pcs.all() if one.live and not one.here]:
        journal.close()
        raise InputError("office_in_use", pc=others[0].name)
    with open_journal(place.server, place.data, key_path=place.key_path, name=place.name) as own:
        return _carry(journal, own)


def _carry(source: Journal, target: Journal) -> Carried:
    try:
        carried = carry(source, target)
        source.store.engine.retire()
    finally:
        source.close()
    return carried


def change_passphrase(office: OfficeAddress, old: str, new: str) -> None:
    """For PCs that join from now on. Raises InputError: passphrase_wrong, passphrase_short."""
    from app.journal.office import OfficeDatabase

    with closing(OfficeDatabase(replace(office, new=False), SCHEMAS)) as database:
        office_key.change_passphrase(database, old, new)


def _opened(place: Place, office: OfficeAddress) -> Journal:
    return open_journal(place.server, place.data, key_path=place.key_path, name=place.name, office=office)
