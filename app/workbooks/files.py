"""Writing safely: never half a file, never over one unless told to, and nothing in it that runs."""

from __future__ import annotations

import errno
import os
import re
import tempfile
from collections.abc import Callable, Collection
from contextlib import suppress
from itertools import chain, count
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from app.errors import EnvironmentProblem
from app.text import FORMULA_STARTS

if TYPE_CHECKING:
    from openpyxl import Workbook

LONGEST_CELL = 32_000  # characters; Excel refuses a workbook that holds more than 32,767 in a cell
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # letters no XML may hold


def free_name(path: Path, taken: Collection[Path] = ()) -> Path:
    """r.xlsx, or r-2.xlsx where that is there, or `taken`."""
    numbered = (path.with_stem(f"{path.stem}-{number}") for number in count(2))
    return next(one for one in chain([path], numbered) if one not in taken and not one.exists())


def writable(text: str) -> str:
    """Text that a cell can hold."""
    return _NO_XML.sub("", text)[:LONGEST_CELL]


def put(cell: Any, value: object) -> None:
    """A value into an openpyxl cell as what it is; text stays text even where it begins like a formula."""
    cell.value = writable(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
        if value.startswith(FORMULA_STARTS):
            cell.quotePrefix = True


def save(book: Workbook, out: Path, *, overwrite: bool = False) -> Path:
    """`write_atomically` of an openpyxl workbook."""
    return write_atomically(out, lambda file: book.save(file), overwrite=overwrite)


def refuse_existing(out: Path, *, overwrite: bool) -> None:
    """Raises EnvironmentProblem(file_exists), before the work of writing begins."""
    if out.exists() and not overwrite:
        raise EnvironmentProblem("file_exists", path=str(out))


def with_ending(out: Path, ending: str) -> Path:
    """The path with the ending that fits what is written. Where that makes another path, one that is free: the clerk
    was asked about overwriting the name chosen, not about this one."""
    if out.suffix.lower() == ending:
        return out
    changed, number = out.with_suffix(ending), 2
    while changed.exists():
        changed, number = out.with_name(f"{out.stem} ({number}){ending}"), number + 1
    return changed


def write_atomically(out: Path, write: Callable[[IO[bytes]], object], *, overwrite: bool = False) -> Path:
    """Write beside the target, then move into place.
    Raises EnvironmentProblem: file_exists, result_locked, result_disk_full, result_unwritable."""
    refuse_existing(out, overwrite=overwrite)
    temporary = ""
    try:
        descriptor, temporary = tempfile.mkstemp(prefix=".~", suffix=out.suffix, dir=out.parent)
        with os.fdopen(descriptor, "w+b") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, out)  # noqa: PTH105 - the two names as they are
    except OSError as error:
        raise _unwritable(error, out) from None
    finally:
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink(missing_ok=True)
    return out


def _unwritable(error: OSError, out: Path) -> EnvironmentProblem:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT) or getattr(error, "winerror", 0) in (39, 112)
    code = "result_disk_full" if full else "result_unwritable"
    if isinstance(error, PermissionError):
        code = "result_locked"
    return EnvironmentProblem(code, str(error), path=str(out))
