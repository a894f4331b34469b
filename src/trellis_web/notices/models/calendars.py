"""The address under which a calendar program reads somebody's deadlines."""

from django.conf import settings
from django.db import models


class CalendarLink(models.Model):
    """One address for each person. It is a secret, and only its digest is kept."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.person_id)
