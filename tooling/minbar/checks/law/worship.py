"""No meeting of a campaign in a place of worship."""

from collections.abc import Iterator

from minbar.checks.law.sources import law_for
from minbar.checks.law.words import finder
from minbar.checks.passages import passages, place_in
from minbar.lexicon import Hit
from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.document import Document
from minbar.model.finding import Finding

_BESIDE = "ساحة|شارع|زنقة|حي|درب|زقاق|قرب|قبالة|أمام|جنب|جوار|بجوار|خلف|مقابل|قاعة|صالون"
_NAMED_FOR = "مقهى|مطعم|فندق|سوق|ثانوية|إعدادية|ملعب|محطة|إقامة|عمارة|تجزئة|طريق|دوار|جماعة"
_AUPRES = (
    "place|rue|avenue|boulevard|quartier|impasse|parvis|près|devant|derrière|face|salle|salon|hall"
)
_DU_NOM = "café|restaurant|hôtel|lycée|collège|marché|souk|stade|station|résidence|immeuble|lotissement|route|douar|commune"
_HOUSES = "mosquée|mosquées|église|églises|synagogue|zaouïa|zaouia|zaouiat|mausolée|cathédrale|temple|chapelle"

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
        f"{_NAMED_FOR} مسجد|جامع|كنيسة|ضريح|زاوية|كنائس|مساجد|كنيس",
        f"{_AUPRES} … {_HOUSES}",
        f"{_DU_NOM} {_HOUSES}",
        f"{_DU_NOM} de|du|des {_HOUSES}",
        f"{_DU_NOM} de la {_HOUSES}",
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
            hits = WORSHIP.find(passage.text)
            towns = _towns(campaign, version.language) if hits else []
            for hit in hits:
                if any(_lies_in(hit, town, passage.text) for town in towns):
                    continue
                message = f"«{hit.text}»: no event of a campaign in a place of worship ({law})"
                place = place_in(version, passage, hit.start)
                right = RIGHT.get(version.language, "")
                yield rules.EVENT_AT_WORSHIP.at(place, message, hit.text, right)


RIGHT = {"fr": "place: Maison des jeunes"}
"""By language, another place; the rule has the Arabic one."""


def _towns(campaign: Campaign, language: str) -> list[str]:
    """The names of places that have a place of worship in them, as زاوية الشيخ."""
    names = (place.names.get(language, "") for place in campaign.territory)
    return [name for name in names if WORSHIP.may_find(name)]


def _lies_in(hit: Hit, town: str, text: str) -> bool:
    """Tell whether what was found is the name of a town, or a part of one."""
    start = text.find(town)
    return start >= 0 and start <= hit.start and hit.end <= start + len(town)
