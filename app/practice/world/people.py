"""Made-up citizens of the practice server. Nobody here exists."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from app.domain.values import check_digit

MALE, FEMALE = 1, 2
_MALE_NAMES = ("ชัย", "ศักดิ์", "เดช", "พงษ์", "วุฒิ", "ยุทธ", "ชาติ", "พล")
_FEMALE_NAMES = ("พร", "ใจ", "ศรี", "รัตน์", "ภา", "นุช", "ดาว", "มาลี")
_FIRST_PARTS = ("สม", "วิ", "ประ", "อนุ", "บุญ", "ธนา", "กิตติ", "สุ", "มณี", "ปิยะ", "วรา", "จิร")
_LAST_HEADS = ("ทอง", "แสง", "ศรี", "บุญ", "แก้ว", "สุข", "วงศ์", "ไพร", "จันทร์", "เพชร", "พูน", "รุ่ง")
_LAST_TAILS = ("ดี", "งาม", "มั่น", "เจริญ", "สมมุติ", "ใจเย็น", "อารี", "ขยัน", "สว่าง", "ร่มเย็น")
_OLDEST, _YOUNGEST = date(1936, 1, 1), date(2019, 12, 31)
_CHILD_FROM = date(2011, 1, 1)  # เด็กชาย, เด็กหญิง


@dataclass(frozen=True, slots=True)
class Citizen:
    """Someone the practice server knows."""

    cid: str
    prefix: str = ""
    first_name: str = ""
    last_name: str = ""
    birth_date: date = date(1980, 1, 1)
    gender: int = FEMALE
    mobile_phone: str = ""
    line: bool = False  # registered with หมอพร้อม on LINE OA
    app: bool = False  # registered in the หมอพร้อม application
    on_target: bool = True
    vaccinated_days_ago: tuple[int, ...] = ()  # oldest first: dose 1, dose 2 …

    @property
    def full_name(self) -> str:
        return f"{self.prefix}{self.first_name} {self.last_name}".strip()


@lru_cache(16)  # half of what it takes to begin a practice server
def made_up_people(n: int, seed: int = 1) -> tuple[Citizen, ...]:
    """`n` different people, the same for the same seed; the first of more are the fewer of before."""
    people = _endless(random.Random(f"people {seed}"))
    return tuple(next(people) for _ in range(n))


def _endless(rng: random.Random) -> Iterator[Citizen]:
    used: set[str] = set()
    while True:
        citizen = _citizen(rng, _cid(rng))
        if citizen.cid not in used:
            used.add(citizen.cid)
            yield citizen


def _cid(rng: random.Random) -> str:
    """13 digits. Digits 2-3 are the province of a real id; 99 is none, so no living person has this id."""
    kind = rng.choices("1235840", weights=(40, 10, 30, 5, 5, 5, 5))[0]  # 8 = foreigner, 0 = no registration
    twelve = f"{kind}99{rng.randrange(10**9):09d}"
    return f"{twelve}{check_digit(twelve)}"


def _citizen(rng: random.Random, cid: str) -> Citizen:
    gender = rng.choice((MALE, FEMALE))
    birth = _OLDEST + timedelta(days=rng.randrange((_YOUNGEST - _OLDEST).days))
    registered = rng.choices(((True, True), (True, False), (False, True), (False, False)), (35, 30, 15, 20))[0]
    return Citizen(
        cid=cid,
        prefix=_prefix(rng, gender, birth),
        first_name=rng.choice(_FIRST_PARTS) + rng.choice(_MALE_NAMES if gender == MALE else _FEMALE_NAMES),
        last_name=rng.choice(_LAST_HEADS) + rng.choice(_LAST_TAILS),
        birth_date=birth,
        gender=gender,
        mobile_phone=f"08{rng.randrange(10**8):08d}",
        line=registered[0],
        app=registered[1],
        vaccinated_days_ago=rng.choices(((), (40,), (160, 70)), (70, 20, 10))[0],
    )


def _prefix(rng: random.Random, gender: int, birth: date) -> str:
    if birth >= _CHILD_FROM:
        return "เด็กชาย" if gender == MALE else "เด็กหญิง"
    return "นาย" if gender == MALE else rng.choice(("นาง", "นางสาว"))
