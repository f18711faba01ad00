"""What a network takes as one hashtag: letters, digits and _ of any script."""

from unicodedata import category

from minbar.model.characters import name_of


def find_hashtag_fault(tag: str) -> str:
    """Say what would break a hashtag; empty where nothing does."""
    for sign in tag:
        kind = category(sign)
        if kind[0] == "M":
            return f"is cut at {name_of(sign)}: write it without vowel signs"
        if kind[0] != "L" and kind != "Nd" and sign != "_":
            return f"is cut at {name_of(sign)}: a tag has letters, digits and _"
    if not any(category(sign)[0] == "L" for sign in tag):
        return "has no letter: networks make no tag of it"
    return ""
