"""What the frame around every page shows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of the base template."""
    return {"organisation": settings.ORGANISATION}
