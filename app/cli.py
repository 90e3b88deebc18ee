"""`mophic`: the same work without a window. A second front end keeps the core honest.

What there is, is said from here, at once; the commands themselves (`app.commands.everything`) take half a second to
load.
"""

from __future__ import annotations

import sys

TITLE = "จองนัดหมายเข้า MOPH Immunization Center จากไฟล์ Excel · Book a sheet of appointments."
OPTIONS = {
    "--version": "รุ่นของโปรแกรม · The version.",
    "--forget": "ลบรหัสผ่านและกุญแจ ประวัติเปิดไม่ได้อีก · Forget secrets; old records are lost.",
    "--yes": "กับ --forget: ไม่ถาม · With --forget: do not ask.",
    "--help": "ของคำสั่งใด: mophic คำสั่ง --help · Of a command: mophic COMMAND --help",
}
COMMANDS = {
    "template": "เขียนไฟล์เปล่าสำหรับกรอก · Write the empty template workbook.",
    "validate": "ตรวจทุกแถว ไม่ส่งอะไร · Check every row of a sheet. Sends nothing.",
    "upload": "จองทุกแถวของไฟล์ · Book every row of a sheet, or of several (a folder).",
    "schedule-task": "คำสั่งสำหรับตั้งเวลา · Print the command that books a sheet every day.",
    "distribute": "เสนอชั่วโมงที่ว่าง · Propose a free hour for everybody who has none.",
    "check-names": "เทียบชื่อกับกลุ่มเป้าหมาย · Compare names with the target list.",
    "history": "ประวัติการจอง · Every batch: when, who, which file, how it went.",
    "resume": "จองต่อ · Continue a batch. Needs no workbook.",
    "undo": "ยกเลิกที่จองในครั้งนั้น · Cancel every booking that a batch made, and no other.",
    "book": "จองหนึ่งคน · Book one person.",
    "cancel": "ยกเลิกนัด · Cancel one person's appointment, or those of a list.",
    "move": "เลื่อนนัด · Move an appointment, those of a list, or a whole day.",
    "sites": "หน่วยบริการเคลื่อนที่ · The facility's field sites.",
    "slots": "ตารางเวลารับผู้ป่วยฉีดวัคซีน · The timetable of slots.",
    "target": "กลุ่มเป้าหมาย · The target list.",
    "queue": "บัตรคิว · Queue cards.",
    "practice": "ระบบฝึกหัด · Serve the practice server until stopped.",
    "message": "ส่งข้อความถึงประชาชน · Messages to citizens.",
    "journal": "บันทึกงานร่วมของหลายเครื่อง · The journal that an office's computers share.",
    "practice-sample": "จองตัวอย่างบนระบบฝึกหัด · Book a sample on a practice server.",
    "newest": "ตรวจหารุ่นใหม่ · Say whether there is a newer version. Installs nothing.",
}


def front_page() -> str:
    parts = [f"mophic [{' | '.join(OPTIONS)}] COMMAND …", "", TITLE]
    for names in (OPTIONS, COMMANDS):
        parts += ["", *(f"  {name:16} {words}" for name, words in names.items())]
    return "\n".join(parts)


def main() -> None:
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8", errors="replace")
    if sys.argv[1:] in ([], ["--help"]):
        sys.stdout.write(f"{front_page()}\n")
        return
    _command()


def _command() -> None:
    import logging
    import multiprocessing

    from app.commands.everything import app
    from app.system import vault
    from app.system.installed import hold

    multiprocessing.freeze_support()
    hold()
    logging.getLogger().addHandler(logging.NullHandler())  # a fault is for the log file, not for the screen
    if getattr(sys, "frozen", False):
        vault.use_windows_keyring()
    app()


if __name__ == "__main__":
    main()
