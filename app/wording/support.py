"""A newer version, and the support file."""

WORDS: dict[str, tuple[str, str]] = {
    "support_not_saved": (
        "บันทึกไฟล์ช่วยเหลือที่ {path} ไม่สำเร็จ กรุณาเลือกโฟลเดอร์อื่นหรือตรวจพื้นที่ว่างในดิสก์",
        "The support file could not be saved at {path}. Choose another folder, or look for free disk space.",
    ),
    "program_incomplete": (
        "โปรแกรมไม่ครบ ขาดไฟล์ {file} ซึ่งโปรแกรมป้องกันไวรัสอาจกักไว้ กรุณาติดตั้งโปรแกรมใหม่ หรือให้ผู้ดูแลระบบปล่อยไฟล์นี้ออกจากการกักกัน",
        "The program is incomplete: {file} is missing, perhaps taken by a virus scanner. Install the program again, or ask IT to release that file.",
    ),
    "support_saved": (
        "บันทึกไฟล์ช่วยเหลือที่ {path} แล้ว ในไฟล์ไม่มีเลขประจำตัวประชาชน ไม่มีรหัสผ่าน และไม่มีรายชื่อ ส่งให้ผู้ดูแลระบบได้",
        "The support file is at {path}. It holds no IDs, no passwords and no lists of people: you may send it in.",
    ),
    "data_stand_in": (
        "เขียนในโฟลเดอร์ข้อมูลไม่ได้ ประวัติการจองจึงเก็บไว้ที่ {folder} ชั่วคราว กรุณาแจ้งผู้ดูแลระบบ",
        "The data folder can't be written to. Bookings are recorded in {folder} for now. Please tell your IT person.",
    ),
    "newer_version": (
        "มีโปรแกรมรุ่น {version} แล้ว (เครื่องนี้ใช้รุ่น {mine}) กรุณาแจ้งผู้ดูแลระบบให้ติดตั้ง {page}",
        "Version {version} is out (this is {mine}). Please ask your IT person to install it. {page}",
    ),
    "secrets_forgotten": (
        "ลบรหัสผ่านและกุญแจที่โปรแกรมจำไว้ในบัญชีนี้แล้ว {count} รายการ",
        "Forgotten: {count} [count?password or key|passwords and keys] of this account.",
    ),
    "newest_mine": (
        "รุ่น {mine} เป็นรุ่นล่าสุด (ตรวจเมื่อ {when})",
        "Version {mine} is the newest (looked for {when}).",
    ),
    "newest_failed": (
        "ตรวจหารุ่นใหม่ไม่สำเร็จ การทำงานอื่นไม่ได้รับผลกระทบ โปรแกรมจะตรวจอีกครั้งเมื่อเปิดครั้งถัดไป ถ้าไม่สำเร็จทุกครั้ง กรุณาแจ้งผู้ดูแลระบบ",
        "Whether there is a newer version could not be found out. Nothing else is concerned. It is tried again at the next start. If it never succeeds, tell your IT person.",
    ),
    "newest_off": (
        "การตรวจหารุ่นใหม่ถูกปิดไว้โดยผู้ดูแลระบบ",
        "Your IT person has switched off looking for a newer version.",
    ),
    "newest_none": (
        "โปรแกรมชุดนี้ไม่ใช่ชุดที่เผยแพร่ จึงไม่ตรวจหารุ่นใหม่",
        "This copy is not a release, so it does not look for a newer version.",
    ),
}
