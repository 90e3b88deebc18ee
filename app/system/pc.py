"""Which PC this is, for the others of its office: an id that lies in the data folder, and the machine it was made
on."""

from __future__ import annotations

import getpass
import hashlib
import json
import platform
import secrets
import sys
import uuid
from contextlib import suppress
from pathlib import Path

from app.domain.office import Pc
from app.errors import EnvironmentProblem

FILE = "pc.json"


def is_copied(folder: Path) -> bool:
    """Whether the folder was made on another machine: it, or a whole disk that has another name since."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        kept = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return bool(kept["machine"] != _machine() or kept["name"] != platform.node())
    return False


def this_pc(folder: Path, *, fresh: bool = False) -> Pc:
    """Made at the first use. `fresh`: a new one where the folder was copied, see `is_copied`.

    Raises EnvironmentProblem pc_copied: two PCs would pass for one, and each take the other's place.
    """
    file, machine = folder / FILE, _machine()
    with suppress(OSError, ValueError, TypeError, KeyError):
        kept = json.loads(file.read_text(encoding="utf-8"))
        if kept["machine"] == machine and not (fresh and is_copied(folder)):
            return Pc(str(kept["id"]), machine, platform.node(), _user())
        if not fresh:
            raise EnvironmentProblem("pc_copied", pc=str(kept["name"]))
    made = Pc(secrets.token_hex(8), machine, platform.node(), _user())
    file.write_text(json.dumps({"id": made.id, "machine": machine, "name": made.name}), encoding="utf-8")
    return made


def _machine() -> str:
    return hashlib.sha256(_os_name().encode()).hexdigest()[:16]


def _os_name() -> str:
    """What the operating system calls this machine; else its network card's number."""
    with suppress(OSError):
        if sys.platform == "win32":
            import winreg

            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
                return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        if named := Path("/etc/machine-id").read_text(encoding="ascii").strip():
            return named
    return f"{uuid.getnode():x}"


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name of a user anywhere
        return ""
