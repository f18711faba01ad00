"""No meeting of a campaign in a place of worship."""

from collections.abc import Iterator

from minbar.checks.law.sources import law_for
from minbar.checks.law.words import finder
from minbar.checks.passages import passages, place_in
from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.document import Document
from minbar.model.finding import Finding

_BESIDE = "ساحة|شارع|زنقة|حي|درب|زقاق|قرب|قبالة|أمام|جنب|جوار|بجوار|خلف|مقابل|قاعة|صالون"
_AUPRES = (
    "place|rue|avenue|boulevard|quartier|impasse|parvis|près|devant|derrière|face|salle|salon|hall"
)
_HOUSES = (
    "mosquée|mosquées|église|églises|synagogue|zaouïa|zaouia|mausolée|cathédrale|temple|chapelle"
)

WORSHIP = finder(
    "مسجد*|مساجد",
    "جامع",
    "كنيسة|كنائس|كاتدرائية",
    "زاوية سيدي|مولاي|الشيخ",
    "الزاوية",
    "ضريح",
    "كنيس",
    "خلوة دروز|الدروز",
    _HOUSES,
    unless=(
        "جامع الفنا|الفناء",
        f"{_BESIDE} … مسجد|جامع|كنيسة|ضريح|زاوية|كنائس|مساجد|كنيس",
        f"{_AUPRES} … {_HOUSES}",
    ),
)


def event_at_worship(campaign: Campaign, document: Document) -> Iterator[Finding]:
    """An event takes place in a mosque, a church or another place of worship.

    **Why.** Electoral law keeps campaigns out of them, and a vote can be annulled for it.

    **Wrong.** `place: مسجد الحي`

    **Right.** `place: دار الشباب، ساحة المسجد` (a street or square may bear the name, and a hall
    beside it is no place of worship)

    **Source.** `sources.py`, LW009.
    """
    law = law_for("LW009", campaign.settings.preset)
    if law is None or document.kind != "events":
        return
    for version in document.versions.values():
        for passage in passages(version):
            if passage.mark != "place":
                continue
            for hit in WORSHIP.find(passage.text):
                message = f"«{hit.text}»: no event of a campaign in a place of worship ({law})"
                yield rules.EVENT_AT_WORSHIP.at(
                    place_in(version, passage, hit.start), message, hit.text
                )
