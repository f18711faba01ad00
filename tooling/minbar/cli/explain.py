"""minbar explain: what a rule asks, why, and how it is done right, in English, Arabic or French."""

import click
import msgspec

from minbar.checks.levels import BY_CODE
from minbar.cli.show import print_json
from minbar.model.finding import Rule, Severity
from minbar.model.spelling import did_you_mean
from minbar.rulebook.page import read_page
from minbar.rulebook.written import LANGUAGES, Page

HEADS = {
    "en": ("Why", "Wrong", "Right", "Source"),
    "ar": ("لماذا", "خطأ", "صواب", "المصدر"),
    "fr": ("Pourquoi", "Faux", "Juste", "Source"),
}
NEXT = {
    "en": "Next: minbar check",
    "ar": "بعد ذلك: minbar check",
    "fr": "Ensuite : minbar check",
}
LENGTH = 5
"""Signs of a rule's code: two letters and three digits."""
SEVERITIES: dict[str, dict[Severity, str]] = {
    "en": {"error": "error", "warning": "warning"},
    "ar": {"error": "خطأ يوقف البناء", "warning": "تنبيه"},
    "fr": {"error": "erreur, arrête la construction", "warning": "avertissement"},
}


@click.command("explain")
@click.argument("code")
@click.option("--lang", type=click.Choice(LANGUAGES), default="en", help="Of the page.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def explain_command(code: str, lang: str, as_json: bool) -> int:
    """Explain a rule: CODE is its code (TY001) or its name (punctuation_latin)."""
    rule = _find(code)
    page = read_page(rule.code, lang)
    if as_json:
        known = {"code": rule.code, "slug": rule.slug, "severity": rule.severity, "language": lang}
        print_json(known | msgspec.structs.asdict(page))
    else:
        click.echo(render_page(rule, page, lang))
    return 0


def render_page(rule: Rule, page: Page, language: str) -> str:
    """The page as text."""
    parts = zip(HEADS[language], (page.why, page.wrong, page.right, page.source), strict=True)
    severity = SEVERITIES[language][rule.severity]
    lines = [f"{rule.code} {rule.slug} ({severity})", "", page.what]
    colon = "\u00a0:" if language == "fr" else ":"
    lines += [f"\n{head}{colon}\n  {said}" for head, said in parts if said]
    return "\n".join([*lines, "", NEXT[language]])


def _find(code: str) -> Rule:
    """A rule by its code or its name.

    Raises:
        click.BadParameter: there is none.
    """
    named = {rule.slug: rule for rule in BY_CODE.values()} | BY_CODE
    found = named.get(code) or named.get(code.upper()) or named.get(code.lower())
    if found is None:
        wanted = code.upper() if len(code) < LENGTH + 1 else code
        whole = f"{wanted[:2]}{wanted[2:].zfill(LENGTH - 2)}"  # TY1 for TY001
        known = did_you_mean(whole if whole in named else wanted, list(named))
        raise click.BadParameter(f"there is no rule {code}; {known}")
    return found
