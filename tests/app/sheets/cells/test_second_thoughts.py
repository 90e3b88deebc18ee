"""What leaves an appointment in doubt, and what only sounds like it."""

from __future__ import annotations

import pytest

from app.sheets.cells.status import said_alone, said_beside_name, said_in_line, said_in_note, said_in_status, talking

SAID = {
    "elsewhere": (
        "นัดแล้วกับ รพ.อื่น|มีนัดที่ รพ.อื่นแล้ว|มีนัด รพ.ศูนย์แล้ว|นัดที่อื่นแล้ว|จองที่อื่นแล้ว|"
        "จองคิวที่ รพ.สต. แล้ว|ลงทะเบียนที่อื่นแล้ว|มีคิวที่อื่น|นัดซ้อนกับ รพ.อื่น|booked elsewhere|"
        "has an appointment elsewhere|appointment at another hospital|already booked at other hospital|"
        "booked at another clinic"
    ),
    "unfit": (
        "แพ้ยา|แพ้วัคซีน|แพ้เข็มแรก|แพ้รุนแรง|มีประวัติแพ้วัคซีน|ประวัติแพ้ยา|เคยแพ้วัคซีน|แพ้ไข่|"
        "แพ้อาหารทะเล|แพ้ยา penicillin|allergic|allergic to previous dose|vaccine allergy|allergy: egg|"
        "history of allergy|anaphylaxis|had a reaction|ป่วย|มีไข้|ติดโควิด|นอน รพ.|admit|admitted|"
        "รพ. อยู่ ICU|ยังไม่ถึงเกณฑ์|อายุไม่ถึง|ไม่เข้าเกณฑ์|ไม่ใช่กลุ่มเป้าหมาย|not eligible|ineligible"
    ),
    "undecided": (
        "ติดต่อไม่ได้|ไม่สามารถติดต่อได้|ติดต่อไม่ได้ 3 ครั้ง|โทรไม่ติด|โทรไม่รับ|ไม่รับสาย|"
        "ไม่รับโทรศัพท์|เบอร์ผิด|เบอร์ไม่ถูกต้อง|เบอร์ติดต่อไม่ถูกต้อง|เบอร์นี้ไม่ใช่|ปิดเครื่อง|"
        "สายไม่ว่าง|ไม่มีคนรับสาย|โทรแล้วไม่รับสาย|โทรแล้วไม่รับ|หมายเลขไม่มีการใช้งาน|"
        "เลขหมายที่ท่านเรียก|could not be reached|cannot be reached|can't be reached|unreachable|"
        "no answer|wrong number|not reachable|unable to contact|unable to reach|did not answer|"
        "number not in service|phone off|รอโทร|รอโทรกลับ|รอยืนยัน|รอคอนเฟิร์ม|รอแพทย์ประเมิน|รอผลเลือด|"
        "รอผลตรวจ|รอตรวจสอบ|รอติดต่อกลับ|รอญาติตัดสินใจ|รอการยืนยัน|รอหมอ|รอนัดใหม่|รอปรึกษาแพทย์|"
        "รอใบยินยอม|รอผู้ปกครองเซ็น|ยังไม่ยืนยัน|ยังไม่แน่ใจ|ไม่แน่ใจ|ขอคิดดูก่อน|ขอปรึกษาครอบครัว|"
        "ยังไม่ตัดสินใจ|ลังเล|ขอตัดสินใจก่อน|ให้โทรกลับ|โทรกลับอีกครั้ง|ตั้งครรภ์ รอแพทย์ประเมิน|"
        "pending|tbc|to be confirmed|awaiting confirmation|call back|will call back|waiting for call|"
        "waiting for doctor|undecided|not sure|on hold|to confirm|needs confirmation|ข้อมูลไม่ถูกต้อง|"
        "เลขบัตรผิด|ชื่อไม่ตรง|ชะลอ|ระงับ|พักไว้ก่อน"
    ),
    "cancelled": (
        "ปฏิเสธ|ปฏิเสธการฉีด|ญาติปฏิเสธ|ขอปฏิเสธ|declined|declined by phone|refused|refuses vaccine|"
        "does not want|doesn't want the vaccine|not interested|no consent|ไม่มา|ไม่มาตามนัด|จะไม่มา|"
        "ไม่มาแน่|มาไม่ได้|ไม่สามารถมาได้|ติดธุระ|มาไม่ได้ ติดงาน|ไม่ว่าง|ไม่สะดวกมา|will not come|"
        "not coming|can't come|cannot attend|unable to attend|did not come|didn't come|งดเว้น"
    ),
    "moved": (
        "ย้ายที่อยู่|ย้ายที่อยู่แล้ว|ย้ายบ้าน|ย้ายโรงเรียน|ย้ายไปกรุงเทพ|กลับภูมิลำเนา|กลับต่างจังหวัด|"
        "ไปทำงานต่างจังหวัด|ไม่อยู่ในพื้นที่|ลาออกแล้ว|ย้ายออก|moved house|relocated|moved away|"
        "no longer lives here|moved out|transferred out"
    ),
}
NOT_SAID = (
    "ไม่แพ้ยา|ไม่แพ้วัคซีน|ไม่เคยแพ้|ไม่มีประวัติแพ้|ปฏิเสธการแพ้ยา|ปฏิเสธแพ้ยา|ปฏิเสธโรคประจำตัว|"
    "ปฏิเสธประวัติแพ้ยา|แพ้ยา: ไม่มี|แพ้ยา : ปฏิเสธ|ประวัติแพ้ยา -|ประวัติแพ้: ไม่มี|ไม่มีแพ้ยา|"
    "NKDA|no allergies|no known allergy|no known drug allergies|not allergic|denies allergy|"
    "no hx of allergy|allergies: none|ไม่แพ้ยา/อาหาร|แพ้ยา ไม่มี|แพ้ท้อง|แพ้แดด|"
    "ติดต่อได้|ติดต่อได้ตลอด 24 ชม.|ติดต่อที่เบอร์ 081-234-5678|โทร 081-234-5678|ติดต่อญาติแทน|"
    "ติดต่อผ่านลูกสาว|เบอร์ญาติ 0812345678|ติดต่อได้แล้ว|โทรยืนยันแล้ว|โทรแจ้งแล้ว|โทรก่อนมา|"
    "โทรเตือนก่อน 1 วัน|can be reached at 081-2345678|reached by phone|call before visit|"
    "answered, confirmed|called, ok|"
    "นัดแล้ว|นัดแล้วทางโทรศัพท์|มีนัดตรวจเลือดวันเดียวกัน|มีนัดหมอวันเดียวกัน|"
    "มีนัดคลินิกเบาหวาน 10.00|จองแล้ว|จองผ่านไลน์|จองรถ รพ. แล้ว|ส่งตัวมาจาก รพ.อื่น|รพ.อื่นส่งมา|"
    "เคยรักษา รพ.อื่น|ฉีดเข็มแรกที่ รพ.อื่น|has appointment|booked by phone|booked transport|"
    "ไม่ปฏิเสธ|ไม่เคยปฏิเสธ|ยินยอม|ไม่รอ|รอรับที่หน้า รพ.|รอที่จุดคัดกรอง|ญาติรอรับ|รอรถรับส่ง|"
    "รอฉีดเข็ม 2|รอเข็ม 2|ไม่ต้องรอคิว|รอคิวที่จุด 3|รอเรียกชื่อ|มารอก่อนเวลา 30 นาที|"
    "wait at gate 3|please wait at counter 2|"
    "ย้ายมาจากเชียงใหม่|ย้ายมาใหม่|ย้ายเข้ามาอยู่กับลูก|moved here from Chiang Mai|moved in|"
    "มา|จะมา|มาแน่นอน|มาพร้อมแม่|มาได้|ไม่ว่างช่วงบ่าย|ไม่สะดวกเดิน|ไม่มีอาการ|ไม่มีโรคประจำตัว|"
    "ไม่มีไข้|ไม่ป่วย|coming|will come|can come|no problem|ผู้ป่วยติดเตียง|ใช้รถเข็น|หูตึง|"
    "พูดไทยไม่ได้|ไม่มีโทรศัพท์|ไม่มีเบอร์|โรคประจำตัว HT|เบาหวาน|สูบบุหรี่|pending payment ok|"
    "ยืนยันแล้ว|confirmed|ไม่มีประวัติ|ถือศีลอด|เคยป่วยเป็นโควิดปี 65|ให้นมบุตร|หลังคลอด 6 สัปดาห์|"
    "ผู้สูงอายุ|เด็กนักเรียน|พระภิกษุ|threshold ok|household|ลืมบัตร|มากับเพื่อน|รับยา|ตรวจร่างกาย|"
    "รอบเช้า|กรอกเอง|ครอบครัวเดียวกัน|รอง ผอ.|รองเท้า|"
    "เดินมาไม่ได้ ใช้รถเข็น|หากติดต่อไม่ได้ ให้โทรเบอร์ลูก|ติดต่อไม่ได้เมื่อวาน วันนี้ยืนยันแล้ว|"
    "no answer yesterday, confirmed today|เคยติดโควิด 2565|หายป่วยแล้ว|โรคภูมิแพ้อากาศ|"
    "ไม่สบายใจเรื่องเข็ม|เป็นไข้เลือดออกปี 65|รอผลหลังฉีด 30 นาที|รอพบแพทย์ห้อง 3|"
    "รอหมอที่ห้องตรวจ 2|แพ้ยา: ปฏิเสธ|เป็นภูมิแพ้ แพทย์ประเมินแล้ว ฉีดได้|แพ้กุ้ง แพทย์ให้ฉีดได้|"
)


@pytest.mark.parametrize("kind", SAID)
def test_a_note_and_a_status_that_leave_an_appointment_in_doubt(kind: str) -> None:
    for text in SAID[kind].split("|"):
        assert (said_in_note(text).kind, said_in_status(text).kind) == (kind, kind), text
        assert said_in_note(text).words == text
        assert talking([text]) == [text]


def test_what_only_sounds_like_a_doubt_is_an_appointment() -> None:
    for text in filter(None, NOT_SAID.split("|")):
        assert (said_in_note(text).kind, said_alone(text).kind) == ("", ""), text


def test_a_cell_of_another_column_says_it_where_it_says_nothing_else() -> None:
    assert said_alone("ติดต่อไม่ได้").kind == "undecided"
    assert said_alone("โทรไม่รับ 3 ครั้ง").kind == "undecided"
    assert said_alone("12/3 ม.4 เบอร์ผิด").kind == ""
    assert said_alone("แพ้ยา").kind == ""  # below ประวัติแพ้ยา it is what is asked
    assert said_beside_name("นายสมชาย ใจดี (แพ้วัคซีน)").kind == "unfit"
    assert said_beside_name("นายสมชาย ใจดี (ลูกนางแดง)").kind == ""


def test_a_line_over_the_rows_says_it_of_all_below() -> None:
    assert said_in_line("กลุ่มติดต่อไม่ได้").kind == "undecided"
    assert said_in_line("ตัวสำรอง กรณีคนไม่มา").kind == "waiting"
    assert said_in_line("แบบคัดกรองอาการแพ้").kind == ""
