"""`trellis manage forget_uploads`: deletes what was kept for 30 days."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from trellis_web.frameworks.actions import forget_uploads


class Command(BaseCommand):
    """For a timer, once a day."""

    help = "Delete uploads and drafts from before an import that are older than 30 days."

    def handle(self, *args: Any, **options: Any) -> None:
        """One line when there was something to delete."""
        count = forget_uploads(now=timezone.now())
        if count:
            self.stdout.write(f"deleted {count}")
