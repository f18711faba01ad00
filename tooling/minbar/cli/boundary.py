"""Where every run ends: clear (0), findings (1), usage or environment (2), a bug of ours (3)."""

import gc
import os
import sys
from datetime import UTC, datetime
from errno import EDQUOT, EFBIG, ENOSPC
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click

from minbar import __version__
from minbar.model.setup import SetupError
from minbar.model.visible import visible_lines

OBJECTS_BEFORE_A_LOOK = 1_000_000
"""Commands end before they leave so much over; to look for it would take longer than many do."""

CLEAR, FINDINGS, USAGE, BUG, INTERRUPTED = 0, 1, 2, 3, 130


class Commands(click.Group):
    """The commands, listed; a command's module is read when the command is asked for."""

    known = (
        "check",
        "explain",
        "count",
        "build",
        "merge",
        "publish",
        "withdraw",
        "calendar",
        "serve",
        "packs",
        "brief",
        "approve",
        "approvals",
        "translations",
        "scaffold",
        "schema",
        "territory",
        "doctor",
    )

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names, in the order of the help."""
        return list(self.known)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, from the module of the same name."""
        if cmd_name not in self.known:
            return None
        module = import_module(f"minbar.cli.{cmd_name}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 clear, 1 findings, 2 usage or environment, 3 a fault of Minbar's own.",
)
@click.version_option(__version__, prog_name="minbar")
@click.option(
    "-C",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The campaign folder; the current one by default.",
)
@click.pass_context
def command(context: click.Context, root: Path) -> None:
    """Publish a political campaign from Markdown in git."""
    context.obj = root.resolve()


def main() -> NoReturn:
    """Run the command line and leave with its exit code.

    What is in memory is not taken apart first: at national scale that would take as long as an edit.
    """
    gc.set_threshold(OBJECTS_BEFORE_A_LOOK)
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # who was to read this has gone
        code = code or USAGE
    os._exit(code)


def run(arguments: list[str]) -> int:
    """Run one command; never raises."""
    try:
        result = command.main(arguments, prog_name="minbar", standalone_mode=False)
        return result if isinstance(result, int) else CLEAR
    except click.ClickException as error:
        error.show()
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. Nothing that was published has changed.", err=True)
        return INTERRUPTED
    except (OSError, SetupError) as error:
        click.echo(visible_lines(f"minbar: {error}{_remedy(error)}"), err=True)
        return USAGE
    except Exception as error:
        return _others(error, arguments)


def _others(error: Exception, arguments: list[str]) -> int:
    """End with an error of Jinja2's or MkDocs's, which few commands load, or with a bug."""
    import jinja2
    from mkdocs.exceptions import MkDocsException

    from minbar.templates.faults import describe

    if isinstance(error, jinja2.TemplateError):
        told = f"minbar: {describe(error)}"
    elif isinstance(error, MkDocsException):
        told = f"minbar: {error}"
    else:
        click.echo(_report(arguments), err=True)
        return BUG
    click.echo(visible_lines(told), err=True)
    return USAGE


def _remedy(error: Exception) -> str:
    """What to do where the disk takes no more."""
    is_full = isinstance(error, OSError) and error.errno in {ENOSPC, EDQUOT, EFBIG}
    said = "; nothing that was published has changed: make room, then run this again"
    return said if is_full else ""


def _report(arguments: list[str]) -> str:
    import tempfile
    import traceback

    now = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix=f"minbar-{now}-", suffix=".txt", delete=False
    ) as report:
        report.write(
            f"minbar {__version__}\nPython {sys.version}\n{arguments}\n\n{traceback.format_exc()}"
        )
    return f"minbar: a fault of Minbar's own, not of your files. Please send us this report: {report.name}"
