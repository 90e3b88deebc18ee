"""What a sheet itself says of a row: cancelled, dead, moved, done. One table, Thai and English.

Only what surely speaks of this appointment counts: "เลื่อนมาจาก 1/12" is an appointment, "ยังไม่ยกเลิก" too. Where the
words may be another's ("แม่เสียชีวิต"), the row is set aside all the same: the words are shown, and a press takes it in.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from app.values.text import clean, one_spelling, shown

LONGEST = 400  # characters of a cell that are looked through
SHOWN = 80

# kind -> words. A word ending in ! counts in a status column or alone in its cell, but not in the middle of a note.
WORDS: dict[str, str] = {
    "cancelled": "ยกเลิก งดนัด งดฉีด ขอถอนนัด ถอนนัด สละสิทธิ์ ปฏิเสธ ไม่ประสงค์ ไม่ขอรับ ไม่ยินยอม ไม่มาฉีด ไม่มา! ไม่ฉีด! ไม่รับ! "
    "ไม่มาตามนัด! ผิดนัด! ขาดนัด! cancel canceled cancelled cancellation declined! refused! withdrawn! no-show! noshow! "
    "void! did_not_attend! dna!",
    "dead": "เสียชีวิต ถึงแก่กรรม ถึงแก่ความตาย มรณภาพ มรณะ! ตายแล้ว ตาย! เสียแล้ว! dead! died deceased death! expired!",
    "moved": "เลื่อน เลื่อนนัด เปลี่ยนวันนัด เปลี่ยนนัด ย้าย ย้ายออก ย้ายที่อยู่ ย้ายสถานที่ ส่งต่อ! ไปฉีดที่อื่น ฉีดที่อื่น รับบริการที่อื่น "
    "postponed postpone rescheduled reschedule moved! transferred! transfer!",
    "done": "ฉีดแล้ว ฉีดไปแล้ว ฉีดวัคซีนแล้ว ฉีดเรียบร้อย ฉีดครบ! ฉีดครบแล้ว รับวัคซีนแล้ว ได้รับวัคซีนแล้ว รับบริการแล้ว มาแล้ว! มารับบริการแล้ว "
    "มาฉีดแล้ว มาตามนัด! มาตามนัดแล้ว เสร็จแล้ว! เสร็จสิ้น! เรียบร้อยแล้ว! ครบแล้ว! done! completed! complete! finished! vaccinated! "
    "attended! injected! administered!",
}
KINDS = {word.rstrip("!").replace("_", " "): kind for kind, words in WORDS.items() for word in words.split()}
_STEMS = [word for word in KINDS if not any(other in word for other in KINDS if other != word)]
_ALONE_ONLY = {
    word.rstrip("!").replace("_", " ") for words in WORDS.values() for word in words.split() if word[-1] == "!"
}


def _one_of(words: list[str]) -> str:
    """Longest first. An English word stands for itself, not inside another; Thai writes no spaces between words, but
    ตาย is no part of ตายาย or สายตายาว."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(
        rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() else re.escape(word) + r"(?![\u0e30-\u0e3a])"
        for word in ordered
    )


_ANY = re.compile(_one_of(list(KINDS)), re.I)
_IN_NOTE = re.compile(_one_of([word for word in KINDS if word not in _ALONE_ONLY]), re.I)
# Before the word: it did not happen, or only if.
_NOT = re.compile(
    r"(?:ไม่|มิ|ยัง|ยังไม่|ไม่ได้|ไม่ต้อง|ไม่ขอ|ไม่ให้|ห้าม|อย่า|เกือบ|(?:หาก|ถ้า|กรณี|ก่อน|เพื่อไม่ให้)\S{0,30}|"
    r"(?<![a-z])(?:not|never|no|if|un|non|isn't|wasn't|don't|didn't)[\s-]{0,2}(?:been|to|be|yet)?\s?)\s?(?:ได้|ต้อง|ขอ|มีการ|เคย|ทำการ)?$",
    re.I,
)
# After the word: it speaks of where the appointment comes from, of a dose before, or of what may be done.
_FROM_ELSEWHERE = re.compile(r"^\S{0,12}?\s?(?:มาจาก|มาเป็น|มาวัน|มาฉีด|เข้า|ขึ้น|มา(?!ก)|from\b)", re.I)
_FROM = re.compile(r"^\S{0,12}?\s?จาก", re.I)
_TO = re.compile(r"(?:เป็น|ไป|to\b|→|->)", re.I)
_DOSE_BEFORE = re.compile(r"^\s*\(?\s*(?:\d|๑|๒|๓|เข็ม|ครั้ง|โดส|dose)", re.I)
_MAY = re.compile(r"^\S{0,10}?(?:ได้ที่|ได้โดย|โทร|ติดต่อ|กรุณา)")
_UNDONE = re.compile(r"^(?:การ)?(?:ยกเลิก|เลื่อน)?แล้วนัดใหม่|^การยกเลิก")


class Said(NamedTuple):
    kind: str  # cancelled, dead, moved, done; "" where nothing is said
    words: str  # the cell, shortened


NOTHING = Said("", "")
_AROUND = " \t\n\xa0()[]*.!:;-–\"'"
_LEADS = ("ผู้ป่วย", "ผป", "คนไข้", "แจ้ง", "ขอ", "สถานะ", "status")


def said_in_status(cell: object) -> Said:
    """What the cell of a status column says."""
    return _found(_text(cell), _ANY)


def said_in_note(cell: object) -> Said:
    """What a note says: the words alone, or among others where they can't be meant otherwise."""
    text = _text(cell)
    return said_alone(cell) if len(text) < 24 and said_alone(cell).kind else _found(text, _IN_NOTE)


def said_alone(cell: object) -> Said:
    """What a cell of any column says that holds nothing else: (ยกเลิก), เสียชีวิตแล้ว."""
    if not isinstance(cell, str) or not cell or len(cell) > 40:
        return NOTHING
    bare = cell.strip(_AROUND).lower()
    for lead in _LEADS:
        bare = bare.removeprefix(lead).strip(_AROUND)
    for end in ("", "ครับ", "ค่ะ", "แล้ว", "นัด", "นัดแล้ว"):
        if kind := KINDS.get(one_spelling(bare.removesuffix(end).rstrip())):
            return Said(kind, clean(cell)[:SHOWN])
    return NOTHING


def said_beside_name(cell: object) -> Said:
    """What stands in brackets beside a name: นาย ก ข (เสียชีวิต)."""
    if not isinstance(cell, str) or "(" not in cell:
        return said_alone(cell)
    inside = (said_alone(part.partition(")")[0]) for part in cell.split("(")[1:])
    kind = next((said.kind for said in inside if said.kind), "")
    return Said(kind, clean(cell)[:SHOWN]) if kind else NOTHING


def talking(texts: Iterable[str]) -> list[str]:
    """Those that hold one of the words at all; a hundred thousand notes cost no more than a look at each word."""
    found: set[int] = set()
    kept = list(texts)
    lines = [text.lower().replace("\n", " ") for text in kept]
    whole = "\n".join(lines)
    ends = list(accumulate(len(line) + 1 for line in lines))
    for stem in _STEMS:
        at = whole.find(stem)
        while at >= 0:
            place = bisect_right(ends, at)
            found.add(place)
            at = whole.find(stem, ends[place])
    return [kept[place] for place in sorted(found)]


def _text(cell: object) -> str:
    return one_spelling(clean(shown(cell)[:LONGEST])) if cell != "" else ""


def _found(text: str, words: re.Pattern[str]) -> Said:
    for match in words.finditer(text):
        kind, before, after = KINDS[match[0].lower()], text[: match.start()], text[match.end() :]
        if not _NOT.search(before) and not _is_otherwise(kind, after):
            return Said(kind, text[:SHOWN])
    return NOTHING


def _is_otherwise(kind: str, after: str) -> bool:
    """Whether what follows the word makes it speak of something else than this appointment."""
    if kind == "moved":
        return bool(_FROM_ELSEWHERE.match(after) or (_FROM.match(after) and not _TO.search(after)))
    if kind == "done":
        return bool(_DOSE_BEFORE.match(after))
    return kind == "cancelled" and bool(_MAY.match(after) or _UNDONE.match(after))
