"""No telephone, private e-mail or identity number of a person in a public text."""

import re
from collections.abc import Iterator

from msgspec import Struct

from minbar.checks.law.sources import law_for
from minbar.checks.passages import passages, place_in
from minbar.late import pattern
from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.document import Document
from minbar.model.finding import Finding
from minbar.model.settings import Settings

_DIGITS = {0x660 + value: str(value) for value in range(10)}
_DIGITS |= {0x6F0 + value: str(value) for value in range(10)}

_DIGIT = "[0-9٠-٩۰-۹]"
_SUSPECT = pattern(rf"{_DIGIT}(?:[ ().\-/]{{0,2}}{_DIGIT}){{4}}|@")
_ADDRESS = pattern(r"https?://[^\s)>\]]+")
_PHONE = pattern(r"(?<![\w.,/+-])(?:\+|00?)[1-9(][0-9 ()./-]{6,20}[0-9](?![\w%])")
_EMAIL = pattern(r"(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
_IDENTITY = pattern(r"(?<![\w/-])(?!(?:BP|CP|CS|DH) )[A-Z]{1,2} ?[0-9]{5,6}(?![\w/-])")
"""No letters of a card are BP, CP, CS (addresses) and DH (sums), which stand before a space."""
_NATIONAL = pattern(r"0[5-8][0-9]{8}")
_ABROAD = pattern(r"(?:\+|00)[1-9][0-9]{8,13}")
_OFFICE_WORDS = """
    contact info presse press media service support accueil bonjour hello rgpd dpo
"""
_OFFICES = frozenset(_OFFICE_WORDS.split())
"""What an address that belongs to an office begins with."""


class Piece(Struct, frozen=True):
    """What looks like somebody's own data, what it is, and when it is not."""

    start: int
    text: str
    what: str
    unless: str = ""


OWN_NUMBER = "; that of an office stands in public_numbers of content/campaign.yml"


def personal_data(campaign: Campaign, document: Document) -> Iterator[Finding]:
    """A public text carries a telephone number, a private e-mail address or an identity number.

    **Why.** It cannot be called back: copies stay. The person may be harassed, and has not agreed.

    **Wrong.** «اتصلوا بفاطمة: 0661234567»

    **Right.** The campaign's own addresses: `imprint`, `press_email`, and the numbers in
    `public_numbers` of `content/campaign.yml`.

    **Source.** `sources.py`, LW008.
    """
    law = law_for("LW008", campaign.settings.preset)
    if law is None:
        return
    for version in document.versions.values():
        texts = list(passages(version))
        if _SUSPECT.search("\n".join(passage.text for passage in texts)) is None:
            continue
        for passage in texts:
            for piece in find_personal(passage.text, campaign.settings):
                message = f"«{piece.text}» looks like {piece.what}: it is not for a public text{piece.unless} ({law})"
                place = place_in(version, passage, piece.start)
                yield rules.PERSONAL_DATA.at(
                    place, message, piece.text, related=("content/campaign.yml",)
                )


def find_personal(text: str, settings: Settings) -> Iterator[Piece]:
    """Yield what looks like personal data, in the order of its kinds; the campaign's own is left out."""
    if _SUSPECT.search(text) is None:
        return
    plain = _ADDRESS.sub(lambda match: " " * len(match[0]), text).translate(_DIGITS)
    numbers = {_bare(number) for number in settings.public_numbers}
    for match in _PHONE.finditer(plain):
        bare = _bare(match[0])
        if bare not in numbers and (_NATIONAL.fullmatch(bare) or _ABROAD.fullmatch(bare)):
            found = text[match.start() : match.end()]
            yield Piece(match.start(), found, "a telephone number", OWN_NUMBER)
    for match in _EMAIL.finditer(plain):
        if not _is_office(match[0], settings):
            yield Piece(match.start(), match[0], "a private e-mail address")
    if settings.preset == "morocco":
        for match in _IDENTITY.finditer(plain):
            yield Piece(match.start(), text[match.start() : match.end()], "an identity card number")


def _bare(number: str) -> str:
    return re.sub(r"[^0-9+]", "", number.translate(_DIGITS))


def _is_office(address: str, settings: Settings) -> bool:
    """Tell whether an address is the campaign's, in its domain, or that of an office."""
    local, _, domain = address.casefold().rpartition("@")
    own = [settings.imprint.email, settings.press_email or settings.imprint.email]
    domains = {item.casefold().rpartition("@")[2] for item in own}
    return domain in domains or re.split(r"[.+_-]", local)[0] in _OFFICES
