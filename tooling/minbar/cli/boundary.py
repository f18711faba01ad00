"""Where every run ends: clear (0), findings (1), usage or environment (2), a bug of ours (3)."""

import sys
import tempfile
import traceback
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click
import jinja2
from mkdocs.exceptions import MkDocsException

from minbar import __version__
from minbar.model.setup import SetupError
from minbar.model.visible import visible_lines

CLEAR, FINDINGS, USAGE, BUG, INTERRUPTED = 0, 1, 2, 3, 130


class Commands(click.Group):
    """The commands, listed; a command's module is read when the command is asked for."""

    known = (
        "check",
        "count",
        "build",
        "merge",
        "serve",
        "packs",
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
    """Run the command line and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


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
    except jinja2.TemplateError as error:
        told = f"minbar: {_template_place(error)}{error.message}"
        click.echo(visible_lines(told), err=True)
        return USAGE
    except (MkDocsException, OSError, SetupError) as error:
        click.echo(visible_lines(f"minbar: {error}"), err=True)
        return USAGE
    except Exception:
        click.echo(_report(arguments), err=True)
        return BUG


def _template_place(error: jinja2.TemplateError) -> str:
    """The template and the line that the error arose in: Jinja2 names them as frames."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.endswith((".html", ".txt", ".xml")):
            return f"{frame.filename}:{frame.lineno}: "
    return ""


def _report(arguments: list[str]) -> str:
    now = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix=f"minbar-{now}-", suffix=".txt", delete=False
    ) as report:
        report.write(
            f"minbar {__version__}\nPython {sys.version}\n{arguments}\n\n{traceback.format_exc()}"
        )
    return f"minbar: a fault of Minbar's own, not of your files. Please send us this report: {report.name}"
