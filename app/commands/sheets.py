"""`mophic template` and `mophic validate`: sheets, without any server."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.options import (
    AllSheets,
    Column,
    DataDirOption,
    Dates,
    DoseForBlank,
    Facility,
    FillDown,
    JournalAt,
    Json,
    KeyFile,
    Language,
    Said,
    Same,
    ServerUrl,
    SheetName,
    TakeIn,
    Where,
    command,
    in_place_of,
    language,
)
from app.commands.places import room_for
from app.commands.terminal import Terminal, columns_used, same_told
from app.domain.values import by_reason
from app.errors import AppError, InputError, SheetError
from app.thai import thai_now
from app.wording import say

if TYPE_CHECKING:
    from app.reader import Reader
    from app.sheets.check import Checked
    from app.sheets.files import OtherSheet, RawSheet

ORDERS = {"as-read": False, "swapped": True}  # --dates -> whether day and month change places
NOTHING_SAID = Said()
NO_ROWS = "sheet_no_rows"  # a table that holds nobody; whatever else can't be read may hold people


@command
def template(out: Path, lang: Language = "th") -> int:
    """Write the empty template workbook."""
    from app import workbooks  # heavy

    terminal = Terminal(language(lang), as_json=False)
    room_for(out, terminal)
    workbooks.template(out)
    terminal.line(str(out))
    return 0


@dataclass(frozen=True)
class SheetOptions:
    """Which sheet of a file, and what the clerk says of its columns and to its questions."""

    sheet: str | None = None
    all_sheets: bool = False
    columns: dict[str, str] = field(default_factory=dict)  # field -> letter or header
    same: dict[str, object] = field(default_factory=dict)  # field -> its value in all rows
    said: Said = NOTHING_SAID

    @classmethod
    def of(
        cls,
        sheet: str | None = None,
        all_sheets: bool = False,
        column: Sequence[str] | None = None,
        same: Sequence[str] | None = None,
        said: Said = NOTHING_SAID,
    ) -> SheetOptions:
        """As the options say it. Raises InputError."""
        from app.sheets.columns import field_said, same_said

        if sheet is not None and all_sheets:
            raise InputError("sheet_or_all")
        if said.dates not in (None, *ORDERS):
            raise InputError("dates_unknown", wish=said.dates)
        pairs = [written.partition("=")[::2] for written in column or ()]
        columns = {field_said(name): where for name, where in pairs}
        return cls(sheet, all_sheets, columns, dict(map(same_said, same or ())), said)

    def read(self, file: Path, facility: str | None) -> list[Checked]:
        """Read and check, with all problems of all rows, in a process of its own: no workbook can hang or crash this
        one. Raises SheetError, which names its sheet where there are more, InputError take_in_unknown, dates_unsaid."""
        return self.read_all([file], facility)[0]

    def read_all(self, files: Sequence[Path], facility: str | None) -> tuple[list[Checked], list[SheetError]]:
        """The same of several files that are booked one after the other: who stands on more than one of their sheets
        is said. One that can't be read keeps all from being sent; the error names it. One with nobody in it does not:
        its error stands beside what was read of the others."""
        from app.reader import Reader  # heavy: pandas
        from app.sheets import aside, elsewhere

        with Reader() as reader:
            read: list[Checked] = []
            empty: list[SheetError] = []
            for file in files:
                try:
                    read += self._file(reader, file, facility, named=len(files) > 1)
                except SheetError as error:
                    if error.code != NO_ROWS or not _is_of_nobody(reader, file):
                        raise
                    empty.append(error)
            if empty and not read:
                raise empty[0]
        aside.refuse_no_row(self.said.take_in, [row for checked in read for row in checked.sheet.numbers])
        return (elsewhere.together(read) if len(read) > 1 else read), empty

    def _file(self, reader: Reader, file: Path, facility: str | None, *, named: bool) -> list[Checked]:
        from app.sheets import elsewhere

        try:
            if self.all_sheets:
                names = [info.name for info in reader.sheets(file) if info.people and not info.hidden]
                read = [self._named(reader, file, name, facility) for name in names]
                return read or [self._one(reader, file, None, facility)]
            checked = self._one(reader, file, self.sheet, facility)
            if self.sheet is None:
                elsewhere.refuse_rivals(checked)
        except InputError as error:
            if named:
                sheet = error.params.get("of_sheet")
                error.params |= {"of_sheet": f"{file.name} · {sheet}" if sheet else file.name, "of_files": True}
            raise
        return [checked]

    def _one(self, reader: Reader, file: Path, sheet: str | None, facility: str | None) -> Checked:
        from app.sheets import aside

        taken, now = aside.asked_for(self.said.take_in), thai_now()
        checked = reader.load(
            file,
            sheet=sheet,
            facility=facility,
            today=now.date(),
            hour=now.hour,
            take_in=taken,
            said=self.columns,
            same=self.same,
        )
        return _answered(checked, self.said, takes_hours="appointment_time" in self.columns)

    def _named(self, reader: Reader, file: Path, sheet: str, facility: str | None) -> Checked:
        try:
            return self._one(reader, file, sheet, facility)
        except InputError as error:
            error.params["of_sheet"] = sheet
            raise


def _is_of_nobody(reader: Reader, file: Path) -> bool:
    """Whether no other sheet of the file has people either, hidden or not."""
    with suppress(AppError):
        return not any(info.people for info in reader.sheets(file))
    return False


def read_sheet(file: Path, options: SheetOptions, facility: str | None) -> Checked:
    """The one sheet that is meant. Raises as `SheetOptions.read`."""
    (checked,) = options.read(file, facility)
    return checked


def _answered(checked: Checked, said: Said, *, takes_hours: bool = False) -> Checked:
    """With what the caller says to the sheet's questions. `takes_hours`: from the column that was named for them,
    whatever hour a day's cell says."""
    from app.sheets import offers
    from app.sheets.cells.dates import answered
    from app.sheets.check import again, recheck

    while said.dates is not None and not checked.dates.is_sure:
        checked = again(checked, dates=answered(checked.dates, swapped=ORDERS[said.dates]))
    if (asked := next((each for each in checked.problems if each.code == "date_cell_order"), None)) is not None:
        raise InputError("dates_unsaid", row=asked.row, th=asked.params["th"], en=asked.params["en"])
    edits = offers.filled_from_above(checked.problems) if said.fill_down else {}
    if takes_hours:
        differ = (one for one in checked.problems if one.code == "hours_differ")
        edits |= {(one.row, one.column): one.fix for one in differ}
    checked = recheck(checked, edits) if edits else checked
    _refuse_open_order(checked)
    edits = offers.dose_for_blank(checked.problems, said.dose_for_blank) if said.dose_for_blank else {}
    return recheck(checked, edits) if edits else checked


def _refuse_open_order(checked: Checked) -> None:
    """2/1/2027 is 2 January or 1 February, and nobody sits here to see how it was read. Raises InputError
    dates_unsaid."""
    from app.sheets.cells.dates import either_day

    if checked.dates.is_sure:
        return
    away = checked.left_out.union(each.row for each in checked.aside)
    column = checked.columns.get("appointment_date")
    for number, row in zip(checked.sheet.numbers, checked.sheet.rows, strict=True):
        cell = checked.edits.get((number, "appointment_date"), "" if column is None else row[column])
        if number not in away and (days := either_day(cell, checked.dates, checked.today)) is not None:
            raise InputError("dates_unsaid", row=number, th=days["th"], en=days["en"])


def tell_sheet(terminal: Terminal, checked: Checked, others: Sequence[OtherSheet]) -> None:
    """What the check has to say of a sheet, to a person: in the same words whatever command reads it. `others`: the
    sheets with people that were not read."""
    terminal.problems(checked.problems)
    terminal.answers(checked.problems)
    terminal.aside(checked.aside, take_in=True)
    terminal.columns(checked)
    terminal.sheets_not_read(others)


def sheet_json(terminal: Terminal, checked: Checked, others: Sequence[OtherSheet]) -> dict[str, Any]:
    """The same for a program. Every filled row is counted once: `ready`, `with_problems` or set aside."""
    return {
        "file": str(checked.sheet.path),
        "sheet": checked.sheet.sheet,
        "rows": checked.rows,
        "ready": len(checked.appointments),
        "with_problems": checked.problem_rows,
        "set_aside": {reason.removeprefix("aside_"): count for reason, count in by_reason(checked.aside).items()},
        "set_aside_rows": [
            {"row": each.row, "reason": each.reason.removeprefix("aside_"), "words": each.words}
            for each in checked.aside
        ],
        "columns": columns_used(checked),
        "same": same_told(checked, terminal.lang),
        "sheets_not_read": [{"sheet": one.name, "people": one.people, "hidden": one.hidden} for one in others],
        "problems": [terminal.problem_json(problem) for problem in checked.problems],
    }


def tell_total(terminal: Terminal, file: Path, sheets: Sequence[Checked]) -> None:
    """The sums over all sheets that were read."""
    ready = sum(len(checked.appointments) for checked in sheets)
    problems = sum(checked.problem_rows for checked in sheets)
    if not terminal.as_json:
        terminal.line(
            f"{file.name} · {say('all_sheets', terminal.lang, count=len(sheets))}: {ready}/{ready + problems}"
        )
        return
    aside = by_reason([each for checked in sheets for each in checked.aside])
    total = {
        "sheets": len(sheets),
        "rows": sum(checked.rows for checked in sheets),
        "ready": ready,
        "with_problems": problems,
        "set_aside": {reason.removeprefix("aside_"): count for reason, count in aside.items()},
    }
    terminal.json({"file": str(file), "total": total})


def read_rows(file: Path, sheet: str | None = None) -> RawSheet:
    """A sheet's rows, whatever its columns hold, likewise. Raises SheetError."""
    from app.reader import Reader  # heavy: pandas

    with Reader() as reader:
        return reader.rows(file, sheet)


def read_again(raw: RawSheet) -> RawSheet | None:
    """The same table once more, in a process of its own; None where it can't be read."""
    from app.reader import Reader  # heavy: pandas

    with Reader() as reader:
        return reader.again(raw)


def refuse_changed(checked: Checked) -> None:
    """Before anything is sent that was read a while ago. Raises InputError file_changed where the file holds other rows
    by now; one that is gone can't be asked, and what it said was read."""
    from app.sheets.files.again import Fate, look_again

    if look_again(checked.sheet, read_again).fate is Fate.CHANGED:
        raise InputError("file_changed", file=checked.sheet.path.name)


def sheet_options(
    sheet: SheetName = None,
    all_sheets: AllSheets = False,
    column: Column = None,
    same: Same = None,
    take_in: TakeIn = None,
    dates: Dates = None,
    dose_for_blank: DoseForBlank = None,
    fill_down: FillDown = False,
) -> SheetOptions:
    """The options about a sheet that is to be booked. Raises as `SheetOptions.of`."""
    return SheetOptions.of(sheet, all_sheets, column, same, Said(take_in or (), dates, dose_for_blank, fill_down))


@command
@in_place_of("options", sheet_options)
def validate(
    file: Path,
    options: SheetOptions,
    facility: Facility = "",
    server: ServerUrl = None,
    as_json: Json = False,
    data_dir: DataDirOption = None,
    key_file: KeyFile = None,
    journal: JournalAt = "",
    lang: Language = "th",
) -> int:
    """Check every row of a sheet and say what is wrong. Sends nothing."""
    from app.commands.fixes import kept_beside  # heavy: the journal

    terminal = Terminal(language(lang), as_json=as_json)
    sheets = options.read(file, facility or None)
    where = Where.of(data_dir, key_file, office=journal, writes=False)
    for checked in sheets:
        others = not_read(checked, sheets)
        fixes = kept_beside(where, server, facility, checked)
        if fixes is not None:
            terminal.note(say("fixes_beside", terminal.lang, **fixes.told))
        if as_json:
            kept = {"fixes_kept": fixes.count if fixes is not None else 0}
            terminal.json(sheet_json(terminal, checked, others) | {"file": str(file)} | kept)
            continue
        tell_sheet(terminal, checked, others)
        ready = len(checked.appointments)
        terminal.line(f"{file.name} · {checked.sheet.sheet}: {ready}/{ready + checked.problem_rows}")
    if options.all_sheets:
        tell_total(terminal, file, sheets)
    return 1 if any(checked.problem_rows for checked in sheets) else 0


def not_read(checked: Checked, sheets: Sequence[Checked]) -> list[OtherSheet]:
    """The sheets of its file with people of which none was read."""
    read = {one.sheet.sheet for one in sheets if one.sheet.path == checked.sheet.path}
    return [other for other in checked.sheet.others if other.name not in read]
