#!/bin/bash
# prefix.sh FOLDER: inside the Debian that has Wine, a Windows 10 of its own, with small DLLs for what Wine 8 lacks of it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
W=${1:?folder to work in}

prefix() {
  cat > "$W/wine.sh" <<EOS
#!/bin/bash
# stdin from /dev/null and stdout through a pipe, or CPython cannot open its standard streams
export WINEPREFIX=$W/prefix WINEARCH=win64 WINEDEBUG=\${WINEDEBUG:--all} QT_FORCE_STDERR_LOGGING=1 PYTHONUTF8=1
export WINEDLLOVERRIDES="\${OVERRIDES-ucrtbase,mscms,propsys=n,b;}mscoree,mshtml=;winemenubuilder.exe=d"
set -o pipefail
/usr/lib/wine/wine64 "\$@" </dev/null 2>&1 | cat
EOS
  chmod +x "$W/wine.sh"
  rm -rf "$W/prefix"
  mkdir -p /tmp/.X11-unix
  OVERRIDES='' timeout 180 xvfb-run -a "$W/wine.sh" wineboot -i || true
  OVERRIDES='' "$W/wine.sh" reg add 'HKCU\Software\Wine' /v Version /t REG_SZ /d win10 /f
  OVERRIDES='' "$W/wine.sh" reg add 'HKLM\Software\Microsoft\WindowsRuntime\ActivatableClassId\Windows.UI.ViewManagement.UISettings' \
    /v DllPath /t REG_SZ /d 'C:\windows\system32\uisettings.dll' /f
  for font in Tahoma Verdana 'Segoe UI' 'MS Shell Dlg'; do # the installer's; Wine's own have no Thai letters
    OVERRIDES='' "$W/wine.sh" reg add 'HKCU\Software\Wine\Fonts\Replacements' /v "$font" /t REG_SZ /d Loma /f
  done
  WINEPREFIX=$W/prefix timeout 60 /usr/lib/wine/wineserver64 -w 2>/dev/null || true
}

shims() {
  local S=$W/prefix/drive_c/windows/system32 O=$W/obj CC=x86_64-w64-mingw32-gcc dll
  mkdir -p "$O"
  for dll in ucrtbase mscms propsys; do
    $CC -O2 -c "$here/shim/$dll.c" -o "$O/$dll.o"
    PYTHONPATH=$W/lib python3 "$here/shim/forward.py" "$S/$dll.dll" "$O/$dll.o" "$O/$dll.def" "$O/${dll}_w.dll"
    $CC -shared -o "$O/$dll.dll" "$O/$dll.o" "$O/$dll.def" -static-libgcc
    cp "$O/${dll}_w.dll" "$O/$dll.dll" "$S/"
  done
  $CC -O2 -shared -o "$S/icuuc.dll" "$here/shim/icuuc.c" -Wl,--export-all-symbols -nostartfiles -nodefaultlibs -Wl,-e,0
  $CC -O2 -shared -o "$S/uisettings.dll" "$here/shim/uisettings.c"
  $CC -O2 -shared -o "$S/bcryptprimitives.dll" "$here/shim/bcryptprimitives.c" -ladvapi32
}

prefix
shims
timeout 600 "$W/wine.sh" "$W/py/python.exe" -c "import sys, numpy, pandas; print(sys.version, numpy.__version__, pandas.__version__)"
