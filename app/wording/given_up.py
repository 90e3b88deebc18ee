"""Appointments that were booked from here and cancelled or moved from here since, where a sheet asks for them again."""

from __future__ import annotations

from app.domain.given_up import GivenUp, UnderWay
from app.domain.values import CANCEL, MOVE
from app.thai import Lang, show_date
from app.wording.lists import list_name

WORDS: dict[str, tuple[str, str]] = {
    "cancelled_here": (
        "{how} จึงไม่จองอีก หากต้องการจองอีกครั้ง กรุณากด “จองอีกครั้ง” (ในบรรทัดคำสั่งใช้ mophic upload --again)",
        "{how}, so it was not booked again. If it is meant, press “Book again” (mophic upload --again on the command line).",
    ),
    "moved_here": (
        "{how} จึงไม่จองวันและเวลาเดิมอีก หากต้องการทั้งสองนัด กรุณากด “จองอีกครั้ง” (ในบรรทัดคำสั่งใช้ mophic upload --again)",
        "{how}, so the old day and hour were not booked again. If both are meant, press “Book again” (mophic upload --again on the command line).",
    ),
    "other_given_up": (
        "{how} จึงไม่จองแถวนี้ หากต้องการจอง กรุณากด “จองอีกครั้ง” (ในบรรทัดคำสั่งใช้ mophic upload --again)",
        "{how}, so this row was not booked. If it is meant, press “Book again” (mophic upload --again on the command line).",
    ),
    "given_up_under_way": (
        "นัดวันเดียวกันของผู้นี้กำลังเลื่อนหรือยกเลิกจากที่นี่และยังไม่เสร็จ ({what}) จึงไม่จองอีก กรุณาทำให้เสร็จก่อน: เปิดประวัติแล้วกด “ทำต่อ” (ในบรรทัดคำสั่งใช้ mophic resume {batch}) แล้วเปิดไฟล์นี้ใหม่",
        "An appointment of this person for that day is being moved or cancelled from here, and that is not finished ({what}), so nothing was booked. Finish it first: open History and press Continue (mophic resume {batch} on the command line), then open this sheet again.",
    ),
    "undo_goes_on": (
        "ทำต่อการยกเลิกนัดทั้งชุดของงานชุดที่ {batch} ซึ่งค้างอยู่: นัดที่ยังอยู่หรือยังไม่ทราบผล {count} นัด",
        "Batch {batch} was being undone, and that goes on: {count} [count?appointment still stands|appointments still stand] or may.",
    ),
    "given_up_hint": (
        "{count} คนถูกยกเลิกหรือเลื่อนนัดจากที่นี่หลังจองแล้ว จึงไม่จองอีก (แถว {rows}) ใช้ --again เพื่อจองอีกครั้ง หรือ --not-again เพื่อไม่จองและจำไว้กับไฟล์นี้",
        "{count} [count?person was|people were] cancelled or moved from here after the booking and [count?is|are] left out ([count?row|rows] {rows}). --again books [count?this person|them] again; --not-again leaves [count?this person|them] out and is remembered for this file.",
    ),
    "given_up_would": (
        "{count} คนถูกยกเลิกหรือเลื่อนนัดจากที่นี่หลังจองแล้ว จะไม่จองอีก เว้นแต่สั่งด้วย --again",
        "{count} [count?person was|people were] cancelled or moved from here after the booking and would be left out, unless --again is said.",
    ),
    # --- how it was given up ---
    "given_up_was": (
        "นัดวันที่ {was_day} เวลา {was_hour} {how}",
        "The appointment of {was_day}, {was_hour}, was {how}",
    ),
    "given_up_by_list": (
        "ยกเลิกที่นี่เมื่อ {on} เวลา {at} ตามรายชื่อ {file}",
        "Cancelled here on {on} at {at} by the list {file}",
    ),
    "given_up_alone": (
        "ยกเลิกที่นี่เมื่อ {on} เวลา {at} เป็นรายบุคคล",
        "Cancelled here on {on} at {at} for this person alone",
    ),
    "given_up_with_batch": (
        "ยกเลิกที่นี่เมื่อ {on} เวลา {at} พร้อมงานชุดของไฟล์ {file}",
        "Cancelled here on {on} at {at} with the batch of {file}",
    ),
    "given_up_once": ("ยกเลิกที่นี่เมื่อ {on} เวลา {at}", "Cancelled here on {on} at {at}"),
    "moved_by_list": (
        "เลื่อนไปวันที่ {to_day} เวลา {to_hour} เมื่อ {on} เวลา {at} ตามรายชื่อ {file}",
        "Moved to {to_day}, {to_hour}, on {on} at {at} by the list {file}",
    ),
    "moved_alone": (
        "เลื่อนไปวันที่ {to_day} เวลา {to_hour} เมื่อ {on} เวลา {at} เป็นรายบุคคล",
        "Moved to {to_day}, {to_hour}, on {on} at {at} for this person alone",
    ),
}


def gaps_under_way(what: UnderWay, lang: Lang) -> dict[str, str]:
    """What belongs into the sentence of what is not ended."""
    number = f"งานที่ {what.batch}" if lang == "th" else f"no. {what.batch} of the history"
    name = list_name(what.file_name, lang)
    return {
        "what": f"{number} {name}".rstrip() if lang == "th" else f"{number}{name and ', '}{name}",
        "batch": str(what.batch),
    }


def code_of(how: GivenUp) -> str:
    """The sentence that tells how it was given up."""
    if how.to is not None:
        return "moved_by_list" if how.purpose == MOVE else "moved_alone"
    if how.purpose == CANCEL and how.file_name:
        return "given_up_by_list"
    if how.purpose == "cancel":
        return "given_up_alone"
    return "given_up_with_batch" if how.file_name and not how.purpose else "given_up_once"


def gaps(how: GivenUp, lang: Lang) -> dict[str, str]:
    """What belongs into it."""
    told = {"on": show_date(how.at.date(), lang), "at": f"{how.at:%H:%M}", "file": list_name(how.file_name, lang)}
    if how.to is not None:
        told |= {"to_day": show_date(how.to[0], lang), "to_hour": f"{how.to[1]:02d}:00"}
    return told


def sentence_of(code: str, how: GivenUp | None) -> str:
    """The sentence of a row that was left out for it."""
    return code if how is None or how.was is None else "other_given_up"


def was(how: GivenUp, lang: Lang) -> dict[str, str]:
    """Which appointment it was that was given up, where it is not the row's own."""
    assert how.was is not None
    return {"was_day": show_date(how.was[0], lang), "was_hour": f"{how.was[1]:02d}:00"}


def inside(words: str) -> str:
    """How it was given up, within a sentence."""
    return words[:1].lower() + words[1:]
