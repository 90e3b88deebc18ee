"""What is told of a row's cells. `{row}` is the row in the user's own file, `{value}` the cell as it stands."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # --- a row of this computer's own records ---
    "row_damaged": (
        "อ่านข้อมูลแถวนี้ในบันทึกของเครื่องไม่ได้ จึงไม่ส่ง แถวอื่นไม่กระทบ กรุณาเปิดไฟล์เดิมแล้วส่งแถวนี้ใหม่",
        "This row of the journal can't be read any more, so it is not sent; no other row is touched. Load its file again and send this row anew.",
    ),
    "state_damaged": (
        "บันทึกของแถวนี้ในเครื่องเสียหาย จึงไม่รู้ว่าจองแล้วหรือไม่ แถวอื่นไม่กระทบ กด “ทำต่อ” เพื่อตรวจสอบกับระบบ หรือดูใน Dashboard แล้วเลือก “จองแล้ว” หรือ “ส่งอีกครั้ง”",
        "This computer's record of this row is damaged: nobody knows whether it was booked. No other row is touched. Press Continue to look it up, or look at the Dashboard and choose “It is booked” or “Send again”.",
    ),
    # --- citizen ids ---
    "cid_missing": (
        "แถว {row}: ไม่มีเลขประจำตัวประชาชน กรุณากรอกเลข 13 หลัก",
        "Row {row}: no citizen ID. Fill in its 13 digits.",
    ),
    "cid_unreadable": (
        "แถว {row}: “{value}” ไม่ใช่เลขประจำตัวประชาชน กรุณากรอกเลข 13 หลัก",
        "Row {row}: “{value}” is no citizen ID. Fill in its 13 digits.",
    ),
    "cid_length": (
        "แถว {row}: เลขประจำตัวประชาชนมี {count} หลัก ต้องมี 13 หลัก กรุณาตรวจสอบกับบัตร",
        "Row {row}: the citizen ID has {count} [count?digit|digits] instead of 13. Check it against the card.",
    ),
    "cid_twelve": (
        "แถว {row}: เลขประจำตัวประชาชนมี 12 หลัก ขาดไป 1 หลัก กรุณาตรวจสอบกับบัตร",
        "Row {row}: the citizen ID has 12 digits; one is missing. Check it against the card.",
    ),
    "cid_lost_zero": (
        "แถว {row}: เลขประจำตัวประชาชนมี 12 หลัก Excel อาจตัดเลข 0 ตัวหน้าออก เมื่อเติม 0 แล้วเป็นเลขที่ถูกต้อง กรุณาตรวจสอบกับบัตรแล้วแก้ไข",
        "Row {row}: the citizen ID has 12 digits; Excel may have dropped a leading 0, and with it the check digit is right. Check the card, then fix it.",
    ),
    "cid_rounded": (
        "แถว {row}: Excel ปัดเลขประจำตัวประชาชนเป็นเลขกลม (ลงท้ายด้วย 0 หลายตัว) เลขเดิมหายไปแล้ว กรุณาตั้งรูปแบบช่องเป็น “ข้อความ” แล้วพิมพ์เลขใหม่จากบัตร",
        "Row {row}: Excel has rounded this citizen ID (it ends in zeros) and the digits are lost. Format the cell as Text and type the ID again from the card.",
    ),
    "cid_zeros": (
        "แถว {row}: เลขประจำตัวประชาชนลงท้ายด้วย 0 หลายตัว อาจเป็นเลขที่ Excel ปัด กรุณาตรวจสอบกับบัตรก่อนเริ่มจอง",
        "Row {row}: the citizen ID ends in many zeros and may have been rounded. Check it against the card before you start.",
    ),
    "cid_check_digit": (
        "แถว {row}: เลขประจำตัวประชาชนไม่ถูกต้อง (หลักสุดท้ายไม่ตรงกับหลักอื่น) อาจพิมพ์ผิด กรุณาตรวจสอบกับบัตร",
        "Row {row}: the citizen ID is wrong (its last digit does not fit the others). Check it against the card.",
    ),
    "cid_passport": (
        "แถว {row}: “{value}” เป็นเลขหนังสือเดินทาง กรุณาลงทะเบียนผู้รับบริการใน MOPH-IC ก่อน แล้วใช้เลข 13 หลัก (ขึ้นต้นด้วย 8) ที่ได้รับ",
        "Row {row}: “{value}” is a passport number. Register the person on MOPH-IC first, then use the 13-digit ID (8…) it gives.",
    ),
    "cid_masked": (
        "แถว {row}: เลขประจำตัวประชาชนถูกปิดบังบางหลัก ({value}) กรุณาใช้ไฟล์ที่มีเลขครบ 13 หลัก",
        "Row {row}: part of the citizen ID is masked ({value}). Use a file that has all 13 digits.",
    ),
    "cid_is_phone": (
        "แถว {row}: ในช่องเลขประจำตัวประชาชนเป็นเบอร์โทรศัพท์ กรุณากรอกเลข 13 หลัก",
        "Row {row}: the citizen ID's cell holds a telephone number. Fill in the 13 digits.",
    ),
    "cid_swapped": (
        "แถว {row}: เลขประจำตัวประชาชนกับเบอร์โทรศัพท์สลับช่องกัน กรุณาแก้ไขโดยใช้เลขจากช่องเบอร์โทรศัพท์",
        "Row {row}: citizen ID and telephone number have changed places. Fix it to take the ID from the phone's cell.",
    ),
    "cid_in_phone": (
        "แถว {row}: ไม่มีเลขประจำตัวประชาชน แต่พบเลข 13 หลักในช่องเบอร์โทรศัพท์ กรุณาตรวจสอบแล้วแก้ไข",
        "Row {row}: no citizen ID, but the phone's cell holds one. Check it, then fix it.",
    ),
    "cid_among_words": (
        "แถว {row}: ในช่อง “{value}” มีเลข 13 หลักปนกับข้อความ กรุณาตรวจสอบว่าเป็นเลขของคนนี้ แล้วแก้ไข",
        "Row {row}: “{value}” holds a 13-digit ID among words. Check that it is this person's, then fix it.",
    ),
    "zero_restored": (
        "แถว {row}: เติมเลข 0 ด้านหน้าให้ตามรูปแบบของช่องใน Excel (ในไฟล์เก็บเป็น {text})",
        "Row {row}: leading zeros put back as the cell's number format shows them (stored as {text}).",
    ),
    # --- dates ---
    "date_missing": ("แถว {row}: ไม่มีวันที่นัด กรุณากรอก เช่น {example}", "Row {row}: no date. Fill it in, e.g. {example}."),
    "date_unreadable": (
        "แถว {row}: อ่านวันที่ “{value}” ไม่ออก กรุณากรอกเป็น วัน/เดือน/ปี เช่น {example}",
        "Row {row}: “{value}” can't be read as a date. Write day/month/year, e.g. {example}.",
    ),
    "date_impossible": (
        "แถว {row}: ไม่มีวันที่ “{value}” ในปฏิทิน กรุณาตรวจสอบวันและเดือน",
        "Row {row}: there is no such day as “{value}”. Check day and month.",
    ),
    "date_year": (
        "แถว {row}: ปีใน “{value}” เป็นไปไม่ได้ทั้ง พ.ศ. และ ค.ศ. กรุณาตรวจสอบปี",
        "Row {row}: the year in “{value}” is possible in neither era. Check it.",
    ),
    "date_is_time": (
        "แถว {row}: ในช่องวันที่นัดเป็นเวลา ({value}) กรุณากรอกวันที่",
        "Row {row}: the date's cell holds a time ({value}). Fill in the date.",
    ),
    "date_ambiguous": (
        "แถว {row}: “{value}” อ่านได้สองแบบ เพราะในคอลัมน์นี้มีทั้ง วัน/เดือน และ เดือน/วัน กรุณากรอกเดือนเป็นตัวหนังสือ เช่น {example_in_words}",
        "Row {row}: “{value}” can be two days, as this column has both day/month and month/day. Write the month as a word, such as {example_in_words}.",
    ),
    "date_past": (
        "แถว {row}: วันที่นัด {th} ผ่านไปแล้ว กรุณาแก้เป็นวันนี้หรือวันข้างหน้า",
        "Row {row}: {en} is past. Change it to today or later.",
    ),
    "date_long_past": (
        "แถว {row}: วันที่นัด {th} ผ่านไปนานแล้ว อาจเป็นวันเกิด หรือพิมพ์ปีผิด กรุณากรอกวันที่นัด",
        "Row {row}: {en} is long past. Perhaps it is a date of birth, or the year is mistyped. Fill in the day of the appointment.",
    ),
    "date_short_year": (
        "แถว {row}: Excel อ่านปีที่พิมพ์สองหลักเป็น ค.ศ. {year} น่าจะหมายถึง {th} กรุณาตรวจสอบแล้วแก้ไข",
        "Row {row}: Excel took the two-digit year for {year}; {en} is probably meant. Check it, then fix it.",
    ),
    "date_far": (
        "แถว {row}: วันที่นัด {th} เกินหนึ่งปีข้างหน้า กรุณาตรวจสอบปี",
        "Row {row}: {en} is over a year ahead. Check the year.",
    ),
    "date_maybe_swapped": (
        "แถว {row}: อ่านเป็น {th} แต่ Excel อาจสลับวันกับเดือน (มีบางแถวในคอลัมน์นี้ที่ Excel ไม่ได้อ่านเป็นวันที่) กรุณาตรวจสอบ",
        "Row {row}: read as {en}, but Excel may have swapped day and month (it could not read other rows of this column). Check it.",
    ),
    "date_swapped_which": (
        "แถว {row}: อ่านเป็น {th} แต่ Excel อาจสลับวันกับเดือน (มีบางแถวในคอลัมน์นี้ที่ Excel ไม่ได้อ่านเป็นวันที่) กรุณาแก้ไข หรือพิมพ์วันที่ใหม่เป็นข้อความ เช่น {example_in_words}",
        "Row {row}: read as {en}, but Excel may have swapped day and month (it could not read other rows of this column). Fix it, or type the day anew as text, such as {example_in_words}.",
    ),
    "date_cell_order": (
        "แถว {row}: พิมพ์วันที่เป็น พ.ศ. ลงในช่องที่ Excel อ่านเอง Excel จึงอาจสลับวันกับเดือน: {th} กรุณาเลือกวันที่ที่ถูกต้อง",
        "Row {row}: a Buddhist year was typed and Excel may have swapped day and month: {en}. Say which is right.",
    ),
    "date_no_year": (
        "แถว {row}: “{value}” ไม่มีปี กรุณาเติมปี หากหมายถึง {th} ให้แก้ไขตามนี้",
        "Row {row}: “{value}” lacks the year. Fill it in, or fix it where {en} is meant.",
    ),
    "date_weekday": (
        "แถว {row}: “{value}” ชื่อวันไม่ตรงกับวันที่ {th} กรุณาตรวจสอบแล้วแก้ชื่อวันหรือวันที่",
        "Row {row}: in “{value}” the weekday does not fit {en}. Check which is right, and fix the weekday or the date.",
    ),
    "date_holiday": (
        "แถว {row}: {th} เป็นวันหยุดราชการ กรุณาตรวจสอบว่าเปิดให้บริการ",
        "Row {row}: {en} is a public holiday. Check that the clinic is open.",
    ),
    "date_utc": (
        "แถว {row}: “{value}” เป็นเวลาสากล (UTC) ในประเทศไทยคือ {th}",
        "Row {row}: “{value}” is a moment in UTC; in Thailand it is {en}.",
    ),
    "dates_dragged": (
        "แถว {row} ถึง {last}: วันที่เพิ่มทีละวันต่อกัน {count} แถว อาจเกิดจากการลากช่องใน Excel กรุณาตรวจสอบวันที่นัด",
        "Rows {row} to {last}: {count} rows with one day more each. Perhaps the cell was dragged down in Excel. Check the dates.",
    ),
    "date_order_assumed": (
        "อ่านวันที่ในคอลัมน์นี้เป็น วัน/เดือน/ปี เช่น “{text}” → {th} กรุณายืนยันว่าถูกต้อง",
        "Dates of this column are read as day/month/year, e.g. “{text}” → {en}. Confirm that this is right.",
    ),
    "date_order_american": (
        "อ่านวันที่ในคอลัมน์นี้เป็น เดือน/วัน/ปี เพราะ “{mdy}” เป็นอย่างอื่นไม่ได้ เช่น “{text}” → {th} กรุณายืนยันว่าถูกต้อง",
        "Dates of this column are read as month/day/year, as “{mdy}” can be nothing else, e.g. “{text}” → {en}. Confirm that this is right.",
    ),
    "date_order_told": (
        "อ่านวันที่ในคอลัมน์นี้เป็น เดือน/วัน/ปี เพราะ “{mdy}” เป็นอย่างอื่นไม่ได้ เช่น “{text}” → {th}",
        "Dates of this column are read as month/day/year, as “{mdy}” can be nothing else, e.g. “{text}” → {en}.",
    ),
    "date_order_mixed": (
        "คอลัมน์นี้มีทั้ง วัน/เดือน (“{dmy}”) และ เดือน/วัน (“{mdy}”) “{text}” คือ {th}? คำตอบใช้กับทุกแถวที่อ่านได้สองแบบ หรือแก้ทีละแถว",
        "This column has both day/month (“{dmy}”) and month/day (“{mdy}”). Is “{text}” {en}? The answer holds for every row that can be read both ways; or fix them one by one.",
    ),
    # --- times ---
    "time_missing": ("แถว {row}: ไม่มีเวลานัด กรุณากรอก เช่น 08:00", "Row {row}: no time. Fill it in, e.g. 08:00."),
    "time_unreadable": (
        "แถว {row}: อ่านเวลา “{value}” ไม่ออก กรุณากรอกเป็นชั่วโมงเต็ม เช่น 08:00",
        "Row {row}: “{value}” can't be read as a time. Write a whole hour, e.g. 08:00.",
    ),
    "time_is_date": (
        "แถว {row}: ในช่องเวลานัดมีแต่วันที่ ({value}) กรุณากรอกเวลา เช่น 08:00",
        "Row {row}: the time's cell holds only a date ({value}). Fill in the time, e.g. 08:00.",
    ),
    "time_minutes": (
        "แถว {row}: เวลา “{value}” ไม่ใช่ชั่วโมงเต็ม ตารางนัดเป็นรายชั่วโมง กรุณาใช้ชั่วโมงเต็ม เช่น {hour}",
        "Row {row}: “{value}” is not a whole hour, and slots are hourly. Use a whole hour, e.g. {hour}.",
    ),
    "time_range": (
        "แถว {row}: “{value}” มีมากกว่าหนึ่งชั่วโมง กรุณาระบุชั่วโมงที่นัด เช่น {hour}",
        "Row {row}: “{value}” names more than one hour. Say which, e.g. {hour}.",
    ),
    "time_contradicts": (
        "แถว {row}: “{value}” บอกเช้าหรือบ่ายไม่ตรงกับชั่วโมง กรุณากรอกเป็นชั่วโมงเต็ม เช่น 09:00 หรือ 13:00",
        "Row {row}: the hour in “{value}” is not in the half of the day it names. Write a whole hour, e.g. 09:00 or 13:00.",
    ),
    "time_vague": (
        "แถว {row}: “{value}” ไม่ได้บอกว่ากี่โมง กรุณาระบุชั่วโมง เช่น 09:00",
        "Row {row}: “{value}” does not say which hour. Fill it in, e.g. 09:00.",
    ),
    "time_afternoon": (
        "แถว {row}: “{value}” คือ {hour} น. ตามที่เขียน น่าจะหมายถึง {meant} น. กรุณาตรวจสอบแล้วแก้ไข",
        "Row {row}: “{value}” is {hour} as it stands; {meant} is probably meant. Check it, then fix it.",
    ),
    "time_shows_zero": (
        "แถว {row}: ช่องเวลานัดเป็นรูปแบบเวลา Excel จึงแสดงตัวเลขที่พิมพ์เป็น “0:00” น่าจะหมายถึง {hour} น. กรุณาตรวจสอบแล้วแก้ไข",
        "Row {row}: the cell has a time format, so Excel shows the number in it as “0:00”; {hour} is probably meant. Check it, then fix it.",
    ),
    "hours_differ": (
        "แถว {row}: ช่องวันที่นัดบอกเวลา {clock} แต่ช่องเวลานัดบอก {hour} กรุณาตรวจสอบ หากใช้เวลาในช่องเวลานัด ให้แก้ไขตามนี้",
        "Row {row}: the day's cell says {clock}, the hour's cell {hour}. Check which is right; fix it to take the hour's cell.",
    ),
    "time_past": (
        "แถว {row}: เวลา {hour} น. ของวันนี้ผ่านไปแล้ว กรุณาแก้เป็นเวลาอื่นหรือวันอื่น",
        "Row {row}: {hour} of today is past. Change it to a later hour or another day.",
    ),
    "time_utc": (
        "แถว {row}: “{value}” เป็นเวลาสากล (UTC) ในประเทศไทยคือ {hour} น.",
        "Row {row}: “{value}” is a moment in UTC; in Thailand it is {hour}.",
    ),
    "time_midnight": (
        "แถว {row}: เวลานัด “{value}” คือเที่ยงคืน ซึ่งไม่ใช่เวลานัด กรุณากรอกเป็นชั่วโมงเต็ม เช่น 08:00",
        "Row {row}: “{value}” is midnight, which is no hour of an appointment. Write a whole hour, e.g. 08:00.",
    ),
    "time_unusual": (
        "แถว {row}: เวลานัด {hour} น. อยู่นอกเวลาทำการปกติ กรุณาตรวจสอบ",
        "Row {row}: {hour} is an unusual hour. Check it.",
    ),
    # --- the rest of a row ---
    "dose_missing": (
        "แถว {row}: ไฟล์มีคอลัมน์เข็มที่ แต่แถวนี้ไม่ได้ระบุ กรุณากรอกเลข 1 ถึง 9 หรือเลือกเข็มเดียวกันให้ทุกแถวที่ว่าง",
        "Row {row}: the sheet has a column for the dose, and it is blank here. Fill in 1 to 9, or choose one dose for all blank rows.",
    ),
    "dose_unreadable": (
        "แถว {row}: อ่านเข็มที่ “{value}” ไม่ออก แถวนี้ยังจองได้ เพราะการจองไม่ส่งเลขเข็ม โปรแกรมจะดูที่ว่างของเข็ม 1 ควรแก้เป็นเลข 1 ถึง 9",
        "Row {row}: “{value}” is no dose. The row can be booked, as a booking carries no dose; seats are looked up for dose 1. Fill in 1 to 9 if you can.",
    ),
    "dose_booster": (
        "แถว {row}: “{value}” นับเป็นเข็มที่ {dose}",
        "Row {row}: “{value}” is taken for dose {dose}.",
    ),
    "phone_unreadable": (
        "แถว {row}: เบอร์โทรศัพท์ “{value}” ไม่ถูกต้อง แถวนี้ยังจองได้ แต่ควรแก้ไข",
        "Row {row}: “{value}” is no telephone number. The row can be booked; fix it if you can.",
    ),
    "phone_zero": (
        "แถว {row}: เบอร์โทรศัพท์ขาดเลข 0 ตัวหน้า โปรแกรมเติมให้เป็น {phone}",
        "Row {row}: the telephone number lacks its leading 0; read as {phone}.",
    ),
    "facility_unreadable": (
        "แถว {row}: “{value}” ไม่ใช่รหัสหน่วยบริการ 5 หลัก กรุณาแก้ไขหรือเว้นว่างไว้",
        "Row {row}: “{value}” is no facility code of 5 digits. Fix it or leave it blank.",
    ),
    "facility_zero": (
        "แถว {row}: รหัสหน่วยบริการขาดเลข 0 ตัวหน้า โปรแกรมเติมให้เป็น {facility}",
        "Row {row}: the facility code lacks its leading 0; read as {facility}.",
    ),
    "facility_other": (
        "แถว {row}: รหัสหน่วยบริการ {value} ไม่ตรงกับหน่วยบริการที่เข้าสู่ระบบ ({facility}) กรุณาแก้ไข หรือเข้าสู่ระบบด้วยหน่วยบริการ {value}",
        "Row {row}: facility {value} is not the one signed in ({facility}). Fix it, or sign in with that facility.",
    ),
    "cell_error": (
        "แถว {row}: ช่องนี้เป็นค่าผิดพลาดของ Excel ({text}) กรุณาแก้สูตรหรือพิมพ์ค่าลงไปแทน",
        "Row {row}: this cell holds an Excel error ({text}). Fix the formula or type the value.",
    ),
    "cell_merged": (
        "แถว {row}: ช่องนี้ว่าง เพราะผสานเซลล์กับแถวบนที่มีค่า “{text}” หากใช้ค่าเดียวกัน ให้แก้ไขตามนี้",
        "Row {row}: this cell is blank, as it is merged with one above that says “{text}”. Fix it where the same is meant.",
    ),
    "cell_ditto": (
        "แถว {row}: “{value}” หมายถึงค่าเดียวกับแถวบน (“{text}”) หากถูกต้อง ให้แก้ไขตามนี้",
        "Row {row}: “{value}” stands for the value above (“{text}”). Fix it where that is right.",
    ),
    "cell_day_above": (
        "แถว {row}: ไม่มีวันที่นัดของตัวเอง แต่บอกไว้ครั้งเดียวให้หลายแถว: {th} หากเป็นวันนั้น ให้แก้ไขตามนี้",
        "Row {row}: no day of its own, but it stands once for many rows: {en}. Fix it where that day is meant.",
    ),
    "cell_hour_above": (
        "แถว {row}: ไม่มีเวลานัดของตัวเอง แต่บอกไว้ครั้งเดียวให้หลายแถว: {th} หากเป็นเวลานั้น ให้แก้ไขตามนี้",
        "Row {row}: no hour of its own, but it stands once for many rows: {en}. Fix it where that hour is meant.",
    ),
    "cell_crossed": (
        "แถว {row}: ในช่องที่เขียน “{text}” มีบางส่วนขีดฆ่าไว้ โปรแกรมอ่านเฉพาะส่วนที่ไม่ได้ขีดฆ่า “{left}” กรุณาตรวจสอบ",
        "Row {row}: part of “{text}” is struck through; what is left, “{left}”, is read. Check it.",
    ),
    "cell_no_value": (
        "แถว {row}: สูตรในช่องนี้ยังไม่ได้คำนวณ กรุณาเปิดไฟล์ด้วย Excel แล้วกดบันทึก จากนั้นโหลดไฟล์ใหม่",
        "Row {row}: the formula in this cell was never computed. Open the file in Excel, save it, and load it again.",
    ),
    "example_row": (
        "แถว {row}: ช่องหมายเหตุยังมีข้อความของแถวตัวอย่างอยู่ หากเป็นนัดจริงกรุณาลบข้อความนั้น",
        "Row {row} still carries the template's example mark in its note. Delete the note if this is a real appointment.",
    ),
    "cid_two_names": (
        "แถว {row}: เลขนี้อยู่ที่แถว {other} ด้วย ในชื่อ “{name}” กรุณาตรวจสอบกับบัตรว่าเป็นเลขของใคร",
        "Row {row}: this citizen ID also stands in row {other}, with the name “{name}”. Check against the card whose it is.",
    ),
    "duplicate_row": (
        "แถว {row}: ซ้ำกับแถว {other} (คน วัน และเวลาเดียวกัน) จะจองเฉพาะแถว {other}",
        "Row {row} repeats row {other} (same person, day and hour). Only row {other} is booked.",
    ),
    "duplicate_dose": (
        "แถว {row}: คน วัน และเวลาเดียวกับแถว {other} แต่คนละเข็ม (เข็ม {other_dose} ที่แถว {other} และเข็ม {dose} ที่แถวนี้) นัดเดียวใช้ได้ทั้งสองเข็ม จึงจองครั้งเดียวจากแถว {other} หากเข็มนี้เป็นวันอื่น กรุณาแก้วันหรือเวลา",
        "Row {row}: the same person, day and hour as row {other}, for another dose ({other_dose} in row {other}, {dose} here). One appointment holds both, so only row {other} is booked. If this dose is for another day, change the day or the hour.",
    ),
    "same_day": (
        "แถว {row}: คนนี้มีนัดวันเดียวกันอีกที่แถว {other} เวลา {hour} กรุณาเลือกไว้เวลาเดียวแล้วลบอีกแถว",
        "Row {row}: this person is also in row {other} on the same day at {hour}. Keep one hour and delete the other row.",
    ),
    "person_other_day": (
        "แถว {row}: คนนี้มีนัดอีกวันหนึ่งที่แถว {other} ({th}) กรุณาตรวจสอบว่าตั้งใจนัดทั้งสองวัน",
        "Row {row}: this person also has a day in row {other} ({en}). Check that both are meant.",
    ),
    "other_sheet_hour": (
        "แถว {row}: คนนี้อยู่ในแผ่นงาน {sheet} แถว {other} ด้วย วันเดียวกัน เวลา {hour} กรุณาเลือกไว้เวลาเดียวแล้วลบอีกแถว",
        "Row {row}: this person also stands on sheet {sheet}, row {other}, on the same day at {hour}. Keep one hour and delete the other row.",
    ),
    "other_sheet_same": (
        "แถว {row}: คนนี้อยู่ในแผ่นงาน {sheet} แถว {other} ด้วย วันและเวลาเดียวกัน จะจองเพียงครั้งเดียว",
        "Row {row}: this person also stands on sheet {sheet}, row {other}, at the same day and hour. They are booked once.",
    ),
    "other_sheet_day": (
        "แถว {row}: คนนี้อยู่ในแผ่นงาน {sheet} แถว {other} ด้วย วันที่ {th} กรุณาตรวจสอบว่าตั้งใจนัดทั้งสองวัน",
        "Row {row}: this person also stands on sheet {sheet}, row {other}, on {en}. Check that both days are meant.",
    ),
    "ids_beside": (
        "คอลัมน์ {column} มีเลขประจำตัวประชาชนของอีก {count} คน (เริ่มที่แถว {row}) คอลัมน์นี้ไม่ได้ใช้ จึงไม่ได้จองคนเหล่านี้ กรุณาตรวจสอบว่าไม่ใช่คนที่ต้องจอง",
        "Column {column} holds the [count?ID of 1 more person (row {row}). It is not used, so this person is not booked. Check that they are not to be.|IDs of {count} more people (from row {row} on). It is not used, so they are not booked. Check that they are not to be.]",
    ),
    # --- names against the target list ---
    "name_differs": (
        "แถว {row}: เลขประจำตัวประชาชนนี้ในกลุ่มเป้าหมายเป็นของ “{listed}” แต่ในไฟล์เป็น “{sheet}” กรุณาตรวจสอบกับบัตร แล้วแก้เลขหรือชื่อ หรือไม่จองแถวนี้",
        "Row {row}: on the target list this ID belongs to “{listed}”, but the sheet says “{sheet}”. Check it against the card, then correct the ID or the name, or leave the row out.",
    ),
    "cid_not_listed": (
        "แถว {row}: เลขประจำตัวประชาชนนี้ไม่อยู่ในกลุ่มเป้าหมาย ระบบคงไม่รับจอง กรุณาขึ้นทะเบียนก่อน",
        "Row {row}: this ID is not on the target list, so the booking will most likely be refused. Register the person first.",
    ),
    "name_not_compared": (
        "แถว {row}: เทียบชื่อไม่ได้ ในไฟล์เป็น “{sheet}” ในกลุ่มเป้าหมายเป็น “{listed}” กรุณาดูเองว่าเป็นคนเดียวกัน",
        "Row {row}: the names can't be compared: “{sheet}” in the sheet, “{listed}” on the target list. See for yourself whether that is one person.",
    ),
    "cid_not_told": (
        "แถว {row}: ระบบไม่ได้บอกว่าเลขประจำตัวประชาชนนี้เป็นของใคร จึงเทียบชื่อไม่ได้",
        "Row {row}: the server did not tell who this ID belongs to, so the name could not be compared.",
    ),
    "names_counted": (
        "ตรวจชื่อ {people} คนกับกลุ่มเป้าหมาย: ตรวจสอบกับระบบ {people} ครั้ง ประมาณ {seconds} วินาที",
        "Checking {people} [people?name|names] against the target list: {people} [people?call|calls], about {seconds} s",
    ),
    "names_sums": (
        "ตรวจแล้ว {asked} คน  ชื่อไม่ตรง {differs} แถว  ไม่อยู่ในกลุ่มเป้าหมาย {strangers} แถว  เทียบไม่ได้ {unknown} แถว",
        "{asked} [asked?person|people] looked up  names differ in {differs} [differs?row|rows]  not on the target list {strangers}  can't be compared {unknown}",
    ),
    "names_stopped": (
        "หยุดตรวจชื่อแล้ว ยังไม่ได้ตรวจอีก {left} คน ตรวจต่อได้ทุกเมื่อ",
        "Stopped: {left} [left?person was|people were] not looked up. The check can be continued at any time.",
    ),
    "names_aside": (
        "{aside} จึงยังไม่ได้ตรวจชื่อแถวเหล่านี้",
        "{aside}. Not looked up either.",
    ),
    "names_not_asked": (
        "อีก {rows} แถวมีข้อมูลไม่ถูกต้อง จึงยังไม่ได้ตรวจชื่อ กรุณาแก้ไขก่อน ดูด้วย mophic validate",
        "{rows} more [rows?row has problems of its own and was|rows have problems of their own and were] not looked up. Correct [rows?it first: mophic validate names it|them first: mophic validate names them].",
    ),
}

# Of many rows at once, where it is one thing: by the code that a single row has.
OF_ROWS = {
    "date_holiday": (
        "{count} แถว (แถว {rows}): {th} เป็นวันหยุดราชการ กรุณาตรวจสอบว่าเปิดให้บริการ",
        "{count} rows ({rows}): {en} is a public holiday. Check that the clinic is open.",
    ),
    "cell_day_above": (
        "วันที่นัดของ {count} แถวนี้ (แถว {rows}): {th} หากเป็นวันนั้น ให้แก้ไขตามนี้",
        "The day for these {count} rows ({rows}): {en}. Fix them where that day is meant.",
    ),
    "cell_hour_above": (
        "เวลานัดของ {count} แถวนี้ (แถว {rows}): {th} หากเป็นเวลานั้น ให้แก้ไขตามนี้",
        "The hour for these {count} rows ({rows}): {en}. Fix them where that hour is meant.",
    ),
}
