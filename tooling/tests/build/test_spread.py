"""Rules on single documents find the same in several processes as in one."""

import os
from pathlib import Path

import pytest
from campaigns import write
from minbar.build.check import spread
from minbar.build.check.folder import check_folder


def test_several_processes_find_the_same(
    campaign_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "---\npillar: closeness\ntheme: water\ntitle: مـاء,\nshort: ماء  هنا.\n---\n"
    for number in range(12):
        write(campaign_folder, f"content/messages/more-{number}.ar.md", text)
    _, alone = check_folder(campaign_folder)
    monkeypatch.setattr(spread, "LARGE_DOCUMENTS", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    _, together = check_folder(campaign_folder)

    assert together == alone
    assert sum(finding.code == "TY004" for finding in alone) == 12
