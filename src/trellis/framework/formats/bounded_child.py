"""Writes one framework in a process of its own with limits: JSON in, the file out.

Run by path. A framework that asks for too much ends this process, never the one that asked.
"""

import json
import resource
import sys
from datetime import datetime

MEMORY = 1024 * 1024 * 1024
SECONDS = 20


def main() -> int:
    """0 with the file on stdout; anything else is a limit or a text that does not fit."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    from trellis.framework.formats.edition import Edition
    from trellis.framework.formats.writers import WRITERS
    from trellis.framework.model import Framework

    asked = json.load(sys.stdin)
    told = asked["edition"]
    if told["published"]:
        told["published"] = datetime.fromisoformat(told["published"])
    framework = Framework.model_validate(asked["framework"])
    written = WRITERS[asked["ending"]].bytes_of(framework, Edition(**told))
    sys.stdout.buffer.write(written)
    return 0


if __name__ == "__main__":
    sys.exit(main())
