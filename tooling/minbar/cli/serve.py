"""minbar serve: a preview that follows edits."""

import os
from pathlib import Path
from typing import Any

import click
from mkdocs.commands.serve import serve

from minbar.build.mkdocs_config import config_path, docs_dir


@click.command("serve")
@click.option(
    "--address", default="127.0.0.1:8000", show_default=True, help="Host and port to listen on."
)
@click.option("--open", "open_browser", is_flag=True, help="Open it in the browser.")
@click.pass_obj
def serve_command(root: Path, address: str, open_browser: bool) -> int:
    """Show the site on this machine and build it anew at each edit."""
    os.chdir(root)
    options: dict[str, Any] = {"config_file": str(config_path(root)), "docs_dir": docs_dir()}
    click.echo(f"Building; then open http://{address}/  (Ctrl-C stops)", err=True)
    serve(dev_addr=address, open_in_browser=open_browser, **options)
    return 0
