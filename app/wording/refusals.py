"""Refusals that many rows have in common: what is said where they stop a batch, and what is done about each reason."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "refused_alike": (
        "พักการจองไว้ก่อน: ระบบไม่รับจอง {count} แถวด้วยเหตุผลเดียวกัน ({why}) แถวที่เหลือยังไม่ได้ส่ง กรุณาแก้ที่สาเหตุก่อน แล้วลองอีกครั้ง หรือเลือกจองต่อโดยไม่พักอีก",
        "Booking is paused: the server refused {count} [count?row|rows] for one reason ({why}). The other rows are not sent. Put that right and try again, or go on without another pause.",
    ),
    "refused_in_other_words": (
        "พักการจองไว้ก่อน: ระบบไม่รับจอง {count} แถวด้วยเหตุผลที่โปรแกรมไม่รู้จัก แถวที่เหลือยังไม่ได้ส่ง กรุณาดูเหตุผลของแถวเหล่านั้นก่อน แล้วลองอีกครั้ง หรือเลือกจองต่อโดยไม่พักอีก",
        "Booking is paused: the server refused {count} [count?row|rows] for reasons that this program does not know. The other rows are not sent. Read the reasons of those rows first, then try again, or go on without another pause.",
    ),
    # --- the command line: what helps, by reason ---
    "alike_not_a_target_hint": (
        "ขึ้นทะเบียนทั้งไฟล์ก่อนด้วยคำสั่ง mophic target register (ในไฟล์ต้องมีวันเกิด) แล้วสั่ง mophic resume {batch} --retry-failed",
        "Register them first with mophic target register (the sheet needs birth dates), then: mophic resume {batch} --retry-failed",
    ),
    "alike_no_seat_hint": (
        "เพิ่มที่หรือเปิดช่วงเวลานี้ใน Dashboard แล้วสั่ง mophic resume {batch} --retry-failed หากต้องการเปลี่ยนเวลา ให้เปิดงานชุดนี้จากประวัติในโปรแกรมแล้วแก้ที่นั่น",
        "Add seats or open the slot on the Dashboard, then: mophic resume {batch} --retry-failed. For another hour, open this batch from History in the window and fix it there.",
    ),
    "alike_already_booked_hint": (
        "ตรวจดูนัดของคนเหล่านี้ใน Dashboard ก่อน หากไม่มีนัดจริง สั่ง mophic resume {batch} --retry-failed",
        "Look at these people's appointments on the Dashboard first. Where there are none: mophic resume {batch} --retry-failed",
    ),
    "alike_other_hint": (
        "เมื่อแก้ที่สาเหตุแล้ว สั่ง mophic resume {batch} --retry-failed",
        "Once that is put right: mophic resume {batch} --retry-failed",
    ),
    "alike_go_on_hint": (
        "จองแถวที่เหลือต่อทั้งอย่างนี้: mophic resume {batch} --go-on",
        "To go on with the other rows all the same: mophic resume {batch} --go-on",
    ),
}

NO_SEAT = ("slot_full", "no_slot", "slot_not_open")  # another hour helps, or more seats


def hint_of(code: str) -> str:
    """A key of WORDS: what the command line says of what helps against a run of refusals for this reason."""
    if code in NO_SEAT:
        return "alike_no_seat_hint"
    return key if (key := f"alike_{code}_hint") in WORDS else "alike_other_hint"
