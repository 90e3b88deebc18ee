"""A run that nobody watches: what came of it, who else runs, and how it is put into the Task Scheduler."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "upload_under_way": (
        "เครื่องนี้กำลังจองอยู่แล้ว (เริ่ม {since}) จึงไม่เริ่มอีกงานพร้อมกัน กรุณารอให้เสร็จแล้วลองใหม่",
        "This computer is booking already (since {since}), so a second run does not begin. Wait until it has ended, then try again.",
    ),
    "report_unwritable": (
        "เขียนไฟล์รายงาน {path} ไม่ได้ จึงยังไม่เริ่มจอง กรุณาเลือกที่อื่นหรือปิดโปรแกรมที่เปิดไฟล์นี้อยู่",
        "The report {path} can't be written, so nothing was begun. Choose another place, or close the program that has the file open.",
    ),
    "report_late": (
        "จองแล้ว แต่เขียนไฟล์รายงาน {path} ไม่ได้",
        "The booking is over, but its report {path} could not be written.",
    ),
    "notice_title": ("การจองนัดหมายต้องการเจ้าหน้าที่", "Booking needs a person"),
    "outcome_done": ("จองครบแล้ว", "All is booked."),
    "outcome_not_all": (
        "การจองเมื่อ {at} ยังไม่ได้จอง {rows} แถว กรุณาเปิดประวัติเพื่อดูเหตุผลและแก้ไข",
        "The run of {at} did not book {rows} [rows?row|rows]. Open History for the reasons, and fix what is wrong.",
    ),
    "outcome_not_all_0": (
        "การจองเมื่อ {at} จองครบแล้ว แต่มีผู้ได้สองที่หรือสองนัด หรือมีไฟล์ที่ไม่มีรายชื่อ กรุณาเปิดประวัติเพื่อดูว่าเป็นใคร หรือเปิดไฟล์นั้น",
        "The run of {at} booked all, but somebody has two seats or two appointments, or a file holds nobody. Open History to see who, or that file.",
    ),
    "outcome_unfinished_0": (
        "การจองเมื่อ {at} จบก่อนเสร็จ กรุณาเปิดประวัติเพื่อดูว่าถึงแถวใด แล้วจองอีกครั้ง",
        "The run of {at} ended before it had finished. Open History to see how far it came, then book again.",
    ),
    "outcome_not_begun": (
        "การจองเมื่อ {at} ไม่ได้เริ่ม เพราะไฟล์ คำตอบ หรือการตั้งค่าไม่ถูกต้อง กรุณาเปิดไฟล์ในโปรแกรมเพื่อดูว่าต้องแก้อะไร",
        "The run of {at} did not begin: a file, an answer or a setting is not right. Open the file in the program to see what to fix.",
    ),
    "outcome_sign_in": (
        "การจองเมื่อ {at} เข้าสู่ระบบไม่ได้ กรุณา Login อีกครั้งและเลือกจดจำการเข้าสู่ระบบ",
        "The run of {at} could not sign in. Sign in again and let the sign-in be remembered.",
    ),
    "outcome_unfinished": (
        "การจองเมื่อ {at} ยังไม่เสร็จ เหลือ {rows} แถวที่ยังไม่ส่งหรือไม่ทราบผล กรุณาเปิดประวัติแล้วกด “ทำต่อ”",
        "The run of {at} is not finished: {rows} [rows?row is|rows are] not sent or not known. Open History and press Continue.",
    ),
    "outcome_no_server": (
        "การจองเมื่อ {at} ติดต่อระบบไม่ได้ กรุณาตรวจสอบเครือข่าย แล้วจองอีกครั้ง",
        "The run of {at} could not reach the server. Check the network, then book again.",
    ),
    "outcome_bug": (
        "การจองเมื่อ {at} หยุดเพราะข้อผิดพลาดของโปรแกรม กรุณาเปิดประวัติเพื่อดูว่าถึงแถวใด และบันทึกไฟล์ช่วยเหลือในหน้าตั้งค่า",
        "The run of {at} ended by a fault of the program. Open History to see how far it came, and save the support file in Settings.",
    ),
    "ended_midway": (
        "ก่อนหน้านั้นมีรายการที่ส่งไปแล้ว ดูได้ด้วย mophic history เมื่อใช้คำสั่งเดิมอีกครั้ง โปรแกรมจะตรวจจากระบบก่อนส่งเสมอ",
        "Something had been sent before that, see mophic history. The same command goes on: it looks up first what is there.",
    ),
    # --- the Task Scheduler ---
    "task_too_long": (
        "คำสั่งยาว {length} ตัวอักษร แต่ตัวตั้งเวลาของ Windows รับได้ไม่เกิน {most} ตัวอักษร กรุณาเขียนเป็นไฟล์ด้วย --xml task.xml",
        "The command has {length} letters, and schtasks takes {most}. Write the task as a file with --xml task.xml.",
    ),
    "task_odd_letters": (
        "ชื่อไฟล์หรือโฟลเดอร์มีตัวอักษร {letters} ซึ่งหน้าต่างคำสั่งของ Windows แปลความหมายเอง กรุณาเขียนเป็นไฟล์ด้วย --xml task.xml",
        "A file or folder has {letters} in its name, which the Windows command prompt takes for its own. Write the task as a file with --xml task.xml.",
    ),
    "task_no_stdin": (
        "งานที่ตั้งเวลาไม่มีผู้พิมพ์รหัสผ่าน กรุณา Login ในโปรแกรมหนึ่งครั้งและเลือกจดจำการเข้าสู่ระบบ แล้วไม่ต้องใช้ --password-stdin",
        "Nobody types a password for a task. Sign in once in the window and let it be remembered; then leave --password-stdin out.",
    ),
    "task_office_password": (
        "ที่อยู่ของ --journal มีรหัสผ่านของฐานข้อมูล ซึ่งจะเก็บไว้ในงานที่ตั้งเวลาให้ผู้อื่นอ่านได้ กรุณาเอาออก แล้วเข้าร่วมครั้งเดียวในหน้าตั้งค่าหรือด้วย mophic journal join เครื่องจะจำรหัสผ่านไว้เอง",
        "The address after --journal holds the database's password, which would stand in the task for others to read. Leave it out: join once in the settings or with mophic journal join, and this computer keeps it.",
    ),
    "task_no_password": (
        "ยังไม่มีรหัสผ่านของบัญชีนี้เก็บไว้ในเครื่อง งานที่ตั้งเวลาจะเข้าสู่ระบบไม่ได้ กรุณา Login ในโปรแกรมหนึ่งครั้งและเลือกจดจำการเข้าสู่ระบบ",
        "No password of this account is kept on this computer, so the task could not sign in. Sign in once in the window and let it be remembered.",
    ),
    "task_time_unreadable": (
        "อ่านเวลา “{value}” ไม่ได้ ตัวอย่าง: 07:30",
        "The time “{value}” can't be read. Example: 07:30.",
    ),
    "task_option": (
        "mophic upload ไม่รู้จักตัวเลือกนี้ กรุณาดู mophic upload --help",
        "mophic upload does not know this option. See mophic upload --help.",
    ),
    "task_register": ("ใช้คำสั่งนี้ในหน้าต่างคำสั่งของ Windows:", "Type this at the Windows command prompt (cmd):"),
    "task_cron": ("เพิ่มบรรทัดนี้ในตารางงานของระบบ:", "Add this line to crontab -e:"),
}
