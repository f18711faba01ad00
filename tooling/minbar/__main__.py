"""`python -m minbar` is `minbar`."""

from minbar.cli import main

main()
