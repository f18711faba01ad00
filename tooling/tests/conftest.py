"""What tests of several packages start from."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alone import pass_elsewhere
from campaigns import write_campaign
from demonstration import demonstration, national, shared_folder
from hypothesis import settings
from minbar.build.threads import runs_alone

__all__ = ["demonstration", "national"]

settings.register_profile("steady", deadline=None)
settings.load_profile("steady")


@pytest.fixture(scope="session", autouse=True)
def user_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What programs keep for their user, tests keep for themselves: also those that they start.

    One for all workers of a run. And what was compiled is kept, whatever the environment says:
    else each program that a test starts compiles all of Minbar and its templates anew.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(shared_folder(tmp_path_factory) / "cache"))
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        patch.setattr(sys, "dont_write_bytecode", False)
        yield


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
