"""What a built program weighs: `python -m tests.packaging.sizes dist/MOPHIC-Uploader` prints the ten largest parts."""

from __future__ import annotations

import sys
import zipfile
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

MB = 1_000_000
# MB, of the Windows program with an office's library in it: as it is (docs/decisions/010), and a little. Wanted were
# 125 and 54; pandas with NumPy, which stays, is 41 of it.
FOLDER_MOST, ZIP_MOST = 140, 62
WHY = {
    "Qt": "the window: Core, Gui, Widgets, Svg and the plugins that are used",
    "numpy": "pandas cannot be without it; half of it is the linear algebra library",
    "pandas": "opens the workbooks",
    "cryptography": "seals the rows at rest; practice tokens",
    "Python": "the interpreter, its standard library, SQLite and OpenSSL",
    "code": "all Python code: ours and the libraries', compressed",
    "python_calamine": "reads the workbooks",
    "psycopg_binary": "speaks to an office's PostgreSQL; half of it is OpenSSL",
    "certifi": "httpx imports it; certificates come from Windows",
    "resources": "our pictures, Thai fonts and translations",
    "programs": "the two executables",
    "icu": "Qt's text on Linux; Windows has its own",
    "system": "libraries of the Linux desktop",
}


def part(name: str) -> str:
    """The part of the program that a file (path inside the folder) belongs to."""
    inside = name.removeprefix("_internal/")
    top = inside.split("/")[0].removesuffix(".libs")
    if inside == name:
        return "programs"
    if top in ("PySide6", "shiboken6"):
        return "icu" if "libicu" in name else "Qt"
    if top == "code.pyz":
        return "code"
    if top.startswith(("python3", "libpython", "base_library", "libcrypto", "libssl", "sqlite", "libsqlite")):
        return "Python"
    if "/" not in inside and top.endswith((".pyd", ".dll")):
        return "Python"
    return "system" if "/" not in inside and ".so" in top else top


def weigh(folder: Path) -> Counter[str]:
    """Bytes of each part."""
    parts: Counter[str] = Counter()
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            parts[part(file.relative_to(folder).as_posix())] += file.stat().st_size
    return parts


def zipped(folder: Path) -> int:
    """Bytes of a zip of the folder, made and thrown away."""
    with TemporaryDirectory() as place:
        path = Path(place) / "program.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
            for each in folder.rglob("*"):
                file.write(each, each.relative_to(folder.parent))
        return path.stat().st_size


def table(folder: Path) -> str:
    parts = weigh(folder)
    lines = [f"{size / MB:7.1f} MB  {name:16} {WHY.get(name, '')}" for name, size in parts.most_common(10)]
    rest = sum(size for _, size in parts.most_common()[10:])
    lines.append(f"{rest / MB:7.1f} MB  everything else")
    lines.append(f"{parts.total() / MB:7.1f} MB  folder (at most {FOLDER_MOST})")
    lines.append(f"{zipped(folder) / MB:7.1f} MB  zipped (at most {ZIP_MOST})")
    return "\n".join(lines)


def over(folder: Path) -> list[str]:
    """What is larger than it may be."""
    weights = (("the folder", weigh(folder).total(), FOLDER_MOST), ("its zip", zipped(folder), ZIP_MOST))
    return [f"{what} has {size / MB:.1f} MB, more than {aim}" for what, size, aim in weights if size > aim * MB]


if __name__ == "__main__":
    print(table(Path(sys.argv[1])))
    sys.exit("\n".join(over(Path(sys.argv[1]))) or None)
