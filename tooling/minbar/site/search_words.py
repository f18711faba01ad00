"""The words that the search page's script says by itself."""

from minbar.model.sections import SEARCHED
from minbar.site.view import View


def search_words(view: View) -> dict[str, object]:
    """Give what find.js reads from the page: words in all their forms, and names by id.

    `texts` is empty where this language has no text, and so no index of texts.
    """
    forms = view.t.forms
    return {
        "locale": view.t.locale_tag,
        "directions": {code: words.direction for code, words in view.words.items()},
        "people": forms("candidates_count"),
        "places": forms("places_count"),
        "texts": forms("texts_count") if _has_texts(view) else "",
        "none": forms("search_none"),
        "failed": forms("search_failed"),
        "position": forms("position_on_list"),
        "contests": {
            contest: view.name(named.name) for contest, named in view.settings.contests.items()
        },
        "types": {place.type: view.place_type(place.code) for place in view.tree},
    }


def _has_texts(view: View) -> bool:
    return any(
        view.language in document.versions
        for kind in SEARCHED
        for document in view.index.kind(kind)
    )
