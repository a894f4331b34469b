"""Reading the trail."""

from trellis_web.audit.models import Event, Head
from trellis_web.audit.rules import GENESIS, digest_of


def broken_links() -> list[int]:
    """Ids of events whose digest or predecessor is not what was written; -1 for a cut tail."""
    previous, broken, count = GENESIS, [], 0
    for event in Event.objects.order_by("id").iterator(2000):
        if event.previous != previous or event.digest != digest_of(event):
            broken.append(event.pk)
        previous, count = event.digest, count + 1
    head = Head.objects.filter(pk=1).first()
    if (head.digest, head.events) != (previous, count) if head else count:
        broken.append(-1)
    return broken
