"""Secrets: the operating system's keyring (the only place that imports it), or a key file the user names."""

from __future__ import annotations

import base64
import os
import secrets
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import keyring
from keyring.errors import KeyringError, PasswordDeleteError

from app.address import Server
from app.errors import EnvironmentProblem, SettingsError

SERVICE = "MOPHIC-Uploader"
KEY_BYTES = 32

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

        keyring.set_keyring(Windows.WinVaultKeyring())


def _account(server: Server, facility: str, user: str) -> str:
    return f"{server.url}|{facility}|{user}"


@_translated
def saved_password(server: Server, facility: str, user: str) -> str | None:
    return keyring.get_password(SERVICE, _account(server, facility, user))


@_translated
def save_password(server: Server, facility: str, user: str, password: str) -> None:
    keyring.set_password(SERVICE, _account(server, facility, user), password)


@_translated
def forget_password(server: Server, facility: str, user: str) -> None:
    try:
        keyring.delete_password(SERVICE, _account(server, facility, user))
    except PasswordDeleteError:
        return  # there was none


@_translated
def journal_key() -> bytes:
    """The key that seals rows at rest, made at the first use."""
    stored = keyring.get_password(SERVICE, "journal-key")
    if stored is None:
        stored = base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()
        keyring.set_password(SERVICE, "journal-key", stored)
    return base64.b64decode(stored)


def key_file(path: Path) -> bytes:
    """The key in a file the user named, made (readable by its owner alone) where there is none yet."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        pass
    except OSError as error:
        raise SettingsError("key_file_unusable", str(error), path=str(path)) from error
    else:
        with os.fdopen(descriptor, "wb") as file:
            file.write(base64.b64encode(secrets.token_bytes(KEY_BYTES)))
    try:
        key = base64.b64decode(path.read_bytes(), validate=True)
    except (OSError, ValueError) as error:
        raise SettingsError("key_file_unusable", str(error), path=str(path)) from error
    if len(key) != KEY_BYTES:
        raise SettingsError("key_file_unusable", path=str(path))
    return key
