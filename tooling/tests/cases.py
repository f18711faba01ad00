r"""Cases as data: what is done to the small campaign, and what must be found then.

    RD007:
      pass_each_key_once: {}
      fail_title_twice:
        edit: {content/messages/water.ar.md: ["title:", "title: قديم\ntitle:"]}
        at: content/messages/water.ar.md:5
        says: written twice

    write   path: text              repeat   path: [before, unit, times, after]
    edit    path: [old, new, …]     link     path: what the symbolic link names
    latin1  path: bytes as text     picture  path: JPEG, PNG or WEBP
    remove  [path, …]               at       path:line:column of the finding, or less of it
    right   the example that the finding must show
    now     [kind/slug, …]: translations follow the source text
    messages  so many more of them, about water, for the whole country
    site    path: bytes of what was built; a path with * stands for ten of them
    online  address: [there, gone or unknown, what was said], as if the network had been asked

A `pass_` case finds nothing under the rule; a `fail_` case finds it at the place, and another
fault that is planted in another document in the same run.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from campaigns import picture, write
from minbar.build.check.folder import check_folder
from minbar.checks.outward import Answer, link_gone, outward_links
from minbar.content.document_file import parse_data
from minbar.model.finding import Finding
from minbar.model.hosts import HOSTING, SETTINGS, limits_of, weigh

PLANTED = "content/pages/contact.ar.md"
MESSAGE = """\
---
pillar: closeness
theme: water
title: ماء {number}
short: نوصل الماء إلى الدوار {number}.
---

نوصله.
"""
PLANT = ("order: 1", "order: first")
Case = dict[str, Any]


@cache
def read_cases(folder: Path) -> tuple[tuple[str, str, Case], ...]:
    """(Rule code, name, case) of every case in the YAML files of a folder, which are read once."""
    return tuple(
        (code, name, case)
        for file in sorted(folder.glob("*.yml"))
        for code, cases in yaml.safe_load(file.read_text(encoding="utf-8")).items()
        for name, case in cases.items()
    )


def parameters(folder: Path) -> list[Any]:
    """The cases of a folder for pytest.mark.parametrize."""
    return [
        pytest.param(code, name, case, id=f"{code}-{name}")
        for code, name, case in read_cases(folder)
    ]


def apply(root: Path, case: Case) -> None:
    """Change a campaign folder as a case says."""
    for path, text in case.get("write", {}).items():
        write(root, path, text)
    for path, (before, unit, times, after) in case.get("repeat", {}).items():
        write(root, path, before + unit * times + after)
    for path, pairs in case.get("edit", {}).items():
        edit(root, path, *pairs)
    for path, text in case.get("latin1", {}).items():
        write(root, path, text.encode("latin-1"))
    for path, kind in case.get("picture", {}).items():
        write(root, path, picture(kind))
    for number in range(case.get("messages", 0)):
        name = f"content/messages/more-{number}.ar.md"
        write(root, name, MESSAGE.format(number=number))
    for name in case.get("now", []):
        keep_in_step(root, name)
    for path in case.get("remove", []):
        (root / path).unlink()
    for path, target in case.get("link", {}).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).symlink_to(target)


def keep_in_step(root: Path, name: str) -> None:
    """Say of the French text that it was made from the Arabic one as it is."""
    source, other = (root / f"content/{name}.{language}.md" for language in ("ar", "fr"))
    path = f"content/{name}.ar.md"
    parsed, findings = parse_data(source.read_bytes(), path, ("ar", "fr"), "UTC")
    assert parsed, findings
    digest = parsed.version.digest
    text = other.read_text(encoding="utf-8")
    write(root, f"content/{name}.fr.md", re.sub("translates: .*", f"translates: {digest}", text))


def edit(root: Path, path: str, *pairs: str) -> None:
    """Replace texts of a file: old, new, old, new; each old one must stand there once."""
    text = (root / path).read_text(encoding="utf-8")
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        text = text.replace(old, new)
    write(root, path, text)


def judge(root: Path, code: str, name: str, case: Case) -> None:
    """Apply a case and check what is found."""
    apply(root, case)
    if name.startswith("pass_"):
        findings = find(root, case)
        assert not [finding for finding in findings if finding.code == code]
        return
    edit(root, PLANTED, *PLANT)
    findings = find(root, case)
    found = expect(findings, code, case["at"], case.get("says", ""))
    assert case.get("right", found.example) == found.example
    expect(findings, "ST003", f"{PLANTED}:2", "«order»")


def find(root: Path, case: Case) -> list[Finding]:
    """Check a campaign, and weigh what a case says was built of it."""
    campaign, findings = check_folder(root)
    if "site" not in case and "online" not in case:
        return findings
    assert campaign is not None
    if "online" in case:
        answers = {address: Answer(*said) for address, said in case["online"].items()}
        return findings + list(link_gone(list(outward_links(campaign)), answers))
    sizes = {
        name.replace("*", str(number)): size
        for name, size in case["site"].items()
        for number in range(10 if "*" in name else 1)
    }
    place = campaign.place(SETTINGS, HOSTING)
    return findings + weigh(sizes, limits_of(campaign.settings.hosting), place)


def expect(findings: list[Finding], code: str, at: str, says: str) -> Finding:
    """Give the finding under a rule at `path`, `path:line` or `path:line:column` that says something."""
    for finding in findings:
        place = (finding.path, str(finding.line), str(finding.column))
        where = ":".join(place[: at.count(":") + 1])
        if (finding.code, where) == (code, at) and says in finding.message:
            return finding
    raise AssertionError(f"no {code} at {at} that says {says!r} among {findings}")
