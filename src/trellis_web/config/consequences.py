"""What follows from what: audit tag of a lower app -> actions that run in the same transaction.

The one visible list; nothing else connects a lower app to a higher one.
"""

from trellis_web.audit.actions import Consequence, follow

CONSEQUENCES: dict[str, list[Consequence]] = {}


def install() -> None:
    """Connects the list. Called once, when the apps are ready."""
    for tag, consequences in CONSEQUENCES.items():
        for consequence in consequences:
            follow(tag, consequence)
