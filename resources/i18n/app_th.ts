<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="th" sourcelanguage="en">
    <context>
        <name>Chip</name>
        <message>
            <source>Show only these rows; once more shows all</source>
            <translation>แสดงเฉพาะแถวเหล่านี้ กดอีกครั้งเพื่อแสดงทั้งหมด</translation>
        </message>
    </context>
    <context>
        <name>Chips</name>
        <message>
            <source>Ready</source>
            <translation>พร้อมจอง</translation>
        </message>
        <message>
            <source>Booked</source>
            <translation>จองแล้ว</translation>
        </message>
        <message>
            <source>Skipped</source>
            <translation>ข้าม</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>ระบบไม่รับ</translation>
        </message>
        <message>
            <source>Unknown</source>
            <translation>ไม่ทราบผล</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>มีปัญหา</translation>
        </message>
        <message>
            <source>Not sent</source>
            <translation>ยังไม่ส่ง</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>ยกเลิกแล้ว</translation>
        </message>
    </context>
    <context>
        <name>Columns</name>
        <message>
            <source>Slot %1</source>
            <translation>Slot %1</translation>
        </message>
        <message>
            <source>Row</source>
            <translation>แถว</translation>
        </message>
        <message>
            <source>Citizen ID</source>
            <translation>เลขประจำตัว</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>ชื่อ-สกุล</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>วันที่นัด</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>เวลานัด</translation>
        </message>
        <message>
            <source>Dose</source>
            <translation>เข็มที่</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>สถานะ</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>เหตุผล</translation>
        </message>
    </context>
    <context>
        <name>ConfirmStart</name>
        <message numerus="yes">
            <source>Book %n practice appointment(s)?</source>
            <translation>
                <numerusform>จองนัดหมายฝึกหัด %n คน?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Message %n citizen(s) now?</source>
            <translation>
                <numerusform>ส่งข้อความถึงประชาชน %n คนทันที?</numerusform>
            </translation>
        </message>
        <message>
            <source>Practice mode: made-up people, no message is sent to anyone.</source>
            <translation>โหมดฝึกหัด: รายชื่อสมมุติ ไม่มีข้อความถึงผู้ใด</translation>
        </message>
        <message numerus="yes">
            <source>%n citizen(s) get a message at once through LINE and the Mor Prom app. It can't be taken back.</source>
            <translation>
                <numerusform>ประชาชน %n คนจะได้รับข้อความทันทีทาง LINE และแอป “หมอพร้อม” ข้อความที่ส่งแล้วเรียกคืนไม่ได้</numerusform>
            </translation>
        </message>
        <message>
            <source>Appointments per day and hour</source>
            <translation>จำนวนนัดหมายแต่ละวันและเวลา</translation>
        </message>
        <message>
            <source>Server: %1</source>
            <translation>ระบบ: %1</translation>
        </message>
        <message>
            <source>Not yet</source>
            <translation>ยังไม่จอง</translation>
        </message>
        <message numerus="yes">
            <source>Book %n person(s)</source>
            <translation>
                <numerusform>จองนัดหมาย %n คน</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) are booked already and are skipped.</source>
            <translation>
                <numerusform>%n แถวจองไว้แล้ว จะข้ามไป</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) have another appointment on the same day and are not sent.</source>
            <translation>
                <numerusform>%n แถวมีนัดอื่นในวันเดียวกัน จะไม่ส่ง</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) with problems are left out.</source>
            <translation>
                <numerusform>%n แถวมีปัญหา จะไม่ส่ง</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>For %n row(s) there seem to be too few free seats; the server may refuse them.</source>
            <translation>
                <numerusform>%n แถวอาจไม่มีที่ว่างพอ ระบบอาจไม่รับจอง</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DropZone</name>
        <message>
            <source>Drop the Excel file here</source>
            <translation>ลากไฟล์ Excel มาวางที่นี่</translation>
        </message>
        <message>
            <source>or press Load Excel. One row a person: citizen ID, date and time of the appointment. Every row is checked first; nothing is sent before you press Start.</source>
            <translation>หรือกดปุ่ม Load Excel ในไฟล์ให้ 1 แถวต่อ 1 คน: เลขประจำตัวประชาชน วันที่นัด และเวลานัด โปรแกรมจะตรวจทุกแถวก่อน และยังไม่ส่งอะไรจนกว่าจะกด Start</translation>
        </message>
        <message>
            <source>Choose a file…</source>
            <translation>เลือกไฟล์…</translation>
        </message>
        <message>
            <source>Download the template</source>
            <translation>ดาวน์โหลดแบบฟอร์ม</translation>
        </message>
        <message>
            <source>An empty workbook with the right columns</source>
            <translation>ไฟล์ Excel เปล่าที่มีคอลัมน์ถูกต้อง</translation>
        </message>
    </context>
    <context>
        <name>Field</name>
        <message>
            <source>Citizen ID</source>
            <translation>เลขประจำตัวประชาชน</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>วันที่นัด</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>เวลานัด</translation>
        </message>
        <message>
            <source>Dose</source>
            <translation>เข็มที่</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>ชื่อ-สกุล</translation>
        </message>
        <message>
            <source>Mobile phone</source>
            <translation>เบอร์โทรศัพท์</translation>
        </message>
        <message>
            <source>Facility code</source>
            <translation>รหัสหน่วยบริการ</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>หมายเหตุ</translation>
        </message>
        <message>
            <source>Whole row</source>
            <translation>ทั้งแถว</translation>
        </message>
    </context>
    <context>
        <name>HistoryModel</name>
        <message>
            <source>Started</source>
            <translation>เริ่มเมื่อ</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>ผู้ใช้</translation>
        </message>
        <message>
            <source>File</source>
            <translation>ไฟล์</translation>
        </message>
        <message>
            <source>Booked</source>
            <translation>จองแล้ว</translation>
        </message>
        <message>
            <source>Skipped</source>
            <translation>ข้าม</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>ระบบไม่รับ</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>ค้างอยู่</translation>
        </message>
        <message>
            <source>Left out</source>
            <translation>ไม่ส่ง</translation>
        </message>
        <message>
            <source>State</source>
            <translation>สถานะ</translation>
        </message>
        <message>
            <source>Running: %1</source>
            <translation>กำลังทำอยู่: %1</translation>
        </message>
        <message>
            <source>Unfinished</source>
            <translation>ยังไม่เสร็จ</translation>
        </message>
        <message numerus="yes">
            <source>%n cancelled</source>
            <translation>
                <numerusform>ยกเลิก %n คน</numerusform>
            </translation>
        </message>
        <message>
            <source>Finished</source>
            <translation>เสร็จแล้ว</translation>
        </message>
    </context>
    <context>
        <name>HistoryScreen</name>
        <message>
            <source>History</source>
            <translation>ประวัติ</translation>
        </message>
        <message>
            <source>Every batch of this facility on this computer. Rows are kept encrypted.</source>
            <translation>งานทุกชุดของหน่วยบริการนี้ในเครื่องนี้ ข้อมูลเก็บแบบเข้ารหัส</translation>
        </message>
        <message>
            <source>Nothing has been booked from this computer yet. Sign in, load a sheet, press Start.</source>
            <translation>ยังไม่เคยจองจากเครื่องนี้ เริ่มจาก Login แล้ว Load Excel จากนั้นกด Start</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>เปิดดู</translation>
        </message>
        <message>
            <source>Show its rows and what became of each</source>
            <translation>แสดงทุกแถวและผลของแต่ละแถว</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>ทำต่อ</translation>
        </message>
        <message>
            <source>Send what is left; no workbook is needed</source>
            <translation>ส่งส่วนที่เหลือ ไม่ต้องใช้ไฟล์ Excel</translation>
        </message>
        <message>
            <source>Undo batch…</source>
            <translation>ยกเลิกนัดทั้งชุด…</translation>
        </message>
        <message>
            <source>Cancel every appointment this batch booked</source>
            <translation>ยกเลิกนัดทุกคนที่งานชุดนี้จองไว้</translation>
        </message>
    </context>
    <context>
        <name>HourTable</name>
        <message>
            <source>People per day and hour</source>
            <translation>จำนวนคนแต่ละวันและเวลา</translation>
        </message>
        <message>
            <source>All</source>
            <translation>รวม</translation>
        </message>
    </context>
    <context>
        <name>Kind</name>
        <message numerus="yes">
            <source>%n row(s)</source>
            <translation>
                <numerusform>%n แถว</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LoginScreen</name>
        <message>
            <source>Sign in</source>
            <translation>เข้าสู่ระบบ</translation>
        </message>
        <message>
            <source>With the account you use for the MOPH Immunization Center Dashboard.</source>
            <translation>ใช้บัญชีเดียวกับ MOPH Immunization Center Dashboard</translation>
        </message>
        <message>
            <source>Real server</source>
            <translation>ระบบจริง</translation>
        </message>
        <message>
            <source>Practice</source>
            <translation>ฝึกหัด</translation>
        </message>
        <message>
            <source>Facility code, 5 digits</source>
            <translation>รหัสหน่วยบริการ 5 หลัก</translation>
        </message>
        <message>
            <source>Username</source>
            <translation>ชื่อผู้ใช้ (username)</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>รหัสผ่าน</translation>
        </message>
        <message>
            <source>Remember me on this computer</source>
            <translation>จำฉันไว้ในเครื่องนี้</translation>
        </message>
        <message>
            <source>The password is kept in the operating system's own safe place.</source>
            <translation>รหัสผ่านเก็บไว้ในที่เก็บรหัสของระบบปฏิบัติการ</translation>
        </message>
        <message>
            <source>Try everything with made-up people. Nothing to fill in, and nobody is messaged. Press Login to begin.</source>
            <translation>ลองใช้ทุกขั้นตอนกับรายชื่อสมมุติ ไม่ต้องกรอกอะไร และไม่มีข้อความถึงผู้ใด กด Login เพื่อเริ่ม</translation>
        </message>
        <message>
            <source>Login</source>
            <translation>Login</translation>
        </message>
        <message>
            <source>The facility code must be 5 digits, for example 10001.</source>
            <translation>รหัสหน่วยบริการต้องเป็นตัวเลข 5 หลัก เช่น 10001</translation>
        </message>
        <message>
            <source>Fill in the username you use for the Dashboard.</source>
            <translation>กรุณากรอกชื่อผู้ใช้ที่ใช้กับ Dashboard</translation>
        </message>
        <message>
            <source>Fill in the password.</source>
            <translation>กรุณากรอกรหัสผ่าน</translation>
        </message>
        <message>
            <source>Signing in…</source>
            <translation>กำลังเข้าสู่ระบบ…</translation>
        </message>
        <message>
            <source>Work without keeping records</source>
            <translation>ทำงานโดยไม่เก็บบันทึก</translation>
        </message>
    </context>
    <context>
        <name>PasswordAgain</name>
        <message>
            <source>Please sign in again</source>
            <translation>กรุณาเข้าสู่ระบบอีกครั้ง</translation>
        </message>
        <message>
            <source>Username: %1</source>
            <translation>ชื่อผู้ใช้: %1</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>รหัสผ่าน</translation>
        </message>
        <message>
            <source>Login</source>
            <translation>Login</translation>
        </message>
    </context>
    <context>
        <name>PracticeBanner</name>
        <message>
            <source>Practice mode: made-up people, no message is sent to anyone</source>
            <translation>โหมดฝึกหัด: รายชื่อสมมุติ ไม่มีข้อความถึงผู้ใด</translation>
        </message>
    </context>
    <context>
        <name>ProblemList</name>
        <message>
            <source>No problems: every row of the sheet can be booked.</source>
            <translation>ไม่พบปัญหา ทุกแถวในไฟล์จองได้</translation>
        </message>
    </context>
    <context>
        <name>Question</name>
        <message>
            <source>Cancel</source>
            <translation>ยกเลิก</translation>
        </message>
    </context>
    <context>
        <name>RowStory</name>
        <message>
            <source>Choose a row to see its whole story.</source>
            <translation>เลือกแถวในตารางเพื่อดูรายละเอียดทั้งหมด</translation>
        </message>
        <message>
            <source>Row %1</source>
            <translation>แถว %1</translation>
        </message>
        <message>
            <source>What happened</source>
            <translation>ผลที่ได้</translation>
        </message>
        <message>
            <source>When</source>
            <translation>เมื่อ</translation>
        </message>
        <message>
            <source>Slot number</source>
            <translation>เลขที่ Slot</translation>
        </message>
        <message>
            <source>The server's words</source>
            <translation>ข้อความจากระบบ</translation>
        </message>
        <message>
            <source>Look this person up on the Dashboard, then decide:</source>
            <translation>ค้นหาผู้นี้ใน Dashboard แล้วเลือก:</translation>
        </message>
        <message>
            <source>It is booked</source>
            <translation>จองแล้ว</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>ส่งอีกครั้ง</translation>
        </message>
        <message>
            <source>How the row was understood</source>
            <translation>โปรแกรมเข้าใจว่า</translation>
        </message>
        <message>
            <source>What stands in the file</source>
            <translation>ข้อมูลในไฟล์</translation>
        </message>
    </context>
    <context>
        <name>Rows</name>
        <message>
            <source>Rows of the sheet</source>
            <translation>แถวในไฟล์</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>คัดลอก</translation>
        </message>
        <message>
            <source>Select all</source>
            <translation>เลือกทั้งหมด</translation>
        </message>
    </context>
    <context>
        <name>RunBar</name>
        <message>
            <source>Asking the server who is booked already and what is free…</source>
            <translation>กำลังถามระบบว่าใครจองแล้วและมีที่ว่างเท่าใด…</translation>
        </message>
        <message>
            <source>Looking who is booked already…</source>
            <translation>กำลังตรวจว่าใครจองไว้แล้ว…</translation>
        </message>
        <message>
            <source>Booking</source>
            <translation>กำลังจอง</translation>
        </message>
        <message>
            <source>Looking up rows in doubt…</source>
            <translation>กำลังตรวจแถวที่ยังไม่ทราบผล…</translation>
        </message>
        <message>
            <source>Checking every booking with the server…</source>
            <translation>กำลังตรวจทานนัดทุกแถวกับระบบ…</translation>
        </message>
        <message>
            <source>Cancelling</source>
            <translation>กำลังยกเลิก</translation>
        </message>
        <message>
            <source>%1 of %2 rows</source>
            <translation>%1 จาก %2 แถว</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>ทำต่อ</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>หยุดพัก</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>หยุด</translation>
        </message>
        <message>
            <source>Rows on their way are finished, no further one is sent</source>
            <translation>แถวที่กำลังส่งจะทำจนเสร็จ ไม่ส่งแถวใหม่</translation>
        </message>
        <message>
            <source>Stop at once</source>
            <translation>หยุดทันที</translation>
        </message>
        <message>
            <source>Does not wait for rows on their way; they are looked up later</source>
            <translation>ไม่รอแถวที่กำลังส่ง โปรแกรมจะตรวจผลภายหลัง</translation>
        </message>
        <message>
            <source>%1 rows a second</source>
            <translation>%1 แถวต่อวินาที</translation>
        </message>
        <message>
            <source>less than a minute left</source>
            <translation>เหลือไม่ถึง 1 นาที</translation>
        </message>
        <message numerus="yes">
            <source>about %n minute(s) left</source>
            <translation>
                <numerusform>เหลือประมาณ %n นาที</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about %n hour(s) left</source>
            <translation>
                <numerusform>เหลือประมาณ %n ชั่วโมง</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SettingsScreen</name>
        <message>
            <source>Settings</source>
            <translation>ตั้งค่า</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>ภาษา</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>สีของหน้าจอ</translation>
        </message>
        <message>
            <source>Calls a second</source>
            <translation>จำนวนครั้งที่ส่งต่อวินาที</translation>
        </message>
        <message>
            <source>Keep records for</source>
            <translation>เก็บประวัติไว้</translation>
        </message>
        <message>
            <source>When a batch ends</source>
            <translation>เมื่อทำงานเสร็จ</translation>
        </message>
        <message>
            <source>Follows Windows unless you choose otherwise.</source>
            <translation>ตาม Windows หากไม่ได้เลือกเอง</translation>
        </message>
        <message>
            <source>The server blocks the whole hospital above 30. Lower is safer; 28 is the most.</source>
            <translation>หากเกิน 30 ระบบจะระงับทั้งโรงพยาบาล ยิ่งน้อยยิ่งปลอดภัย ตั้งได้ไม่เกิน 28</translation>
        </message>
        <message>
            <source>Finished batches are forgotten after this time.</source>
            <translation>งานที่เสร็จแล้วจะถูกลบเมื่อครบกำหนด</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>ตามระบบ</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>สว่าง</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>มืด</translation>
        </message>
        <message>
            <source>days</source>
            <translation>วัน</translation>
        </message>
        <message>
            <source>Play a sound</source>
            <translation>ส่งเสียงเตือน</translation>
        </message>
        <message>
            <source>Personal data</source>
            <translation>ข้อมูลส่วนบุคคล</translation>
        </message>
        <message>
            <source>Clears the history with every name and ID on this computer. Appointments on the server stand.</source>
            <translation>ลบประวัติพร้อมชื่อและเลขประจำตัวทั้งหมดในเครื่องนี้ นัดหมายในระบบยังคงอยู่</translation>
        </message>
        <message>
            <source>Clear personal data…</source>
            <translation>ล้างข้อมูลส่วนบุคคล…</translation>
        </message>
        <message>
            <source>Personal data is cleared.</source>
            <translation>ล้างข้อมูลส่วนบุคคลแล้ว</translation>
        </message>
        <message numerus="yes">
            <source>%n running batch(es) remain.</source>
            <translation>
                <numerusform>เหลือ %n ชุดที่กำลังทำอยู่</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Status</name>
        <message>
            <source>Problem</source>
            <translation>มีปัญหา</translation>
        </message>
        <message>
            <source>Ready</source>
            <translation>พร้อมจอง</translation>
        </message>
        <message>
            <source>Sending</source>
            <translation>กำลังจอง</translation>
        </message>
        <message>
            <source>Booked</source>
            <translation>จองแล้ว</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>ระบบไม่รับ</translation>
        </message>
        <message>
            <source>Skipped</source>
            <translation>ข้าม</translation>
        </message>
        <message>
            <source>Not sent</source>
            <translation>ยังไม่ส่ง</translation>
        </message>
        <message>
            <source>Unknown</source>
            <translation>ไม่ทราบผล</translation>
        </message>
        <message>
            <source>Cancelling</source>
            <translation>กำลังยกเลิก</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>ยกเลิกแล้ว</translation>
        </message>
    </context>
    <context>
        <name>Steps</name>
        <message>
            <source>Sign in</source>
            <translation>เข้าสู่ระบบ</translation>
        </message>
        <message>
            <source>Load the sheet</source>
            <translation>โหลดไฟล์</translation>
        </message>
        <message>
            <source>Check</source>
            <translation>ตรวจสอบ</translation>
        </message>
        <message>
            <source>Book</source>
            <translation>จองนัดหมาย</translation>
        </message>
        <message>
            <source>Step %1 of 4: %2</source>
            <translation>ขั้นที่ %1 จาก 4: %2</translation>
        </message>
    </context>
    <context>
        <name>Summary</name>
        <message>
            <source>All rows</source>
            <translation>ทุกแถว</translation>
        </message>
        <message>
            <source>People per day and hour</source>
            <translation>จำนวนคนแต่ละวันและเวลา</translation>
        </message>
    </context>
    <context>
        <name>Teller</name>
        <message>
            <source>Sheets (%1)</source>
            <translation>ไฟล์ตาราง (%1)</translation>
        </message>
        <message>
            <source>Load Excel</source>
            <translation>Load Excel</translation>
        </message>
        <message>
            <source>appointment-template.xlsx</source>
            <translation>แบบฟอร์มนัดหมาย.xlsx</translation>
        </message>
        <message>
            <source>Download the template</source>
            <translation>ดาวน์โหลดแบบฟอร์ม</translation>
        </message>
        <message>
            <source>Save result</source>
            <translation>บันทึกผล</translation>
        </message>
        <message>
            <source>Saved: %1</source>
            <translation>บันทึกแล้ว: %1</translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) are ready to book.</source>
            <translation>
                <numerusform>พร้อมจอง %n แถว</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) have problems and are left out until they are mended.</source>
            <translation>
                <numerusform>อีก %n แถวมีปัญหา จะยังไม่ส่งจนกว่าจะแก้ไข</numerusform>
            </translation>
        </message>
        <message>
            <source>Show problems</source>
            <translation>ดูปัญหา</translation>
        </message>
        <message>
            <source>Next: Login.</source>
            <translation>ขั้นต่อไป: กด Login</translation>
        </message>
        <message>
            <source>Next: Start.</source>
            <translation>ขั้นต่อไป: กด Start</translation>
        </message>
        <message numerus="yes">
            <source>Send %n row(s) once more?</source>
            <translation>
                <numerusform>ส่งอีกครั้ง %n แถว?</numerusform>
            </translation>
        </message>
        <message>
            <source>Each is looked up first; whoever gets booked is messaged at once.</source>
            <translation>โปรแกรมจะตรวจแต่ละแถวกับระบบก่อน ผู้ที่จองสำเร็จจะได้รับข้อความทันที</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>ส่งอีกครั้ง</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>ทำต่อ</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>ไว้ก่อน</translation>
        </message>
        <message>
            <source>An unfinished batch of %1, “%2”: %3 of %4 rows done. Continue?</source>
            <translation>มีงานค้างจาก %1 “%2” ทำแล้ว %3 จาก %4 แถว ทำต่อหรือไม่?</translation>
        </message>
        <message>
            <source>Whoever gets booked is messaged at once. Rows that are booked are not sent again.</source>
            <translation>ผู้ที่จองสำเร็จจะได้รับข้อความทันที แถวที่จองแล้วจะไม่ส่งซ้ำ</translation>
        </message>
        <message numerus="yes">
            <source>Cancel the appointments of %n citizen(s)?</source>
            <translation>
                <numerusform>ยกเลิกนัดของประชาชน %n คน?</numerusform>
            </translation>
        </message>
        <message>
            <source>Batch of %1, “%2”.</source>
            <translation>งานเมื่อ %1 “%2”</translation>
        </message>
        <message>
            <source>Only what this batch booked is cancelled. It can't be taken back.</source>
            <translation>ยกเลิกเฉพาะนัดที่งานชุดนี้จองไว้ และเรียกคืนไม่ได้</translation>
        </message>
        <message>
            <source>Keep them</source>
            <translation>ไม่ยกเลิก</translation>
        </message>
        <message numerus="yes">
            <source>Cancel %n appointment(s)</source>
            <translation>
                <numerusform>ยกเลิกนัด %n คน</numerusform>
            </translation>
        </message>
        <message>
            <source>It holds just these rows. Rows that are booked are not sent again.</source>
            <translation>เป็นงานของแถวชุดนี้พอดี แถวที่จองแล้วจะไม่ส่งซ้ำ</translation>
        </message>
        <message>
            <source>Goes on by itself in %1 (at %2).</source>
            <translation>จะทำต่อเองในอีก %1 (เวลา %2)</translation>
        </message>
        <message>
            <source>Login</source>
            <translation>Login</translation>
        </message>
        <message>
            <source>Decide now</source>
            <translation>เลือกทีละแถว</translation>
        </message>
        <message>
            <source>Rows in doubt need your decision, one by one.</source>
            <translation>แถวที่ไม่ทราบผลต้องให้ท่านตรวจและเลือกทีละแถว</translation>
        </message>
        <message>
            <source>Stopped.</source>
            <translation>หยุดแล้ว</translation>
        </message>
        <message>
            <source>Read why, mend it, then press Retry failed.</source>
            <translation>ดูเหตุผล แก้ไข แล้วกด «ส่งแถวที่ไม่สำเร็จอีกครั้ง»</translation>
        </message>
        <message>
            <source>Show refused</source>
            <translation>ดูแถวที่ระบบไม่รับ</translation>
        </message>
        <message>
            <source>Load the next sheet</source>
            <translation>โหลดไฟล์ถัดไป</translation>
        </message>
        <message numerus="yes">
            <source>%n person(s) booked.</source>
            <translation>
                <numerusform>จองสำเร็จ %n คน</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n appointment(s) cancelled.</source>
            <translation>
                <numerusform>ยกเลิกนัดแล้ว %n คน</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n booked already, skipped.</source>
            <translation>
                <numerusform>จองไว้แล้ว ข้าม %n คน</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n refused.</source>
            <translation>
                <numerusform>ระบบไม่รับ %n คน</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n in doubt.</source>
            <translation>
                <numerusform>ไม่ทราบผล %n คน</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n with problems, left out.</source>
            <translation>
                <numerusform>มีปัญหา ไม่ได้ส่ง %n แถว</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n not sent yet.</source>
            <translation>
                <numerusform>ยังไม่ส่ง %n คน</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TopBar</name>
        <message>
            <source>Appointments</source>
            <translation>นัดหมาย</translation>
        </message>
        <message>
            <source>History</source>
            <translation>ประวัติ</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>ตั้งค่า</translation>
        </message>
        <message>
            <source>Switch the language</source>
            <translation>เปลี่ยนภาษา</translation>
        </message>
        <message>
            <source>Sign out</source>
            <translation>ออกจากระบบ</translation>
        </message>
        <message>
            <source>Facility %1</source>
            <translation>หน่วยบริการ %1</translation>
        </message>
        <message>
            <source>Practice server</source>
            <translation>ระบบฝึกหัด</translation>
        </message>
        <message>
            <source>Real server</source>
            <translation>ระบบจริง</translation>
        </message>
        <message>
            <source>Light colours</source>
            <translation>ใช้สีสว่าง</translation>
        </message>
        <message>
            <source>Dark colours</source>
            <translation>ใช้สีมืด</translation>
        </message>
    </context>
    <context>
        <name>UploadScreen</name>
        <message>
            <source>Login</source>
            <translation>Login</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>เข้าสู่ระบบ</translation>
        </message>
        <message>
            <source>Load Excel</source>
            <translation>Load Excel</translation>
        </message>
        <message>
            <source>Choose the sheet of appointments</source>
            <translation>เลือกไฟล์รายชื่อนัดหมาย</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Start</translation>
        </message>
        <message>
            <source>Book every row that is ready; you are asked once more</source>
            <translation>จองทุกแถวที่พร้อม โปรแกรมจะถามยืนยันอีกครั้ง</translation>
        </message>
        <message>
            <source>Retry failed</source>
            <translation>ส่งแถวที่ไม่สำเร็จอีกครั้ง</translation>
        </message>
        <message>
            <source>Send the rows once more that were refused or not sent</source>
            <translation>ส่งแถวที่ระบบไม่รับหรือยังไม่ได้ส่งอีกครั้ง</translation>
        </message>
        <message>
            <source>Save result</source>
            <translation>บันทึกผล</translation>
        </message>
        <message>
            <source>A copy of your workbook with the result of each row</source>
            <translation>สำเนาไฟล์ของท่านพร้อมผลของแต่ละแถว</translation>
        </message>
        <message>
            <source>Follow the running row</source>
            <translation>ตามแถวที่กำลังจอง</translation>
        </message>
        <message>
            <source>Show or hide the side panel</source>
            <translation>แสดงหรือซ่อนแผงด้านข้าง</translation>
        </message>
        <message>
            <source>Search name, ID or row</source>
            <translation>ค้นหาชื่อ เลขประจำตัว หรือแถว</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>ปัญหา</translation>
        </message>
        <message>
            <source>Overview</source>
            <translation>ภาพรวม</translation>
        </message>
        <message>
            <source>Row</source>
            <translation>แถว</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>กำลังอ่าน…</translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) ready</source>
            <translation>
                <numerusform>พร้อมจอง %n แถว</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) booked</source>
            <translation>
                <numerusform>จองแล้ว %n แถว</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 of %2 rows shown</source>
            <translation>แสดง %1 จาก %2 แถว</translation>
        </message>
    </context>
    <context>
        <name>Window</name>
        <message>
            <source>Clear the history on this computer?</source>
            <translation>ล้างประวัติในเครื่องนี้?</translation>
        </message>
        <message>
            <source>Unfinished batches are forgotten, too. Appointments on the server stand.</source>
            <translation>งานที่ค้างอยู่จะถูกลบด้วย นัดหมายในระบบยังคงอยู่</translation>
        </message>
        <message>
            <source>Clear personal data</source>
            <translation>ล้างข้อมูลส่วนบุคคล</translation>
        </message>
        <message>
            <source>A batch is running. Stop it and close?</source>
            <translation>กำลังจองอยู่ หยุดแล้วปิดโปรแกรม?</translation>
        </message>
        <message>
            <source>Nothing is lost: rows on their way are looked up, and you can continue at the next start.</source>
            <translation>ข้อมูลไม่หาย แถวที่กำลังส่งจะถูกตรวจผล และทำต่อได้เมื่อเปิดโปรแกรมครั้งหน้า</translation>
        </message>
        <message>
            <source>Keep running</source>
            <translation>จองต่อไป</translation>
        </message>
        <message>
            <source>Stop and close</source>
            <translation>หยุดแล้วปิด</translation>
        </message>
    </context>
</TS>
