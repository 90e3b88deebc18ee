"""The program itself on this PC: whole or not, its secrets, a newer version, the support file."""

WORDS: dict[str, tuple[str, str]] = {
    "support_not_saved": (
        "บันทึกไฟล์ช่วยเหลือที่ {path} ไม่สำเร็จ กรุณาเลือกโฟลเดอร์อื่นหรือตรวจพื้นที่ว่างในดิสก์",
        "The support file could not be saved at {path}. Choose another folder, or look for free disk space.",
    ),
    "program_incomplete": (
        "โปรแกรมไม่ครบ ขาดไฟล์ {file} ซึ่งโปรแกรมป้องกันไวรัสอาจกักไว้ กรุณาติดตั้งโปรแกรมใหม่ หรือให้ผู้ดูแลระบบปล่อยไฟล์นี้ออกจากการกักกัน",
        "The program is incomplete: {file} is missing, perhaps taken by a virus scanner. Install the program again, or ask IT to release that file.",
    ),
    "program_damaged": (
        "โปรแกรมไม่สมบูรณ์ ไฟล์ {file} เสียหาย หรือขาดไฟล์อื่นที่ไฟล์นี้ต้องใช้ กรุณาติดตั้งโปรแกรมใหม่ ถ้ายังเป็นอยู่ให้แจ้งผู้ดูแลระบบ",
        "The program is not whole: {file} is damaged, or lacks another file that it needs. Install the program again; if it goes on, tell your IT person.",
    ),
    "start_failed": (
        "โปรแกรมเปิดไม่สำเร็จ ({error}) กรุณาเปิดใหม่อีกครั้ง ถ้ายังไม่ได้ให้ติดตั้งโปรแกรมใหม่หรือแจ้งผู้ดูแลระบบ",
        "The program could not start ({error}). Start it again; if that does not help, install it again or tell your IT person.",
    ),
    "being_installed": (
        "กำลังติดตั้งโปรแกรมอยู่ หรือการติดตั้งครั้งก่อนไม่เสร็จ กรุณารอหนึ่งนาทีแล้วเปิดใหม่ ถ้ายังเปิดไม่ได้ให้ติดตั้งโปรแกรมใหม่",
        "The program is being installed right now, or an installation was cut off. Wait a minute and start it again; if it still does not start, install it again.",
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
    "forget_costs": (
        "รหัสผ่านและกุญแจที่โปรแกรมจำไว้ในบัญชีนี้จะถูกลบทั้งหมด ประวัติการจองและข้อความใน {folder} และในทุกโฟลเดอร์ที่ใช้ด้วย --data-dir โดยไม่มี --key-file จะเปิดไม่ได้อีก โปรแกรมจะไม่รู้ว่าแถวใดค้างอยู่ เรียกคืนไม่ได้",
        "All passwords and keys that the program keeps in this account will be deleted. The records of bookings and messages in {folder}, and in every folder used with --data-dir and no --key-file, can't be read any more, and the program no longer knows which rows are unfinished. This can't be undone.",
    ),
    "forget_needs_yes": (
        "ยังไม่ได้ลบอะไร กรุณาเพิ่ม --yes เพื่อยืนยัน",
        "Nothing was deleted. Add --yes to confirm.",
    ),
    "forget_while_running": (
        "ยังไม่ได้ลบอะไร เพราะโปรแกรมกำลังเปิดหรือกำลังจองอยู่ กรุณาปิดทุกหน้าต่างและรอให้ทุกคำสั่งจบก่อน",
        "Nothing was deleted, as the program is open or is booking. Close all its windows and let all commands end first.",
    ),
    "data_folder_unwritable": (
        "เขียนในโฟลเดอร์ข้อมูล {folder} ไม่ได้ ({why}) จึงยังไม่เริ่มงาน กรุณาตรวจสิทธิ์ของโฟลเดอร์ หรือเลือกโฟลเดอร์อื่นด้วย --data-dir",
        "The data folder {folder} can't be written to ({why}), so nothing was begun. Look at its permissions, or name another one with --data-dir.",
    ),
    "journal_key_gone": (
        "กุญแจของประวัติการจอง {path} ไม่อยู่ในบัญชี Windows นี้แล้ว อาจถูกลบไปแล้ว (mophic --forget) หรือแฟ้มนี้มาจากเครื่องอื่น ประวัติเดิมเปิดไม่ได้อีก กรุณาย้ายแฟ้มนี้ไปไว้ที่อื่นแล้วเปิดโปรแกรมใหม่ นัดที่จองแล้วจะตรวจจากระบบก่อนส่งเสมอ",
        "The key of the records {path} is no longer in this Windows account: it was forgotten (mophic --forget), or the file came from another computer. The old records can't be read any more. Move that file elsewhere and start again: new records are begun, and appointments that stand are looked up on the server before anything is sent.",
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
