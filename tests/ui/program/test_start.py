"""The program starts whatever it finds, once; its size fits the screen; its faults are told in a sentence."""

from __future__ import annotations

import struct
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QLockFile, QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.errors import AppError
from app.practice.sample import write_sample
from app.system import whole
from app.system.paths import DataDir, writable
from tests.conftest import OF_WINDOWS
from tests.ui.conftest import WAIT
from ui.kit.question import Question
from ui.main import _begin, _stand, data_folder, options, run
from ui.program.faults import Faults
from ui.program.instance import Instance
from ui.program.program import Program
from ui.session.under_way import Lane, What
from ui.window.window import PAGES, Window

Make = Callable[..., Program]


def words_of(part: object) -> str:
    return "\n".join(label.text() for label in part.findChildren(QLabel))  # type: ignore[attr-defined]


# --- what it may find ---


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"cap": "many"}', '{"window": {"geometry": "###"}}', "\x00\xff"])
def test_starts_with_any_settings_file(make_program: Make, tmp_path: Path, qtbot: QtBot, text: str) -> None:
    (tmp_path / "settings.json").write_text(text, encoding="utf-8")
    program = make_program()
    program.window.tell_start(settings_readable=program.preferences.readable)
    assert program.window.isVisible()
    assert program.window.room.currentWidget() is program.window.login
    if not program.preferences.readable:
        assert program.window.notice.words.text() == "อ่านไฟล์ตั้งค่าไม่ได้ โปรแกรมใช้ค่ามาตรฐาน"
        qtbot.mouseClick(program.window.notice.action, Qt.MouseButton.LeftButton)
    assert not program.window.notice.isVisible()


def test_starts_and_keeps_settings_in_a_folder_that_is_not_there_yet(make_program: Make, tmp_path: Path) -> None:
    folder = tmp_path / "OneDrive - โรงพยาบาล ทดสอบ" / "ข้อมูล ของเรา"
    program = make_program(folder)
    program.preferences.change("cap", 12)
    assert '"cap": 12' in (folder / "settings.json").read_text(encoding="utf-8")


def test_books_in_a_path_with_thai_letters_and_spaces(make_program: Make, tmp_path: Path, qtbot: QtBot) -> None:
    program = make_program(tmp_path / "ผู้ใช้ คนที่ 1")
    program.practise(sample=True)
    qtbot.waitUntil(lambda: len(program.work.sheet.lines) == 60 and program.work.idle, timeout=WAIT)
    assert program.work.sheet.lines.group("ready") == 60


def test_a_folder_that_cannot_be_written_has_a_stand_in(make_program: Make, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("a file where the folder should be")
    data, stand_in = data_folder(file / "data")
    assert stand_in == data.root == DataDir.own().root
    program = make_program(data.root)
    program.window.tell_start(settings_readable=True, stand_in=stand_in)
    words = program.window.notice.words.text()
    assert words.startswith("เขียนในโฟลเดอร์ข้อมูลไม่ได้")
    assert str(data.root) in words


def test_a_profile_that_cannot_be_written_has_a_stand_in_too(
    make_program: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "profile").write_text("a file where the profile should be")
    temporary = tmp_path / "ชั่วคราว"
    temporary.mkdir()
    for name in ("HOME", "XDG_DATA_HOME", *OF_WINDOWS):
        monkeypatch.setenv(name, str(tmp_path / "profile"))
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    data, stand_in = data_folder(None)
    assert stand_in == data.root
    assert (stand_in.parent, stand_in.name.startswith("MOPHIC-Uploader")) == (temporary, True)  # a user's own
    assert data.root.is_dir()
    program = make_program(data.root)
    program.window.tell_start(settings_readable=True, stand_in=stand_in)
    assert str(temporary) in program.window.notice.words.text()


def test_a_folder_is_tried_and_leaves_no_trace(tmp_path: Path) -> None:
    assert writable(tmp_path / "new")
    assert list((tmp_path / "new").iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="a folder that only claims to be writable")
def test_a_folder_is_not_believed(tmp_path: Path) -> None:
    """As on Windows, where a folder that permissions protect says that it can be written to."""
    assert not writable(Path("/proc"))


def test_a_setting_counts_where_nothing_can_be_written(make_program: Make, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "file").write_text("")
    program = make_program(tmp_path / "file" / "data")
    program.preferences.change("language", "en")
    assert program.settings.language == "en"
    qtbot.waitUntil(lambda: program.window.login.title.text() == "Sign in")


# --- its size ---


@pytest.mark.parametrize("room", [QSize(1366, 720), QSize(1093, 574), QSize(911, 480)])
def test_fits_the_screen(make_program: Make, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, room: QSize) -> None:
    """1366 x 768 at 100, 125 and 150 %, less the task bar."""
    monkeypatch.setattr(Window, "_room", lambda _: room)
    program = make_program()
    window = program.window
    for page in PAGES:
        program.pages.show(page)
        QApplication.processEvents()
        assert window.width() <= room.width(), page
        assert window.height() <= room.height(), page
    assert window.minimumSizeHint().width() <= room.width()


def test_comes_back_where_and_as_large_as_it_was(make_program: Make, tmp_path: Path) -> None:
    first = make_program()
    first.window.setGeometry(40, 60, 777, 580)
    size = first.window.size()
    first.end()
    second = make_program()
    assert second.window.size() == size


def test_a_size_from_a_larger_screen_is_cut_down(make_program: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    first = make_program()
    first.window.resize(1300, 750)
    first.end()
    monkeypatch.setattr(Window, "_room", lambda _: QSize(1000, 600))
    second = make_program()
    assert second.window.width() <= 1000


# --- once ---


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_second_start_raises_the_window_and_hands_its_file_over(
    make_program: Make, tmp_path: Path, qtbot: QtBot
) -> None:
    sheet = write_sample(tmp_path / "คิว.xlsx")
    program = make_program()
    program.window.showMinimized()
    first = Instance(tmp_path)
    assert first.is_first()
    first.called.connect(program.called_again)
    answers: list[bool] = []
    # The second start blocks while it waits, as a process of its own would.
    other = threading.Thread(target=lambda: answers.append(Instance(tmp_path).is_first(str(sheet), answer_within=20)))
    other.start()
    qtbot.waitUntil(lambda: not other.is_alive(), timeout=WAIT)
    assert answers == [False]
    assert not program.window.isMinimized()
    qtbot.waitUntil(lambda: len(program.work.sheet.lines) == 60, timeout=WAIT)
    first.end()


def test_who_wants_to_practise_is_not_led_into_the_real_window(tmp_path: Path) -> None:
    real, practice = Instance(tmp_path), Instance(tmp_path, practice=True)
    assert (real.is_first(), practice.is_first()) == (True, True)
    assert not list(tmp_path.glob("*.call"))
    for one in (real, practice):
        one.end()


def test_the_title_says_that_a_window_is_for_practice(make_program: Make, qtbot: QtBot) -> None:
    program = make_program()
    program.preferences.change("language", "th")
    assert program.window.windowTitle() == "MOPHIC-Uploader"
    program.practise(sample=False)
    qtbot.waitUntil(lambda: program.window.windowTitle() == "MOPHIC-Uploader (ฝึกหัด)", timeout=WAIT)
    program.preferences.change("language", "en")
    qtbot.waitUntil(lambda: program.window.windowTitle() == "MOPHIC-Uploader (Practice)", timeout=WAIT)


# --- a file it was started with, before anybody has signed in ---


def test_a_file_that_cannot_be_opened_is_told_of_before_sign_in(
    make_program: Make, tmp_path: Path, qtbot: QtBot
) -> None:
    program = make_program()
    program.preferences.change("language", "th")
    for name, content in (("ไม่มี.xlsx", None), ("เสีย.xlsx", b"PK nothing")):
        if content:
            (tmp_path / name).write_bytes(content)
        program.open_file(tmp_path / name)
        qtbot.waitUntil(lambda name=name: name in program.window.notice.words.text(), timeout=WAIT)  # type: ignore[misc]
        assert program.window.notice.isVisible()
        assert program.window.notice.tone == "bad"
    program.open_file(write_sample(tmp_path / "คิว.xlsx"))
    qtbot.waitUntil(lambda: len(program.work.sheet.lines) == 60, timeout=WAIT)
    assert not program.window.notice.isVisible()


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_file_that_comes_while_something_runs_is_said_and_offered_after(
    sample: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    sample.preferences.change("language", "th")
    told, lines = sample.window.handed_over, sample.work.sheet.lines
    sample.work.under_way.begin(Lane.SHEET, What.PREPARING)
    for name in ("คิว.xlsx", "บ่าย.xlsx", "คิว.xlsx"):
        sample.called_again(str(write_sample(tmp_path / name)))
    assert told.isVisible()
    assert told.words.text() == "ยังไม่ได้เปิด: “คิว.xlsx”, “บ่าย.xlsx”"
    assert not told.action.isVisible(), "it could not be done yet"
    assert sample.work.sheet.lines is lines
    sample.pages.show("history")
    sample.work.under_way.end(Lane.SHEET)
    assert told.words.text() == "รอเปิดอยู่: “คิว.xlsx”, “บ่าย.xlsx”"
    sample.preferences.change("language", "en")
    qtbot.waitUntil(lambda: told.words.text() == "Waits to be opened: “คิว.xlsx”, “บ่าย.xlsx”", timeout=WAIT)
    with qtbot.waitSignal(sample.work.sheet.loaded, timeout=WAIT):
        qtbot.mouseClick(told.action, Qt.MouseButton.LeftButton)
    assert sample.work.sheet.path == tmp_path / "คิว.xlsx"
    assert [request.path.name for request in sample.work.waiting.requests] == ["บ่าย.xlsx"]
    assert not told.isVisible()
    assert sample.pages.upload.isVisible()


@pytest.mark.qt_log_ignore("plugin does not support")
def test_a_file_that_comes_while_something_is_asked_does_not_take_the_sheet_away(
    sample: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    sample.preferences.change("language", "th")
    told, lines = sample.window.handed_over, sample.work.sheet.lines
    dialog = Question(sample.theme, sample.window, "info", "?")
    sample.pages.asking.ask(dialog)
    sample.called_again(str(write_sample(tmp_path / "คิว.xlsx")))
    assert sample.work.sheet.lines is lines
    assert told.words.text() == "รอเปิดอยู่: “คิว.xlsx”"
    assert told.details.text() == "กรุณาตอบคำถามที่เปิดอยู่ก่อน"
    dialog.reject()
    qtbot.mouseClick(told.second, Qt.MouseButton.LeftButton)
    assert not told.isVisible()
    sample.called_again(str(tmp_path / "คิว.xlsx"))
    qtbot.waitUntil(lambda: sample.work.sheet.path == tmp_path / "คิว.xlsx", timeout=WAIT)


def test_of_several_files_that_are_opened_at_once_none_is_lost(tmp_path: Path, qtbot: QtBot) -> None:
    """Explorer starts the program once for each."""
    first, called, answers = Instance(tmp_path), list[str](), list[bool]()
    assert first.is_first()
    first.called.connect(called.append)

    def start(file: str) -> None:
        answers.append(Instance(tmp_path).is_first(file, answer_within=20))

    others = [threading.Thread(target=start, args=(f"{number}.xlsx",)) for number in range(4)]
    for other in others:
        other.start()
    qtbot.waitUntil(lambda: not any(other.is_alive() for other in others), timeout=WAIT)
    assert (sorted(called), answers) == ([f"{number}.xlsx" for number in range(4)], [False] * 4)
    assert list(tmp_path.glob("*.new")) == list(tmp_path.glob("*.call")) == []
    first.end()


def test_a_window_that_hangs_stops_no_second_one(tmp_path: Path) -> None:
    hung = Instance(tmp_path)
    assert hung.is_first()
    assert Instance(tmp_path).is_first(answer_within=0.2)  # nobody takes the note
    assert not (tmp_path / "window.call").exists()
    hung.end()


def test_behind_a_lock_whose_window_does_not_answer_there_is_one_more_and_no_third(
    tmp_path: Path, qtbot: QtBot
) -> None:
    """Left over with the number of a living process, or of a window that hangs."""
    lock = QLockFile(str(tmp_path / "window.lock"))
    assert lock.tryLock(0)
    called: list[str] = []
    second = Instance(tmp_path)
    assert second.is_first(answer_within=0.1)
    second.called.connect(called.append)
    answers: list[bool] = []
    third = threading.Thread(target=lambda: answers.append(Instance(tmp_path).is_first("x", answer_within=20)))
    third.start()
    qtbot.waitUntil(lambda: not third.is_alive(), timeout=WAIT)
    assert (answers, called) == ([False], ["x"])
    lock.unlock()
    qtbot.waitUntil(lambda: not QLockFile(str(tmp_path / "window.lock")).tryLock(0), timeout=WAIT)  # the second has it
    second.end()


@pytest.mark.qt_log_ignore("Got unexpected locking error")  # Windows' name for it, which Qt does not know
def test_a_folder_without_locks_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    one = Instance(tmp_path / "file" / "data")
    assert one.is_first()
    one.end()


# --- faults ---


def test_a_fault_anywhere_is_told_in_a_sentence(make_program: Make, tmp_path: Path, qtbot: QtBot) -> None:
    program = make_program()
    program.preferences.change("language", "th")
    program.faults.note(KeyError("1101700203450"))
    dialog = program.window._fault
    assert dialog is not None
    words = words_of(dialog)
    assert "โปรแกรมขัดข้องโดยไม่คาดคิด" in words
    assert "KeyError" in words
    for hidden in ("Traceback", "1101700203450", ".py"):
        assert hidden not in words
    dialog.save_to(tmp_path / "ช่วยเหลือ.zip")
    assert (tmp_path / "ช่วยเหลือ.zip").stat().st_size > 0
    assert "ช่วยเหลือ.zip" in dialog.told.words.text()
    program.faults.note(ValueError("again"))
    assert program.window._fault is dialog  # one at a time
    qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    assert program.window._fault is None


def test_a_file_of_the_program_that_is_gone_is_no_fault_without_a_name(make_program: Make) -> None:
    program = make_program()
    program.faults.note(ModuleNotFoundError("No module named 'ui.history.screen'", name="ui.history.screen"))
    assert program.window._fault is not None
    words = words_of(program.window._fault)
    assert "โปรแกรมไม่ครบ ขาดไฟล์ ui.history.screen" in words
    assert "โปรแกรมขัดข้องโดยไม่คาดคิด" not in words


def test_what_fails_before_the_window_is_whole_ends_the_program(
    qapp: QApplication, make_program: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would stand there with half its pages; `app.system.incomplete.start` says why."""
    program = make_program()
    told: list[str] = []

    class Application:  # Qt's own can't run twice in a process
        def exec(self) -> int:
            qapp.processEvents()
            return 0

        def quit(self) -> None:
            told.append("quit")

    def broken() -> None:
        raise struct.error("unpack requires 4 bytes")

    monkeypatch.setattr(program, "warm", broken)
    with pytest.raises(struct.error):
        _stand(cast(QApplication, Application()), program, options([]))
    assert told == ["quit"]


def test_whatever_fails_at_the_start_all_that_runs_is_ended(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("cut")

    ended: list[str] = []
    monkeypatch.setattr(Window, "tell_start", broken)
    monkeypatch.setattr(Instance, "end", lambda _: ended.append("lock"))
    monkeypatch.setattr(Faults, "end", broken)
    with pytest.raises(ValueError, match="cut"):
        run(qapp, options(["--data-dir", str(tmp_path)]))
    assert ended == ["lock"]
    sys.excepthook = sys.__excepthook__
    threading.excepthook = threading.__excepthook__


def test_a_fault_that_cannot_be_told_ends_in_one_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What tells it needs a file that is gone: telling that would need it, too."""
    faults = Faults()

    def tell(_: BaseException) -> None:
        raise struct.error("unpack requires 4 bytes")

    faults.met.connect(tell)
    monkeypatch.setattr(sys, "excepthook", faults._hook)
    monkeypatch.setattr("sys.platform", "linux")
    faults.note(KeyError("Asia/Bangkok"))
    told = capsys.readouterr().err
    assert told.startswith("โปรแกรมขัดข้องโดยไม่คาดคิด")
    assert told.endswith("(KeyError)\n")


def test_a_part_of_the_window_that_is_damaged_is_named(
    make_program: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """Else it would speak two languages at once, and say nothing of it."""
    folder = tmp_path / "โปรแกรม"
    words = folder / "_internal" / "resources" / "i18n" / "app_th.qm"
    words.parent.mkdir(parents=True)
    words.write_bytes(b"words" * 100)
    whole.write(folder)
    words.write_bytes(b"words" * 20)
    monkeypatch.setattr(whole, "own_folder", lambda: folder)
    monkeypatch.setattr("app.system.log.start", lambda _: None)
    program = make_program()
    program.warm()
    qtbot.waitUntil(lambda: "app_th.qm เสียหาย" in program.window.notice.words.text(), timeout=WAIT)
    program.preferences.change("language", "en")
    qtbot.waitUntil(lambda: "app_th.qm is damaged" in program.window.notice.words.text(), timeout=WAIT)


def test_practice_with_a_file_opens_that_file(make_program: Make, tmp_path: Path, qtbot: QtBot) -> None:
    sheet = write_sample(tmp_path / "คิว.xlsx", rows=3)
    program = make_program()
    _begin(program, options(["--practice", str(sheet)]))
    qtbot.waitUntil(lambda: len(program.work.sheet.lines) == 3 and program.work.idle, timeout=WAIT)
    assert program.work.session.server is not None
    assert program.work.session.server.practice


def test_a_support_file_that_cannot_be_saved_is_told(make_program: Make, tmp_path: Path) -> None:
    program = make_program()
    program.faults.note(ValueError())
    dialog = program.window._fault
    assert dialog is not None
    dialog.save_to(tmp_path / "missing" / "x.zip")
    assert dialog.told.words.text().startswith("บันทึกไฟล์ช่วยเหลือที่")


def test_faults_of_threads_and_slots_arrive(qapp: QApplication, qtbot: QtBot) -> None:
    faults = Faults()
    met: list[BaseException] = []
    faults.met.connect(met.append)
    faults.install()
    try:
        error = ValueError("in a slot")
        sys.excepthook(ValueError, error, None)
        thread = threading.Thread(target=lambda: 1 / 0)
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: len(met) == 2)
    finally:
        faults.end()
    assert met[0] is error
    assert isinstance(met[1], ZeroDivisionError)


def test_a_bug_on_the_worker_keeps_the_journal_and_is_told(sample: Program, qtbot: QtBot) -> None:
    async def broken() -> None:
        raise RuntimeError("bug")

    answered: list[AppError] = []
    sample.pieces.bridge.call(broken(), answered.append, answered.append)
    qtbot.waitUntil(lambda: sample.window._fault is not None, timeout=WAIT)
    assert answered[0].code == "bug"
    assert sample.window._fault is not None
    sample.window._fault.accept()
    assert sample.pages.upload.start.isEnabled()
    assert DataDir(sample.data.root).root.is_dir()
