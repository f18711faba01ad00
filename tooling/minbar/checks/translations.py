"""Every public text stands in every language, and is made from the source as it is now."""

from collections.abc import Iterator

from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.document import Document
from minbar.model.finding import Finding
from minbar.model.kinds import KINDS
from minbar.model.kinds.plank import PlankFacts, PlankText


def check_translations(campaign: Campaign) -> Iterator[Finding]:
    """Yield missing and outdated translations, and promises without their measure."""
    for document in campaign.documents:
        if not KINDS[document.kind].internal:
            for code in campaign.settings.language_codes:
                yield from _language(document, code)
        yield from _promises(document)


def _language(document: Document, code: str) -> Iterator[Finding]:
    if code not in document.versions:
        message = (
            f"there is no text in «{code}» yet: readers will be shown «{document.source.language}»"
        )
        source = document.source
        wanted = source.path.replace(f".{source.language}.md", f".{code}.md")
        yield rules.COUNTERPART_MISSING.at(
            source.place(), message, document.slug, wanted, (wanted,)
        )
    elif document.is_outdated(code):
        version = document.versions[code]
        message = (
            f"the source text is now {document.source.digest}; this was made from {version.translates}"
            if version.translates
            else "this text does not say which source text it translates: compare both, then accept it"
        )
        yield rules.COUNTERPART_OUTDATED.at(
            version.place("translates"),
            message,
            version.translates,
            f"minbar translations --accept {version.path}",
            (document.source.path,),
        )


def _promises(document: Document) -> Iterator[Finding]:
    if not isinstance(document.facts, PlankFacts):
        return
    measures = set(document.facts.measures)
    paths = tuple(version.path for version in document.versions.values())
    for version in document.versions.values():
        assert isinstance(version.text, PlankText)
        for name in sorted(measures ^ set(version.text.promises)):
            message = (
                f"«{name}» must stand both under measures: and, in every language, under promises:"
            )
            yield rules.PROMISE_UNMATCHED.at(
                version.place("promises"), message, name, related=paths
            )
