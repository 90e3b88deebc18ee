"""Messages to citizens (ระบบประชาสัมพันธ์/แจ้งข่าว): audience, text, sending, the register."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # --- audience ---
    "audience_empty": (
        "ยังไม่มีกลุ่มเป้าหมาย กรุณาเพิ่มรายชื่อก่อนส่ง",
        "There is nobody to send to. Add people first.",
    ),
    "audience_double": (
        "เลขประจำตัวประชาชนนี้อยู่ในรายชื่อแล้ว",
        "This citizen ID is in the list already.",
    ),
    "audience_file_unreadable": (
        "เปิดไฟล์ {name} ไม่ได้ กรุณาตรวจว่าไฟล์ยังอยู่และไม่ได้เปิดค้างในโปรแกรมอื่น",
        "{name} can't be opened. Check that it is there and not open in another program.",
    ),
    "audience_file_not_text": (
        "{name} ไม่ใช่ไฟล์ข้อความ กรุณาเตรียมไฟล์ .txt ที่มีเลขประจำตัวประชาชน 13 หลัก 1 คนต่อ 1 บรรทัด",
        "{name} is no text file. Prepare a .txt file with one 13-digit citizen ID a line.",
    ),
    "one_cid_wrong": (
        "“{value}” ไม่ใช่เลขประจำตัวประชาชน 13 หลักที่ถูกต้อง กรุณาตรวจกับบัตร",
        "“{value}” is no valid 13-digit citizen ID. Check it against the card.",
    ),
    "person_not_target": (
        "ไม่พบผู้นี้ในกลุ่มเป้าหมาย ระบบจะไม่ส่งข้อความให้ กรุณาขึ้นทะเบียนก่อน",
        "This person is not on the target list, so nothing would reach them. Register the person first.",
    ),
    "vaccinated_masked": (
        "มีผู้ได้รับวัคซีน {count} คน แต่ระบบ MOPH-IC ปิดบังเลขประจำตัวประชาชน จึงเพิ่มลงรายชื่อไม่ได้ "
        "กรุณาใช้ไฟล์รายชื่อจากหน่วยบริการ หรือส่งจาก Dashboard",
        "{count} [count?person was|people were] vaccinated, but MOPH-IC masks their citizen IDs, so they can't be added. Use a list from "
        "your own records, or send from the Dashboard.",
    ),
    "line_wrong": ("บรรทัด {row}: {value}", "Line {row}: {value}"),
    "audience_added": (
        "เพิ่มลงในรายชื่อ {new} คน ซ้ำกับที่มีอยู่ {double} คน",
        "{new} [new?person|people] added; {double} [double?was|were] in the list already.",
    ),
    "audience_strangers": (
        "ไม่อยู่ในกลุ่มเป้าหมาย {count} คน จะไม่ได้รับข้อความ: {ids}",
        "Not on the target list, so nothing will reach {count}: {ids}",
    ),
    "audience_past_days": (
        "{count} คนมีวันนัดที่ผ่านไปแล้ว (แถว {rows}) จะได้รับข้อความด้วย หากไม่ต้องการให้ลบออกจากรายชื่อ",
        "The day of {count} [count?person|people] is past (row {rows}). They get the message, too: take them off the list if that is not meant.",
    ),
    "audience_bad_rows": (
        "มี {count} แถวที่ไม่มีเลขประจำตัวประชาชนที่ถูกต้อง จึงไม่อยู่ในรายชื่อ",
        "{count} [count?row holds no valid citizen ID and is|rows hold no valid citizen ID and are] left out.",
    ),
    "audience_bad_lines": (
        "มี {count} บรรทัดที่ใช้ไม่ได้ จึงไม่อยู่ในรายชื่อ",
        "{count} [count?line can't be used and is|lines can't be used and are] left out.",
    ),
    # --- text ---
    "message_title_missing": ("ยังไม่มีหัวเรื่อง กรุณากรอก", "There is no subject. Fill it in."),
    "message_text_missing": ("ยังไม่มีข้อความ กรุณากรอก", "There is no text. Fill it in."),
    "message_too_long": (
        "หัวเรื่องยาวได้ไม่เกิน {title} ตัวอักษร ข้อความไม่เกิน {text} ตัวอักษร กรุณาย่อ",
        "The subject may have {title} characters, the text {text}. Make it shorter.",
    ),
    "message_url_wrong": (
        "URL “{url}” ใช้ไม่ได้ ต้องขึ้นต้นด้วย https:// และไม่มีช่องว่าง",
        "The URL “{url}” can't be used. It must start with https:// and hold no blanks.",
    ),
    "message_placeholder_unknown": (
        "ไม่รู้จัก {name} ใช้ได้เฉพาะ {{ชื่อ}} {{วันที่}} {{เวลา}} {{สถานที่}} กรุณาแก้หรือลบวงเล็บปีกกาออก",
        "{name} is not known: only {{name}}, {{date}}, {{time}} and {{place}} are. Fix it or take the braces away.",
    ),
    "message_gaps": (
        "มี {count} คนที่ยังไม่มีข้อมูลสำหรับ {th} กรุณากด “ตรวจรายชื่อ” ลบคนเหล่านี้ออก หรือเอา {th} ออกจากข้อความ",
        "{count} [count?person has|people have] nothing to put in place of {en}. Press “Look up”, remove these people, or take {en} out "
        "of the text.",
    ),
    "message_too_many_calls": (
        "ข้อความของแต่ละคนต่างกัน ต้องส่ง {calls} ครั้ง แต่ระบบให้ส่งได้ 5 ครั้งต่อชั่วโมง จะใช้เวลาราว {hours} ชั่วโมง "
        "โปรแกรมให้ส่งได้ไม่เกิน {most} ครั้ง กรุณาเอา {{ชื่อ}} หรือ {{เวลา}} ออก หรือเลือกคนให้น้อยลง",
        "The texts differ from person to person and take {calls} calls, but the server allows 5 an hour: about {hours} "
        "[hours?hour|hours]. At most {most} [most?call is|calls are] sent. Take {{name}} or {{time}} out, or choose fewer people.",
    ),
    "message_update_splits": (
        "ข้อความใหม่จะต่างกันในแต่ละคน แก้ไขข้อความเดิมไม่ได้ กรุณาเอา {{ชื่อ}} {{วันที่}} {{เวลา}} ออก หรือสร้างข้อความใหม่",
        "The new text would differ from person to person, so it can't replace the old one. Take {{name}}, {{date}} and "
        "{{time}} out, or make a new message.",
    ),
    # --- reminders ---
    "reminder_title": ("แจ้งเตือนนัดรับวัคซีน", "Vaccination reminder"),
    "reminder_text": (
        "เรียนผู้รับบริการ\n\nมีนัดรับวัคซีนวันที่ {{วันที่}} เวลา {{เวลา}} ที่ {{สถานที่}}\n"
        "กรุณานำบัตรประจำตัวประชาชนมาด้วย หากมาไม่ได้กรุณาแจ้งหน่วยบริการ",
        "You have a vaccination on {{date}} at {{time}}, {{place}}.\nPlease bring your ID card. If you can't come, please tell the facility.",
    ),
    "reminded_already": (
        "มี {count} คนที่ได้รับการเตือนนัดนี้แล้ว จึงยังไม่ได้ส่ง กรุณาเปิดรายชื่อใหม่ หรือเลือกเตือนอีกครั้ง (--again)",
        "{count} [count?person was|people were] reminded of this appointment already, so nothing was sent. Open the list again, or choose to remind them once more (--again).",
    ),
    "reminders_left_out": (
        "ส่งข้อความเตือนนัดนี้ให้ {count} คนแล้ว จึงไม่ส่งซ้ำ",
        "Sent a reminder of this appointment already, not again: {count}",
    ),
    "reminders_missed": (
        "ส่งแล้วแต่ไม่ถึง {count} คน เพราะไม่ได้ลงทะเบียนหมอพร้อมหรือไม่อยู่ในกลุ่มเป้าหมาย กรุณาโทรแจ้ง",
        "Sent, but it did not reach {count}: not registered with Mor Prom, or not on the target list. Please ring them up.",
    ),
    "reminders_waiting": (
        "อีก {count} คนอยู่ในข้อความก่อนหน้าที่ยังส่งไม่ครบ จึงอาจยังไม่ได้รับการเตือน กรุณาส่งข้อความนั้นต่อที่หน้าข้อความ (ในบรรทัดคำสั่งใช้ mophic message continue)",
        "In a message that was not sent to its end, and not surely reminded yet: {count}. Let that message go on, on the page Messages (on the command line with mophic message continue).",
    ),
    "reminders_unsure": (
        "ไม่ส่งถึง {count} คน เพราะยังไม่แน่ใจว่ามีนัดหรือเวลาใด หรือเวลานัดผ่านไปแล้ว (ดูรายชื่อของวัน)",
        "Not sent to {count}: it is not certain that, or when, they are booked, or the hour is past (see the day's list).",
    ),
    "reminders_nobody": ("ไม่มีผู้ที่ต้องเตือน", "There is nobody to remind."),
    "reminders_fewer": (
        "หากไม่มี {{เวลา}} และ {{ชื่อ}} ในข้อความ จะส่งเพียง {calls} ครั้ง",
        "Calls needed without {{time}} and {{name}} in the text: {calls}.",
    ),
    "message_cost_one": (
        "ทุกคนได้ข้อความเดียวกัน ส่ง 1 ครั้ง (ชั่วโมงนี้เหลือ {left} จาก 5 ครั้ง)",
        "Everybody gets the same text: 1 call ({left} of 5 left this hour).",
    ),
    "message_cost_many": (
        "ข้อความต่างกัน {calls} แบบ ต้องส่ง {calls} ครั้ง (ชั่วโมงนี้เหลือ {left} จาก 5 ครั้ง)",
        "{calls} [calls?text takes|different texts take] {calls} [calls?call|calls] ({left} of 5 left this hour).",
    ),
    "message_cost_wait": (
        "ข้อความต่างกัน {calls} แบบ ต้องส่ง {calls} ครั้ง แต่ชั่วโมงนี้เหลือ {left} จาก 5 ครั้ง ส่วนที่เหลือต้องส่งต่อภายหลัง อีกราว {hours} ชั่วโมงจึงครบ",
        "{calls} [calls?text takes|different texts take] {calls} [calls?call|calls], but {left} of 5 [left?is|are] left this hour. What has no call left must wait: all are out "
        "in about {hours} [hours?hour|hours].",
    ),
    "message_both_channels": (
        "API ของ MOPH-IC ส่งทั้งสองช่องทางเสมอ (ตามที่คู่มือแนะนำ) เลือกช่องทางเดียวไม่ได้",
        "The MOPH-IC API always sends to both channels, as the guide advises. One alone can't be chosen.",
    ),
    "message_must_register": (
        "ประชาชนต้องลงทะเบียน LINE OA หรือแอปพลิเคชัน “หมอพร้อม” ก่อน จึงจะได้รับข้อความ",
        "Citizens get it only if they are registered with Mor Prom on LINE OA or in the application.",
    ),
    # --- sending ---
    "message_confirm": (
        "จะส่งข้อความนี้ถึงประชาชน {count} คนทันที ({server})",
        "This message goes to {count} [count?person|people] at once ({server}).",
    ),
    "message_confirm_needed": (
        "จะส่งข้อความถึงประชาชน {count} คนทันที กรุณาใส่ --yes เพื่อยืนยัน",
        "The message would go to {count} [count?person|people] at once. Add --yes to confirm.",
    ),
    "message_would_go": ("ถึงประชาชน {count} คน", "To {count} [count?person|people]."),
    "message_not_sent_dry": ("ยังไม่ได้ส่งข้อความ (--dry-run)", "Nothing was sent (--dry-run)."),
    "message_went": ("ส่งข้อความถึงประชาชน {count} คนแล้ว", "Success: sent to {count} [count?person|people]."),
    "message_reached": (
        "ได้รับทางแอป {app} คน ทาง LINE {line} คน",
        "Reached: {app} in the app, {line} on LINE.",
    ),
    "message_missed": (
        "ไม่ได้รับข้อความ {count} คน เพราะไม่ได้ลงทะเบียนหมอพร้อม กรุณาโทรแจ้ง",
        "Nothing reached {count}: not registered with Mor Prom. Please ring them up.",
    ),
    "message_not_targets": (
        "ส่งไม่ถึง {count} คน เพราะไม่อยู่ในกลุ่มเป้าหมาย",
        "Nothing reaches {count}: not on the target list.",
    ),
    "message_waits": (
        "ครบ 5 ครั้งต่อชั่วโมงแล้ว ที่เหลือส่งต่อได้ตั้งแต่เวลา {at}",
        "The 5 calls of this hour are used. The rest can go from {at}.",
    ),
    "message_limit": (
        "ระบบแจ้งว่าครบ 5 ครั้งต่อชั่วโมงแล้ว (อาจส่งจากเครื่องอื่นหรือ Dashboard) กรุณารอแล้วกด “ส่งส่วนที่เหลือ”",
        "The server says that the 5 calls of this hour are used (perhaps from another computer or the Dashboard). Wait, "
        "then press “Send the rest”.",
    ),
    "message_doubt": (
        "ยังไม่ทราบว่าส่งแล้วหรือไม่ โปรแกรมจะไม่ส่งซ้ำเอง กรุณาดูในเมนู Message ของ Dashboard แล้วเลือก “ส่งแล้ว” หรือ “ยังไม่ได้ส่ง”",
        "It may or may not have gone out. It is not sent again by itself: look at the Dashboard's Message menu, then "
        "choose “It was sent” or “It was not sent”.",
    ),
    "message_was_refused": (
        "ระบบไม่รับข้อความนี้ ยังไม่มีใครได้รับ กรุณาดูเหตุผลแล้วแก้ไข",
        "The server refused this message; nobody got it. Read the reason and fix it.",
    ),
    "reminder_outdated": (
        "ไม่ได้ส่ง เพราะมีผู้ที่นัดนั้นถูกยกเลิกหรือเลื่อนไปแล้ว กรุณาทำการเตือนของวันนั้นใหม่ ผู้ที่ได้รับแล้วจะไม่ได้รับซ้ำ",
        "Not sent: somebody's appointment in it was cancelled or moved since. Make the reminder of that day anew; whoever got it gets it once.",
    ),
    "message_damaged": (
        "บันทึกบางส่วนของข้อความนี้ในเครื่องนี้เสียหาย จึงไม่ทราบว่าจะส่งถึงใคร และไม่ส่งส่วนนั้น กรุณาสร้างข้อความใหม่ถึงคนที่ยังไม่ได้รับ",
        "Part of this message can't be read any more: nobody knows whom it is for, so that part is not sent. Make a new "
        "message for those who have not got it.",
    ),
    "message_held": (
        "ข้อความนี้กำลังส่งจากหน้าต่างอื่น กรุณาใช้หน้าต่างนั้น",
        "Another window is sending this message. Use that window.",
    ),
    "message_sent_already": (
        "ข้อความเดียวกันนี้ส่งให้กลุ่มเป้าหมายเดียวกันแล้วเมื่อ {th} น. (รหัส {ref}) จึงยังไม่ส่งซ้ำ",
        "The same text went to the same people on {en} (code {ref}), so it was not sent again.",
    ),
    "message_unfinished": (
        "ข้อความ {ref} ยังส่งไม่ครบหรือยังไม่ทราบผล กรุณาเปิดข้อความนั้นแล้วทำให้เสร็จก่อน",
        "Message {ref} is not sent completely or still in doubt. Open it and finish it first.",
    ),
    "message_not_sent": (
        "ข้อความนี้ยังไม่เคยส่งสำเร็จ กรุณาสร้างข้อความใหม่แทนการแก้ไข",
        "This message never went out. Make a new one instead of updating it.",
    ),
    "message_not_discardable": (
        "ข้อความนี้ส่งไปแล้วบางส่วน จึงลบทิ้งไม่ได้",
        "Some of this message has gone out, so it can't be discarded.",
    ),
    "message_of_other_facility": (
        "ข้อความนี้เป็นของหน่วยบริการ {facility} กรุณาเข้าสู่ระบบด้วยรหัสนั้น",
        "This message belongs to facility {facility}. Sign in with that code.",
    ),
    "no_such_message": ("ไม่พบข้อความ {ref}", "There is no message {ref}."),
    "message_decided": ("เจ้าหน้าที่ตรวจสอบและเลือกเอง", "Decided by the clerk after checking."),
    "message_no_answer": (
        "ระบบไม่ตอบกลับ ยังไม่ทราบว่าส่งแล้วหรือไม่",
        "No answer came, so it may or may not have gone out.",
    ),
    # --- states, as the register shows them ---
    "message_planned": ("ยังไม่ส่ง", "Not sent"),
    "message_sending": ("กำลังส่ง", "Sending"),
    "message_unknown": ("ยังไม่ทราบผล", "Not known"),
    "message_refused": ("ไม่สำเร็จ", "Refused"),
    "message_some": ("ส่งแล้ว {sent} จาก {calls}", "{sent} of {calls} sent"),
    "message_success_people": ("สำเร็จ ({count} คน)", "Success ({count} [count?person|people])"),
    "message_update_failed": ("แก้ไขไม่สำเร็จ ข้อความเดิมยังอยู่", "Update refused; the old text stands"),
    # --- the register's columns, in the Dashboard's words ---
    "column_number": ("ลำดับ", "No."),
    "column_app": ("ส่ง App.", "App"),
    "column_line": ("ส่ง Line.", "LINE"),
    "column_at": ("วันที่/เวลา", "Date/time"),
    "column_title": ("หัวเรื่อง", "Subject"),
    "column_text": ("ข้อความ", "Text"),
    "column_user": ("เจ้าหน้าที่", "Staff"),
    "column_targets": ("จำนวนเป้าหมาย", "Targets"),
    "column_received": ("ได้รับข้อความแล้ว", "Received"),
    "received_on_dashboard": (
        "API ไม่บอกจำนวนผู้ได้รับข้อความ กรุณาดูในเมนู Message ของ Dashboard",
        "The API does not tell how many received it: see the Dashboard's Message menu.",
    ),
    "calls_left": ("ชั่วโมงนี้ส่งได้อีก {left} จาก 5 ครั้ง", "{left} of 5 calls left this hour"),
    "calls_none_left": (
        "ชั่วโมงนี้ส่งครบ 5 ครั้งแล้ว ส่งได้อีกเวลา {at}",
        "The 5 calls of this hour are used; the next may go at {at}",
    ),
}
