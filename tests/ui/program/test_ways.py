"""What a page asks for is heard: a button that is wired to nobody is found here, not by a clerk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QMetaMethod, QObject, Qt, Signal
from pytestqt.qtbot import QtBot

from app.practice.sample import write_sample
from tests.ui.conftest import WAIT
from ui.program.program import Program
from ui.window.window import PAGES

Make = Callable[..., Program]


def unheard(root: QObject) -> Iterator[str]:
    """Signals of our own pages and parts that say what somebody wants, and that nobody listens to."""
    for part in (root, *root.findChildren(QObject)):
        if not type(part).__module__.startswith("ui."):
            continue
        ours = {name for one in type(part).__mro__ for name, what in vars(one).items() if isinstance(what, Signal)}
        about = part.metaObject()
        for place in range(about.methodCount()):
            method = about.method(place)
            name = bytes(method.name().data()).decode()
            is_asked = method.methodType() == QMetaMethod.MethodType.Signal and name.endswith("_wanted")
            if is_asked and name in ours and not part.isSignalConnected(method):
                yield f"{type(part).__name__}.{name}"


def test_whatever_a_page_asks_for_is_heard(sample: Program) -> None:
    for name in PAGES:
        sample.pages.show(name)
    sample.pages.show_help("")
    assert sorted(set(unheard(sample.window))) == []


def test_a_sheet_that_was_opened_before_signing_in_leads_to_the_sign_in(
    make_program: Make, qtbot: QtBot, tmp_path: Path
) -> None:
    program = make_program()
    program.complete()
    program.open_file(write_sample(tmp_path / "คิว.xlsx"))
    qtbot.waitUntil(lambda: program.pages.upload.login.isVisible(), timeout=WAIT)
    qtbot.mouseClick(program.pages.upload.login, Qt.MouseButton.LeftButton)
    assert program.window.room.currentWidget() is program.window.login
