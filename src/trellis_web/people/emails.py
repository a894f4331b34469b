"""Mail about accounts. A link and a name; never a rating, a level or an outcome."""

from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from trellis_web.notices.actions import queue_mail
from trellis_web.people.models import Person


def password_link(person: Person) -> str:
    """The address under which the person chooses a password; it works once and expires."""
    path = reverse(
        "account_reset_password_from_key",
        kwargs={
            "uidb36": user_pk_to_url_str(person),
            "key": default_token_generator.make_token(person),
        },
    )
    return f"{settings.SITE_URL}{path}"


def send_invitation(person: Person, *, now: datetime) -> None:
    """Queues the invitation in the person's language; asked for again, it goes out again."""
    with translation.override(person.language):
        subject = _("Your account at %(organisation)s careers") % {
            "organisation": settings.ORGANISATION
        }
        text = _(
            "Hello %(name)s,\n\nchoose a password to read your career framework and your own page:"
            "\n\n%(link)s\n\nThe link works once, for three days."
            " If it has expired, ask HR for a new one.\n"
        ) % {"name": person.first_name, "link": password_link(person)}
    key = f"invitation:{person.pk}:{now.isoformat()}"
    queue_mail(to=person, subject=subject, text=text, key=key, now=now)
