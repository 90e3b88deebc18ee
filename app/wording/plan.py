"""A dry run: what a batch would do, and the same plan as a file."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "plan_title": ("แผนการจอง (ยังไม่ได้ส่ง)", "Booking plan (nothing is sent)"),
    "plan_not_sent": (
        "ยังไม่ได้จองและยังไม่มีข้อความถึงประชาชน ที่ว่างและนัดหมายในระบบอาจเปลี่ยนก่อนจองจริง",
        "Nothing is booked and nobody is messaged. Seats and appointments may change before the real booking.",
    ),
    "series_saved": ("บันทึกสรุปแล้ว: {path}", "The summary is saved: {path}"),
    "plan_practice": ("ระบบฝึกหัด", "practice"),
    "plan_sheet_rows": ("แผน", "Plan"),
    "plan_sheet_seats": ("ที่ว่าง", "Seats"),
    "plan_row": ("แถว", "Row"),
    "plan_fate": ("จะเป็นอย่างไร", "What would happen"),
    "plan_why": ("เพราะ", "Why"),
    "plan_wanted": ("จะจอง", "To be booked"),
    "plan_free": ("ที่ว่างในระบบ", "Free on the server"),
    "plan_is_book": ("จะจอง", "would be booked"),
    "plan_is_skip": ("จะข้าม (จองไว้แล้ว)", "would be skipped (booked already)"),
    "with_sheet_before": (
        "คนนี้จะจองวันและเวลาเดียวกันจากไฟล์ก่อนหน้าแล้ว จึงไม่ส่งซ้ำ",
        "A sheet before this one books this person at the same day and hour, so it is not sent again.",
    ),
    "would_move": (
        "คนนี้มีนัดเวลา {detail} ของวันเดียวกัน จะเลื่อนมาเป็นเวลาในไฟล์",
        "This person has an appointment at {detail} of the same day, which would be moved to the sheet's hour.",
    ),
    "plan_is_move": ("จะเลื่อนเวลา", "would be moved"),
    "plan_move": ("จะเลื่อนเวลาในวันเดียวกัน {count}", "would be moved within the day: {count}"),
    "plan_is_hold_back": ("โปรแกรมจะไม่ส่ง", "would be held back"),
    "plan_is_given_up": ("จะไม่จองอีก (ยกเลิกหรือเลื่อนไปแล้ว)", "would be left out (cancelled or moved since)"),
    "plan_is_invalid": ("ข้อมูลไม่ถูกต้อง", "with problems"),
    "plan_is_left_out": ("ไม่รวมในการจอง", "left out"),
    "plan_is_set_aside": ("กันไว้ไม่จอง", "set aside"),
    "plan_book": ("จะจอง {count} แถว", "would be booked: {count}"),
    "plan_skip": ("จองไว้แล้ว จะข้าม {count}", "booked already, would be skipped: {count}"),
    "plan_hold_back": ("โปรแกรมจะไม่ส่ง {count}", "would be held back: {count}"),
    "plan_given_up": ("ยกเลิกหรือเลื่อนไปแล้ว จะไม่จองอีก {count}", "cancelled or moved since, would be left out: {count}"),
    "plan_invalid": ("ข้อมูลไม่ถูกต้อง {count}", "with problems: {count}"),
    "plan_left_out": ("ไม่รวมในการจอง {count}", "left out: {count}"),
    "plan_set_aside": ("กันไว้ไม่จอง {count}", "set aside: {count}"),
    "plan_nothing": ("ไม่มีแถวที่จะจอง", "There is no row to be booked."),
    "plan_short": (
        "ที่ว่างดูเหมือนไม่พอสำหรับ {count} คน ระบบอาจไม่รับจอง",
        "There seem to be no seats for {count}: the server may refuse them.",
    ),
    "plan_cost": (
        "ส่งประมาณ {calls} ครั้ง ใช้เวลาประมาณ {time} (ไม่เกิน {rate} ครั้งต่อวินาที)",
        "About {calls} [calls?call|calls], about {time} (at most {rate} [rate?call|calls] a second).",
    ),
    "plan_seconds": ("{count} วินาที", "{count} s"),
    "plan_minutes": ("{count} นาที", "{count} [count?minute|minutes]"),
    "plan_hour": ("{day} {hour}  จะจอง {wanted}  ว่าง {free}", "{day} {hour}  to be booked {wanted}  free {free}"),
    "plan_continues": (
        "ไฟล์นี้มีงานที่ค้างอยู่ (ชุดที่ {batch} เหลือ {count} แถว) การจองจริงจะทำชุดนั้นต่อ",
        "These rows have an unfinished batch (number {batch}, {count} [count?row|rows] left): the real run continues it.",
    ),
    "plan_needs_dry_run": (
        "--plan ใช้คู่กับ --dry-run เท่านั้น",
        "--plan goes with --dry-run alone.",
    ),
    "plan_nothing_of_result": (
        "--dry-run ไม่จอง จึงไม่มีผลให้เขียน กรุณาใช้ --plan แทน --result",
        "--dry-run books nothing, so there is no result to write: use --plan instead of --result.",
    ),
    "plan_file_saved": ("บันทึกแผนแล้ว: {path}", "The plan is saved: {path}"),
}
