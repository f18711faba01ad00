"""What a campaign has decided about rules: their severity, and waivers in single documents.

Only rules that warn can be turned off, raised or waived: an error would stop the build all the same.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.document import Document, Waiver
from minbar.model.finding import Finding, Place
from minbar.model.settings import Level
from minbar.model.spelling import did_you_mean

BY_CODE = {rule.code: rule for rule in rules.ALL}
FAMILIES = frozenset(code[:2] for code in BY_CODE)
OPEN = [rule.code for rule in rules.ALL if rule.severity == "warning"]
"""The rules that can be turned off and waived."""


class Held(Struct, frozen=True):
    """A waiver, where it stands, and whether its last day has passed."""

    waiver: Waiver
    document: Document
    place: Place
    expired: bool


def find_level_faults(
    levels: Mapping[str, Level], places: Mapping[str, Place]
) -> Iterator[Finding]:
    """Yield codes that are no rule's, and rules that cannot be turned off.

    Args:
        levels: by code or family, as configured.
        places: where each stands.
    """
    for code in levels:
        if code not in BY_CODE and code not in FAMILIES:
            message = f"there is no rule «{code}»; {did_you_mean(code, list(BY_CODE))}"
            yield rules.REFERENCE_UNKNOWN.at(places[code], message, code, "rules: {TY: off}")
        elif code in BY_CODE and code not in OPEN:
            message = f"{code} stops a build: only a rule that warns can be set here"
            yield rules.VALUE_WRONG.at(places[code], message, code, "rules: {TY005: off}")


def with_levels(findings: list[Finding], levels: Mapping[str, Level]) -> list[Finding]:
    """Leave out findings of rules that are off, and give the others the severity that was set."""
    if not levels:
        return findings
    shown = []
    for finding in findings:
        level = levels.get(finding.code) or levels.get(finding.code[:2])
        if level is None or finding.code not in OPEN:
            shown.append(finding)
        elif level != "off":
            shown.append(replace(finding, severity=level))
    return shown


def list_waivers(campaign: Campaign, today: date) -> list[Held]:
    """Every waiver of every document, in the documents' order."""
    return [
        Held(waiver, document, document.source.place(f"waivers.{number}"), waiver.until < today)
        for document in campaign.documents
        for number, waiver in enumerate(document.desk.waivers)
    ]


def with_waivers(
    findings: list[Finding],
    campaign: Campaign,
    today: date,
    chosen: Collection[str] | None = None,
) -> list[Finding]:
    """Leave out what is waived; say which waivers have expired, and which waive nothing.

    Args:
        findings: of all rules.
        campaign: everything.
        today: the day in the campaign's own zone.
        chosen: paths of the files that were looked into; all by default.
    """
    held = list_waivers(campaign, today)
    if not held:
        return findings
    waived: dict[tuple[str, str], Held] = {}
    for item in held:
        if not item.expired and item.waiver.rule in OPEN:
            for version in item.document.versions.values():
                waived[version.path, item.waiver.rule] = item
    used = {  # LINK_GONE: only a check that asks the network can tell
        id(item) for item in held if item.waiver.rule == rules.LINK_GONE.code
    } | {
        id(waived[finding.path, finding.code])
        for finding in findings
        if (finding.path, finding.code) in waived
    }
    kept = [finding for finding in findings if (finding.path, finding.code) not in waived]
    for item in held:
        if chosen is None or item.document.source.path in chosen:
            kept += _faults(item, used=id(item) in used)
    return kept


def without_waived(findings: list[Finding], campaign: Campaign, today: date) -> list[Finding]:
    """Leave out what is waived, of findings that came later; which waivers are used is not looked at."""
    waived = {
        (version.path, item.waiver.rule)
        for item in list_waivers(campaign, today)
        if not item.expired
        for version in item.document.versions.values()
    }
    return [item for item in findings if (item.path, item.code) not in waived]


def _faults(item: Held, *, used: bool) -> Iterator[Finding]:
    code = item.waiver.rule
    if code not in OPEN:
        known = "it stops a build" if code in BY_CODE else did_you_mean(code, OPEN)
        message = f"{code} is no rule that can be waived: only those that warn can; {known}"
        yield rules.WAIVER_UNFOUNDED.at(item.place, message, code)
    elif item.expired:
        message = (
            f"the waiver of {code} ended on {item.waiver.until}: mend the text, or decide anew"
        )
        yield rules.WAIVER_EXPIRED.at(item.place, message, str(item.waiver.until))
    elif not used:
        message = f"{code} finds nothing here any more: delete this waiver"
        yield rules.WAIVER_UNFOUNDED.at(item.place, message, code)
