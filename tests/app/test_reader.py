"""The helper process: the same answer as in this one, and no file can hang or end the program."""

from __future__ import annotations

import multiprocessing
import threading
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from app.domain.values import check_digit
from app.errors import EnvironmentProblem, SheetError, Stopped
from app.reader import Reader
from app.sheets.check import check
from app.sheets.columns import settle
from app.sheets.files import read
from app.wording import say_error

TODAY = date(2026, 10, 1)


def cid(number: int) -> str:
    return f"199{number:09d}" + str(check_digit(f"199{number:09d}"))


def big_sheet(path: Path, rows: int) -> Path:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("นัด")
    sheet.append(["cid", "วันที่นัด", "เวลานัด"])
    for n in range(rows):
        sheet.append([cid(n), "5/11/2569" if n % 7 else "x", "08:00" if n % 5 else 8.5])
    book.save(path)
    return path


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as reader:
        yield reader


def test_the_helper_says_what_this_process_says(tmp_path: Path, reader: Reader) -> None:
    path = big_sheet(tmp_path / "a.xlsx", 2500)
    steps: list[float] = []
    there = reader.load(path, facility="99001", today=TODAY, progress=steps.append)
    raw = read(path)
    here = check(raw, settle(raw, TODAY), facility="99001", today=TODAY)
    assert there.appointments == here.appointments
    assert there.problems == here.problems
    assert [list(row) for row in there.sheet.rows] == [list(row) for row in here.sheet.rows]
    assert there.columns == here.columns
    assert steps == sorted(steps)
    assert len(steps) > 2


def test_sheets_of_a_workbook(tmp_path: Path, reader: Reader) -> None:
    assert [info.name for info in reader.sheets(big_sheet(tmp_path / "a.xlsx", 5))] == ["นัด"]


def test_errors_come_with_their_code(tmp_path: Path, reader: Reader) -> None:
    for _ in range(2):
        with pytest.raises(SheetError) as caught:
            reader.load(tmp_path / "none.xlsx", today=TODAY)
        assert (caught.value.code, caught.value.params["file"]) == ("file_missing", "none.xlsx")


def test_cancel_ends_the_reading_and_the_next_file_loads(tmp_path: Path) -> None:
    path = big_sheet(tmp_path / "a.xlsx", 20_000)
    with Reader() as reader:
        started = threading.Event()
        caught: list[BaseException] = []

        def load() -> None:
            started.set()
            try:
                reader.load(path, today=TODAY)
            except Stopped as stopped:
                caught.append(stopped)

        thread = threading.Thread(target=load)
        thread.start()
        started.wait()
        while thread.is_alive() and not caught:  # cancel may come before the job is under way
            reader.cancel()
            thread.join(0.05)
        assert len(caught) == 1
        assert len(reader.load(big_sheet(tmp_path / "b.xlsx", 10), today=TODAY).sheet.rows) == 10


def test_a_file_that_takes_too_long(tmp_path: Path) -> None:
    path = big_sheet(tmp_path / "a.xlsx", 5000)
    with Reader(seconds=0.0) as reader, pytest.raises(SheetError) as caught:
        reader.load(path, today=TODAY)
    assert caught.value.code == "read_too_long"


def test_a_file_that_needs_too_much_memory_costs_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(("x," * 59 + "x\n") * 180_000)
    with Reader(memory=150 * 2**20) as reader, pytest.raises(SheetError) as caught:
        reader.load(path, today=TODAY)
    assert caught.value.code in ("read_failed", "file_too_big")


@pytest.mark.parametrize("library", ["pandas", "python_calamine", "holidays"])
def test_a_library_that_is_gone_is_no_fault_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    """Whether it is looked for before the first file or in the middle of it."""
    lacking = tmp_path / "lib" / library
    lacking.mkdir(parents=True)
    gone = rf"C:\\Program Files\\MOPHIC-Uploader\\_internal\\{library}\\_{library}.pyd"
    told = f'raise ImportError("DLL load failed", name="{library}._{library}", path=r"{gone}")'
    (lacking / "__init__.py").write_text(told, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path / "lib")
    with Reader() as reader, pytest.raises(EnvironmentProblem) as caught:
        reader.load(big_sheet(tmp_path / "a.xlsx", 3), today=TODAY)
    assert caught.value.code == "program_incomplete"
    assert "ขาดไฟล์ " in say_error(caught.value, "th")
    assert f"_{library}.pyd is missing" in say_error(caught.value, "en").replace(gone.rpartition("\\")[0] + "\\", "")


def test_a_dead_helper_is_replaced(tmp_path: Path) -> None:
    path = big_sheet(tmp_path / "a.xlsx", 3)
    with Reader() as reader:
        process = reader._process
        assert process is not None
        process.kill()
        process.join()
        assert len(reader.load(path, today=TODAY).sheet.rows) == 3


def test_close_leaves_no_process(tmp_path: Path) -> None:
    reader = Reader()
    process = reader._process
    assert process is not None
    assert process in multiprocessing.active_children()
    reader.close()
    assert process not in multiprocessing.active_children()
    with pytest.raises(Stopped):
        reader.load(tmp_path / "a.xlsx", today=TODAY)


def test_a_zip_of_nothing(tmp_path: Path, reader: Reader) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(SheetError) as caught:
        reader.load(path, today=TODAY)
    assert caught.value.code in ("file_damaged", "sheet_empty")
