"""What the numbers were measured on."""

import json
import os
import platform
import re
import subprocess
import tempfile
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bench.programs import Programs

SMALL_FILES = 2000
ELEVENTY_LOCK = Path(__file__).parent / "eleventy" / "package-lock.json"


def describe(work: Path, programs: Programs) -> dict[str, str]:
    """Give processor, cores, memory, disk, load and versions, in the order in which they are printed."""
    memory_kib = int(_first(r"^MemTotal:\s*(\d+)", "/proc/meminfo") or 0)
    return {
        "processor": _first(r"^model name\s*:\s*(.+)$", "/proc/cpuinfo") or platform.machine(),
        "cores": str(len(os.sched_getaffinity(0))),
        "memory": f"{memory_kib / 1024**2:.1f} GiB",
        "disk": f"{_mount(work)}; {SMALL_FILES:,} files of 10 kB written in {_write_small_files(work):.2f} s",
        "system": f"{platform.system()} {platform.release()}",
        "load before": f"{os.getloadavg()[0]:.2f}",
        "versions": ", ".join(
            f"{name} {number}" for name, number in versions(programs).items() if number
        ),
    }


def versions(programs: Programs) -> dict[str, str]:
    """Give the version of each program that is there."""
    eleventy = json.loads(ELEVENTY_LOCK.read_text("utf-8"))["packages"][
        "node_modules/@11ty/eleventy"
    ]
    return {
        "Minbar": _said([str(programs.minbar), "--version"]),
        "Hugo": _said([str(programs.hugo), "version"]) if programs.hugo else "",
        "Pagefind": _said([str(programs.pagefind), "--version"]) if programs.pagefind else "",
        "Eleventy": eleventy["version"],
        "Node": _said([programs.node, "--version"]) if programs.node else "",
        "MkDocs": _installed("mkdocs"),
        "Material": _installed("mkdocs-material"),
        "static-i18n": _installed("mkdocs-static-i18n"),
        "Python": platform.python_version(),
    }


def _first(pattern: str, path: str) -> str:
    try:
        match = re.search(pattern, Path(path).read_text("utf-8"), re.MULTILINE)
    except OSError:
        return ""
    return match[1] if match else ""


def _mount(work: Path) -> str:
    """The file system that the folder is on: the longest mount point that it lies under."""
    mounts = [line.split() for line in Path("/proc/mounts").read_text("utf-8").splitlines()]
    above = [fields for fields in mounts if work.resolve().is_relative_to(fields[1])]
    device, point, kind, *_ = max(above, key=lambda fields: len(fields[1]))
    return f"{kind} on {device} at {point}"


def _write_small_files(work: Path) -> float:
    with tempfile.TemporaryDirectory(dir=work) as folder:
        started = time.perf_counter()
        for number in range(SMALL_FILES):
            page = Path(folder, str(number))
            page.mkdir()
            (page / "index.html").write_bytes(b"x" * 10_000)
        return time.perf_counter() - started


def _said(command: list[str]) -> str:
    try:
        text = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    except OSError:
        return ""
    match = re.search(r"\d+\.\d+(\.\d+)?", text)
    return match[0] if match else ""


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
