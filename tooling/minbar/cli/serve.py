"""minbar serve: a preview that follows edits."""

import gc
import os
from pathlib import Path
from typing import Any

import click
from mkdocs.commands.serve import serve

from minbar.build.mkdocs_config import config_path, docs_dir, plugins_with

PYTHONS_OWN = (700, 10, 10)


@click.command("serve")
@click.option(
    "--address", default="127.0.0.1:8000", show_default=True, help="Host and port to listen on."
)
@click.option(
    "--audience",
    type=click.Choice(("public", "team")),
    help="Who will see it; as mkdocs.yml says, or the public.",
)
@click.option("--at", help="The instant to build for, as in 2027-08-26T09:00; now by default.")
@click.option("--open", "open_browser", is_flag=True, help="Open it in the browser.")
@click.pass_obj
def serve_command(
    root: Path, address: str, audience: str | None, at: str | None, open_browser: bool
) -> int:
    """Show the site on this machine and build it anew at each edit."""
    os.chdir(root)
    gc.set_threshold(*PYTHONS_OWN)  # this command does not end before much is left over
    config = config_path(root)
    options: dict[str, Any] = {"config_file": str(config), "docs_dir": docs_dir()}
    chosen = {name: value for name, value in (("audience", audience), ("at", at)) if value}
    if chosen:
        options["plugins"] = plugins_with(config, chosen)
    click.echo(f"Building; then open http://{address}/  (Ctrl-C stops)", err=True)
    serve(dev_addr=address, open_in_browser=open_browser, **options)
    return 0
