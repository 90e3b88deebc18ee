"""Sheets: files, columns, rows set aside, results. What is told of a row's cells: `rows.py`."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # --- the file ---
    "file_missing": (
        "ไม่พบไฟล์ {file} อาจถูกย้ายหรือเปลี่ยนชื่อไปแล้ว กรุณาเลือกไฟล์อีกครั้ง",
        "{file} is not there. It may have been moved or renamed: choose the file again.",
    ),
    "file_locked": (
        "เปิดไฟล์ {file} ไม่ได้ เพราะโปรแกรมอื่นใช้งานอยู่หรือไม่มีสิทธิ์อ่าน กรุณาปิดไฟล์ในโปรแกรมนั้น หรือคัดลอกไฟล์ไปไว้ที่อื่นแล้วลองใหม่",
        "{file} can't be opened: another program holds it, or you may not read it. Close it there, or copy it elsewhere, and try again.",
    ),
    "file_is_lock": (
        "{file} เป็นไฟล์ชั่วคราวที่ Excel สร้างขณะเปิดงาน กรุณาเลือกไฟล์ตัวจริง (ชื่อเดียวกันแต่ไม่มี ~$ นำหน้า)",
        "{file} is a temporary file Excel makes while a workbook is open. Choose the real one: the same name without ~$.",
    ),
    "file_empty": (
        "{file} ไม่มีข้อมูลอยู่เลย กรุณาตรวจสอบว่าเลือกถูกไฟล์และดาวน์โหลดมาครบแล้ว",
        "{file} is empty. Check that it is the right file and was copied completely.",
    ),
    "file_not_sheet": (
        "{file} ไม่ใช่ไฟล์ตารางที่โปรแกรมอ่านได้ กรุณาเลือกไฟล์ Excel (.xlsx .xlsm .xls .xlsb), .ods, .csv หรือ .txt",
        "{file} is no sheet. Choose an Excel file (.xlsx .xlsm .xls .xlsb), .ods, .csv or .txt.",
    ),
    "html_file": (
        "{file} ไม่ใช่ไฟล์ Excel แท้ แต่เป็นหน้าเว็บหรือ XML ที่ใช้นามสกุลของ Excel กรุณาเปิดด้วย Excel แล้วบันทึกเป็น .xlsx จากนั้นโหลดไฟล์ที่บันทึก",
        "{file} is a web page or XML named like an Excel file. Open it in Excel, save it as .xlsx and load that.",
    ),
    "file_encrypted": (
        "ไฟล์ {file} ตั้งรหัสผ่านไว้ โปรแกรมจึงเปิดไม่ได้ กรุณาเปิดด้วย Excel ยกเลิกรหัสผ่านแล้วบันทึก จากนั้นโหลดไฟล์ใหม่",
        "{file} has a password, so it can't be read. Open it in Excel, take the password off, save, and load it again.",
    ),
    "file_damaged": (
        "ไฟล์ {file} เสียหายหรือไม่สมบูรณ์ กรุณาเปิดด้วย Excel แล้วบันทึกเป็นไฟล์ใหม่ หรือขอไฟล์จากต้นทางอีกครั้ง",
        "{file} is damaged or incomplete. Open it in Excel and save it as a new file, or ask for the file again.",
    ),
    "file_changed": (
        "ไฟล์ {file} ถูกแก้ไขหลังจากที่โปรแกรมอ่าน จึงยังไม่ได้ส่งอะไร กรุณาสั่งอีกครั้งเพื่ออ่านไฟล์ใหม่",
        "{file} was changed after it was read, so nothing was sent. Give the command again: the file is read anew.",
    ),
    "file_unreadable": (
        "อ่านไฟล์ {file} ไม่ได้ กรุณาตรวจสอบไดรฟ์หรือเครือข่าย แล้วลองใหม่ หรือคัดลอกไฟล์มาไว้ในเครื่อง",
        "{file} can't be read. Check the drive or network and try again, or copy the file to this computer.",
    ),
    "file_too_big": (
        "ไฟล์ {file} ใหญ่เกินกว่าที่โปรแกรมรับได้ กรุณาคัดลอกเฉพาะตารางนัดหมายไปไว้ในไฟล์ใหม่ แล้วโหลดไฟล์นั้น",
        "{file} is too big for a list of appointments. Copy the table alone into a new file and load that.",
    ),
    "text_encoding": (
        "อ่านตัวอักษรในไฟล์ {file} ไม่ได้ กรุณาเปิดด้วย Excel แล้วบันทึกเป็น .xlsx หรือ CSV UTF-8",
        "The letters of {file} can't be read. Open it in Excel and save it as .xlsx or CSV UTF-8.",
    ),
    "text_broken": (
        "ไฟล์ {file} มีเครื่องหมายคำพูดไม่ครบคู่หรือมีช่องที่ยาวผิดปกติใกล้แถว {row} กรุณาแก้ไข หรือเปิดด้วย Excel แล้วบันทึกเป็น .xlsx",
        "{file} lacks a quotation mark or holds a far too long cell near row {row}. Fix it, or save it as .xlsx.",
    ),
    "text_quote": (
        "บรรทัด {row} ของไฟล์ {file} มีเครื่องหมายคำพูดที่ไม่ครบคู่หรืออยู่ผิดที่ หากอ่านต่อ แถวที่อยู่ถัดไปอาจหายไป โปรแกรมจึงไม่อ่านไฟล์นี้ กรุณาแก้ไขบรรทัดนั้น แล้วโหลดไฟล์อีกครั้ง",
        "Line {row} of {file} has a quotation mark without its partner, or in the wrong place. The rows below it could get lost, so the file is not read. Fix that line and load the file again.",
    ),
    "text_cell_rows": (
        "ช่องหนึ่งในบรรทัด {row} ของไฟล์ {file} มีข้อความหลายบรรทัดที่ดูเหมือนรายชื่อคนอื่นรวมอยู่ด้วย โปรแกรมจึงไม่อ่านไฟล์นี้ กรุณาตรวจเครื่องหมายคำพูดตั้งแต่บรรทัดนั้น แล้วโหลดไฟล์อีกครั้ง",
        "A cell on line {row} of {file} holds several lines that look like rows of other people, so the file is not read. Check the quotation marks from that line on and load the file again.",
    ),
    "rows_too_many": (
        "ตารางมีอย่างน้อย {rows} แถว โปรแกรมรับได้ไม่เกิน {most} แถวต่อไฟล์ กรุณาลบแถวที่ไม่ใช้หรือแบ่งเป็นหลายไฟล์",
        "The sheet has {rows} rows or more; {most} fit in one file. Delete what is not needed or split the file.",
    ),
    "sheet_too_wide": (
        "ตารางกว้างผิดปกติ ({rows} แถว × {columns} คอลัมน์) กรุณาลบแถวและคอลัมน์ที่อยู่นอกตารางนัดแล้วบันทึกใหม่",
        "The sheet is far too wide ({rows} rows × {columns} columns). Delete what lies outside the table and save it again.",
    ),
    "sheet_missing": (
        "ไม่พบแผ่นงานชื่อ {sheet} ในไฟล์นี้ กรุณาเลือกแผ่นงานอื่น",
        "There is no sheet named {sheet}. Choose another.",
    ),
    "sheet_unknown": (
        "อ่านแผ่นงาน {sheet} ไม่ได้ เพราะไม่พบข้อมูลของแผ่นงานนี้ในไฟล์ หรือโปรแกรมตรวจแถวที่ซ่อนและช่องที่ผิดพลาดในแผ่นงานนี้ไม่ได้ กรุณาเปิดด้วย Excel แล้วบันทึกเป็น .xlsx ไฟล์ใหม่",
        "Sheet {sheet} can't be read: its data is not in the file, or its hidden rows and error cells can't be seen. Open it in Excel and save it as a new .xlsx.",
    ),
    "sheet_empty": (
        "ไฟล์ {file} ไม่มีข้อมูลในแผ่นงานใดเลย กรุณาตรวจสอบว่าบันทึกไฟล์แล้ว",
        "No sheet of {file} holds anything. Check that it was saved.",
    ),
    "sheet_no_rows": (
        "แผ่นงาน {sheet} มีหัวตารางแต่ยังไม่มีรายชื่อ กรุณากรอกรายการนัดใต้หัวตารางแล้วบันทึก",
        "Sheet {sheet} has headers but no people. Fill in the appointments under the headers and save.",
    ),
    "file_of_nobody": (
        "ไม่มีใครในไฟล์ {file} จึงไม่ได้จองจากไฟล์นี้: {why} ไฟล์อื่นทำต่อตามปกติ",
        "There is nobody in {file}, so nothing is booked from it: {why} The other files are not held up.",
    ),
    "no_file_booked": (
        "ยังไม่ได้จองไฟล์ใดเลย กรุณาแก้ไฟล์นี้หรือเอาออก แล้วสั่งใหม่",
        "Nothing was booked, of no file. Mend this file or take it out, then run the command again.",
    ),
    "header_missing": (
        "ไม่พบแถวหัวตาราง กรุณาใส่ชื่อคอลัมน์ไว้แถวบนสุด (เลขประจำตัวประชาชน วันที่นัด เวลานัด) หรือใช้แบบฟอร์มของโปรแกรม",
        "No header row was found. Name the columns in the top row (cid, appointment_date, appointment_time), or use the template.",
    ),
    "columns_missing": (
        "ไม่พบคอลัมน์ที่ต้องมี: {columns} กรุณาเลือกเองว่าเป็นคอลัมน์ใด หรือแก้ชื่อหัวตารางในไฟล์ (ในบรรทัดคำสั่งใช้ --column เช่น --column cid=B หรือ --same appointment_time=09:00 หากทุกแถวใช้เวลาเดียวกัน)",
        "These columns are needed and were not found: {columns}. Point to them, or fix the headers in the file (on the command line with --column, e.g. --column cid=B, or --same appointment_time=09:00 where all rows have one hour).",
    ),
    "columns_unsure": (
        "โปรแกรมไม่แน่ใจว่าคอลัมน์ใดคือ: {columns} จึงยังไม่จองใคร กรุณาเลือกคอลัมน์ที่ถูกต้อง (ในบรรทัดคำสั่งใช้ --column เช่น --column cid=B)",
        "It is not sure which column holds: {columns}. Nobody is booked yet. Point to the right column (on the command line with --column, e.g. --column cid=B).",
    ),
    "distribute_hint": (
        "หากยังไม่มีวันหรือเวลานัด ใช้ mophic distribute เพื่อจัดแต่ละคนลงช่วงเวลาที่ว่าง",
        "Nobody has a day or an hour yet? mophic distribute gives everybody one of the hours that are free.",
    ),
    "column_field": (
        "ไม่มีข้อมูลชื่อ {value} ที่เลือกคอลัมน์ได้ ชื่อที่ใช้ได้: {fields}",
        "There is nothing named {value} to choose a column for. The names are: {fields}.",
    ),
    "column_unknown": (
        "ไม่มีคอลัมน์ {value} ในตารางนี้ หรือมีมากกว่าหนึ่งคอลัมน์ กรุณาใช้ตัวอักษรของคอลัมน์ (A, B, …) หรือหัวตารางเต็ม: {column}",
        "This table has no column {value}, or more than one. Give a column's letter (A, B, …) or its whole header: {column}.",
    ),
    "column_twice": (
        "เลือกคอลัมน์ {column} ให้ข้อมูลสองอย่าง กรุณาเลือกคนละคอลัมน์",
        "Column {column} is chosen for two things. Choose one column each.",
    ),
    "column_stamp": (
        "คอลัมน์ {column} เป็นวันและเวลาของเรื่องอื่น ไม่ใช่ของวันนัด จึงใช้เป็นเวลานัดไม่ได้ กรุณาเลือกคอลัมน์อื่น หรือใช้เวลาเดียวกันทุกแถว (ในบรรทัดคำสั่งใช้ --same appointment_time=09:00)",
        "Column {column} holds the day and hour of something else, not the appointment's, so no hour is taken from it. Choose another column, or one hour for all rows (on the command line with --same appointment_time=09:00).",
    ),
    "same_unreadable": (
        "อ่านค่าที่ใช้กับทุกแถว “{value}” ไม่ออก ใช้ได้กับ {fields} เช่น --same appointment_time=09:00",
        "“{value}” can't be read as a value for all rows. It may be said of {fields}, e.g. --same appointment_time=09:00.",
    ),
    "same_given": (
        "{th}: “{value}” ทุกแถว ({count} แถว) ตามที่สั่งด้วย --same",
        "{en}: “{value}” in [count?the 1 row|all {count} rows], as --same says.",
    ),
    "no_dose_column": (
        "ไม่มีคอลัมน์เข็มที่: ถือเป็นเข็ม 1 ทุกแถว (การจองไม่ส่งเลขเข็ม)",
        "No dose column: dose 1 for all rows (a booking carries no dose).",
    ),
    "same_over_column": (
        "{th}: “{value}” ทุกแถว ({count} แถว) ตามที่สั่งด้วย --same จึงไม่ได้อ่านคอลัมน์ {column}",
        "{en}: “{value}” in [count?the 1 row|all {count} rows], as --same says; column {column} is not read.",
    ),
    "sheet_hidden_only": (
        "แผ่นงานที่มองเห็นในไฟล์ {file} ไม่มีตารางนัด แต่แผ่นงานที่ซ่อนอยู่มี: {sheets} หากต้องการใช้ กรุณาเลิกซ่อนใน Excel หรือเลือกแผ่นงานนั้น (ในบรรทัดคำสั่งใช้ --sheet)",
        "No visible sheet of {file} holds appointments; hidden ones do: {sheets}. Unhide the sheet in Excel, or choose it (on the command line with --sheet).",
    ),
    "sheet_or_all": (
        "ใช้ --sheet หรือ --all-sheets อย่างใดอย่างหนึ่ง",
        "Give --sheet or --all-sheets, not both.",
    ),
    "lists_beside": (
        'แผ่นงาน {sheet} มีรายชื่อหลายชุดวางข้างกัน: {lists} จึงยังไม่จองใคร กรุณาเลือกทีละชุด หรืออ่านทุกชุดทีละชุดต่อกัน (ในบรรทัดคำสั่งใช้ --sheet "ชื่อชุด" หรือ --all-sheets)',
        'Sheet {sheet} holds lists of people side by side: {lists}. Nobody is booked yet. Choose one, or all of them one after the other (on the command line with --sheet "its name" or --all-sheets).',
    ),
    "sheets_same_people": (
        'แผ่นงานเหล่านี้มีรายชื่อคนเดียวกัน แต่วันหรือเวลานัดไม่ตรงกัน: {sheets} จึงยังไม่จองใคร กรุณาเลือกแผ่นงานที่ใช้จริง (ในบรรทัดคำสั่งใช้ --sheet "ชื่อแผ่นงาน" หรือ --all-sheets หากใช้ทุกแผ่น)',
        'These sheets hold the same people with other days or hours: {sheets}. Nobody is booked yet. Choose the one that counts (on the command line with --sheet "its name", or --all-sheets where all do).',
    ),
    "all_sheets": ("รวม {count} แผ่นงาน", "{count} [count?sheet|sheets] in all"),
    "columns_used": ("คอลัมน์ที่ใช้:", "Columns used:"),
    "people_in_sheet": ("{sheet} ({count} คน)", "{sheet} ({count} [count?person|people])"),
    "people_in_hidden_sheet": ("{sheet} ({count} คน ซ่อนอยู่)", "{sheet} ({count} [count?person|people], hidden)"),
    "no_such_column": ("ไม่มีคอลัมน์นี้ในตาราง", "none of the columns"),
    "one_for_all_rows": ("เวลาเดียวกันทุกแถว:", "one hour for all rows:"),
    "sheets_not_read": (
        "ยังไม่ได้อ่านแผ่นงานอื่นที่มีรายชื่อ: {sheets} (ในบรรทัดคำสั่งใช้ --sheet หรือ --all-sheets)",
        "Other sheets hold people and were not read: {sheets} (on the command line: --sheet or --all-sheets).",
    ),
    "read_too_long": (
        "อ่านไฟล์ {file} นานเกิน {seconds} วินาที โปรแกรมจึงหยุดอ่าน กรุณาคัดลอกเฉพาะตารางนัดหมายไปไว้ในไฟล์ใหม่ แล้วโหลดไฟล์นั้น",
        "Reading {file} took over {seconds} [seconds?second|seconds] and was stopped. Copy the table alone into a new file.",
    ),
    "read_failed": (
        "อ่านไฟล์ {file} ไม่สำเร็จ ไฟล์อาจเสียหายหรือใช้หน่วยความจำมากเกินไป กรุณาเปิดด้วย Excel แล้วบันทึกเป็นไฟล์ใหม่",
        "Reading {file} failed: it may be damaged, or need too much memory. Open it in Excel and save it as a new file.",
    ),
    # --- rows set aside: a reason as it stands in a list, without its rows ---
    "aside_example": ("แถวตัวอย่างของแบบฟอร์ม", "the template's example row"),
    "aside_heading": ("หัวตารางที่พิมพ์ซ้ำ", "a repeated heading"),
    "aside_total": ("แถวยอดรวม", "a total"),
    "aside_signature": ("ลายเซ็นหรือข้อความท้ายตาราง", "a signature or a remark below the table"),
    "aside_explained": ("คำอธิบาย ไม่ใช่รายชื่อ", "an explanation, nobody's row"),
    "aside_details": ("ข้อมูลเพิ่มเติมของคนแถวบน ไม่ใช่รายชื่อ", "more about the person above, nobody's row"),
    "aside_day": ("บรรทัดที่บอกแต่วันที่หรือเวลา", "a line that says only a day or an hour"),
    "aside_dead": ("ในไฟล์ระบุว่าเสียชีวิต", "the sheet says: dead"),
    "aside_cancelled": ("ในไฟล์ระบุว่ายกเลิก", "the sheet says: cancelled"),
    "aside_moved": ("ในไฟล์ระบุว่าเลื่อนหรือย้าย", "the sheet says: moved"),
    "aside_done": ("ในไฟล์ระบุว่ามาแล้วหรือฉีดแล้ว", "the sheet says: done"),
    "aside_repeated": ("ในไฟล์ระบุว่าซ้ำหรือให้ลบ", "the sheet says: a repeat, or to be deleted"),
    "aside_waiting": ("ในไฟล์ระบุว่าเป็นรายชื่อสำรอง", "the sheet says: on the reserve list"),
    "aside_elsewhere": ("ในไฟล์ระบุว่ามีนัดหรือจองที่อื่น", "the sheet says: an appointment elsewhere"),
    "aside_unfit": (
        "ในไฟล์มีเรื่องที่ต้องดูก่อนฉีด (เช่น แพ้ยา ป่วย ไม่เข้าเกณฑ์)",
        "the sheet says something to look at first (an allergy, an illness, not eligible)",
    ),
    "aside_undecided": (
        "ในไฟล์ระบุว่าติดต่อไม่ได้ ยังรออยู่ หรือต้องตรวจสอบ",
        "the sheet says: not reached, still waited for, or to be checked",
    ),
    "aside_status": (
        "รหัสสถานะต่างจากแถวส่วนใหญ่ โปรแกรมไม่ทราบความหมาย",
        "a status code unlike most rows', and its meaning is not known",
    ),
    "aside_past_booked": ("ผ่านไปแล้ว และเคยจองไว้แล้ว", "past, and booked before"),
    "aside_nobody": ("ไม่มีข้อมูลคน (มีแต่ลำดับหรือค่าที่เติมไว้)", "nobody in it (only a running number or defaults)"),
    "aside_other_block": ("อยู่ใต้หัวตารางอื่นที่ไม่ได้เลือกใช้", "under another heading, which is not used"),
    "aside_above_header": ("อยู่เหนือหัวตาราง", "above the header"),
    "aside_struck": ("ขีดฆ่าไว้", "struck through"),
    "aside_hidden": ("ซ่อนหรือกรองไว้ใน Excel", "hidden or filtered out in Excel"),
    "aside_take_in": (
        "หากต้องการจองแถวที่กันไว้ กรุณาระบุ --take-in {reason} (ทุกแถวของเหตุผลนี้) หรือ --take-in {row} (เฉพาะแถวนี้)",
        "To book rows that are set aside: --take-in {reason} (all of that reason), or --take-in {row} (that row alone).",
    ),
    "set_aside": ("กันไว้ไม่จอง {count} แถว: {reasons}", "{count} rows set aside: {reasons}"),
    "set_aside_one": ("กันไว้ไม่จอง 1 แถว: {reasons}", "1 row set aside: {reasons}"),
    "set_aside_rows": ("{reason} {count} แถว", "{count} {reason}"),
    "unkept_no_file": (
        "แถวที่วางไว้ไม่ได้อยู่ในไฟล์ใด สิ่งที่แก้ไขจึงเก็บไว้ไม่ได้ กรุณาจองให้เสร็จก่อน หรือบันทึกเป็นไฟล์แล้วโหลดไฟล์นั้น",
        "Pasted rows lie in no file, so what you fixed in them can't be kept. Book them first, or save them as a file and load that.",
    ),
    "unkept_not_signed_in": (
        "ยังไม่ได้เข้าสู่ระบบ สิ่งที่แก้ไขจึงยังเก็บไว้กับไฟล์ไม่ได้ กรุณาเข้าสู่ระบบก่อน",
        "Nobody is signed in, so what you fixed can't be kept with the file yet. Sign in first.",
    ),
    "unkept_session": (
        "บันทึกงานนี้อยู่ในหน่วยความจำเท่านั้น สิ่งที่แก้ไขจึงหายไปเมื่อปิดโปรแกรม กรุณาจองให้เสร็จก่อนปิด",
        "The records of this session are in memory only, so what you fixed goes when the program is closed. Book first.",
    ),
    "unkept_unwritable": (
        "เขียนแฟ้มบันทึกงานไม่ได้ สิ่งที่แก้ไขจึงเก็บไว้กับไฟล์ไม่ได้ กรุณาตรวจสอบพื้นที่ว่างในดิสก์ หรือจองให้เสร็จก่อน",
        "The records can't be written, so what you fixed can't be kept with the file. Make room on the disk, or book first.",
    ),
    "dates_unknown": (
        "--dates {wish} ใช้ไม่ได้ กรุณาใช้ as-read (ตามที่โปรแกรมอ่าน) หรือ swapped (สลับวันกับเดือน)",
        "--dates {wish} is not known. Give as-read (as the program reads them) or swapped (day and month change places).",
    ),
    "dates_unsaid": (
        "ไม่แน่ใจว่าวันที่ในคอลัมน์นี้คือวันใด: แถว {row} คือ {th} กรุณาระบุ --dates as-read (วันแรก) หรือ --dates swapped (วันหลัง)",
        "It is not certain which days this column means: row {row} is {en}. Say --dates as-read (the first) or --dates swapped (the second).",
    ),
    "answer_fill_down": (
        "ใช้ค่าจากเซลล์ที่ผสาน เครื่องหมายซ้ำ หรือวันที่และเวลาที่บอกไว้ครั้งเดียว: --fill-down",
        "Take the value of the merged cell, the ditto mark, or the day and hour that stand once: --fill-down",
    ),
    "answer_column_time": (
        "ใช้เวลาในช่องเวลานัด: --column time=C (ตัวอักษรของคอลัมน์นั้น)",
        "Take the hour of the hour's own cell: --column time=C (the letter of its column)",
    ),
    "answer_dose_for_blank": (
        "ใช้เข็มเดียวกันกับทุกแถวที่ไม่ได้ระบุเข็ม: --dose-for-blank 1",
        "One dose for all rows without one: --dose-for-blank 1",
    ),
    "fixes_kept": (
        "ไฟล์ {file} มีการแก้ไข {count} รายการที่ทำไว้ในโปรแกรม (ครั้งสุดท้าย {at}) จึงยังไม่จองใคร กรุณาระบุ --fixes use เพื่อใช้ด้วย หรือ --fixes leave เพื่อจองตามไฟล์",
        "{count} [count?fix|fixes] of {file} made in the window (the last at {at}) [count?is|are] kept with it. Nobody is booked yet. Say --fixes use, or --fixes leave to book the file as it is.",
    ),
    "fixes_beside": (
        "ไฟล์ {file} มีการแก้ไข {count} รายการที่ทำไว้ในโปรแกรม (ครั้งสุดท้าย {at}) ผลตรวจนี้ยังไม่ได้ใช้การแก้ไขนั้น กรุณาระบุ --fixes use กับ mophic upload เพื่อใช้ด้วย หรือ --fixes leave เพื่อจองตามไฟล์",
        "{count} [count?fix|fixes] of {file} made in the window (the last at {at}) [count?is|are] kept with it and not counted here. For mophic upload say --fixes use, or --fixes leave to book the file as it is.",
    ),
    "fixes_used": (
        "ใช้การแก้ไข {count} รายการที่ทำไว้ในโปรแกรม",
        "{count} [count?fix|fixes] made in the window used",
    ),
    "fixes_unknown": (
        "--fixes {wish} ใช้ไม่ได้ กรุณาใช้ --fixes use (ใช้สิ่งที่แก้ไขไว้) หรือ --fixes leave (จองตามไฟล์)",
        "--fixes {wish} is not known. Give use (with what was fixed) or leave (the file as it is).",
    ),
    "fixes_untold": (
        "ไฟล์ {file} มีเลขประจำตัวประชาชนที่ใส่เองในโปรแกรม {count} แถว (แถว {rows}) ซึ่งตรวจสอบไม่ได้ว่าเป็นเลขของคนในแถว จึงยังไม่จองใคร กรุณาตรวจแถวเหล่านี้ในโปรแกรม หรือระบุ --fixes use-all เพื่อจองด้วย",
        "In {count} [count?row|rows] of {file} (rows {rows}) an ID was put in in the window, and nobody can tell whether it is this person’s. Nobody is booked yet. See these rows in the window, or say --fixes use-all to book them, too.",
    ),
    "take_in_unknown": (
        "ไม่รู้จัก --take-in {wish} ใช้เลขแถว หรือหนึ่งใน: {known}",
        "--take-in {wish} is not known. Give a row number or one of: {known}.",
    ),
    # --- the command line's sums ---
    "these_rows": ("แถว {rows}", "Rows: {rows}"),
    "register_hint": (
        "ขึ้นทะเบียนทั้งไฟล์ด้วยคำสั่ง mophic target register (ในไฟล์ต้องมีวันเกิด) แล้วอัปโหลดไฟล์เดิมอีกครั้ง",
        "Register them all with mophic target register (the sheet needs birth dates), then upload the same file again",
    ),
    "problems_said_above": (
        "ข้อมูลไม่ถูกต้อง ดูรายละเอียดของแต่ละแถวด้านบน กรุณาแก้ไขในไฟล์แล้วอัปโหลดอีกครั้ง",
        "Not valid: what is wrong in each row is said above. Correct the file and upload it again.",
    ),
    # --- writing ---
    "mended_cell": ("แก้ไข{field}จาก “{was}” เป็น “{now}”", "{field} changed from “{was}” to “{now}”."),
    "mended_read": ("อ่าน{field} “{was}” เป็น {now} ตามที่ยืนยัน", "{field} “{was}” is read as {now}, as was confirmed."),
    "mended_blank": ("เติม{field} “{now}” (เดิมว่าง)", "{field} filled in: “{now}” (was blank)."),
    "mended_cleared": ("ลบ{field} “{was}” ออก", "{field} “{was}” taken out."),
    "folder_empty": (
        "ในโฟลเดอร์ {folder} ไม่มีไฟล์ตารางที่จองได้ กรุณาตรวจว่าเลือกโฟลเดอร์ถูก",
        "The folder {folder} holds no sheet to be booked. Check that it is the right folder.",
    ),
    "result_not_folder": (
        "มีหลายไฟล์ ผลของแต่ละไฟล์แยกกัน กรุณาระบุ --result เป็นโฟลเดอร์",
        "There are several files, and each has a result of its own: give --result a folder.",
    ),
    "folder_made": ("สร้างโฟลเดอร์ {path} ให้แล้ว", "The folder {path} was made."),
    "folder_unmade": (
        "สร้างโฟลเดอร์ {path} ไม่ได้ จึงยังไม่ทำอะไร กรุณาเลือกที่อื่น",
        "The folder {path} can't be made, so nothing was begun. Choose another place.",
    ),
    "results_passed_over": (
        "ไม่อ่านไฟล์ผลของโปรแกรมเอง: {files}",
        "The program's own results are passed over: {files}",
    ),
    "result_file": ("-ผลการจอง.xlsx", "-result.xlsx"),
    "no_problem_rows": (
        "ทุกแถวในไฟล์ {file} จองได้ ไม่มีแถวที่ต้องแก้ไขให้บันทึก",
        "Every row of {file} can be booked: there are no rows to fix.",
    ),
    "result_locked": (
        "บันทึกไฟล์ {path} ไม่ได้ เพราะเปิดอยู่ใน Excel หรือไม่มีสิทธิ์บันทึกที่นี่ กรุณาปิดไฟล์หรือเลือกที่อื่น",
        "{path} can't be written: it is open in Excel, or you may not write there. Close it or choose another place.",
    ),
    "result_disk_full": (
        "บันทึกไฟล์ {path} ไม่ได้เพราะพื้นที่ดิสก์เต็ม ผลการจองยังอยู่ครบในประวัติ กรุณาลบไฟล์ที่ไม่ใช้หรือเลือกที่อื่น แล้วบันทึกอีกครั้ง",
        "{path} can't be written: the disk is full. The results are safe in the history: make room, or choose another place, and save again.",
    ),
    "result_unwritable": (
        "บันทึกไฟล์ {path} ไม่ได้ ผลการจองยังอยู่ครบในประวัติ กรุณาเลือกที่อื่นแล้วบันทึกอีกครั้ง",
        "{path} can't be written. The results are safe in the history: choose another place and save again.",
    ),
}

# Our columns as a header of a sheet would name them; the first of each pair heads the template.
COLUMN_TITLES: dict[str, tuple[str, str]] = {
    "cid": ("เลขประจำตัวประชาชน", "Citizen id"),
    "appointment_date": ("วันที่นัด", "Date"),
    "appointment_time": ("เวลานัด", "Time"),
    "dose": ("เข็มที่", "Dose"),
    "person_name": ("ชื่อ-สกุล", "Name"),
    "mobile_phone": ("เบอร์โทรศัพท์", "Telephone"),
    "hospital_code": ("รหัสหน่วยบริการ", "Facility code"),
    "note": ("หมายเหตุ", "Note"),
    "prefix": ("คำนำหน้า", "Title"),
    "first_name": ("ชื่อ", "First name"),
    "last_name": ("นามสกุล", "Last name"),
}
RESULT_TITLES: dict[str, tuple[str, str]] = {
    "status": ("สถานะการจอง", "Booking status"),
    "slot_id": ("เลขที่นัด (slot)", "Slot id"),
    "reason": ("เหตุผล", "Reason"),
    "at": ("เวลาที่ทำรายการ", "Booked at"),
}
PROBLEM_TITLES: dict[str, tuple[str, str]] = {
    "sheet": ("แถวที่ต้องแก้ไข", "Rows to fix"),
    "reason": ("สิ่งที่ต้องแก้ไข", "What to fix"),
    "row": ("แถวในไฟล์เดิม", "Row in the first file"),
}
STATUS: dict[str, tuple[str, str]] = {
    "planned": ("ยังไม่ได้ส่ง", "Not sent"),
    "sending": ("ยังไม่ทราบผล", "Not known"),
    "booked": ("จองแล้ว", "Booked"),
    "refused": ("ระบบไม่รับจอง", "Refused"),
    "skipped": ("ข้าม (จองไว้แล้ว)", "Skipped (booked already)"),
    "not_sent": ("ยังไม่ได้ส่ง", "Not sent"),
    "unknown": ("ยังไม่ทราบผล", "Not known"),
    "cancelling": ("ยังไม่ทราบผลการยกเลิก", "Cancelling"),
    "cancelled": ("ยกเลิกนัดแล้ว", "Cancelled"),
    "moved": ("เลื่อนนัดแล้ว", "Moved"),
    "held_back": ("โปรแกรมไม่ส่ง", "Held back"),
    "moving": ("ยังเลื่อนไม่เสร็จ", "Not moved yet"),
    "left": ("คงไว้ตามเดิม", "Left as it is"),
    "invalid": ("ข้อมูลไม่ถูกต้อง", "Not valid"),
    "left_out": ("ไม่รวมในการจอง", "Left out"),
    "set_aside": ("กันไว้ไม่จอง", "Set aside"),
}
OVERVIEW: dict[str, tuple[str, str]] = {
    "title": ("สรุปผลการจองนัดหมาย MOPH-IC", "MOPH-IC booking summary"),
    "sheet": ("สรุปผล", "Summary"),
    "file": ("ไฟล์", "File"),
    "by": ("ผู้ใช้งาน", "User"),
    "facility": ("หน่วยบริการ", "Facility"),
    "server": ("ระบบ", "Server"),
    "practice": ("ระบบฝึกหัด (ไม่ใช่นัดจริง)", "Practice (no real bookings)"),
    "made": ("จัดทำเมื่อ", "Made on"),
    "count": ("จำนวนแถว", "Rows"),
    "total": ("รวม", "Total"),
    "why": ("ไม่ได้จอง เพราะ", "Not booked because"),
    "aside": ("กันไว้ไม่จอง เพราะ", "Set aside because"),
    "day": ("วันที่นัด", "Date"),
    "hour": ("เวลา", "Hour"),
    "chart": ("จำนวนที่จองแล้วต่อวันและเวลา", "Booked per day and hour"),
    "note": ("หมายเหตุ", "Note"),
    "without_drawings": (
        "กราฟ รูปภาพ และรูปร่างในไฟล์เดิมไม่ได้ถูกคัดลอกมาด้วย กรุณาดูจากไฟล์เดิม",
        "Charts, pictures and shapes of the original workbook are not in this copy. The original still has them.",
    ),
    "rebuilt": (
        "ไฟล์นี้มีเฉพาะข้อมูลในตาราง ไม่มีสีและรูปแบบของไฟล์เดิม เพราะไฟล์ชนิดเดิมบันทึกผลกลับไม่ได้",
        "This file holds the table's values without the original's colours: its format can't be written back.",
    ),
    "rebuilt_spelling": (
        "ไฟล์เดิมเขียนผลเพิ่มลงไปไม่ได้ ไฟล์นี้จึงสร้างใหม่จากข้อมูลในตาราง ไม่มีสีและรูปแบบเดิม",
        "Nothing could be added to the original. This file was made from the table's values, without colours.",
    ),
    "rebuilt_changed": (
        "ไฟล์เดิมถูกย้ายหรือแก้ไขหลังจากโหลด ไฟล์นี้จึงสร้างจากข้อมูลตอนที่โหลด ไม่มีสีและรูปแบบเดิม",
        "The original was moved or changed after it was loaded. This file was made from what was loaded, without colours.",
    ),
}
