"""The few settings, in one readable file. No secrets in it. A broken file never keeps the program from starting."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from app.domain.address import REAL_SERVER, check_server_url, check_web_address, without_path
from app.errors import EnvironmentProblem, InputError, SettingsError
from app.mophic.limits import DEFAULT_CAP, HIGHEST_CAP

TEXT_SIZES = (100, 115, 130, 150)  # %


def _setting(
    default: Any, *, shared: bool = False, one_of: tuple[object, ...] = (), within: tuple[int, int] = (0, 0)
) -> Any:
    """`shared`: it may go to other PCs. `one_of`, `within` (both ends): what it may be."""
    return field(default=default, metadata={"shared": shared, "one_of": one_of, "within": within})


@dataclass(frozen=True)
class Settings:
    """Frozen: change one with `changed`, which checks it."""

    language: str = _setting("th", shared=True, one_of=("th", "en"))
    theme: str = _setting("system", shared=True, one_of=("system", "light", "dark"))
    text_size: int = _setting(100, one_of=TEXT_SIZES)  # % of the letters' own size
    cap: int = _setting(DEFAULT_CAP, shared=True, within=(1, HIGHEST_CAP))  # calls a second, over all windows
    keep_days: int = _setting(90, shared=True, within=(1, 3650))  # how long the journal keeps finished batches
    server_url: str = _setting(REAL_SERVER.url, shared=True)
    ca_file: str = _setting("", shared=True)  # a hospital's own certificate authority, added to the system's
    key_file: str = ""  # the journal's key where there is no keyring; "" = the keyring
    office: str = (
        ""  # the database that holds the journal of all PCs, postgresql://user@host/database; "" = a file here
    )
    office_ca: str = ""  # who signed that database's certificate; "" = one that this PC trusts
    office_plain: bool = False  # that database may be spoken to without TLS: somebody was warned
    updates: bool = _setting(True, shared=True)  # a newer version is looked for; off where IT says so
    update_url: str = _setting("", shared=True)  # a copy of the announcement inside the hospital; "" = the release page
    facility: str = ""
    user: str = ""
    remember: bool = False  # the password, in the OS keyring
    sound: bool = False  # when a batch ends
    recent_files: tuple[str, ...] = ()
    columns: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # header layout -> field -> column
    window: Mapping[str, Any] = field(default_factory=dict)  # sizes and column widths, the window's own

    def changed(self, **values: Any) -> Settings:
        """A copy with these values, the server in its one spelling. Raises SettingsError settings_value naming the
        field, server_address_path saying what to type."""
        new = replace(self, **values)
        _check(new)
        return replace(new, server_url=_checked_address(new.server_url))


SHARED = {one.name for one in fields(Settings) if one.metadata.get("shared")}


def limits(name: str) -> tuple[int, int]:
    """The least and the most that a setting may be."""
    within: tuple[int, int] = Settings.__dataclass_fields__[name].metadata["within"]
    return within


def _fits(value: Any, one_of: tuple[object, ...] = (), within: tuple[int, int] = (0, 0), **_: object) -> bool:
    if one_of:
        return value in one_of
    return within == (0, 0) or (isinstance(value, int) and within[0] <= value <= within[1])


def _check(settings: Settings) -> None:
    for one in fields(Settings):
        value = getattr(settings, one.name)
        if not _fits(value, **one.metadata):
            raise SettingsError("settings_value", field=one.name, value=value)
    if address := settings.update_url:
        try:
            check_web_address(address)
        except InputError as error:
            raise SettingsError("settings_value", field="update_url", value=address) from error


def _checked_address(address: str) -> str:
    try:
        return check_server_url(address)
    except InputError as error:
        if error.code == "server_address_path":
            raise SettingsError(error.code, address=address, instead=error.params["instead"]) from error
        raise SettingsError("settings_value", field="server_url", value=address) from error


def load(path: Path) -> tuple[Settings, bool]:
    """The settings, and whether the file could be used. A broken one is set aside and the defaults are taken."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return _from_json(raw), True
    except FileNotFoundError:
        return Settings(), True
    except (OSError, ValueError, TypeError, AttributeError, SettingsError, RecursionError):
        with suppress(OSError):  # read-only profile: the defaults serve
            path.replace(path.with_suffix(".broken.json"))
        return Settings(), False


def _from_json(raw: Any) -> Settings:
    if not isinstance(raw, dict):
        raise SettingsError()
    known = {name.name for name in fields(Settings)}
    values = {key: value for key, value in raw.items() if key in known}
    default = asdict(Settings())
    if any(not isinstance(value, type(default[key]) if default[key] != () else list) for key, value in values.items()):
        raise SettingsError()
    if "recent_files" in values:
        values["recent_files"] = tuple(str(name) for name in values["recent_files"])
    with suppress(InputError):
        values["server_url"] = without_path(values.get("server_url", REAL_SERVER.url))  # once kept, and never used
    return Settings().changed(**values)


def save(settings: Settings, path: Path) -> None:
    """Whole or not at all. Raises EnvironmentProblem settings_not_saved."""
    _write(path, asdict(settings))


def export(settings: Settings, path: Path) -> None:
    """What may be the same on every PC of a hospital: nothing of a person, no file names."""
    _write(path, {key: value for key, value in asdict(settings).items() if key in SHARED})


def take_over(settings: Settings, path: Path) -> Settings:
    """Settings with the shared ones of an exported file. Raises SettingsError."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return settings.changed(**{key: value for key, value in raw.items() if key in SHARED})
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise SettingsError("settings_broken", type(error).__name__) from error


def _write(path: Path, values: Mapping[str, Any]) -> None:
    new = path.with_name(path.name + ".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump(values, file, ensure_ascii=False, indent=1)
        new.replace(path)
    except OSError as error:
        raise EnvironmentProblem("settings_not_saved", str(error)) from error
