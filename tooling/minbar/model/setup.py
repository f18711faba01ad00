"""What is wrong around a campaign, and not in it."""


class SetupError(Exception):
    """The command line, a template or the machine is not as Minbar needs it; the message says why."""


class UnrenderedError(SetupError):
    """A template could not be rendered: its own fault, or that of what it was given."""
