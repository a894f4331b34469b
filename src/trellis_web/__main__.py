"""`python -m trellis_web` is the `trellis` command."""

from trellis_web.cli import main

main()
