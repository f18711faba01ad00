"""minbar explain: a rule's page in three languages."""

import json

import pytest
from click.testing import CliRunner
from minbar.cli.boundary import command, run


def _run(*arguments: str) -> str:
    return CliRunner().invoke(command, ["explain", *arguments], standalone_mode=False).output


@pytest.mark.parametrize(
    ("language", "severity", "said"),
    [
        ("en", "warning", "Why:\n  The sign points the wrong way"),
        ("ar", "تنبيه", "لماذا:\n  اتجاه العلامة"),
        ("fr", "avertissement", "Pourquoi\u00a0:\n  Le signe est à l’envers"),
    ],
)
def test_a_page_in_each_language(language: str, severity: str, said: str) -> None:
    page = _run("TY001", "--lang", language)
    assert page.startswith(f"TY001 punctuation_latin ({severity})\n")
    assert said in page
    assert page.rstrip().endswith("minbar check")


def test_a_rule_by_its_name_and_in_small_letters() -> None:
    assert _run("punctuation_latin") == _run("ty001") == _run("TY001")


def test_for_a_machine() -> None:
    page = json.loads(_run("ST001", "--lang", "ar", "--json"))
    assert (page["code"], page["severity"], page["language"]) == ("ST001", "error", "ar")
    assert page["right"]


def test_a_code_that_is_misspelt(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "TY1"]) == 2
    assert "did you mean «TY001»?" in capsys.readouterr().err
