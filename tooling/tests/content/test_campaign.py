"""A campaign folder: everything is read."""

from pathlib import Path

from minbar.build.check.folder import check_folder


def test_the_small_campaign_is_right_in_every_file(campaign_folder: Path) -> None:
    campaign, findings = check_folder(campaign_folder)
    assert findings == []
    assert campaign is not None
    assert len(campaign.documents) == 12
