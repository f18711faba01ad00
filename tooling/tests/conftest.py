"""What tests of several packages start from."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alone import pass_elsewhere
from campaigns import write_campaign
from demonstration import demonstration, national
from hypothesis import settings
from minbar.build.threads import runs_alone

__all__ = ["demonstration", "national"]

settings.register_profile("steady", deadline=None)
settings.load_profile("steady")


@pytest.fixture(scope="session", autouse=True)
def user_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What programs keep for their user, tests keep for themselves: also those that they start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
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
