"""Checking a campaign folder: its files are read, rules are run where something has changed, the rest is told again."""
