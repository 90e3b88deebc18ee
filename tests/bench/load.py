"""Load and check a sheet, as a ratio to openpyxl's read-only iteration over the same file in the same run; and how long
the window's thread has to wait meanwhile."""

from __future__ import annotations

import gc
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell

from app import workbooks
from app.domain.values import check_digit
from app.reader import Reader
from app.sheets import check, columns, files

SIZES = (1_000, 10_000, 100_000)
TODAY = date(2027, 6, 1)
HEADERS = ("เลขบัตรประชาชน", "วันที่นัด", "เวลานัด", "เข็มที่", "ชื่อ-สกุล", "เบอร์โทรศัพท์", "รหัสหน่วยบริการ", "หมายเหตุ", "หมู่บ้าน")


def write(path: Path, rows: int, *, numbers: bool = False) -> None:
    """A sheet of 9 columns. `numbers`: ids as numbers with a format that pads them, a hidden row in every hundred."""
    book = Workbook(write_only=True)
    table = book.create_sheet("นัด")
    table.append(HEADERS)
    for row in range(rows):
        if numbers and row % 100 == 0:
            table.row_dimensions[row + 2].hidden = True
        twelve = f"{row % 8 + (0 if numbers else 1)}99{row * 7919 % 10**9:09d}"
        cid = twelve + str(check_digit(twelve))
        cell = WriteOnlyCell(table, int(cid) if numbers else cid)
        cell.number_format = "0000000000000" if numbers else "@"
        day = datetime(2027, 6, 14) + timedelta(days=row % 200)  # noqa: DTZ001 - as Excel holds days
        name = f"นางสาวสมมุติ{row} นามสกุล{row % 999}"
        table.append([cell, day, f"{8 + row % 7:02d}:00", 1, name, f"08{row:08d}", "99001", "", f"หมู่ {row % 20}"])
    book.save(path)


def seconds(work: Callable[[], object], times: int) -> float:
    """Of the processor, the least of some runs: what other programs do meanwhile is no cost of ours."""
    best = float("inf")
    for _ in range(times):
        gc.collect()
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def load_and_check(path: Path) -> check.Checked:
    with check.uncollected():
        raw = files.read(path)
        return check.check(raw, columns.settle(raw), facility="99001", today=TODAY)


def iterate(path: Path) -> int:
    book = load_workbook(path, read_only=True, data_only=True)
    count = sum(1 for _ in book.worksheets[0].iter_rows(values_only=True))
    book.close()
    return count


def measure(folder: Path, rows: int, numbers: bool) -> tuple[float, float]:
    path = folder / f"{rows}-{numbers}.xlsx"
    write(path, rows, numbers=numbers)
    checked = load_and_check(path)  # warms imports and caches, and proves that the work is done
    assert checked.rows == rows, checked.rows
    assert len(checked.appointments) + len(checked.aside) == rows, checked.problems[:3]  # hidden rows are set aside
    times = 5 if rows < 100_000 else 2
    ours = seconds(lambda: load_and_check(path), times)
    theirs = seconds(lambda: iterate(path), 2 if rows < 100_000 else 1)
    return ours, theirs


def longest_wait(work: Callable[[], object]) -> float:
    """Seconds this thread, which looks at the clock every millisecond, was kept from it while another thread works:
    what a window would stand still."""
    worker = threading.Thread(target=work)
    worst = 0.0
    worker.start()
    last = time.perf_counter()
    while worker.is_alive():
        time.sleep(0.001)
        now = time.perf_counter()
        worst, last = max(worst, now - last), now
    worker.join()
    return worst


def measure_waits(folder: Path, rows: int) -> dict[str, float]:
    """The longest wait, in seconds, of each thing a window lets another thread do with a sheet; "idle" = of nothing."""
    path = folder / "waits.xlsx"
    write(path, rows)
    found: list[check.Checked] = []
    with Reader() as reader:
        reader.sheets(path)  # the helper is warm
        waits = {"idle": longest_wait(lambda: time.sleep(2))}
        waits["load"] = longest_wait(lambda: found.append(reader.load(path, facility="99001", today=TODAY)))
        waits["mend one"] = longest_wait(lambda: found.append(check.recheck(found[0], {(2, "appointment_time"): "9"})))
        out = folder / "result.xlsx"
        waits["write result"] = longest_wait(lambda: workbooks.write_result(found[0], {}, out, copied=reader.copy))
    assert len(found[0].appointments) == rows
    return waits


def main(argv: list[str]) -> None:
    """Arguments: sizes, default 1000 10000 100000."""
    sizes = [int(size) for size in argv] or list(SIZES)
    print("load + check, 9 columns       seconds   µs/row   openpyxl   ratio (aim ≤ 0.30 at 100,000)")
    with tempfile.TemporaryDirectory() as folder:
        for numbers in (False, True):
            kind = "padded numbers, hidden rows" if numbers else "text ids"
            costs = []
            for rows in sizes:
                ours, theirs = measure(Path(folder), rows, numbers)
                costs.append(ours / rows)
                print(
                    f"{rows:>9,} {kind:<19.19} {ours:8.3f} {ours / rows * 1e6:8.1f} {theirs:10.3f} {ours / theirs:7.3f}"
                )
            print(f"    cost per row, dearest over cheapest size: {max(costs) / min(costs):.2f} (aim ≤ 1.30)")
        rows = max(sizes)
        for name, wait in measure_waits(Path(folder), rows).items():
            print(f"    longest wait of the window's thread, {rows:,} rows, {name}: {wait * 1e3:.0f} ms (aim ≤ 50)")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"    peak memory of this process: {peak:.0f} MiB (with openpyxl's part and the writing of the files)")


if __name__ == "__main__":
    main(sys.argv[1:])
