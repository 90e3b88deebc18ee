"""`mophic template` and `mophic validate`: sheets, without any server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.commands.options import (
    Dates,
    DoseForBlank,
    Facility,
    FillDown,
    Json,
    Language,
    Said,
    TakeIn,
    command,
    language,
)
from app.domain import by_reason, thai_now
from app.errors import InputError
from app.terminal import Terminal

if TYPE_CHECKING:
    from app.check import Checked
    from app.sheet.model import RawSheet

ORDERS = {"as-read": False, "swapped": True}  # --dates -> whether day and month change places
NOTHING_SAID = Said()


@command
def template(out: Path, lang: Language = "th") -> int:
    """Write the empty template workbook."""
    from app import workbook  # heavy

    workbook.template(out)
    Terminal(language(lang), as_json=False).line(str(out))
    return 0


def read_sheet(file: Path, sheet: str | None, facility: str | None, said: Said = NOTHING_SAID) -> Checked:
    """Read and check, with all problems of all rows, in a process of its own: no workbook can hang or crash this one.

    Raises SheetError, InputError take_in_unknown, dates_unknown, dates_unsaid.
    """
    from app import aside
    from app.reader import Reader  # heavy: pandas

    if said.dates not in (None, *ORDERS):
        raise InputError("dates_unknown", wish=said.dates)
    taken, now = aside.asked_for(said.take_in), thai_now()
    with Reader() as reader:
        checked = reader.load(file, sheet=sheet, facility=facility, today=now.date(), hour=now.hour, take_in=taken)
    return _answered(checked, said)


def _answered(checked: Checked, said: Said) -> Checked:
    """With what the caller says to the sheet's questions."""
    from app import offers
    from app.check import again, recheck
    from app.values.dates import answered

    while said.dates is not None and not checked.dates.is_sure:
        checked = again(checked, dates=answered(checked.dates, swapped=ORDERS[said.dates]))
    if (asked := next((each for each in checked.problems if each.code == "date_cell_order"), None)) is not None:
        raise InputError("dates_unsaid", row=asked.row, th=asked.params["th"], en=asked.params["en"])
    edits = offers.filled_from_above(checked.problems) if said.fill_down else {}
    checked = recheck(checked, edits) if edits else checked
    edits = offers.dose_for_blank(checked.problems, said.dose_for_blank) if said.dose_for_blank else {}
    return recheck(checked, edits) if edits else checked


def tell_sheet(terminal: Terminal, checked: Checked) -> None:
    """What the check has to say of a sheet, to a person: in the same words whatever command reads it."""
    terminal.problems(checked.problems)
    terminal.answers(checked.problems)
    terminal.aside(checked.aside)


def sheet_json(terminal: Terminal, checked: Checked) -> dict[str, Any]:
    """The same for a program. Every filled row is counted once: `ready`, `with_problems` or set aside."""
    from app.columns import letter  # heavy

    raw = checked.sheet
    return {
        "file": str(raw.path),
        "sheet": raw.sheet,
        "rows": checked.rows,
        "ready": len(checked.appointments),
        "with_problems": checked.problem_rows,
        "set_aside": {reason.removeprefix("aside_"): count for reason, count in by_reason(checked.aside).items()},
        "set_aside_rows": [
            {"row": each.row, "reason": each.reason.removeprefix("aside_"), "words": each.words}
            for each in checked.aside
        ],
        "columns": {
            field: {"column": letter(place), "header": raw.headers[place]} for field, place in checked.columns.items()
        },
        "sheets_not_read": list(raw.hidden_sheets),
        "problems": [terminal.problem_json(problem) for problem in checked.problems],
    }


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
    take_in: TakeIn = None,
    dates: Dates = None,
    dose_for_blank: DoseForBlank = None,
    fill_down: FillDown = False,
    facility: Facility = "",
    as_json: Json = False,
    lang: Language = "th",
) -> int:
    """Check every row of a sheet and say what is wrong. Sends nothing."""
    terminal = Terminal(language(lang), as_json=as_json)
    checked = read_sheet(file, sheet, facility or None, Said(take_in or (), dates, dose_for_blank, fill_down))
    if as_json:
        terminal.json(sheet_json(terminal, checked) | {"file": str(file)})
    else:
        tell_sheet(terminal, checked)
        ready = len(checked.appointments)
        terminal.line(f"{file.name} · {checked.sheet.sheet}: {ready}/{ready + checked.problem_rows}")
    return 1 if checked.problem_rows else 0
