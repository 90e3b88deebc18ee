"""Qt objects that hang in a cycle are freed on the window's thread, however busy the other threads are."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.program.collector import Collector


class InACycle(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.itself = self


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[Collector]:
    gc.enable()
    made = Collector(qapp)
    yield made
    made.stop()
    made.deleteLater()
    assert gc.isenabled()
    gc.disable()


def leave_garbage(freed_on: list[int]) -> None:
    weakref.finalize(InACycle(), lambda: freed_on.append(threading.get_ident()))


def test_freed_on_the_windows_thread_alone(collector: Collector, qtbot: QtBot) -> None:
    freed_on: list[int] = []
    leave_garbage(freed_on)
    busy = threading.Thread(target=lambda: [[] for _ in range(200_000)])
    busy.start()
    busy.join()
    assert freed_on == []  # Python alone would have collected on that thread
    kept = [[] for _ in range(2000)]  # type: ignore[var-annotated]
    qtbot.waitUntil(lambda: bool(freed_on), timeout=10_000)
    assert freed_on == [threading.get_ident()]
    assert len(kept) == 2000


def test_a_program_brings_it_and_takes_it_away(make_program) -> None:  # type: ignore[no-untyped-def]
    gc.enable()
    program = make_program()
    assert not gc.isenabled()
    program.end()
    assert gc.isenabled()
    gc.disable()
