"""Markdown to clean HTML, and to plain text: pure functions."""
