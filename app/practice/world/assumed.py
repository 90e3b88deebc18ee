"""Everything the practice server says that nobody outside the Ministry knows: ASSUMED, in this one place.

What is known of the real host (SEEN, INFERRED) is marked so. A refusal's status is also its `MessageCode`.
"""

from __future__ import annotations

from dataclasses import dataclass

BLOCKED_TEXT = "terminated"  # SEEN once, as the whole body
BLOCKED_STATUS = 403  # ASSUMED
LOGIN_REFUSED_STATUS = 401  # ASSUMED
LOGIN_REFUSED_TEXT = "Invalid user or password"  # ASSUMED: some short text that is not a JWT
BY_CITIZEN = "หมอพร้อม"  # SEEN: the citizen booked it
BY_STAFF = "หน่วยบริการ"  # ASSUMED counterpart
ISSUER, AUDIENCE = "MOPH Account Center", "MOPH API"  # SEEN


@dataclass(frozen=True, slots=True)
class Refusal:
    status: int  # HTTP status and MessageCode
    message: str  # `Message`; {field} is filled in


# 501 for what the data or the slots forbid is ASSUMED after the one SEEN case (a bad CID); every wording is ASSUMED
# except where marked.
REFUSALS: dict[str, Refusal] = {
    "token_expired": Refusal(401, "JWT Expire"),  # wording SEEN on the sister API
    "token_invalid": Refusal(401, "JWT Invalid"),
    "throttled": Refusal(401, "Too Many Request per minute"),  # SEEN in the field
    "cid_invalid": Refusal(501, "เลขประจำตัวประชาชนไม่ถูกต้อง"),  # status SEEN
    "param_missing": Refusal(501, "ไม่ได้ระบุ {field}"),
    "param_wrong": Refusal(501, "ค่าของ {field} ไม่ถูกต้อง"),
    "action_unknown": Refusal(501, "ไม่รู้จักคำสั่ง {field}"),
    "facility_mismatch": Refusal(501, "รหัสหน่วยบริการไม่ตรงกับผู้ใช้งาน"),
    "not_a_target": Refusal(501, "ไม่พบบุคคลนี้ในบัญชีกลุ่มเป้าหมาย"),
    "slot_none": Refusal(501, "ไม่มี Slot ในวันและเวลาที่ระบุ"),
    "slot_past": Refusal(501, "วันและเวลาที่ระบุผ่านไปแล้ว"),
    "slot_closed": Refusal(501, "Slot นี้ไม่เปิดให้จองจาก MOPH-IC API"),
    "slot_full": Refusal(501, "Slot เต็มแล้ว"),
    "slot_other_dose": Refusal(501, "ไม่มี Slot สำหรับเข็มถัดไปของบุคคลนี้ในเวลาที่ระบุ"),
    "already_booked": Refusal(501, "บุคคลนี้จอง Slot ในวันและเวลานี้แล้ว"),
    "day_taken": Refusal(501, "บุคคลนี้มีนัดหมายในวันเดียวกันแล้ว"),
    "booking_none": Refusal(501, "ไม่พบการจอง Slot ที่ระบุ"),
    "booking_locked": Refusal(501, "หน่วยบริการยืนยันการจอง Slot นี้แล้ว เปลี่ยนแปลงไม่ได้"),
    "queue_exists": Refusal(501, "บุคคลนี้มีบัตรคิวของหน่วยบริการนี้แล้ว"),
    "queue_none": Refusal(501, "ไม่พบบัตรคิวที่ระบุ"),
    "target_empty": Refusal(501, "ไม่มีรายชื่อกลุ่มเป้าหมาย"),
    "message_limit": Refusal(501, "ส่งข้อความได้ไม่เกิน 5 ครั้งต่อชั่วโมง"),  # the limit itself is SEEN
    "table_unknown": Refusal(501, "ไม่รู้จักตาราง {field}"),
}


class Refused(Exception):
    """The server says no; nothing was changed. `code` is a key of REFUSALS."""

    def __init__(self, code: str, field: str = "") -> None:
        self.code = code
        self.field = field
        super().__init__(code)

    @property
    def status(self) -> int:
        return REFUSALS[self.code].status

    @property
    def message(self) -> str:
        return REFUSALS[self.code].message.format(field=self.field)
