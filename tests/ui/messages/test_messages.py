"""Messages at the window: what the clerk reads, what practice citizens receive, what is never sent twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.message import MessageState, plain_of
from app.domain.message_info import Allowance
from app.practice import made_up_people
from app.thai import thai_date, today
from app.wording import say
from tests.ui.conftest import WAIT
from tests.ui.sheets import workbook
from tests.world import any_day, weekdays
from ui.kit import text
from ui.messages.audience import Addressee, AudiencePanel
from ui.messages.dialogs import ConfirmSend, EditPerson, PickPerson
from ui.messages.messages import Messages
from ui.messages.screen import MessagesScreen
from ui.program.program import Program

TEXT = "เรียนผู้รับบริการ\n\nหน่วยบริการปิดวันหยุด <b>1</b>"


@pytest.fixture
def mail(sample: Program, qtbot: QtBot) -> Iterator[MessagesScreen]:
    """The screen, on a practice server with nothing booked."""
    messages = Messages(sample.work.sheet, sample.pieces.bridge, sample)
    messages.new()
    messages.ask_register()
    screen = MessagesScreen(sample.theme, messages, sample.pieces.phones)
    qtbot.addWidget(screen)
    screen.resize(1220, 740)
    screen.show()
    qtbot.waitUntil(lambda: messages.allowance is not None, timeout=WAIT)
    yield screen
    qtbot.waitUntil(lambda: not messages.calls.busy, timeout=WAIT)


def outbox(mail: MessagesScreen) -> list[dict[str, Any]]:
    practice = mail.messages.session._accounts._practice
    assert practice is not None
    entries: Any = practice.state()["outbox"]
    return [entry for entry in entries if entry["kind"] == "message"]


def calls(mail: MessagesScreen) -> int:
    practice = mail.messages.session._accounts._practice
    assert practice is not None
    counts: Any = practice.state()["calls"]
    return int(counts["by_action"].get("SendMessageTarget", 0))


def strike(mail: MessagesScreen, *faults: dict[str, Any]) -> None:
    server = mail.messages.session.server
    assert server is not None
    httpx.post(f"{server.url}/practice/faults", json={"faults": list(faults)}, trust_env=False).raise_for_status()


def write(mail: MessagesScreen, qtbot: QtBot, tmp_path: Path, count: int = 9, url: str = "") -> None:
    """A message to so many people from a file, ready to be sent."""
    file = tmp_path / "ids.txt"
    file.write_text("\n".join(person.cid for person in made_up_people(count)), "utf-8")
    qtbot.mouseClick(mail.register.add, Qt.MouseButton.LeftButton)
    mail.messages.recipients.add_file(file)
    qtbot.mouseClick(mail.compose.next, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(mail.compose.text.title, "News")
    qtbot.keyClicks(mail.compose.text.url, url)
    mail.compose.text.text.setPlainText(TEXT)
    assert mail.compose.send.isEnabled()


def press_send(mail: MessagesScreen, qtbot: QtBot) -> ConfirmSend:
    qtbot.mouseClick(mail.compose.send, Qt.MouseButton.LeftButton)
    assert isinstance(mail.asking.dialog, ConfirmSend)
    return mail.asking.dialog


def send(mail: MessagesScreen, qtbot: QtBot) -> None:
    dialog = press_send(mail, qtbot)
    with qtbot.waitSignal(mail.messages.ended, timeout=WAIT):
        qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    told(mail, qtbot, lambda: mail.messages.lines[0].told is not None)


def told(mail: MessagesScreen, qtbot: QtBot, ready: Callable[[], bool]) -> None:
    qtbot.waitUntil(lambda: bool(mail.messages.lines) and ready(), timeout=WAIT)


def row(mail: MessagesScreen, place: int = 0) -> list[str]:
    model = mail.register.model
    return [model.index(place, column).data() for column in range(model.columnCount())]


def words(widget: Any) -> str:
    return "\n".join(part.text() for part in widget.findChildren(QLabel) if not part.isHidden())


def test_asks_with_numbers_and_no_means_no(mail: MessagesScreen, qtbot: QtBot, tmp_path: Path) -> None:
    write(mail, qtbot, tmp_path)
    dialog = press_send(mail, qtbot)
    assert "9" in dialog.head.text()
    assert plain_of(TEXT) in words(dialog)
    assert say("message_cost_one", "th", left=5) in words(dialog)
    qtbot.mouseClick(dialog.no, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: mail.asking.dialog is None)
    assert (calls(mail), outbox(mail)) == (0, [])
    assert mail.messages.lines == ()


def test_sends_says_success_and_who_got_nothing(mail: MessagesScreen, qtbot: QtBot, tmp_path: Path) -> None:
    people = made_up_people(9)
    write(mail, qtbot, tmp_path)
    send(mail, qtbot)
    assert sorted(entry["cid"] for entry in outbox(mail)) == sorted(person.cid for person in people)
    assert mail.pages.currentWidget() is mail.register
    assert "สำเร็จ" in mail.notice.words.text()
    app, line = sum(one.app for one in people), sum(one.line for one in people)
    assert row(mail)[:3] == ["1", f"สำเร็จ ({app} คน)", f"สำเร็จ ({line} คน)"]
    assert row(mail)[4:] == ["News", plain_of(TEXT).replace("\n", " "), "practice", "9", "0"]
    missed = sum(not (one.app or one.line) for one in people)
    assert say("message_missed", "th", count=missed) in mail.register.details.reached.text()
    assert mail.register.calls.text() == say("calls_left", "th", left=4)
    columns = [mail.register.model.headerData(place, Qt.Orientation.Horizontal) for place in range(9)]
    assert columns == [
        "ลำดับ",
        "ส่ง App.",
        "ส่ง Line.",
        "วันที่/เวลา",
        "หัวเรื่อง",
        "ข้อความ",
        "เจ้าหน้าที่",
        "จำนวนเป้าหมาย",
        "ได้รับข้อความแล้ว",
    ]


def test_the_preview_is_what_phones_show(mail: MessagesScreen, qtbot: QtBot, tmp_path: Path) -> None:
    write(mail, qtbot, tmp_path, url="https://example.invalid/ok")
    preview = mail.compose.preview
    (line,), (app,) = preview.line.bubbles, preview.app.bubbles
    before = (line._shown.title, line._shown.plain, app._shown.html, app._shown.url)
    assert "<b>" not in app._shown.html
    send(mail, qtbot)
    reader = next(one for one in made_up_people(9) if one.line and one.app)
    qtbot.mouseClick(mail.register.phones, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(mail.phones.model.shown), timeout=WAIT)
    mail.phones.choose(reader.cid)
    qtbot.waitUntil(lambda: reader.full_name == mail.phones.who.text(), timeout=WAIT)
    (line,), (app,) = mail.phones.line.bubbles, mail.phones.app.bubbles
    assert (line._shown.title, line._shown.plain, app._shown.html, app._shown.url) == before
    qtbot.mouseClick(line.link, Qt.MouseButton.LeftButton)
    told(mail, qtbot, lambda: row(mail)[8] == "1")
    qtbot.waitUntil(lambda: mail.phones.app.bubbles[0]._shown.opened, timeout=WAIT)
    assert not mail.phones.app.bubbles[0].link.isEnabled()


def test_nothing_arrives_on_an_unregistered_phone(mail: MessagesScreen, qtbot: QtBot, tmp_path: Path) -> None:
    write(mail, qtbot, tmp_path)
    send(mail, qtbot)
    silent = next(one for one in made_up_people(9) if not (one.line or one.app))
    mail.show_phones()
    mail.phones.choose(silent.cid)
    qtbot.waitUntil(lambda: mail.phones.who.text() == silent.full_name, timeout=WAIT)
    assert mail.phones.line.bubbles == mail.phones.app.bubbles == []
    assert mail.phones.notice.isVisible()
    assert "1" in mail.phones.notice.words.text()
    mail.phones.which.setCurrentIndex(2)
    assert silent.cid in {one["cid"] for one in mail.phones.model.shown}
    assert all(one["missed"] for one in mail.phones.model.shown)


def test_a_lost_answer_is_left_to_the_clerk(mail: MessagesScreen, qtbot: QtBot, tmp_path: Path) -> None:
    strike(mail, {"fault": "drop_after", "action": "SendMessageTarget", "at": 1})
    write(mail, qtbot, tmp_path)
    send(mail, qtbot)
    details = mail.register.details
    assert row(mail)[1] == "ยังไม่ทราบผล"
    assert details.notice.words.text() == say("message_doubt", "th")
    assert not mail.notice.isVisible(), "said once"
    assert not details.go_on.isVisible()
    assert not details.discard.isVisible()
    qtbot.mouseClick(details.notice.second, Qt.MouseButton.LeftButton)  # it was not sent: asked twice
    assert mail.asking.dialog is not None
    qtbot.mouseClick(mail.asking.dialog.no, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: mail.asking.dialog is None)
    assert row(mail)[1] == "ยังไม่ทราบผล"
    qtbot.mouseClick(details.notice.action, Qt.MouseButton.LeftButton)
    told(mail, qtbot, lambda: row(mail)[1].startswith("สำเร็จ"))
    assert calls(mail) == 1
    assert len(outbox(mail)) == 9


def test_a_day_is_shown_in_the_era_of_the_language(mail: MessagesScreen, sample: Program) -> None:
    field = mail.compose.audience.adder.slot_day
    day = weekdays(1)[0]
    field.set_day(day)
    for lang, year in (("en", day.year), ("th", day.year + 543)):
        sample.language.use(lang)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LanguageChange)
        QCoreApplication.processEvents()
        assert field.field.text() == f"{day.day}/{day.month}/{year}"
        assert field.day == day


def test_over_night_the_day_that_is_offered_goes_on_and_a_chosen_one_stays(
    mail: MessagesScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    adder, (chosen,) = mail.compose.audience.adder, weekdays(1)
    adder.given_day.set_day(chosen)
    for ahead in (1, 1, 2):
        monkeypatch.setattr("ui.messages.adder.today", lambda ahead=ahead: any_day(ahead))
        adder.minutes.timeout.emit()
        assert (adder.slot_day.day, adder.given_day.day) == (any_day(ahead), chosen)


def test_the_same_message_again_asks_first(mail: MessagesScreen, qtbot: QtBot, tmp_path: Path) -> None:
    for _ in range(2):
        write(mail, qtbot, tmp_path)
        dialog = press_send(mail, qtbot)
        qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not mail.messages.calls.busy, timeout=WAIT)
    qtbot.waitUntil(lambda: mail.asking.dialog is not None, timeout=WAIT)
    assert mail.asking.dialog is not None
    assert "ส่งซ้ำ" in words(mail.asking.dialog)
    told(mail, qtbot, lambda: True)
    assert text.short_day(mail.messages.lines[0].info.made.date()) in words(mail.asking.dialog), (
        "when, in the era of the language"
    )
    assert calls(mail) == 1
    with qtbot.waitSignal(mail.messages.ended, timeout=WAIT):
        qtbot.mouseClick(mail.asking.dialog.yes, Qt.MouseButton.LeftButton)
    assert calls(mail) == 2


def test_another_text_under_the_same_code(mail: MessagesScreen, qtbot: QtBot, tmp_path: Path) -> None:
    write(mail, qtbot, tmp_path)
    send(mail, qtbot)
    qtbot.mouseClick(mail.register.details.change, Qt.MouseButton.LeftButton)
    assert mail.compose.text.text.toPlainText() == TEXT
    assert not mail.compose.audience.adder.isVisible()
    mail.compose.text.text.setPlainText("เปิดแล้ว")
    send(mail, qtbot)
    told(mail, qtbot, lambda: row(mail)[5] == "เปิดแล้ว")
    assert {entry["text"] for entry in outbox(mail)} == {"เปิดแล้ว"}
    assert mail.register.model.rowCount() == 1


def test_names_cost_calls_and_that_is_said_before(mail: MessagesScreen, qtbot: QtBot, tmp_path: Path) -> None:
    write(mail, qtbot, tmp_path)
    qtbot.mouseClick(mail.compose.text.insert["name"], Qt.MouseButton.LeftButton)
    assert not mail.compose.send.isEnabled()
    assert mail.compose.cost.text() == say("message_gaps", "th", count=9, th="{ชื่อ}")
    with qtbot.waitSignal(mail.messages.changed, timeout=WAIT):
        mail.messages.recipients.look_up()
    qtbot.waitUntil(lambda: not mail.messages.calls.busy, timeout=WAIT)
    assert mail.compose.cost.text() == say("message_cost_wait", "th", calls=9, left=5, hours=1)
    send(mail, qtbot)
    told(mail, qtbot, lambda: row(mail)[1] == "ส่งแล้ว 5 จาก 9")
    assert len(outbox(mail)) == calls(mail) == 5
    details = mail.register.details
    qtbot.waitUntil(lambda: mail.messages.calls.free and not mail.messages.lines[0].info.held, timeout=WAIT)
    assert details.go_on.isVisible()
    assert not details.go_on.isEnabled(), "no call is left this hour"
    assert mail.messages.free_at is not None
    assert details.waits.text() == say("message_waits", "th", at=text.clock(mail.messages.free_at))
    mail.messages._know((mail.messages.lines, Allowance(5)))
    assert details.go_on.isEnabled()
    assert not details.waits.isVisible()
    qtbot.mouseClick(details.go_on, Qt.MouseButton.LeftButton)
    dialog = mail.asking.dialog
    assert dialog is not None
    assert dialog.yes.isEnabled()
    left = [part for part in details.chosen.parts if part.state is MessageState.PLANNED]  # type: ignore[union-attr]
    assert all(part.people[0].name in words(dialog) for part in left[:3]), "the texts differ: three are seen"
    dialog.reject()


def test_wrong_lines_of_a_list_are_named(mail: MessagesScreen, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "ids.txt"
    good = made_up_people(2)
    file.write_text(f"{good[0].cid}\n123\n{good[1].cid}\nabc\n{good[0].cid}", "utf-8")
    mail.write_new()
    mail.messages.recipients.add_file(file)
    panel = mail.compose.audience
    assert [panel.bad.item(place).text().partition(":")[0] for place in range(panel.bad.count())] == [
        "บรรทัด 2",
        "บรรทัด 4",
    ]
    assert panel.model.rowCount() == 2
    assert panel.notice.isVisible()
    longest = replace(panel.model.items[0].person, name="เด็กชายอนุพงษ์ แสงขยัน")
    panel.model.show([Addressee(longest, stranger=False)])
    table, beside = panel.table, (0, 1, 3, 4)
    room = 618  # px of the list on a screen of 1366, where page and list scroll
    assert table.sizeHintForColumn(2) <= room - sum(map(table.columnWidth, beside)), "no name is cut"


def test_edited_and_removed(mail: MessagesScreen, qtbot: QtBot, tmp_path: Path) -> None:
    write(mail, qtbot, tmp_path, count=3)
    panel = mail.compose.audience
    mail.compose.tabs.setCurrentIndex(0)
    panel.table.selectRow(1)
    qtbot.mouseClick(panel.edit, Qt.MouseButton.LeftButton)
    dialog = panel.asking.dialog
    assert isinstance(dialog, EditPerson)
    dialog.cid.clear()
    qtbot.keyClicks(dialog.cid, "123")
    assert not dialog.yes.isEnabled()
    assert dialog.wrong.text() == say("one_cid_wrong", "th", value="123")
    dialog.cid.clear()
    qtbot.keyClicks(dialog.cid, made_up_people(5)[4].cid)
    qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    wanted = [made_up_people(5)[place].cid for place in (0, 4, 2)]
    assert [person.cid for person in mail.messages.people] == wanted
    panel.table.selectRow(0)
    qtbot.mouseClick(panel.remove, Qt.MouseButton.LeftButton)
    assert [person.cid for person in mail.messages.people] == wanted[1:]


def test_found_by_name_in_practice(mail: MessagesScreen, qtbot: QtBot) -> None:
    wanted = made_up_people(1)[0]
    mail.write_new()
    adder = mail.compose.audience.adder
    adder.ways.setCurrentIndex(1)
    qtbot.keyClicks(adder.words, wanted.cid)
    with qtbot.waitSignal(mail.messages.recipients.added, timeout=WAIT):
        qtbot.keyClick(adder.words, Qt.Key.Key_Return)
    assert [person.name for person in mail.messages.people] == [wanted.full_name]
    adder.words.setText(wanted.first_name[:2])
    with qtbot.waitSignal(mail.messages.recipients.found, timeout=WAIT):
        qtbot.mouseClick(adder.search_now, Qt.MouseButton.LeftButton)
    dialog = mail.compose.audience.asking.dialog
    assert isinstance(dialog, PickPerson)
    dialog.reject()


def test_those_booked_at_a_field_site_alone(mail: MessagesScreen, qtbot: QtBot) -> None:
    server, (day,) = mail.messages.session.server, weekdays(1)
    assert server is not None
    qtbot.waitUntil(lambda: bool(mail.messages.recipients.sites), timeout=WAIT)
    (site, *_), (here, there) = mail.messages.recipients.sites, made_up_people(2)
    for person, code in ((here, "99001"), (there, site.code)):
        body = {"cid": person.cid, "do": "book", "date": day.isoformat(), "hour": 9, "hospital_code": code}
        httpx.post(f"{server.url}/practice/citizens", json=body, trust_env=False).raise_for_status()
    mail.write_new()
    adder = mail.compose.audience.adder
    adder.slot_day.set_day(day)
    assert adder.site.isVisible()
    assert site.code in adder.site.itemText(1)
    for place, people in ((1, [there.cid]), (0, [there.cid, here.cid])):
        adder.site.setCurrentIndex(place)
        with qtbot.waitSignal(mail.messages.recipients.added, timeout=WAIT):
            qtbot.mouseClick(adder.slot_add, Qt.MouseButton.LeftButton)
        assert [person.cid for person in mail.messages.people] == people
    mail.messages.session.sign_out()
    assert adder.site.isHidden()


def test_ids_are_masked_everywhere(mail: MessagesScreen, qtbot: QtBot, tmp_path: Path) -> None:
    write(mail, qtbot, tmp_path, count=3)
    model = mail.compose.audience.model
    shown = [model.index(place, column).data() for place in range(3) for column in range(5)]
    assert "xxxx" in shown[1]
    for person in made_up_people(3):
        assert all(person.cid not in word for word in (*shown, words(mail)))


def test_the_other_language_at_a_click(mail: MessagesScreen, qtbot: QtBot, tmp_path: Path) -> None:
    write(mail, qtbot, tmp_path)
    send(mail, qtbot)
    program = mail.messages.parent()
    assert isinstance(program, Program)
    program.language.use("en")
    left = say("calls_left", "en", left=4)
    qtbot.waitUntil(lambda: mail.register.calls.text() == left, timeout=WAIT)
    assert mail.register.model.headerData(4, Qt.Orientation.Horizontal) == "Subject"
    assert row(mail)[1].endswith("people)")


def test_models_keep_qts_rules(mail: MessagesScreen, qtbot: QtBot, tmp_path: Path) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    models = (mail.register.model, mail.compose.audience.model, mail.phones.model)
    testers = [QAbstractItemModelTester(model, mode) for model in models]
    write(mail, qtbot, tmp_path)
    send(mail, qtbot)
    mail.show_phones()
    qtbot.waitUntil(lambda: bool(mail.phones.model.shown), timeout=WAIT)
    mail.phones.words.setText("สม")
    assert len(testers) == 3


@pytest.mark.parametrize("width", [700, 1220])
def test_the_register_is_never_scrolled_sideways(
    mail: MessagesScreen, qtbot: QtBot, tmp_path: Path, width: int
) -> None:
    write(mail, qtbot, tmp_path)
    send(mail, qtbot)
    mail.resize(width, 480)
    qtbot.waitUntil(lambda: mail.width() == width)
    table = mail.register.table
    qtbot.waitUntil(lambda: table.horizontalHeader().length() <= table.viewport().width(), timeout=WAIT)
    titles = [column for column in range(9) if not table.isColumnHidden(column)]
    assert {1, 2, 4, 7, 8} <= set(titles), "the rest stands below"


def test_everybody_of_the_open_sheet_with_a_valid_id_and_who_is_left_out(
    mail: MessagesScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    people = made_up_people(3)
    past = thai_date(today() - timedelta(days=20))
    table = [
        [one.cid, one.full_name, past if place else thai_date(weekdays(1)[0]), "09:00", 1, ""]
        for place, one in enumerate(people)
    ]
    sheet = mail.messages.sheet
    with qtbot.waitSignal(sheet.loaded, timeout=WAIT):
        sheet.load(workbook(tmp_path / "a.xlsx", [*table, ["123", "ไม่มี เลข", past, "09:00", 1, ""]]))
    mail.messages.recipients.add_sheet()
    assert {one.cid for one in mail.messages.people} == {one.cid for one in people}
    panel = mail.findChildren(AudiencePanel)[0]
    assert panel.notice.words.text() == say("audience_bad_rows", "th", count=1)
    assert panel.notice.details.text() == say("audience_past_days", "th", count=2, rows="3-4")
    assert panel.bad.item(0).text() == "แถว 5: เลขประจำตัวประชาชนมี 3 หลัก ต้องมี 13 หลัก กรุณาตรวจสอบกับบัตร"
    qtbot.mouseClick(panel.notice.second, Qt.MouseButton.LeftButton)
    assert not panel.notice.isVisible()
