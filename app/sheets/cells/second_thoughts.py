"""What a note says that leaves an appointment in doubt: it is another hospital's, somebody is ill or allergic, was not
reached, or is still waited for. Thai and English.

Nobody is booked on such a row unasked: it is set aside, and its words are shown. What denies it (ไม่แพ้ยา, ติดต่อได้แล้ว),
what is over (เคยป่วย), and what is only said in case (หากติดต่อไม่ได้) says nothing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_PLACE = r"(?:รพ\.?|โรงพยาบาล|คลินิก|สถานพยาบาล|สถานที่|หน่วย(?:บริการ|งาน)?|จังหวัด|อำเภอ|ที่|แห่ง)"
_HOSPITAL = r"(?:รพ\.?|โรงพยาบาล)\s?(?!แล้ว|เรา|นี้|วัน|เดียว|แห่งนี้|[.,;)]|$)"
_PEOPLE = r"(?:ญาติ|ลูก|บุตร|ครอบครัว|ผู้ปกครอง|พ่อ|แม่|สามี|ภรรยา|เจ้าตัว|คนไข้|ผู้ป่วย)"
_EN = r"(?<![a-z])"

# kind -> what says it. Each is looked for without capitals.
_SAYS: dict[str, tuple[str, ...]] = {
    "elsewhere": (
        rf"(?:นัด|จอง|คิว|ลงทะเบียน|ลงชื่อ)(?:(?!จาก)[^,;]){{0,20}}?{_PLACE}\s?(?:ที่|แห่ง)?\s?อื่น",
        rf"(?:มีนัด|นัด|จอง(?:คิว)?|มีคิว)\s?(?:แล้ว|ไว้(?:แล้ว)?)\s?(?:กับ|ที่)\s?{_HOSPITAL}",
        rf"(?:มีนัด|จอง(?:คิว)?|มีคิว)\s?(?:กับ|ที่|ไว้ที่)?\s?{_HOSPITAL}(?:(?!วันเดียว)[^,;]){{1,30}}?แล้ว",
        rf"{_EN}(?:appointment|appt\.?|book(?:ed|ing)|registered|scheduled|enrolled)(?![a-z])[^,;]{{0,25}}?"
        r"(?:elsewhere|(?:an)?other (?:hospital|clinic|place|facility|site|cent(?:re|er)|province))",
    ),
    "unfit": (
        r"(?<!ภูมิ)(?<!พ่าย)แพ้(?!ท้อง|แดด|อากาศ|ฝุ่น|เหงื่อ|ภัย|ชนะ|ตัวเอง)",
        rf"{_EN}(?:allerg(?:y|ies|ic)|anaphyla\w*|(?:severe|bad|adverse|allergic) reaction|had a reaction)",
        r"(?<!ผู้)(?<!คน)(?:กำลัง)?ป่วย(?:อยู่)?\s?(?:หนัก|มีไข้|นอน|$|[,;(])",
        r"ไม่สบาย(?!ใจ)|(?:มี|เป็น)ไข้(?!หวัดใหญ่|เลือดออก)|ติดโควิด|นอน\s?(?:อยู่\s?)?(?:ที่\s?)?(?:รพ|โรงพยาบาล)|รักษาตัว(?:อยู่)?\s?(?:ที่|ใน)|แอดมิท|อยู่\s?icu",
        rf"{_EN}(?:admit(?:ted)?|hospitali[sz]ed|in (?:the )?icu|has (?:a )?fever|is (?:ill|sick))(?![a-z])",
        r"(?:ไม่|ยังไม่)(?:เข้า|ถึง|ผ่าน)เกณฑ์|อายุ(?:ยัง)?ไม่ถึง|ไม่ใช่กลุ่มเป้าหมาย",
        rf"{_EN}(?:not eligible|ineligible|contraindicat\w*)",
    ),
    "undecided": (
        r"ติดต่อ(?:ทางโทรศัพท์|เบอร์นี้|ญาติ|ใคร)?(?:ยัง)?ไม่(?:ได้|ติด|สำเร็จ)|ไม่สามารถ(?:ติดต่อ|โทร)|ติดต่อใครไม่ได้",
        r"โทร(?:ศัพท์|หา|ไป)?(?:แล้ว)?\s?(?:หลายครั้ง|\d+\s?ครั้ง)?\s?ไม่(?:ติด|รับ|มีคน)|ไม่(?:มี(?:คน|ผู้|ใคร))?รับ(?:สาย|โทร)",
        r"(?:เบอร์|หมายเลข|โทรศัพท์)(?:โทร|โทรศัพท์|ติดต่อ|มือถือ)?(?:นี้|ที่ให้ไว้)?\s?(?:ผิด|ไม่ถูก|ไม่ใช่|ใช้(?:งาน)?ไม่ได้|ไม่มีการใช้|ถูกระงับ|ยกเลิก)",
        r"ปิดเครื่อง|สายไม่ว่าง|เลขหมายที่ท่าน|(?:ตาม|หา)ตัวไม่(?:เจอ|พบ|ได้)|ไม่พบตัว",
        rf"{_EN}(?:can(?:no|')t|can not|could ?n(?:o|')t|unable to|not able to|did(?: not|n't)|not)\s"
        r"(?:be |get )?(?:reach|contact|answer)\w*",
        rf"{_EN}(?:unreachable|no (?:answer|reply|response)|"
        r"wrong (?:phone )?number|number (?:is )?not in service|phone (?:is )?off)(?![a-z])",
        r"รอ(?:การ|ให้|ทาง)?(?:โทร|ติดต่อ|ยืนยัน|คอนเฟิร์ม|ปรึกษา|ตรวจสอบ|ตัดสินใจ|อนุมัติ|ประเมิน|พิจารณา|ใบยินยอม|ใบรับรอง|เอกสาร|นัดใหม่|คำตอบ|"
        r"ผล(?!ิต)(?!หลังฉีด)|(?:แพทย์|หมอ)(?!\s?(?:ที่|หน้า|ห้อง))|แจ้ง(?:กลับ|วัน|ผล)|"
        rf"{_PEOPLE}(?:ตัดสินใจ|ยืนยัน|ตกลง|ยินยอม|เซ็น|แจ้ง|โทร))",
        r"ยังไม่(?:ได้)?(?:ยืนยัน|คอนเฟิร์ม|ตกลง)|ไม่แน่(?:ใจ|นอน)|(?:ยัง)?ไม่(?:ได้)?ตัดสินใจ|ลังเล|ขอ(?:คิดดู|คิดก่อน|ตัดสินใจ|ปรึกษา)|"
        r"ยังไม่(?:ได้)?(?:ส่ง|มี|คืน|เซ็น)\S{0,4}ยินยอม",
        r"(?:ให้|ขอ|จะ|ต้อง|นัด)\S{0,6}?โทร(?:หา)?กลับ|โทรกลับ(?:อีก|ไป|ใหม่)|พักไว้ก่อน|ชะลอ(?:ไว้|การ|ก่อน|$)|ระงับ(?:ไว้|การ|ชั่วคราว|$)",
        rf"{_EN}(?:pending(?! payment)|tbc|tbd|to be confirmed|to confirm(?! address)|await\w*|on hold|undecided|"
        r"not (?:yet )?(?:sure|decided|confirmed)|"
        r"wait(?:ing|s)? (?:for|on) (?:a |the |his |her |their )?"
        r"(?:call|confirm\w*|doctor|result|consent|reply|answer|approval|family|parent)|"
        r"(?:will|to|please|must|needs? to|asked (?:us )?to) (?:be )?call(?:ed)?(?: \w+)? back|call back|"
        r"needs? (?:to )?confirm\w*)(?![a-z])",
        r"(?:เลข(?:ที่)?(?:บัตร|ประจำตัว|ปชช\.?)?|บัตร|ชื่อ(?:-?สกุล)?|นามสกุล|ข้อมูล|วันเกิด)(?:ประชาชน)?\s?(?:ผิด|ไม่(?:ตรง|ถูกต้อง))",
        r"(?<!ไม่)(?:ผิดคน|คนละคน|แทนด้วย)",
        rf"{_EN}(?:wrong|incorrect|invalid) (?:id|cid|name|national id|person)(?![a-z])",
    ),
}
_PATTERNS = {kind: re.compile("|".join(says), re.I) for kind, says in _SAYS.items()}
STEMS = (
    *("อื่น", "รพ", "โรงพยาบาล", "elsewhere", "other ", "แพ้", "allerg", "anaphyla", "reaction", "ป่วย", "ไม่สบาย", "ไข้"),
    *("โควิด", "รักษาตัว", "แอดมิท", "icu", "admit", "hospitali", "fever", "is ill", "is sick", "เกณฑ์", "อายุ", "เป้าหมาย"),
    *("eligible", "contraindicat", "ติดต่อ", "โทร", "รับสาย", "เบอร์", "หมายเลข", "ปิดเครื่อง", "สายไม่ว่าง", "เลขหมาย", "ตัวไม่"),
    *(
        "ไม่พบตัว",
        "reach",
        "contact",
        "answer",
        "no re",
        "number",
        "phone",
        "รอ",
        "ยืนยัน",
        "คอนเฟิร์ม",
        "ตกลง",
        "ไม่แน่",
        "ตัดสินใจ",
    ),
    *(
        "ลังเล",
        "ขอคิด",
        "ขอปรึกษา",
        "ยินยอม",
        "พักไว้",
        "ชะลอ",
        "ระงับ",
        "pending",
        "tbc",
        "tbd",
        "confirm",
        "await",
        "on hold",
    ),
    *(
        "undecided",
        "not sure",
        "not decided",
        "not yet",
        "waiting",
        "wait for",
        "waits for",
        "back",
        "เลข",
        "บัตร",
        "ชื่อ",
        "สกุล",
    ),
    *("ผิดคน", "คนละคน", "แทนด้วย"),
    *("ข้อมูล", "วันเกิด", "wrong", "incorrect", "invalid"),
)

# Right before: it isn't so, it was so, or only in case.
_DENIED = re.compile(
    r"(?:ไม่|มิ|ยังไม่|ปฏิเสธ|ไม่ต้อง)(?:มี|ได้|เคย|พบ|การ|ต้อง|ให้|ประวัติ|อาการ|โรค|ว่า|\s|/|:){0,4}$|"
    r"(?:หาก|ถ้า|กรณี|เผื่อ|เมื่อ)\S{0,20}\s?$|"
    rf"{_EN}(?:no|not|non|never|without|denie[sd]|denies any|if|nil|in case|when|isn't|wasn't|no longer)\W{{0,2}}"
    r"(?:any |known |drug |food |vaccine |history of |hx of |of |is |was |be |been )*$",
    re.I,
)
# An illness that is over; an allergy never is.
_OVER = re.compile(r"(?:หาย(?:จาก)?|เคย|ฉีดเข็ม|หลังจาก)\S{0,20}\s?$")
_ALLERGY = ("แพ้", "allerg", "anaph")
# Behind it: it is settled by now, or the answer to the question it was is no.
_SETTLED = re.compile(
    r"(?<!ไม่)(?<!รอ)(?<!การ)(?<!ยังไม่ได้)(?:ยืนยัน|ติดต่อได้|รับสาย|คอนเฟิร์ม|ตกลง)(?:นัด|มา|วัน|แล้ว)*แล้ว|มาแน่นอน|"
    r"(?:ตอนนี้|ปัจจุบัน|วันนี้)\S{0,6}(?:หาย|ได้|ปกติ)|หายแล้ว|แพทย์(?:ให้|ประเมิน\S{0,6}|อนุญาต)(?:ฉีด|แล้ว)|ฉีดได้|"
    rf"(?:[,;.]|{_EN}(?:but|now|then))\s*(?:has )?(?:confirmed|reached|ok(?![a-z])|will come|coming)",
    re.I,
)
_ANSWERED_NO = re.compile(
    r"^(?:ยา|อาหาร|วัคซีน|ประวัติ|อาการ|drugs?|foods?|\s|/|\()*[:=?)]*\s*(?:ไม่มี|ไม่แพ้|ปฏิเสธ|ไม่เคย|-+\s*$|n/?a\b|none|nil|no(?:t|ne)?\b|neg(?:ative)?\b|\(-\))",
    re.I,
)


class Doubt(NamedTuple):
    kind: str  # elsewhere, unfit, undecided
    start: int
    end: int


def doubt_in(text: str) -> Doubt | None:
    """The first doubt that a note leaves."""
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            before, after = text[: match.start()], text[match.end() :]
            if _DENIED.search(before) or _SETTLED.search(after):
                continue
            if kind == "unfit" and _ANSWERED_NO.match(after):
                continue
            if not match[0].lower().startswith(_ALLERGY) and _OVER.search(before):
                continue
            return Doubt(kind, match.start(), match.end())
    return None
