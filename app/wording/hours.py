"""People over free hours: what is proposed, who is left over, and why."""

from __future__ import annotations

from datetime import date

from app.thai import Lang, show_date

WORDS: dict[str, tuple[str, str]] = {
    "days_over": (
        "วันที่เลือกผ่านไปแล้ว กรุณาเลือกวันตั้งแต่วันนี้เป็นต้นไป",
        "These days are over. Choose days from today on.",
    ),
    "nobody_waits": (
        "ไม่มีแถวที่ขาดเพียงวันหรือเวลานัด จึงไม่มีใครให้จัดลงช่วงเวลาว่าง กรุณาแก้ข้อมูลอื่นของแถวก่อน",
        "No row lacks only its day or hour, so there is nobody to distribute. Fix what else is wrong with the rows first.",
    ),
    "sheet_or_batch": (
        "กรุณาระบุไฟล์รายชื่อ หรือหมายเลขงานด้วย --batch อย่างใดอย่างหนึ่ง",
        "Name a sheet of people, or a batch with --batch: one of the two.",
    ),
    "sign_in_for_hours": (
        "ต้องเข้าสู่ระบบก่อน จึงจะตรวจสอบช่วงเวลาที่ว่างได้ กรุณากด Login แล้วกดอีกครั้ง",
        "Which hours are free is known to the server alone. Sign in first, then press it once more.",
    ),
    "hour_proposed": (
        "เสนอจากช่วงเวลาที่ว่าง แก้ไขได้ก่อนกด Start",
        "Proposed: one of the free hours. It can be changed before Start.",
    ),
    "hours_proposed": (
        "เสนอเวลาให้ {count} จาก {total} คน เหลือที่ยังไม่ได้เวลา {left} คน",
        "Hours proposed for {count} of {total} [total?person|people]; left over: {left}.",
    ),
    "hours_proposed_all": (
        "เสนอเวลาให้ครบ {count} คน",
        "An hour proposed for [count?the one person|all {count} people].",
    ),
    "seats_unread": (
        "อ่านจำนวนที่ว่างของ {days} ไม่ได้ จึงไม่จัดใครลงวันเหล่านี้",
        "The free seats of {days} could not be read, so nobody is put there.",
    ),
    # --- why somebody is left over ---
    "no_free_hour": (
        "ไม่มีช่วงเวลาว่างระหว่าง {first} ถึง {last}",
        "No free hour between {first} and {last}",
    ),
    "no_free_hour_that_day": ("ไม่มีช่วงเวลาว่างในวันที่ {first}", "No free hour on {first}"),
    "same_person_above": ("เป็นคนเดียวกับแถว {row} ซึ่งได้เวลาแล้ว", "The same person as row {row}"),
    "has_appointment": ("มีนัดวันที่ {first} อยู่แล้ว", "Has an appointment on {first} already"),
}


def why_left(code: str, lang: Lang, *, first: date | None = None, last: date | None = None, row: int = 0) -> str:
    """Why somebody is left over: a key of WORDS, and what belongs into its gaps."""
    if code == "no_free_hour" and first == last:
        code = "no_free_hour_that_day"
    thai, english = WORDS[code]
    days = {name: show_date(day, lang) if day else "" for name, day in (("first", first), ("last", last))}
    return (thai if lang == "th" else english).format(row=row, **days)
