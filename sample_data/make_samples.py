"""Makes the samples of this folder: `python sample_data/make_samples.py [FIRST-DAY]` (a Monday; default 2027-06-14).

Everyone in them is made up; the ids have right check digits but belong to no province.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from app.domain.values import check_digit  # noqa: E402
from app.practice.sample import working_days, write_sample  # noqa: E402
from app.practice.world.people import made_up_people  # noqa: E402
from app.workbooks import write_people  # noqa: E402

FIRST_DAY = date(2027, 6, 14)


def one_of_each(day: date) -> list[tuple[str, ...]]:
    """A good row, then one row for each problem; the note says which."""
    people = made_up_people(40)
    thai = f"{day.day}/{day.month}/{day.year + 543}"
    next_person = iter(people)

    def row(note: str, **cells: str) -> tuple[str, ...]:
        person = next(next_person)
        good = {
            "cid": person.cid,
            "date": thai,
            "time": "08:00",
            "dose": "1",
            "name": person.full_name,
            "phone": person.mobile_phone,
            "facility": "99001",
        }
        return (*{**good, **cells}.values(), note)

    lost_zero = "99012345678" + str(check_digit("099012345678"))  # a good id whose leading 0 Excel dropped
    wrong = people[3].cid[:12] + str((int(people[3].cid[12]) + 1) % 10)
    twin = people[0]
    return [
        row("ถูกต้อง"),
        row("ไม่มีเลขประจำตัวประชาชน", cid=""),
        row("เลขไม่ครบ 13 หลัก", cid="19900123"),
        row("เลขตรวจสอบไม่ถูกต้อง", cid=wrong),
        row("Excel ปัดเลข", cid="1.10170E+12"),
        row("เลข 0 ตัวหน้าหาย", cid=lost_zero),
        row("หนังสือเดินทาง", cid="AA1234567"),
        row("เลขถูกปิดบัง", cid="1-xxxx-xxxx5-67-8"),
        row("เลขกับเบอร์โทรสลับกัน", cid="0812345678", phone=people[8].cid),
        row("ไม่มีวันที่นัด", date=""),
        row("วันที่อ่านไม่ออก", date="พรุ่งนี้"),
        row("ไม่มีวันนี้ในปฏิทิน", date=f"31/6/{day.year + 543}"),
        row("วันที่ผ่านไปแล้ว", date="5/1/2564"),
        row("ไกลเกินหนึ่งปี", date=f"{day.day}/{day.month}/{day.year + 543 + 5}"),
        row("ไม่มีเวลานัด", time=""),
        row("ไม่ใช่ชั่วโมงเต็ม", time="08:30"),
        row("ช่วงเวลายาวเกินไป", time="08.00-12.00"),
        row("บอกแค่ช่วงของวัน", time="เช้า"),
        row("เวลาอ่านไม่ออก", time="25:00"),
        row("เข็มที่อ่านไม่ออก", dose="ไฟเซอร์"),
        row("หน่วยบริการอื่น", facility="10001"),
        row("เบอร์โทรศัพท์สั้นไป (จองได้)", phone="1234"),
        row("คน วัน และเวลาเหมือนแถวแรก", cid=twin.cid, name=twin.full_name),
        row("คนแรกของคู่ที่นัดวันเดียวกันสองเวลา", cid=people[30].cid, name=people[30].full_name),
        row("วันเดียวกัน คนละเวลา", cid=people[30].cid, name=people[30].full_name, time="10:00"),
        row(
            "คนเดียวกัน อีกวัน (จองได้)",
            cid=twin.cid,
            name=twin.full_name,
            date=f"{day.day + 1}/{day.month}/{day.year + 543}",
        ),
    ]


def clear_day() -> date:
    """The next working day before another one of its month, of which nobody asks whether it is a day or a month."""
    days = working_days(40)
    return next(day for day in days if day.day > 12 and day + timedelta(days=1) in days and day.day < 28)


def write_problems(path: Path, day: date) -> Path:
    """The sheet with one row for each problem, around a day. Raises as `save` does."""
    return write_people(path, one_of_each(day), overwrite=True)


def main(argv: list[str]) -> None:
    first = date.fromisoformat(argv[0]) if argv else FIRST_DAY
    days = [first + timedelta(days=offset) for offset in range(5)]
    write_sample(HERE / "good.xlsx", days)
    write_problems(HERE / "one_of_each_problem.xlsx", first)
    ids = "".join(f"{person.cid}\n" for person in made_up_people(60) if person.on_target)
    (HERE / "audience.txt").write_text(ids, "utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
