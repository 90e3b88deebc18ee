"""What lies beside the installer in a release. Used by .github/workflows/release.yml, on Windows alone.

python -m tests.packaging.release dist/MOPHIC-Uploader release     portable zip, bill of materials
python -m tests.packaging.release --sums release                   SHA256SUMS.txt of all that is there
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import platform
import re
import shutil
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

from tests.packaging import sizes

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
SUMS = "SHA256SUMS.txt"


def refuse_wine() -> None:
    """Wine has one function that Windows has not."""
    if sys.platform != "win32":
        sys.exit("a release is built on Windows")
    if hasattr(ctypes.windll.ntdll, "wine_get_version"):
        sys.exit("this is Wine: nothing built here is released")


def packages(wanted: list[str]) -> Iterator[tuple[str, str, str]]:
    """(name, version, licence) of these requirements and of all that they require, as installed."""
    seen: set[str] = set()
    while wanted:
        requirement = Requirement(wanted.pop())
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        if name in seen or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        seen.add(name)
        try:
            found = distribution(name)
        except PackageNotFoundError:
            sys.exit(f"{name} is not installed: is this the project's environment?")
        told = found.metadata.json
        licence = str(told.get("license_expression") or told.get("license") or "")
        yield name, found.version, licence.splitlines()[0] if licence else ""
        wanted += found.requires or []


def bill_of_materials() -> dict[str, Any]:
    """CycloneDX 1.5 of what the program is made of."""

    def component(name: str, version: str, licence: str, purl: str) -> dict[str, Any]:
        entry: dict[str, Any] = {"type": "library", "name": name, "version": version, "purl": purl}
        return entry | ({"licenses": [{"license": {"name": licence}}]} if licence else {})

    parts = [
        component(name, version, licence, f"pkg:pypi/{name}@{version}")
        for name, version, licence in sorted(packages(list(PROJECT["dependencies"])))
    ]
    python = platform.python_version()
    parts.append(component("cpython", python, "PSF-2.0", f"pkg:generic/cpython@{python}"))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": PROJECT["name"], "version": PROJECT["version"]}},
        "components": parts,
    }


def write_sums(folder: Path) -> None:
    files = sorted(each for each in folder.iterdir() if each.is_file() and each.name != SUMS)
    lines = [f"{hashlib.sha256(each.read_bytes()).hexdigest()}  {each.name}\n" for each in files]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


def main(arguments: list[str]) -> int:
    refuse_wine()
    first, second = map(Path, arguments)
    if str(first) == "--sums":
        write_sums(second)
        return 0
    print(sizes.table(first))
    second.mkdir(parents=True, exist_ok=True)
    stem = second / f"{first.name}-{PROJECT['version']}"
    shutil.make_archive(f"{stem}-portable", "zip", first.parent, first.name)
    bill = json.dumps(bill_of_materials(), ensure_ascii=False, indent=1)
    Path(f"{stem}-sbom.cdx.json").write_text(bill, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
