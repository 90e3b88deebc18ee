"""`mophic template` and `mophic validate`: sheets, without any server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.options import AllSheets, Column, Facility, Json, Language, Same, SheetName, command, language
from app.domain import today
from app.errors import InputError, SheetError
from app.terminal import Terminal, columns_used

if TYPE_CHECKING:
    from app.check import Checked
    from app.reader import Reader
    from app.sheet import OtherSheet


@command
def template(out: Path, lang: Language = "th") -> int:
    """Write the empty template workbook."""
    from app import workbook  # heavy

    workbook.template(out)
    Terminal(language(lang), as_json=False).line(str(out))
    return 0


@dataclass(frozen=True)
class Wish:
    """Which sheet of a file, and what the clerk says of its columns."""

    sheet: str | None = None
    all_sheets: bool = False
    said: dict[str, str] = field(default_factory=dict)  # field -> letter or header
    same: dict[str, object] = field(default_factory=dict)  # field -> its value in all rows

    @classmethod
    def of(
        cls,
        sheet: str | None = None,
        all_sheets: bool = False,
        column: Sequence[str] | None = None,
        same: Sequence[str] | None = None,
    ) -> Wish:
        """As the options say it. Raises InputError."""
        from app.columns import field_said, same_said

        if sheet is not None and all_sheets:
            raise InputError("sheet_or_all")
        pairs = [written.partition("=")[::2] for written in column or ()]
        said = {field_said(name): where for name, where in pairs}
        return cls(sheet, all_sheets, said, dict(map(same_said, same or ())))

    def read(self, file: Path, facility: str | None) -> list[Checked]:
        """Read and check, with all problems of all rows, in a process of its own: no workbook can hang or crash this
        one. Raises SheetError, which names its sheet where there are more."""
        from app.reader import Reader  # heavy: pandas

        with Reader() as reader:
            if not self.all_sheets:
                return [self._one(reader, file, self.sheet, facility)]
            names = [info.name for info in reader.sheets(file) if info.people and not info.hidden]
            return [self._named(reader, file, name, facility) for name in names] or [
                self._one(reader, file, None, facility)
            ]

    def _one(self, reader: Reader, file: Path, sheet: str | None, facility: str | None) -> Checked:
        return reader.load(file, sheet=sheet, facility=facility, today=today(), said=self.said, same=self.same)

    def _named(self, reader: Reader, file: Path, sheet: str, facility: str | None) -> Checked:
        try:
            return self._one(reader, file, sheet, facility)
        except SheetError as error:
            error.params["of_sheet"] = sheet
            raise


def read_sheet(file: Path, wish: Wish, facility: str | None) -> Checked:
    """The one sheet that is wished for. Raises SheetError."""
    (checked,) = wish.read(file, facility)
    return checked


@command
def validate(
    file: Path,
    sheet: SheetName = None,
    all_sheets: AllSheets = False,
    column: Column = None,
    same: Same = None,
    facility: Facility = "",
    as_json: Json = False,
    lang: Language = "th",
) -> int:
    """Check every row of a sheet and say what is wrong. Sends nothing."""
    terminal = Terminal(language(lang), as_json=as_json)
    sheets = Wish.of(sheet, all_sheets, column, same).read(file, facility or None)
    for checked in sheets:
        _told(terminal, file, checked, sheets)
    return 0 if all(len(checked.appointments) == checked.rows for checked in sheets) else 1


def _told(terminal: Terminal, file: Path, checked: Checked, sheets: Sequence[Checked]) -> None:
    ready = len(checked.appointments)
    others = not_read(checked, sheets)
    if not terminal.as_json:
        terminal.problems(checked.problems)
        terminal.columns(checked)
        terminal.sheets_not_read(others)
        terminal.line(f"{file.name} · {checked.sheet.sheet}: {ready}/{checked.rows}")
        return
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
            "columns": columns_used(checked),
            "sheets_not_read": [{"sheet": one.name, "people": one.people, "hidden": one.hidden} for one in others],
            "problems": problems,
        }
    )


def not_read(checked: Checked, sheets: Sequence[Checked]) -> list[OtherSheet]:
    """The sheets with people of which none was read."""
    read = {one.sheet.sheet for one in sheets}
    return [other for other in checked.sheet.others if other.name not in read]
