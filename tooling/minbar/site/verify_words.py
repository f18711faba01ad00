"""The words that the verify page's script says by itself."""

from minbar.channels import CHANNELS
from minbar.site.view import View

VERDICTS = (
    "official",
    "part",
    "surrounded",
    "altered",
    "withdrawn",
    "expired",
    "unknown",
    "short",
    "failed",
)
"""What can be said of a text; each has a title and an advice."""

SAID = {
    "instead": "verify_instead",
    "added": "verify_added",
    "missing": "verify_missing",
    "pasted": "verify_pasted",
    "whole": "verify_whole",
    "page": "verify_page",
    "copy": "verify_copy",
    "copied": "copied",
    "copy_failed": "copy_failed",
}


def verify_words(view: View) -> dict[str, object]:
    """Give what verify.js reads from the page."""
    return {
        "directions": {code: words.direction for code, words in view.words.items()},
        "channels": {channel.id: view.channel_name(channel) for channel in CHANNELS.values()},
        "verdicts": {
            name: (view.t(f"verify_{name}"), view.t(f"verify_{name}_advice")) for name in VERDICTS
        },
    } | {name: view.t.forms(key) for name, key in SAID.items()}
