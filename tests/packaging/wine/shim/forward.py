"""forward.py BUILTIN.dll OURS.o OUT.def COPY.dll: let our DLL stand in for one of Wine's.

OUT.def exports everything that Wine's DLL does, forwarded to COPY.dll (Wine's DLL under another name), but for the
functions we bring ourselves, named x_NAME in OURS.o.
"""

import re
import subprocess
import sys
from pathlib import Path

import pefile

MARK = b"Wine builtin DLL"  # with it in the file, Wine would not load the copy as a native DLL


def main(builtin: Path, ours: Path, out: Path, copy: Path) -> None:
    symbols = subprocess.run(["x86_64-w64-mingw32-nm", ours], capture_output=True, text=True, check=True).stdout
    mine = set(re.findall(r" T x_(\w+)", symbols))
    dll = pefile.PE(str(builtin), fast_load=True)
    dll.parse_data_directories([0])
    names = {symbol.name.decode() for symbol in dll.DIRECTORY_ENTRY_EXPORT.symbols if symbol.name} | mine
    lines = [f'  "{name}" = ' + (f"x_{name}" if name in mine else f'"{copy.stem}.{name}"') for name in sorted(names)]
    out.write_text("\n".join([f"LIBRARY {out.stem}", "EXPORTS", *lines, ""]))
    data = builtin.read_bytes()
    if MARK not in data:
        sys.exit(f"{builtin} is not Wine's own")
    copy.write_bytes(data.replace(MARK, bytes(len(MARK)), 1))


main(*map(Path, sys.argv[1:5]))
