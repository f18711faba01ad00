"""Joining the outputs, and putting them where people look: the last step before the command line."""
