; Installer for Windows, Inno Setup 6.5 or newer (it brings the Thai words). Run by .github/workflows/release.yml:
;   iscc /DVersion=1.2.3 /DProgram=..\..\dist\MOPHIC-Uploader /DOutput=..\..\release /DPage=https://… resources\installer\mophic-uploader.iss
; /DPage: the address of the project, as the release workflow knows it; without it the installer names none.
; Per user, without administrator rights; /ALLUSERS installs for everybody (asks for an administrator).
; Saved with a byte order mark, or Inno Setup would not read the Thai.

#ifndef Version
  #error Version is missing: /DVersion=1.2.3
#endif
#ifndef Program
  #define Program "..\..\dist\MOPHIC-Uploader"
#endif
#ifndef Output
  #define Output "..\..\release"
#endif
#define Name "MOPHIC-Uploader"
; It makes a newer version take an older one's place. Never change it.
#define Id "{{7C0B9E52-3C0E-4E0B-9A53-5B1C8A1D7E46}"

[Setup]
AppId={#Id}
AppName={#Name}
AppVersion={#Version}
AppVerName={#Name} {#Version}
AppPublisher={#Name} project
AppComments=MOPH Immunization Center
#ifdef Page
AppPublisherURL={#Page}
AppSupportURL={#Page}/issues
AppUpdatesURL={#Page}/releases
#endif
; Held by the window, the command line and the helper process (app/system/installed.py): whoever installs or removes is
; asked to close them first, and nothing is touched while they run.
AppMutex={#Name}-running,Global\{#Name}-running
; A second setup would take what the first has just copied for the remains of a power cut.
SetupMutex={#Name}-setup,Global\{#Name}-setup
VersionInfoVersion={#Version}
VersionInfoCompany={#Name} project
VersionInfoProductName={#Name}
DefaultDirName={autopf}\{#Name}
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=commandline
; 1703: PySide6 needs the icuuc.dll that Windows has since then.
MinVersion=10.0.15063
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
DisableProgramGroupPage=yes
DisableDirPage=auto
DisableWelcomePage=no
WizardStyle=modern
SetupIconFile=..\icons\app.ico
UninstallDisplayIcon={app}\{#Name}.exe
OutputDir={#Output}
OutputBaseFilename={#Name}-{#Version}-setup
Compression=lzma2/max
SolidCompression=yes
ChangesAssociations=yes
; A window that is open is asked to close; one that is booking asks the clerk first and may refuse.
CloseApplications=yes
RestartApplications=no
UsePreviousLanguage=yes
LanguageDetectionMethod=locale
ShowLanguageDialog=auto
#ifdef SignTool
SignTool={#SignTool}
SignedUninstaller=yes
#endif

[Languages]
Name: "thai"; MessagesFile: "compiler:Languages\Thai.isl"
Name: "english"; MessagesFile: "compiler:Default.isl"

[CustomMessages]
thai.Open=เปิดด้วย {#Name}
english.Open=Open with {#Name}
thai.Practice={#Name} (ฝึกหัด)
english.Practice={#Name} (practice)
thai.AskData=ต้องการลบข้อมูลที่โปรแกรมเก็บไว้ในบัญชี Windows นี้ด้วยหรือไม่%n%n%1%n%nมีประวัติการจองที่เข้ารหัสไว้ การตั้งค่า บันทึกการทำงาน และรหัสผ่านที่จำไว้ ถ้าลบแล้วจะเรียกคืนไม่ได้ และโปรแกรมจะไม่รู้ว่าแถวใดค้างอยู่%n%nถ้าจะติดตั้งโปรแกรมใหม่ในภายหลัง ให้ตอบ "ไม่"
english.AskData=Also delete what the program has stored in this Windows account?%n%n%1%n%nIt holds the encrypted record of bookings, settings, logs and remembered passwords. Once deleted it cannot be brought back, and the program no longer knows which rows are unfinished.%n%nAnswer No if you are going to install the program again.
thai.InUse=ไฟล์ของโปรแกรมถูกใช้งานอยู่ กรุณาปิดโปรแกรมและหน้าต่างคำสั่งทั้งหมดแล้วติดตั้งใหม่ ของเดิมยังใช้ได้ตามปกติ
english.InUse=Files of the program are in use. Close the program and all command windows, then install again. The installed version still works.
thai.NotOurs=ในโฟลเดอร์ที่เลือกมีของโปรแกรมอื่นอยู่:%n%n%1%n%nถ้าติดตั้งที่นี่ โปรแกรมนั้นจะเสียหาย จึงยังไม่ได้แตะต้องสิ่งใด กรุณาเลือกโฟลเดอร์อื่นหรือโฟลเดอร์ว่าง
english.NotOurs=In the chosen folder there is something of another program:%n%n%1%n%nInstalling here would break that program, so nothing was touched. Choose another folder, or an empty one.
thai.Elsewhere={#Name} ติดตั้งอยู่แล้วที่โฟลเดอร์นี้:%n%n%1%n%nถ้าติดตั้งอีกที่หนึ่ง ของเดิมจะค้างอยู่โดยถอนไม่ได้ จึงยังไม่ได้แตะต้องสิ่งใด กรุณาติดตั้งทับที่เดิม หรือถอนของเดิมก่อน (Settings > Apps) ข้อมูลของผู้ใช้จะยังอยู่
english.Elsewhere={#Name} is installed already, in this folder:%n%n%1%n%nA second place would leave the first one behind, with nothing to remove it by, so nothing was touched. Install into the same folder, or remove the installed one first (Settings > Apps); the user's data stays.
thai.NotWritable=เขียนในโฟลเดอร์ที่เลือกไม่ได้:%n%n%1%n%nยังไม่ได้แตะต้องสิ่งใด กรุณาเลือกโฟลเดอร์อื่น หรือให้ผู้ดูแลระบบตรวจสิทธิ์ของโฟลเดอร์นี้
english.NotWritable=The chosen folder can't be written to:%n%n%1%n%nNothing was touched. Choose another folder, or ask IT to look at the permissions of this one.
thai.SecretsLeft=ลบรหัสผ่านที่จำไว้ไม่สำเร็จ กรุณาเปิด Control Panel > Credential Manager > Windows Credentials แล้วลบรายการที่ชื่อลงท้ายด้วย {#Name}
english.SecretsLeft=The remembered passwords could not be deleted. Please open Control Panel > Credential Manager > Windows Credentials and delete the entries whose names end in {#Name}.
thai.DataLeft=ลบข้อมูลบางส่วนไม่ได้ กรุณาลบโฟลเดอร์นี้เอง:%n%n%1
english.DataLeft=Some of it could not be deleted. Please delete this folder yourself:%n%n%1

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; GroupDescription: "{cm:AdditionalIcons}"

[Files]
Source: "{#Program}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\{#Name}"; Filename: "{app}\{#Name}.exe"; AppUserModelID: "{#Name}"
Name: "{autoprograms}\{cm:Practice}"; Filename: "{app}\{#Name}.exe"; Parameters: "--practice-sample"; AppUserModelID: "{#Name}"
Name: "{autodesktop}\{#Name}"; Filename: "{app}\{#Name}.exe"; AppUserModelID: "{#Name}"; Tasks: desktopicon

[Registry]
; "Open with" for workbooks. Excel stays the program that a double click starts.
Root: HKA; Subkey: "Software\Classes\Applications\{#Name}.exe"; ValueType: string; ValueName: "FriendlyAppName"; ValueData: "{#Name}"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\{#Name}.exe\shell\open\command"; ValueType: string; ValueData: """{app}\{#Name}.exe"" ""%1"""
; Whatever the program reads: app/sheets/files (a test holds this list to it).
Root: HKA; Subkey: "Software\Classes\Applications\{#Name}.exe\SupportedTypes"; ValueType: string; ValueName: ".xlsx"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\{#Name}.exe\SupportedTypes"; ValueType: string; ValueName: ".xlsm"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\{#Name}.exe\SupportedTypes"; ValueType: string; ValueName: ".xlsb"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\{#Name}.exe\SupportedTypes"; ValueType: string; ValueName: ".xls"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\{#Name}.exe\SupportedTypes"; ValueType: string; ValueName: ".xlt"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\{#Name}.exe\SupportedTypes"; ValueType: string; ValueName: ".ods"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\{#Name}.exe\SupportedTypes"; ValueType: string; ValueName: ".fods"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\{#Name}.exe\SupportedTypes"; ValueType: string; ValueName: ".csv"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\{#Name}.exe\SupportedTypes"; ValueType: string; ValueName: ".tsv"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\{#Name}.exe\SupportedTypes"; ValueType: string; ValueName: ".tab"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\{#Name}.exe\SupportedTypes"; ValueType: string; ValueName: ".prn"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\{#Name}.exe\SupportedTypes"; ValueType: string; ValueName: ".txt"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\{#Name}.exe\SupportedTypes"; ValueType: string; ValueName: ".html"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\{#Name}.exe\SupportedTypes"; ValueType: string; ValueName: ".htm"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\{#Name}.exe\SupportedTypes"; ValueType: string; ValueName: ".mht"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\{#Name}.exe\SupportedTypes"; ValueType: string; ValueName: ".mhtml"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\{#Name}.exe\SupportedTypes"; ValueType: string; ValueName: ".xml"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\.xlsx\OpenWithProgids"; ValueType: string; ValueName: "{#Name}.Sheet"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.xlsm\OpenWithProgids"; ValueType: string; ValueName: "{#Name}.Sheet"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.xlsb\OpenWithProgids"; ValueType: string; ValueName: "{#Name}.Sheet"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.xls\OpenWithProgids"; ValueType: string; ValueName: "{#Name}.Sheet"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.xlt\OpenWithProgids"; ValueType: string; ValueName: "{#Name}.Sheet"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.ods\OpenWithProgids"; ValueType: string; ValueName: "{#Name}.Sheet"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.fods\OpenWithProgids"; ValueType: string; ValueName: "{#Name}.Sheet"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.csv\OpenWithProgids"; ValueType: string; ValueName: "{#Name}.Sheet"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.tsv\OpenWithProgids"; ValueType: string; ValueName: "{#Name}.Sheet"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.tab\OpenWithProgids"; ValueType: string; ValueName: "{#Name}.Sheet"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.prn\OpenWithProgids"; ValueType: string; ValueName: "{#Name}.Sheet"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.txt\OpenWithProgids"; ValueType: string; ValueName: "{#Name}.Sheet"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.html\OpenWithProgids"; ValueType: string; ValueName: "{#Name}.Sheet"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.htm\OpenWithProgids"; ValueType: string; ValueName: "{#Name}.Sheet"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.mht\OpenWithProgids"; ValueType: string; ValueName: "{#Name}.Sheet"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.mhtml\OpenWithProgids"; ValueType: string; ValueName: "{#Name}.Sheet"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.xml\OpenWithProgids"; ValueType: string; ValueName: "{#Name}.Sheet"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\{#Name}.Sheet"; ValueType: string; ValueData: "{cm:Open}"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\{#Name}.Sheet\DefaultIcon"; ValueType: string; ValueData: "{app}\{#Name}.exe,0"
Root: HKA; Subkey: "Software\Classes\{#Name}.Sheet\shell\open\command"; ValueType: string; ValueData: """{app}\{#Name}.exe"" ""%1"""

[Run]
Filename: "{app}\{#Name}.exe"; Description: "{cm:LaunchProgram,{#Name}}"; Flags: nowait postinstall skipifsilent

[UninstallDelete]
Type: filesandordirs; Name: "{app}\_internal"
Type: filesandordirs; Name: "{app}\_internal.before"
Type: files; Name: "{app}\*.exe.before"
Type: files; Name: "{app}\installing"
; Setup's own, of an installation that was cut off.
Type: files; Name: "{app}\is-*.tmp"
Type: dirifempty; Name: "{app}"

[Code]
var
  Begun, Installed: Boolean;

// The version before is put aside under another name, not deleted: where the new one can't be copied, it comes back.
// Nothing of it may stay among the new files. Personal data lies elsewhere.
function Part(Number: Integer): String;
begin
  case Number of
    0: Result := ExpandConstant('{app}\_internal');
    1: Result := ExpandConstant('{app}\{#Name}.exe');
  else
    Result := ExpandConstant('{app}\mophic.exe');
  end;
end;

function Before(Number: Integer): String;
begin
  Result := Part(Number) + '.before';
end;

function Exists(Path: String): Boolean;
begin
  Result := FileExists(Path) or DirExists(Path);
end;

procedure Remove(Path: String);
begin
  if DirExists(Path) then
    DelTree(Path, True, True, True)
  else
    DeleteFile(Path); // DelTree would leave it where it is
end;

// It stands from before the first part is put aside until the new version is there. Without it, what lies aside is
// rubbish that could not be deleted at once (a scanner had a file of it open), and must never come back. Whoever starts
// the program meanwhile is told (build.spec).
function CutOff(): String;
begin
  Result := ExpandConstant('{app}\installing');
end;

// Whether it was written by a setup of ours.
function OurMark(): Boolean;
var
  Words: AnsiString;
begin
  Result := LoadStringFromFile(CutOff(), Words) and (Words = '{#Name}');
end;

// Where Windows has the program registered; '' if nowhere.
function Home(): String;
begin
  Result := 'Software\Microsoft\Windows\CurrentVersion\Uninstall\' + Copy('{#Id}', 2, 99) + '_is1';
  if not RegQueryStringValue(HKA, Result, 'Inno Setup: App Path', Result) then
    Result := '';
end;

// Where it is installed already, if that is another folder and it is still there: the uninstaller would know only one.
function Elsewhere(): String;
begin
  Result := Home();
  if (CompareText(Result, ExpandConstant('{app}')) = 0) or not FileExists(AddBackslash(Result) + '{#Name}.exe') then
    Result := '';
end;

// Whatever bears the name of a part of ours in that folder and is not: every program made by PyInstaller has an
// _internal. Ours is what is registered, what our own list of files lies in, what lies beside our window's program or a
// mark of ours. '' if nothing is in the way.
function NotOurs(): String;
var
  Number: Integer;
begin
  Result := '';
  if (CompareText(Home(), ExpandConstant('{app}')) = 0) or OurMark() or Exists(Part(1)) or Exists(Before(1)) then
    exit;
  if FileExists(Part(0) + '\files.sha256') or FileExists(Before(0) + '\files.sha256') then
    exit;
  for Number := 0 to 2 do begin
    if Exists(Before(Number)) then
      Result := Before(Number);
    if Exists(Part(Number)) then
      Result := Part(Number);
  end;
  if (Result = '') and Exists(CutOff()) then
    Result := CutOff();
end;

// Whether nothing lies aside any more.
function NoneLeft(): Boolean;
var
  Number: Integer;
begin
  Result := True;
  for Number := 0 to 2 do begin
    Remove(Before(Number));
    Result := Result and not Exists(Before(Number));
  end;
end;

// What can't come back, as a file of the new one is open, stays aside for the next time.
procedure PutBack();
var
  Number: Integer;
  AllBack: Boolean;
begin
  if not FileExists(CutOff()) then
    exit;
  AllBack := True;
  for Number := 0 to 2 do
    if Exists(Before(Number)) then begin
      Remove(Part(Number));
      AllBack := RenameFile(Before(Number), Part(Number)) and AllBack;
    end;
  if AllBack then
    DeleteFile(CutOff());
end;

// '', or why it can't be done.
function PutAside(): String;
var
  Number: Integer;
  Done: Boolean;
begin
  PutBack(); // an installation that was cut off
  Done := not FileExists(CutOff()) and NoneLeft();
  if Done and not (ForceDirectories(ExpandConstant('{app}')) and SaveStringToFile(CutOff(), '{#Name}', False)) then begin
    Result := FmtMessage(CustomMessage('NotWritable'), [ExpandConstant('{app}')]);
    exit;
  end;
  for Number := 0 to 2 do
    if Done and Exists(Part(Number)) then
      Done := RenameFile(Part(Number), Before(Number));
  if Done then
    Result := ''
  else begin
    Result := CustomMessage('InUse');
    PutBack();
  end;
end;

function PrepareToInstall(var NeedsRestart: Boolean): String;
begin
  Result := '';
  if Elsewhere() <> '' then
    Result := FmtMessage(CustomMessage('Elsewhere'), [Elsewhere()])
  else if NotOurs() <> '' then
    Result := FmtMessage(CustomMessage('NotOurs'), [NotOurs()]);
  if Result <> '' then
    exit;
  Begun := True;
  Result := PutAside();
end;

procedure CurStepChanged(Step: TSetupStep);
begin
  if Step <> ssPostInstall then
    exit;
  Installed := True;
  DeleteFile(CutOff());
  NoneLeft();
end;

procedure DeinitializeSetup();
begin
  if Begun and not Installed then begin
    PutBack();
    RemoveDir(ExpandConstant('{app}')); // made for the mark; it goes only if it is empty
  end;
end;

function DataFolder(): String;
begin
  Result := ExpandConstant('{localappdata}\{#Name}');
end;

// Remembered passwords and the key of the records lie in the Credential Manager of this Windows account. The program
// knows them by name and forgets them itself, as long as it is still there.
procedure ForgetSecrets();
var
  Code: Integer;
begin
  if not Exec(ExpandConstant('{app}\mophic.exe'), '--forget --yes', '', SW_HIDE, ewWaitUntilTerminated, Code) then
    Code := -1;
  if (Code <> 0) and not UninstallSilent() then
    MsgBox(CustomMessage('SecretsLeft'), mbError, MB_OK);
end;

var
  DeleteData: Boolean;

// Asked once, and only of a person: a silent uninstall keeps the data, unless it is called with /DELETEDATA.
procedure AskForData();
begin
  if not DirExists(DataFolder()) then
    exit;
  DeleteData := Pos('/DELETEDATA', Uppercase(GetCmdTail())) > 0;
  if not DeleteData and not UninstallSilent() then
    DeleteData := MsgBox(FmtMessage(CustomMessage('AskData'), [DataFolder()]), mbConfirmation, MB_YESNO or MB_DEFBUTTON2) = IDYES;
end;

procedure CurUninstallStepChanged(Step: TUninstallStep);
begin
  if Step = usUninstall then begin
    AskForData();
    if DeleteData then
      ForgetSecrets();
  end;
  if (Step = usPostUninstall) and DeleteData then
    if not DelTree(DataFolder(), True, True, True) and not UninstallSilent() then
      MsgBox(FmtMessage(CustomMessage('DataLeft'), [DataFolder()]), mbError, MB_OK);
end;
