"""The journal that an office's PCs share in one database: every way in which it can't be used, and what is found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    def moved(self) -> bool: ...
    @property
    def slow(self) -> bool: ...
    @property
    def way(self) -> float: ...
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


class Carried(Protocol):
    """See `app.journal.carrying`."""

    @property
    def batches(self) -> int: ...
    @property
    def rows(self) -> int: ...
    @property
    def damaged(self) -> int: ...
    @property
    def messages(self) -> int: ...
    @property
    def fixes(self) -> int: ...
    @property
    def before(self) -> bool: ...


# Codes that say nothing of what was sent: they are met when a database is tested, before anything was sent and in the
# middle of a batch. Whoever knows the moment says it beside them: `ended_before`, `ended_midst`.
ANY_MOMENT = frozenset(
    (
        "office_away",
        "office_slow",
        "office_busy",
        "office_sign_in",
        "office_password_missing",
        "office_no_rights",
        "office_no_connect",
        "office_read_only",
        "office_too_old",
        "office_newer",
        "office_unusable",
        "office_no_postgres",
        "office_wants_tls",
        "office_no_such_host",
        "office_no_database",
        "office_not_let_in",
        "office_crowded",
        "office_gone",
        "office_no_tls",
        "office_certificate",
        "office_certificate_name",
        "office_certificate_file",
        "journal_moved",
        "office_full",
        "journal_unusable",
    )
)
WORDS: dict[str, tuple[str, str]] = {
    "ended_before": ("ยังไม่ได้ส่งอะไร", "Nothing was sent."),
    "ended_midst": (
        "ตอนนี้ไม่ส่งอะไรเพิ่ม แถวที่ส่งไปแล้วจะตรวจจากระบบก่อนเสมอเมื่อทำต่อ",
        "Nothing more is sent; what had left is looked up first when the batch goes on.",
    ),
    "office_away": (
        "ติดต่อฐานข้อมูลบันทึกงานร่วม {path} ไม่ได้ กรุณาตรวจเครือข่ายและที่อยู่ของฐานข้อมูล แล้วลองใหม่",
        "The office's database {path} can't be reached. Check the network and the address of the database, then try again.",
    ),
    "office_wait": (
        "ฐานข้อมูลบันทึกงานร่วมยังใช้ไม่ได้ชั่วคราว (ติดต่อไม่ได้ ไม่ว่าง หรือตอบช้า) จึงหยุดส่งไว้ก่อน คำตอบที่ได้รับแล้วยังอยู่ เมื่อใช้ได้จะบันทึกและทำต่อเอง",
        "The office's database can't be used just now (no way to it, busy, or too slow), so nothing new is sent. Answers that have come are kept; once it is back they are written and the batch goes on by itself.",
    ),
    "office_slow": (
        "ฐานข้อมูลบันทึกงานร่วม {path} ตอบช้าเกินไป ({seconds} วินาที) กรุณาให้ผู้ดูแลระบบตรวจเครือข่าย ต้องตอบเร็วกว่า 0.4 วินาที",
        "The office's database {path} answers too slowly ({seconds} s). Have your IT person look at the network: an answer may take 0.4 s.",
    ),
    "batch_taken_over": (
        "ระหว่างที่ติดต่อฐานข้อมูลบันทึกงานร่วม {path} ไม่ได้ เครื่องอื่นทำงานชุดนี้ต่อแล้ว เครื่องนี้จึงหยุด แถวที่ส่งไปจากเครื่องนี้จะตรวจจากระบบก่อนเสมอ กรุณาเปิดประวัติเพื่อดูผล",
        "While the office's database {path} could not be reached, another computer went on with this batch, so this one has stopped; what it had sent is looked up before anything is sent again. Open History to see how the batch stands.",
    ),
    "office_busy": (
        "มีการใช้ฐานข้อมูลบันทึกงานร่วม {path} อยู่นาน กรุณาลองใหม่ในอีกสักครู่",
        "The office's database {path} has been kept busy for long. Try again in a moment.",
    ),
    "office_sign_in": (
        "ฐานข้อมูลบันทึกงานร่วม {path} ไม่รับชื่อผู้ใช้หรือรหัสผ่าน กรุณาขอชื่อและรหัสที่ถูกต้องจากผู้ดูแลระบบ",
        "The office's database {path} does not take this user or password. Ask your IT person for the right ones.",
    ),
    "office_password_missing": (
        "ฐานข้อมูลบันทึกงานร่วม {path} ต้องใช้รหัสผ่าน แต่ไม่ได้ระบุและไม่มีเก็บไว้ในเครื่องนี้ กรุณาพิมพ์ที่ตั้งค่า > บันทึกงานร่วมของหลายเครื่อง หรือตั้งตัวแปร MOPHIC_JOURNAL_PASSWORD=… ก่อนเปิดโปรแกรม (mophic journal ใช้ --password-stdin ได้)",
        "The office's database {path} asks for a password, and none was given or is kept on this computer. Type it in Settings > Records shared by several computers, or set MOPHIC_JOURNAL_PASSWORD before the program starts (mophic journal takes --password-stdin, too).",
    ),
    "office_password_not_kept": (
        "เครื่องนี้ไม่มีที่เก็บรหัสที่ปลอดภัย จึงไม่ได้เก็บรหัสผ่านฐานข้อมูล ต้องระบุทุกครั้งด้วยตัวแปร MOPHIC_JOURNAL_PASSWORD=… ที่ตั้งก่อนเปิดโปรแกรม (mophic journal ใช้ --password-stdin)",
        "This computer has no safe place for secrets, so the password of the database was not kept. Give it each time in MOPHIC_JOURNAL_PASSWORD, set before the program starts (to mophic journal with --password-stdin).",
    ),
    "office_no_rights": (
        "ผู้ใช้นี้ไม่มีสิทธิ์เขียนในฐานข้อมูลบันทึกงานร่วม {path} กรุณาให้ผู้ดูแลระบบเพิ่มสิทธิ์",
        "This user may not write in the office's database {path}. Ask your IT person for the rights.",
    ),
    "office_no_connect": (
        "ผู้ใช้นี้ไม่มีสิทธิ์เข้าใช้ฐานข้อมูลบันทึกงานร่วม {path} กรุณาให้ผู้ดูแลระบบเพิ่มสิทธิ์เข้าใช้",
        "This user may not open the office's database {path}. Ask your IT person for the right to (CONNECT).",
    ),
    "office_read_only": (
        "ฐานข้อมูลบันทึกงานร่วม {path} อ่านได้อย่างเดียว (อาจเป็นเครื่องสำรอง) กรุณาขอที่อยู่ของเครื่องหลักจากผู้ดูแลระบบ",
        "The office's database {path} can only be read (it may be a replica). Ask your IT person for the address of the main one.",
    ),
    "office_full": (
        "ฐานข้อมูลบันทึกงานร่วม {path} เต็ม กรุณาให้ผู้ดูแลระบบเพิ่มที่ว่าง แล้วลองใหม่",
        "The office's database {path} is full. Have your IT person make room, then try again.",
    ),
    "office_too_old": (
        "ฐานข้อมูลบันทึกงานร่วม {path} เป็น PostgreSQL รุ่นเก่าเกินไป กรุณาให้ผู้ดูแลระบบใช้รุ่น 13 ขึ้นไป",
        "The office's database {path} runs a PostgreSQL that is too old. Ask your IT person for version 13 or newer.",
    ),
    "office_address_wrong": (
        "ใช้ที่อยู่ฐานข้อมูล “{address}” ไม่ได้ ให้กรอกชื่อหรือหมายเลขเครื่องที่ผู้ดูแลระบบให้มา เช่น 10.0.0.7 หรือ db.hospital.go.th/mophic",
        "The database's address “{address}” can't be used. Type the name or number your IT person gave you, such as 10.0.0.7 or db.hospital.go.th/mophic.",
    ),
    "office_two": (
        "เครื่องนี้ใช้ฐานข้อมูลบันทึกงานร่วม {one} อยู่แล้ว แต่คำสั่งนี้ระบุ {other} บัญชีหนึ่งใช้ได้แห่งเดียว จึงยังไม่จอง กรุณาเอาแห่งหนึ่งออก",
        "This computer keeps its records in the office's database {one}, and here {other} is named. One account has one, so nothing is booked. Take one of them away.",
    ),
    "office_newer": (
        "ตารางในฐานข้อมูลบันทึกงานร่วม {path} ปรับเป็นของโปรแกรมรุ่นใหม่กว่าแล้ว กรุณาติดตั้งโปรแกรมรุ่นใหม่ในเครื่องนี้",
        "A newer version of this program has changed the tables of the office's database {path}. Install the newer version on this computer.",
    ),
    "office_put_back": (
        "ฐานข้อมูลบันทึกงานร่วม {path} ถูกกู้คืนเป็นข้อมูลเก่าระหว่างทำงานนี้ จึงไม่ส่งอะไรเพิ่ม ผลที่แสดงที่นี่คือสิ่งที่ระบบตอบจริง กรุณาปิดแล้วเปิดโปรแกรมใหม่ เปิดไฟล์อีกครั้งแล้วกด Start (ถ้ากำลังยกเลิก ให้สั่งยกเลิกทั้งชุดอีกครั้ง) แต่ละคนจะตรวจจากระบบก่อนเสมอ",
        "The office's database {path} was put back to an older state in the middle of this work, so nothing more is sent. The results shown here are what the server answered. Start the program again, open the file and press Start (undo the batch once more, if you were undoing it): each person is looked up first.",
    ),
    "message_put_back": (
        "ฐานข้อมูลบันทึกงานร่วม {path} ถูกกู้คืนเป็นข้อมูลเก่าระหว่างที่ส่งข้อความนี้ จึงไม่ส่งอะไรเพิ่ม ผลที่แสดงที่นี่คือสิ่งที่ระบบตอบจริง แต่ในบันทึกที่กู้คืน ส่วนที่ส่งไปแล้วอาจยังเป็น “ยังไม่ส่ง” กรุณาปิดแล้วเปิดโปรแกรมใหม่ และดู Dashboard ก่อนส่งข้อความนี้ต่อ",
        "The office's database {path} was put back to an older state while this message was being sent, so nothing more is sent. The results shown here are what the server answered, but the restored records may still list what went out as not sent. Start the program again, and look at the Dashboard before you go on with this message.",
    ),
    "message_taken_over": (
        "ระหว่างที่ติดต่อฐานข้อมูลบันทึกงานร่วม {path} ไม่ได้ เครื่องอื่นส่งข้อความนี้ต่อแล้ว เครื่องนี้จึงหยุด กรุณาดูทะเบียนข้อความเพื่อดูว่าส่งถึงไหนแล้ว",
        "While the office's database {path} could not be reached, another computer went on with this message, so this one has stopped. Look at the register of messages to see how it stands.",
    ),
    "office_unusable": (
        "ฐานข้อมูลบันทึกงานร่วม {path} ทำตามที่โปรแกรมขอไม่ได้ กรุณาส่งไฟล์ช่วยเหลือให้ผู้ดูแลระบบ",
        "The office's database {path} could not do what it was asked. Send the support file to your IT person.",
    ),
    "office_no_postgres": (
        "ที่ {path} มีโปรแกรมอื่นตอบ ไม่ใช่ฐานข้อมูล PostgreSQL กรุณาตรวจที่อยู่และพอร์ตกับผู้ดูแลระบบ",
        "What answers at {path} is another program and no PostgreSQL. Check the address and its port with your IT person.",
    ),
    "office_wants_tls": (
        "เครื่องที่มีฐานข้อมูลบันทึกงานร่วม {path} ไม่ให้เข้าใช้แบบไม่เข้ารหัส กรุณาเข้าร่วมแบบเข้ารหัส (TLS) หรือถามผู้ดูแลระบบ",
        "The computer with the office's database {path} lets nobody in unencrypted. Join with encryption (TLS), or ask your IT person.",
    ),
    "office_other_program": (
        "ในฐานข้อมูล {path} มีตารางของโปรแกรมอื่นอยู่ โปรแกรมไม่แตะต้อง และยังไม่จอง กรุณาขอฐานข้อมูลของโปรแกรมนี้เองจากผู้ดูแลระบบ",
        "The database {path} holds another program's tables, which were left untouched; nothing is booked. Ask your IT person for a database of its own.",
    ),
    "office_no_such_host": (
        "ไม่พบเครื่องชื่อนี้ในเครือข่าย: {path} ติดต่อฐานข้อมูลบันทึกงานร่วมไม่ได้ กรุณาตรวจตัวสะกดหรือใช้หมายเลขเครื่อง (IP)",
        "The network knows no computer of this name: {path}. The office's database can't be reached. Check the spelling, or use the computer's number (IP).",
    ),
    "office_no_database": (
        "เครื่องนั้นไม่มีฐานข้อมูลชื่อนี้: {path} กรุณาให้ผู้ดูแลระบบสร้าง หรือขอชื่อที่ถูกต้อง",
        "There is no database of this name on that computer: {path}. Have your IT person make it, or ask for the right name.",
    ),
    "office_not_let_in": (
        "เครื่องที่มีฐานข้อมูลบันทึกงานร่วม {path} ไม่ให้เครื่องนี้เข้าใช้ กรุณาให้ผู้ดูแลระบบเพิ่มเครื่องนี้ใน pg_hba.conf",
        "The computer with the office's database {path} does not let this computer in. Have your IT person add this computer to its pg_hba.conf.",
    ),
    "office_crowded": (
        "ฐานข้อมูลบันทึกงานร่วม {path} มีผู้ใช้ครบจำนวนที่รับได้แล้ว กรุณาปิดโปรแกรมในเครื่องที่ไม่ใช้ แล้วลองใหม่",
        "The office's database {path} takes no more connections. Close the program where it is not used, then try again.",
    ),
    "office_gone": (
        "ตารางในฐานข้อมูลบันทึกงานร่วม {path} ถูกย้ายหรือลบไปแล้ว กรุณาถามผู้ดูแลระบบว่าย้ายไปที่ใด แล้วเข้าร่วมใหม่ในหน้าตั้งค่า",
        "The tables of the office's database {path} were moved or removed. Ask your IT person where they went, then join there in the settings.",
    ),
    "office_no_tls": (
        "ฐานข้อมูลบันทึกงานร่วม {path} ไม่รับการเชื่อมต่อแบบเข้ารหัส (TLS) กรุณาให้ผู้ดูแลระบบเปิด TLS",
        "The office's database {path} takes no encrypted connection (TLS). Have your IT person switch TLS on.",
    ),
    "office_certificate": (
        "เครื่องนี้ไม่เชื่อถือใบรับรองของฐานข้อมูลบันทึกงานร่วม {path} (ไม่รู้จักผู้ออก หมดอายุ หรือนาฬิกาเครื่องนี้ไม่ตรง) กรุณาตรวจนาฬิกา แล้วขอไฟล์ใบรับรอง (CA) จากผู้ดูแลระบบ และเลือกในหน้าตั้งค่า (ในบรรทัดคำสั่งใช้ --ca-file)",
        "This computer does not trust the certificate of the office's database {path} (unknown issuer, expired, or the clock of this computer is wrong). Check the clock, then ask your IT person for the certificate file (CA) and choose it in the settings (on the command line with --ca-file).",
    ),
    "office_certificate_name": (
        "ใบรับรองของฐานข้อมูลบันทึกงานร่วม {path} ออกให้เครื่องชื่ออื่น กรุณาใช้ชื่อเครื่องตามใบรับรอง หรือถามผู้ดูแลระบบ",
        "The certificate of the office's database {path} is for a computer of another name. Use the name in the certificate, or ask your IT person.",
    ),
    "office_certificate_file": (
        "เปิดไฟล์ใบรับรอง (CA) ของฐานข้อมูลบันทึกงานร่วม {path} ไม่ได้ กรุณาเลือกไฟล์ใบรับรองในหน้าตั้งค่า (ในบรรทัดคำสั่งใช้ --ca-file)",
        "The certificate file (CA) for the office's database {path} can't be opened. Choose the file in the settings (on the command line with --ca-file).",
    ),
    "office_not_joined": (
        "เครื่องนี้ยังไม่ได้เข้าร่วมฐานข้อมูลบันทึกงานร่วม {path} จึงยังไม่จอง ให้กรอกวลีลับในหน้าตั้งค่า (ในบรรทัดคำสั่งใช้ mophic journal join)",
        "This computer has not joined the office's database {path} yet, so nothing is booked. Type the passphrase in the settings (on the command line with mophic journal join).",
    ),
    "office_key_lost": (
        "ในฐานข้อมูลบันทึกงานร่วม {path} มีบันทึกงานอยู่ แต่กุญแจที่ใช้เปิดหายไป จึงไม่ตั้งกุญแจใหม่ทับ และไม่ได้เขียนอะไร กรุณาให้ผู้ดูแลระบบกู้ฐานข้อมูลจากสำเนา",
        "The office's database {path} holds records, and the key that opens them is missing from its table meta. No new key was set over them and nothing was written. Have your IT person restore the database from a backup.",
    ),
    "office_none_practice": (
        "โหมดฝึกหัดไม่จำบันทึกงานร่วม ต้องระบุฐานข้อมูลทุกครั้ง เช่น mophic journal check ที่อยู่{options} หรือ mophic upload{options} --journal ที่อยู่",
        "Practice keeps no office: name its database each time, as in mophic journal check ADDRESS{options} or mophic upload{options} --journal ADDRESS.",
    ),
    "office_practice": (
        "นี่คือโหมดฝึกหัด ซึ่งไม่จำที่นี่ไว้ คำสั่งต่อไปต้องระบุทุกครั้ง: mophic upload{options} --journal {path}",
        "This was practice, which does not remember it: name it each time, as in mophic upload{options} --journal {path}.",
    ),
    "office_password_shown": (
        "มีรหัสผ่านอยู่ในที่อยู่ของฐานข้อมูล โปรแกรมแยกออกแล้ว ใช้ครั้งนี้ และไม่แสดงอีก แต่โปรแกรมอื่นในเครื่องเห็นคำสั่งนี้ได้ และหน้าต่างคำสั่งอาจจำไว้ ครั้งต่อไปอย่าใส่ในที่อยู่ ให้เข้าร่วมครั้งเดียวด้วย mophic journal join --password-stdin หรือตั้งตัวแปร MOPHIC_JOURNAL_PASSWORD=… ก่อน",
        "The database's address held a password. It was taken out, is used this time and never shown; but other programs of this computer can see a command, and the command window may remember it. Next time leave it out of the address: join once with mophic journal join --password-stdin, or set MOPHIC_JOURNAL_PASSWORD.",
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
        "ยังไม่มีวลีลับ กรุณาระบุด้วย --passphrase-stdin หรือตั้งตัวแปร MOPHIC_PASSPHRASE=… ก่อนเปิดโปรแกรม",
        "There is no passphrase. Send it to stdin with --passphrase-stdin, or put it in MOPHIC_PASSPHRASE.",
    ),
    "office_at_work": (
        "กำลังคุยกับฐานข้อมูล {path} … ผ่านไป {seconds} วินาที ยกเลิกได้ด้วย Ctrl+C",
        "At work with the database {path} … {seconds} s so far. Ctrl+C calls it off.",
    ),
    "office_none": (
        "เครื่องนี้ไม่ได้เข้าร่วมฐานข้อมูลบันทึกงานร่วม บันทึกงานอยู่ในเครื่องนี้เอง",
        "This computer has not joined an office. Its records lie on this computer.",
    ),
    "pc_copied": (
        "โฟลเดอร์ข้อมูลนี้คัดลอกมาจากเครื่อง {pc} สองเครื่องจะปนกัน จึงยังไม่จอง ให้เข้าร่วมใหม่ด้วยวลีลับ ที่ตั้งค่า > บันทึกงานร่วมของหลายเครื่อง > รหัสผ่าน… (ในบรรทัดคำสั่งใช้ mophic journal join) แล้วเครื่องนี้จะนับเป็นอีกเครื่องหนึ่ง",
        "This data folder was copied from the computer {pc}, and the two would be mixed up, so nothing is booked. Join anew with the passphrase, in Settings > Records shared by several computers > Password… (on the command line with mophic journal join): then this computer counts as one of its own.",
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
        "เครื่องนี้มีบันทึกงานของตัวเอง {count} งานที่เครื่องอื่นยังไม่รู้ ใช้ mophic journal move --to {path}{options} เพื่อย้ายไป",
        "This computer has {count} [count?batch|batches] of its own that the office does not know. Carry them over with mophic journal move --to {path}{options}",
    ),
    "passphrase_changed": (
        "เปลี่ยนวลีลับแล้ว เครื่องที่เข้าร่วมอยู่ใช้งานต่อได้ เครื่องใหม่ต้องใช้วลีใหม่ กรุณาจดเก็บไว้ในที่ปลอดภัย",
        "The passphrase is changed. Computers that have joined go on; new ones need the new passphrase. Write it down and keep it safe.",
    ),
    "move_nothing": (
        "เครื่องนี้ไม่มีบันทึกงานของตัวเองให้ย้าย",
        "This computer has no records of its own to carry over.",
    ),
    "carried_over": (
        "ย้ายแล้ว {batches} งาน {rows} แถว และข้อความ {messages} ฉบับ ตรวจแล้วตรงกันทุกแถว ของเดิมเก็บไว้ในชื่ออื่น",
        "Carried over and compared row by row. Batches: {batches}, rows: {rows}, messages: {messages}. What was here is kept under another name.",
    ),
    "carried_twice": (
        "บันทึกงานนี้ย้ายไปครบแล้วก่อนหน้านี้ {batches} งาน {rows} แถว จึงไม่ย้ายซ้ำ ของเดิมเก็บไว้ในชื่ออื่น",
        "All of it had been carried over before, and nothing was doubled. Batches: {batches}, rows: {rows}. What was here is kept under another name.",
    ),
    "moved_damaged": (
        "อ่านไม่ได้อยู่แล้ว {damaged} แถว ย้ายไปตามสภาพเดิม",
        "Rows that could not be read before and can't be read there either: {damaged}.",
    ),
    "moved_fixes": (
        "การแก้ไขที่เก็บไว้กับไฟล์ {fixes} ไฟล์ไม่ได้ย้ายไปด้วย ยังอยู่ในของเดิม",
        "Files whose fixes stay behind, in what is kept under another name: {fixes}.",
    ),
    "move_failed": (
        "ย้ายบันทึกงานไม่สำเร็จ งานที่ {batch} อ่านกลับมาไม่ตรงกับเดิม จึงไม่ได้ย้ายอะไรเลย และไม่มีอะไรหาย กรุณาส่งไฟล์ช่วยเหลือให้ผู้ดูแลระบบ",
        "The records were not carried over: batch {batch} read back differently. Nothing was moved and nothing is lost. Send the support file to your IT person.",
    ),
    "journal_in_use": (
        "{holder} กำลังทำงานอยู่ จึงยังไม่ได้ย้ายอะไร กรุณารอให้เสร็จ แล้วลองใหม่",
        "{holder} is running a batch, so nothing was carried over. Wait until it has ended, then try again.",
    ),
    "carried_before": (
        "บันทึกงานของเครื่องนี้เคยย้ายไปที่ {path} แล้ว และเปลี่ยนไปหลังจากนั้น จึงไม่ย้ายซ้ำ ไม่มีอะไรหาย กรุณาส่งไฟล์ช่วยเหลือให้ผู้ดูแลระบบ",
        "These records were carried to {path} before and have changed since, so they are not carried again. Nothing is lost. Send the support file to your IT person.",
    ),
    "office_in_use": (
        "เครื่อง {pc} ยังใช้บันทึกงานร่วมอยู่ จึงยังไม่ได้ย้ายอะไร กรุณาปิดโปรแกรมในเครื่องอื่นก่อน แล้วลองใหม่",
        "The computer {pc} still uses the office's records, so nothing was moved. Close the program on the other computers first, then try again.",
    ),
    "journal_moved": (
        "บันทึกงานของเครื่องนี้ย้ายไปอยู่ในฐานข้อมูลบันทึกงานร่วมแล้ว กรุณาปิดแล้วเปิดโปรแกรมใหม่",
        "The records of this computer were carried into the office's database. Close the program and start it again.",
    ),
    "journal_exported": (
        "เขียนบันทึกงานของเครื่องนี้ {count} แถวลงใน {path} แล้ว",
        "The records of this computer were written to {path}. Rows: {count}.",
    ),
    "office_exported": (
        "เขียนบันทึกงานร่วมที่ {office} {count} แถวลงใน {path} แล้ว",
        "Written to {path}: the records of the office at {office}. Rows: {count}.",
    ),
    "office_no_records": (
        "ในฐานข้อมูล {path} ยังไม่มีบันทึกงานร่วม จึงไม่ได้เขียนอะไร กรุณาตรวจที่อยู่กับผู้ดูแลระบบ",
        "The database {path} holds no office's records, so nothing was written. Check the address with your IT person.",
    ),
    "export_sheet": ("บันทึกงาน", "Records"),
    "export_batch": ("งานที่", "Batch"),
    "export_started": ("เริ่มเมื่อ", "Started"),
    "export_user": ("ผู้ใช้", "User"),
    "export_computer": ("เครื่อง", "Computer"),
    "export_file": ("ไฟล์", "File"),
    "export_row": ("แถวที่", "Row"),
    "sending_in_other_batch": (
        "อีกเครื่องยังทำงานกับแถวนี้อยู่ ที่นี่จึงไม่ได้ส่ง เมื่องานของเครื่องนั้นจบ กรุณากด “ทำต่อ” หรือเปิดไฟล์เดิมอีกครั้ง ผู้ที่จองแล้วจะตรวจก่อนเสมอ",
        "Another computer is still at work on this row, so nothing was sent from here. Once its batch has ended, press Continue or open the same file again: who is booked is looked up first.",
    ),
    "unfinished_elsewhere": (
        "เครื่องนี้ไม่มีงานที่ค้าง แต่มีงานที่ค้างจากเครื่องอื่น: {batches} หากต้องการทำต่อที่เครื่องนี้ ให้สั่ง mophic resume {batch} (ใส่หมายเลขของงาน)",
        "No batch of this computer is unfinished, but of other computers there is: {batches}. To go on with one here, name it: mophic resume {batch}.",
    ),
    "made_elsewhere": (
        "งานนี้ทำจากเครื่องอื่น: {pc} โดย {user} กรุณาถามที่นั่นก่อนยกเลิก",
        "This batch was made on another computer: {pc}, by {user}. Ask there before it is undone.",
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
    "slow": (
        "ฐานข้อมูลตอบช้าเกินไป ({way} วินาที) จะยังจองไม่ได้จนกว่าจะเร็วกว่า 0.4 วินาที กรุณาให้ผู้ดูแลระบบตรวจเครือข่าย",
        "The database answers too slowly ({way} s): nothing can be booked until that takes less than 0.4 s. Have your IT person look at the network.",
    ),
    "moved": (
        "บันทึกงานร่วมที่เคยอยู่ที่นี่ถูกย้ายออกไปแล้ว (ตารางเดิมเก็บไว้ในชื่ออื่น) กรุณาถามผู้ดูแลระบบว่าย้ายไปที่ใดก่อนเข้าร่วม มิฉะนั้นจะเป็นบันทึกงานใหม่ที่ว่างเปล่า",
        "The records that stood here were carried elsewhere (their tables are kept under another name). Ask your IT person where to before you join: joining here begins new, empty records.",
    ),
    "office": (
        "มีบันทึกงานร่วมอยู่แล้ว: {batches} งาน จาก {pcs} เครื่อง ขณะนี้เชื่อมต่ออยู่ {live} เครื่อง",
        "It holds an office's records. Batches: {batches}, computers: {pcs}, connected now: {live}.",
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
    codes += [*(["moved"] if found.moved else []), *(["slow"] if found.slow else [])]
    codes += [*(["older"] if found.older else []), clock]
    told = {"version": found.version, "tls": found.tls, "seconds": f"{abs(found.clock):,.0f}"}
    told |= {"way": f"{found.way:.1f}"}
    told |= {name: f"{getattr(found, name):,}" for name in ("batches", "pcs", "live")}
    return tuple(_FOUND[code][lang == "en"].format_map(told) for code in codes)


def carried_lines(carried: Carried) -> Iterator[tuple[str, dict[str, object]]]:
    """What became of a journal that was carried over: codes of sentences and what they need."""
    counted: dict[str, object] = {"batches": carried.batches, "rows": carried.rows, "messages": carried.messages}
    yield "carried_twice" if carried.before else "carried_over", counted
    if carried.damaged:
        yield "moved_damaged", {"damaged": carried.damaged}
    if carried.fixes:
        yield "moved_fixes", {"fixes": carried.fixes}
