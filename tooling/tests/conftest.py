"""What tests of several packages start from."""

from pathlib import Path

import pytest
from alone import pass_elsewhere
from campaigns import write_campaign
from demonstration import demonstration
from hypothesis import settings
from minbar.build.threads import runs_alone

__all__ = ["demonstration"]

settings.register_profile("steady", deadline=None)
settings.load_profile("steady")


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """A test that forks passes here where it does in a process without threads."""
    if pyfuncitem.get_closest_marker("alone") is None or runs_alone():
        return None
    pass_elsewhere(pyfuncitem.path)
    return True


@pytest.fixture
def campaign_folder(tmp_path: Path) -> Path:
    """A folder with the small campaign of campaigns.py, in which nothing is wrong."""
    root = tmp_path / "campaign"
    write_campaign(root)
    return root
