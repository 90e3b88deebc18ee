"""What else a sheet may hold of a person for `SendImmunizationTarget`, beside what everybody must have: where it is
found and how it is read. All of it may be missing; what can't be read is left out, never guessed.

22 fields are printed (SEEN MAN p.30, contract 4 and 7), of which 20 are named in what is public: these and the seven of
`targets.NewPerson`. The names of the other two are unknown: they are not guessed, and nothing is sent for them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from app.sheets.cells.text import Flaw, is_blank, shown
from app.text import clean, one_spelling

LONGEST = 200  # characters
# Names of a column, without blanks and marks, in small letters.
_NAMES: Mapping[str, str] = {
    "person_type_id": "persontypeid persontype persontypename ประเภทบุคคล ประเภทกลุ่มเป้าหมาย รหัสประเภทบุคคล ประเภทกลุ่มบุคคล",
    "person_risk_type_id": "personrisktypeid personrisktype personrisktypename risktype risktypeid กลุ่มเสี่ยง "
    "ประเภทกลุ่มเสี่ยง รหัสกลุ่มเสี่ยง ประเภทความเสี่ยง",
    "moo": "moo addrmoo villno หมู่ หมู่ที่ ม",
    "chw_code": "chwcode chwpart changwatcode provincecode รหัสจังหวัด",
    "amp_code": "ampcode amppart ampurcode districtcode รหัสอำเภอ",
    "tmb_code": "tmbcode tmbpart tamboncode subdistrictcode รหัสตำบล",
    "address_line_1": "addressline1 addressline address addr ที่อยู่ ที่อยู่ปัจจุบัน บ้านเลขที่",
    "need_vaccine": "needvaccine personneedvaccine ต้องการวัคซีน ต้องการฉีดวัคซีน ประสงค์ฉีดวัคซีน",
    "vaccine_eligible": "vaccineeligible มีสิทธิรับวัคซีน",
    "company_code": "companycode รหัสบริษัท รหัสหน่วยงานต้นสังกัด",
    "person_name_english": "personnameenglish nameenglish englishname fullnameen nameen ชื่อภาษาอังกฤษ ชื่อสกุลภาษาอังกฤษ",
    "passport_number": "passportnumber passportno passport หนังสือเดินทาง เลขหนังสือเดินทาง เลขที่หนังสือเดินทาง",
    "nationality_code": "nationalitycode รหัสสัญชาติ",
}
FIELDS = tuple(_NAMES)
_FIELD_OF = {name: field for field, names in _NAMES.items() for name in names.split()}
_MARKS = re.compile(r"[\s_\-./()\[\]]+")
_YES = ("y", "yes", "1", "true", "ใช่", "ต้องการ", "ประสงค์", "มี")
_NO = ("n", "no", "0", "false", "ไม่", "ไม่ใช่", "ไม่ต้องการ", "ไม่ประสงค์", "ไม่มี")
# Codes of two digits, of which Excel takes the zero (INFERRED: the Ministry's area codes).
_TWO_DIGITS = ("chw_code", "amp_code", "tmb_code")
TABLES: Mapping[str, str] = {"person_type_id": "person_type", "person_risk_type_id": "person_risk_type"}

More = tuple[tuple[str, object], ...]  # wire field -> value: a Number for the two types, else a String (SEEN)


def columns_of(headers: Sequence[str]) -> dict[str, int]:
    """Wire field -> its column, the first that is named so."""
    found: dict[str, int] = {}
    for place, header in enumerate(headers):
        name = _MARKS.sub("", one_spelling(clean(header)).lower())
        if field := _FIELD_OF.get(name):
            found.setdefault(field, place)
    return found


def read(row: Sequence[object], columns: Mapping[str, int]) -> More:
    """What a row says. A type that is written as a name comes as that name: `numbered` knows its number."""
    values = ((field, _read(field, row[place])) for field, place in columns.items() if place < len(row))
    return tuple((field, value) for field, value in values if value != "")


def _read(field: str, cell: object) -> object:
    text = "" if isinstance(cell, Flaw) or is_blank(cell) else clean(shown(cell))[:LONGEST].removesuffix(".0")
    if not text.strip("-. "):
        return ""
    if field in TABLES:
        number = re.match(r"(\d{1,4})(?!\d)", text)  # 301, 301: โรคทางเดินหายใจเรื้อรัง
        return int(number[1]) if number else text
    if field in ("need_vaccine", "vaccine_eligible"):
        word = text.casefold()
        return "Y" if word in _YES else "N" if word in _NO else ""
    if field in _TWO_DIGITS:
        return text.zfill(2) if text.isascii() and text.isdigit() else ""
    return text


def unnumbered(people: Sequence[More]) -> frozenset[str]:
    """The look-up tables that are needed to number what the sheet names."""
    return frozenset(TABLES[field] for more in people for field, value in more if _is_named(field, value))


def numbered(more: More, tables: Mapping[str, Mapping[str, int]]) -> dict[str, object]:
    """As it goes over the wire. A type whose name no table knows is left out."""
    told = {
        field: tables.get(TABLES[field], {}).get(str(value)) if _is_named(field, value) else value
        for field, value in more
    }
    return {field: value for field, value in told.items() if value is not None}


def _is_named(field: str, value: object) -> bool:
    return field in TABLES and isinstance(value, str)
