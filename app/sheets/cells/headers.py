"""What a column's header says it holds, and whether it says that something or somebody else is meant: Thai and
English, the Dashboard's exports, small spelling differences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from app.sheets.cells.text import Flaw
from app.text import clean, one_spelling

# The order is the order of the template's columns.
FIELDS = (
    "cid",
    "appointment_date",
    "appointment_time",
    "dose",
    "person_name",
    "mobile_phone",
    "hospital_code",
    "note",
    "prefix",
    "first_name",
    "last_name",
)
REQUIRED = ("cid", "appointment_date", "appointment_time")

# Whole headers, as `_plain` leaves them (no spaces, marks or brackets; lower case).
_EXACT: dict[str, str] = {
    "cid": "cid idcard idcardno nationalid nationalidno nationalidnumber "
    "citizenid citizenidno citizenidnumber idno idnumber personid pid pidno "
    "thaiid "
    "citizencard "
    "เลขบัตรประชาชน เลขบัตรประจำตัวประชาชน เลขประจำตัวประชาชน เลขที่บัตรประชาชน เลขที่บัตรประจำตัวประชาชน "
    "หมายเลขบัตรประชาชน หมายเลขบัตรประจำตัวประชาชน หมายเลขประจำตัวประชาชน รหัสบัตรประชาชน รหัสประจำตัวประชาชน "
    "รหัสประชาชน เลขบัตร เลขบัตรปชช เลขปชช ปชช บัตรประชาชน บัตรปชช เลข13หลัก เลขประจำตัว13หลัก เลขที่บัตร เลขประจำตัว เลขไอดี",
    "appointment_date": "appointmentdate date apptdate appdate nextdate slotdate bookingdate oappdate scheduledate "
    "dateofappointment appointment apdate dateappt "
    "นัดฉีด นัดฉีดวัคซีน นัดรับวัคซีน "
    "วันที่นัด วันนัด วันที่นัดหมาย วันนัดหมาย วันเดือนปีที่นัด วันเดือนปีนัด วดปนัด วดปที่นัด วันที่ วันที่จอง วันที่นัดฉีด "
    "วันที่นัดรับวัคซีน วันที่ต้องการนัด วันที่ต้องการฉีด วันที่สะดวก วันนัดฉีด วันที่นัดฉีดวัคซีน นัดวันที่ กำหนดนัด",
    "appointment_time": "appointmenttime time appttime apptime slottime nexttime oapptime timeofappointment aptime "
    "timeappt hour slot เวลาฉีด เวลาฉีดวัคซีน เวลารับวัคซีน "
    "เวลานัด เวลา เวลาที่นัด เวลานัดหมาย เวลาจอง ช่วงเวลาที่สะดวก เวลาที่สะดวก ช่วงเวลา รอบเวลา รอบ เวลานัดฉีด นัดเวลา ชั่วโมง "
    "ช่วงเวลานัด เวลาน",
    "dose": "dose doseno vaccineplanno planno vaccineplan dosenumber เข็มที่ เข็ม เข็มวัคซีน โดส โดสที่ เข็มที่นัด วัคซีนเข็มที่",
    "person_name": "personname name fullname ptname patientname ชื่อสกุล ชื่อนามสกุล ชื่อและนามสกุล ชื่อและสกุล ชื่อผู้ป่วย ชื่อผู้รับบริการ "
    "ชื่อสกุลผู้รับบริการ รายชื่อ คำนำหน้าชื่อสกุล คำนำหน้าชื่อนามสกุล ชื่อตัวชื่อสกุล ผู้รับบริการ ชื่อเต็ม ชื่อผู้นัด",
    "mobile_phone": "mobilephone phone mobile tel telephone phoneno phonenumber mobileno telno hometel "
    "เบอร์โทรศัพท์ เบอร์โทร โทรศัพท์ เบอร์มือถือ มือถือ หมายเลขโทรศัพท์ เบอร์โทรศัพท์มือถือ โทรศัพท์มือถือ โทร เบอร์ "
    "เบอร์ติดต่อ เบอร์โทรติดต่อ เบอร์โทรศัพท์ที่ติดต่อได้ หมายเลขโทรศัพท์มือถือ เลขโทรศัพท์",
    "hospital_code": "hospitalcode hospcode hcode hoscode facilitycode facility "
    "หน่วยบริการ รหัสหน่วยบริการ รหัสสถานบริการ รหัสโรงพยาบาล รหัสรพ รหัสรพสต รหัสหน่วยงาน รหัส5หลัก รหัสหน่วยบริการ5หลัก รหัสสถานพยาบาล",
    "note": "note remark remarks comment หมายเหตุ บันทึก อื่นๆ",
    "prefix": "prefix pname title prename คำนำหน้า คำนำหน้าชื่อ คำนำหน้านาม คำนำ",
    "first_name": "firstname fname ชื่อ ชื่อตัว ชื่อจริง ชื่อต้น",
    "last_name": "lastname lname surname familyname นามสกุล สกุล ชื่อสกุลท้าย",
}
# Whole headers that are put together from parts: วันที่และเวลานัดฉีดวัคซีนครั้งต่อไป, Next appointment date & time.
_NEXT = "(?:ครั้ง)?(?:ต่อไป|ถัดไป|หน้า)"
_VISIT = f"นัด(?:หมาย)?(?:มา)?(?:เข้า)?(?:รับ|ฉีด)?(?:บริการ|วัคซีน)?(?:{_NEXT})?"
_APPOINTMENT = "(?:appointment|appoint|appt|apt|app)"
_BUILT = {
    "appointment_date": re.compile(
        rf"(?:กำหนด)?(?:วันเดือนปี|วดป|(?:วันที่|วัน)(?:และ)?(?:เวลา)?)(?:ที่)?{_VISIT}|"
        rf"(?:your|next|preferred|scheduled)*{_APPOINTMENT}(?:date|day)(?:and)?(?:time)?|"
        rf"(?:next|preferred|scheduled)+(?:date|day)(?:and)?(?:time)?|next(?:{_APPOINTMENT}|visit)(?:date|day)?|"
        rf"(?:date|day)(?:and)?(?:time)?(?:of)?(?:the|your|next)*{_APPOINTMENT}"
    ),
    "appointment_time": re.compile(
        rf"(?:ช่วง|รอบ)?เวลา(?:ที่)?{_VISIT}|(?:your|next|preferred|scheduled)*{_APPOINTMENT}(?:time|hour|slot)|"
        rf"(?:next|preferred|scheduled)+(?:time|hour)|(?:time|hour)(?:of)?(?:the|your|next)*{_APPOINTMENT}"
    ),
}
# Whole headers that mean a field here and something else there: always asked, never proposed.
_DOUBTFUL = {"ครั้งที่": "dose", "เข็มที่ฉีด": "dose", "วันที่ฉีด": "appointment_date"}


class Kind(StrEnum):
    """What the words of a header mean beside, or in place of, one of our fields."""

    SOMEBODY = "somebody"  # another person: the mother, a volunteer, staff
    EARLIER = "earlier"  # what was before: the day that was put off
    NOTED = "noted"  # when it was written down: a form's time stamp
    HAD = "had"  # what was given already
    OTHER = "other"  # surely none of ours: a birth date, a slot's number


# The one table of such words: as they stand in a header, whatever stands around them. The first kind that fits counts.
WORDS: Mapping[Kind, str] = {
    Kind.SOMEBODY: "มารดา บิดา แม่ พ่อ คู่สมรส สามี ภรรยา ภริยา ผู้พา ผู้นำส่ง ผู้แจ้ง ผู้ปกครอง ผู้ดูแล ผู้ติดต่อ ญาติ อสม "
    "เจ้าหน้าที่ ผู้บันทึก ผู้จอง ผู้นัด ผู้ให้บริการ ผู้ฉีด ผู้ตรวจ แพทย์ พยาบาล เจ้าบ้าน หัวหน้าครอบครัว ผู้ยินยอม ผู้รับรอง ฉุกเฉิน "
    "mother father parent guardian spouse husband wife mom dad staff officer nurse doctor physician informant reporter "
    "recorder emergency relative caregiver companion volunteer vhv",
    Kind.OTHER: "วันเกิด เดือนปีเกิด birth dob passport hospitalname ชื่อหน่วย ชื่อสถานบริการ ชื่อโรงพยาบาล ชื่อวัคซีน slotid slotno "
    "หมดอายุ expiry expire",
    Kind.EARLIER: "เดิม ก่อน เก่า ที่แล้ว ล่าสุด ที่ผ่านมา ครั้งสุดท้าย ยกเลิก เลื่อนจาก "
    "old previous prior former original last earlier before cancelled canceled",
    Kind.NOTED: "บันทึก ทำนัด ออกนัด ประทับเวลา ลงทะเบียน สร้าง แก้ไข ส่งแบบ ส่งข้อมูล พิมพ์ "
    "timestamp stamp created submitted submission recorded updated modified registered entered printed",
    Kind.HAD: "ได้รับ ที่ฉีด ฉีดแล้ว ฉีดไป เคยฉีด รับแล้ว จำนวนเข็ม จำนวนครั้ง "
    "received had given vaccinated administered injected taken",
}
# Words of a line over the table that say whose the ids under it are. A place may be called แม่สอด, a ward แม่และเด็ก.
_RELATIVE = re.compile(
    r"(?<!พระ)(?:มารดา|บิดา)|คู่สมรส|สามี|ภรรยา|ภริยา|ผู้พา|ผู้นำส่ง|ผู้แจ้ง|ผู้ปกครอง|ผู้ดูแล|ญาติ|ผู้ยินยอม|ผู้รับรอง|"
    r"(?<!บ้าน)(?:แม่|พ่อ)(?:(?![ก-๎])|(?=และ|หลัง|ลูก|เด็ก|วัยรุ่น|พ่อ|แม่|ของ))|"
    r"\b(?:mother|father|parent|guardian|spouse|husband|wife|informant|caregiver|relative)s?\b"
)
_PLACE = re.compile(
    r"(?:โรงพยาบาล|รพ|อนามัย|งาน|แผนก|กลุ่มงาน|คลินิก|ศูนย์|หอผู้ป่วย|ตึก)[\s.]*(?:แม่|มารดา)(?:และ|\s)*(?:เด็ก|ทารก)|โรงพยาบาล|สถานพยาบาล|การแพทย์"
)
_GROUP = 40  # letters of a heading over columns; a longer one is a title
# The day somebody was moved to: one cell under such a header, and the row's other day may be the old one.
_MOVED = re.compile(
    r"(?:เลื่อน|เปลี่ยน)(?:วันที่|วัน|เวลา|นัด|หมาย|กำหนด|ไป)*(?:เป็น|ไป)|(?:วัน|วันที่|นัด|นัดหมาย|กำหนด)(?:ที่|นัด|หมาย)*ใหม่|"
    r"(?:moved|changed|postponed)(?:to|until)|reschedul|new(?:appointment|appt)?(?:date|day)"
)
# Whole headers of something else whose days and hours are no rival of an appointment's.
_KNOWN_OTHERS = frozenset(
    "ประทับเวลา timestamp บันทึกเมื่อ วันที่บันทึก วันเวลาที่บันทึก วันเวลาบันทึก เวลาบันทึก เวลาที่บันทึก createdat createdate createddate "
    "datecreated createtime createdtime submittedat submissiontime submissiondate updatedat updatedate lastupdate "
    "lastupdated modifieddate confirmdatetime".split()
)
# A header that holds one of these, where no whole header matches. First match wins.
_HOLDS: tuple[tuple[str, str], ...] = (
    ("บัตรประชาชน", "cid"),
    ("ประจำตัวประชาชน", "cid"),
    ("13หลัก", "cid"),
    ("ปชช", "cid"),
    ("citizen", "cid"),
    ("nationalid", "cid"),
    ("โทรศัพท์", "mobile_phone"),
    ("เบอร์โทร", "mobile_phone"),
    ("มือถือ", "mobile_phone"),
    ("phone", "mobile_phone"),
    ("รหัสหน่วยบริการ", "hospital_code"),
    ("รหัสสถานบริการ", "hospital_code"),
    ("hospitalcode", "hospital_code"),
    ("hospcode", "hospital_code"),
    ("เวลานัด", "appointment_time"),
    ("เวลาที่นัด", "appointment_time"),
    ("ช่วงเวลา", "appointment_time"),
    ("appointmenttime", "appointment_time"),
    ("วันนัด", "appointment_date"),
    ("วันที่นัด", "appointment_date"),
    ("วันเดือนปีที่นัด", "appointment_date"),
    ("วันที่ต้องการ", "appointment_date"),
    ("วันที่สะดวก", "appointment_date"),
    ("เวลาที่ต้องการ", "appointment_time"),
    ("เวลาที่สะดวก", "appointment_time"),
    ("appointmentdate", "appointment_date"),
    ("เข็มที่", "dose"),
    ("dose", "dose"),
    ("ชื่อสกุล", "person_name"),
    ("ชื่อนามสกุล", "person_name"),
    ("หมายเหตุ", "note"),
)
_WHOLE = {header: field for field, headers in _EXACT.items() for header in headers.split()}
_BRACKETS = re.compile(r"\(.*?\)|\[.*?\]")
_MARKS = re.compile(r"[\s_\-./\\*:;,\"'()\[\]{}|#&+]|และ(?=นามสกุล|สกุล)")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
# What may stand beside a field's name without another meaning: whose it is, how to write it, that it is needed.
_SUBJECT = "ผู้ป่วย|คนไข้|ผู้รับบริการ|ผู้มารับบริการ|ผู้รับวัคซีน|เด็ก|บุตร|ทารก|นักเรียน|ผู้สูงอายุ|หญิงตั้งครรภ์|หญิงมีครรภ์|กลุ่มเป้าหมาย"
_HOW = (
    r"\d+|หลัก|ตัวเลข|เลข|บังคับ|จำเป็น|ต้องกรอก|ต้องระบุ|กรอก|ระบุ|required|mandatory|น|นาฬิกา|hh|mm|ss|dd|yyyy|yy|วว|ดด|ปปปป|ปป|"
    r"วดป|วันเดือนปี|พศ|คศ|be|ad|ชม|ชั่วโมง|เช่น|ตัวอย่าง|eg|example|format|รูปแบบ|text|ข้อความ|ไม่ต้องมีขีด|ไม่มีขีด|digits?|ไทย|thai|cid"
)
_HARMLESS = re.compile(rf"(?:{_SUBJECT}|ของ|{_HOW})*")
_HARMLESS_DAY = re.compile(rf"(?:{_SUBJECT}|ของ|{_HOW}|วันที่|วัน|เวลา|และ|date|time|and)*")
# Whose it is; as a heading over columns, too: ข้อมูลผู้รับบริการ, รายละเอียดส่วนบุคคล.
_BEFORE = re.compile(rf"^(?:{_SUBJECT}|(?:ข้อมูล|รายละเอียด)(?:ของ)?(?:{_SUBJECT}|ส่วนบุคคล|ส่วนตัว|ทั่วไป|พื้นฐาน|บุคคล))")
_AFTER = re.compile(rf"(?:(?:ของ)?(?:{_SUBJECT})|13หลัก|5หลัก|hhmm|ddmmyyyy|วันเดือนปี|พศ|คศ|น)$")
# Whole headers that could be of many things: a surer column of the same field wins.
_GENERAL_TEXT = (
    "date time hour slot name title id pid phone mobile tel dose facility "
    "appointment "
    "วันที่ เวลา ช่วงเวลา รอบ ชั่วโมง ชื่อ เข็ม โทร เบอร์ เลขบัตร เลขที่บัตร เลขประจำตัว หน่วยบริการ วันที่จอง เวลาจอง"
)
_GENERAL = frozenset(_GENERAL_TEXT.split())
# Fields of which a wrong column books the wrong person, day, hour or dose, or blocks a row: certain or asked.
CRITICAL = ("cid", "appointment_date", "appointment_time", "dose", "hospital_code")
EXACT, GENERAL, HOLDS, CLOSE = range(4)
_LONGEST = 200


class Match(NamedTuple):
    field: str  # "" = none
    rank: int = CLOSE  # smaller is surer
    kind: str = ""  # a Kind: its words mean something else, or somebody else

    @property
    def sure(self) -> bool:
        """A field's whole name, with nothing beside it that could mean something else."""
        return bool(self.field) and self.rank <= GENERAL and not self.kind


_NONE = Match("")


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Thai stands without spaces; an English word must stand alone or be a long one ("old" is in "threshold")."""
    return re.compile(
        "|".join(f"(?<![a-z]){re.escape(w)}(?![a-z])" if w.isascii() and len(w) < 6 else w for w in words)
    )


_KINDS = [(kind, _pattern(words.split())) for kind, words in WORDS.items()]
_ANY = _pattern(" ".join(WORDS.values()).split())  # most headers hold no such word: told in one search


def _plain(header: str) -> str:
    return _MARKS.sub("", _BRACKETS.sub("", header))


def kind_of(header: str) -> str:
    """What the words of a header mean that is none of our fields; "" = nothing of that sort."""
    apart = one_spelling(clean(_HUMP.sub(" ", header[:_LONGEST]))).lower().replace("_", " ").replace(".", "")
    both = f"{apart}|{apart.replace(' ', '')}"  # words may be written apart: ผู้ แจ้ง, slot_no
    if not _ANY.search(both):
        return ""
    return next(kind for kind, pattern in _KINDS if pattern.search(both))


def says_whose(text: str, *, title: bool) -> bool:
    """Whether a line over (or just under) a header says that the ids there are another person's. `title`: it stands
    over the whole table, where staff and the hospital are named too."""
    apart = _PLACE.sub(" ", one_spelling(clean(text[:_LONGEST])).lower())
    if _RELATIVE.search(apart):
        return True
    return not title and len(apart) <= _GROUP and not apart.endswith(":") and _is_staff(apart)


def _is_staff(text: str) -> bool:
    return kind_of(re.sub("แม่|พ่อ", "", text)) == Kind.SOMEBODY


def of_whom(whose: str, header: str) -> str:
    """The heading of an id's column with the line that says whose it is: still one of an id."""
    joined = f"{whose} {header}"
    if field_of(joined).field == "cid" and field_of(joined).kind:
        return joined
    return f"{header} ({_MARKS.sub(' ', whose).strip()})"


def whose_is(field: str, header: str) -> str | None:
    """What a heading says besides a field's name: เด็ก of ชื่อเด็ก, "" of ชื่อ alone; None where it does not name it."""
    plain = _plain(one_spelling(clean(header[:_LONGEST])).lower())
    names = sorted(_EXACT[field].split(), key=len, reverse=True)
    name = next((name for name in names if plain.startswith(name) or plain.endswith(name)), None)
    if name is None:
        return None
    return plain.removeprefix(name) if plain.startswith(name) else plain.removesuffix(name)


def says_moved(header: str) -> bool:
    """Whether the column holds the day that somebody was moved to."""
    return bool(_MOVED.search(_MARKS.sub("", one_spelling(clean(header[:_LONGEST])).lower())))


@lru_cache(maxsize=32768)
def field_of(header: str) -> Match:
    """The field a header names. `header` as it stands in the sheet."""
    written = one_spelling(clean(header[:_LONGEST])).lower()
    plain = _plain(written)
    if not plain:
        return _NONE
    if plain in _KNOWN_OTHERS:
        return Match("", EXACT, Kind.OTHER)
    beside = "".join(_MARKS.sub("", part) for part in _BRACKETS.findall(written))
    field, rank = _named(plain)
    kind = kind_of(beside if rank == EXACT and plain in _WHOLE else header)
    if plain in _DOUBTFUL:
        kind = kind or Kind.HAD
    if not field or kind == Kind.OTHER or (kind and field not in CRITICAL):
        return Match("", HOLDS if kind else CLOSE, kind)
    if rank == EXACT:
        harmless = _HARMLESS_DAY if field == "appointment_date" else _HARMLESS
        unclear = field in CRITICAL and not harmless.fullmatch(beside)
        rank = HOLDS if unclear else GENERAL if _bare(plain) in _GENERAL else EXACT
    return Match(field, rank, kind)


def _bare(plain: str) -> str:
    """Without what may stand around a name, where that leaves a name."""
    behind = _BEFORE.sub("", plain)
    return next((name for name in (plain, behind, _AFTER.sub("", plain), _AFTER.sub("", behind)) if name in _WHOLE), "")


def _named(plain: str) -> tuple[str, int]:
    if field := _WHOLE.get(_bare(plain)):
        return field, EXACT
    if field := next((field for field, built in _BUILT.items() if built.fullmatch(plain)), ""):
        return field, EXACT
    if field := _DOUBTFUL.get(plain):
        return field, HOLDS
    if len(plain) <= 60:
        for part, field in _HOLDS:
            if part in plain:
                return field, HOLDS
    return _closest(plain), CLOSE


def _letters(text: str) -> int:
    """Which letters a text has, a bit each: tells at once that two are not alike."""
    bits = 0
    for letter in text:
        bits |= 1 << (ord(letter) & 127)
    return bits


_ALIKE = 0.86
# By length those of two letters more or less: what a header can be close to.
_NEAR = {
    length: [
        (whole, _letters(whole), field)
        for whole, field in _WHOLE.items()
        if len(whole) >= 6 and abs(len(whole) - length) <= 2
    ]
    for length in range(6, 41)
}


def _closest(plain: str) -> str:
    """The field of a whole header but for a letter or two; short ones are too easily alike, and numbers are no
    slip."""
    letters = _letters(plain)
    most = (1 - _ALIKE) * 2 * (len(plain) + 1)
    near = [
        (whole, field) for whole, others, field in _NEAR.get(len(plain), ()) if (letters ^ others).bit_count() <= most
    ]
    if not near:
        return ""
    matcher = SequenceMatcher(b=plain, autojunk=False)
    best, found = _ALIKE, ""
    for whole, field in near:
        matcher.set_seq1(whole)
        if matcher.real_quick_ratio() > best and (ratio := matcher.ratio()) > best and _digits(whole) == _digits(plain):
            best, found = ratio, field
    return found


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def header_text(cell: object) -> str:
    """A header cell as one line of text; "" where it is no text."""
    return clean(cell) if isinstance(cell, str) else "" if isinstance(cell, (Flaw, type(None))) else str(cell)
