"""Writes a document as PDF in a process with limits: JSON in, the PDF out. Run by path.

The one argument names the template beside it.
"""

import json
import resource
import sys
from pathlib import Path

import typst

MEMORY = 1024 * 1024 * 1024
SECONDS = 40


def main() -> int:
    """0 with the PDF on stdout; anything else is a limit."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    data = json.dumps(json.load(sys.stdin), ensure_ascii=True)
    template = Path(__file__).with_name(sys.argv[1]).read_bytes()
    written = typst.compile(
        template, format="pdf", ignore_system_fonts=True, sys_inputs={"data": data}
    )
    if not isinstance(written, bytes):
        raise TypeError("typst gave pages where a document was asked for")
    sys.stdout.buffer.write(written)
    return 0


if __name__ == "__main__":
    sys.exit(main())
