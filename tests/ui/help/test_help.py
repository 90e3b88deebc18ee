"""Help for every page, every problem findable, the tour through practice mode, and the pages under docs/."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.domain.values import Outcome, State
from app.errors import EnvironmentProblem
from app.system.newest import Look, News
from app.system.paths import version
from app.thai import BANGKOK
from app.wording import LANGUAGES, WORDS, Lang, remedies, topics
from tests.ui.conftest import WAIT
from ui.program.program import Program
from ui.window.window import PAGES

ROOT = Path(__file__).resolve().parents[3]


def test_the_program_tells_its_version_and_its_terms(sample: Program) -> None:
    sample.pages.show("help")
    help = sample.pages.help
    help.show_topic("about")
    assert f"MOPHIC-Uploader รุ่น {version()}" in help.words()
    terms = help.page.widget().findChild(QPlainTextEdit)
    assert "MIT License" in terms.toPlainText()
    assert terms.isReadOnly()


def test_a_newer_version_is_told_once_and_with_what_is_new_under_about(sample: Program) -> None:
    assert "โปรแกรมชุดนี้ไม่ใช่ชุดที่เผยแพร่" not in sample.window.notice.words.text(), "no news, no notice"
    new = News("999.0", "https://example.org/v", {"th": "เพิ่มรายชื่อตามวัน", "en": "Adds lists by day"})
    sample.pages.newest._looked_up(False, Look("newer_version", datetime(2027, 3, 1, 8, tzinfo=BANGKOK), new))
    notice = sample.window.notice
    assert notice.words.text().startswith("มีโปรแกรมรุ่น 999.0 แล้ว")
    notice.second.click()
    assert sample.window.room.currentWidget() is sample.pages.help
    assert "เพิ่มรายชื่อตามวัน" in sample.pages.help.words()
    sample.pages.newest._looked_up(True, Look("newest_failed"))
    assert "ตรวจหารุ่นใหม่ไม่สำเร็จ" in sample.pages.help.words()


def test_looking_fails_without_a_word_but_is_told_under_about(sample: Program, qtbot: QtBot) -> None:
    sample.window.notice.hush()
    sample.preferences.change("updates", False)
    sample.pages.show_help("about")
    with qtbot.waitSignal(sample.pages.newest.changed, timeout=WAIT):
        sample.pages.help.look_wanted.emit()
    assert "ถูกปิดไว้โดยผู้ดูแลระบบ" in sample.pages.help.words()
    assert not sample.window.notice.isVisible()


@pytest.mark.parametrize("page", ["book", "schedule", "person", "messages", "history", "settings"])
def test_f1_explains_the_page_that_is_shown(sample: Program, qtbot: QtBot, page: str) -> None:
    window = sample.window
    sample.pages.show(page)
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.room.currentWidget() is sample.pages.help
    for paragraph in topics.paragraphs(page, "th"):
        assert paragraph in sample.pages.help.words()
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: window.rail.shown == page)  # a button's key shows the press before it counts
    sample.pages.show("help")
    assert not sample.pages.help.back.isVisible()


def test_f1_before_sign_in_is_about_signing_in(program: Program, qtbot: QtBot) -> None:
    program.window.activateWindow()
    qtbot.keyClick(program.window, Qt.Key.Key_F1)
    assert "รหัสหน่วยบริการ 5 หลัก" in program.pages.help.words()


def test_every_page_has_its_help_in_both_languages() -> None:
    for page in (*PAGES[:-1], "login", "contact"):
        for lang in LANGUAGES:
            assert topics.title(page, lang)
            assert topics.paragraphs(page, lang)


def test_whom_to_call_is_the_guides_number(program: Program) -> None:
    program.pages.help.show_topic("contact")
    assert "0 2590 1493" in program.pages.help.words()


def test_a_problem_is_found_by_code_and_by_word(program: Program, qtbot: QtBot) -> None:
    help_screen = program.pages.help
    help_screen.show_problem("slot_full")
    assert "เวลานี้เต็มแล้ว" in help_screen.words()
    assert "กรุณาเลือกเวลาอื่น" in help_screen.words()
    help_screen.search.setText("ไม่มีคำนี้แน่นอน")
    assert "ไม่พบปัญหาที่มีคำเหล่านี้" in help_screen.words()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_problem_has_a_cause_and_no_gap_left_open(lang: Lang) -> None:
    assert len(remedies.codes()) > 100
    for code in remedies.codes():
        each = remedies.problem(code, lang)
        assert each.cause
        assert "{" not in each.cause + each.remedy


def test_the_pages_of_problems_are_of_these_sentences(tmp_path: Path) -> None:
    """Run `python docs/make_problems.py` when this fails."""
    code = (
        "import runpy, pathlib, sys\n"
        "made = runpy.run_path('docs/make_problems.py')\n"
        "for lang in ('th', 'en'):\n"
        f"    pathlib.Path(r'{tmp_path}', lang).write_text(made['page'](lang), encoding='utf-8')\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, timeout=60)
    for lang in LANGUAGES:
        stands = (ROOT / "docs" / f"problems-{lang}.md").read_text(encoding="utf-8")
        assert stands == (tmp_path / lang).read_text(encoding="utf-8")


def test_the_problem_that_was_asked_for_comes_first(program: Program) -> None:
    """Its code is a part of others' codes."""
    program.pages.help.show_problem("same_day")
    assert program.pages.help.words().splitlines()[1] == remedies.problem("same_day", "th").cause


def test_a_kind_of_problem_leads_to_its_remedy(with_problems: Program, qtbot: QtBot) -> None:
    window = with_problems.window
    card = next(card for card in with_problems.pages.upload.problems.items if card.group.first.code == "cid_missing")
    assert card.how.text() == "ดูวิธีแก้"
    qtbot.mouseClick(card.how, Qt.MouseButton.LeftButton)
    assert window.room.currentWidget() is with_problems.pages.help
    assert with_problems.pages.help.words().splitlines()[1] == remedies.problem("cid_missing", "th").cause
    qtbot.mouseClick(with_problems.pages.help.back, Qt.MouseButton.LeftButton)
    assert window.room.currentWidget() is with_problems.pages.upload
    assert len(with_problems.work.sheet.lines) == 26  # the sheet still stands there


def test_a_row_leads_to_its_remedy_before_and_after(with_problems: Program, qtbot: QtBot) -> None:
    work = with_problems.work
    with_problems.pages.upload.seen.show_group("problems")
    first = work.sheet.lines.problems[work.sheet.lines.numbers[with_problems.pages.upload.story.place or 0]][0].code
    qtbot.mouseClick(with_problems.pages.upload.story.page.hows[0], Qt.MouseButton.LeftButton)
    assert with_problems.pages.help.words().splitlines()[1] == remedies.problem(first, "th").cause
    with_problems.pages.show("book")
    slot_full = Outcome(work.sheet.lines.numbers[0], State.REFUSED, "slot_full")
    work.sheet.lines.take(slot_full)
    with_problems.pages.upload.seen.show_group("refused")
    qtbot.mouseClick(with_problems.pages.upload.story.page.hows[0], Qt.MouseButton.LeftButton)
    full = remedies.problem("slot_full", "th")
    assert with_problems.pages.help.words().splitlines()[1:3] == [full.cause, full.remedy]


NO_BUTTONS = {"หมอพร้อม", "Schedule", "จำนวน Slot", "0:00"}  # another program's name; the Dashboard's; Excel's


def thai_labels() -> list[str]:
    return [
        words.text or ""
        for message in ElementTree.parse(ROOT / "resources" / "i18n" / "app_th.ts").iter("message")
        for words in (*message.iter("translation"), *message.iter("numerusform"))
    ]


def test_what_stands_in_quotes_stands_on_a_button() -> None:
    """Help and problems name buttons and words of the table: “ทำต่อ”. They must be called so on the screen, too."""
    labels = thai_labels()
    on_screen = {re.sub(r"( \(%L?n.*\))?…?$", "", words) for words in labels}
    told = [thai for thai, _ in WORDS.values()] + labels
    told += [words for topic in topics.TITLES for words in topics.paragraphs(topic, "th")]
    quoted = {word for words in told for word in re.findall("“([^”{%…]+)…?”", words)}
    assert len(quoted) > 10
    assert quoted - on_screen - NO_BUTTONS == set()


# --- the tour ---


def begin_tour(program: Program, qtbot: QtBot) -> None:
    qtbot.mouseClick(program.window.login.tour, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.practice.tour.running, timeout=WAIT)


def test_the_tour_leads_to_a_booked_practice_sheet(program: Program, qtbot: QtBot) -> None:
    begin_tour(program, qtbot)
    window, tour = program.window, program.practice.tour
    assert tour.card.head.text() == "นี่คือโหมดฝึกหัด"
    assert window.banner.isVisible()
    while not tour._stops[tour._at].waits:
        assert window.rect().contains(tour.card.geometry())
        qtbot.mouseClick(tour.card.next, Qt.MouseButton.LeftButton)
    assert tour.card.head.text() == "กด Start ได้เลย"
    assert not tour.card.next.isVisible()
    qtbot.mouseClick(program.pages.upload.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.pages.asking.dialog is not None, timeout=WAIT)
    assert program.pages.asking.dialog is not None
    with qtbot.waitSignal(program.work.run.finished, timeout=WAIT):
        qtbot.mouseClick(program.pages.asking.dialog.yes, Qt.MouseButton.LeftButton)
    assert tour.card.head.text() == "ผลสรุปในประโยคเดียว"
    qtbot.mouseClick(tour.card.next, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(tour.card.next, Qt.MouseButton.LeftButton)
    assert not tour.card.skip.isVisible()
    qtbot.mouseClick(tour.card.next, Qt.MouseButton.LeftButton)
    assert not tour.running
    assert not tour.card.isVisible()
    assert not tour.frame.isVisible()


def test_the_tour_pressed_twice_signs_in_once(program: Program, qtbot: QtBot) -> None:
    signed_in: list[bool] = []
    program.work.session.signed_in.connect(lambda: signed_in.append(True))
    qtbot.mouseClick(program.window.login.tour, Qt.MouseButton.LeftButton)
    begin_tour(program, qtbot)
    qtbot.waitUntil(lambda: program.work.idle, timeout=WAIT)
    qtbot.wait(100)
    assert signed_in == [True]
    assert len(program.work.sheet.lines) == 60


def test_made_up_people_of_a_tour_that_never_began_come_into_no_other_sign_in(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_: object, **__: object) -> None:
        raise EnvironmentProblem("practice_failed")

    session = program.work.session
    with monkeypatch.context() as patched:
        patched.setattr(program.pieces.accounts, "practice_login", fails)
        with qtbot.waitSignal(session.failed, timeout=WAIT):
            qtbot.mouseClick(program.window.login.tour, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(session.signed_in, timeout=WAIT):
        qtbot.mouseClick(program.window.login.login, Qt.MouseButton.LeftButton)
    assert program.work.idle
    assert not len(program.work.sheet.lines)


def test_the_tour_can_be_left_and_is_not_offered_again(make_program: Callable[..., Program], qtbot: QtBot) -> None:
    program = make_program()
    begin_tour(program, qtbot)
    qtbot.mouseClick(program.practice.tour.card.skip, Qt.MouseButton.LeftButton)
    assert not program.practice.tour.running
    assert program.pages.upload.start.isEnabled()
    program.end()
    again = make_program()
    assert not again.window.login.tour.isVisible()
    assert not again.pages.help.tour.isHidden()  # it is still in the help


@pytest.mark.parametrize("signed_in", [False, True])
def test_the_tour_works_from_the_help(
    program: Program, qtbot: QtBot, request: pytest.FixtureRequest, signed_in: bool
) -> None:
    """What the cards speak of is on the page with them."""
    if signed_in:
        request.getfixturevalue("sample")
    pages, tour, upload = program.pages, program.practice.tour, program.pages.upload
    qtbot.keyClick(program.window, Qt.Key.Key_F1)
    qtbot.mouseClick(pages.help.tour, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tour.running, timeout=WAIT)
    assert pages.shown == "book"
    while tour.card.head.text() != "ทุกแถวถูกตรวจก่อน":
        assert tour._stops[tour._at].target().isVisible(), tour.card.head.text()
        qtbot.mouseClick(tour.card.next, Qt.MouseButton.LeftButton)
    assert f"“{upload.panel.tabText(2)}”" in tour.card.words.text()
    upload.table.choose(0)  # as the card says
    if not upload.panel.isVisible():
        qtbot.keyClick(program.window, Qt.Key.Key_F4)
        qtbot.waitUntil(upload.panel.isVisible)
    qtbot.mouseClick(upload.panel.tabBar(), Qt.MouseButton.LeftButton, pos=upload.panel.tabBar().tabRect(2).center())
    assert upload.story.isVisible()
    assert upload.story.place == 0
