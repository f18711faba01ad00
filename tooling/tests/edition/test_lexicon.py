"""The lexicon is for those who write: no edition holds it."""

from datetime import UTC, datetime
from pathlib import Path

from campaigns import write
from charter_figures import CHARTER
from minbar.content.campaign import read_campaign
from minbar.edition import preview


def test_an_edition_has_the_principles_and_no_lexicon(campaign_folder: Path) -> None:
    write(campaign_folder, "content/charter.yml", CHARTER.read_text("utf-8"))
    campaign, findings = read_campaign(campaign_folder)
    assert campaign is not None
    assert findings == []
    edition = preview(campaign, datetime(2027, 1, 1, tzinfo=UTC), audience="team")
    assert campaign.charter.lexicon
    assert edition.charter.lexicon == ()
    assert edition.charter.principles == campaign.charter.principles
