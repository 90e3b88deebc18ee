"""Secrets: the operating system's keyring (the only place that imports it), or a key file the user names."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import secrets
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import keyring
from filelock import FileLock
from keyring.errors import KeyringError, PasswordDeleteError

from app.domain.address import Server, identity, old_identities
from app.errors import EnvironmentProblem, SettingsError
from app.system.paths import pace_folder

SERVICE = "MOPHIC-Uploader"
KEY_BYTES = 32
KEY_PATIENCE = 120.0  # seconds for another program's keyring, which may be asking a person to unlock it

P = ParamSpec("P")
T = TypeVar("T")


def _translated(work: Callable[P, T]) -> Callable[P, T]:
    """Keyring back ends raise what they like; here it becomes one error that a clerk can act on."""

    @wraps(work)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return work(*args, **kwargs)
        except (KeyringError, RuntimeError, OSError, ImportError) as error:
            raise EnvironmentProblem("keyring_missing", type(error).__name__) from error

    return wrapper


def use_windows_keyring() -> None:
    """A frozen program finds no back end by itself (jaraco/keyring #324, #439)."""
    if sys.platform == "win32":
        from keyring.backends import Windows

        keyring.set_keyring(Windows.WinVaultKeyring())  # type: ignore[no-untyped-call,unused-ignore]


def _account(address: str, facility: str, user: str) -> str:
    return f"{address}|{facility}|{user}"


def _old_accounts(server: Server, facility: str, user: str) -> tuple[str, ...]:
    """Where earlier versions, which took an address as it was typed, may have put this password."""
    spelt = dict.fromkeys((server.url, *old_identities(server.url), *map(_shouted, old_identities(server.url))))
    return tuple(_account(address, facility, user) for address in spelt if address != identity(server.url))


def _shouted(address: str) -> str:
    scheme, mark, host = address.partition("://")
    return scheme + mark + host.upper()


@_translated
def saved_password(server: Server, facility: str, user: str) -> str | None:
    account = _account(identity(server.url), facility, user)
    if (password := keyring.get_password(SERVICE, account)) is not None:
        return password
    for old in _old_accounts(server, facility, user):
        if (password := keyring.get_password(SERVICE, old)) is not None:
            keyring.set_password(SERVICE, account, password)
            return password
    return None


@_translated
def save_password(server: Server, facility: str, user: str, password: str) -> None:
    keyring.set_password(SERVICE, _account(identity(server.url), facility, user), password)


@_translated
def forget_password(server: Server, facility: str, user: str) -> None:
    for account in (_account(identity(server.url), facility, user), *_old_accounts(server, facility, user)):
        with suppress(PasswordDeleteError):  # there was none
            keyring.delete_password(SERVICE, account)


@_translated
def forget_all() -> int:
    """Whatever the program has put into this user's keyring: passwords, the journal's key, keys of offices. How many
    entries that were. What was sealed with a key that is gone can't be read again."""
    if sys.platform == "win32":
        return _forget_credentials()
    forgotten = 0
    while (found := keyring.get_credential(SERVICE, None)) is not None:
        keyring.delete_password(SERVICE, found.username)
        forgotten += 1
    return forgotten


def _forget_credentials() -> int:
    """Of the Credential Manager: the keyring names an entry by the service, a second one `user@service`."""
    from win32ctypes.pywin32 import win32cred
    from win32ctypes.pywin32.pywintypes import error as NotFound

    try:
        entries = win32cred.CredEnumerate()
    except NotFound:  # there is none of any program
        return 0
    ours = [each for each in entries if re.fullmatch(rf"(.*@)?{re.escape(SERVICE)}", each["TargetName"], re.DOTALL)]
    for each in ours:
        win32cred.CredDelete(each["TargetName"], win32cred.CRED_TYPE_GENERIC)
    return len(ours)


def _office_account(place: str, user: str) -> str:
    return f"office|{place}|{user}"


@_translated
def office_password(place: str, user: str) -> str | None:
    """Of an office's database; `place` as `office.Written` spells it."""
    return keyring.get_password(SERVICE, _office_account(place, user))


def keep_office_password(place: str, user: str, password: str) -> None:
    """Raises EnvironmentProblem keyring_missing."""
    _keep(_office_account(place, user), password)


def office_key(office: str, key_path: Path | None) -> bytes | None:
    """The key of an office that this PC has joined, by the office's own id; `key_path`: see `keep_office_key`."""
    if key_path is None:
        stored = _kept(f"office-key|{office}")
        return base64.b64decode(stored) if stored else None
    file = _beside(key_path, office)
    return key_file(file) if file.exists() else None


def keep_office_key(office: str, key: bytes, key_path: Path | None) -> None:
    """In the keyring, or where there is none in a file beside the one that the user named for a journal's key."""
    if key_path is not None:
        try:
            _write_key(_beside(key_path, office), key)
        except OSError as error:
            raise SettingsError("key_file_unusable", str(error), path=str(key_path)) from error
        return
    _keep(f"office-key|{office}", base64.b64encode(key).decode())


def forget_office(office: str, place: str, user: str, key_path: Path | None) -> None:
    """Its key and its database's password."""
    if key_path is not None:
        _beside(key_path, office).unlink(missing_ok=True)
    with suppress(EnvironmentProblem):
        _drop(f"office-key|{office}")
        _drop(_office_account(place, user))


def _beside(key_path: Path, office: str) -> Path:
    return key_path.with_name(f"{key_path.name}.{office}")


@_translated
def _kept(account: str) -> str | None:
    return keyring.get_password(SERVICE, account)


@_translated
def _keep(account: str, secret: str) -> None:
    """Kept and read back: a keyring that takes a secret and does not give it back is none."""
    keyring.set_password(SERVICE, account, secret)
    if keyring.get_password(SERVICE, account) != secret:
        raise KeyringError("not kept")


@_translated
def _drop(account: str) -> None:
    with suppress(PasswordDeleteError):  # there was none
        keyring.delete_password(SERVICE, account)


@_translated
def journal_key() -> bytes:
    """The key that seals rows at rest, made at the first use. Of two programs that start for the first time together
    one makes it and the other waits for it: a keyring may be slow, and what was sealed with a lost key is lost."""
    stored = keyring.get_password(SERVICE, "journal-key")
    if stored is None:
        with FileLock(pace_folder() / "journal-key.lock", timeout=KEY_PATIENCE):
            stored = keyring.get_password(SERVICE, "journal-key") or _new_key()
    return base64.b64decode(stored)


def _new_key() -> str:
    made = base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()
    _keep("journal-key", made)
    return made


def key_file(path: Path) -> bytes:
    """The key in a file the user named, made (readable by its owner alone) where there is none yet: written aside and
    put there whole, so that no other program ever reads half of it."""
    try:
        if not path.exists():
            with FileLock(pace_folder() / f"key-{_tag(path)}.lock", timeout=KEY_PATIENCE):
                if not path.exists():
                    _make_key_file(path)
        key = base64.b64decode(path.read_bytes(), validate=True)
    except (OSError, ValueError) as error:  # Timeout is an OSError
        raise SettingsError("key_file_unusable", str(error), path=str(path)) from error
    if len(key) != KEY_BYTES:
        raise SettingsError("key_file_unusable", path=str(path))
    return key


def _make_key_file(path: Path) -> None:
    _write_key(path, secrets.token_bytes(KEY_BYTES))


def _write_key(path: Path, key: bytes) -> None:
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(base64.b64encode(key))
    new.replace(path)


def _tag(path: Path) -> str:
    return hashlib.sha256(str(path.absolute()).encode()).hexdigest()[:16]
