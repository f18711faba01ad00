"""The site has its own words in every language of the campaign: no build without them."""

from collections.abc import Iterator, Mapping, Set

from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.finding import Finding, Place

LIMIT_NAMED = 5


def check_words(
    campaign: Campaign, known: Mapping[str, Set[str]], wanted: Set[str]
) -> Iterator[Finding]:
    """Yield languages whose words are missing.

    Args:
        campaign: everything.
        known: by language code, the keys of its words; a language that nobody has written lacks.
        wanted: the keys that the site asks for.
    """
    for i, code in enumerate(dict.fromkeys(campaign.settings.language_codes)):
        path = f"templates/strings/{code}.yml"
        missing = sorted(wanted - known.get(code, set()))
        if code not in known:
            place = campaign.place("content/campaign.yml", f"languages.{i}.code")
            message = f"the site has no words in «{code}»: {path} is missing"
            yield rules.FILE_MISSING.at(place, message, code, path)
        elif missing:
            named = ", ".join(missing[:LIMIT_NAMED])
            more = f" and {len(missing) - LIMIT_NAMED} more" if len(missing) > LIMIT_NAMED else ""
            message = f"{path} lacks words of the site: {named}{more}"
            yield rules.FIELD_MISSING.at(
                Place(path), message, example=f"{missing[0]}: …", related=("content/campaign.yml",)
            )
