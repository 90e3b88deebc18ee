#!/usr/bin/env python3
"""Writes `problems-th.md` and `problems-en.md` from the program's own sentences: `python docs/make_problems.py`."""

from __future__ import annotations

import sys
from pathlib import Path

DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS.parent))

from app.wording import (  # noqa: E402
    LANGUAGES,
    Lang,
    batch,
    given_up,
    hours,
    lists,
    message,
    office,
    plan,
    refusals,
    remedies,
    schedule,
    server,
    sheet,
    support,
    unattended,
)
from app.wording.typed import for_terminal  # noqa: E402

PARTS = {
    sheet: ("ไฟล์และแถวในไฟล์", "The sheet and its rows"),
    server: ("เข้าสู่ระบบ และการติดต่อกับระบบ", "Signing in and the server"),
    batch: ("จอง และบันทึกงาน", "Booking and records"),
    refusals: ("ระบบไม่รับจองหลายแถวด้วยเหตุผลเดียวกัน", "Refused row after row"),
    schedule: ("ตารางเวลาและรายบุคคล", "Timetable and single people"),
    plan: ("แผนการจอง", "Booking plan"),
    given_up: ("ยกเลิกหรือเลื่อนไปแล้วหลังจอง", "Cancelled or moved since the booking"),
    hours: ("จัดคนลงช่วงเวลาว่าง", "Distributing people over free hours"),
    lists: ("ยกเลิกหรือเลื่อนตามรายชื่อ", "Cancelling or moving by a list"),
    message: ("ข้อความถึงประชาชน", "Messages to citizens"),
    office: ("บันทึกงานร่วมของหลายเครื่อง", "The journal that several computers share"),
    unattended: ("งานที่ตั้งเวลา", "Runs that nobody watches"),
    support: ("โปรแกรมและการช่วยเหลือ", "The program and support"),
}
HEADS = {
    "th": (
        "# ปัญหาและวิธีแก้",
        "ทุกข้อความที่โปรแกรมแจ้งได้ พร้อมสาเหตุและวิธีแก้ ในโปรแกรมกด F1 แล้วค้นหาได้ด้วยรหัสหรือคำในข้อความ "
        "(… แทนเลขแถว ชื่อไฟล์ หรือค่าที่พบ)",
        "| รหัส | เกิดอะไรขึ้น | ทำอย่างไร |",
    ),
    "en": (
        "# Problems and remedies",
        "Everything the program can tell, with cause and remedy. In the program, press F1 and search by code or by a "
        "word of the sentence (… stands for a row's number, a file's name or the value found).",
        "| Code | What happened | What to do |",
    ),
}


def page(lang: Lang) -> str:
    title, lead, head = HEADS[lang]
    lines = [title, "", lead, ""]
    wanted = remedies.codes()
    for part, names in PARTS.items():
        with for_terminal():  # for those who press and for those who type
            rows = [remedies.problem(code, lang) for code in wanted if code in part.WORDS]
        if rows:
            lines += [f"## {names[lang == 'en']}", "", head, "|---|---|---|"]
            lines += [f"| `{row.code}` | {row.cause} | {row.remedy or '–'} |" for row in rows] + [""]
    return "\n".join(lines)


def main() -> None:
    for lang in LANGUAGES:
        (DOCS / f"problems-{lang}.md").write_text(page(lang), encoding="utf-8")


if __name__ == "__main__":
    main()
