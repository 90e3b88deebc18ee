"""`mophic template` and `mophic validate`: sheets, without any server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.options import Facility, Json, Language, command, language
from app.domain import today
from app.terminal import Terminal

if TYPE_CHECKING:
    from app.check import Checked


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
        problems = [
            {
                "row": problem.row,
                "column": problem.column,
                "code": problem.code,
                "severity": str(problem.severity),
                "message": terminal.sentence(problem),
            }
            for problem in checked.problems
        ]
        terminal.json(
            {
                "file": str(file),
                "sheet": checked.sheet.sheet,
                "rows": checked.rows,
                "ready": ready,
                "problems": problems,
            }
        )
    else:
        terminal.problems(checked.problems)
        terminal.line(f"{file.name} · {checked.sheet.sheet}: {ready}/{checked.rows}")
    return 0 if ready == checked.rows else 1
