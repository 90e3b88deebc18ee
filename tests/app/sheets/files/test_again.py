"""A file that was read is looked at once more: the same rows, other rows, or none."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from app.errors import InputError
from app.sheets.files import from_text, read
from app.sheets.files.again import Fate, look_again
from app.sheets.files.model import RawSheet
from tests.ui.sheets import HEADERS, rows, workbook, workbook_of


def again(raw: RawSheet) -> RawSheet | None:
    return read(raw.path, raw.sheet, header_row=raw.header_row)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return workbook(tmp_path / "a.xlsx", rows(3))


def test_the_same_bytes_are_not_read_again(path: Path) -> None:
    found = look_again(read(path), lambda _raw: pytest.fail("read again"))
    assert (found.fate, found.same_rows, found.data) == (Fate.SAME, True, path.read_bytes())


def test_saved_again_with_the_same_rows(path: Path) -> None:
    raw, book = read(path), openpyxl.load_workbook(path)
    book.worksheets[0].column_dimensions["A"].width = 40
    book.save(path)
    assert look_again(raw, again).fate is Fate.SAME


@pytest.mark.parametrize("count", [2, 4])
def test_other_rows(path: Path, count: int) -> None:
    raw = read(path)
    workbook(path, rows(count))
    assert look_again(raw, again)[::2] == (Fate.CHANGED, False)


def test_a_value_that_was_typed_over(path: Path) -> None:
    raw, book = read(path), openpyxl.load_workbook(path)
    book.worksheets[0]["D3"] = "10:00"
    book.save(path)
    assert look_again(raw, again).fate is Fate.CHANGED


def test_rows_that_were_hidden_since(path: Path) -> None:
    raw = read(path)
    workbook_of(path, {"Sheet1": [HEADERS, *rows(3)]}, hidden=[3])
    found = look_again(raw, again)
    assert (found.fate, found.same_rows) == (Fate.CHANGED, True)


def test_gone_unreadable_or_never_a_file(path: Path) -> None:
    raw = read(path)
    path.write_bytes(b"PK no workbook")
    assert look_again(raw, lambda _raw: None).fate in (Fate.CHANGED, Fate.GONE)
    path.unlink()
    assert look_again(raw, again).fate is Fate.GONE
    pasted = from_text("\n".join("\t".join(map(str, row)) for row in [HEADERS, *rows(2)]))
    assert look_again(pasted, lambda _raw: pytest.fail("there is no file")).fate is Fate.SAME


def test_the_command_line_sends_nothing_of_a_file_that_changed_meanwhile(path: Path) -> None:
    from app.commands.sheets import Wish, read_sheet, refuse_changed

    checked = read_sheet(path, Wish(), None)
    refuse_changed(checked)
    workbook(path, rows(2))
    with pytest.raises(InputError) as caught:
        refuse_changed(checked)
    assert (caught.value.code, caught.value.params) == ("file_changed", {"file": "a.xlsx"})
    path.unlink()
    refuse_changed(checked)
