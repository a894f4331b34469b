"""What a program was answered, so that asking again changes nothing."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class KeptAnswer(models.Model):
    """The answer to a request with an `Idempotency-Key`.

    `digest` is the SHA-256 of method, address and body: the same key with another one is refused.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="kept_answer_once", fields=["person", "key"])]
        indexes = [models.Index(fields=["made_at"], name="kept_answer_by_age")]

    def __str__(self) -> str:
        return self.key
