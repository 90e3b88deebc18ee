"""Booking and the journal: what happened, to which row, and what to do next."""

from __future__ import annotations

from app.domain.stay import DAY_IN_DOUBT, SECOND_DAY
from app.domain.values import OTHER_HOUR

WORDS: dict[str, tuple[str, str]] = {
    "bug": (
        "โปรแกรมขัดข้องโดยไม่คาดคิด ข้อมูลที่บันทึกแล้วยังอยู่ครบ กรุณาปิดแล้วเปิดโปรแกรมใหม่ หากเกิดซ้ำให้บันทึกไฟล์ช่วยเหลือส่งผู้ดูแลระบบ",
        "The program met an unexpected fault. Everything recorded is safe. Close it and start it again; if it happens "
        "again, save the support file and send it to your IT person.",
    ),
    # --- states of a row ---
    "planned": ("พร้อมจอง", "Ready"),
    "sending": ("กำลังจอง", "Booking"),
    "booked": ("จองแล้ว", "Booked"),
    "refused": (
        "ระบบไม่รับจอง กรุณาดูเหตุผลแล้วแก้ไขหรือติดต่อผู้ดูแลตารางนัด",
        "The server refused this booking. Read the reason, fix it or ask whoever keeps the schedule.",
    ),
    "skipped": ("ข้าม (จองไว้แล้ว)", "Skipped (booked already)"),
    "unknown": ("ยังไม่ทราบผล", "Not known yet"),
    "cancelling": ("กำลังยกเลิก", "Cancelling"),
    "cancelled": ("ยกเลิกนัดแล้ว", "Cancelled"),
    # --- phases of a batch ---
    "looking": ("ตรวจสอบนัดเดิมในระบบ", "Looking at what is booked"),
    "booking": ("กำลังจอง", "Booking"),
    "asking": ("กำลังจอง ตรวจสอบทีละคนก่อนส่ง", "Booking, each person is looked up first"),
    "settling": ("ตรวจสอบแถวที่ยังไม่ทราบผล", "Settling rows in doubt"),
    "moving": ("เลื่อนมาเวลาใหม่", "Moving to the new hour"),
    "verifying": ("ตรวจสอบผลกับระบบ", "Verifying"),
    # --- why a row ended so ---
    "already_booked": (
        "มีนัดนี้ในระบบอยู่แล้ว จึงไม่ส่งซ้ำ ไม่ต้องทำอะไรเพิ่ม",
        "This appointment is in the system already, so it was not sent again. Nothing to do.",
    ),
    "also_other_hour": (
        "มีนัดนี้ในระบบอยู่แล้ว จึงไม่ส่งซ้ำ แต่ระบบยังแสดงนัดเวลา{other_hour}ของผู้นี้ในวันเดียวกันอีกนัด หากต้องการนัดเดียว ให้ยกเลิกนัดที่ไม่ใช้ในหน้า “รายบุคคล”",
        "This appointment is in the system already, so it was not sent again; the system shows another one of this person at {other_hour} that day. If one is enough, cancel the one that is not needed under “One person”.",
    ),
    "two_hours": (
        "จองแล้ว แต่ระบบยังแสดงนัดเวลา{other_hour}ของผู้นี้ในวันเดียวกันอีกนัด อาจมีเครื่องอื่นหรือผู้นี้จองไว้ กรุณายกเลิกนัดที่ไม่ใช้ในหน้า “รายบุคคล”",
        "Booked, but the system shows another appointment of this person at {other_hour} that day; another computer or the person may have booked it. Cancel the one that is not needed under “One person”.",
    ),
    "booked_in_other_batch": (
        "จองไว้แล้วจากงานชุดก่อนหน้า จึงไม่ส่งซ้ำ",
        "Booked by an earlier batch, so it was not sent again.",
    ),
    "doubtful_in_other_batch": (
        "นัดเดียวกันยังไม่ทราบผลในงานชุดอื่น กรุณาเปิดประวัติแล้วทำงานชุดนั้นให้เสร็จก่อน",
        "The same appointment is still in doubt in another batch. Open History and finish that batch first.",
    ),
    "handed_over": (
        "แถวนี้ถูกนำไปแก้ไขและอยู่ในงานชุดใหม่แล้ว จึงไม่ส่งจากงานชุดนี้อีก ดูผลได้ในประวัติ",
        "This row was fixed and belongs to a later batch, so this batch never sends it again. See History for its result.",
    ),
    "booked_later": (
        "ผู้นี้มีนัดวันอื่นที่จองจากงานชุดหลังแล้ว จึงไม่ส่งแถวนี้ หากต้องการทั้งสองวัน กรุณากด “ส่งแถวที่ไม่สำเร็จอีกครั้ง” (ในบรรทัดคำสั่งใช้ mophic resume --retry-failed --both-days)",
        "A later batch has booked another day for this person, so this row was not sent. If both days are meant, press Retry failed (on the command line with mophic resume --retry-failed --both-days).",
    ),
    SECOND_DAY: (
        "ผู้นี้น่าจะมีนัดที่นี่วันที่ {on} อยู่แล้ว จึงกันแถวนี้ไว้ไม่จอง หากต้องการทั้งสองวัน กรุณากด “ส่งแถวที่ไม่สำเร็จอีกครั้ง” แล้วเลือกจองด้วย (ในบรรทัดคำสั่งใช้ mophic upload --both-days)",
        "This person seems to have an appointment here on {on} already, so this row was held back. If both days are meant, press Retry failed and tick them (on the command line with mophic upload --both-days).",
    ),
    DAY_IN_DOUBT: (
        "วันนัดนี้อาจไม่ใช่วันที่ตั้งใจ และไม่ได้เลือกให้จอง จึงกันแถวนี้ไว้ กรุณาแก้วันแล้วกด Start หรือกด “ส่งแถวที่ไม่สำเร็จอีกครั้ง” แล้วเลือกจองด้วย (ในบรรทัดคำสั่งใช้ mophic resume --retry-failed --holidays)",
        "This day may not be meant and was not ticked, so this row was held back. Fix the day and press Start, or press Retry failed and tick it (on the command line with mophic resume --retry-failed --holidays).",
    ),
    "nothing_to_mend": (
        "งานชุดนี้ไม่มีแถวที่แก้ไขแล้วส่งใหม่ได้ แถวที่จองแล้วและแถวที่ยังไม่ทราบผลแก้ที่นี่ไม่ได้",
        "This batch has no row to fix and send anew. Rows that are booked or in doubt can't be fixed here.",
    ),
    "rows_moved_on": (
        "ยังไม่ได้เริ่มจอง เพราะบางแถวถูกส่งหรือแก้ไขจากหน้าต่างอื่นไปแล้ว กรุณาเปิดงานชุดเดิมจากประวัติเพื่อดูผลล่าสุดก่อน",
        "Nothing was started: some of the rows were sent or fixed from another window meanwhile. Open the batch from History to see how they stand.",
    ),
    OTHER_HOUR: (
        "ผู้นี้มีนัดเวลา{other_hour}ในวันเดียวกันอยู่แล้ว จึงไม่จองซ้ำ เลื่อนมาเวลาใหม่ หรือคงนัดเดิมไว้ก็ได้",
        "This person has an appointment at {other_hour} of the same day already, so nothing was booked. Move it to the new hour, or leave it as it is.",
    ),
    "to_move": (
        "รอเลื่อนจากเวลา{other_hour}มาเวลาในไฟล์ตามที่เลือกไว้ ระหว่างนี้นัดเดิมยังอยู่",
        "Waits to be moved from {other_hour} to the sheet's hour, as was chosen. Until then the old appointment stands.",
    ),
    "old_gone": (
        "นัดเดิมของผู้นี้ไม่มีในระบบแล้ว จึงไม่มีอะไรให้เลื่อน กด “ทำต่อ” แล้วโปรแกรมจะจองเวลาในไฟล์ให้",
        "The appointment to be moved is not in the system any more. Press Continue: then the sheet's hour is booked.",
    ),
    "hour_past": (
        "วันหรือเวลานี้ผ่านไปแล้ว จึงไม่ส่ง กรุณาแก้วันหรือเวลาแล้วส่งใหม่ (หากนาฬิกาของเครื่องนี้ผิด ให้ตั้งให้ถูกก่อน)",
        "This day or hour is over, so it was not sent. Fix the day or the hour and send it again (if this computer's clock is wrong, set it first).",
    ),
    "move_same_day_hint": (
        "{count} คนมีนัดเวลาอื่นในวันเดียวกัน จึงยังไม่จอง สั่งอีกครั้งพร้อม --move-same-day เพื่อเลื่อนมาเวลาในไฟล์",
        "{count} of them [count?has|have] another hour that day. The same command with --move-same-day moves them to the sheet's hour.",
    ),
    "in_doubt_hint": (
        "{count} แถวยังไม่ทราบผล (แถว {rows}) จึงไม่ส่งอะไรให้คนเหล่านี้อีก สั่ง mophic resume {batch} เพื่อตรวจสอบกับระบบอีกครั้ง หรือดูใน Dashboard แล้วเปิดงานชุด {batch} จากประวัติในโปรแกรมเพื่อเลือก “จองแล้ว” หรือ “ส่งอีกครั้ง”",
        "{count} [count?row is|rows are] in doubt ([count?row|rows] {rows}), so nothing more is sent for [count?this person|these people]. mophic resume {batch} looks them up again; or look at the Dashboard, open batch {batch} from History in the window, and choose “It is booked” or “Send again”.",
    ),
    "waits_to_see": (
        "ระบบยังไม่แสดงผลของ {count} แถว (แถว {rows}) โปรแกรมตรวจสอบซ้ำให้เอง ไม่เกินราว {seconds} วินาที ไม่มีการส่งซ้ำ",
        "The server does not show {count} [count?row|rows] yet ([count?row|rows] {rows}). [count?It is|They are] looked for again, for about {seconds} s at most; nothing is sent again meanwhile.",
    ),
    "waits_to_go": (
        "ยังไม่แน่ใจว่าระบบยกเลิกนัดแล้ว {count} นัด โปรแกรมตรวจสอบซ้ำให้เอง ไม่เกินราว {seconds} วินาที ระหว่างนี้ไม่มีการส่งซ้ำ",
        "It is not certain yet that {count} cancelled [count?appointment is|appointments are] gone from the server. [count?It is|They are] looked for again, for about {seconds} s at most; nothing is sent again meanwhile.",
    ),
    "waits_for_one": (
        "ระบบยังไม่แสดงผลของ {count} คน โปรแกรมตรวจสอบซ้ำให้เอง ไม่เกินราว {seconds} วินาที ไม่มีการส่งซ้ำ",
        "The server does not show yet what was booked for {count} [count?person|people]. [count?It is|They are] looked for again, for about {seconds} s at most; nothing is sent again meanwhile.",
    ),
    "no_answer_for": (
        "ระบบ MOPH-IC ยังไม่ตอบมา {seconds} วินาทีแล้ว กำลังรอ",
        "No answer from the server for {seconds} s; waiting",
    ),
    "asks_each": (
        "ตารางนัดของวันในระบบไม่แสดงนัดที่เพิ่งจอง หรือก่อนหน้านี้พบเครื่องอื่นจองรายชื่อเดียวกัน จึงตรวจสอบทีละคนก่อนส่ง เพื่อไม่ให้ใครได้นัดซ้ำ ใช้เวลาประมาณสองเท่า ไม่ต้องทำอะไรเพิ่ม",
        "The system's list of that day does not show what was booked just now, or another computer was met before that booked the same people. So each person is looked up before the row is sent, and nobody gets two appointments. It takes about twice as long. Nothing to do.",
    ),
    "two_seats_hint": (
        "{count} คนได้ที่ซ้ำสองที่ (แถว {rows}) อาจมีเครื่องอื่นจองด้วย สั่ง mophic undo --extra {batch} เพื่อยกเลิกการจองที่เกินมาของงานนี้",
        "{count} [count?person has|people have] two seats ([count?row|rows] {rows}): another computer may have booked too. mophic undo --extra {batch} cancels the extra seats of this batch.",
    ),
    "two_hours_hint": (
        "{count} คนมีนัดสองเวลาในวันเดียวกัน (แถว {rows}) สั่ง mophic undo --two-hours {batch} เพื่อยกเลิกนัดที่จองจากงานชุดนี้และคงอีกนัดไว้ หรือสั่ง mophic cancel เพื่อยกเลิกนัดใดนัดหนึ่งของแต่ละคน",
        "{count} [count?person has|people have] two appointments on one day ([count?row|rows] {rows}). mophic undo --two-hours {batch} cancels what this batch booked and keeps the other one; mophic cancel takes either, one person at a time.",
    ),
    "also_other_hour_hint": (
        "{count} คนมีนัดสองเวลาในวันเดียวกัน (แถว {rows}) หากกำลังเลื่อนนัดอยู่ ให้สั่ง mophic resume เพื่อเลื่อนให้เสร็จ มิฉะนั้นสั่ง mophic cancel เพื่อยกเลิกนัดใดนัดหนึ่งของแต่ละคน",
        "{count} [count?person has|people have] two appointments on one day ([count?row|rows] {rows}). Where a move was not finished, mophic resume goes on with it; else mophic cancel takes one of them, one person at a time.",
    ),
    "no_two_hours": (
        "ตรวจสอบกับระบบแล้ว ไม่มีผู้ที่งานชุดที่ {batch} จองให้และมีนัดสองเวลาในวันเดียวกัน จึงไม่มีอะไรให้ยกเลิก",
        "Looked up on the server: nobody whom batch {batch} booked has two appointments on one day, so there is nothing to cancel.",
    ),
    "two_seats": (
        "ผู้นี้ได้มากกว่าหนึ่งที่ในเวลาเดียวกัน อาจมีเครื่องอื่นจองด้วย กรุณายกเลิกที่เกินมาให้เหลือที่เดียว",
        "This person has more than one seat at this hour; another computer may have booked too. Cancel the extra seats and leave one.",
    ),
    "another_seat": (
        "ยกเลิกหนึ่งที่แล้ว แต่ผู้นี้ยังมีอีกหนึ่งที่ในเวลาเดียวกัน กรุณากดยกเลิกอีกครั้งหรือยกเลิกใน Dashboard",
        "One seat was cancelled, but this person still has another one at this hour. Cancel again, or on the Dashboard.",
    ),
    "extra_seat": ("กำลังยกเลิกการจองที่เกินมา", "Cancelling an extra seat"),
    "seats_cancelled": (
        "ผู้นี้ได้มากกว่าหนึ่งที่ในเวลาเดียวกัน ยกเลิกครบทุกที่แล้ว",
        "This person had more than one seat at this hour; all of them are cancelled.",
    ),
    "cancel_damaged": (
        "อ่านข้อมูลแถวนี้ในบันทึกของเครื่องไม่ได้ จึงยกเลิกจากที่นี่ไม่ได้ กรุณายกเลิกรายบุคคลหรือใน Dashboard",
        "This row of the journal can't be read any more, so it can't be cancelled from here. Cancel this person alone, or on the Dashboard.",
    ),
    "not_cancelled_yet": (
        "ยังไม่ได้ยกเลิก นัดยังอยู่ กรุณาสั่งยกเลิกทั้งชุดอีกครั้ง",
        "Not cancelled yet: the appointment still stands. Undo the batch once more.",
    ),
    "booked_by_citizen": (
        "นัดที่งานชุดนี้จองไว้ไม่มีแล้ว ผู้นี้จองเวลานี้ด้วยตนเอง จึงไม่ยกเลิก หากต้องการยกเลิก ให้ยกเลิกรายบุคคล",
        "The booking of this batch is gone; the person has booked this hour themselves, so it was not cancelled. To cancel it all the same, cancel this one person.",
    ),
    "booked_by_others": (
        "หยุดส่งแล้ว เพราะพบว่ามีเครื่องอื่นกำลังจองรายชื่อเดียวกันอยู่ กรุณาตกลงกันว่าเครื่องใดจะจอง แล้วกด “ทำต่อ” ที่เครื่องนั้นเครื่องเดียว",
        "Sending stopped: another computer is booking the same people at this moment. Agree on which computer goes on, and press Continue there alone.",
    ),
    "turned_away": (
        "ระบบตอบว่าไม่รับคำขอหลังจากส่งไปแล้ว ยังไม่ทราบว่าจองได้หรือไม่ โปรแกรมจะตรวจสอบก่อนส่งใหม่",
        "The server turned the request away after it was sent, so it may or may not be booked. It is looked up before anything is sent again.",
    ),
    "cannot_tell_yet": (
        "อ่านคำตอบของระบบไม่ได้ว่าผู้นี้มีนัดแล้วหรือยัง จึงยังไม่ส่ง กด “ทำต่อ” เพื่อตรวจสอบอีกครั้ง หรือดูใน Dashboard",
        "The server's answer does not tell whether this person has the appointment already, so nothing was sent. Press Continue to look again, or look at the Dashboard.",
    ),
    "booked_unseen": (
        "ระบบตอบว่าจองแล้ว แต่ตรวจสอบกับตารางนัดไม่ได้ หากไม่แน่ใจ กรุณาดูใน Dashboard",
        "The server said it is booked, but it could not be checked against its schedule. If in doubt, look at the Dashboard.",
    ),
    "found_booked": ("ตรวจสอบกับระบบแล้ว จองสำเร็จ", "Looked up on the server: it is booked."),
    "surely_absent": (
        "ตรวจสอบกับระบบแล้ว ยังไม่ได้จอง จะส่งอีกครั้ง",
        "Looked up on the server: not booked. It will be sent again.",
    ),
    "stopped_in_flight": (
        "หยุดงานระหว่างรอคำตอบ กด “ทำต่อ” โปรแกรมจะตรวจสอบกับระบบก่อนส่งใหม่",
        "Stopped while waiting for the answer. Press Continue: it is looked up before anything is sent again.",
    ),
    "no_answer": (
        "ระบบไม่ตอบกลับ ยังไม่ทราบว่าจองได้หรือไม่ โปรแกรมจะตรวจสอบก่อนส่งใหม่",
        "No answer came, so it may or may not be booked. It is looked up before anything is sent again.",
    ),
    "server_trouble": (
        "ระบบ MOPH-IC ขัดข้องชั่วคราว โปรแกรมจะพักแล้วตรวจสอบก่อนทำต่อ",
        "MOPH-IC is in trouble. The program pauses, looks up what is in doubt, and goes on.",
    ),
    "unclear_answer": (
        "ระบบตอบกลับไม่ชัดเจนว่าสำเร็จหรือไม่ ยังไม่ทราบผล โปรแกรมจะตรวจสอบก่อนส่งใหม่",
        "The server's answer says neither yes nor no. It is looked up before anything is sent again.",
    ),
    "uncertain": (
        "ยังไม่ทราบว่าจองได้หรือไม่ โปรแกรมจะตรวจสอบก่อนส่งใหม่",
        "It may or may not be booked. It is looked up before anything is sent again.",
    ),
    "not_understood": (
        "ระบบตอบกลับในรูปแบบที่โปรแกรมไม่รู้จัก ยังไม่ทราบผล โปรแกรมจะตรวจสอบก่อนส่งใหม่",
        "The server answered in a form this program does not know. It is looked up before anything is sent again.",
    ),
    "answer_too_large": (
        "คำตอบจากระบบใหญ่ผิดปกติ จึงไม่อ่านต่อ กรุณาแจ้งผู้ดูแลระบบ",
        "The server's answer was far too large and was not read. Tell your IT person.",
    ),
    "cannot_tell": (
        "ตรวจสอบกับระบบไม่ได้ว่าจองแล้วหรือยัง กรุณาดูใน Dashboard แล้วเลือก “จองแล้ว” หรือ “ส่งอีกครั้ง”",
        "The server could not tell whether this is booked. Look at the Dashboard, then choose “It is booked” or “Send again”.",
    ),
    "booked_otherwise": (
        "ยังไม่บันทึกว่าจองแล้ว เพราะระบบแสดงนัดของผู้นี้ในวันนั้นเวลา {hours} ไม่ใช่เวลาของแถวนี้ กรุณาเลือก “ส่งอีกครั้ง” หรือเลื่อนนัดในหน้า “รายบุคคล”",
        "It was not noted as booked: the server shows this person at {hours} that day, not at the row's hour. Choose “Send again”, or move the appointment under “One person”.",
    ),
    "said_booked": (
        "ระบบแจ้งว่าผู้นี้มีนัดอยู่แล้ว แต่โปรแกรมยังตรวจสอบไม่ได้ว่าเป็นวันและเวลานี้ กรุณาดูวันและเวลาใน Dashboard แล้วเลือก “จองแล้ว” เมื่อตรงกัน หรือ “ส่งอีกครั้ง”",
        "The server said this person is booked already, but whether for this day and hour could not be looked up. Compare day and hour on the Dashboard, then choose “It is booked” where they are these, or “Send again”.",
    ),
    "said_booked_to_us": (
        "ระบบแจ้งว่าผู้นี้มีนัดอยู่แล้ว แต่โปรแกรมยังตรวจสอบไม่ได้ว่าเป็นวันและเวลานี้ กรุณาดูวันและเวลาใน Dashboard แล้วเลือก “จองแล้ว” เมื่อตรงกัน หรือ “ส่งอีกครั้ง”",
        "The server said this person is booked already, but whether for this day and hour could not be looked up. Compare day and hour on the Dashboard, then choose “It is booked” where they are these, or “Send again”.",
    ),
    "said_no": (
        "ระบบตอบว่าไม่จองให้ แต่ยังตรวจสอบไม่ได้ว่าไม่มีนัดจริง โปรแกรมจะตรวจสอบเองเมื่อส่งครบทุกแถวหรือเมื่อกด “ทำต่อ” หรือดูใน Dashboard แล้วเลือก “จองแล้ว” หรือ “ส่งอีกครั้ง”",
        "The server refused this row; that it booked nothing has not been looked up yet. That is done after the last row or when you press Continue; or look at the Dashboard and choose “It is booked” or “Send again”.",
    ),
    "tried_in_vain": (
        "ส่งหลายครั้งแล้วแต่ระบบไม่ตอบให้ชัดเจน ตรวจสอบแล้วยังไม่ได้จอง กด “ทำต่อ” เพื่อส่งอีกครั้งภายหลัง",
        "Sent several times without a clear answer, and looked up: it is not booked. Press Continue later to send it again.",
    ),
    "not_in_schedule": (
        "ระบบตอบว่าจองแล้ว แต่เมื่อตรวจดูแล้วไม่พบการจอง กรุณาดูใน Dashboard แล้วเลือก “จองแล้ว” หรือ “ส่งอีกครั้ง”",
        "The server said it was booked, but it was not found there when looked for. Look at the Dashboard, then choose “It is booked” or “Send again”.",
    ),
    "shown_once": (
        "จองแล้วและเคยแสดงในตารางนัด แต่เมื่อตรวจอีกครั้งไม่พบ อาจมีผู้ยกเลิก หรือระบบแสดงไม่ครบ กรุณาดูใน Dashboard แล้วเลือก “จองแล้ว” หรือ “ส่งอีกครั้ง”",
        "The schedule showed this appointment, and then it was not found: somebody may have cancelled it, or the server does not show everything. Look at the Dashboard, then choose “It is booked” or “Send again”.",
    ),
    "decided_by_clerk": ("เจ้าหน้าที่ตรวจสอบและเลือกเอง", "Decided by the clerk after checking."),
    "gone_on_server": ("นัดนี้ถูกยกเลิกในระบบแล้ว", "This appointment was cancelled on the server."),
    "cancel_refused": (
        "ระบบไม่ยอมให้ยกเลิก นัดยังอยู่ กรุณายกเลิกใน Dashboard",
        "The server refused to cancel: the appointment still stands. Cancel it on the Dashboard.",
    ),
    "cancel_failed": (
        "ส่งคำขอยกเลิกแล้ว แต่นัดยังอยู่ในระบบ กรุณาลองยกเลิกอีกครั้ง",
        "Cancelling was asked for, but the appointment still stands. Try again.",
    ),
    "cancel_unclear": (
        "ส่งคำขอยกเลิกแล้ว แต่ตรวจสอบกับระบบไม่ได้ว่ายกเลิกแล้วหรือยัง กรุณาดูใน Dashboard หรือยกเลิกอีกครั้งเพื่อให้โปรแกรมตรวจสอบใหม่",
        "Cancelling was asked for, but the server could not tell whether the appointment is gone. Look at the Dashboard, or cancel once more to have it looked up.",
    ),
    "cancel_needs_slot": (
        "ไม่ทราบเลขที่นัด จึงยกเลิกไม่ได้ กรุณายกเลิกใน Dashboard",
        "The slot number is not known, so it can't be cancelled here. Cancel it on the Dashboard.",
    ),
    "not_sent": ("ยังไม่ได้ส่ง กด “ทำต่อ” เพื่อส่ง", "Not sent yet. Press Continue to send it."),
    # --- refusals (texts ASSUMED, see app/mophic/wire.py) ---
    "slot_full": (
        "เวลานี้เต็มแล้ว กรุณาเลือกเวลาอื่นหรือเพิ่มจำนวนที่ใน Dashboard",
        "This hour is full. Choose another hour or add seats on the Dashboard.",
    ),
    "booking_locked": (
        "นัดนี้ถูก “ยืนยันการจอง Slot” ไว้ เปลี่ยนแปลงไม่ได้ กรุณาแก้ใน Dashboard",
        "This booking is locked (“confirm the slot booking” is ticked) and can't be changed here. Change it on the Dashboard.",
    ),
    "no_booking": ("ไม่พบการจองนี้ในระบบ", "The server has no such booking."),
    "no_slot": (
        "ไม่มีช่วงเวลานี้ในตาราง กรุณาแก้เวลา (หน้า “ตารางเวลา” แสดงช่วงเวลาที่มี) หรือเพิ่มช่วงเวลาก่อน",
        "There is no slot on this day and hour. Change the hour (the page “Schedule” shows those there are), or create the slot first.",
    ),
    "slot_not_open": (
        "ช่วงเวลานี้ไม่ได้เปิดให้จองจาก MOPH-IC API กรุณาเปิดใน Dashboard ก่อน",
        "This slot is not open to the MOPH-IC API. Tick that box on the Dashboard first.",
    ),
    "not_a_target": (
        "ไม่พบผู้นี้ในกลุ่มเป้าหมาย กรุณาขึ้นทะเบียนก่อนแล้วลองอีกครั้ง",
        "This person is not on the target list. Register the person first, then try again.",
    ),
    "facility_mismatch": (
        "รหัสหน่วยบริการไม่ตรงกับบัญชีที่เข้าสู่ระบบ กรุณาออกแล้วเข้าใหม่ด้วยรหัสที่ถูกต้อง",
        "The facility code does not match the account. Sign out and sign in with the right code.",
    ),
    # --- before sending ---
    "seats_short": (
        "แถว {row}: เวลา {hour} เหลือ {seats} ที่ สำหรับ {people} คน คนใดก็อาจจองไม่ได้ เพราะไม่ได้ส่งตามลำดับแถว ควรเลือกเวลาอื่นให้บางคน",
        "Row {row}: {hour} has {seats} [seats?seat|seats] left for {people} [people?person|people]. Any of them may be refused, as rows are not sent in the sheet's order; better choose another hour for some.",
    ),
    "hour_not_there": (
        "แถว {row}: วันนั้นไม่มีช่วงเวลา {hour} ระบบอาจไม่รับจอง ช่วงเวลาที่มี: {hours}",
        "Row {row}: there is no {hour} on that day, so it may be refused. The hours there are: {hours}.",
    ),
    "no_seats": (
        "แถว {row}: ไม่มีที่ว่างเวลา {hour} ระบบอาจไม่รับจอง ควรเลือกเวลาอื่นหรือสร้างช่วงเวลาก่อน",
        "Row {row}: no seats at {hour}. It may be refused; choose another hour or create slots first.",
    ),
    "booked_other_day": (
        "แถว {row}: ผู้นี้น่าจะมีนัดที่นี่วันที่ {th} อยู่แล้ว หากจองจะมีนัดเพิ่มอีกหนึ่งนัด ถ้าต้องการเลื่อนนัด ให้ใช้หน้า “รายบุคคล” แทน",
        "Row {row}: this person seems to have an appointment here on {en}. This would be a second one; to move it, use “One person” instead.",
    ),
    "sheet_other_day": (
        "แถว {row}: แถว {before} ให้นัดผู้นี้วันที่ {th} สำหรับเข็มเดียวกันแล้ว หากจองจะมีนัดเพิ่มอีกหนึ่งนัด",
        "Row {row}: row {before} books this person on {en} for the same dose. This would be a second appointment.",
    ),
    "other_dose_day": (
        "แถว {row}: ผู้นี้มีนัดเข็มอื่นที่นี่วันที่ {th} อยู่แล้ว หากจองจะมีนัดเพิ่มอีกหนึ่งนัด",
        "Row {row}: this person has an appointment here for another dose on {en}. This would be one more.",
    ),
    "second_days_hint": (
        "{count} คนน่าจะมีนัดวันอื่นอยู่แล้ว จึงกันไว้ไม่จอง (แถว {rows}) หากต้องการทั้งสองวัน กรุณาใช้ --both-days",
        "{count} [count?person seems|people seem] to have an appointment on another day already and [count?is|are] held back ([count?row|rows] {rows}). --both-days books [count?this person|them], too.",
    ),
    "held_days_hint": (
        "{count} แถวอยู่ในวันที่อาจไม่ใช่วันที่ตั้งใจ จึงยังกันไว้ (แถว {rows}) หากต้องการวันเหล่านี้ กรุณาใช้ --holidays",
        "{count} [count?row is|rows are] on days that may not be meant and [count?stays|stay] held back ([count?row|rows] {rows}). --holidays sends [count?it|them], too.",
    ),
    # --- batches and journal ---
    "booked_here": (
        "จองไว้แล้ว ตามบันทึกงาน เมื่อกด Start จะตรวจกับระบบก่อน",
        "Booked already, say the records. Start asks the server first.",
    ),
    "other_hour_here": (
        "ผู้นี้มีนัดเวลา{other_hour}ในวันเดียวกันอยู่แล้ว ตามบันทึกงาน เมื่อกด Start จะถามว่าเลื่อนมาเวลาใหม่หรือคงนัดเดิม",
        "This person has an appointment at {other_hour} of the same day, say the records. Start asks whether to move it.",
    ),
    "gone_here": (
        "{how} จะไม่จองอีก เว้นแต่เลือกจองอีกครั้งเมื่อกด Start",
        "{how}. It is not booked again, unless that is chosen at Start.",
    ),
    "booked_here_rows": (
        "จองไว้แล้ว {count} แถว ตามบันทึกงาน (แถว {rows}) โปรแกรมตรวจกับระบบก่อน แล้วข้ามแถวที่จองแล้ว",
        "{count} of these rows [count?is|are] booked already, say the records ([count?row|rows] {rows}). The server is asked first; who is booked is skipped.",
    ),
    "paused_by_user": ("พักไว้ กด “ทำต่อ” เมื่อพร้อม", "Paused. Press Continue when you are ready."),
    "stopped": ("หยุดแล้ว", "Stopped."),
    "batch_held": (
        "งานชุดนี้กำลังทำอยู่ที่หน้าต่างหรือเครื่องอื่น ({holder}) ขณะนี้จองแล้ว {booked} จาก {total} แถว ที่นี่จึงไม่ได้ทำอะไร กรุณาทำต่อที่นั่น หรือรอให้เสร็จแล้วลองใหม่",
        "Another window or computer is running this batch ({holder}); just now {booked} of its {total} [total?row|rows] [booked?is|are] booked. Nothing was done from here. Go on there, or wait until it has ended and try again.",
    ),
    "booked_by_holder": (
        "จองแล้วจากหน้าต่างหรือเครื่องที่กำลังทำงานชุดนี้ ที่นี่ไม่ได้ส่ง",
        "Booked by the window or computer that runs this batch; nothing was sent from here.",
    ),
    "left_to_holder": (
        "หน้าต่างหรือเครื่องที่กำลังทำงานชุดนี้ยังทำแถวนี้ไม่เสร็จ ที่นี่ไม่ได้ส่ง กรุณาเปิดไฟล์เดิมอีกครั้งเมื่องานนั้นจบ ผู้ที่จองแล้วจะตรวจก่อนเสมอ",
        "The window or computer that runs this batch has not finished with this row; nothing was sent from here. Open the same file again once it has ended: who is booked is looked up first.",
    ),
    "batch_of_other_facility": (
        "งานชุดนี้เป็นของหน่วยบริการ {facility} กรุณาเข้าสู่ระบบด้วยรหัสนั้น",
        "This batch belongs to facility {facility}. Sign in with that code.",
    ),
    "no_such_batch": ("ไม่พบงานชุดที่ {batch}", "There is no batch {batch}."),
    "batch_damaged": (
        "บันทึกของงานชุดที่ {batch} ในเครื่องนี้เสียหาย จึงไม่ทราบว่าเป็นการจองหรือการยกเลิก ยังไม่ได้ส่งอะไร กรุณาโหลดไฟล์นั้นแล้วกด Start คนที่จองแล้วจะถูกข้าม",
        "What batch {batch} was for can't be read any more: to book or to cancel. Nothing was sent. Load its sheet and press Start: who is booked is skipped.",
    ),
    "no_batches": (
        "ยังไม่มีงานในบันทึกนี้ ของโหมดฝึกหัดดูด้วย --practice ของระบบอื่นด้วย --server",
        "There is no batch in this journal. Those of practice are shown by --practice, those of another server by --server.",
    ),
    "nothing_unfinished": ("ไม่มีงานที่ค้าง", "There is no unfinished batch."),
    "journal_damaged": (
        "แฟ้มบันทึกงานเสียหาย โปรแกรมเก็บแยกไว้ที่ {path} กรุณาเปิดโปรแกรมใหม่ นัดที่จองแล้วจะตรวจจากระบบก่อนส่งเสมอ",
        "The journal file is damaged and was set aside as {path}. Start again: appointments that stand are looked up on the server before anything is sent.",
    ),
    "journal_newer": (
        "แฟ้มบันทึกงาน {path} ทำโดยโปรแกรมรุ่นใหม่กว่า โปรแกรมไม่แตะต้อง กรุณาใช้โปรแกรมรุ่นใหม่",
        "The journal {path} was made by a newer version and was left untouched. Use the newer program.",
    ),
    "journal_wrong_key": (
        "กุญแจไม่ตรงกับแฟ้มบันทึกงาน {path} กรุณาใช้ไฟล์กุญแจเดิม",
        "The key does not fit the journal {path}. Use the key file it was made with.",
    ),
    "journal_unusable": (
        "เปิดหรือเขียนแฟ้มบันทึกงานไม่ได้ กรุณาปิดโปรแกรมอื่นที่ใช้แฟ้มนี้ แล้วลองใหม่",
        "The journal can't be opened or written. Close other programs that use it and try again.",
    ),
    "keyring_missing": (
        "เครื่องนี้ไม่มีที่เก็บรหัสที่ปลอดภัย เลือกไฟล์กุญแจ (--key-file) หรือทำงานแบบไม่เก็บบันทึก (--session-only)",
        "This computer has no safe place for secrets. Name a key file (--key-file) or work with a journal for this session only (--session-only).",
    ),
    "key_file_unusable": ("ใช้ไฟล์กุญแจ {path} ไม่ได้ กรุณาเลือกไฟล์อื่น", "The key file {path} can't be used. Choose another."),
    "disk_full": (
        "ดิสก์เต็มหรือเขียนไม่ได้ งานหยุดโดยไม่เสียข้อมูล กรุณาเพิ่มที่ว่างแล้วกด “ทำต่อ”",
        "The disk is full or can't be written. The batch stopped and nothing is lost: make room, then press Continue.",
    ),
    "environment": (
        "เครื่องนี้มีปัญหา งานหยุดโดยไม่เสียข้อมูล กรุณาแจ้งผู้ดูแลระบบ",
        "There is trouble with this computer. Nothing is lost; tell your IT person.",
    ),
    "settings_broken": (
        "อ่านไฟล์ตั้งค่าไม่ได้ โปรแกรมใช้ค่ามาตรฐาน",
        "The settings file could not be read. The defaults are used.",
    ),
    "settings_value": ("ค่าตั้ง {field} = {value} ใช้ไม่ได้", "The setting {field} = {value} can't be used."),
    "settings_not_saved": (
        "บันทึกการตั้งค่าไม่ได้ กรุณาตรวจสิทธิ์ของโฟลเดอร์",
        "The settings could not be saved. Check the folder's permissions.",
    ),
    "scenario_unreadable": ("อ่านไฟล์สถานการณ์ฝึกหัด {name} ไม่ได้", "The scenario file {name} can't be read."),
    "practice_db_unusable": (
        "เปิดฐานข้อมูลฝึกหัด {name} ไม่ได้ กรุณาลบไฟล์นั้นแล้วลองใหม่",
        "The practice database {name} can't be opened. Delete that file and try again.",
    ),
    "practice_port_taken": (
        "พอร์ต {port} มีโปรแกรมอื่นใช้อยู่ กรุณาใช้พอร์ตอื่น",
        "Port {port} is taken by another program. Use another.",
    ),
    "sheet_unreadable": (
        "อ่านไฟล์นี้ไม่ได้ กรุณาเปิดใน Excel แล้วบันทึกเป็น .xlsx",
        "This file can't be read. Open it in Excel and save it as .xlsx.",
    ),
    "scenario_broken": (
        "ไฟล์สถานการณ์ฝึกหัดไม่ถูกต้องที่ {field}: ต้องเป็น {expected}",
        "The scenario file is not right at {field}: expected {expected}",
    ),
    "input_error": ("ข้อมูลที่ให้มาใช้ไม่ได้ กรุณาตรวจแล้วลองใหม่", "What was given can't be used. Check it and try again."),
    # --- command line ---
    "password_missing": (
        "ไม่มีรหัสผ่าน กรุณาใส่ทาง --password-stdin",
        "There is no password. Give it with --password-stdin.",
    ),
    "facility_wrong": ("รหัสหน่วยบริการต้องเป็นตัวเลข 5 หลัก", "The facility code must be 5 digits."),
    "account_missing": ("กรุณาระบุ --facility และ --user", "Give --facility and --user."),
    "confirm_needed": (
        "จะมีข้อความถึงประชาชน {count} คนทันที กรุณาใส่ --yes เพื่อยืนยัน",
        "{count} [count?person|people] will be messaged at once. Add --yes to confirm.",
    ),
    "messages_at_once": (
        "จะมีข้อความนัดหมายถึงประชาชน {count} คนทันที ({server})",
        "{count} [count?person|people] will be messaged at once ({server}).",
    ),
    "practice_at_once": (
        "โหมดฝึกหัด: รายชื่อสมมุติ {count} คน ไม่มีข้อความถึงใคร",
        "Practice mode: {count} made-up [count?person|people], nobody is messaged.",
    ),
    "cancels_at_once": (
        "นัดของประชาชน {count} คนจะถูกยกเลิก",
        "The [count?appointment|appointments] of {count} [count?person|people] will be cancelled.",
    ),
    "confirm_undo_needed": (
        "นัดของประชาชน {count} คนจะถูกยกเลิก กรุณาใส่ --yes เพื่อยืนยัน",
        "The [count?appointment|appointments] of {count} [count?person|people] will be cancelled. Add --yes to confirm.",
    ),
    "go_on_question": ("ทำต่อหรือไม่", "Go on?"),
    "target_or_practice": ("เลือกอย่างใดอย่างหนึ่ง: --practice หรือ --server", "Choose one: --practice or --server."),
    "file_exists": (
        "มีไฟล์ {path} อยู่แล้ว โปรแกรมไม่เขียนทับ กรุณาใช้ชื่ออื่น",
        "{path} exists and is not overwritten. Choose another name.",
    ),
}

# The same of all rows of one hour.
OF_HOUR: dict[str, tuple[str, str]] = {
    "seats_short": (
        "{th} เวลา {hour}: {people} คน (แถว {rows}) แต่เหลือ {seats} ที่ คนใดใน {people} คนนี้ก็อาจจองไม่ได้ เพราะไม่ได้ส่งตามลำดับแถว",
        "{en}, {hour}: {people} [people?person|people] (rows {rows}) for {seats} [seats?seat|seats]. Any of these {people} may be refused, as rows are not sent in the sheet's order.",
    ),
    "no_seats": (
        "{th} เวลา {hour}: {people} คน (แถว {rows}) แต่ไม่มีที่ว่าง ระบบอาจไม่รับจอง ควรเลือกเวลาอื่นหรือสร้างช่วงเวลาก่อน",
        "{en}, {hour}: {people} people (rows {rows}) and no seat. They may be refused; choose another hour or create slots first.",
    ),
    "hour_not_there": (
        "{th}: ไม่มีช่วงเวลา {hour} ของ {people} คนนี้ (แถว {rows}) ระบบอาจไม่รับจอง ช่วงเวลาที่มี: {hours}",
        "{en}: there is no {hour}, which {people} people want (rows {rows}); they may be refused. The hours there are: {hours}.",
    ),
}
