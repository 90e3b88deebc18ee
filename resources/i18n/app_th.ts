<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="th" sourcelanguage="en">
<context>
    <name>Actions</name>
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
        <translation>เลือกไฟล์รายการนัด</translation>
    </message>
    <message>
        <source>Recent files, paste from Excel</source>
        <translation>ไฟล์ล่าสุด และวางจาก Excel</translation>
    </message>
    <message>
        <source>Download template</source>
        <translation>ดาวน์โหลดแบบฟอร์ม</translation>
    </message>
    <message>
        <source>An empty workbook with the right columns</source>
        <translation>ไฟล์ Excel เปล่าที่มีคอลัมน์ครบ</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>ทำต่อ</translation>
    </message>
    <message>
        <source>Cancel the appointments of this batch that still stand</source>
        <translation>ยกเลิกนัดของงานชุดนี้ที่ยังอยู่</translation>
    </message>
    <message>
        <source>Send what is left; rows that are booked are not sent again</source>
        <translation>ส่งแถวที่เหลือ แถวที่จองแล้วจะไม่ส่งซ้ำ</translation>
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
        <translation>ส่งแถวที่ระบบไม่รับจองหรือยังไม่ได้ส่งอีกครั้ง</translation>
    </message>
    <message>
        <source>Save result</source>
        <translation>บันทึกผล</translation>
    </message>
    <message>
        <source>A copy of your workbook with the result of each row</source>
        <translation>สำเนาไฟล์เดิมพร้อมผลของแต่ละแถว</translation>
    </message>
    <message>
        <source>Paste rows from Excel</source>
        <translation>วางแถวที่คัดลอกจาก Excel</translation>
    </message>
    <message>
        <source>Cancel appointments by a list…</source>
        <translation>ยกเลิกนัดตามรายชื่อ…</translation>
    </message>
    <message>
        <source>Move appointments by a list…</source>
        <translation>เลื่อนนัดตามรายชื่อ…</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>ไฟล์ล่าสุด</translation>
    </message>
    <message>
        <source>No recent files yet</source>
        <translation>ยังไม่มีไฟล์ล่าสุด</translation>
    </message>
    <message>
        <source>Forget these files</source>
        <translation>ล้างรายการไฟล์ล่าสุด</translation>
    </message>
</context>
<context>
    <name>Adder</name>
    <message>
        <source>How to add people</source>
        <translation>วิธีเพิ่มกลุ่มเป้าหมาย</translation>
    </message>
    <message>
        <source>By appointment (Slot)</source>
        <translation>ตามข้อมูลการนัดหมาย (Slot)</translation>
    </message>
    <message>
        <source>Find a person</source>
        <translation>ค้นหาบุคคล</translation>
    </message>
    <message>
        <source>By vaccination</source>
        <translation>ตามข้อมูลการได้รับวัคซีน</translation>
    </message>
    <message>
        <source>Upload a list</source>
        <translation>นำเข้ารายชื่อจากไฟล์</translation>
    </message>
    <message>
        <source>From the open Excel sheet</source>
        <translation>จากไฟล์ Excel ที่เปิดอยู่</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>วันที่นัด</translation>
    </message>
    <message>
        <source>Add to the list</source>
        <translation>เพิ่มลงในรายชื่อ</translation>
    </message>
    <message>
        <source>Citizen ID or name</source>
        <translation>เลขประจำตัวประชาชนหรือชื่อ</translation>
    </message>
    <message>
        <source>Citizen ID, 13 digits</source>
        <translation>เลขประจำตัวประชาชน 13 หลัก</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>ค้นหา</translation>
    </message>
    <message>
        <source>Choose a text file…</source>
        <translation>เลือกไฟล์ข้อความ (.txt)…</translation>
    </message>
    <message>
        <source>Add the rows of this sheet</source>
        <translation>เพิ่มแถวของไฟล์นี้</translation>
    </message>
    <message>
        <source>MOPH-IC masks these IDs, so it may add nobody.</source>
        <translation>ระบบ MOPH-IC ปิดบังเลขประจำตัวส่วนนี้ จึงอาจเพิ่มรายชื่อไม่ได้</translation>
    </message>
    <message>
        <source>Everybody with an appointment at this place on that day.</source>
        <translation>ทุกคนที่มีนัดหมายที่หน่วยบริการหรือหน่วยฉีดนอกสถานที่ที่เลือก ในวันนั้น</translation>
    </message>
    <message>
        <source>Everybody with an appointment at this facility on that day.</source>
        <translation>ผู้ที่มีนัดหมายที่หน่วยบริการนี้ในวันที่เลือกทั้งหมด</translation>
    </message>
    <message>
        <source>A person must be on the target list.</source>
        <translation>บุคคลนั้นต้องอยู่ในกลุ่มเป้าหมาย</translation>
    </message>
    <message>
        <source>Everybody who was vaccinated at this facility on that day.</source>
        <translation>ผู้ที่ได้รับวัคซีนที่หน่วยบริการนี้ในวันที่เลือกทั้งหมด</translation>
    </message>
    <message>
        <source>A text file with one 13-digit citizen ID a line. Wrong lines are listed.</source>
        <translation>ไฟล์ข้อความ (.txt) ที่มีเลขประจำตัวประชาชน 13 หลัก 1 คนต่อ 1 บรรทัด บรรทัดที่ไม่ถูกต้องจะแสดงให้เห็น</translation>
    </message>
    <message numerus="yes">
        <source>Everybody with a valid citizen ID, past days too: %n row(s) of the Appointments page.</source>
        <translation>
            <numerusform>ทุกคนที่มีเลขประจำตัวประชาชนถูกต้อง รวมคนที่วันนัดผ่านไปแล้ว: %Ln แถวจากหน้านัดหมาย</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose the list of citizen IDs</source>
        <translation>เลือกไฟล์กลุ่มเป้าหมาย</translation>
    </message>
</context>
<context>
    <name>AsideCard</name>
    <message>
        <source>Row %1</source>
        <translation>แถว %1</translation>
    </message>
    <message numerus="yes">
        <source>Book these %n row(s), too</source>
        <translation>
            <numerusform>จอง %Ln แถวนี้ด้วย</numerusform>
        </translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>แสดงแถวเหล่านี้</translation>
    </message>
</context>
<context>
    <name>AsideList</name>
    <message numerus="yes">
        <source>Set aside: %n row(s)</source>
        <translation>
            <numerusform>กันไว้ไม่จอง %Ln แถว</numerusform>
        </translation>
    </message>
    <message>
        <source>They are not booked unless you take them in.</source>
        <translation>แถวเหล่านี้จะไม่ถูกจอง เว้นแต่จะเลือกให้จองด้วย</translation>
    </message>
</context>
<context>
    <name>AskAgain</name>
    <message numerus="yes">
        <source>%n person(s) were cancelled or moved from here since they were booked:</source>
        <translation>
            <numerusform>%Ln คนถูกยกเลิกหรือเลื่อนนัดจากที่นี่หลังจองแล้ว:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Also book the %n person(s) again who were cancelled or moved from here</source>
        <translation>
            <numerusform>จอง %Ln คนที่ถูกยกเลิกหรือเลื่อนนัดจากที่นี่อีกครั้งด้วย</numerusform>
        </translation>
    </message>
    <message>
        <source>Leave them out</source>
        <translation>ไม่จองคนเหล่านี้</translation>
    </message>
    <message>
        <source>They are not booked, and this is remembered for this file</source>
        <translation>ไม่จอง และจำไว้กับไฟล์นี้</translation>
    </message>
</context>
<context>
    <name>AskDays</name>
    <message>
        <source>Remind everybody who is booked</source>
        <translation>เตือนทุกคนที่มีนัด</translation>
    </message>
    <message>
        <source>From</source>
        <translation>ตั้งแต่วันที่</translation>
    </message>
    <message>
        <source>To</source>
        <translation>ถึงวันที่</translation>
    </message>
    <message>
        <source>You see the text and the people before anything is sent.</source>
        <translation>จะได้เห็นข้อความและรายชื่อก่อนส่ง</translation>
    </message>
    <message>
        <source>Write the reminder</source>
        <translation>เขียนข้อความเตือน</translation>
    </message>
</context>
<context>
    <name>Asks</name>
    <message numerus="yes">
        <source>%n of these are booked already, say the records. Start asks the server first.</source>
        <translation>
            <numerusform>จองไว้แล้ว %Ln แถว ตามบันทึกงาน เมื่อกด Start จะตรวจกับระบบก่อน แล้วข้ามแถวที่จองแล้ว</numerusform>
        </translation>
    </message>
    <message>
        <source>They are not booked unless you take them in.</source>
        <translation>แถวเหล่านี้จะไม่ถูกจอง เว้นแต่จะเลือกให้จองด้วย</translation>
    </message>
    <message>
        <source>Look at them</source>
        <translation>ดูแถวเหล่านี้</translation>
    </message>
    <message>
        <source>Leave them aside</source>
        <translation>ไม่จองแถวเหล่านี้</translation>
    </message>
    <message>
        <source>%1 (%2 people)</source>
        <translation>%1 (%2 คน)</translation>
    </message>
    <message>
        <source>Other sheets of this file hold people and are not read: %1</source>
        <translation>แผ่นงานอื่นในไฟล์นี้มีรายชื่อที่ยังไม่ได้อ่าน: %1</translation>
    </message>
    <message>
        <source>Open them after this one</source>
        <translation>เปิดต่อจากแผ่นนี้</translation>
    </message>
    <message>
        <source>Not these</source>
        <translation>ไม่ใช้</translation>
    </message>
    <message numerus="yes">
        <source>%n sheet(s) wait to be booked after this one.</source>
        <translation>
            <numerusform>มีอีก %Ln แผ่นงานรอจองต่อจากแผ่นนี้</numerusform>
        </translation>
    </message>
    <message>
        <source>Open the next sheet</source>
        <translation>เปิดแผ่นถัดไป</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) wait to be booked after this one.</source>
        <translation>
            <numerusform>มีอีก %Ln ไฟล์รอจองต่อจากไฟล์นี้</numerusform>
        </translation>
    </message>
    <message>
        <source>Next: %1</source>
        <translation>ถัดไป: %1</translation>
    </message>
    <message>
        <source>Use them</source>
        <translation>ใช้การแก้ไขนี้</translation>
    </message>
    <message>
        <source>Leave them</source>
        <translation>ไม่ใช้</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>แสดงแถวเหล่านี้</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>ปิด</translation>
    </message>
    <message>
        <source>Open the next file</source>
        <translation>เปิดไฟล์ถัดไป</translation>
    </message>
    <message>
        <source>Forget them</source>
        <translation>ไม่ต้องเปิด</translation>
    </message>
</context>
<context>
    <name>Audience</name>
    <message>
        <source>Not on the target list</source>
        <translation>ไม่อยู่ในกลุ่มเป้าหมาย</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>ลำดับ</translation>
    </message>
    <message>
        <source>Citizen ID</source>
        <translation>เลขประจำตัวประชาชน</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>ชื่อ-สกุล</translation>
    </message>
    <message>
        <source>Appointment</source>
        <translation>นัดหมาย</translation>
    </message>
    <message>
        <source>Dose</source>
        <translation>เข็มที่</translation>
    </message>
</context>
<context>
    <name>AudiencePanel</name>
    <message>
        <source>Look up</source>
        <translation>ตรวจรายชื่อ</translation>
    </message>
    <message>
        <source>Ask the target list for names and appointments: one call a person</source>
        <translation>ขอชื่อและนัดหมายจากกลุ่มเป้าหมาย เรียกระบบคนละ 1 ครั้ง</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>แก้ไข</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>ลบ</translation>
    </message>
    <message>
        <source>Audience</source>
        <translation>กลุ่มเป้าหมาย</translation>
    </message>
    <message>
        <source>Lines that can&apos;t be used</source>
        <translation>บรรทัดที่ใช้ไม่ได้</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%Ln คน</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody yet: add people above.</source>
        <translation>ยังไม่มีผู้รับ เพิ่มจากด้านบน</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>ปิด</translation>
    </message>
    <message>
        <source>Remove them</source>
        <translation>ลบรายการ</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) added.</source>
        <translation>
            <numerusform>เพิ่มแล้ว %Ln คน</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were in the list already.</source>
        <translation>
            <numerusform>มีในรายชื่ออยู่แล้ว %Ln คน</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BatchQuestions</name>
    <message numerus="yes">
        <source>%n person(s) have another hour that day already and are not booked: %1</source>
        <translation>
            <numerusform>%Ln คนมีนัดเวลาอื่นในวันเดียวกันอยู่แล้ว จะไม่จองซ้ำ: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Each is looked up first.</source>
        <translation>โปรแกรมจะตรวจแต่ละแถวกับระบบก่อน</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) can&apos;t be moved and stay where they are:</source>
        <translation>
            <numerusform>เลื่อนไม่ได้ %Ln คน และจะคงเวลาเดิมไว้:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Book %n person(s) again?</source>
        <translation>
            <numerusform>จองอีกครั้ง %Ln คน?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Book %n person(s) again</source>
        <translation>
            <numerusform>จองอีกครั้ง %Ln คน</numerusform>
        </translation>
    </message>
    <message>
        <source>Whoever gets booked is messaged at once. It can&apos;t be taken back.</source>
        <translation>ผู้ที่จองสำเร็จจะได้รับข้อความทันที เรียกคืนไม่ได้</translation>
    </message>
    <message>
        <source>Rows that are booked are not sent again.</source>
        <translation>แถวที่จองแล้วจะไม่ส่งซ้ำ</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>ทำต่อ</translation>
    </message>
    <message>
        <source>It holds just these rows. Rows that are booked are not sent again.</source>
        <translation>เป็นงานของแถวชุดนี้พอดี แถวที่จองแล้วจะไม่ส่งซ้ำ</translation>
    </message>
    <message numerus="yes">
        <source>Cancel the appointments of %n citizen(s)?</source>
        <translation>
            <numerusform>ยกเลิกนัดของประชาชน %Ln คน?</numerusform>
        </translation>
    </message>
    <message>
        <source>Batch of %1, “%2”.</source>
        <translation>งานเมื่อ %1 “%2”</translation>
    </message>
    <message>
        <source>It was made on another computer: %1, by %2. Ask there before it is undone.</source>
        <translation>งานนี้ทำจากเครื่องอื่น: %1 โดย %2 กรุณาถามที่นั่นก่อนยกเลิก</translation>
    </message>
    <message>
        <source>Only what this batch booked is cancelled. It can&apos;t be taken back.</source>
        <translation>ยกเลิกเฉพาะนัดที่งานชุดนี้จองไว้ และเรียกคืนไม่ได้</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>ไม่ยกเลิก</translation>
    </message>
    <message numerus="yes">
        <source>Cancel %n appointment(s)</source>
        <translation>
            <numerusform>ยกเลิก %Ln นัด</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Bubble</name>
    <message>
        <source>Opened</source>
        <translation>เปิดอ่านแล้ว</translation>
    </message>
    <message>
        <source>Open the link</source>
        <translation>เปิดลิงก์</translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message numerus="yes">
        <source>Dose 1 for all %n row(s)</source>
        <translation>
            <numerusform>ใส่เข็ม 1 ใน %Ln แถวนี้</numerusform>
        </translation>
    </message>
    <message>
        <source>A booking itself carries no dose</source>
        <translation>การจองไม่ส่งเลขเข็มไปยังระบบ</translation>
    </message>
    <message>
        <source>The file itself stays as it is</source>
        <translation>ไฟล์เดิมไม่เปลี่ยนแปลง</translation>
    </message>
    <message numerus="yes">
        <source>The same for %n row(s)…</source>
        <translation>
            <numerusform>ใช้ค่าเดียวกัน %Ln แถว…</numerusform>
        </translation>
    </message>
    <message>
        <source>Put in a value…</source>
        <translation>ใส่ค่า…</translation>
    </message>
    <message>
        <source>Distribute over free hours…</source>
        <translation>จัดลงช่วงเวลาว่าง…</translation>
    </message>
    <message>
        <source>Propose one of the free hours for each of them</source>
        <translation>เสนอช่วงเวลาที่ว่างให้แต่ละคน</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>ไม่จองแถวเหล่านี้</translation>
    </message>
    <message numerus="yes">
        <source>Do not book %n row(s)</source>
        <translation>
            <numerusform>ไม่จอง %Ln แถวนี้</numerusform>
        </translation>
    </message>
    <message>
        <source>How to fix</source>
        <translation>ดูวิธีแก้</translation>
    </message>
    <message>
        <source>The help&apos;s page about this problem</source>
        <translation>หน้าช่วยเหลือเรื่องปัญหานี้</translation>
    </message>
</context>
<context>
    <name>CellWords</name>
    <message numerus="yes">
        <source>%n row(s) copied with whole citizen IDs: whoever pastes them sees the IDs.</source>
        <translation>
            <numerusform>คัดลอก %Ln แถวพร้อมเลขประจำตัวประชาชนครบ 13 หลักแล้ว ผู้ที่นำไปวางจะเห็นเลขทั้งหมด</numerusform>
        </translation>
    </message>
    <message>
        <source>Copied as shown: no citizen ID is among the chosen cells.</source>
        <translation>คัดลอกตามที่แสดง เพราะช่องที่เลือกไม่มีเลขประจำตัวประชาชน</translation>
    </message>
    <message>
        <source>These rows are a batch already: their cells stay as they were sent.</source>
        <translation>แถวเหล่านี้อยู่ในงานที่เริ่มจองแล้ว ข้อมูลในช่องจึงคงเดิมตามที่ส่งไป</translation>
    </message>
    <message>
        <source>Cells can be changed when this is done.</source>
        <translation>แก้ไขช่องได้เมื่อทำงานนี้เสร็จแล้ว</translation>
    </message>
    <message>
        <source>Choose the cell to paste into first. Whole rows as a new sheet: Paste rows (Ctrl+Shift+V).</source>
        <translation>กรุณาเลือกช่องที่จะวางก่อน หากต้องการเปิดแถวที่คัดลอกเป็นตารางใหม่ ให้ใช้ “วางแถวที่คัดลอกจาก Excel” (Ctrl+Shift+V)</translation>
    </message>
    <message>
        <source>Rows with headings were copied. To open them as a new sheet: Paste rows (Ctrl+Shift+V).</source>
        <translation>ที่คัดลอกมาเป็นแถวพร้อมหัวตาราง หากต้องการเปิดเป็นตารางใหม่ ให้ใช้ “วางแถวที่คัดลอกจาก Excel” (Ctrl+Shift+V)</translation>
    </message>
    <message>
        <source>Whole rows are chosen. Choose the cells that this is for.</source>
        <translation>เลือกทั้งแถวอยู่ กรุณาเลือกเฉพาะช่องที่ต้องการใส่ค่า</translation>
    </message>
    <message>
        <source>Whole rows are chosen. Choose the cells to clear, or leave the rows out.</source>
        <translation>เลือกทั้งแถวอยู่ กรุณาเลือกเฉพาะช่องที่ต้องการล้าง หรือสั่งไม่จองแถวเหล่านี้</translation>
    </message>
    <message>
        <source>Choose cells beside each other, or the one cell where the copied ones begin.</source>
        <translation>กรุณาเลือกช่องที่ติดกัน หรือเลือกช่องเดียวที่จะเริ่มวาง</translation>
    </message>
    <message>
        <source>Nothing can be put there, the program writes it: %1.</source>
        <translation>ใส่ค่าไม่ได้ เพราะโปรแกรมเขียนเอง: %1</translation>
    </message>
    <message>
        <source>Booked rows and rows in doubt keep their cells: row %1.</source>
        <translation>แถวที่จองแล้วหรือยังไม่ทราบผลคงเดิม: แถว %1</translation>
    </message>
    <message numerus="yes">
        <source>%n ID(s) were copied masked and not pasted: copy with whole IDs.</source>
        <translation>
            <numerusform>ไม่ได้วางเลขประจำตัวประชาชน %Ln เลข เพราะเลขที่คัดลอกมาถูกปิดบัง กรุณาคัดลอกพร้อมเลขประจำตัวครบทุกหลัก</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For %n copied row(s) there is no row here.</source>
        <translation>
            <numerusform>ไม่มีแถวสำหรับที่คัดลอกมา %Ln แถว</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For %n copied column(s) there is no column here.</source>
        <translation>
            <numerusform>ไม่มีคอลัมน์สำหรับที่คัดลอกมา %Ln คอลัมน์</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pasted into %n cell(s).</source>
        <translation>
            <numerusform>วางแล้ว %Ln ช่อง</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) filled down.</source>
        <translation>
            <numerusform>คัดลอกลงล่างแล้ว %Ln ช่อง</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) cleared.</source>
        <translation>
            <numerusform>ล้างแล้ว %Ln ช่อง</numerusform>
        </translation>
    </message>
    <message>
        <source>These cells hold that already.</source>
        <translation>ช่องเหล่านี้มีค่านี้อยู่แล้ว</translation>
    </message>
</context>
<context>
    <name>ChangePassphrase</name>
    <message>
        <source>Change the passphrase of the office</source>
        <translation>เปลี่ยนวลีลับของหน่วยงาน</translation>
    </message>
    <message>
        <source>Computers that have joined go on. Write the new one down and keep it safe.</source>
        <translation>เครื่องที่เข้าร่วมแล้วใช้งานต่อได้ กรุณาจดวลีใหม่และเก็บในที่ปลอดภัย</translation>
    </message>
    <message>
        <source>Passphrase until now</source>
        <translation>วลีลับเดิม</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>วลีลับใหม่</translation>
    </message>
    <message>
        <source>The new one once more</source>
        <translation>วลีลับใหม่อีกครั้ง</translation>
    </message>
    <message>
        <source>Change the passphrase</source>
        <translation>เปลี่ยนวลีลับ</translation>
    </message>
</context>
<context>
    <name>ChangeServer</name>
    <message>
        <source>Change the server&apos;s address?</source>
        <translation>เปลี่ยนที่อยู่ระบบ?</translation>
    </message>
    <message>
        <source>Whoever runs that server receives the password and the citizen IDs you send it.</source>
        <translation>ผู้ที่ดูแลระบบปลายทางจะได้รับรหัสผ่านและเลขประจำตัวประชาชนที่ส่งไป</translation>
    </message>
    <message>
        <source>Change it only where the Ministry or your IT person has given you another address.</source>
        <translation>เปลี่ยนเฉพาะเมื่อกระทรวงหรือผู้ดูแลระบบแจ้งที่อยู่ใหม่เท่านั้น</translation>
    </message>
    <message>
        <source>New address: %1</source>
        <translation>ที่อยู่ใหม่: %1</translation>
    </message>
    <message>
        <source>Change the address</source>
        <translation>เปลี่ยนที่อยู่</translation>
    </message>
</context>
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
        <source>Moved</source>
        <translation>เลื่อนนัดแล้ว</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>ข้าม</translation>
    </message>
    <message>
        <source>Held back</source>
        <translation>โปรแกรมไม่ส่ง</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>ระบบไม่รับจอง</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>ไม่ทราบผล</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>ข้อมูลไม่ถูกต้อง</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>ยังไม่ส่ง</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>ยกเลิกแล้ว</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>ไม่รวมในการจอง</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>กันไว้ไม่จอง</translation>
    </message>
</context>
<context>
    <name>ChooseSeat</name>
    <message>
        <source>%1 books</source>
        <translation>%1 จองเอง</translation>
    </message>
    <message>
        <source>%1 moves the appointment</source>
        <translation>%1 เลื่อนนัดเอง</translation>
    </message>
    <message>
        <source>As the citizen does it in Mor Prom</source>
        <translation>เหมือนที่ประชาชนทำเองใน “หมอพร้อม”</translation>
    </message>
    <message>
        <source>Appointment so far: %1</source>
        <translation>นัดเดิม: %1</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>วันที่นัด</translation>
    </message>
    <message>
        <source>Free hours</source>
        <translation>เวลาที่ว่าง</translation>
    </message>
    <message>
        <source>Book this time</source>
        <translation>จองเวลานี้</translation>
    </message>
    <message>
        <source>Move to this time</source>
        <translation>เลื่อนไปเวลานี้</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>ว่าง %1</translation>
    </message>
    <message>
        <source>dose %1</source>
        <translation>เข็มที่ %1</translation>
    </message>
    <message>
        <source>No free seat on this day.</source>
        <translation>วันที่เลือกไม่มีที่ว่าง กรุณาเลือกวันอื่น</translation>
    </message>
</context>
<context>
    <name>CitizensModel</name>
    <message>
        <source>app</source>
        <translation>แอป</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%Ln ข้อความ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missed</source>
        <translation>
            <numerusform>ไม่ได้รับ %Ln</numerusform>
        </translation>
    </message>
    <message>
        <source>registered nowhere</source>
        <translation>ยังไม่ได้ลงทะเบียน</translation>
    </message>
</context>
<context>
    <name>ClearHistory</name>
    <message>
        <source>Clear the history of the whole office?</source>
        <translation>ล้างประวัติของทั้งหน่วยงาน?</translation>
    </message>
    <message>
        <source>Clear the history on this computer?</source>
        <translation>ล้างประวัติในเครื่องนี้?</translation>
    </message>
    <message>
        <source>It is gone on every computer of the office. What runs there stays.</source>
        <translation>จะหายไปจากทุกเครื่องของหน่วยงาน งานที่กำลังทำอยู่จะไม่ถูกลบ</translation>
    </message>
    <message>
        <source>Unfinished batches are forgotten, too. Appointments on the server stand.</source>
        <translation>งานที่ค้างอยู่จะถูกลบด้วย นัดหมายในระบบยังคงอยู่</translation>
    </message>
    <message>
        <source>Clear personal data</source>
        <translation>ล้างข้อมูลส่วนบุคคล</translation>
    </message>
</context>
<context>
    <name>Columns</name>
    <message>
        <source>Slot %1</source>
        <translation>เลขที่นัด %1</translation>
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
        <source>Result</source>
        <translation>ผล</translation>
    </message>
    <message>
        <source>Mobile phone</source>
        <translation>เบอร์โทรศัพท์</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>หมายเหตุ</translation>
    </message>
    <message>
        <source>Change to %1</source>
        <translation>เปลี่ยนเป็น %1</translation>
    </message>
    <message>
        <source>Change %1 cells: %2 → %3 …</source>
        <translation>เปลี่ยน %1 ช่อง: %2 → %3 …</translation>
    </message>
</context>
<context>
    <name>ColumnsQuestion</name>
    <message>
        <source>Which columns hold what?</source>
        <translation>จับคู่คอลัมน์ในไฟล์</translation>
    </message>
    <message>
        <source>Please confirm the columns</source>
        <translation>กรุณายืนยันคอลัมน์</translation>
    </message>
    <message>
        <source>The columns you choose are kept for sheets with the same headings. One value for all rows is asked for with each file.</source>
        <translation>โปรแกรมจะจำคอลัมน์ที่เลือกไว้ใช้กับตารางที่หัวตารางเหมือนกัน ส่วนค่าเดียวกันทุกแถวจะถามใหม่ทุกไฟล์</translation>
    </message>
    <message>
        <source>Use these columns</source>
        <translation>ใช้คอลัมน์เหล่านี้</translation>
    </message>
    <message>
        <source>Show the other columns</source>
        <translation>ดูคอลัมน์อื่นที่จับคู่ไว้แล้ว</translation>
    </message>
    <message>
        <source>The same for all rows:</source>
        <translation>ค่าเดียวกันทุกแถว:</translation>
    </message>
    <message>
        <source>None yet: distribute over free hours</source>
        <translation>ยังไม่มี ให้จัดลงช่วงเวลาว่าง</translation>
    </message>
    <message>
        <source>In the same column as the day</source>
        <translation>อยู่ในคอลัมน์เดียวกับวันที่นัด</translation>
    </message>
    <message>
        <source>Choose a column…</source>
        <translation>เลือกคอลัมน์…</translation>
    </message>
    <message>
        <source>No column</source>
        <translation>ไม่มีคอลัมน์</translation>
    </message>
    <message>
        <source>Still to choose: %1</source>
        <translation>ยังต้องเลือก: %1</translation>
    </message>
    <message>
        <source>Column %1 is chosen twice.</source>
        <translation>เลือกคอลัมน์ %1 ซ้ำ</translation>
    </message>
</context>
<context>
    <name>ComposePage</name>
    <message>
        <source>Back to the register</source>
        <translation>กลับไปทะเบียนข้อความ</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>หยุด</translation>
    </message>
    <message>
        <source>Next: the text</source>
        <translation>ถัดไป: ข้อความ</translation>
    </message>
    <message>
        <source>Send to Mor Prom</source>
        <translation>ส่งเข้าระบบหมอพร้อม</translation>
    </message>
    <message>
        <source>New reminder</source>
        <translation>ข้อความเตือนใหม่</translation>
    </message>
    <message>
        <source>Change the text</source>
        <translation>แก้ไขข้อความ</translation>
    </message>
    <message>
        <source>New message</source>
        <translation>ข้อความใหม่</translation>
    </message>
    <message>
        <source>1. Audience (%1)</source>
        <translation>1. กลุ่มเป้าหมาย (%1)</translation>
    </message>
    <message>
        <source>2. Text</source>
        <translation>2. ข้อความ</translation>
    </message>
    <message>
        <source>3. Preview</source>
        <translation>3. ตัวอย่าง</translation>
    </message>
</context>
<context>
    <name>ConfirmRetry</name>
    <message>
        <source>Each is looked up first.</source>
        <translation>โปรแกรมจะตรวจแต่ละแถวกับระบบก่อน</translation>
    </message>
    <message numerus="yes">
        <source>Send %n row(s) once more?</source>
        <translation>
            <numerusform>ส่งอีกครั้ง %Ln แถว?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send %n row(s) again</source>
        <translation>
            <numerusform>ส่งอีกครั้ง %Ln แถว</numerusform>
        </translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>แสดงแถวเหล่านี้</translation>
    </message>
</context>
<context>
    <name>ConfirmSend</name>
    <message numerus="yes">
        <source>Replace the message of %n person(s)?</source>
        <translation>
            <numerusform>แทนที่ข้อความของ %Ln คน?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send a practice message to %n person(s)?</source>
        <translation>
            <numerusform>ส่งข้อความถึง %Ln คน (โหมดฝึกหัด)?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Message %n citizen(s) now?</source>
        <translation>
            <numerusform>ส่งข้อความถึงประชาชน %Ln คนทันที?</numerusform>
        </translation>
    </message>
    <message>
        <source>Don&apos;t send yet</source>
        <translation>ยังไม่ส่ง</translation>
    </message>
    <message>
        <source>Send to Mor Prom</source>
        <translation>ส่งเข้าระบบหมอพร้อม</translation>
    </message>
</context>
<context>
    <name>ConfirmStart</name>
    <message numerus="yes">
        <source>Book %n practice appointment(s)?</source>
        <translation>
            <numerusform>จองนัดหมาย %Ln คน (โหมดฝึกหัด)?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Message %n citizen(s) now?</source>
        <translation>
            <numerusform>ส่งข้อความถึงประชาชน %Ln คนทันที?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n citizen(s) get a message at once through LINE and the Mor Prom app. It can&apos;t be taken back.</source>
        <translation>
            <numerusform>ประชาชน %Ln คนจะได้รับข้อความทันทีทาง LINE และแอป “หมอพร้อม” ข้อความที่ส่งแล้วเรียกคืนไม่ได้</numerusform>
        </translation>
    </message>
    <message>
        <source>Appointments per day and hour</source>
        <translation>จำนวนนัดหมายแต่ละวันและเวลา</translation>
    </message>
    <message>
        <source>practice on this computer</source>
        <translation>ฝึกหัดในเครื่องนี้</translation>
    </message>
    <message>
        <source>Server: %1</source>
        <translation>ระบบ: %1</translation>
    </message>
    <message>
        <source>Save this plan…</source>
        <translation>บันทึกแผนนี้…</translation>
    </message>
    <message>
        <source>Every row with what would become of it; nothing is booked</source>
        <translation>ทุกแถวพร้อมบอกว่าจะเป็นอย่างไร โดยยังไม่จอง</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>ยังไม่จอง</translation>
    </message>
    <message numerus="yes">
        <source>Book %n person(s) again?</source>
        <translation>
            <numerusform>จองอีกครั้ง %Ln คน?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Book %n person(s)</source>
        <translation>
            <numerusform>จองนัดหมาย %Ln คน</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Book %n person(s) again</source>
        <translation>
            <numerusform>จองอีกครั้ง %Ln คน</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Then book the %n sheet(s) after it, too, one after the other</source>
        <translation>
            <numerusform>จองอีก %Ln ไฟล์หรือแผ่นงานที่รออยู่ต่อกันไปด้วย</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2 people</source>
        <translation>%1: %2 คน</translation>
    </message>
    <message>
        <source>Planned together with the sheets that wait</source>
        <translation>วางแผนร่วมกับไฟล์หรือแผ่นงานที่รออยู่</translation>
    </message>
    <message numerus="yes">
        <source>For %n person(s) of these there seem to be too few free seats.</source>
        <translation>
            <numerusform>ในจำนวนนี้ดูเหมือนที่ว่างไม่พอสำหรับ %Ln คน</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) of these seem to have an appointment on another day already.</source>
        <translation>
            <numerusform>ในจำนวนนี้ดูเหมือนมีนัดวันอื่นอยู่แล้ว %Ln คน</numerusform>
        </translation>
    </message>
    <message>
        <source>It stops by itself where something must be looked at or answered.</source>
        <translation>หากมีเรื่องต้องตรวจหรือต้องตอบ โปรแกรมจะหยุดรอ</translation>
    </message>
    <message>
        <source>booking-plan.xlsx</source>
        <translation>แผนการจอง.xlsx</translation>
    </message>
    <message>
        <source>Save the plan</source>
        <translation>บันทึกแผน</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) are booked already and are skipped.</source>
        <translation>
            <numerusform>%Ln แถวจองไว้แล้ว จะข้ามไป</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) have another appointment on the same day and are not sent.</source>
        <translation>
            <numerusform>%Ln แถวมีนัดอื่นในวันเดียวกัน จะไม่ส่ง</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) that the server refused are sent once more, unchanged.</source>
        <translation>
            <numerusform>ส่งซ้ำโดยไม่ได้แก้ไข %Ln แถวที่ระบบไม่รับจองก่อนหน้านี้</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>After the booking move %n person(s): the old appointment is cancelled for it</source>
        <translation>
            <numerusform>หลังจองเสร็จ เลื่อน %Ln คนนี้มาเวลาในไฟล์ด้วย (ยกเลิกนัดเดิม)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) may find no free seat:</source>
        <translation>
            <numerusform>ที่ว่างอาจไม่พอสำหรับ %Ln คน:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) have another dose on another day: rows %1</source>
        <translation>
            <numerusform>%Ln คนมีนัดเข็มอื่นในวันอื่นอยู่แล้ว (จองเพิ่มตามไฟล์): แถว %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>แสดงแถวเหล่านี้</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Something went wrong in the program</source>
        <translation>โปรแกรมขัดข้อง</translation>
    </message>
    <message>
        <source>Kind of fault: %1</source>
        <translation>ชนิดของความขัดข้อง: %1</translation>
    </message>
    <message>
        <source>Save support file…</source>
        <translation>บันทึกไฟล์ช่วยเหลือ…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>ปิด</translation>
    </message>
</context>
<context>
    <name>DateWords</name>
    <message>
        <source>That is right</source>
        <translation>ถูกต้อง</translation>
    </message>
    <message>
        <source>No: day first</source>
        <translation>ไม่ใช่ วันมาก่อนเดือน</translation>
    </message>
    <message>
        <source>No: month first</source>
        <translation>ไม่ใช่ เดือนมาก่อนวัน</translation>
    </message>
    <message>
        <source>Column: %1</source>
        <translation>คอลัมน์: %1</translation>
    </message>
    <message>
        <source>The answer counts for the files that wait, too, where they ask the same.</source>
        <translation>คำตอบนี้ใช้กับไฟล์ที่รออยู่ซึ่งถามเรื่องเดียวกันด้วย</translation>
    </message>
</context>
<context>
    <name>DatesQuestion</name>
    <message>
        <source>Are the dates read correctly?</source>
        <translation>อ่านวันที่ถูกต้องหรือไม่?</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>กลับ</translation>
    </message>
</context>
<context>
    <name>DayCard</name>
    <message>
        <source>Book this seat</source>
        <translation>จองลำดับนี้</translation>
    </message>
    <message>
        <source>Show the person</source>
        <translation>ดูข้อมูลบุคคล</translation>
    </message>
    <message>
        <source>Change slot…</source>
        <translation>แก้ไขช่วงเวลา…</translation>
    </message>
    <message>
        <source>List…</source>
        <translation>รายชื่อ…</translation>
    </message>
    <message>
        <source>Who is booked on this day: to look at, print, save or remind</source>
        <translation>ผู้มีนัดในวันนี้: ดู พิมพ์ บันทึก หรือส่งข้อความเตือน</translation>
    </message>
    <message>
        <source>Move everybody…</source>
        <translation>เลื่อนนัดทุกคน…</translation>
    </message>
    <message>
        <source>All appointments of this day to another day, same hours</source>
        <translation>นัดทั้งหมดของวันนี้ไปวันอื่น ในเวลาเดิม</translation>
    </message>
    <message>
        <source>No slots on this day. Press “Add…” to make some.</source>
        <translation>วันที่เลือกยังไม่มีช่วงเวลา กด “เพิ่ม…” เพื่อสร้าง</translation>
    </message>
    <message>
        <source>Seats at %1</source>
        <translation>ลำดับการจอง เวลา %1</translation>
    </message>
</context>
<context>
    <name>DayField</name>
    <message>
        <source>day/month/year</source>
        <translation>วัน/เดือน/ปี</translation>
    </message>
    <message>
        <source>Pick a day</source>
        <translation>เลือกวันที่</translation>
    </message>
    <message>
        <source>not a day yet</source>
        <translation>ยังไม่เป็นวันที่</translation>
    </message>
    <message>
        <source>public holiday</source>
        <translation>วันหยุดราชการ</translation>
    </message>
</context>
<context>
    <name>DayListDialog</name>
    <message>
        <source>Who is booked</source>
        <translation>รายชื่อผู้มีนัด</translation>
    </message>
    <message>
        <source>Show whole IDs</source>
        <translation>แสดงเลขประจำตัวครบ</translation>
    </message>
    <message>
        <source>From</source>
        <translation>ตั้งแต่</translation>
    </message>
    <message>
        <source>To</source>
        <translation>ถึง</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>พิมพ์…</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>บันทึก…</translation>
    </message>
    <message>
        <source>As PDF, Excel or CSV</source>
        <translation>เป็น PDF, Excel หรือ CSV</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>ปิด</translation>
    </message>
    <message>
        <source>Remind them…</source>
        <translation>ส่งข้อความเตือน…</translation>
    </message>
    <message>
        <source>Write a message to everybody on this list</source>
        <translation>เขียนข้อความถึงทุกคนในรายชื่อนี้</translation>
    </message>
    <message>
        <source>Looking people up: %1 of %2</source>
        <translation>กำลังตรวจสอบทีละคน: %1 จาก %2</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>กำลังโหลด…</translation>
    </message>
    <message>
        <source>%1 people on %2 days</source>
        <translation>%1 คน ใน %2 วัน</translation>
    </message>
</context>
<context>
    <name>DaysInDoubt</name>
    <message>
        <source>%1 (one day more in each row)</source>
        <translation>%1 (เพิ่มแถวละหนึ่งวัน)</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Code %1 · %2 · %3</source>
        <translation>รหัส %1 · %2 · %3</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) opened the link.</source>
        <translation>
            <numerusform>เปิดลิงก์แล้ว %Ln คน</numerusform>
        </translation>
    </message>
    <message>
        <source>The practice Dashboard shows:</source>
        <translation>Dashboard ฝึกหัดแสดง:</translation>
    </message>
    <message>
        <source>It was sent</source>
        <translation>ส่งแล้ว</translation>
    </message>
    <message>
        <source>It was not sent</source>
        <translation>ยังไม่ได้ส่ง</translation>
    </message>
    <message numerus="yes">
        <source>Send the rest (%n call(s))</source>
        <translation>
            <numerusform>ส่งส่วนที่เหลือ (%Ln ครั้ง)</numerusform>
        </translation>
    </message>
    <message>
        <source>Change the text…</source>
        <translation>แก้ไขข้อความ…</translation>
    </message>
    <message>
        <source>Under the same code: people&apos;s message is replaced</source>
        <translation>ใช้รหัสเดิม: ข้อความที่ประชาชนได้รับจะถูกแทนที่</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>ทิ้ง</translation>
    </message>
    <message>
        <source>Forget it: nothing of it was sent</source>
        <translation>ลบทิ้ง: ยังไม่มีส่วนใดถูกส่ง</translation>
    </message>
</context>
<context>
    <name>DistributeQuestion</name>
    <message numerus="yes">
        <source>Free hours for %n person(s)</source>
        <translation>
            <numerusform>จัด %Ln คนลงช่วงเวลาว่าง</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep people with one phone number or one house together</source>
        <translation>จัดคนที่เบอร์โทรหรือบ้านเดียวกันไว้ด้วยกัน</translation>
    </message>
    <message>
        <source>Also people with an appointment on another day</source>
        <translation>รวมผู้ที่มีนัดวันอื่น</translation>
    </message>
    <message>
        <source>Use public holidays, too</source>
        <translation>ใช้วันหยุดราชการด้วย</translation>
    </message>
    <message>
        <source>From</source>
        <translation>ตั้งแต่วันที่</translation>
    </message>
    <message>
        <source>To</source>
        <translation>ถึงวันที่</translation>
    </message>
    <message>
        <source>A proposal: each hour can be changed before Start. Nobody is booked by it.</source>
        <translation>เป็นเพียงข้อเสนอ แก้เวลาของแต่ละคนได้ก่อนกด Start และยังไม่มีการจอง</translation>
    </message>
    <message>
        <source>Put these hours into the rows</source>
        <translation>ใส่เวลาเหล่านี้ในแถว</translation>
    </message>
    <message>
        <source>From which day to which?</source>
        <translation>กรุณาเลือกวันเริ่มและวันสิ้นสุด</translation>
    </message>
    <message>
        <source>Asking which hours are free…</source>
        <translation>กำลังตรวจสอบช่วงเวลาที่ว่าง…</translation>
    </message>
    <message>
        <source>%1 is meant, and so in all rows</source>
        <translation>หมายถึง %1 และเป็นเช่นนี้ทุกแถว</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%Ln แถว</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more reason(s)</source>
        <translation>
            <numerusform>อีก %Ln เหตุผล</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Distribution</name>
    <message>
        <source>Free hours</source>
        <translation>ช่วงเวลาว่าง</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>ปิด</translation>
    </message>
</context>
<context>
    <name>DoseBox</name>
    <message>
        <source>Dose</source>
        <translation>เข็มที่</translation>
    </message>
    <message>
        <source>All doses</source>
        <translation>ทุกเข็ม</translation>
    </message>
    <message>
        <source>Dose %1</source>
        <translation>เข็มที่ %1</translation>
    </message>
</context>
<context>
    <name>DoseField</name>
    <message>
        <source>Dose</source>
        <translation>เข็มที่</translation>
    </message>
    <message>
        <source>All doses</source>
        <translation>ทุกเข็ม</translation>
    </message>
    <message>
        <source>Dose %1</source>
        <translation>เข็มที่ %1</translation>
    </message>
</context>
<context>
    <name>DoubtQuestion</name>
    <message>
        <source>no heading</source>
        <translation>ไม่มีหัวตาราง</translation>
    </message>
    <message>
        <source>None yet: distribute the people over free hours</source>
        <translation>ยังไม่มี ให้จัดคนลงช่วงเวลาว่าง</translation>
    </message>
    <message>
        <source>None of the columns</source>
        <translation>ไม่มีในตารางนี้</translation>
    </message>
    <message>
        <source>Which column holds the day and the hour they are to come?</source>
        <translation>คอลัมน์ใดคือวันและเวลาที่นัดให้มา?</translation>
    </message>
    <message>
        <source>Which column holds the citizen IDs of the people to be booked?</source>
        <translation>คอลัมน์ใดคือเลขประจำตัวประชาชนของคนที่จะนัด?</translation>
    </message>
    <message>
        <source>Which column holds the day they are to come?</source>
        <translation>คอลัมน์ใดคือวันที่นัดให้มา?</translation>
    </message>
    <message>
        <source>Which column holds the hour they are to come?</source>
        <translation>คอลัมน์ใดคือเวลาที่นัดให้มา?</translation>
    </message>
    <message>
        <source>Which column holds the dose they come for?</source>
        <translation>คอลัมน์ใดคือเข็มที่จะมาฉีดตามนัดนี้?</translation>
    </message>
    <message>
        <source>Which column holds the code of the facility they come to?</source>
        <translation>คอลัมน์ใดคือรหัสหน่วยบริการที่นัดให้มา?</translation>
    </message>
    <message>
        <source>Which column holds the citizen IDs of the people whose appointments are meant?</source>
        <translation>คอลัมน์ใดคือเลขประจำตัวประชาชนของผู้ที่มีนัดที่หมายถึง?</translation>
    </message>
    <message>
        <source>Which column tells the day or the hour of the appointment that is cancelled?</source>
        <translation>คอลัมน์ใดบอกวันหรือเวลาของนัดที่จะยกเลิก?</translation>
    </message>
    <message>
        <source>Which column holds the new day?</source>
        <translation>คอลัมน์ใดคือวันนัดใหม่?</translation>
    </message>
    <message>
        <source>Which column holds the new hour?</source>
        <translation>คอลัมน์ใดคือเวลานัดใหม่?</translation>
    </message>
    <message>
        <source>Another column</source>
        <translation>คอลัมน์อื่น</translation>
    </message>
    <message>
        <source>Choose a column…</source>
        <translation>เลือกคอลัมน์…</translation>
    </message>
    <message>
        <source>The same day for all rows</source>
        <translation>วันเดียวกันทุกแถว</translation>
    </message>
    <message>
        <source>The same hour for all rows</source>
        <translation>เวลาเดียวกันทุกแถว</translation>
    </message>
    <message>
        <source>The same dose for all rows</source>
        <translation>เข็มเดียวกันทุกแถว</translation>
    </message>
</context>
<context>
    <name>DropHint</name>
    <message>
        <source>Drop here to open the file</source>
        <translation>วางที่นี่เพื่อเปิดไฟล์</translation>
    </message>
    <message>
        <source>It is read where it is: nothing is moved, nothing is changed in it.</source>
        <translation>อ่านจากที่เดิม ไฟล์ไม่ถูกย้ายและไม่ถูกแก้ไข</translation>
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
        <source>Use the practice sheet</source>
        <translation>ใช้ไฟล์ตัวอย่างฝึกหัด</translation>
    </message>
    <message>
        <source>60 made-up people, ready to book</source>
        <translation>รายชื่อสมมุติ 60 คน พร้อมจอง</translation>
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
    <name>EditPerson</name>
    <message>
        <source>Edit this person</source>
        <translation>แก้ไขบุคคลนี้</translation>
    </message>
    <message>
        <source>Citizen ID</source>
        <translation>เลขประจำตัวประชาชน</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>ชื่อ-สกุล</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>บันทึก</translation>
    </message>
</context>
<context>
    <name>EditSlot</name>
    <message>
        <source>Change the slot %1</source>
        <translation>แก้ไขช่วงเวลา %1</translation>
    </message>
    <message>
        <source>Number of slots</source>
        <translation>จำนวนที่ต่อชั่วโมง</translation>
    </message>
    <message numerus="yes">
        <source>%n seat(s) are taken; fewer can&apos;t be set.</source>
        <translation>
            <numerusform>มีผู้จองแล้ว %Ln คน กำหนดน้อยกว่านี้ไม่ได้</numerusform>
        </translation>
    </message>
    <message>
        <source>Open to booking from the MOPH-IC API</source>
        <translation>เปิดให้จองจาก MOPH-IC API</translation>
    </message>
    <message>
        <source>Confirm the slot booking (citizens can&apos;t change it)</source>
        <translation>ยืนยันการจอง Slot (ประชาชนเปลี่ยนแปลงไม่ได้)</translation>
    </message>
    <message>
        <source>Remove the slot</source>
        <translation>ลบช่วงเวลา</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>บันทึก</translation>
    </message>
</context>
<context>
    <name>Elsewhere</name>
    <message>
        <source>Close</source>
        <translation>ปิด</translation>
    </message>
    <message>
        <source>Show page</source>
        <translation>ไปที่หน้านั้น</translation>
    </message>
</context>
<context>
    <name>EndedEarly</name>
    <message>
        <source>Undo batch… in History cancels the rest.</source>
        <translation>กด “ยกเลิกนัดทั้งชุด…” ในประวัติเพื่อยกเลิกที่เหลือ</translation>
    </message>
    <message>
        <source>Go on cancelling</source>
        <translation>ยกเลิกต่อ</translation>
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
        <source>Title</source>
        <translation>คำนำหน้า</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>ชื่อ</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>นามสกุล</translation>
    </message>
    <message>
        <source>Whole row</source>
        <translation>ทั้งแถว</translation>
    </message>
</context>
<context>
    <name>FileChanged</name>
    <message>
        <source>The file is not there any more</source>
        <translation>ไม่พบไฟล์นี้ในที่เดิมแล้ว</translation>
    </message>
    <message>
        <source>The file was changed after it was loaded</source>
        <translation>ไฟล์ถูกแก้ไขหลังจากที่โหลด</translation>
    </message>
    <message>
        <source>It was moved, renamed or can&apos;t be opened. The rows shown here are as it was loaded.</source>
        <translation>ไฟล์อาจถูกย้าย เปลี่ยนชื่อ หรือเปิดไม่ได้ แถวที่แสดงอยู่เป็นข้อมูลตอนที่โหลด</translation>
    </message>
    <message>
        <source>The rows shown here are no longer those of the file. Which ones shall be booked?</source>
        <translation>แถวที่แสดงอยู่ไม่ตรงกับในไฟล์แล้ว ต้องการจองตามข้อมูลใด?</translation>
    </message>
    <message>
        <source>Reading it again takes back what you fixed or left out here.</source>
        <translation>หากอ่านไฟล์ใหม่ สิ่งที่แก้ไขและแถวที่เลือกไม่จองไว้ในโปรแกรมจะหายไป</translation>
    </message>
    <message>
        <source>Book what is shown</source>
        <translation>จองตามที่แสดงอยู่</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>กลับ</translation>
    </message>
    <message>
        <source>Read the file again</source>
        <translation>อ่านไฟล์ใหม่</translation>
    </message>
</context>
<context>
    <name>FileChoice</name>
    <message>
        <source>Choose…</source>
        <translation>เลือก…</translation>
    </message>
    <message>
        <source>None</source>
        <translation>ไม่ใช้</translation>
    </message>
</context>
<context>
    <name>Found</name>
    <message>
        <source>People found</source>
        <translation>รายชื่อที่ค้นพบ</translation>
    </message>
</context>
<context>
    <name>GivenUp</name>
    <message>
        <source>rows %1</source>
        <translation>แถว %1</translation>
    </message>
</context>
<context>
    <name>GroupButton</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%Ln แถว</numerusform>
        </translation>
    </message>
    <message>
        <source>What stands in these rows: %1</source>
        <translation>ในแถวเหล่านี้เขียนว่า %1</translation>
    </message>
</context>
<context>
    <name>HandedOver</name>
    <message>
        <source>Do not open</source>
        <translation>ไม่เปิด</translation>
    </message>
    <message>
        <source>Answer first what is being asked.</source>
        <translation>กรุณาตอบคำถามที่เปิดอยู่ก่อน</translation>
    </message>
    <message>
        <source>Waits to be opened: %1</source>
        <translation>รอเปิดอยู่: %1</translation>
    </message>
    <message>
        <source>Open now</source>
        <translation>เปิดไฟล์นี้</translation>
    </message>
    <message>
        <source>What runs here ends first; then it can be opened from this line.</source>
        <translation>รอให้งานที่ทำอยู่เสร็จก่อน แล้วเปิดได้จากบรรทัดนี้</translation>
    </message>
    <message>
        <source>Not opened yet: %1</source>
        <translation>ยังไม่ได้เปิด: %1</translation>
    </message>
</context>
<context>
    <name>HelpScreen</name>
    <message>
        <source>Back</source>
        <translation>กลับ</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>ช่วยเหลือ</translation>
    </message>
    <message>
        <source>Take the tour</source>
        <translation>ทดลองใช้ทีละขั้นตอน</translation>
    </message>
    <message>
        <source>Through practice mode, with made-up people</source>
        <translation>ในโหมดฝึกหัด ใช้รายชื่อสมมุติ</translation>
    </message>
    <message>
        <source>Search every problem</source>
        <translation>ค้นหาปัญหาทั้งหมด</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>หัวข้อ</translation>
    </message>
    <message>
        <source>The help&apos;s text</source>
        <translation>เนื้อหา</translation>
    </message>
    <message>
        <source>Every problem and its remedy</source>
        <translation>ปัญหาทั้งหมดและวิธีแก้</translation>
    </message>
    <message>
        <source>About this program</source>
        <translation>เกี่ยวกับโปรแกรมนี้</translation>
    </message>
    <message>
        <source>%1, version %2</source>
        <translation>%1 รุ่น %2</translation>
    </message>
    <message>
        <source>Look for a newer version</source>
        <translation>ตรวจหารุ่นใหม่</translation>
    </message>
    <message>
        <source>May be used, passed on and changed freely (MIT licence).</source>
        <translation>ใช้ แจกจ่าย และแก้ไขได้โดยไม่ต้องขออนุญาต (สัญญาอนุญาต MIT)</translation>
    </message>
    <message>
        <source>It uses Qt under the LGPL 3, and the works named below.</source>
        <translation>ใช้ Qt ตามสัญญาอนุญาต LGPL 3 และซอฟต์แวร์อื่นตามรายการด้านล่าง</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>สัญญาอนุญาต</translation>
    </message>
    <message>
        <source>Code: %1</source>
        <translation>รหัส: %1</translation>
    </message>
    <message>
        <source>No problem has these words. Try fewer.</source>
        <translation>ไม่พบปัญหาที่มีคำเหล่านี้ ลองใช้คำน้อยลง</translation>
    </message>
    <message numerus="yes">
        <source>%n more: search by a word of the sentence.</source>
        <translation>
            <numerusform>ยังมีอีก %Ln ข้อ ค้นหาด้วยคำในข้อความ</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryColumns</name>
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
        <translation>ระบบไม่รับจอง</translation>
    </message>
    <message>
        <source>Held back</source>
        <translation>โปรแกรมไม่ส่ง</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>ไม่ทราบผล</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>ยังไม่ส่ง</translation>
    </message>
    <message>
        <source>With problems</source>
        <translation>ข้อมูลไม่ถูกต้อง</translation>
    </message>
    <message>
        <source>State</source>
        <translation>สถานะ</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>หมายเหตุ</translation>
    </message>
    <message>
        <source>Running: %1</source>
        <translation>กำลังทำอยู่: %1</translation>
    </message>
    <message numerus="yes">
        <source>Unfinished: %n to cancel</source>
        <translation>
            <numerusform>ค้าง: ต้องยกเลิกอีก %Ln แถว</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Unfinished: %n with two appointments</source>
        <translation>
            <numerusform>ยังไม่เสร็จ: %Ln คนมีสองนัด</numerusform>
        </translation>
    </message>
    <message>
        <source>Unfinished</source>
        <translation>ยังไม่เสร็จ</translation>
    </message>
    <message numerus="yes">
        <source>%n cancelled</source>
        <translation>
            <numerusform>ยกเลิก %Ln แถว</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not booked again</source>
        <translation>
            <numerusform>ไม่จองอีก %Ln แถว</numerusform>
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
        <source>There is no batch in the records yet. Sign in, load a sheet, press Start.</source>
        <translation>ยังไม่มีงานในบันทึกงาน เริ่มจาก Login แล้ว Load Excel จากนั้นกด Start</translation>
    </message>
    <message>
        <source>Every batch of this facility on this computer. Rows are kept encrypted.</source>
        <translation>งานทุกชุดของหน่วยบริการนี้ในเครื่องนี้ ข้อมูลเก็บแบบเข้ารหัส</translation>
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
        <source>Comment</source>
        <translation>หมายเหตุ</translation>
    </message>
    <message>
        <source>Note something on this batch</source>
        <translation>เขียนหมายเหตุของงานชุดนี้</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>ส่งออก…</translation>
    </message>
    <message>
        <source>A workbook of its rows and their results</source>
        <translation>ไฟล์ Excel ของทุกแถวพร้อมผล</translation>
    </message>
    <message>
        <source>Undo batch…</source>
        <translation>ยกเลิกนัดทั้งชุด…</translation>
    </message>
    <message>
        <source>Cancel every appointment this batch booked</source>
        <translation>ยกเลิกนัดทุกคนที่งานชุดนี้จองไว้</translation>
    </message>
    <message>
        <source>Every batch of this facility on all computers of the office. Rows are kept encrypted.</source>
        <translation>งานทั้งหมดของหน่วยบริการนี้จากทุกเครื่องที่บันทึกร่วมกัน ข้อมูลเก็บแบบเข้ารหัส</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>บันทึกแล้ว: %1</translation>
    </message>
</context>
<context>
    <name>Holidays</name>
    <message>
        <source>Public holiday: %1</source>
        <translation>วันหยุดราชการ: %1</translation>
    </message>
</context>
<context>
    <name>HourDelegate</name>
    <message>
        <source>full</source>
        <translation>เต็ม</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>ว่าง %1</translation>
    </message>
</context>
<context>
    <name>HourModel</name>
    <message>
        <source>%1 of %2 booked</source>
        <translation>จองแล้ว %1/%2</translation>
    </message>
    <message>
        <source>dose %1</source>
        <translation>เข็มที่ %1</translation>
    </message>
    <message>
        <source>not open to the API</source>
        <translation>ไม่เปิดให้จองจาก API</translation>
    </message>
    <message>
        <source>booking confirmed</source>
        <translation>ยืนยันการจอง Slot</translation>
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
    <name>Hours</name>
    <message>
        <source>Hours of the day</source>
        <translation>ช่วงเวลาของวัน</translation>
    </message>
</context>
<context>
    <name>IdWords</name>
    <message numerus="yes">
        <source>%n row(s) with an ID that was put in: the target list was asked whose it is, and it fits.</source>
        <translation>
            <numerusform>%Ln แถวที่ใส่เลขประจำตัวเอง: ตรวจสอบกับกลุ่มเป้าหมายแล้ว เป็นเลขของคนในแถว</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody can tell whose ID was put in: rows %1, you said to book them.</source>
        <translation>บอกไม่ได้ว่าเลขที่ใส่เป็นของใคร: แถว %1 ซึ่งตอบไว้ว่าให้จอง</translation>
    </message>
</context>
<context>
    <name>JoinOffice</name>
    <message>
        <source>Keep the records together with other computers</source>
        <translation>เก็บบันทึกงานร่วมกับเครื่องอื่น</translation>
    </message>
    <message>
        <source>Only the password has changed? Type it, and leave the passphrase empty.</source>
        <translation>เปลี่ยนเฉพาะรหัสผ่านใช่ไหม พิมพ์รหัสผ่านใหม่ แล้วเว้นวลีลับไว้ได้</translation>
    </message>
    <message>
        <source>Your IT person makes the database and tells you the first three.</source>
        <translation>ผู้ดูแลระบบเป็นผู้สร้างฐานข้อมูล และแจ้งข้อมูลสามช่องแรก</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>ทดสอบ</translation>
    </message>
    <message>
        <source>Say what is found there; nothing is written</source>
        <translation>ตรวจว่าพบอะไรที่นั่น โดยไม่เขียนอะไร</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>เข้าร่วม</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>กำลังตรวจ…</translation>
    </message>
    <message>
        <source>Joining…</source>
        <translation>กำลังเข้าร่วม…</translation>
    </message>
    <message>
        <source>It can&apos;t be cancelled any more: the computer is joining now…</source>
        <translation>ยกเลิกไม่ได้แล้ว เครื่องนี้กำลังเข้าร่วม…</translation>
    </message>
    <message>
        <source>There are no records yet: this computer is the first. Type the passphrase once more, write it down, and keep it safe: every other computer needs it.</source>
        <translation>ยังไม่มีบันทึกงาน เครื่องนี้เป็นเครื่องแรก ให้พิมพ์วลีลับอีกครั้ง จดไว้ และเก็บในที่ปลอดภัย เครื่องอื่นทุกเครื่องต้องใช้</translation>
    </message>
    <message>
        <source>Go on without encryption…</source>
        <translation>ใช้แบบไม่เข้ารหัส…</translation>
    </message>
    <message>
        <source>Without encryption, whoever listens in the hospital&apos;s network sees who books how many, and could change it. Names and IDs stay sealed. Only where your IT person says so.</source>
        <translation>ถ้าไม่เข้ารหัส ผู้ที่ดักฟังในเครือข่ายของโรงพยาบาลจะเห็นว่าใครจองกี่คน และแก้ไขได้ ชื่อและเลขประจำตัวยังปิดผนึกอยู่ ใช้เมื่อผู้ดูแลระบบสั่งเท่านั้น</translation>
    </message>
    <message>
        <source>Without encryption</source>
        <translation>ไม่เข้ารหัส</translation>
    </message>
</context>
<context>
    <name>KeptQuestion</name>
    <message>
        <source>Use the fixes that were kept?</source>
        <translation>นำการแก้ไขที่เก็บไว้มาใช้?</translation>
    </message>
    <message>
        <source>Used, they can be looked at before anything is booked.</source>
        <translation>เมื่อนำมาใช้แล้ว ตรวจดูได้ก่อนจอง</translation>
    </message>
    <message>
        <source>Leave them</source>
        <translation>ไม่ใช้</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>กลับ</translation>
    </message>
    <message>
        <source>Use them</source>
        <translation>ใช้การแก้ไขนี้</translation>
    </message>
</context>
<context>
    <name>KeptWords</name>
    <message numerus="yes">
        <source>%n fix(es) made in this file until %1 are kept; they are not in its rows yet.</source>
        <translation>
            <numerusform>มีการแก้ไข %Ln รายการที่ทำไว้กับไฟล์นี้จนถึง %1 เก็บไว้ ยังไม่ได้ใส่ในแถวด้านล่าง</numerusform>
        </translation>
    </message>
    <message>
        <source>Left, they are forgotten as soon as something else in this file is fixed.</source>
        <translation>หากไม่ใช้ การแก้ไขเหล่านี้จะหายไปทันทีที่แก้ไขอย่างอื่นในไฟล์นี้</translation>
    </message>
    <message numerus="yes">
        <source>The file was changed since: %n more no longer fit a row of it.</source>
        <translation>
            <numerusform>ไฟล์ถูกแก้ไขหลังจากนั้น อีก %Ln รายการไม่ตรงกับแถวใดแล้ว</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LeaveOffice</name>
    <message>
        <source>Leave the office&apos;s records?</source>
        <translation>ออกจากบันทึกงานร่วม?</translation>
    </message>
    <message>
        <source>This computer then keeps its own records. What stands in %1 stands.</source>
        <translation>เครื่องนี้จะเก็บบันทึกงานเอง งานที่อยู่ใน %1 ยังอยู่</translation>
    </message>
    <message>
        <source>The others no longer see what is booked from here, and this computer not what they book.</source>
        <translation>เครื่องอื่นจะไม่เห็นงานที่จองจากเครื่องนี้อีก และเครื่องนี้ไม่เห็นงานของเครื่องอื่น</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>ออก</translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>A batch is running. Stop it and close?</source>
        <translation>กำลังจองอยู่ หยุดแล้วปิดโปรแกรม?</translation>
    </message>
    <message>
        <source>A message is being sent. Stop it and close?</source>
        <translation>กำลังส่งข้อความอยู่ หยุดแล้วปิดโปรแกรม?</translation>
    </message>
    <message>
        <source>A change is on its way to the server. Stop it and close?</source>
        <translation>กำลังส่งรายการไปยังระบบอยู่ หยุดแล้วปิดโปรแกรม?</translation>
    </message>
    <message>
        <source>A batch is running. Stop it and sign out?</source>
        <translation>กำลังจองอยู่ หยุดแล้วออกจากระบบ?</translation>
    </message>
    <message>
        <source>A message is being sent. Stop it and sign out?</source>
        <translation>กำลังส่งข้อความอยู่ หยุดแล้วออกจากระบบ?</translation>
    </message>
    <message>
        <source>A change is on its way to the server. Stop it and sign out?</source>
        <translation>กำลังส่งรายการไปยังระบบอยู่ หยุดแล้วออกจากระบบ?</translation>
    </message>
    <message>
        <source>Nothing is lost: rows on their way are looked up, and you can continue at the next start.</source>
        <translation>ข้อมูลไม่หาย โปรแกรมจะตรวจผลของแถวที่กำลังส่ง และทำต่อได้เมื่อเปิดโปรแกรมครั้งหน้า</translation>
    </message>
    <message>
        <source>What was handed over to Mor Prom stands and can&apos;t be taken back. The rest is not sent; it stands in the register of messages and can be sent later.</source>
        <translation>ข้อความที่ส่งเข้าระบบหมอพร้อมไปแล้วยังมีผลและเรียกคืนไม่ได้ ส่วนที่เหลือจะไม่ส่ง แต่ยังอยู่ในทะเบียนข้อความและส่งต่อภายหลังได้</translation>
    </message>
    <message>
        <source>Back, it stays paused</source>
        <translation>กลับ (ยังพักไว้)</translation>
    </message>
    <message>
        <source>Whoever was registered stays on the target list. The others can be registered later.</source>
        <translation>ผู้ที่ขึ้นทะเบียนแล้วยังอยู่ในกลุ่มเป้าหมาย คนที่เหลือขึ้นทะเบียนภายหลังได้</translation>
    </message>
    <message>
        <source>What was sent already stands. See the timetable after the next login.</source>
        <translation>รายการที่ส่งไปแล้วมีผลแล้ว ตรวจดูในตารางเวลาได้เมื่อเข้าสู่ระบบครั้งหน้า</translation>
    </message>
    <message>
        <source>Nothing is lost: Continue in the history looks up what came of it.</source>
        <translation>ข้อมูลไม่หาย กด “ทำต่อ” ในหน้าประวัติเพื่อตรวจผลกับระบบได้</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>ทำต่อไป</translation>
    </message>
    <message>
        <source>Close without keeping this?</source>
        <translation>ปิดโปรแกรมโดยไม่เก็บงานที่ทำค้างไว้?</translation>
    </message>
    <message>
        <source>Sign out without keeping this?</source>
        <translation>ออกจากระบบโดยไม่เก็บงานที่ทำค้างไว้?</translation>
    </message>
    <message>
        <source>Back to work</source>
        <translation>กลับไปทำต่อ</translation>
    </message>
    <message>
        <source>Close the program</source>
        <translation>ปิดโปรแกรม</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>ออกจากระบบ</translation>
    </message>
    <message numerus="yes">
        <source>%n pasted row(s) are in no file and would be gone.</source>
        <translation>
            <numerusform>แถวที่วางไว้ %Ln แถวไม่ได้อยู่ในไฟล์ใด หากออกไปจะหายไป</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) to this sheet would be gone. The file itself stays as it is.</source>
        <translation>
            <numerusform>การแก้ไข %Ln ครั้งจะหายไป ไฟล์เดิมไม่ถูกเปลี่ยน</numerusform>
        </translation>
    </message>
    <message>
        <source>The message that is not sent yet, and its audience, would be gone.</source>
        <translation>ข้อความที่ยังไม่ได้ส่ง พร้อมกลุ่มเป้าหมายที่เลือกไว้ จะหายไป</translation>
    </message>
    <message>
        <source>A batch is paused. Close the program?</source>
        <translation>พักการจองไว้ ปิดโปรแกรมหรือไม่</translation>
    </message>
    <message>
        <source>A batch is paused. Sign out?</source>
        <translation>พักการจองไว้ ออกจากระบบหรือไม่</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>หยุดแล้วปิด</translation>
    </message>
    <message>
        <source>Stop and sign out</source>
        <translation>หยุดแล้วออกจากระบบ</translation>
    </message>
</context>
<context>
    <name>LeftAlone</name>
    <message>
        <source>Open the history</source>
        <translation>เปิดประวัติ</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>ปิด</translation>
    </message>
</context>
<context>
    <name>LeftRows</name>
    <message>
        <source>Why, stands in each of these rows.</source>
        <translation>เหตุผลอยู่ในช่องผลของแต่ละแถว</translation>
    </message>
    <message>
        <source>Fix the rows that were left…</source>
        <translation>แก้ไขแถวที่ยังไม่ได้ทำ…</translation>
    </message>
    <message>
        <source>Look at the others again…</source>
        <translation>ตรวจคนที่เหลืออีกครั้ง…</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>แสดงแถวเหล่านี้</translation>
    </message>
</context>
<context>
    <name>ListQuestion</name>
    <message>
        <source>List: %1</source>
        <translation>รายชื่อ: %1</translation>
    </message>
    <message>
        <source>Left as they are:</source>
        <translation>คงไว้ตามเดิม:</translation>
    </message>
    <message>
        <source>Fix these rows…</source>
        <translation>แก้ไขแถวเหล่านี้…</translation>
    </message>
    <message>
        <source>Then the list is looked at once more</source>
        <translation>แล้วตรวจรายชื่อใหม่อีกครั้ง</translation>
    </message>
    <message>
        <source>Without a tick these are left as they are; the others are moved.</source>
        <translation>หากไม่เลือก จะคงคนเหล่านี้ไว้ตามเดิม แล้วเลื่อนเฉพาะคนอื่น</translation>
    </message>
    <message numerus="yes">
        <source>Move to these days, too (%n person(s))</source>
        <translation>
            <numerusform>เลื่อนไปวันเหล่านี้ด้วย (%Ln คน)</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing on this list can be done</source>
        <translation>ไม่มีแถวใดในรายชื่อนี้ที่ทำได้</translation>
    </message>
    <message numerus="yes">
        <source>Cancel the appointments of %n citizen(s)?</source>
        <translation>
            <numerusform>ยกเลิกนัดของประชาชน %Ln คน?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move the appointments of %n citizen(s)?</source>
        <translation>
            <numerusform>เลื่อนนัดของประชาชน %Ln คน?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Book %n cancelled appointment(s) again?</source>
        <translation>
            <numerusform>จองนัดที่ยกเลิกไป %Ln นัดอีกครั้ง?</numerusform>
        </translation>
    </message>
    <message>
        <source>Whoever booked them: they are cancelled at once. To take it back they are booked anew.</source>
        <translation>ยกเลิกทันทีไม่ว่าใครเป็นผู้จอง หากต้องการย้อนกลับต้องจองใหม่</translation>
    </message>
    <message>
        <source>Each of them gets messages at once. They can&apos;t be taken back.</source>
        <translation>ระบบส่งข้อความถึงทุกคนทันที และเรียกคืนไม่ได้</translation>
    </message>
    <message>
        <source>The new hour is booked first, then the old one is given up.</source>
        <translation>จองเวลาใหม่ก่อน แล้วจึงยกเลิกนัดเดิม</translation>
    </message>
    <message>
        <source>Appointments that go</source>
        <translation>นัดที่จะยกเลิก</translation>
    </message>
    <message>
        <source>When they come then</source>
        <translation>วันและเวลาใหม่</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%Ln คน</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%Ln แถว</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>ปิด</translation>
    </message>
    <message>
        <source>Leave as they are</source>
        <translation>คงนัดเดิมไว้</translation>
    </message>
    <message numerus="yes">
        <source>Cancel %n appointment(s)</source>
        <translation>
            <numerusform>ยกเลิก %Ln นัด</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n person(s)</source>
        <translation>
            <numerusform>เลื่อนนัด %Ln คน</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Book %n person(s)</source>
        <translation>
            <numerusform>จองนัดหมาย %Ln คน</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListQuestions</name>
    <message>
        <source>Cancel by a list</source>
        <translation>ยกเลิกนัดตามรายชื่อ</translation>
    </message>
    <message>
        <source>Move by a list</source>
        <translation>เลื่อนนัดตามรายชื่อ</translation>
    </message>
    <message>
        <source>Sheets (%1)</source>
        <translation>ไฟล์ตาราง (%1)</translation>
    </message>
    <message>
        <source>That could not be done</source>
        <translation>ทำรายการนี้ไม่ได้</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>ปิด</translation>
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
        <source>Remember the sign-in on this computer</source>
        <translation>จดจำการเข้าสู่ระบบในเครื่องนี้</translation>
    </message>
    <message>
        <source>The password is kept in the operating system&apos;s own safe place.</source>
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
        <source>First time here? Take the tour</source>
        <translation>ใช้ครั้งแรก? ทดลองใช้ทีละขั้นตอน</translation>
    </message>
    <message>
        <source>Five minutes with made-up people</source>
        <translation>ห้านาที ใช้รายชื่อสมมุติ</translation>
    </message>
    <message>
        <source>Server: %1</source>
        <translation>ระบบ: %1</translation>
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
        <source>This computer has no safe place for secrets. How do you want to go on?</source>
        <translation>เครื่องนี้ไม่มีที่เก็บรหัสที่ปลอดภัย ต้องการทำงานต่ออย่างไร</translation>
    </message>
    <message>
        <source>Work without keeping records</source>
        <translation>ทำงานโดยไม่เก็บบันทึก</translation>
    </message>
    <message>
        <source>Choose a key file…</source>
        <translation>เลือกไฟล์กุญแจ…</translation>
    </message>
</context>
<context>
    <name>LooksBack</name>
    <message numerus="yes">
        <source>%n with problems</source>
        <translation>
            <numerusform>ข้อมูลไม่ถูกต้อง %Ln แถว</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n set aside or left out</source>
        <translation>
            <numerusform>กันไว้ไม่จองหรือไม่รวมในการจอง %Ln แถว</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) of “%1” are not in this batch and not shown here: %2.</source>
        <translation>
            <numerusform>อีก %Ln แถวของ “%1” ไม่อยู่ในงานชุดนี้ จึงไม่แสดงที่นี่: %2</numerusform>
        </translation>
    </message>
    <message>
        <source>Open the sheet again to see why, and to fix them. Who is booked is skipped.</source>
        <translation>เปิดไฟล์อีกครั้งเพื่อดูเหตุผลและแก้ไข ผู้ที่จองแล้วจะถูกข้าม</translation>
    </message>
    <message>
        <source>Open the sheet</source>
        <translation>เปิดไฟล์นี้</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>ปิด</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) of “%1” were left as they are and are not shown here.</source>
        <translation>
            <numerusform>ไม่ได้ดำเนินการ %Ln แถวของ “%1” และไม่แสดงที่นี่</numerusform>
        </translation>
    </message>
    <message>
        <source>Open the list again to see why.</source>
        <translation>เปิดรายชื่ออีกครั้งเพื่อดูเหตุผล</translation>
    </message>
    <message numerus="yes">
        <source>All %n sheet(s) are done.</source>
        <translation>
            <numerusform>ดำเนินการครบทั้ง %Ln ไฟล์หรือแผ่นงานแล้ว</numerusform>
        </translation>
    </message>
    <message>
        <source>Summary of all…</source>
        <translation>สรุปทั้งหมด…</translation>
    </message>
    <message>
        <source>Before this one: %1</source>
        <translation>ก่อนหน้านี้: %1</translation>
    </message>
    <message>
        <source>The results lie beside the sheets: %1</source>
        <translation>ผลอยู่ข้างไฟล์เดิม: %1</translation>
    </message>
</context>
<context>
    <name>Lost</name>
    <message numerus="yes">
        <source>%n person(s) have no appointment now: the old one is cancelled, no new one booked. Book at once.</source>
        <translation>
            <numerusform>%Ln คนไม่มีนัดหมายแล้ว: นัดเดิมยกเลิกไปแล้ว และยังไม่มีนัดใหม่ กรุณาจองให้ทันที</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Next free hour for these %n…</source>
        <translation>
            <numerusform>ช่วงเวลาว่างถัดไปให้ %Ln คนนี้…</numerusform>
        </translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>แสดงแถวเหล่านี้</translation>
    </message>
</context>
<context>
    <name>MakeSlots</name>
    <message>
        <source>Add slots on one day</source>
        <translation>เพิ่มช่วงเวลารายวัน</translation>
    </message>
    <message>
        <source>Make the timetable from a template</source>
        <translation>กำหนดตารางจาก Template</translation>
    </message>
    <message>
        <source>Dose</source>
        <translation>เข็มที่</translation>
    </message>
    <message>
        <source>Leave out public holidays</source>
        <translation>เว้นวันหยุดราชการ</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>วันที่</translation>
    </message>
    <message>
        <source>Days, from – to</source>
        <translation>ช่วงวันที่จะจัดฉีดวัคซีน</translation>
    </message>
    <message>
        <source>Type both days, such as %1.</source>
        <translation>กรุณากรอกทั้งสองวัน เช่น %1</translation>
    </message>
    <message>
        <source>Nothing to make: choose other hours or another day.</source>
        <translation>ไม่มีช่วงเวลาที่ต้องสร้าง กรุณาเลือกเวลาหรือวันอื่น</translation>
    </message>
    <message>
        <source>On</source>
        <translation>วันที่ต้องการสร้างตาราง</translation>
    </message>
    <message>
        <source>Save plan to Excel…</source>
        <translation>บันทึกแผนเป็น Excel…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>พิมพ์…</translation>
    </message>
    <message>
        <source>Open the Dashboard</source>
        <translation>เปิด Dashboard</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>บันทึก</translation>
    </message>
    <message>
        <source>Make the timetable</source>
        <translation>สร้างตารางเวลา</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>ยกเลิก</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>ปิด</translation>
    </message>
</context>
<context>
    <name>Making</name>
    <message>
        <source>timetable-plan.xlsx</source>
        <translation>แผนตารางเวลา.xlsx</translation>
    </message>
    <message>
        <source>Save plan to Excel</source>
        <translation>บันทึกแผนเป็น Excel</translation>
    </message>
</context>
<context>
    <name>MappingBar</name>
    <message>
        <source>Columns</source>
        <translation>คอลัมน์</translation>
    </message>
    <message>
        <source>Sheet: %1</source>
        <translation>แผ่นงาน: %1</translation>
    </message>
    <message>
        <source>Choose another sheet of this file</source>
        <translation>เลือกแผ่นงานอื่นในไฟล์นี้</translation>
    </message>
    <message>
        <source>All columns…</source>
        <translation>คอลัมน์ทั้งหมด…</translation>
    </message>
    <message>
        <source>See and change all columns at once</source>
        <translation>ดูและเปลี่ยนคอลัมน์ทั้งหมดพร้อมกัน</translation>
    </message>
</context>
<context>
    <name>MendCell</name>
    <message>
        <source>It is the same person</source>
        <translation>เป็นคนเดียวกัน</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>ใช้ค่านี้</translation>
    </message>
    <message>
        <source>Put this into the cell; the file itself stays as it is</source>
        <translation>ใส่ค่านี้ในช่อง ไฟล์เดิมไม่เปลี่ยนแปลง</translation>
    </message>
</context>
<context>
    <name>MendList</name>
    <message numerus="yes">
        <source>%n row(s) that nothing was done with</source>
        <translation>
            <numerusform>%Ln แถวที่ยังไม่ได้ทำ</numerusform>
        </translation>
    </message>
    <message>
        <source>The file itself is not changed. You are asked again before anything is sent.</source>
        <translation>ไม่เปลี่ยนไฟล์ต้นฉบับ และจะถามอีกครั้งก่อนส่ง</translation>
    </message>
    <message numerus="yes">
        <source>%n more row(s) are asked about again as they are.</source>
        <translation>
            <numerusform>อีก %Ln แถวจะตรวจใหม่ตามที่เป็นอยู่</numerusform>
        </translation>
    </message>
    <message>
        <source>Leave as they are</source>
        <translation>คงนัดเดิมไว้</translation>
    </message>
    <message>
        <source>See what can be done</source>
        <translation>ตรวจดูว่าทำอะไรได้</translation>
    </message>
</context>
<context>
    <name>MendRow</name>
    <message>
        <source>Row %1</source>
        <translation>แถว %1</translation>
    </message>
    <message>
        <source>Day of the appointment</source>
        <translation>วันของนัด</translation>
    </message>
    <message>
        <source>Its hour</source>
        <translation>เวลาของนัด</translation>
    </message>
    <message>
        <source>New day</source>
        <translation>วันใหม่</translation>
    </message>
    <message>
        <source>New hour</source>
        <translation>เวลาใหม่</translation>
    </message>
    <message>
        <source>Citizen ID</source>
        <translation>เลขประจำตัวประชาชน</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>Copy</source>
        <translation>คัดลอก</translation>
    </message>
    <message>
        <source>Copy with whole IDs, not masked</source>
        <translation>คัดลอกพร้อมเลขประจำตัวครบทุกหลัก (ไม่ปิดเลข)</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>เลือกทั้งหมด</translation>
    </message>
    <message>
        <source>Show the row&apos;s story</source>
        <translation>ดูรายละเอียดของแถว</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>คอลัมน์</translation>
    </message>
    <message>
        <source>Fix this cell</source>
        <translation>แก้ไขช่องนี้</translation>
    </message>
    <message>
        <source>Paste into the chosen cells</source>
        <translation>วางลงในช่องที่เลือก</translation>
    </message>
    <message>
        <source>Fill down</source>
        <translation>คัดลอกลงล่าง</translation>
    </message>
    <message>
        <source>Clear the chosen cells</source>
        <translation>ล้างช่องที่เลือก</translation>
    </message>
    <message numerus="yes">
        <source>The same for %n row(s)…</source>
        <translation>
            <numerusform>ใช้ค่าเดียวกัน %Ln แถว…</numerusform>
        </translation>
    </message>
    <message>
        <source>Put in a value…</source>
        <translation>ใส่ค่า…</translation>
    </message>
    <message numerus="yes">
        <source>A free hour for %n row(s)…</source>
        <translation>
            <numerusform>หาช่วงเวลาว่างให้ %Ln แถว…</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>เลิกทำ</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>ทำซ้ำ</translation>
    </message>
    <message numerus="yes">
        <source>Leave out %n row(s)</source>
        <translation>
            <numerusform>ไม่จอง %Ln แถว</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take in %n row(s) again</source>
        <translation>
            <numerusform>นำ %Ln แถวกลับมาจอง</numerusform>
        </translation>
    </message>
    <message>
        <source>All as at first</source>
        <translation>กลับเป็นค่าเริ่มต้น</translation>
    </message>
</context>
<context>
    <name>MessagesScreen</name>
    <message>
        <source>Is it surely not in the Dashboard&apos;s register?</source>
        <translation>แน่ใจหรือไม่ว่าไม่มีในทะเบียนข้อความของ Dashboard</translation>
    </message>
    <message>
        <source>If it went out after all, people may get the message a second time.</source>
        <translation>หากข้อความถูกส่งไปแล้ว ประชาชนอาจได้รับข้อความซ้ำ</translation>
    </message>
    <message>
        <source>It is not there</source>
        <translation>ไม่มีในทะเบียน</translation>
    </message>
    <message>
        <source>The citizen has booked %1. The timetable shows it.</source>
        <translation>ประชาชนจองเองแล้ว: %1 ดูนัดนี้ได้ในตารางเวลา</translation>
    </message>
    <message>
        <source>The citizen has moved to %1. The timetable shows it.</source>
        <translation>ประชาชนเลื่อนนัดเองแล้ว: %1 ดูนัดใหม่ได้ในตารางเวลา</translation>
    </message>
    <message>
        <source>The citizen has cancelled. The seat is free again.</source>
        <translation>ประชาชนยกเลิกนัดเองแล้ว ที่ของนัดนี้ว่างอีกครั้ง</translation>
    </message>
    <message>
        <source>Success: the message is with Mor Prom.</source>
        <translation>ส่งข้อความเข้าระบบหมอพร้อมแล้ว</translation>
    </message>
    <message>
        <source>Success: the message is on the practice phones. Nobody was messaged.</source>
        <translation>สำเร็จ: ข้อความอยู่ในโทรศัพท์จำลองแล้ว ไม่มีข้อความถึงใคร</translation>
    </message>
    <message>
        <source>Stopped. What was not sent stands in the register.</source>
        <translation>หยุดส่งแล้ว ส่วนที่ยังไม่ได้ส่งอยู่ในทะเบียนข้อความ</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>หยุด</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>Login</translation>
    </message>
    <message>
        <source>Send the same message once more?</source>
        <translation>ส่งข้อความเดิมอีกครั้งหรือไม่</translation>
    </message>
    <message>
        <source>Send it again</source>
        <translation>ส่งอีกครั้ง</translation>
    </message>
</context>
<context>
    <name>Month</name>
    <message>
        <source>no slots</source>
        <translation>ไม่มีช่วงเวลา</translation>
    </message>
    <message>
        <source>? free</source>
        <translation>ว่าง ?</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>ว่าง %1</translation>
    </message>
    <message>
        <source>today</source>
        <translation>วันนี้</translation>
    </message>
    <message>
        <source>full</source>
        <translation>เต็ม</translation>
    </message>
    <message>
        <source>%1 booked</source>
        <translation>จองแล้ว %1</translation>
    </message>
</context>
<context>
    <name>MonthBar</name>
    <message>
        <source>Month before</source>
        <translation>เดือนก่อน</translation>
    </message>
    <message>
        <source>Month after</source>
        <translation>เดือนถัดไป</translation>
    </message>
</context>
<context>
    <name>NameBeside</name>
    <message>
        <source>Their names are taken from: %1</source>
        <translation>ชื่อของคนเหล่านี้อ่านจาก: %1</translation>
    </message>
</context>
<context>
    <name>NameCheck</name>
    <message>
        <source>Check names against IDs</source>
        <translation>ตรวจชื่อกับเลขประจำตัว</translation>
    </message>
    <message>
        <source>Ask the target list whose ID each is: one call a person</source>
        <translation>ตรวจสอบกับกลุ่มเป้าหมายว่าแต่ละเลขเป็นของใคร คนละ 1 ครั้ง</translation>
    </message>
    <message numerus="yes">
        <source>Check %n name(s) against IDs?</source>
        <translation>
            <numerusform>ตรวจชื่อกับเลขประจำตัว %Ln คน?</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 calls to the target list, about %2 seconds. Nobody is booked, nobody is messaged.</source>
        <translation>ตรวจสอบกับกลุ่มเป้าหมาย %1 ครั้ง ใช้เวลาประมาณ %2 วินาที ไม่มีการจองและไม่มีข้อความถึงใคร</translation>
    </message>
    <message>
        <source>Rows whose name is not the one of the ID are shown as problems, with both names.</source>
        <translation>แถวที่ชื่อไม่ตรงกับเจ้าของเลขจะแสดงเป็นแถวที่ข้อมูลไม่ถูกต้อง พร้อมชื่อทั้งสอง</translation>
    </message>
    <message>
        <source>Check names</source>
        <translation>ตรวจชื่อ</translation>
    </message>
    <message>
        <source>Checking names against IDs: %1 of %2 people</source>
        <translation>กำลังตรวจชื่อกับเลขประจำตัว: %1 จาก %2 คน</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>หยุด</translation>
    </message>
    <message>
        <source>Leave these rows out</source>
        <translation>ไม่จองแถวเหล่านี้</translation>
    </message>
    <message>
        <source>Show these rows</source>
        <translation>ดูแถวเหล่านี้</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>ปิด</translation>
    </message>
    <message numerus="yes">
        <source>%n name(s) looked up.</source>
        <translation>
            <numerusform>ตรวจชื่อแล้ว %Ln คน</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The name does not fit the ID in %n row(s).</source>
        <translation>
            <numerusform>ชื่อไม่ตรงกับเจ้าของเลข %Ln แถว</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) are not on the target list.</source>
        <translation>
            <numerusform>ไม่อยู่ในกลุ่มเป้าหมาย %Ln แถว</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) can&apos;t be compared.</source>
        <translation>
            <numerusform>เทียบชื่อไม่ได้ %Ln แถว</numerusform>
        </translation>
    </message>
    <message>
        <source>Every name is the one of its ID.</source>
        <translation>ทุกชื่อตรงกับเจ้าของเลข</translation>
    </message>
    <message>
        <source>Nobody is left to be looked up.</source>
        <translation>ไม่เหลือใครให้ตรวจแล้ว</translation>
    </message>
</context>
<context>
    <name>Newest</name>
    <message>
        <source>What is new</source>
        <translation>มีอะไรใหม่</translation>
    </message>
</context>
<context>
    <name>NoMessages</name>
    <message>
        <source>There is no message in the records yet</source>
        <translation>ยังไม่มีข้อความในบันทึกงาน</translation>
    </message>
    <message>
        <source>1. Choose the audience
2. Write subject and text
3. Look at both phones
4. Send to Mor Prom</source>
        <translation>1. เลือกกลุ่มเป้าหมาย
2. เขียนหัวเรื่องและข้อความ
3. ดูตัวอย่างทั้งสองช่องทาง
4. ส่งเข้าระบบหมอพร้อม</translation>
    </message>
    <message>
        <source>Write a message</source>
        <translation>เขียนข้อความ</translation>
    </message>
</context>
<context>
    <name>NotBooked</name>
    <message numerus="yes">
        <source>%n row(s) are left out by hand.</source>
        <translation>
            <numerusform>ไม่รวมในการจองตามที่เลือกไว้ %Ln แถว</numerusform>
        </translation>
    </message>
    <message>
        <source>Sheets of this file with people, not opened: %1</source>
        <translation>แผ่นงานที่มีรายชื่อแต่ยังไม่ได้เปิด: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) are booked as they were read, with something to be checked:</source>
        <translation>
            <numerusform>จอง %Ln แถวตามที่อ่านได้ แต่ควรตรวจสอบก่อน:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) are not booked, with something to be answered or fixed:</source>
        <translation>
            <numerusform>ไม่จอง %Ln แถวที่ยังต้องตอบหรือแก้ไข:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more kind(s), see Problems</source>
        <translation>
            <numerusform>อีก %Ln แบบ ดูที่แท็บปัญหา</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%Ln แถว</numerusform>
        </translation>
    </message>
    <message>
        <source>rows %1</source>
        <translation>แถว %1</translation>
    </message>
    <message>
        <source>%1 (%2 people)</source>
        <translation>%1 (%2 คน)</translation>
    </message>
</context>
<context>
    <name>NotNow</name>
    <message>
        <source>Sign out is possible when what runs now has ended.</source>
        <translation>ออกจากระบบได้เมื่องานที่กำลังทำอยู่เสร็จแล้ว</translation>
    </message>
    <message>
        <source>Another file can be opened when what runs now has ended. Stop ends it.</source>
        <translation>เปิดไฟล์อื่นได้เมื่องานที่กำลังทำอยู่เสร็จแล้ว หรือกดหยุด</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Copy</source>
        <translation>คัดลอก</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>ปิด</translation>
    </message>
</context>
<context>
    <name>OfficeCard</name>
    <message>
        <source>Records shared by several computers</source>
        <translation>บันทึกงานร่วมของหลายเครื่อง</translation>
    </message>
    <message>
        <source>Join…</source>
        <translation>เข้าร่วม…</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>ทดสอบ</translation>
    </message>
    <message>
        <source>Say what is found there; nothing is written</source>
        <translation>ตรวจว่าพบอะไรที่นั่น โดยไม่เขียนอะไร</translation>
    </message>
    <message>
        <source>Carry own records over</source>
        <translation>ย้ายบันทึกของเครื่องนี้</translation>
    </message>
    <message>
        <source>What this computer booked before it joined</source>
        <translation>งานที่เครื่องนี้จองไว้ก่อนเข้าร่วม</translation>
    </message>
    <message>
        <source>Passphrase…</source>
        <translation>วลีลับ…</translation>
    </message>
    <message>
        <source>Leave…</source>
        <translation>ออก…</translation>
    </message>
    <message>
        <source>Password…</source>
        <translation>รหัสผ่าน…</translation>
    </message>
    <message>
        <source>The database&apos;s password has changed</source>
        <translation>เมื่อรหัสผ่านฐานข้อมูลเปลี่ยน</translation>
    </message>
    <message>
        <source>The records are kept in %1, together with the office&apos;s other computers.</source>
        <translation>บันทึกงานอยู่ที่ %1 ร่วมกับเครื่องอื่นของหน่วยงาน</translation>
    </message>
    <message>
        <source>The records lie on this computer alone. Where several computers book for one account, they keep them together in a database of the hospital: then nobody is booked twice, and together they stay within the server&apos;s limit.</source>
        <translation>บันทึกงานอยู่ในเครื่องนี้เครื่องเดียว ถ้าหลายเครื่องจองด้วยบัญชีเดียวกัน ให้เก็บรวมกันในฐานข้อมูลของโรงพยาบาล จะไม่มีใครถูกจองซ้ำ และทุกเครื่องรวมกันไม่เกินที่ระบบรับได้</translation>
    </message>
</context>
<context>
    <name>OfficeFields</name>
    <message>
        <source>None: the certificates of Windows are enough</source>
        <translation>ไม่ใช้: ใบรับรองของ Windows เพียงพอ</translation>
    </message>
    <message>
        <source>Choose a certificate file</source>
        <translation>เลือกไฟล์ใบรับรอง</translation>
    </message>
    <message>
        <source>Address of the database</source>
        <translation>ที่อยู่ฐานข้อมูล</translation>
    </message>
    <message>
        <source>User of the database</source>
        <translation>ผู้ใช้ฐานข้อมูล</translation>
    </message>
    <message>
        <source>Password of the database</source>
        <translation>รหัสผ่านฐานข้อมูล</translation>
    </message>
    <message>
        <source>Passphrase of the office</source>
        <translation>วลีลับของหน่วยงาน</translation>
    </message>
    <message>
        <source>The passphrase once more</source>
        <translation>วลีลับอีกครั้ง</translation>
    </message>
    <message>
        <source>Certificate file of the database</source>
        <translation>ไฟล์ใบรับรองของฐานข้อมูล</translation>
    </message>
</context>
<context>
    <name>OfficeSettings</name>
    <message>
        <source>Carry this computer&apos;s own records over?</source>
        <translation>ย้ายบันทึกงานของเครื่องนี้ไปด้วย?</translation>
    </message>
    <message numerus="yes">
        <source>The office does not know %n batch(es) of this computer yet.</source>
        <translation>
            <numerusform>เครื่องอื่นยังไม่เห็นงานของเครื่องนี้ %Ln งาน</numerusform>
        </translation>
    </message>
    <message>
        <source>All or nothing is carried over, and compared. What is here is kept under another name.</source>
        <translation>ย้ายทั้งหมดหรือไม่ย้ายเลย และตรวจให้ตรงกันทุกแถว ของเดิมเก็บไว้ในชื่ออื่น</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>ภายหลัง</translation>
    </message>
    <message>
        <source>Carry over</source>
        <translation>ย้าย</translation>
    </message>
    <message>
        <source>Carrying over… Leave the program open.</source>
        <translation>กำลังย้าย… กรุณาอย่าปิดโปรแกรม</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>กำลังตรวจ…</translation>
    </message>
    <message>
        <source>Leaving the office…</source>
        <translation>กำลังออกจากบันทึกงานร่วม…</translation>
    </message>
</context>
<context>
    <name>OneLine</name>
    <message>
        <source>%1 more</source>
        <translation>อีก %1 เรื่อง</translation>
    </message>
    <message>
        <source>Show what else there is to say</source>
        <translation>ดูข้อความอื่นที่รออยู่</translation>
    </message>
</context>
<context>
    <name>OpenThen</name>
    <message>
        <source>The clinic is open on this day</source>
        <translation>เปิดให้บริการในวันนี้</translation>
    </message>
</context>
<context>
    <name>OwnSeats</name>
    <message>
        <source>Appointments</source>
        <translation>นัดหมาย</translation>
    </message>
    <message>
        <source>No appointment yet</source>
        <translation>ยังไม่มีนัดหมาย</translation>
    </message>
    <message>
        <source>Book as the citizen…</source>
        <translation>จองเอง…</translation>
    </message>
    <message>
        <source>As the citizen does it in Mor Prom</source>
        <translation>เหมือนที่ประชาชนทำเองใน “หมอพร้อม”</translation>
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
    <name>PasswordField</name>
    <message>
        <source>Show the password</source>
        <translation>แสดงรหัสผ่าน</translation>
    </message>
    <message>
        <source>Hide the password</source>
        <translation>ซ่อนรหัสผ่าน</translation>
    </message>
</context>
<context>
    <name>PeriodLine</name>
    <message>
        <source>From hour</source>
        <translation>จากเวลา</translation>
    </message>
    <message>
        <source>To hour</source>
        <translation>ถึงเวลา</translation>
    </message>
    <message>
        <source>Number of slots</source>
        <translation>จำนวนที่ต่อชั่วโมง</translation>
    </message>
    <message>
        <source>Remove these hours</source>
        <translation>ลบช่วงเวลานี้</translation>
    </message>
    <message>
        <source>seats</source>
        <translation>จำนวน</translation>
    </message>
</context>
<context>
    <name>Periods</name>
    <message>
        <source>Add hours</source>
        <translation>เพิ่มช่วงเวลา</translation>
    </message>
</context>
<context>
    <name>PersonCard</name>
    <message>
        <source>Cancel this appointment…</source>
        <translation>ยกเลิกนัดนี้…</translation>
    </message>
    <message>
        <source>Take a queue card…</source>
        <translation>จองบัตรคิว…</translation>
    </message>
    <message>
        <source>Cancel the queue card…</source>
        <translation>ยกเลิกบัตรคิว…</translation>
    </message>
    <message>
        <source>Nobody chosen yet. Find the person above, then choose the day and the hour.</source>
        <translation>ยังไม่ได้เลือกบุคคล ค้นหาบุคคลด้านบนก่อน แล้วเลือกวันและเวลา</translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%Ln ปี</numerusform>
        </translation>
    </message>
    <message>
        <source>Citizen ID</source>
        <translation>เลขประจำตัวประชาชน</translation>
    </message>
    <message>
        <source>Born</source>
        <translation>เกิด</translation>
    </message>
    <message>
        <source>Mobile phone</source>
        <translation>เบอร์โทรศัพท์</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>กลุ่ม</translation>
    </message>
    <message>
        <source>Belongs to</source>
        <translation>สังกัด</translation>
    </message>
    <message>
        <source>Appointments</source>
        <translation>นัดหมาย</translation>
    </message>
    <message>
        <source>There are none</source>
        <translation>ไม่มี</translation>
    </message>
    <message>
        <source>dose %1</source>
        <translation>เข็มที่ %1</translation>
    </message>
    <message>
        <source>booked by the citizen</source>
        <translation>ประชาชนจองเอง</translation>
    </message>
    <message>
        <source>Vaccination history</source>
        <translation>ประวัติการรับวัคซีน</translation>
    </message>
    <message>
        <source>Queue card</source>
        <translation>บัตรคิว</translation>
    </message>
</context>
<context>
    <name>PersonNotices</name>
    <message>
        <source>Login</source>
        <translation>Login</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>หยุด</translation>
    </message>
    <message>
        <source>Open History</source>
        <translation>เปิดประวัติ</translation>
    </message>
</context>
<context>
    <name>PersonQuestions</name>
    <message>
        <source>Book this person</source>
        <translation>จองให้ผู้นี้</translation>
    </message>
    <message>
        <source>Book %1 at %2?</source>
        <translation>จองนัด%1 เวลา %2?</translation>
    </message>
    <message>
        <source>Has an appointment already: %1</source>
        <translation>มีนัดอยู่แล้ว: %1</translation>
    </message>
    <message>
        <source>This is one more for the same dose; to have another day instead, move it.</source>
        <translation>การจองนี้จะเป็นนัดที่สองของเข็มเดียวกัน หากต้องการเปลี่ยนวัน ให้เลื่อนนัดเดิมแทน</translation>
    </message>
    <message>
        <source>Book one more: both appointments then stand</source>
        <translation>จองเพิ่มอีกหนึ่งนัด ให้มีทั้งสองนัด</translation>
    </message>
    <message>
        <source>Nobody is booked twice on one day: to have another hour, move it.</source>
        <translation>วันเดียวกันจองซ้ำไม่ได้ หากต้องการเปลี่ยนเวลา ให้เลื่อนนัดเดิมแทน</translation>
    </message>
    <message>
        <source>Both appointments then stand.</source>
        <translation>เมื่อจองแล้วจะมีทั้งสองนัด</translation>
    </message>
    <message>
        <source>Move to %1 at %2?</source>
        <translation>เลื่อนนัดไป%1 เวลา %2?</translation>
    </message>
    <message>
        <source>Move the appointment</source>
        <translation>เลื่อนนัด</translation>
    </message>
    <message>
        <source>Appointment so far: %1</source>
        <translation>นัดเดิม: %1</translation>
    </message>
    <message>
        <source>The new one is booked first; then the old one is cancelled.</source>
        <translation>โปรแกรมจองนัดใหม่ก่อน แล้วจึงยกเลิกนัดเดิม</translation>
    </message>
    <message>
        <source>Cancel the appointment on %1 at %2?</source>
        <translation>ยกเลิกนัด%1 เวลา %2?</translation>
    </message>
    <message>
        <source>Cancel the appointment</source>
        <translation>ยกเลิกนัด</translation>
    </message>
    <message>
        <source>The person then has no appointment at this hour, and the seat is free for others.</source>
        <translation>ผู้นี้จะไม่มีนัดในเวลานี้อีก และที่ว่างจะเปิดให้ผู้อื่นจอง</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>ไม่ยกเลิก</translation>
    </message>
    <message>
        <source>Take a queue card?</source>
        <translation>จองบัตรคิว?</translation>
    </message>
    <message>
        <source>Take a queue card</source>
        <translation>จองบัตรคิว</translation>
    </message>
    <message>
        <source>Cancel the queue card?</source>
        <translation>ยกเลิกบัตรคิว?</translation>
    </message>
    <message>
        <source>Cancel the queue card</source>
        <translation>ยกเลิกบัตรคิว</translation>
    </message>
    <message>
        <source>The citizen gets a message at once. It can&apos;t be taken back.</source>
        <translation>ประชาชนจะได้รับข้อความทันที เรียกคืนไม่ได้</translation>
    </message>
</context>
<context>
    <name>PersonScreen</name>
    <message>
        <source>Book one person</source>
        <translation>จองนัดหมายรายบุคคล</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>ค้นหา</translation>
    </message>
    <message>
        <source>Citizen ID or name</source>
        <translation>เลขประจำตัวประชาชนหรือชื่อ</translation>
    </message>
    <message>
        <source>Register on the target list…</source>
        <translation>ขึ้นทะเบียนกลุ่มเป้าหมาย…</translation>
    </message>
    <message>
        <source>Practice server: find a person by the ID, by a part of it, or by name.</source>
        <translation>ระบบฝึกหัด: ค้นหาด้วยเลขประจำตัวประชาชน บางส่วนของเลข หรือชื่อ</translation>
    </message>
    <message>
        <source>Citizen ID, 13 digits</source>
        <translation>เลขประจำตัวประชาชน 13 หลัก</translation>
    </message>
    <message>
        <source>One more at %1</source>
        <translation>จองเพิ่มเวลา %1</translation>
    </message>
    <message>
        <source>One more</source>
        <translation>จองเพิ่ม</translation>
    </message>
    <message>
        <source>Besides the appointment that stands</source>
        <translation>เพิ่มจากนัดที่มีอยู่</translation>
    </message>
    <message>
        <source>Book at %1</source>
        <translation>จองเวลา %1</translation>
    </message>
    <message>
        <source>Book</source>
        <translation>จองนัดหมาย</translation>
    </message>
    <message>
        <source>Move to %1</source>
        <translation>เลื่อนมา %1</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>เลื่อนนัด</translation>
    </message>
</context>
<context>
    <name>PhoneScreen</name>
    <message>
        <source>Practice citizens&apos; phones</source>
        <translation>โทรศัพท์จำลอง</translation>
    </message>
    <message>
        <source>What made-up citizens see on their phones. Press a message&apos;s link to open it as they would; book, move or cancel a seat as they do in Mor Prom. The timetable then shows it.</source>
        <translation>สิ่งที่ประชาชนสมมุติเห็นในโทรศัพท์ กดลิงก์ในข้อความเพื่อเปิดอ่านแทนได้ และจอง เลื่อน หรือยกเลิกนัดเองได้เหมือนใน “หมอพร้อม” แล้วดูผลในตารางเวลา</translation>
    </message>
    <message>
        <source>Back to the register</source>
        <translation>กลับไปทะเบียนข้อความ</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>ดูใหม่</translation>
    </message>
    <message>
        <source>Name or citizen ID</source>
        <translation>ชื่อหรือเลขประจำตัวประชาชน</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>ทุกคน</translation>
    </message>
    <message>
        <source>Who received something</source>
        <translation>ผู้ที่ได้รับข้อความ</translation>
    </message>
    <message>
        <source>Who received nothing</source>
        <translation>ผู้ที่ไม่ได้รับข้อความ</translation>
    </message>
    <message>
        <source>Whom to list</source>
        <translation>แสดงรายชื่อ</translation>
    </message>
    <message>
        <source>Citizens</source>
        <translation>ประชาชน</translation>
    </message>
    <message>
        <source>Cancel the appointment on %1?</source>
        <translation>ยกเลิกนัด%1?</translation>
    </message>
    <message>
        <source>The citizen does it in Mor Prom; the seat is free again.</source>
        <translation>ประชาชนยกเลิกเองใน “หมอพร้อม” แล้วที่ของนัดนี้จะว่างอีกครั้ง</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>ไม่ยกเลิก</translation>
    </message>
    <message>
        <source>Cancel the appointment</source>
        <translation>ยกเลิกนัด</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) did not arrive: not registered with Mor Prom on LINE OA or in the app.</source>
        <translation>
            <numerusform>ส่งไม่ถึง %Ln ข้อความ เพราะยังไม่ได้ลงทะเบียนหมอพร้อมใน LINE OA หรือแอป</numerusform>
        </translation>
    </message>
    <message>
        <source>No messages yet.</source>
        <translation>ยังไม่มีข้อความ</translation>
    </message>
    <message>
        <source>Not registered here: nothing arrives.</source>
        <translation>ยังไม่ได้ลงทะเบียนช่องทางนี้ จึงไม่ได้รับข้อความ</translation>
    </message>
</context>
<context>
    <name>PhoneView</name>
    <message>
        <source>LINE OA Mor Prom</source>
        <translation>LINE OA หมอพร้อม</translation>
    </message>
    <message>
        <source>Mor Prom application</source>
        <translation>หมอพร้อม Application</translation>
    </message>
</context>
<context>
    <name>PickPerson</name>
    <message numerus="yes">
        <source>%n person(s) found</source>
        <translation>
            <numerusform>พบ %Ln คน</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody was found</source>
        <translation>ไม่พบบุคคล</translation>
    </message>
    <message>
        <source>Add to the list</source>
        <translation>เพิ่มลงในรายชื่อ</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>ปิด</translation>
    </message>
</context>
<context>
    <name>PracticeBanner</name>
    <message>
        <source>Practice mode: made-up people, no message is sent to anyone</source>
        <translation>โหมดฝึกหัด: รายชื่อสมมุติ ไม่มีข้อความถึงผู้ใด</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>ฝึกหัด</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>As people will see it</source>
        <translation>ตัวอย่างที่ประชาชนจะเห็น</translation>
    </message>
    <message>
        <source>Person before</source>
        <translation>คนก่อนหน้า</translation>
    </message>
    <message>
        <source>Next person</source>
        <translation>คนถัดไป</translation>
    </message>
    <message>
        <source>The message appears here while you write.</source>
        <translation>ข้อความจะแสดงที่นี่ขณะพิมพ์</translation>
    </message>
</context>
<context>
    <name>ProblemList</name>
    <message>
        <source>Save problem rows</source>
        <translation>บันทึกแถวที่ข้อมูลไม่ถูกต้อง</translation>
    </message>
    <message>
        <source>A workbook of the rows with problems; fixed, it loads again</source>
        <translation>ไฟล์ Excel ของแถวที่ข้อมูลไม่ถูกต้อง แก้แล้วโหลดใหม่ได้ทันที</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>เลิกทำ</translation>
    </message>
    <message>
        <source>Take back the last fix (Ctrl+Z)</source>
        <translation>ยกเลิกการแก้ไขครั้งล่าสุด (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>ทำซ้ำ</translation>
    </message>
    <message>
        <source>Do again what was taken back (Ctrl+Y)</source>
        <translation>ทำสิ่งที่เลิกทำไปอีกครั้ง (Ctrl+Y)</translation>
    </message>
    <message>
        <source>Fix the rows that failed</source>
        <translation>แก้ไขแถวที่ไม่สำเร็จ</translation>
    </message>
    <message>
        <source>Show these rows alone, to be fixed and booked anew</source>
        <translation>แสดงเฉพาะแถวเหล่านี้ เพื่อแก้ไขแล้วจองใหม่</translation>
    </message>
    <message>
        <source>No problems found in the rows.</source>
        <translation>ไม่พบปัญหาในแถวของไฟล์</translation>
    </message>
    <message>
        <source>No problems found in the rows that are not set aside.</source>
        <translation>ไม่พบปัญหาในแถวที่ไม่ได้กันไว้</translation>
    </message>
    <message numerus="yes">
        <source>%n of them are booked already, say the records.</source>
        <translation>
            <numerusform>ตามบันทึกงาน จองไว้แล้ว %Ln แถว</numerusform>
        </translation>
    </message>
    <message>
        <source>Whether there are free seats is looked up at Start, before anything is booked.</source>
        <translation>มีที่ว่างหรือไม่ โปรแกรมตรวจสอบกับระบบเมื่อกด Start ก่อนจอง</translation>
    </message>
    <message>
        <source>Hidden columns: %1</source>
        <translation>คอลัมน์ที่ซ่อน: %1</translation>
    </message>
    <message>
        <source>Hidden sheets, not read: %1</source>
        <translation>แผ่นงานที่ซ่อน (ไม่ได้อ่าน): %1</translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) fixed here; the file itself stays as it is.</source>
        <translation>
            <numerusform>แก้ไขในโปรแกรมแล้ว %Ln ช่อง ไฟล์เดิมไม่เปลี่ยนแปลง</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) were not booked. Fix them here, then book them anew.</source>
        <translation>
            <numerusform>มี %Ln แถวที่ยังไม่ได้จอง แก้ไขที่นี่แล้วจองใหม่ได้</numerusform>
        </translation>
    </message>
    <message>
        <source>Start books only what is not booked yet. What is booked or in doubt stays as it is.</source>
        <translation>Start จะจองเฉพาะแถวที่ยังไม่ได้จอง แถวที่จองแล้วหรือยังไม่ทราบผลคงอยู่ตามเดิม</translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Cancel</source>
        <translation>ยกเลิก</translation>
    </message>
    <message>
        <source>Practice mode: made-up people, no message is sent to anyone.</source>
        <translation>โหมดฝึกหัด: รายชื่อสมมุติ ไม่มีข้อความถึงผู้ใด</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Appointments</source>
        <translation>นัดหมาย</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>ตารางเวลา</translation>
    </message>
    <message>
        <source>One person</source>
        <translation>รายบุคคล</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>ข้อความ</translation>
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
        <source>Help</source>
        <translation>ช่วยเหลือ</translation>
    </message>
</context>
<context>
    <name>ReasonCard</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%Ln แถว</numerusform>
        </translation>
    </message>
    <message>
        <source>The server&apos;s words: %1</source>
        <translation>ข้อความจากระบบ: %1</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>แสดงแถวเหล่านี้</translation>
    </message>
    <message numerus="yes">
        <source>Next free hour for these %n…</source>
        <translation>
            <numerusform>ช่วงเวลาว่างถัดไปให้ %Ln คนนี้…</numerusform>
        </translation>
    </message>
    <message>
        <source>Register these people…</source>
        <translation>ขึ้นทะเบียนคนเหล่านี้…</translation>
    </message>
    <message>
        <source>Choose another hour</source>
        <translation>เลือกเวลาอื่น</translation>
    </message>
</context>
<context>
    <name>ReasonList</name>
    <message>
        <source>Why rows were not booked</source>
        <translation>เหตุผลที่ไม่ได้จอง</translation>
    </message>
</context>
<context>
    <name>RefusedAlike</name>
    <message>
        <source>Rows on their way are finished and looked up first…</source>
        <translation>กำลังรอผลของแถวที่ส่งไปแล้ว และตรวจสอบกับระบบก่อน…</translation>
    </message>
    <message>
        <source>Go on, don&apos;t pause again</source>
        <translation>จองต่อโดยไม่พักอีก</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>หยุด</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) not sent yet</source>
        <translation>
            <numerusform>ยังไม่ได้ส่ง %Ln แถว</numerusform>
        </translation>
    </message>
    <message>
        <source>This sheet lacks what registering needs: title, name and date of birth of each person. Add them to the file and load it again.</source>
        <translation>ไฟล์นี้ไม่มีข้อมูลที่ใช้ขึ้นทะเบียน (คำนำหน้า ชื่อ นามสกุล และวันเกิด) กรุณาเพิ่มในไฟล์แล้วโหลดใหม่</translation>
    </message>
    <message>
        <source>Register these people…</source>
        <translation>ขึ้นทะเบียนคนเหล่านี้…</translation>
    </message>
    <message>
        <source>Choose another hour</source>
        <translation>เลือกเวลาอื่น</translation>
    </message>
    <message>
        <source>Show refused</source>
        <translation>ดูแถวที่ระบบไม่รับจอง</translation>
    </message>
</context>
<context>
    <name>RegisterMany</name>
    <message numerus="yes">
        <source>Register %n person(s) on the target list?</source>
        <translation>
            <numerusform>ขึ้นทะเบียนกลุ่มเป้าหมาย %Ln คน?</numerusform>
        </translation>
    </message>
    <message>
        <source>Everybody is looked up first. Who is on the list already is left as the Ministry knows them.</source>
        <translation>โปรแกรมตรวจสอบทุกคนก่อน ผู้ที่อยู่ในกลุ่มเป้าหมายแล้วจะไม่ถูกแก้ข้อมูล</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) lack something and are left out.</source>
        <translation>
            <numerusform>ข้อมูลไม่ครบ %Ln แถว จึงไม่ส่ง</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Register %n person(s)</source>
        <translation>
            <numerusform>ขึ้นทะเบียน %Ln คน</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RegisterPage</name>
    <message>
        <source>Public relations messages</source>
        <translation>ระบบประชาสัมพันธ์/แจ้งข่าว</translation>
    </message>
    <message>
        <source>Every message in the records. A message goes to both channels of Mor Prom.</source>
        <translation>ข้อความทั้งหมดในบันทึกงาน แต่ละข้อความส่งทั้งสองช่องทางของหมอพร้อม</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>เพิ่ม</translation>
    </message>
    <message>
        <source>Write a new message</source>
        <translation>เขียนข้อความใหม่</translation>
    </message>
    <message>
        <source>Remind…</source>
        <translation>ส่งข้อความเตือน…</translation>
    </message>
    <message>
        <source>A reminder to everybody who is booked tomorrow or on other days</source>
        <translation>ข้อความเตือนถึงทุกคนที่มีนัดพรุ่งนี้หรือวันอื่น</translation>
    </message>
    <message>
        <source>Practice phones</source>
        <translation>โทรศัพท์จำลอง</translation>
    </message>
    <message>
        <source>What made-up citizens received</source>
        <translation>ข้อความที่ประชาชนสมมุติได้รับ</translation>
    </message>
</context>
<context>
    <name>RegisterPerson</name>
    <message>
        <source>Register on the target list</source>
        <translation>ขึ้นทะเบียนกลุ่มเป้าหมาย</translation>
    </message>
    <message>
        <source>Citizen ID: %1</source>
        <translation>เลขประจำตัวประชาชน: %1</translation>
    </message>
    <message>
        <source>choose or type</source>
        <translation>เลือกหรือพิมพ์</translation>
    </message>
    <message>
        <source>By the title</source>
        <translation>ตามคำนำหน้า</translation>
    </message>
    <message>
        <source>Man</source>
        <translation>ชาย</translation>
    </message>
    <message>
        <source>Woman</source>
        <translation>หญิง</translation>
    </message>
    <message>
        <source>day/month/year, such as 31/1/2523</source>
        <translation>วัน/เดือน/ปี เช่น 31/1/2523</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>คำนำหน้า</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>ชื่อ</translation>
    </message>
    <message>
        <source>Surname</source>
        <translation>นามสกุล</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>วันเกิด</translation>
    </message>
    <message>
        <source>Gender</source>
        <translation>เพศ</translation>
    </message>
    <message>
        <source>Mobile phone</source>
        <translation>เบอร์โทรศัพท์</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>ขึ้นทะเบียน</translation>
    </message>
</context>
<context>
    <name>RegisterSheet</name>
    <message>
        <source>Register on the target list…</source>
        <translation>ขึ้นทะเบียนกลุ่มเป้าหมาย…</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>ไว้ก่อน</translation>
    </message>
    <message>
        <source>Whoever of this sheet is not on the target list yet can be registered before booking.</source>
        <translation>ผู้ที่ยังไม่อยู่ในกลุ่มเป้าหมาย ขึ้นทะเบียนจากไฟล์นี้ก่อนจองได้</translation>
    </message>
    <message>
        <source>This sheet lacks what registering needs: title, name and date of birth of each person. Add them to the file and load it again.</source>
        <translation>ไฟล์นี้ไม่มีข้อมูลที่ใช้ขึ้นทะเบียน (คำนำหน้า ชื่อ นามสกุล และวันเกิด) กรุณาเพิ่มในไฟล์แล้วโหลดใหม่</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) were refused because the person is not on the target list.</source>
        <translation>
            <numerusform>ระบบไม่รับจอง %Ln แถว เพราะยังไม่อยู่ในกลุ่มเป้าหมาย</numerusform>
        </translation>
    </message>
    <message>
        <source>Retry failed</source>
        <translation>ส่งแถวที่ไม่สำเร็จอีกครั้ง</translation>
    </message>
    <message>
        <source>Register them from this sheet, then book them.</source>
        <translation>ขึ้นทะเบียนจากไฟล์นี้ก่อน แล้วจึงจอง</translation>
    </message>
    <message>
        <source>Registering on the target list: %1 of %2 people</source>
        <translation>กำลังขึ้นทะเบียนกลุ่มเป้าหมาย: %1 จาก %2 คน</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>หยุด</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>ปิด</translation>
    </message>
</context>
<context>
    <name>Reminding</name>
    <message>
        <source>Leave the message that is half written?</source>
        <translation>ทิ้งข้อความที่เขียนค้างไว้?</translation>
    </message>
    <message>
        <source>The reminder takes its place. Nothing of the half-written message is kept.</source>
        <translation>ข้อความเตือนจะมาแทนที่ ข้อความที่เขียนค้างไว้จะไม่ถูกเก็บ</translation>
    </message>
    <message>
        <source>Write the reminder</source>
        <translation>เขียนข้อความเตือน</translation>
    </message>
    <message>
        <source>Remind them, too</source>
        <translation>เตือนคนเหล่านี้ด้วย</translation>
    </message>
    <message>
        <source>Who is to be rung up…</source>
        <translation>ดูผู้ที่ต้องโทรแจ้ง…</translation>
    </message>
</context>
<context>
    <name>Result</name>
    <message numerus="yes">
        <source>%n person(s) booked.</source>
        <translation>
            <numerusform>จองสำเร็จ %Ln คน</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (%2 appointments)</source>
        <translation>%1 (%2 นัด)</translation>
    </message>
    <message numerus="yes">
        <source>%n not cancelled: the appointment still stands.</source>
        <translation>
            <numerusform>ยังไม่ได้ยกเลิก %Ln แถว นัดยังอยู่</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without an appointment now.</source>
        <translation>
            <numerusform>ไม่มีนัดหมายแล้ว %Ln คน</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n appointment(s) cancelled.</source>
        <translation>
            <numerusform>ยกเลิกนัดแล้ว %Ln แถว</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cancelled or moved before, left out.</source>
        <translation>
            <numerusform>ยกเลิกหรือเลื่อนไปก่อนแล้ว จึงไม่จองอีก %Ln แถว</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n moved.</source>
        <translation>
            <numerusform>เลื่อนนัดแล้ว %Ln แถว</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n booked already, skipped.</source>
        <translation>
            <numerusform>จองไว้แล้ว ข้าม %Ln แถว</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n held back, nothing sent.</source>
        <translation>
            <numerusform>โปรแกรมไม่ส่ง %Ln แถว</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused.</source>
        <translation>
            <numerusform>ระบบไม่รับจอง %Ln แถว</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in doubt.</source>
        <translation>
            <numerusform>ไม่ทราบผล %Ln แถว</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with problems, left out.</source>
        <translation>
            <numerusform>ข้อมูลไม่ถูกต้อง ไม่ได้ส่ง %Ln แถว</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n still to be moved.</source>
        <translation>
            <numerusform>ยังเลื่อนไม่เสร็จ %Ln แถว</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not sent yet.</source>
        <translation>
            <numerusform>ยังไม่ส่ง %Ln แถว</numerusform>
        </translation>
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
        <source>Take this row in again</source>
        <translation>นำแถวนี้กลับมาจอง</translation>
    </message>
    <message>
        <source>Leave this row out</source>
        <translation>ไม่จองแถวนี้</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>ผลที่ได้</translation>
    </message>
    <message>
        <source>Look at both appointments</source>
        <translation>ดูทั้งสองนัด</translation>
    </message>
    <message>
        <source>Move to the new hour</source>
        <translation>เลื่อนมาเวลาใหม่</translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation>คงนัดเดิมไว้</translation>
    </message>
    <message>
        <source>When</source>
        <translation>เมื่อ</translation>
    </message>
    <message>
        <source>Slot number</source>
        <translation>เลขที่นัด</translation>
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
</context>
<context>
    <name>Rows</name>
    <message>
        <source>Rows of the sheet</source>
        <translation>แถวในไฟล์</translation>
    </message>
</context>
<context>
    <name>RunBar</name>
    <message>
        <source>Stopping: rows on their way are finished…</source>
        <translation>กำลังหยุด รอผลของแถวที่ส่งไปแล้ว…</translation>
    </message>
    <message>
        <source>Pausing: rows on their way are finished…</source>
        <translation>กำลังพัก รอผลของแถวที่ส่งไปแล้ว…</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>รออยู่</translation>
    </message>
    <message>
        <source>Checking existing appointments and free seats on the server…</source>
        <translation>กำลังตรวจสอบนัดเดิมและที่ว่างในระบบ…</translation>
    </message>
    <message>
        <source>Reading and checking the sheet…</source>
        <translation>กำลังอ่านและตรวจไฟล์…</translation>
    </message>
    <message>
        <source>Looking up who is booked already…</source>
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
        <source>Making sure that they are cancelled…</source>
        <translation>กำลังตรวจสอบว่ายกเลิกแล้วจริง…</translation>
    </message>
    <message>
        <source>Moving to the sheet&apos;s hour</source>
        <translation>กำลังเลื่อนไปเวลาในไฟล์</translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <translation>%1 จาก %2 แถว</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 จาก %2</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>ยกเลิก</translation>
    </message>
    <message>
        <source>Stop asking; nothing has been sent</source>
        <translation>หยุดตรวจสอบ ยังไม่มีการส่งใด ๆ</translation>
    </message>
    <message>
        <source>Stop reading the file</source>
        <translation>หยุดอ่านไฟล์</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>ทำต่อ</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>พักชั่วคราว</translation>
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
            <numerusform>เหลือประมาณ %Ln นาที</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s) left</source>
        <translation>
            <numerusform>เหลือประมาณ %Ln ชั่วโมง</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SameDay</name>
    <message numerus="yes">
        <source>%n person(s) have another hour that day already and were not booked: %1</source>
        <translation>
            <numerusform>%Ln คนมีนัดเวลาอื่นในวันเดียวกันอยู่แล้ว จึงยังไม่จอง: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) have two appointments on one day: keep one, cancel the other.</source>
        <translation>
            <numerusform>%Ln คนมีสองนัดในวันเดียวกัน เก็บไว้นัดเดียว แล้วยกเลิกอีกนัด</numerusform>
        </translation>
    </message>
    <message>
        <source>Look at both first: %1</source>
        <translation>ดูทั้งสองนัดก่อน: %1</translation>
    </message>
    <message>
        <source>Look at row %1</source>
        <translation>ดูแถว %1</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) have two seats: another computer?</source>
        <translation>
            <numerusform>%Ln คนได้ที่ซ้ำสองที่ อาจมีเครื่องอื่นจองด้วย</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move these %n to the new hour</source>
        <translation>
            <numerusform>เลื่อน %Ln คนนี้มาเวลาใหม่</numerusform>
        </translation>
    </message>
    <message>
        <source>Leave as they are</source>
        <translation>คงนัดเดิมไว้</translation>
    </message>
    <message>
        <source>Leave both</source>
        <translation>คงไว้ทั้งสองนัด</translation>
    </message>
    <message numerus="yes">
        <source>Cancel %n booked from here</source>
        <translation>
            <numerusform>ยกเลิกนัดที่จองจากที่นี่ %Ln คน</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel the extra seats of this batch</source>
        <translation>ยกเลิกการจองที่เกินมาของงานนี้</translation>
    </message>
    <message numerus="yes">
        <source>Move %n person(s) to the sheet&apos;s hour?</source>
        <translation>
            <numerusform>เลื่อนนัด %Ln คนมาเวลาในไฟล์?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) can&apos;t be moved and stay where they are:</source>
        <translation>
            <numerusform>เลื่อนไม่ได้ %Ln คน และจะคงเวลาเดิมไว้:</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>ปิด</translation>
    </message>
    <message numerus="yes">
        <source>%n of them were not taken at this hour before; it would be tried once more:</source>
        <translation>
            <numerusform>%Ln คนในนี้ ระบบไม่รับเวลาใหม่นี้มาก่อนแล้ว จะลองอีกครั้ง:</numerusform>
        </translation>
    </message>
    <message>
        <source>Each of them gets messages at once. They can&apos;t be taken back.</source>
        <translation>ระบบส่งข้อความถึงทุกคนทันที และเรียกคืนไม่ได้</translation>
    </message>
    <message numerus="yes">
        <source>Move %n person(s)</source>
        <translation>
            <numerusform>เลื่อนนัด %Ln คน</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel what this batch booked for %n person(s)?</source>
        <translation>
            <numerusform>ยกเลิกนัดที่จองจากงานชุดนี้ %Ln คน?</numerusform>
        </translation>
    </message>
    <message>
        <source>They keep their other appointment of that day. Whose other one is gone keeps the one booked here.</source>
        <translation>คนเหล่านี้ยังมีนัดอีกเวลาของวันนั้น ผู้ที่นัดนั้นไม่อยู่แล้วจะไม่ถูกยกเลิก</translation>
    </message>
    <message>
        <source>It can&apos;t be taken back.</source>
        <translation>ทำแล้วเรียกคืนไม่ได้</translation>
    </message>
    <message numerus="yes">
        <source>Cancel %n appointment(s)</source>
        <translation>
            <numerusform>ยกเลิก %Ln นัด</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SameQuestion</name>
    <message numerus="yes">
        <source>The same for %n row(s)</source>
        <translation>
            <numerusform>ใช้ค่าเดียวกัน %Ln แถว</numerusform>
        </translation>
    </message>
    <message>
        <source>A value for this row</source>
        <translation>ใส่ค่าในแถวนี้</translation>
    </message>
    <message>
        <source>What they share</source>
        <translation>ข้อมูลที่ใช้ร่วมกัน</translation>
    </message>
    <message>
        <source>It is a fix of each row: it can be undone, and the file stays.</source>
        <translation>เป็นการแก้ไขของแต่ละแถว เลิกทำได้ และไฟล์เดิมไม่เปลี่ยนแปลง</translation>
    </message>
    <message>
        <source>The timetable has no hours on the days of these rows. Make them first under Timetable.</source>
        <translation>วันของแถวเหล่านี้ยังไม่มีช่วงเวลาในตาราง กรุณาสร้างในหน้า “ตารางเวลา” ก่อน</translation>
    </message>
    <message>
        <source>The hours that the timetable has on the days of these rows.</source>
        <translation>ช่วงเวลาที่มีในตารางของวันในแถวเหล่านี้</translation>
    </message>
    <message>
        <source>Put %1 into these rows</source>
        <translation>ใส่ %1 ในแถวเหล่านี้</translation>
    </message>
    <message>
        <source>Put %1 into this row</source>
        <translation>ใส่ %1 ในแถวนี้</translation>
    </message>
    <message>
        <source>Put it into these rows</source>
        <translation>ใส่ค่าในแถวเหล่านี้</translation>
    </message>
    <message>
        <source>Put it into this row</source>
        <translation>ใส่ค่าในแถวนี้</translation>
    </message>
</context>
<context>
    <name>SameValue</name>
    <message>
        <source>Choose…</source>
        <translation>เลือก…</translation>
    </message>
    <message>
        <source>%1, the same for all rows</source>
        <translation>%1 ค่าเดียวกันทุกแถว</translation>
    </message>
</context>
<context>
    <name>ScheduleScreen</name>
    <message>
        <source>Vaccination timetable</source>
        <translation>ตารางเวลารับผู้ป่วยฉีดวัคซีน</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>วันนี้</translation>
    </message>
    <message>
        <source>Load again</source>
        <translation>โหลดใหม่</translation>
    </message>
    <message>
        <source>Timetable from template…</source>
        <translation>กำหนดตารางจาก Template…</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>เพิ่ม…</translation>
    </message>
    <message>
        <source>Add slots on one day by hand</source>
        <translation>เพิ่มช่วงเวลารายวันแบบกำหนดเอง</translation>
    </message>
    <message>
        <source>Sign in to see the timetable.</source>
        <translation>เข้าสู่ระบบก่อนจึงจะเห็นตารางเวลา</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>กำลังโหลด…</translation>
    </message>
    <message>
        <source>This month: %1 free, %2 booked</source>
        <translation>เดือนนี้: ว่าง %1 จองแล้ว %2</translation>
    </message>
</context>
<context>
    <name>SeatCard</name>
    <message>
        <source>No slots on this day.</source>
        <translation>วันที่เลือกยังไม่มีช่วงเวลา</translation>
    </message>
</context>
<context>
    <name>Seats</name>
    <message>
        <source>free</source>
        <translation>ว่าง</translation>
    </message>
    <message>
        <source>the citizen</source>
        <translation>ประชาชน</translation>
    </message>
    <message>
        <source>the facility</source>
        <translation>หน่วยบริการ</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>ลำดับ</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>ชื่อ-สกุล</translation>
    </message>
    <message>
        <source>Citizen ID</source>
        <translation>เลขประจำตัวประชาชน</translation>
    </message>
    <message>
        <source>Booked by</source>
        <translation>ผู้จอง</translation>
    </message>
    <message>
        <source>Seats of the hour</source>
        <translation>ลำดับของช่วงเวลา</translation>
    </message>
</context>
<context>
    <name>SeriesSummary</name>
    <message>
        <source>Sheet</source>
        <translation>ไฟล์หรือแผ่นงาน</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>จำนวนแถว</translation>
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
        <source>Held back</source>
        <translation>โปรแกรมไม่ส่ง</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>ระบบไม่รับจอง</translation>
    </message>
    <message>
        <source>In doubt</source>
        <translation>ไม่ทราบผล</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>ยังไม่ส่ง</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>ข้อมูลไม่ถูกต้อง</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>กันไว้ไม่จอง</translation>
    </message>
    <message>
        <source>Summary of all sheets</source>
        <translation>สรุปผลทุกไฟล์และแผ่นงาน</translation>
    </message>
    <message>
        <source>All together</source>
        <translation>รวมทั้งหมด</translation>
    </message>
    <message>
        <source>Each sheet is a batch of its own in the history: there it is continued, exported or undone.</source>
        <translation>แต่ละไฟล์หรือแผ่นงานเป็นงานหนึ่งชุดในหน้าประวัติ ซึ่งทำต่อ ส่งออก หรือยกเลิกได้</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>บันทึก…</translation>
    </message>
    <message>
        <source>As Excel or CSV</source>
        <translation>เป็น Excel หรือ CSV</translation>
    </message>
    <message>
        <source>Open this sheet again</source>
        <translation>เปิดไฟล์นี้อีกครั้ง</translation>
    </message>
    <message>
        <source>Its rows with why; who is booked is skipped by Start</source>
        <translation>ทุกแถวพร้อมเหตุผล ผู้ที่จองแล้วจะถูกข้ามเมื่อกด Start</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>ปิด</translation>
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
        <source>Takes effect at the next sign-in.</source>
        <translation>มีผลเมื่อเข้าสู่ระบบครั้งถัดไป</translation>
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
        <source>Change…</source>
        <translation>เปลี่ยน…</translation>
    </message>
    <message>
        <source>Change the server&apos;s address</source>
        <translation>เปลี่ยนที่อยู่ระบบ</translation>
    </message>
    <message>
        <source>Ministry&apos;s address</source>
        <translation>ที่อยู่ของกระทรวง</translation>
    </message>
    <message>
        <source>Go back to the Ministry&apos;s address</source>
        <translation>กลับไปใช้ที่อยู่ของกระทรวง</translation>
    </message>
    <message>
        <source>None: the certificates of Windows are enough</source>
        <translation>ไม่ใช้: ใบรับรองของ Windows เพียงพอ</translation>
    </message>
    <message>
        <source>Choose a certificate file</source>
        <translation>เลือกไฟล์ใบรับรอง</translation>
    </message>
    <message>
        <source>None: Windows keeps the key</source>
        <translation>ไม่ใช้: Windows เก็บกุญแจให้</translation>
    </message>
    <message>
        <source>Choose or make a key file</source>
        <translation>เลือกหรือสร้างไฟล์กุญแจ</translation>
    </message>
    <message>
        <source>Save settings to a file…</source>
        <translation>บันทึกการตั้งค่าเป็นไฟล์…</translation>
    </message>
    <message>
        <source>Take settings from a file…</source>
        <translation>ใช้การตั้งค่าจากไฟล์…</translation>
    </message>
    <message>
        <source>Save support file…</source>
        <translation>บันทึกไฟล์ช่วยเหลือ…</translation>
    </message>
    <message>
        <source>Look and sound</source>
        <translation>การแสดงผลและเสียง</translation>
    </message>
    <message>
        <source>Booking</source>
        <translation>การจอง</translation>
    </message>
    <message>
        <source>Connection, for the IT person</source>
        <translation>การเชื่อมต่อ (สำหรับผู้ดูแลระบบ)</translation>
    </message>
    <message>
        <source>Look once a day</source>
        <translation>ตรวจวันละครั้ง</translation>
    </message>
    <message>
        <source>Newer version</source>
        <translation>รุ่นใหม่</translation>
    </message>
    <message>
        <source>One small signed file is read and told of. Nothing is ever installed by itself.</source>
        <translation>อ่านไฟล์เล็กที่ลงลายเซ็นไว้ไฟล์เดียวแล้วแจ้งให้ทราบ โปรแกรมไม่ติดตั้งสิ่งใดเอง</translation>
    </message>
    <message>
        <source>Where the hospital keeps a copy of that file. Empty: the program&apos;s own release page.</source>
        <translation>ที่เก็บสำเนาของไฟล์นั้นในโรงพยาบาล เว้นว่าง: หน้าเผยแพร่ของโปรแกรม</translation>
    </message>
    <message>
        <source>The file holds these settings alone: no username, no password, no names of files.</source>
        <translation>ในไฟล์มีเฉพาะการตั้งค่าเหล่านี้ ไม่มีชื่อผู้ใช้ รหัสผ่าน หรือชื่อไฟล์</translation>
    </message>
    <message>
        <source>When something does not work</source>
        <translation>เมื่อโปรแกรมมีปัญหา</translation>
    </message>
    <message>
        <source>The support file holds the program&apos;s log and these settings: no citizen IDs, no passwords.</source>
        <translation>ไฟล์ช่วยเหลือมีบันทึกการทำงานและการตั้งค่าเหล่านี้ ไม่มีเลขประจำตัวประชาชนและรหัสผ่าน</translation>
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
        <source>The settings are saved: %1</source>
        <translation>บันทึกการตั้งค่าแล้ว: %1</translation>
    </message>
    <message>
        <source>The settings are taken from %1</source>
        <translation>ใช้การตั้งค่าจาก %1 แล้ว</translation>
    </message>
    <message>
        <source>Clear personal data…</source>
        <translation>ล้างข้อมูลส่วนบุคคล…</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>ขนาดตัวอักษร</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>ระบบ</translation>
    </message>
    <message>
        <source>Certificate file</source>
        <translation>ไฟล์ใบรับรอง</translation>
    </message>
    <message>
        <source>Where the hospital&apos;s network opens secure connections to check them.</source>
        <translation>ใช้เมื่อเครือข่ายของโรงพยาบาลตรวจการเชื่อมต่อที่เข้ารหัส</translation>
    </message>
    <message>
        <source>Key file</source>
        <translation>ไฟล์กุญแจ</translation>
    </message>
    <message>
        <source>For a computer with no safe place for keys. Whoever has it can read the records.</source>
        <translation>สำหรับเครื่องที่ไม่มีที่เก็บรหัสที่ปลอดภัย ผู้ที่มีไฟล์นี้อ่านบันทึกได้</translation>
    </message>
    <message>
        <source>Address for news</source>
        <translation>ที่อยู่แจ้งรุ่นใหม่</translation>
    </message>
    <message>
        <source>The same on every computer</source>
        <translation>ใช้การตั้งค่าเดียวกันทุกเครื่อง</translation>
    </message>
    <message>
        <source>This address can&apos;t be used. It begins with https:// and names a computer.</source>
        <translation>ที่อยู่นี้ใช้ไม่ได้ ต้องขึ้นต้นด้วย https:// ตามด้วยชื่อเครื่อง</translation>
    </message>
    <message>
        <source>Personal data is cleared.</source>
        <translation>ล้างข้อมูลส่วนบุคคลแล้ว</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>practice-sheet.xlsx</source>
        <translation>รายชื่อฝึกหัด.xlsx</translation>
    </message>
</context>
<context>
    <name>SheetFiles</name>
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
        <source>Save problem rows</source>
        <translation>บันทึกแถวที่ข้อมูลไม่ถูกต้อง</translation>
    </message>
    <message>
        <source>-to-mend.xlsx</source>
        <translation>-แถวที่ต้องแก้ไข.xlsx</translation>
    </message>
    <message>
        <source>Appointments</source>
        <translation>นัดหมาย</translation>
    </message>
    <message>
        <source>Open the pasted rows in place of “%1”?</source>
        <translation>เปิดแถวที่วางแทน “%1”?</translation>
    </message>
    <message>
        <source>To put copied cells into this sheet, choose where they go and press Ctrl+V.</source>
        <translation>หากต้องการใส่ข้อมูลที่คัดลอกลงในตารางนี้ ให้เลือกช่องแล้วกด Ctrl+V</translation>
    </message>
    <message>
        <source>Open the pasted rows</source>
        <translation>เปิดแถวที่วาง</translation>
    </message>
    <message>
        <source>Pasted rows</source>
        <translation>แถวที่วางจาก Excel</translation>
    </message>
</context>
<context>
    <name>SheetLine</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%Ln แถว</numerusform>
        </translation>
    </message>
    <message>
        <source>hidden sheet</source>
        <translation>แผ่นงานที่ซ่อน</translation>
    </message>
    <message numerus="yes">
        <source>%n also on another sheet</source>
        <translation>
            <numerusform>อยู่ในแผ่นงานอื่นด้วย %Ln คน</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SheetQuestion</name>
    <message>
        <source>Which sheet of “%1”?</source>
        <translation>ใช้แผ่นงานใดของ “%1”?</translation>
    </message>
    <message>
        <source>Sheets of the file</source>
        <translation>แผ่นงานในไฟล์</translation>
    </message>
    <message>
        <source>The same people stand on more than one of these sheets. Choose the one that counts.</source>
        <translation>คนเดียวกันอยู่ในแผ่นงานมากกว่าหนึ่งแผ่น กรุณาเลือกแผ่นงานที่ใช้จริง</translation>
    </message>
    <message>
        <source>Its first rows</source>
        <translation>แถวแรก ๆ ของแผ่นงานนี้</translation>
    </message>
    <message>
        <source>Use this sheet</source>
        <translation>ใช้แผ่นงานนี้</translation>
    </message>
    <message>
        <source>All %1 sheets, one after the other</source>
        <translation>ทั้ง %1 แผ่นงาน ทีละแผ่น</translation>
    </message>
</context>
<context>
    <name>SheetQuestions</name>
    <message>
        <source>Go on without them</source>
        <translation>ไปต่อโดยไม่เก็บ</translation>
    </message>
</context>
<context>
    <name>ShuttingDown</name>
    <message>
        <source>Booking appointments, %1 rows left</source>
        <translation>กำลังจองนัดหมาย เหลือ %1 แถว</translation>
    </message>
    <message>
        <source>A change is on its way to the server</source>
        <translation>กำลังส่งรายการไปยังระบบ</translation>
    </message>
</context>
<context>
    <name>SignOutFirst</name>
    <message>
        <source>Sign out first?</source>
        <translation>ออกจากระบบก่อน?</translation>
    </message>
    <message>
        <source>Where the records are kept changes only while nobody is signed in. Signed in now: %1</source>
        <translation>เปลี่ยนที่เก็บบันทึกงานได้เมื่อไม่มีใครเข้าสู่ระบบอยู่ ขณะนี้เข้าสู่ระบบโดย %1</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>ออกจากระบบ</translation>
    </message>
</context>
<context>
    <name>SigningIn</name>
    <message>
        <source>Choose or make a key file</source>
        <translation>เลือกหรือสร้างไฟล์กุญแจ</translation>
    </message>
</context>
<context>
    <name>SiteBox</name>
    <message>
        <source>Facility or field site</source>
        <translation>หน่วยบริการหรือหน่วยฉีดนอกสถานที่</translation>
    </message>
</context>
<context>
    <name>Standing</name>
    <message>
        <source>There is nothing to do again.</source>
        <translation>ไม่มีสิ่งที่จะทำซ้ำ</translation>
    </message>
    <message>
        <source>There is nothing to undo: what is booked is no fix.</source>
        <translation>ไม่มีสิ่งที่จะเลิกทำ: การจองไม่ใช่การแก้ไข</translation>
    </message>
    <message>
        <source>To cancel one appointment: Person, search the ID. To cancel all of them: History, this batch, Undo batch.</source>
        <translation>ยกเลิกนัดหนึ่งคน: หน้ารายบุคคล ค้นหาด้วยเลขประจำตัว  ยกเลิกทั้งชุด: หน้าประวัติ เลือกงานนี้ แล้วกด “ยกเลิกนัดทั้งชุด…”</translation>
    </message>
    <message>
        <source>Change the columns</source>
        <translation>เปลี่ยนคอลัมน์</translation>
    </message>
    <message>
        <source>Columns, and a value for all rows that was said when the file was opened, are changed here.</source>
        <translation>คอลัมน์ และค่าเดียวกันทุกแถวที่ตอบไว้ตอนเปิดไฟล์ เปลี่ยนได้ที่นี่</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>ไม่มีสิ่งที่จะเลิกทำ</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) are ready to book.</source>
        <translation>
            <numerusform>พร้อมจอง %Ln แถว</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) are booked already, say the records.</source>
        <translation>
            <numerusform>จองไว้แล้ว %Ln แถว ตามบันทึกงาน</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>เลิกทำ</translation>
    </message>
    <message numerus="yes">
        <source>%n of them the server refused before: fix them, or Start sends them as they are.</source>
        <translation>
            <numerusform>มี %Ln แถวที่ระบบเคยไม่รับจอง กรุณาแก้ไขก่อน หากกด Start ตอนนี้จะส่งข้อมูลเดิม</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is left to book. Next: Save result.</source>
        <translation>ไม่เหลือแถวที่ต้องจอง ขั้นต่อไป: กด “บันทึกผล”</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) have problems and are left out until they are fixed.</source>
        <translation>
            <numerusform>อีก %Ln แถวข้อมูลไม่ถูกต้อง จะยังไม่ส่งจนกว่าจะแก้ไข</numerusform>
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
        <source>Next: Start (Ctrl+Enter).</source>
        <translation>ขั้นต่อไป: กด Start (Ctrl+Enter)</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Problem</source>
        <translation>ข้อมูลไม่ถูกต้อง</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>ไม่รวมในการจอง</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>กันไว้ไม่จอง</translation>
    </message>
    <message>
        <source>Another hour</source>
        <translation>มีนัดเวลาอื่น</translation>
    </message>
    <message>
        <source>Booked before</source>
        <translation>จองไว้แล้ว</translation>
    </message>
    <message>
        <source>Given up</source>
        <translation>เคยยกเลิก/เลื่อน</translation>
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
        <translation>ระบบไม่รับจอง</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>ข้าม</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>เลื่อนนัดแล้ว</translation>
    </message>
    <message>
        <source>Held back</source>
        <translation>โปรแกรมไม่ส่ง</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>ยังไม่ส่ง</translation>
    </message>
    <message>
        <source>Not moved yet</source>
        <translation>ยังเลื่อนไม่เสร็จ</translation>
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
    <name>Stays</name>
    <message>
        <source>“%1” stays open.</source>
        <translation>“%1” ยังเปิดอยู่</translation>
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
        <source>Cancel appointments</source>
        <translation>ยกเลิกนัด</translation>
    </message>
    <message>
        <source>Move appointments</source>
        <translation>เลื่อนนัด</translation>
    </message>
    <message>
        <source>Step %1 of 4: %2</source>
        <translation>ขั้นที่ %1 จาก 4: %2</translation>
    </message>
</context>
<context>
    <name>StoryPage</name>
    <message>
        <source>The server&apos;s words</source>
        <translation>ข้อความจากระบบ</translation>
    </message>
    <message>
        <source>The help&apos;s page about this problem</source>
        <translation>หน้าช่วยเหลือเรื่องปัญหานี้</translation>
    </message>
    <message>
        <source>How to fix</source>
        <translation>ดูวิธีแก้</translation>
    </message>
    <message>
        <source>What was sent</source>
        <translation>สิ่งที่ส่งไป</translation>
    </message>
    <message>
        <source>The new hour was booked and the old appointment cancelled, by a move of its own.</source>
        <translation>จองเวลาใหม่และยกเลิกนัดเดิมแล้ว โดยการเลื่อนนัดของคนนี้</translation>
    </message>
    <message>
        <source>Nothing was sent for this row.</source>
        <translation>ไม่ได้ส่งข้อมูลของแถวนี้</translation>
    </message>
    <message>
        <source>Appointment of %1 for %2, dose %3</source>
        <translation>นัดหมายของ %1 วัน %2 เข็มที่ %3</translation>
    </message>
    <message>
        <source>To</source>
        <translation>ส่งถึง</translation>
    </message>
    <message>
        <source>When</source>
        <translation>เมื่อ</translation>
    </message>
    <message>
        <source>Times sent</source>
        <translation>จำนวนครั้งที่ส่ง</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>ตรวจยืนยัน</translation>
    </message>
    <message>
        <source>seen in the server&apos;s schedule</source>
        <translation>พบในตารางนัดของระบบแล้ว</translation>
    </message>
    <message>
        <source>How the row was understood</source>
        <translation>โปรแกรมเข้าใจว่า</translation>
    </message>
    <message>
        <source>What you fixed</source>
        <translation>สิ่งที่แก้ไข</translation>
    </message>
    <message>
        <source>What stands in the file</source>
        <translation>ข้อมูลในไฟล์</translation>
    </message>
</context>
<context>
    <name>SumWords</name>
    <message numerus="yes">
        <source>%n booked.</source>
        <translation>
            <numerusform>จองแล้ว %Ln แถว</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n booked already, skipped.</source>
        <translation>
            <numerusform>จองไว้แล้ว ข้าม %Ln แถว</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n held back, nothing sent.</source>
        <translation>
            <numerusform>โปรแกรมไม่ส่ง %Ln แถว</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused.</source>
        <translation>
            <numerusform>ระบบไม่รับจอง %Ln แถว</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in doubt.</source>
        <translation>
            <numerusform>ไม่ทราบผล %Ln แถว</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not sent yet.</source>
        <translation>
            <numerusform>ยังไม่ส่ง %Ln แถว</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with problems, left out.</source>
        <translation>
            <numerusform>ข้อมูลไม่ถูกต้อง ไม่ได้ส่ง %Ln แถว</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n set aside or left out.</source>
        <translation>
            <numerusform>กันไว้หรือไม่รวมในการจอง %Ln แถว</numerusform>
        </translation>
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
    <name>Summing</name>
    <message>
        <source>booking-summary.xlsx</source>
        <translation>สรุปผลการจอง.xlsx</translation>
    </message>
    <message>
        <source>Save the summary</source>
        <translation>บันทึกสรุปผล</translation>
    </message>
</context>
<context>
    <name>Support</name>
    <message>
        <source>Save support file</source>
        <translation>บันทึกไฟล์ช่วยเหลือ</translation>
    </message>
</context>
<context>
    <name>Taken</name>
    <message>
        <source>%1: %2 in all rows</source>
        <translation>%1: %2 ทุกแถว</translation>
    </message>
    <message>
        <source>%1: %2 in %3 rows</source>
        <translation>%1: %2 ใน %3 แถว</translation>
    </message>
    <message>
        <source>The sheet has no column for the dose. A booking itself carries none.</source>
        <translation>ไฟล์นี้ไม่มีคอลัมน์เข็มที่ และการจองเองไม่ส่งเลขเข็ม</translation>
    </message>
    <message>
        <source>%1: no column, taken as 1</source>
        <translation>%1: ไม่มีคอลัมน์ ถือเป็นเข็ม 1</translation>
    </message>
    <message>
        <source>%1: none</source>
        <translation>%1: ไม่มี</translation>
    </message>
    <message>
        <source>no heading</source>
        <translation>ไม่มีหัวตาราง</translation>
    </message>
    <message>
        <source>%1 is read from column %2 “%3”. Press to choose another column.</source>
        <translation>อ่าน%1จากคอลัมน์ %2 “%3” กดเพื่อเลือกคอลัมน์อื่น</translation>
    </message>
    <message>
        <source>%1 is joined from the columns %2. Press to choose one column instead.</source>
        <translation>%1 รวมจากคอลัมน์ %2 กดเพื่อเลือกคอลัมน์เดียวแทน</translation>
    </message>
    <message>
        <source>No column</source>
        <translation>ไม่มีคอลัมน์</translation>
    </message>
    <message>
        <source>The same for all rows…</source>
        <translation>ค่าเดียวกันทุกแถว…</translation>
    </message>
    <message>
        <source>Distribute over free hours…</source>
        <translation>จัดลงช่วงเวลาว่าง…</translation>
    </message>
</context>
<context>
    <name>Taking</name>
    <message>
        <source>Practice</source>
        <translation>ฝึกหัด</translation>
    </message>
    <message>
        <source>appointments-%1.pdf</source>
        <translation>รายชื่อ-%1.pdf</translation>
    </message>
    <message>
        <source>Save the list</source>
        <translation>บันทึกรายชื่อ</translation>
    </message>
</context>
<context>
    <name>TemplateBox</name>
    <message>
        <source>Choose a template</source>
        <translation>เลือก Template</translation>
    </message>
    <message>
        <source>Keep as…</source>
        <translation>เก็บเป็น…</translation>
    </message>
    <message>
        <source>Keep these hours as a template of your own</source>
        <translation>เก็บช่วงเวลานี้เป็น Template</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>ลบ</translation>
    </message>
    <message>
        <source>Remove this template of yours</source>
        <translation>ลบ Template รายการนี้</translation>
    </message>
    <message>
        <source>One slot an hour</source>
        <translation>แบ่งเป็นรายชั่วโมง</translation>
    </message>
    <message>
        <source>Open to booking from the MOPH-IC API</source>
        <translation>เปิดให้จองจาก MOPH-IC API</translation>
    </message>
    <message>
        <source>Confirm the slot booking (citizens can&apos;t change it)</source>
        <translation>ยืนยันการจอง Slot (ประชาชนเปลี่ยนแปลงไม่ได้)</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>รูปแบบ Template</translation>
    </message>
    <message>
        <source>Hours and seats</source>
        <translation>ช่วงเวลาและจำนวนที่</translation>
    </message>
</context>
<context>
    <name>TemplateName</name>
    <message>
        <source>Keep as a template</source>
        <translation>เก็บเป็น Template</translation>
    </message>
    <message>
        <source>Name of the template</source>
        <translation>ชื่อ Template</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>เก็บ</translation>
    </message>
</context>
<context>
    <name>TextPanel</name>
    <message>
        <source>Subject</source>
        <translation>หัวเรื่อง</translation>
    </message>
    <message>
        <source>URL for people to press (if any)</source>
        <translation>URL ที่ต้องการให้ประชาชนคลิก (ถ้ามี)</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>ข้อความ</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>ช่องทางการส่ง</translation>
    </message>
    <message>
        <source>+ name</source>
        <translation>+ ชื่อ</translation>
    </message>
    <message>
        <source>Each person&apos;s name; every different text costs a call of its own</source>
        <translation>ชื่อของแต่ละคน ข้อความที่ต่างกันต้องส่งแยกครั้ง</translation>
    </message>
    <message>
        <source>+ date</source>
        <translation>+ วันที่</translation>
    </message>
    <message>
        <source>The day of each person&apos;s appointment</source>
        <translation>วันนัดของแต่ละคน</translation>
    </message>
    <message>
        <source>+ time</source>
        <translation>+ เวลา</translation>
    </message>
    <message>
        <source>The hour of each person&apos;s appointment</source>
        <translation>เวลานัดของแต่ละคน</translation>
    </message>
    <message>
        <source>+ place</source>
        <translation>+ สถานที่</translation>
    </message>
    <message>
        <source>The facility, or the field site, of each person&apos;s appointment</source>
        <translation>หน่วยบริการหรือหน่วยฉีดนอกสถานที่ของนัดแต่ละคน</translation>
    </message>
    <message>
        <source>Mor Prom application</source>
        <translation>หมอพร้อม Application</translation>
    </message>
</context>
<context>
    <name>ToCome</name>
    <message>
        <source>Still to be booked: %1</source>
        <translation>ยังเหลือที่ต้องจอง: %1</translation>
    </message>
    <message>
        <source>%1 (%2 people)</source>
        <translation>%1 (%2 คน)</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Switch the language</source>
        <translation>เปลี่ยนภาษา</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>ออกจากระบบ</translation>
    </message>
    <message numerus="yes">
        <source>Office: %n computer(s)</source>
        <translation>
            <numerusform>บันทึกร่วม: %Ln เครื่อง</numerusform>
        </translation>
    </message>
    <message>
        <source>Computers that keep their records together:</source>
        <translation>เครื่องที่เก็บบันทึกงานร่วมกัน:</translation>
    </message>
    <message>
        <source>%1 (this computer)</source>
        <translation>%1 (เครื่องนี้)</translation>
    </message>
    <message>
        <source>%1, connected now</source>
        <translation>%1 เชื่อมต่ออยู่</translation>
    </message>
    <message>
        <source>%1, last connected %2</source>
        <translation>%1 เชื่อมต่อล่าสุด %2</translation>
    </message>
    <message>
        <source>Office: no connection</source>
        <translation>บันทึกร่วม: ขาดการติดต่อ</translation>
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
    <name>Tour</name>
    <message>
        <source>Done</source>
        <translation>เสร็จสิ้น</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>ถัดไป</translation>
    </message>
    <message>
        <source>Leave the tour</source>
        <translation>ปิดคำแนะนำ</translation>
    </message>
    <message>
        <source>This is practice mode</source>
        <translation>นี่คือโหมดฝึกหัด</translation>
    </message>
    <message>
        <source>While this striped line stands here, people are made up and nobody is messaged. Try anything.</source>
        <translation>เมื่อเห็นแถบลายนี้ รายชื่อทั้งหมดเป็นชื่อสมมุติ และไม่มีข้อความส่งถึงใคร ลองได้ทุกอย่าง</translation>
    </message>
    <message>
        <source>Four steps, always in sight</source>
        <translation>สี่ขั้นตอน เห็นได้ตลอด</translation>
    </message>
    <message>
        <source>Sign in, load the sheet, check, book. You are at the third: a sheet of 60 made-up people is loaded.</source>
        <translation>เข้าสู่ระบบ โหลดไฟล์ ตรวจสอบ จอง ตอนนี้อยู่ขั้นที่สาม: โหลดไฟล์รายชื่อสมมุติ 60 คนแล้ว</translation>
    </message>
    <message>
        <source>Every row is checked first</source>
        <translation>ทุกแถวถูกตรวจก่อน</translation>
    </message>
    <message>
        <source>The coloured word says how each row stands. Choose a row, then the tab “Row” at the right (F4), to read all about it.</source>
        <translation>คำที่มีสีบอกสถานะของแต่ละแถว เลือกแถว แล้วเปิดแท็บ “แถว” ทางขวา (F4) เพื่อดูรายละเอียดทั้งหมด</translation>
    </message>
    <message>
        <source>Now press Start</source>
        <translation>กด Start ได้เลย</translation>
    </message>
    <message>
        <source>You are asked once more, with numbers. On the real server each booking messages its citizen at once.</source>
        <translation>โปรแกรมจะถามยืนยันอีกครั้งพร้อมจำนวนคน ในระบบจริง การจองแต่ละแถวจะมีข้อความถึงประชาชนทันที</translation>
    </message>
    <message>
        <source>The result in a sentence</source>
        <translation>ผลสรุปในประโยคเดียว</translation>
    </message>
    <message>
        <source>How many are booked, and what to do about the others. Pause, Stop and even a power cut lose nothing.</source>
        <translation>บอกว่าจองได้กี่คน และต้องทำอะไรกับแถวที่เหลือ พักชั่วคราว หยุด หรือไฟดับ ข้อมูลก็ไม่หาย</translation>
    </message>
    <message>
        <source>Keep the result</source>
        <translation>เก็บผลไว้</translation>
    </message>
    <message>
        <source>Save result writes a copy of the workbook with the result of each row. Your own file stays as it is.</source>
        <translation>“บันทึกผล” ทำสำเนาไฟล์ Excel พร้อมผลของทุกแถว ไฟล์เดิมไม่ถูกแก้</translation>
    </message>
    <message>
        <source>Help is one key away</source>
        <translation>กดปุ่มเดียวก็มีคำอธิบาย</translation>
    </message>
    <message>
        <source>F1 explains the page you are on. To book for real: sign out at the top right, then choose Real server.</source>
        <translation>F1 อธิบายหน้าที่เปิดอยู่ เมื่อพร้อมจองจริง กดออกจากระบบที่มุมขวาบน แล้วเลือก “ระบบจริง”</translation>
    </message>
</context>
<context>
    <name>Unended</name>
    <message numerus="yes">
        <source>%n person(s) still have the old appointment, too. Continue cancels it again.</source>
        <translation>
            <numerusform>%Ln คนยังมีนัดเดิมอยู่ด้วย กด “ทำต่อ” เพื่อยกเลิกนัดเดิมอีกครั้ง</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Unkept</name>
    <message numerus="yes">
        <source>%n fix(es) would be lost</source>
        <translation>
            <numerusform>การแก้ไข %Ln รายการจะหายไป</numerusform>
        </translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>อยู่ที่เดิม</translation>
    </message>
</context>
<context>
    <name>Unreached</name>
    <message numerus="yes">
        <source>Please ring up %n person(s)</source>
        <translation>
            <numerusform>กรุณาโทรแจ้ง %Ln คน</numerusform>
        </translation>
    </message>
    <message>
        <source>Ctrl+C copies the chosen lines.</source>
        <translation>กด Ctrl+C เพื่อคัดลอกบรรทัดที่เลือก</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>ปิด</translation>
    </message>
</context>
<context>
    <name>UploadNotices</name>
    <message>
        <source>Saved: %1</source>
        <translation>บันทึกแล้ว: %1</translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation>เปิดไฟล์</translation>
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
        <source>Goes on by itself in %1 (at %2).</source>
        <translation>จะทำต่อเองในอีก %1 (เวลา %2)</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>Login</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>หยุดแล้ว</translation>
    </message>
    <message>
        <source>Press Continue at the top to go on.</source>
        <translation>กด “ทำต่อ” ด้านบนเมื่อพร้อม</translation>
    </message>
    <message>
        <source>Rows in doubt need your decision, one by one.</source>
        <translation>แถวที่ไม่ทราบผลต้องตรวจและเลือกทีละแถว</translation>
    </message>
    <message numerus="yes">
        <source>Book again (%n)…</source>
        <translation>
            <numerusform>จองอีกครั้ง (%Ln คน)…</numerusform>
        </translation>
    </message>
    <message>
        <source>Who that is, and why, stands in their rows.</source>
        <translation>ดูว่าเป็นใครและเพราะอะไรได้ในแถวของแต่ละคน</translation>
    </message>
    <message>
        <source>Fix them here and press Start once more.</source>
        <translation>แก้ไขที่นี่แล้วกด Start อีกครั้ง</translation>
    </message>
    <message>
        <source>Read why, then fix the rows here or press Retry failed.</source>
        <translation>อ่านเหตุผล แล้วแก้ไขแถวที่นี่ หรือกด “ส่งแถวที่ไม่สำเร็จอีกครั้ง”</translation>
    </message>
    <message>
        <source>Fix the rows that failed</source>
        <translation>แก้ไขแถวที่ไม่สำเร็จ</translation>
    </message>
    <message>
        <source>Load the next sheet</source>
        <translation>โหลดไฟล์ถัดไป</translation>
    </message>
    <message>
        <source>Decide now</source>
        <translation>เลือกทีละแถว</translation>
    </message>
    <message>
        <source>Show refused</source>
        <translation>ดูแถวที่ระบบไม่รับจอง</translation>
    </message>
</context>
<context>
    <name>UploadScreen</name>
    <message>
        <source>Follow the running row</source>
        <translation>ตามแถวที่กำลังจอง</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>แสดงทุกแถว</translation>
    </message>
    <message>
        <source>No row is hidden any more</source>
        <translation>กลับไปแสดงทุกแถว</translation>
    </message>
    <message>
        <source>Show or hide which column is read as what</source>
        <translation>แสดงหรือซ่อนว่าอ่านคอลัมน์ใดเป็นอะไร</translation>
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
        <source>Search</source>
        <translation>ค้นหา</translation>
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
            <numerusform>พร้อมจอง %Ln แถว</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) booked</source>
        <translation>
            <numerusform>จองแล้ว %Ln แถว</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 rows shown</source>
        <translation>แสดง %1 จาก %2 แถว</translation>
    </message>
</context>
<context>
    <name>Waits</name>
    <message numerus="yes">
        <source>%n cancellation(s) were sent. Now it is made sure that they are done.</source>
        <translation>
            <numerusform>ส่งการยกเลิก %Ln นัดแล้ว กำลังตรวจสอบว่าระบบยกเลิกจริง</numerusform>
        </translation>
    </message>
    <message>
        <source>The server may go on showing an appointment for a while: it counts as cancelled once it is still gone later. %1 more at most. Nothing is sent again, and nothing has to be done here.</source>
        <translation>ระบบอาจแสดงนัดที่ยกเลิกแล้วค้างอยู่ครู่หนึ่ง จึงต้องตรวจสอบซ้ำจนแน่ใจก่อนนับว่ายกเลิกแล้ว อีกไม่เกิน %1 นาที ไม่มีการส่งซ้ำ และไม่ต้องทำอะไรที่นี่</translation>
    </message>
    <message numerus="yes">
        <source>The server does not show %n row(s) yet.</source>
        <translation>
            <numerusform>ระบบยังไม่แสดงผลของ %Ln แถว</numerusform>
        </translation>
    </message>
    <message>
        <source>It may be late, so they are looked for again: %1 more at most. Nothing is sent for them meanwhile, and nothing has to be done here.</source>
        <translation>ระบบอาจแสดงช้า จึงต้องตรวจสอบซ้ำ อีกไม่เกิน %1 นาที ระหว่างนี้ไม่มีการส่งซ้ำ และไม่ต้องทำอะไรที่นี่</translation>
    </message>
</context>
<context>
    <name>Whether</name>
    <message numerus="yes">
        <source>%n row(s) on days that may not be meant: %1</source>
        <translation>
            <numerusform>วันนัดของ %Ln แถวอาจไม่ใช่วันที่ตั้งใจ: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Book these days, too (%n row(s))</source>
        <translation>
            <numerusform>จองวันเหล่านี้ด้วย (%Ln แถว)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) were held back, as their day may not be meant: rows %1</source>
        <translation>
            <numerusform>กันไว้ %Ln แถว เพราะวันนัดอาจไม่ใช่วันที่ตั้งใจ: แถว %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Book the days that may not be meant, too (%n row(s))</source>
        <translation>
            <numerusform>จองวันที่อาจไม่ใช่วันที่ตั้งใจด้วย (%Ln แถว)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) seem to have an appointment on another day already: rows %1</source>
        <translation>
            <numerusform>%Ln คนน่าจะมีนัดวันอื่นอยู่แล้ว: แถว %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Book %n person(s) with another day, too: one more appointment each</source>
        <translation>
            <numerusform>จอง %Ln คนที่มีนัดวันอื่นด้วย จะมีนัดเพิ่มอีกคนละหนึ่งนัด</numerusform>
        </translation>
    </message>
    <message>
        <source>Without a tick these are held back; the others are booked.</source>
        <translation>หากไม่เลือก จะกันแถวเหล่านี้ไว้ แถวอื่นจองตามปกติ</translation>
    </message>
</context>
<context>
    <name>WhichDay</name>
    <message>
        <source>Move everybody of %1 to another day</source>
        <translation>เลื่อนนัดทุกคนของ %1 ไปวันอื่น</translation>
    </message>
    <message>
        <source>Same hours. Who is booked, and what is free on the new day, is looked up first. You are asked again.</source>
        <translation>ใช้เวลาเดิม โปรแกรมตรวจสอบก่อนว่ามีใครนัดและวันใหม่มีที่ว่างเท่าใด แล้วจึงให้ยืนยันอีกครั้ง</translation>
    </message>
    <message>
        <source>To which day</source>
        <translation>ไปวันที่</translation>
    </message>
    <message>
        <source>See what can be moved</source>
        <translation>ตรวจสอบว่าเลื่อนได้กี่คน</translation>
    </message>
</context>
<context>
    <name>WhoseId</name>
    <message numerus="yes">
        <source>Whose ID was put in? %n row(s)</source>
        <translation>
            <numerusform>เลขที่ใส่เป็นของใคร? %Ln แถว</numerusform>
        </translation>
    </message>
    <message>
        <source>Row %1: the ID put in is %2’s, but the row says “%3”.</source>
        <translation>แถว %1: เลขที่ใส่เป็นของ %2 แต่ในแถวเขียนว่า “%3”</translation>
    </message>
    <message>
        <source>Row %1: the server does not tell whether the ID put in is “%2”’s.</source>
        <translation>แถว %1: บอกไม่ได้ว่าเลขที่ใส่เป็นของ “%2” หรือไม่</translation>
    </message>
    <message numerus="yes">
        <source>and %n more, see the rows</source>
        <translation>
            <numerusform>และอีก %Ln แถว ดูได้ในตาราง</numerusform>
        </translation>
    </message>
    <message>
        <source>Rows with another person&apos;s ID are not booked until the ID or the name is fixed.</source>
        <translation>แถวที่เลขเป็นของคนอื่นจะไม่ถูกจองจนกว่าจะแก้เลขหรือชื่อ</translation>
    </message>
    <message>
        <source>See these rows</source>
        <translation>ดูแถวเหล่านี้</translation>
    </message>
    <message>
        <source>Go on without them</source>
        <translation>ดำเนินการต่อโดยไม่มีแถวเหล่านี้</translation>
    </message>
    <message numerus="yes">
        <source>Book %n row(s) nobody can tell of</source>
        <translation>
            <numerusform>จอง %Ln แถวที่บอกไม่ได้ด้วย</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Seat</name>
    <message>
        <source>dose %1</source>
        <translation>เข็มที่ %1</translation>
    </message>
    <message>
        <source>Slot booking confirmed: only the facility can change it.</source>
        <translation>ยืนยันการจอง Slot แล้ว: เลื่อนหรือยกเลิกได้เฉพาะหน่วยบริการ</translation>
    </message>
    <message>
        <source>Move as the citizen…</source>
        <translation>เลื่อนเอง…</translation>
    </message>
    <message>
        <source>Cancel as the citizen…</source>
        <translation>ยกเลิกเอง…</translation>
    </message>
    <message>
        <source>As the citizen does it in Mor Prom</source>
        <translation>เหมือนที่ประชาชนทำเองใน “หมอพร้อม”</translation>
    </message>
</context>
<context>
    <name>hours_said</name>
    <message>
        <source>is not there</source>
        <translation>ไม่มีช่วงเวลานี้</translation>
    </message>
    <message>
        <source>is full</source>
        <translation>เต็มแล้ว</translation>
    </message>
    <message>
        <source>no hour is free that day</source>
        <translation>วันนั้นไม่มีที่ว่าง</translation>
    </message>
    <message>
        <source>free: %1</source>
        <translation>ว่าง %1</translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <translation>และอีก %1 แถว</translation>
    </message>
</context>
<context>
    <name>unfinished_words</name>
    <message>
        <source>Unfinished as well, see History: %1</source>
        <translation>ยังมีงานที่ค้างอีกในประวัติ: %1</translation>
    </message>
    <message>
        <source>Go on with the unfinished batch?</source>
        <translation>ทำงานที่ค้างต่อ?</translation>
    </message>
    <message>
        <source>“%1” of %2, rows left: %3</source>
        <translation>“%1” เมื่อ %2 เหลือ %3 แถว</translation>
    </message>
    <message>
        <source>Go on cancelling this batch&apos;s appointments?</source>
        <translation>ยกเลิกนัดของงานชุดนี้ต่อ?</translation>
    </message>
    <message>
        <source>“%1” of %2. Appointments that still stand, or may: %3</source>
        <translation>“%1” เมื่อ %2 นัดที่ยังอยู่หรือยังไม่ทราบผล %3 นัด</translation>
    </message>
    <message>
        <source>People to be moved to the sheet&apos;s hour: %1</source>
        <translation>คนที่รอเลื่อนมาเวลาในไฟล์: %1</translation>
    </message>
    <message>
        <source>Made on another computer: %1, by %2</source>
        <translation>ทำจากเครื่องอื่น: %1 โดย %2</translation>
    </message>
</context>
</TS>
