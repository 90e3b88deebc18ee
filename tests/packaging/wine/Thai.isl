; What our installer shows, in Thai, for compilers older than 6.7.1, which bring no Thai.isl. For checks under Wine alone:
; the compiler takes what is missing here from Default.isl.

[LangOptions]
LanguageName=ภาษาไทย
LanguageID=$041E
LanguageCodePage=0

[Messages]
SetupAppTitle=ติดตั้ง
SetupWindowTitle=ติดตั้ง - %1
UninstallAppTitle=ถอนการติดตั้ง
UninstallAppFullTitle=ถอนการติดตั้ง %1
InformationTitle=ข้อมูล
ConfirmTitle=ยืนยัน
ErrorTitle=ผิดพลาด
SetupAppRunningError=%1 กำลังเปิดอยู่%n%nกรุณาปิดทุกหน้าต่าง แล้วกด ตกลง เพื่อทำต่อ หรือกด ยกเลิก เพื่อออก
UninstallAppRunningError=%1 กำลังเปิดอยู่%n%nกรุณาปิดทุกหน้าต่าง แล้วกด ตกลง เพื่อทำต่อ หรือกด ยกเลิก เพื่อออก
ExitSetupTitle=ออกจากการติดตั้ง
ExitSetupMessage=ยังติดตั้งไม่เสร็จ ถ้าออกตอนนี้จะไม่มีการติดตั้งโปรแกรม%n%nต้องการออกหรือไม่
ButtonBack=< &ย้อนกลับ
ButtonNext=&ถัดไป >
ButtonInstall=&ติดตั้ง
ButtonOK=ตกลง
ButtonCancel=ยกเลิก
ButtonYes=&ใช่
ButtonNo=&ไม่
ButtonFinish=&เสร็จสิ้น
ButtonWizardBrowse=เ&ลือก...
SelectLanguageTitle=เลือกภาษาของการติดตั้ง
SelectLanguageLabel=เลือกภาษาที่จะใช้ระหว่างการติดตั้ง
ClickNext=กด ถัดไป เพื่อทำต่อ หรือ ยกเลิก เพื่อออก
WelcomeLabel1=ยินดีต้อนรับสู่การติดตั้ง [name]
WelcomeLabel2=จะติดตั้ง [name/ver] ในเครื่องของท่าน%n%nควรปิดโปรแกรมอื่นก่อนทำต่อ
WizardSelectDir=เลือกที่ติดตั้ง
SelectDirDesc=ต้องการติดตั้ง [name] ไว้ที่ใด
SelectDirLabel3=จะติดตั้ง [name] ไว้ในโฟลเดอร์นี้
SelectDirBrowseLabel=กด ถัดไป เพื่อทำต่อ ถ้าต้องการโฟลเดอร์อื่น กด เลือก
DiskSpaceMBLabel=ต้องมีที่ว่างในดิสก์อย่างน้อย [mb] MB
WizardSelectTasks=เลือกสิ่งที่จะทำเพิ่ม
SelectTasksDesc=ต้องการให้ทำสิ่งใดเพิ่ม
SelectTasksLabel2=เลือกสิ่งที่จะทำเพิ่มขณะติดตั้ง [name] แล้วกด ถัดไป
WizardReady=พร้อมติดตั้ง
ReadyLabel1=พร้อมติดตั้ง [name] ในเครื่องของท่านแล้ว
ReadyLabel2a=กด ติดตั้ง เพื่อทำต่อ หรือ ย้อนกลับ เพื่อดูหรือแก้
ReadyLabel2b=กด ติดตั้ง เพื่อทำต่อ
ReadyMemoDir=ที่ติดตั้ง:
ReadyMemoTasks=สิ่งที่จะทำเพิ่ม:
WizardPreparing=กำลังเตรียมติดตั้ง
PreparingDesc=กำลังเตรียมติดตั้ง [name] ในเครื่องของท่าน
CannotContinue=ติดตั้งต่อไม่ได้ กด ยกเลิก เพื่อออก
WizardInstalling=กำลังติดตั้ง
InstallingLabel=โปรดรอขณะติดตั้ง [name] ในเครื่องของท่าน
FinishedHeadingLabel=ติดตั้ง [name] เสร็จแล้ว
FinishedLabel=ติดตั้ง [name] ในเครื่องของท่านเสร็จแล้ว เปิดโปรแกรมได้จากไอคอนที่สร้างไว้
FinishedLabelNoIcons=ติดตั้ง [name] ในเครื่องของท่านเสร็จแล้ว
ClickFinish=กด เสร็จสิ้น เพื่อออก
SetupAborted=การติดตั้งไม่เสร็จ%n%nกรุณาแก้ปัญหาแล้วติดตั้งใหม่
StatusCreateDirs=กำลังสร้างโฟลเดอร์...
StatusExtractFiles=กำลังแตกไฟล์...
StatusCreateIcons=กำลังสร้างไอคอน...
StatusCreateRegistryEntries=กำลังบันทึกการตั้งค่าของ Windows...
StatusSavingUninstall=กำลังบันทึกข้อมูลสำหรับถอนการติดตั้ง...
StatusRunProgram=กำลังจบการติดตั้ง...
StatusRollback=กำลังคืนสภาพเดิม...
ConfirmUninstall=ต้องการถอน %1 ออกจากเครื่องใช่หรือไม่
UninstallStatusLabel=โปรดรอขณะถอน %1 ออกจากเครื่อง
UninstalledAll=ถอน %1 ออกจากเครื่องแล้ว
WizardUninstalling=การถอนการติดตั้ง
StatusUninstalling=กำลังถอน %1...

[CustomMessages]
NameAndVersion=%1 รุ่น %2
AdditionalIcons=ไอคอนเพิ่ม:
CreateDesktopIcon=สร้างไอคอนบน&เดสก์ท็อป
LaunchProgram=เปิด %1
