"""What the window's help says about each page, in the words that stand on the buttons: (Thai, English)."""

from __future__ import annotations

from app.wording import Lang

TITLES: dict[str, tuple[str, str]] = {
    "login": ("เข้าสู่ระบบ", "Signing in"),
    "book": ("จองนัดหมายจากไฟล์ Excel", "Booking a sheet"),
    "schedule": ("ตารางเวลา (Slot)", "The timetable"),
    "person": ("นัดหมายรายบุคคล", "One person"),
    "messages": ("ข้อความถึงประชาชน", "Messages to citizens"),
    "history": ("ประวัติ ทำต่อ และยกเลิกทั้งชุด", "History, continuing and undoing"),
    "settings": ("ตั้งค่า", "Settings"),
    "contact": ("ติดต่อสอบถาม", "Whom to call"),
}
PARAGRAPHS: dict[str, tuple[tuple[str, str], ...]] = {
    "login": (
        (
            "กรอกรหัสหน่วยบริการ 5 หลัก ชื่อผู้ใช้ และรหัสผ่านเดียวกับ MOPH-IC Dashboard แล้วกด Login",
            "Type the 5-digit facility code, and the username and password of the MOPH-IC Dashboard. Then press Login.",
        ),
        (
            "“ฝึกหัด” คือระบบจำลองในโปรแกรมนี้ รายชื่อเป็นชื่อสมมุติ ไม่มีข้อความถึงผู้ใด ลองทุกอย่างที่นี่ก่อนได้",
            "Practice is a server inside this program with made-up people. Nobody is messaged: try everything there first.",
        ),
        (
            "เลือก “จดจำการเข้าสู่ระบบในเครื่องนี้” เฉพาะเครื่องที่ไม่มีผู้อื่นใช้ รหัสผ่านเก็บไว้ในที่เก็บรหัสของ Windows",
            "Tick “Remember the sign-in” only on a computer that nobody else uses. Windows keeps the password.",
        ),
        (
            "เข้าไม่ได้? ลองชื่อผู้ใช้และรหัสผ่านเดียวกันใน Dashboard หากเข้าไม่ได้เช่นกัน กรุณาติดต่อผู้ดูแลระบบ MOPH-IC",
            "Refused? Try the same username and password on the Dashboard. If they fail there, too, ask your MOPH-IC administrator.",
        ),
    ),
    "book": (
        (
            "1. Load Excel: เลือกไฟล์ หรือลากไฟล์มาวางในหน้าต่าง หนึ่งแถวต่อหนึ่งคน มีเลขประจำตัวประชาชน วันที่ เวลา และเข็มที่",
            "1. Load Excel: choose the sheet, or drop it on the window. One row a person: citizen ID, date, time, dose.",
        ),
        (
            "2. ตรวจสอบ: โปรแกรมตรวจทุกแถวก่อนส่ง กด “ดูปัญหา” เพื่อดูสิ่งที่ต้องแก้ พร้อมเลขแถวในไฟล์",
            "2. Check: every row is looked at before anything is sent. Show problems lists what to fix, with the row's number in your file.",
        ),
        (
            "3. Start: โปรแกรมบอกจำนวนคนและวันเวลาอีกครั้ง เมื่อยืนยันแล้ว การจองแต่ละแถวจะมีข้อความถึงประชาชนทันที",
            "3. Start: you read once more how many people are booked on which days. After your yes, each booking messages its citizen at once.",
        ),
        (
            "4. พักชั่วคราวหรือหยุดได้ทุกเมื่อ ไม่มีข้อมูลหาย กด “ทำต่อ” จะเริ่มจากแถวเดิม แม้ปิดเครื่องไปแล้ว",
            "4. Pause and Stop lose nothing. Continue goes on from the same row, even after the computer was switched off.",
        ),
        (
            "“ไม่ทราบผล” คือระบบไม่ได้ตอบชัดเจน โปรแกรมจะตรวจสอบกับระบบก่อนส่งใหม่เสมอ หากตรวจไม่ได้ เจ้าหน้าที่เป็นผู้เลือก",
            "“Unknown” means that no clear answer came. It is looked up before anything is sent again; where that fails, you decide.",
        ),
        (
            "5. “บันทึกผล” ทำสำเนาไฟล์เดิมพร้อมผลของทุกแถว ไฟล์เดิมไม่ถูกแก้",
            "5. Save result writes a copy of your workbook with the result of each row. Your own file stays as it is.",
        ),
        (
            "โหลดไฟล์เดิมซ้ำก็ไม่จองซ้ำ แถวที่จองแล้วจะถูกข้าม",
            "The same sheet loaded again books nobody twice: rows that are booked are skipped.",
        ),
    ),
    "schedule": (
        (
            "ปฏิทินบอกจำนวนที่ว่างและจำนวนที่จองแล้ว ทีละวันและทีละชั่วโมง",
            "The calendar shows how many seats are free and booked, by day and hour.",
        ),
        (
            "ระบบจริงไม่มีคำสั่งให้โปรแกรมสร้างตารางเวลา โปรแกรมทำแผนเป็นไฟล์ แล้วกรอกเองที่เมนู “Schedule” ใน Dashboard",
            "The real system lets no program make slots. The plan is made as a file; you enter it in the Dashboard's Schedule menu.",
        ),
        (
            "ใน Dashboard ต้องคลิก “เปิดให้จองจาก MOPH-IC API” โปรแกรมนี้จึงจะจองได้",
            "Tick “Open to the MOPH-IC API” on the Dashboard, or this program can't book into the slot.",
        ),
    ),
    "person": (
        (
            "กรอกเลขประจำตัวประชาชน 13 หลัก เพื่อดูข้อมูลบุคคล นัดหมาย และกลุ่มเป้าหมาย",
            "Type the 13-digit citizen ID to see the person, what is booked, and whether the person is on the target list.",
        ),
        (
            "จอง เลื่อน หรือยกเลิกนัดทีละคนได้ มีข้อความถึงผู้นั้นทันทีเช่นเดียวกับการจองจากไฟล์",
            "Book, move or cancel one appointment. The citizen is messaged at once, as with a sheet.",
        ),
        (
            "หากไม่อยู่ในกลุ่มเป้าหมาย ให้ขึ้นทะเบียนก่อนแล้วจึงจอง",
            "Not on the target list? Register the person first, then book.",
        ),
    ),
    "messages": (
        (
            "เลือกผู้รับ: ผู้ที่นัดไว้ในวันที่เลือก ผู้ที่ได้รับวัคซีนในวันที่เลือก รายบุคคล หรือไฟล์ข้อความที่มีเลขประจำตัวบรรทัดละหนึ่งคน",
            "Choose who receives it: those booked on a day, those vaccinated on a day, one person, or a text file with one ID a line.",
        ),
        (
            "กำหนดหัวเรื่อง ข้อความ และ URL แล้วดูตัวอย่าง ข้อความจะส่งตามที่เห็น",
            "Write heading, text and link, and look at the preview. The text goes out as it stands there.",
        ),
        (
            "ระบบรับได้ 5 ข้อความต่อชั่วโมง ประชาชนจะได้รับเมื่อลงทะเบียนหมอพร้อมแล้วเท่านั้น",
            "The server takes 5 messages an hour. People receive it only if they are registered with Mor Prom.",
        ),
    ),
    "history": (
        (
            "งานทุกชุดตามบันทึกงาน “เปิดดู” เพื่อดูทีละแถว “ส่งออก” เพื่อบันทึกเป็นไฟล์ Excel",
            "Every batch in the records. Open shows its rows; Export writes them to a workbook.",
        ),
        (
            "“ทำต่อ” ส่งแถวที่เหลือของงานที่ยังไม่เสร็จ ไม่ต้องใช้ไฟล์ Excel เดิม",
            "Continue sends what is left of an unfinished batch. The Excel file is not needed.",
        ),
        (
            "“ยกเลิกนัดทั้งชุด” ยกเลิกเฉพาะนัดที่งานชุดนั้นจองไว้ โปรแกรมบอกจำนวนประชาชนให้ยืนยันก่อน",
            "Undo batch cancels every appointment this batch booked, and nothing else. It says how many citizens that is before you agree.",
        ),
        (
            "หมายเหตุไว้บอกตนเองและเพื่อนร่วมงาน เลือกแถวแล้วกด F2 เพื่อพิมพ์",
            "A comment is for you and your colleagues: choose a line, press F2 and type.",
        ),
    ),
    "settings": (
        (
            "เปลี่ยนแล้วมีผลทันที ค่าที่ใช้ไม่ได้จะมีข้อความบอก และไม่มีอะไรเปลี่ยน",
            "A change counts at once. What can't be used is told and changes nothing.",
        ),
        (
            "จำนวนครั้งต่อวินาที: ไม่ควรเปลี่ยน หากเกิน 30 ระบบจะพักการใช้งานของทั้งโรงพยาบาล",
            "Calls a second: leave it. The server blocks the whole hospital above 30.",
        ),
        (
            "ที่อยู่ระบบ ไฟล์ใบรับรอง และไฟล์กุญแจ เป็นเรื่องของผู้ดูแลระบบคอมพิวเตอร์ของโรงพยาบาล",
            "The server's address, certificate file and key file are for the hospital's IT person.",
        ),
        (
            "“ล้างข้อมูลส่วนบุคคล” ลบชื่อและเลขประจำตัวทั้งหมดออกจากเครื่องนี้ นัดในระบบยังอยู่",
            "Clear personal data removes every name and ID from this computer. Appointments on the server stand.",
        ),
        (
            "“บันทึกไฟล์ช่วยเหลือ” ทำไฟล์ไว้ส่งให้ผู้ดูแลระบบ ไม่มีเลขประจำตัวประชาชนและรหัสผ่าน",
            "Save support file makes a file for your IT person. It holds no citizen IDs and no passwords.",
        ),
    ),
    "contact": (  # guide, sections 1.1 and 4
        (
            "กลุ่มดิจิทัลสุขภาพ กองยุทธศาสตร์และแผนงาน สำนักงานปลัดกระทรวงสาธารณสุข",
            "Digital Health Group, Strategy and Planning Division, Office of the Permanent Secretary, Ministry of Public Health",
        ),
        ("โทรศัพท์ 0 2590 1493", "Telephone 0 2590 1493"),
        (
            "Open Chat สำหรับหน่วยงานภาครัฐและเอกชน และสำหรับ รพ.สต.: QR Code อยู่หน้าสุดท้ายของคู่มือกระทรวง",
            "Open Chats for public and private facilities and for health centres: the QR codes are on the last page of the Ministry's guide.",
        ),
        ("Dashboard: https://cvp1.moph.go.th/dashboard", "Dashboard: https://cvp1.moph.go.th/dashboard"),
    ),
}


def title(topic: str, lang: Lang) -> str:
    return TITLES[topic][lang == "en"]


def paragraphs(topic: str, lang: Lang) -> list[str]:
    """Each is one thing to know or to do."""
    return [words[lang == "en"] for words in PARAGRAPHS[topic]]
