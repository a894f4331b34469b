"""Rooms of the organisation's chat, and what is said there."""

from django.conf import settings
from django.db import models


class ChatRoom(models.Model):
    """A room that takes messages at an address. Whoever knows the address may write there."""

    title = models.CharField(max_length=100)
    url = models.URLField(max_length=500, unique=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("title", "id")

    def __str__(self) -> str:
        return self.title


class ChatMessage(models.Model):
    """One text for one room, with a link and without a name; said once, as letters are."""

    room = models.ForeignKey(ChatRoom, on_delete=models.CASCADE, related_name="messages")
    key = models.CharField(max_length=200)
    text = models.CharField(max_length=500)
    queued_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-id",)
        constraints = [models.UniqueConstraint(name="chat_message_once", fields=["room", "key"])]

    def __str__(self) -> str:
        return self.key
