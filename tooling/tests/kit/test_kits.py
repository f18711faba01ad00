"""Which texts go together."""

from pathlib import Path

import pytest
from demonstration import AT, REPOSITORY
from minbar.build.output import Output, make_output
from minbar.channels import CHANNELS
from minbar.edition.index import Index
from minbar.kit import Kit, Kits


def _output(root: Path) -> Output:
    output = make_output(root, "public", AT)
    assert isinstance(output, Output), output
    return output


def _kit(root: Path, name: str) -> Kit:
    kit = _output(root).kits.get(name)
    assert kit is not None
    return kit


def test_a_place_s_kit_has_its_own_messages_and_the_country_s(campaign_folder: Path) -> None:
    kit = _kit(campaign_folder, "place-01-1-fr")

    assert [document.slug for document, _ in kit.posts] == ["night-clinics", "water"]
    assert {snippet.channel for _, snippets in kit.posts for snippet in snippets} == set(CHANNELS)
    assert {snippet.language for _, snippets in kit.posts for snippet in snippets} == {"fr"}


def test_the_country_s_kit_has_what_is_for_all(campaign_folder: Path) -> None:
    kit = _kit(campaign_folder, "place-00-ar")

    assert [document.slug for document, _ in kit.posts] == ["water"]


@pytest.mark.parametrize("channel", sorted(CHANNELS))
def test_a_channel_s_kit_has_that_channel_alone(campaign_folder: Path, channel: str) -> None:
    kit = _kit(campaign_folder, f"channel-{channel}-ar")

    assert {snippet.channel for _, snippets in kit.posts for snippet in snippets} == {channel}
    assert kit.territory == ""


def test_a_missing_translation_leaves_its_kits_without_the_message(campaign_folder: Path) -> None:
    (campaign_folder / "content/messages/water.fr.md").unlink()
    kits = _output(campaign_folder).kits

    assert kits.get("place-00-fr") is None
    assert kits.get("place-00-ar") is not None


@pytest.mark.parametrize("without", ["", "content/messages/water.fr.md"])
def test_there_is_a_kit_where_it_has_posts(campaign_folder: Path, without: str) -> None:
    if without:
        (campaign_folder / without).unlink()
    kits = _output(campaign_folder).kits
    names = [*kits.names, "place-99-ar", "channel-water-ar", ""]

    there = [name for name in names if kits.has(name)]
    assert there == [name for name in names if kits.get(name)] == [kit.name for kit in kits.all]
    assert set(there) < set(names)


def test_who_asks_for_a_kit_asks_for_nothing_else(campaign_folder: Path) -> None:
    edition = _output(campaign_folder).edition
    for ask, question in (("get", "kit"), ("has", "haskit"), ("texts", "texts")):
        index = Index(edition)
        getattr(Kits(index, _output(campaign_folder).kits._fitted), ask)("place-00-ar")
        assert index.asked == {f"{question}/place-00-ar"}


def test_a_campaign_s_own_server_may_take_longer_posts(campaign_folder: Path) -> None:
    file = campaign_folder / "content/campaign.yml"
    file.write_text(
        file.read_text("utf-8") + "mastodon_limit: 5000\nchannels: [mastodon, sms]\n",
        encoding="utf-8",
    )
    kits = _output(campaign_folder).kits

    assert next((channel.id, channel.limit) for channel in kits.channels) == ("mastodon", 5000)
    assert kits.get("channel-x-ar") is None


def test_a_place_without_messages_loses_nothing_in_the_pack_above() -> None:
    index = Index(_output(REPOSITORY).edition)

    shared = [code for code in index.places if index.pack_place(code) != code]
    assert shared
    for code in index.places:
        here, above = (index.reaching("messages", item) for item in (code, index.pack_place(code)))
        assert here == above
