"""What a sheet itself says of a row: cancelled, dead, moved, done, repeated, on the reserve list. One
table, Thai and English. What only leaves it in doubt: `second_thoughts`.

Only what surely speaks of this appointment counts: "เลื่อนมาจาก 1/12" is an appointment, "ยังไม่ยกเลิก" too. Where the
words may be another's ("แม่เสียชีวิต"), the row is set aside all the same: the words are shown, and a press takes it in.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from app.sheets.cells.second_thoughts import STEMS, doubt_in
from app.sheets.cells.text import is_blank, shown
from app.text import clean, one_spelling

LONGEST = 400  # characters of a cell that are looked through
SHOWN = 80

# kind -> words. A word ending in ! counts in a status column or alone in its cell, but not in the middle of a note.
WORDS: dict[str, str] = {
    "cancelled": "ยกเลิก งดนัด งดฉีด ขอถอนนัด ถอนนัด สละสิทธิ์ ปฏิเสธ ไม่ประสงค์ ไม่ขอรับ ไม่ยินยอม ไม่มาฉีด ไม่มา! ไม่ฉีด! ไม่รับ! "
    "ไม่มาตามนัด! ผิดนัด! ขาดนัด! cancel canceled cancelled cancellation declined! refused! withdrawn! no-show! noshow! "
    "void! did_not_attend! dna! ไม่ต้องการ! ไม่ต้องการฉีด ไม่ต้องการวัคซีน ไม่ต้องการรับวัคซีน ไม่เอา! ไม่เอาแล้ว ไม่เอาวัคซีน ไม่อยากฉีด "
    "แคนเซิล แคนเซิ่ล แคนเซล cxl! canx! ไม่ขอฉีด! ไม่ต้องฉีด! ไม่ต้องนัด! ไม่รับวัคซีน! ไม่รับบริการ! ไม่มารับบริการ! ไม่มารับวัคซีน! "
    "ขอถอนตัว ถอนชื่อ คัดชื่อออก ตัดชื่อออก ลบชื่อ ห้ามฉีด! ห้ามฉีดวัคซีน งด! งดวัคซีน งดรับวัคซีน contraindicated! "
    "ไม่ยืนยัน! ไม่คอนเฟิร์ม! not_confirmed! unconfirmed! "
    "ไม่ต้องจอง ห้ามจอง อย่าจอง "
    "do_not_book don't_book ให้รอ ไม่สะดวก! ไม่สะดวกมา no_show d/c! จำหน่าย! ติดคุก จะไม่มา ไม่มาแน่ ไม่มาแล้ว! มาไม่ได้ ไม่สามารถมา "
    "ติดธุระ! ติดงาน! ไม่ว่าง! will_not_come won't_come not_coming can't_come cannot_come can't_attend cannot_attend "
    "unable_to_come unable_to_attend did_not_come! didn't_come! not_interested no_consent งดเว้น! "
    "อย่าลงนัด อย่านัด! ไม่ต้องลงให้ ไม่ต้องลงนัด ไม่ต้องลง! ขอไม่มา เข้าคุก skip! skipped! refuses! no_longer_wants entered_in_error",
    "dead": "สิ้นชีวิต มรณบัตร ถึงแก่อนิจกรรม "
    "เสียชีวิต ถึงแก่กรรม ถึงแก่ความตาย มรณภาพ มรณะ! ตายแล้ว ตาย! เสียแล้ว! dead! died deceased death! expired! "
    "ผู้ป่วยเสียแล้ว คนไข้เสียแล้ว ผปเสียแล้ว ผป.เสียแล้ว ว่าเสียแล้ว passed_away "
    "สิ้นลม จากไปแล้ว! rip! r.i.p.!",
    "moved": "เลื่อน เลื่อนนัด เปลี่ยนวันนัด เปลี่ยนนัด ย้าย ย้ายออก ย้ายที่อยู่ ย้ายสถานที่ ส่งต่อ! ไปฉีดที่อื่น ฉีดที่อื่น รับบริการที่อื่น "
    "postponed postpone rescheduled reschedule moved! moved_to transferred! transferred_to transfer! "
    "ไปรักษาที่อื่น ไม่อยู่ในพื้นที่ ไม่อยู่พื้นที่ อยู่ต่างประเทศ! moved_away "
    "โอนไป ออกจากพื้นที่ ขอเปลี่ยน! กลับภูมิลำเนา กลับต่างจังหวัด ไปต่างจังหวัด! ไปทำงานต่างจังหวัด ลาออกแล้ว! "
    "moved_house moved_out relocated transferred_out no_longer_lives "
    "ขอเป็นวันอื่น ขอวันอื่น ขอนัดวันอื่น ขอมาวันอื่น ไม่อยู่แล้ว ไปอยู่ต่างประเทศ ไปต่างประเทศ!",
    "done": "ฉีดแล้ว ฉีดไปแล้ว ฉีดวัคซีนแล้ว ฉีดเรียบร้อย ฉีดครบ! ฉีดครบแล้ว รับวัคซีนแล้ว ได้รับวัคซีนแล้ว รับบริการแล้ว มาแล้ว! มารับบริการแล้ว "
    "มาฉีดแล้ว มาตามนัด! มาตามนัดแล้ว เสร็จแล้ว! เสร็จสิ้น! เรียบร้อยแล้ว! ครบแล้ว! ได้รับแล้ว! "
    "done! completed! complete! finished! vaccinated! "
    "attended! injected! administered! already_vaccinated already_jabbed ได้วัคซีนแล้ว",
    "repeated": "ซ้ำ! ซ้ำกับ ซ้ำแถว ข้อมูลซ้ำ รายชื่อซ้ำ ชื่อซ้ำ แถวซ้ำ รายการซ้ำ คีย์ซ้ำ ลงซ้ำ บันทึกซ้ำ พิมพ์ซ้ำ "
    "ลบแถวนี้ ลบรายการนี้ ลบออก! ตัดออก! ไม่ใช้แถวนี้ "
    "duplicate! duplicated! duplicate_of dup! dup_of double_entry delete! delete_this delete_row remove_this",
    "waiting": "สำรอง! รายชื่อสำรอง ตัวสำรอง คิวสำรอง ลำดับสำรอง กลุ่มสำรอง บัญชีสำรอง รายชื่อรอคิว รอคิว! "
    "waiting_list waitlist! waitlisted! standby! stand-by! reserve! reserves! reserve_list",
}
KINDS = {word.rstrip("!").replace("_", " "): kind for kind, words in WORDS.items() for word in words.split()}
# Words with something between them: another day, another place. -> kind; the first letters are looked for beforehand.
_DAY = (
    r"\s*:?\s*(?:วัน|เดือน|สัปดาห์|อาทิตย์|พรุ่งนี้|มะรืน|เช้า|บ่าย|เวลา|"
    r"\d{1,2}\s*(?:[/.-]\s*\d|:\d|น\.|ม\.|ก\.|มี|เม|พ\.|มิ|ส\.|ต\.|ธ\.|[a-z]{3}))"
)
_PHRASES: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("ฉีดที่", "done", re.compile(r"ฉีดที่(?:(?!เข็ม|โดส|dose|นี่).){1,40}?แล้ว", re.I)),
    ("ไปฉีด", "done", re.compile(r"(?<!จะ)(?<!ให้)ไปฉีด(?:(?!เข็ม|โดส|dose|นี่|บอก|แจ้ง|โทร).){1,40}?แล้ว", re.I)),
    # the whole course, and nothing of a dose to come
    (
        "ครบ",
        "done",
        re.compile(
            r"(?:ฉีด|รับ)(?:วัคซีน)?ครบ(?:ทุก(?:เข็ม|โดส)|คอร์ส|ชุด|โดส|หมด|ตาม(?:เกณฑ์|กำหนด))?(?:แล้ว)?(?:$|[,.;(])", re.I
        ),
    ),
    ("ซ้ำ", "repeated", re.compile(r"^ซ้ำ\W{0,3}(?:ให้|ขอ)?(?:ลบ|ตัด)")),
    (
        "refuse",
        "cancelled",
        re.compile(
            r"(?<![a-z])(?:(?:patient|pt\.?|parents?|mother|father|family|guardian) (?:has |have )?refused|"
            r"refuse[sd]? (?:the |to )?(?:vaccin|appointment|come|be vaccin))",
            re.I,
        ),
    ),
    (
        "decline",
        "cancelled",
        re.compile(r"(?<![a-z])declined? (?:by|over|on|via|the|vaccin|appointment|to come)", re.I),
    ),
    (
        " want",
        "cancelled",
        re.compile(
            r"(?<![a-z])(?:does not|doesn't|did not|didn't) want"
            r"(?: it)?(?: any ?more)?(?:$|[,;.]|.{0,12}(?:vaccin|shot|jab|appointment|come))",
            re.I,
        ),
    ),
    ("expired", "dead", re.compile(r"(?<![a-z])(?:(?:patient|pt\.?) (?:has )?expired|expired (?:on )?\d)", re.I)),
    (
        "เสีย",
        "dead",
        re.compile(r"(?<!รถ)(?<!เครื่อง)เสียเมื่อ(?:วาน|คืน|เช้า|วัน|เดือน|ปี|\s?\d)|ว่าเสีย(?:ไป)?(?:แล้ว)?(?:$|[\s,.;)])"),
    ),
    ("ที่อื่น", "done", re.compile(r"(?:ฉีด|รับ|ได้)(?:วัคซีน)?(?:จาก|มาจาก|ที่)ที่อื่น(?:มา)?แล้ว")),
    ("ไปฉีดที่", "moved", re.compile(r"ไปฉีดที่\s?(?!นี่|เดิม|เรา)[^,;]{1,40}?แทน|ขอไปฉีดที่\s?(?!นี่|เดิม|เรา)")),
    (
        " to ",
        "moved",
        re.compile(r"(?<![a-z])(?:went|gone|goes|going) to (?:an)?other (?:hospital|clinic|place)", re.I),
    ),
    ("เปลี่ยน", "moved", re.compile(rf"เปลี่ยน(?:วัน|เวลา|นัด|วันที่|วันนัด)?เป็น{_DAY}", re.I)),
    ("ขอเปลี่ยน", "moved", re.compile(r"ขอเปลี่ยน(?:วัน|เวลา|นัด)")),
    ("นัดใหม่", "moved", re.compile(rf"(?<!แล้ว)(?<!ตาม)นัดใหม่(?:เป็น|ไป)?{_DAY}", re.I)),
    ("ขอมา", "moved", re.compile(r"ขอมา(?!\s*วันนี้).{1,30}?แทน")),
    ("new ", "moved", re.compile(r"(?<![a-z])new (?:date|appointment|appt\.?)(?: is| on)?:?\s*\d", re.I)),
)
_LOOKED_FOR = [*KINDS, *(stem for stem, _kind, _pattern in _PHRASES), *STEMS]
_STEMS = [word for word in dict.fromkeys(_LOOKED_FOR) if not any(o in word for o in _LOOKED_FOR if o != word)]
_ALONE_ONLY = {
    word.rstrip("!").replace("_", " ") for words in WORDS.values() for word in words.split() if word[-1] == "!"
}


def _one_of(words: list[str]) -> re.Pattern[str]:
    """Longest first. An English word stands for itself, not inside another; Thai writes no spaces between words, but
    ตาย is no part of ตายาย or สายตายาว. What holds for all words of a language is said once, and Thai has no capitals:
    a third of the time, over a hundred thousand notes."""
    ordered = sorted(words, key=len, reverse=True)
    english = "|".join(re.escape(word) for word in ordered if word.isascii())
    thai = "|".join(re.escape(word) for word in ordered if not word.isascii())
    return re.compile(rf"(?i:(?<![a-z])(?:{english})(?![a-z]))|(?:{thai})(?![\u0e30-\u0e3a])")


_ANY = _one_of(list(KINDS))
_IN_NOTE = _one_of([word for word in KINDS if word not in _ALONE_ONLY])
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
_DOSE_BEFORE = re.compile(
    r"^\s*\(?\s*(?:\d(?!\d?\s*(?:[/.-]\s*\d|ม\.|ก\.|มี|เม|พ\.|มิ|ส\.|ต\.|ธ\.|(?!dose)[a-z]{3}))|๑|๒|๓|เข็ม|ครั้ง|โดส|dose)",
    re.I,
)
_MAY = re.compile(r"^\S{0,10}?(?:ได้ที่|ได้โดย|โทร|ติดต่อ|กรุณา)")
_WAITS_HERE = re.compile(r"^\s*(?:ที่|หน้า|เรียก|คิว|รับ|ตรวจ|พบ)")
# No answer to the telephone, no breakfast, not in that arm.
_OF_ANOTHER_THING = re.compile(
    r"ไม่รับ(?:สาย|โทร)|งด(?:น้ำ|อาหาร|ยา|ข้าว)|ห้ามฉีด(?:ที่)?(?:แขน|ข้าง|ซ้าย|ขวา)|"
    # no allergy, no illness, no smoking: what a patient denies, not what is refused
    r"ปฏิเสธ\s?(?:การ)?(?:มี)?(?:ประวัติ)?(?:การ)?(?:แพ้|โรค|สูบ|ดื่ม|สุรา|บุหรี่|เหล้า|ใช้ยา|สารเสพติด|ตั้งครรภ์|u/?d|ผ่าตัด|อาการ|เจ็บป่วย|ไข้|ประวัติ)",
    re.I,
)
_DENIES = re.compile(r"(?:แพ้\S{0,12}|โรค(?:ประจำตัว)?|ประวัติ\S{0,12}|u/?d|ตั้งครรภ์|สูบบุหรี่|ดื่มสุรา)\s?[:=-]?\s?$", re.I)
_UNDONE = re.compile(
    r"^(?:การ)?(?:ยกเลิก|เลื่อน)?แล้วนัดใหม่|^การยกเลิก|"
    r"^\s?นัด(?:เดิม|เก่า|ครั้งก่อน|ก่อนหน้า).{0,20}?(?:วันนี้|นัดนี้|แถวนี้)"  # the old one is cancelled for this one
)


class Said(NamedTuple):
    kind: str  # cancelled, dead, moved, done, repeated, waiting; "" where nothing is said
    words: str  # the cell, shortened


NOTHING = Said("", "")
_REST = 12  # letters after a doubt in a cell that says nothing else: แล้ว, ค่ะ, 3 ครั้ง
_AROUND = " \t\n\xa0()[]*.!:;-–\"'"
_ON_DAY = re.compile(r"\s+\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{2,4})?$")
_OF_ROW = re.compile(r"^ซ้ำ(?:กับ|แถว).{0,24}$")
# Right before the word: นัดซ้ำ is another appointment, not one entered twice; who comes from the reserve list left it.
_NOT_THEN = {
    "repeated": ("นัด", "ฉีด", "มา", "ตรวจ", "ไข้"),
    "waiting": ("จาก", "from", "from the"),
    "cancelled": ("เดิน", "โทร", "โทรแล้ว", "สาย"),  # who can't walk comes in a wheelchair; who is not reached may come
}
_LEADS = ("ผู้ป่วย", "ผป", "คนไข้", "แจ้ง", "ขอ", "สถานะ", "status")


def said_in_status(cell: object) -> Said:
    """What the cell of a status column says."""
    return _said_or_doubted(_found(_text(cell), _ANY), _text(cell))


def said_in_note(cell: object) -> Said:
    """What a note says: the words alone, or among others where they can't be meant otherwise."""
    text = _text(cell)
    alone = said_alone(cell) if len(text) < 24 else NOTHING
    return alone if alone.kind else _said_or_doubted(_found(text, _IN_NOTE), text)


def _said_or_doubted(said: Said, text: str) -> Said:
    if said.kind or not text or (doubt := doubt_in(text)) is None:
        return said
    return Said(doubt.kind, text[:SHOWN])


def said_alone(cell: object) -> Said:
    """What a cell of any column says that holds nothing else: (ยกเลิก), เสียชีวิตแล้ว."""
    if not isinstance(cell, str) or not cell or len(cell) > 40:
        return NOTHING
    if kind := KINDS.get(one_spelling(clean(cell).lower())):  # as it stands: r.i.p., ขอเปลี่ยน
        return Said(kind, clean(cell)[:SHOWN])
    bare = _ON_DAY.sub("", cell.strip(_AROUND)).lower().strip(_AROUND)
    bare = _OF_ROW.sub("ซ้ำ", bare)
    for lead in _LEADS:
        bare = bare.removeprefix(lead).strip(_AROUND)
    for end in ("", "ครับ", "ค่ะ", "แล้ว", "นัด", "นัดแล้ว"):
        if kind := KINDS.get(one_spelling(bare.removesuffix(end).rstrip())):
            return Said(kind, clean(cell)[:SHOWN])
    doubt = doubt_in(one_spelling(bare))
    whole = doubt is not None and doubt.start == 0 and len(bare) - doubt.end < _REST
    return Said(doubt.kind, clean(cell)[:SHOWN]) if doubt and whole and doubt.kind != "unfit" else NOTHING


def said_beside_name(cell: object) -> Said:
    """What stands in brackets or behind a star beside a name: นาย ก ข (เสียชีวิต), นาย ก ข ***ย้าย."""
    if not isinstance(cell, str) or not ("(" in cell or "*" in cell):
        return said_alone(cell)
    inside = (said_alone(part) for part in re.split(r"[()*]+", cell) if part)
    kind = next((said.kind for said in inside if said.kind), "")
    kind = kind or next((doubt.kind for part in re.split(r"[()*]+", cell)[1:] if (doubt := doubt_in(clean(part)))), "")
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
    for _stem, kind, pattern in _PHRASES:
        match = pattern.search(text)
        if (
            match
            and not _NOT.search(text[: match.start()])
            and not (kind == "done" and _is_otherwise(kind, text[match.end() :]))
        ):
            return Said(kind, text[:SHOWN])
    for match in words.finditer(text):
        kind, before, after = KINDS[match[0].lower()], text[: match.start()], text[match.end() :]
        if before.rstrip().lower().endswith(_NOT_THEN.get(kind, ("\n",))):
            continue
        if match[0] == "ปฏิเสธ" and _DENIES.search(before):
            continue
        if not _NOT.search(before) and not _is_otherwise(kind, after, match[0]):
            return Said(kind, text[:SHOWN])
    return NOTHING


def _is_otherwise(kind: str, after: str, word: str = "") -> bool:
    """Whether what follows the word makes it speak of something else than this appointment."""
    if kind == "moved":
        return bool(_FROM_ELSEWHERE.match(after) or (_FROM.match(after) and not _TO.search(after)))
    if kind == "done":
        return bool(_DOSE_BEFORE.match(after))
    if kind == "cancelled" and _OF_ANOTHER_THING.match(word + after):
        return True
    if kind == "cancelled" and _WAITS_HERE.match(after) and word == "ให้รอ":
        return True
    return kind == "cancelled" and bool(_MAY.match(after) or _UNDONE.match(after))


_RESERVES = ("ตัวสำรอง", "รายชื่อสำรอง", "คิวสำรอง", "สำรอง", "reserve list", "waiting list", "standby")
_INVITES = re.compile(r"ติดต่อ|โทร|กรุณา|โปรด|แบบฟอร์ม|ขั้นตอน|วิธี|หมายเหตุ|หาก|ถ้า|กรณี|[/,]|หรือ|และ|แทน")
_OF_HEADER = re.compile(
    r"^(?:วันที่|วัน|เหตุผลที่|เหตุผล|เหตุที่|สาเหตุที่|date of |date )|\(.*\)|\[.*\]|\b(?:date|y/n|yes/no)\b|[?:✓✔]", re.I
)
_NO = frozenset(
    "n no - -- 0 0.0 ไม่ ไม่ใช่ ไม่มี ยัง ยังไม่ false none f x0 na n/a nil ปกติ มา มาแล้ว มีชีวิต alive ไม่ยกเลิก ยืนยัน".split()
)
# A header that asks for a yes: ยืนยันนัด, ประสงค์ฉีด (Y/N); and the cells below it that say no.
_ASKS_YES = re.compile(
    r"(?:การ|ผลการ|สถานะการ)?(?:ยืนยัน(?:การ|วัน)?(?:นัด|มา)?|คอนเฟิร์ม(?:นัด)?|(?:(?:จะ|สะดวก)มา(?:ได้|ตามนัด)?|มาได้)(?:หรือไม่|ไหม|มั้ย|หรือเปล่า)?|"
    r"(?:ความ)?ประสงค์(?:จะ)?(?:ฉีด|รับ)?(?:วัคซีน)?|(?:การ|ความ)?ยินยอม(?:ให้)?(?:ฉีด|รับ)?(?:วัคซีน)?|"
    r"ต้องการ(?:ฉีด|รับ)(?:วัคซีน)?|confirm(?:ed|ation)?|consent(?:ed)?|accept(?:ed)?|will (?:come|attend))",
    re.I,
)
_SAYS_NO = frozenset("n no ไม่ ไม่ใช่ ไม่ได้ false f ✗ ✘ ไม่ยืนยัน ไม่ยินยอม ไม่ประสงค์".split())
_TICKS = frozenset("/ // \\ y yes x xx * + v √ ✓ ✔ ☑ ☒ ✗ ✘ ใช่ true t มี ok".split())


def said_in_line(cell: object) -> Said:
    """What a title, a line between the rows or a sheet's name says of the rows below it."""
    text = _text(cell)
    if len(text) > SHOWN:
        return NOTHING
    if text.strip(_AROUND).startswith(_RESERVES):  # in case somebody does not come
        return Said("waiting", text)
    doubt = doubt_in(text)
    if doubt and doubt.kind != "unfit" and not _INVITES.search(text[: doubt.start] + text[doubt.end :]):
        return Said(doubt.kind, text)
    if _INVITES.search(text):
        return NOTHING
    bare = text.strip(_AROUND)
    said = said_alone(bare) if said_alone(bare).kind else _found(text, _IN_NOTE)
    return NOTHING if said.kind == "done" and "นัด" in text else said  # vaccinated before, and invited again


def said_in_header(header: str) -> str:
    """The kind that a header's own words name, so that a tick below them says it: ยกเลิก (Y/N), วันที่เสียชีวิต; else ""."""
    return said_alone(_OF_HEADER.sub("", clean(header)).strip()).kind


def is_ticked(cell: object, kind: str) -> bool:
    """Whether a cell below such a header says yes. A day or a number below เลื่อน or ฉีดแล้ว may be another thing's."""
    text = clean(shown(cell)).lower()
    if is_blank(cell) or text in _NO or cell is False:
        return False
    return kind in ("dead", "cancelled") or text in _TICKS


def asks_yes(header: str) -> bool:
    """Whether a header asks if somebody will come, or wants to: a no below it is no appointment."""
    return bool(_ASKS_YES.fullmatch(_OF_HEADER.sub("", clean(header)).strip()))


def says_no(cell: object) -> bool:
    return cell is False or clean(shown(cell)).lower() in _SAYS_NO
