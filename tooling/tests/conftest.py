"""What tests of several packages start from."""

from pathlib import Path

import pytest
from campaigns import write_campaign
from demonstration import demonstration
from hypothesis import settings

__all__ = ["demonstration"]

settings.register_profile("steady", deadline=None)
settings.load_profile("steady")


@pytest.fixture
def campaign_folder(tmp_path: Path) -> Path:
    """A folder with the small campaign of campaigns.py, in which nothing is wrong."""
    root = tmp_path / "campaign"
    write_campaign(root)
    return root
