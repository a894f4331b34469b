"""The `trellis` command: the core's commands, and those that need the database."""

import os


def main() -> None:
    """Runs the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trellis_web.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line()
