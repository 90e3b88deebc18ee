"""That a run nobody watched needs a person: kept beside the settings until the window has told it. Nothing of a person,
and no file's name, stands in it."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.system.paths import DataDir

NAME = "attention.json"
COUNTED = ("not_all", "unfinished")  # outcomes of which the rows are told


@dataclass(frozen=True, slots=True)
class Attention:
    at: datetime  # Thai time
    outcome: str  # a name of `ExitCode`, in small letters
    rows: int = 0  # how many were not booked

    @property
    def code(self) -> str:
        """Its sentence: a key of `wording`. Where every row is booked, something else is to be looked at."""
        return f"outcome_{self.outcome}" + ("" if self.rows or self.outcome not in COUNTED else "_0")


def leave(data: DataDir, note: Attention) -> None:
    """In the place of one that was left before. A disk that is full keeps nobody from booking."""
    text = json.dumps({"at": note.at.isoformat(), "outcome": note.outcome, "rows": note.rows})
    with suppress(OSError):
        beside = data.file(f"{NAME}.new")
        beside.write_text(text, "utf-8")
        beside.replace(_path(data))


def waiting(data: DataDir) -> Attention | None:
    """None, too, where it can't be read."""
    try:
        told = json.loads(_path(data).read_text("utf-8"))
        return Attention(datetime.fromisoformat(told["at"]), str(told["outcome"]), int(told["rows"]))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def told(data: DataDir) -> None:
    """Somebody has read it, or a later run went well."""
    with suppress(OSError):
        _path(data).unlink(missing_ok=True)


def _path(data: DataDir) -> Path:
    return data.root / NAME
