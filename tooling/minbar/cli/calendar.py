"""minbar calendar: what the calendar of elections is about to change."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from minbar.build.instant import read_instant
from minbar.calendar import Calendar, Change, InForce, Standing
from minbar.checks.times import check_windows
from minbar.cli.show import print_findings, print_json
from minbar.content.campaign import read_base
from minbar.content.zones import read_zone
from minbar.feeds.elections import render_elections
from minbar.model.campaign import Campaign
from minbar.model.finding import Finding, blocks
from minbar.strings import read_strings
from minbar.templates import template_roots

DAYS = 366


@click.command("calendar")
@click.option("--at", help="The instant to begin with, as in 2027-08-26T09:00; now by default.")
@click.option("--days", type=click.IntRange(1, 3660), default=DAYS, help="How far to look ahead.")
@click.option(
    "--ics",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write it as a calendar (iCalendar) for phones and computers.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def calendar_command(root: Path, at: str | None, days: int, ics: Path | None, as_json: bool) -> int:
    """Print what the calendar of elections changes when, in local time and in UTC."""
    base, findings = _read(root)
    if base is None:
        print_findings(findings, root, "json" if as_json else "text")
        click.echo("There is no calendar yet. Mend this, then: minbar calendar", err=True)
        return 1
    settings = base.settings
    instant = read_instant(at, settings.timezone)
    calendar = Calendar(settings, read_zone)
    standing, end = calendar.at(instant), instant + timedelta(days=days)
    changes = calendar.changes(instant, end)
    if ics:
        language = settings.languages[0]
        zone = read_zone(settings.timezone)
        words = read_strings(template_roots(root), language.code, language.locale, zone)
        ics.write_bytes(render_elections(calendar.coming(instant, end), base, words))
    if as_json:
        print_json(_record(base, instant, standing, changes, ics))
    else:
        click.echo("\n".join(_told(base, instant, standing, changes, ics)))
    return 0


def _read(root: Path) -> tuple[Campaign | None, list[Finding]]:
    """The campaign's own files, if its calendar can be read."""
    base, findings = read_base(root, [])
    if base is not None:
        findings = [*findings, *check_windows(base)]
    return (None if blocks(findings) else base), findings


def _record(
    base: Campaign,
    instant: datetime,
    standing: Standing,
    changes: list[Change],
    ics: Path | None,
) -> dict[str, object]:
    return {
        "at": _utc(instant),
        "in_force": [_window(item) | {"until": _utc(item.end)} for item in standing.windows],
        "until": _utc(standing.until) if standing.until else None,
        "changes": [
            {
                "at": _utc(change.at),
                "local": change.at.astimezone(change.what.zone).isoformat(),
                "timezone": change.what.zone.key,
                "change": "begins" if change.begins else "ends",
                **_window(change.what),
            }
            for change in changes
        ],
        "not_in_force": _put_off(base),
        "ics": str(ics) if ics else None,
    }


def _window(item: InForce) -> dict[str, Any]:
    return {
        "election": item.election,
        "type": item.window.type,
        "mode": item.window.mode,
        "audience": item.window.audience,
        "contests": sorted(item.scope.contests),
        "territories": list(item.window.territories),
    }


def _put_off(base: Campaign) -> dict[str, str]:
    """Elections whose windows do not hold, and why."""
    return {
        key: election.status
        for key, election in base.settings.elections.items()
        if not election.stands
    }


def _told(
    base: Campaign,
    instant: datetime,
    standing: Standing,
    changes: list[Change],
    ics: Path | None,
) -> Iterator[str]:
    zone = read_zone(base.settings.timezone)
    yield f"At {_both(instant, zone)}:"
    for item in standing.windows:
        yield f"  {_name(item)}, until {_both(item.end, item.zone)}"
    if not standing.windows:
        yield "  no window is in force"
    if changes:
        yield "Then:"
    for change in changes:
        what = "begins" if change.begins else "ends  "
        yield f"  {_both(change.at, change.what.zone)}  {what}  {_name(change.what)}"
    for key, status in _put_off(base).items():
        yield f"  {key} is {status}: none of its windows is in force"
    yield f"Wrote {ics}." if ics else "Next: for the team's phones  minbar calendar --ics FILE"


def _name(item: InForce) -> str:
    scope = item.scope
    parts = [
        f"{item.window.type} of {item.election}",
        f"for {', '.join(sorted(scope.contests))}" if scope.contests else "",
        "" if scope.audience == "everyone" else f"for voters {_WHERE[scope.audience]}",
        f"in {', '.join(item.window.territories)}" if scope.territories else "",
        "" if item.window.type == "campaign" else f"({item.window.mode})",
    ]
    return " ".join(part for part in parts if part)


_WHERE = {"home": "at home", "abroad": "abroad"}


def _both(instant: datetime, zone: ZoneInfo) -> str:
    """Local time with its offset, then the same in UTC."""
    local = instant.astimezone(zone)
    return f"{local:%Y-%m-%d %H:%M:%S %z} = {instant.astimezone(UTC):%Y-%m-%d %H:%M:%SZ}"


def _utc(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
