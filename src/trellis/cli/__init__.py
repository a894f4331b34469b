"""The command line of the core: files in, files and findings out. No database, no network.

Exit codes: 0 fine, 1 findings (differences, warnings), 2 bad input (nothing is written).
"""

from trellis.cli.app import app
from trellis.cli.commands import convert, import_, judge, library, schema, show
from trellis.cli.export_command import verify_export
from trellis.cli.history import diff
from trellis.cli.lint_command import lint
from trellis.cli.parity_command import parity
from trellis.cli.publishing import blank, site

__all__ = [
    "app",
    "blank",
    "convert",
    "diff",
    "import_",
    "judge",
    "library",
    "lint",
    "parity",
    "schema",
    "show",
    "site",
    "verify_export",
]
