"""What is paid for says so, and says who paid."""

from collections.abc import Iterator

from minbar.checks.law.sources import law_for
from minbar.lexicon.letters import fold
from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.document import Document
from minbar.model.finding import Finding
from minbar.model.kinds.message import MessageFacts, Paid


def label_missing(campaign: Campaign, document: Document) -> Iterator[Finding]:
    """A paid message has no label in one of the campaign's languages.

    **Why.** Who sees an advertisement has a right to know that it is one.

    **Wrong.** `paid: {label: {ar: إعلان سياسي ممول من حزب الجسر المدني}}` where there is French too.

    **Right.** `paid: {label: {ar: …, fr: Publicité politique financée par le Parti du Pont civique}}`

    **Source.** `sources.py`, LW002.
    """
    law, paid = law_for("LW002", campaign.settings.preset), paid_for(document)
    if law is None or paid is None:
        return
    for code in campaign.settings.language_codes:
        if not paid.label.get(code):
            publisher = campaign.settings.imprint.publisher.get(code, "")
            yield rules.LABEL_MISSING.at(
                document.source.place("paid"),
                f"a paid message needs a label in «{code}» ({law})",
                example=f"paid: {{label: {{{code}: … {publisher}}}}}",
                related=("content/campaign.yml",),
            )


def imprint_missing(campaign: Campaign, document: Document) -> Iterator[Finding]:
    """The label of a paid message does not name who answers for it.

    **Why.** An advertisement carries its imprint in itself: it is seen without the site around it.

    **Wrong.** `paid: {label: {ar: إعلان سياسي}}`

    **Right.** `paid: {label: {ar: إعلان سياسي، حزب الجسر المدني}}` (the imprint's publisher or
    responsible person)

    **Source.** `sources.py`, LW001; the names are those of `imprint` in `content/campaign.yml`.
    """
    law, paid = law_for("LW001", campaign.settings.preset), paid_for(document)
    if law is None or paid is None:
        return
    imprint = campaign.settings.imprint
    for code, label in paid.label.items():
        known = (imprint.publisher.get(code), imprint.responsible.get(code))
        names = [name for name in known if name]
        if names and not any(fold(name) in fold(label) for name in names):
            yield rules.IMPRINT_MISSING.at(
                document.source.place(f"paid.label.{code}"),
                f"the label names neither publisher nor responsible person of the imprint ({law})",
                label,
                f"paid: {{label: {{{code}: {label}, {names[0]}}}}}",
                ("content/campaign.yml",),
            )


def paid_abroad(campaign: Campaign, document: Document) -> Iterator[Finding]:
    """A message is paid for where paid electoral content on foreign platforms is an offence.

    **Why.** Every large network is a foreign platform; the fine is the party's and the writer's.

    **Wrong.** `paid: {label: …}`

    **Right.** No `paid`: hand it to volunteers with `minbar packs`.

    **Source.** `sources.py`, LW003.
    """
    law = law_for("LW003", campaign.settings.preset)
    if law is not None and paid_for(document) is not None:
        message = f"paid electoral content on a foreign network is an offence here ({law})"
        yield rules.PAID_ABROAD.at(
            document.source.place("paid"), message, related=("content/campaign.yml",)
        )


def paid_for(document: Document) -> Paid | None:
    """What a message says of being paid for; None of any other document."""
    return document.facts.paid if isinstance(document.facts, MessageFacts) else None
