"""What a column's header says it holds: Thai and English, the Dashboard's exports, small spelling differences."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from app.values.text import Flaw, clean, one_spelling

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
    "cid": "cid idcard nationalid citizenid idno idnumber personid pid pidno thaiid citizencard "
    "เลขบัตรประชาชน เลขบัตรประจำตัวประชาชน เลขประจำตัวประชาชน เลขที่บัตรประชาชน เลขที่บัตรประจำตัวประชาชน "
    "หมายเลขบัตรประชาชน หมายเลขบัตรประจำตัวประชาชน หมายเลขประจำตัวประชาชน รหัสบัตรประชาชน รหัสประจำตัวประชาชน "
    "เลขบัตร เลขบัตรปชช เลขปชช ปชช บัตรประชาชน บัตรปชช เลข13หลัก เลขประจำตัว13หลัก เลขที่บัตร เลขประจำตัว เลขไอดี",
    "appointment_date": "appointmentdate date apptdate appdate nextdate slotdate bookingdate oappdate scheduledate "
    "วันที่นัด วันนัด วันที่นัดหมาย วันนัดหมาย วันเดือนปีที่นัด วันเดือนปีนัด วดปนัด วดปที่นัด วันที่ วันที่จอง วันที่นัดฉีด "
    "วันที่นัดรับวัคซีน วันที่ต้องการนัด วันที่ต้องการฉีด วันที่สะดวก วันที่ฉีด วันนัดฉีด วันที่นัดฉีดวัคซีน นัดวันที่ กำหนดนัด",
    "appointment_time": "appointmenttime time appttime apptime slottime nexttime oapptime hour slot "
    "เวลานัด เวลา เวลาที่นัด เวลานัดหมาย เวลาจอง ช่วงเวลา รอบเวลา รอบ เวลานัดฉีด นัดเวลา ชั่วโมง ช่วงเวลานัด เวลาน",
    "dose": "dose doseno vaccineplanno planno vaccineplan dosenumber เข็มที่ เข็ม เข็มวัคซีน โดส โดสที่ ครั้งที่ เข็มที่นัด เข็มที่ฉีด "
    "วัคซีนเข็มที่",
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
# A header that holds one of these, where no whole header matches. First match wins; "" = surely none of ours.
_HOLDS: tuple[tuple[str, str], ...] = (
    ("เจ้าหน้าที่", ""),
    ("staff", ""),
    ("วันเกิด", ""),
    ("เดือนปีเกิด", ""),
    ("birth", ""),
    ("ฉุกเฉิน", ""),
    ("ญาติ", ""),
    ("ผู้ปกครอง", ""),
    ("passport", ""),
    ("hospitalname", ""),
    ("ชื่อหน่วย", ""),
    ("ชื่อสถานบริการ", ""),
    ("ชื่อโรงพยาบาล", ""),
    ("ชื่อวัคซีน", ""),
    ("slotid", ""),
    ("slotno", ""),
    ("confirm", ""),
    ("บันทึกเมื่อ", ""),
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
    ("ชื่อสกุล", "person_name"),
    ("ชื่อนามสกุล", "person_name"),
    ("หมายเหตุ", "note"),
)
_WHOLE = {header: field for field, headers in _EXACT.items() for header in headers.split()}
_DROPPED = re.compile(r"\(.*?\)|\[.*?\]|[\s_\-./\\*:;,\"'()\[\]{}|#&+]|และ(?=นามสกุล|สกุล)")
# Whole headers that could be of many things: a surer column of the same field wins.
_GENERAL_TEXT = (
    "date time hour slot name title id pid phone mobile tel dose facility "
    "วันที่ เวลา ช่วงเวลา รอบ ชั่วโมง ชื่อ เข็ม โทร เบอร์ เลขบัตร เลขที่บัตร เลขประจำตัว หน่วยบริการ วันที่ฉีด วันที่จอง เวลาจอง"
)
_GENERAL = frozenset(_GENERAL_TEXT.split())
EXACT, GENERAL, HOLDS, CLOSE = range(4)
_LONGEST = 200


class Match(NamedTuple):
    field: str  # "" = none
    rank: int = CLOSE  # smaller is surer


_NONE = Match("")


def _plain(header: str) -> str:
    return _DROPPED.sub("", one_spelling(clean(header[:_LONGEST])).lower())


@lru_cache(maxsize=4096)
def field_of(header: str) -> Match:
    """The field a header names. `header` as it stands in the sheet."""
    plain = _plain(header)
    if not plain:
        return _NONE
    if field := _WHOLE.get(plain):
        return Match(field, GENERAL if plain in _GENERAL else EXACT)
    if len(plain) <= 60:
        for part, field in _HOLDS:
            if part in plain:
                return Match(field, HOLDS)
    return _closest(plain)


def _closest(plain: str) -> Match:
    """A whole header but for a letter or two; short ones are too easily alike."""
    if not 6 <= len(plain) <= 40:
        return _NONE
    matcher = SequenceMatcher(b=plain, autojunk=False)
    best, field = 0.86, ""
    for header, meant in _WHOLE.items():
        if abs(len(header) - len(plain)) > 2 or len(header) < 6:
            continue
        matcher.set_seq1(header)
        if matcher.real_quick_ratio() > best and (ratio := matcher.ratio()) > best:
            best, field = ratio, meant
    return Match(field, CLOSE)


def header_text(cell: object) -> str:
    """A header cell as one line of text; "" where it is no text."""
    return clean(cell) if isinstance(cell, str) else "" if isinstance(cell, (Flaw, type(None))) else str(cell)
