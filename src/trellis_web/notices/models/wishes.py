"""What a person wants to be told."""

from django.conf import settings
from django.db import models


class Wish(models.Model):
    """Whether somebody wants reminders by the clock. Without a row they do."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    is_reminded = models.BooleanField(default=True)

    def __str__(self) -> str:
        return str(self.person_id)
