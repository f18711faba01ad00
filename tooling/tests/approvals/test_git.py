"""An object that cannot be read hinders no other."""

from pathlib import Path

import pytest
from minbar.approvals import git
from minbar.approvals.git import Objects, UnreadableError
from repositories import Repository


def test_what_is_too_large_or_missing_does_not_put_later_answers_out_of_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = Repository(tmp_path / "r")
    for name, text in (("small", "small"), ("large", "large" * 100)):
        repository.write(name, text)
    repository.commit()
    small, large = (
        repository.git("rev-parse", f"HEAD:{name}").strip() for name in ("small", "large")
    )
    monkeypatch.setattr(git, "LIMIT_OBJECT_BYTES", 100)
    with Objects(repository.root) as objects:
        for wrong in ([large], [small, large, small], ["0" * 40, small]):
            with pytest.raises(UnreadableError):
                objects.read_all(wrong, "blob")
            assert objects.read(small, "blob") == b"small"
