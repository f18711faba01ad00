"""The small campaign under a real policy: a lead who signs with a key, and a writer who has none."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from campaigns import TEAM, write
from minbar.publish.outcome import Published, Stopped
from minbar.publish.verdict import read_verdict
from publishing import WATER, new_campaign, publish
from repositories import TIDYING_OFF, Repository

MORE = "\nماء أكثر لكل دوار.\n"
WRITER = {
    f"GIT_{role}_{part}": value
    for role in ("AUTHOR", "COMMITTER")
    for part, value in (("NAME", "Kenza"), ("EMAIL", "kenza@pont.example"))
}


class Signed(Repository):
    """A campaign whose lead signs with a key that team.yml names, and a writer who has none."""

    def __init__(self, root: Path, keys: Path, files: Mapping[str, str] | None = None) -> None:
        """Begin with an anchor; `files` are other texts of it, by path."""
        plain = new_campaign(root)
        self.root, self.at = root, plain.at
        keys.mkdir()
        self.key = keys / "lead"
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "lead", "-f", str(self.key)]
        subprocess.run(command, check=True)
        public = " ".join(self.key.with_suffix(".pub").read_text().split()[:2])
        lead = (
            f"role: communications-lead\n    emails: [sanae@pont.example]\n    keys: ['{public}']"
        )
        team = TEAM.replace("role: communications-lead", lead)
        for path, text in {"content/team.yml": team, **(files or {})}.items():
            write(root, path, text)
        self.commit()
        self.anchor = self.git("rev-parse", "HEAD").strip()

    def as_writer(self, *arguments: str) -> None:
        self.at += 60
        dates = {f"GIT_{role}_DATE": f"{self.at} +0000" for role in ("AUTHOR", "COMMITTER")}
        environment = os.environ | WRITER | dates | TIDYING_OFF
        subprocess.run(
            ["git", *arguments], cwd=self.root, env=environment, check=True, capture_output=True
        )

    def change(self, text: str) -> None:
        """The writer commits another text on a branch of hers."""
        self.as_writer("switch", "-q", "-C", "draft")
        write(self.root, WATER, text)
        self.as_writer("commit", "-q", "-a", "-m", "ماء")
        self.as_writer("switch", "-q", "main")

    def merge_signed(self) -> None:
        """The lead merges it and signs that."""
        self.at += 60
        signing = ("-c", "gpg.format=ssh", "-c", f"user.signingkey={self.key}")
        self.git(*signing, "merge", "-q", "--no-ff", "-S", "-m", "merge", "draft")

    @property
    def head(self) -> str:
        return self.git("rev-parse", "HEAD").strip()

    def push(self, files: Mapping[str, str]) -> str:
        """The writer commits past everybody, onto the main branch; gives the commit."""
        for path, text in files.items():
            write(self.root, path, text)
            self.git("add", "-f", path)
        self.as_writer("commit", "-q", "-m", "push")
        return self.head

    def publish(self, at: str | None = None, site: Path | None = None) -> Published | Stopped:
        """What `minbar publish` does, with a verification of all since the anchor."""
        return publish(
            self.root,
            at,
            self.anchor,
            verify=lambda commit: read_verdict(self.root, self.anchor, commit),
            site=site,
        )
