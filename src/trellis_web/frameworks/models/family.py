"""A job family, and the stable keys of its competencies."""

from django.db import models


class Family(models.Model):
    """A job family with one framework."""

    slug = models.SlugField(max_length=100, unique=True)
    title = models.CharField(max_length=200)
    current = models.OneToOneField(
        "Version", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("title",)
        verbose_name_plural = "families"

    def __str__(self) -> str:
        return self.title


class Competency(models.Model):
    """An integer key for a competency id, stable over versions; the title is the latest one."""

    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="competencies")
    slug = models.CharField(max_length=100)
    title = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="competency_once", fields=["family", "slug"]),
        ]
        verbose_name_plural = "competencies"

    def __str__(self) -> str:
        return self.title
