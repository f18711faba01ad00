"""Choose the Python that Minbar's environment is made with, and print its path.

    python3 tooling/requirements/interpreter.py

The one that runs this, unless it is too old or was compiled without optimisations, as version managers do
where they are not told otherwise: all that Minbar does then takes a sixth longer. In that case the system's
own, if that is new enough and can make environments.
"""

import subprocess
import sys
import sysconfig

SYSTEM = "/usr/bin/python3"
SUITS = "import ensurepip, sys; sys.exit(sys.version_info < (3, 11))"


def choose(own: str, system: str = SYSTEM) -> str:
    """Give the path of the own Python where it is new enough and fast, or where the system's will not do."""
    return own if is_fast() or not suits(system) else system


def is_fast() -> bool:
    """Tell whether the own Python is new enough, and is a distribution's or was compiled with optimisations.

    Debian compiles with them and does not say so; Windows says nothing, and has them.
    """
    options = sysconfig.get_config_var("CONFIG_ARGS")
    is_optimized = (
        options is None or "--enable-optimizations" in options or sys.base_prefix == "/usr"
    )
    return is_optimized and sys.version_info >= (3, 11)


def suits(python: str) -> bool:
    """Tell whether there is such a Python, new enough and able to make environments."""
    try:
        return subprocess.call([python, "-c", SUITS], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def main() -> None:
    """Print the path; say why if it is not the one that was asked."""
    chosen = choose(sys.executable)
    if chosen != sys.executable:
        sys.stderr.write(
            f"{sys.executable} is old or was compiled without optimisations; {chosen} is used. "
            f"Keep to it with: make PYTHON={sys.executable}\n"
        )
    sys.stdout.write(chosen)


if __name__ == "__main__":
    main()
