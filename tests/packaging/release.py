"""The papers of a release. Used by .github/workflows/release.yml, on Windows alone.

python -m tests.packaging.release papers FOLDER REPOSITORY     version.txt, notes.md, bill of materials, what is new
                                                               (to be signed by hand: tests/packaging/news.py)
"""

from __future__ import annotations

import ctypes
import json
import platform
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NAME = "MOPHIC-Uploader"
_LOCKED = re.compile(r"^([\w.-]+)==(\S+).*?\n((?:    --hash=sha256:\w+ ?\\?\n?)+)", re.MULTILINE)


def refuse_wine() -> None:
    """Wine has one function that Windows has not."""
    if sys.platform != "win32":
        sys.exit("a release is built on Windows")
    if hasattr(ctypes.windll.ntdll, "wine_get_version"):
        sys.exit("this is Wine: nothing built here is released")


def packages(wanted: list[str]) -> Iterator[tuple[str, str, str]]:
    """(name, version, licence) of these requirements and of all that they require, as installed."""
    seen: set[str] = set()
    asked = [each for each in map(Requirement, wanted) if _needed(each, {""})]
    while asked:
        requirement = asked.pop()
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        if name in seen:
            continue
        seen.add(name)
        try:
            found = distribution(name)
        except PackageNotFoundError:
            sys.exit(f"{name} is not installed: is this the project's environment?")
        told = found.metadata.json
        licence = str(told.get("license_expression") or told.get("license") or "")
        yield name, found.version, licence.splitlines()[0] if licence else ""
        asked += [each for each in map(Requirement, found.requires or []) if _needed(each, {"", *requirement.extras})]


def _needed(requirement: Requirement, extras: set[str]) -> bool:
    """Here, and by whoever asked for its parent with these extras."""
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in extras)


def locked() -> dict[tuple[str, str], list[str]]:
    """(name, version) -> the SHA-256 of each file that the lock takes for it."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    found = {(name, version): re.findall(r"sha256:(\w+)", hashes) for name, version, hashes in _LOCKED.findall(text)}
    assert len(found) == len(re.findall(r"^\S+==", text, re.MULTILINE))
    return found


def bill_of_materials() -> dict[str, Any]:
    """CycloneDX 1.6 of what the program is made of, with the digests of the lock: a library that is not in it, or not
    in this version, ends the release."""
    hashes = locked()

    def component(name: str, version: str, licence: str) -> dict[str, Any]:
        if (name, version) not in hashes:
            sys.exit(f"{name} {version} is not what requirements.lock says")
        entry: dict[str, Any] = {
            "type": "library",
            "bom-ref": f"pkg:pypi/{name}@{version}",
            "name": name,
            "version": version,
            "purl": f"pkg:pypi/{name}@{version}",
            "hashes": [{"alg": "SHA-256", "content": each} for each in hashes[name, version]],
        }
        return entry | ({"licenses": [{"license": {"name": licence}}]} if licence else {})

    parts = [component(*each) for each in sorted(packages(list(PROJECT["dependencies"])))]
    python = f"pkg:generic/cpython@{platform.python_version()}"
    parts.append(
        {
            "type": "platform",
            "bom-ref": python,
            "name": "cpython",
            "version": platform.python_version(),
            "purl": python,
            "licenses": [{"license": {"name": "PSF-2.0"}}],
        }
    )
    program = {"type": "application", "bom-ref": "program", "name": PROJECT["name"], "version": PROJECT["version"]}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": program},
        "components": parts,
    }


def section(file: Path, head: str) -> str:
    """What stands under a heading of second order. "" where there is none."""
    text = file.read_text(encoding="utf-8")
    found = re.search(rf"^## {head}[^\n]*\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return found[1].strip() if found else ""


def notes(version: str, file: Path = ROOT / "CHANGELOG.md") -> str:
    """The changelog of this version alone; of what is to come where it has none yet (a build that is only tried)."""
    return section(file, re.escape(f"[{version}]")) or section(file, re.escape("[Unreleased]"))


def what_is_new(version: str, file: Path = ROOT / "docs" / "whats-new.md") -> dict[str, str]:
    """Language -> what a clerk is told of this version."""
    told = section(file, re.escape(version)) or section(file, "next")
    parts = {lang: words.strip() for lang, words in re.findall(r"^### (th|en)\n(.*?)(?=^### |\Z)", told, re.M | re.S)}
    if set(parts) != {"th", "en"} or not all(parts.values()):
        sys.exit(f"docs/whats-new.md does not say in both languages what is new in {version}")
    return parts


def announcement(version: str, repository: str) -> str:
    """What is signed by hand, see `tests.packaging.news`."""
    said = {"version": version, "page": f"{repository}/releases/tag/v{version}", "new": what_is_new(version)}
    return json.dumps(said, ensure_ascii=False)


def main(arguments: list[str]) -> int:
    refuse_wine()
    _papers, folder, repository = arguments
    out, version = Path(folder), str(PROJECT["version"])
    out.mkdir(parents=True, exist_ok=True)
    bill = json.dumps(bill_of_materials(), ensure_ascii=False, indent=1)
    (out / f"{NAME}-{version}-sbom.cdx.json").write_text(bill, encoding="utf-8")
    (out / "version.txt").write_text(version, encoding="utf-8")
    (out / "notes.md").write_text(notes(version) + "\n", encoding="utf-8")
    (out / "newest-unsigned.json").write_text(announcement(version, repository), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
