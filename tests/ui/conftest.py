"""The real window over the real core and the practice server: only the mouse and the keyboard are ours."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.booking.control import Timing
from app.domain.address import Server
from app.practice import sample as sample_sheet
from app.system.paths import DataDir
from sample_data.make_samples import clear_day, write_problems
from tests.helper import handed_on
from ui.kit.theme import Mode, Theme, load_fonts
from ui.program.program import Program

WAIT = 30_000  # ms; a busy machine starts the reading process slowly
FEW = 12  # people of a practice sheet that is booked from end to end: each costs the machine as much as a small test


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says so whenever a window has a smallest size."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


@pytest.fixture(scope="session", autouse=True)
def libraries_frozen() -> None:
    """What was there before the first window hangs in no window's cycle, and is not walked over after each test."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def clipboard_let_go() -> Iterator[None]:
    """The offscreen clipboard ends after Python: cells that were copied, which Python made, would end the process with
    a segmentation fault after its last test."""
    yield
    if QApplication.instance() is not None:
        QApplication.clipboard().clear()


@pytest.fixture(autouse=True)
def collected_here() -> Iterator[None]:
    """As in the program (`ui.program.collector`): Qt objects of a cycle are freed on the window's thread alone."""
    gc.disable()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def helper_handed_on() -> Iterator[None]:
    with handed_on():
        yield


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    load_fonts()
    return Theme(qapp, Mode.LIGHT)


@pytest.fixture
def make_program(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Program]]:
    """Programs in their own data folder, in Thai; ended with the test."""
    made: list[Program] = []

    def make(folder: Path = tmp_path, lang: str = "th") -> Program:
        program = Program(qapp, DataDir(folder), lang)
        made.append(program)
        program.window.show()
        program.complete()
        return program

    yield make
    for program in made:
        program.end()
        program.window.deleteLater()
        program.deleteLater()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were to be opened by another program."""
    files: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: files.append(url.toLocalFile()))
    return files


@pytest.fixture
def program(make_program: Callable[..., Program]) -> Program:
    return make_program()


def practise(program: Program, qtbot: QtBot, rows: int = sample_sheet.ROWS) -> Program:
    """Practice mode, one press on Start away from booking so many people."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sample_sheet, "write_sample", partial(sample_sheet.write_sample, rows=rows))
        program.practise(sample=True)
        qtbot.waitUntil(lambda: len(program.work.sheet.lines) == rows and program.work.idle, timeout=WAIT)
    return program


@pytest.fixture
def sample(program: Program, qtbot: QtBot) -> Program:
    return practise(program, qtbot)


@pytest.fixture
def few(program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The same with a shorter sheet, now and whenever it is asked for again: for tests that book all of it."""
    monkeypatch.setattr(sample_sheet, "write_sample", partial(sample_sheet.write_sample, rows=FEW))
    return practise(program, qtbot, FEW)


@pytest.fixture
def problems(tmp_path: Path) -> Path:
    """The sample with one row for each problem, on days that lie ahead whenever it is asked for."""
    return write_problems(tmp_path / "one_of_each_problem.xlsx", clear_day())


@pytest.fixture
def with_problems(sample: Program, qtbot: QtBot, problems: Path) -> Program:
    sample.work.sheet.load(problems)
    qtbot.waitUntil(lambda: sample.work.idle, timeout=WAIT)
    return sample


@pytest.fixture
def looks_again_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What can't be told is looked at again at once, and soon left to the clerk: how long it is asked for is tested
    where it is decided."""
    usual = Timing.of

    def soon(*server: Server, **more: Any) -> Timing:
        quick = {"absent_after": 0.2, "shown_after": 0.2, "look_again": 0.05, "slowest_probe": 0.1}
        return replace(usual(*server, **more), **quick)

    monkeypatch.setattr(Timing, "of", soon)
    monkeypatch.setattr("app.booking.watch.EVERY", 3600.0)  # how often days are looked at hangs on nobody's speed
