"""The real window over the real core and the practice server: only the mouse and the keyboard are ours."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.system.paths import DataDir
from tests.helper import handed_on
from ui.kit.theme import Mode, Theme, load_fonts
from ui.program.program import Program

SHEETS = Path(__file__).resolve().parents[2] / "sample_data"
WAIT = 30_000  # ms; a busy machine starts the reading process slowly


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


@pytest.fixture
def sample(program: Program, qtbot: QtBot) -> Program:
    """Practice mode, one press on Start away from booking 60 people."""
    program.practise(sample=True)
    qtbot.waitUntil(lambda: len(program.work.sheet.lines) == 60 and program.work.idle, timeout=WAIT)
    return program


@pytest.fixture
def with_problems(sample: Program, qtbot: QtBot) -> Program:
    sample.work.sheet.load(SHEETS / "one_of_each_problem.xlsx")
    qtbot.waitUntil(lambda: sample.work.idle, timeout=WAIT)
    return sample
