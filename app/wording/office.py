"""The journal that an office's PCs share in one database: every way in which it can't be used."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "office_away": (
        "ติดต่อฐานข้อมูลบันทึกงานร่วม {path} ไม่ได้ จึงไม่ส่งอะไรเพิ่ม แถวที่ส่งไปแล้วจะตรวจจากระบบก่อนเสมอ กรุณาตรวจเครือข่าย แล้วลองใหม่",
        "The office's database {path} can't be reached, so nothing more is sent; rows that had left are looked up first. Check the network and try again.",
    ),
    "office_busy": (
        "เครื่องอื่นกำลังใช้ฐานข้อมูลบันทึกงานร่วม {path} อยู่นาน แถวนี้ยังไม่ส่ง กรุณาลองใหม่ในอีกสักครู่",
        "Another computer keeps the office's database {path} busy, so nothing was written and nothing was sent. Try again in a moment.",
    ),
    "office_sign_in": (
        "ฐานข้อมูลบันทึกงานร่วม {path} ไม่รับชื่อผู้ใช้หรือรหัสผ่าน จึงยังไม่จอง กรุณาขอชื่อและรหัสที่ถูกต้องจากผู้ดูแลระบบ",
        "The office's database {path} does not take this user or password, so nothing is booked. Ask your IT person for the right ones.",
    ),
    "office_no_rights": (
        "ผู้ใช้นี้ไม่มีสิทธิ์เขียนในฐานข้อมูลบันทึกงานร่วม {path} จึงยังไม่จอง กรุณาให้ผู้ดูแลระบบเพิ่มสิทธิ์",
        "This user may not write in the office's database {path}, so nothing is booked. Ask your IT person for the rights.",
    ),
    "office_read_only": (
        "ฐานข้อมูลบันทึกงานร่วม {path} อ่านได้อย่างเดียว (อาจเป็นเครื่องสำรอง) จึงยังไม่จอง กรุณาขอที่อยู่ของเครื่องหลักจากผู้ดูแลระบบ",
        "The office's database {path} can only be read (it may be a replica), so nothing is booked. Ask your IT person for the address of the main one.",
    ),
    "office_full": (
        "ฐานข้อมูลบันทึกงานร่วม {path} เต็ม งานหยุดโดยไม่เสียข้อมูล กรุณาให้ผู้ดูแลระบบเพิ่มที่ว่าง แล้วกดทำต่อ",
        "The office's database {path} is full. The batch stopped and nothing is lost: have your IT person make room, then continue.",
    ),
    "office_too_old": (
        "ฐานข้อมูลบันทึกงานร่วม {path} เป็น PostgreSQL รุ่นเก่าเกินไป จึงยังไม่จอง กรุณาให้ผู้ดูแลระบบใช้รุ่น 13 ขึ้นไป",
        "The office's database {path} runs a PostgreSQL that is too old, so nothing is booked. Ask your IT person for version 13 or newer.",
    ),
    "office_address_wrong": (
        "ใช้ที่อยู่ฐานข้อมูล “{address}” ไม่ได้ ให้กรอกชื่อหรือหมายเลขเครื่องที่ผู้ดูแลระบบให้มา เช่น 10.0.0.7 หรือ db.hospital.go.th/mophic",
        "The database's address “{address}” can't be used. Type the name or number your IT person gave you, such as 10.0.0.7 or db.hospital.go.th/mophic.",
    ),
    "office_two": (
        "เครื่องนี้ใช้ฐานข้อมูลบันทึกงานร่วม {one} อยู่แล้ว แต่คำสั่งนี้ระบุ {other} บัญชีหนึ่งใช้ได้แห่งเดียว จึงยังไม่จอง กรุณาเอาแห่งหนึ่งออก",
        "This computer keeps its records in the office's database {one}, and here {other} is named. One account has one, so nothing is booked. Take one of them away.",
    ),
    "office_other_program": (
        "ในฐานข้อมูล {path} มีตารางของโปรแกรมอื่นอยู่ โปรแกรมไม่แตะต้อง และยังไม่จอง กรุณาขอฐานข้อมูลของโปรแกรมนี้เองจากผู้ดูแลระบบ",
        "The database {path} holds another program's tables, which were left untouched; nothing is booked. Ask your IT person for a database of its own.",
    ),
}
