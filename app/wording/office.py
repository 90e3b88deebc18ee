"""The journal that an office's PCs share in one database: every way in which it can't be used, and what is found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Protocol


class Found(Protocol):
    """What *Test* found, see `app.journal.office_look`."""

    @property
    def version(self) -> str: ...
    @property
    def tls(self) -> str: ...
    @property
    def new(self) -> bool: ...
    @property
    def older(self) -> bool: ...
    @property
    def batches(self) -> int: ...
    @property
    def pcs(self) -> int: ...
    @property
    def live(self) -> int: ...
    @property
    def clock(self) -> float: ...
    @property
    def clock_off(self) -> bool: ...


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
    "office_no_such_host": (
        "ไม่พบเครื่องชื่อนี้ในเครือข่าย: {path} จึงติดต่อฐานข้อมูลบันทึกงานร่วมไม่ได้ และยังไม่จอง กรุณาตรวจตัวสะกดหรือใช้หมายเลขเครื่อง (IP)",
        "The network knows no computer of this name: {path}. The office's database can't be reached and nothing is booked. Check the spelling, or use the computer's number (IP).",
    ),
    "office_no_database": (
        "เครื่องนั้นไม่มีฐานข้อมูลชื่อนี้: {path} จึงยังไม่จอง กรุณาให้ผู้ดูแลระบบสร้าง หรือขอชื่อที่ถูกต้อง",
        "There is no database of this name on that computer: {path}. Nothing is booked. Have your IT person make it, or ask for the right name.",
    ),
    "office_not_let_in": (
        "เครื่องที่มีฐานข้อมูลบันทึกงานร่วม {path} ไม่ให้เครื่องนี้เข้าใช้ จึงยังไม่จอง กรุณาให้ผู้ดูแลระบบเพิ่มเครื่องนี้ใน pg_hba.conf",
        "The computer with the office's database {path} does not let this computer in, so nothing is booked. Have your IT person add this computer to its pg_hba.conf.",
    ),
    "office_crowded": (
        "ฐานข้อมูลบันทึกงานร่วม {path} มีผู้ใช้ครบจำนวนที่รับได้แล้ว จึงยังไม่จอง กรุณาปิดโปรแกรมในเครื่องที่ไม่ใช้ แล้วลองใหม่",
        "The office's database {path} takes no more connections, so nothing is booked. Close the program where it is not used, then try again.",
    ),
    "office_gone": (
        "ตารางในฐานข้อมูลบันทึกงานร่วม {path} ถูกย้ายหรือลบไปแล้ว จึงไม่ส่งอะไรเพิ่ม กรุณาถามผู้ดูแลระบบว่าย้ายไปที่ใด แล้วเข้าร่วมใหม่ในหน้าการตั้งค่า",
        "The tables of the office's database {path} were moved or removed, so nothing more is sent. Ask your IT person where they went, then join there in the settings.",
    ),
    "office_no_tls": (
        "ฐานข้อมูลบันทึกงานร่วม {path} ไม่รับการเชื่อมต่อแบบเข้ารหัส (TLS) จึงยังไม่จอง กรุณาให้ผู้ดูแลระบบเปิด TLS",
        "The office's database {path} takes no encrypted connection (TLS), so nothing is booked. Have your IT person switch TLS on.",
    ),
    "office_certificate": (
        "เครื่องนี้ไม่เชื่อถือใบรับรองของฐานข้อมูลบันทึกงานร่วม {path} จึงยังไม่จอง กรุณาขอไฟล์ใบรับรอง (CA) จากผู้ดูแลระบบ แล้วเลือกในหน้าการตั้งค่า",
        "This computer does not trust the certificate of the office's database {path}, so nothing is booked. Ask your IT person for the certificate file (CA) and choose it in the settings.",
    ),
    "office_certificate_name": (
        "ใบรับรองของฐานข้อมูลบันทึกงานร่วม {path} ออกให้เครื่องชื่ออื่น จึงยังไม่จอง กรุณาใช้ชื่อเครื่องตามใบรับรอง หรือถามผู้ดูแลระบบ",
        "The certificate of the office's database {path} is for a computer of another name, so nothing is booked. Use the name in the certificate, or ask your IT person.",
    ),
    "office_certificate_file": (
        "เปิดไฟล์ใบรับรอง (CA) ของฐานข้อมูลบันทึกงานร่วม {path} ไม่ได้ จึงยังไม่จอง กรุณาเลือกไฟล์ใบรับรองในหน้าการตั้งค่า",
        "The certificate file (CA) for the office's database {path} can't be opened, so nothing is booked. Choose the file in the settings.",
    ),
    "office_not_joined": (
        "เครื่องนี้ยังไม่ได้เข้าร่วมฐานข้อมูลบันทึกงานร่วม {path} จึงยังไม่จอง ให้กรอกวลีลับในหน้าการตั้งค่า หรือใช้ mophic journal join",
        "This computer has not joined the office's database {path} yet, so nothing is booked. Type the passphrase in the settings, or use mophic journal join.",
    ),
    "office_joined_already": (
        "เครื่องนี้เข้าร่วมฐานข้อมูลบันทึกงานร่วม {path} อยู่แล้ว ไม่ต้องทำอะไรเพิ่ม",
        "This computer has joined the office's database {path} already. There is nothing to do.",
    ),
    "passphrase_wrong": (
        "วลีลับไม่ถูกต้อง จึงยังไม่ได้เข้าร่วมและไม่ได้เขียนอะไร กรุณาตรวจภาษาของแป้นพิมพ์ หรือถามผู้ที่ตั้งวลีลับไว้",
        "The passphrase is not right, so nothing was joined and nothing was written. Check the keyboard's language, or ask whoever set it.",
    ),
    "passphrase_short": (
        "วลีลับต้องยาวอย่างน้อย {least} ตัวอักษร จึงยังไม่ได้เขียนอะไร",
        "The passphrase needs at least {least} characters. Nothing was written.",
    ),
    "passphrase_differs": (
        "วลีลับที่พิมพ์สองครั้งไม่เหมือนกัน จึงยังไม่ได้เขียนอะไร กรุณาพิมพ์ใหม่ทั้งสองช่อง",
        "The passphrase was typed in two ways, so nothing was written. Type it again in both fields.",
    ),
    "passphrase_missing": (
        "ยังไม่มีวลีลับ กรุณาระบุด้วย --passphrase-stdin",
        "There is no passphrase. Send it to stdin with --passphrase-stdin, or put it in MOPHIC_PASSPHRASE.",
    ),
    "office_none": (
        "เครื่องนี้ไม่ได้เข้าร่วมฐานข้อมูลบันทึกงานร่วม บันทึกงานอยู่ในเครื่องนี้เอง",
        "This computer has not joined an office. Its records lie on this computer.",
    ),
    "pc_copied": (
        "โฟลเดอร์ข้อมูลนี้คัดลอกมาจากเครื่อง {pc} สองเครื่องจะปนกัน จึงยังไม่จอง ให้เข้าร่วมใหม่ในหน้าการตั้งค่า แล้วเครื่องนี้จะนับเป็นอีกเครื่องหนึ่ง",
        "This data folder was copied from the computer {pc}, and the two would be mixed up, so nothing is booked. Join anew in the settings: then this computer counts as one of its own.",
    ),
    "office_made": (
        "ตั้งบันทึกงานร่วมที่ {path} แล้ว เครื่องนี้เป็นเครื่องแรก กรุณาจดวลีลับเก็บไว้ในที่ปลอดภัย ถ้าหายจะเพิ่มเครื่องอื่นไม่ได้",
        "The office's records are kept at {path} from now on, and this is its first computer. Write the passphrase down and keep it safe: without it no other computer can join.",
    ),
    "office_joined": (
        "เข้าร่วมบันทึกงานร่วมที่ {path} แล้ว ขณะนี้มี {pcs} เครื่อง",
        "This computer keeps its records at {path} from now on. Computers in the office: {pcs}.",
    ),
    "office_left": (
        "ออกจากบันทึกงานร่วมแล้ว เครื่องนี้เก็บบันทึกงานเอง งานเดิมยังอยู่ในฐานข้อมูล",
        "This computer has left the office and keeps its own records again. What stands in the database stands.",
    ),
    "office_own_left": (
        "เครื่องนี้มีบันทึกงานของตัวเอง {count} งานที่เครื่องอื่นยังไม่รู้ ใช้ mophic journal move --to {path} เพื่อย้ายไป",
        "This computer has {count} [count?batch|batches] of its own that the office does not know. Carry them over with mophic journal move --to {path}",
    ),
    "passphrase_changed": (
        "เปลี่ยนวลีลับแล้ว เครื่องที่เข้าร่วมอยู่ใช้งานต่อได้ เครื่องใหม่ต้องใช้วลีใหม่ กรุณาจดเก็บไว้ในที่ปลอดภัย",
        "The passphrase is changed. Computers that have joined go on; new ones need the new passphrase. Write it down and keep it safe.",
    ),
}

# What *Test* found, a line each.
_FOUND: Mapping[str, tuple[str, str]] = {
    "version": (
        "ฐานข้อมูลตอบแล้ว: PostgreSQL {version} อ่านและเขียนได้",
        "The database answers: PostgreSQL {version}, with the rights to read and write.",
    ),
    "tls": (
        "การเชื่อมต่อเข้ารหัส ({tls})",
        "The connection is encrypted ({tls}).",
    ),
    "plain": (
        "การเชื่อมต่อไม่เข้ารหัส",
        "The connection is not encrypted.",
    ),
    "new": (
        "ยังว่างอยู่ เครื่องนี้จะเป็นเครื่องแรกและเป็นผู้ตั้งวลีลับ",
        "It is empty: this computer will be the first, and sets the passphrase.",
    ),
    "office": (
        "มีบันทึกงานร่วมอยู่แล้ว: {batches} งาน จาก {pcs} เครื่อง ขณะนี้เชื่อมต่ออยู่ {live} เครื่อง",
        "It holds an office's records: {batches} batches, {pcs} computers, {live} of them connected now.",
    ),
    "older": (
        "ตารางเป็นของโปรแกรมรุ่นก่อน จะปรับให้เมื่อเข้าร่วม หลังจากนั้นทุกเครื่องต้องใช้โปรแกรมรุ่นนี้",
        "Its tables are of an earlier version and are brought up to date by joining. After that every computer needs this version.",
    ),
    "clock": (
        "นาฬิกาตรงกัน (ต่างกัน {seconds} วินาที)",
        "The clocks agree ({seconds} s apart).",
    ),
    "clock_ahead": (
        "นาฬิกาของเครื่องนี้เร็วกว่าฐานข้อมูล {seconds} วินาที กรุณาตั้งให้ตรง",
        "This computer's clock is {seconds} s ahead of the database's. Set it right.",
    ),
    "clock_behind": (
        "นาฬิกาของเครื่องนี้ช้ากว่าฐานข้อมูล {seconds} วินาที กรุณาตั้งให้ตรง",
        "This computer's clock is {seconds} s behind the database's. Set it right.",
    ),
}


def found_lines(found: Found, lang: Literal["th", "en"]) -> tuple[str, ...]:
    """What a database is, for whoever is about to join it."""
    clock = ("clock_ahead" if found.clock > 0 else "clock_behind") if found.clock_off else "clock"
    codes = ["version", "tls" if found.tls else "plain", "new" if found.new else "office"]
    codes += [*(["older"] if found.older else []), clock]
    told = {"version": found.version, "tls": found.tls, "seconds": f"{abs(found.clock):,.0f}"}
    told |= {name: f"{getattr(found, name):,}" for name in ("batches", "pcs", "live")}
    return tuple(_FOUND[code][lang == "en"].format_map(told) for code in codes)
