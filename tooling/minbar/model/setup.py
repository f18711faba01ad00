"""What is wrong around a campaign, and not in it."""


class SetupError(Exception):
    """The command line, a template or the machine is not as Minbar needs it; the message says why."""
