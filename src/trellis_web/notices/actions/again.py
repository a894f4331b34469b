"""What only a person decides: sending a letter again that may have arrived."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from trellis_web.access.rules import Denial, Denied, Permission, require
from trellis_web.audit.actions import record
from trellis_web.notices.events import MailReleased
from trellis_web.notices.models import Mail
from trellis_web.people.models import Person

SETTLED = Denial("mail-settled", _("This letter was sent, given up, or waits to be sent."))


@transaction.atomic
def send_again(mail: Mail, *, by: Person, now: datetime) -> None:
    """Queues a letter that was taken, and neither sent nor refused. Raises `Denied` for others."""
    require(by, Permission.NOTICE_MANAGE, today=timezone.localdate(now))
    open_ = Mail.objects.filter(
        pk=mail.pk, taken_at__isnull=False, sent_at__isnull=True, failed_at__isnull=True
    )
    if not open_.update(taken_at=None, due_at=now, reason=""):
        raise Denied(SETTLED)
    record(MailReleased(mail.pk), by=by, subject=mail.to, at=now)
