"""Builds everything in order and passes it on. `python -m ui.main --practice-sample` tries it without any risk."""

from __future__ import annotations

import gc

if __name__ == "__main__":
    gc.disable()  # nothing is garbage yet; the Collector sees to it from then on (docs/decisions/011)

import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.system.installed import be_one_in_the_taskbar, hold
from app.system.paths import APP, DataDir, writable
from ui.kit.theme import application
from ui.program.instance import Instance
from ui.program.program import Program

if TYPE_CHECKING:
    import argparse

    from ui.program.selftest import Report

CLOSING = 15  # seconds for calls in flight and helper processes to end
log = logging.getLogger(__name__)


def options(arguments: Sequence[str]) -> argparse.Namespace:
    import argparse

    parser = argparse.ArgumentParser(prog="mophic-window", description=APP)
    parser.add_argument("file", nargs="?", type=Path, help="a sheet to open")
    parser.add_argument("--practice", action="store_true", help="sign in to the practice server")
    parser.add_argument(
        "--practice-sample", action="store_true", help="the same, with a fresh sheet loaded if no file is named"
    )
    parser.add_argument("--data-dir", type=Path, help="journal, settings and logs")
    parser.add_argument("--journal", default="", help="postgresql://user@host: the office's database for all PCs")
    parser.add_argument("--lang", choices=("th", "en"))
    parser.add_argument("--draw", nargs=2, type=Path, help=argparse.SUPPRESS)  # see app.schedule.paper
    parser.add_argument("--painted", action="store_true", help=argparse.SUPPRESS)  # see tests/bench/start.py
    parser.add_argument("--self-test", action="store_true", help="book the sample on the practice server and end")
    return parser.parse_args(arguments)


def data_folder(wanted: Path | None) -> tuple[DataDir, Path | None]:
    """Where the data lies; the second is that place again if it is a stand-in for a folder that can't be written."""
    asked = DataDir(wanted) if wanted else DataDir.own()
    if writable(asked.root):
        return asked, None
    data = DataDir.default()
    return data, data.root


def self_test(chosen: argparse.Namespace) -> int:
    from ui.program.selftest import Report, is_whole

    report = Report(data_folder(chosen.data_dir)[0].root)
    return run(application(sys.argv), chosen, report) if is_whole(report) else 1


def run(app: QApplication, chosen: argparse.Namespace, report: Report | None = None) -> int:
    """`report`: nobody is there, the program tests itself and ends."""
    data, stand_in = data_folder(chosen.data_dir)
    first = Instance(data.root, practice=chosen.practice or chosen.practice_sample)
    if report is None and not first.is_first(str(chosen.file.absolute()) if chosen.file else ""):
        return 0
    program = Program(app, data, chosen.lang, office=chosen.journal)
    try:
        program.faults.install()
        program.window.show()
        first.called.connect(program.called_again)
        program.window.tell_start(settings_readable=program.preferences.readable, stand_in=stand_in)
        if report is not None:
            from ui.program.selftest import SelfTest

            return SelfTest(program, data.root, report).run()
        return _painted(app, program) if chosen.painted else _stand(app, program, chosen)
    finally:
        for end in (program.end, program.faults.end, first.end):
            try:
                end()
            except Exception:
                log.exception("not ended")  # and no fault of the start


def _stand(app: QApplication, program: Program, chosen: argparse.Namespace) -> int:
    """Until it is closed. What fails before the window is whole is raised: there is nothing yet that could tell it."""
    failed: list[Exception] = []

    def begin() -> None:
        try:
            program.warm()
            _begin(program, chosen)
        except Exception as error:
            failed.append(error)
            app.quit()

    QTimer.singleShot(0, begin)
    code = app.exec()
    if failed:
        raise failed[0]
    return code


def _painted(app: QApplication, program: Program) -> int:
    """Ends once the window is painted, and says so: what a start takes is measured by it."""
    while not program.window.windowHandle().isExposed():
        app.processEvents()
    program.window.repaint()
    print("shown", flush=True)
    return 0


def _begin(program: Program, chosen: argparse.Namespace) -> None:
    file = chosen.file.absolute() if chosen.file else None
    if chosen.practice or chosen.practice_sample:
        program.practise(sample=chosen.practice_sample and file is None, file=file)
    elif file:
        program.open_file(file)


def main(arguments: Sequence[str] | None = None) -> int:
    hold()
    chosen = options(sys.argv[1:] if arguments is None else arguments)
    if chosen.draw:
        from ui.schedule.day_paper import draw_for_command

        return draw_for_command(*chosen.draw)
    be_one_in_the_taskbar()
    return self_test(chosen) if chosen.self_test else run(application(sys.argv), chosen)


if __name__ == "__main__":
    sys.exit(main())
