"""`mophic template` and `mophic validate`: sheets, without any server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.commands.options import Facility, Json, Language, command, language
from app.domain import today
from app.errors import InputError
from app.terminal import Terminal

if TYPE_CHECKING:
    from app.check import Checked
    from app.sheet.model import RawSheet


@command
def template(out: Path, lang: Language = "th") -> int:
    """Write the empty template workbook."""
    from app import workbook  # heavy

    workbook.template(out)
    Terminal(language(lang), as_json=False).line(str(out))
    return 0


def read_sheet(file: Path, sheet: str | None, facility: str | None) -> Checked:
    """Read and check, with all problems of all rows, in a process of its own: no workbook can hang or crash this one.

    Raises SheetError.
    """
    from app.reader import Reader  # heavy: pandas

    with Reader() as reader:
        return reader.load(file, sheet=sheet, facility=facility, today=today())


def tell_sheet(terminal: Terminal, checked: Checked) -> None:
    """What the check has to say of a sheet, to a person: in the same words whatever command reads it."""
    terminal.problems(checked.problems)


def sheet_json(terminal: Terminal, checked: Checked) -> dict[str, Any]:
    """The same for a program."""
    return {
        "file": str(checked.sheet.path),
        "sheet": checked.sheet.sheet,
        "rows": checked.rows,
        "ready": len(checked.appointments),
        "problems": [terminal.problem_json(problem) for problem in checked.problems],
    }


def read_rows(file: Path) -> RawSheet:
    """A sheet's rows, whatever its columns hold, likewise. Raises SheetError."""
    from app.reader import Reader  # heavy: pandas

    with Reader() as reader:
        return reader.rows(file)


def read_again(raw: RawSheet) -> RawSheet | None:
    """The same table once more, in a process of its own; None where it can't be read."""
    from app.reader import Reader  # heavy: pandas

    with Reader() as reader:
        return reader.again(raw)


def refuse_changed(checked: Checked) -> None:
    """Before anything is sent that was read a while ago. Raises InputError file_changed where the file holds other rows
    by now; one that is gone can't be asked, and what it said was read."""
    from app.sheet.again import Fate, look_again

    if look_again(checked.sheet, read_again).fate is Fate.CHANGED:
        raise InputError("file_changed", file=checked.sheet.path.name)


@command
def validate(
    file: Path,
    sheet: Annotated[str | None, typer.Option(help="name of the sheet")] = None,
    facility: Facility = "",
    as_json: Json = False,
    lang: Language = "th",
) -> int:
    """Check every row of a sheet and say what is wrong. Sends nothing."""
    terminal = Terminal(language(lang), as_json=as_json)
    checked = read_sheet(file, sheet, facility or None)
    ready = len(checked.appointments)
    if as_json:
        terminal.json(sheet_json(terminal, checked) | {"file": str(file)})
    else:
        tell_sheet(terminal, checked)
        terminal.line(f"{file.name} · {checked.sheet.sheet}: {ready}/{checked.rows}")
    return 0 if ready == checked.rows else 1
