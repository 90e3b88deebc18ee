"""Signing in, the server and the way to it: what is told when they fail."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "no_booking_scope": (
        "ผู้ใช้นี้อาจไม่มีสิทธิ์จองนัด เพราะสิทธิ์ที่ระบบแจ้งไม่มีการจองนัดรวมอยู่ หากระบบไม่รับจอง กรุณาให้ผู้ดูแลบัญชีผู้ใช้ของหน่วยบริการเพิ่มสิทธิ์",
        "This user may have no right to book: the server names no IMMUNIZATION_SLOT among the rights. If bookings are refused, ask whoever manages the facility's accounts for it.",
    ),
    "sign_in_refused": (
        "เข้าสู่ระบบไม่ได้ กรุณาตรวจรหัสหน่วยบริการ ชื่อผู้ใช้ และรหัสผ่าน แล้วลองอีกครั้ง",
        "Sign-in was refused. Check the facility code, username and password, then try again.",
    ),
    "sign_in_needed": (
        "ต้องเข้าสู่ระบบใหม่ กรุณาใส่รหัสผ่าน งานจะทำต่อจากจุดเดิม",
        "Please sign in again. What was under way goes on where it stopped.",
    ),
    "not_allowed": (
        "บัญชีนี้ไม่มีสิทธิ์ใช้งาน กรุณาติดต่อผู้ดูแลระบบ MOPH-IC",
        "This account is not allowed to do this. Ask your MOPH-IC administrator.",
    ),
    "token_refused": (
        "ระบบไม่รับการเข้าใช้ โปรแกรมจะรอสักครู่แล้วลองใหม่",
        "The server refused the session. The program waits a little and tries again.",
    ),
    "offline": (
        "ติดต่อระบบ MOPH-IC ไม่ได้ กรุณาตรวจอินเทอร์เน็ต เมื่อกลับมาโปรแกรมจะทำต่อเอง",
        "MOPH-IC can't be reached. Check the internet connection; when it is back the program goes on by itself.",
    ),
    "going_on": ("ทำงานต่อแล้ว", "It goes on."),
    "command_ended": (
        "คำสั่งนี้จบแล้ว กรุณาสั่งอีกครั้งภายหลังเพื่อทำต่อ รายการที่ยังไม่ทราบผลจะถูกตรวจสอบก่อน",
        "This command has ended. Give it again later to go on: what is in doubt is looked up first.",
    ),
    "pace_unusable": (
        "จดเวลาส่งคำขอลงใน {path} ไม่ได้ (ดิสก์เต็มหรือไม่มีสิทธิ์) จึงไม่ส่งอะไร เพื่อไม่ให้เรียกระบบถี่เกินไป กรุณาลบไฟล์ที่ไม่ใช้ แล้วลองใหม่",
        "The pace of calls can't be noted in {path} (disk full, or no permission), so nothing was sent. Free some space, then try again.",
    ),
    "temp_folder_foreign": (
        "โฟลเดอร์ชั่วคราว {path} เป็นของผู้ใช้คนอื่น โปรแกรมจึงไม่ใช้ กรุณาแจ้งผู้ดูแลระบบ",
        "The temporary folder {path} belongs to somebody else, so it is not used. Tell the person who looks after this computer.",
    ),
    "certificate": (
        "ตรวจสอบใบรับรองความปลอดภัยของระบบไม่ผ่าน จึงไม่ส่งข้อมูล กรุณาแจ้งผู้ดูแลระบบของโรงพยาบาล",
        "The server's security certificate could not be verified, so nothing was sent. Tell the hospital's IT person.",
    ),
    "not_secure": (
        "เชื่อมต่อกับระบบแบบปลอดภัยไม่ได้ จึงไม่ส่งข้อมูล อาจมีอุปกรณ์เครือข่ายคั่นอยู่ กรุณาแจ้งผู้ดูแลระบบของโรงพยาบาล",
        "No secure connection to the server could be made, so nothing was sent. Something in the network may be in between. Tell the hospital's IT person.",
    ),
    "proxy_sign_in": (
        "เครือข่ายของโรงพยาบาลต้องเข้าสู่ระบบพร็อกซีก่อน กรุณาแจ้งผู้ดูแลระบบ",
        "The hospital's network wants a proxy sign-in first. Tell the IT person.",
    ),
    "proxy_refused": (
        "พร็อกซีของโรงพยาบาลไม่ให้ติดต่อระบบ MOPH-IC จึงไม่ได้ส่งอะไร โปรแกรมจะลองใหม่เอง หากนานเกินไปกรุณาแจ้งผู้ดูแลระบบ",
        "The hospital's proxy did not let MOPH-IC be reached, so nothing was sent. The program tries again by itself; if it lasts, tell the IT person.",
    ),
    "proxy_unusable": (
        "ที่อยู่พร็อกซีที่ตั้งไว้ในเครื่อง ({proxy}) ใช้ไม่ได้ กรุณาให้ผู้ดูแลระบบแก้เป็น http://ชื่อเครื่อง:พอร์ต",
        "The proxy set on this computer ({proxy}) can't be used. Have the IT person change it to http://name:port.",
    ),
    "proxy_no_socks": (
        "เครื่องนี้ตั้งพร็อกซีแบบ SOCKS ({proxy}) ซึ่งโปรแกรมชุดนี้ใช้ไม่ได้ กรุณาให้ผู้ดูแลระบบตั้งเป็นพร็อกซีแบบ HTTP",
        "This computer has a SOCKS proxy ({proxy}), which this copy of the program can't use. Have the IT person set an HTTP proxy.",
    ),
    "throttled": (
        "ระบบขอให้ช้าลง โปรแกรมลดความเร็วแล้วจะทำต่อเอง",
        "The server asked to slow down. The program does so and goes on by itself.",
    ),
    "silence_asked_for": (
        "ระบบขอให้เครื่องนี้หยุดส่งอีก {seconds} วินาที จึงยังไม่ได้ส่งอะไร กรุณาสั่งใหม่หลังจากนั้น",
        "The server asked this computer to wait {seconds} [seconds?second|seconds] more, so nothing was sent. Try again after that.",
    ),
    "sign_in_waits": (
        "ระบบขอให้เครื่องนี้หยุดส่งชั่วคราว โปรแกรมรออยู่ และจะเข้าสู่ระบบเองเวลา {until}",
        "The server asked this computer to send nothing for a while. The program waits, and signs in by itself at {until}.",
    ),
    "sign_in_slow": (
        "ระบบยังไม่ตอบการเข้าสู่ระบบ โปรแกรมรออยู่ ไม่เกินเวลา {until}",
        "The server has not answered the sign-in yet. The program waits for it, until {until} at the latest.",
    ),
    "sign_in_slow_office": (
        "ระบบหรือฐานข้อมูลบันทึกงานร่วมยังไม่ตอบการเข้าสู่ระบบ โปรแกรมรออยู่ ไม่เกินเวลา {until}",
        "Signing in takes long: the server, or the office's database that gives leave to call it, has not answered yet. The program waits, until {until} at the latest.",
    ),
    "blocked": (
        "ระบบพักการใช้งานจากที่อยู่นี้ชั่วคราว (ราว 30 นาที) กรุณารอ โปรแกรมจะทำต่อเอง",
        "The server has blocked this address for a while (about 30 minutes). Please wait: the program goes on by itself.",
    ),
    "html_page": (
        "มีหน้าเว็บอื่นมาแทนระบบ MOPH-IC (เช่นหน้าเข้าใช้ Wi-Fi) กรุณาเปิดเบราว์เซอร์เข้าอินเทอร์เน็ตให้ได้ก่อน แล้วกด “ทำต่อ” หรือลองอีกครั้ง",
        "A web page came instead of MOPH-IC (perhaps a Wi-Fi sign-in page). Open a browser, get online, then press Continue or try again.",
    ),
    "redirected": (
        "ระบบส่งต่อไปที่อยู่อื่น โปรแกรมจึงหยุดเพื่อความปลอดภัย กรุณาแจ้งผู้ดูแลระบบ",
        "The server pointed to another address, so the program stopped to be safe. Tell your IT person.",
    ),
    "service_changed": (
        "ระบบ MOPH-IC ตอบในรูปแบบที่โปรแกรมไม่รู้จัก กรุณาแจ้งผู้ดูแลระบบ",
        "MOPH-IC answered in a form this program does not know. Tell your IT person.",
    ),
    "not_mophic": (
        "ที่อยู่นี้ไม่ใช่ระบบ MOPH-IC กรุณาตรวจที่อยู่หรือการเชื่อมต่ออินเทอร์เน็ต",
        "This address is not MOPH-IC. Check the address and the internet connection.",
    ),
    "service_error": ("ระบบ MOPH-IC ขัดข้อง กรุณาลองใหม่ภายหลัง", "MOPH-IC is in trouble. Try again later."),
    "server_address_wrong": (
        "ที่อยู่ระบบ {address} ไม่ถูกต้อง ต้องขึ้นต้นด้วย https://",
        "The server address {address} is not right. It must start with https://.",
    ),
    "server_address_path": (
        "ที่อยู่ระบบ {address} มีส่วนเกินต่อท้าย กรุณาใส่เพียง {instead}",
        "The server address {address} has something after the host. Type only {instead}.",
    ),
    "server_address_insecure": (
        "ที่อยู่ {address} ไม่ปลอดภัย ใช้ http:// ได้เฉพาะเครื่องนี้เอง กรุณาใช้ https://",
        "The address {address} is not secure: http:// is for this computer alone. Use https://.",
    ),
    "ca_file_unreadable": (
        "ไฟล์ {path} ไม่ใช่ใบรับรองที่อ่านได้ ใช้ได้ทั้ง PEM, DER (.cer, .crt) และ .p7b กรุณาขอไฟล์จากผู้ดูแลระบบอีกครั้ง",
        "The file {path} is no certificate that can be read: PEM, DER (.cer, .crt) and .p7b are. Ask the IT person for it again.",
    ),
}
