"""`trellis manage remind_authors`: the daily mail about cells that are due."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from trellis.findings import BadInput
from trellis_web.frameworks.actions.assignments import remind_authors
from trellis_web.frameworks.models import Draft


class Command(BaseCommand):
    """For a timer, once a day. A draft that cannot be read is named and the others go on."""

    help = "Mail authors what they have left to write and is due soon, or overdue."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--days`: how far ahead."""
        parser.add_argument("--days", type=int, default=3, help="due within so many days (3)")

    def handle(self, *args: Any, **options: Any) -> None:
        """One line for each draft with somebody to remind."""
        now = timezone.now()
        until = timezone.localdate(now) + timedelta(days=options["days"])
        for draft in Draft.objects.select_related("family").order_by("family__slug"):
            slug = draft.family.slug
            try:
                count = remind_authors(draft, by=None, now=now, until=until)
            except BadInput as problem:
                self.stderr.write(f"{slug}: {problem}")
                continue
            if count:
                self.stdout.write(f"{slug}: reminded {count}")
