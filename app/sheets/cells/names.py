"""Whether two written names are of one person: as the sheet has it, and as the target list has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from app.text import clean, one_spelling

# Words that stand before a name and are none of it. What has dots behind one to four consonants is a title in any case
# (น.ส., พ.ต.อ., ม.ร.ว., ผศ.ดร.), so only whole words stand here. Longest first.
_TITLES = sorted(
    """
    นาย นาง นางสาว นส ด.ช ดช ด.ญ ดญ เด็กชาย เด็กหญิง คุณ คุณหญิง ท่านผู้หญิง หม่อมเจ้า หม่อมราชวงศ์ หม่อมหลวง
    พระ พระภิกษุ พระมหา พระครู พระอธิการ พระปลัด พระสมุห์ พระใบฎีกา สามเณร เณร แม่ชี
    พลเอก พลโท พลตรี พลจัตวา พันเอก พันโท พันตรี ร้อยเอก ร้อยโท ร้อยตรี ว่าที่ร้อยเอก ว่าที่ร้อยโท ว่าที่ร้อยตรี ว่าที่
    จ่าสิบเอก จ่าสิบโท จ่าสิบตรี สิบเอก สิบโท สิบตรี พลทหาร
    พลตำรวจเอก พลตำรวจโท พลตำรวจตรี พันตำรวจเอก พันตำรวจโท พันตำรวจตรี ร้อยตำรวจเอก ร้อยตำรวจโท ร้อยตำรวจตรี
    ดาบตำรวจ จ่าสิบตำรวจ สิบตำรวจเอก สิบตำรวจโท สิบตำรวจตรี พลตำรวจ
    พลเรือเอก พลเรือโท พลเรือตรี นาวาเอก นาวาโท นาวาตรี เรือเอก เรือโท เรือตรี พันจ่าเอก พันจ่าโท พันจ่าตรี จ่าเอก จ่าโท จ่าตรี
    พลอากาศเอก พลอากาศโท พลอากาศตรี นาวาอากาศเอก นาวาอากาศโท นาวาอากาศตรี เรืออากาศเอก เรืออากาศโท เรืออากาศตรี
    พันจ่าอากาศเอก พันจ่าอากาศโท พันจ่าอากาศตรี จ่าอากาศเอก จ่าอากาศโท จ่าอากาศตรี
    ดร นพ พญ ทพ ทญ ภก ภญ ศาสตราจารย์ รองศาสตราจารย์ ผู้ช่วยศาสตราจารย์ นายแพทย์ แพทย์หญิง ทันตแพทย์ ทันตแพทย์หญิง
    เภสัชกร เภสัชกรหญิง สัตวแพทย์ สัตวแพทย์หญิง
    """.split(),
    key=len,
    reverse=True,
)
_LATIN_TITLES = "mister|mstr|master|miss|mrs|mr|ms|madam|dr|prof|rev|sgt|capt|maj|col|gen|lt|pol"
_TITLE = re.compile(
    rf"(?:(?:[ก-ฮ]{{1,4}}\.\s?)+|(?:{'|'.join(map(re.escape, _TITLES))})|(?:{_LATIN_TITLES})\b\.?)\s?(?:หญิง(?=\s))?"
)
_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{2,}")  # vowels and tones above and below a letter
_SILENT = re.compile("\u0e4c")  # ์, often left out
_APART = re.compile(r"[,;()\[\]/|]")
_NO_NAME = re.compile(r"|[-.–\d\s]+|ไม่ทราบ(?:ชื่อ)?|ไม่มี(?:ชื่อ)?|n/?a|null|none|unknown", re.I)
_MASK = re.compile(r"[*•●]|x{3,}|[xX]{2,}(?=[ก-๛])", re.I)
_THAI, _LATIN = re.compile(r"[ก-ฮ]"), re.compile(r"[A-Za-z]")


# A title that a name surely begins with, and two words behind it. Short ones without a dot (นพ, ดช) only before a
# space, as นพดล is a name; and คุณ is nobody's title on a list.
_SHORT = tuple(one for one in _TITLES if len(one) <= 3 and one not in ("นาย", "นาง", "พระ", "เณร"))
_WHOLE = tuple(one for one in _TITLES if one not in _SHORT and "." not in one and not one.startswith("คุณ"))
_AT_HEAD = re.compile(
    rf"(?:(?:ว่าที่\s?)?(?:[ก-ฮ]{{1,4}}\.\s?)+(?:หญิง(?=\s))?"
    rf"|(?:{'|'.join(one for one in _SHORT if '.' not in one and one != 'คุณ')})(?=\s)"
    rf"|(?:ว่าที่\s)?(?:{'|'.join(_WHOLE)})(?:หญิง(?=\s))?(?=\s|[เ-ไก-ฮ]))"
)


def title_of(name: str) -> str:
    """The title that a written name begins with (พระ, ว่าที่ ร.ต., ผศ.ดร.), "" where none is sure."""
    found = _AT_HEAD.match(name)
    return found[0].strip() if found and " " in name[found.end() :].strip() else ""


class Listed(NamedTuple):
    """What the target list says of an id. `found` None: the server could not tell."""

    found: bool | None
    prefix: str = ""
    first: str = ""
    last: str = ""

    @property
    def name(self) -> str:
        return f"{self.prefix}{self.first} {self.last}".strip()


NOT_LISTED, NOT_TOLD = Listed(False), Listed(None)


def same_name(written: str, listed: Listed) -> bool | None:
    """Whether a name of the sheet is the one the target list has: whatever its title and its spaces, in either order,
    with marks doubled or in another order. None: can't tell, as one of them is missing, masked, only a part of a name,
    or written in another alphabet."""
    ours, theirs = _spelt(written), _spelt(f"{listed.first} {listed.last}")
    if _says_nothing(ours) or _says_nothing(theirs) or _other_alphabet(ours, theirs):
        return None
    wanted = {form for words in _readings(theirs) for form in _forms(words)}
    readings = list(_readings(ours))
    if any(form in wanted for words in readings for form in _forms(words)):
        return True
    parts = [set(words) for words in _readings(theirs)]
    if any(
        len(common) > 1 and common in (set(words), other)
        for words in readings
        for other in parts
        if (common := set(words) & other)
    ):
        return True  # with a name more between them: John Michael Doe
    if any(len(words) == 1 and {words[0]} & other for words in readings for other in parts):
        return None  # a first name alone
    return False


def _spelt(name: str) -> str:
    """One spelling for what looks alike."""
    text = one_spelling(clean(_APART.sub(" ", name))).casefold()
    text = re.sub("\u0e4d([\u0e48-\u0e4b])า", r"\1ำ", text)  # ํ, a tone and า
    text = re.sub("ำ([\u0e48-\u0e4b])", r"\1ำ", text)
    text = _MARKS.sub(lambda found: "".join(sorted(set(found[0]))), text)
    return _SILENT.sub("", text).strip()


def _says_nothing(name: str) -> bool:
    return bool(_NO_NAME.fullmatch(name) or _MASK.search(name))


def _other_alphabet(one: str, other: str) -> bool:
    thai = [bool(_THAI.search(name)) for name in (one, other)]
    latin = [bool(_LATIN.search(name)) for name in (one, other)]
    return (thai[0] and latin[1] and not thai[1]) or (latin[0] and thai[1] and not thai[0])


def _readings(name: str) -> Iterator[tuple[str, ...]]:
    """The words of a name: as they stand, and without the titles before it, or before any of its words. A name may
    begin like a title, so both are tried."""
    yield tuple(name.split())
    bare = name
    while (found := _TITLE.match(bare)) and found.end() < len(bare):
        bare = bare[found.end() :].strip()
        yield tuple(bare.split())
    within = tuple(word for word in map(_without_title, name.split()) if word)
    yield within


def _without_title(word: str) -> str:
    found = _TITLE.match(word)
    return word[found.end() :] if found else word


def _forms(words: tuple[str, ...]) -> Iterator[str]:
    """Its letters alone, and the same with the last name first."""
    plain = [word.replace(".", "").replace("-", "") for word in words]
    for place in range(max(1, len(plain))):
        yield "".join([*plain[place:], *plain[:place]])
