"""People over free hours: what is proposed, who is left over, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.thai import Lang, example_day, show_date
from app.wording.typed import for_reader

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
    "own_days_kept": (
        "แต่ละคนได้เฉพาะวันที่อยู่ในช่วงของตนเอง อ่านจากคอลัมน์: {columns}",
        "Everybody gets one of the own days, read from: {columns}.",
    ),
    "not_distributed": (
        "ไม่ได้จัดเวลาให้ {count} แถว เพราะข้อมูลอื่นไม่ถูกต้อง กรุณาแก้ก่อนแล้วจัดอีกครั้ง",
        "No hour was looked for, as something else is wrong with [count?this row|these {count} rows]. Fix that first, then distribute again.",
    ),
    "have_their_hour": (
        "{count} แถวมีวันและเวลาอยู่แล้ว จึงคงไว้ตามเดิม",
        "[count?One row has its day and hour|{count} rows have their day and hour] already and [count?is|are] left as [count?it is|they are].",
    ),
    "holidays_unused": (
        "{days} เป็นวันหยุดราชการ จึงไม่จัดใครลงวันเหล่านี้ หากเปิดให้บริการ ให้เลือก “ใช้วันหยุดราชการด้วย” (ในบรรทัดคำสั่งใช้ --holidays)",
        "Public [count?holiday|holidays], so nobody is put there: {days}. If the clinic is open, tick “Use public holidays, too” (--holidays on the command line).",
    ),
    "day_is_holiday": (
        "{days} เป็นวันหยุดราชการ กรุณาตรวจสอบว่าเปิดให้บริการ",
        "Public [count?holiday|holidays]: {days}. Check that the clinic is open.",
    ),
    # --- why somebody is left over ---
    "has_other_day": (
        "มีนัดวันที่ {first} อยู่แล้ว จึงไม่จัดเวลาให้อีก หากต้องการนัดเพิ่มอีกวัน ให้เลือก “รวมผู้ที่มีนัดวันอื่น” (ในบรรทัดคำสั่งใช้ --both-days)",
        "Seems to have an appointment on {first}, outside these days, so no other hour is looked for. If one more is meant, tick “Also people with an appointment on another day” (--both-days on the command line).",
    ),
    "only_holidays": (
        "{days} มีช่วงเวลาเปิดเฉพาะวันหยุดราชการ จึงไม่จัดเวลาให้ กรุณาเลือกวันอื่น หรือเลือก “ใช้วันหยุดราชการด้วย” (ในบรรทัดคำสั่งใช้ --holidays)",
        "Only public holidays have open hours on {days}, so none is given. Choose other days, or tick “Use public holidays, too” (--holidays on the command line).",
    ),
    "no_free_hour": (
        "ทุกช่วงเวลาของ {days} เต็มแล้ว (รวมคนที่จัดไว้ในครั้งนี้) กรุณาเลือกวันเพิ่มหรือเพิ่มที่ว่าง",
        "Every hour of {days} is full, with the people who get one here. Choose more days, or add seats.",
    ),
    "no_free_hour_at": (
        "เวลา {hour} ของ {days} เต็มแล้ว (รวมคนที่จัดไว้ในครั้งนี้) กรุณาเลือกเวลาอื่นให้แถวนี้หรือเพิ่มที่ว่าง",
        "{hour} of {days} is full, with the people who get it here. Give this row another hour, or add seats.",
    ),
    "no_later_hour": (
        "ไม่มีช่วงเวลาว่างตั้งแต่ {hour} ของ {first} จนถึง {last} กรุณาเลือกวันเพิ่มหรือเพิ่มที่ว่าง",
        "No hour is free from {hour} of {first} until {last}. Choose more days, or add seats.",
    ),
    "no_hours_open": (
        "{days} ไม่มีช่วงเวลาของเข็มที่ {dose} เปิดไว้ กรุณาเลือกวันอื่นหรือเพิ่มช่วงเวลาก่อน",
        "There is no open slot for dose {dose} on {days}. Choose days that have slots, or make slots first.",
    ),
    "no_hours_at": (
        "{days} ไม่มีช่วงเวลา {hour} ของเข็มที่ {dose} เปิดไว้ กรุณาเลือกเวลาอื่นให้แถวนี้ หรือเพิ่มช่วงเวลาก่อน",
        "There is no open slot for dose {dose} at {hour} on {days}. Give this row another hour, or make slots first.",
    ),
    "no_hours_weekend": (
        "{days} เป็นวันเสาร์อาทิตย์ ซึ่งไม่มีช่วงเวลาของเข็มที่ {dose} เปิดไว้ กรุณาแก้วันของแถวนี้ หรือเพิ่มช่วงเวลาก่อน",
        "There is no open slot for dose {dose} on {days}, a weekend. Correct the days of this row, or make slots first.",
    ),
    "seats_unread_then": (
        "อ่านจำนวนที่ว่างของ {days} ได้ไม่ครบ จึงไม่รู้ว่ามีช่วงเวลาว่างหรือไม่ กรุณาลองอีกครั้ง",
        "Not all free seats of {days} could be read, so nobody knows whether an hour is free. Try again.",
    ),
    "span_backwards": (
        "วันแรกที่มาได้ ({first}) อยู่หลังวันสุดท้าย ({last}) กรุณาแก้วันของแถวนี้",
        "The first day ({first}) is after the last one ({last}). Correct the days of this row.",
    ),
    "span_over": (
        "วันสุดท้ายที่มาได้ ({last}) ผ่านไปแล้ว กรุณาแก้วันของแถวนี้",
        "The last day ({last}) is past. Correct the days of this row.",
    ),
    "span_later": (
        "มาได้ตั้งแต่ {first} ซึ่งอยู่หลังวันสุดท้ายที่เลือกไว้ ({last}) กรุณาเลือกวันเพิ่ม หรือแก้วันของแถวนี้",
        "Can come from {first} on, which is after the last day chosen here ({last}). Choose later days, too, or correct the days of this row.",
    ),
    "span_earlier": (
        "มาได้ถึง {last} ซึ่งอยู่ก่อนวันแรกที่เลือกไว้ ({first}) กรุณาเลือกวันเพิ่ม หรือแก้วันของแถวนี้",
        "Can come until {last}, which is before the first day chosen here ({first}). Choose earlier days, too, or correct the days of this row.",
    ),
    "span_unreadable": (
        "อ่านวันที่มาได้ของแถวนี้ไม่ได้: “{text}” กรุณาพิมพ์เป็นวันที่ เช่น {example}",
        "“{text}” can't be read as a day on which this person can come. Write it as a date, e.g. {example}.",
    ),
    "span_either": (
        "“{text}” อาจหมายถึง {first} หรือ {last} กรุณาพิมพ์ชื่อเดือนในแถวนี้",
        "“{text}” may be {first} or {last}. Write the month's name in this row.",
    ),
    "span_two_ways": (
        "วันที่มาได้ของ {count} แถวอ่านได้สองแบบ เช่น “{text}” เป็น {first} หรือ {last}",
        "The days of {count} [count?row|rows] can be read in two ways: “{text}” is {first} or {last}.",
    ),
    "span_two_ways_say": (
        "ใช้ --dates as-read หากหมายถึง {first} หรือ --dates swapped หากหมายถึง {last} คำตอบเดียวใช้กับทุกแถว",
        "Say --dates as-read if {first} is meant, --dates swapped if it is {last}: one answer counts for all rows.",
    ),
    "same_person_above": (
        "เป็นคนเดียวกับแถว {row} จึงจัดเวลาให้เพียงแถวเดียว กรุณาลบแถวที่ซ้ำ",
        "The same person as row {row}, and only one row gets an hour. Remove the one that is too many.",
    ),
    "has_appointment": (
        "มีนัดวันที่ {first} อยู่แล้ว จึงไม่จัดเวลาให้อีก หากต้องการเปลี่ยนวัน กรุณาเลื่อนนัดนั้น",
        "Has an appointment on {first} already, so no other hour is looked for. Move that one if the day is to change.",
    ),
}
_ONE_HOUR = {"no_free_hour": "no_free_hour_at", "no_hours_open": "no_hours_at"}


def why_left(
    code: str,
    lang: Lang,
    *,
    first: date | None = None,
    last: date | None = None,
    row: int = 0,
    hour: int | None = None,
    dose: int = 0,
    text: str = "",
) -> str:
    """Why somebody is left over: a key of WORDS, and what belongs into its gaps."""
    thai, english = map(for_reader, WORDS[code if hour is None else _ONE_HOUR.get(code, code)])
    days = {name: show_date(day, lang) if day else "" for name, day in (("first", first), ("last", last))}
    both = dict.fromkeys(filter(None, days.values()))
    days["days"] = (" ถึง " if lang == "th" else " to ").join(both)
    at = "" if hour is None else f"{hour:02d}:00"
    return (thai if lang == "th" else english).format(
        row=row, hour=at, dose=dose, text=text, example=example_day(), **days
    )


def two_ways(found: Sequence[Mapping[str, Any]], lang: Lang) -> dict[str, object]:
    """What belongs into `span_two_ways`: of people left over with `span_either`, as `why_left` takes them."""
    first = found[0]
    days = {name: show_date(first[name], lang) for name in ("first", "last")}
    return {"count": len(found), "text": first["text"], **days}
