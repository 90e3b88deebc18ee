"""The command line's own words: how its sums are called, and what was typed wrongly."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "usage_no_option": ("ไม่มีตัวเลือก {name}", "There is no option {name}."),
    "usage_no_option_but": ("ไม่มีตัวเลือก {name} มีแต่ {others}", "There is no option {name}, but {others}."),
    "usage_no_command": ("ไม่มีคำสั่งนี้: {said}", "There is no such command: {said}"),
    "usage_missing": ("ยังขาด {name}", "{name} is missing."),
    "usage_value": ("ค่าของ {name} ใช้ไม่ได้", "The value of {name} can't be used."),
    "usage_number": ("ค่าของ {name} ต้องเป็นตัวเลข", "The value of {name} must be a number."),
    "usage_range": ("ค่าของ {name} ต้องอยู่ระหว่าง {least} ถึง {most}", "{name} must be between {least} and {most}."),
    "usage_option": ("ใช้ตัวเลือก {name} ไม่ถูก: ขาดค่า หรือมีค่าเกิน", "Option {name} lacks its value, or has one too many."),
    "usage_extra": ("มีคำเกินมาที่คำสั่งนี้ไม่รู้จัก: {said}", "There are words too many: {said}"),
    "usage_wrong": ("คำสั่งไม่ถูกต้อง", "The command can't be understood."),
    "usage_help": ("ดูวิธีใช้: {command} --help", "How it is used: {command} --help"),
}
# What is counted in the last line, and at the beginning of a reason. In English the names are those of `--json`.
_THAI = {
    "rows": "ทั้งหมด",
    "booked": "จองแล้ว",
    "refused": "ไม่รับจอง",
    "held_back": "โปรแกรมไม่ส่ง",
    "skipped": "ข้าม",
    "not_sent": "ยังไม่ส่ง",
    "unknown": "ยังไม่ทราบผล",
    "invalid": "ข้อมูลไม่ถูกต้อง",
    "given_up": "เคยยกเลิกหรือเลื่อน",
    "left_out": "ไม่รวมในการจอง",
    "cancelled": "ยกเลิกแล้ว",
    "cancelling": "ยังไม่ทราบผลการยกเลิก",
    "two_seats": "ได้สองที่",
    "two_hours": "มีสองนัด",
    "moves_unfinished": "ยังเลื่อนไม่เสร็จ",
    "unfinished": "ยังไม่เสร็จ",
    "set_aside": "กันไว้ไม่จอง",
    "moved": "เลื่อนแล้ว",
    "left": "คงไว้ตามเดิม",
    "planned": "ยังไม่ส่ง",
    "sending": "ยังไม่ทราบผล",
}


def count_word(name: str, lang: str) -> str:
    """What is counted, by the name it has in `--json`."""
    return _THAI.get(name, name) if lang == "th" else name
