"""Appointments cancelled or moved by a list: what is found standing, and why a row is left as it is."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

from app.thai import Lang, show_date

WORDS: dict[str, tuple[str, str]] = {
    "cancel_list_kind": ("ยกเลิกนัดตามรายชื่อ", "Cancelled by a list"),
    "move_list_kind": ("เลื่อนนัดตามรายชื่อ", "Moved by a list"),
    "list_cancels": (
        "{count} คนมีนัดที่จะยกเลิก อีก {left} แถวไม่ทำอะไร",
        "Appointments to be cancelled: {count}. Left as they are: {left}.",
    ),
    "list_moves": (
        "{count} คนมีนัดที่จะเลื่อน อีก {left} แถวไม่ทำอะไร",
        "Appointments to be moved: {count}. Left as they are: {left}.",
    ),
    "list_by_citizens": (
        "{count} นัดเป็นนัดที่ประชาชนจองเอง",
        "Booked by the citizens themselves: {count}.",
    ),
    "list_nothing_to_do": (
        "ไม่มีนัดใดในรายชื่อนี้ที่ทำได้ จึงไม่ได้ส่งอะไร กรุณาดูเหตุผลของแต่ละแถว",
        "Nothing on this list can be done, so nothing was sent. Read the reason of each row.",
    ),
    "list_needs_everybody": (
        "ไม่ได้ระบุว่าใคร กรุณาระบุเลขประจำตัว, --list ไฟล์ หรือ --everybody",
        "Nobody is named. Give a citizen ID, --list FILE or --everybody.",
    ),
    "list_one_way": (
        "ระบุได้อย่างเดียว: เลขประจำตัว, --list หรือ --everybody",
        "Name the people in one way only: a citizen ID, --list or --everybody.",
    ),
    "everybody_needs_days": (
        "กรุณาระบุวันเดิมด้วย --date และวันใหม่ด้วย --to-date",
        "Say the day they have with --date, and the new one with --to-date.",
    ),
    "schedule_unread": (
        "อ่านรายชื่อผู้มีนัดของวันนี้ไม่ได้ จึงไม่รู้ว่ามีใครบ้าง และไม่ได้ส่งอะไร กรุณาลองใหม่ภายหลัง",
        "The schedule of that day can't be read, so nobody knows who is on it; nothing was sent. Try again later.",
    ),
    "schedule_not_whole": (
        "บางบรรทัดของรายชื่อผู้มีนัดวันนั้นอ่านเลขประจำตัวไม่ได้ คนเหล่านั้นจึงไม่อยู่ในรายการนี้ กรุณาตรวจใน Dashboard",
        "Some lines of that day's schedule hold no ID that can be read; those people are not among these. Look on the Dashboard.",
    ),
    "moves_not_ended": (
        "งานที่ {batch} ยังเลื่อนนัดไม่เสร็จ {count} คน จึงยังย้อนกลับไม่ได้ กรุณาทำงานนั้นให้เสร็จก่อน: เปิดประวัติแล้วกด “ทำต่อ” (ในบรรทัดคำสั่งใช้ mophic resume {batch})",
        "{count} [count?move|moves] of no. {batch} of the history [count?is|are] not finished, so nothing was taken back. Finish [count?it|them] first: open History and press Continue (mophic resume {batch} on the command line).",
    ),
    "nothing_to_take_back": (
        "ไม่มีแถวใดในงานนี้ที่ทำสำเร็จ จึงไม่มีอะไรให้ย้อนกลับ",
        "No row of this batch was done, so there is nothing to be taken back.",
    ),
    # --- in a result: which appointment it was ---
    "list_was": ("นัดวันที่ {day} เวลา {hour}", "The appointment of {day}, {hour}"),
    "list_went": ("จาก {day} เวลา {hour} ไปเป็น {to_day} เวลา {to_hour}", "From {day}, {hour}, to {to_day}, {to_hour}"),
    # --- why a row is left as it is ---
    "nothing_stands": (
        "ไม่มีนัดที่นี่ในระบบ จึงไม่มีอะไรให้ยกเลิกหรือเลื่อน",
        "There is no appointment here to be cancelled or moved.",
    ),
    "stands_elsewhere": (
        "ไม่มีนัดที่นี่ในวันและเวลาที่ระบุ แต่มีนัดวันที่ {places} กรุณาแก้วันหรือเวลาของแถวนี้ หากหมายถึงนัดนั้น",
        "There is no appointment here at that day and hour, but one on {places}. Correct the day or hour of the row if that one is meant.",
    ),
    "several_stand": (
        "มีนัดที่นี่มากกว่าหนึ่งนัด กรุณาระบุวันและเวลาของนัดที่หมายถึงในรายชื่อ",
        "There is more than one appointment here. Say in the list which day and hour is meant.",
    ),
    "cant_tell_standing": (
        "ระบบบอกไม่ตรงกันหรืออ่านไม่ได้ว่ามีนัดนี้หรือไม่ จึงไม่ส่งอะไร กรุณาตรวจใน Dashboard",
        "The server does not tell for certain whether this appointment stands, so nothing is sent. Look on the Dashboard.",
    ),
    "list_other_name": (
        "ชื่อในรายชื่อไม่ตรงกับชื่อในระบบ จึงไม่ส่งอะไร กรุณาตรวจเลขประจำตัวของแถวนี้",
        "The name in the list is not the one the system has, so nothing is sent. Check the ID of this row.",
    ),
    "same_as_wanted": (
        "นัดอยู่ที่วันและเวลานี้แล้ว ไม่ต้องเลื่อน",
        "The appointment is at that day and hour already. Nothing to move.",
    ),
    "list_twice": (
        "ซ้ำกับแถว {detail}: เป็นนัดเดียวกันของคนเดียวกัน จึงไม่ทำซ้ำ",
        "The same as row {detail}: one appointment of one person, so it is not done twice.",
    ),
    "list_two_wishes": (
        "เป็นนัดเดียวกับแถว {detail} แต่ระบุวันหรือเวลาใหม่ต่างกัน จึงไม่เลื่อนทั้งสองแถว กรุณาเหลือไว้แถวเดียว",
        "The same appointment as row {detail}, with another new day or hour, so neither is done. Keep one row.",
    ),
    "list_day_missing": (
        "แถวนี้ไม่ได้ระบุวัน ขณะที่แถวอื่นระบุไว้ จึงไม่ทำอะไร กรุณากรอกวันของแถวนี้",
        "This row has no day, where others of the list have theirs, so nothing is done. Fill in its day.",
    ),
    "no_seat_there": (
        "เวลาใหม่ไม่มีที่ว่างพอ จึงยังไม่เลื่อน กรุณาเลือกเวลาอื่นหรือเพิ่มที่",
        "The new hour has no free seat left, so it is not moved. Choose another hour, or add seats.",
    ),
    "no_such_hour": (
        "วันนั้นไม่มีช่วงเวลานี้ จึงยังไม่เลื่อน ช่วงเวลาที่มี: {detail} กรุณาเลือกช่วงเวลาอื่นหรือเพิ่มช่วงเวลา",
        "There is no such hour on that day, so it is not moved. The hours there are: {detail}. Choose one of them, or make slots first.",
    ),
    "no_hours_that_day": (
        "วันใหม่ไม่มีช่วงเวลาเปิดไว้เลย จึงยังไม่เลื่อน กรุณาเลือกวันอื่นหรือเพิ่มช่วงเวลา",
        "The new day has no open hours at all, so it is not moved. Choose another day, or make slots first.",
    ),
    "wanted_over": (
        "วันและเวลาใหม่ผ่านไปแล้ว จึงไม่เลื่อน กรุณาแก้วันหรือเวลาใหม่",
        "The new day and hour are over, so it is not moved. Change them.",
    ),
    "new_day_holiday": (
        "วันใหม่เป็นวันหยุดราชการ และยังไม่มีผู้ยืนยันว่าเปิดให้บริการ จึงไม่เลื่อน กรุณาเลือกวันอื่น หรือยืนยันแล้วเลื่อนอีกครั้ง",
        "The new day is a public holiday, and nobody has said that the clinic is open, so it is not moved. Choose another day, or say so and move again.",
    ),
    "wanted_missing": (
        "แถวนี้ไม่มีทั้งวันใหม่และเวลาใหม่ กรุณากรอกอย่างน้อยหนึ่งอย่าง",
        "The row has neither a new day nor a new hour. Fill in one of them.",
    ),
}

# Of rows that are left as they are: the server was not asked to change anything.
LEFT = (
    "nothing_stands",
    "stands_elsewhere",
    "several_stand",
    "cant_tell_standing",
    "list_other_name",
    "same_as_wanted",
    "list_twice",
    "list_two_wishes",
    "no_seat_there",
    "no_such_hour",
    "no_hours_that_day",
    "wanted_over",
    "new_day_holiday",
)
# Codes whose detail is ours.
OF_DETAIL = ("stands_elsewhere", "no_such_hour", "no_hours_that_day", "list_twice", "list_two_wishes")


_DAYS = re.compile(r"(\d{4}-\d\d-\d\d) → (\d{4}-\d\d-\d\d)", re.ASCII)


def days_name(day: date, to_day: date) -> str:
    """What everybody of a day moved to another is called where others have the name of their file."""
    return f"{day} → {to_day}"


def list_name(file_name: str, lang: Lang) -> str:
    """The same as a clerk reads it; any other name as it is."""
    if (days := _DAYS.fullmatch(file_name)) is None:
        return file_name
    return " → ".join(show_date(date.fromisoformat(day), lang) for day in days.groups())


def places(detail: str, lang: Lang) -> str:
    """Days and hours, of 2026-12-08T9;2026-12-10T."""
    told = []
    for place in detail.split(";"):
        day, _, hour = place.partition("T")
        with suppress(ValueError):
            told.append(show_date(date.fromisoformat(day), lang) + (f" {int(hour):02d}:00" if hour else ""))
    return ", ".join(told)
