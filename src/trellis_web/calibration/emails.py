"""Letters about sessions. Each holds a link, never a name on the table or a rating."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from trellis_web.calibration.models import Member
from trellis_web.notices.actions import Letter


def invited(member: Member) -> Letter:
    """To somebody who takes part from now on; once for each time they come in."""
    session = member.session
    link = f"{settings.SITE_URL}{reverse('calibration', args=[session.pk])}"
    subject = _("%(title)s: you take part in a calibration") % {"title": session.title}
    text = _(
        "Look at it before you meet, and say where you have a conflict of interest:\n\n%(link)s\n"
    )
    return Letter(member.person, subject, text % {"link": link}, f"calibration:{member.pk}")
