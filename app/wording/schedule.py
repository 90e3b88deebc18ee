"""The timetable, one person's booking, the target list, queue cards. In the words of the Ministry's guide."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # --- templates and plans ---
    "template_full_day": ("เต็มวัน", "Full day"),
    "template_morning": ("ครึ่งวันเช้า", "Morning"),
    "template_afternoon": ("ครึ่งวันบ่าย", "Afternoon"),
    "template_empty": (
        "Template นี้ยังไม่มีช่วงเวลา กรุณาเพิ่มช่วงเวลาอย่างน้อยหนึ่งช่วง",
        "This template has no hours yet. Add at least one stretch of time.",
    ),
    "template_nameless": ("กรุณาตั้งชื่อ Template", "Give the template a name."),
    "template_name_long": (
        "ชื่อ Template ยาวเกินไป ใช้ได้ไม่เกิน {most} ตัวอักษร",
        "The template's name is too long: at most {most} letters.",
    ),
    "template_overlaps": (
        "ช่วงเวลาใน Template ซ้อนกันที่ {hour} กรุณาแก้ให้ไม่ซ้อนกัน",
        "The template's hours overlap at {hour}. Change them so that they don't.",
    ),
    "template_unknown": (
        "ไม่พบ Template ชื่อ “{name}” กรุณาเลือกจากรายการ (mophic slots template)",
        "There is no template “{name}”. Choose one of the list (mophic slots template).",
    ),
    "template_or_hours": ("เลือกอย่างใดอย่างหนึ่ง: --template หรือ --hours", "Choose one: --template or --hours."),
    "period_wrong": (
        "ช่วงเวลา {first} ถึง {last} ไม่ถูกต้อง เวลาสิ้นสุดต้องอยู่หลังเวลาเริ่ม",
        "The hours {first} to {last} are not right: the end must come after the beginning.",
    ),
    "period_unreadable": (
        "อ่านช่วงเวลา “{value}” ไม่ได้ ตัวอย่าง: 8-12=10 คือ 08:00 ถึง 12:00 ชั่วโมงละ 10 ที่",
        "The hours “{value}” can't be read. Example: 8-12=10 is 08:00 to 12:00, ten seats an hour.",
    ),
    "seats_wrong": ("จำนวนที่ต้องเป็น 1 ถึง {most}", "The number of seats must be 1 to {most}."),
    "dose_wrong": ("เข็มที่ต้องเป็น 1 ถึง 9", "The dose must be 1 to 9."),
    "range_backwards": (
        "วันสิ้นสุดอยู่ก่อนวันเริ่ม กรุณาเลือกช่วงวันที่ใหม่",
        "The last day comes before the first. Choose the days again.",
    ),
    "range_too_long": ("ช่วงวันที่ยาวเกินไป วางแผนได้ครั้งละไม่เกิน {days} วัน", "Too many days: a plan holds at most {days}."),
    "weekdays_unreadable": (
        "อ่านวันในสัปดาห์ “{value}” ไม่ได้ ตัวอย่าง: 1-5 หรือ 1,3,5 (1 = วันจันทร์)",
        "The weekdays “{value}” can't be read. Example: 1-5 or 1,3,5 (1 = Monday).",
    ),
    "day_unreadable": (
        "อ่านวันที่ “{value}” ไม่ได้ ตัวอย่าง: {example}",
        "The day “{value}” can't be read. Example: {example}.",
    ),
    "hour_unreadable": (
        "อ่านเวลา “{value}” ไม่ได้ ต้องเป็นชั่วโมงเต็ม เช่น 8 หรือ 08:00",
        "The time “{value}” can't be read. It must be a full hour, such as 8 or 08:00.",
    ),
    "left_past": ("ผ่านไปแล้ว", "It is past."),
    "left_holiday": ("วันหยุดราชการ: {name}", "Public holiday: {name}"),
    "left_clash": (
        "มีช่วงเวลา {first} ถึง {last} อยู่แล้ว จึงไม่สร้างซ้ำ",
        "There is a slot {first} to {last} already, so none is made.",
    ),
    "slots_made": (
        "สร้างตารางเวลาแล้ว {slots} ช่วงเวลา ใน {days} วัน รวม {seats} ที่",
        "Made: hours {slots}, days {days}, seats in all {seats}.",
    ),
    "slots_planned": (
        "แผนตารางเวลา {slots} ช่วงเวลา ใน {days} วัน รวม {seats} ที่ (ยังไม่ได้สร้างในระบบ)",
        "Planned: hours {slots}, days {days}, seats in all {seats} (nothing is made on the server yet).",
    ),
    "slots_plan_only": (
        "ระบบจริงไม่มีคำสั่งให้โปรแกรมสร้างตารางเวลา โปรแกรมจะทำแผนเป็นไฟล์ แล้วกรอกเองที่เมนู Schedule ใน {url}",
        "The real system lets no program make slots. This makes the plan as a file; you enter it in the Schedule menu at {url}.",
    ),
    "plan_needs_out": (
        "กรุณาระบุไฟล์ที่จะเขียนแผนด้วย --out หรือใช้ --dry-run เพื่อดูแผนอย่างเดียว",
        "Name the file for the plan with --out, or use --dry-run only to see it.",
    ),
    "only_on_dashboard": (
        "ระบบจริงทำได้เฉพาะใน Dashboard เมนู Schedule โปรแกรมทำแผนให้ได้ แต่แก้ช่วงเวลาในระบบให้ไม่ได้",
        "On the real system this is done on the Dashboard, in the Schedule menu. This program can make the plan, not the change.",
    ),
    "slot_overlaps": (
        "มีช่วงเวลาของเข็มเดียวกันในเวลาที่ซ้อนกันอยู่แล้ว จึงไม่บันทึก กรุณาเลือกเวลาอื่น",
        "There is a slot of the same dose at an overlapping time, so nothing was saved. Choose another time.",
    ),
    "seats_below_taken": (
        "มีคนจองช่วงเวลานี้แล้วมากกว่าที่กำหนด จึงไม่บันทึก กรุณายกเลิกหรือเลื่อนนัดก่อน",
        "More people are booked into this slot than that, so nothing was saved. Cancel or move them first.",
    ),
    "slot_unknown": (
        "ไม่พบช่วงเวลานี้แล้ว อาจมีผู้ลบไป กรุณาโหลดตารางใหม่",
        "This slot is no longer there; perhaps somebody removed it. Load the timetable again.",
    ),
    "plan_saved": ("บันทึกแผนแล้ว: {path}", "The plan is saved: {path}"),
    "template_kept": ("เก็บ Template “{name}” แล้ว", "The template “{name}” is kept."),
    "template_dropped": ("ลบ Template “{name}” แล้ว", "The template “{name}” is removed."),
    "slot_saved": ("บันทึกช่วงเวลาแล้ว", "The slot is saved."),
    "slots_deleted": ("ลบแล้ว {count} ช่วงเวลา", "Removed {count} [count?slot|slots]."),
    # --- the timetable ---
    "day_line": ("ว่าง {free}  จองแล้ว {booked}", "free {free}  booked {booked}"),
    "hour_line": ("จองแล้ว {taken}/{seats} ว่าง {free}", "booked {taken}/{seats}, free {free}"),
    "slot_closed_mark": ("[ไม่เปิดให้จองจาก MOPH-IC API]", "[not open to the MOPH-IC API]"),
    "slot_locked_mark": ("[ยืนยันการจอง Slot]", "[slot booking confirmed]"),
    "no_slots_in_month": (
        "เดือนนี้ไม่มีช่วงเวลา กรุณาดูเดือนถัดไป หรือสร้างตารางเวลา",
        "This month has no slots. Look at the next month, or create the timetable.",
    ),
    "booked_without_hour": (
        "จองแล้วอีก {count} คน แต่ระบบไม่บอกเวลา",
        "{count} more [count?is|are] booked; the server does not say when.",
    ),
    "schedule_unreadable": (
        "อ่านรายชื่อผู้จองจากระบบไม่ได้ จำนวนที่จองแล้วจึงไม่ทราบ",
        "The list of who is booked could not be read, so the number booked is not known.",
    ),
    # --- the day's list ---
    "list_title": ("รายชื่อผู้มีนัด", "Who is booked"),
    "list_number": ("ลำดับ", "No."),
    "list_hour": ("เวลา", "Hour"),
    "list_cid": ("เลขประจำตัวประชาชน", "Citizen ID"),
    "list_name": ("ชื่อ-สกุล", "Name"),
    "list_dose": ("เข็มที่", "Dose"),
    "list_new": ("ใหม่", "New"),
    "list_note": ("หมายเหตุ", "Note"),
    "list_signature": ("ลายมือชื่อ", "Signature"),
    "list_is_new": ("ใหม่", "new"),
    "list_sum": ("มีนัด {count} คน", "Booked: {count}"),
    "list_since": (
        "(เทียบกับที่ดูครั้งก่อน {at}: {changes})",
        "(since the last look, {at}: {changes})",
    ),
    "list_since_new": ("ใหม่ {count} คน", "new {count}"),
    "list_since_gone": ("ไม่มีนัดแล้ว {count} คน", "gone {count}"),
    "list_since_none": ("ไม่มีอะไรเปลี่ยน", "nothing changed"),
    "list_gone": ("ไม่มีนัดแล้ว: {hour} {who}", "No longer booked: {hour} {who}"),
    "day_nobody": ("ไม่มีผู้มีนัดในวันนี้", "Nobody is booked on this day."),
    "list_too_long": (
        "ช่วงวันที่ยาวเกินไป ดูรายชื่อได้ครั้งละไม่เกิน {days} วัน กรุณาแบ่งเป็นช่วงสั้นลง",
        "Too many days: a list holds at most {days}. Take them in shorter stretches.",
    ),
    "list_unreadable": (
        "อ่านรายชื่อของวันนี้จากระบบไม่ได้ จึงแสดงเฉพาะผู้ที่จองตามบันทึกงาน อาจมีผู้อื่นอีก กรุณาลองใหม่ภายหลัง",
        "The server's list of this day could not be read. Only people whom the records have are shown; there may be others. Try again later.",
    ),
    "list_short": (
        "รายชื่อที่ระบบส่งมาไม่ครบ ผู้ที่ขาดซึ่งจองตามบันทึกงานเพิ่มให้แล้ว แต่อาจยังขาดผู้อื่น กรุณาตรวจสอบใน Dashboard",
        "The server's list lacks people. Those whom the records have were added; others may still be missing. Compare it with the Dashboard.",
    ),
    "list_hour_unknown": (
        "ไม่ทราบเวลานัด {count} คน (แสดงเป็น ?) กรุณาตรวจสอบใน Dashboard",
        "The hour of {count} is not known (shown as ?). Look at the Dashboard.",
    ),
    "list_masked": ("ระบบปิดบังเลขประจำตัว จึงไม่ทราบว่าเป็นผู้ใด", "The server hides the ID: it is not known who this is."),
    "list_masked_count": (
        "ระบบปิดบังเลขประจำตัว {count} รายการ จึงไม่ทราบว่าเป็นผู้ใด (อยู่ท้ายรายชื่อ)",
        "The server hides the ID of {count}: it is not known who they are (at the end of the list).",
    ),
    "list_not_shown": (
        "จองตามบันทึกงาน แต่ไม่พบนัดในระบบ อาจแสดงช้า หรือถูกยกเลิกจากที่อื่น",
        "Booked by the records, but the server shows no appointment: perhaps it is late, perhaps it was cancelled elsewhere.",
    ),
    "list_not_shown_count": (
        "จองตามบันทึกงาน แต่ไม่พบนัดในระบบ {count} คน (อยู่ท้ายรายชื่อ) อาจแสดงช้า หรือถูกยกเลิกจากที่อื่น",
        "Booked by the records, but not shown by the server: {count} (at the end of the list). Perhaps it is late, perhaps they were cancelled elsewhere.",
    ),
    "list_not_known": (
        "ตรวจสอบกับระบบไม่ได้ ยังไม่ทราบว่ามีนัดหรือไม่",
        "Could not be looked up: it is not known whether this one is booked.",
    ),
    "list_not_known_count": (
        "ตรวจสอบกับระบบไม่ได้ {count} คน (อยู่ท้ายรายชื่อ) ยังไม่ทราบว่ามีนัดหรือไม่",
        "Could not be looked up: {count} (at the end of the list). It is not known whether they are booked.",
    ),
    "list_saved": ("บันทึกรายชื่อแล้ว: {path}", "The list is saved: {path}"),
    "ids_masked_or_whole": (
        "--ids ใช้ได้สองแบบ: masked (ปิดบังบางหลัก) หรือ whole (แสดงครบ)",
        "--ids is masked or whole.",
    ),
    "table_ending": (
        "ไม่รู้จักชนิดไฟล์ของ “{name}” ใช้ชื่อที่ลงท้ายด้วย .xlsx หรือ .csv",
        "What kind of file “{name}” is to be is not known: end its name with .xlsx or .csv.",
    ),
    "list_ending": (
        "ไม่รู้จักชนิดไฟล์ของ “{name}” ใช้ชื่อที่ลงท้ายด้วย .pdf .xlsx หรือ .csv",
        "What kind of file “{name}” is to be is not known: end its name with .pdf, .xlsx or .csv.",
    ),
    "no_paper": (
        "ทำไฟล์ PDF ไม่สำเร็จ ใช้ชื่อไฟล์ที่ลงท้ายด้วย .xlsx แทน หรือเปิดโปรแกรมแล้วกด รายชื่อ… ในหน้าตารางเวลา",
        "The PDF could not be made. End the name with .xlsx instead, or open the program: Schedule, List….",
    ),
    # --- the plan as a file ---
    "plan_sheet": ("แผนตารางเวลา", "Timetable plan"),
    "plan_notes": ("วิธีกรอก", "How to enter it"),
    "slot_date": ("วันที่", "Date"),
    "slot_weekday": ("วัน", "Day"),
    "slot_from": ("เวลาเริ่ม", "From"),
    "slot_to": ("เวลาสิ้นสุด", "To"),
    "slot_seats": ("จำนวน Slot", "Seats"),
    "slot_dose": ("เข็มที่", "Dose"),
    "slot_open": ("เปิดให้จองจาก MOPH-IC API", "Open to the MOPH-IC API"),
    "slot_locked": ("ยืนยันการจอง Slot", "Confirm the slot booking"),
    "ticked": ("✓ คลิก", "✓ tick"),
    "not_ticked": ("– ไม่คลิก", "– leave"),
    "plan_sums": (
        "หน่วยบริการ {facility}: {slots} ช่วงเวลา ใน {days} วัน รวม {seats} ที่",
        "Facility {facility}: hours {slots}, days {days}, seats in all {seats}",
    ),
    "plan_how_1": (
        "1. เข้า {url} เลือกเมนู “Schedule” แล้วเลือก “ตารางเวลารับผู้ป่วยฉีดวัคซีน”",
        "1. Open {url}, choose the Schedule menu, then the vaccination timetable.",
    ),
    "plan_how_2": (
        "2. คลิก “เพิ่ม” ด้านล่างซ้าย เลือกวันที่ แล้วคลิก “เพิ่ม”",
        "2. Click Add at the bottom left, choose the day, then Add.",
    ),
    "plan_how_3": (
        "3. กรอกช่วงเวลา จำนวนที่ (ช่อง “จำนวน Slot”) และเข็มที่ตามแผน คลิก “เปิดให้จองจาก MOPH-IC API” ตามแผน แล้วคลิก “บันทึก”",
        "3. Enter time, seats and dose as planned, tick “open to the MOPH-IC API” where the plan says so, then Save.",
    ),
    # --- one person ---
    "cid_not_13": (
        "เลขประจำตัวประชาชนต้องเป็นตัวเลข 13 หลัก กรุณาตรวจแล้วกรอกใหม่",
        "A citizen ID has 13 digits. Check it and type it again.",
    ),
    "cid_wrong_digit": (
        "เลขประจำตัวประชาชนไม่ถูกต้อง (หลักสุดท้ายไม่ตรง) กรุณาตรวจกับบัตร",
        "This citizen ID is not right (its last digit does not fit). Compare it with the card.",
    ),
    "search_by_id_only": (
        "ระบบจริงค้นหาได้ด้วยเลขประจำตัวประชาชน 13 หลักเท่านั้น กรุณากรอกเลขให้ครบ",
        "The real system finds a person by the whole 13-digit ID alone. Type all of it.",
    ),
    "nobody_found": ("ไม่พบบุคคลที่ค้นหา", "Nobody was found."),
    "booking_not_found": (
        "ไม่พบนัดหมายของผู้นี้ที่หน่วยบริการนี้ในวันและเวลานั้น",
        "This person has no such appointment at your facility.",
    ),
    "booking_at_other_time": (
        "ไม่พบนัดของผู้นี้ที่นี่ในวันและเวลานั้น แต่มีนัดวันที่ {th} กรุณาแก้วันหรือเวลา (--date, --hour) หากหมายถึงนัดนั้น",
        "This person has no appointment here at that day and hour, but one on {en}. Correct the day or hour (--date, --hour) if that one is meant.",
    ),
    "second_appointment": (
        "ผู้นี้มีนัดวันที่ {th} อยู่แล้ว จึงไม่จอง หากต้องการเปลี่ยนวัน ให้ใช้ mophic move หากต้องการให้มีสองนัด ให้ใส่ --both-days",
        "This person has an appointment on {en} already, so nothing was booked. To change its day use mophic move; where both are meant, say --both-days.",
    ),
    "booking_not_clear": (
        "ผู้นี้มีนัดหมาย {count} รายการ กรุณาระบุวันและเวลาที่ต้องการ (--date, --hour)",
        "This person has {count} such [count?appointment|appointments]. Say which by day and hour (--date, --hour).",
    ),
    "booking_without_time": (
        "ระบบไม่บอกวันและเวลาของนัดนี้ จึงทำจากที่นี่ไม่ได้ กรุณาทำใน Dashboard",
        "The server does not tell this appointment's day and hour, so it can't be done here. Use the Dashboard.",
    ),
    "move_same_time": ("เป็นวันและเวลาเดิม ไม่มีอะไรต้องเลื่อน", "That is the same day and hour: nothing to move."),
    "move_same_day_first": (
        "เลื่อนในวันเดียวกัน: โปรแกรมจะจองเวลาใหม่ก่อน หากระบบไม่รับเพราะนัดเดิมยังอยู่ จึงยกเลิกนัดเดิมแล้วจองใหม่ หากยังจองไม่ได้ จะจองเวลาเดิมคืนให้ และแจ้งผลทุกกรณี",
        "Moving within one day: the new hour is booked first. Where the server does not take it because the old one stands, the old one is given up and the new one booked; if that is refused the old hour is booked again. You are told in any case.",
    ),
    "moved": ("เลื่อนนัดแล้ว นัดเดิมยกเลิกแล้ว", "Moved; the old appointment is cancelled."),
    "not_cancelled": (
        "ยังไม่ได้ยกเลิก นัดยังอยู่เหมือนเดิม",
        "Not cancelled: the appointment stands as before.",
    ),
    "not_moved": ("เลื่อนนัดไม่ได้ นัดเดิมยังอยู่เหมือนเดิม", "It could not be moved. The old appointment stands as before."),
    "move_full": (
        "ไม่ได้เลื่อน ยังมีนัดเวลา{at}เหมือนเดิม: เวลาใหม่เต็มแล้ว เวลาที่ยังว่างในวันนั้น: {hours} กรุณาเลือกเวลาอื่น",
        "Not moved, still at {at}: the new hour is full. Hours with a seat left that day: {hours}. Choose another hour.",
    ),
    "move_no_hour": (
        "ไม่ได้เลื่อน ยังมีนัดเวลา{at}เหมือนเดิม: วันนั้นไม่มีช่วงเวลาใหม่นี้ เวลาที่ยังว่างในวันนั้น: {hours} กรุณาเลือกเวลาอื่น",
        "Not moved, still at {at}: that day does not have the new hour. Hours with a seat left that day: {hours}. Choose another hour.",
    ),
    "move_none_free": ("ไม่มี", "none"),
    "old_stands": (
        "ยังไม่ได้จอง เพราะระบบไม่ยอมให้ยกเลิกนัดเดิม",
        "Not booked, because the server would not cancel the old appointment.",
    ),
    "move_restored": (
        "เวลาใหม่จองไม่ได้ โปรแกรมจองเวลาเดิมคืนให้แล้ว (ผู้รับบริการได้รับข้อความนัดเดิมอีกครั้ง)",
        "The new hour was refused, so the old one was booked again (the citizen got its message once more).",
    ),
    "move_has_none": (
        "ผู้นี้ไม่มีนัดหมายแล้ว: นัดเดิมยกเลิกไปแล้ว เวลาใหม่จองไม่ได้ และจองเวลาเดิมคืนไม่ได้ กรุณาจองเวลาอื่นให้ทันที",
        "This person now has NO appointment: the old one is cancelled, the new hour was refused, and the old hour could not be booked again. Book another hour now.",
    ),
    "still_without": (
        "ผู้นี้ยังไม่มีนัดหมาย: นัดเดิมยกเลิกไปแล้วตอนเลื่อนนัด และครั้งนี้ก็จองไม่ได้ กรุณาจองเวลาอื่นให้ทันที เหตุผลครั้งนี้: {why}",
        "This person still has NO appointment: the old one was cancelled when it was moved, and this try failed, too. Why this time: {why} Book another hour now.",
    ),
    "lost_hint": (
        "{count} คนไม่มีนัดหมายแล้ว (แถว {rows}): นัดเดิมยกเลิกไปแล้ว และยังไม่มีนัดใหม่ กรุณาจองเวลาอื่นให้ทันที เช่น mophic person book",
        "{count} [count?person has|people have] NO appointment any more ([count?row|rows] {rows}): the old one is cancelled and there is no new one. Book another hour now: mophic person book",
    ),
    "move_given_back": (
        "ผู้นี้ไม่มีนัดหมายแล้ว: นัดเดิมยกเลิกแล้ว และนัดใหม่ถูกยกเลิกในระบบไปแล้ว หากยังต้องการนัด กรุณาจองใหม่",
        "This person now has NO appointment: the old one is cancelled, and the new one was given back on the server since. If one is still wanted, book it anew.",
    ),
    "move_has_both": (
        "จองเวลาใหม่แล้ว แต่นัดเดิมยังอยู่ในระบบ ผู้นี้จึงมีสองนัด กรุณาเปิดประวัติแล้วกด “ทำต่อ” โปรแกรมจะยกเลิกนัดเดิมอีกครั้ง หรือยกเลิกนัดใดนัดหนึ่งในหน้า “รายบุคคล”",
        "The new hour is booked, but the old one still stands: this person has two. Open History and press Continue: the old one is cancelled again. Or cancel one of the two under “One person”.",
    ),
    "move_has_both_hint": (
        "สั่ง mophic resume {batch} เพื่อยกเลิกนัดเดิมอีกครั้ง งานนี้ยังไม่เสร็จจนกว่าจะเหลือนัดเดียว",
        "mophic resume {batch} cancels the old one again. The move stays unfinished until one appointment is left.",
    ),
    "moves_on_hint": (
        "{count} คนมีทั้งนัดใหม่และนัดเดิม (แถว {rows}) สั่ง mophic resume {batch} เพื่อยกเลิกนัดเดิมอีกครั้ง หรือ mophic undo {batch} --two-hours เพื่อยกเลิกนัดใหม่",
        "{count} [count?person has|people have] the new appointment and the old one ([count?row|rows] {rows}). mophic resume {batch} cancels the old [count?one|ones] again; mophic undo {batch} --two-hours gives the new [count?one|ones] back.",
    ),
    "sheet_moves_on_hint": (
        "{count} คนมีทั้งนัดใหม่และนัดเดิม (แถว {rows}) สั่ง mophic resume เพื่อยกเลิกนัดเดิมอีกครั้ง",
        "{count} [count?person has|people have] the new appointment and the old one ([count?row|rows] {rows}). mophic resume cancels the old [count?one|ones] again.",
    ),
    "old_hour_over": (
        "จองเวลาใหม่แล้ว ส่วนเวลาเดิมผ่านไปแล้วโดยยังไม่ได้ยกเลิก จึงไม่ต้องทำอะไรต่อ",
        "The new hour is booked. The old one was over before it could be cancelled, so nothing is left to do.",
    ),
    "move_in_doubt": (
        "ยังไม่ทราบผลของการเลื่อนนัด กรุณาเปิดประวัติแล้วกด “ทำต่อ” โปรแกรมจะตรวจสอบกับระบบก่อนส่งใหม่",
        "It is not known yet how the move ended. Open History and press Continue: it is looked up before anything is sent again.",
    ),
    "move_unfinished": (
        "การเลื่อนนัดยังไม่เสร็จ กรุณาเปิดประวัติแล้วกด “ทำต่อ”",
        "The move is not finished. Open History and press Continue.",
    ),
    "single_kind": ("จองรายบุคคล", "One person booked"),
    "cancel_kind": ("ยกเลิกนัดรายบุคคล", "One person cancelled"),
    "unreadable_kind": ("บันทึกเสียหาย", "Damaged record"),
    "move_kind": ("เลื่อนนัดรายบุคคล", "One person moved"),
    "eligible_yes": ("มีสิทธิ์รับวัคซีน", "May be vaccinated"),
    "eligible_no": ("ระบบแจ้งว่ายังไม่มีสิทธิ์รับวัคซีน", "The system says: may not be vaccinated"),
    "eligible_unknown": ("ระบบไม่ได้บอกสิทธิ์รับวัคซีน", "The system does not tell whether the person may be vaccinated"),
    "booking_line": ("นัด {date} {hour} เข็มที่ {dose} ที่ {place}", "Appointment {date} {hour}, dose {dose}, at {place}"),
    "vaccination_line": ("รับวัคซีนแล้ว {date} เข็มที่ {dose} {name}", "Vaccinated {date}, dose {dose} {name}"),
    # --- the target list ---
    "person_or_sheet": (
        "ระบุไฟล์รายชื่อ หรือ --cid ของหนึ่งคน อย่างใดอย่างหนึ่ง",
        "Give a sheet of people, or --cid of one person.",
    ),
    "register_columns": (
        "ไฟล์นี้ยังขึ้นทะเบียนไม่ได้ ไม่พบคอลัมน์: {th} (ต้องมีเลขประจำตัวประชาชน คำนำหน้า ชื่อ นามสกุล และวันเกิด) กรุณาเพิ่มคอลัมน์หรือแก้ชื่อหัวตาราง",
        "This sheet can't be registered: it has no column for {en} (needed are the citizen ID, title, first name, surname and birth date). Add it, or mend the header.",
    ),
    "title_missing": (
        "ยังไม่มีคำนำหน้าชื่อที่ขึ้นทะเบียนได้ กรุณาเลือกหรือกรอก เช่น นาย นาง นางสาว ด.ช. พระ",
        "The title is missing, or is none that can be registered. Choose or write one, such as Mr., Mrs. or Miss.",
    ),
    "first_name_missing": ("ยังไม่มีชื่อ กรุณากรอกชื่อ", "The first name is missing. Fill it in."),
    "surname_missing": ("ยังไม่มีนามสกุล กรุณากรอกนามสกุล", "The surname is missing. Fill it in."),
    "passport_first": (
        "เป็นเลขหนังสือเดินทาง กรุณาลงทะเบียนผู้รับบริการใน MOPH-IC ก่อน แล้วใช้เลข 13 หลัก (ขึ้นต้นด้วย 8) ที่ได้รับ",
        "A passport number. Register the person on MOPH-IC first, then use the 13-digit ID (8…) it gives.",
    ),
    "birth_date_missing": (
        "ยังไม่มีวันเกิด กรุณากรอกวัน เดือน และปี 4 หลัก เช่น 31/1/2523",
        "The birth date is missing. Write day, month and a year of four digits, such as 31/1/2523.",
    ),
    "birth_date_wrong": (
        "อ่านวันเกิด “{value}” ไม่ได้ กรุณากรอกวัน เดือน และปี 4 หลัก เช่น 31/1/2523",
        "The birth date “{value}” can't be read. Write day, month and a year of four digits, such as 31/1/2523.",
    ),
    "birth_date_impossible": (
        "ไม่มีวันที่ “{value}” ในปฏิทิน กรุณาตรวจวันและเดือนของวันเกิด",
        "There is no such day as “{value}”. Look at the day and the month of the birth date.",
    ),
    "birth_year_missing": (
        "วันเกิด “{value}” ไม่มีปี กรุณากรอกปี 4 หลักด้วย เช่น 31/1/2523",
        "The birth date “{value}” has no year. Add it in four digits, such as 31/1/2523.",
    ),
    "birth_year_short": (
        "วันเกิด “{value}” มีปีเพียง 2 หลัก จึงไม่ทราบว่าเป็นศตวรรษใด กรุณากรอกปี 4 หลัก เช่น 31/1/2523",
        "The year of “{value}” has two digits and may be of either century. Write it in four digits, such as 31/1/2523.",
    ),
    "birth_date_far": (
        "วันเกิดต้องไม่อยู่ในอนาคตและไม่เกิน {years} ปีก่อน กรุณาตรวจปีเกิด",
        "A birth date lies neither ahead nor more than {years} years back. Look at the year.",
    ),
    "birth_year_only": (
        "วันเกิด “{value}” มีแต่ปี แต่การขึ้นทะเบียนต้องใช้ทั้งวัน เดือน และปี กรุณาดูวันเกิดจากบัตรหรือทะเบียนบ้านแล้วกรอกให้ครบ",
        "“{value}” tells only the year of birth, but registering needs day, month and year. Look at the card or the house registration and fill it in.",
    ),
    "gender_missing": (
        "ไม่ทราบเพศ คำนำหน้า “{title}” ไม่ได้บอก กรุณาระบุเพศว่า ชาย หรือ หญิง",
        "The gender is not known: the title “{title}” does not tell it. Write 1 (man) or 2 (woman) as the gender.",
    ),
    "in_row": ("แถว {row}: {words}", "Row {row}: {words}"),
    "person_registered": ("ขึ้นทะเบียนกลุ่มเป้าหมายแล้ว", "Registered on the target list"),
    "person_was_on_list": ("อยู่ในกลุ่มเป้าหมายแล้ว ข้อมูลเดิมไม่ถูกแก้", "On the target list already; nothing was changed"),
    "person_refused": (
        "ระบบไม่รับขึ้นทะเบียน กรุณาตรวจข้อมูลแล้วลองใหม่",
        "The server refused to register this person. Check the facts and try again.",
    ),
    "person_unknown": (
        "ส่งแล้ว แต่ยังไม่พบในกลุ่มเป้าหมาย กรุณาตรวจสอบอีกครั้งภายหลัง",
        "Sent, but not found on the target list yet. Look again later.",
    ),
    "sum_registered": ("ขึ้นทะเบียนใหม่ {count} คน", "registered {count}"),
    "sum_was_on_list": ("อยู่แล้ว {count} คน", "on the list already {count}"),
    "sum_refused": ("ระบบไม่รับขึ้นทะเบียน {count} คน", "refused {count}"),
    "sum_unknown": ("ยังไม่พบ {count} คน", "not found yet {count}"),
    "sum_invalid": ("ข้อมูลไม่ครบ {count} คน", "incomplete {count}"),
    "register_stopped": (
        "หยุดแล้ว ยังไม่ได้ขึ้นทะเบียนอีก {count} คน",
        "Stopped; {count} [count?person was|people were] not looked at.",
    ),
    # --- queue cards and field sites ---
    "queue_line": ("บัตรคิวเลขที่ {number}", "Queue card {number}"),
    "card_none": ("ผู้นี้ไม่มีบัตรคิวที่หน่วยบริการนี้", "This person has no queue card here."),
    "card_exists": (
        "ผู้นี้มีบัตรคิวเลขที่ {number} อยู่แล้ว จึงไม่จองซ้ำ",
        "This person has queue card {number} already, so none was taken.",
    ),
    "card_unknown": (
        "ยังไม่ทราบผลของบัตรคิว กรุณากดดูข้อมูลผู้นี้อีกครั้งก่อนจองใหม่",
        "It is not known whether the queue card was taken. Look at the person again before you try once more.",
    ),
    "card_taken": ("จองบัตรคิวแล้ว เลขที่ {number}", "Queue card {number} is booked."),
    "card_cancelled": ("ยกเลิกบัตรคิวเลขที่ {number} แล้ว", "Queue card {number} is cancelled."),
    "no_sites": ("หน่วยบริการนี้ไม่มีหน่วยฉีดนอกสถานที่", "This facility has no field sites."),
    "site_unknown": (
        "{site} ไม่ใช่หน่วยฉีดนอกสถานที่ของหน่วยบริการนี้ ดูรายการด้วย mophic sites",
        "{site} is no field site of this facility. See mophic sites.",
    ),
}
