"""Proof: files with which a browser tells an official text from an altered one, and who approved what."""

from minbar.proof.provenance import render_provenance
from minbar.proof.render import render_verify
from minbar.proof.texts import Passage, passages_of
from minbar.proof.withdrawn import digest_passages

__all__ = ["Passage", "digest_passages", "passages_of", "render_provenance", "render_verify"]
