"""Pictures that are named exist, and are described in the language of the text."""

from collections.abc import Iterator

from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.document import Document
from minbar.model.finding import Finding, Place
from minbar.model.spelling import did_you_mean

PICTURES = {"image": "image_alt", "photo": "photo_alt"}
SHOWN = {
    "image_alt": {"ar": "مستوصف يعلوه هلال", "fr": "Un centre de santé sous un croissant"},
    "photo_alt": {
        "ar": "صورة المرشحة أمينة الإدريسي",
        "fr": "Portrait de la candidate Amina Idrissi",
    },
}
"""What a picture could show, by field and language: for an example."""


def shown_in(language: str, alternative: str = "image_alt") -> str:
    """What a picture could show, in words of a language."""
    return SHOWN[alternative].get(language, "what it shows")


def check_party_media(campaign: Campaign) -> Iterator[Finding]:
    """Yield pictures of the party that are missing."""
    party = campaign.settings.party
    for mark, name in (("symbol.image", party.symbol.image), ("share_image", party.share_image)):
        if name and name not in campaign.media:
            place = campaign.place("content/campaign.yml", f"party.{mark}")
            yield _missing(campaign, place, name)


def check_media(campaign: Campaign) -> Iterator[Finding]:
    """Yield pictures of documents that are missing or have no alternative text."""
    for document in campaign.documents:
        for field, alternative in PICTURES.items():
            yield from _picture(campaign, document, field, alternative)


def _picture(
    campaign: Campaign, document: Document, field: str, alternative: str
) -> Iterator[Finding]:
    name = getattr(document.facts, field, None)
    if not name:
        return
    if name not in campaign.media:
        yield _missing(campaign, document.source.place(field), name)
    for version in document.versions.values():
        if not getattr(version.text, alternative, None):
            message = f"the picture has no alternative text in this language: add {alternative}"
            related = (document.source.path, f"content/media/{name}")
            shown = shown_in(version.language, alternative)
            yield rules.ALTERNATIVE_MISSING.at(
                version.place(field), message, name, f"{alternative}: {shown}", related
            )


def _missing(campaign: Campaign, place: Place, name: str) -> Finding:
    message = (
        f"there is no picture content/media/{name}; {did_you_mean(name, sorted(campaign.media))}"
    )
    return rules.MEDIA_MISSING.at(place, message, name, related=(f"content/media/{name}",))
