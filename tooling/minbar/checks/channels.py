"""Every message has a text that fits each channel, and reads in the right direction there."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, cast

from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.document import Version
from minbar.model.finding import Finding, Place
from minbar.model.kinds.message import MessageText
from minbar.snippets import Misfit, Snippet, find_direction_problems
from minbar.snippets.posts import Fits, fit_message

if TYPE_CHECKING:
    from jinja2 import Environment


def check_channels(
    campaign: Campaign,
    environment: "Environment",
    directions: Mapping[str, str],
    chosen: frozenset[str],
) -> Iterator[Finding]:
    """Yield what does not fit a channel, by how much, and what reads the wrong way.

    Args:
        campaign: everything.
        environment: finds the templates of posts.
        directions: `rtl` or `ltr` of each language.
        chosen: paths of the files to look into.
    """
    for document in campaign.documents:
        if document.kind != "messages":
            continue
        for version in document.versions.values():
            if version.path not in chosen:
                continue
            direction = directions[version.language]
            fits = fit_message(
                campaign.settings,
                document.facts,
                cast("MessageText", version.text),
                version.body,
                document.slug,
                version.language,
                direction,
                environment,
            )
            yield from check_fits(version, direction, fits)


def check_fits(version: Version, direction: str, fits: Fits) -> Iterator[Finding]:
    """Yield the same for one message in one language that was fitted already."""
    said = {_key(finding): finding for finding in _direction(version, direction)}
    yield from said.values()
    for misfit in fits.misfits:
        yield _misfit(version, misfit)
    for snippet in fits.snippets:
        for finding in _shown(version, snippet):
            if said.setdefault(_key(finding), finding) is finding:
                yield finding


def _misfit(version: Version, misfit: Misfit) -> Finding:
    mark = f"channels.{misfit.channel}"
    place = version.place(mark if mark in version.marks else "short")
    return rules.TEXT_TOO_LONG.at(
        place, misfit.message, example=f"channels: {{{misfit.channel}: …}}"
    )


def _key(finding: Finding) -> tuple[int, int, str]:
    """What two channels would say alike."""
    return finding.line, finding.column, finding.message


def _shown(version: Version, snippet: Snippet) -> Iterator[Finding]:
    """Say what would be shown the wrong way round of a text as it is posted."""
    place, example = _origin(version, snippet)
    for problem in snippet.problems:
        where = f"part {problem.part + 1} of the thread on {snippet.channel}: "
        message = (where if problem.part else "") + problem.message
        text = snippet.parts[problem.part][:60]
        yield rules.DIRECTION_UNSAFE.at(place, message, text, example)


def _origin(version: Version, snippet: Snippet) -> tuple[Place, str]:
    """Where the words of a snippet were written, and how they can be set right."""
    own = f"channels.{snippet.channel}"
    text = cast("MessageText", version.text)
    if snippet.channel in text.channels:
        return version.place(own), ""
    if snippet.form.startswith("short") or not version.body:
        return version.place("short"), ""
    return Place(version.path, version.body_line), f"channels: {{{snippet.channel}: …}}"


def _direction(version: Version, direction: str) -> Iterator[Finding]:
    text = cast("MessageText", version.text)
    words = {"short": text.short} | {f"channels.{name}": own for name, own in text.channels.items()}
    for mark, value in words.items():
        for problem in find_direction_problems(value, direction):
            yield rules.DIRECTION_UNSAFE.at(version.place(mark), problem.message, value[:60])
