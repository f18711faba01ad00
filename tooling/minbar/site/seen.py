"""A document as the pages of one language show it."""

from markupsafe import Markup
from msgspec import Struct

from minbar.model.document import Text


class Seen(Struct, frozen=True, gc=False):
    """What a template most often asks of a document, as plain values.

    `foreign` is `lang` and `dir` for words that are not in the page's language, `own` those of the
    page for the site's words among them; both say nothing where the words are in that language.
    `noted` is the slug of a document that must be shown with a notice, else it is empty.
    """

    address: str
    heading: str
    text: Text
    language: str
    outdated: bool
    foreign: Markup
    own: Markup
    noted: str
