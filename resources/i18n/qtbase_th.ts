<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="th" sourcelanguage="en">
    <context>
        <name>QPlatformTheme</name>
        <message>
            <source>OK</source>
            <translation>ตกลง</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>บันทึก</translation>
        </message>
        <message>
            <source>Save All</source>
            <translation>บันทึกทั้งหมด</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>เปิด</translation>
        </message>
        <message>
            <source>&amp;Yes</source>
            <translation>ใช่ (&amp;Y)</translation>
        </message>
        <message>
            <source>Yes to &amp;All</source>
            <translation>ใช่ทั้งหมด (&amp;A)</translation>
        </message>
        <message>
            <source>&amp;No</source>
            <translation>ไม่ใช่ (&amp;N)</translation>
        </message>
        <message>
            <source>N&amp;o to All</source>
            <translation>ไม่ใช่ทั้งหมด (&amp;O)</translation>
        </message>
        <message>
            <source>Abort</source>
            <translation>ยุติ</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>ลองใหม่</translation>
        </message>
        <message>
            <source>Ignore</source>
            <translation>ข้าม</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>ปิด</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>ยกเลิก</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>ไม่บันทึก</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>วิธีใช้</translation>
        </message>
        <message>
            <source>Apply</source>
            <translation>นำไปใช้</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>ตั้งใหม่</translation>
        </message>
        <message>
            <source>Restore Defaults</source>
            <translation>คืนค่าเริ่มต้น</translation>
        </message>
    </context>
    <context>
        <name>QDialogButtonBox</name>
        <message>
            <source>OK</source>
            <translation>ตกลง</translation>
        </message>
    </context>
    <context>
        <name>QGnomeTheme</name>
        <message>
            <source>&amp;OK</source>
            <translation>ตกลง (&amp;O)</translation>
        </message>
        <message>
            <source>&amp;Save</source>
            <translation>บันทึก (&amp;S)</translation>
        </message>
        <message>
            <source>&amp;Cancel</source>
            <translation>ยกเลิก (&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Close</source>
            <translation>ปิด (&amp;C)</translation>
        </message>
        <message>
            <source>Close without Saving</source>
            <translation>ปิดโดยไม่บันทึก</translation>
        </message>
    </context>
    <context>
        <name>QMessageBox</name>
        <message>
            <source>Show Details...</source>
            <translation>แสดงรายละเอียด…</translation>
        </message>
        <message>
            <source>Hide Details...</source>
            <translation>ซ่อนรายละเอียด…</translation>
        </message>
    </context>
    <context>
        <name>QLineEdit</name>
        <message>
            <source>&amp;Undo</source>
            <translation>เลิกทำ (&amp;U)</translation>
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation>ทำอีกครั้ง (&amp;R)</translation>
        </message>
        <message>
            <source>Cu&amp;t</source>
            <translation>ตัด (&amp;T)</translation>
        </message>
        <message>
            <source>&amp;Copy</source>
            <translation>คัดลอก (&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Paste</source>
            <translation>วาง (&amp;P)</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>ลบ</translation>
        </message>
        <message>
            <source>Select All</source>
            <translation>เลือกทั้งหมด</translation>
        </message>
    </context>
    <context>
        <name>QWidgetTextControl</name>
        <message>
            <source>&amp;Undo</source>
            <translation>เลิกทำ (&amp;U)</translation>
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation>ทำอีกครั้ง (&amp;R)</translation>
        </message>
        <message>
            <source>Cu&amp;t</source>
            <translation>ตัด (&amp;T)</translation>
        </message>
        <message>
            <source>&amp;Copy</source>
            <translation>คัดลอก (&amp;C)</translation>
        </message>
        <message>
            <source>Copy &amp;Link Location</source>
            <translation>คัดลอกที่อยู่ลิงก์ (&amp;L)</translation>
        </message>
        <message>
            <source>&amp;Paste</source>
            <translation>วาง (&amp;P)</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>ลบ</translation>
        </message>
        <message>
            <source>Select All</source>
            <translation>เลือกทั้งหมด</translation>
        </message>
    </context>
    <context>
        <name>QAbstractSpinBox</name>
        <message>
            <source>&amp;Select All</source>
            <translation>เลือกทั้งหมด (&amp;S)</translation>
        </message>
        <message>
            <source>&amp;Step up</source>
            <translation>เพิ่ม (&amp;S)</translation>
        </message>
        <message>
            <source>Step &amp;down</source>
            <translation>ลด (&amp;D)</translation>
        </message>
    </context>
    <context>
        <name>QScrollBar</name>
        <message>
            <source>Scroll here</source>
            <translation>เลื่อนมาที่นี่</translation>
        </message>
        <message>
            <source>Top</source>
            <translation>บนสุด</translation>
        </message>
        <message>
            <source>Bottom</source>
            <translation>ล่างสุด</translation>
        </message>
        <message>
            <source>Left edge</source>
            <translation>ซ้ายสุด</translation>
        </message>
        <message>
            <source>Right edge</source>
            <translation>ขวาสุด</translation>
        </message>
        <message>
            <source>Page up</source>
            <translation>ขึ้นหนึ่งหน้า</translation>
        </message>
        <message>
            <source>Page down</source>
            <translation>ลงหนึ่งหน้า</translation>
        </message>
        <message>
            <source>Page left</source>
            <translation>ซ้ายหนึ่งหน้า</translation>
        </message>
        <message>
            <source>Page right</source>
            <translation>ขวาหนึ่งหน้า</translation>
        </message>
        <message>
            <source>Scroll up</source>
            <translation>เลื่อนขึ้น</translation>
        </message>
        <message>
            <source>Scroll down</source>
            <translation>เลื่อนลง</translation>
        </message>
        <message>
            <source>Scroll left</source>
            <translation>เลื่อนซ้าย</translation>
        </message>
        <message>
            <source>Scroll right</source>
            <translation>เลื่อนขวา</translation>
        </message>
    </context>
    <context>
        <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>ค้นหาใน (&amp;I):</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>ชนิดของไฟล์ (&amp;T):</translation>
    </message>
        <message>
            <source>Back</source>
            <translation>ย้อนกลับ</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>ไปข้างหน้า</translation>
        </message>
        <message>
            <source>Parent Directory</source>
            <translation>โฟลเดอร์ชั้นบน</translation>
        </message>
        <message>
            <source>Create New Folder</source>
            <translation>สร้างโฟลเดอร์ใหม่</translation>
        </message>
        <message>
            <source>List View</source>
            <translation>มุมมองรายการ</translation>
        </message>
        <message>
            <source>Detail View</source>
            <translation>มุมมองรายละเอียด</translation>
        </message>
        <message>
            <source>&amp;Open</source>
            <translation>เปิด (&amp;O)</translation>
        </message>
        <message>
            <source>&amp;Save</source>
            <translation>บันทึก (&amp;S)</translation>
        </message>
        <message>
            <source>&amp;Choose</source>
            <translation>เลือก (&amp;C)</translation>
        </message>
        <message>
            <source>File &amp;name:</source>
            <translation>ชื่อไฟล์ (&amp;N):</translation>
        </message>
        <message>
            <source>Directory:</source>
            <translation>โฟลเดอร์:</translation>
        </message>
        <message>
            <source>All Files (*)</source>
            <translation>ทุกไฟล์ (*)</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>เปิด</translation>
        </message>
        <message>
            <source>Save As</source>
            <translation>บันทึกเป็น</translation>
        </message>
        <message>
            <source>New Folder</source>
            <translation>โฟลเดอร์ใหม่</translation>
        </message>
        <message>
            <source>&amp;New Folder</source>
            <translation>สร้างโฟลเดอร์ใหม่ (&amp;N)</translation>
        </message>
        <message>
            <source>&amp;Rename</source>
            <translation>เปลี่ยนชื่อ (&amp;R)</translation>
        </message>
        <message>
            <source>&amp;Delete</source>
            <translation>ลบ (&amp;D)</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>ลบ</translation>
        </message>
        <message>
            <source>Show &amp;hidden files</source>
            <translation>แสดงไฟล์ที่ซ่อน (&amp;H)</translation>
        </message>
        <message>
            <source>Recent Places</source>
            <translation>ที่ใช้ล่าสุด</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>นำออก</translation>
        </message>
        <message>
            <source>Find Directory</source>
            <translation>ค้นหาโฟลเดอร์</translation>
        </message>
        <message>
            <source>%1 already exists.
Do you want to replace it?</source>
            <translation>มีไฟล์ %1 อยู่แล้ว
ต้องการเขียนทับหรือไม่?</translation>
        </message>
        <message>
            <source>%1
File not found.
Please verify the correct file name was given.</source>
            <translation>ไม่พบไฟล์ %1
กรุณาตรวจชื่อไฟล์</translation>
        </message>
        <message>
            <source>%1
Directory not found.
Please verify the correct directory name was given.</source>
            <translation>ไม่พบโฟลเดอร์ %1
กรุณาตรวจชื่อโฟลเดอร์</translation>
        </message>
        <message>
            <source>Are you sure you want to delete '%1'?</source>
            <translation>ต้องการลบ '%1' หรือไม่?</translation>
        </message>
        <message>
            <source>'%1' is write protected.
Do you want to delete it anyway?</source>
            <translation>'%1' ป้องกันการเขียนไว้
ต้องการลบหรือไม่?</translation>
        </message>
        <message>
            <source>Could not delete directory.</source>
            <translation>ลบโฟลเดอร์ไม่ได้</translation>
        </message>
    </context>
    <context>
        <name>QFileSystemModel</name>
        <message>
            <source>Name</source>
            <translation>ชื่อ</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>ขนาด</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>ชนิด</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>ชนิด</translation>
        </message>
        <message>
            <source>Date Modified</source>
            <translation>แก้ไขเมื่อ</translation>
        </message>
        <message>
            <source>My Computer</source>
            <translation>คอมพิวเตอร์ของฉัน</translation>
        </message>
        <message>
            <source>Computer</source>
            <translation>คอมพิวเตอร์</translation>
        </message>
    </context>
    <context>
        <name>CloseButton</name>
        <message>
            <source>Close Tab</source>
            <translation>ปิดแท็บ</translation>
        </message>
    </context>
    <context>
        <name>QPrintDialog</name>
        <message>
            <source>1 (1x1)</source>
            <translation>1 (1x1)</translation>
        </message>
        <message>
            <source>2 (2x1)</source>
            <translation>2 (2x1)</translation>
        </message>
        <message>
            <source>4 (2x2)</source>
            <translation>4 (2x2)</translation>
        </message>
        <message>
            <source>6 (2x3)</source>
            <translation>6 (2x3)</translation>
        </message>
        <message>
            <source>9 (3x3)</source>
            <translation>9 (3x3)</translation>
        </message>
        <message>
            <source>16 (4x4)</source>
            <translation>16 (4x4)</translation>
        </message>
        <message>
            <source>Left to Right, Top to Bottom</source>
            <translation>ซ้ายไปขวา บนลงล่าง</translation>
        </message>
        <message>
            <source>Left to Right, Bottom to Top</source>
            <translation>ซ้ายไปขวา ล่างขึ้นบน</translation>
        </message>
        <message>
            <source>Right to Left, Bottom to Top</source>
            <translation>ขวาไปซ้าย ล่างขึ้นบน</translation>
        </message>
        <message>
            <source>Right to Left, Top to Bottom</source>
            <translation>ขวาไปซ้าย บนลงล่าง</translation>
        </message>
        <message>
            <source>Bottom to Top, Left to Right</source>
            <translation>ล่างขึ้นบน ซ้ายไปขวา</translation>
        </message>
        <message>
            <source>Bottom to Top, Right to Left</source>
            <translation>ล่างขึ้นบน ขวาไปซ้าย</translation>
        </message>
        <message>
            <source>Top to Bottom, Left to Right</source>
            <translation>บนลงล่าง ซ้ายไปขวา</translation>
        </message>
        <message>
            <source>Top to Bottom, Right to Left</source>
            <translation>บนลงล่าง ขวาไปซ้าย</translation>
        </message>
        <message>
            <source>Print</source>
            <translation>พิมพ์</translation>
        </message>
        <message>
            <source>&amp;Print</source>
            <translation>พิมพ์ (&amp;P)</translation>
        </message>
        <message>
            <source>&amp;Options &gt;&gt;</source>
            <translation>ตัวเลือก (&amp;O) &gt;&gt;</translation>
        </message>
        <message>
            <source>&amp;Options &lt;&lt;</source>
            <translation>ตัวเลือก (&amp;O) &lt;&lt;</translation>
        </message>
        <message>
            <source>Print to File (PDF)</source>
            <translation>พิมพ์เป็นไฟล์ (PDF)</translation>
        </message>
        <message>
            <source>Local file</source>
            <translation>ไฟล์ในเครื่องนี้</translation>
        </message>
        <message>
            <source>Write PDF file</source>
            <translation>เขียนไฟล์ PDF</translation>
        </message>
        <message>
            <source>All Pages</source>
            <translation>ทุกหน้า</translation>
        </message>
        <message>
            <source>Odd Pages</source>
            <translation>หน้าคี่</translation>
        </message>
        <message>
            <source>Even Pages</source>
            <translation>หน้าคู่</translation>
        </message>
        <message>
            <source>Print To File ...</source>
            <translation>พิมพ์เป็นไฟล์…</translation>
        </message>
        <message>
            <source>%1 is a directory.
Please choose a different file name.</source>
            <translation>%1 เป็นโฟลเดอร์
กรุณาใช้ชื่อไฟล์อื่น</translation>
        </message>
        <message>
            <source>File %1 is not writable.
Please choose a different file name.</source>
            <translation>เขียนไฟล์ %1 ไม่ได้
กรุณาใช้ชื่อไฟล์อื่น</translation>
        </message>
        <message>
            <source>%1 already exists.
Do you want to overwrite it?</source>
            <translation>มีไฟล์ %1 อยู่แล้ว
ต้องการเขียนทับหรือไม่</translation>
        </message>
        <message>
            <source>Invalid Pages Definition</source>
            <translation>ระบุหน้าไม่ถูกต้อง</translation>
        </message>
        <message>
            <source>Duplex Settings Conflicts</source>
            <translation>การพิมพ์สองหน้าขัดกัน</translation>
        </message>
        <message>
            <source>There are conflicts in duplex settings. Do you want to fix them?</source>
            <translation>การตั้งค่าพิมพ์สองหน้าขัดกัน ต้องการแก้ไขหรือไม่</translation>
        </message>
        <message>
            <source>Options 'Pages Per Sheet' and 'Page Set' cannot be used together.
Please turn one of those options off.</source>
            <translation>ใช้ “จำนวนหน้าต่อแผ่น” กับ “ชุดหน้า” พร้อมกันไม่ได้
กรุณาปิดอย่างใดอย่างหนึ่ง</translation>
        </message>
    </context>
    <context>
        <name>QPrintWidget</name>
        <message>
            <source>Printer</source>
            <translation>เครื่องพิมพ์</translation>
        </message>
        <message>
            <source>&amp;Name:</source>
            <translation>ชื่อ (&amp;N):</translation>
        </message>
        <message>
            <source>P&amp;roperties</source>
            <translation>คุณสมบัติ (&amp;R)</translation>
        </message>
        <message>
            <source>Location:</source>
            <translation>ที่ตั้ง:</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>ดูตัวอย่าง</translation>
        </message>
        <message>
            <source>Type:</source>
            <translation>ชนิด:</translation>
        </message>
        <message>
            <source>Output &amp;file:</source>
            <translation>ไฟล์ที่จะเขียน (&amp;F):</translation>
        </message>
        <message>
            <source>Form</source>
            <translation>แบบ</translation>
        </message>
        <message>
            <source>...</source>
            <translation>…</translation>
        </message>
    </context>
    <context>
        <name>QPrintSettingsOutput</name>
        <message>
            <source>Form</source>
            <translation>แบบ</translation>
        </message>
        <message>
            <source>Copies</source>
            <translation>จำนวนชุด</translation>
        </message>
        <message>
            <source>Print range</source>
            <translation>ช่วงหน้าที่พิมพ์</translation>
        </message>
        <message>
            <source>Print all</source>
            <translation>พิมพ์ทั้งหมด</translation>
        </message>
        <message>
            <source>Pages from</source>
            <translation>หน้า</translation>
        </message>
        <message>
            <source>to</source>
            <translation>ถึง</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>หน้า</translation>
        </message>
        <message>
            <source>Specify pages or ranges separated by commas. Ranges are specified by two numbers separated by a hyphen. E.g: 3,5-7,9 prints pages 3, 5, 6, 7 and 9.</source>
            <translation>ระบุหน้าหรือช่วงหน้า คั่นด้วยจุลภาค ช่วงหน้าใช้ตัวเลขสองตัวคั่นด้วยขีด เช่น 3,5-7,9 จะพิมพ์หน้า 3, 5, 6, 7 และ 9</translation>
        </message>
        <message>
            <source>Current Page</source>
            <translation>หน้าปัจจุบัน</translation>
        </message>
        <message>
            <source>Selection</source>
            <translation>ส่วนที่เลือก</translation>
        </message>
        <message>
            <source>Output Settings</source>
            <translation>การพิมพ์</translation>
        </message>
        <message>
            <source>Copies:</source>
            <translation>จำนวนชุด:</translation>
        </message>
        <message>
            <source>Collate</source>
            <translation>เรียงชุด</translation>
        </message>
        <message>
            <source>Reverse</source>
            <translation>ย้อนลำดับ</translation>
        </message>
        <message>
            <source>Options</source>
            <translation>ตัวเลือก</translation>
        </message>
        <message>
            <source>Color Mode</source>
            <translation>สี</translation>
        </message>
        <message>
            <source>Color</source>
            <translation>สี</translation>
        </message>
        <message>
            <source>Grayscale</source>
            <translation>ขาวดำ</translation>
        </message>
        <message>
            <source>Double Sided Printing</source>
            <translation>พิมพ์สองหน้า</translation>
        </message>
        <message>
            <source>Off</source>
            <translation>ปิด</translation>
        </message>
        <message>
            <source>Long side binding</source>
            <translation>เย็บขอบยาว</translation>
        </message>
        <message>
            <source>Short side binding</source>
            <translation>เย็บขอบสั้น</translation>
        </message>
        <message>
            <source>Page &amp;Set:</source>
            <translation>ชุดหน้า (&amp;S):</translation>
        </message>
    </context>
    <context>
        <name>QPrintPropertiesWidget</name>
        <message>
            <source>Form</source>
            <translation>แบบ</translation>
        </message>
        <message>
            <source>Page</source>
            <translation>หน้ากระดาษ</translation>
        </message>
        <message>
            <source>Advanced</source>
            <translation>ขั้นสูง</translation>
        </message>
        <message>
            <source>There are conflicts in some options. Please fix them.</source>
            <translation>บางตัวเลือกขัดกัน กรุณาแก้ไข</translation>
        </message>
    </context>
    <context>
        <name>QPrintPropertiesDialog</name>
        <message>
            <source>Printer Properties</source>
            <translation>คุณสมบัติของเครื่องพิมพ์</translation>
        </message>
        <message>
            <source>Job Options</source>
            <translation>งานพิมพ์</translation>
        </message>
        <message>
            <source>Page Setup Conflicts</source>
            <translation>การตั้งหน้ากระดาษขัดกัน</translation>
        </message>
        <message>
            <source>There are conflicts in page setup options. Do you want to fix them?</source>
            <translation>การตั้งหน้ากระดาษขัดกัน ต้องการแก้ไขหรือไม่</translation>
        </message>
        <message>
            <source>Advanced Option Conflicts</source>
            <translation>ตัวเลือกขั้นสูงขัดกัน</translation>
        </message>
        <message>
            <source>There are conflicts in some advanced options. Do you want to fix them?</source>
            <translation>ตัวเลือกขั้นสูงบางอย่างขัดกัน ต้องการแก้ไขหรือไม่</translation>
        </message>
    </context>
    <context>
        <name>QPageSetupWidget</name>
        <message>
            <source>Form</source>
            <translation>แบบ</translation>
        </message>
        <message>
            <source>Paper</source>
            <translation>กระดาษ</translation>
        </message>
        <message>
            <source>Page size:</source>
            <translation>ขนาดกระดาษ:</translation>
        </message>
        <message>
            <source>Width:</source>
            <translation>กว้าง:</translation>
        </message>
        <message>
            <source>Height:</source>
            <translation>สูง:</translation>
        </message>
        <message>
            <source>Paper source:</source>
            <translation>ถาดกระดาษ:</translation>
        </message>
        <message>
            <source>Orientation</source>
            <translation>แนวกระดาษ</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>แนวตั้ง</translation>
        </message>
        <message>
            <source>Landscape</source>
            <translation>แนวนอน</translation>
        </message>
        <message>
            <source>Reverse landscape</source>
            <translation>แนวนอนกลับด้าน</translation>
        </message>
        <message>
            <source>Reverse portrait</source>
            <translation>แนวตั้งกลับด้าน</translation>
        </message>
        <message>
            <source>Margins</source>
            <translation>ขอบกระดาษ</translation>
        </message>
        <message>
            <source>top margin</source>
            <translation>ขอบบน</translation>
        </message>
        <message>
            <source>left margin</source>
            <translation>ขอบซ้าย</translation>
        </message>
        <message>
            <source>right margin</source>
            <translation>ขอบขวา</translation>
        </message>
        <message>
            <source>bottom margin</source>
            <translation>ขอบล่าง</translation>
        </message>
        <message>
            <source>Page Layout</source>
            <translation>การจัดหน้า</translation>
        </message>
        <message>
            <source>Page &amp;order:</source>
            <translation>ลำดับหน้า (&amp;O):</translation>
        </message>
        <message>
            <source>Pages &amp;per sheet:</source>
            <translation>จำนวนหน้าต่อแผ่น (&amp;P):</translation>
        </message>
        <message>
            <source>mm</source>
            <translation>มม.</translation>
        </message>
        <message>
            <source>Millimeters (mm)</source>
            <translation>มิลลิเมตร (มม.)</translation>
        </message>
        <message>
            <source>Inches (in)</source>
            <translation>นิ้ว</translation>
        </message>
        <message>
            <source>Points (pt)</source>
            <translation>พอยต์ (pt)</translation>
        </message>
        <message>
            <source>Pica (P̸)</source>
            <translation>ไพกา (P̸)</translation>
        </message>
        <message>
            <source>Didot (DD)</source>
            <translation>ดีโด (DD)</translation>
        </message>
        <message>
            <source>Cicero (CC)</source>
            <translation>ซิเซโร (CC)</translation>
        </message>
        <message>
            <source>Custom</source>
            <translation>กำหนดเอง</translation>
        </message>
    </context>
    <context>
        <name>QTabBar</name>
        <message>
            <source>Scroll Left</source>
            <translation>เลื่อนไปทางซ้าย</translation>
        </message>
        <message>
            <source>Scroll Right</source>
            <translation>เลื่อนไปทางขวา</translation>
        </message>
    </context>
</TS>
