"""Values as a person reads them, in the language the program speaks now (Qt's default locale says which)."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import Qt as Markup

if TYPE_CHECKING:
    from app.wording import Lang

THAI_DAYS = ("จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส.", "อา.")
WHOLE_DAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
ENGLISH_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
GAP = "\u200b"  # of no width: a line may end there
_PLACE = re.compile(r"%([1-9])")
# Windows has no library that tells Qt where a Thai word ends, so there a line would end at spaces alone.
_RUN = re.compile(r"[ก-ฺเ-๎]{13,}")  # letters that no space parts; fewer fit into every line we have
_LONG = re.compile(r"[ก-ฺเ-๎]{21,}")  # and between known words
_WORDS = (  # that sentences are full of, and that hardly any other word ends in
    "และ หรือ ที่ ให้ ของ จาก กับ ซึ่ง ถ้า กรุณา ต้อง อยู่ ทุก จะ ว่า คน วัน ชื่อ จอง นัด ข้อมูล ระบบ หน่วย เลข ไม่ ได้ ใน แล้ว เป็น แถว ไฟล์"
    " โดย เพื่อ เมื่อ เพราะ เปิด เลือก ใหม่ ทั้ง เข้า ไป โปรแกรม เครื่อง บันทึก ข้อความ คอลัมน์ เดียว อีก ส่ง ผู้ เก็บ แก้ไข ตรวจ ยัง พร้อม"
    " ก่อน ฉีด เวลา ช่อง รหัส ประจำ ประชาชน หนึ่ง อื่น ถูก"
)
_WORD = re.compile(rf"(?<=[ก-ๆ็-๎])(?<![เ-ไ])(?={_WORDS.replace(' ', '|')})|(?<=[ๆฯ])")
_SYLLABLE = re.compile(r"(?<=[ก-ๆ็-๎])(?<![เ-ไ])(?=[เ-ไ])")
_HOUR = re.compile(r"(?<=\d:\d\d) น\.")
_SPAN = re.compile(r"(?<=\d:\d\d)–(?=\d\d:\d)")


def lang() -> Lang:
    return "th" if QLocale().language() is QLocale.Language.Thai else "en"


def fill(words: str, *values: object) -> str:
    """%1, %2 … of a sentence, all at once: a file's name may hold such a sign itself."""

    def value(place: re.Match[str]) -> str:
        number = int(place[1])
        return str(values[number - 1]) if number <= len(values) else place[0]

    return _PLACE.sub(value, words)


@cache
def _knows_thai_words() -> bool:
    """Whether Qt finds where a Thai word ends: with a library that Linux has, and Windows has not."""
    from PySide6.QtCore import QTextBoundaryFinder

    words = "ภาษาไทย"
    return QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, words).toNextBoundary() < len(words)


def breakable(words: str) -> str:
    """The same with places (of no width) where a line may end in what would else stand in one long line and be cut:
    before words that are known, in longer parts before syllables. Nothing where Qt knows the words."""
    if not _RUN.search(words) or _knows_thai_words():
        return words

    def parted(run: re.Match[str]) -> str:
        return _LONG.sub(lambda part: _SYLLABLE.sub(GAP, part[0]), _WORD.sub(GAP, run[0]))

    return _RUN.sub(parted, words)


def number(value: int) -> str:
    return f"{value:,}"


def day(value: date) -> str:
    """พฤ. 5 พ.ย. 2569, or Thu 5 Nov 2026."""
    days = THAI_DAYS if lang() == "th" else ENGLISH_DAYS
    return f"{days[value.weekday()]} {short_day(value)}"


def whole_day(value: date) -> str:
    """วันอังคารที่ 8 ธ.ค. 2569, or Tue 8 Dec 2026: as it stands in a sentence."""
    return f"วัน{WHOLE_DAYS[value.weekday()]}ที่ {short_day(value)}" if lang() == "th" else day(value)


def short_day(value: date) -> str:
    """5 พ.ย. 2569, or 5 Nov 2026."""
    from app.thai import show_date

    return show_date(value, lang())


def first_weekday() -> int:
    """With which day a week begins on a calendar (Monday is 0): in Thailand with Sunday."""
    return 6 if lang() == "th" else 0


def weekday_names() -> tuple[str, ...]:
    """Short, from the first of the week on."""
    days, first = (THAI_DAYS if lang() == "th" else ENGLISH_DAYS), first_weekday()
    return days[first:] + days[:first]


def hour(value: int) -> str:
    return f"{value:02d}:00 น." if lang() == "th" else f"{value:02d}:00"


def clock(value: datetime) -> str:
    """The time of day alone."""
    return f"{value:%H:%M} น." if lang() == "th" else f"{value:%H:%M}"


def moment(value: datetime) -> str:
    return f"{short_day(value.date())} {clock(value)}"


def moment_exact(value: datetime) -> str:
    """With seconds: what was sent and what came back are often within one minute."""
    return f"{short_day(value.date())} {value:%H:%M:%S}" + (" น." if lang() == "th" else "")


def tip(words: str) -> str:
    """Words as a tooltip shows them letter by letter: Qt takes what looks like HTML for HTML there, and fetches the
    pictures it names."""
    if not Markup.mightBeRichText(words):
        return words
    return Markup.convertFromPlainText(words, Markup.WhiteSpaceMode.WhiteSpaceNormal)


def literal(words: str) -> str:
    """Words for a button or a menu, where one & alone would underline the next letter."""
    return words.replace("&", "&&")


def unbroken(words: str) -> str:
    """A line never ends within an hour (08:00 น.) or a span of them (08:00–09:00)."""
    return _HOUR.sub("\u00a0น.", _SPAN.sub("\u2060–\u2060", words))


def countdown(seconds: float) -> str:
    """29:59"""
    whole = max(0, round(seconds))
    return f"{whole // 60}:{whole % 60:02d}"


def field_word(name: str) -> str:
    """A field of the sheet, in the guide's words."""
    translate = QCoreApplication.translate
    words = {
        "cid": translate("Field", "Citizen ID"),
        "appointment_date": translate("Field", "Date"),
        "appointment_time": translate("Field", "Time"),
        "dose": translate("Field", "Dose"),
        "person_name": translate("Field", "Name"),
        "mobile_phone": translate("Field", "Mobile phone"),
        "hospital_code": translate("Field", "Facility code"),
        "note": translate("Field", "Note"),
        "prefix": translate("Field", "Title"),
        "first_name": translate("Field", "First name"),
        "last_name": translate("Field", "Last name"),
        "": translate("Field", "Whole row"),
    }
    return words.get(name, name)


def cid_groups(cid: str) -> str:
    """1 2345 67890 12 3, as on the card."""
    return f"{cid[0]} {cid[1:5]} {cid[5:10]} {cid[10:12]} {cid[12]}" if len(cid) == 13 else cid
