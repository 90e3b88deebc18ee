#!/usr/bin/env python3
"""Brings the window's strings up to date: `python resources/i18n/update.py [words.json …]`.

Collects them from `ui/`, puts translations in, compiles, and names what is still without a translation.
`words.json` holds {"English": "ไทย"}, for a plural {"%n row(s)": ["%n แถว", "%n row", "%n rows"]}; a string that is
translated already anywhere is taken from there. One run at a time: a lock keeps two people from each other's work.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

from filelock import FileLock

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TOOLS = Path(sys.executable).parent


def tool(name: str, *arguments: str) -> None:
    program = shutil.which(name, path=str(TOOLS)) or sys.exit(f"{name} is missing")
    subprocess.run([program, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def collect() -> None:
    files = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "ui").rglob("*.py"))
    common = ("-source-language", "en", "-no-obsolete", "-locations", "none")
    tool("pyside6-lupdate", *files, *common, "-target-language", "th", "-ts", str(HERE / "app_th.ts"))
    tool("pyside6-lupdate", *files, *common, "-target-language", "en", "-pluralonly", "-ts", str(HERE / "app_en.ts"))


Words = dict[str, list[str]]


def old_words(path: Path) -> Words:
    """What is translated in the file as it stands: strings often move from one class to another."""
    found = {}
    for message in ET.parse(path).getroot().iter("message"):
        translation = message.find("translation")
        if translation is not None and translation.get("type") is None:
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            found[message.findtext("source", "")] = forms
    return found


def given_words(paths: list[str]) -> dict[str, Words]:
    """The Thai (one form) and, for plurals, the English (two) of the files named."""
    thai: Words = {}
    english: Words = {}
    for path in paths:
        for source, words in json.loads(Path(path).read_text(encoding="utf-8")).items():
            forms = [words] if isinstance(words, str) else words
            thai[source], english[source] = forms[:1], forms[1:]
    return {"app_th.ts": thai, "app_en.ts": english}


def fill(path: Path, words: Words) -> list[str]:
    """Put translations where there are none; the sources that still have none."""
    text = path.read_text(encoding="utf-8")
    missing = []
    for message in ET.fromstring(text).iter("message"):
        source = message.findtext("source", "")
        translation = message.find("translation")
        if translation is None or translation.get("type") != "unfinished":
            continue
        if words.get(source):
            text = _filled(text, source, words[source])
        else:
            missing.append(source)
    path.write_text(grouped(text), encoding="utf-8")
    return missing


def grouped(text: str) -> str:
    """Numbers of a translation as 3,000: Qt groups %Ln, and %n not."""
    return re.sub(r"(?<=<numerusform>)[^<]*", lambda form: form[0].replace("%n", "%Ln"), text)


def _filled(text: str, source: str, words: list[str]) -> str:
    """Edited as text, so that lupdate's own layout and order stay."""
    head = f"<source>{_escaped(source)}</source>"
    before, after = "", text
    while head in after:
        part, after = after.split(head, 1)
        end = after.index("</message>")
        body = after[:end]
        if 'type="unfinished"' in body:
            body = _translated(body, words)
        before, after = before + part + head + body, after[end:]
    return before + after


def _translated(body: str, forms: list[str]) -> str:
    start = body.index("<translation")
    if "<numerusform" in body:
        inner = "".join(f"\n            <numerusform>{_escaped(form)}</numerusform>" for form in forms) + "\n        "
    else:
        inner = _escaped(forms[0])
    return body[:start] + f"<translation>{inner}</translation>\n    "


def _escaped(words: str) -> str:
    for sign, instead in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&apos;")):
        words = words.replace(sign, instead)
    return words


def main(arguments: list[str]) -> int:
    given = given_words(arguments)
    missing = []
    with FileLock(Path(tempfile.gettempdir()) / "mophic-i18n.lock", timeout=60):
        before = {name: old_words(HERE / name) for name in given}
        collect()
        for name, words in given.items():
            path = HERE / name
            missing += [f"{name}: not translated: {source}" for source in fill(path, {**before[name], **words})]
            tool("pyside6-lrelease", "-silent", str(path), "-qm", str(path.with_suffix(".qm")))
    print(*missing, sep="\n", end="\n" if missing else "")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
